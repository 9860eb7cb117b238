"""What a limit says as an interval of exact decimals; two limits in, what they differ in out."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from stdpub.model.quantities import Comparator, LimitKind, LimitReading
from stdpub.verify.units import Unit, commensurable, convert, exact, known

_LOWER = {Comparator.AT_LEAST: True, Comparator.ABOVE: False}
_UPPER = {Comparator.AT_MOST: True, Comparator.BELOW: False}


class Difference(StrEnum):
    """What two limits differ in."""

    KIND = "kind"
    QUANTITY = "quantity"
    UNIT = "unit"
    COMPARATOR = "comparator"
    VALUE = "value"


def with_interval(reading: LimitReading) -> LimitReading:
    """Return a reading with the interval that its comparator and values make."""
    value, value2 = reading.value, reading.value2
    match reading.comparator:
        case Comparator.AT_LEAST | Comparator.ABOVE:
            return replace(reading, low=value, low_inclusive=_LOWER[reading.comparator])
        case Comparator.AT_MOST | Comparator.BELOW:
            return replace(reading, high=value, high_inclusive=_UPPER[reading.comparator])
        case Comparator.EQUAL:
            return _closed(reading, value, value)
        case Comparator.BETWEEN:
            return _closed(reading, value, value2)
        case Comparator.TOLERANCE if value2:
            return _closed(reading, *_around(value, value2))
        case Comparator.TOLERANCE:
            return _closed(reading, _text(-Decimal(value)), value)
        case _:
            return reading


def _closed(reading: LimitReading, low: str, high: str) -> LimitReading:
    return replace(reading, low=low, low_inclusive=True, high=high, high_inclusive=True)


def _around(nominal: str, deviation: str) -> tuple[str, str]:
    middle, width = exact(nominal), exact(deviation)
    places = max(_places(nominal), _places(deviation))
    return _decimal(middle - width, places), _decimal(middle + width, places)


def _places(number: str) -> int:
    return len(number.partition(".")[2])


def _decimal(number: Fraction, places: int) -> str:
    """Return a number that has at most `places` decimals as a text with all of them."""
    digits = str(abs(int(number * 10**places))).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[: len(digits) - places]}{'.' if places else ''}{digits[len(digits) - places :]}"


def _text(number: Decimal) -> str:
    return f"{number:f}"


def impossible(reading: LimitReading) -> bool:
    """Tell whether no value meets a limit: its lower bound lies above its upper one."""
    if not reading.low or not reading.high:
        return False
    low, high = exact(reading.low), exact(reading.high)
    return low > high or (low == high and not (reading.low_inclusive and reading.high_inclusive))


def contains(reading: LimitReading, value: Fraction, unit: Unit | None = None) -> bool:
    """Tell whether a value meets a limit that was read as an interval; a value in another unit is converted first."""
    own = known(reading.unit)
    if unit is not None and own is not None:
        value = convert(value, unit, own)
    if reading.low:
        low = exact(reading.low)
        if value < low or (value == low and not reading.low_inclusive):
            return False
    if reading.high:
        high = exact(reading.high)
        if value > high or (value == high and not reading.high_inclusive):
            return False
    return True


def difference(one: LimitReading, other: LimitReading) -> Difference | None:
    """Return what two limits differ in, None where they say the same, be it in other words or units.

    A limit without a quantity, or without a printed unit, agrees with any. `18 to 27` and `22,5 ± 4,5` are one interval.
    """
    if one.kind is not other.kind:
        return Difference.KIND
    if one.quantity and other.quantity and one.quantity != other.quantity:
        return Difference.QUANTITY
    if one.kind is LimitKind.TEXT:
        return None
    first, second = _unit(one), _unit(other)
    if first is not None and second is not None and not commensurable(first, second):
        return Difference.UNIT
    if _openness(one) != _openness(other):
        return Difference.COMPARATOR
    return None if _bounds(one, first, second) == _bounds(other, second, second) else Difference.VALUE


def same_limit(one: LimitReading, other: LimitReading) -> bool:
    """Tell whether two limits say the same."""
    return difference(one, other) is None


def _unit(reading: LimitReading) -> Unit | None:
    """Return the unit of a reading, None where it is left to the quantity."""
    return known(reading.unit) if reading.unit_text or reading.unit not in {"", "1"} else None


def _openness(reading: LimitReading) -> tuple[bool, bool, bool, bool]:
    return bool(reading.low), reading.low_inclusive, bool(reading.high), reading.high_inclusive


def _bounds(reading: LimitReading, unit: Unit | None, common: Unit | None) -> tuple[Fraction | None, Fraction | None]:
    low, high = (exact(bound) if bound else None for bound in (reading.low, reading.high))
    if unit is None or common is None:
        return low, high
    return (
        None if low is None else convert(low, unit, common),
        None if high is None else convert(high, unit, common),
    )
