"""Rules on how a unit is written: its space, its case, its standard sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.draft import Draft
from stdpub.check.numbers.unit_lists import CASES, DOUBTFUL_CASES, NONSTANDARD, PER
from stdpub.check.rule import GB, ISO, Finding, rule
from stdpub.check.values import GAP, Value, sign_at, values
from stdpub.model.header import RulebookName
from stdpub.model.patterns import regex
from stdpub.model.source import Severity

_DOUBTFUL = frozenset({"K", "C", "F", "B", "T", "H", "S", "r", "a", "l", "ppm", "psi", "mmHg"})
"""Signs that behind a bare number are more often something else: 4K, 128B."""

_BEHIND_NAMES = frozenset("-'’类级型号区档")
_PLURALS = frozenset({"0", "1"})
_WORDS_BEHIND = regex(rf"(?P<gap>{GAP}?)(?P<word>[A-Za-zΩΩ·]+[³]?)(?![A-Za-z0-9_(-])")
_PER_NAME = regex(rf" per{GAP}(?P<name>hour|minute|second|day|metre|meter|kilogram|litre|liter|year)\b")
_SIGN_BEFORE = regex(rf"\d{GAP}?(?P<sign>[A-Za-zμµ°]{{1,4}})$")
_NAME_OVER = regex(r"(?:metre|meter|gram|litre|liter|watt|joule|volt)s?/(?P<below>h|s|min|m|kg|d)\b")
_NAMED = ("metre", "metres", "meter", "gram", "grams", "litre", "litres", "liter", "watt", "watts", "joule", "volt")
_SPELLED = regex(
    r"(?P<count>two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|fifty|hundred)"
    rf"{GAP}(?P<sign>mm|cm|km|m|kg|mg|g|kV|V|kW|W|kPa|MPa|Pa|Hz|kHz|MHz|°C|ml|mL|h|min|s)\b(?![/-])"
)


def _loose(value: Value) -> bool:
    """Tell whether a number without a gap before its sign is a quantity: not 5G, 3D, 1s, 1990s, 2a)."""
    sign, text = value.unit, value.text
    if value.named or value.raised or value.gap or not sign:
        return False
    if sign in _DOUBTFUL:
        return sign == "r" and text.startswith(("/min", "/s"), value.unit_end)
    following = text[value.unit_end : value.unit_end + 1]
    if following and following in ")_）" and len(sign) == 1:
        return "(" in text[: value.start] or "（" in text[: value.start]
    if sign == "s" and (value.number in _PLURALS or len(value.number) == 4):
        return False
    if len(sign) == 1 and sign.isascii() and sign.isalpha():
        before = text[: value.start].rstrip(" ")[-1:]
        if following in _BEHIND_NAMES or value.number == "0" or before in {"(", "/", "（"}:
            return False
        return sign != "A" or before not in {",", "、"}
    return True


@rule(
    zh="数值与单位符号之间空一间隔；仅平面角的°、′、″紧接数值。",
    source="GB/T 1.1-2020, 10.4.6; ISO/IEC Directives, Part 2, 9.3",
    bad="# Shape {#shape}\n\nThe wall is 5mm thick.\n",
    good="# Shape {#shape}\n\nThe wall is 5 mm thick at an angle of 30°.\n",
    severity=Severity.WARNING,
    candidates=("gb-unit-space", "unit-spacing"),
)
def unit_spacing(draft: Draft) -> Iterator[Finding]:
    """A space stands between a number and the sign of its unit; only ° ′ ″ of a plane angle follow the number at once."""
    strict = draft.rulebook is RulebookName.ISO_IEC_PART_2
    for value in values(draft):
        if value.unit in {"°", "′", "″"}:
            if value.gap and not value.raised:
                yield _spacing(value, value.end, value.end + 1, "", "with a space in it", "中多了空格")
        elif value.unit in {"%", "‰"}:
            if strict and not value.gap and not value.raised:
                yield _spacing(value, value.end, value.end, " ", "without a space", "中缺少空格")
        elif _loose(value):
            yield _spacing(value, value.end, value.end, " ", "without a space", "中缺少空格")


def _spacing(value: Value, start: int, end: int, gap: str, fault: str, zh: str) -> Finding:
    shown = value.text[value.start : value.unit_end]
    right = f"{value.number}{gap}{value.unit}"
    fix = value.replace(start - 1, end, f"{value.text[start - 1]}{gap}")
    at = value.span(value.start, value.unit_end)
    return Finding(at, f"`{shown}` {fault}", f"`{shown}`{zh}", f"write `{right}`", f"写作`{right}`", fix=fix)


@rule(
    zh="同一文件中百分号前有无空格应当一致。",
    source="GB/T 1.1-2020, 5.4",
    bad="# 湿度 {#humidity}\n\n湿度为60%，浓度为5 %，含量为3%。\n",
    good="# 湿度 {#humidity}\n\n湿度为60%，浓度为5%，含量为3%。\n",
    severity=Severity.INFO,
    rulebooks=GB,
)
def mixed_percent_spacing(draft: Draft) -> Iterator[Finding]:
    """The sign % stands with a space before it everywhere in a document, or nowhere."""
    found = [value for value in values(draft) if value.unit == "%" and not value.raised]
    spaced = [value for value in found if value.gap]
    odd = spaced if 2 * len(spaced) <= len(found) else [value for value in found if not value.gap]
    for value in odd if len(odd) < len(found) else ():
        gap = "" if value.gap else " "
        shown, right = value.text[value.start : value.unit_end], f"{value.number}{gap}%"
        yield Finding(
            value.span(value.start, value.unit_end),
            f"`{shown}` among others of the form `{right}`",
            f"`{shown}`与其他`{right}`的写法不一致",
            f"write `{right}`",
            f"写作`{right}`",
            fix=value.replace(value.end - 1, value.end + len(value.gap), f"{value.number[-1]}{gap}"),
        )


def _behind(draft: Draft, words: dict[str, str]) -> Iterator[tuple[Value, re.Match[str]]]:
    """Yield the numbers that a word of a list follows."""
    for value in values(draft):
        if value.raised or (value.unit and value.unit not in words):
            continue
        found = _WORDS_BEHIND.match(value.text, value.end)
        if found is not None and found["word"] in words and not value.named:
            yield value, found


@rule(
    zh="单位符号和词头区分大小写：k是千，K是开尔文；m是毫，M是兆。",
    source="GB 3100; ISO/IEC Directives, Part 2, table B.1",
    bad="# Supply {#supply}\n\nThe supply is 10 KV.\n",
    good="# Supply {#supply}\n\nThe supply is 10 kV.\n",
    severity=Severity.WARNING,
    candidates=("gb-unit-case", "nonstandard-unit"),
)
def unit_case(draft: Draft) -> Iterator[Finding]:
    """Signs of units and their prefixes are told apart by case: k is a thousand and K is kelvin, m is milli and M is mega."""
    for value, found in _behind(draft, CASES):
        right = CASES[found["word"]]
        yield Finding(
            value.span(found.start("word"), found.end("word")),
            f"`{found['word']}` in the wrong case",
            f"`{found['word']}`大小写有误",
            f"write `{right}`",
            f"写作`{right}`",
            fix=value.replace(value.end - 1, found.end("word"), f"{value.number[-1]}{found['gap'] or ' '}{right}"),
            unsafe=found["word"] in DOUBTFUL_CASES,
        )


@rule(
    zh="单位用其标准符号表示，不自造缩写。",
    source="GB 3100; ISO/IEC Directives, Part 2, table B.1",
    bad="# Time {#time}\n\nThe vent opens within 30 sec.\n",
    good="# Time {#time}\n\nThe vent opens within 30 s.\n",
    severity=Severity.WARNING,
    candidates=("nonstandard-unit", "gb-unit-case"),
)
def nonstandard_unit(draft: Draft) -> Iterator[Finding]:
    """A unit is written by its standard sign, not by an abbreviation of its name."""
    for value, found in _behind(draft, NONSTANDARD):
        right = NONSTANDARD[found["word"]]
        gap = "" if right == "°" else found["gap"] or " "
        yield Finding(
            value.span(found.start("word"), found.end("word")),
            f"`{found['word']}` is no sign of a unit",
            f"`{found['word']}`不是单位符号",
            f"write `{right}`",
            f"写作`{right}`",
            fix=value.replace(value.end - 1, found.end("word"), f"{value.number[-1]}{gap}{right}"),
        )


@rule(
    zh="数字与单位符号相配，文字数与单位名称相配；符号和名称不混用。",
    source="ISO/IEC Directives, Part 2, table B.1",
    bad="# Speed {#speed}\n\nThe speed is 30 km per hour.\n",
    good="# Speed {#speed}\n\nThe speed is 30 km/h, or thirty kilometres per hour.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("unit-name-symbol-mix",),
)
def mixed_unit_names(draft: Draft) -> Iterator[Finding]:
    """Signs of units stand with figures and with signs, their names with words and with names."""
    for hit in draft.find(_PER_NAME, " per "):
        before = _SIGN_BEFORE.search(hit.passage.prose.masked, max(0, hit.start - 12), hit.start)
        if before is not None and sign_at(before["sign"], 0):
            start, right = before.start("sign"), f"{before['sign']}/{PER[hit.match['name']]}"
            yield Finding(
                hit.passage.prose.source(start, hit.end),
                f"`{hit.passage.text[start : hit.end]}` mixes a sign and a name of units",
                f"`{hit.passage.text[start : hit.end]}`混用单位的符号和名称",
                f"write `{right}`",
                f"写作`{right}`",
                fix=hit.passage.prose.replace(start, hit.end, right),
            )
    for hit in draft.find(_NAME_OVER, *(f"{name}/" for name in _NAMED)):
        yield Finding(
            hit.at,
            f"`{hit.words}` mixes a name and a sign of units",
            f"`{hit.words}`混用单位的名称和符号",
            "write the names of both units with `per`, or both signs with `/`",
            "两者都用名称，或都用符号",
        )
    for hit in draft.find(_SPELLED):
        if hit.passage.text[hit.start - 1 : hit.start].isalpha():
            continue
        yield Finding(
            hit.at,
            f"`{hit.words}` mixes a number in words with the sign of a unit",
            f"`{hit.words}`文字数与单位符号混用",
            f"write `{hit.match['count']}` in figures, or the name of the unit",
            f"将`{hit.match['count']}`写作数字，或写出单位名称",
        )


_NAMES_ZH = {
    "千米": "km", "公里": "km", "厘米": "cm", "毫米": "mm", "微米": "μm", "纳米": "nm", "千克": "kg", "公斤": "kg", "毫克": "mg", "毫升": "mL",
    "平方米": "m²", "平方毫米": "mm²", "平方厘米": "cm²", "立方米": "m³", "千瓦": "kW", "兆瓦": "MW", "兆帕": "MPa", "千帕": "kPa",
    "赫兹": "Hz", "千赫": "kHz", "兆赫": "MHz", "欧姆": "Ω", "分贝": "dB", "摄氏度": "℃", "牛顿": "N", "千牛": "kN", "毫安": "mA",
}  # fmt: skip
_NAME_ZH = regex(rf"{GAP}?(?P<name>{'|'.join(sorted(_NAMES_ZH, key=len, reverse=True))})(?![/每级波战力])")


@rule(
    zh="量值用单位的国际符号表示；单位的中文名称用于没有数值处。",
    source="GB 3100; GB/T 1.1-2020, 10.4.6",
    bad="# 形状 {#shape}\n\n罐的质量为3公斤。\n",
    good="# 形状 {#shape}\n\n罐的质量为3 kg，以千克计。\n",
    severity=Severity.INFO,
    rulebooks=GB,
)
def unit_by_chinese_name(draft: Draft) -> Iterator[Finding]:
    """Behind a number a unit is written by its sign; its Chinese name stands where there is no number."""
    for value in values(draft) if draft.chinese else ():
        found = None if value.raised or value.named else _NAME_ZH.match(value.text, value.end)
        if found is not None:
            right = f"{value.number} {_NAMES_ZH[found['name']]}"
            yield Finding(
                value.span(value.start, found.end()),
                f"`{value.number}{found['name']}` with the name of the unit in words",
                f"`{value.number}{found['name']}`用了单位的中文名称",
                f"write `{right}`",
                f"写作`{right}`",
                fix=value.replace(value.start, found.end(), right),
            )
