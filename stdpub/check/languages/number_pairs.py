"""The words of a unit and of its translation in; the numbers that one of them says and the other does not, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from stdpub.check.prose import Prose
from stdpub.model.patterns import regex
from stdpub.model.source import Span
from stdpub.verify.numerals import numerals

_MONTHS = {
    name: at
    for at, name in enumerate(
        ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"),
        1,
    )
}  # fmt: skip
_MONTH = regex(rf"(?i)\b(?:{'|'.join(_MONTHS)})\b")
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_SCALES |= {"百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_SCALE = regex(r"[ \u00a0](?P<en>hundred|thousand|million|billion|trillion)\b|[多余](?P<zh>[百千万亿])")
_ORDINALS = {
    name: at
    for at, name in enumerate(
        ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1
    )
}
_ORDINAL = regex(rf"(?i)\b(?P<en>{'|'.join(_ORDINALS)})\b|第(?P<zh>[一二三四五六七八九十])|\b(?P<zero>zeroe?s)\b")
_DIGITS = "一二三四五六七八九十"
_FIGURES = regex(r"(?<![\d.])\d{1,12}(?:\.\d{1,12})?(?![.]?\d)")
_IN_NAME = regex(r"[A-Z][A-Za-z]*[ \u00a0-]?\Z")
_LONGEST = 24
"""Code points before a number in which the name that it belongs to is looked for."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number of a text: its value, how it is written, and where; `named` says that it belongs to a name, `Level 3`."""

    value: Fraction
    figures: bool
    named: bool
    text: str
    at: Span


def apart(source: Sequence[Prose], own: Sequence[Prose]) -> tuple[list[Number], list[Number]]:
    """Return the numbers in figures that only the source says, and those that only its translation says.

    What belongs to a name is told only where it became another one: languages name the same thing in more and fewer words.
    """
    theirs, ours = [list(_numbers(words)) for words in source], [list(_numbers(words)) for words in own]
    lost = _beyond([one for some in theirs for one in some], [one for some in ours for one in some], own)
    new = _beyond([one for some in ours for one in some], [one for some in theirs for one in some], source)
    if lost and new:
        return lost, new
    return [one for one in lost if not one.named], [one for one in new if not one.named]


def _numbers(words: Prose) -> Iterator[Number]:
    masked = words.masked
    end = 0
    for found in numerals(masked):
        if found.start < end:
            continue
        scale = _SCALE.match(masked, found.end) if found.figures else None
        end = scale.end() if scale else found.end
        value = Fraction(found.value) * (_SCALES[scale["en"] or scale["zh"]] if scale else 1)
        named = _IN_NAME.search(masked, max(0, found.start - _LONGEST), found.start) is not None
        yield Number(value, found.figures, named, words.text[found.start : end], words.source(found.start, end))
    for month in _MONTH.finditer(masked):
        value = Fraction(_MONTHS[month[0].lower()])
        yield Number(value, figures=False, named=False, text=month[0], at=words.source(*month.span()))


def _beyond(some: list[Number], others: list[Number], words: Sequence[Prose]) -> list[Number]:
    """Return the numbers in figures that the other side has neither in figures nor in words, nor within a name."""
    left = Counter(number.value for number in others)
    beyond: list[Number] = []
    for number in sorted(some, key=lambda one: (not one.figures, one.named)):
        if left[number.value]:
            left[number.value] -= 1
        elif number.figures:
            beyond.append(number)
    if beyond:
        left = Counter(value for one in words for value in _hidden(one))
        return [one for one in beyond if not _taken(left, one.value)]
    return []


def _taken(left: Counter[Fraction], value: Fraction) -> bool:
    left[value] -= 1
    return left[value] >= 0


def _hidden(words: Prose) -> Iterator[Fraction]:
    """Yield the values that a text says without a number of its own: in L3 and 第三, in a title and in a quotation."""
    for ordinal in _ORDINAL.finditer(words.text):
        if ordinal["zero"]:
            yield Fraction(0)
        else:
            yield Fraction(_ORDINALS[ordinal["en"].lower()] if ordinal["en"] else 1 + _DIGITS.index(ordinal["zh"]))
    seen = {at for found in numerals(words.masked) for at in range(found.start, found.end)}
    for figures in _FIGURES.finditer(words.text):
        if figures.start() not in seen:
            yield Fraction(figures[0])
