"""Rules on two or more values that stand together: ranges, tolerances, dimensions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.draft import Draft
from stdpub.check.rule import ISO, Finding, rule
from stdpub.check.values import GAP, NUMBER, UNIT, Value, has_unit, values
from stdpub.model.patterns import regex
from stdpub.model.source import Severity

_COUNTED = "天|小时|分钟|秒|年|个月|周|次|倍|米|毫米|厘米|千米|公里|千克|公斤|吨|度"
_TOLERANCE = regex(
    rf"(?P<one>(?:{NUMBER}))(?P<unit>{GAP}?{UNIT})?(?P<sign>{GAP}?(?:±|\+/[-−]){GAP}?)"
    rf"(?P<other>{NUMBER})(?P<gap>{GAP}?)(?P<last>{UNIT})"
)
_PAIR = regex(
    rf"(?P<one>{NUMBER})(?P<unit>{GAP}?(?:{UNIT}|{_COUNTED}))?"
    rf"(?P<sign>{GAP}?(?:～|~|-{{1,2}}|–|—|－|−|至|到){GAP}?|{GAP}to{GAP}|{GAP}and{GAP})"
    rf"(?P<minus>[-−+])?(?P<other>{NUMBER})(?P<gap>{GAP}?)(?P<last>{UNIT}|{_COUNTED})?"
)
_SIZE = regex(rf"(?P<all>(?:{NUMBER})(?:(?:{GAP}?[×xX*]{GAP}?)(?:{NUMBER})){{1,4}})(?P<gap>{GAP}?)(?P<unit>{UNIT})")
_LETTER = regex(r"[xX*]")
_FACTOR = regex(rf"(?:{NUMBER})(?={GAP}?[×xX*])")
_LENGTHS = frozenset({"mm", "cm", "m", "μm", "µm", "nm", "km", "dm"})
_TIMED = regex(r"\d{4}")
_BETWEEN = regex(r"\b(?:between|from) $", re.IGNORECASE)


def _pairs(draft: Draft) -> Iterator[tuple[Value, re.Match[str]]]:
    """Yield the numbers that a second number follows over a sign or word of range."""
    for value in values(draft):
        if value.raised or value.named:
            continue
        found = value.match(_PAIR)
        if found is None or value.number != found["one"] or _TIMED.fullmatch(value.number):
            continue
        if "and" in found["sign"] and not value.text[: value.start].lower().endswith("between "):
            continue
        yield value, found


def _ascends(found: re.Match[str]) -> bool:
    """Tell whether the second number is the greater one, as in a range and not in a name: 800-63."""
    one, other = (re.sub(f"{GAP}|,(?=[0-9]{{3}})", "", found[name]).replace(",", ".") for name in ("one", "other"))
    numbers = one.count(".") < 2 and other.count(".") < 2
    return bool(found["minus"]) or (numbers and float(one) < float(other))


_MEASURES = regex(r"(?:[为是在约于至过达]|\b(?:is|of|at|are)) ?$")
"""What stands before a value and not before a name."""


def _may_name(found: re.Match[str]) -> bool:
    """Tell whether a range may be a name that ends in a letter: 5-10A."""
    last = _unit(found["last"])
    return len(last) == 1 and last.isalpha() and last.isascii() and not found["gap"]


def _unit(words: str | None) -> str:
    """Return words of a match that are a unit or counted thing, else nothing."""
    text = (words or "").strip()
    return text if text and (has_unit(text) or not text[0].isascii()) else ""


@rule(
    zh="浪纹线“～”表示数值范围；短横线会被读作减号，破折号用于时间和地点的起止。",
    source="GB/T 15834-2011; ISO/IEC Directives, Part 2, clause 9",
    bad="# 质量 {#mass}\n\n样品质量为5 kg-10 kg。\n",
    good="# 质量 {#mass}\n\n样品质量为5 kg～10 kg，2019—2020年测得。\n",
    severity=Severity.WARNING,
    candidates=("gb-range-sign", "range-unit-omitted"),
)
def range_sign(draft: Draft) -> Iterator[Finding]:
    """A range is written with ～ in Chinese and with `to` in English: a hyphen or dash is read as a minus sign."""
    for value, found in _pairs(draft):
        sign, last = found["sign"].strip(), _unit(found["last"])
        if sign in {"～", "至", "到", "to", "and"} and not (sign == "～" and not draft.chinese):
            continue
        if not last and not (sign == "~" and draft.chinese):
            continue
        if not _ascends(found) or (_may_name(found) and not _MEASURES.search(value.text[: value.start][-4:])):
            continue
        first = _unit(found["unit"])
        joint = "～" if draft.chinese else " to "
        unit = found["unit"] if first else f"{found['gap']}{last}" if last else ""
        words = f"{found['one']}{unit}{joint}"
        yield Finding(
            value.span(found.start("sign"), found.end("sign")),
            f"`{found['sign'].strip()}` for the sign of a range",
            f"以`{found['sign'].strip()}`表示数值范围",
            f"write `{words}{found['minus'] or ''}{found['other']}{found['gap']}{last}`",
            f"写作`{words}{found['minus'] or ''}{found['other']}{found['gap']}{last}`",
            fix=value.replace(value.start, found.end("sign"), words),
        )


@rule(
    zh="范围的两个数值都带单位，读者不必推测前一个数值的单位。",
    source="GB/T 1.1-2020, 9.4; ISO/IEC Directives, Part 2, 9.2.1",
    bad="# Pressure {#pressure}\n\nThe pressure is 10 to 12 kPa.\n",
    good="# Pressure {#pressure}\n\nThe pressure is 10 kPa to 12 kPa.\n",
    severity=Severity.WARNING,
    candidates=("gb-range-unit", "range-unit-omitted"),
)
def range_without_unit(draft: Draft) -> Iterator[Finding]:
    """Both values of a range bear their unit, so that nobody guesses the first one's."""
    for value, found in _pairs(draft):
        sign, last = found["sign"].strip(), _unit(found["last"])
        worded = sign in {"to", "至", "到", "and"}
        if _unit(found["unit"]) or not last or not has_unit(last) or not (worded or (sign == "～" and draft.chinese)):
            continue
        if found["unit"] is not None or (last in {"d", "h", "a"} and not found["gap"]):
            continue
        after = f"{found['one']}{found['gap']}{last}"
        yield Finding(
            value.at,
            f"`{found[0]}` without a unit behind `{found['one']}`",
            f"`{found[0]}`的前一个数值没有单位",
            f"write `{after}{found['sign']}{found['minus'] or ''}{found['other']}{found['gap']}{last}`",
            f"写作`{after}{found['sign']}{found['minus'] or ''}{found['other']}{found['gap']}{last}`",
            fix=value.replace(value.start, value.end, after),
            unsafe=worded,
        )


