"""The mood of a verb, code and other matters in a cell make nothing stronger or weaker."""

from __future__ import annotations

import pytest
from same_model import draft

from stdpub.compare.comparing import compare
from stdpub.model.changes import ChangeKind
from stdpub.read.reader import read

_FORCE = {ChangeKind.STRENGTHENED, ChangeKind.WEAKENED}


def _kinds(before: str, after: str) -> set[ChangeKind]:
    return {one.kind for one in compare(read(draft(before)), read(draft(after))).changes}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("1. Follow a consistent build process.", "1. The producer follows a consistent build process."),
        ("1. Override methods of a class.", "1. The override methods of a class."),
    ],
)
def test_an_imperative_that_came_or_went_is_no_force(before: str, after: str) -> None:
    for one, other in ((before, after), (after, before)):
        assert not _kinds(f"# Build\n\n{one}\n", f"# Build\n\n{other}\n") & _FORCE


def test_words_in_code_have_no_force() -> None:
    before = '# Schema\n\n```json\n{ // Required\n  "verifier": 1 }\n```\n'

    assert {ChangeKind.REWORDED} == _kinds(before, before.replace(" // Required", ""))


def test_white_space_at_the_end_of_code_is_no_change() -> None:
    before = "# Schema\n\n```\nint x; \n```\n"

    assert set() == _kinds(before, before.replace("x; ", "x;"))


def test_a_cell_about_something_else_is_no_weaker_one() -> None:
    same = "| y | Sources are kept for two years by the platform. |\n"
    before = (
        f"# Threats\n\n| A | B |\n|---|---|\n{same}| x | Review is required of each change that nobody asked for. |\n"
    )
    after = f"# Threats\n\n| A | B |\n|---|---|\n{same}| x | Spyware comes from its own producer at times, or not. |\n"

    assert {ChangeKind.TABLE_CHANGED} == _kinds(before, after)


def test_a_short_cell_keeps_its_force() -> None:
    before = "# Fields\n\n| A | B |\n|---|---|\n| x | required |\n"

    assert {ChangeKind.WEAKENED} == _kinds(before, before.replace("required", "optional"))
