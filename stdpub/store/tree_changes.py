"""Two trees of git in; the paths that differ out, without a look into what is equal."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TypeAlias

from stdpub.store.objects import Entry, EntryKind
from stdpub.store.repository import Repository

Entries: TypeAlias = "Callable[[str], dict[str, Entry]]"

DEPTH_LIMIT = 32
PATHS_LIMIT = 100_000
"""Paths of one commit that are told apart; a tree may be made to have no end of them."""

_CACHED_TREES = 2048


def reader_of(repository: Repository) -> Entries:
    """Return a function that gives the entries of a tree by name, none for an empty id, and remembers the last ones."""

    @lru_cache(_CACHED_TREES)
    def entries(tree: str) -> dict[str, Entry]:
        return {one.name: one for one in repository.entries(tree)} if tree else {}

    return entries


def differing(entries: Entries, before: str, after: str) -> Iterator[str]:
    """Yield the paths of files that are not the same in two trees; an empty id stands for an empty tree."""
    waiting = [("", before, after, 0)]
    told = 0
    while waiting:
        prefix, one, other, depth = waiting.pop()
        old, new = entries(one), entries(other)
        for name in old.keys() | new.keys():
            was, now = old.get(name), new.get(name)
            if was == now:
                continue
            path = f"{prefix}{name}"
            folders = (_folder(was), _folder(now))
            if any(folders) and depth < DEPTH_LIMIT:
                waiting.append((f"{path}/", *folders, depth + 1))
            if told < PATHS_LIMIT and any(entry and entry.kind is not EntryKind.FOLDER for entry in (was, now)):
                told += 1
                yield path
        if told >= PATHS_LIMIT:
            return


def _folder(entry: Entry | None) -> str:
    return entry.id if entry is not None and entry.kind is EntryKind.FOLDER else ""
