"""The amendments in a standard's folder into a library: each a document of its own, and the edition consolidated with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from stdpub.cli.folders import Found
from stdpub.cli.library_errors import told
from stdpub.cli.messages import say
from stdpub.cli.publication import Record, put, record_of
from stdpub.model.folder import KEYS_FILE
from stdpub.model.source import Diagnostic
from stdpub.pipeline import Derived, build, derived, failed, versions
from stdpub.store.amended_keys import with_ended_keys
from stdpub.store.errors import KeysRefused
from stdpub.store.publication import Publication
from stdpub.store.publishing import standing


def publish_amendments(
    one: Found, library: Path, sign: Callable[[bytes], bytes] = bytes
) -> tuple[list[Record], tuple[Diagnostic, ...]]:
    """Return what was published of a standard that is published itself, and what kept more from being so."""
    done: list[Record] = []
    for made in derived(one.folder):
        record, faults = _publish(one, made, library, sign)
        if record is None:
            return done, faults
        done.append(record)
    return done, ()


def _publish(
    one: Found, made: Derived, library: Path, sign: Callable[[bytes], bytes]
) -> tuple[Record | None, tuple[Diagnostic, ...]]:
    languages = tuple(standard.header.language for standard in versions(made.folder))
    with told():
        result = standing(made.folder, library, made.edition, languages)
        if result is not None:
            return record_of(result), ()
        folder = made.folder
        if made.consolidated:
            keys = with_ended_keys(library, folder.name, made.before, made.gone, made.edition)
            folder = replace(folder, files={**folder.files, **({KEYS_FILE: keys} if keys else {})})
    built = build(folder, surroundings=one.surroundings)
    if failed(built.diagnostics):
        return None, built.diagnostics
    with told():
        try:
            worded = partial(_worded, one=one, made=made)
            result = put(replace(one, folder=folder), built, library, sign, worded)
        except KeysRefused as error:
            return None, error.faults
    say(f"{result.slug}@{result.edition} ({', '.join(result.languages)}) {result.commit[:12]}")
    return record_of(result), ()


def _worded(facts: Publication, *, one: Found, made: Derived) -> Publication:
    """Return the facts of what an amendment made: it is issued when the amendment is."""
    return replace(facts, date=made.issue.date, beside=one.folder)
