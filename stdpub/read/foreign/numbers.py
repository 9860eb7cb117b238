"""The words of a heading in, the number typed before its title out: `4.2.1`, `A.1`, `V2.3`, `Annex B`, `第三章`."""

from __future__ import annotations

from dataclasses import dataclass

from stdpub.model.patterns import regex

_SEPARATOR = (
    r"(?:[.:：、)）]?(?:[ \t\u3000\u00a0]+(?:[-–—:：]+[ \t\u3000\u00a0]+)?|$)|[:：、]|[-–—]+[ \t\u3000\u00a0]*)"
)
_HAN = "\u3400-\u9fff"
_DOTTED = regex(
    rf"(?P<prefix>§[ \t]?|[A-Z]{{1,3}}-?(?=\d))?(?P<numbers>\d{{1,3}}(?:\.\d{{1,3}})*)"
    rf"(?:\.?(?=[{_HAN}《“])|{_SEPARATOR})"
)
_LETTERED = regex(rf"(?P<letter>[A-Z])(?P<numbers>(?:\.\d{{1,3}})+)(?:(?=[{_HAN}《“])|{_SEPARATOR})")
_ANNEX = regex(
    r"(?P<word>(?:Annex|Appendix|ANNEX|APPENDIX|Attachment|附录|附件)[ \t\u3000]*)(?P<letter>[A-Z](?![a-z])|[IVX]{1,4}(?![a-z])|\d{1,2})"
    rf"(?P<end>{_SEPARATOR}|(?=[(（])|(?=[{_HAN}《“]))"
)
_WORDED = regex(
    r"(?P<word>(?:Chapter|CHAPTER|Section|SECTION|Clause|Part|PART|Article|ARTICLE)[ \t]+)(?P<numbers>\d{1,3}(?:\.\d{1,3})*|[IVX]{1,5})"
    rf"{_SEPARATOR}"
)
_LAW = regex(
    r"第(?P<number>[〇零一二三四五六七八九十百千]+|\d{1,4})(?P<unit>分编|编|章|节|条|部分|篇)"
    r"(?P<more>(?:之[一二三四五六七八九十]+)?)[ \t\u3000\u00a0:：、]*"
)
_COUNTED = regex(r"(?P<number>[一二三四五六七八九十]{1,3})、[ \t\u3000]*")
_NOT_A_NUMBER = regex(r"\d{1,3}[年月日号个项款条类种级次人米版代期届倍份]")
_ARTICLES = "条"


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is typed; `parts` are its components, `length` the characters it takes with what parts it off."""

    label: str
    form: str  # dotted, lettered, annex, worded, law, counted
    prefix: str
    parts: tuple[str, ...]
    length: int

    @property
    def unit(self) -> str:
        """The Chinese unit of a law's number: 编, 章, 节 or 条."""
        return self.prefix if self.form == "law" else ""

    @property
    def is_article(self) -> bool:
        """Whether this is the number of an article of a law."""
        return self.unit == _ARTICLES


def number_of(text: str) -> Number | None:
    """Return the number that a heading's text begins with."""
    for read in (_law, _annex, _lettered, _dotted, _worded, _counted):
        found = read(text)
        if found is not None:
            return found
    return None


def _law(text: str) -> Number | None:
    found = _LAW.match(text)
    if found is None:
        return None
    label = f"第{found['number']}{found['unit']}{found['more']}"
    return Number(label, "law", found["unit"], (found["number"] + found["more"],), found.end())


def _annex(text: str) -> Number | None:
    found = _ANNEX.match(text)
    if found is None:
        return None
    label = text[: found.end("letter")]
    return Number(label, "annex", found["word"], (found["letter"],), found.end())


def _lettered(text: str) -> Number | None:
    found = _LETTERED.match(text)
    if found is None:
        return None
    label = found["letter"] + found["numbers"]
    return Number(label, "lettered", "", tuple(label.split(".")), found.end())


def _dotted(text: str) -> Number | None:
    found = _DOTTED.match(text)
    if (
        found is None
        or _NOT_A_NUMBER.match(text, found.start("numbers"))
        or _NOT_A_NUMBER.match(text, found.end("numbers") - 1)
    ):
        return None
    prefix = (found["prefix"] or "").strip()
    label = prefix + found["numbers"]
    return Number(label, "dotted", prefix, tuple(found["numbers"].split(".")), found.end())


def _worded(text: str) -> Number | None:
    found = _WORDED.match(text)
    if found is None:
        return None
    label = text[: found.end("numbers")]
    return Number(label, "worded", found["word"], tuple(found["numbers"].split(".")), found.end())


def _counted(text: str) -> Number | None:
    found = _COUNTED.match(text)
    if found is None:
        return None
    return Number(found["number"] + "、", "counted", "", (found["number"],), found.end())


_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def chinese_value(numeral: str) -> int:
    """Return the value of a Chinese or Arabic numeral, 0 where it is none."""
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    total, digit = 0, 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            return 0
    return total + digit
