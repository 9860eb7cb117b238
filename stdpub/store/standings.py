"""Which edition applies when: the editions of a standard and its register in; their legal status on a day out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from stdpub.model.register import Event, EventKind, Register
from stdpub.store.catalogue import Edition, Period, Standing, Status, is_change, newest_whole

_TERMS = frozenset({EventKind.PUBLISHED, EventKind.IMPLEMENTED, EventKind.CONFIRMED})
"""Events that may set a term: the day on which the edition ends without an event of its own."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A time for which an edition applies: from a day (empty: not known) to the first of what ends it."""

    start: str = ""
    implemented: bool = False
    term: str = ""
    ends: tuple[Event, ...] = ()

    @property
    def over(self) -> str:
        """The day on which it ends as it was recorded, empty where it does not."""
        days = {event.until or event.on for event in self.ends} | {self.term}
        return min(days - {""}, default="")

    @property
    def void(self) -> bool:
        """Whether the edition is withdrawn before it ever applies."""
        days = {event.until or event.on for event in self.ends if event.kind is EventKind.WITHDRAWN} | {self.term}
        return not self.start or any(day <= self.start for day in days - {""})

    def closed(self, successors: Mapping[str, str]) -> dict[str, Status]:
        """Return the days on which it ends, each with what the edition is from then on."""
        found: dict[str, Status] = {}
        for event in self.ends:
            day = _end(event, successors)
            if event.kind is EventKind.WITHDRAWN:
                found[day] = Status.WITHDRAWN
            elif day:
                found.setdefault(day, Status.SUPERSEDED)
        return found | ({self.term: Status.WITHDRAWN} if self.term else {})


def standings(editions: tuple[Edition, ...], register: Register, on: date) -> tuple[Standing, ...]:
    """Return the status of each edition on a day, in the order given, by the register alone."""
    held = frozenset(edition.id for edition in editions)
    return tuple(_standing(edition.id, periods(register, edition.id, held), on.isoformat()) for edition in editions)


def _standing(edition: str, all_periods: tuple[Period, ...], day: str) -> Standing:
    following = [*(period.since for period in all_periods[1:]), ""]
    at = max(at for at, period in enumerate(all_periods) if period.since <= day)
    return Standing(edition, all_periods[at].status, all_periods[at].since, following[at])


def applying(editions: tuple[Edition, ...], register: Register, day: date) -> Edition | None:
    """Return the newest edition that is in force on a day, None where none is; an amendment is no edition to apply."""
    holding = {found.edition for found in standings(editions, register, day) if found.status is Status.IN_FORCE}
    return next((edition for edition in newest_whole(editions) if edition.id in holding), None)


def nearest(editions: tuple[Edition, ...], register: Register, day: date) -> tuple[str, str]:
    """Return the last edition that began to apply by a day, and the first one after it; empty where there is none."""
    whole = [edition.id for edition in editions if not is_change(edition.id)]
    started = sorted((begun, edition) for edition in whole if (begun := start(register, edition)))
    before = [edition for begun, edition in started if begun <= day.isoformat()]
    after = [edition for begun, edition in started if begun > day.isoformat()]
    return (before[-1] if before else ""), (after[0] if after else "")


def start(register: Register, edition: str) -> str:
    """Return the day from which an edition first applies, empty where the register does not say."""
    found = stretches_of(register.about(edition))
    return found[0].start if found else ""


def in_force(editions: tuple[Edition, ...], register: Register) -> tuple[tuple[str, str], ...]:
    """Return which edition applies from which day on, the newest where there are several, empty for none; by day."""
    held = frozenset(edition.id for edition in editions)
    days = {period.since for edition in editions for period in periods(register, edition.id, held)} - {""}
    found: list[tuple[str, str]] = []
    for day in sorted(days):
        applies = applying(editions, register, date.fromisoformat(day))
        name = applies.id if applies else ""
        if name != (found[-1][1] if found else ""):
            found.append((day, name))
    return tuple(found)


def periods(register: Register, edition: str, held: frozenset[str]) -> tuple[Period, ...]:
    """Return the statuses that an edition has one after the other; the first begins on no day.

    `held` are the editions that the library has: one that is not there replaces nothing.
    """
    successors = _successors(register, edition, held)
    stretches = tuple((one.start, one.closed(successors)) for one in stretches_of(register.about(edition)))
    days = {begun for begun, _ in stretches} | {day for _, closed in stretches for day in closed}
    found: list[Period] = []
    for day in sorted(days | {""}):
        status = _status(stretches, day)
        if not found or found[-1].status is not status:
            found.append(Period(status, day))
    return tuple(found)


def _status(stretches: tuple[tuple[str, dict[str, Status]], ...], day: str) -> Status:
    for begun, closed in reversed(stretches):
        ended = {status for end, status in closed.items() if end <= day}
        if ended:
            return Status.WITHDRAWN if Status.WITHDRAWN in ended else Status.SUPERSEDED
        if begun and begun <= day:
            return Status.IN_FORCE
    return Status.NOT_YET if stretches and stretches[0][0] else Status.UNKNOWN


def _successors(register: Register, edition: str, held: frozenset[str]) -> dict[str, str]:
    """Return, for each edition that is said to replace one, the day it does: empty where it never will."""
    found: dict[str, str] = {}
    for event in register.about(edition):
        if event.kind is EventKind.REPLACED and event.by:
            first = next(iter(stretches_of(register.about(event.by))), Stretch())
            found[event.by] = first.start if event.by in held and not first.void else ""
    return found


def stretches_of(events: tuple[Event, ...]) -> tuple[Stretch, ...]:
    """Return the times for which an edition applies, by its events in the order they were recorded."""
    found: list[Stretch] = []
    for event in events:
        last = found.pop() if found else Stretch()
        match event.kind:
            case EventKind.IMPLEMENTED if last.start and "" < last.over <= event.on:
                found.append(last)
                last = Stretch(event.on, implemented=True)
            case EventKind.IMPLEMENTED:
                last = replace(last, start=event.on, implemented=True)
            case EventKind.PUBLISHED if not last.implemented:
                last = replace(last, start=last.start or event.on)
            case EventKind.POSTPONED if event.until:
                last = replace(last, start=event.until, implemented=True)
            case EventKind.WITHDRAWN | EventKind.REPLACED:
                last = replace(last, ends=(*last.ends, event))
            case _:
                pass
        if event.until and event.kind in _TERMS:
            last = replace(last, term=event.until)
        found.append(last)
    return tuple(found)


def _end(event: Event, successors: Mapping[str, str]) -> str:
    """Return the day on which an edition ends by an event, after its transition; empty where it does not."""
    if event.kind is EventKind.REPLACED and event.by:
        begun = successors.get(event.by, "")
        return max(begun, event.until) if begun else ""
    return event.until or event.on


def withdrawn_clauses(register: Register, edition: str, on: date) -> tuple[str, ...]:
    """Return the keys of an edition that were withdrawn by themselves and hold no longer on a day, sorted."""
    day = on.isoformat()
    gone = (event for event in register.about(edition) if event.kind is EventKind.CLAUSE_WITHDRAWN)
    return tuple(sorted({event.key for event in gone if (event.until or event.on) <= day}))


def identifier(register: Register, edition: Edition, on: date) -> str:
    """Return what an edition is called on a day: what it was last converted to, else what it was published as."""
    day = on.isoformat()
    converted = (event for event in register.about(edition.id) if event.kind is EventKind.CONVERTED)
    named = sorted((event.on, at, event.identifier) for at, event in enumerate(converted) if event.on <= day)
    return named[-1][2] if named else edition.identifier
