"""Text with a number at an offset; the whole amount that begins there out: a value, a range or a tolerance, with its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from stdpub.model.patterns import regex
from stdpub.model.quantities import NO_RUN, Run
from stdpub.verify.count_words import ENGLISH, NO_UNITS, PERIODS
from stdpub.verify.numerals import Numeral, numeral_at, numerals
from stdpub.verify.printed_units import unit_at
from stdpub.verify.unit_signs import Printed
from stdpub.verify.units import convert, exact, known

_SPACE = " \u00a0\u2009\u202f"
_GAP = regex(rf"-(?=[A-Za-z])|[{_SPACE}]?")
_PLUS_MINUS = regex(rf"[{_SPACE}]?(?:±|\+/[-−]|plus or minus|正负)[{_SPACE}]?")
_TO = regex(rf"[{_SPACE}]?(?:～|~|〜|–|—|-|−|至|到)[{_SPACE}]?|[{_SPACE}](?:to|through|up to|and up to)[{_SPACE}]")
_AND = regex(rf"[{_SPACE}](?:and|to)[{_SPACE}]|[{_SPACE}]?(?:和|与|至|到|～|~|–|—|-)[{_SPACE}]?")
_OPEN = regex(rf"[(（][{_SPACE}]?$")
_CLOSE = regex(rf"[{_SPACE}]?[)）]")
_NOUN = regex(
    r" (?!(?:of|in|for|and|or|to|at|per|from|by|on|with|if|as|than|the|a|an|shall|is|are|be|was|has|does|that|which|this|these"
    r"|its|less|unless|more|fewer|when|where|after|before|points?)\b)[A-Za-z-]{2,24}(?![A-Za-z-])"
)
_VERBS = frozenset(
    {"holds", "applies", "means", "gives", "takes", "requires", "shows", "becomes", "exists", "needs", "uses", "makes"}
    | {"returns", "follows", "remains", "results", "indicates", "represents", "occurs", "gets", "lets", "allows"}
)
_PLURAL = regex(r"[a-z-]{2,}[^s'u]s")
_PERIOD = regex(r"(?i) (?:a|an|per|each|every|in each|in every) (second|minute|hour|day|week|month|year)\b")
_TIMES_OF = regex(r" (?:the|its|their|that|as)\b")
_NAMED = regex(
    r"[A-Za-z]|[:∶]\d|(?:st|nd|rd|th)? (?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
"""What makes a name, a ratio or a date of a number: 3xx, 1:50, 15 March."""
_MONTH = regex(r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) $")
_ACRONYM = regex(r"[A-Z]{2,} $")
_PLACE = regex(r"(?:st|nd|rd|th)(?: (decimal places?))?\b")


class Shape(Enum):
    """What the numbers of an amount are to one another."""

    SINGLE = 1
    RANGE = 2
    TOLERANCE = 3
    ACCURACY = 4


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount: decimal texts, UCUM code (`1` and no text where no unit is printed), and where its parts stand.

    `value2` is a range's upper value or a tolerance's deviation, both in `unit`.
    """

    shape: Shape
    value: str
    value2: str
    unit: str
    unit_text: str
    start: int
    end: int
    at: Run
    at2: Run = NO_RUN
    unit_at: Run = NO_RUN
    unit2_at: Run = NO_RUN
    figures: bool = True
    scaled: bool = False
    named: bool = False
    """Whether it names something, as 二级 and 5月 do, and is no amount."""


def amounts(text: str, *, decimal_comma: bool = False, between: re.Pattern[str] | None = None) -> Iterator[Amount]:
    """Yield the amounts of a text in order; behind words that `between` finds, `and` joins a range."""
    at = 0
    for number in numerals(text, decimal_comma=decimal_comma):
        if number.start < at:
            continue
        joined = bool(between and between.search(text, max(0, number.start - 40), number.start))
        found = _amount(text, number, joined=joined, decimal_comma=decimal_comma)
        at = found.end
        yield found


