"""docs/rules.md and docs/rules-coverage.md say what the rules are; every candidate of the fact sheets is accounted for."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from shared import SHARED, needs_shared

from stdpub.check.examples import folder_of
from stdpub.check.reading_faults import reading_faults
from stdpub.check.runner import RULES
from stdpub.cli.rule_pages import coverage_page, rules_page
from stdpub.model.header import RulebookName
from stdpub.pipeline import check

DOCS = Path(__file__).resolve().parents[2] / "docs"
LEFT_OUT = tomllib.loads((DOCS / "candidates-left-out.toml").read_text(encoding="utf-8"))
CANDIDATES = {
    *(one for rule in RULES for one in rule.candidates),
    *(one for group in LEFT_OUT.values() for one in group),
}
SHEETS = {
    "gb-t-1.1.md": re.compile(r"^\| (gb-[a-z-]+)"),
    "iso-iec-part-2.md": re.compile(r"^\| ([a-z]+(?:-[a-z]+)+(?: / [a-z-]+)*) \|"),
}


@pytest.mark.parametrize(
    ("name", "made"),
    [("rules.md", rules_page(RULES, reading_faults())), ("rules-coverage.md", coverage_page(RULES, LEFT_OUT))],
    ids=["rules", "coverage"],
)
def test_the_pages_are_those_of_the_rules(name, made, bless):
    if bless:
        (DOCS / name).write_text(made, encoding="utf-8")

    assert (DOCS / name).read_text(encoding="utf-8") == made


@pytest.mark.parametrize("fault", [one for one in reading_faults() if one.bad], ids=lambda one: one.id)
def test_the_example_of_a_fault_of_reading_has_it(fault):
    found = [one.rule for each in check(folder_of(fault.bad, RulebookName.ISO_IEC_PART_2)) for one in each.diagnostics]

    assert fault.id in found


def test_every_fault_that_a_golden_case_shows_is_explained():
    cases = DOCS.parent / "tests" / "cases"
    shown = {
        name
        for file in cases.rglob("expected.diagnostics")
        for name in re.findall(r"\[([a-z0-9-]+)\]$", file.read_text(encoding="utf-8"), re.MULTILINE)
    }

    assert set() == shown - {one.id for one in (*RULES, *reading_faults())}


@needs_shared
@pytest.mark.parametrize("sheet", SHEETS)
def test_every_candidate_is_accounted_for(sheet):
    text = re.split("^## 9", (SHARED / "facts" / sheet).read_text(encoding="utf-8"), flags=re.MULTILINE)[1]
    rows = [found[1] for line in text.splitlines() if (found := SHEETS[sheet].match(line))]
    named = {name for row in rows for name in row.split(" / ")} - {"id"}

    assert len(named) > 100
    assert set() == named - CANDIDATES


@pytest.mark.parametrize("rulebook", [RulebookName.GB_T_1_1, RulebookName.ISO_IEC_PART_2])
def test_each_rulebook_has_ninety_rules(rulebook):
    assert sum(rulebook in rule.rulebooks for rule in RULES) >= 90
