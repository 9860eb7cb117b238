"""The labelled changes of real editions are named and weighed as their labels say."""

import pytest
from gold import judged, rows
from shared import needs_corpora, needs_shared

KIND = 0.85
WEIGHT = 0.95


@pytest.mark.long
@needs_shared
@needs_corpora
def test_labelled_changes():
    found = [(row, judged(row)) for row in rows()]
    named = [row.id for row, said in found if said and said[0] in row.right]
    weighed = [row.id for row, said in found if bool(said and said[1]) == row.substantive]
    lost = [
        (row.id, row.kind, row.substantive, said) for row, said in found if row.id not in named or row.id not in weighed
    ]

    assert len(named) >= KIND * len(found), lost
    assert len(weighed) >= WEIGHT * len(found), lost
