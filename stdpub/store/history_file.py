"""The file of a library's history: a path in; a connection to a bounded cache that may be lost at any time out.

Everything in it can be made again from git. Several processes may read and write it at once; what is damaged, of another
format or too large is begun anew, and where nothing can be written a history is kept in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from stdpub import __version__

HISTORY_FILE = "stdpub-history.sqlite"
MOST_BYTES = 1 << 28
"""Bytes over which the file is begun anew when it is opened."""

_FORMAT = f"3 {__version__}"
_PATIENCE = 30.0
_SCHEMA = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE commits (n INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, parents TEXT NOT NULL, time INTEGER NOT NULL);
CREATE TABLE states (slug TEXT, n INTEGER, tree TEXT, quantities TEXT, PRIMARY KEY (slug, n)) WITHOUT ROWID;
CREATE TABLE followed (slug TEXT, n INTEGER, parent INTEGER NOT NULL, PRIMARY KEY (slug, n)) WITHOUT ROWID;
CREATE INDEX gone ON states (n) WHERE tree = '';
CREATE TABLE paths (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE touched (path INTEGER, n INTEGER, PRIMARY KEY (path, n)) WITHOUT ROWID;
CREATE TABLE texts (
  id INTEGER PRIMARY KEY, tree TEXT, quantities TEXT, language TEXT, UNIQUE (tree, quantities, language)
);
CREATE TABLE keys (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE);
CREATE TABLE contents (id INTEGER PRIMARY KEY, hash BLOB, number TEXT, within TEXT, UNIQUE (hash, number, within));
CREATE TABLE held (key INTEGER, text INTEGER, content INTEGER, PRIMARY KEY (key, text)) WITHOUT ROWID;
CREATE INDEX held_by_text ON held (text);
"""


class HistoryFile:
    """The cache of one library, opened; for one thread. What it holds is true while `premise` is the same."""

    def __init__(self, path: Path | None, premise: str = "") -> None:
        self._path = path
        self._premise = premise
        self.connection = _opened(path, premise)

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to write with: all of it is kept, or nothing; others wait meanwhile."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def begin_anew(self) -> None:
        """Throw away what is there: it turned out to be damaged."""
        self.connection.close()
        _remove(self._path)
        self.connection = _opened(self._path, self._premise)


def _opened(path: Path | None, premise: str) -> sqlite3.Connection:
    for _ in range(2):
        if path is None:
            break
        try:
            return _of_today(path, premise)
        except sqlite3.OperationalError:
            # Nothing can be written there, or others write without an end.
            break
        except (sqlite3.DatabaseError, _StaleError):
            _remove(path)
    memory = sqlite3.connect(":memory:", isolation_level=None)
    memory.executescript(_SCHEMA)
    return memory


class _StaleError(Exception):
    """The file is of another format, or has grown too large."""


def _of_today(path: Path, premise: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    try:
        _prepare(connection, premise)
        current = path.stat().st_size <= MOST_BYTES and _is_current(connection, premise)
    except BaseException:
        connection.close()
        raise
    if not current:
        connection.close()
        raise _StaleError
    return connection


def _prepare(connection: sqlite3.Connection, premise: str) -> None:
    """Make the tables where there are none."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN IMMEDIATE")
    if connection.execute("SELECT name FROM sqlite_master WHERE name = 'facts'").fetchone() is None:
        for statement in _SCHEMA.split(";"):
            connection.execute(statement)
        facts = (("format", _FORMAT), ("premise", premise))
        connection.executemany("INSERT INTO facts VALUES (?, ?)", facts)
    connection.execute("COMMIT")


def _is_current(connection: sqlite3.Connection, premise: str) -> bool:
    facts = dict(connection.execute("SELECT name, value FROM facts"))
    return facts == {"format": _FORMAT, "premise": premise}


def _remove(path: Path | None) -> None:
    if path is not None:
        for name in (path, Path(f"{path}-wal"), Path(f"{path}-shm")):
            with suppress(OSError):
                name.unlink()
