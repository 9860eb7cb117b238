"""The labelled changes of real editions, and what comparing these editions says of the same clauses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from shared import CORPORA, SHARED

from stdpub.compare.comparing import compare
from stdpub.compare.naming.text_kinds import Circumstances, text_kinds
from stdpub.compare.naming.verdicts import verdict
from stdpub.compare.passages import Passage
from stdpub.compare.things import things
from stdpub.model.changes import Change, Comparison, Level
from stdpub.model.folder import Folder
from stdpub.model.standard import Standard
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read

FOLDERS = {"CA/Browser Forum TLS Baseline Requirements": "cabforum-tls-br", "SLSA": "slsa"}


@dataclass(frozen=True)
class Row:
    """One labelled change."""

    id: str
    document: str
    before: str
    after: str
    number_before: str | None
    number_after: str | None
    kind: str
    substantive: bool
    why: str
    accept: tuple[str, ...] = ()

    @property
    def right(self) -> set[str]:
        return {self.kind, *self.accept}


def rows() -> list[Row]:
    text = (SHARED / "gold" / "changes.jsonl").read_text(encoding="utf-8")
    found = (json.loads(line) for line in text.splitlines())
    return [Row(**row | {"accept": tuple(row.get("accept", ()))}) for row in found]


@cache
def edition(document: str, version: str) -> Standard:
    path: Path = CORPORA / FOLDERS[document] / version
    files = {one.relative_to(path).as_posix(): one.read_bytes() for one in sorted(path.rglob("*")) if one.is_file()}
    return read(import_folder(Folder(path.name, files, {})).folder)


@cache
def comparison(document: str, before: str, after: str) -> Comparison:
    return compare(edition(document, before), edition(document, after))


@cache
def _within(document: str, version: str, place: str) -> frozenset[str]:
    """Return the ids of a clause, by number or by file and place, and of all that stands in it but subclauses."""
    file, _, name = place.partition(".md ")
    found: set[str] = set()
    for thing in things(edition(document, version)):
        if thing.side.level in {Level.CLAUSE, Level.TERM}:
            wanted = thing.side.number == place
            if name and _file_of(thing) == file:
                wanted = not found if name == "introduction" else name in thing.side.title
            if wanted:
                found.add(thing.side.id)
        elif thing.parent in found:
            found.add(thing.side.id)
    return frozenset(found)


def _file_of(thing) -> str:
    return thing.nodes[0].span.file.rpartition("/")[2].removesuffix(".md")


def _passages(document: str, version: str, place: str | None) -> list[Passage]:
    """Return the sentences of a file that begin with the words of a place which is no heading."""
    file, _, name = (place or "").partition(".md ")
    found = [thing for thing in things(edition(document, version)) if name and _file_of(thing) == file]
    return [one for thing in found for one in thing.passages if one.text.startswith(name) and one.inside != "code"][:1]


def _judged_words(row: Row) -> tuple[str, bool] | None:
    """Return what happened to a labelled sentence."""
    before, after = (
        _passages(row.document, version, place)
        for version, place in ((row.before, row.number_before), (row.after, row.number_after))
    )
    if not before and not after:
        return None
    kinds = text_kinds(before, after, Circumstances("en", normative=True))
    kind, substantive = next(iter(kinds.items()))
    if not before or not after:
        return "withdrawn" if before else "added", substantive
    return kind.value, substantive


def judged(row: Row) -> tuple[str, bool] | None:
    """Return the kind and weight that the comparison gives a labelled clause; of a moved one the later place counts."""
    if ".md " in (row.number_after or "") and not row.number_after.endswith("introduction"):
        return _judged_words(row)
    found: list[Change] = []
    before = _within(row.document, row.before, row.number_before) if row.number_before else frozenset()
    after = _within(row.document, row.after, row.number_after) if row.number_after else frozenset()
    whole = comparison(row.document, row.before, row.after)
    for change in whole.changes:
        old, new = {side.id for side in change.before}, {side.id for side in change.after}
        if old & before or new & after:
            found.append(change)
    moved = {side.id for change in found for side in change.before}
    kept = sum(
        1
        for pair in whole.pairs
        if pair.before
        and pair.after
        and pair.before.id not in moved
        and pair.before.id in before
        and pair.after.id in after
        and pair.before.level is Level.PROVISION
        and pair.before.text == pair.after.text
    )
    said = verdict(found, kept)
    return (said[0].value, said[1]) if said else None
