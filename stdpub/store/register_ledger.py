"""What publishing writes into `register.yml`: the library's and the folder's register and an edition's dates in; the new bytes out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from stdpub.model.amendments import amended_edition
from stdpub.model.register import Event, EventKind, Register
from stdpub.store.catalogue import Edition, is_change, natural
from stdpub.store.errors import RegisterConflict
from stdpub.store.library import Library
from stdpub.store.objects import RefMoved
from stdpub.store.publication import Publication
from stdpub.store.register_file import append, is_day, merge_registers, read_register, refuse_rewritten

_ENDS = frozenset({EventKind.WITHDRAWN, EventKind.REPLACED})
_BEGINS = frozenset({EventKind.PUBLISHED, EventKind.IMPLEMENTED})
_CHANGE = re.compile(r"(amd|cor)[0-9]+-of-(.+)")
_DASHES = str.maketrans("‐‑‒–—―−", "-------")


@dataclass(frozen=True, slots=True)
class Facts:
    """What the front matter of an edition says of its life: identifier, days, and the identifiers it replaces."""

    edition: str
    identifier: str
    date: str
    implementation: str
    replaces: tuple[str, ...] = ()

    @property
    def start(self) -> str:
        """The day from which it is to apply, empty where its dates do not say."""
        return next((day for day in (self.implementation, self.date) if is_day(day)), "")

    @property
    def rank(self) -> tuple[str, str, tuple[tuple[int, str], ...]]:
        """What editions of one standard are ordered by."""
        return self.start, self.date, natural(self.edition)


def register_ledger(
    library: Library, tip: str, slug: str, given: bytes, publication: Publication | None, now: datetime | None = None
) -> bytes:
    """Return the `register.yml` of a standard as an edition is published, empty where there is nothing to record.

    It is the library's, at the tip of its main branch, with the events that the folder's has more and those that dates
    of front matter say; the library's alone where no edition is new. Raise BadRegister, RegisterConflict, or RefMoved where the tip is one no longer.
    """
    recorded = moment(now)
    ours = recorded_register(library, tip, slug)
    if publication is None:
        return ours
    try:
        _refuse_rewritten(library, slug, read_register(ours).events)
    except RegisterConflict:
        # Somebody may have recorded more since the tip was looked up: then it is for the next attempt.
        if tip not in {library.repository.target(library.main), library.repository.target("HEAD")}:
            raise RefMoved(library.main) from None
        raise
    merged = merge_registers(ours, stamped(given, ours, recorded))
    editions = library.editions(slug)
    known = tuple(_facts(one) for one in editions if one.id != publication.edition)
    new = Facts(
        publication.edition,
        publication.identifier,
        publication.date,
        publication.implementation,
        publication.replaces,
    )
    return append(merged, seeds(read_register(merged), (*known, new), recorded))


def _refuse_rewritten(library: Library, slug: str, events: tuple[Event, ...]) -> None:
    """Raise RegisterConflict where a commit changed what was published, or what the archive accepted last."""
    accepted = [receipt.new for receipt in library.receipts() if receipt.ref == library.main]
    for commit in ("", *(commit for commit in accepted[-1:] if library.repository.is_commit(commit))):
        before = library.register_id(commit, slug)
        refuse_rewritten(library.register_at(before, slug).events if before else (), events)


def recorded_register(library: Library, commit: str, slug: str) -> bytes:
    """Return the `register.yml` of a standard at a commit, empty where it never had one."""
    found = library.register_id(commit, slug)
    return library.content(found) if found else b""


def moment(now: datetime | None = None) -> str:
    """Return a time, the present one by default, as registers write it."""
    return (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def stamped(given: bytes, ours: bytes, recorded: str) -> bytes:
    """Return a folder's register whose new events, written by hand, say when the archive recorded them."""
    theirs = read_register(given)
    if theirs.diagnostics or all(event.recorded for event in theirs.events):
        return given
    known = {replace(event, recorded="") for event in read_register(ours).events}
    kept = tuple(event for event in theirs.events if event.recorded)
    new = tuple(event for event in theirs.events if not event.recorded and event not in known)
    return append(b"", (*kept, *(replace(event, recorded=recorded) for event in new)))


def seeds(register: Register, facts: tuple[Facts, ...], recorded: str) -> tuple[Event, ...]:
    """Return the events that the dates of editions say and the register does not know yet, the earliest edition first."""
    found: list[Event] = []
    ordered = sorted(facts, key=lambda one: one.rank)
    fresh = {one.edition for one in ordered if not any(e.kind in _BEGINS for e in register.about(one.edition))}
    for one in ordered:
        if one.edition not in fresh:
            continue
        for kind, day in ((EventKind.PUBLISHED, one.date), (EventKind.IMPLEMENTED, one.implementation)):
            if is_day(day):
                found.append(Event(kind, one.edition, day, recorded))
        change = _CHANGE.fullmatch(one.edition)
        if change and one.start:
            kind = EventKind.AMENDED if change[1] == "amd" else EventKind.CORRECTED
            found.append(Event(kind, change[2], one.start, recorded, identifier=one.identifier))
    return (*found, *_replaced(register, tuple(ordered), fresh, recorded))


def _replaced(register: Register, ordered: tuple[Facts, ...], fresh: set[str], recorded: str) -> list[Event]:
    """Return what says that an edition that is new to the register replaces the ones before it, or is replaced itself."""
    whole = [one for one in ordered if one.start and not is_change(one.edition)]
    ended = {event.edition for event in register.events if event.kind in _ENDS}
    found: list[Event] = []
    for at, new in enumerate(whole):
        for old in _predecessors(whole[:at], new):
            if old.edition not in ended and (new.edition in fresh or old.edition in fresh):
                ended.add(old.edition)
                event = Event(EventKind.REPLACED, old.edition, new.start, recorded)
                found.append(replace(event, identifier=new.identifier, by=new.edition))
    return found


def _predecessors(before: list[Facts], new: Facts) -> list[Facts]:
    """Return the earlier editions that one replaces: those it names, all of them where it names none of them.

    An edition that is named is meant as it was amended, too.
    """
    names = set(map(_plain, new.replaces))
    named = {old.edition for old in before if not names.isdisjoint(_names(old))}
    return [old for old in before if amended_edition(old.edition) in named] if named else before


def _names(old: Facts) -> set[str]:
    """Return what an edition can be called: by its identifier, and by that with its year behind a dash or a colon."""
    if amended_edition(old.edition) != old.edition:
        return set()
    name = _plain(old.identifier)
    return {name, *(f"{name}{joint}{old.date[:4]}" for joint in "-:")} if name else set()


def _plain(identifier: str) -> str:
    """Return an identifier without what is spelled in more than one way: kinds of dashes, of width, and space."""
    return "".join(unicodedata.normalize("NFKC", identifier).translate(_DASHES).split()).casefold()


def _facts(edition: Edition) -> Facts:
    return Facts(edition.id, edition.identifier, edition.date, edition.implementation)
