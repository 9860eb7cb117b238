"""A UCUM code in; its exact factor, dimension and scale out, or what is wrong with it; values converted without rounding."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

from stdpub.model.patterns import regex
from stdpub.model.source import Words
from stdpub.verify.unit_table import AFFINE, ALONE, ARBITRARY, LINEAR, PREFIXES

_BASES = ("m", "kg", "s", "A", "K", "mol", "cd")
_LONGEST = 100
_GREATEST_EXPONENT = 50
_DIMENSION = regex(r"([A-Za-z]+)(-?\d+)?")
_ATOM = regex(r"10[*^]|(?:[A-Za-z%'_]+(?:\[[^\[\]{}]*\])?|\[[^\[\]{}]*\])[A-Za-z%'_]*")
_EXPONENT = regex(r"[+-]?\d+")
_NUMBER = regex(r"\d{1,20}")
_ANNOTATION = regex(r"\{[^{}]*\}")

Dimension = tuple[int, ...]
NO_DIMENSION: Dimension = (0,) * len(_BASES)


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit: a value in it, times `factor`, plus `offset`, is the value in coherent SI units of its dimension.

    `alone` names the units of its own that it holds (`[iU]`, `B`), with their exponents: they equal nothing else.
    """

    code: str
    factor: Fraction
    offset: Fraction
    dimension: Dimension
    alone: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Atom:
    """A row of the table: a unit without prefix, and how it is printed."""

    unit: Unit
    prefixable: bool
    signs: tuple[str, ...]
    english: tuple[tuple[str, str], ...]
    chinese: tuple[str, ...]


