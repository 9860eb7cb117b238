"""Versions of standards in; the hash and the number of everything in them that has a key out, each version read once.

A version is known by its tree and the library's quantities, which never change, so that what was read stays right for
as long as the same reader reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from stdpub.compare.hashing.content_hashes import content_hashes
from stdpub.model.keyed_things import keyed_things
from stdpub.read.reader import languages, read
from stdpub.store.errors import TooLarge, UnsafePath
from stdpub.store.history_file import HistoryFile
from stdpub.store.library import Library
from stdpub.store.paths_index import State

SOURCE_LANGUAGE = ""

Told = Callable[[Sequence[State]], Iterable[State]]
"""Goes through versions that are to be read one after the other, and may tell how far that is."""


class Held(NamedTuple):
    """A thing in one version: the hash of its content in hexadecimal, its number, and the key of what it stands in."""

    hash: str
    number: str
    within: str = ""

    def same(self, other: Held | None) -> bool:
        """Tell whether another version has the thing with the same content in the same clause; a number is no part of it."""
        moved = other and self.within and other.within and self.within != other.within
        return other is not None and self.hash == other.hash and not moved


class KeyMaps:
    """What stands under each key in each version of a library."""

    def __init__(self, library: Library, file: HistoryFile) -> None:
        self._library = library
        self._file = file
        self._texts: dict[tuple[State, str], int] = {}

    def fill(self, states: Iterable[State], language: str = SOURCE_LANGUAGE, told: Told = iter) -> None:
        """Read the versions that were never read; what is done stays done when this is stopped."""
        missing = [one for one in dict.fromkeys(states) if one.tree and not self._text(one, language)]
        for state in told(missing):
            self._enter(state, language, self._read(state, language))

    def of_key(self, key: str, states: Iterable[State], language: str = SOURCE_LANGUAGE) -> dict[State, Held]:
        """Return what stood under a key in each of those versions that had it; they must have been read."""
        rows = self._file.connection.execute(
            "SELECT text, hash, number, within FROM held JOIN contents ON contents.id = content "
            "WHERE key = (SELECT id FROM keys WHERE key = ?)",
            (key,),
        )
        held = {text: Held(hash_.hex(), number, within) for text, hash_, number, within in rows}
        texts = ((one, self._text(one, language)) for one in dict.fromkeys(states))
        return {state: held[text] for state, text in texts if text in held}

    def of_version(self, state: State, language: str = SOURCE_LANGUAGE) -> dict[str, Held]:
        """Return what stands under each key of a version that was read."""
        rows = self._file.connection.execute(
            "SELECT keys.key, hash, number, within FROM held JOIN keys ON keys.id = held.key "
            "JOIN contents ON contents.id = content WHERE text = ?",
            (self._text(state, language),),
        )
        return {key: Held(hash_.hex(), number, within) for key, hash_, number, within in rows}

    def _text(self, state: State, language: str) -> int:
        """Return the number of a version that was read, 0 for one that was not."""
        found = self._texts.get((state, language))
        if found is None:
            row = self._file.connection.execute(
                "SELECT id FROM texts WHERE tree = ? AND quantities = ? AND language = ?",
                (state.tree, state.quantities, language),
            ).fetchone()
            if row is None:
                return 0
            found = self._texts[state, language] = row[0]
        return found

    def _read(self, state: State, language: str) -> dict[str, Held]:
        # The slug is no content: the same tree under another name is the same version.
        try:
            folder = self._library.folder_at(state.tree, "standard")
        except (TooLarge, UnsafePath):
            return {}
        if language and language not in languages(folder):
            return {}
        standard = read(folder, language)
        hashes = content_hashes(standard)
        things = keyed_things(standard)
        return {one.key: Held(hashes[one.key], one.number, one.within) for one in things if one.key in hashes}

    def _enter(self, state: State, language: str, found: dict[str, Held]) -> None:
        with self._file.writing() as connection:
            cursor = connection.execute(
                "INSERT OR IGNORE INTO texts (tree, quantities, language) VALUES (?, ?, ?)",
                (state.tree, state.quantities, language),
            )
            if not cursor.rowcount:
                return  # another process was faster
            text = cursor.lastrowid
            connection.executemany("INSERT OR IGNORE INTO keys (key) VALUES (?)", ((key,) for key in found))
            rows = [(key, bytes.fromhex(one.hash), one.number, one.within) for key, one in found.items()]
            connection.executemany(
                "INSERT OR IGNORE INTO contents (hash, number, within) VALUES (?, ?, ?)", (row[1:] for row in rows)
            )
            connection.executemany(
                "INSERT INTO held SELECT keys.id, ?, contents.id FROM keys, contents "
                "WHERE key = ? AND hash = ? AND number = ? AND within = ?",
                ((text, *row) for row in rows),
            )
