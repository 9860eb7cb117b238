"""What `keys.yml` records of splits and mergers is certain, also where no word was kept."""

from __future__ import annotations

from same_model import draft

from stdpub.compare.comparing import compare
from stdpub.model.changes import ChangeKind, Level
from stdpub.model.keys import Fate, KeyRecord
from stdpub.read.reader import read

_HEAD = "# Venting {#venting}\n\n"
_BEFORE = _HEAD + "The vessel shall be vented to the open air. {#open-air}\n\nFans may run at night. {#fans}\n"
_AFTER = (
    _HEAD
    + "No gas may gather. {#no-gas}\n\nPressure is relieved by hand and shall be. {#relief}\n\nFans may run at night. {#fans}\n"
)


def _record(key: str, fate: Fate, *into: str) -> KeyRecord:
    return KeyRecord(key, "provision", "2024", fate, "next", into)


def _named(
    before: str, after: str, *records: KeyRecord
) -> list[tuple[ChangeKind, tuple[str, ...], tuple[str, ...], float]]:
    found = compare(read(draft(before)), read(draft(after)), records=records)
    return [
        (one.kind, tuple(side.key for side in one.before), tuple(side.key for side in one.after), one.certainty)
        for one in found.changes
        if one.level is Level.PROVISION
    ]


def test_a_recorded_split_is_certain_where_no_word_was_kept() -> None:
    record = _record("open-air", Fate.SPLIT, "no-gas", "relief")

    assert [(ChangeKind.SPLIT, ("open-air",), ("no-gas", "relief"), 1.0)] == _named(_BEFORE, _AFTER, record)


def test_a_recorded_merger_is_certain_where_no_word_was_kept() -> None:
    records = (_record("no-gas", Fate.MERGED, "open-air"), _record("relief", Fate.MERGED, "open-air"))

    assert [(ChangeKind.MERGED, ("no-gas", "relief"), ("open-air",), 1.0)] == _named(_AFTER, _BEFORE, *records)


def test_what_was_merged_into_something_that_stayed_goes_behind_it() -> None:
    after = _HEAD + "The vessel shall be vented by fans to the open air. {#open-air}\n"

    assert [(ChangeKind.MERGED, ("open-air", "fans"), ("open-air",), 1.0)] == _named(
        _BEFORE, after, _record("fans", Fate.MERGED, "open-air")
    )


def test_a_part_may_keep_the_key() -> None:
    after = _BEFORE.replace("{#open-air}", "{#open-air}\n\nIt stands upright. It shall. {#upright}")
    record = _record("open-air", Fate.SPLIT, "upright", "open-air")

    assert [(ChangeKind.SPLIT, ("open-air",), ("open-air", "upright"), 1.0)] == _named(_BEFORE, after, record)


def test_a_record_of_an_older_split_says_nothing() -> None:
    record = _record("lid", Fate.SPLIT, "open-air", "fans")

    assert [] == _named(_BEFORE, _BEFORE, record)
