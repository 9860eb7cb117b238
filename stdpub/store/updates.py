"""What a push wants to do to the references of a library in; why it may not, and which standards it changes, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fnmatch import fnmatchcase

from stdpub.model.source import Words
from stdpub.store.errors import RegisterConflict
from stdpub.store.library import HEADS, Library
from stdpub.store.names import is_slug, shorten
from stdpub.store.objects import EntryKind
from stdpub.store.published import OUTPUTS, PUBLISHED
from stdpub.store.receipt_log import RECEIPTS, read_receipts, stamp_of
from stdpub.store.receipts import check_receipts
from stdpub.store.register_file import refuse_rewritten
from stdpub.store.repository import Repository
from stdpub.store.settings import QUANTITIES_FILE

_SOURCE = "standard.md"
_REPLACE = "refs/replace/"
_CLOCKS = timedelta(minutes=10)
"""How much the clocks of two archives may differ."""


@dataclass(frozen=True, slots=True)
class Update:
    """A reference that is to be moved from `old` to `new`; either is empty where there is none."""

    ref: str
    old: str
    new: str


def refused(repository: Repository, update: Update) -> Words | None:
    """Return why an update may never be: what was published does not move, and what was recorded only grows."""
    shown = shorten(update.ref)
    if update.ref.startswith(_REPLACE) and update.new:
        return Words(
            f"`{shown}` would have git show one object in the place of another",
            f"`{shown}` 会使 git 以一个对象冒充另一个对象",
        )
    if update.ref == RECEIPTS and update.new and (fault := _broken(repository, update.new)):
        return fault
    if not update.old or update.old == update.new:
        return None
    if update.ref.startswith(PUBLISHED):
        return Words(
            f"`{shown}` is published: it never moves, and is never deleted", f"`{shown}` 已发布，不得移动或删除"
        )
    if update.ref == RECEIPTS or update.ref.startswith(OUTPUTS):
        if not update.new:
            return Words(f"`{shown}` is a record: it is never deleted", f"`{shown}` 是存档记录，不得删除")
        if not _grows(repository, update):
            return Words(f"`{shown}` is a record: it only grows", f"`{shown}` 是存档记录，只能续写")
    return None


def _broken(repository: Repository, tip: str) -> Words | None:
    """Return what is wrong with a log of receipts that is pushed: its chain, or receipts of days to come."""
    if not repository.is_commit(tip):
        return Words("the log of receipts is no commit", "回执日志不是提交")
    log = read_receipts(repository, tip)
    breach = next(iter(check_receipts(log)), None)
    if breach:
        return Words(
            f"receipt {breach.number} that is pushed is wrong: {breach.message.en}",
            f"推送的第{breach.number}条回执有误：{breach.message.zh}",
        )
    if log and log[-1].accepted > stamp_of(datetime.now(UTC) + _CLOCKS):
        return Words(
            f"a receipt that is pushed is of a time to come: {log[-1].accepted}",
            f"推送的回执时间尚未到来：{log[-1].accepted}",
        )
    return None


def _grows(repository: Repository, update: Update) -> bool:
    known = repository.is_commit(update.old) and repository.is_commit(update.new)
    return known and repository.descends(update.new, update.old)


def is_protected(library: Library, ref: str) -> bool:
    """Tell whether a reference is a branch that no broken draft may come into, by the library's settings as they are."""
    protected = library.settings().protected
    if not protected:
        return ref in {library.main, f"{HEADS}main"}
    return ref.startswith(HEADS) and any(fnmatchcase(ref.removeprefix(HEADS), one) for one in protected)


def rewritten(library: Library, update: Update) -> Iterator[tuple[str, RegisterConflict]]:
    """Yield the standards of which an update of the main branch changes or takes out an event that was recorded in law."""
    repository = library.repository
    if update.ref != library.main or not (repository.is_commit(update.old) and repository.is_commit(update.new)):
        return
    before, after = (_folders(repository, one) for one in (update.old, update.new))
    for slug in sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name)):
        old, new = (library.register_id(one, slug) for one in (update.old, update.new))
        if old and old != new:
            later = library.register_at(new, slug).events if new else ()
            try:
                refuse_rewritten(library.register_at(old, slug).events, later)
            except RegisterConflict as conflict:
                yield slug, conflict


def _folders(repository: Repository, commit: str) -> dict[str, str]:
    entries = repository.entries(repository.tree_of(commit))
    return {one.name: one.id for one in entries if one.kind is EntryKind.FOLDER and is_slug(one.name)}


def changed_standards(repository: Repository, update: Update) -> Iterator[tuple[str, str]]:
    """Yield slug and tree of the standards that are others after an update of a branch, or new."""
    old = repository.peel(update.old) if update.old and repository.is_commit(update.old) else ""
    new = repository.peel(update.new)
    if not new:
        return
    before = {one.name: one for one in repository.entries(repository.tree_of(old))} if old else {}
    after = {one.name: one for one in repository.entries(repository.tree_of(new))}
    quantities = before.get(QUANTITIES_FILE) != after.get(QUANTITIES_FILE)
    for name, entry in after.items():
        other = quantities or before.get(name) != entry
        folder = entry.kind is EntryKind.FOLDER and is_slug(name)
        if other and folder and repository.entry(entry.id, _SOURCE) is not None:
            yield name, entry.id
