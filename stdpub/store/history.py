"""A library in; which versions changed a standard or one thing in it, and which version each thing was last changed by, out.

Nothing is asked of git that was asked before: commits are entered in an index once, versions are read once, and both are
kept beside the repository. Things are followed by their keys, wherever they stand and whatever the files are called.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from stdpub.store.catalogue import is_change
from stdpub.store.history_file import HISTORY_FILE, HistoryFile
from stdpub.store.key_maps import SOURCE_LANGUAGE, Held, KeyMaps, Told
from stdpub.store.library import Library
from stdpub.store.lineage import Commits, Lineage, Point
from stdpub.store.paths_index import PathsIndex, State
from stdpub.store.published import PUBLISHED, place_of

T = TypeVar("T")

_CACHED_TAGS = 8192
_MOST_CANDIDATES = 8
"""Standards that one is held against where it may be another one renamed."""


@dataclass(frozen=True, slots=True)
class KeyChange:
    """A version that changed a thing: what it was in the versions before, one for each, and what it is; None: not there."""

    point: Point
    before: tuple[Held | None, ...]
    parents: tuple[Point, ...]
    after: Held | None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many things with a key a version added, changed and took out, against the first version before it."""

    added: int
    changed: int
    gone: int


class History:
    """The history of a library; for one thread."""

    def __init__(self, library: Library, *, kept: bool = True) -> None:
        self.library = library
        self._peel = lru_cache(_CACHED_TAGS)(library.repository.peel)
        place = library.repository.path
        self._open(HistoryFile(place / HISTORY_FILE if kept else None, _cut_off(place)))

    def _open(self, file: HistoryFile) -> None:
        self.file = file
        self.index = PathsIndex(self.library.repository, file)
        self.keys = KeyMaps(self.library, file)
        self._commits: Commits | None = None
        self._lineages: dict[str, Lineage] = {}
        self._entered: frozenset[str] = frozenset()

    def versions(self, slug: str, tips: Iterable[str] = ()) -> tuple[Point, ...]:
        """Return the versions of a standard that lead to some commits, newest first; those of record where none is named."""
        return self._mending(lambda: self._versions(slug, tuple(tips)))

    def counts(self, slug: str, point: Point, language: str = SOURCE_LANGUAGE) -> Counts:
        """Return how many things a version changed, which is read for it where it was not, and so is the one before."""
        return self._mending(lambda: self._counts(slug, point, language))

    def of_key(
        self, slug: str, key: str, tips: Iterable[str] = (), *, language: str = SOURCE_LANGUAGE, told: Told = iter
    ) -> tuple[KeyChange, ...]:
        """Return the versions that changed what stands under a key, newest first; all are read that were not.

        A version changes a thing where its content, or the clause that it stands in, is not the same as in any version
        that it was made from.
        """
        return self._mending(lambda: self._of_key(slug, key, tuple(tips), language, told))

    def blame(self, slug: str, commit: str, language: str = SOURCE_LANGUAGE) -> dict[str, Point]:
        """Return, for each key of the version at a commit, the version that gave the thing the content it has there."""
        return self._mending(lambda: self._blame(slug, commit, language))

    def commits_of(self, path: str) -> tuple[str, ...]:
        """Return the commits of record that changed a file of the library, those of one line oldest first."""
        return self._mending(lambda: self._commits_of(path))

    def _mending(self, work: Callable[[], T]) -> T:
        """Return what work returns, done again where the file turns out to be damaged, in memory where it stays so."""
        for _ in range(2):
            try:
                return work()
            except sqlite3.OperationalError:
                # The disk is full, or others write without an end: what is in the file is as good as it was.
                break
            except sqlite3.DatabaseError:
                self.file.begin_anew()
                self._open(self.file)
        self._open(HistoryFile(None))
        return work()

    def _versions(self, slug: str, tips: tuple[str, ...]) -> tuple[Point, ...]:
        lineage, tips = self._lineage(slug, tips)
        return tuple(lineage.points[node] for node in lineage.versions(tips))

    def _counts(self, slug: str, point: Point, language: str) -> Counts:
        lineage, _ = self._lineage(slug, (point.commit,))
        node = next(one for one, found in lineage.points.items() if found == point)
        before = [lineage.points[one].state for one in lineage.parents[node][:1]] or [State()]
        self.keys.fill((point.state, *before), language)
        old, new = self.keys.of_version(before[0], language), self.keys.of_version(point.state, language)
        changed = sum(old[key].hash != new[key].hash for key in old.keys() & new.keys())
        return Counts(len(new.keys() - old.keys()), changed, len(old.keys() - new.keys()))

    def _of_key(self, slug: str, key: str, tips: tuple[str, ...], language: str, told: Told) -> tuple[KeyChange, ...]:
        lineage, tips = self._lineage(slug, tips)
        nodes = lineage.versions(tips)
        points = lineage.points
        self.keys.fill((points[node].state for node in nodes), language, told)
        held = self.keys.of_key(key, (points[node].state for node in nodes), language)
        found: list[KeyChange] = []
        for node in nodes:
            after = held.get(points[node].state)
            before = tuple(held.get(points[one].state) for one in lineage.parents[node])
            before = (*before, None) if node in lineage.partly_new else before
            if not any(_same(one, after) for one in before):
                parents = tuple(points[one] for one in lineage.parents[node])
                found.append(KeyChange(points[node], before, parents, after))
        return tuple(found)

    def _blame(self, slug: str, commit: str, language: str) -> dict[str, Point]:
        lineage, _ = self._lineage(slug, (commit,))
        start = lineage.at(commit)
        if start is None:
            return {}
        found: dict[str, Point] = {}
        points = lineage.points
        self.keys.fill([points[start].state], language)
        maps = {start: self.keys.of_version(points[start].state, language)}
        waiting = {start: {key: one.hash for key, one in maps[start].items()}}
        for node in lineage.versions((commit,)):
            asked = waiting.pop(node, {})
            for parent in lineage.parents[node]:
                if not asked:
                    break
                self.keys.fill([points[parent].state], language)
                if parent not in maps:
                    maps[parent] = self.keys.of_version(points[parent].state, language)
                same = {key: hash_ for key, hash_ in asked.items() if _hash(maps[parent].get(key)) == hash_}
                waiting.setdefault(parent, {}).update(same)
                asked = {key: hash_ for key, hash_ in asked.items() if key not in same}
            maps.pop(node, None)
            found.update(dict.fromkeys(asked, points[node]))
        return found

    def _commits_of(self, path: str) -> tuple[str, ...]:
        self._enter(())
        return self.index.commits_of(path)

    def of_record(self) -> tuple[str, ...]:
        """Return the commits that the working draft of record and published editions stand at.

        An amendment as a document of its own is no version of the standard; the text that it makes is.
        """
        library = self.library
        places = ((ref, place_of(ref.name)) for ref in library.refs(PUBLISHED))
        tags = {self._peel(ref.target) for ref, place in places if not (place and is_change(place.edition))}
        return tuple(sorted({library.target(library.main), *tags} - {""}))

    def _lineage(self, slug: str, tips: tuple[str, ...]) -> tuple[Lineage, tuple[str, ...]]:
        wanted = self._enter(tips)
        if self._commits is None:
            self._commits = Commits(self.file)
        if slug not in self._lineages:
            self._lineages[slug] = Lineage(self.file, self._commits, slug, self._like)
        return self._lineages[slug], wanted

    def _enter(self, tips: tuple[str, ...]) -> tuple[str, ...]:
        """Bring the index up to date, and return the commits that were asked for."""
        wanted = tips or self.of_record()
        if not self._entered.issuperset(wanted):
            if self.index.enter(wanted):
                self._commits = None
                self._lineages.clear()
            self._entered |= frozenset(wanted)
        return wanted

    def _like(self, state: State, others: tuple[State, ...]) -> int:
        """Return which of some standards that are gone one is: the same tree, else that with which it shares most keys."""
        for at, other in enumerate(others):
            if other.tree == state.tree:
                return at
        asked = others[:_MOST_CANDIDATES]
        self.keys.fill((state, *asked))
        keys = self.keys.of_version(state).keys()
        shared = [len(keys & self.keys.of_version(other).keys()) for other in asked]
        best = max(shared, default=0)
        return shared.index(best) if best * 2 > len(keys) else -1


def _same(one: Held | None, other: Held | None) -> bool:
    return one is other or (one is not None and one.same(other))


def _hash(held: Held | None) -> str:
    return held.hash if held else ""


def _cut_off(git_directory: Path) -> str:
    """Return where a shallow clone ends: a commit whose parents are fetched later has another past from then on."""
    for name in ("shallow", "../../shallow"):  # a linked work tree has its git directory below the common one
        with suppress(OSError):
            return sha256((git_directory / name).read_bytes()).hexdigest()
    return ""
