"""The tree of tokens that Markdown is read into; every token knows its exact place in the author's file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from stdpub.model.source import Diagnostic, SourceText
from stdpub.read.markdown.attributes import Attributes

MAX_DEPTH = 64
"""How many blocks may stand inside one another; what lies deeper is kept as plain text."""

MAX_MARKS = 20
"""How many inline marks may stand inside one another."""


@dataclass(slots=True)
class Token:
    """One construct of the text, its marks included; `start` and `end` are offsets into the file's text."""

    kind: str
    start: int
    end: int
    children: list[Token]  # blocks in containers, inline tokens in leaves and marks
    text: str = ""  # literal content: text, code, formula, html, name of a footnote, key
    info: str = ""  # language, directive name, alert kind, destination, alignment
    title: str = ""  # title of a link or image, rest of a directive's or fence's opening line
    level: int = 0  # level of a heading, start of an ordered list
    attributes: Attributes | None = None


@dataclass(frozen=True, slots=True)
class HtmlCell:
    """One cell of an HTML table; its content is read as Markdown, a single line of it as one paragraph."""

    header: bool
    row_span: int
    column_span: int
    align: str
    attributes: tuple[tuple[str, str], ...]
    blocks: list[Token]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HtmlRow:
    """One row of an HTML table; `part` is `head`, `body` or `foot`."""

    part: str
    attributes: tuple[tuple[str, str], ...]
    cells: tuple[HtmlCell, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """A table written in HTML, its rows and cells as they stand; spans are not laid out."""

    attributes: tuple[tuple[str, str], ...]
    caption: Token | None  # of kind `caption`, its children inline tokens
    rows: tuple[HtmlRow, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Tokens:
    """One file as blocks, and what was found wrong while they were made."""

    source: SourceText
    blocks: list[Token]
    diagnostics: tuple[Diagnostic, ...]
    html_tables: Mapping[int, tuple[HtmlTable, ...]] = field(default_factory=dict)  # by the start of their `html` token


def walk(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield every token of the trees, parents before their children, in the order of the text."""
    waiting = [iter(tokens)]
    while waiting:
        for token in waiting[-1]:
            yield token
            if token.children:
                waiting.append(iter(token.children))
                break
        else:
            waiting.pop()


def literal_place(source: SourceText, token: Token, at: int) -> int:
    """Return the offset in the file of an offset in the text of a formula, a code block or a block of HTML."""
    src = source.text
    lines = token.text.split("\n")
    row = token.text.count("\n", 0, at)
    column = at - token.text.rfind("\n", 0, at) - 1
    start = token.start
    if token.kind == "code_fence":
        start = max(src.find("\n", start, token.end) + 1, start)
    elif token.kind == "formula":
        start += src[start : start + 2].count("$")
    first = src.find(lines[0], start, token.end)
    if not row or first < 0:
        return min(max(first, start) + column, token.end)
    line = source.span(first, first).line + row
    low = source.offset(line, 1)
    stop = src.find("\n", low, token.end)
    found = src.rfind(lines[row], low, token.end if stop < 0 else stop)
    return min(max(found, low) + column, token.end)
