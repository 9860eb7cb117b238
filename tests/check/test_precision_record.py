"""What was judged by hand of the rules' findings on real documents is on record, and no rule cries wolf."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest
from precision import MOST, adopted, documents, findings, found_in, judged, place
from shared import CORPORA, needs_corpora

from stdpub.check.runner import RULE_NAMES

MOST_WRONG = 0.1
FEW = 2
"""A rule with as few findings in all real documents says nothing by its share."""

SHORT = 150_000
"""Bytes of a document that is looked at each day."""


def too_few(found):
    """Return the rules of which fewer findings are judged than there are, and than twenty."""
    judgements = Counter(row["rule"] for row in judged())
    counts = Counter(one["rule"] for one in found)
    return {rule: count for rule, count in counts.items() if judgements[rule] < min(count, MOST)}


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
    assert max(Counter(row["rule"] for row in judged()).values()) <= MOST


@needs_corpora
def test_what_is_found_in_short_documents_is_judged():
    sizes = {name: sum(file.stat().st_size for file in (CORPORA / name).glob("**/*.md")) for name in documents()}
    short = [name for name, size in sizes.items() if size < SHORT][::3]
    found = [one for name in short for one in found_in(name, adopted(name))]

    assert len(found) > 100
    assert {} == too_few(found), "python tests/precision.py prints what is to be judged"


@needs_corpora
@pytest.mark.long
def test_every_rule_that_finds_something_is_judged_and_every_verdict_is_on_a_finding():
    found = list(findings())
    left = Counter(place(dict(row)) for row in judged()) - Counter(map(place, found))

    assert len({one["rule"] for one in found}) > 50
    assert {} == too_few(found), "python tests/precision.py prints what is to be judged"
    assert Counter() == left
