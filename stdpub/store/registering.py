"""Record an event in a library: its standard and the event in; a commit on the main branch with one line more out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from stdpub.model.folder import REGISTER_FILE
from stdpub.model.register import Event, Register
from stdpub.model.source import Words
from stdpub.store.errors import FolderDirty
from stdpub.store.library import Library
from stdpub.store.objects import Entry, EntryKind, Person
from stdpub.store.persistence import PATIENCE, persistently
from stdpub.store.possible_events import refuse_impossible
from stdpub.store.receipts import receive
from stdpub.store.register_file import append, printable, read_register, refuse_unreadable
from stdpub.store.register_ledger import moment, recorded_register
from stdpub.store.repository import make_durable


@dataclass(frozen=True, slots=True)
class Recorded:
    """What recording came to: the event as it was written, the commit, and the register with it."""

    event: Event
    commit: str
    register: Register


def would_be(library: Library, slug: str, event: Event, *, now: datetime | None = None) -> Register:
    """Return the register with an event that is not recorded; raise ImpossibleEvent where it cannot be."""
    work = library.work(slug, drafts=False)
    refuse_unreadable(work.register)
    refuse_impossible(work.register, work.editions, event)
    return Register((*work.register.events, replace(event, recorded=moment(now))))


def record(
    library: Library,
    slug: str,
    event: Event,
    *,
    who: Person | None = None,
    now: datetime | None = None,
    patience: float = PATIENCE,
) -> Recorded:
    """Add an event at the end of a standard's register on the main branch.

    Raise ImpossibleEvent, BadRegister where the register cannot be read, FolderDirty where it is being edited in the
    library's work tree, LibraryBusy where others kept moving the branch.
    """
    make_durable()
    repository = library.repository
    path = f"{slug}/{REGISTER_FILE}"

    def attempt() -> Recorded:
        tip = repository.target(library.main)
        would_be(library, slug, event)
        checked_out = repository.work_tree is not None and repository.head() == library.main
        if checked_out and path in repository.changed(slug):
            raise FolderDirty(
                Words(f"not committed in the library: `{path}`", f"库中尚未提交：`{path}`"),
                Words("commit the change, then record the event", "请先提交改动，再登记"),
            )
        written = printable(replace(event, recorded=moment(now)))
        content = append(recorded_register(library, tip, slug), (written,))
        blob = repository.put_blob(content)
        tree = repository.put_tree({REGISTER_FILE: Entry(REGISTER_FILE, blob, EntryKind.FILE)}, library.tree(tip, slug))
        root = repository.put_tree({slug: Entry(slug, tree, EntryKind.FOLDER)}, repository.tree_of(tip))
        message = f"Record that {slug} {event.edition} is {event.kind}\n\n{event.announcement}\n".rstrip() + "\n"
        commit = repository.advance(library.main, tip, root, message, who or repository.who())
        if checked_out and repository.work_tree is not None:
            repository.stage(path, blob)
            (repository.work_tree / path).write_bytes(content)
        return Recorded(written, commit, read_register(content, path))

    done = persistently(attempt, repository, patience)
    receive(library, now=now, patience=patience)
    return done
