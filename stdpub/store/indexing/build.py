"""A library in; the index beside its repository brought up to date, written beside and renamed, and what was done, out."""

from __future__ import annotations

import fcntl
import json
import shutil
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from stdpub.model.source import Words
from stdpub.store.errors import LibraryError
from stdpub.store.indexing.document import Document, index_document, words_of
from stdpub.store.indexing.schema import WORD_TABLES, create, is_current, word_table
from stdpub.store.indexing.sources import Wanted, load, wanted
from stdpub.store.library import Library

INDEX_FILE = "stdpub-index.sqlite"
_DEPTH, _KIND = 4, 9
"""Where depth and kind stand in the row of an element."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What a build did: documents read, kept and taken out, elements in all, and what could not be rendered."""

    added: int
    kept: int
    dropped: int
    elements: int
    failed: tuple[tuple[str, Words], ...] = ()


def index_path(library: Library) -> Path:
    """Return where the index of a library lies: inside the repository, where git does not look."""
    return library.repository.path / INDEX_FILE


def build(library: Library, *, anew: bool = False) -> Counts:
    """Bring the index up to date; a version that it holds is not read again unless all is to be done `anew`."""
    path = index_path(library)
    with _alone(path):
        return _build(library, path, anew=anew)


def is_stale(library: Library) -> bool:
    """Tell whether references moved since the index was built, or there is none of today's format."""
    path = index_path(library)
    if not path.exists():
        return True
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        if not is_current(connection):
            return True
        found = connection.execute("SELECT value FROM facts WHERE name = 'refs'").fetchone()
        return found is None or found[0] != _state(library)


def _build(library: Library, path: Path, *, anew: bool) -> Counts:
    beside = path.with_name(f"{path.name}.new")
    beside.unlink(missing_ok=True)
    if not anew and path.exists():
        shutil.copyfile(path, beside)
    state = _state(library)
    with closing(_writable(beside)) as connection:
        counts = _update(library, connection)
        connection.execute("INSERT OR REPLACE INTO facts VALUES ('refs', ?)", (state,))
        connection.commit()
    beside.replace(path)
    return counts


def _writable(path: Path) -> sqlite3.Connection:
    """Return a connection to the file beside: what it was copied from, or an empty index where that is of no use."""
    connection = sqlite3.connect(path)
    current = is_current(connection)
    if not current:
        connection.close()
        path.unlink(missing_ok=True)
        connection = sqlite3.connect(path)
    # The file is no one's until it is renamed, so that a crash costs nothing but the file.
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    if not current:
        create(connection)
    return connection


def _update(library: Library, connection: sqlite3.Connection) -> Counts:
    items = wanted(library)
    held = _held(connection)
    names = {item.name for item in items}
    stale = [document for name, documents in held.items() if name not in names for document in documents]
    for document in stale:
        remove(connection, document)
    added, failed = 0, []
    missing = [item for item in items if item.name not in held]
    for item in missing:
        try:
            for document_ in load(library, item):
                insert(connection, document_)
                added += 1
        except LibraryError as fault:
            failed.append((_spoken(item), fault.message))
        except Exception as fault:  # noqa: BLE001  one version that a writer chokes on must not hide all the others
            failed.append((_spoken(item), Words(f"cannot be indexed: {fault!r}", f"无法编入索引：{fault!r}")))
    for table in WORD_TABLES if stale or added else ():
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('optimize')")  # noqa: S608  ours
    elements = connection.execute("SELECT count(*) FROM elements WHERE place > 0").fetchone()[0]
    kept = connection.execute("SELECT count(*) FROM documents").fetchone()[0] - added
    return Counts(added, kept, len(stale), elements, tuple(failed))


def _held(connection: sqlite3.Connection) -> dict[tuple[str, str, str, str, bool], list[int]]:
    """Return the documents that the index holds; those that were rendered are one thing for all their languages."""
    found: dict[tuple[str, str, str, str, bool], list[int]] = {}
    rows = connection.execute("SELECT id, slug, tree, quantities, language, stored FROM documents")
    for document, slug, tree, quantities, language, stored in rows:
        name = (slug, tree, quantities, language if stored else "", bool(stored))
        found.setdefault(name, []).append(document)
    return found


