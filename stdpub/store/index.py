"""The index of a library, opened to read: a document and a name in; the element, its bytes in a form, lists of them, out."""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from os.path import samestat
from pathlib import Path
from typing import NamedTuple

from stdpub.store.indexing.build import documents_in
from stdpub.store.indexing.document import Document
from stdpub.store.indexing.slices import standalone

_ELEMENT = (
    "row, document, place, last, parent, clause, depth, id, key, number, label, kind, title, provision, verbal_form, hash, "
    "normative_hash, closure_hash, text_start, text_own, text_end, xml_start, xml_end, xml_tag, html_start, html_end, json_start, json_end, file, "
    "md_start, md_end, up, before, after"
)
_MILESTONE = "milestone-start"


class Held(NamedTuple):
    """A document of the index: one language of one version."""

    id: int
    slug: str
    tree: str
    language: str
    stored: int
    renderer: str
    languages: str
    identifier: str
    title: str
    header: str
    spaces: str


class Found(NamedTuple):
    """An element of the index, as `index_elements.Element` has it; place 0 is the standard itself.

    `up`, `before` and `after` name, as addresses do, the clause it stands in and its neighbours on its level.
    """

    row: int
    document: int
    place: int
    last: int
    parent: int
    clause: int
    depth: int
    id: str
    key: str
    number: str
    label: str
    kind: str
    title: str
    provision: str
    verbal_form: str
    hash: str
    normative_hash: str
    closure_hash: str
    text_start: int
    text_own: int
    text_end: int
    xml_start: int
    xml_end: int
    xml_tag: str
    html_start: int
    html_end: int
    json_start: int
    json_end: int
    file: str
    md_start: int
    md_end: int
    up: str
    before: str
    after: str


class Designated(NamedTuple):
    """A designation of a term entry, its language and its status."""

    text: str
    language: str
    status: str


class Term(NamedTuple):
    """A term entry of the index, with its domain and designations."""

    element: Found
    domain: str
    designations: tuple[Designated, ...]


READERS = 8
"""Connections that an index opens at once: one for each thread that may read it."""


