"""What was judged by hand of the rules' findings on real documents is on record, and no rule cries wolf."""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from pathlib import Path

from stdpub.check.runner import RULE_NAMES

FILE = Path(__file__).resolve().parents[2] / "docs" / "measurements" / "precision.csv"
MOST_WRONG = 0.1
FEW = 2
"""A rule with as few findings in all real documents says nothing by its share."""


def judged():
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_verdict_names_a_rule_a_place_and_a_reason():
    for row in judged():
        assert ["rule", "file", "line", "verdict", "why"] == list(row)
        assert row["rule"] in RULE_NAMES
        assert row["verdict"] in {"right", "wrong", "arguable"}
        assert row["line"].isdigit()
        assert row["why"]


def test_no_rule_is_wrong_more_than_once_in_ten_an_arguable_verdict_counting_half():
    counts = defaultdict(Counter)
    for row in judged():
        counts[row["rule"]][row["verdict"]] += 1
    wrong = {
        rule: (count["wrong"] + count["arguable"] / 2) / count.total()
        for rule, count in counts.items()
        if count.total() > FEW
    }

    assert len(counts) > 50
    assert {} == {rule: share for rule, share in wrong.items() if share > MOST_WRONG}


def test_at_most_twenty_findings_of_a_rule_were_judged():
    assert max(Counter(row["rule"] for row in judged()).values()) <= 20
