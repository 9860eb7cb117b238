"""Markdown that was not written for stdpub to the folder of one standard in its language, with a report.

The source is edited, never written anew: whatever no step names stays as it was, so no word can be lost.
"""

from __future__ import annotations

import posixpath
from collections.abc import Sequence
from dataclasses import dataclass

from stdpub.model.editing import apply
from stdpub.model.folder import Folder
from stdpub.model.header import RulebookName
from stdpub.model.patterns import regex
from stdpub.model.source import Replace, Severity, SourceText
from stdpub.read.foreign.anchors import Anchors, Target
from stdpub.read.foreign.captions import count_tables, drafted_captions, typed_captions, write_captions
from stdpub.read.foreign.cells import rewrite_cells
from stdpub.read.foreign.folder import ForeignFile, language_of, read_files
from stdpub.read.foreign.guards import guard
from stdpub.read.foreign.header import Identity, drop_fields, header_text, identify
from stdpub.read.foreign.headings import attributes_of, stray_headings, write_heading
from stdpub.read.foreign.ids import Ids, write_ids
from stdpub.read.foreign.images import Images, unused
from stdpub.read.foreign.keys import Keys, as_key
from stdpub.read.foreign.links import Links
from stdpub.read.foreign.marks import Marks
from stdpub.read.foreign.markup import rewrite_html
from stdpub.read.foreign.notes import Notes
from stdpub.read.foreign.outline import Heading, Role
from stdpub.read.foreign.references import Numbers, References
from stdpub.read.foreign.report import Account, Fate, ImportReport
from stdpub.read.foreign.rows import requirement_rows
from stdpub.read.foreign.structure import Structure, structure
from stdpub.read.foreign.table_ids import TagId, key_tables
from stdpub.read.foreign.terms import list_references, write_term
from stdpub.read.foreign.text import ForeignText
from stdpub.read.key_slots import key_slots
from stdpub.read.markdown.token_tree import Token
from stdpub.read.provisions import detect
from stdpub.read.reader import SOURCE_FILE, read
from stdpub.read.tokens import tokens

_LEADING_LINES = regex(r"\A(?:[ \t]*\n)+")
_RESERVED = regex(r"(?:standard(?:\.[A-Za-z-]+)?|(?:amd|cor)-\d+)\.md")


@dataclass(frozen=True, slots=True)
class Imported:
    """The folder of the standard, and the account of how it came about."""

    folder: Folder
    report: ImportReport


def import_folder(source: Folder, identifier: str = "", language: str = "", edition: str = "") -> Imported:
    """Return a foreign document as one standard; what is not given is taken from the document."""
    account = Account()
    files = read_files(source, account)
    language = language or language_of(files)
    texts = [ForeignText(file, tokens([file.source])[0]) for file in files]
    found = structure(texts, language, account)
    identity = identify(files, source.name, found.title, identifier, edition, language)
    identity.verbal_forms = detect("\n".join(text.text for text in texts), language)
    identity.rulebook, identity.scheme = found.rulebook, found.scheme
    document = _Document(source, texts, found, identity, account)
    document.edit()
    return document.finish()


