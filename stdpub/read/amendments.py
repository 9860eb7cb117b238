"""The files of amendments and corrigenda in a standard's folder to typed instructions, in the order in which they hold.

An instruction is a directive on the first level: `::: replace [@key]`, `::: insert-after [@key]`, `::: delete [@key]`,
`::: replace-text [@key] "old" -> "new"`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from stdpub.model.amendments import Act, Instruction, Issue, IssueKind, amended_edition, amendment_name
from stdpub.model.folder import Folder
from stdpub.model.header import Header
from stdpub.model.patterns import regex
from stdpub.model.source import Diagnostic, Severity, SourceText, Span, Words
from stdpub.read.amendment_header import AmendmentHeader, amendment_header
from stdpub.read.markdown.decoding import decode
from stdpub.read.markdown.token_tree import Token, Tokens, walk
from stdpub.read.nearest import nearest
from stdpub.read.tokens import tokens

MOST_INSTRUCTIONS = 1000
"""Instructions that one amendment may give."""

MOST_AMENDMENTS = 9
"""Amendments and corrigenda that one edition may have."""

_LIKE = regex(r"(?:amd|cor|amendment|corrigendum)[-_. ]?[0-9]+[^/]*\.md", re.IGNORECASE)
_ACTS = {act.value: act for act in Act}
_KEY = regex(r"\[@([a-z][a-z0-9-]*)\][ \t]*")
_BARE_KEY = re.compile(r"(?<![\w.-])([a-z][a-z0-9-]*)")
_TEXTS = regex(
    r'"(?P<old>(?:[^"\\]|\\.)*+)"[ \t]*(?:->|→)[ \t]*"(?P<new>(?:[^"\\]|\\.)*+)"[ \t]*'
    r"|“(?P<old_zh>[^”]*+)”[ \t]*(?:->|→)[ \t]*“(?P<new_zh>[^”]*+)”[ \t]*"
)
_ESCAPED = regex(r'\\(["\\])')
_CLOSING = regex(r"\n?[ ]{0,3}:{3,}[ \t]*\Z")
_SILENT = frozenset({"front_matter", "comment", "link_definition"})
_OWN_FAULTS = frozenset({"unclosed-directive", "directive-end-without-start"})


@dataclass(frozen=True, slots=True)
class AmendmentText:
    """One amendment in one language: its header, its instructions in their order, its text, and what is wrong with it."""

    header: AmendmentHeader
    language: str
    source: SourceText
    instructions: tuple[Instruction, ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def issue(self) -> Issue:
        """Which amendment it is."""
        return self.header.issue


def amendments(folder: Folder, header: Header) -> tuple[tuple[AmendmentText, ...], ...]:
    """Return the amendments of the standard in a folder, oldest first, each in its languages, the source language first."""
    names = {path: name for path in sorted(folder.files) if (name := amendment_name(path))}
    found = []
    for path, name in sorted(names.items(), key=lambda one: (one[1].kind, one[1].number)):
        if name.language:
            continue
        source = _read(
            folder,
            path,
            Issue(name.kind, name.number, amended_edition(header.edition_id), "", ""),
            header,
            header.language,
        )
        others = [other for other in names.items() if other[1][:2] == name[:2] and other[1].language]
        found.append((source, *(_read(folder, other, source.issue, header, "") for other, _ in others)))
    ordered = sorted(found, key=lambda one: (one[0].issue.date or "9999", one[0].issue.kind, one[0].issue.number))
    return tuple(ordered[:MOST_AMENDMENTS])


def stray(
    folder: Folder, ordered: Sequence[tuple[AmendmentText, ...]], earlier: Iterable[Issue] = ()
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the amendments of a folder as a whole: misnamed files, gaps, an order that dates contradict."""
    at = Span("standard.md", 1, 1, 1, 4)
    for path in sorted(folder.files):
        name = amendment_name(path)
        if name is None and _LIKE.fullmatch(path):
            message = Words(f"`{path}` is read by nothing", f"`{path}`未被读取")
            help_ = Words(
                "an amendment is called `amd-1.md`, a corrigendum `cor-1.md`",
                "修改单的文件名为`amd-1.md`，勘误为`cor-1.md`",
            )
            yield Diagnostic(at, Severity.WARNING, "unread-file", message, help_)
        elif name and name.language and f"{name.kind.short}-{name.number}.md" not in folder.files:
            message = Words(f"a translation of no amendment: `{path}`", f"`{path}`所译的修改单不存在")
            yield Diagnostic(Span(path, 1, 1, 1, 1), Severity.ERROR, "unread-file", message)
    yield from _misnumbered([source for source, *_ in ordered], earlier)


