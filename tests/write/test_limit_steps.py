"""The list for a foreword gives the values of limits that changed, intervals whole, in the words of the rulebook."""

from __future__ import annotations

import pytest
from comparisons import standard

from stdpub.compare.comparing import compare
from stdpub.write.change_list import write_change_list
from stdpub.write.change_phrases import replaces
from stdpub.write.compared import Compared

_ZH = "---\nidentifier: GB/T 99999\nlanguage: zh\ntitle: 通气\ndate: {}-01-01\nrulebook: gb-t-1.1\n---\n\n# 环境 {{#air}}\n\n{} {{#k}}\n"
_EN = "---\nidentifier: ISO 99999\nlanguage: en\ntitle: X\ndate: {}-01-01\nrulebook: iso-iec-part-2\n---\n\n# Air {{#air}}\n\n{} {{#k}}\n"


def listed(head: str, before: str, after: str) -> str:
    old, new = standard(head.format(2020, before)), standard(head.format(2026, after))
    return write_change_list(Compared(old, new, compare(old, new)))


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        ("温度应为20 ℃～25 ℃。", "温度应为20 ℃～27 ℃。", "由20 ℃～25 ℃改为20 ℃～27 ℃"),
        ("温度应在18 ℃和25 ℃之间。", "温度应在16 ℃和25 ℃之间。", "由18 ℃～25 ℃改为16 ℃～25 ℃"),
        ("压力应不大于5 kPa。", "压力应小于3 kPa。", "由不大于5 kPa改为小于3 kPa"),
        ("间隔应不大于5 min，误差应不大于2 K。", "间隔应不大于4 min，误差应不大于1 K。", "由5 min、2 K改为4 min、1 K"),
    ],
)
def test_values_are_given_in_chinese(before: str, after: str, step: str) -> None:
    assert f"更改了环境的限值，{step}（见第1章，2020年版的第1章）" in listed(_ZH, before, after)


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        (
            "The temperature shall be 20 °C to 25 °C.",
            "The temperature shall be 20 °C to 27 °C.",
            "from “20 °C to 25 °C” to “20 °C to 27 °C”",
        ),
        (
            "The temperature shall be between 18 °C and 25 °C.",
            "The temperature shall be between 16 °C and 25 °C.",
            "from “18 °C to 25 °C” to “16 °C to 25 °C”",
        ),
        (
            "The pressure shall not exceed 5 kPa.",
            "The pressure shall be less than 3 kPa.",
            "from not more than 5 kPa to less than 3 kPa",
        ),
        ("The mass shall be at least 10 kg.", "The mass shall be at least 12 kg.", "from 10 kg to 12 kg"),
    ],
)
def test_values_are_given_in_english(before: str, after: str, step: str) -> None:
    assert f"the limit under “Air” has been changed {step} (see Clause 1; " in listed(_EN, before, after)


@pytest.mark.parametrize("written", ["EX 7—2025", "EX 7:2025", "EX 7 2025", "EX 7-2025", "ex 7 – 2025"])
def test_an_edition_is_one_however_its_year_is_written(written: str) -> None:
    head = "---\nidentifier: EX 7\nlanguage: en\ntitle: X\ndate: {}-01-01\nreplaces: [{}]\n---\n\n# A\n\nB.\n"
    before, after = standard(head.format(2025, "")), standard(head.format(2026, written))

    assert replaces(before.header, after.header)


def test_another_document_of_the_year_is_not_replaced() -> None:
    head = "---\nidentifier: EX 7\nlanguage: en\ntitle: X\ndate: {}-01-01\nreplaces: [{}]\n---\n\n# A\n\nB.\n"
    before = standard(head.format(2025, ""))

    assert not any(
        replaces(before.header, standard(head.format(2026, name)).header) for name in ("EX 72025", "EX 8 2025", "EX 7")
    )
