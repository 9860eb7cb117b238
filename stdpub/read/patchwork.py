"""A text put together of pieces of the author's files: edits in, the new text and the place where each word of it was typed out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from stdpub.model.source import SourceText, Span


class Piece(NamedTuple):
    """A run of text and where it was typed; `made` pieces were written by us, for what stands at that place."""

    text: str
    source: SourceText
    start: int
    made: bool = False


class Patch(NamedTuple):
    """What is to stand in the place of the text between two offsets."""

    start: int
    end: int
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Patchwork:
    """One file as pieces of others."""

    pieces: tuple[Piece, ...]

    @staticmethod
    def of(source: SourceText) -> Patchwork:
        """Return a file as it was typed."""
        return Patchwork((Piece(source.text, source, 0),))

    @property
    def text(self) -> str:
        """The text that the pieces make."""
        return "".join(piece.text for piece in self.pieces)

    def patched(self, patches: Iterable[Patch]) -> Patchwork:
        """Return the text with patches made; they must not overlap, those at one place come in their order."""
        result: list[Piece] = []
        done = 0
        starts = self.starts()
        for patch in sorted(patches, key=lambda one: (one.start, one.end)):
            result.extend(self._between(starts, done, patch.start))
            result.extend(piece for piece in patch.pieces if piece.text)
            done = patch.end
        result.extend(self._between(starts, done, starts[-1]))
        return Patchwork(tuple(result))

    def starts(self) -> list[int]:
        """Return the offset of each piece, and the length of the whole."""
        return list(accumulate((len(piece.text) for piece in self.pieces), initial=0))

    def _between(self, starts: Sequence[int], start: int, end: int) -> list[Piece]:
        """Return the pieces between two offsets, the first and last cut to size."""
        found: list[Piece] = []
        at = max(bisect_right(starts, start) - 1, 0)
        while at < len(self.pieces) and starts[at] < end:
            piece = self.pieces[at]
            low, high = max(start - starts[at], 0), min(end - starts[at], len(piece.text))
            if low < high:
                found.append(piece._replace(text=piece.text[low:high], start=piece.start + (0 if piece.made else low)))
            at += 1
        return found

    def origin(self, start: int, end: int, known: Sequence[int] = ()) -> Span:
        """Return where the text between two offsets was typed, as far as it was typed in one place.

        `known` are the offsets of the pieces, where the caller has them.
        """
        starts = known or self.starts()
        at = min(max(bisect_right(starts, start) - 1, 0), len(self.pieces) - 1)
        while at + 1 < len(self.pieces) and start >= starts[at + 1]:
            at += 1
        piece = self.pieces[at]
        if start == end == starts[at] and at and not self.pieces[at - 1].made:
            before = self.pieces[at - 1]  # a place between two pieces belongs to the words before it
            stop = before.start + len(before.text)
            return before.source.span(stop, stop)
        if piece.made:
            return piece.source.span(piece.start, piece.start)
        low = piece.start + start - starts[at]
        high = min(low + end - start, piece.start + len(piece.text))
        return piece.source.span(low, max(low, high))


class Origins:
    """Tells of runs of texts that were put together where they were typed; what is no such text stays where it is."""

    def __init__(self, works: Mapping[str, Patchwork]) -> None:
        self._works = works
        self._texts: dict[str, tuple[SourceText, list[int]]] = {}
        self._known: dict[Span, Span] = {}

    def of(self, at: Span) -> Span:
        """Return where a run was typed, as far as it was typed in one place."""
        found = self._known.get(at)
        if found is None:
            found = self._known[at] = self._of(at)
        return found

    def _of(self, at: Span) -> Span:
        work = self._works.get(at.file)
        if work is None or at.line < 1:
            return at
        if at.file not in self._texts:
            self._texts[at.file] = SourceText(at.file, work.text), work.starts()
        source, starts = self._texts[at.file]
        if at.end_line > len(source.line_starts):
            return at
        return work.origin(source.offset(at.line, at.column), source.offset(at.end_line, at.end_column), starts)
