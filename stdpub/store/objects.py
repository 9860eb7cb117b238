"""What stands in a git repository, typed, with ids as hexadecimal text: entries, references, commits, tags."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple


class EntryKind(Enum):
    """What a name in a tree stands for."""

    FILE = "file"
    FOLDER = "folder"
    LINK = "link"
    SUBMODULE = "submodule"


class Entry(NamedTuple):
    """A name in a tree."""

    name: str
    id: str
    kind: EntryKind


class Ref(NamedTuple):
    """A reference and the object it names, a tag object where there is one."""

    name: str
    target: str


class Person(NamedTuple):
    """Who writes into the archive."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit; `time` in seconds since 1970, `offset` in minutes east of Greenwich."""

    id: str
    tree: str
    parents: tuple[str, ...]
    time: int
    offset: int
    author: str
    message: str


@dataclass(frozen=True, slots=True)
class Tag:
    """An annotated tag; `target` is the commit it names."""

    id: str
    name: str
    target: str
    time: int
    message: str


class Change(NamedTuple):
    """A reference to be moved to `target`, where it is expected now; empty: it must not exist."""

    ref: str
    expected: str
    target: str


class RefMoved(Exception):  # noqa: N818  an event for the caller's loop, not a fault
    """A reference is not, or no longer, where the caller saw it; or its lock is held, and `locked` says what git says."""

    def __init__(self, ref: str, *, locked: str = "") -> None:
        super().__init__(ref)
        self.ref = ref
        self.locked = locked
