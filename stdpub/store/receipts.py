"""Receive what moved in a library: its references in; receipts at the end of the log out; and the log held against itself."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from stdpub.model.folder import REGISTER_FILE
from stdpub.model.register import Event
from stdpub.model.source import Words
from stdpub.store.errors import CorruptLibrary, RegisterConflict
from stdpub.store.library import Library
from stdpub.store.objects import Change, EntryKind
from stdpub.store.persistence import PATIENCE, persistently
from stdpub.store.published import PUBLISHED
from stdpub.store.receipt_log import RECEIPTS, Receipt, chained, references, write_receipts
from stdpub.store.register_file import refuse_rewritten

_RECEIVED = ("refs/heads/", "refs/tags/", "refs/stdpub/")


@dataclass(frozen=True, slots=True)
class Breach:
    """Something in the log that an archive left alone does not have; `number` counts receipts from 1, 0 for all of it."""

    number: int
    message: Words


def receipts(library: Library) -> tuple[Receipt, ...]:
    """Return every receipt of a library, the first accepted first."""
    return library.receipts()


def receive(library: Library, *, now: datetime | None = None, patience: float = PATIENCE) -> tuple[Receipt, ...]:
    """Write receipts for all references that are not where the log left them, and return these receipts.

    Publishing and `stdpub register` call it when they are done, a hook after a push, a server when it looks again: one
    that was killed before it could is completed by the next one. Raise LibraryBusy where others kept writing.
    """
    repository = library.repository

    def attempt() -> tuple[Receipt, ...]:
        tip = repository.target(RECEIPTS)
        log = library.receipts()
        new = chained(_moves(library, references(log)), log[-1] if log else None, now or datetime.now(UTC))
        if new:
            lost = tuple(sorted(set(_lost(library, new))))
            parents = (tip, *lost) if tip else ()
            commit = repository.put_commit(repository.put_tree({}), write_receipts(new), repository.who(), parents)
            repository.swap((Change(RECEIPTS, tip, commit),))
        return new

    return persistently(attempt, repository, patience)


def _moves(library: Library, before: dict[str, str]) -> list[tuple[str, str, str]]:
    """Return the references that stand elsewhere than before, by name: reference, old and new target."""
    current = _current(library)
    names = sorted(before.keys() | current.keys())
    moves = ((name, before.get(name, ""), current.get(name, "")) for name in names)
    return [move for move in moves if move[1] != move[2]]


def _current(library: Library) -> dict[str, str]:
    """Return the references as they stood at one moment: while they are read, somebody may move several."""
    repository = library.repository
    found = repository.refs("refs/")
    while (again := repository.refs("refs/")) != found:
        found = again
    return {ref.name: ref.target for ref in found if ref.name.startswith(_RECEIVED) and ref.name != RECEIPTS}


def _lost(library: Library, new: tuple[Receipt, ...]) -> Iterator[str]:
    """Yield the commits that a move leaves without a name: as parents in the log, they are kept for ever."""
    repository = library.repository
    for receipt in new:
        # What is gone by now cannot be kept.
        with suppress(CorruptLibrary):
            old = repository.peel(receipt.old) if receipt.old else ""
            tip = repository.peel(receipt.new) if receipt.new else ""
            if old and not (tip and repository.descends(tip, old)):
                yield old


# Holding the log against itself


def check_receipts(log: tuple[Receipt, ...], witness: str = "") -> tuple[Breach, ...]:
    """Return what is wrong with a log: broken chain, time that goes back, moves that do not follow, editions that moved.

    `witness` is the digest of a receipt that was noted elsewhere: a log that was written anew does not have it.
    """
    found = tuple(breach for number, breach in _breaches(log))
    if witness and witness not in {receipt.digest for receipt in log}:
        message = Words(
            f"no receipt has the digest `{witness[:64]}`: the log was written anew",
            f"没有摘要为`{witness[:64]}`的回执：日志已被重写",
        )
        return (*found, Breach(0, message))
    return found


def _breaches(log: tuple[Receipt, ...]) -> Iterator[tuple[int, Breach]]:
    state: dict[str, str] = {}
    previous = accepted = ""
    for number, receipt in enumerate(log, 1):
        for message in _faults(receipt, previous, accepted, state.get(receipt.ref, "")):
            yield number, Breach(number, message)
        state[receipt.ref] = receipt.new
        previous, accepted = receipt.digest, max(accepted, receipt.accepted)


def _faults(receipt: Receipt, previous: str, accepted: str, old: str) -> Iterator[Words]:
    """Yield what is wrong with a receipt, given the digest and time before it and where its reference stood."""
    if not receipt.ref:
        yield Words(f"`{receipt.previous[:80]}` is no receipt", f"`{receipt.previous[:80]}`不是回执")
        return
    if receipt.previous != previous:
        yield Words("it does not name the receipt before it", "它没有指向前一条回执")
    if receipt.accepted < accepted:
        yield Words(f"it is older than the one before: {receipt.accepted}", f"它早于前一条：{receipt.accepted}")
    if receipt.old != old:
        yield Words(
            f"`{receipt.ref}` moves from where it was not: `{receipt.old or '-'}`",
            f"`{receipt.ref}`并不在所称的原位置：`{receipt.old or '-'}`",
        )
    if receipt.ref.startswith(PUBLISHED) and receipt.old:
        what = Words("moved", "被移动") if receipt.new else Words("was deleted", "被删除")
        yield Words(f"the published `{receipt.ref}` {what.en}", f"已发布的`{receipt.ref}`{what.zh}")


def unreceived(library: Library) -> tuple[str, ...]:
    """Return the references that are not where the log left them: what came by push and was not received yet."""
    return tuple(move[0] for move in _moves(library, references(library.receipts())))


def changed_registers(library: Library) -> tuple[Breach, ...]:
    """Return where a move of the main branch changed or took out an event that a register had recorded."""
    found: list[Breach] = []
    events: dict[str, tuple[Event, ...]] = {}
    for number, receipt in enumerate(library.receipts(), 1):
        if receipt.ref != library.main or not library.repository.is_commit(receipt.new):
            continue
        for slug, after in _registers(library, receipt.new).items():
            try:
                refuse_rewritten(events.get(slug, ()), after)
            except RegisterConflict as error:
                message = Words(f"`{slug}`: {error.message.en}", f"`{slug}`：{error.message.zh}")
                found.append(Breach(number, message))
            events[slug] = after
    return tuple(found)


def _registers(library: Library, commit: str) -> dict[str, tuple[Event, ...]]:
    """Return the events of every standard at a commit that has a register."""
    repository = library.repository
    found: dict[str, tuple[Event, ...]] = {}
    for entry in repository.entries(repository.tree_of(commit)):
        inside = repository.entry(entry.id, REGISTER_FILE) if entry.kind is EntryKind.FOLDER else None
        if inside is not None and inside.kind is EntryKind.FILE:
            found[entry.name] = library.register_at(inside.id, entry.name).events
    return found
