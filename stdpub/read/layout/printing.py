"""The tokens of one file in, its text in the one canonical layout out; every word, comment and line break stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from stdpub.model.patterns import regex
from stdpub.read.layout.drafts import Draft, spelt
from stdpub.read.layout.tables import table_lines
from stdpub.read.markdown.attributes import match_attributes
from stdpub.read.markdown.block_starts import STARTS
from stdpub.read.markdown.token_tree import Token

_AS_WRITTEN = frozenset({"comment", "html", "link_definition", "footnote_definition"})
"""Blocks that may stand right above or below others: an empty line there is the author's choice."""

_LITERAL = regex(r"[`$<{]|\]\(")
"""What may go on over a line end, where white space before it is not only layout."""

_NEEDS_ITS_PARAGRAPH = frozenset("=-:|")
"""Begins what only a paragraph in the same container can turn into: a heading, a table, terms."""

_WORDS = frozenset({"paragraph", "definition_list"})
_DEFINES = regex(r":[ \t]+\S")
_HASHED = regex(r"#{1,6}(?:[ \t\n]|\Z)")
_HASHES = regex(r"(?:^|[ \t])#+$")
_MARK_ONLY = regex(r"([-*_])(?:[ \t]*\1){2,}[ \t]*")
_OPENING_FENCE = regex(r"`{3,}|~{3,}")
_WHITE = " \t"
_BREAK = regex(r"(?:  |\\)$")
_NAME = regex(r"^([A-Za-z][\w-]*)[ \t]+")
_COLONS = regex(r":{3,}")


def printed(draft: Draft, *, ruled: bool) -> str:
    """Return the text of a file; under a rulebook, which prints the marks of lists, they are all written alike."""
    text = draft.source.text
    if not text.strip():
        return text
    head: list[str] = []
    blocks = draft.blocks
    if blocks and blocks[0].kind == "front_matter":
        head = [
            line.rstrip(" \t") if at in {0, -1} else line for at, line in enumerate(text[: blocks[0].end].split("\n"))
        ]
        blocks = blocks[1:]
    elif text.lstrip().startswith(("---", "\ufeff")):
        head = [] if text.startswith(("---", "\ufeff")) else [""]  # at the head of the file it would mean something
        return "\n".join((*head, *_Printer(draft, ruled=ruled).blocks(blocks))).rstrip("\n") + "\n"
    body = _Printer(draft, ruled=ruled).blocks(blocks)
    return "\n".join((*head, *([""] if head and body else []), *body)) + "\n"


