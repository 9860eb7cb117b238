"""A library and what is asked of its past in; records that JSON takes out."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import TypedDict

from stdpub.cli.change_words import changes_of
from stdpub.cli.edition_names import EditionNames
from stdpub.cli.messages import CannotRead
from stdpub.cli.progress import steps
from stdpub.cli.shown import element_of
from stdpub.cli.versions import Asked, standard_of, version_of
from stdpub.model.source import Words
from stdpub.model.standard import Standard
from stdpub.read.reader import languages, read
from stdpub.store.catalogue import Work
from stdpub.store.history import History, KeyChange
from stdpub.store.indexing.elements import Element, read_elements
from stdpub.store.library import Library
from stdpub.store.lineage import Point
from stdpub.store.names import shorten
from stdpub.write.comparison_json import Record

_LAST_SECOND = 253_402_214_400


class CommitRecord(TypedDict):
    """A commit: who made it, when, what it says of itself; `editions` are those that have its content."""

    commit: str
    author: str
    time: str
    message: str
    editions: list[str]


class VersionRecord(CommitRecord):
    """A version of a standard, with how many things that have a key it added, changed and took out."""

    standard: str
    taken_out: bool
    added: int
    changed: int
    gone: int


class LogRecord(TypedDict):
    """What a library, or a standard of it, has been."""

    standards: list[dict[str, object]]
    versions: list[VersionRecord]
    left_out: int


class ThingVersionRecord(CommitRecord):
    """A version that changed a thing; `hash_before` has one for each version that it was made from."""

    standard: str
    number_before: list[str | None]
    number_after: str | None
    hash_before: list[str | None]
    hash_after: str | None
    changes: list[Record]


class HistoryRecord(TypedDict):
    """The versions that changed a thing."""

    standard: str
    key: str
    language: str
    versions: list[ThingVersionRecord]
    left_out: int


class BlamedRecord(CommitRecord):
    """A thing, and the version that gave it the content that it has."""

    key: str
    number: str
    kind: str
    title: str


class BlameRecord(TypedDict):
    """The things of a version."""

    standard: str
    version: str
    language: str
    things: list[BlamedRecord]


# What there was


def library_log(library: Library) -> LogRecord:
    """Return all standards of a library with their editions and drafts."""
    return {"standards": [_work(work) for work in library.works()], "versions": [], "left_out": 0}


def standard_log(library: Library, asked: Asked, most: int) -> LogRecord:
    """Return the editions and drafts of a standard, and the versions that it had, newest first."""
    work = library.work(asked.slug)
    history = History(library)
    points = history.versions(asked.slug, _tips(library, history, asked))
    names = EditionNames(library, work.editions)
    told: list[VersionRecord] = []
    for point in steps(points[:most], "log"):
        counts = history.counts(asked.slug, point)
        told.append(
            {
                **_commit(library, point, names),
                "standard": point.slug,
                "taken_out": not point.state.tree,
                "added": counts.added,
                "changed": counts.changed,
                "gone": counts.gone,
            }
        )
    return {"standards": [_work(work)], "versions": told, "left_out": len(points) - len(told)}


def thing_history(library: Library, asked: Asked, language: str, most: int) -> HistoryRecord:
    """Return the versions that changed a thing, newest first, each with what changed in it."""
    key = asked.key or _key_of(library, asked, language)
    history = History(library)
    tips = _tips(library, history, asked)
    found = history.of_key(asked.slug, key, tips, language=language, told=lambda states: steps(states, "history"))
    if not found:
        raise _no_key(library, history, asked, key, language)
    names = EditionNames(library, library.editions(asked.slug))
    reading = partial(_read, library, language=language)
    versions = [_thing_version(library, change, key, names, reading) for change in steps(found[:most], "history")]
    return {
        "standard": asked.slug,
        "key": key,
        "language": language,
        "versions": versions,
        "left_out": len(found) - len(versions),
    }


def version_blame(library: Library, asked: Asked, language: str) -> BlameRecord:
    """Return the things with a key of a version, or of a part of it, in reading order."""
    version = version_of(library, asked)
    standard = standard_of(library, version, language)
    elements = read_elements(standard).elements
    first, last = 0, len(elements)
    if asked.key or asked.number:
        part = element_of(elements, asked, library, version)
        first, last = part.place, part.last
    blamed = History(library).blame(version.slug, version.commit, language)
    names = EditionNames(library, library.editions(version.slug))
    commits: dict[Point, CommitRecord] = {}
    things: list[BlamedRecord] = []
    for element in elements[first : last + 1]:
        point = blamed.get(element.key)
        if point is not None:
            if point not in commits:
                commits[point] = _commit(library, point, names)
            things.append({**commits[point], **_named(element)})
    return {
        "standard": version.slug,
        "version": version.name,
        "language": standard.header.language,
        "things": things,
    }


# Inside


class _ElementRecord(TypedDict):
    key: str
    number: str
    kind: str
    title: str


def _named(element: Element) -> _ElementRecord:
    kind = element.provision or element.kind
    return {"key": element.key, "number": element.number, "kind": kind, "title": element.title}


def _tips(library: Library, history: History, asked: Asked) -> tuple[str, ...]:
    """Return the commits whose past is asked for: of a version, of record, or of all drafts where there is no other."""
    if asked.selector:
        return (version_of(library, asked).commit,)
    work = library.work(asked.slug)
    if work.editions or any(draft.name == "draft" for draft in work.drafts):
        return history.of_record()
    return tuple(draft.commit for draft in work.drafts)


def _key_of(library: Library, asked: Asked, language: str) -> str:
    version = version_of(library, asked)
    found = element_of(read_elements(standard_of(library, version, language)).elements, asked, library, version)
    if not found.key:
        raise CannotRead(
            Words(f"`{asked}` has no key, and is followed by none", f"`{asked}`没有键，无法追溯"),
            Words("`stdpub keys` writes keys into a draft", "`stdpub keys`可为草案写入键"),
        )
    return found.key


def _no_key(library: Library, history: History, asked: Asked, key: str, language: str) -> CannotRead:
    from difflib import get_close_matches  # noqa: PLC0415 - only for what is wrong

    points = history.versions(asked.slug, _tips(library, history, asked))
    known = history.keys.of_version(points[0].state, language) if points else {}
    near = [f"`{asked.slug}/~{name}`" for name in get_close_matches(key, sorted(known)[:3000], 5, 0.7)]
    return CannotRead(
        Words(
            f"no version of `{asked.slug}` has the key `{shorten(key)}`", f"`{asked.slug}`各版本均无键`{shorten(key)}`"
        ),
        Words(f"there is {', '.join(near)}", f"现有：{'、'.join(near)}") if near else None,
    )


def _commit(library: Library, point: Point, names: EditionNames) -> CommitRecord:
    commit = library.repository.commit(point.commit)
    return {
        "commit": commit.id,
        "author": commit.author,
        "time": _time(commit.time, commit.offset),
        "message": commit.message.strip().partition("\n")[0],
        "editions": names.of(point.state),
    }


def _time(seconds: int, offset: int) -> str:
    # A commit may claim any time and zone at all.
    zone = timezone(timedelta(minutes=offset)) if abs(offset) < 1440 else UTC
    return datetime.fromtimestamp(seconds if 86400 <= seconds < _LAST_SECOND else 86400, zone).isoformat()


def _work(work: Work) -> dict[str, object]:
    return {
        "standard": work.slug,
        "editions": [
            {
                "version": edition.id,
                "identifier": edition.identifier,
                "date": edition.date,
                "implementation": edition.implementation,
                "languages": [one.language for one in edition.languages],
                "commit": edition.commit,
            }
            for edition in work.editions
        ],
        "drafts": [{"version": draft.name, "branch": draft.branch, "commit": draft.commit} for draft in work.drafts],
    }


def _read(library: Library, point: Point | None, *, language: str) -> Standard | None:
    """Return what a standard was in a version, None where it was not there."""
    if point is None or not point.state.tree:
        return None
    folder = library.folder_at(point.state.tree, point.slug)
    return read(folder, language if language in languages(folder) else "")


def _thing_version(
    library: Library,
    change: KeyChange,
    key: str,
    names: EditionNames,
    reading: Callable[[Point | None], Standard | None],
) -> ThingVersionRecord:
    before = reading(change.parents[0] if change.parents else None)
    after = reading(change.point)
    return {
        **_commit(library, change.point, names),
        "standard": change.point.slug,
        "number_before": [one.number if one else None for one in change.before],
        "number_after": change.after.number if change.after else None,
        "hash_before": [one.hash if one else None for one in change.before],
        "hash_after": change.after.hash if change.after else None,
        "changes": changes_of(before, after, key),
    }
