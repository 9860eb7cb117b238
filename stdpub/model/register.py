"""What happened to the editions of a standard in law, typed: the events that `register.yml` lists, in the order of the list."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from stdpub.model.source import NOWHERE, Diagnostic, Span


class EventKind(StrEnum):
    """What can happen to a published edition."""

    PUBLISHED = "published"
    IMPLEMENTED = "implemented"
    AMENDED = "amended"
    CORRECTED = "corrected"
    POSTPONED = "postponed"
    CONFIRMED = "confirmed"
    CONVERTED = "converted"
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"
    CLAUSE_WITHDRAWN = "clause-withdrawn"


@dataclass(frozen=True, slots=True)
class Event:
    """One event; days are `YYYY-MM-DD`, texts empty where they are missing.

    `on` is the day it takes effect, of a postponement the day it is announced. `until` is the first day on which what
    the event says holds no longer: the end of a transition, of a term, and the new day of implementation where that is
    postponed. `identifier` is that of the other document: of the amendment, of what replaces the edition, or the one it
    is converted to. `by` is the edition of the same standard that replaces it. `recorded` is when this archive wrote it.
    """

    kind: EventKind
    edition: str
    on: str
    recorded: str = ""
    key: str = ""
    identifier: str = ""
    by: str = ""
    until: str = ""
    announcement: str = ""
    at: Span = field(default=NOWHERE, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Register:
    """All events of one standard, the first recorded first, and what is wrong with the file they stand in."""

    events: tuple[Event, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=(), compare=False)

    def about(self, edition: str) -> tuple[Event, ...]:
        """Return the events of one edition."""
        return tuple(event for event in self.events if event.edition == edition)


NO_REGISTER = Register()
"""The register of a standard that has none: nothing is known of its editions."""
