"""The pieces of one leaf's text in, a tree of inline tokens with the author's offsets out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from stdpub.read.markdown.emphasis import Run
from stdpub.read.markdown.token_tree import MAX_MARKS, Token

Node = Token | Run | tuple[int, int]
"""A finished token, a paired run of marks, or start and end of plain text."""


@dataclass(slots=True)
class LeafText:
    """The text of one leaf without what its containers put before the lines, and where each line stands in the file."""

    text: str
    starts: list[int]
    shifts: list[int]  # what to add to an offset in each line to get the offset in the file
    cell: bool = False
    too_deep: list[int] = field(default_factory=list)

    def place(self, at: int) -> int:
        """Return the offset in the file of an offset in the leaf's text."""
        shifts = self.shifts
        if len(shifts) == 1:
            return at + shifts[0]
        return at + shifts[bisect_right(self.starts, at) - 1]


class Tree:
    """Builds the tokens of one stretch of a leaf from left to right; text that touches becomes one token."""

    __slots__ = ("_first", "_heights", "_last", "_leaf", "_out", "_skipped", "_waiting", "height")

    def __init__(self, leaf: LeafText, heights: dict[int, int]) -> None:
        self._leaf = leaf
        self._heights = heights  # how deep marks stand in a finished token, by identity
        self._out: list[Token] = []
        self._waiting: list[tuple[list[Token], int, int]] = []
        self._first = self._last = -1  # the plain text that no token holds yet
        self._skipped = 0  # marks that stood too deep to be opened
        self.height = 0

    def build(self, nodes: Iterable[Node]) -> list[Token]:
        """Return the tokens of some nodes; `height` then tells how deep marks stand in one another."""
        for node in nodes:
            if isinstance(node, tuple):
                self._plain(*node)
            elif isinstance(node, Token):
                self._end_text()
                self._out.append(node)
                if self._heights:
                    self.height = max(self.height, self._heights.get(id(node), 0))
            else:
                self._run(node)
        self._end_text()
        return self._out

    def _plain(self, start: int, end: int) -> None:
        if start != self._last:
            self._end_text()
            self._first = start
        self._last = end

    def _end_text(self) -> None:
        start, end = self._first, self._last
        if end > start:
            place = self._leaf.place(start)
            self._out.append(Token("text", place, place + end - start, [], self._leaf.text[start:end]))
        self._first = self._last = -1

    def _run(self, run: Run) -> None:
        at = run.start
        for width in run.closes:
            if self._skipped:
                self._skipped -= 1
                self._plain(at, at + width)
            else:
                self._close(run.char, width, at + width)
            at += width
        if run.remaining:
            self._plain(at, at + run.remaining)
            at += run.remaining
        for width in reversed(run.opens):
            if len(self._waiting) >= MAX_MARKS:
                self._skipped += 1
                self._leaf.too_deep.append(at)
                self._plain(at, at + width)
            else:
                self._end_text()
                self._waiting.append((self._out, at, self.height))
                self._out, self.height = [], 0
            at += width

    def _close(self, char: str, width: int, end: int) -> None:
        self._end_text()
        children = self._out
        self._out, start, height = self._waiting.pop()
        kind = "strikethrough" if char == "~" else "emphasis" if width == 1 else "strong"
        place = self._leaf.place
        self._out.append(Token(kind, place(start), place(end - 1) + 1, children))
        self.height = max(height, self.height + 1)
