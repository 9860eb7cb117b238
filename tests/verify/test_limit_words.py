"""Limits: what their words say, what a sentence limits, what an attribute rules, and when two limits are the same."""

from __future__ import annotations

import json
import time
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from limit_sentences import said, sentences
from shared import SHARED, needs_shared

from stdpub.model.quantities import Comparator, LimitKind, LimitReading
from stdpub.verify.intervals import Difference, contains, difference, impossible, same_limit, with_interval
from stdpub.verify.limit_rules import read_rule
from stdpub.verify.limits import find_limits, read_words
from stdpub.verify.units import unit


def interval(reading):
    """Return a reading as mathematicians write intervals, with its unit."""
    low = f"{'[' if reading.low_inclusive else '('}{reading.low}"
    high = f"{reading.high}{']' if reading.high_inclusive else ')'}"
    return f"{low}..{high} {reading.unit}"


@pytest.mark.parametrize(
    ("language", "words", "expected"),
    [
        ("en", "not exceed 1.3", "(..1.3] 1"),
        ("en", "at least 12 months", "[12..) mo"),
        ("en", "18 °C to 27 °C", "[18..27] Cel"),
        ("en", "(24 ± 3) h", "[21..27] h"),
        ("en", "(0.2 ± 0.1) m", "[0.1..0.3] m"),
        ("en", "1,50", "[1.50..1.50] 1"),
        ("en", "no more than 398 days", "(..398] d"),
        ("en", "less than 4 Ω", "(..4) Ohm"),
        ("en", "between −5 °C and 45 °C", "[-5..45] Cel"),
        ("en", "at least 5 mm and less than 10 mm", "[5..10) mm"),
        ("en", "± 0.5 K", "[-0.5..0.5] K"),
        ("en", "220 V ± 10 %", "[198..242] V"),
        ("en", "10 mm to 2 m", "[10..2000] mm"),
        ("en", "not less than 100 000", "[100000..) 1"),
        ("zh", "不大于1.50", "(..1.50] 1"),
        ("zh", "不少于12个月", "[12..) mo"),
        ("zh", "18 ℃～27 ℃", "[18..27] Cel"),
        ("zh", "（24±3）h", "[21..27] h"),
        ("zh", "大于5 mm且小于10 mm", "(5..10) mm"),
        ("zh", "五万元以上五十万元以下", "[50000..500000] {CNY}"),
        ("zh", "30%以上", "[30..) %"),
        ("zh", "两小时以内", "(..2] h"),
        ("zh", "不得少于产品保质期满后六个月", "[6..) mo"),
    ],
)
def test_words_are_read_as_an_interval(language, words, expected):
    assert expected == interval(read_words(words, language))


@pytest.mark.parametrize(
    ("language", "before", "words", "after", "expected"),
    [
        ("en", "The PUE shall not ", "exceed 1.3", ".", "(..1.3] 1"),
        ("en", "It shall be at least ", "5 mm", ".", "[5..) mm"),
        ("en", "It shall be ", "12 mm", " or more.", "[12..) mm"),
        ("zh", "使用年限不得", "超过5年", "。", "(..5] a"),
        ("en", "At 5 V it shall be ", "2 A", " at 6 V.", "[2..2] A"),
    ],
)
def test_the_sentence_around_the_words_counts(language, before, words, after, expected):
    assert expected == interval(read_words(words, language, before=before, after=after))


@pytest.mark.parametrize(
    "words", ["sufficient", "", "one of 5 to 7 or 9 to 12 or 3", "see 5.2.1", "1:50", "level 3 or 4"]
)
def test_what_is_no_interval_is_kept_as_text(words):
    assert read_words(words, "en").kind is LimitKind.TEXT


def test_the_parts_are_found_where_they_stand():
    words = "not less than 18.0 °C to 27 °C"
    runs = read_words("18.0 °C to 27 °C", "en").runs
    single = read_words("not exceed 1.3 kPa", "en", before="shall ").runs

    assert [words[14:][run.start : run.end] for run in (runs.value, runs.value2, runs.unit, runs.unit2)] == [
        "18.0",
        "27",
        "°C",
        "°C",
    ]
    assert ["not exceed 1.3 kPa"[run.start : run.end] for run in (single.comparator, single.value, single.unit)] == [
        "not exceed",
        "1.3",
        "kPa",
    ]


