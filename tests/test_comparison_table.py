"""What stdpub finds between editions of real documents: held against what is known, and written to docs/comparison.md."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from comparison_table import PAGE, foreign, page
from shared import needs_corpora

from stdpub.write.clause_outcomes import clause_counts, clause_outcomes
from stdpub.write.comparison_summary import Outcome

APPENDIX_B = 1


@pytest.mark.long
@needs_corpora
def test_exactly_the_clauses_of_br_that_changed_are_said_to_have_changed():
    compared = foreign("cabforum-tls-br/v1.7.4", "cabforum-tls-br/v1.8.0")
    counts = {outcome: count for outcome, count in clause_counts(compared).items() if count}

    assert {Outcome.SAME: 346 - 28 - APPENDIX_B, Outcome.CHANGED: 28 + APPENDIX_B} == counts


@pytest.mark.long
@needs_corpora
def test_every_clause_of_br_is_accounted_for():
    compared = foreign("cabforum-tls-br/v1.8.0", "cabforum-tls-br/v2.1.2")
    pairs = list(clause_outcomes(compared))
    before, after = (
        {pair.before.id for pair, _ in pairs if pair.before},
        {pair.after.id for pair, _ in pairs if pair.after},
    )

    assert (346, 408) == (len(before), len(after))


@pytest.mark.long
@needs_corpora
def test_the_page_of_comparisons_is_up_to_date(bless):
    dated = re.search(r"Figures of ([0-9-]+)\.", PAGE.read_text(encoding="utf-8")) if PAGE.is_file() else None
    if bless:
        PAGE.write_text(page(datetime.now(UTC).date().isoformat()), encoding="utf-8")
        return

    assert dated
    assert page(dated[1]) == PAGE.read_text(encoding="utf-8")
