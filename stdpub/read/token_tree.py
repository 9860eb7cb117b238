"""The tree of tokens that Markdown is read into; every token knows its exact place in the author's file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stdpub.model.source import Diagnostic, SourceText

MAX_DEPTH = 64
"""How many blocks may stand inside one another; what lies deeper is kept as plain text."""

MAX_MARKS = 32
"""How many inline marks may stand inside one another."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in braces: `{#key .class name="value"}`, also `{: #key}`; offsets are code points of the file."""

    key: str
    classes: tuple[str, ...]
    values: tuple[tuple[str, str], ...]  # in the author's order, quotes removed, `\"` unescaped
    start: int
    end: int
    key_at: int = -1  # offset of the key itself, behind the `#`; -1 where there is none
    class_starts: tuple[int, ...] = ()  # offset of every class, behind its dot
    name_starts: tuple[int, ...] = ()  # offset of the name of every value
    value_spans: tuple[tuple[int, int], ...] = ()  # start and end of every value as written, without its quotes

    def value(self, name: str) -> str | None:
        """Return the first value of that name."""
        return next((value for known, value in self.values if known == name), None)

    def value_span(self, name: str) -> tuple[int, int] | None:
        """Return start and end of the first value of that name as it is written."""
        return next((self.value_spans[at] for at, (known, _) in enumerate(self.values) if known == name), None)


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
class Tokens:
    """One file as blocks, and what was found wrong while they were made."""

    source: SourceText
    blocks: list[Token]
    diagnostics: tuple[Diagnostic, ...]


def walk(tokens: Iterable[Token]) -> Iterator[Token]:
    """Yield every token of the trees, parents before their children, in the order of the text."""
    for token in tokens:
        yield token
        yield from walk(token.children)
