"""Faults of numbers and units, and limits that disagree with their sentence."""

from __future__ import annotations

import re

from faults.injecting import changed, fault, reworded, said
from faults.places import Text

HEADING = "Numbers and units"

unit_space = said(
    HEADING,
    "no space before a unit",
    zh=("试样的长度为25mm。", "泵的功率为15kW。"),
    en=("The sample is 25mm long.", "The power of the pump is 15kW.", "The share of salt is 5%."),
    gb=("gb-unit-space",),
    iso=("unit-spacing",),
)
range_unit = said(
    HEADING,
    "range with one unit",
    zh=("库房的温度为0～10 ℃。", "试样的质量为5～8 kg。"),
    en=("The temperature of the store is 10 to 12 °C.", "The mass of the sample is 5–8 kg."),
    gb=("gb-range-unit",),
    iso=("range-unit-omitted",),
)
tolerance = said(
    HEADING,
    "tolerance with one unit",
    zh=("试样的长度为80±2 mm。",),
    en=("The sample is 80 ± 2 mm long.", "The mass of the sample is 65 ± 2 kg."),
    gb=("gb-range-unit",),
    iso=("ambiguous-tolerance",),
)
percent_tolerance = said(
    HEADING,
    "tolerance in per cent",
    zh=("空气的相对湿度为65%±2%。", "空气的相对湿度为65±2%。"),
    en=("The supply voltage is 230 V ± 5 %.",),
    gb=("gb-percent-tolerance",),
    iso=("percent-tolerance-on-quantity",),
)
dimension = said(
    HEADING,
    "dimensions with one unit",
    zh=("试样的尺寸为80×25×50 mm。", "铭牌的尺寸为80×25 mm。"),
    gb=("gb-dimension-unit",),
)
range_sign = said(
    HEADING,
    "range with another sign",
    zh=("试样的质量为5 kg-10 kg。", "库房的温度为5 ℃—10 ℃。"),
    gb=("gb-range-sign",),
)
times = said(
    HEADING,
    "letter for the multiplication sign",
    zh=("网格由3x4个单元组成。", "网格由3*4个单元组成。"),
    en=("The grid has 3 x 4 cells.", "The grid has 3 * 4 cells."),
    gb=("gb-times-sign",),
    iso=("letter-x-as-times",),
)
leading_zero = said(
    HEADING,
    "no zero before the decimal sign",
    zh=("涂层的厚度为.5 mm。",),
    en=("The layer has a thickness of ,5 mm.",),
    gb=("gb-decimal",),
    iso=("missing-leading-zero",),
)
decimal_sign = said(
    HEADING,
    "decimal sign of the other language",
    zh=("涂层的厚度为0,5 mm。",),
    en=("The layer has a thickness of 2.5 mm.",),
    gb=("gb-decimal",),
    iso=("decimal-point",),
)
illegal_unit = said(
    HEADING,
    "unit that is not permitted",
    zh=("管径为5英寸。", "泵的功率为20马力。"),
    en=("The test pressure is 30 psi.",),
    gb=("gb-unit-illegal",),
    iso=("unit-not-permitted",),
)
unit_case = said(
    HEADING,
    "unit in the wrong letters",
    zh=("线路的电压为10 KV。", "试样的质量为5 Kg。"),
    en=("The mass of the sample is 5 Kg.", "A cycle takes 30 sec.", "The speed of the shaft is 900 rpm."),
    gb=("gb-unit-case",),
    iso=("nonstandard-unit",),
)
full_width = said(
    HEADING, "digits of full width", zh=("盐的份额为１０%。", "试样共１２件。"), gb=("gb-fullwidth-ascii",)
)
half_width = reworded(
    HEADING,
    "punctuation of half width",
    zh=(r"(?<=[一-龥])，(?=[一-龥])", ","),
    then=said(HEADING, "", zh=("外壳由钢板制成,厚度均匀。", "下列部件可更换:滤网和外壳。 {#%k}")),
    gb=("gb-halfwidth-punct",),
)
grouping = said(
    HEADING,
    "long number without groups",
    en=("The counter holds 23456 pulses.", "The counter holds 1234567 pulses."),
    iso=("digit-grouping",),
)
minus = said(
    HEADING,
    "hyphen for minus",
    en=("The temperature of the store is -5 °C.",),
    iso=("hyphen-as-minus",),
)
weight = said(HEADING, "weight for mass", en=("The sample has a weight of 5 kg.",), iso=("weight-for-mass",))
ppm = said(HEADING, "ppm", en=("The share of ozone in the air is 5 ppm.",), iso=("ppm-unexplained",))
mixed_names = said(
    HEADING,
    "name and symbol of units mixed",
    en=("The speed of the belt is 60 km per hour.",),
    iso=("unit-name-symbol-mix",),
)
attached = said(
    HEADING,
    "words attached to a unit",
    en=("The share of salt is 5 % (m/m).", "The supply voltage is 500 Vmax."),
    iso=("unit-with-attachment",),
)


@fault(HEADING, "limit that disagrees with its sentence", gb=("limit-disagrees",), iso=("limit-disagrees",))
def limit(text, random):
    doc = Text(text)
    pattern = re.compile(r"\[(?P<said>(?:不大于|不小于|不少于|not exceed |at least )(?P<value>\d+(?:\.\d+)?)(?: ?(?P<unit>[A-Za-z]+))?)\]\{limit=(?P<name>[a-z_]+)\}")  # fmt: skip
    found = [
        at
        for at, line in enumerate(doc.lines)
        if doc.kinds[at] in {"paragraph", "item"} and len(pattern.findall(line)) == 1
    ]
    if not found:
        return None
    at = random.choice(found)
    match = pattern.search(doc.lines[at])
    sign = "<=" if match["said"].startswith(("不大于", "not exceed")) else ">="
    value = str(int(float(match["value"])) + random.randint(1, 5))
    unit = f" '{match['unit']}'" if match["unit"] and match["unit"] not in {"months", "month"} else ""
    words = f'[{match["said"]}]{{limit="{match["name"]} {sign} {value}{unit}"}}'
    return changed(doc, at, doc.lines[at].replace(match[0], words))


FAULTS = (
    unit_space, range_unit, tolerance, percent_tolerance, dimension, range_sign, times, leading_zero, decimal_sign, illegal_unit,
    unit_case, full_width, half_width, grouping, minus, weight, ppm, mixed_names, attached, limit,
)  # fmt: skip
