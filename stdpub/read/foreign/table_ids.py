"""Ids of the tables, rows and cells of HTML tables to keys: a row's goes to its first cell, for a row has no place for one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdpub.model.patterns import regex
from stdpub.read.foreign.keys import Keys
from stdpub.read.foreign.text import ForeignText, every

_ID = regex(r"""\s+id\s*=\s*(?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))""", re.IGNORECASE)
_NAME = regex(r"<[A-Za-z]+")
_TAG_END = regex(r"[^>]*>")


@dataclass(frozen=True, slots=True)
class TagId:
    """One id of an HTML table with its key."""

    text: ForeignText
    name: str
    key: str


def key_tables(text: ForeignText, keys: Keys) -> list[TagId]:
    """Edit the ids in the tags of one text's HTML tables to valid keys, and return them."""
    found: list[TagId] = []
    for block in every(text):
        for table in text.tokens.html_tables.get(block.start, ()) if block.kind == "html" else ():
            _rewrite(text, table.start, keys, found)
            for row in table.rows:
                first = row.cells[0].start if row.cells else -1
                _rewrite(text, row.start, keys, found, goes_to=first)
                for cell in row.cells:
                    _rewrite(text, cell.start, keys, found)
    return found


def _rewrite(text: ForeignText, at: int, keys: Keys, found: list[TagId], goes_to: int | None = None) -> None:
    """Put a key in the place of the id of the tag at an offset, or into the tag at another offset that has no id."""
    source = text.text
    end = _TAG_END.match(source, at)
    said = _ID.search(source, at, end.end() if end else at)
    if said is None:
        return
    name = said["double"] or said["single"] or said["bare"] or ""
    if goes_to is None:
        key = keys.take(name)
        text.edits.replace(said.start(), said.end(), f' id="{key}"' if key else "")
    else:
        text.edits.replace(said.start(), said.end(), "")
        tag = _NAME.match(source, goes_to) if goes_to >= 0 else None
        stop = _TAG_END.match(source, goes_to) if tag else None
        if tag is None or stop is None or _ID.search(source, goes_to, stop.end()):
            return
        key = keys.take(name)
        text.edits.insert(tag.end(), f' id="{key}"')
    if key:
        found.append(TagId(text, name, key))
