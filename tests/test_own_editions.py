"""The table of changes between the two editions names everything that differs between them, and nothing else."""

from collections import Counter

import pytest
from own_editions import NEW, OLD, changes, edition, keyed, own_words

from stdpub.model.standard import Clause

KINDS = {
    "added",
    "withdrawn",
    "moved",
    "renumbered",
    "split",
    "merged",
    "editorial",
    "reworded",
    "strengthened",
    "weakened",
    "limit-tightened",
    "limit-relaxed",
    "limit-added",
    "limit-removed",
    "unit-changed",
    "term-changed",
    "reference-updated",
    "table-changed",
    "formula-changed",
}
UNWORDED = {"moved", "renumbered"}
"""Kinds of change that leave the words of the thing itself alone."""


def things(path):
    return {language: keyed(edition(path, language)) for language in ("zh", "en")}


def test_every_kind_of_change_happened():
    assert {change.kind for change in changes()} == KINDS


@pytest.mark.parametrize("language", ["zh", "en"])
def test_keys_that_ended_and_keys_that_began_are_in_the_table(language):
    old, new = things(OLD)[language].keys(), things(NEW)[language].keys()
    ended = {key for change in changes() if change.before != change.after for key in change.before}
    began = {key for change in changes() if change.before != change.after for key in change.after}

    assert (ended, began) == (old - new, new - old)


def test_everything_that_says_something_else_is_in_the_table():
    old, new = things(OLD), things(NEW)
    kept = old["zh"].keys() & new["zh"].keys()
    changed = {key for key in kept for one in old if own_words(old[one][key]) != own_words(new[one][key])}
    told = {change.before[0] for change in changes() if change.before == change.after and change.kind not in UNWORDED}

    assert changed == told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_clause_with_another_number_is_in_the_table(language):
    old, new = things(OLD)[language], things(NEW)[language]
    clauses = {key for key in old.keys() & new.keys() if isinstance(old[key], Clause)}
    renumbered = {key for key in clauses if old[key].number != new[key].number}
    told = {change.before[0] for change in changes() if change.before == change.after and change.level == "clause"}

    assert renumbered - told == set()
    assert {change.before[0] for change in changes() if change.kind == "renumbered"} - renumbered == set()


def test_a_renumbered_thing_has_no_other_change():
    times = Counter(key for change in changes() for key in {*change.before, *change.after})
    renumbered = [change.before[0] for change in changes() if change.kind == "renumbered"]

    assert [key for key in renumbered if times[key] > 1] == []
