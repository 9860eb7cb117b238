"""The routes in; what OpenAPI says of their parameters and answers out."""

from __future__ import annotations

from typing import TypeAlias

from stdpub.model.provisions import Kind
from stdpub.serve.negotiation import MEDIA_TYPES
from stdpub.serve.problems import PROBLEM_MEDIA

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"
Schema: TypeAlias = "dict[str, Json]"

DESCRIPTION = """\
One address space for people and tools: an address that ends in `.json`, `.html`, `.xml`, `.md`, `.txt` or `.pdf` answers
in that form, before it a language may stand (`5.2.1.en.json`); without an ending, `Accept` and `Accept-Language` decide.
Errors are problems of RFC 9457. Reading needs no account; drafts may need a bearer token.
"""

_TEXT: Schema = {"type": "string"}
_MAYBE: Schema = {"type": ["string", "null"]}
_LINKS: Schema = {"type": "object", "additionalProperties": True}
_NAMED: Schema = {
    "standard": _TEXT,
    "version": _TEXT,
    "key": _TEXT,
    "number": _TEXT,
    "kind": _TEXT,
    "title": _TEXT,
    "hash": _TEXT,
    "status": _TEXT,
    "since": _MAYBE,
    "until": _MAYBE,
    "links": _LINKS,
}
_REQUIRED: list[Json] = ["standard", "version", "key", "number", "kind", "title", "hash", "links"]

SCHEMAS: dict[str, Schema] = {
    "Thing": {"type": "object", "properties": _NAMED, "required": _REQUIRED, "additionalProperties": True},
    "List": {
        "type": "object",
        "properties": {"items": {"type": "array", "items": {"$ref": "#/components/schemas/Thing"}}, "next": _MAYBE},
        "required": ["items", "next"],
        "additionalProperties": True,
    },
    "Standard": {"type": "object", "description": "The whole of a standard: `schemas/stdpub.schema.json`."},
    "Library": {"type": "object", "required": ["kind", "title", "standards", "links"]},
    "Problem": {
        "type": "object",
        "properties": {
            "type": _TEXT,
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            "instance": _TEXT,
            "message": {"type": "object", "properties": {"en": _TEXT, "zh": _TEXT}},
            "candidates": {
                "type": "array",
                "items": {"type": "object", "properties": {"title": _TEXT, "href": _TEXT}},
            },
        },
        "required": ["type", "title", "status", "detail"],
    },
}

_PATH_PARTS = {
    "slug": "The standard, by the name of its folder: `gb-t-99999-1`.",
    "version": "An edition (`2026`, `1.8.0`), `current`, `on-2027-07-01`, `@{commit}`, `draft`, `draft-{branch}`.",
    "number": "A number as printed, spelled for addresses: `5.2.1`, `A.3`, `table-2`, `5.2.1.a`, `foreword`.",
    "key": "A permanent key.",
    "name": "A file of the site.",
}
_QUERY = {
    "q": "Words to look for; Chinese words of two characters are found.",
    "size": "How many items a page holds: 50 unless told, at most 200.",
    "cursor": "Where the page begins, as `next` of the page before gave it.",
    "kind": f"A kind of provision: {', '.join(kind.value for kind in Kind if kind is not Kind.STATEMENT)}.",
    "clause": "A clause by number or `~key`: only what is in it.",
    "status": "A legal status: in-force, not-yet, superseded, withdrawn, unknown, draft.",
    "ics": "The beginning of an ICS code.",
    "ccs": "The beginning of a CCS code.",
    "committee": "The committee.",
    "adopts": "The international standard that is adopted.",
    "asof": "The library as the archive had accepted it by the end of a day, or by a moment.",
    "ref": "A citation, with or without a clause: `GB/T 1.1—2020, 5.3.2`, `ISO/IEC 27001:2022, A.5.1`.",
    "lang": "Only texts in this language.",
    "scope": "What to look for: clause, provision, term or standard.",
    "standard": "Only in this standard.",
}


def operation(path: str, forms: tuple[str, ...], schema: str, query: tuple[str, ...]) -> Schema:
    """Return what OpenAPI says of reading a path: its parameters, the forms it answers in, and its problems."""
    parts = [part.strip("{}~") for part in path.split("/") if "{" in part]
    parameters: list[Json] = [_parameter("path", part, _PATH_PARTS[part]) for part in parts]
    parameters += [_parameter("query", name, _QUERY[name]) for name in query]
    content: Schema = {}
    for form in forms:
        media = MEDIA_TYPES[form].partition(";")[0]
        reference: Schema = {"$ref": f"#/components/schemas/{schema}"}
        content[media] = {"schema": reference if form == "json" else _TEXT}
    problem: Schema = {PROBLEM_MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    responses: Schema = {
        "200": {"description": "It is there.", "content": content},
        "304": {"description": "The client has it already."},
        "404": {"description": "There is no such thing; what may have been meant.", "content": problem},
    }
    if path == "/resolve":
        del responses["200"], responses["304"]
        responses["303"] = {"description": "What the citation names is at this address."}
        responses["300"] = {"description": "The citation names several standards.", "content": problem}
        responses["400"] = {"description": "There is no citation.", "content": problem}
    if "~{key}" in path:
        responses["300"] = {"description": "The thing was split; its parts.", "content": problem}
        responses["307"] = {"description": "The thing was merged into another one, or moved to another standard."}
        responses["410"] = {"description": "The thing was withdrawn; the versions that hold it.", "content": problem}
    return {"parameters": parameters, "responses": responses}


def _parameter(place: str, name: str, description: str) -> Schema:
    return {
        "in": place,
        "name": name,
        "required": place == "path",
        "description": description,
        "schema": {"type": "string"},
    }
