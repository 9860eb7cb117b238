"""Rules on how a number is written: decimal sign, leading zero, groups of digits, minus and times."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.columns import unit_cells
from stdpub.check.draft import Draft
from stdpub.check.rule import GB, ISO, Finding, rule
from stdpub.check.values import GAP, NUMBER, UNIT, Value, values
from stdpub.model.header import RulebookName
from stdpub.model.patterns import regex
from stdpub.model.source import Severity

_POINT = regex(r"\d+\.\d+")
_COMMA = regex(r"\d+,\d+")
_BARE = regex(r"[.,]\d+")
_GROUPED = regex(r"\d{1,3}(?:,\d{3})+")
_COMPARING = regex(
    r"(?:[±≤≥<>=≈×]|\b(?:exceed(?:s|ing)?|than|least|most|within|below|above|equal to)|[于过为至]) ?$", re.IGNORECASE
)
_BOUNDING = regex(r"(?:[±≤≥<>≈]|\b(?:exceed(?:s|ing)?|than|least|most)|[于过]) ?$", re.IGNORECASE)
_LEADING = regex(r"\b(?:to|between|by|of|is|are|and|was) ?$")
_NAMED_NEAR = regex(r"version|release|\bTLS|\bSSL|HTTP|claus|section|\bsee\b|\bISO|\bIEC|\bV\d", re.IGNORECASE)
_BARE_BEFORE = regex(r"(?:^|[^\w.,)\]\ufffc]|[\u4e00-\u9fff])$")
_MINUS_BEFORE = regex(
    r"(?:^|[(±~～≤≥<>=]|\b(?:to|than|of|is|are|at|exceed|between|and|from|below|above|least|most|by)|[于为至到过是在约达值（]) ?$"
)
_TIMES = regex(
    rf"(?:{NUMBER})(?:{GAP}{UNIT}(?={GAP}))?(?P<before>{GAP}?)(?P<sign>[xX*])(?P<after>{GAP}?)\d(?![\dA-Za-z]*[xX]\d)"
)
_NO_FACTORS = frozenset({"0", "24"})
"""Numbers before an `x` that is no sign: 0x1F, 24x7."""

_PAIR = regex(rf"(?:{NUMBER}){GAP}?[±×]")
_BILLION = regex(r"\b(?:[bt]illion|milliard)s?\b", re.IGNORECASE)


def compares(value: Value, form: re.Pattern[str] = _COMPARING) -> bool:
    """Tell whether the words before a number make it a bound, and none near it make it a name."""
    before = value.text[max(0, value.start - 40) : value.start]
    return bool(form.search(before)) and not _NAMED_NEAR.search(before)


_THINGS = regex(r"[ \u00a0](?!is\b|was\b|has\b|as\b|plus\b|versus\b|thus\b|this\b|its\b)[a-z]{3,24}s\b")
_NAMES = regex(
    r"(?:(?i:\b(?:ports?|codes?|number|no\.?|page|line|item|rfc|id|version|sp|section))|[A-Z#/§-])[ \u00a0]?$"
)


@rule(
    zh="本规则所依据的起草规则以行内逗号作小数点；stdpub按作者所写印出数字。",
    source="ISO/IEC Directives, Part 2, clause 9",
    bad="# Shape {#shape}\n\nThe wall is 2.5 mm thick.\n",
    good="# Shape {#shape}\n\nThe wall is 2,5 mm thick, as is that of version 5.2.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("decimal-point",),
)
def decimal_point(draft: Draft) -> Iterator[Finding]:
    """The decimal sign is a comma on the line in every language; what the author writes is what is printed."""
    cells = unit_cells(draft)
    for value in values(draft):
        if value.raised or value.named or not _POINT.fullmatch(value.number):
            continue
        fraction = value.number.startswith("0.") and compares(value, _LEADING)
        if value.unit or fraction or compares(value) or value.match(_PAIR) or _alone(value, cells):
            at = value.start + value.number.index(".")
            right = _well_written(value)
            yield Finding(
                value.at,
                f"`{value.number}` with a point as the decimal sign",
                f"`{value.number}`以圆点作小数点",
                f"write `{right}`",
                f"写作`{right}`",
                fix=value.replace(at, at + 1, ","),
            )


def _well_written(value: Value) -> str:
    """Return a number with the decimal sign and, where it has a unit, the groups that the rulebook wants."""
    whole, _, fraction = value.number.partition(".")
    grouped = len(whole) > 4 and whole[0] != "0" and value.unit
    return f"{_grouped(whole) if grouped else whole},{fraction}".replace("\u202f", " ")


def _alone(value: Value, cells: frozenset[int]) -> bool:
    """Tell whether a number fills a cell of a table whose column has a unit."""
    return id(value.passage.sentence) in cells and value.text.strip() == value.number


@rule(
    zh="小数点用圆点“.”；逗号用于分隔语句。",
    source="GB/T 15835-2011",
    bad="# 形状 {#shape}\n\n壁厚为2,5 mm。\n",
    good="# 形状 {#shape}\n\n壁厚为2.5 mm。\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-decimal",),
)
def decimal_comma(draft: Draft) -> Iterator[Finding]:
    """The decimal sign is a point on the line; a comma divides a sentence."""
    cells = unit_cells(draft)
    for value in values(draft):
        if value.raised or value.named or not _COMMA.fullmatch(value.number):
            continue
        whole, _, fraction = value.number.partition(",")
        bound = compares(value, _BOUNDING) or _alone(value, cells)
        if (len(fraction) != 3 or whole == "0") and (value.unit or whole == "0" or bound):
            at = value.start + len(whole)
            yield Finding(
                value.at,
                f"`{value.number}` with a comma as the decimal sign",
                f"`{value.number}`以逗号作小数点",
                f"write `{whole}.{fraction}`",
                f"写作`{whole}.{fraction}`",
                fix=value.replace(at, at + 1, "."),
            )


@rule(
    zh="小于1的小数，小数点前的0不能省略，否则小数点容易看漏。",
    source="GB/T 15835-2011; ISO/IEC Directives, Part 2, clause 9",
    bad="# Shape {#shape}\n\nThe gap does not exceed .05 mm.\n",
    good="# Shape {#shape}\n\nThe gap does not exceed 50 μm.\n",
    severity=Severity.WARNING,
    candidates=("gb-decimal", "missing-leading-zero"),
)
def missing_leading_zero(draft: Draft) -> Iterator[Finding]:
    """A number less than one begins with a zero: a bare decimal sign is overlooked."""
    sign = "," if draft.rulebook is RulebookName.ISO_IEC_PART_2 else "."
    for value in values(draft):
        before = value.text[max(0, value.start - 1) : value.start]
        if value.raised or not _BARE.fullmatch(value.number) or not _BARE_BEFORE.search(before):
            continue
        if value.unit or (value.number[0] == "." and compares(value)):
            right = f"0{sign}{value.number[1:]}"
            yield Finding(
                value.at,
                f"`{value.number}` without the zero before the decimal sign",
                f"`{value.number}`的小数点前缺少0",
                f"write `{right}`",
                f"写作`{right}`",
                fix=value.replace(value.start, value.start + 1, f"0{sign}"),
            )


@rule(
    zh="多位数从小数点起每三位分为一组，组间空以小间隔，不用逗号或圆点。",
    source="ISO/IEC Directives, Part 2, clause 9",
    bad="# Load {#load}\n\nThe vessel withstands many cycles and holds 25000 kg.\n",
    good="# Load {#load}\n\nThe vessel withstands 23 456 cycles and holds 25 000 kg since 2026.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("digit-grouping",),
)
def ungrouped_digits(draft: Draft) -> Iterator[Finding]:
    """Long numbers are set in groups of three digits with a small space, without commas or points between the groups."""
    for value in values(draft):
        if value.raised or value.named:
            continue
        commas = bool(_GROUPED.fullmatch(value.number)) and not value.number.startswith("0")
        whole = re.split("[.,]", value.number)[0]
        long = not commas and len(whole) > 4 and whole.isdigit() and whole[0] != "0"
        bare = long and (bool(value.unit) or _counts(value))
        if not commas and not bare:
            continue
        spaced = value.number.replace(",", "\u202f") if commas else _grouped(whole) + value.number[len(whole) :]
        shown = spaced.replace("\u202f", " ")
        if bare and _POINT.fullmatch(value.number) and value.unit:
            shown = shown.replace(".", ",")  # as the rule on the decimal sign wants it
        yield Finding(
            value.at,
            f"`{value.number}` with commas between its groups" if commas else f"`{value.number}` without groups",
            f"`{value.number}`以逗号分节" if commas else f"`{value.number}`未分节",
            f"write `{shown}` with narrow no-break spaces (U+202F)",
            f"写作`{shown}`，用窄不换行空格（U+202F）",
            fix=value.replace(value.start, value.end, spaced),
            unsafe=commas and value.number.count(",") == 1,
        )


def _counts(value: Value) -> bool:
    """Tell whether a number says how many things there are: `23456 pulses`, and not `port 65535 options`."""
    return bool(_THINGS.match(value.text, value.end)) and not _NAMES.search(
        value.text[max(0, value.start - 20) : value.start]
    )


def _grouped(digits: str) -> str:
    first = len(digits) % 3 or 3
    return "\u202f".join((digits[:first], *(digits[at : at + 3] for at in range(first, len(digits), 3))))


@rule(
    zh="负号用U+2212；连字符太短，且可能在行末断开。",
    source="ISO House Style; GB 3102.11",
    bad="# Cold {#cold}\n\nThe vessel is cooled to -5 °C.\n",
    good="# Cold {#cold}\n\nThe vessel is cooled to −5 °C.\n",
    severity=Severity.WARNING,
    candidates=("hyphen-as-minus",),
)
def hyphen_as_minus(draft: Draft) -> Iterator[Finding]:
    """A minus sign is U+2212: a hyphen is too short, and a line may break behind it."""
    for value in values(draft):
        text, start = value.text, value.start
        at = start - 2 if text[start - 1 : start] in " \u00a0" and start > 1 else start - 1
        if value.raised or at < 0 or text[at] not in "-–" or not value.unit:
            continue
        if _MINUS_BEFORE.search(text[max(0, at - 12) : at]):
            yield Finding(
                value.span(at, value.end),
                f"`{text[at : value.end]}` with a hyphen for a minus sign",
                f"`{text[at : value.end]}`以连字符作负号",
                f"write `−{value.number}`",
                f"写作`−{value.number}`",
                fix=value.replace(at, start, "−"),
            )


@rule(
    zh="数字相乘用乘号×，不用字母x或星号。",
    source="GB/T 1.1-2020, 9.4; ISO/IEC Directives, Part 2, clause 9",
    bad="# Grid {#grid}\n\nThe grid has 3 x 4 openings.\n",
    good="# Grid {#grid}\n\nThe grid has 3 × 4 openings at 0x1F.\n",
    severity=Severity.WARNING,
    candidates=("gb-times-sign", "letter-x-as-times"),
)
def letter_for_times(draft: Draft) -> Iterator[Finding]:
    """Numbers are multiplied by the sign ×, not by the letter x or an asterisk."""
    for value in values(draft):
        found = None if value.raised else value.match(_TIMES)
        if found is None or (value.number in _NO_FACTORS and not found["before"].strip()):
            continue
        gap = "" if draft.chinese else " "
        words = f"{found['before'] or gap}×{found['after'] or gap}"
        yield Finding(
            value.span(found.start("sign"), found.end("sign")),
            f"`{found['sign']}` for the sign of multiplication",
            f"以`{found['sign']}`作乘号",
            "write `×`",
            "写作`×`",
            fix=value.replace(found.start("before"), found.end("after"), words),
        )


@rule(
    zh="billion和trillion在不同国家含义不同。",
    source="ISO/IEC Directives, Part 2, table B.1",
    bad="# Cycles {#cycles}\n\nA vessel lasts 2 billion cycles.\n",
    good="# Cycles {#cycles}\n\nA vessel lasts 2 × 10^9^ cycles.\n",
    rulebooks=ISO,
    candidates=("billion",),
)
def billion(draft: Draft) -> Iterator[Finding]:
    """The words billion and trillion do not mean the same number everywhere."""
    for hit in draft.find(_BILLION, "billion", "trillion", "milliard"):
        yield Finding(
            hit.at,
            f"`{hit.words}` is not the same number everywhere",
            f"`{hit.words}`在各国所指数值不同",
            "write a power of ten, `10^9^`",
            "写作10的幂，如`10^9^`",
        )