def _amount(text: str, number: Numeral, *, joined: bool, decimal_comma: bool) -> Amount:
    opened = _OPEN.search(text[max(0, number.start - 2) : number.start])
    unit = _unit(text, number)
    end = unit.end if unit else number.end
    second = _second(text, end, joined=joined, decimal_comma=decimal_comma)
    if second is None:
        return _accuracy(text, number, unit) or _single(text, number, unit)
    shape, other = second
    unit2 = _unit(text, other)
    end = unit2.end if unit2 else other.end
    if opened and unit is None and unit2 is None:
        closed = _CLOSE.match(text, end)
        unit2 = _unit(text, other._replace(end=closed.end())) if closed else None
        if unit2 is not None:
            end = unit2.end
    start = number.start - len(opened[0]) if opened and unit2 and _CLOSE.match(text, other.end) else number.start
    return _double(text, shape, (number, other), (unit, unit2), Run(start, end))


def _second(text: str, at: int, *, joined: bool, decimal_comma: bool) -> tuple[Shape, Numeral] | None:
    """Return the second number of a tolerance or range."""
    for form, shape in ((_PLUS_MINUS, Shape.TOLERANCE), (_AND if joined else _TO, Shape.RANGE)):
        found = form.match(text, at)
        number = numeral_at(text, found.end(), decimal_comma=decimal_comma) if found else None
        if number is not None and not re.match(r"\.\d|[-–—/]\d", text[number.end : number.end + 2]):
            return shape, number
    return None


def _unit(text: str, number: Numeral) -> Printed | None:
    if number.share:
        return Printed("%", number.end)
    if not number.figures and text[number.start : number.end].lower() in {"once", "twice"}:
        return _occasions(text, number.end)
    gap = _GAP.match(text, number.end)
    at = gap.end() if gap else number.end
    found = unit_at(text, at)
    if found is not None and not number.figures and found.end == at + 1 and text[at].isascii():
        return None  # one A record
    return found


def _occasions(text: str, end: int) -> Printed:
    """Return the unit of `once` and `twice`: how often in a period, or how many times something else."""
    period = _PERIOD.match(text, end)
    if period:
        return Printed(f"/{PERIODS[period[1].lower()]}", period.end())
    return Printed("{times}" if _TIMES_OF.match(text, end) else "{time}", end)


def _single(text: str, number: Numeral, unit: Printed | None) -> Amount:
    end, code, run = number.end, "1", NO_RUN
    if unit is not None:
        end, code, run = unit.end, unit.code, _run(text, number, unit)
    else:
        counted = _counted(text, number)
        if counted is not None:
            end, code, run = counted.end, counted.code, Run(number.end + 1, counted.end)
    following = text[end : end + 1]
    named = text[max(0, number.start - 1) : number.start] == "月" and code == "d"
    named = named or (
        run == NO_RUN
        and (
            following in set(NO_UNITS)
            or bool(_NAMED.match(text, end))
            or bool(_MONTH.search(text[max(0, number.start - 10) : number.start]))
        )
    )
    return Amount(
        Shape.SINGLE,
        number.value,
        "",
        code,
        text[run.start : run.end],
        number.start,
        end,
        Run(run.end, number.end) if number.share else Run(number.start, number.end),
        unit_at=run,
        figures=number.figures,
        scaled=number.scaled,
        named=named or _dated(number, unit),
    )


def _dated(number: Numeral, unit: Printed | None) -> bool:
    """Tell whether a number is a year of the calendar, or the day of a date."""
    return (
        unit is not None
        and unit.code in {"a", "d"}
        and number.figures
        and number.value[:2] in {"19", "20"}
        and (len(number.value) == 4)
    )


