"""What publishing writes into `keys.yml`: the library, a folder and its keys in; the file's new bytes, and what is refused, out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from stdpub.model.folder import KEYS_FILE, Folder
from stdpub.model.keyed_things import KeyedThing, keyed_things
from stdpub.model.keys import KeyRecord
from stdpub.model.source import Diagnostic
from stdpub.store.catalogue import Edition, natural
from stdpub.store.key_check import EditionKeys, faults, merged, swapped
from stdpub.store.key_check import published as with_published
from stdpub.store.keys_file import parse_keys, write_keys
from stdpub.store.library import Library
from stdpub.store.merkle import Leaf
from stdpub.store.publication import Publication
from stdpub.store.stored_standard import UnreadableRecordError, restore

_OF_AN_EDITION = "-of-"
"""Stands in the id of an amendment, `amd1-of-2026`: a document about an edition, with keys of its own."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The bytes of `keys.yml` as an edition is published, empty where no key was ever; `faults` refuse it."""

    content: bytes
    faults: tuple[Diagnostic, ...]


def ledger(library: Library | None, tip: str, slug: str, given: bytes, publication: Publication) -> Ledger:
    """Return the `keys.yml` of an edition that is not published yet; `given` is the folder's own, `tip` the main branch's.

    The library is None where there is none yet.
    """
    if _OF_AN_EDITION in publication.edition:
        return Ledger(given, ())
    theirs, wrong = parse_keys(given)
    all_editions = library.editions(slug) if library else ()
    editions = tuple(one for one in all_editions if _OF_AN_EDITION not in one.id)
    new = _new(editions, publication)
    last = next((one for one in editions if new.earlier and one.id == new.earlier[-1]), None)
    ours = _ours(library, library.tree(tip, slug) if tip else "", last, publication.edition) if library else ()
    ids = {one.id for one in editions}
    new = replace(new, pending=frozenset(one.key for one in ours if one.first not in ids) - new.before)
    records = merged(ours, theirs, new)
    known: dict[str, dict[str, KeyedThing]] = {}

    def places(edition: str) -> dict[str, KeyedThing]:
        if library is not None and edition not in known:
            known[edition] = _things(library, slug, edition)
        return known.get(edition, {})

    refused = (*wrong, *faults(records, new, places), *swapped(records, new, places))
    done = with_published(records, new)
    return Ledger(write_keys(done) if done else b"", refused)


def key_faults(path: Path, folder: Folder, publication: Publication) -> tuple[Diagnostic, ...]:
    """Return what would refuse the keys of an edition, before it is built; nothing for one that is published already."""
    library = Library(path) if path.is_dir() and any(path.iterdir()) else None
    tip = library.repository.target(library.main) if library else ""
    if library and any(one.id == publication.edition for one in library.editions(folder.name)):
        return ()
    return ledger(library, tip, folder.name, folder.files.get(KEYS_FILE, b""), publication).faults


def recorded(library: Library, tree: str) -> bytes:
    """Return the `keys.yml` in a standard's folder, empty where there is none."""
    found = library.repository.entry(tree, KEYS_FILE) if tree else None
    return library.content(found.id) if found else b""


def _new(editions: tuple[Edition, ...], publication: Publication) -> EditionKeys:
    mine = (publication.date or "9999", natural(publication.edition))
    others = sorted((one for one in editions if one.id != publication.edition), key=edition_order)
    earlier = tuple(one for one in others if edition_order(one) < mine)
    things = {thing.key: thing for thing in publication.keys}
    return EditionKeys(
        edition=publication.edition,
        keys=frozenset(things) | {leaf[0] for leaf in publication.leaves},
        things=things,
        earlier=tuple(one.id for one in earlier),
        later=frozenset(one.id for one in others[len(earlier) :]),
        before=_keys(earlier[-1]) if earlier else frozenset(),
        sums=_sums(publication.leaves, publication.languages[:1]),
        sums_before=_sums_of(earlier[-1]) if earlier else {},
    )


def _sums_of(edition: Edition) -> dict[str, str]:
    manifests = [one.manifest for one in edition.languages if one.manifest]
    return _sums(manifests[0].leaves, manifests[0].languages[:1]) if manifests else {}


def _sums(leaves: Iterable[Leaf], languages: tuple[str, ...]) -> dict[str, str]:
    """Return what the keys name in the source language by its hash, where that is known."""
    return {key: digest for key, language, digest in leaves if digest and language in languages}


def edition_order(edition: Edition) -> tuple[str, tuple[tuple[int, str], ...]]:
    """Return what editions are ordered by: the date of issue, that of publication where it says none, and the id."""
    return edition.date or datetime.fromtimestamp(edition.time, UTC).date().isoformat(), natural(edition.id)


def _keys(edition: Edition) -> frozenset[str]:
    """Return the keys that an edition was published with, as its tags say."""
    manifests = (one.manifest for one in edition.languages)
    return frozenset(leaf[0] for manifest in manifests if manifest for leaf in manifest.leaves)


def _ours(library: Library, tree: str, last: Edition | None, edition: str) -> tuple[KeyRecord, ...]:
    """Return the library's records: those of the main branch, and what the last edition says where they speak of this one.

    An attempt to publish this edition that ended early may have left records of it.
    """
    before = {record.key: record for record in parse_keys(recorded(library, last.tree))[0]} if last else {}
    found = dict(before)
    for record in parse_keys(recorded(library, tree))[0]:
        if record.since != edition:
            found[record.key] = record
        elif record.key not in before:
            found[record.key] = replace(record, fate=None, since="", into=())
    return tuple(found.values())


def _things(library: Library, slug: str, edition: str) -> dict[str, KeyedThing]:
    """Return what had a key in a published edition, as its stored JSON says; nothing where that cannot be read."""
    found = next((one for one in library.editions(slug) if one.id == edition), None)
    outputs = library.outputs(found) if found else ()
    for output in outputs:
        if output.form == "json":
            try:
                return {thing.key: thing for thing in keyed_things(restore(library.content(output.id)))}
            except UnreadableRecordError:
                return {}
    return {}
