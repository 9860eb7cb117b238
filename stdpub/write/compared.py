"""Two versions of a standard and what differs between them, as those who write about it need it: by thing, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from stdpub.model.changes import Change, ChangeKind, Comparison, Level, Redline, Side
from stdpub.model.content import Block, List, Paragraph, References
from stdpub.model.header import Header
from stdpub.model.standard import Clause, Part, Standard
from stdpub.model.walking import below
from stdpub.write.printed import reference

LIMITS = frozenset(
    {
        ChangeKind.LIMIT_ADDED,
        ChangeKind.LIMIT_REMOVED,
        ChangeKind.LIMIT_RELAXED,
        ChangeKind.LIMIT_TIGHTENED,
        ChangeKind.UNIT_CHANGED,
    }
)
PLACE = frozenset({ChangeKind.MOVED, ChangeKind.RENUMBERED})
"""Kinds that say where a thing stands now, and nothing of its words."""


_LIST = re.compile("l[0-9]+")
"""What addresses write for a further list of a clause; no page prints it."""

SURE = 0.95
"""How certain a pair has to be for its certainty to go without saying."""


class Only(StrEnum):
    """Which changes are wanted."""

    SUBSTANTIVE = "substantive"
    LIMITS = "limits"
    TERMS = "terms"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a thing stands: the node itself, and the clauses and entries around it, the innermost last.

    A clause or term entry is the last of its own.
    """

    node: object
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """All that happened to one thing, or to those that were split or merged."""

    changes: tuple[Change, ...]

    @property
    def level(self) -> Level:
        """What kind of thing it is."""
        return self.changes[0].level

    @property
    def before(self) -> tuple[Side, ...]:
        """The sides in the version before."""
        return self.changes[0].before

    @property
    def after(self) -> tuple[Side, ...]:
        """The sides in the version after."""
        return self.changes[0].after

    @property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """What happened, each kind once."""
        return tuple(dict.fromkeys(change.kind for change in self.changes))

    @property
    def substantive(self) -> bool:
        """Tell whether any of it is a change of substance."""
        return any(change.substantive for change in self.changes)

    @property
    def certainty(self) -> float:
        """How certain the pairing is."""
        return min(change.certainty for change in self.changes)

    @property
    def redline(self) -> Redline:
        """The words before and after; the same for every change of a thing, but for those that say none."""
        return max((change.redline for change in self.changes), key=len)