class Index:
    """An index file as it was when it was opened, or an index in memory; each thread has a connection of its own.

    Whoever builds an index puts another file in this one's place, and `is_replaced` tells when that has happened: what was
    found here stays true here until the last who uses it is done.
    """

    def __init__(self, path: Path | None, memory: sqlite3.Connection | None = None) -> None:
        self._path = path
        self._memory = memory
        self._state = path.stat() if path else None
        self._local = threading.local()
        self._free = [_open(path) for _ in range(READERS)] if path else []
        self._documents: dict[tuple[str, str, str, str], Held | None] = {}
        self._bodies: dict[tuple[int, str], int] = {}

    def is_replaced(self) -> bool:
        """Tell whether another file has taken the place of the one that was opened."""
        try:
            return self._path is not None and self._state is not None and not samestat(self._state, self._path.stat())
        except FileNotFoundError:
            return False

    @property
    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection, read-only."""
        if self._memory is not None:
            return self._memory
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            # All were opened with the index, for the name may be another file's by now.
            connection = self._local.connection = self._free.pop()
        return connection

    # Documents

    def document(self, slug: str, tree: str, quantities: str, language: str) -> Held | None:
        """Return the document of one language of a version; published bytes come before rendered ones."""
        key = (slug, tree, quantities, language)
        if key not in self._documents:
            self._documents[key] = self._document(key)
        return self._documents[key]

    def _document(self, key: tuple[str, str, str, str]) -> Held | None:
        row = self.connection.execute(
            "SELECT id, slug, tree, language, stored, renderer, languages, identifier, title, header, spaces "
            "FROM documents WHERE slug = ? AND tree = ? AND quantities = ? AND language = ? ORDER BY stored DESC LIMIT 1",
            key,
        ).fetchone()
        return Held(*row) if row else None

    def languages(self, slug: str, tree: str, quantities: str) -> tuple[str, ...]:
        """Return the languages of a version, the source language first, empty where the index has not read it."""
        row = self.connection.execute(
            "SELECT languages FROM documents WHERE slug = ? AND tree = ? AND quantities = ? ORDER BY stored DESC LIMIT 1",
            (slug, tree, quantities),
        ).fetchone()
        return tuple(row[0].split()) if row else ()

    def body(self, document: int, form: str) -> bytes:
        """Return the whole of a document in a form, empty where the index has it not."""
        row = self.connection.execute(
            "SELECT content FROM bodies WHERE document = ? AND form = ?", (document, form)
        ).fetchone()
        return row[0] if row else b""

    # Elements

    def standard(self, document: int) -> Found:
        """Return the element that is the standard itself."""
        found = self._one("place = 0", document, ())
        if found is None:
            raise LookupError(document)
        return found

    def by_number(self, document: int, number: str) -> Found | None:
        """Return the element of a number."""
        return self._one("number = ? AND number <> ''", document, (number,))

    def by_key(self, document: int, key: str) -> Found | None:
        """Return the element of a key."""
        return self._one("key = ? AND key <> ''", document, (key,))

    def at(self, document: int, place: int) -> Found | None:
        """Return the element at a place."""
        return self._one("place = ?", document, (place,))

    def above(self, element: Found) -> tuple[Found, ...]:
        """Return the clauses that an element stands in, the outermost first, without itself."""
        rows: list[Found] = []
        place = element.clause
        while place > 0:
            found = self.at(element.document, place)
            if found is None:
                break
            rows.append(found)
            place = found.clause
        return tuple(reversed(rows))

    def below(self, element: Found) -> tuple[Found, ...]:
        """Return the subclauses and term entries directly below a clause."""
        condition = "depth > 0 AND clause = ? AND place BETWEEN ? AND ?"
        return self._many(condition, element.document, (element.place, element.place, element.last), "place", 1 << 30)

    def contents(self, document: int, within: Found | None = None) -> tuple[Found, ...]:
        """Return the clauses, annexes and term entries of a document, or those inside one of them."""
        first, last = (within.place + 1, within.last) if within else (1, 1 << 40)
        return self._many("depth > 0 AND place BETWEEN ? AND ?", document, (first, last), "place", 1 << 30)

    def provisions(
        self, document: int, kinds: tuple[str, ...], within: Found | None, words: str, after: int, size: int
    ) -> tuple[Found, ...]:
        """Return provisions in reading order: of some kinds, in one clause, with some words in them, after a place."""
        first, last = (within.place, within.last) if within else (0, 1 << 40)
        condition = "provision <> '' AND place BETWEEN ? AND ? AND place > ?"
        values: list[int | str] = [first, last, after]
        if kinds:
            condition += f" AND provision IN ({', '.join('?' * len(kinds))})"
            values.extend(kinds)
        if words:
            condition += " AND row IN (SELECT rowid FROM things WHERE things MATCH ?)"
            values.append(words)
        return self._many(condition, document, tuple(values), "place", size)

    def terms(self, document: int, after: int, size: int) -> tuple[Term, ...]:
        """Return term entries in reading order after a place, each with its designations."""
        rows = self.connection.execute(
            f"SELECT {_prefixed()}, terms.record FROM terms JOIN elements e USING (document, place) "  # noqa: S608
            "WHERE terms.document = ? AND terms.place > ? ORDER BY terms.place LIMIT ?",
            (document, after, size),
        )
        return tuple(_term(Found(*row[:-1]), row[-1]) for row in rows)

    def numbers(self, document: int) -> tuple[str, ...]:
        """Return every number of a document in reading order."""
        return self._names("number", document)

    def keys(self, document: int) -> tuple[str, ...]:
        """Return every key of a document in reading order."""
        return self._names("key", document)

    def _names(self, column: str, document: int) -> tuple[str, ...]:
        rows = self.connection.execute(
            f"SELECT {column} FROM elements WHERE document = ? AND {column} <> '' ORDER BY place",  # noqa: S608  ours
            (document,),
        )
        return tuple(row[0] for row in rows)

    def _one(self, condition: str, document: int, values: tuple[int | str, ...]) -> Found | None:
        found = self._many(condition, document, values, "place", 1)
        return found[0] if found else None

    def _many(
        self, condition: str, document: int, values: tuple[int | str, ...], order: str, size: int
    ) -> tuple[Found, ...]:
        rows = self.connection.execute(
            f"SELECT {_ELEMENT} FROM elements WHERE document = ? AND {condition} ORDER BY {order} LIMIT ?",  # noqa: S608
            (document, *values, size),
        )
        return tuple(Found(*row) for row in rows)

    # Bytes

    def text(self, element: Found) -> str:
        """Return the plain text of an element with all inside it."""
        return self._slice(element.document, "text", element.text_start, element.text_end).decode()

    def own_text(self, element: Found) -> str:
        """Return the plain text of an element without its subclauses."""
        return self._slice(element.document, "text", element.text_start, element.text_own).decode()

    def html(self, element: Found) -> bytes:
        """Return the run of the page that shows an element, empty where the page has none."""
        return self._slice(element.document, "html", element.html_start, element.html_end)

    def record(self, element: Found) -> bytes:
        """Return the JSON object of an element, empty where the JSON has none."""
        return self._slice(element.document, "json", element.json_start, element.json_end)

    def xml(self, document: Held, element: Found) -> bytes:
        """Return an element as a well-formed XML document, empty where the XML has none."""
        fragment = self._slice(element.document, "xml", element.xml_start, element.xml_end)
        if not fragment:
            return b""
        if element.xml_tag == _MILESTONE:
            opening = f'<p id="{element.id}" content-type="{element.provision}">'
            fragment = b"".join((opening.encode(), fragment.strip(), b"</p>"))
        spaces = {name.encode(): value.encode() for name, value in json.loads(document.spaces).items()}
        language = b"" if b"xml:lang=" in fragment.split(b">", 1)[0] else f' xml:lang="{document.language}"'.encode()
        return standalone(fragment, spaces, language)

    def source(self, element: Found) -> bytes:
        """Return the Markdown that an element was written as, the files of its clauses one after the other."""
        if element.md_start < 0:
            return b""
        rows = self.connection.execute(
            "SELECT file, min(md_start), max(md_end) FROM elements WHERE document = ? AND place BETWEEN ? AND ? "
            "AND md_start >= 0 GROUP BY file ORDER BY min(place)",
            (element.document, element.place, element.last),
        ).fetchall()
        return b"\n\n".join(self._source(element.document, *row).strip(b"\n") for row in rows) + b"\n"

    def sources(self, document: int) -> tuple[tuple[str, bytes], ...]:
        """Return the Markdown files of a document."""
        rows = self.connection.execute(
            "SELECT path, content FROM sources WHERE document = ? ORDER BY path", (document,)
        )
        return tuple(rows)

    def files(self, document: int) -> tuple[str, ...]:
        """Return the Markdown files that a document was read from, in reading order."""
        rows = self.connection.execute(
            "SELECT file FROM elements WHERE document = ? AND file <> '' GROUP BY file ORDER BY min(place)", (document,)
        )
        return tuple(row[0] for row in rows)

    def _source(self, document: int, path: str, start: int, end: int) -> bytes:
        row = self.connection.execute(
            "SELECT id FROM sources WHERE document = ? AND path = ?", (document, path)
        ).fetchone()
        return self._read("sources", row[0], start, end)

    def _slice(self, document: int, form: str, start: int, end: int) -> bytes:
        if start < 0:
            return b""
        key = (document, form)
        row = self._bodies.get(key)
        if row is None:
            found = self.connection.execute("SELECT id FROM bodies WHERE document = ? AND form = ?", key).fetchone()
            row = self._bodies[key] = found[0] if found else 0
        return self._read("bodies", row, start, end) if row else b""

    def _read(self, table: str, row: int, start: int, end: int) -> bytes:
        with self.connection.blobopen(table, "content", row, readonly=True) as blob:
            blob.seek(start)
            return blob.read(end - start)


def _open(path: Path) -> sqlite3.Connection:
    # Nobody writes into a file that bears this name: another one takes its place.
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    connection.execute("PRAGMA mmap_size = 1073741824")
    connection.execute("SELECT count(*) FROM facts").fetchone()
    return connection


def index_of(documents: Iterable[Document]) -> Index:
    """Return an index in memory of documents that the index file does not hold."""
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    documents_in(connection, documents)
    connection.commit()
    return Index(None, connection)


def _term(element: Found, record: str) -> Term:
    found = json.loads(record)
    return Term(element, found["domain"], tuple(Designated(**one) for one in found["designations"]))


def _prefixed() -> str:
    return ", ".join(f"e.{name.strip()}" for name in _ELEMENT.split(","))


def iterate(index: Index) -> Iterator[Held]:
    """Yield every document of an index."""
    for row in index.connection.execute(
        "SELECT id, slug, tree, language, stored, renderer, languages, identifier, title, header, spaces FROM documents"
    ):
        yield Held(*row)