def _tolerances(draft: Draft) -> Iterator[tuple[Value, re.Match[str]]]:
    for value in values(draft) if draft.says("±", "+/") else ():
        found = None if value.raised else value.match(_TOLERANCE)
        if found is not None and value.number == found["one"] and has_unit(found["last"]):
            yield value, found


@rule(
    zh="单位既属于中心值，也属于允差，两者都要带单位，或加括号共用一个单位。",
    source="GB/T 1.1-2020, 9.4; ISO/IEC Directives, Part 2, 9.2.1",
    bad="# Shape {#shape}\n\nThe vessel is 80 ± 2 mm wide.\n",
    good="# Shape {#shape}\n\nThe vessel is 80 mm ± 2 mm wide and (60 ± 1) mm deep.\n",
    severity=Severity.WARNING,
    candidates=("gb-range-unit", "ambiguous-tolerance"),
)
def ambiguous_tolerance(draft: Draft) -> Iterator[Finding]:
    """The unit belongs to the value and to its tolerance: both bear it, or brackets share it out."""
    for value, found in _tolerances(draft):
        if found["unit"] is None and found["last"] not in {"%", "‰"}:
            first = f"{found['one']}{found['gap']}{found['last']}"
            yield Finding(
                value.span(found.start(), found.end()),
                f"`{found[0]}` without a unit behind `{found['one']}`",
                f"`{found[0]}`的中心值没有单位",
                f"write `{first}{found['sign']}{found['other']}{found['gap']}{found['last']}`",
                f"写作`{first}{found['sign']}{found['other']}{found['gap']}{found['last']}`",
                fix=value.replace(value.start, value.end, first),
            )


