"""Every rule finds its bad example, once and nothing else, and nothing in its good one."""

from __future__ import annotations

import re

import pytest

from stdpub.check.examples import folder_of
from stdpub.check.runner import RULES
from stdpub.model.header import RulebookName
from stdpub.model.surroundings import Surroundings
from stdpub.pipeline import check

CASES = [(rule, rulebook) for rule in RULES for rulebook in sorted(rule.rulebooks)]
TOLD = [rule.id for rule in RULES]
EVERY_RULE = Surroundings(severities={rule.id: rule.severity for rule in RULES})


def found(text, rulebook):
    """Return the rules that find something in an example, all rules turned on."""
    standards = check(folder_of(text, rulebook), EVERY_RULE)
    return [fault.rule for fault in dict.fromkeys(fault for one in standards for fault in one.diagnostics)]


@pytest.mark.parametrize(("rule", "rulebook"), CASES, ids=[f"{rule.id}-{rulebook}" for rule, rulebook in CASES])
def test_a_rule_finds_its_bad_example_and_not_its_good_one(rule, rulebook):
    assert [rule.id] == found(rule.bad, rulebook)
    assert [] == found(rule.good, rulebook)


@pytest.mark.parametrize("rule", RULES, ids=TOLD)
def test_a_rule_says_why_in_both_languages_and_by_its_name(rule):
    assert re.fullmatch(r"[a-z]+[0-9]*(-[a-z0-9]+)*", rule.id)
    assert rule.why.en.endswith((".", "`"))
    assert re.search("[\u4e00-\u9fff].*。$", rule.why.zh)
    assert rule.source
    assert rule.rulebooks <= set(RulebookName)


@pytest.mark.parametrize("rule", RULES, ids=TOLD)
def test_a_message_names_the_fault_in_both_languages(rule):
    rulebook = min(rule.rulebooks)
    surroundings = Surroundings(severities={rule.id: rule.severity})
    faults = [one for each in check(folder_of(rule.bad, rulebook), surroundings) for one in each.diagnostics]

    for fault in faults:
        assert not fault.message.en.endswith(".")
        assert re.search("[\u4e00-\u9fff]", fault.message.zh)
        assert not fault.message.zh.endswith("。")
        assert fault.help is not None
        assert re.search("[\u4e00-\u9fff]", fault.help.zh)


def test_no_two_rules_bear_one_name():
    assert len(set(TOLD)) == len(RULES)