class UnitError(ValueError):
    """A code that is no unit: why, and what to write."""

    def __init__(self, message: Words, help_: Words | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.help = help_


@cache
def atoms() -> Mapping[str, Atom]:
    """Return the units of the table by code."""
    found: dict[str, Atom] = {}
    for table, alone in ((LINEAR, False), (AFFINE, False), (ALONE, True), (ARBITRARY, True)):
        for row in table.strip().splitlines():
            atom = _atom(row, alone=alone)
            found[atom.unit.code] = atom
    return found


def _atom(row: str, *, alone: bool) -> Atom:
    code, prefixable, number, dimension, signs, english, chinese = row.split(";")
    factor, _, offset = number.partition("+")
    held = ((code, 1),) if alone else ()
    unit = Unit(code, Fraction(factor or 1), Fraction(offset or 0), _dimension(dimension), held)
    names = tuple(_with_plural(name) for name in english.split("|") if name)
    return Atom(unit, prefixable == "p", _split(signs), names, _split(chinese))


def _split(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split("|") if part)


def _with_plural(name: str) -> tuple[str, str]:
    singular, _, plural = name.partition("/")
    return singular, plural or f"{singular}s"


def _dimension(text: str) -> Dimension:
    exponents = dict.fromkeys(_BASES, 0)
    for part in filter(None, text.split(".")):
        found = _DIMENSION.fullmatch(part)
        if found:
            exponents[found[1]] = int(found[2] or 1)
    return tuple(exponents.values())


@cache
def prefixes() -> Mapping[str, Fraction]:
    """Return the factor of each prefix by code."""
    return {code: Fraction(factor) for code, factor, *_ in PREFIXES}


@lru_cache(maxsize=1024)  # codes come from authors
def unit(code: str) -> Unit:
    """Return the unit of a UCUM code; raise UnitError where it is none."""
    if not code or len(code) > _LONGEST:
        raise UnitError(Words(f"`{code[:_LONGEST]}` is no unit of UCUM", f"`{code[:_LONGEST]}`不是UCUM单位"))
    return _Parser(code).read()


def known(code: str) -> Unit | None:
    """Return the unit of a UCUM code, None where it is none."""
    try:
        return unit(code)
    except UnitError:
        return None


def commensurable(one: Unit, other: Unit) -> bool:
    """Tell whether values in two units can be compared."""
    return one.dimension == other.dimension and (one.alone == other.alone or _levels(one, other))


def _levels(one: Unit, other: Unit) -> bool:
    """Tell whether one is a level without a reference, as `dB`, and the other a level with one, as `dB[SPL]`."""
    names = {one.alone[0][0], other.alone[0][0]} if one.alone and other.alone else set()
    return "B" in names and all(name == "B" or name.startswith("B[") for name in names)


def convert(value: Fraction, one: Unit, other: Unit) -> Fraction:
    """Return a value in another unit, exactly; raise ValueError where the units cannot be compared."""
    if not commensurable(one, other):
        message = f"`{one.code}` and `{other.code}` cannot be compared"
        raise ValueError(message)
    return (value * one.factor + one.offset - other.offset) / other.factor


def exact(number: str) -> Fraction:
    """Return a decimal text as an exact number."""
    return Fraction(Decimal(number))


class _Parser:
    """Reads one code: components joined by `.` and `/`, left to right, with annotations in braces."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.at = 0
        self.special = ""
        self.parts = 0

    def read(self) -> Unit:
        factor, dimension, alone = self._term()
        if self.at < len(self.code):
            raise self._fault()
        offset = Fraction(0)
        if self.special:
            if self.parts > 1:
                raise self._stands_alone()
            offset = atoms()[self.special].unit.offset
        return Unit(self.code, factor, offset, dimension, tuple(sorted((name, n) for name, n in alone.items() if n)))

    def _fault(self) -> UnitError:
        return UnitError(Words(f"`{self.code}` is no unit of UCUM", f"`{self.code}`不是UCUM单位"))

    def _stands_alone(self) -> UnitError:
        name = self.special
        better = self.code.replace(name, "K")
        message = Words(
            f"`{name}` in `{self.code}` is a scale and stands alone", f"`{self.code}`中的`{name}`只能单独使用"
        )
        return UnitError(message, Words(f"write `{better}`", f"写作`{better}`"))

    def _term(self, depth: int = 0) -> tuple[Fraction, Dimension, dict[str, int]]:
        factor, dimension = Fraction(1), NO_DIMENSION
        alone: dict[str, int] = {}
        sign = 1
        if self._next("/"):
            sign = -1
        while True:
            one, two, three = self._component(depth)
            factor *= one**sign
            dimension = tuple(a + sign * b for a, b in zip(dimension, two, strict=True))
            for name, count in three.items():
                alone[name] = alone.get(name, 0) + sign * count
            if self._next("."):
                sign = 1
            elif self._next("/"):
                sign = -1
            else:
                return factor, dimension, alone

    def _next(self, sign: str) -> bool:
        if self.code.startswith(sign, self.at):
            self.at += 1
            return True
        return False

    def _take(self, form: re.Pattern[str]) -> str:
        found = form.match(self.code, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found[0]

    def _component(self, depth: int) -> tuple[Fraction, Dimension, dict[str, int]]:
        self.parts += 1
        if self._next("(") and depth < 5:
            self.parts -= 1
            inner = self._term(depth + 1)
            if not self._next(")"):
                raise self._fault()
            return inner
        name = self._take(_ATOM)
        if name:
            found = self._simple(name)
            exponent = int(self._take(_EXPONENT) or 1)
            if abs(exponent) > _GREATEST_EXPONENT:
                raise self._fault()
            self.parts += exponent != 1
            self._take(_ANNOTATION)
            alone = {held: count * exponent for held, count in found.alone}
            return found.factor**exponent, tuple(one * exponent for one in found.dimension), alone
        number = self._take(_NUMBER)
        if self._take(_ANNOTATION) or number:
            if number and not int(number):
                raise self._fault()
            return Fraction(number or 1), NO_DIMENSION, {}
        raise self._fault()

    def _simple(self, name: str) -> Unit:
        for prefix, factor, rest in _divided(name):
            atom = atoms().get(rest)
            if atom is not None and (atom.prefixable or not prefix):
                if atom.unit.offset:
                    self.special = rest
                    self.parts += bool(prefix)
                return Unit(name, atom.unit.factor * factor, Fraction(0), atom.unit.dimension, atom.unit.alone)
        raise self._fault()


def _divided(name: str) -> Iterator[tuple[str, Fraction, str]]:
    yield "", Fraction(1), name
    for prefix, factor in prefixes().items():
        if name.startswith(prefix) and len(name) > len(prefix):
            yield prefix, factor, name[len(prefix) :]
