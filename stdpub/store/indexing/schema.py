"""The tables of the index: an empty database in, one with its tables, or what may be relied on in an old one, out."""

from __future__ import annotations

import sqlite3

FORMAT = "5"
"""Goes up with every change of what the index holds; another one is built anew."""

PAGE = 16384
WEIGHTS = (8.0, 5.0, 6.0, 1.0)
"""How much a word counts in number, title, term and text."""

WORD_TABLES = ("words", "things")

_TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL, tree TEXT NOT NULL, quantities TEXT NOT NULL, language TEXT NOT NULL,
  stored INTEGER NOT NULL, renderer TEXT NOT NULL, languages TEXT NOT NULL,
  identifier TEXT NOT NULL, title TEXT NOT NULL, header TEXT NOT NULL, spaces TEXT NOT NULL,
  UNIQUE (slug, tree, quantities, language, stored)
);

CREATE TABLE bodies (
  document INTEGER NOT NULL, form TEXT NOT NULL, content BLOB NOT NULL, id INTEGER PRIMARY KEY,
  UNIQUE (document, form)
);

CREATE TABLE sources (
  document INTEGER NOT NULL, path TEXT NOT NULL, content BLOB NOT NULL, id INTEGER PRIMARY KEY,
  UNIQUE (document, path)
);

CREATE TABLE elements (
  row INTEGER PRIMARY KEY,
  document INTEGER NOT NULL, place INTEGER NOT NULL, last INTEGER NOT NULL,
  parent INTEGER NOT NULL, clause INTEGER NOT NULL, depth INTEGER NOT NULL,
  id TEXT NOT NULL, key TEXT NOT NULL, number TEXT NOT NULL, label TEXT NOT NULL,
  kind TEXT NOT NULL, title TEXT NOT NULL, provision TEXT NOT NULL, verbal_form TEXT NOT NULL, hash TEXT NOT NULL,
  normative_hash TEXT NOT NULL, closure_hash TEXT NOT NULL,
  text_start INTEGER NOT NULL, text_own INTEGER NOT NULL, text_end INTEGER NOT NULL,
  xml_start INTEGER NOT NULL, xml_end INTEGER NOT NULL, xml_tag TEXT NOT NULL,
  html_start INTEGER NOT NULL, html_end INTEGER NOT NULL,
  json_start INTEGER NOT NULL, json_end INTEGER NOT NULL,
  file TEXT NOT NULL, md_start INTEGER NOT NULL, md_end INTEGER NOT NULL,
  up TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
);
CREATE UNIQUE INDEX by_place ON elements (document, place);
CREATE INDEX by_number ON elements (document, number) WHERE number <> '';
CREATE INDEX by_key ON elements (document, key) WHERE key <> '';
CREATE INDEX by_provision ON elements (document, place, provision) WHERE provision <> '';
CREATE INDEX by_clause ON elements (document, clause, place) WHERE depth > 0;
CREATE INDEX by_kind ON elements (document, kind, place);

CREATE TABLE terms (
  document INTEGER NOT NULL, place INTEGER NOT NULL, record TEXT NOT NULL,
  PRIMARY KEY (document, place)
) WITHOUT ROWID;

CREATE VIRTUAL TABLE words USING fts5 (
  number, title, term, body, content = '', tokenize = "porter unicode61 remove_diacritics 2 tokenchars '.'"
);

CREATE VIRTUAL TABLE things USING fts5 (
  number, title, term, body, content = '', tokenize = "porter unicode61 remove_diacritics 2 tokenchars '.'"
);
"""


def word_table(depth: int, kind: str) -> str:
    """Return the table in which an element is looked for: clauses, term entries and standards in one, all else in the other."""
    return "words" if depth or kind == "standard" else "things"


def create(connection: sqlite3.Connection) -> None:
    """Make the tables in an empty database."""
    connection.execute(f"PRAGMA page_size = {PAGE}")
    connection.executescript(_TABLES)
    connection.execute("INSERT INTO facts VALUES ('format', ?)", (FORMAT,))


def is_current(connection: sqlite3.Connection) -> bool:
    """Tell whether a database is an index of today's format."""
    try:
        found = connection.execute("SELECT value FROM facts WHERE name = 'format'").fetchone()
    except sqlite3.DatabaseError:
        return False
    return found is not None and found[0] == FORMAT
