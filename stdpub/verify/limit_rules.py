"""The attribute `limit` as an author wrote it in; the quantity, and the interval where it is a rule, out.

`pue`, `pue <= 1.25`, `1.25 >= pue`, `t = 5 'mm'`, `18 'Cel' <= t <= 27 'Cel'`; `pue <=` in the header of a column. Anything
longer is the rule language, which is not read here, and is kept as text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from stdpub.model.patterns import regex
from stdpub.model.quantities import Comparator, LimitKind, LimitReading
from stdpub.verify.amounts import decimal_text
from stdpub.verify.intervals import with_interval
from stdpub.verify.units import commensurable, convert, exact, known

_NAME = r"(?P<name>[^\W\d]\w*)"
_OPERATOR = r"(?:<=|>=|==|<|>|=|≤|≥)"


def _number(suffix: str = "") -> str:
    return rf"(?P<number{suffix}>[-+−]?\d{{1,40}}(?:\.\d{{1,40}})?)(?:\s*'(?P<unit{suffix}>[^']*(?:'{{2}}[^']*)?)')?"


_WORD = regex(r"\s*(?P<name>[^\W\d][\w-]*)\s*")
_OPEN = regex(rf"\s*{_NAME}\s*(?P<operator>{_OPERATOR})\s*")
_SIMPLE = regex(rf"\s*{_NAME}\s*(?P<operator>{_OPERATOR})\s*{_number()}\s*")
_TURNED = regex(rf"\s*{_number()}\s*(?P<operator>{_OPERATOR})\s*{_NAME}\s*")
_CHAINED = regex(
    rf"\s*{_number()}\s*(?P<operator>{_OPERATOR})\s*{_NAME}\s*(?P<operator2>{_OPERATOR})\s*{_number('2')}\s*"
)
_LONGEST = 400

_COMPARATORS = {
    "<=": Comparator.AT_MOST,
    "≤": Comparator.AT_MOST,
    ">=": Comparator.AT_LEAST,
    "≥": Comparator.AT_LEAST,
    "<": Comparator.BELOW,
    ">": Comparator.ABOVE,
    "=": Comparator.EQUAL,
    "==": Comparator.EQUAL,
}
_TURNS = {
    Comparator.AT_MOST: Comparator.AT_LEAST,
    Comparator.AT_LEAST: Comparator.AT_MOST,
    Comparator.BELOW: Comparator.ABOVE,
    Comparator.ABOVE: Comparator.BELOW,
    Comparator.EQUAL: Comparator.EQUAL,
}


@dataclass(frozen=True, slots=True)
class LimitRule:
    """What the attribute says: the quantity, the comparator where there is one, and the reading where it is complete.

    `quantity` is empty where the text is longer than what is read here.
    """

    quantity: str
    comparator: Comparator = Comparator.NONE
    reading: LimitReading | None = None


def read_rule(text: str) -> LimitRule:
    """Return what the attribute `limit` says."""
    text = text[:_LONGEST]
    found = _WORD.fullmatch(text)
    if found:
        return LimitRule(found["name"])
    found = _OPEN.fullmatch(text)
    if found:
        return LimitRule(found["name"], _COMPARATORS[found["operator"]])
    found = _SIMPLE.fullmatch(text)
    if found:
        return _single(found, _COMPARATORS[found["operator"]])
    found = _TURNED.fullmatch(text)
    if found:
        return _single(found, _TURNS[_COMPARATORS[found["operator"]]])
    found = _CHAINED.fullmatch(text)
    return _chained(found) if found else LimitRule("")


def _single(found: re.Match[str], comparator: Comparator) -> LimitRule:
    unit = found["unit"]
    reading = LimitReading(
        LimitKind.INTERVAL,
        found["name"],
        comparator,
        _decimal(found["number"]),
        unit=unit or "",
        unit_text=unit or "",
    )
    return LimitRule(found["name"], comparator, with_interval(reading))


def _chained(found: re.Match[str]) -> LimitRule:
    """Return a range; its operators point one way, else it is none: `1 < x > 0`."""
    first, second = _COMPARATORS[found["operator"]], _COMPARATORS[found["operator2"]]
    rising = {Comparator.AT_MOST, Comparator.BELOW}
    falling = {Comparator.AT_LEAST, Comparator.ABOVE}
    if {first, second} <= falling:
        low, high, low_sign, high_sign = "2", "", second, first
    elif {first, second} <= rising:
        low, high, low_sign, high_sign = "", "2", first, second
    else:
        return LimitRule("")
    unit = found[f"unit{low}"] or found[f"unit{high}"] or ""
    reading = LimitReading(
        LimitKind.INTERVAL,
        found["name"],
        Comparator.BETWEEN,
        _decimal(found[f"number{low}"]),
        _in_unit(_decimal(found[f"number{high}"]), found[f"unit{high}"] or unit, unit),
        unit=unit,
        unit_text=unit,
    )
    closed = {Comparator.AT_MOST, Comparator.AT_LEAST}
    reading = replace(with_interval(reading), low_inclusive=low_sign in closed, high_inclusive=high_sign in closed)
    return LimitRule(found["name"], Comparator.BETWEEN, reading)


def _decimal(number: str) -> str:
    return number.replace("−", "-").lstrip("+")


def _in_unit(number: str, unit: str, wanted: str) -> str:
    """Return a number in the unit of the other bound, where both are units of one kind."""
    one, other = known(unit), known(wanted)
    if unit == wanted or one is None or other is None or not commensurable(one, other):
        return number
    return decimal_text(convert(exact(number), one, other)) or number