@rule(
    zh="百分数的允差加括号写，如(65±2)%，否则允差看似中心值的百分比。",
    source="GB/T 1.1-2020, 9.4; ISO/IEC Directives, Part 2, 9.2.1",
    bad="# Air {#air}\n\nThe humidity is 65 % ± 2 %.\n",
    good="# Air {#air}\n\nThe humidity is (65 ± 2) %.\n",
    candidates=("gb-percent-tolerance",),
)
def percent_tolerance(draft: Draft) -> Iterator[Finding]:
    """A tolerance in per cent stands in brackets with its value: else it seems to be a percentage of the value."""
    for value, found in _tolerances(draft):
        before = (found["unit"] or "%").strip()
        if before == "%" == found["last"]:
            words = f"({found['one']}{found['sign']}{found['other']}){found['gap']}%"
            yield Finding(
                value.span(found.start(), found.end()),
                f"`{found[0]}` without brackets",
                f"`{found[0]}`未加括号",
                f"write `{words}`",
                f"写作`{words}`",
                fix=value.replace(found.start(), found.end(), words),
            )


@rule(
    zh="%只是数0.01；允差与中心值用同一单位。",
    source="ISO/IEC Directives, Part 2, table B.1",
    bad="# Supply {#supply}\n\nThe supply is 230 V ± 5 %.\n",
    good="# Supply {#supply}\n\nThe supply is (230 ± 11) V.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("percent-tolerance-on-quantity",),
)
def relative_tolerance(draft: Draft) -> Iterator[Finding]:
    """The sign % is the number 0,01: a tolerance has the unit of its value."""
    for value, found in _tolerances(draft):
        before = (found["unit"] or "").strip()
        if found["last"] == "%" and before and before != "%" and has_unit(before):
            yield Finding(
                value.span(found.start(), found.end()),
                f"`{found[0]}` adds per cent to another unit",
                f"`{found[0]}`在其他单位的数值上加百分数",
                f"write the tolerance in `{before}`, or say `with a tolerance of ± {found['other']} %`",
                f"以`{before}`表示允差，或写明“允差为±{found['other']}%”",
            )


@rule(
    zh="表示尺寸时每个数值都带单位。",
    source="GB/T 1.1-2020, 9.4; ISO/IEC Directives, Part 2, 9.2.1",
    bad="# Shape {#shape}\n\nThe vessel measures 80 × 25 × 50 mm.\n",
    good="# Shape {#shape}\n\nThe vessel measures 80 mm × 25 mm × 50 mm.\n",
    severity=Severity.WARNING,
    candidates=("gb-dimension-unit",),
)
def dimension_without_unit(draft: Draft) -> Iterator[Finding]:
    """Each length of a size bears its unit."""
    done: tuple[object, int] = (None, 0)
    for value in values(draft):
        found = None if value.raised or value.named else value.match(_SIZE)
        if found is None or (value.passage is done[0] and value.start < done[1]) or found["unit"] not in _LENGTHS:
            continue
        done = (value.passage, found.end())
        factors = _FACTOR.findall(found["all"])
        if len(factors) == 1 and len(factors[0]) == 1:
            continue  # 2 × 25 mm may be two of 25 mm
        tail = f"{found['gap']}{found['unit']}"
        words = _FACTOR.sub(rf"\g<0>{tail}", _LETTER.sub("×", found["all"]))
        yield Finding(
            value.span(found.start(), found.end()),
            f"`{found[0]}` with one unit for all its lengths",
            f"`{found[0]}`仅最后一个数值带单位",
            f"write `{words}{tail}`",
            f"写作`{words}{tail}`",
            fix=value.replace(found.start("all"), found.end("all"), words),
            unsafe=len(factors) < 2,
        )
