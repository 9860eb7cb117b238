"""Term entries: designations, definition, and where they come from (ISO 10241-1, GB/T 1.1-2020, 8.7)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stdpub.model.content import Block
from stdpub.model.inlines import Inline
from stdpub.model.source import Span


class Status(StrEnum):
    """How a designation may be used."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"
    ABBREVIATION = "abbreviation"
    SYMBOL = "symbol"


@dataclass(frozen=True, slots=True)
class Designation:
    """One word for the concept, in one language."""

    words: tuple[Inline, ...]
    language: str
    status: Status
    span: Span


@dataclass(frozen=True, slots=True)
class TermSource:
    """Where an entry was taken from; `reference` is the key of the cited entry or empty, `target_id` its id."""

    reference: str
    words: tuple[Inline, ...]
    span: Span
    target_id: str = ""


@dataclass(frozen=True, slots=True)
class TermEntry:
    """One concept; the first designation is the preferred term in the standard's language."""

    designations: tuple[Designation, ...]
    domain: str
    definition: tuple[Block, ...]
    examples: tuple[Block, ...]
    notes: tuple[Block, ...]
    source: tuple[TermSource, ...]
    key: str
    id: str
    number: str
    label: str
    span: Span
    fixed_label: str = ""  # what an import found printed, empty where the scheme numbers
