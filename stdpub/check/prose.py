"""Inline nodes to the plain text that a rule reads, with the way back from its offsets to the author's file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from stdpub.model.inlines import (
    OBJECT,
    Citation,
    CodeSpan,
    CrossReference,
    Inline,
    InlineFormula,
    Limit,
    LineBreak,
    Link,
    Mark,
    MarkKind,
    Picture,
    Text,
    VerbalForm,
)
from stdpub.model.patterns import regex
from stdpub.model.source import NOWHERE, Replace, Span, text_span

_QUOTED = regex(r"“[^“”\n]{0,300}”|「[^「」\n]{0,300}」|《[^《》\n]{0,300}》|(?<![\w”])\"[^\"\n]{1,300}\"(?!\w)")

_IDENTIFIER = regex(r"(?:^|(?<=[^A-Za-z]))[A-Z]{2,}[A-Z/ -]{0,16}[0-9][0-9A-Z./:—–-]{0,24},?\s*\Z")
"""What stands before the title of a document."""


class Piece(NamedTuple):
    """Some characters of the plain text, where they begin in it, and whether they are the author's own words."""

    start: int
    text: str
    span: Span
    own: bool

    @property
    def exact(self) -> bool:
        """Tell whether the characters lie one to one in the source."""
        span = self.span
        return span.line == span.end_line and span.end_column - span.column == len(self.text) and span != NOWHERE


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of a sentence, title or caption, one line of text.

    `text` is what a reader sees; `masked` has as many characters, with code, formulas, pointers and quoted words made
    U+FFFC, so that what is found in it was said by the author in the document's own voice.
    """

    text: str
    masked: str
    pieces: tuple[Piece, ...]

    def touched(self, start: int, end: int) -> list[Piece]:
        """Return the pieces that hold the characters `start` to `end` (exclusive)."""
        found = []
        at = max(bisect_right(self.pieces, start, key=_start) - 1, 0)
        while at < len(self.pieces) and self.pieces[at].start < end:
            if self.pieces[at].start + len(self.pieces[at].text) > start:
                found.append(self.pieces[at])
            at += 1
        return found

    def source(self, start: int, end: int) -> Span:
        """Return where the characters `start` to `end` (exclusive) stand in the author's file."""
        touched = self.touched(start, end)
        placed = [piece for piece in touched if piece.span != NOWHERE]
        if not placed:
            return self.pieces[0].span if self.pieces else NOWHERE
        first, last = placed[0], placed[-1]
        at = _cut(first, max(start - first.start, 0), len(first.text))
        until = _cut(last, 0, min(end - last.start, len(last.text)))
        return text_span(at, until)

    def replace(self, start: int, end: int, words: str) -> tuple[Replace, ...]:
        """Return the edit that writes other words for these characters; none where they do not lie one to one."""
        touched = self.touched(start, end)
        joined = all(one.span[3:] == two.span[1:3] for one, two in pairwise(touched))
        if not touched or not joined or not all(piece.exact for piece in touched):
            return ()
        return (Replace(self.source(start, end), words),)


def _start(piece: Piece) -> int:
    return piece.start


def _cut(piece: Piece, start: int, end: int) -> Span:
    """Return the span of some characters of a piece, the whole piece where they do not lie one to one."""
    if not piece.exact:
        return piece.span
    span = piece.span
    return Span(span.file, span.line, span.column + start, span.line, span.column + end)


def prose(nodes: tuple[Inline, ...]) -> Prose:
    """Return the words of inline nodes."""
    if len(nodes) == 1 and isinstance(nodes[0], Text):
        # Most sentences are one text: the general way takes three times as long.
        text = nodes[0].text.replace("\n", " ")
        pieces = [Piece(0, text, nodes[0].span, own=True)] if text else []
        return Prose(text, _unquoted(text, text), tuple(pieces))
    pieces = []
    at = 0
    for text, span, own in _pieces(nodes):
        if text:
            pieces.append(Piece(at, text, span, own))
            at += len(text)
    text = "".join(piece.text for piece in pieces)
    masked = "".join(piece.text if piece.own else OBJECT * len(piece.text) for piece in pieces)
    return Prose(text, _unquoted(text, masked), tuple(pieces))


def _unquoted(text: str, masked: str) -> str:
    """Return the masked form of a text with what it quotes masked, too."""
    if "“" in text or '"' in text or "《" in text or "「" in text:
        return _QUOTED.sub(lambda found: OBJECT * len(found[0]), masked)
    return masked


def _pieces(nodes: tuple[Inline, ...]) -> Iterator[tuple[str, Span, bool]]:
    before: Inline | None = None
    for node in nodes:
        if isinstance(node, Mark) and _is_title(before, node):
            yield from ((text, span, False) for text, span, _ in _pieces(node.children))
        elif isinstance(node, (Text, VerbalForm)):
            yield node.text.replace("\n", " "), node.span, True
        elif isinstance(node, CodeSpan):
            yield node.text.replace("\n", " "), node.span, False
        elif isinstance(node, (CrossReference, Citation)):
            if node.children:
                yield from _pieces(node.children)
            else:
                yield node.text, node.span, False
        elif isinstance(node, (Mark, Link, Limit)):
            yield from _pieces(node.children)
        elif isinstance(node, (InlineFormula, Picture)):
            yield OBJECT, node.span, False
        elif isinstance(node, LineBreak):
            yield " ", node.span, False
        before = node if not isinstance(node, Text) or node.text.strip(", ，　") else before


def _is_title(before: Inline | None, node: Mark) -> bool:
    """Tell whether emphasis is the title of another document: it stands right behind an identifier or a citation."""
    if node.kind is not MarkKind.EMPHASIS or before is None:
        return False
    return isinstance(before, Citation) or (isinstance(before, Text) and bool(_IDENTIFIER.search(before.text[-40:])))