class _Printer:
    """Prints the blocks of one file, container by container."""

    def __init__(self, draft: Draft, *, ruled: bool) -> None:
        self.draft = draft
        self.src = draft.source.text
        self.ruled = ruled

    def blocks(self, tokens: Sequence[Token], *, item: bool = False) -> list[str]:
        """Return the lines of a container; in an item an empty line stands only where the author set one."""
        lines: list[str] = []
        mark = ""
        for at, token in enumerate(tokens):
            before = tokens[at - 1] if at else None
            if before is not None and (self._gap(before, token) or not (item or _loose(before, token))):
                lines.append("")
                if before.kind == "paragraph" and token.kind in _WORDS and _DEFINES.match(self.src, token.start):
                    lines.append("")  # after one empty line it would be a definition
            if token.kind == "list":
                mark = self._mark(token, mark if before is not None and before.kind == "list" else "")
                lines += self._list(token, mark)
            else:
                lines += self.block(token)
        return lines

    def _gap(self, before: Token, token: Token) -> bool:
        return self.src.count("\n", before.end, token.start) > 1

    def block(self, token: Token) -> list[str]:
        """Return the lines of one block."""
        return _BLOCKS.get(token.kind, _Printer.literal)(self, token)

    def _own(self, token: Token) -> str:
        """Return the attributes of a block, in the usual order where that is the same."""
        given = token.attributes
        return (spelt(given) or self.src[given.start : given.end]) if given else ""

    def literal(self, token: Token) -> list[str]:
        """Return a block as it is written."""
        return self.src[token.start : token.end].split("\n")

    def html(self, token: Token) -> list[str]:
        """Return raw HTML, or a comment."""
        lines = token.text.split("\n")
        while lines and not lines[-1].strip():
            lines.pop()
        return [lines[0].lstrip(" \t"), *lines[1:]]

    def paragraph(self, token: Token) -> list[str]:
        """Return the author's lines, without white space at their ends but for hard breaks."""
        literal = bool(_LITERAL.search(self.draft.text(token.start, token.end)))
        lines: list[str] = []
        for start, end in self.draft.lines[id(token)]:
            line = self.draft.text(start, end)
            if not lines or not any(pattern.match(line) for pattern, _ in STARTS.get(line[:1], ())):
                lines.append(line)
            elif start in self.draft.held:
                lines.append(self._held(start, line))
            elif start not in self.draft.lazy or line[0] not in _NEEDS_ITS_PARAGRAPH:
                lines.append(line)
            elif _BREAK.search(lines[-1]) or match_attributes(lines[-1], 0) == len(lines[-1]):
                lines.append(f"\\{line}")
            else:  # on a line of its own it would begin something
                lines[-1] = f"{lines[-1].rstrip(_WHITE)} {line}"
        return lines if literal else [*map(_end_trimmed, lines[:-1]), lines[-1]]

    def _held(self, start: int, line: str) -> str:
        """Return a line with the indentation that alone keeps it from beginning a block."""
        return f"    {line}" if start in self.draft.held else line

    def heading(self, token: Token) -> list[str]:
        """Return a heading with hashes; one of several underlined lines stays underlined."""
        parts = self.draft.lines.get(id(token), ())
        words = [self.draft.text(start, end) for start, end in parts]
        own = self._own(token)
        underlined = not _HASHED.match(self.src, token.start)
        if underlined and len(words) > 1:
            words = [self._held(start, word) for (start, _), word in zip(parts, words, strict=True)]
            words[-1] = f"{words[-1]} {own}".rstrip(" ")
            return [*words, "=" * 3 if token.level == 1 else "-" * 3]
        closing = "#" if words and _HASHES.search(words[0]) else ""  # else its own hashes would close it
        return [" ".join(part for part in ("#" * token.level, *words, closing, own) if part)]

    def code(self, token: Token) -> list[str]:
        """Return code between its fences; indented code gets some."""
        lines = token.text.split("\n") if token.text else []
        if token.kind == "code_indented":
            mark = "`" * max([3, *(len(run) + 1 for run in re.findall(r"`{3,}", token.text))])
            return [mark, *lines, mark]
        end = self.src.find("\n", token.start, token.end)
        opening = self.draft.text(token.start, token.end if end < 0 else end).rstrip(" \t")
        fence = _OPENING_FENCE.match(opening)
        mark = fence[0] if fence else "```"
        info = opening[len(mark) :].strip(" \t")
        return [f"{mark}{info}", *lines, mark]

    def formula(self, token: Token) -> list[str]:
        """Return a formula on one line where it is one."""
        own = self._own(token)
        if token.text and "\n" not in token.text:
            return [f"$$ {token.text} $$ {own}".rstrip(" ")]
        return ["$$", *(token.text.split("\n") if token.text else []), f"$$ {own}".rstrip(" ")]

    def table(self, token: Token) -> list[str]:
        """Return a table with its columns aligned."""
        return table_lines(self.draft, token)

    def quote(self, token: Token) -> list[str]:
        """Return a quote; a note and its like begins with its kind in capitals."""
        lines = self.blocks(token.children)
        if token.kind == "alert":
            lines = [f"[!{token.info.upper()}] {self._own(token)}".rstrip(" "), *lines]
        elif lines and lines[0].startswith("[!"):
            lines = ["", *lines]  # else the words would be its kind
        return [f"> {line}" if line else ">" for line in lines or [""]]

    def directive(self, token: Token) -> list[str]:
        """Return a block between colons."""
        end = self.src.find("\n", token.start)
        stop = len(self.src) if end < 0 else end
        opening = self.draft.text(token.start, stop)
        found = _COLONS.match(opening)
        colons = found[0] if found else ":::"
        rest = opening[len(colons) :].strip(" \t")
        if token.attributes is not None:
            words = self.src[token.start + len(colons) : token.attributes.start].strip(" \t")
            rest = f"{words} {self._own(token)}".strip(" ")
        rest = _NAME.sub(r"\1 ", rest)
        last = token.children[-1].end if token.children else min(stop, token.end)
        closed = ":::" in self.src[last : token.end]
        return [f"{colons} {rest}", *self.blocks(token.children), *([colons] if closed else [])]

    def footnote(self, token: Token) -> list[str]:
        """Return a footnote, further lines indented by four."""
        return _below(f"[^{token.text}]: ", self.blocks(token.children), 4)

    def definitions(self, token: Token) -> list[str]:
        """Return terms, each with its definitions below it."""
        lines: list[str] = []
        before = ""
        for child in token.children:
            if child.kind == "definition_term":
                start, end = self.draft.lines[id(child)][0]
                lines.extend([""] if before == "definition" else [])
                lines.append(self.draft.text(start, end))
            else:
                lines += _below(": ", self.blocks(child.children), 2)
            before = child.kind
        return lines

    def _mark(self, token: Token, before: str) -> str:
        """Return what marks the items of a list, unlike the list right before it: `-`, `.`, `)` or `a`."""
        if token.info == "bullet":
            return "*" if before == "-" else "-"
        if token.info == "letters" and not self.ruled:
            return "a"
        sign = "." if self.ruled else token.text
        return sign if before != sign else ")" if sign == "." else "."

    def _list(self, token: Token, sign: str) -> list[str]:
        lines: list[str] = []
        loose = any(self._gap(one, other) for one, other in pairwise(token.children))
        first = 1 if self.ruled or token.info == "letters" else token.level
        for at, item in enumerate(token.children):
            mark = _item_mark(sign, first + at)
            lines.extend([""] if loose and at else [])
            inner = self.blocks(item.children, item=True)
            if inner and _MARK_ONLY.fullmatch(f"{mark} {inner[0]}"):
                mark = "+" if sign in "-*" else mark
            lines += _below(f"{mark} ", inner, len(mark) + 1)
        return lines


