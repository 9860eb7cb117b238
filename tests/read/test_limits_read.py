"""Limits of a standard: read from words, attributes and columns, with unit and condition."""

from __future__ import annotations

import pytest

from stdpub.model.content import Table
from stdpub.model.folder import Folder
from stdpub.model.inlines import Limit, Link, Mark, plain
from stdpub.model.quantities import Comparator, LimitKind
from stdpub.model.walking import blocks, sentences
from stdpub.read.quantities import quantities
from stdpub.read.reader import read

HEADER = "---\nidentifier: X 1\nlanguage: {}\ntitle: Vents\nrulebook: {}\n---\n\n# Vents {{#vents}}\n\n"


def standard(text, language="en", rulebook="iso-iec-part-2"):
    return read(Folder("x", {"standard.md": (HEADER.format(language, rulebook) + text).encode()}, {}))


def limits(text, language="en", rulebook="iso-iec-part-2"):
    """Return the limits of a text, in order."""
    return [one for placed in sentences(standard(text, language, rulebook)) for one in _below(placed.sentence.children)]


def _below(nodes):
    for node in nodes:
        if isinstance(node, Limit):
            yield node
        elif isinstance(node, (Mark, Link)):
            yield from _below(node.children)


def cells(text, language="en", rulebook="none"):
    """Return the readings of the cells of the table in a text, by the cell's id."""
    table = next(block for block, _ in blocks(standard(text, language, rulebook)) if isinstance(block, Table))
    return {cell.id: one for row in table.body for cell in row.cells for one in cell.limits}


class TestWords:
    def test_the_words_give_comparator_value_and_unit(self):
        (one,) = limits("The area shall [not exceed 1.30 m²]{limit=area}. {#k}\n")

        assert (one.reading.quantity, one.reading.comparator, one.reading.value, one.reading.unit) == (
            "area",
            Comparator.AT_MOST,
            "1.30",
            "m2",
        )

    def test_raised_figures_are_powers(self):
        area, share = limits(
            "The area shall [not exceed 3 m^2^]{limit=area} and the share [not exceed 10^−6^]{limit=s}. {#k}\n"
        )

        assert (area.reading.value, area.reading.unit) == ("3", "m2")
        assert share.reading.value == "0.000001"

    def test_the_runs_are_offsets_in_the_words(self):
        (one,) = limits("Air shall *[not exceed 10^3^ Pa]{limit=p}*. {#k}\n")
        words = plain(one.children)

        assert [words[run.start : run.end] for run in (one.reading.runs.value, one.reading.runs.unit)] == ["103", "Pa"]

    def test_a_negation_before_the_words_counts(self):
        (one,) = limits("The area shall not [exceed 1.3 m²]{limit=area}. {#k}\n")

        assert one.reading.comparator is Comparator.AT_MOST

    def test_the_decimal_comma_is_that_of_the_rulebook(self):
        text = "The mass shall [not exceed 1,500 kg]{limit=m}. {#k}\n"

        assert limits(text)[0].reading.value == "1.500"
        assert limits(text, rulebook="none")[0].reading.value == "1500"

    def test_condition_and_comparison_are_kept(self):
        (one,) = limits("It shall [not exceed 1.3]{limit=pue when=\"grade == 'A'\" compare=rounded}. {#k}\n")

        assert (one.reading.condition, one.reading.compare) == ("grade == 'A'", "rounded")

    def test_chinese_words_are_read(self):
        (one,) = limits("温度应[不低于18 ℃]{limit=t}。{#k}\n", "zh", "gb-t-1.1")

        assert (one.reading.low, one.reading.low_inclusive, one.reading.unit) == ("18", True, "Cel")


class TestRules:
    def test_a_rule_counts_before_the_words(self):
        (one,) = limits("It shall be [of use]{limit=\"18 'Cel' <= t <= 27 'Cel'\"}. {#k}\n")

        assert (one.reading.quantity, one.reading.low, one.reading.high, one.reading.unit) == ("t", "18", "27", "Cel")

    def test_a_rule_without_a_unit_takes_that_of_the_words(self):
        (one,) = limits('It shall be [5 mm at the most]{limit="d <= 5"}. {#k}\n')

        assert (one.reading.unit, one.reading.unit_text) == ("mm", "mm")

    @pytest.mark.parametrize("rule", ["a <= 1 && b <= 2", "max(a) <= 1", "1 < x > 0"])
    def test_what_is_longer_is_text(self, rule):
        (one,) = limits(f'It shall be [of use]{{limit="{rule}"}}. {{#k}}\n')

        assert (one.reading.kind, one.rule) == (LimitKind.TEXT, rule)


