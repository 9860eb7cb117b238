"""200 faults, one at a time in clean standards: 99 of 100 are reported by the right rule on the right line, and nothing else.

One in a hundred is two of 200: one in our own standards, one in the imported ones.
"""

from shared import needs_corpora
from tries import sample

from faults.clean import IMPORTED
from faults.draws import IMPORTED_DRAWS, OWN_DRAWS, imported_draws, kinds, own_draws
from faults.faults import FAULTS, HEADINGS
from faults.judging import judge
from faults.mapping import left_out, rules_for, shipped


def misses(draws):
    """Return what is not reported as it should be, each with the reason and all that is newly found."""
    verdicts = {draw: judge(draw.clean, draw.injected, rules_for(draw.fault, draw.clean.language)) for draw in draws}
    return [f"{draw}: {one.reason}; new: {list(one.new)}" for draw, one in verdicts.items() if not one.right]


def test_every_candidate_is_shipped_or_left_out_with_a_reason():
    named = {name for fault in FAULTS for name in (*fault.gb, *fault.iso)}

    assert named - set(shipped()) - set(left_out()) == set()
    assert set(shipped()) & set(left_out()) == set()
    assert all(left_out().values())


def test_every_heading_keeps_three_kinds_in_each_language():
    for heading in HEADINGS:
        for language in ("zh", "en"):
            assert sum(one.heading == heading and language == other for one, other in kinds()) >= 3


def test_faults_in_our_own_standards_are_reported():
    drawn = sample(own_draws())
    found = misses(drawn)

    assert len(own_draws()) == OWN_DRAWS
    assert len(found) <= len(drawn) // 100, "\n".join(found)


@needs_corpora
def test_faults_in_imported_standards_are_reported():
    found = misses(imported_draws())

    assert len(imported_draws()) == IMPORTED_DRAWS
    assert {draw.clean.name for draw in imported_draws()} == set(IMPORTED)
    assert len(found) <= 1, "\n".join(found)
