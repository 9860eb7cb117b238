"""A standard's folder with its amendments in; the consolidated editions that they make, each a standard's folder again, out.

The text of the edition is patched where its author typed it, so that every word of a consolidated text, and every fault
in it, still has its place in `standard.md` or `amd-1.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from stdpub.model.amendments import (
    Act,
    Amended,
    Consolidation,
    Effect,
    Instruction,
    Issue,
    amendment_name,
    belongs_to_amendment,
)
from stdpub.model.content import Reference
from stdpub.model.folder import Folder
from stdpub.model.source import Diagnostic, Severity, SourceText, Span, Words
from stdpub.model.standard import Standard
from stdpub.read.amended_kinds import of_another_kind
from stdpub.read.amended_numbers import PENDING, Member, assigned, in_between, numbers, vacated
from stdpub.read.amending import Amending
from stdpub.read.amendment_places import Place, places
from stdpub.read.amendments import AmendmentText, amendments, stray, unreadable
from stdpub.read.consolidation_file import FILE, consolidation, write_consolidation
from stdpub.read.patchwork import Origins, Patch, Patchwork, Piece
from stdpub.read.reader import SOURCE_FILE, languages, read, sources

_FRONT = re.compile(r"---[ \t]*\n(?P<fields>.*?)^(?:---|\.\.\.)[ \t]*$", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Consolidated:
    """The text that one more amendment makes: its edition's id, its folder, and where its words were typed.

    `before` is the folder that was amended, `texts` is the amendment in each of its languages, the source language first.
    """

    edition: str
    issue: Issue
    folder: Folder
    before: Folder
    texts: tuple[AmendmentText, ...]
    amended: Consolidation
    patchworks: Mapping[str, Patchwork]

    def origins(self) -> Origins:
        """Return what tells where a run of the consolidated text was typed."""
        return Origins(self.patchworks)


def has_amendments(folder: Folder) -> bool:
    """Tell whether a folder holds what could be an amendment."""
    return any(path.startswith(("amd", "cor", "Amd", "Cor")) for path in folder.files)


def without_amendments(folder: Folder) -> Folder:
    """Return the folder of the edition alone."""
    files = {path: content for path, content in folder.files.items() if not belongs_to_amendment(path)}
    return replace(folder, files=files)


def consolidate(folder: Folder) -> tuple[tuple[Consolidated, ...], tuple[Diagnostic, ...]]:
    """Return the consolidated editions that the amendments in a folder make, oldest first, and what is wrong with them.

    After an amendment with an error none is applied: what it would have made is not known.
    """
    edition = without_amendments(folder)
    state = _State(replace(edition, files={**edition.files, **_pictures(folder)}))
    ordered = amendments(folder, state.header)
    faults = [
        *stray(folder, ordered, consolidation(folder).issues),
        *(fault for texts in ordered for text in texts for fault in text.diagnostics),
    ]
    made: list[Consolidated] = []
    if any(fault.severity is Severity.ERROR for fault in faults):
        ordered = ordered[: next((at for at, texts in enumerate(ordered) if any(map(unreadable, texts))), 0)]
    for texts in ordered:
        one, found = state.amend(texts)
        faults.extend(found)
        if one is None:
            break
        made.append(one)
    return tuple(made), tuple(faults)


def _pictures(folder: Folder) -> dict[str, bytes]:
    """Return the pictures and tables that amendments bring along."""
    return {
        path: content
        for path, content in folder.files.items()
        if belongs_to_amendment(path) and amendment_name(path) is None
    }


class _State:
    """The text as the amendments so far have made it."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        source = read(folder)
        self.header = source.header
        self.versions = {source.header.language: source}
        self.edition = source.header.edition_id
        self.amended = consolidation(folder)
        self.patchworks = {name: Patchwork.of(source) for name, source in sources(folder).items()}
        self.retired = {one.key: one.by for one in self.amended.changes if one.effect is Effect.DELETED}

    def _read(self, language: str) -> Standard:
        """Return a version of the text as it is now, read once."""
        if language not in self.versions:
            self.versions[language] = read(self.folder, language)
        return self.versions[language]

    def amend(self, texts: tuple[AmendmentText, ...]) -> tuple[Consolidated | None, list[Diagnostic]]:
        """Return the text with one amendment applied in every language that it has, None where it cannot be."""
        before = self.folder
        wanted = [one for one in languages(before) if one in {text.language for text in texts}]
        faults = list(self._language_faults(texts, languages(before)))
        works = dict(self.patchworks)
        for text in texts:
            if text.language in wanted:
                found, works = self._applied(text, works)
                faults.extend(found)
        if any(fault.severity is Severity.ERROR for fault in faults):
            return None, faults
        folder = self._folder(works, wanted)
        issue = texts[0].issue
        amended, wrong = self._settled(folder, texts[0], issue)
        if wrong:
            return None, [*faults, *wrong]
        edition = f"{self.edition}-{issue.name}"
        works = {**works, SOURCE_FILE: _renamed(works[SOURCE_FILE], edition, issue)}
        folder = self._folder(works, wanted, amended)
        self.folder, self.edition, self.amended, self.patchworks = folder, edition, amended, works
        self.versions = {}
        gone = (one.key for one in amended.changes if one.effect is Effect.DELETED and one.by == issue.name)
        self.retired.update(dict.fromkeys(gone, issue.name))
        return Consolidated(edition, issue, folder, before, texts, amended, works), faults

    def _applied(
        self, text: AmendmentText, works: dict[str, Patchwork]
    ) -> tuple[list[Diagnostic], dict[str, Patchwork]]:
        """Return the files with the instructions of one language carried out."""
        texts = {name: SourceText(name, work.text) for name, work in works.items()}
        amending = Amending(text, places(self._read(text.language), texts), texts, self.retired)
        amending.run()
        result = dict(works)
        for file in {one.file for one in amending.changes}:
            result[file] = works[file].patched(one.patch for one in amending.changes if one.file == file)
        return [self._typed(fault, works) for fault in amending.diagnostics], result

    def _typed(self, fault: Diagnostic, works: Mapping[str, Patchwork]) -> Diagnostic:
        """Return a fault whose further places are those of the author's files."""
        origins = Origins(works)
        related = tuple(map(origins.of, fault.related))
        return replace(fault, related=related)

    def _language_faults(self, texts: tuple[AmendmentText, ...], known: tuple[str, ...]) -> Iterator[Diagnostic]:
        """Report languages that the amendment lacks or the standard does not have, and translations that differ."""
        source = texts[0]
        for text in texts[1:]:
            at = Span(text.source.file, 1, 1, 1, 4)
            if text.language not in known:
                message = Words(f"the standard has no version in `{text.language}`", f"标准没有`{text.language}`文本")
                yield Diagnostic(at, Severity.ERROR, "unread-file", message)
            yield from _differing(source, text)
        for language in known:
            if language not in {text.language for text in texts}:
                message = Words(
                    f"not translated into `{language}`: the consolidated edition has no version in it",
                    f"没有`{language}`译本：合并后的版次没有该语言文本",
                )
                at = Span(source.source.file, 1, 1, 1, 4)
                yield Diagnostic(at, Severity.INFO, "amendment-untranslated", message)

    def _folder(
        self, works: Mapping[str, Patchwork], wanted: list[str], amended: Consolidation | None = None
    ) -> Folder:
        """Return the files as they are now, without the languages that an amendment was not translated into."""
        left_out = {f"standard.{one}.md" for one in languages(self.folder)[1:] if one not in wanted}
        files = {name: content for name, content in self.folder.files.items() if name not in left_out}
        files |= {name: work.text.encode() for name, work in works.items() if name not in left_out}
        known = amended or self.amended
        if known.issues:
            files[FILE] = write_consolidation(known)
        return replace(self.folder, files=files)

    def _settled(self, folder: Folder, text: AmendmentText, issue: Issue) -> tuple[Consolidation, list[Diagnostic]]:
        """Return what the amendment changed, with the numbers that follow from it; report a number that would change."""
        before = self._read(text.language)
        old = numbers(before)
        had = places(before, sources(self.folder))
        after = read(folder)
        now = places(after, sources(folder))
        moved = _taken_elsewhere(text.instructions, had, now)
        vacant = self.amended.vacant | vacated(old, {*now, *numbers(after)} - moved)
        amended = replace(self.amended, issues=(*self.amended.issues, issue), vacant=vacant)
        stayed = {key: one for key, one in old.items() if key not in moved}
        pending = in_between(stayed, after)
        if pending:
            given = dict(self.amended.numbers)
            waiting = replace(amended, numbers=tuple({**given, **dict.fromkeys(pending, PENDING)}.items()))
            found = assigned(_with(folder, waiting), pending, amended)
            amended = replace(amended, numbers=tuple(sorted({**given, **found}.items())))
        changes = (*self.amended.changes, *_changes(text.instructions, had, now, old, issue))
        amended = replace(amended, changes=changes)
        wrong = list(of_another_kind(text.instructions, had, now))
        return amended, wrong or list(_renumbered(stayed, _with(folder, amended), text, now))