@dataclass(frozen=True)
class Compared:
    """Two versions with their comparison; `names` are what the user calls them, where they have no other names.

    `only` are the changes that are wanted; what became of all things is told by all of them.
    """

    before: Standard
    after: Standard
    comparison: Comparison
    names: tuple[str, str] = ("", "")
    only: Only | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes that are wanted."""
        only = self.only
        return self.comparison.changes if only is None else tuple(_wanted(self.comparison.changes, only))

    @property
    def called(self) -> tuple[str, str]:
        """What the versions are called: as they are cited where that tells them apart, else as the user does."""
        one, other = cited(self.before.header), cited(self.after.header)
        if one and other and one != other:
            return one, other
        mine, yours = self.names
        return mine or one or self.before.slug, yours or other or self.after.slug

    @cached_property
    def places_before(self) -> Mapping[str, Place]:
        """The place of everything with an id in the version before."""
        return places(self.before)

    @cached_property
    def places_after(self) -> Mapping[str, Place]:
        """The place of everything with an id in the version after."""
        return places(self.after)

    def chapters(self) -> tuple[tuple[Clause | None, tuple[Entry, ...]], ...]:
        """Return the things that changed by the chapter they stand in, in the order of the later version.

        What was withdrawn stands in its chapter's, though the comparison names it between others.
        """
        kept = {
            pair.before.id: pair.after.id
            for pair in self.comparison.pairs
            if pair.before and pair.after and pair.after.level is Level.CLAUSE
        }
        later = {clause.id: (at, 0, 0) for at, clause in enumerate(self.after.clauses)}
        order: dict[str, tuple[int, int, int]] = dict(later)
        before = (-1, 1, 0)
        for at, clause in enumerate(self.before.clauses):
            became = later.get(kept.get(clause.id, ""))
            before = (became[0], 1, at) if became else (before[0], 1, at)
            if not became:
                order.setdefault(clause.id, before)
        found: dict[str, tuple[Clause | None, list[Entry]]] = {}
        for entry in self.entries():
            chapter = self._chapter(entry, kept)
            found.setdefault(chapter.id if chapter else "", (chapter, []))[1].append(entry)
        ids = sorted(found, key=lambda name: order.get(name, (len(later), 0, 0)))
        return tuple((found[name][0], tuple(found[name][1])) for name in ids)

    def _chapter(self, entry: Entry, kept: Mapping[str, str]) -> Clause | None:
        """Return the chapter of a thing: of what was withdrawn the one that its chapter became."""
        place = self.place(entry)
        part = place.parts[0] if place else None
        if part is not None and not entry.after:
            became = self.places_after.get(kept.get(part.id, ""))
            part = became.parts[0] if became else part
        return part if isinstance(part, Clause) else None

    def entries(self) -> tuple[Entry, ...]:
        """Return the changes by thing, in the order of the comparison."""
        found: dict[tuple[tuple[Side, ...], tuple[Side, ...]], list[Change]] = {}
        for change in self.changes:
            found.setdefault((change.before, change.after), []).append(change)
        return tuple(Entry(tuple(changes)) for changes in found.values())

    def place(self, entry: Entry) -> Place | None:
        """Return where a thing stands in the later version, in the earlier one where it is gone."""
        if entry.after:
            return self.places_after.get(entry.after[0].id)
        return self.places_before.get(entry.before[0].id)

    def label_before(self, side: Side) -> str:
        """Return the printed number of a thing in the version before, or that of what it stands in."""
        return _label(side, self.places_before)

    def label_after(self, side: Side) -> str:
        """Return the printed number of a thing in the version after, or that of what it stands in."""
        return _label(side, self.places_after)

    def numbers(self, entry: Entry) -> tuple[str, str]:
        """Return the printed numbers of a thing before and after; several are joined, none is empty."""
        before = dict.fromkeys(filter(None, map(self.label_before, entry.before)))
        after = dict.fromkeys(filter(None, map(self.label_after, entry.after)))
        return ", ".join(before), ", ".join(after)


def cited(header: Header) -> str:
    """Return what a version is called: by its identifier and version where it has one, else as it is cited."""
    return " ".join(filter(None, (header.identifier, header.version))) if header.version else reference(header)


def _label(side: Side, places_: Mapping[str, Place]) -> str:
    """Return what is printed before a thing: its own number, behind that of its clause where that alone says little."""
    place = places_.get(side.id)
    around = [part for part in place.parts if part.label or _titled(part)] if place else []
    clause = around[-1].label if around else ""
    if side.level is Level.PROVISION and clause and side.label != clause:
        return " ".join((clause, *_items(side, around[-1])))
    return side.label or clause or ("" if around else side.number)


def _items(side: Side, clause: Part) -> Iterator[str]:
    """Yield the printed labels of the item that a provision is, behind those of the items it stands in; no bullets."""
    if side.label[:1].isalnum():
        above = side.number.removeprefix(f"{clause.number}.").split(".")[:-1]
        yield from (f"{one}{side.label[-1]}" for one in above if not _LIST.fullmatch(one))
        yield side.label


def _titled(part: Part) -> bool:
    return bool(part.title if isinstance(part, Clause) else part.designations)


def _wanted(changes: tuple[Change, ...], only: Only) -> Iterator[Change]:
    for change in changes:
        term = change.level is Level.TERM or change.kind is ChangeKind.TERM_CHANGED
        wanted = {Only.SUBSTANTIVE: change.substantive, Only.LIMITS: change.kind in LIMITS, Only.TERMS: term}
        if wanted[only]:
            yield change


def places(standard: Standard) -> dict[str, Place]:
    """Return the place of everything in a standard that has an id."""
    found: dict[str, Place] = {}
    for clause in standard.clauses:
        for parts in _around(clause, ()):
            part = parts[-1]
            found.setdefault(part.id, Place(part, parts))
            own = part.blocks if isinstance(part, Clause) else (*part.definition, *part.examples, *part.notes)
            for node in _within(own):
                found.setdefault(str(getattr(node, "id", "")), Place(node, parts))
    found.pop("", None)
    return found


def _around(part: Part, above: tuple[Part, ...]) -> Iterator[tuple[Part, ...]]:
    """Yield a part and all parts below it, each with those around it."""
    yield (parts := (*above, part))
    if isinstance(part, Clause):
        for one in part.clauses:
            yield from _around(one, parts)


def _within(blocks: tuple[Block, ...]) -> Iterator[object]:
    """Yield blocks with all that they hold and that may have an id."""
    for block in below(blocks):
        yield block
        match block:
            case Paragraph():
                yield from block.sentences
            case List() | References():
                yield from block.items
