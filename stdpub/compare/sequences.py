"""Two sequences of texts in; their longest common part as runs out, in bounded time and memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

_LARGEST = 64_000_000
"""Cells of the exact method's table, one bit each; above it whole sentences are compared first."""

_MOST = 1_000_000
_SURROGATES, _PAST = 0xD800, 0x800
_ENDS = frozenset(".。;；!！?？")


class Run(NamedTuple):
    """Items of both sequences, from one place to another: the same in both, or one replaced by the other."""

    equal: bool
    start: int
    end: int
    after_start: int
    after_end: int


def runs(before: Sequence[str], after: Sequence[str]) -> list[Run]:
    """Return equal and changed runs in turn, which cover both sequences."""
    head = _common(before, after)
    tail = _common(before[head:][::-1], after[head:][::-1])
    end, after_end = len(before) - tail, len(after) - tail
    found = [Run(equal=True, start=0, end=head, after_start=0, after_end=head)] if head else []
    found.extend(_middle(before, after, Run(equal=False, start=head, end=end, after_start=head, after_end=after_end)))
    if tail:
        found.append(Run(equal=True, start=end, end=len(before), after_start=after_end, after_end=len(after)))
    return found


def _common(before: Sequence[str], after: Sequence[str]) -> int:
    """Return how many items two sequences begin with in common."""
    for at, (one, other) in enumerate(zip(before, after, strict=False)):
        if one != other:
            return at
    return min(len(before), len(after))


def _middle(before: Sequence[str], after: Sequence[str], part: Run) -> Iterator[Run]:
    """Yield the runs of a part whose ends differ."""
    size, after_size = part.end - part.start, part.after_end - part.after_start
    if not size and not after_size:
        return
    old, new = before[part.start : part.end], after[part.after_start : part.after_end]
    if set(old).isdisjoint(new):
        yield part
    elif not _fits(size, after_size):
        yield from _by_sentence(old, new, part)
    else:
        yield from _moved(_exact(old, new), part)


def _fits(size: int, after_size: int) -> bool:
    return size * after_size <= _LARGEST and size + after_size < _MOST


def _exact(before: Sequence[str], after: Sequence[str]) -> Iterator[Run]:
    letters = Letters()
    old, new = ("".join(map(letters.__getitem__, side)) for side in (before, after))
    blocks = LCSseq.opcodes(old, new)
    start = after_start = 0
    for block in blocks:
        if block.tag != "equal":
            continue
        if block.src_start > start or block.dest_start > after_start:
            yield Run(
                equal=False, start=start, end=block.src_start, after_start=after_start, after_end=block.dest_start
            )
        yield Run(
            equal=True, start=block.src_start, end=block.src_end, after_start=block.dest_start, after_end=block.dest_end
        )
        start, after_start = block.src_end, block.dest_end
    if start < len(old) or after_start < len(new):
        yield Run(equal=False, start=start, end=len(old), after_start=after_start, after_end=len(new))


class Letters(dict[str, str]):
    """One letter for each word, given to it when it is first asked for; there are a million."""

    def __missing__(self, word: str) -> str:
        """Return a new letter for a new word."""
        number = len(self) % _MOST
        found = self[word] = chr(number if number < _SURROGATES else number + _PAST)
        return found


def _by_sentence(before: Sequence[str], after: Sequence[str], part: Run) -> Iterator[Run]:
    """Yield the runs of a part that is too long: equal sentences first, then what lies between them."""
    old, new = _sentences(before), _sentences(after)
    if not _fits(len(old), len(new)):
        yield part
        return
    old_at, new_at = _offsets(old), _offsets(new)
    for run in _exact(["\x1f".join(each) for each in old], ["\x1f".join(each) for each in new]):
        place = Run(run.equal, old_at[run.start], old_at[run.end], new_at[run.after_start], new_at[run.after_end])
        size, after_size = place.end - place.start, place.after_end - place.after_start
        if run.equal or not size or not after_size or not _fits(size, after_size):
            yield from _moved([place], part)
        else:
            inner = _exact(before[place.start : place.end], after[place.after_start : place.after_end])
            yield from _moved(_moved(inner, place), part)


def _sentences(items: Sequence[str]) -> list[Sequence[str]]:
    found: list[Sequence[str]] = []
    start = 0
    for at, item in enumerate(items, 1):
        if item in _ENDS:
            found.append(items[start:at])
            start = at
    if start < len(items):
        found.append(items[start:])
    return found


def _offsets(parts: list[Sequence[str]]) -> list[int]:
    offsets = [0]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    return offsets


def _moved(found: Iterator[Run] | list[Run], part: Run) -> Iterator[Run]:
    """Yield runs counted from the start of the part they lie in as runs of the whole."""
    for run in found:
        yield Run(
            run.equal,
            run.start + part.start,
            run.end + part.start,
            run.after_start + part.after_start,
            run.after_end + part.after_start,
        )
