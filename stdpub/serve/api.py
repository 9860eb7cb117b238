"""The handlers of a standard and of what is in it: an address in, three steps, a response out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fastapi import Request, Response

from stdpub.model.provisions import Kind
from stdpub.model.source import Words
from stdpub.serve.answers import Answer, answer, not_modified, redirect
from stdpub.serve.elements import element_body
from stdpub.serve.finding import (
    Asked,
    ask,
    element_of,
    form_of,
    is_private,
    opened_of,
)
from stdpub.serve.holdings import Opened
from stdpub.serve.lists import next_address, page_links, page_record, paging, parameter
from stdpub.serve.places import Address, Place
from stdpub.serve.problems import Problem, ProblemError
from stdpub.serve.records import (
    ELEMENT_FORMS,
    LIST_FORMS,
    VERSION_FORMS,
    Json,
    element_record,
    status_fields,
    to_bytes,
    with_form,
)
from stdpub.serve.version_pages import contents_page, provisions_page, terms_page
from stdpub.serve.versions import toc_record, version_body
from stdpub.store.catalogue import VersionKind
from stdpub.store.index import Found, Term
from stdpub.store.search import parse_query

STORED = frozenset({"json", "html", "xml", "pdf"})
"""The forms of a whole version that are stored when it is published."""


async def permanent(request: Request) -> Response:
    """Lead to the thing of a key in the version that is in force, 307."""
    asked = await ask(request)
    current = replace(asked.address, place=Place.KEY, version="current")
    asked, opened = await opened_of(replace(asked, address=current))
    element = await element_of(asked, opened)
    target = replace(asked.address, version=opened.version.name, key=element.key)
    link = f'<{Address(Place.PERMANENT, slug=target.slug, key=element.key).path}>; rel="canonical"'
    return redirect(target.path, permanent=False, links=(link,))


async def toc(request: Request) -> Response:
    """Give the contents of a version: clauses, annexes and term entries in reading order."""
    asked, opened = await opened_of(await ask(request))
    form = form_of(asked, LIST_FORMS)
    make = contents_page if form == "html" else toc_record
    return answer(request, _answer(asked, opened, form, lambda: make(asked, opened)))


async def provisions(request: Request) -> Response:
    """List the provisions of a version in reading order, by kind, by clause, by words."""
    asked, opened = await opened_of(await ask(request))
    form, page = form_of(asked, LIST_FORMS), paging(request)
    kinds, within, words = _kinds(request), _within(asked, opened), parameter(request, "q")
    expression = next(iter(parse_query(words).expressions), "") if words else ""
    found = await asked.holdings.run(
        opened.index.provisions, opened.document.id, kinds, within, expression, page.after, page.size + 1
    )
    following = _following(request, asked, found, page.size)
    shown = found[: page.size]

    def make() -> bytes:
        if form == "html":
            return provisions_page(asked, opened, shown, following)
        standing = asked.holdings.standing(opened.version)
        items = [{**element_record(opened, one, standing), "text": opened.index.text(one).strip()} for one in shown]
        return to_bytes(page_record(items, following))

    return answer(request, _answer(asked, opened, form, make, (str(request.query_params),), page_links(following)))


async def terms(request: Request) -> Response:
    """List the term entries of a version in reading order, with all their designations."""
    asked, opened = await opened_of(await ask(request))
    form, page = form_of(asked, LIST_FORMS), paging(request)
    found = opened.index.terms(opened.document.id, page.after, page.size + 1)
    following = _following(request, asked, tuple(one.element for one in found), page.size)
    shown = found[: page.size]

    def make() -> bytes:
        if form == "html":
            return terms_page(asked, opened, tuple(one.element for one in shown), following)
        return to_bytes(page_record([_term_record(asked, opened, one) for one in shown], following))

    return answer(request, _answer(asked, opened, form, make, (str(request.query_params),), page_links(following)))


def _term_record(asked: Asked, opened: Opened, term: Term) -> dict[str, Json]:
    record = element_record(opened, term.element, asked.holdings.standing(opened.version))
    record["domain"] = term.domain
    record["designations"] = [dict(one._asdict()) for one in term.designations]
    record["text"] = opened.index.text(term.element).strip()
    return record


async def keyed(request: Request) -> Response:
    """Give a clause, provision, term, table, figure or formula of a version, by its permanent key."""
    return await _element(request)


async def numbered(request: Request) -> Response:
    """Give a clause, term, table, figure, formula, item, note or example of a version, by its printed number."""
    return await _element(request)


async def version(request: Request) -> Response:
    """Give a version of a standard, whole; a browser gets its contents."""
    asked = await ask(request)
    form = form_of(asked, VERSION_FORMS)
    asked, opened = await opened_of(asked)
    if form == "html" and not asked.address.form:
        found = _answer(asked, opened, form, lambda: contents_page(asked, opened), ("contents",))
        toc_address = replace(asked.address, place=Place.VIEW, name="toc", version=opened.version.name, language="")
        location = with_form(toc_address.stem, opened.document.language, "html")
        return answer(request, replace(found, location=location))
    found = replace(_answer(asked, opened, form, bytes), written_by_us=False)
    document = opened.document
    if document.stored and form in STORED:
        # Published bytes depend on nothing but themselves, whatever becomes of the edition.
        found = replace(found, seconds=-1, covers=(document.slug, document.tree, document.renderer, "stored"))
    unchanged = not_modified(request, found)
    if unchanged is not None:
        return unchanged
    body = await version_body(asked, opened, form)
    return answer(request, replace(found, make=lambda: body))


async def _element(request: Request) -> Response:
    asked = await ask(request)
    form = form_of(asked, ELEMENT_FORMS)
    asked, opened = await opened_of(asked)
    element = await element_of(asked, opened)
    links = (f'<{_canonical(opened, element)}>; rel="canonical"',)
    found = _answer(asked, opened, form, lambda: _whole(asked, opened, element, form), (element.id,), links)
    return answer(request, found)


def _whole(asked: Asked, opened: Opened, element: Found, form: str) -> bytes:
    body = element_body(asked, opened, element, form)
    if body:
        return body
    words = Words(f"there is no `.{form}` of this", f"此处没有 `.{form}` 形式")
    raise ProblemError(Problem(404, words))


def _canonical(opened: Opened, element: Found) -> str:
    document = opened.document
    if element.key:
        return Address(Place.PERMANENT, slug=document.slug, key=element.key).path
    return Address(Place.NUMBER, slug=document.slug, version=opened.version.name, number=element.number).path


def _answer(
    asked: Asked,
    opened: Opened,
    form: str,
    make: Callable[[], bytes],
    covers: tuple[str, ...] = (),
    links: tuple[str, ...] = (),
) -> Answer:
    """Return an answer about a version, with all that its validator covers."""
    document, version_ = opened.document, opened.version
    status = status_fields(version_, asked.holdings.standing(version_))
    address = asked.address
    if address.version != version_.name:
        address = replace(address, version=version_.name)
    stem, query = address.stem, asked.request.scope["query_string"].decode("latin-1")
    headers = {} if document.stored else {"Stdpub-Renderer": document.renderer}
    if status:
        headers["Stdpub-Status"] = str(status["status"])
    return Answer(
        make=make,
        form=form,
        covers=(
            stem,
            document.tree,
            document.renderer,
            asked.holdings.release,
            str(document.stored),
            repr(status),
            " ".join(opened.languages),
            *covers,
        ),
        language=document.language,
        location=with_form(stem, document.language, form) + (f"?{query}" if query else ""),
        seconds=asked.holdings.seconds_of_today() if version_.kind is VersionKind.EDITION else 0,
        private=is_private(asked, version_),
        links=links,
        headers=headers,
    )


def _following(request: Request, asked: Asked, found: tuple[Found, ...], size: int) -> str:
    """Return the address of the next page, empty where what was found fits on one."""
    return next_address(request, asked.address.path, found[size - 1].place) if len(found) > size else ""


def _kinds(request: Request) -> tuple[str, ...]:
    found = tuple(one for value in request.query_params.getlist("kind") for one in value.split(",") if one)
    for one in found:
        if one not in set(Kind):
            words = Words(f"`{one[:40]}` is no kind of provision", f"`{one[:40]}` 不是条款类型")
            raise ProblemError(Problem(400, words))
    return found


def _within(asked: Asked, opened: Opened) -> Found | None:
    """Return the clause that a list is limited to, by key or number."""
    name = parameter(asked.request, "clause")
    if not name:
        return None
    document = opened.document.id
    found = opened.index.by_key(document, name[1:]) if name.startswith("~") else opened.index.by_number(document, name)
    if found is None:
        raise ProblemError(Problem(404, Words(f"there is no clause `{name[:60]}`", f"没有条 `{name[:60]}`")))
    return found
