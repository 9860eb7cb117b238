"""The standards of a library as readers meet them: what is known of each, the ones that a filter leaves, JSON and pages."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import cast

from stdpub.serve.holdings import Holdings
from stdpub.serve.places import Address, Place
from stdpub.serve.records import Json, shown_edition
from stdpub.store.catalogue import Version, Work
from stdpub.store.index import Held
from stdpub.store.indexing.words import indexed
from stdpub.store.versions import draft_version, edition_version

FILTERS = ("status", "ics", "ccs", "committee", "adopts")


@dataclass(frozen=True, slots=True)
class Card:
    """What the catalogue says of a standard: of the edition in force, else of the newest, else of its draft."""

    work: Work
    version: str
    status: str
    identifier: str
    titles: dict[str, str]
    header: dict[str, Json]
    hash: str
    documents: tuple[Held, ...]

    def title(self, language: str) -> str:
        """Return the title in a language, else in the first one."""
        return self.titles.get(language) or next(iter(self.titles.values()), self.work.slug)

    @property
    def path(self) -> str:
        """The address of the standard."""
        return Address(Place.WORK, slug=self.work.slug).path


def cards(holdings: Holdings, *, drafts: bool) -> tuple[Card, ...]:
    """Return the cards of all standards that may be shown, by slug."""
    day = holdings.today().isoformat()
    key = (day, drafts)
    if key not in holdings.cards:
        holdings.cards.clear()
        holdings.cards[key] = tuple(card_of(holdings, work) for work in holdings.works(drafts=drafts))
    return cast("tuple[Card, ...]", holdings.cards[key])


def card_of(holdings: Holdings, work: Work) -> Card:
    """Return the card of a standard."""
    standings = holdings.standings(work)
    name = shown_edition(work, standings)
    version = _version(work, name)
    documents = _documents(holdings, version) if version else ()
    first = documents[0] if documents else None
    header: dict[str, Json] = json.loads(first.header) if first else {}
    titles = header.get("titles", {})
    return Card(
        work=work,
        version=version.name if version else "",
        status=standings[name].status.value if name else "draft",
        identifier=first.identifier if first else work.slug,
        titles={one: str(text) for one, text in titles.items()} if isinstance(titles, dict) else {},
        header=header,
        hash=holdings.index.standard(first.id).hash if first else "",
        documents=documents,
    )


def _version(work: Work, name: str) -> Version | None:
    for edition in work.editions:
        if edition.id == name:
            return edition_version(edition)
    return draft_version(work.drafts[0]) if work.drafts else None


def _documents(holdings: Holdings, version: Version) -> tuple[Held, ...]:
    languages = version.languages or holdings.index.languages(version.slug, version.tree, version.quantities)
    found = (holdings.held(version, language) for language in languages)
    return tuple(one for one in found if one is not None)


def filtered(all_cards: tuple[Card, ...], query: str, wanted: dict[str, str]) -> tuple[Card, ...]:
    """Return the cards whose identifier, title or slug holds every word of a query, and that fit the filters."""
    words = set(indexed(query).split())
    return tuple(card for card in all_cards if _fits(card, words, wanted))


def _fits(card: Card, words: set[str], wanted: dict[str, str]) -> bool:
    if words:
        known = set(indexed(" ".join((card.work.slug, card.identifier, *card.titles.values()))).split())
        if not words <= known:
            return False
    return all(_has(card, name, value) for name, value in wanted.items() if value)


def _has(card: Card, name: str, value: str) -> bool:
    if name == "status":
        return card.status == value
    found = card.header.get(name)
    if isinstance(found, list):
        return any(isinstance(one, str) and one.startswith(value) for one in found)
    return found == value


def card_record(card: Card) -> dict[str, Json]:
    """Return a standard as the catalogue lists it."""
    return {
        "standard": card.work.slug,
        "identifier": card.identifier,
        "version": card.version,
        "key": "",
        "number": "",
        "kind": "standard",
        "title": card.title(card.documents[0].language if card.documents else ""),
        "titles": dict(card.titles),
        "hash": card.hash,
        "status": card.status,
        "editions": [edition.id for edition in card.work.editions],
        "languages": [one.language for one in card.documents],
        "ics": card.header.get("ics", []),
        "ccs": card.header.get("ccs", []),
        "committee": card.header.get("committee", ""),
        "links": {
            "self": card.path,
            "version": Address(Place.VERSION, slug=card.work.slug, version=card.version).path,
            "json": f"{card.path}.json",
            "html": f"{card.path}.html",
        },
    }
