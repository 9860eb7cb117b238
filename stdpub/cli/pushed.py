"""What git tells a hook of a push in; why it is refused, with the messages of the checker, out."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from stdpub.cli.diagnostics import as_text
from stdpub.cli.ledgers import ledger_faults
from stdpub.cli.messages import HELP, Usage, in_user_language
from stdpub.model.source import Diagnostic, Severity, SourceText, Words
from stdpub.model.surroundings import Surroundings
from stdpub.pipeline import check
from stdpub.read.quantities import quantities
from stdpub.read.reader import sources
from stdpub.store.errors import LibraryError
from stdpub.store.library import HEADS, Library
from stdpub.store.names import shorten
from stdpub.store.objects import EntryKind
from stdpub.store.settings import QUANTITIES_FILE, SETTINGS_FILE, read_settings
from stdpub.store.standards import Neighbours
from stdpub.store.updates import Update, changed_standards, is_protected, refused, rewritten

MOST_TOLD = 50
"""Faults that one push is told; the rest is counted."""

_ID = re.compile(r"[0-9a-f]{40}")
_NONE = "0" * 40
_SECOND = 1.0


class _OutOfTimeError(Exception):
    """Looking takes longer than the library allows."""


def library_pushed_to() -> Library:
    """Return the library that git calls the hook in, with what is pushed in sight."""
    library = Library(Path(os.environ.get("GIT_DIR") or "."))
    # What is pushed lies apart until it is accepted, and libgit2 does not look there by itself.
    incoming = os.environ.get("GIT_QUARANTINE_PATH") or os.environ.get("GIT_OBJECT_DIRECTORY")
    if incoming:
        library.repository.see(Path(incoming))
    return library


def updates(text: bytes, when: str) -> tuple[Update, ...]:
    """Return what is to be done to references, as git says it on standard input."""
    found: list[Update] = []
    for line in text.decode(errors="replace").splitlines():
        parts = line.split(" ")
        if when == "pre-push" and len(parts) == 4:
            new, ref, old = parts[1:]
        elif when != "pre-push" and len(parts) == 3:
            old, new, ref = parts
        else:
            raise _unreadable(line)
        if not _ID.fullmatch(old) or not _ID.fullmatch(new):
            raise _unreadable(line)
        found.append(Update(ref, *("" if one == _NONE else one for one in (old, new))))
    return tuple(found)


def _unreadable(line: str) -> Usage:
    return Usage(
        Words(f"git says what no push says: `{shorten(line)}`", f"不是git推送的内容：`{shorten(line)}`"),
        Words("let git call this command, by `stdpub hook install`", "请由git调用此命令：`stdpub hook install`"),
    )


def judged(library: Library, pushed: tuple[Update, ...]) -> tuple[str, ...]:
    """Return why a push is refused, as it is told to whoever pushes; nothing where it is accepted."""
    told = [_error(why) for why in (refused(library.repository, one) for one in pushed) if why]
    protected = [one for one in pushed if is_protected(library, one.ref)]
    told.extend(_error(_deleted(one.ref)) for one in protected if one.old and not one.new)
    for one in pushed:
        conflicts = rewritten(library, one) if one.old and one.new else ()
        told.extend(
            _error(Words(f"{slug}: {c.message.en}", f"{slug}：{c.message.zh}"), c.help) for slug, c in conflicts
        )
    drafts = [one for one in protected if one.new]
    seconds = library.settings().hook_seconds
    try:
        with _at_most(seconds):
            for update in drafts:
                told.extend(_faults(library, update))
    except _OutOfTimeError:
        told.append(
            _error(
                Words(
                    f"what is pushed was not looked through in {seconds} seconds", f"{seconds}秒内未能检查完推送内容"
                ),
                Words(
                    f"push fewer standards at once, or raise `hook.seconds` in `{SETTINGS_FILE}`",
                    f"请分批推送，或在`{SETTINGS_FILE}`中调高`hook.seconds`",
                ),
            )
        )
    if len(told) > MOST_TOLD:
        more = len(told) - MOST_TOLD
        told = [*told[:MOST_TOLD], in_user_language(Words(f"… and {more} more", f"……另有{more}处"))]
    if told:
        refusal = Words("nothing was accepted: mend this, commit, and push again", "推送未被接受：请修改、提交后再推送")
        told.append(in_user_language(refusal))
    return tuple(told)


def _deleted(ref: str) -> Words:
    branch = shorten(ref.removeprefix(HEADS))
    return Words(f"the branch `{branch}` is protected: it is never deleted", f"分支 `{branch}` 受保护，不得删除")


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    """Raise out of what takes longer; without a clock that can interrupt, what is checked is bounded by its size alone."""
    if not hasattr(signal, "setitimer"):
        yield
        return

    def ring(*_: object) -> None:
        raise _OutOfTimeError

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds * _SECOND)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _faults(library: Library, update: Update) -> Iterator[str]:
    """Yield the errors of the standards that an update of a branch changes."""
    repository = library.repository
    changed = tuple(changed_standards(repository, update))
    if not changed:
        return
    root = repository.tree_of(update.new)
    settings = read_settings(_file(library, root, SETTINGS_FILE))
    known, wrong = quantities(_file(library, root, QUANTITIES_FILE))
    for found in (*settings.diagnostics, *wrong):
        if found.severity is Severity.ERROR:
            yield as_text(found, found.at.file, None, colour=False)
    around = Surroundings(settings.severities, Neighbours(library, update.new), settings.withdrawn, known)
    for slug, tree in changed:
        yield from _faults_of(library, slug, tree, around)


def _faults_of(library: Library, slug: str, tree: str, around: Surroundings) -> Iterator[str]:
    try:
        # Within the limits of the library as it is: those that come with a push are not yet its own.
        folder = library.folder_at(tree, slug)
    except LibraryError as error:
        yield _error(Words(f"{slug}: {error.message.en}", f"{slug}：{error.message.zh}"), error.help)
        return
    texts: dict[str, SourceText] = {}
    found: dict[Diagnostic, None] = {}
    for standard in check(folder, around):
        found.update(dict.fromkeys(one for one in standard.diagnostics if one.severity is Severity.ERROR))
    found.update(dict.fromkeys(ledger_faults(folder)))
    for one in found:
        texts = texts or sources(folder)
        yield as_text(one, f"{slug}/{one.at.file}", texts.get(one.at.file), colour=False)


def _file(library: Library, root: str, name: str) -> bytes:
    entry = library.repository.entry(root, name)
    if entry is None or entry.kind is not EntryKind.FILE:
        return b""
    if library.repository.size(entry.id) > library.settings().file_limit:
        return b""
    return library.content(entry.id)


def _error(message: Words, help_: Words | None = None) -> str:
    word = in_user_language(Words("error", "错误"))
    more = f"\n  = {in_user_language(HELP)}: {in_user_language(help_)}" if help_ else ""
    return f"{word}: {in_user_language(message)}{more}"
