"""Which edition applies when: the editions of a standard and its register in; their legal status on a day out.

An amendment, and an edition consolidated with one, is worth no more than what it rests on: what ends or postpones the
edition that was amended ends or postpones it as amended, too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from stdpub.model.amendments import is_consolidated, rests_on
from stdpub.model.register import Event, EventKind, Register
from stdpub.store.catalogue import Edition, Period, Standing, Status, newest_whole

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


class Nearest(NamedTuple):
    """The editions that apply before and after a day on which none does, until and from when; empty where there is none."""

    before: str = ""
    until: str = ""
    after: str = ""
    since: str = ""


def nearest(editions: tuple[Edition, ...], register: Register, day: date) -> Nearest:
    """Return the last edition that applied before a day on which none does, and the first that applies after it."""
    found = Nearest()
    for since, edition in in_force(editions, register):
        if since > day.isoformat():
            if edition:
                return found._replace(after=edition, since=since)
        else:
            found = Nearest(edition) if edition else found._replace(until=since)
    return found


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
    own = _lives(register, edition, held)
    below = [_lives(register, one, held, as_amended=True) for one in rests_on(edition)]
    days = {day for lives in (own, *below) for begun, closed in lives for day in (begun, *closed)}
    found: list[Period] = []
    for day in sorted(days | {""}):
        status = _least(_status(own, day), {_status(lives, day) for lives in below})
        if not found or found[-1].status is not status:
            found.append(Period(status, day))
    return tuple(found)


def _least(own: Status, below: set[Status]) -> Status:
    """Return what an edition is worth, given what those are worth that it rests on."""
    if own is Status.IN_FORCE:
        for status in (Status.WITHDRAWN, Status.SUPERSEDED, Status.NOT_YET):
            if status in below:
                return status
    return own


_Lives = tuple[tuple[str, dict[str, Status]], ...]


def _lives(register: Register, edition: str, held: frozenset[str], *, as_amended: bool = False) -> _Lives:
    """Return each time for which an edition applies: from when, and what ends it when.

    As amended it goes on where an edition consolidated from it takes its place.
    """
    successors = _successors(register, edition, held)
    if as_amended:
        successors |= dict.fromkeys((by for by in successors if is_consolidated(by, edition)), "")
    return tuple((one.start, one.closed(successors)) for one in stretches_of(register.about(edition)))


def _status(stretches: _Lives, day: str) -> Status:
    for begun, closed in reversed(stretches):
        ended = {status for end, status in closed.items() if end <= day}
        if ended:
            return Status.WITHDRAWN if Status.WITHDRAWN in ended else Status.SUPERSEDED
        if begun and begun <= day:
            return Status.IN_FORCE
    return Status.NOT_YET if stretches and stretches[0][0] else Status.UNKNOWN


def _successors(register: Register, edition: str, held: frozenset[str]) -> dict[str, str]:
    """Return, for each edition that is said to replace one, the day it does: empty where it never will."""
    named = {event.by for event in register.about(edition) if event.kind is EventKind.REPLACED and event.by}
    return {by: _first_day(register, by) if by in held else "" for by in named}


def _first_day(register: Register, edition: str) -> str:
    """Return the day from which an edition first applies with all it rests on, empty where it never does."""
    own, *below = (stretches_of(register.about(one))[:1] for one in (edition, *rests_on(edition)))
    firsts = [*own, *(one for first in below for one in first if one.start)]
    if not own or any(one.void for one in firsts):
        return ""
    return max(one.start for one in firsts)


def stretches_of(events: tuple[Event, ...]) -> tuple[Stretch, ...]:
    """Return the times for which an edition applies, by its events in the order they were recorded."""
    found: list[Stretch] = []
    for event in events:
        last = found.pop() if found else Stretch()
        match event.kind:
            case EventKind.IMPLEMENTED if last.start and "" < last.over <= event.on:
                found.append(last)
                last = Stretch(event.on, implemented=True, ends=_handed_on(last))
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


def _handed_on(last: Stretch) -> tuple[Event, ...]:
    """Return what still holds of an edition that was withdrawn and is put into force again: it was amended."""
    withdrawn = bool(last.term) or any(event.kind is EventKind.WITHDRAWN for event in last.ends)
    return tuple(event for event in last.ends if withdrawn and is_consolidated(event.by, event.edition))


def _end(event: Event, successors: Mapping[str, str]) -> str:
    """Return the day on which an edition ends by an event, after its transition; empty where it does not."""
    if event.kind is EventKind.REPLACED and event.by:
        begun = successors.get(event.by, "")
        return max(begun, event.until) if begun else ""
    return event.until or event.on


def withdrawn_clauses(register: Register, edition: str, on: date) -> tuple[str, ...]:
    """Return the keys of an edition that were withdrawn by themselves and hold no longer on a day, sorted.

    A clause that is withdrawn from an edition is withdrawn from those consolidated from it.
    """
    day = on.isoformat()
    events = (event for one in (edition, *rests_on(edition)) for event in register.about(one))
    gone = (event for event in events if event.kind is EventKind.CLAUSE_WITHDRAWN)
    return tuple(sorted({event.key for event in gone if (event.until or event.on) <= day}))


def identifier(register: Register, edition: Edition, on: date) -> str:
    """Return what an edition is called on a day: what it was last converted to, else what it was published as."""
    day = on.isoformat()
    converted = (event for event in register.about(edition.id) if event.kind is EventKind.CONVERTED)
    named = sorted((event.on, at, event.identifier) for at, event in enumerate(converted) if event.on <= day)
    return named[-1][2] if named else edition.identifier
