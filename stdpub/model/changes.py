"""What became of the things of one version of a standard in another: typed pairs, and changes named by what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class ChangeKind(StrEnum):
    """What happened to a thing between two versions."""

    ADDED = "added"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    SPLIT = "split"
    MERGED = "merged"
    EDITORIAL = "editorial"
    REWORDED = "reworded"
    STRENGTHENED = "strengthened"
    WEAKENED = "weakened"
    LIMIT_TIGHTENED = "limit-tightened"
    LIMIT_RELAXED = "limit-relaxed"
    LIMIT_ADDED = "limit-added"
    LIMIT_REMOVED = "limit-removed"
    UNIT_CHANGED = "unit-changed"
    TERM_CHANGED = "term-changed"
    REFERENCE_UPDATED = "reference-updated"
    TABLE_CHANGED = "table-changed"
    FORMULA_CHANGED = "formula-changed"


class Level(StrEnum):
    """What kind of thing changed; notes, examples and statements are text of their clause."""

    CLAUSE = "clause"
    PROVISION = "provision"
    TERM = "term"
    REFERENCE = "reference"
    TABLE = "table"
    FIGURE = "figure"
    FORMULA = "formula"


class Edit(StrEnum):
    """What a run of a redline is."""

    EQUAL = "equal"
    DELETE = "delete"
    INSERT = "insert"


Redline: TypeAlias = "tuple[tuple[Edit, str], ...]"
"""Runs of words: equal and delete give the text before exactly, equal and insert the text after."""


@dataclass(frozen=True, slots=True)
class Side:
    """A thing as it stands in one version: `number` as addresses write it, `label` as the page prints it, `text` its own words.

    What has no number of its own (a sentence) bears that of the clause it stands in.
    The words of things within it (which are compared by themselves) are left out; `title` is a heading, term or caption.
    """

    level: Level
    key: str
    id: str
    number: str
    label: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """What became of a thing: its sides (None where it is not there), and how certain that is, 0 to 1; 1 by key."""

    before: Side | None
    after: Side | None
    certainty: float


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed in one way.

    There is one side on each hand, none on that of an addition or a withdrawal, and several after a split or before a
    merger, first the one that keeps most. `substantive`: who conforms to the old text has to look again.
    """

    kind: ChangeKind
    level: Level
    before: tuple[Side, ...]
    after: tuple[Side, ...]
    substantive: bool
    certainty: float
    redline: Redline


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pairs of two versions, in the order of the later one with what was withdrawn where it stood, and all changes."""

    pairs: tuple[Pair, ...]
    changes: tuple[Change, ...]
