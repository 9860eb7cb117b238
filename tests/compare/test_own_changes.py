"""Comparing the project's own two editions names every change of the table, and nothing else."""

from collections import Counter

import pytest
from own_editions import NEW, OLD, changes, edition

from stdpub.compare.comparing import compare
from stdpub.model.changes import Edit


def named(change):
    before, after = (tuple(side.key for side in sides) for sides in (change.before, change.after))
    return change.kind.value, change.level.value, before, after, change.substantive


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_change_is_named_and_nothing_else(language):
    found = compare(edition(OLD, language), edition(NEW, language))
    told = Counter((one.kind, one.level, one.before, one.after, one.substantive) for one in changes())

    assert told == Counter(map(named, found.changes))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_edition_compared_with_itself_has_no_changes(language):
    found = compare(edition(NEW, language), edition(NEW, language))

    assert () == found.changes
    assert all(pair.before == pair.after for pair in found.pairs)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_redlines_give_both_texts(language):
    for change in compare(edition(OLD, language), edition(NEW, language)).changes:
        before = "".join(text for edit, text in change.redline if edit is not Edit.INSERT)
        after = "".join(text for edit, text in change.redline if edit is not Edit.DELETE)

        assert ("\n".join(side.text for side in change.before), "\n".join(side.text for side in change.after)) == (
            before,
            after,
        )


def test_every_thing_is_in_one_pair_on_its_side():
    found = compare(edition(OLD, "zh"), edition(NEW, "zh"))
    whole = [pair for pair in found.pairs if pair.before and pair.after and pair.certainty == 1]

    assert len({pair.before.id for pair in whole}) == len(whole)
