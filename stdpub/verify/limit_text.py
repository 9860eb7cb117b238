"""A limit that was read in; one line that says it for people and attributes out: `t_inlet: 18..27 when class = A`."""

from __future__ import annotations

from stdpub.model.patterns import regex
from stdpub.model.quantities import LimitKind, LimitReading

_EQUAL = regex(r"([^\W\d]\w*) == '((?:[^'\\]|\\.)*)'")
_AMONG = regex(r"([^\W\d]\w*) in \[((?:'(?:[^'\\]|\\.)*'(?:, ?)?)+)\]")
_QUOTED = regex(r"'((?:[^'\\]|\\.)*)'")
_ESCAPE = regex(r"\\(.)")


def limit_text(reading: LimitReading) -> str:
    """Return what a limit says, without its unit; empty where it is kept as text."""
    if reading.kind is LimitKind.TEXT:
        return ""
    said = f"{reading.quantity}: {interval_text(reading)}"
    if reading.condition:
        said += f" when {condition_text(reading.condition)}"
    return f"{said} compare {reading.compare}" if reading.compare else said


def interval_text(reading: LimitReading) -> str:
    """Return the interval: `18..27`, `..1.3`, `12..`, with `>` or `<` at a bound that does not belong to it."""
    low = f"{'' if reading.low_inclusive else '>'}{reading.low}" if reading.low else ""
    high = f"{'' if reading.high_inclusive else '<'}{reading.high}" if reading.high else ""
    return f"{low}..{high}"


def comparison_text(reading: LimitReading) -> str:
    """Return a limit as a formula: `pue ≤ 1.3`, `18 ≤ t_inlet ≤ 27 °C`, `d = 5 mm`; `≤ 1.3` without a quantity."""
    name = reading.quantity
    unit = f" {reading.unit_text}" if reading.unit_text else ""
    if reading.low and reading.low == reading.high:
        return f"{name} = {reading.low}{unit}".lstrip()
    if reading.low and reading.high:
        return f"{reading.low} {'≤' if reading.low_inclusive else '<'} {_upper(reading, name or '…')}{unit}"
    if reading.low:
        return f"{name} {'≥' if reading.low_inclusive else '>'} {reading.low}{unit}".lstrip()
    return f"{_upper(reading, name)}{unit}".lstrip()


def _upper(reading: LimitReading, name: str) -> str:
    return f"{name} {'≤' if reading.high_inclusive else '<'} {reading.high}"


def condition_text(condition: str) -> str:
    """Return a condition as people write it: `class = A`, `class in A, B`; a longer one stays as it is."""
    parts = [_part(part) for part in condition.split(" && ")]
    return " and ".join(part for part in parts if part) if all(parts) else condition


def _part(condition: str) -> str:
    found = _EQUAL.fullmatch(condition)
    if found:
        value = _ESCAPE.sub(r"\1", found[2])
        return f"{found[1]} = {value}"
    found = _AMONG.fullmatch(condition)
    if found:
        values = (_ESCAPE.sub(r"\1", value) for value in _QUOTED.findall(found[2]))
        return f"{found[1]} in {', '.join(values)}"
    return ""
