"""Amendments and corrigenda: what a file of instructions says, and what such files have made of a consolidated text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from stdpub.model.source import Span

_FILE = re.compile(r"(amd|cor)-([1-9][0-9]{0,2})(?:\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*))?\.md")
_OWN_FOLDER = re.compile(r"(?:amd|cor)-[1-9][0-9]{0,2}/")
_CONSOLIDATED = re.compile(r"(?:-(?:amd|cor)[0-9]+)+\Z")
_CHANGE = re.compile(r"(?:amd|cor)[0-9]+-of-(.+)")


class IssueKind(StrEnum):
    """What changes an edition after it was published."""

    AMENDMENT = "amendment"
    CORRIGENDUM = "corrigendum"

    @property
    def short(self) -> str:
        """How the ids of editions write it."""
        return "amd" if self is IssueKind.AMENDMENT else "cor"


@dataclass(frozen=True, slots=True)
class Issue:
    """One amendment or corrigendum of an edition, and since when it holds; dates are `YYYY-MM-DD` or empty."""

    kind: IssueKind
    number: int
    amends: str
    date: str
    implementation: str

    @property
    def name(self) -> str:
        """The amendment in the ids of consolidated editions: `amd1`."""
        return f"{self.kind.short}{self.number}"

    @property
    def edition_id(self) -> str:
        """The amendment as a document of its own in addresses and tags: `amd1-of-2026`."""
        return f"{self.name}-of-{self.amends}"


class Act(StrEnum):
    """What an instruction does to the thing that its key names."""

    REPLACE = "replace"
    INSERT_AFTER = "insert-after"
    DELETE = "delete"
    REPLACE_TEXT = "replace-text"


@dataclass(frozen=True, slots=True)
class Instruction:
    """One instruction: `start` and `end` bound its new text in the file; `old` and `new` are those of `replace-text`.

    `at` is its opening line, `key_at` the key in it.
    """

    act: Act
    key: str
    old: str
    new: str
    start: int
    end: int
    at: Span
    key_at: Span


class Effect(StrEnum):
    """What happened to a thing of a consolidated text."""

    REPLACED = "replaced"
    INSERTED = "inserted"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Amended:
    """One thing that an amendment changed: `by` is the amendment's name; `number` what a deleted thing was numbered or called."""

    by: str
    effect: Effect
    key: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Consolidation:
    """What amendments made of an edition: in which order, what they changed, and which numbers that fixed.

    `vacant` are the numbers of what was deleted: nothing else ever bears them. `numbers` are those of inserted things by key.
    """

    issues: tuple[Issue, ...] = ()
    changes: tuple[Amended, ...] = ()
    vacant: frozenset[str] = frozenset()
    numbers: tuple[tuple[str, str], ...] = ()


UNAMENDED = Consolidation()
"""What is said of a text that no amendment has changed."""


class FileName(NamedTuple):
    """What the name of a file says: an amendment, its number, its language where it is a translation."""

    kind: IssueKind
    number: int
    language: str


def amendment_name(path: str) -> FileName | None:
    """Return what the path of an amendment's file says, None where it is no such path."""
    found = _FILE.fullmatch(path)
    if found is None:
        return None
    kind = IssueKind.AMENDMENT if found[1] == IssueKind.AMENDMENT.short else IssueKind.CORRIGENDUM
    return FileName(kind, int(found[2]), found[3] or "")


def belongs_to_amendment(path: str) -> bool:
    """Tell whether a file of a standard's folder is an amendment's: its text, or a picture or table in `amd-1/`."""
    return amendment_name(path) is not None or _OWN_FOLDER.match(path) is not None


def amended_edition(edition: str) -> str:
    """Return the edition that a consolidated one was made of: `2026` of `2026-amd1-cor1`."""
    return _CONSOLIDATED.sub("", edition)


def is_consolidated(edition: str, other: str) -> bool:
    """Tell whether an edition is one that amendments made of the same edition as another."""
    base = amended_edition(other)
    return edition != base == amended_edition(edition)


def rests_on(edition: str) -> tuple[str, ...]:
    """Return the editions that one is worth nothing without, by their ids.

    A consolidated edition rests on what was amended and on each amendment: `2026-amd1` on `2026` and `amd1-of-2026`; an
    amendment on the edition that it amends.
    """
    if change := _CHANGE.fullmatch(edition):
        return (change[1],)
    base = amended_edition(edition)
    found: list[str] = []
    while edition != base:
        edition, _, name = edition.rpartition("-")
        found += [edition, f"{name}-of-{base}"]
    return tuple(found)
