"""What an amendment says and what a comparison of the edition with the consolidated one finds are the same changes."""

from __future__ import annotations

import pytest
from amendment_samples import AMD_1, BASE, amendment, folder

from stdpub.compare.comparing import compare
from stdpub.model.changes import ChangeKind
from stdpub.pipeline import derived, versions
from stdpub.read.reader import read


def changes(body: str, base: str = BASE) -> list[tuple[str, str, str]]:
    """Return what a comparison of an edition with the consolidated one finds: kind, keys before and after."""
    _, made = derived(folder(base, amd_1=body))
    (after,) = versions(made.folder)
    found = compare(read(folder(base)), after).changes
    return [
        (one.kind.value, *("".join(side.key for side in sides) for sides in (one.before, one.after))) for one in found
    ]


def test_a_comparison_finds_exactly_what_the_amendment_changed():
    assert sorted(changes(AMD_1)) == sorted(
        [
            ("limit-tightened", "inlet", "inlet"),
            ("limit-added", "door", "door"),
            ("added", "", "humidity"),
            ("added", "", "humid"),
            ("added", "", "humidities"),
            ("withdrawn", "outwards", ""),
            ("added", "", "handle"),
            ("added", "", "records"),
            ("added", "", "kept"),
        ]
    )


@pytest.mark.parametrize("key", ["door", "marking", "temperature", "lit", "signs", "limits"])
def test_deleting_renumbers_nothing(key):
    found = changes(amendment(f"::: delete [@{key}]\n:::\n"))

    assert key in [before for kind, before, _ in found if kind == ChangeKind.WITHDRAWN]
    assert [] == [one for one in found if one[0] in {ChangeKind.RENUMBERED, ChangeKind.MOVED, ChangeKind.ADDED}]


def test_replacing_by_itself_is_no_change():
    assert changes(amendment("::: replace [@door]\nThe door shall close by itself.\n:::\n")) == []
