"""The handlers of the library as a whole: its start, its catalogue, its standards, and the search."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request, Response

from stdpub.model.source import Words
from stdpub.serve.answers import Answer, answer
from stdpub.serve.catalogue import FILTERS, Card, card_of, card_record, cards, filtered
from stdpub.serve.finding import Asked, ask, form_of
from stdpub.serve.library_pages import catalogue_page, home_page, search_page, work_page
from stdpub.serve.lists import next_address, page_links, page_record, paging, parameter
from stdpub.serve.negotiation import choose_language
from stdpub.serve.places import Address, Place
from stdpub.serve.problems import Candidate, Problem, ProblemError
from stdpub.serve.records import LIST_FORMS, editions_record, to_bytes, with_form
from stdpub.serve.searching import Search, run_search, search_record
from stdpub.store.errors import UnknownStandard
from stdpub.store.search import SCOPES
from stdpub.store.settings import DraftPolicy

_PAGE_LANGUAGES = ("en", "zh")


async def home(request: Request) -> Response:
    """Show what the library is: its standards, and where to search."""
    asked = await ask(request)
    form = form_of(asked, LIST_FORMS)
    found = cards(asked.holdings, drafts=asked.visitor.drafts)

    def make() -> bytes:
        if form == "html":
            return home_page(asked, page_language(asked), found)
        title = asked.holdings.settings.title
        links = {"standards": "/standards", "search": "/search?q=", "openapi": "/openapi.json", "docs": "/docs"}
        return to_bytes({"kind": "library", "title": title, "standards": len(found), "links": dict(links)})

    return answer(request, _answer(asked, form, make, ""))


async def catalogue(request: Request) -> Response:
    """List the standards of the library, by words of identifier and title, status, ICS, CCS, committee, adoption."""
    asked = await ask(request)
    form, page = form_of(asked, LIST_FORMS), paging(request)
    wanted = {name: parameter(request, name) for name in FILTERS}
    found = filtered(cards(asked.holdings, drafts=asked.visitor.drafts), parameter(request, "q"), wanted)
    shown = found[page.after : page.after + page.size]
    more = len(found) > page.after + page.size
    following = next_address(request, asked.address.path, page.after + page.size) if more else ""

    def make() -> bytes:
        if form == "html":
            return catalogue_page(asked, page_language(asked), shown, following)
        return to_bytes(page_record([card_record(card) for card in shown], following))

    return answer(request, _answer(asked, form, make, str(request.query_params), page_links(following)))


async def work(request: Request) -> Response:
    """Give a standard: its editions with their legal status, and its drafts."""
    asked = await ask(request)
    form = form_of(asked, LIST_FORMS)
    card = _card(asked)
    standings = asked.holdings.standings(card.work)

    def make() -> bytes:
        if form == "html":
            return work_page(page_language(asked), card, standings)
        return to_bytes({**card_record(card), **editions_record(card.work, standings)})

    return answer(request, _answer(asked, form, make, repr(card.work)))


async def search(request: Request) -> Response:
    """Find clauses, provisions, terms and standards by their words, in Chinese and English."""
    asked = await ask(request)
    form, page = form_of(asked, LIST_FORMS), paging(request)
    wanted = Search(
        query=parameter(request, "q"),
        scope=_scope(request),
        kind=parameter(request, "kind"),
        language=parameter(request, "lang"),
        slug=parameter(request, "standard"),
    )
    found = cards(asked.holdings, drafts=asked.visitor.drafts)
    results = await asked.holdings.run(run_search, asked.holdings.index, found, wanted, page.after, page.size + 1)
    more = len(results) > page.size
    following = next_address(request, asked.address.path, page.after + page.size) if more else ""
    shown = results[: page.size]

    def make() -> bytes:
        if form == "html":
            return search_page(page_language(asked), wanted, shown, following)
        items = [search_record(asked.holdings, result) for result in shown]
        return to_bytes({"query": wanted.query, **page_record(items, following)})

    return answer(request, _answer(asked, form, make, str(request.query_params), page_links(following)))


def page_language(asked: Asked) -> str:
    """Return the language that a page of the library speaks."""
    return asked.address.language or choose_language(asked.accept_language, _PAGE_LANGUAGES)


def _card(asked: Asked) -> Card:
    slug, drafts = asked.address.slug, asked.visitor.drafts
    try:
        return card_of(asked.holdings, asked.holdings.work(slug, drafts=drafts))
    except UnknownStandard as fault:
        near = tuple(Candidate(one, Address(Place.WORK, slug=one).path) for one in fault.candidates)
        raise ProblemError(Problem(404, fault.message, near)) from None


def _scope(request: Request) -> str:
    scope = parameter(request, "scope")
    if scope and scope not in SCOPES:
        names = ", ".join(SCOPES)
        raise ProblemError(Problem(400, Words(f"`scope` is none of {names}", f"`scope` 应为 {names} 之一")))
    return scope


def _answer(asked: Asked, form: str, make: Callable[[], bytes], covers: str, links: tuple[str, ...] = ()) -> Answer:
    """Return an answer about the library, with all that its validator covers."""
    holdings = asked.holdings
    language = page_language(asked) if form == "html" else ""
    address = asked.address
    query = asked.request.url.query
    location = (
        "" if address.place is Place.HOME else with_form(address.stem, language, form) + (f"?{query}" if query else "")
    )
    public = holdings.settings.drafts is DraftPolicy.PUBLIC
    return Answer(
        make=make,
        form=form,
        covers=(
            asked.address.path,
            holdings.state,
            holdings.release,
            holdings.today().isoformat(),
            str(asked.visitor.drafts),
            covers,
        ),
        language=language,
        location=location,
        private=asked.visitor.drafts and not public,
        links=links,
    )
