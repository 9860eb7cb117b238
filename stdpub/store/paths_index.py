"""Commits in; which of them changed each standard and each path out, kept up to date per commit in the history's file.

A merge changes what differs from all its parents. Parents stand before their children, so that a number tells which of
two commits of one line is older.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from stdpub.store.history_file import HistoryFile
from stdpub.store.names import is_slug
from stdpub.store.objects import Commit, EntryKind
from stdpub.store.repository import Repository
from stdpub.store.settings import QUANTITIES_FILE
from stdpub.store.tree_changes import Entries, differing, reader_of

_SOURCE = "standard.md"
_BATCH = 200
"""Commits that are entered at once: as many are lost at most when the process is killed."""


@dataclass(frozen=True, slots=True)
class State:
    """What a standard was at a commit: its tree and the library's quantities; both empty where it was not there."""

    tree: str = ""
    quantities: str = ""


class PathsIndex:
    """The index of one repository, which every look brings up to date."""

    def __init__(self, repository: Repository, file: HistoryFile) -> None:
        self._repository = repository
        self._file = file
        self._entries: Entries = reader_of(repository)

    def enter(self, tips: Iterable[str]) -> bool:
        """Enter all commits that lead to the tips and are not known; tell whether there were any."""
        new = tuple(self._new(tips))
        for at in range(0, len(new), _BATCH):
            with self._file.writing() as connection:
                for commit in new[at : at + _BATCH]:
                    self._enter(connection, commit)
        return bool(new)

    def commits_of(self, path: str) -> tuple[str, ...]:
        """Return the commits that changed a file, those of one line oldest first."""
        rows = self._file.connection.execute(
            "SELECT commits.id FROM paths JOIN touched ON touched.path = paths.id JOIN commits USING (n) "
            "WHERE paths.path = ? ORDER BY n",
            (path,),
        )
        return tuple(row[0] for row in rows)

    def _knows(self, commit: str) -> bool:
        return self._file.connection.execute("SELECT 1 FROM commits WHERE id = ?", (commit,)).fetchone() is not None

    def _new(self, tips: Iterable[str]) -> Iterator[Commit]:
        """Yield the commits that are not known, parents first."""
        waiting = [(tip, False) for tip in tips]
        seen: set[str] = set()
        read: dict[str, Commit] = {}
        while waiting:
            commit, parents_done = waiting.pop()
            if parents_done:
                yield read.pop(commit)
            elif commit not in seen and not self._knows(commit):
                seen.add(commit)
                read[commit] = self._repository.commit(commit)
                waiting.append((commit, True))
                waiting.extend((parent, False) for parent in reversed(read[commit].parents))

    def _enter(self, connection: sqlite3.Connection, commit: Commit) -> None:
        numbers = [self._number(connection, parent) for parent in commit.parents]
        cursor = connection.execute(
            "INSERT OR IGNORE INTO commits (id, parents, time) VALUES (?, ?, ?)",
            (commit.id, " ".join(map(str, numbers)), commit.time),
        )
        n = cursor.lastrowid
        if not cursor.rowcount:
            return  # another process was faster
        before = [self._repository.tree_of(parent) for parent in commit.parents] or [""]
        if len(before) == 1 and before[0] == commit.tree:
            return
        self._enter_states(connection, n or 0, commit.tree, before, numbers)
        changed = set.intersection(*(set(differing(self._entries, one, commit.tree)) for one in before))
        for path in changed:
            connection.execute("INSERT OR IGNORE INTO paths (path) VALUES (?)", (path,))
            connection.execute("INSERT INTO touched SELECT id, ? FROM paths WHERE path = ?", (n, path))

    def _number(self, connection: sqlite3.Connection, commit: str) -> int:
        found: tuple[int] = connection.execute("SELECT n FROM commits WHERE id = ?", (commit,)).fetchone()
        return found[0]

    def _enter_states(
        self, connection: sqlite3.Connection, n: int, tree: str, before: list[str], numbers: list[int]
    ) -> None:
        """Enter what the standards are that differ from all parents, and whom a merge follows that differs from its first."""
        differs = [self._differing_slugs(one, tree) for one in before]
        for slug in set.union(*differs):
            same = next((at for at, found in enumerate(differs) if slug not in found), -1)
            if same < 0:
                now = self.state(tree, slug)
                row = (slug, n, now.tree, now.quantities)
                connection.execute("INSERT INTO states VALUES (?, ?, ?, ?)", row)
            elif same > 0:
                connection.execute("INSERT INTO followed VALUES (?, ?, ?)", (slug, n, numbers[same]))

    def _differing_slugs(self, before: str, after: str) -> set[str]:
        if before == after:
            return set()
        old, new = self._entries(before), self._entries(after)
        quantities = old.get(QUANTITIES_FILE) != new.get(QUANTITIES_FILE)
        names = [name for name in old.keys() | new.keys() if quantities or old.get(name) != new.get(name)]
        return {name for name in names if is_slug(name) and self.state(before, name) != self.state(after, name)}

    def state(self, root: str, slug: str) -> State:
        """Return what a standard is in the tree of a commit."""
        entries = self._entries(root)
        folder, quantities = entries.get(slug), entries.get(QUANTITIES_FILE)
        if folder is None or folder.kind is not EntryKind.FOLDER or _SOURCE not in self._entries(folder.id):
            return State()
        return State(folder.id, quantities.id if quantities and quantities.kind is EntryKind.FILE else "")
