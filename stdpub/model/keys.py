"""What is remembered of a key that was published: what it named, since which edition, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stdpub.model.patterns import regex
from stdpub.model.source import NOWHERE, Span

NEXT = "next"
"""Stands for the edition that will be published next, until it is published."""

KEY = regex(r"[a-z][a-z0-9-]*")
_ELSEWHERE = regex(r"[a-z0-9]+(?:-[a-z0-9]+)*#[a-z][a-z0-9-]*")


class Fate(StrEnum):
    """What became of a key after its first publication."""

    WITHDRAWN = "withdrawn"
    MERGED = "merged"
    SPLIT = "split"
    MOVED = "moved"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """One key that was published.

    `first` is the edition it was first published in; `fate` is what became of it last, in the edition `since` (`next`: in
    the one that comes), None where nothing did. `into` are the keys that took its place, `slug#key` in another standard;
    a key that stands among its own successors was split and goes on. `at` is its line.
    """

    key: str
    kind: str
    first: str
    fate: Fate | None = None
    since: str = ""
    into: tuple[str, ...] = ()
    at: Span = NOWHERE

    @property
    def ended(self) -> bool:
        """Whether the key names nothing any more."""
        return self.fate not in {None, Fate.RESTORED} and self.key not in self.into


def is_key(text: str) -> bool:
    """Tell whether a text can be a key."""
    return KEY.fullmatch(text) is not None


def is_elsewhere(text: str) -> bool:
    """Tell whether a text names a key of another standard: `slug#key`."""
    return _ELSEWHERE.fullmatch(text) is not None