class _Document:
    """One import from its structure to its folder."""

    def __init__(
        self, source: Folder, texts: Sequence[ForeignText], found: Structure, identity: Identity, account: Account
    ) -> None:
        self.source = source
        self.texts = texts
        self.structure = found
        self.identity = identity
        self.account = account
        self.keys = Keys()
        self.ids = Ids({id(heading.token): heading for heading in found.headings})
        self.anchors = Anchors([text.file for text in texts])
        self.tags: list[TagId] = []
        self.figures: dict[str, bytes] = {}

    def edit(self) -> None:
        """Make all edits of all texts; the first that claims a run of characters has it."""
        ruled = self.identity.rulebook is not RulebookName.NONE
        language = self.identity.language
        for text in self.texts:
            self.ids.gather(text)
        self._give_keys()
        images = Images(self.source, self.ids.named, self.account, ruled=ruled)
        headings = self.structure.headings
        captions = drafted_captions(self.texts, headings, ruled=ruled)
        if not ruled:
            typed, images.typed = typed_captions(self.texts, images.shown)
            captions += typed
        labels, images.captions = write_captions(captions, self.ids.named, self.keys, self.account)
        if ruled:
            labels |= count_tables(self.texts, headings, captions, self.ids.named, self.keys)
        self._register()
        self._write_headings()
        numbers = Numbers(headings, labels)
        links = Links(self.anchors, self.ids.named, self.account, merged=len(self.texts) > 1)
        links.printed = {key: label for label, key in labels.items()}
        notes = Notes(self.account, language, self.identity.verbal_forms)
        marks = Marks(self.account, ruled=ruled, merged=len(self.texts) > 1)
        for text in self.texts:
            numbers.ids.update(requirement_rows(text, self.keys, self.identity.scheme, self.account))
        law = self.identity.scheme.name == "law"
        references = References(numbers, self.account, law=law, chinese=language.startswith("zh"))
        for at, text in enumerate(self.texts):
            notes.rewrite(text)
            images.rewrite(text)
            rewrite_cells(text, links, self.ids)
            links.rewrite(text)
            rewrite_html(text, links)
            references.rewrite(text, headings)
            stray_headings(text, self.account)
            guard(text)
            marks.rewrite(text, at)
            write_ids(text, self.ids)
        self.figures = images.figures

    def _give_keys(self) -> None:
        """Give a key to every heading and every other thing that has an id; ids of the source come first."""
        clauses = [one for one in self.structure.headings if one.role in {Role.CLAUSE, Role.ENTRY, Role.ARTICLE}]
        for heading in clauses:
            if heading.ids:
                heading.key = self._key_of(heading.ids[0], heading.text, heading.token)
        for named in self.ids.named.values():
            named.key = self._key_of(named.ids[0], named.text, named.token)
        for text in self.texts:
            self.tags += key_tables(text, self.keys)
        self.account.count("keys-from-ids", len(self.tags))
        for heading in clauses:
            if not heading.key:
                above = heading.parent.key if heading.parent else ""
                heading.key = self.keys.mint("clause", heading.text.path, above, heading.wanted, heading.words[:200])
                self.account.count("minted-clauses")

    def _key_of(self, identifier: str, text: ForeignText, token: Token) -> str:
        key = self.keys.take(identifier)
        if key:
            self.account.count("keys-from-ids")
        if key != as_key(identifier):
            self.account.remark(Fate.ADAPTED, "duplicate-key", text.file.original, token.start, token.end)
        return key or self.keys.mint("id", identifier)

    def _register(self) -> None:
        for heading in self.structure.headings:
            if heading.key:
                self.anchors.heading(heading.text.path, heading)
        for named in self.ids.named.values():
            for name in named.ids:
                self.anchors.given(named.text.path, name, Target(named.key, None))
        for tag in self.tags:
            self.anchors.given(tag.text.path, tag.name, Target(tag.key, None))
        for text, clause, name, token in self.ids.homeless:
            self.account.remark(Fate.ADAPTED, "anchor-without-place", text.file.original, token.start, token.end)
            if clause is not None and clause.key:
                self.anchors.given(text.path, name, Target(clause.key, clause))

    def _write_headings(self) -> None:
        for heading in self.structure.headings:
            if (
                heading.role is not Role.CLAUSE
                or heading.made
                or not write_term(heading, attributes_of(heading), self.account)
            ):
                write_heading(heading, self.account)
        if self.identity.rulebook is not RulebookName.NONE:
            list_references(self.structure.headings, self.account)

    def finish(self) -> Imported:
        """Return the folder, all keys minted, and the report."""
        alone = len(self.texts) == 1
        for text in self.texts:
            text.edits.replace(0, text.file.front.end, "")
            drop_fields(text.file, self.account, alone=alone)
        names = _chapter_names([text.file for text in self.texts])
        written = {name: _ended(text.edits.apply()) for name, text in zip(names, self.texts, strict=True)}
        self.identity.chapters = () if alone else tuple(names)
        head = header_text(self.identity)
        written = (
            {SOURCE_FILE: f"{head}\n{_LEADING_LINES.sub('', written[names[0]])}"}
            if alone
            else {SOURCE_FILE: head, **written}
        )
        written = self._minted(written)
        files = {name: body.encode() for name, body in written.items()} | self.figures
        folder = Folder(self.source.name, files, {}, self.source.file_limit)
        read_paths = [text.path for text in self.texts]
        for path in unused(self.source, self.copied, read_paths):
            self.account.about(Fate.DROPPED, "file-unused", path, path)
        return Imported(folder, self._report(tuple(files)))

    @property
    def copied(self) -> list[str]:
        """The paths of the source's pictures that were copied."""
        contents = dict.fromkeys(self.figures.values(), True)
        return [path for path, content in self.source.files.items() if content in contents]

    def _minted(self, written: dict[str, str]) -> dict[str, str]:
        """Return the files with the keys of tables, figures, formulas, references, items and provisions."""
        files = {name: body.encode() for name, body in written.items()} | self.figures
        standard = read(Folder(self.source.name, files, {}, self.source.file_limit))
        sources = {name: SourceText(name, body) for name, body in written.items()}
        for found in standard.diagnostics:
            if found.severity is Severity.ERROR and found.at.file in sources:
                source = sources[found.at.file]
                start = source.offset(found.at.line, found.at.column)
                self.account.remark(Fate.UNRESOLVED, "unread", source, start, start + 80)
        edits: dict[str, list[Replace]] = {name: [] for name in written}
        for slot in key_slots(standard, sources):
            if not slot.key and slot.edit:
                self.account.count(f"minted-{slot.kind}s")
                edits[slot.edit.at.file].extend(slot.written(self.keys.mint(slot.kind, slot.above, slot.words)))
        return {name: apply(body, edits[name]) for name, body in written.items()}

    def _report(self, written: tuple[str, ...]) -> ImportReport:
        identity = self.identity
        return ImportReport(
            identifier=identity.identifier,
            title=identity.title,
            language=identity.language,
            verbal_forms=identity.verbal_forms.value,
            rulebook=identity.rulebook.value,
            numbering=str(identity.scheme),
            files=tuple(text.path for text in self.texts),
            written=tuple(sorted(written)),
            counts=tuple(sorted(self.account.counts.items())),
            remarks=tuple(self.account.remarks),
        )


def _ended(body: str) -> str:
    return body if body.endswith("\n") else body + "\n"


def _chapter_names(files: Sequence[ForeignFile]) -> list[str]:
    """Return a name for every chapter: its own where that is free, else its path on one line."""
    bases = [posixpath.basename(file.path).lower() for file in files]
    names: list[str] = []
    for file, base in zip(files, bases, strict=True):
        name = posixpath.basename(file.path) if bases.count(base) == 1 else file.path.replace("/", "-")
        stem, _ = posixpath.splitext(name)
        name = f"chapter-{stem}.md" if _RESERVED.fullmatch(f"{stem}.md") else f"{stem}.md"
        names.append(name if name not in names else f"{len(names)}-{name}")
    return names


__all__ = ["Heading", "Imported", "import_folder"]