class TestColumns:
    TABLE = (
        'Table: Classes {#tab}\n\n| Class{when=class} | Temperature<br>°C{limit="t <="} | Humidity, %{limit="rh <="} |'
        " Other{limit=o} |\n|---|---|---|---|\n| A | 25 | 60 | 5 to 7 kPa |\n| B | 27 | ^ | — |\n| C | ≥ 20 | see 5 | |\n"
    )

    def test_the_head_gives_comparator_and_unit(self):
        found = cells(self.TABLE)["tab.r1.c2"]

        assert (found.quantity, found.comparator, found.high, found.unit, found.unit_text) == (
            "t",
            Comparator.AT_MOST,
            "25",
            "Cel",
            "°C",
        )

    def test_a_cell_may_say_otherwise(self):
        found = cells(self.TABLE)

        assert (found["tab.r3.c2"].comparator, found["tab.r1.c4"].unit) == (Comparator.AT_LEAST, "kPa")

    def test_the_row_gives_the_condition(self):
        found = cells(self.TABLE)

        assert found["tab.r2.c2"].condition == "class == 'B'"
        assert found["tab.r1.c3"].condition == "class in ['A', 'B']"

    def test_a_cell_without_a_number_limits_nothing_and_one_with_words_is_text(self):
        found = cells(self.TABLE)

        assert "tab.r2.c4" not in found
        assert found["tab.r3.c3"].kind is LimitKind.TEXT

    @pytest.mark.parametrize(
        ("head", "unit"),
        [
            ("宽度/mm", "mm"),
            ("流量（m³/h）", "m3/h"),
            ("Flow, L/min", "L/min"),
            ("Conductivity (W/(m·K))", "W/(m.K)"),
            ("Width in mm", "mm"),
            ("能耗<br>kW·h", "kW.h"),
            ("Grade (A)", "A"),
            ("Width", ""),
        ],
    )
    def test_the_unit_stands_in_the_head(self, head, unit):
        text = f'Table: T {{#tab}}\n\n| A | {head}{{limit="x <="}} |\n|---|---|\n| a | 5 |\n'

        assert cells(text)["tab.r1.c2"].unit == unit

    def test_the_unit_of_the_table_is_that_of_its_columns(self):
        text = (
            'Table: T {#tab}\n\n| A | Width{limit="x <="} |\n|---|---|\n| a | 5 |\n\n::: table-notes\nunit: mm\n:::\n'
        )

        assert (cells(text)["tab.r1.c2"].unit, cells(text)["tab.r1.c2"].unit_text) == ("mm", "mm")

    def test_a_limit_in_a_cell_speaks_for_itself(self):
        text = 'Table: T {#tab}\n\n| A | Width{limit="x <="} |\n|---|---|\n| a | [5 mm]{limit=y} |\n'

        assert cells(text) == {}

    def test_a_limit_in_a_cell_has_the_condition_of_its_row_and_the_unit_of_its_column(self):
        text = 'Table: T {#tab}\n\n| A{when=class} | Width, mm |\n|---|---|\n| a | [5]{limit=y} |\n| b | [6]{limit=y when="z"} |\n'
        one, other = limits(text)

        assert (one.reading.condition, one.reading.unit) == ("class == 'a'", "mm")
        assert other.reading.condition == "class == 'b' && z"

    def test_a_number_in_words_limits_too(self):
        text = '表：保存时间 {#tab}\n\n| 记录 | 时间{limit="t >="} |\n|---|---|\n| 甲 | 五年 |\n| 乙 | 长期 |\n'
        found = cells(text, "zh")

        assert {name: (one.low, one.unit) for name, one in found.items()} == {"tab.r1.c2": ("5", "a")}


def test_many_limits_in_one_sentence_are_bounded():
    found = limits("It is " + "[at least 1 mm]{limit=a} " * 300 + ". {#k}\n")

    assert len(found) == 300
    assert found[0].reading.kind is LimitKind.INTERVAL
    assert found[-1].reading.kind is LimitKind.TEXT


class TestQuantities:
    def test_a_quantity_has_names_unit_and_term(self):
        ((one,), faults) = quantities(
            b"# x\npue:\n  name: {zh: \xe7\x94\xb5, en: PUE}\n  unit: '1'\n  type: decimal\n  statistic: annual-mean\n  term: pue\n"
        )

        assert faults == ()
        assert (one.key, one.name("en"), one.name("fr"), one.unit) == ("pue", "PUE", "电", "1")
        assert (one.data_type, one.statistic, one.term, one.span.line) == ("decimal", "annual-mean", "pue", 2)

    @pytest.mark.parametrize(
        ("text", "rule", "line"),
        [
            ("a: {name: x, unit: kWh}\n", "unknown-unit", 1),
            ("a:\n  name: x\n  unit: Cel/h\n", "unknown-unit", 3),
            ("a:\n  name: x\n  units: m\n", "unknown-field", 3),
            ("a:\n  name: x\n  type: decimals\n", "unknown-quantity-type", 3),
            ("a: {name: x}\na: {name: y}\n", "duplicate-field", 2),
            ("a:\n  name: x\n  name: y\n", "duplicate-field", 3),
            ("a-b: {name: x}\n", "bad-quantity-name", 1),
            ("a: 5\n", "quantities-unreadable", 1),
            ("a: {unit: m}\n", "missing-quantity-name", 1),
            ("- a\n", "quantities-unreadable", 1),
            ("a: [\n", "quantities-unreadable", 2),
            ("a: {name: &x y}\n", "quantities-unreadable", 1),
            ("a: {name: x, term: [y]}\n", "quantities-unreadable", 1),
        ],
    )
    def test_each_fault_is_reported_at_its_place(self, text, rule, line):
        _, faults = quantities(text.encode())

        assert [(rule, line)] == [(one.rule, one.at.line) for one in faults]

    def test_the_help_names_the_code_of_a_printed_unit(self):
        _, (fault,) = quantities(b"a: {name: x, unit: kWh}\n")

        assert fault.help.en == "write `kW.h`"

    def test_an_empty_file_has_no_quantities(self):
        assert quantities(b"# nothing yet\n") == ((), ())