def insert(connection: sqlite3.Connection, document: Document) -> None:
    """Put a document into an index."""
    made = index_document(document)
    cursor = connection.execute(
        "INSERT INTO documents (slug, tree, quantities, language, stored, renderer, languages, identifier, title, header, "
        "spaces) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document.slug,
            document.tree,
            document.quantities,
            document.language,
            document.stored,
            document.renderer,
            " ".join(document.languages),
            document.standard.header.identifier,
            made.title,
            made.header,
            made.spaces,
        ),
    )
    name = cursor.lastrowid
    connection.executemany(
        "INSERT INTO bodies (document, form, content) VALUES (?, ?, ?)", [(name, *body) for body in made.bodies]
    )
    connection.executemany(
        "INSERT INTO sources (document, path, content) VALUES (?, ?, ?)", [(name, *source) for source in made.sources]
    )
    connection.executemany("INSERT INTO terms VALUES (?, ?, ?)", [(name, *term) for term in made.terms])
    first = (connection.execute("SELECT max(row) FROM elements").fetchone()[0] or 0) + 1
    holes = ", ".join("?" * (len(made.elements[0]) + 2))
    connection.executemany(
        f"INSERT INTO elements VALUES ({holes})",  # noqa: S608  nothing but question marks
        [(row, name, *element) for row, element in enumerate(made.elements, first)],
    )
    for table in WORD_TABLES:
        connection.executemany(
            f"INSERT INTO {table} (rowid, number, title, term, body) VALUES (?, ?, ?, ?, ?)",  # noqa: S608  ours
            [
                (row, *words)
                for row, (words, element) in enumerate(zip(made.words, made.elements, strict=True), first)
                if word_table(int(element[_DEPTH]), str(element[_KIND])) == table
            ],
        )


def remove(connection: sqlite3.Connection, document: int) -> None:
    """Take a document out of an index."""
    for table, *words in list(_indexed_words(connection, document)):
        connection.execute(
            f"INSERT INTO {table} ({table}, rowid, number, title, term, body) VALUES ('delete', ?, ?, ?, ?, ?)",  # noqa: S608
            words,
        )
    for table in ("elements", "terms", "sources", "bodies"):
        connection.execute(f"DELETE FROM {table} WHERE document = ?", (document,))  # noqa: S608  names of ours
    connection.execute("DELETE FROM documents WHERE id = ?", (document,))


def _indexed_words(connection: sqlite3.Connection, document: int) -> Iterator[tuple[str, int, str, str, str, str]]:
    """Yield the words that each element was indexed by: a table without content forgets a row only if told what it was."""
    text: bytes = connection.execute(
        "SELECT content FROM bodies WHERE document = ? AND form = 'text'", (document,)
    ).fetchone()[0]
    terms = dict(connection.execute("SELECT place, record FROM terms WHERE document = ?", (document,)))
    rows = connection.execute(
        "SELECT row, place, depth, kind, number, label, title, text_start, text_own FROM elements WHERE document = ?",
        (document,),
    )
    for row, place, depth, kind, number, label, title, start, own in rows:
        designations = [one["text"] for one in json.loads(terms[place])["designations"]] if place in terms else []
        words = words_of(number if place else label, title, designations, text[start:own].decode())
        yield word_table(depth, kind), row, *words


def _state(library: Library) -> str:
    return sha256(json.dumps(library.refs()).encode()).hexdigest()


def _spoken(item: Wanted) -> str:
    return " ".join(part for part in (item.slug, getattr(item.version, "name", ""), item.language) if part)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    """Hold the lock of the index, so that two builders do not clash."""
    with path.with_name(f"{path.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def documents_in(connection: sqlite3.Connection, documents: Iterable[Document]) -> None:
    """Make an index of some documents in an empty database."""
    create(connection)
    for document in documents:
        insert(connection, document)
