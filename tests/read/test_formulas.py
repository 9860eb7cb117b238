from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from stdpub.read.formulas import SIZE_LIMIT, mathml


@pytest.mark.parametrize(
    "tex", [r"\sin x", r"f(x) = \log_2 x", r"\overline{t}", r"a < b \& c", r"\text{总 <b>}", r"\sqrt[3]{x}"]
)
def test_mathml_is_well_formed_xml(tex):
    formed = mathml(tex, display=True)

    assert "" == formed.fault
    ET.fromstring(f"<math>{formed.mathml}</math>")  # noqa: S314 - it is our own


def test_a_bar_is_drawn_above():
    assert "\u00af" in mathml(r"\overline{t}", display=False).mathml


def test_a_fault_is_placed_in_code_points():
    formed = mathml(r"\text{总} + \foo", display=False)

    assert ('Unknown command "\\foo"', 11) == (formed.fault, formed.at)


def test_a_formula_has_a_limit():
    assert "longer" in mathml("x" * (SIZE_LIMIT + 1), display=False).fault
