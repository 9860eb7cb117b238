"""What became of a key, asked of a version: each tells what had happened before it, whatever was published when."""

from dataclasses import replace

import pytest
from libraries import WHO, publication, standard
from served import draft

from stdpub.model.folder import Folder
from stdpub.model.keyed_things import KeyedThing
from stdpub.model.keys import Fate
from stdpub.model.source import NOWHERE
from stdpub.store.errors import KeysRefused, LibraryBusy
from stdpub.store.key_fate import fate
from stdpub.store.keys_file import parse_keys
from stdpub.store.library import Library
from stdpub.store.publishing import publish
from stdpub.store.versions import edition_version


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library.git"


def put(library, year, keys, *records, slug="cooling"):
    """Publish an edition that has some keys and, in its `keys.yml`, some records; return the file as it was committed."""
    things = tuple(KeyedThing(key, "provision", "1", "Scope", NOWHERE) for key in keys.split())
    facts = replace(publication(year, date=f"{year}-01-10", implementation=""), leaves=(), keys=things)
    leaves = tuple((thing.key, "zh", "ab" * 32) for thing in things)
    files = {"keys__yml": "".join(f"{line}\n" for line in records)} if records else {}
    done = publish(standard(slug, f"# {year}\n", **files), library, replace(facts, leaves=leaves), who=WHO)
    return {record.key: record for record in parse_keys(done.ledgers["keys.yml"])[0]}


def told(library, year, key):
    """Return the fate of a key in an edition, and what follows it."""
    opened = Library(library)
    (edition,) = (one for one in opened.editions("cooling") if one.id == year)
    record = fate(opened, edition_version(edition), key)
    return (record.fate, *record.into) if record else None


def test_a_version_knows_what_had_ended_and_not_what_ended_later(library):
    put(library, "2022", "a b c d e")
    put(
        library,
        "2024",
        "b c d e",
        'a: {kind: provision, first: "2022", withdrawn: next}',
    )
    put(
        library,
        "2026",
        "c f g",
        'b: {kind: provision, first: "2022", split: next, into: [f, g]}',
        'd: {kind: provision, first: "2022", merged: next, into: [c]}',
        'e: {kind: provision, first: "2022", moved: next, into: [heating#e]}',
    )

    assert told(library, "2022", "a") is None
    assert told(library, "2024", "a") == (Fate.WITHDRAWN,)
    assert told(library, "2024", "b") is None
    assert told(library, "2026", "a") == (Fate.WITHDRAWN,)
    assert told(library, "2026", "b") == (Fate.SPLIT, "f", "g")
    assert told(library, "2026", "d") == (Fate.MERGED, "c")
    assert told(library, "2026", "e") == (Fate.MOVED, "heating#e")
    assert told(library, "2026", "x") is None


def test_an_earlier_edition_may_be_published_later(library):
    put(library, "2024", "a b")
    put(library, "2026", "b c", 'a: {kind: provision, first: "2024", withdrawn: next}')
    records = put(library, "2022", "a")

    assert {key: record.first for key, record in records.items()} == {"a": "2022", "b": "2024", "c": "2026"}
    assert told(library, "2022", "a") is None
    assert told(library, "2022", "b") is None

    with pytest.raises(KeysRefused, match="the key `a` is lost: since the edition `2022` it named a provision"):
        put(library, "2023", "b")


def test_what_an_attempt_left_that_ended_early_binds_nobody(library):
    put(library, "2024", "a b")
    lock = library / "refs/tags/published/cooling/2026/zh.lock"
    lock.parent.mkdir(parents=True)
    lock.touch()
    with pytest.raises(LibraryBusy):
        publish_impatiently(library)
    lock.unlink()

    assert put(library, "2026", "a b d").keys() == {"a", "b", "d"}


def test_what_a_draft_of_the_library_records_is_no_matter_to_a_folder_that_holds_the_key(library):
    put(library, "2024", "a b")
    records = b'a: {kind: provision, first: "2024", withdrawn: next}\nb: {kind: provision, first: "2024"}\n'
    draft(library, Folder("cooling", {"standard.md": b"# Draft\n", "keys.yml": records}, {}))

    assert put(library, "2026", "a b")["a"].fate is None


def test_a_record_that_was_published_is_not_moved_to_a_later_edition_by_a_stale_folder(library):
    put(library, "2024", "a b")
    stale = 'a: {kind: provision, first: "2024", withdrawn: next}'
    put(library, "2026", "b", stale)

    assert put(library, "2028", "b", stale)["a"].since == "2026"


def publish_impatiently(library):
    """Begin to publish an edition with another key, and give up at its tag."""
    things = tuple(KeyedThing(key, "provision", "1", "Scope", NOWHERE) for key in "abc")
    leaves = tuple((thing.key, "zh", "ab" * 32) for thing in things)
    facts = replace(publication("2026", date="2026-01-10", implementation=""), leaves=leaves, keys=things)
    publish(standard("cooling", "# 2026\n"), library, facts, who=WHO, patience=0.05)


def test_a_library_whose_records_are_lost_still_knows_the_keys_of_its_last_edition(library):
    put(library, "2024", "a b")
    records = put(library, "2026", "a b c", 'b: {kind: provision, first: "2019"}')

    assert {key: record.first for key, record in records.items()} == {"a": "2024", "b": "2024", "c": "2026"}


def test_what_was_published_elsewhere_before_counts_in_a_new_library(library):
    with pytest.raises(KeysRefused, match="the key `b` is lost: since the edition `2024` it named a table"):
        put(library, "2026", "a", 'b: {kind: table, first: "2024"}')

    records = put(library, "2026", "a", 'b: {kind: table, first: "2024", withdrawn: "2025"}')

    assert (records["b"].since, records["a"].first) == ("2025", "2026")
