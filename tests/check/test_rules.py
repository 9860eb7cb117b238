"""Every rule finds its bad example, once and nothing else, and nothing in its good one."""

from __future__ import annotations

import re

import pytest

from stdpub.check.runner import RULES
from stdpub.model.folder import Folder
from stdpub.model.header import RulebookName
from stdpub.pipeline import check

HEADERS = {
    "en": "---\nidentifier: X 1\nlanguage: en\ntitle: {{en: {{main: Vents}}}}\nrulebook: {}\n---\n\n",
    "zh": "---\nidentifier: T/X 1\nlanguage: zh\ntitle: {{zh: {{main: 通气}}}}\nrulebook: {}\n---\n\n",
}
CASES = [(rule, rulebook) for rule in RULES for rulebook in sorted(rule.rulebooks)]


def found(text, rulebook):
    language = "zh" if re.search("[\u4e00-\u9fff]", text) else "en"
    content = (HEADERS[language].format(rulebook) + text).encode()
    return [
        fault.rule for standard in check(Folder("x", {"standard.md": content}, {})) for fault in standard.diagnostics
    ]


@pytest.mark.parametrize(("rule", "rulebook"), CASES, ids=[f"{rule.id}-{rulebook}" for rule, rulebook in CASES])
def test_a_rule_finds_its_bad_example_and_not_its_good_one(rule, rulebook):
    assert [rule.id] == found(rule.bad, rulebook)
    assert [] == found(rule.good, rulebook)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_says_why_by_which_clause_and_by_its_name(rule):
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.id)
    assert rule.why.endswith(".")
    assert re.search(r"GB/T 1\.1-2020|Directives, Part 2", rule.source)
    assert rule.rulebooks <= set(RulebookName)


def test_no_two_rules_bear_one_name():
    assert len({rule.id for rule in RULES}) == len(RULES)
