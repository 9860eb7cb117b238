"""The two editions of the data-centre standard that the project ships, and the table of what differs between them.

A row of own_editions.json is one change of one thing: what lies within a thing that moved, was split or merged, and
kept its own words, has no row; neither has a clause because something with a key of its own changed in it, nor an item
because its clause was renumbered.
"""

from __future__ import annotations

import dataclasses
import json
from functools import cache
from pathlib import Path

from stdpub.model.content import List, Paragraph, Sentence
from stdpub.model.folder import Folder
from stdpub.model.inlines import Citation, CrossReference, Text
from stdpub.model.standard import Standard
from stdpub.read.reader import read

STANDARDS = Path(__file__).resolve().parents[1] / "standards"
NEW = STANDARDS / "data-centre-energy"
OLD = STANDARDS / "editions" / "2024" / "data-centre-energy"

_NO_WORDS = {"span", "id", "number", "label", "key", "depth", "fixed_label", "mathml", "headers", "lead", "target_id"}
"""Fields that say where a thing stands, or that are computed."""
_COMPUTED = {Sentence: {"verbal_form"}, CrossReference: {"text"}, Citation: {"text", "dated"}}


@dataclasses.dataclass(frozen=True, slots=True)
class Change:
    """One change: its kind of `versions.md`, the level of the thing, its keys before and after, and why it was made."""

    kind: str
    level: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    substantive: bool
    why: str


def changes() -> tuple[Change, ...]:
    """Return the table of the changes between the editions."""
    rows = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
    return tuple(Change(**row | {"before": tuple(row["before"]), "after": tuple(row["after"])}) for row in rows)


@cache
def edition(path: Path, language: str) -> Standard:
    """Return a standard on disk, read in one language."""
    files = {file.relative_to(path).as_posix(): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}
    return read(Folder(path.name, files, {}), language)


def keyed(standard: Standard) -> dict[str, object]:
    """Return everything in a standard that its author gave a key."""
    found: dict[str, object] = {}
    stack: list[object] = [standard.clauses]
    while stack:
        thing = stack.pop()
        if isinstance(thing, tuple):
            stack.extend(reversed(thing))
        elif dataclasses.is_dataclass(thing):
            if _own_key(thing):
                found[_own_key(thing)] = thing
            stack.extend(getattr(thing, field.name) for field in dataclasses.fields(thing))
    return found


def own_words(thing: object) -> object:
    """Return what a thing says, without what stands in it under a key of its own and what is left empty by that."""
    if isinstance(thing, tuple):
        return tuple(words for part in thing if not _own_key(part) and (words := own_words(part)))
    if isinstance(thing, Text):
        return thing.text.strip()
    if not dataclasses.is_dataclass(thing):
        return thing
    computed = _NO_WORDS | _COMPUTED.get(type(thing), set())
    names = [field.name for field in dataclasses.fields(thing) if field.name not in computed]
    said = tuple(own_words(getattr(thing, name)) for name in names)
    empty = isinstance(thing, (Paragraph, List)) and not any(part for part in said if isinstance(part, tuple))
    return () if empty else (type(thing).__name__, *said)


def _own_key(thing: object) -> str:
    return "" if isinstance(thing, CrossReference) else str(getattr(thing, "key", ""))
