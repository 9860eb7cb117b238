"""A key that ended before a version in; where its address leads, or what is said of it, out: 307, 300 or 410."""

from __future__ import annotations

from dataclasses import replace

from stdpub.model.keys import Fate, KeyRecord
from stdpub.model.source import Words
from stdpub.serve.places import Address, Place
from stdpub.serve.problems import Candidate, Problem


def successor(address: Address, record: KeyRecord) -> Address | None:
    """Return the one address that follows an ended key's, None where there is none or a choice."""
    if record.fate is Fate.MOVED:
        slug, _, key = record.into[0].partition("#")
        return Address(Place.PERMANENT, slug=slug, key=key, language=address.language, form=address.form)
    if record.fate is Fate.MERGED:
        return replace(address, key=record.into[0])
    return None


def said(address: Address, record: KeyRecord, elsewhere: tuple[Candidate, ...]) -> Problem:
    """Return what is said of a key that nothing single follows: its parts to choose from, or that it is gone.

    `elsewhere` are the versions that still hold it.
    """
    key, since = record.key, record.since
    if record.fate is Fate.SPLIT:
        parts = tuple(Candidate(f"~{part}", replace(address, key=part).path) for part in record.into)
        words = Words(
            f"`{key}` was split in the edition `{since}`; these follow it",
            f"`{key}`在版本`{since}`中拆分，由以下内容接替",
        )
        return Problem(300, words, (*parts, *elsewhere))
    words = Words(
        f"`{key}` was withdrawn in the edition `{since}`; it had been published since `{record.first}`",
        f"`{key}`自版本`{record.first}`起发布，已在版本`{since}`中废止",
    )
    return Problem(410, words, elsewhere)
