"""The keys that an amendment ends, recorded: the `keys.yml` of the edition before in, that of the consolidated edition out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from stdpub.model.keys import Fate
from stdpub.store.key_ledger import recorded
from stdpub.store.keys_file import parse_keys, write_keys
from stdpub.store.library import Library


def with_ended_keys(path: Path, slug: str, before: str, gone: Iterable[str], edition: str) -> bytes:
    """Return the keys of a published edition with those that an amendment deletes withdrawn; empty where none are known."""
    if not path.exists():
        return b""
    library = Library(path)
    found = next((one for one in library.editions(slug) if one.id == before), None)
    records, _ = parse_keys(recorded(library, found.tree)) if found else ((), ())
    ended = set(gone)
    kept = (
        replace(one, fate=Fate.WITHDRAWN, since=edition, into=()) if one.key in ended and not one.ended else one
        for one in records
    )
    return write_keys(kept) if records else b""