def _counted(text: str, number: Numeral) -> Printed | None:
    """Return what is counted behind one or two other words: 100 failed attempts per hour, the 28th decimal place."""
    ordinal = _PLACE.match(text, number.end)
    if ordinal:
        return Printed("{decimal-place}" if ordinal[1] else "1", ordinal.end())
    at = number.end
    for _ in range(2):
        word = _NOUN.match(text, at)
        if word is None or word[0].strip() in ENGLISH:
            break
        at = word.end()
        found = unit_at(text, at + 1) if text.startswith(" ", at) else None
        if found and ("{" in found.code or found.code.startswith("/")):
            return found
    return _plural(text, number)


def _plural(text: str, number: Numeral) -> Printed | None:
    """Return the noun in the plural that is counted: two remote perspectives."""
    at = number.end
    for _ in range(3):
        word = _NOUN.match(text, at)
        if word is None or number.value == "1":
            return None
        noun = word[0].strip().lower()
        if noun in _VERBS:
            return None
        if _PLURAL.fullmatch(noun):
            return Printed(f"{{{noun[:-3]}y}}" if noun.endswith("ies") else f"{{{noun[:-1]}}}", word.end())
        at = word.end()
    return None


def _run(text: str, number: Numeral, unit: Printed) -> Run:
    if number.share:
        return Run(number.start, min(number.start + 3, number.end))
    gap = _GAP.match(text, number.end)
    start = gap.end() if gap else number.end
    return Run(start, unit.end) if start < unit.end else Run(number.start, number.end)


def _accuracy(text: str, number: Numeral, unit: Printed | None) -> Amount | None:
    """Return a deviation without a nominal value: ± 0.5 K."""
    sign = re.compile(rf"(?:±|\+/[-−])[{_SPACE}]?$").search(text[max(0, number.start - 4) : number.start])
    if sign is None:
        return None
    return replace(_single(text, number, unit), shape=Shape.ACCURACY, start=number.start - len(sign[0]))


def _double(
    text: str, shape: Shape, numbers: tuple[Numeral, Numeral], units: tuple[Printed | None, Printed | None], all_: Run
) -> Amount:
    one, two = numbers
    unit, unit2 = units
    given = unit or unit2
    code = given.code if given else "1"
    value2 = two.value
    if unit and unit2 and unit.code != unit2.code:
        value2 = _deviation(one.value, two.value) if unit2.code == "%" else converted(two.value, unit2.code, unit.code)
    run = NO_RUN
    hyphened = text[max(units[0].end if units[0] else 0, one.end) : two.start] == "-"
    if given:
        run = _run(text, one, given) if given is unit else _run_behind(text, two, given)
    return Amount(
        shape,
        one.value,
        value2,
        code,
        text[run.start : run.end],
        all_.start,
        all_.end,
        Run(one.start, one.end),
        Run(two.start, two.end),
        run,
        _run_behind(text, two, unit2) if unit and unit2 else NO_RUN,
        figures=one.figures,
        named=hyphened and bool(_ACRONYM.search(text[max(0, one.start - 8) : one.start])),
    )


def _run_behind(text: str, number: Numeral, unit: Printed) -> Run:
    closed = _CLOSE.match(text, number.end)
    return _run(text, number._replace(end=closed.end()) if closed and unit.end > closed.end() else number, unit)


def _deviation(nominal: str, per_cent: str) -> str:
    """Return a relative deviation as an absolute one: 10 % of 220."""
    return decimal_text(abs(exact(nominal)) * exact(per_cent) / 100) or per_cent


def converted(value: str, one: str, other: str) -> str:
    """Return a value in another unit where its decimal is exact, else as it is."""
    first, second = known(one), known(other)
    if first is None or second is None:
        return value
    try:
        return decimal_text(convert(exact(value), first, second)) or value
    except ValueError:
        return value


def decimal_text(number: Fraction) -> str:
    """Return an exact number as a decimal text, empty where it has none of 40 digits."""
    for places in range(40):
        scaled = number * 10**places
        if scaled.denominator == 1:
            digits = str(abs(scaled.numerator)).rjust(places + 1, "0")
            sign = "-" if number < 0 else ""
            return f"{sign}{digits[: len(digits) - places]}{'.' if places else ''}{digits[len(digits) - places :]}"
    return ""
