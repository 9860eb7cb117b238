"""The commits of a library in; the versions of one standard out, each with the versions that it was made from.

A version counts where the standard differs from what it was at all parents; commits between two versions are passed
over. A standard that bears another slug than before is followed to where it was.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from stdpub.store.history_file import HistoryFile
from stdpub.store.paths_index import State

Node: TypeAlias = tuple[str, int]
"""A version: the slug that it bears, and the number of its commit."""

NEVER = -1
"""Stands for what a standard was before it was there."""


@dataclass(frozen=True, slots=True)
class Point:
    """A version of a standard at the commit that made it; its state is empty where it was taken out there."""

    slug: str
    commit: str
    time: int
    state: State


Likeness = Callable[[State, tuple[State, ...]], int]
"""Tells which of some states a standard was made from, -1 where it is a new one."""


class Commits:
    """The commits of a library with their parents, as the index has them; numbers of parents are the smaller ones."""

    def __init__(self, file: HistoryFile) -> None:
        rows = file.connection.execute("SELECT n, id, parents, time FROM commits ORDER BY n").fetchall()
        self.numbers = {id_: n for n, id_, _, _ in rows}
        self.ids = {n: id_ for n, id_, _, _ in rows}
        self.times = {n: time for n, _, _, time in rows}
        self.parents = {n: tuple(map(int, parents.split())) for n, _, parents, _ in rows}

    def leading_to(self, tips: Iterable[str]) -> frozenset[int]:
        """Return the numbers of the commits that lead to some, and their own."""
        found: set[int] = set()
        waiting = [self.numbers[tip] for tip in tips]
        while waiting:
            n = waiting.pop()
            if n not in found:
                found.add(n)
                waiting.extend(self.parents[n])
        return frozenset(found)


class Slug:
    """What one slug was at every commit: `origin` gives the version that a commit has, NEVER before the first."""

    def __init__(self, file: HistoryFile, commits: Commits, slug: str) -> None:
        self.name = slug
        rows = file.connection.execute("SELECT n, tree, quantities FROM states WHERE slug = ?", (slug,))
        self.states = {n: State(tree, quantities) for n, tree, quantities in rows}
        followed = dict(file.connection.execute("SELECT n, parent FROM followed WHERE slug = ?", (slug,)))
        self.origin: dict[int, int] = {}
        for n, parents in commits.parents.items():
            if n in self.states:
                self.origin[n] = n
            elif parents:
                self.origin[n] = self.origin[followed.get(n, parents[0])]
            else:
                self.origin[n] = NEVER

    def state(self, n: int) -> State:
        """Return what the slug was at a commit."""
        origin = self.origin[n]
        return State() if origin == NEVER else self.states[origin]


class Lineage:
    """The versions of one standard: `points` by slug and number, `parents` those that each was made from.

    Those in `partly_new` have a parent at which the standard never was; a first version has no other.
    """

    def __init__(self, file: HistoryFile, commits: Commits, slug: str, like: Likeness) -> None:
        self.points: dict[Node, Point] = {}
        self.parents: dict[Node, tuple[Node, ...]] = {}
        self.partly_new: set[Node] = set()
        self._left: set[Node] = set()
        self._ordered: dict[tuple[str, ...], tuple[Node, ...]] = {}
        self._file = file
        self._commits = commits
        self._like = like
        self._slugs: dict[str, Slug] = {}
        self._add(slug)
        self.slug = slug

    def versions(self, tips: tuple[str, ...]) -> tuple[Node, ...]:
        """Return the versions that lead to some commits, newest first, a version before those it was made from."""
        if tips not in self._ordered:
            self._ordered[tips] = self._newest_first(self._leading_to(tips))
        return self._ordered[tips]

    def _leading_to(self, tips: tuple[str, ...]) -> set[Node]:
        slug = self._of(self.slug)
        wanted: set[Node] = set()
        reached = self._commits.leading_to(tips)
        # Where it only went on under another slug, to come back later, it was not taken out.
        waiting = [(self.slug, n) for n in slug.states if n in reached and (self.slug, n) not in self._left]
        while waiting:
            node = waiting.pop()
            if node not in wanted:
                wanted.add(node)
                waiting.extend(self.parents[node])
        return wanted

    def at(self, commit: str) -> Node | None:
        """Return the version that a commit has, None where the standard never was before it."""
        origin = self._of(self.slug).origin[self._commits.numbers[commit]]
        return None if origin == NEVER else (self.slug, origin)

    def _newest_first(self, wanted: set[Node]) -> tuple[Node, ...]:
        waits = dict.fromkeys(wanted, 0)
        for node in wanted:
            for parent in self.parents[node]:
                waits[parent] += 1

        def rank(node: Node) -> tuple[int, str, Node]:
            point = self.points[node]
            return -point.time, point.commit, node

        ready = [rank(node) for node, count in waits.items() if not count]
        heapq.heapify(ready)
        ordered: list[Node] = []
        while ready:
            node = heapq.heappop(ready)[2]
            ordered.append(node)
            for parent in self.parents[node]:
                waits[parent] -= 1
                if not waits[parent]:
                    heapq.heappush(ready, rank(parent))
        return tuple(ordered)

    def _of(self, slug: str) -> Slug:
        if slug not in self._slugs:
            self._slugs[slug] = Slug(self._file, self._commits, slug)
        return self._slugs[slug]

    def _add(self, slug: str) -> None:
        """Enter the versions of a slug, and of those that it was called before."""
        waiting = [slug]
        while waiting:
            name = waiting.pop()
            own = self._of(name)
            for n, state in own.states.items():
                if (name, n) in self.points:
                    continue
                commits = self._commits
                self.points[name, n] = Point(name, commits.ids[n], commits.times[n], state)
                origins = dict.fromkeys(own.origin[parent] for parent in commits.parents[n])
                parents = tuple((name, origin) for origin in origins if origin != NEVER)
                renamed: tuple[Node, ...] = ()
                if state.tree and not any(own.states[origin].tree for _, origin in parents):
                    renamed = self._before_renaming(n, state)
                    waiting.extend(other for other, _ in renamed[:1])
                    self._left.update((other, n) for other, _ in renamed[:1])
                self.parents[name, n] = renamed or parents
                if not renamed and (NEVER in origins or not origins):
                    self.partly_new.add((name, n))

    def _before_renaming(self, n: int, state: State) -> tuple[Node, ...]:
        """Return the versions of the standard that was taken out where one came with its content."""
        rows = self._file.connection.execute("SELECT slug FROM states WHERE n = ? AND tree = ''", (n,))
        gone = tuple(self._of(row[0]) for row in rows)
        parents = self._commits.parents[n]
        found = self._like(state, tuple(one.state(parents[0]) for one in gone)) if gone else -1
        if found < 0:
            return ()
        origins = dict.fromkeys(gone[found].origin[parent] for parent in parents)
        return tuple((gone[found].name, origin) for origin in origins)
