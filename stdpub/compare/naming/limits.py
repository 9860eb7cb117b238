"""The limits of a thing before and after in; which were tightened, relaxed, added, removed or said in another unit, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from stdpub.compare.passages import Passage
from stdpub.model.changes import ChangeKind
from stdpub.model.flat import flat, limits_in
from stdpub.model.inlines import Inline
from stdpub.model.quantities import Comparator, LimitFound, LimitKind, LimitReading, Role
from stdpub.verify.intervals import with_interval
from stdpub.verify.limits import find_limits
from stdpub.verify.units import Unit, commensurable, convert, exact, known


@dataclass(frozen=True, slots=True)
class Stated:
    """A limit in a text, and where its words stand; `typed` ones the author marked."""

    reading: LimitReading
    start: int
    end: int
    typed: bool
    binds: bool = True


def limits_of(passages: Iterable[Passage], language: str) -> tuple[Stated, ...]:
    """Return the limits that sentences state, marked or in plain words."""
    return tuple(stated for passage in passages if passage.nodes for stated in _of(passage.nodes, language))


def _of(nodes: tuple[Inline, ...], language: str) -> Iterator[Stated]:
    text = flat(nodes)
    marked = [
        Stated(limit.reading, start, end, typed=True)
        for limit, start, end in limits_in(nodes)
        if limit.reading.kind is LimitKind.INTERVAL
    ]
    plain = [
        Stated(one.reading, one.start, one.end, typed=False, binds=one.role is Role.BOUND)
        for one in _found(text, language)
        if not any(one.start < other.end and other.start < one.end for other in marked)
    ]
    yield from sorted((*marked, *plain), key=lambda one: one.start)


@lru_cache(maxsize=4096)
def _found(text: str, language: str) -> tuple[LimitFound, ...]:
    return find_limits(text, language) if any(map(str.isalnum, text)) else ()


def compare_limits(before: Sequence[Stated], after: Sequence[Stated]) -> tuple[ChangeKind, ...]:
    """Return what happened to limits, each kind once: equal ones are set aside, the others meet their like in order.

    Relaxed is a limit that allows all that it allowed; one that forbids something it allowed is tightened.
    """
    old, new = different(before, after)
    kinds: list[ChangeKind] = []
    for one in old:
        like = next((other for other in new if _alike(one, other)), None)
        if like is None:
            kinds.append(ChangeKind.LIMIT_REMOVED)
        else:
            new.remove(like)
            kind = shift(one.reading, like.reading)
            kinds += [kind] if kind else []
    kinds += [ChangeKind.LIMIT_ADDED] * len(new)
    return tuple(dict.fromkeys(kinds))


def different(before: Sequence[Stated], after: Sequence[Stated]) -> tuple[list[Stated], list[Stated]]:
    """Return the limits that bind and that only one hand has, said in the same unit and number."""
    old, new = [], [one for one in after if one.binds]
    for one in (each for each in before if each.binds):
        same = next((other for other in new if _equal(one.reading, other.reading)), None)
        if same is None:
            old.append(one)
        else:
            new.remove(same)
    return old, new


def _equal(one: LimitReading, other: LimitReading) -> bool:
    return _identity(one) == _identity(other)


def _identity(one: LimitReading) -> tuple[object, ...]:
    bounds = (exact(bound) if bound else None for bound in (one.low, one.high))
    return (one.quantity, *bounds, one.low_inclusive, one.high_inclusive, one.unit, one.condition)


def _alike(one: Stated, other: Stated) -> bool:
    """Tell whether two limits can be on the same quantity."""
    first, second = one.reading, other.reading
    if first.quantity and second.quantity and first.quantity != second.quantity:
        return False
    unit, unit2 = known(first.unit or "1"), known(second.unit or "1")
    if unit is None or unit2 is None:
        return first.unit_text == second.unit_text
    return commensurable(unit, unit2)


def shift(one: LimitReading, other: LimitReading) -> ChangeKind | None:
    """Return what happened to one limit that became another, None where nothing did."""
    before, after = _interval(one, one), _interval(other, one)
    if before is None or after is None:
        return ChangeKind.LIMIT_TIGHTENED
    if before == after:
        return None if one.unit == other.unit or not (one.unit_text and other.unit_text) else ChangeKind.UNIT_CHANGED
    wider = after[0] <= before[0] and before[1] <= after[1]
    return ChangeKind.LIMIT_RELAXED if wider else ChangeKind.LIMIT_TIGHTENED


Edge = tuple[float, Fraction, int]
"""A bound in order: the first number tells an open end from a value, the last an excluded value from one within."""


def _interval(reading: LimitReading, unit_of: LimitReading) -> tuple[Edge, Edge] | None:
    """Return a limit as lower and upper edge in the unit of another."""
    if reading.comparator is Comparator.NONE and not (reading.low or reading.high):
        return None
    if not (reading.low or reading.high):
        reading = with_interval(reading)
    own, wanted = known(reading.unit or "1"), known(unit_of.unit or "1")
    low, high = (_converted(bound, own, wanted) for bound in (reading.low, reading.high))
    lower: Edge = (-1, Fraction(0), 0) if low is None else (0, low, 0 if reading.low_inclusive else 1)
    upper: Edge = (1, Fraction(0), 0) if high is None else (0, high, 0 if reading.high_inclusive else -1)
    return lower, upper


def _converted(bound: str, own: Unit | None, wanted: Unit | None) -> Fraction | None:
    if not bound:
        return None
    value = exact(bound)
    if own is None or wanted is None or own == wanted or not commensurable(own, wanted):
        return value
    return convert(value, own, wanted)


def limits_in_text(text: str) -> tuple[Stated, ...]:
    """Return the limits that bind in a plain text."""
    language = "zh" if any("\u4e00" <= sign <= "\u9fff" for sign in text) else "en"
    found = (one for line in text.split("\n") for one in _found(line, language))
    return tuple(Stated(one.reading, one.start, one.end, typed=False) for one in found if one.role is Role.BOUND)
