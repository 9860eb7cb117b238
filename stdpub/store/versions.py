"""Version selectors, the `v` of an address: untrusted text in; the version it names in a library, or where to look, out."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TypeAlias

from stdpub.model.source import Words
from stdpub.store.catalogue import Draft, Edition, Version, VersionKind, newest_whole
from stdpub.store.errors import BadSelector, DraftsHidden, UnknownVersion
from stdpub.store.library import Library
from stdpub.store.names import is_edition, shorten
from stdpub.store.standings import Nearest, applying, nearest

SELECTOR_LIMIT = 300
_LAST_SECOND = 253_402_300_800
"""The end of the year 9999."""

_COMMIT = re.compile(r"@([0-9A-Fa-f]{7,40})")
_ON = re.compile(r"on-([0-9]{4}-[0-9]{2}-[0-9]{2})")
_BRANCH = re.compile(r"draft-([^\x00-\x20\x7f/?*\[\\^:]+)")


@dataclass(frozen=True, slots=True)
class ByEdition:
    """`2026`, `1.8.0`, `2026-amd1`, `amd1-of-2026`: an edition by its id."""

    id: str


@dataclass(frozen=True, slots=True)
class Current:
    """`current`: the newest edition that applies today."""


@dataclass(frozen=True, slots=True)
class On:
    """`on-2027-07-01`: the edition that applies on a day."""

    day: date


@dataclass(frozen=True, slots=True)
class ByCommit:
    """`@{commit}`: seven or more digits of a commit's id."""

    prefix: str


@dataclass(frozen=True, slots=True)
class ByBranch:
    """`draft`, `draft-{branch}`: the tip of a branch, of the main one where the name is empty."""

    branch: str


Selector: TypeAlias = ByEdition | Current | On | ByCommit | ByBranch


@dataclass(frozen=True, slots=True)
class Redirect:
    """The selector is another spelling; `selector` is the one that addresses use."""

    selector: str


def parse(text: str) -> Selector:
    """Return what a version selector asks for; raise BadSelector where it is none."""
    if len(text) <= SELECTOR_LIMIT:
        if text == "current":
            return Current()
        if text == "draft":
            return ByBranch("")
        if found := _COMMIT.fullmatch(text):
            return ByCommit(found[1])
        if found := _BRANCH.fullmatch(text):
            return ByBranch(found[1].replace("~", "/"))
        if found := _ON.fullmatch(text):
            return On(_day(found[1], text))
        if is_edition(text):
            return ByEdition(text)
    raise _bad(text)


def resolve(
    library: Library, slug: str, selector: str, *, today: date | None = None, drafts: bool = True
) -> Version | Redirect:
    """Return the version of a standard that a selector names, or its proper spelling.

    Raise UnknownStandard, BadSelector, UnknownVersion, or DraftsHidden where it is a draft and `drafts` is false. `today`
    is the day in the library's time zone unless told; an edition applies by the register alone.
    """
    asked = parse(selector)
    if isinstance(asked, ByCommit):
        return _commit(library, slug, asked, drafts=drafts)
    if isinstance(asked, ByBranch):
        return _branch(library, slug, asked, drafts=drafts)
    editions = library.editions(slug)
    if isinstance(asked, ByEdition):
        for edition in editions:
            if edition.id == asked.id:
                return edition_version(edition)
        raise _unknown(library, slug, selector, editions, drafts=drafts)
    day = asked.day if isinstance(asked, On) else today or library.today()
    applies = applying(editions, library.register(slug), day)
    if applies is None and isinstance(asked, Current):
        applies = next(iter(newest_whole(editions)), None)
    if applies is None:
        raise _unknown(library, slug, selector, editions, drafts=drafts, day=day)
    return edition_version(applies)


def edition_version(edition: Edition) -> Version:
    """Return an edition as a version."""
    return Version(
        slug=edition.slug,
        name=edition.id,
        kind=VersionKind.EDITION,
        commit=edition.commit,
        tree=edition.tree,
        quantities=edition.quantities,
        date=edition.date,
        time=edition.time,
        implementation=edition.implementation,
        identifier=edition.identifier,
        languages=tuple(found.language for found in edition.languages),
        edition=edition.id,
    )


def draft_version(draft: Draft) -> Version:
    """Return a draft as a version."""
    return Version(
        slug=draft.slug,
        name=draft.name,
        kind=VersionKind.DRAFT,
        commit=draft.commit,
        tree=draft.tree,
        quantities=draft.quantities,
        date=_utc_day(draft.time),
        time=draft.time,
        branch=draft.branch,
    )


