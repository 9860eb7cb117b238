"""Amendments and corrigenda: what a file of instructions says, and what such files have made of a consolidated text."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stdpub.model.source import Span


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
    """One thing that an amendment changed: `by` is the amendment's name; `number` what a deleted thing was numbered."""

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