def _differing(source: AmendmentText, text: AmendmentText) -> Iterator[Diagnostic]:
    """Report the first instruction of a translation that is another one than in the source."""
    mine = [(one.act, one.key) for one in text.instructions]
    theirs = [(one.act, one.key) for one in source.instructions]
    if mine == theirs:
        return
    first = next(
        (at for at, (one, other) in enumerate(zip(mine, theirs, strict=False)) if one != other),
        min(len(mine), len(theirs)),
    )
    at = text.instructions[first].at if first < len(mine) else Span(text.source.file, 1, 1, 1, 4)
    wanted = f"{theirs[first][0].value} [@{theirs[first][1]}]" if first < len(theirs) else ""
    message = Words("not the instruction that the source language gives here", "与源语言此处的指令不同")
    help_ = Words(f"write `::: {wanted}`", f"请写`::: {wanted}`") if wanted else Words("take it away", "请删去")
    yield Diagnostic(at, Severity.ERROR, "amendment-languages-differ", message, help_)


def _taken_elsewhere(
    instructions: tuple[Instruction, ...], had: Mapping[str, Place], now: Mapping[str, Place]
) -> set[str]:
    """Return the keys of what was deleted in one place and stands in another now, with all inside it."""
    deleted = {one.key for one in instructions if one.act is Act.DELETE and one.key in now}
    found: set[str] = set()
    for key in had if deleted else ():
        above = key
        while above and above not in deleted:
            above = had[above].parent if above in had else ""
        if above:
            found.add(key)
    return found


