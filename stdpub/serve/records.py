"""What the index and the catalogue say in; the JSON objects of the API out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias
from urllib.parse import quote

from stdpub.serve.holdings import Opened
from stdpub.serve.places import Address, Place
from stdpub.store.catalogue import Standing, Status, Version, VersionKind, Work
from stdpub.store.index import Found, Held

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

ELEMENT_FORMS = ("json", "html", "xml", "md", "txt")
VERSION_FORMS = ("json", "html", "xml", "md", "txt", "pdf")
LIST_FORMS = ("json", "html")


def element_address(slug: str, version: str, element: Found) -> Address:
    """Return where an element is: by number where it has one, else by key; the version where it is the standard itself."""
    if element.place == 0:
        return Address(Place.VERSION, slug=slug, version=version)
    if element.number:
        return Address(Place.NUMBER, slug=slug, version=version, number=element.number)
    return Address(Place.KEY, slug=slug, version=version, key=element.key)


def with_form(path: str, language: str, form: str) -> str:
    """Return the path of an address in a language and a form."""
    return f"{path}.{language}.{form}" if language else f"{path}.{form}"


def element_record(opened: Opened, element: Found, standing: Standing | None) -> dict[str, Json]:
    """Return what every object says of an element, without its content."""
    document, version = opened.document, opened.version
    record = {**fields_of(document, version.name, element), **status_fields(version, standing)}
    record["normative_hash"] = element.normative_hash or None
    record["closure_hash"] = element.closure_hash or None
    links: dict[str, Json] = {"self": element_address(document.slug, version.name, element).path}
    if element.key:
        links["permanent"] = Address(Place.PERMANENT, slug=document.slug, key=element.key).path
    record["links"] = links
    return record


def fields_of(document: Held, version: str, element: Found) -> dict[str, Json]:
    """Return what an element is, wherever it is shown."""
    return {
        "standard": document.slug,
        "identifier": document.identifier,
        "version": version,
        "language": document.language,
        "key": element.key,
        "number": element.number,
        "label": element.label if element.place else "",
        "kind": element.kind,
        "title": element.title,
        "provision": element.provision,
        "verbal_form": element.verbal_form,
        "hash": element.hash,
    }


def element_links(opened: Opened, element: Found) -> dict[str, Json]:
    """Return the addresses that lead on from an element: its forms, its languages, what is above, before and after it."""
    document, version = opened.document, opened.version
    path = element_address(document.slug, version.name, element).path
    base = Address(Place.VERSION, slug=document.slug, version=version.name).path
    links: dict[str, Json] = {form: with_form(path, document.language, form) for form in ELEMENT_FORMS}
    links["version"] = base
    links["standard"] = Address(Place.WORK, slug=document.slug).path
    for name, other in (("up", element.up), ("previous", element.before), ("next", element.after)):
        if other:
            links[name] = f"{base}/{quote(other, safe='~')}"
    links["languages"] = {one: with_form(path, one, "json") for one in opened.languages}
    return links


def status_fields(version: Version, standing: Standing | None) -> dict[str, Json]:
    """Return the status of a version with its dates; a commit has none."""
    if standing is not None:
        return {"status": standing.status.value, "since": standing.since or None, "until": standing.until or None}
    if version.kind is VersionKind.DRAFT:
        return {"status": "draft", "since": None, "until": None}
    return {}


def editions_record(work: Work, standings: Mapping[str, Standing]) -> dict[str, Json]:
    """Return the editions of a standard with their status, newest first, and its drafts."""
    return {
        "editions": [_edition_record(work, one.id, standings[one.id]) for one in work.editions],
        "drafts": [
            {"version": draft.name, "links": {"self": Address(Place.VERSION, slug=work.slug, version=draft.name).path}}
            for draft in work.drafts
        ],
    }


def shown_edition(work: Work, standings: Mapping[str, Standing]) -> str:
    """Return the edition that stands for a work: the one in force, else the newest, empty where there are drafts alone."""
    in_force = (one.id for one in work.editions if standings[one.id].status is Status.IN_FORCE)
    return next(in_force, work.editions[0].id if work.editions else "")


def _edition_record(work: Work, name: str, standing: Standing) -> dict[str, Json]:
    edition = next(one for one in work.editions if one.id == name)
    path = Address(Place.VERSION, slug=work.slug, version=name).path
    languages = [one.language for one in edition.languages]
    return {
        "version": name,
        "identifier": edition.identifier,
        "date": edition.date or None,
        "implementation": edition.implementation or None,
        "status": standing.status.value,
        "since": standing.since or None,
        "until": standing.until or None,
        "languages": list(languages),
        "links": {
            "self": path,
            "contents": f"{path}/toc",
            "forms": {one: {form: with_form(path, one, form) for form in VERSION_FORMS} for one in languages},
        },
    }


def to_bytes(record: Mapping[str, Json]) -> bytes:
    """Return a JSON object as it goes over the wire."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def with_content(record: Mapping[str, Json], content: bytes) -> bytes:
    """Return a JSON object with one more member, whose value is written already."""
    if not content:
        return to_bytes(record)
    return b"".join((to_bytes(record)[:-1], b',"content":', content, b"}"))
