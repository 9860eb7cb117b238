"""Units: ours against the whole table of UCUM and against the list of units in standards; prints; exact conversion."""

from __future__ import annotations

import csv
from fractions import Fraction

import pytest
from lxml import etree
from shared import SHARED, needs_shared

from stdpub.verify.printed_units import printed_unit, unit_at
from stdpub.verify.units import UnitError, atoms, commensurable, convert, known, prefixes, unit

NS = {"u": "http://unitsofmeasure.org/ucum-essence"}
UCUM = SHARED / "facts" / "ucum-essence.xml"
LISTED = SHARED / "facts" / "ucum-units.csv"
NO_FACTOR = frozenset({"mol"})
"""UCUM counts particles; here the mole is a base unit, as in the SI."""

AMBIGUOUS = frozenset({"″", "M", "a", "in"})
UNPRINTED = frozenset('码桶时月开摩坎"卡库节bD法西亨韦特流勒戈希') | {"10⁻⁶", "10⁻⁹", "grad", "Var", "1/m³", "开特"}
"""Signs that mean something else as often as the unit, or that no text needs."""


def listed():
    return list(csv.DictReader(LISTED.read_text(encoding="utf-8").splitlines()))


def of_ucum():
    return etree.parse(UCUM)


@needs_shared
def test_the_prefixes_are_those_of_ucum():
    given = {one.get("Code"): one.find("u:value", NS).get("value") for one in of_ucum().findall("u:prefix", NS)}

    assert {code: Fraction(given[code]) for code in prefixes()} == dict(prefixes())


@needs_shared
def test_the_units_are_those_of_ucum():
    """Each unit of ours equals its definition by other units, worked out down to the base units."""
    given = {one.get("Code"): one for one in of_ucum().findall("u:unit", NS)}
    differing = []
    for code, atom in atoms().items():
        if code not in given or code in NO_FACTOR or atom.unit.alone or atom.unit.offset:
            continue
        value = given[code].find("u:value", NS)
        defined = unit(value.get("Unit")) if known(value.get("Unit")) else None
        if defined is None:
            continue  # defined by a unit that standards do not use
        factor = defined.factor * Fraction(value.get("value"))
        exact = code not in {"deg", "'", "''", "gon"}
        if (factor if exact else float(factor)) != (atom.unit.factor if exact else float(atom.unit.factor)):
            differing.append(code)

    assert differing == []


@needs_shared
def test_what_takes_prefixes_takes_them_in_ucum():
    given = {one.get("Code"): one.get("isMetric") for one in of_ucum().findall("u:unit", NS)}
    ours = {code: "yes" if atom.prefixable else "no" for code, atom in atoms().items() if code in given}

    assert {code: given[code] for code in ours} == ours


@needs_shared
def test_every_listed_unit_has_its_factor_and_dimension():
    bases = ("m", "kg", "s", "A", "K", "mol", "cd")
    rows = listed()

    assert len(rows) == 268
    for row in rows:
        found = unit(row["code"])
        assert tuple(int(row[base]) for base in bases) == found.dimension, row["code"]
        if row["kind"] != "log":
            assert Fraction(row["factor"]) == found.factor, row["code"]
            assert Fraction(row["offset"]) == found.offset, row["code"]


@needs_shared
def test_the_listed_prints_are_read():
    wrong = []
    for row in listed():
        wanted = unit(row["code"])
        for sign in set(row["print_forms"].split("|")) - AMBIGUOUS - UNPRINTED:
            found = known(printed_unit(sign))
            if found is None or not commensurable(found, wanted) or found.factor != wanted.factor:
                wrong.append((row["code"], sign))

    assert sorted(wrong) == []


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("°C", "Cel"),
        ("℃/min", "K/min"),
        ("kWh", "kW.h"),
        ("L/(kW·h)", "L/(kW.h)"),
        ("W·m⁻¹·K⁻¹", "W/(m.K)"),
        ("m^2", "m2"),
        ("mm2", "mm2"),
        ("毫克每升", "mg/L"),
        ("立方米每小时", "m3/h"),
        ("千瓦时", "kW.h"),
        ("平方公里", "km2"),
        ("次/h", "/h"),
        ("kilograms per cubic metre", "kg/m3"),
        ("degrees Celsius", "Cel"),
        ("working days", "{working-day}"),
        ("requests per minute", "/min"),
        ("dB(A)", "dB[SPL]{A}"),
        ("tCO₂e", "t{CO2e}"),
        ("Mbps", "Mbit/s"),
        ("", ""),
        ("furlongs", ""),
    ],
)
def test_a_print_is_read(printed, code):
    assert code == printed_unit(printed)


@pytest.mark.parametrize("words", ["in the", "mines", "Ampere2x", "安全", "日期", "天然", "kgx", "时"])
def test_other_words_are_no_units(words):
    assert unit_at(words, 0) is None


class TestCodes:
    def test_a_scale_stands_alone(self):
        with pytest.raises(UnitError) as caught:
            unit("Cel/h")

        assert caught.value.message.en == "`Cel` in `Cel/h` is a scale and stands alone"
        assert caught.value.help.en == "write `K/h`"

    @pytest.mark.parametrize(
        "code", ["", "kk", "m.", "m/", "(m", "m)", "m2000", "5 m", "{", "0", "m" * 200, "((((((((m"]
    )
    def test_what_is_no_code_is_refused(self, code):
        assert known(code) is None

    def test_annotations_are_ones(self):
        assert unit("{character}").factor == 1
        assert commensurable(unit("t{CO2e}"), unit("kg"))

    def test_units_by_procedure_equal_themselves_alone(self):
        assert commensurable(unit("[CFU]/mL"), unit("[CFU]/L"))
        assert not commensurable(unit("[CFU]/mL"), unit("/mL"))
        assert commensurable(unit("dB"), unit("dB[SPL]{A}"))
        assert not commensurable(unit("dB[SPL]"), unit("dB[W]"))


class TestConversion:
    @pytest.mark.parametrize(
        ("value", "one", "other", "expected"),
        [
            ("20", "Cel", "[degF]", "68"),
            ("27", "Cel", "K", "300.15"),
            ("1.3", "kW.h", "MJ", "4.68"),
            ("24", "mo", "a", "2"),
            ("36", "km/h", "m/s", "10"),
            ("5", "%", "1", "0.05"),
        ],
    )
    def test_a_value_is_converted_exactly(self, value, one, other, expected):
        assert Fraction(expected) == convert(Fraction(value), unit(one), unit(other))

    def test_other_dimensions_are_refused(self):
        with pytest.raises(ValueError, match="cannot be compared"):
            convert(Fraction(1), unit("m"), unit("s"))
