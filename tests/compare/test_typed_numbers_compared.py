"""A typed number of a clause that moved is no other text; another one is."""

from __future__ import annotations

import pytest
from same_model import draft

from stdpub.compare.comparing import compare
from stdpub.model.changes import ChangeKind
from stdpub.read.reader import read

_BEFORE = """\
# Venting {{#venting}}

## Bore {{#bore}}

The bore shall be at least 50 mm. {{#size}}

## Lids {{#lids}}

Lids shall be shut. {{#shut}}

# Drainage {{#drainage}}

{} {{#pointing}}

It is drained. {}
"""
_INSERTED = "## Names {#names}\n\nEach vent has a name.\n\n## Bore"


def _kinds(before: str, after: str, head: str = "") -> set[ChangeKind]:
    old = _BEFORE.format(before, before)
    new = _BEFORE.format(after, after).replace("## Bore", _INSERTED)
    found = compare(read(draft(head + old)), read(draft(head + new)))
    keys = ("pointing", "drainage")
    return {one.kind for one in found.changes for side in one.before if side.key in keys}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The pipe shall be vented (§1.1).", "The pipe shall be vented (§1.2)."),
        ("The pipe shall comply with clause 1.1 and 1.2.", "The pipe shall comply with clause 1.2 and 1.3."),
        ("The pipe shall comply with Section 1.1.", "The pipe shall comply with Section 1.2."),
        ("管道应符合1.1、1.2的要求。", "管道应符合1.2、1.3的要求。"),
    ],
)
def test_the_new_number_of_the_same_clause_is_no_change(before: str, after: str) -> None:
    assert set() == _kinds(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The pipe shall be vented (§1.1).", "The pipe shall be vented (§1.3)."),
        ("The pipe shall be vented (§1.1).", "The pipe shall be vented by hand (§1.2)."),
        ("The pipe shall weigh 1.1 kg.", "The pipe shall weigh 1.2 kg."),
        ("管道应符合1.1的要求。", "管道应符合1.3的要求。"),
    ],
)
def test_another_clause_or_another_word_is_one(before: str, after: str) -> None:
    assert _kinds(before, after) - {ChangeKind.EDITORIAL}


def test_a_number_that_stayed_and_names_another_clause_now_is_read_as_written() -> None:
    assert set() == _kinds("The pipe shall be vented (§1.1).", "The pipe shall be vented (§1.1).")
