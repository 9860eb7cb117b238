"""Text in; the numbers that stand in it out, in figures, English words or Chinese signs, as exact decimal texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from stdpub.model.patterns import regex

_SPACES = " \u00a0\u2009\u202f"
_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SUPERSCRIPTS = str.maketrans("⁺⁻" + _SUPERSCRIPT, "+-0123456789")
_GREATEST_POWER = 1024
_MOST_DIGITS = 40
_FIGURES = rf"\d{{1,{_MOST_DIGITS}}}(?![\d])"
_GROUPED = r"\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,8}(?!\d)|\d{1,3}(?: \d{3}){1,8}(?!\d)"
_COMMAS = r"[1-9]\d{0,2}(?:,\d{3}){1,8}(?![\d,])"
_FRACTION = rf"\d{{1,{_MOST_DIGITS}}}"
_DECIMAL_COMMA = rf"(?:{_GROUPED}|\d{{1,{_MOST_DIGITS}}}),{_FRACTION}(?![\d,])"
_POINT = regex(rf"{_COMMAS}(?:\.{_FRACTION}(?!\d))?|{_DECIMAL_COMMA}|(?:{_GROUPED}|{_FIGURES})(?:\.{_FRACTION}(?!\d))?")
_COMMA = regex(rf"(?:{_GROUPED}|{_FIGURES})(?:[.,]{_FRACTION}(?![\d]))?")
_SIGN = regex(rf"[+−–-][{_SPACES}]?")
_POWER = regex(rf"[⁺⁻]?[{_SUPERSCRIPT}]+|\^[−-]?\d{{1,4}}")
_TIMES_TEN = regex(rf"[{_SPACES}]?[×x·⋅*][{_SPACES}]?10(?=[⁺⁻{_SUPERSCRIPT}^])")
_EXPONENT = regex(r"[eE][+-]?\d{1,3}(?![\w.])")
_LARGE = regex(rf"[{_SPACES}]?(万亿|亿|万|千(?!克|米|瓦|伏|帕|赫|安|欧|焦|卡|牛|字节|比特|乏|摩|吨)|百(?!分|帕|升|公))")

SMALL_NUMBERS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH = {
    **{word: value for value, word in enumerate(SMALL_NUMBERS)},
    "once": 1,
    "twice": 2,
    **{word: 20 + 10 * at for at, word in enumerate(TENS)},
}
_ENGLISH_SCALE = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_ENGLISH_WORD = "|".join(sorted({*_ENGLISH, *_ENGLISH_SCALE}, key=len, reverse=True))
_TOLD_AGAIN = regex(rf"[{_SPACES}]?[(（](\d{{1,9}})[)）]")

_CHINESE_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_CHINESE_SCALE = {"十": 10, "百": 100, "千": 1000}
_CHINESE_LARGE = {"万": 10_000, "亿": 100_000_000}
_CHINESE_NUMBER = regex("[〇零一二三四五六七八九两十百千万亿]{1,16}")
_CHINESE_SHARE = regex("百分之([〇零一二三四五六七八九十百]{1,8}|\\d{1,3}(?:\\.\\d{1,6})?)")
_NO_NUMBER = regex(
    "[一三四五六七八九]?万一|一(?:般|致|些|样|直|旦|定|律|切|并|同|起|体|方|经|旁|贯|次性|步|时|面|种|侧|端|组|系列|部分|类|般)|千(?:克|米|瓦|伏|帕)"
    "|百分|十分|万能|三角|四周|五金|统一|唯一|之一|任一|同一|单一|每一|某一|不一|第[〇零一二三四五六七八九十百千]+"
)
_HALF = regex("半(?=年|天|小时|个月|日)")


class Numeral(NamedTuple):
    """A number: its decimal text with the digits as given, where it stands, and whether it is written in figures.

    `share` says that it is a share in hundredths, 百分之五; `scaled` that it is written with a power.
    """

    value: str
    start: int
    end: int
    figures: bool
    share: bool = False
    scaled: bool = False


def numeral_at(text: str, at: int, *, decimal_comma: bool = False) -> Numeral | None:
    """Return the number that begins at an offset, with its sign."""
    sign = _SIGN.match(text, at)
    start = sign.end() if sign else at
    found = _figures(text, start, decimal_comma=decimal_comma)
    if found is not None and sign is not None:
        value = found.value if sign[0][0] == "+" else f"-{found.value}"
        return found._replace(value=value, start=at)
    if found is not None or sign is not None:
        return found
    return _chinese(text, at) or _english(text, at)


def numerals(text: str, *, decimal_comma: bool = False) -> Iterator[Numeral]:
    """Yield the numbers of a text in order; a figure inside a word or an identifier is none."""
    at = 0
    for place in _places().finditer(text):
        if place.start() < at:
            continue
        found = numeral_at(text, place.start(), decimal_comma=decimal_comma)
        if found is not None and _free(text, found):
            yield found
        signs = _CHINESE_NUMBER.match(text, place.start())
        at = found.end if found else signs.end() if signs else at


@cache
def _places() -> re.Pattern[str]:
    """Return the pattern of what a number can begin with."""
    return re.compile(
        rf"(?:(?<![A-Za-z0-9_.)）])[+−–-][{_SPACES}]?(?=\d))?(?<![\d])\d|[〇零一二三四五六七八九两十百千万亿半]|(?i:\b(?:{_ENGLISH_WORD})\b)"
    )


_BEFORE = regex(r"[A-Za-z_][-–—./_]?$|\d[-–—./,:]$|[A-Za-z]\d*[-.]$")


def _free(text: str, found: Numeral) -> bool:
    """Tell whether a number in figures is not a piece of a longer name: 5.2.1, GB/T 1.1, A4, 2026-11-22."""
    if not found.figures:
        return True
    before = text[max(0, found.start - 4) : found.start]
    after = text[found.end : found.end + 4]
    return not _BEFORE.search(before) and not re.match(r"\.\d", after)


def _figures(text: str, at: int, *, decimal_comma: bool) -> Numeral | None:
    found = (_COMMA if decimal_comma else _POINT).match(text, at)
    if found is None:
        return None
    value, end = _plain(found[0], decimal_comma=decimal_comma), found.end()
    power = _POWER.match(text, end)
    if power:
        raised = _raised(value, power[0])
        return Numeral(raised, at, power.end(), figures=True, scaled=True) if raised else None
    times = _TIMES_TEN.match(text, end)
    power = _POWER.match(text, times.end()) if times else None
    if power:
        return Numeral(_scaled(value, power[0]), at, power.end(), figures=True, scaled=True)
    exponent = _EXPONENT.match(text, end)
    if exponent:
        return Numeral(_text(Decimal(value + exponent[0])), at, exponent.end(), figures=True)
    large = _LARGE.match(text, end)
    if large:
        scale = _scale(large[1])
        return Numeral(_text(Decimal(value) * scale), at, large.end(), figures=True)
    return Numeral(value, at, end, figures=True)


def _scale(signs: str) -> int:
    total = 1
    for sign in signs:
        total *= (_CHINESE_SCALE | _CHINESE_LARGE)[sign]
    return total


def _plain(printed: str, *, decimal_comma: bool) -> str:
    """Return printed figures with a point and without groups; a comma that makes no groups is a decimal sign."""
    for space in _SPACES:
        printed = printed.replace(space, "")
    if decimal_comma or not re.fullmatch(_COMMAS + r"(?:\.\d+)?", printed):
        printed = printed.replace(",", ".")
    return printed.replace(",", "")


def _exponent(printed: str) -> int:
    return int(printed.lstrip("^").translate(_SUPERSCRIPTS).replace("−", "-"))


def _raised(value: str, power: str) -> str:
    exponent = _exponent(power)
    if not value.isdigit() or abs(exponent) > _GREATEST_POWER or len(value) > 4:
        return ""
    return str(int(value) ** exponent) if exponent >= 0 else _inverse(int(value), -exponent)


def _inverse(base: int, exponent: int) -> str:
    """Return a negative power of ten; another one has no exact decimal that anybody writes."""
    return _text(Decimal(1).scaleb(-exponent)) if base == 10 else ""


def _scaled(value: str, power: str) -> str:
    exponent = _exponent(power)
    return _text(Decimal(value).scaleb(exponent)) if abs(exponent) <= _GREATEST_POWER else value


def _text(number: Decimal) -> str:
    return f"{number:f}"


def _chinese(text: str, at: int) -> Numeral | None:
    share = _CHINESE_SHARE.match(text, at)
    if share:
        inner = share[1] if share[1][0].isascii() else str(_chinese_value(share[1]))
        return Numeral(inner, at, share.end(), figures=False, share=True)
    half = _HALF.match(text, at)
    if half:
        return Numeral("0.5", at, half.end(), figures=False)
    found = _CHINESE_NUMBER.match(text, at)
    if found is None or _NO_NUMBER.match(text, at) or _part_of_word(text, at):
        return None
    value = _chinese_value(found[0])
    return None if value is None else Numeral(str(value), at, found.end(), figures=False)


def _part_of_word(text: str, at: int) -> bool:
    """Tell whether the sign before makes a word of a numeral: 统一, 之一, 第三条."""
    return text[max(0, at - 1) : at] in set("统唯之任同单每某不第万星周") and not text.startswith("两", at)


def _chinese_value(signs: str) -> int | None:
    """Return the value of a Chinese numeral, None where the signs make none."""
    if all(sign in _CHINESE_DIGITS for sign in signs):
        return int("".join(str(_CHINESE_DIGITS[sign]) for sign in signs))
    total = section = digit = 0
    for sign in signs:
        if sign in _CHINESE_DIGITS:
            digit = _CHINESE_DIGITS[sign]
        elif sign in _CHINESE_SCALE:
            section += (digit or 1) * _CHINESE_SCALE[sign]
            digit = 0
        else:
            section = (section + digit) or (0 if total else 1)
            total = (total + section) * _CHINESE_LARGE[sign]
            section = digit = 0
    return total + section + digit


@cache
def _english_number() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{_ENGLISH_WORD})(?:[ -](?:and )?(?:{_ENGLISH_WORD})){{0,5}}\b")


def _english(text: str, at: int) -> Numeral | None:
    found = _english_number().match(text, at)
    if found is None:
        return None
    value = _english_value(re.split(r"[ -]", found[0].lower()))
    again = _TOLD_AGAIN.match(text, found.end())
    end = again.end() if again and int(again[1]) == value else found.end()
    return Numeral(str(value), at, end, figures=end != found.end())


def _english_value(words: list[str]) -> int:
    total = section = 0
    for word in words:
        if word in _ENGLISH:
            section += _ENGLISH[word]
        elif word in _ENGLISH_SCALE:
            scale = _ENGLISH_SCALE[word]
            section = (section or 1) * scale
            if scale > 100:
                total, section = total + section, 0
    return total + section
