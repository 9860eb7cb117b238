"""An opened version in; its page of contents, and the pages of its provisions and terms, out."""

from __future__ import annotations

import json

from stdpub.model.provisions import Kind
from stdpub.serve.elements import listed
from stdpub.serve.finding import Asked
from stdpub.serve.holdings import Opened
from stdpub.serve.places import Address, Place
from stdpub.serve.records import VERSION_FORMS, element_address, status_fields, with_form
from stdpub.serve.templates import markup, render_page
from stdpub.store.index import Found


def contents_page(asked: Asked, opened: Opened) -> bytes:
    """Return the page of a version: what it is, its contents, and its forms."""
    values = _common(asked, opened)
    contents = opened.index.contents(opened.document.id)
    values["contents"] = [(one, _href(opened, one)) for one in contents]
    values["header"] = json.loads(opened.document.header)
    return render_page("version.html", opened.document.language, values)


def provisions_page(asked: Asked, opened: Opened, found: tuple[Found, ...], following: str) -> bytes:
    """Return a page of provisions, each with the clause it stands in."""
    values = _common(asked, opened)
    chosen = asked.request.query_params.get("kind", "")
    values["items"] = [(one, _href(opened, one), _clause(opened, one), _fragment(opened, one)) for one in found]
    values["kinds"] = [kind.value for kind in Kind if kind is not Kind.STATEMENT]
    values["chosen"] = chosen
    values["query"] = asked.request.query_params.get("q", "")
    values["following"] = following
    return render_page("provisions.html", opened.document.language, values)


def terms_page(asked: Asked, opened: Opened, found: tuple[Found, ...], following: str) -> bytes:
    """Return a page of term entries."""
    values = _common(asked, opened)
    values["items"] = [(one, _href(opened, one), _fragment(opened, one)) for one in found]
    values["following"] = following
    return render_page("terms.html", opened.document.language, values)


def _common(asked: Asked, opened: Opened) -> dict[str, object]:
    """Return what all pages of a version show."""
    document, version = opened.document, opened.version
    address = Address(Place.VERSION, slug=document.slug, version=version.name)
    here = asked.address
    return {
        "document": document,
        "version": version,
        "status": status_fields(version, asked.holdings.standing(version)),
        "view": here.name if here.place is Place.VIEW else "toc",
        "base": address.path,
        "work": Address(Place.WORK, slug=document.slug).path,
        "whole": with_form(address.path, document.language, "html"),
        "forms": [(form, with_form(address.path, document.language, form)) for form in VERSION_FORMS if form != "html"],
        "languages": [(one, _in_language(here, version.name, one)) for one in opened.languages],
    }


def _in_language(here: Address, version: str, language: str) -> str:
    """Return the page that an address shows in another language."""
    name = here.name if here.place is Place.VIEW else "toc"
    return with_form(Address(Place.VIEW, slug=here.slug, version=version, name=name).path, language, "html")


def _href(opened: Opened, element: Found) -> str:
    return element_address(opened.document.slug, opened.version.name, element).path


def _clause(opened: Opened, element: Found) -> tuple[Found, str] | None:
    """Return the clause that a provision stands in, with its address."""
    found = opened.index.at(element.document, element.clause) if element.clause > 0 else None
    return (found, _href(opened, found)) if found else None


def _fragment(opened: Opened, element: Found) -> object:
    return markup(listed(opened, opened.index.html(element)))
