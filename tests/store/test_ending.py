"""What became of a key, in records: what can be recorded, and what cannot have happened."""

import pytest

from stdpub.model.keys import NEXT, Fate, KeyRecord
from stdpub.store.ending import merged, moved, restored, split, withdrawn
from stdpub.store.errors import BadFate

RECORDS = (
    KeyRecord("clean", "provision", "2024"),
    KeyRecord("gone", "provision", "2022", Fate.WITHDRAWN, "2024"),
    KeyRecord("open", "provision", "2024"),
    KeyRecord("round", "provision", "2024"),
)


def changed(records):
    """Return what is new in records: key, fate, edition, successors."""
    before = {record.key: record for record in RECORDS}
    return [
        (record.key, record.fate, record.since, record.into) for record in records if before.get(record.key) != record
    ]


@pytest.mark.parametrize(
    ("records", "new"),
    [
        (withdrawn(RECORDS, ["clean", "open"]), [(key, Fate.WITHDRAWN, NEXT, ()) for key in ("clean", "open")]),
        (split(RECORDS, "open", ("a", "b")), [("open", Fate.SPLIT, NEXT, ("a", "b"))]),
        (split(RECORDS, "open", ("a",), "open"), [("open", Fate.SPLIT, NEXT, ("open", "a"))]),
        (
            merged(RECORDS, ("clean", "round"), "shape"),
            [(key, Fate.MERGED, NEXT, ("shape",)) for key in ("clean", "round")],
        ),
        (merged(RECORDS, ("clean", "round"), "round"), [("clean", Fate.MERGED, NEXT, ("round",))]),
        (moved(RECORDS, "clean", "t-x-2#clean"), [("clean", Fate.MOVED, NEXT, ("t-x-2#clean",))]),
        (restored(RECORDS, "gone"), [("gone", Fate.RESTORED, NEXT, ())]),
        (restored(withdrawn(RECORDS, ["clean"]), "clean"), []),
        (withdrawn(split(RECORDS, "open", ("a", "b")), ["open"]), [("open", Fate.WITHDRAWN, NEXT, ())]),
    ],
)
def test_what_became_of_a_key_is_recorded(records, new):
    assert changed(records) == new
    assert [record.key for record in records] == sorted(record.key for record in records)


@pytest.mark.parametrize(
    ("act", "said"),
    [
        (lambda: withdrawn(RECORDS, ["rund"]), "no key `rund` was published"),
        (lambda: withdrawn(RECORDS, ["gone"]), "`gone` has ended in the edition `2024`"),
        (lambda: split(RECORDS, "open", ("marked",)), "`open` is split into less than two"),
        (lambda: split(RECORDS, "open", ("open", "marked")), "`open` is split into itself"),
        (lambda: split(RECORDS, "open", ("a", "b"), "c"), "`c` is not the key that is split"),
        (lambda: split(RECORDS, "open", ("gone", "a")), "`gone` has ended itself"),
        (lambda: split(RECORDS, "open", ("A", "b")), "`A` cannot be a key"),
        (lambda: merged(RECORDS, ("clean",), "clean"), "`clean` is merged into itself"),
        (lambda: moved(RECORDS, "clean", "elsewhere"), "`elsewhere` names no key of another standard"),
        (lambda: restored(RECORDS, "clean"), "`clean` has not ended"),
    ],
)
def test_what_cannot_have_happened_is_refused(act, said):
    with pytest.raises(BadFate) as caught:
        act()

    assert str(caught.value) == said
    assert caught.value.message.zh