def _commit(library: Library, slug: str, asked: ByCommit, *, drafts: bool) -> Version | Redirect:
    # Looked for among the commits that may be named alone: an abbreviation tells nothing about others.
    commits = library.commits(drafts=drafts)
    prefix = asked.prefix.lower()
    at = bisect_left(commits, prefix)
    found = [commit for commit in commits[at : at + 2] if commit.startswith(prefix)]
    if len(found) > 1:
        several = commits[at : at + 10]
        names = tuple(f"@{commit}" for commit in several if commit.startswith(prefix))
        raise UnknownVersion(Words(f"`{prefix}` is short for several commits", f"`{prefix}` 对应多个提交"), names)
    tree = library.tree(found[0], slug) if found else ""
    if not tree:
        library.work(slug, drafts=drafts)
        raise UnknownVersion(
            Words(f"`{slug}` has no version at the commit `{prefix}`", f"`{slug}` 在提交 `{prefix}` 处没有版本")
        )
    if asked.prefix != found[0]:
        return Redirect(f"@{found[0]}")
    time = library.repository.commit(found[0]).time
    return Version(
        slug=slug,
        name=f"@{found[0]}",
        kind=VersionKind.COMMIT,
        commit=found[0],
        tree=tree,
        quantities=library.quantities(found[0]),
        date=_utc_day(time),
        time=time,
    )


def _branch(library: Library, slug: str, asked: ByBranch, *, drafts: bool) -> Version | Redirect:
    if not drafts:
        library.work(slug, drafts=False)
        raise DraftsHidden(
            Words(f"drafts of `{slug}` are not public", f"`{slug}` 的草案不公开"),
            tuple(edition.id for edition in library.editions(slug)),
        )
    main = library.main.removeprefix("refs/heads/")
    if asked.branch == main:
        return Redirect("draft")
    draft = library.draft(slug, asked.branch or main)
    if draft is None:
        work = library.work(slug)
        shown = shorten(asked.branch or main)
        raise UnknownVersion(
            Words(f"`{slug}` is not on the branch `{shown}`", f"分支 `{shown}` 上没有 `{slug}`"),
            tuple(found.name for found in work.drafts),
        )
    return draft_version(draft)


def _unknown(
    library: Library,
    slug: str,
    selector: str,
    editions: tuple[Edition, ...],
    *,
    drafts: bool,
    day: date | None = None,
) -> UnknownVersion:
    """Return what to say where no edition answers: the nearest in time, the other editions, and the drafts."""
    work = library.work(slug, drafts=drafts)
    shown = shorten(selector)
    names = tuple(edition.id for edition in editions) + tuple(draft.name for draft in work.drafts)
    if not editions:
        message = Words(f"`{slug}` has no published edition", f"`{slug}` 没有已发布的版本")
        return UnknownVersion(message, names)
    if day is None:
        return UnknownVersion(Words(f"`{slug}` has no edition `{shown}`", f"`{slug}` 没有版本 `{shown}`"), names)
    near = nearest(editions, library.register(slug), day)
    told = _told(near)
    message = Words(
        f"no edition of `{slug}` applies on {day}: {told.en}", f"`{slug}` 在 {day} 没有适用的版本：{told.zh}"
    )
    return UnknownVersion(message, names, near.before, near.after)


def _told(near: Nearest) -> Words:
    """Return which editions apply before and after a day on which none does."""
    if near.before and near.after:
        return Words(
            f"`{near.before}` applies until {near.until}, and `{near.after}` from {near.since}",
            f"`{near.before}` 适用至 {near.until}，`{near.after}` 自 {near.since} 起适用",
        )
    if near.after:
        return Words(
            f"`{near.after}` is the first, from {near.since}", f"首个版本 `{near.after}` 自 {near.since} 起适用"
        )
    if near.before:
        return Words(
            f"`{near.before}` was the last, until {near.until}", f"最后的版本 `{near.before}` 适用至 {near.until}"
        )
    return Words("its register puts none into force", "登记簿未使任何版本生效")


def _day(day: str, text: str) -> date:
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise _bad(text) from None


def _bad(text: str) -> BadSelector:
    shown = shorten(text)
    return BadSelector(
        Words(f"`{shown}` names no version", f"`{shown}` 不是版本名"),
        ("current", "on-2027-07-01", "draft"),
    )


def _utc_day(time: int) -> str:
    # A commit may claim any time at all; one that no calendar has is shown as the first day.
    return datetime.fromtimestamp(time if 0 <= time < _LAST_SECOND else 0, UTC).date().isoformat()
