"""The words of a limit, or a plain sentence, in; what they limit, exactly and with positions, out."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from stdpub.model.patterns import regex
from stdpub.model.quantities import (
    NO_RUN,
    UNREAD,
    Comparator,
    LimitFound,
    LimitKind,
    LimitReading,
    LimitRuns,
    Run,
)
from stdpub.verify.amounts import Shape
from stdpub.verify.bound import Bound, Evidence
from stdpub.verify.bounds import bounds
from stdpub.verify.intervals import with_interval

_NEEDS_UNIT = regex(
    r"(?i)(?:over|under|above|below|beyond|within|every|up to|reach(?:es)?|attain(?:s)?|achieves?|shall .*|must .*|should .*"
    r"|is to .*|are to .*|in excess of|=|＝|(?:应|宜|须|能)?(?:达到|达|满)|(?:应|宜|须).*为|.*every|每.*|控制在|限制在|限定在)"
)
_STATED = regex(r"(?i)\W*(?:or|and) (?:more|greater|less|fewer)")
_CONTEXT = 200
_WORD = regex(r"\w")


def find_limits(text: str, language: str, *, decimal_comma: bool = False) -> tuple[LimitFound, ...]:
    """Return the limits of a sentence in plain text, in order; numbers that nothing bounds are left out."""
    found = (bound for bound in bounds(text, language, decimal_comma=decimal_comma) if _limits(bound))
    return tuple(LimitFound(_reading(one, one.start), one.role, one.start, one.end) for one in found)


def _limits(bound: Bound) -> bool:
    """Tell whether an amount is a limit: something bounds it, and it is no name, date or mere `more than one`."""
    amount = bound.amount
    if amount.named or (bound.evidence is Evidence.NOTHING):
        return False
    if amount.shape is Shape.RANGE:
        years = not amount.unit_text and all(1900 <= float(value) <= 2100 for value in (amount.value, amount.value2))
        return bool(amount.unit_text) or (bound.ranged and not years)
    if amount.shape is not Shape.SINGLE or amount.unit_text:
        return not (_every(bound.words) and not _timed(amount.unit))
    if bound.evidence is Evidence.BEHIND and _STATED.fullmatch(bound.words):
        return bound.stated
    if bound.evidence is Evidence.BEHIND or (_NEEDS_UNIT.fullmatch(bound.words) and not amount.scaled):
        return False
    return amount.figures or amount.value == "0"


def _every(words: str) -> bool:
    return words.lower().endswith("every") or words.startswith("每")


def _timed(code: str) -> bool:
    return code in {"s", "min", "h", "d", "wk", "mo", "a", "{working-day}"}


def read_words(
    words: str, language: str, *, before: str = "", after: str = "", decimal_comma: bool = False
) -> LimitReading:
    """Return what the words of a limit say; `before` and `after` are the rest of their sentence.

    A negation or comparator before the words counts, for drafters write `shall not [exceed 1.3]`. Words that hold no
    number, or more limits than one interval can say, are kept as text.
    """
    before, after = before[-_CONTEXT:], after[:_CONTEXT]
    start, end = len(before), len(before) + len(words)
    text = f"{before}{words}{after}"
    held = (
        one
        for one in bounds(text, language, decimal_comma=decimal_comma, items=False)
        if start <= one.amount.at.start < end
    )
    return _said(tuple(held), start, len(words))


@lru_cache(maxsize=1024)  # the cells of a column repeat one another
def read_whole(text: str, language: str, *, decimal_comma: bool = False) -> LimitReading:
    """Return what a text says that is a limit and nothing else, as in a cell; one with other words is kept as text."""
    held = bounds(text, language, decimal_comma=decimal_comma, items=False)
    if len(held) == 1 and _WORD.search(f"{text[: held[0].start]}{text[held[0].end :]}"):
        return UNREAD
    return _said(held, 0, len(text))


def _said(held: tuple[Bound, ...], start: int, length: int) -> LimitReading:
    """Return what the bounds in the words of a limit say together."""
    held = tuple(one for one in held if not one.amount.named)
    if len(held) == 1:
        return _within(_reading(held[0], start), length)
    if len(held) == 2:
        return _joined(_reading(held[0], start), _reading(held[1], start), length)
    return UNREAD


def _reading(bound: Bound, origin: int) -> LimitReading:
    """Return what a bound says, its runs as offsets from `origin`."""
    amount = bound.amount
    runs = LimitRuns(
        comparator=_moved(bound.words_at, origin),
        value=_moved(amount.at, origin),
        value2=_moved(amount.at2, origin),
        unit=_moved(amount.unit_at, origin),
        unit2=_moved(amount.unit2_at, origin),
    )
    reading = LimitReading(
        kind=LimitKind.INTERVAL,
        comparator=bound.comparator,
        value=amount.value,
        value2=amount.value2,
        unit=amount.unit,
        unit_text=amount.unit_text,
        runs=runs,
    )
    if bound.comparator is not Comparator.BETWEEN:
        return with_interval(reading)
    return replace(with_interval(reading), low_inclusive=not bound.open_low, high_inclusive=not bound.open_high)


def _moved(run: Run, origin: int) -> Run:
    return run if run == NO_RUN else Run(run.start - origin, run.end - origin)


def _within(reading: LimitReading, length: int) -> LimitReading:
    """Return a reading whose runs lie in its words; what stands outside them has none."""
    runs = (_kept(getattr(reading.runs, name), length) for name in _RUNS)
    return replace(reading, runs=LimitRuns(*runs))


_RUNS = ("comparator", "value", "value2", "unit", "unit2")


def _kept(run: Run, length: int) -> Run:
    start, end = max(run.start, 0), min(run.end, length)
    return Run(start, end) if start < end else NO_RUN


def _joined(one: LimitReading, other: LimitReading, length: int) -> LimitReading:
    """Return a lower and an upper limit as one interval: at least 5 mm and less than 10 mm."""
    low, high = (one, other) if one.low and not one.high else (other, one)
    if not (low.low and not low.high and high.high and not high.low):
        return UNREAD
    if low.unit_text and high.unit_text and low.unit != high.unit:
        return UNREAD
    united = low if low.unit_text else high
    return _within(
        replace(
            low,
            comparator=Comparator.BETWEEN,
            value=low.value,
            value2=high.value,
            high=high.high,
            high_inclusive=high.high_inclusive,
            unit=united.unit,
            unit_text=united.unit_text,
            runs=LimitRuns(low.runs.comparator, low.runs.value, high.runs.value, united.runs.unit, high.runs.unit),
        ),
        length,
    )
