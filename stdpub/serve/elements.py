"""An opened document and an element of it in; its body in the wanted form out."""

from __future__ import annotations

import re

from stdpub.serve.finding import Asked
from stdpub.serve.holdings import Opened
from stdpub.serve.places import Address, Place
from stdpub.serve.records import (
    ELEMENT_FORMS,
    Json,
    element_address,
    element_links,
    element_record,
    with_content,
    with_form,
)
from stdpub.serve.templates import markup, render_page
from stdpub.store.index import Found

_LINK = re.compile(rb' href="#([^"]+)"')
_NAMES = re.compile(rb' (?:id|aria-labelledby|headers)="[^"]*"')
_ID = re.compile(rb'\sid="([^"]+)"')


def element_body(asked: Asked, opened: Opened, element: Found, form: str) -> bytes:
    """Return an element in a form, empty where the version has it not in that form."""
    match form:
        case "json":
            return element_json(asked, opened, element)
        case "xml":
            return opened.index.xml(opened.document, element)
        case "md":
            return opened.index.source(element)
        case "txt":
            return opened.index.text(element).rstrip("\n").encode() + b"\n"
        case _:
            return element_page(asked, opened, element)


def element_json(asked: Asked, opened: Opened, element: Found) -> bytes:
    """Return an element with its text, its content as in the JSON of the whole, and where to go from it."""
    index = opened.index
    record = element_record(opened, element, asked.holdings.standing(opened.version))
    links = record["links"]
    if isinstance(links, dict):
        links |= element_links(opened, element)
    record["text"] = index.own_text(element).strip()
    if element.depth:
        record["clauses"] = [_below(opened, one) for one in children(opened, element)]
    return with_content(record, index.record(element))


def _below(opened: Opened, element: Found) -> Json:
    address = element_address(opened.document.slug, opened.version.name, element)
    return {
        "key": element.key,
        "number": element.number,
        "kind": element.kind,
        "title": element.title,
        "links": {"self": address.path},
    }


def children(opened: Opened, element: Found) -> tuple[Found, ...]:
    """Return the subclauses and term entries directly below a clause."""
    if element.text_own == element.text_end:
        return ()
    return opened.index.below(element)


def element_page(asked: Asked, opened: Opened, element: Found) -> bytes:
    """Return the page of an element: where it stands, its text, and where to go from it."""
    document, version = opened.document, opened.version
    language = document.language
    address = element_address(document.slug, version.name, element)
    above = opened.index.above(element)

    def href(one: Found) -> str:
        return element_address(document.slug, version.name, one).path

    values: dict[str, object] = {
        "document": document,
        "version": version,
        "element": element,
        "status": element_record(opened, element, asked.holdings.standing(version)),
        "name": " ".join(part for part in (element.label, element.title) if part) or f"~{element.key}",
        "above": [(one, href(one)) for one in above],
        "before": _named(opened, element.before),
        "after": _named(opened, element.after),
        "fragment": markup(relinked(opened, opened.index.html(element))),
        "forms": [(form, with_form(address.path, language, form)) for form in ELEMENT_FORMS if form != "html"],
        "languages": [(one, with_form(address.path, one, "html")) for one in opened.languages],
        "permanent": Address(Place.PERMANENT, slug=document.slug, key=element.key).path if element.key else "",
        "work": Address(Place.WORK, slug=document.slug).path,
        "contents": Address(Place.VERSION, slug=document.slug, version=version.name).path,
    }
    return render_page("element.html", language, values)


def _named(opened: Opened, name: str) -> tuple[Found, str] | None:
    """Return the element that an address of this version names, with the address."""
    index, document = opened.index, opened.document
    found = index.by_key(document.id, name[1:]) if name.startswith("~") else index.by_number(document.id, name)
    return (found, element_address(document.slug, opened.version.name, found).path) if found else None


def listed(opened: Opened, fragment: bytes) -> bytes:
    """Return a run of the page of the whole for a list, in which several may hold the same thing: it bears no ids."""
    return relinked(opened, _NAMES.sub(b"", fragment))


def relinked(opened: Opened, fragment: bytes) -> bytes:
    """Return a run of the page of the whole whose links lead to addresses where they lead out of the run."""
    inside = set(_ID.findall(fragment))
    version = Address(Place.VERSION, slug=opened.document.slug, version=opened.version.name)
    whole = with_form(version.path, opened.document.language, "html").encode()
    known: dict[bytes, bytes] = {}

    def target(name: bytes) -> bytes:
        base, dot, _ = name.partition(b".")
        key = base.decode()
        if opened.index.by_key(opened.document.id, key) is None:
            return b"%s#%s" % (whole, name)
        path = Address(Place.KEY, slug=version.slug, version=version.version, key=key).path.encode()
        return b"%s#%s" % (path, name) if dot else path

    def replaced(link: re.Match[bytes]) -> bytes:
        name = link[1]
        if name in inside:
            return link[0]
        if name not in known:
            known[name] = target(name)
        return b' href="%s"' % known[name]

    return _LINK.sub(replaced, fragment)