def _misnumbered(ordered: Sequence[AmendmentText], earlier: Iterable[Issue]) -> Iterator[Diagnostic]:
    """Yield each amendment that has no predecessor, or one that is younger than itself."""
    last: dict[IssueKind, Issue] = {issue.kind: issue for issue in earlier}
    for source in sorted(ordered, key=lambda one: one.issue.number):
        issue, before = source.issue, last.get(source.issue.kind)
        last[issue.kind] = issue
        at = Span(source.source.file, 1, 1, 1, 4)
        wanted = before.number + 1 if before else 1
        if issue.number != wanted:
            message = Words(
                f"{issue.kind.value} {issue.number} comes where {issue.kind.value} {wanted} is expected",
                f"`{issue.name}`之前应有`{issue.kind.short}{wanted}`",
            )
            help_ = Words("they are counted from 1 in the order of their dates", "按日期先后从1起编号")
            yield Diagnostic(at, Severity.ERROR, "wrong-amendment-number", message, help_)
        elif before and issue.date and issue.date < before.date:
            message = Words(
                f"{issue.kind.value} {issue.number}, of {issue.date}, is older than {before.number}, of {before.date}",
                f"`{issue.name}`的日期{issue.date}早于`{before.name}`的日期{before.date}",
            )
            help_ = Words("they are counted in the order of their dates", "按日期先后编号")
            yield Diagnostic(at, Severity.ERROR, "wrong-amendment-number", message, help_)


def _read(folder: Folder, path: str, named: Issue, header: Header, language: str) -> AmendmentText:
    """Return one file as an amendment; without a language it is a translation."""
    source, faults = decode(path, folder.files[path])
    name = amendment_name(path)
    own = language or (name.language if name else "")
    if source is None:
        empty = AmendmentHeader(named, Header("", "", ()), (), ())
        return AmendmentText(empty, own, SourceText(path, ""), (), faults)
    parsed = tokens([source])[0]
    said = amendment_header(parsed, named, header, translation=not language)
    reader = _Reader(parsed)
    reader.read()
    wrong = (one for one in parsed.diagnostics if one.rule in _OWN_FAULTS)
    found = (*faults, *said.diagnostics, *wrong, *reader.diagnostics)
    return AmendmentText(said, own, source, tuple(reader.instructions), found)


