"""A translation and its source, aligned by key: what stands in one only, and the pairs whose meaning has to agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from stdpub.check.draft import Draft, Passage
from stdpub.model.content import Block, CompoundProvision, Figure, Formula, List, ListItem, Paragraph, References, Table
from stdpub.model.provisions import Kind
from stdpub.model.source import Span
from stdpub.model.standard import Clause, Part
from stdpub.model.walking import children


@dataclass(frozen=True, slots=True)
class Unit:
    """Sentences that belong together: a keyed provision or item, or what of a paragraph has no key; kind only where keyed."""

    key: str
    kind: Kind | None
    passages: tuple[Passage, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Thing:
    """Something with a key, what it is, and the part it stands in."""

    key: str
    span: Span
    part: str
    block: Block | Part | ListItem | None = None


@dataclass(frozen=True, slots=True)
class Alignment:
    """What two versions have in common, source first in each pair, and the things that stand in one of them only.

    `missing` holds each thing of the source with the place in the translation next to where it belongs; `extra` the
    things of the translation likewise.
    """

    missing: tuple[tuple[Thing, Span], ...]
    extra: tuple[tuple[Thing, Span], ...]
    units: tuple[tuple[Unit, Unit], ...]
    tables: tuple[tuple[Table, Table], ...]
    formulas: tuple[tuple[Formula, Formula], ...]


@lru_cache(maxsize=2)
def alignment(draft: Draft) -> Alignment:
    """Return a translation aligned with its source; an empty one for a draft in the source language."""
    source = draft.source_version
    if source is None:
        return Alignment((), (), (), (), ())
    ours, theirs = _Version(draft), _Version(source)
    common = [(theirs.things[key].block, ours.things[key].block) for key in theirs.things if key in ours.things]
    return Alignment(
        missing=tuple(_only_in(theirs, ours)),
        extra=tuple(_only_in(ours, theirs)),
        units=tuple(_units(theirs, ours)),
        tables=tuple((one, two) for one, two in common if isinstance(one, Table) and isinstance(two, Table)),
        formulas=tuple((one, two) for one, two in common if isinstance(one, Formula) and isinstance(two, Formula)),
    )


class _Version:
    """One language version with its keyed things, its keyed units, and its loose ones by where they stand."""

    def __init__(self, draft: Draft) -> None:
        self.things: dict[str, Thing] = {}
        self.units: dict[str, Unit] = {}
        self.loose: dict[str, list[Unit]] = {}
        self._spoken = {id(one.sentence): one for one in draft.sentences}
        self._titles = {(one.part.id, one.role, one.span): one for one in draft.passages if one.sentence is None}
        for part, _ in draft.parts:
            self._part(part)
        self.start = draft.standard.clauses[0].span if draft.standard.clauses else Span("standard.md", 1, 1, 1, 1)

    def _part(self, part: Part) -> None:
        home = part.key or part.number
        if part.key:
            self.things[part.key] = Thing(part.key, part.span, "", part)
        if isinstance(part, Clause):
            self._blocks(part.blocks, home)
            self._below(part.clauses, home)
        else:
            self._blocks((*part.definition, *part.examples, *part.notes), home)

    def _below(self, parts: tuple[Part, ...], home: str) -> None:
        for part in parts:
            if part.key:
                self.things[part.key] = Thing(part.key, part.span, home, part)

    def _blocks(self, blocks: tuple[Block, ...], home: str) -> None:
        for block in blocks:
            self._block(block, home)

    def _block(self, block: Block, home: str) -> None:
        key = getattr(block, "key", "")
        if key:
            self.things[key] = Thing(key, block.span, home, block)
        match block:
            case Paragraph():
                self._paragraph(block, home)
            case List():
                for item in block.items:
                    self._item(item, home)
            case References():
                for entry in block.items:
                    if entry.key:
                        self.things[entry.key] = Thing(entry.key, entry.span, home)
            case Table():
                self._table(block, home)
            case CompoundProvision():
                if key:
                    self.units[key] = Unit(key, block.kind, (), block.span)
                self._blocks(block.blocks, home)
            case Figure() | Formula():
                pass
            case _:
                for below, _ in children(block):
                    self._blocks(below, home)

    def _paragraph(self, paragraph: Paragraph, home: str) -> None:
        if paragraph.generated:
            return
        loose: list[Passage] = []
        for sentence in paragraph.sentences:
            passage = self._spoken.get(id(sentence))
            if passage is None:
                continue
            if sentence.key:
                self.things[sentence.key] = Thing(sentence.key, sentence.span, home)
                self.units[sentence.key] = Unit(sentence.key, sentence.kind, (passage,), sentence.span)
            else:
                loose.append(passage)
        if loose:
            self.loose.setdefault(home, []).append(Unit("", None, tuple(loose), paragraph.span))

    def _item(self, item: ListItem, home: str) -> None:
        first = item.blocks[0] if item.blocks else None
        if not item.key or not isinstance(first, Paragraph):
            self._blocks(item.blocks, home)
            return
        own = tuple(self._spoken[id(one)] for one in first.sentences if id(one) in self._spoken and not one.key)
        self.things[item.key] = Thing(item.key, item.span, home, item)
        self.units[item.key] = Unit(item.key, item.kind, own, item.span)
        for sentence in first.sentences:
            if sentence.key:
                self._paragraph(Paragraph((sentence,), "", "", False, sentence.span), home)  # noqa: FBT003 - a record
        self._blocks(item.blocks[1:], home)

    def _table(self, table: Table, home: str) -> None:
        within = f"cells of {table.key or home}"
        for row in (*table.head, *table.body):
            for cell in row.cells:
                if cell.key:
                    self.things[cell.key] = Thing(cell.key, cell.span, home)
                self._blocks(cell.blocks, within)
        self._blocks(table.notes, home)
        for footnote in table.footnotes:
            self._blocks(footnote.blocks, home)


def _only_in(one: _Version, other: _Version) -> Iterator[tuple[Thing, Span]]:
    """Yield the things of one version that the other lacks; not those inside something that is lacking itself."""
    near = other.start
    for key, thing in one.things.items():
        if key in other.things:
            near = other.things[key].span
        elif not thing.part or thing.part in other.things or thing.part not in one.things:
            home = other.things.get(thing.part)
            yield thing, near if home is None or _within(near, home.span) else home.span


def _within(span: Span, outer: Span) -> bool:
    return span.file == outer.file and outer[1:3] <= span[1:3] and span[3:] <= outer[3:]


def _units(source: _Version, own: _Version) -> Iterator[tuple[Unit, Unit]]:
    """Yield the units that say the same: by key, then by place where as many have none, else all of a place together."""
    for key, unit in source.units.items():
        if key in own.units:
            yield unit, own.units[key]
    lacking = {*_homes_lacking(source, own), *_homes_lacking(own, source)}
    for home, units in source.loose.items():
        others = own.loose.get(home, []) if home not in lacking else []
        if len(units) == len(others):
            yield from zip(units, others, strict=True)
        elif units and others and not home.startswith("cells of "):
            yield _joined(units), _joined(others)


def _homes_lacking(one: _Version, other: _Version) -> Iterator[str]:
    """Yield where a sentence has a key that the other version lacks: its words there are among those without a key."""
    return (thing.part for key, thing in one.things.items() if thing.block is None and key not in other.things)


def _joined(units: list[Unit]) -> Unit:
    return Unit("", None, tuple(passage for unit in units for passage in unit.passages), units[0].span)