def _item_mark(sign: str, number: int) -> str:
    if sign == "a":
        return f"{chr(ord('a') + (number - 1) % 26)})"
    return sign if sign in "-*" else f"{number}{sign}"


_BLOCKS = {
    "html": _Printer.html,
    "comment": _Printer.html,
    "paragraph": _Printer.paragraph,
    "heading": _Printer.heading,
    "code_fence": _Printer.code,
    "code_indented": _Printer.code,
    "formula": _Printer.formula,
    "table": _Printer.table,
    "quote": _Printer.quote,
    "alert": _Printer.quote,
    "directive": _Printer.directive,
    "footnote_definition": _Printer.footnote,
    "definition_list": _Printer.definitions,
}


def _loose(before: Token, token: Token) -> bool:
    """Tell whether two blocks may stand without an empty line between them."""
    return before.kind in _AS_WRITTEN or token.kind in _AS_WRITTEN or _lone_attributes(before)


def _lone_attributes(token: Token) -> bool:
    return token.kind == "paragraph" and [child.kind for child in token.children] == ["attributes"]


def _below(mark: str, lines: Sequence[str], width: int) -> list[str]:
    indent = " " * width
    first, *others = lines or [""]
    return [f"{mark}{first}" if first else mark.rstrip(" "), *(f"{indent}{line}" if line else "" for line in others)]


def _end_trimmed(line: str) -> str:
    """Return a line without the white space at its end, which as two spaces breaks it."""
    kept = line.rstrip(" \t")
    if kept.endswith("\\"):
        return line
    return f"{kept}  " if line.endswith("  ") else kept
