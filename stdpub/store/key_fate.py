"""A version of a standard and a key that does not stand in it in; what became of the key before that version, out."""

from __future__ import annotations

from stdpub.model.keys import NEXT, KeyRecord
from stdpub.store.catalogue import Version
from stdpub.store.key_ledger import edition_order, recorded
from stdpub.store.keys_file import parse_keys
from stdpub.store.library import Library


def fate(library: Library, version: Version, key: str) -> KeyRecord | None:
    """Return the record of a key that had ended when a version was written; None where it never was, or not yet.

    A version tells it itself, by the `keys.yml` beside its text: what became of keys later is no matter to it.
    """
    records, _ = parse_keys(recorded(library, version.tree))
    found = next((record for record in records if record.key == key and record.ended), None)
    if found is None or found.since == NEXT or not version.edition:
        return found
    # An edition that was published after later ones bears their records, too.
    order = {edition.id: edition_order(edition) for edition in library.editions(version.slug)}
    here, then = order.get(version.edition), order.get(found.since)
    return None if here and then and here < then else found
