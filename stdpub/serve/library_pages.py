"""What the library answers in; its pages out: start, catalogue, standard, search."""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup, escape

from stdpub.serve.catalogue import FILTERS, Card
from stdpub.serve.finding import Asked
from stdpub.serve.places import Address, Place
from stdpub.serve.records import VERSION_FORMS, with_form
from stdpub.serve.searching import Result, Search
from stdpub.serve.templates import render_page
from stdpub.store.catalogue import Standing
from stdpub.store.search import SCOPES, Highlight

_NEWEST = 20


def home_page(asked: Asked, language: str, cards: tuple[Card, ...]) -> bytes:
    """Return the start page."""
    newest = sorted(cards, key=lambda card: card.work.editions[0].date if card.work.editions else "", reverse=True)
    values = {"name": asked.holdings.settings.title, "count": len(cards), "cards": newest[:_NEWEST]}
    return render_page("home.html", language, values)


def catalogue_page(asked: Asked, language: str, shown: tuple[Card, ...], following: str) -> bytes:
    """Return a page of the catalogue."""
    query = asked.request.query_params
    filters = [(name, query[name]) for name in FILTERS if query.get(name)]
    values = {"cards": shown, "following": following, "query": query.get("q", ""), "filters": filters}
    return render_page("catalogue.html", language, values)


def work_page(language: str, card: Card, standings: Mapping[str, Standing]) -> bytes:
    """Return the page of a standard: its editions and drafts."""
    editions = [
        {
            "edition": edition,
            "standing": standings[edition.id],
            "path": _version(card, edition.id).path,
            "forms": [
                (
                    one.language,
                    [(form, with_form(_version(card, edition.id).path, one.language, form)) for form in VERSION_FORMS],
                )
                for one in edition.languages
            ],
        }
        for edition in card.work.editions
    ]
    drafts = [(draft, _version(card, draft.name).path) for draft in card.work.drafts]
    values = {
        "card": card,
        "editions": editions,
        "drafts": drafts,
        "current": Address(Place.VERSION, slug=card.work.slug, version="current").path,
    }
    return render_page("work.html", language, values)


def search_page(language: str, wanted: Search, shown: tuple[Result, ...], following: str) -> bytes:
    """Return a page of answers."""
    values = {
        "wanted": wanted,
        "results": [(result, marked(result.shown)) for result in shown],
        "following": following,
        "scopes": SCOPES,
    }
    return render_page("search.html", language, values)


def marked(shown: Highlight) -> Markup:
    """Return words with the parts that answer marked."""
    pieces: list[Markup] = []
    at = 0
    for start, end in shown.marks:
        pieces += [escape(shown.text[at:start]), Markup("<mark>{}</mark>").format(shown.text[start:end])]
        at = end
    return Markup("").join([*pieces, escape(shown.text[at:])])


def _version(card: Card, name: str) -> Address:
    return Address(Place.VERSION, slug=card.work.slug, version=name)
