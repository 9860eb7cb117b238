"""Counts to the marks that print them: letters, Roman figures, Chinese numerals."""

from __future__ import annotations

_DIGITS = "零一二三四五六七八九"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l")),
    *((40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


def letters(count: int) -> str:
    """Return a, b ... z, aa, ab ... for counts from 1."""
    found = ""
    while count:
        count, rest = divmod(count - 1, 26)
        found = chr(ord("a") + rest) + found
    return found


def roman(count: int) -> str:
    """Return i, ii, iii, iv ... for counts from 1."""
    text = ""
    for value, sign in _ROMAN:
        times, count = divmod(count, value)
        text += sign * times
    return text


def item_mark(count: int, depth: int) -> str:
    """Return the mark of an item: letters on the first level, figures on the second, Roman figures below."""
    if depth == 1:
        return str(count)
    return letters(count) if depth == 0 else roman(count)


def chinese(count: int) -> str:
    """Return a number from 1 to 9999 in Chinese: 十, 二十一, 一百零五."""
    if count >= 10_000:
        return str(count)
    text, gap = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, count = divmod(count, value)
        if digit:
            text += ("零" if gap else "") + _DIGITS[digit] + unit
            gap = False
        elif text and count:
            gap = True
    return text.removeprefix("一") if text.startswith("一十") else text
