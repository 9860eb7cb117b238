"""What a library holds, typed: works, published editions, drafts, versions, and what an edition is worth on a day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from stdpub.model.register import NO_REGISTER, Register
from stdpub.store.manifest import Manifest


@dataclass(frozen=True, slots=True)
class LanguageEdition:
    """One language of a published edition, as one tag names it; `correction` counts corrected translations from 1.

    `manifest` is None where somebody tagged by hand; `tree` is the standard's folder at the tagged commit.
    """

    language: str
    correction: int
    tag: str
    commit: str
    tree: str
    quantities: str
    time: int
    manifest: Manifest | None


@dataclass(frozen=True, slots=True)
class Edition:
    """A published edition: the languages it has, the source language first, each in its last correction."""

    slug: str
    id: str
    identifier: str
    date: str
    implementation: str
    commit: str
    tree: str
    quantities: str
    time: int
    languages: tuple[LanguageEdition, ...]

    def language(self, language: str) -> LanguageEdition | None:
        """Return one language of the edition, None where it was not published in it."""
        return next((found for found in self.languages if found.language == language), None)


@dataclass(frozen=True, slots=True)
class Draft:
    """A standard as it stands at the tip of a branch; `name` is `draft`, or `draft-{branch}` with `~` for `/`."""

    slug: str
    name: str
    branch: str
    commit: str
    tree: str
    quantities: str
    time: int


@dataclass(frozen=True, slots=True)
class Work:
    """A standard of the library through all its editions, newest first, and its drafts, that of the main branch first.

    `register` says what its editions are worth in law.
    """

    slug: str
    editions: tuple[Edition, ...]
    drafts: tuple[Draft, ...]
    register: Register = NO_REGISTER


class VersionKind(StrEnum):
    """What names a version."""

    EDITION = "edition"
    DRAFT = "draft"
    COMMIT = "commit"


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one standard: `name` is its canonical selector, `tree` and `quantities` are its content.

    Versions with equal `tree` and `quantities` are the same text. `edition` is set for an edition, `branch` for a draft.
    `date` and `implementation` are an edition's; `date` of another version is its commit's. `languages` are those
    published, the source language first, and empty for other versions, whose files alone know them.
    """

    slug: str
    name: str
    kind: VersionKind
    commit: str
    tree: str
    quantities: str
    date: str
    time: int
    implementation: str = ""
    identifier: str = ""
    languages: tuple[str, ...] = ()
    edition: str = ""
    branch: str = ""


@dataclass(frozen=True, slots=True)
class StoredOutput:
    """The bytes of a published output; `id` is git's id of them, fit for an ETag."""

    language: str
    form: str
    id: str
    size: int
    sha256: str


class Status(StrEnum):
    """What an edition is worth on a day."""

    IN_FORCE = "in-force"
    NOT_YET = "not-yet"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """The status of one edition on a day, and since and until when it has it; empty where that is open."""

    edition: str
    status: Status
    since: str
    until: str


class Period(NamedTuple):
    """A status of an edition and the day from which it has it, empty for the first."""

    status: Status
    since: str


def newest_whole(editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """Return the editions that can be applied by themselves, newest first: without amendments and corrigenda."""
    return tuple(edition for edition in newest_first(editions) if not is_change(edition.id))


def is_change(edition: str) -> bool:
    """Tell whether an edition's id is that of an amendment or a corrigendum, `amd1-of-2026`."""
    return "-of-" in edition


def _start(edition: Edition) -> str:
    return next((day for day in (edition.implementation, edition.date) if _is_day(day)), "")


def newest_first(editions: tuple[Edition, ...]) -> tuple[Edition, ...]:
    """Return editions in the order of their dates of application, newest first."""
    return tuple(sorted(editions, key=_rank, reverse=True))


def _rank(edition: Edition) -> tuple[str, str, tuple[tuple[int, str], ...]]:
    return _start(edition), edition.date, natural(edition.id)


def natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts the numbers in a text by value: 1.9 before 1.10."""
    return tuple((int(digits or 0), other) for digits, other in re.findall(r"([0-9]{1,18})|([^0-9]+)", text))


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
