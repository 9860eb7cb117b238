"""A standard's folder to the same folder with a key for everything that must have one, the same in every language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from stdpub.model.editing import apply
from stdpub.model.folder import Folder
from stdpub.model.patterns import regex
from stdpub.model.source import Replace, SourceText, Span
from stdpub.read.key_slots import KeySlot, key_slots
from stdpub.read.reader import languages, read, sources

_KEYS = regex(r"[#\"']([a-z][a-z0-9-]*)")

Mint = Callable[[], str]
"""Gives one key after the other; one that is taken is asked for again, and an empty one mints nothing."""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was written: what it names, and where the thing stands."""

    key: str
    kind: str
    at: Span


@dataclass(frozen=True, slots=True)
class Keyed:
    """The folder with its keys (texts with LF line ends), the keys that are new, and the slots that still have none."""

    folder: Folder
    new: tuple[NewKey, ...]
    left: tuple[KeySlot, ...]


def keyed(folder: Folder, mint: Mint) -> Keyed:
    """Return a folder with the missing keys written.

    A language version gets the source's key where both have the same structure down to the thing; what the source has no
    key for takes the one that a translation gives it. What else a translation has gets no key of its own.
    """
    texts = sources(folder)
    versions = _slots(folder)
    new = _new(versions, _taken(texts.values()), mint)
    written = _written(folder, texts, new)
    while vain := _in_vain(new, written):
        new = [one for one in new if one not in vain]
        written = _written(folder, texts, new)
    filled = {id(slot) for slot, _ in new}
    left = tuple(slot for version in versions for slot in version if not slot.key and id(slot) not in filled)
    return Keyed(written, tuple(_told(new)), left)


def carried(folder: Folder, wanted: Mapping[Span, str]) -> Keyed:
    """Return a folder with given keys written at the places of their things in the source language, and in translations.

    Nothing else gets a key, and nothing that has one gets another.
    """
    texts = sources(folder)
    source, *_ = _slots(folder)
    new = [(slot, wanted[slot.at]) for slot in source if slot.at in wanted and not slot.key and slot.edit]
    written = _written(folder, texts, new)
    while vain := _in_vain(new, written):
        new = [one for one in new if one not in vain]
        written = _written(folder, texts, new)
    copied = keyed(written, str)
    placed = {slot.at for slot, _ in new}
    left = tuple(slot for slot in source if slot.at in wanted and slot.at not in placed)
    return Keyed(copied.folder, (*_told(new), *copied.new), left)


def renamed(folder: Folder, names: Mapping[str, str]) -> Folder:
    """Return a folder with keys called otherwise, where they stand and where they are pointed to.

    What is cited of another standard, `[@slug@2026#key]`, is not a key of this one.
    """
    if not names:
        return folder
    known = re.compile(rf"(?<![\w.)-])([#@]|\bid=[\"'])({'|'.join(map(re.escape, names))})(?![a-z0-9-])")
    changed = {
        name: known.sub(lambda found: found[1] + names[found[2]], source.text).encode()
        for name, source in sources(folder).items()
    }
    return replace(folder, files={**folder.files, **changed})


def _slots(folder: Folder) -> list[tuple[KeySlot, ...]]:
    """Return the slots of each language version, source first."""
    texts = sources(folder)
    return [tuple(key_slots(read(folder, language), texts)) for language in languages(folder)]


def _in_vain(new: list[tuple[KeySlot, str]], written: Folder) -> list[tuple[KeySlot, str]]:
    """Return the new keys that are not read as keys of their things: in broken text a brace can be a word of it."""
    had = {(slot.file, slot.path, slot.key) for version in _slots(written) for slot in version}
    return [(slot, key) for slot, key in new if (slot.file, slot.path, key) not in had]


def _new(versions: list[tuple[KeySlot, ...]], taken: set[str], mint: Mint) -> list[tuple[KeySlot, str]]:
    """Return the slots that get a key, each with its key."""
    source, *others = versions
    known = _given(others)
    keys: dict[tuple[str, ...], str] = {}
    new: list[tuple[KeySlot, str]] = []
    for slot in source:
        if slot.key:
            keys[slot.path] = slot.key
        elif slot.edit:
            key = known.get(slot.path) or _free(mint, taken)
            if key:
                keys[slot.path] = key
                new.append((slot, key))
    for version in others:
        new.extend(_copied(version, keys))
    return new


def _taken(texts: Iterable[SourceText]) -> set[str]:
    return {found[1] for text in texts for found in _KEYS.finditer(text.text)}


def _given(versions: Iterable[tuple[KeySlot, ...]]) -> dict[tuple[str, ...], str]:
    return {slot.path: slot.key for version in versions for slot in version if slot.key}


def _free(mint: Mint, taken: set[str]) -> str:
    key = mint()
    while key in taken:
        key = mint()
    if key:
        taken.add(key)
    return key


def _copied(version: tuple[KeySlot, ...], keys: Mapping[tuple[str, ...], str]) -> Iterator[tuple[KeySlot, str]]:
    """Yield the slots of a translation that get the source's key; a key that stands elsewhere in it is left there."""
    own = {slot.key for slot in version if slot.key}
    for slot in version:
        key = keys.get(slot.path, "")
        if not slot.key and slot.edit and key and key not in own:
            own.add(key)
            yield slot, key


def _told(new: Iterable[tuple[KeySlot, str]]) -> Iterator[NewKey]:
    for slot, key in new:
        if slot.edit:
            yield NewKey(key, slot.kind, slot.edit.at)


def _written(folder: Folder, texts: Mapping[str, SourceText], new: Iterable[tuple[KeySlot, str]]) -> Folder:
    edits: dict[str, list[Replace]] = {}
    for slot, key in new:
        for edit in slot.written(key):
            edits.setdefault(edit.at.file, []).append(edit)
    changed = {name: apply(texts[name].text, wanted).encode() for name, wanted in edits.items()}
    return replace(folder, files={**folder.files, **changed})
