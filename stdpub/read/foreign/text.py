"""One foreign text with its tokens and edits, and what the steps of an import ask of tokens: words, places, prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from stdpub.model.patterns import regex
from stdpub.read.foreign.edits import Edits
from stdpub.read.foreign.folder import ForeignFile
from stdpub.read.markdown.token_tree import Token, Tokens

LEAVES = frozenset({"heading", "paragraph", "cell", "definition_term", "caption"})
"""Blocks whose children are inline tokens."""

_LITERAL = frozenset({"text", "escape", "entity", "code", "autolink"})
_SPACE = regex(r"[ \t]*")


@dataclass(slots=True)
class ForeignText:
    """One file under import."""

    file: ForeignFile
    tokens: Tokens
    edits: Edits = field(init=False)

    def __post_init__(self) -> None:
        self.edits = Edits(self.file.original.text)
        for start, end in self.file.wrappers:
            self.edits.replace(start, end, "")

    @property
    def path(self) -> str:
        """The file's path in the folder."""
        return self.file.path

    @property
    def text(self) -> str:
        """The file's text, front matter blank."""
        return self.file.source.text


def inner(text: ForeignText, block: Token) -> Sequence[Token]:
    """Return the blocks inside a block, those in the cells of an HTML table among them."""
    if block.kind == "html":
        return [
            one
            for table in text.tokens.html_tables.get(block.start, ())
            for one in (
                *((table.caption,) if table.caption else ()),
                *(one for row in table.rows for cell in row.cells for one in cell.blocks),
            )
        ]
    return () if block.kind in LEAVES else block.children


def every(text: ForeignText, blocks: Sequence[Token] | None = None) -> Iterator[Token]:
    """Yield every block of a text, parents first."""
    for block in text.tokens.blocks if blocks is None else blocks:
        yield block
        yield from every(text, inner(text, block))


def leaves(text: ForeignText) -> Iterator[Token]:
    """Yield every block whose children are inline tokens, in the order of the text."""
    return (block for block in every(text) if block.kind in LEAVES)


def inlines(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield inline tokens and those inside them, parents first."""
    for token in tokens:
        yield token
        if token.children:
            yield from inlines(token.children)


def plain(tokens: Sequence[Token]) -> str:
    """Return the words of inline tokens as a reader sees them."""
    return "".join(_plain(tokens))


def _plain(tokens: Sequence[Token]) -> Iterator[str]:
    for token in tokens:
        if token.children:
            yield from _plain(token.children)
        elif token.kind in _LITERAL:
            yield token.text
        elif token.kind in {"softbreak", "linebreak"}:
            yield " "


@dataclass(frozen=True, slots=True)
class Placed:
    """Plain words with the place of every character; `ends` is where each character ends in the source."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]


def placed(tokens: Sequence[Token]) -> Placed:
    """Return the words of inline tokens with their places, characters of literal text only."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for token in inlines(tokens):
        if token.children or token.kind not in _LITERAL:
            continue
        exact = token.kind == "text" and token.end - token.start == len(token.text)
        for at, char in enumerate(token.text):
            chars.append(char)
            starts.append(token.start + at if exact else token.start)
            ends.append(token.start + at + 1 if exact else token.end)
    return Placed("".join(chars), tuple(starts), tuple(ends))


def line_start(text: str, at: int) -> int:
    """Return the offset of the line that an offset stands in."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return the offset of the line end at or behind an offset."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def prefix(text: str, at: int) -> str:
    """Return what a further line of the block at an offset begins with: quote marks stay, list marks become spaces."""
    before = text[line_start(text, at) : at]
    return re.sub(r"[^>\t ]", " ", before)


def own_line(text: str, start: int, end: int) -> bool:
    """Tell whether nothing but space and quote marks stands beside a run of characters on its lines."""
    return not text[line_start(text, start) : start].strip(" \t>") and not text[end : line_end(text, end)].strip()


def without(text: ForeignText, start: int, end: int) -> None:
    """Take a run of characters away, and the line it has to itself."""
    source = text.text
    if own_line(source, start, end):
        start = line_start(source, start)
        stop = line_end(source, end)
        quoted = source[start:end].lstrip(" \t")[:1] == ">"
        end = stop if quoted or stop == len(source) else stop + 1
    text.edits.replace(start, end, "")
