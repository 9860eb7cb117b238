"""What a running server holds of a library: a version's name and a language in; its document in the index out."""

from __future__ import annotations

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from hashlib import sha256
from typing import ParamSpec, TypeVar
from zoneinfo import ZoneInfo

from stdpub import __version__
from stdpub.store import versions
from stdpub.store.catalogue import Edition, LanguageEdition, Standing, Version, VersionKind, Work, newest_whole
from stdpub.store.errors import LibraryError, UnknownStandard, UnknownVersion
from stdpub.store.index import READERS, Held, Index, index_of
from stdpub.store.indexing.build import build, index_path, is_stale
from stdpub.store.indexing.sources import render_pdf, render_version
from stdpub.store.library import Library
from stdpub.store.receipts import receive
from stdpub.store.settings import Settings
from stdpub.store.standings import applying, standings
from stdpub.store.versions import ByBranch, ByEdition, Current, Redirect

_PATIENCE = 1.0
"""Seconds for which what is known of the references is relied on."""

_KEPT = 8
"""Versions rendered on demand that are kept."""

_P = ParamSpec("_P")
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Opened:
    """A document with the index that holds it, and the version it is of."""

    index: Index
    document: Held
    version: Version
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What the references of the library said when they were last looked at."""

    works: dict[str, Work]
    settings: Settings


class Holdings:
    """A library with its index, kept up to date while requests come."""

    def __init__(self, library: Library) -> None:
        self.library: Library = library
        _receive(library)
        if is_stale(library):
            build(library)
        self.index = Index(index_path(library))
        self.snapshot = look(library)
        self.looked = time.monotonic()
        self.rendered: OrderedDict[tuple[str, str, str], Index] = OrderedDict()
        self.cards: dict[tuple[str, bool], tuple[object, ...]] = {}
        self.judged: dict[str, tuple[date, dict[str, Standing]]] = {}
        self.pasts: OrderedDict[tuple[str, str], Holdings] = OrderedDict()
        self.pdfs: OrderedDict[tuple[str, str, str, str], bytes] = OrderedDict()
        self.release = __version__
        self.state = _state(library)
        self.pool = ThreadPoolExecutor(READERS - 1, "stdpub")
        self.looking = asyncio.Lock()
        self.rendering = asyncio.Lock()

    async def run(self, work: Callable[_P, _T], *arguments: _P.args, **named: _P.kwargs) -> _T:
        """Do what takes longer than reading a clause in one of a few threads, so that nobody waits for it."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, partial(work, *arguments, **named))

    @property
    def settings(self) -> Settings:
        """Return the library's settings."""
        return self.snapshot.settings

    def today(self) -> date:
        """Return the date it is now where the library is."""
        return self.settings.today()

    def seconds_of_today(self) -> int:
        """Return how many seconds are left of the day where the library is: what is legal may change then."""
        now = datetime.now(ZoneInfo(self.settings.time_zone))
        return max(1, 86400 - (now.hour * 3600 + now.minute * 60 + now.second))

    async def follow(self, patience: float = _PATIENCE) -> None:
        """See to it that what is known of the library is not older than a moment."""
        if time.monotonic() - self.looked < patience or self.looking.locked():
            return
        async with self.looking:
            found = await self.run(self._look_again)
            self.looked = time.monotonic()
        if found is not None:
            # All at once, and by the thread that answers: no request sees one half of it.
            self.index, self.snapshot, self.state = found
            self.cards.clear()
            self.judged.clear()

    def _look_again(self) -> tuple[Index, Snapshot, str] | None:
        """Return what there is now, None where it is what was known."""
        # References that cannot be read now leave us with what we knew: the next look may go better.
        with suppress(LibraryError):
            if _state(self.library) != self.state:
                _receive(self.library)
            state = _state(self.library)
            if is_stale(self.library):
                build(self.library)
            replaced = self.index.is_replaced()
            if replaced or state != self.state:
                index = Index(index_path(self.library)) if replaced else self.index
                return index, look(self.library), state
        return None

    # What there is

    def works(self, *, drafts: bool) -> tuple[Work, ...]:
        """Return the standards that may be shown."""
        return tuple(work for work in self.snapshot.works.values() if work.editions or drafts)

    def work(self, slug: str, *, drafts: bool) -> Work:
        """Return a standard; raise UnknownStandard where there is none that may be shown."""
        found = self.snapshot.works.get(slug)
        if found is not None and (found.editions or drafts):
            return found if drafts else replace(found, drafts=())
        return self.library.work(slug, drafts=drafts)

    def editions(self, slug: str) -> tuple[Version, ...]:
        """Return the editions of a standard as versions, newest first."""
        work = self.snapshot.works.get(slug)
        return tuple(map(versions.edition_version, work.editions)) if work else ()

    def held(self, version: Version, language: str) -> Held | None:
        """Return the document of a version in a language if the index file holds it."""
        edition = self._edition(version)
        one = edition.language(language) if edition else None
        return self.index.document(version.slug, *_content(one or version), language)

    def standings(self, work: Work) -> dict[str, Standing]:
        """Return the legal status today of each edition of a standard."""
        today = self.today()
        day, known = self.judged.get(work.slug, (date.min, {}))
        if day != today or known.keys() != {edition.id for edition in work.editions}:
            known = {found.edition: found for found in standings(work.editions, work.register, today)}
            self.judged[work.slug] = (today, known)
        return known

    def standing(self, version: Version) -> Standing | None:
        """Return the legal status of an edition today, None for what is no edition."""
        work = self.snapshot.works.get(version.slug)
        if work is None or version.kind is not VersionKind.EDITION:
            return None
        return self.standings(work).get(version.edition)

    async def resolve(self, slug: str, name: str, *, drafts: bool) -> Version | Redirect:
        """Return the version that a name means; raise UnknownStandard, UnknownVersion or DraftsHidden."""
        known = self._known(slug, name, drafts=drafts)
        if known is not None:
            return known
        try:
            return await self.run(self._resolve, slug, name, drafts)
        except (UnknownStandard, UnknownVersion):
            before = self.snapshot
            await self.follow(_PATIENCE / 4)
            if self.snapshot is before:
                raise
            return await self.run(self._resolve, slug, name, drafts)

    def _resolve(self, slug: str, name: str, drafts: bool) -> Version | Redirect:  # noqa: FBT001  called in a thread
        return versions.resolve(self.library, slug, name, today=self.today(), drafts=drafts)

    def _known(self, slug: str, name: str, *, drafts: bool) -> Version | None:
        """Return what the snapshot alone can tell: editions, the current one, drafts by branch."""
        work = self.snapshot.works.get(slug)
        if work is None:
            return None
        asked = versions.parse(name)
        if isinstance(asked, ByEdition):
            edition = next((one for one in work.editions if one.id == asked.id), None)
        elif isinstance(asked, Current) and work.editions:
            edition = applying(work.editions, work.register, self.today()) or next(
                iter(newest_whole(work.editions)), None
            )
        else:
            draft = (
                next((one for one in work.drafts if one.name == name), None) if isinstance(asked, ByBranch) else None
            )
            return versions.draft_version(draft) if draft and drafts else None
        return versions.edition_version(edition) if edition else None

    # Documents

    async def open(self, version: Version, choose: Callable[[tuple[str, ...]], str]) -> Opened:
        """Return the document of a version in the language that `choose` picks from those there are."""
        index = self.index
        edition = self._edition(version)
        languages = version.languages or index.languages(version.slug, version.tree, version.quantities)
        if not languages:
            index = await self._rendered(version)
            languages = index.languages(version.slug, version.tree, version.quantities)
        language = choose(languages)
        one = edition.language(language) if edition else None
        document = index.document(version.slug, *_content(one or version), language) if language else None
        if document is None and index is self.index:
            index = await self._rendered(one or version, version.slug)
            document = index.document(version.slug, *_content(one or version), language)
        if document is None:
            raise LookupError(language)
        return Opened(index, document, version, languages)

    async def rendered_pdf(self, version: Version, language: str) -> bytes:
        """Return the PDF of a version that has none stored; one is made at a time, the last few are kept."""
        key = (version.slug, *_content(version), language)
        async with self.rendering:
            if key not in self.pdfs:
                self.pdfs[key] = await self.run(render_pdf, self.library, version, language)
                while len(self.pdfs) > _KEPT:
                    self.pdfs.popitem(last=False)
            return self.pdfs[key]

    def _edition(self, version: Version) -> Edition | None:
        work = self.snapshot.works.get(version.slug)
        if work is None or version.kind is not VersionKind.EDITION:
            return None
        return next((one for one in work.editions if one.id == version.edition), None)

    async def _rendered(self, version: Version | LanguageEdition, slug: str = "") -> Index:
        """Return an index in memory of a version that the index file does not hold; one is rendered at a time."""
        name = slug or (version.slug if isinstance(version, Version) else "")
        key = (name, *_content(version))
        async with self.rendering:
            if key not in self.rendered:
                made = await self.run(lambda: index_of(render_version(self.library, version, name)))
                self.rendered[key] = made
                while len(self.rendered) > _KEPT:
                    self.rendered.popitem(last=False)
            self.rendered.move_to_end(key)
            return self.rendered[key]


def _content(version: Version | LanguageEdition) -> tuple[str, str]:
    return version.tree, version.quantities


def look(library: Library) -> Snapshot:
    """Return what the references of a library say now."""
    return Snapshot({work.slug: work for work in library.works()}, library.settings())


def _receive(library: Library) -> None:
    """Write receipts for what came by push, where the server may write: whoever publishes next does it otherwise."""
    with suppress(LibraryError, OSError):
        receive(library, patience=0)


def _state(library: Library) -> str:
    return sha256(repr(library.refs()).encode()).hexdigest()
