"""Edits of known kinds on real clauses are named as what they are, and no substantive one is called editorial."""

import pytest
from generated_edits import edits
from shared import needs_corpora
from tries import EVERYTHING

from stdpub.compare.comparing import compare
from stdpub.model.changes import ChangeKind
from stdpub.model.folder import Folder
from stdpub.read.reader import read

SEED = 20261124
COUNT = 300 if EVERYTHING else 48
SEEDS = (SEED, 7, 11, 13) if EVERYTHING else (SEED,)
FOLLOWS = {ChangeKind.RENUMBERED}


def judged(edit):
    before, after = (read(Folder("x", {"standard.md": text.encode()}, {})) for text in (edit.before, edit.after))
    return [change for change in compare(before, after).changes if change.kind not in FOLLOWS]


@needs_corpora
@pytest.mark.parametrize("seed", SEEDS)
def test_generated_edits_are_named(seed):
    found = [(edit, judged(edit)) for edit in edits(COUNT, seed)]
    right = [edit for edit, changes in found if changes and {one.kind for one in changes} <= edit.right]
    weighed = [edit for edit, changes in found if edit.substantive == any(one.substantive for one in changes)]
    missed = [edit.name for edit, changes in found if edit.substantive and not any(one.substantive for one in changes)]
    hidden = [
        edit.name
        for edit, changes in found
        if edit.substantive and {one.kind for one in changes} <= {ChangeKind.EDITORIAL}
    ]

    assert [] == hidden
    assert len(right) >= 0.97 * COUNT
    assert len(weighed) >= 0.97 * COUNT, missed