class _Reader:
    """Reads the instructions of one file and gathers what is wrong with them."""

    def __init__(self, parsed: Tokens) -> None:
        self.source = parsed.source
        self.blocks = parsed.blocks
        self.instructions: list[Instruction] = []
        self.diagnostics: list[Diagnostic] = []

    def read(self) -> None:
        """Read every block of the file."""
        outside = False
        for token in self.blocks:
            if token.kind == "directive" and token.info in _ACTS:
                outside = False
                self._instruction(token)
            elif token.kind not in _SILENT:
                if not outside:
                    self._outside(token)
                outside = True
        if not self.instructions and not self.diagnostics:
            message = Words("an amendment without an instruction", "修改单没有修改内容")
            help_ = Words(
                "write one, such as `::: replace [@key]`, the new text, `:::`",
                "请写修改内容，如`::: replace [@键]`、新文字、`:::`",
            )
            self._say(self.source.span(0, 3), "no-instruction", message, help_)

    def _say(self, at: Span, rule: str, message: Words, help_: Words | None = None) -> None:
        self.diagnostics.append(Diagnostic(at, Severity.ERROR, rule, message, help_))

    def _line(self, start: int) -> Span:
        """Return the line that begins at an offset, without the space at its end."""
        stop = self.source.text.find("\n", start)
        line = self.source.text[start : stop if stop >= 0 else None]
        return self.source.span(start, start + len(line.rstrip()))

    def _outside(self, token: Token) -> None:
        """Report what is no instruction: a directive with another name, or text."""
        if token.kind == "directive":
            near = nearest(token.info, _ACTS)
            message = Words(f"no instruction `{token.info}`", f"没有名为`{token.info}`的修改指令")
            listed = ", ".join(_ACTS)
            help_ = (
                Words(f"did you mean `{near}`?", f"是否指`{near}`？")
                if near
                else Words(f"one of: {listed}", f"可取：{listed}")
            )
            self._say(self._line(token.start), "unknown-instruction", message, help_)
            return
        message = Words("text outside an instruction", "修改指令之外有文字")
        help_ = Words(
            "put it into `::: insert-after [@key]` ... `:::`, or take it away",
            "请写入`::: insert-after [@键]`……`:::`，或删去",
        )
        self._say(self._line(token.start), "text-outside-instruction", message, help_)

    def _instruction(self, token: Token) -> None:
        if len(self.instructions) == MOST_INSTRUCTIONS:
            message = Words(f"more than {MOST_INSTRUCTIONS} instructions", f"修改指令超过{MOST_INSTRUCTIONS}条")
            self._say(self._line(token.start), "too-many-instructions", message)
        for inner in walk(token.children):
            if inner.kind == "directive" and inner.info in _ACTS:
                message = Words(f"`{inner.info}` inside `{token.info}`", f"`{token.info}`中有`{inner.info}`")
                help_ = Words("close the first with `:::` before the next begins", "先用`:::`结束前一条")
                self._say(self._line(inner.start), "instruction-in-instruction", message, help_)
                return
        one = self._typed(token, _ACTS[token.info])
        if one is not None and len(self.instructions) < MOST_INSTRUCTIONS:
            self.instructions.append(one)

    def _typed(self, token: Token, act: Act) -> Instruction | None:
        """Return an instruction, None where it does not say what it changes."""
        at = self._line(token.start)
        stop = self.source.text.find("\n", token.start, token.end)
        line = self.source.text[token.start : stop if stop >= 0 else token.end].rstrip()
        key = _KEY.search(line)
        if key is None:
            message = Words(f"`{act.value}` without a key", f"`{act.value}`没有键")
            meant = _BARE_KEY.search(line.split(act.value, 1)[-1])
            named = meant[1] if meant else ""
            help_ = Words(
                f"write `::: {act.value} [@{named or 'key'}]`: things are named by their keys",
                f"请写`::: {act.value} [@{named or '键'}]`：用键指明内容",
            )
            self._say(at, "instruction-without-key", message, help_)
            return None
        place = token.start + key.start()
        key_at = self.source.span(place, place + len(key[0].rstrip()))
        start, end = self._body(token, stop)
        one = Instruction(act, key[1], "", "", start, end, at, key_at)
        if act is Act.REPLACE_TEXT:
            return self._with_texts(one, line[key.end() :])
        return self._whole(one, line[key.end() :])

    def _with_texts(self, one: Instruction, rest: str) -> Instruction | None:
        found = _TEXTS.fullmatch(rest)
        old = (found["old"] or found["old_zh"] or "") if found else ""
        if found is None or not old.strip():
            message = Words("`replace-text` without the two texts", "`replace-text`没有写明前后两段文字")
            help_ = Words(
                f'write `::: replace-text [@{one.key}] "old" -> "new"`',
                f'请写`::: replace-text [@{one.key}] "旧" -> "新"`',
            )
            self._say(one.at, "instruction-without-text", message, help_)
            return None
        new = found["new"] or found["new_zh"] or ""
        return replace(one, old=_ESCAPED.sub(r"\1", old), new=_ESCAPED.sub(r"\1", new))

    def _whole(self, one: Instruction, rest: str) -> Instruction | None:
        """Return an instruction with a body; report one that lacks it or must not have it."""
        said = self.source.text[one.start : one.end]
        if rest.strip(" \t:"):
            message = Words(f"words behind the key: `{rest.strip()[:60]}`", f"键之后有文字：`{rest.strip()[:60]}`")
            help_ = Words("write the new text on the lines below", "新文字请另起行")
            self._say(one.at, "text-outside-instruction", message, help_)
            return None
        if one.act is Act.DELETE and said:
            message = Words("text in a `delete`", "`delete`中有文字")
            help_ = Words(
                "close it with `:::` on the next line, or write `replace`", "下一行即用`:::`结束，或改用`replace`"
            )
            self._say(one.at, "text-in-delete", message, help_)
            return None
        if one.act is not Act.DELETE and not said:
            message = Words(f"`{one.act.value}` without a new text", f"`{one.act.value}`没有新文字")
            help_ = Words("to take a thing away, write `delete`", "若要删除，请写`delete`")
            self._say(one.at, "instruction-without-text", message, help_)
            return None
        return one

    def _body(self, token: Token, stop: int) -> tuple[int, int]:
        """Return where the text between the opening and the closing line begins and ends, blank lines left out."""
        text = self.source.text
        if stop < 0 or token.info == Act.REPLACE_TEXT:
            return token.end, token.end
        start = stop + 1
        end = token.end
        closing = _CLOSING.search(text, max(text.rfind("\n", start - 1, end), start - 1), end)
        if closing is not None:
            end = max(closing.start(), start)
        while start < end and not text[start : text.find("\n", start, end) if "\n" in text[start:end] else end].strip():
            start = text.find("\n", start, end) + 1 or end
        return start, start + len(text[start:end].rstrip())


def unreadable(text: AmendmentText) -> bool:
    """Tell whether an amendment cannot be applied at all, so that what follows from it is not reported, too."""
    return any(found.severity is Severity.ERROR for found in text.diagnostics)
