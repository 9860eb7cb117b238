"""What a reader looks for in; the answers of the index with the standards they stand in, as records, out."""

from __future__ import annotations

from dataclasses import dataclass

from stdpub.serve.catalogue import Card
from stdpub.serve.holdings import Holdings
from stdpub.serve.places import Address, Place
from stdpub.serve.records import Json, element_address, fields_of
from stdpub.store.index import Found, Held, Index
from stdpub.store.search import Highlight, highlight, parse_query, search


@dataclass(frozen=True, slots=True)
class Search:
    """A search with its filters; empty ones do not limit it."""

    query: str
    scope: str = ""
    kind: str = ""
    language: str = ""
    slug: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """One answer: the element, the document and card it belongs to, the clause it stands in, and the words that answer."""

    element: Found
    document: Held
    card: Card
    clause: Found | None
    shown: Highlight
    score: float

    @property
    def path(self) -> str:
        """The address of the element."""
        return element_address(self.document.slug, self.card.version, self.element).path


def run_search(index: Index, cards: tuple[Card, ...], wanted: Search, first: int, size: int) -> tuple[Result, ...]:
    """Return the answers from `first` on, best first; an empty query has none."""
    query = parse_query(wanted.query)
    if not query.expressions:
        return ()
    held: dict[int, tuple[Held, Card]] = {}
    for card in cards:
        if wanted.slug in {"", card.work.slug}:
            held |= {one.id: (one, card) for one in card.documents if _speaks(one, wanted.language)}
    hits = search(index, tuple(held), query, wanted.scope, wanted.kind, first, size)
    results: list[Result] = []
    for element, score in hits:
        document, card = held[element.document]
        clause = index.at(element.document, element.clause) if element.clause > 0 and not element.depth else None
        text = index.own_text(element) if element.place else document.title
        results.append(Result(element, document, card, clause, highlight(text, query), score))
    return tuple(results)


def _speaks(document: Held, language: str) -> bool:
    return not language or document.language == language or document.language.startswith(f"{language}-")


def search_record(holdings: Holdings, result: Result) -> dict[str, Json]:
    """Return one answer as JSON."""
    card, element = result.card, result.element
    standing = holdings.standings(card.work).get(card.version)
    record = fields_of(result.document, card.version, element)
    record["status"] = standing.status.value if standing else card.status
    links: dict[str, Json] = {"self": result.path}
    if element.key:
        links["permanent"] = Address(Place.PERMANENT, slug=card.work.slug, key=element.key).path
    if result.clause is not None:
        record["clause"] = {"key": result.clause.key, "number": result.clause.number, "title": result.clause.title}
        links["clause"] = element_address(card.work.slug, card.version, result.clause).path
    record["links"] = links
    record["highlight"] = {"text": result.shown.text, "marks": [list(mark) for mark in result.shown.marks]}
    record["score"] = str(round(-result.score, 3))
    return record