def test_a_comma_is_a_decimal_sign_where_the_rulebook_says_so():
    assert read_words("1,500 kg", "en").value == "1500"
    assert read_words("1,500 kg", "en", decimal_comma=True).value == "1.500"


@pytest.mark.parametrize(("language", "text", "expected"), list(sentences()))
def test_the_binding_limits_of_a_sentence_are_found(language, text, expected):
    assert expected == [said(found) for found in find_limits(text, language) if found.role.value == "bound"]


def gold():
    """Return the labelled sentences with what binds in each."""
    for line in (SHARED / "gold" / "limits.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        yield row["text"], row["lang"], [limit for limit in row["limits"] if limit["role"] == "bound"]


def number(value):
    if value is None or value == "":
        return None
    base, _, power = str(value).partition("^")
    return Fraction(base) ** int(power) if power else Fraction(base)


@needs_shared
def test_the_labelled_limits_are_found():
    right = wrong = missed = 0
    for text, language, limits in gold():
        wanted = [(one["comparator"], number(one["value"]), number(one["value2"]), one["unit_ucum"]) for one in limits]
        for found in find_limits(text, language):
            one = found.reading
            if found.role.value == "bound":
                key = (one.comparator.value, number(one.value), number(one.value2), one.unit)
                right, wrong = (right + 1, wrong) if key in wanted else (right, wrong + 1)
                wanted = [other for other in wanted if other != key]
        missed += len(wanted)
    precision, recall = right / (right + wrong), right / (right + missed)

    assert 2 * precision * recall / (precision + recall) >= 0.95, (precision, recall)


class TestRules:
    @pytest.mark.parametrize(
        ("rule", "quantity", "expected"),
        [
            ("pue <= 1.25", "pue", "(..1.25] "),
            ("1.25 >= pue", "pue", "(..1.25] "),
            ("t > -5 'Cel'", "t", "(-5..) Cel"),
            ("d = 5 'mm'", "d", "[5..5] mm"),
            ("d == 5.0 'mm'", "d", "[5.0..5.0] mm"),
            ("18 'Cel' <= t <= 27 'Cel'", "t", "[18..27] Cel"),
            ("27 'Cel' >= t > 18 'Cel'", "t", "(18..27] Cel"),
            ("20 'cm' < h < 1 'm'", "h", "(20..100) cm"),
            ("能效 ≤ 1.3", "能效", "(..1.3] "),
        ],
    )
    def test_a_rule_is_read(self, rule, quantity, expected):
        found = read_rule(rule)

        assert (quantity, expected) == (found.quantity, interval(found.reading))

    def test_a_name_and_an_open_rule_wait_for_words(self):
        assert (read_rule("vent-area").quantity, read_rule("vent-area").reading) == ("vent-area", None)
        assert read_rule("pue <=").comparator is Comparator.AT_MOST

    @pytest.mark.parametrize("rule", ["a <= 1 && b", "1 < x > 0", "max(a, b) <= 3", "a <= b", "", "<= 5", "a <= 1.5.2"])
    def test_what_is_longer_is_text(self, rule):
        assert read_rule(rule).quantity == ""


def limit(comparator, value, value2="", unit_="1", text="", quantity="q"):
    return with_interval(
        LimitReading(LimitKind.INTERVAL, quantity, Comparator(comparator), value, value2, unit=unit_, unit_text=text)
    )


class TestSameness:
    def test_words_and_units_may_differ(self):
        assert same_limit(limit("between", "18", "27", "Cel", "°C"), limit("tolerance", "22.5", "4.5", "Cel", "℃"))
        assert same_limit(limit("<=", "24", "", "mo", "months"), limit("<=", "2.0", "", "a", "年"))
        assert same_limit(limit("<=", "1.3"), limit("<=", "1.30", quantity=""))

    @pytest.mark.parametrize(
        ("other", "expected"),
        [
            (limit("<=", "1.4", "", "m", "m"), Difference.VALUE),
            (limit("<", "1.3", "", "m", "m"), Difference.COMPARATOR),
            (limit(">=", "1.3", "", "m", "m"), Difference.COMPARATOR),
            (limit("<=", "1.3", "", "s", "s"), Difference.UNIT),
            (limit("<=", "1.3", "", "m", "m", "other"), Difference.QUANTITY),
            (LimitReading(), Difference.KIND),
        ],
    )
    def test_what_differs_is_named(self, other, expected):
        assert expected is difference(limit("<=", "1.3", "", "m", "m"), other)

    def test_a_limit_that_nothing_meets_is_known(self):
        assert impossible(limit("between", "27", "18"))
        assert not impossible(limit("between", "18", "18"))
        assert not impossible(limit("<=", "18"))

    def test_values_are_held_against_a_limit(self):
        inlet = limit("between", "18", "27", "Cel", "°C")

        assert contains(inlet, Fraction(27))
        assert not contains(inlet, Fraction("27.001"))
        assert contains(inlet, Fraction(68), unit("[degF]"))
        assert not contains(limit("<", "4", "", "Ohm", "Ω"), Fraction(4))


UNITS = {"en": (("", "1"), (" mm", "mm"), (" °C", "Cel"), (" %", "%"), (" months", "mo"), (" kW·h", "kW.h")),
         "zh": (("", "1"), (" mm", "mm"), (" ℃", "Cel"), ("%", "%"), ("个月", "mo"), (" kW·h", "kW.h"))}  # fmt: skip
FORMS = {
    "en": {"<=": "not exceed {}", ">=": "at least {}", "<": "less than {}", ">": "more than {}", "=": "{}"},
    "zh": {"<=": "不大于{}", ">=": "不小于{}", "<": "小于{}", ">": "大于{}", "=": "{}"},
}
NUMBERS = st.decimals(min_value=2, max_value=9999, places=2, allow_nan=False).map(lambda one: f"{one:f}")


@given(
    language=st.sampled_from(["en", "zh"]),
    comparator=st.sampled_from(list(FORMS["en"])),
    value=NUMBERS,
    at=st.integers(0, 5),
)
def test_a_written_bound_reads_back(language, comparator, value, at):
    printed, code = UNITS[language][at]
    found = read_words(FORMS[language][comparator].format(f"{value}{printed}"), language)

    assert (comparator, value, code) == (found.comparator.value, found.value, found.unit)


@given(language=st.sampled_from(["en", "zh"]), low=NUMBERS, high=NUMBERS, at=st.integers(1, 5))
def test_a_written_range_reads_back_and_says_the_same_in_both_languages(language, low, high, at):
    english = read_words(f"{low}{UNITS['en'][at][0]} to {high}{UNITS['en'][at][0]}", "en")
    chinese = read_words(f"{low}{UNITS['zh'][at][0]}～{high}{UNITS['zh'][at][0]}", "zh")

    assert (low, high, UNITS[language][at][1]) == (english.low, english.high, english.unit)
    assert same_limit(english, chinese)


@given(middle=NUMBERS, width=NUMBERS)
def test_a_tolerance_is_an_exact_interval(middle, width):
    found = read_words(f"({middle} ± {width}) mm", "en")

    assert Decimal(middle) - Decimal(width) == Decimal(found.low)
    assert Decimal(middle) + Decimal(width) == Decimal(found.high)


@given(st.text(max_size=60), st.sampled_from(["en", "zh"]))
def test_any_text_is_read(text, language):
    for found in find_limits(text, language):
        assert 0 <= found.start < found.end <= len(text)

    assert read_words(text, language).kind in LimitKind


@pytest.mark.parametrize(
    "piece",
    [
        "不大于1 ",
        "at least 1 ",
        "1",
        "一",
        "1 ",
        "1,",
        "not ",
        "1～",
        "(1±",
        "百",
        "one ",
        "10^9",
        "m/",
        "5 m·",
        "shall not exceed ",
    ],
)
def test_hostile_texts_are_read_fast(piece):
    text = piece * (100_000 // len(piece))
    started = time.perf_counter()
    find_limits(text, "en")
    find_limits(text, "zh")
    read_words(text, "zh", before=text, after=text)

    assert time.perf_counter() - started < 2
