"""Rules on which units are used, and on what is said of a quantity by its unit."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.draft import Draft
from stdpub.check.numbers.unit_lists import NOT_PERMITTED
from stdpub.check.rule import ISO, Finding, rule
from stdpub.check.values import GAP, Value, values
from stdpub.model.patterns import regex
from stdpub.model.source import Severity

_ATTACHED = regex(
    rf"{GAP}?(?:V|A|W|kV|kW|mA|°C|℃|K|Pa|kPa|MPa|N|Hz){GAP}?(?:_?(?:max|min|rms|RMS|eff|nom)\b|[(（](?:max|min)\.?[)）])"
    rf"|{GAP}?%{GAP}?[(（]{GAP}?(?:[mMVvWwn]{GAP}?/{GAP}?[mMVvWwn]|vol\.?|wt\.?|mass)[^()（）]{{0,20}}[)）]"
    rf"|{GAP}?(?:vol|wt|mol){GAP}?\.?%"
)
_BANNED_BEHIND = regex(
    rf"(?P<gap>{GAP}?)(?P<unit>{'|'.join(sorted(map(re.escape, NOT_PERMITTED), key=len, reverse=True))})(?![A-Za-z0-9])"
)
_PPM = regex(rf"(?P<gap>{GAP}?)(?P<unit>pp[mbt])(?![A-Za-z])")
_PPM_MEANS = regex(
    r"parts? per (?:million|billion)|百万分|10\^?-?6|volume fraction|mass fraction|体积分数|质量分数", re.IGNORECASE
)
_WEIGHT = regex(
    rf"(?P<weight>[Ww]eight)\b(?<!molecular weight)[^.;\n]{{0,40}}?\d{GAP}?(?:kg|mg|g|t|tonnes?|kilograms?|grams?)\b"
)
_POWER = {"ppm": "10^-6^", "ppb": "10^-9^", "ppt": "10^-12^"}


@rule(
    zh="说明量的性质的文字属于量，不附在单位上。",
    source="ISO/IEC Directives, Part 2, table B.1",
    bad="# Supply {#supply}\n\nThe content is 5 % (m/m).\n",
    good="# Supply {#supply}\n\nThe mass fraction is 5 %.\n",
    rulebooks=ISO,
    candidates=("unit-with-attachment",),
)
def unit_with_attachment(draft: Draft) -> Iterator[Finding]:
    """What is said of a quantity belongs to the quantity and is not hung on its unit."""
    for value in values(draft):
        found = None if value.raised else _ATTACHED.match(value.text, value.end)
        if found is not None:
            yield Finding(
                value.span(value.start, found.end()),
                f"`{value.number}{found[0]}` has something hung on its unit",
                f"`{value.number}{found[0]}`的单位带有附加说明",
                "say it of the quantity: `a mass fraction of 5 %`, `a maximum voltage of 500 V`",
                "写入量的名称，如“质量分数为5%”“最高电压为500 V”",
            )


@rule(
    zh="使用法定计量单位；其他单位至多写在其后的括号中。",
    source="GB 3100; ISO/IEC Directives, Part 2, clause 9",
    bad="# Pipe {#pipe}\n\nThe pipe is 2 inches wide.\n",
    good="# Pipe {#pipe}\n\nThe pipe is 51 mm (2 inches) wide.\n",
    severity=Severity.WARNING,
    candidates=("gb-unit-illegal", "unit-not-permitted"),
)
def unit_not_permitted(draft: Draft) -> Iterator[Finding]:
    """Values are given in the International System of Units; another unit may at most follow in brackets."""
    for value in values(draft):
        found = _BANNED_BEHIND.match(value.text, value.end)
        if found is None or value.raised or value.named or _bracketed(value):
            continue
        if found["unit"] in {"foot", "yard", "磅", "匹", "斤"} and value.text[found.end() : found.end() + 1].isalpha():
            continue
        yield Finding(
            value.span(found.start("unit"), found.end("unit")),
            f"`{found['unit']}` is no unit of the International System",
            f"`{found['unit']}`不是法定计量单位",
            f"give the value in `{NOT_PERMITTED[found['unit']]}`",
            f"换算为`{NOT_PERMITTED[found['unit']]}`",
        )


def _bracketed(value: Value) -> bool:
    """Tell whether a value stands in brackets behind another one."""
    before = value.text[max(0, value.start - 60) : value.start]
    opened = max(before.rfind("("), before.rfind("（"))
    return opened > max(before.rfind(")"), before.rfind("）"), -1) and bool(re.search(r"\d", before[:opened]))


@rule(
    zh="ppm等不是单位，其含义因量和语言而异。",
    source="GB 3101; ISO/IEC Directives, Part 2, 9.3",
    bad="# Air {#air}\n\nThe content is 5 ppm.\n",
    good="# Air {#air}\n\nThe volume fraction is 5 × 10^-6^.\n",
    severity=Severity.WARNING,
    candidates=("gb-unit-illegal", "ppm-unexplained"),
)
def unexplained_ppm(draft: Draft) -> Iterator[Finding]:
    """The letters ppm and the like are no unit: what they mean depends on the quantity and on the language."""
    for value in values(draft):
        found = None if value.raised else _PPM.match(value.text, value.end)
        if found is not None and not _PPM_MEANS.search(value.text):
            right = f"{value.number} × {_POWER[found['unit']]}"
            yield Finding(
                value.span(found.start("unit"), found.end("unit")),
                f"`{found['unit']}` is no unit",
                f"`{found['unit']}`不是单位",
                f"write `{right}` and name the fraction that is meant",
                f"写作`{right}`，并写明是何种分数",
                fix=value.replace(value.start, found.end(), right),
                unsafe=True,
            )


@rule(
    zh="质量以千克表示；重量是力，以牛顿表示。",
    source="ISO/IEC Directives, Part 2, table B.1",
    bad="# Load {#load}\n\nThe vessel has a weight of 5 kg.\n",
    good="# Load {#load}\n\nThe vessel has a mass of 5 kg.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("weight-for-mass",),
)
def weight_for_mass(draft: Draft) -> Iterator[Finding]:
    """What is given in kilograms is a mass; a weight is a force and given in newtons."""
    for hit in draft.find(_WEIGHT, "weight"):
        start, end = (at - hit.match.start() + hit.start for at in hit.match.span("weight"))
        word = hit.passage.text[start:end]
        right = "Mass" if word[0].isupper() else "mass"
        yield Finding(
            hit.passage.prose.source(start, end),
            f"`{word}` for a value in units of mass",
            f"以质量单位表示的量称作`{word}`",
            f"write `{right}`",
            f"写作`{right}`",
            fix=hit.passage.prose.replace(start, end, right),
            unsafe=True,
        )
