"""Rules on values that need a unit and have none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.draft import Draft
from stdpub.check.rule import Finding, rule
from stdpub.check.values import NUMBER, has_unit
from stdpub.model.patterns import regex
from stdpub.model.source import Severity

_NAMES = (
    "length|width|height|depth|thickness|diameter|radius|distance|mass|temperature|pressure|voltage|current|rated power|speed|"
    "velocity|duration|time(?= of| between| from| shall)|volume|area|force|load|frequency|energy|resistance|wavelength|torque|flow rate|density|stress|"
    "illuminance|consumption"
)
_NAMES_ZH = (
    "长度|宽度|高度|深度|厚度|壁厚|直径|内径|外径|半径|距离|间距|质量|温度|压力|压强|电压|电流|功率|速度|转速|时间|周期|体积|"
    "容积|面积|力矩|扭矩|频率|能量|电能|能耗|用电量|用水量|取水量|电阻|波长|流量|湿度|噪声|密度|荷载|载荷|应力|拉力|照度|风速|流速"
)
_COMPARING = ("exceed", "than", "at least", "at most", "shall be", "should be", "equal to", "up to", *"≤≥<>=")
_ENGLISH = regex(
    rf"(?P<name>{_NAMES})(?=,| (?:of|at|in|for|between|from|to|shall|should|may|is|are|does|measured|not)\b| ?[(≤≥<>=])[^.;:\d\n\ufffc]{{0,100}}?"
    rf"(?:{'|'.join(_COMPARING)})\s"
    rf"(?P<number>{NUMBER})(?=[.;,)]?(?:\s*$|\n)|[.;,)]\s|\sand\s(?:shall|should))",
    re.MULTILINE,
)
_CHINESE = regex(
    rf"(?P<name>{_NAMES_ZH})(?:总和|之和|值|差)?(?=[不应宜可大小超低高的为在均，（(≤≥<>＜＞=])[^。；：:\d\n\ufffc]{{0,30}}?"
    rf"(?:大于|小于|等于|超过|低于|高于|少于|多于|短于|长于|至少|应为|[≤≥<>＜＞=])\s?(?P<number>{NUMBER})"
    r"(?=[。；，、）)]|的[\u4e00-\u9fff]|\s*$|\n)",
    re.MULTILINE,
)
_PURE = regex(
    r"\b(?:at|by|any|each|from|same|first|every|of) (?:(?:the|a|any|each) )?time\b|ratio|quotient|factor|number|count|percentage|effectiveness|efficiency|index|coefficient|times|"
    r"比[值例率]?|系数|倍|个数|等级|指数|效率|单位|\bin (?:[mck]m|m|kg|g|s|min|h|[kM]?Pa|k?V|m?A|K|°C)\b",
    re.IGNORECASE,
)
"""Words near a quantity which say that a pure number is meant."""


@rule(
    zh="有量纲的量，只有数值而没有单位便没有意义。",
    source="GB/T 1.1-2020, 9.4; ISO/IEC Directives, Part 2, clause 9",
    bad="# Shape {#shape}\n\nThe length of a vessel shall not exceed 50. {#long}\n",
    good="# Shape {#shape}\n\nThe length of a vessel shall not exceed 50 mm. {#long}\n",
    severity=Severity.WARNING,
)
def value_without_unit(draft: Draft) -> Iterator[Finding]:
    """A quantity that has a dimension is a number and a unit: the number alone says nothing."""
    for hit in draft.find(_CHINESE) if draft.chinese else draft.find_near(_ENGLISH, *_COMPARING):
        if (
            hit.passage.text[hit.start - 1 : hit.start].isascii()
            and hit.passage.text[hit.start - 1 : hit.start].isalpha()
        ):
            continue
        if _PURE.search(hit.passage.text, max(0, hit.start - 30), hit.end):
            continue
        start = hit.match.start("number") - hit.match.start() + hit.start
        end = start + len(hit.match["number"])
        yield Finding(
            hit.passage.prose.source(start, end),
            f"`{hit.match['number']}` without a unit for a {hit.match['name']}",
            f"{hit.match['name']}的数值`{hit.match['number']}`没有单位",
            "write the unit behind the number",
            "在数值后写出单位",
        )


_HEAD = regex(rf"(?:\b(?:{_NAMES})s?|(?<![始止布施效期])(?:{_NAMES_ZH}))$", re.IGNORECASE)


def needs_unit(words: str) -> bool:
    """Tell whether the words of a table's head name a quantity that has a dimension, and no unit."""
    return _HEAD.search(words.strip()) is not None and not has_unit(words.strip())


_UNITS_OF = {
    "mm": "length|width|height|depth|thickness|diameter|radius|distance|度|厚|径|距|长|宽|高|深",
    "kg": "mass|load|质量|荷载|载荷",
    "°C": "temperature|温度",
    "kPa": "pressure|压力|压强",
    "V": "voltage|电压",
    "A": "current|电流",
    "W": "power|功率",
    "m/s": "speed|velocity|速度|风速|流速",
    "r/min": "转速",
    "s": "duration|time|时间|周期",
    "l": "volume|体积|容积",
    "m²": "area|面积",
    "N": "force|拉力",
    "Hz": "frequency|频率",
    "kWh": "energy|consumption|能量|电能|能耗|用电量",
    "m³": "用水量|取水量",
    "Ω": "resistance|电阻",
    "nm": "wavelength|波长",
    "N·m": "torque|力矩|扭矩",
    "m³/h": "flow rate|流量",
    "kg/m³": "density|密度",
    "MPa": "stress|应力",
    "lx": "illuminance|照度",
    "%": "湿度",
    "dB": "噪声",
}
_UNIT_OF = {name: unit for unit, names in _UNITS_OF.items() for name in names.split("|")}


def unit_for(words: str) -> str:
    """Return a unit that the quantity which words name is often given in, as an example."""
    low = words.strip().lower()
    ends = (low[at:] for at in range(len(low)))
    return next((_UNIT_OF[one] for end in ends for one in (end, end.removesuffix("s")) if one in _UNIT_OF), "mm")
