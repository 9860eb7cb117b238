"""Count the pages of a document whose parts are set: side and number of each, and where a page is left blank."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stdpub.write.pdf.parts import Sheet
from stdpub.write.pdf.runs import Run

Strings = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the whole: which sheet of which part it is, none where it is blank; `strings` are in force on it."""

    part: int | None
    sheet: int
    kind: str
    right: bool
    number: int
    strings: Strings


def paged(runs: Sequence[Run], parts: Sequence[Sequence[Sheet]]) -> tuple[Leaf, ...]:
    """Return all pages in their order: front matter and body each begin on a right page, and with number one."""
    return tuple(_leaves(runs, parts))


def _leaves(runs: Sequence[Run], parts: Sequence[Sequence[Sheet]]) -> Iterator[Leaf]:
    at = number = 0
    place = -1
    strings: dict[str, tuple[str, ...]] = {}
    for part, (run, sheets) in enumerate(zip(runs, parts, strict=True)):
        if run.place != place:
            if at % 2:
                yield Leaf(None, 0, "", right=False, number=number + 1, strings=())
                at += 1
            place, number = run.place, 0
        for sheet, found in enumerate(sheets):
            strings = {name: values[-1:] for name, values in strings.items()} | dict(found.strings)
            number += 1
            yield Leaf(part, sheet, found.kind, at % 2 == 0, number, tuple(sorted(strings.items())))
            at += 1