def _with(folder: Folder, amended: Consolidation) -> Standard:
    return read(replace(folder, files={**folder.files, FILE: write_consolidation(amended)}))


def _changes(
    instructions: tuple[Instruction, ...],
    had: Mapping[str, Place],
    now: Mapping[str, Place],
    old: Mapping[str, Member],
    issue: Issue,
) -> Iterator[Amended]:
    """Yield what happened to each keyed thing: what was named and is still there, what is new, what is gone."""
    named = dict.fromkeys(one.key for one in instructions if one.act is not Act.INSERT_AFTER)
    for key in named:
        if key in now:
            yield Amended(issue.name, Effect.REPLACED, key)
    for key in now:
        if key not in had:
            yield Amended(issue.name, Effect.INSERTED, key)
    for key in had:
        if key not in now:
            yield Amended(issue.name, Effect.DELETED, key, _called(had[key], old.get(key)))


def _called(place: Place, numbered: Member | None) -> str:
    """Return the number of a thing that is gone, the identifier of a reference without one, empty where it has neither."""
    if numbered is not None:
        return numbered.number
    return place.node.identifier if isinstance(place.node, Reference) else ""


def _renumbered(
    old: Mapping[str, Member], after: Standard, text: AmendmentText, now: Mapping[str, Place]
) -> Iterator[Diagnostic]:
    """Report the first thing whose number an amendment would change."""
    new = numbers(after)
    for key, one in new.items():
        before = old.get(key)
        if before is not None and before.series == one.series and _moved(before, one):
            message = Words(
                f"it would renumber `{key}`: {before.number} would become {one.number}",
                f"修改会使`{key}`的编号由{before.number}变为{one.number}",
            )
            help_ = Words(
                "give every numbered thing that is inserted or deleted a key", "请为增加或删除的每一有编号的内容加上键"
            )
            lost = next((other for other in old if other in now and other not in new), "")
            if lost:
                help_ = Words(
                    f"`{lost}` is cited no more, which gave it its number: cite it, or replace it by one with `.numbered`",
                    f"`{lost}`不再被引用而失去编号：请引用它，或替换为带`.numbered`的内容",
                )
            at = text.instructions[0].at if text.instructions else Span(text.source.file, 1, 1, 1, 4)
            yield Diagnostic(at, Severity.ERROR, "renumbered-by-amendment", message, help_)
            return


def _moved(before: Member, after: Member) -> bool:
    """Tell whether a number is another one; of an item its own mark counts, not which list of the clause it stands in."""
    if before.series[0] == "item":
        return before.number.rpartition(".")[2] != after.number.rpartition(".")[2]
    return before.number != after.number


def _renamed(work: Patchwork, edition: str, issue: Issue) -> Patchwork:
    """Return the source file with the consolidated edition's id, and in force from when the amendment is, if that is later."""
    found = _FRONT.match(work.text)
    if found is None:
        return work
    source = work.pieces[0].source
    fields = found["fields"]
    patches: list[Patch] = []
    since = issue.implementation or issue.date
    for name, value in (("version", edition), ("implementation", since)):
        line = re.search(rf"^{name}:[ \t]*(?P<value>[^\n#]*?)[ \t]*(?:#[^\n]*)?$", fields, re.MULTILINE)
        if line is None:
            at = found.start("fields")
            patches.append(Patch(at, at, (Piece(f'{name}: "{value}"\n', source, 0, made=True),)))
        elif name == "version" or line["value"].strip("\"'") < value:
            start = found.start("fields")
            piece = Piece(f'"{value}"', source, 0, made=True)
            patches.append(Patch(start + line.start("value"), start + line.end("value"), (piece,)))
    return work.patched(patches)
