"""The model's classes to a closed JSON Schema (draft 2020-12) of what `write/json_record.py` writes."""

from __future__ import annotations

import inspect
import json
import types
import typing
from enum import EnumType, StrEnum

from stdpub.model import standard
from stdpub.model.amendments import Effect, IssueKind
from stdpub.model.node_names import NAMES
from stdpub.model.source import Span
from stdpub.write.json_record import FORMAT, Record, said

_ID = "https://stdpub.org/schemas/stdpub.schema.json"
_DATE: Record = {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}
_SPECIAL: dict[str, Record] = {"date": _DATE, "implementation": _DATE}
_MADE: tuple[type, ...] = tuple(NAMES)


def schema_text() -> str:
    """Return the schema as the text of `schemas/stdpub.schema.json`."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def schema() -> Record:
    """Return the schema: every field required, none other allowed, no nulls."""
    root: Record = {
        "format": {"const": FORMAT},
        "standard": {"type": "string", "description": "The name of the standard's folder, its slug in addresses."},
        "reference": {"type": "string", "description": "The dated reference."},
        "edition_id": {"type": "string", "description": "The edition's name in addresses."},
        "digest": {"type": "string", "pattern": "^[0-9a-f]{64}$", "description": "SHA-256 of the source folder."},
        "header": _ref("header"),
        "clauses": _list(_ref("clause")),
        "footnotes": _list(_ref("footnote")),
        "assets": _list(_ref("asset")),
    }
    closed = _closed(root)
    amends: Record = {"type": "string", "description": "The dated reference of what an amendment amends."}
    closed["properties"] = {**root, "amended": _amended(), "amends": amends}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": _ID,
        "title": "stdpub standard",
        "description": "One language version of one edition of a standard, whole.",
        **closed,
        "$defs": {"position": _position(), **{NAMES[class_]: _class(class_) for class_ in _MADE}},
    }


def _amended() -> Record:
    """Return what a consolidated edition, or an amendment, says of amendments; no other document has it."""
    text: Record = {"type": "string"}
    issue: Record = {
        "kind": {"enum": [kind.value for kind in IssueKind]},
        "number": {"type": "integer", "minimum": 1},
        "amends": text,
        "date": _DATE,
        "implementation": _DATE,
    }
    change: Record = {
        "by": text,
        "effect": {"enum": [effect.value for effect in Effect]},
        "key": text,
        "number": text,
    }
    whole: Record = {
        "issues": _list(_closed(issue)),
        "changes": _list(_closed(change)),
        "vacant": _list(text),
        "numbers": {"type": "object", "additionalProperties": text},
    }
    return {"description": "What amendments changed, by key; numbers of deleted things stay vacant.", **_closed(whole)}


def _ref(name: str) -> Record:
    return {"$ref": f"#/$defs/{name}"}


def _list(items: Record) -> Record:
    return {"type": "array", "items": items}


def _closed(properties: Record) -> Record:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _position() -> Record:
    places: Record = {"file": {"type": "string"}}
    for name in Span._fields[1:]:
        places[name] = {"type": "integer", "minimum": 0}
    return {"description": inspect.getdoc(Span) or "", **_closed(places)}


def _class(class_: type) -> Record:
    properties: Record = {"type": {"const": NAMES[class_]}}
    if class_ is standard.Asset:
        properties |= {
            "path": {"type": "string"},
            "media_type": {"enum": ["image/png", "image/jpeg", "image/gif", "image/svg+xml"]},
            "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "size": {"type": "integer", "minimum": 0},
            "width": {"type": "number", "minimum": 0},
            "height": {"type": "number", "minimum": 0},
        }
    else:
        hints = typing.get_type_hints(class_)
        for name in said(class_):
            form: Record = _SPECIAL[name] if name in _SPECIAL else _type(hints[name])
            properties["position" if name == "span" else name] = form
    if NAMES[class_] == "sentence":
        properties["text"] = {"type": "string", "description": "The sentence as plain text."}
    return {"description": " ".join((inspect.getdoc(class_) or "").split()), **_closed(properties)}


_PLAIN: dict[object, Record] = {str: {"type": "string"}, bool: {"type": "boolean"}, int: {"type": "integer"}}


def _type(hint: object) -> Record:
    if hint in _PLAIN:
        return _PLAIN[hint]
    if hint is Span:
        return _ref("position")
    if isinstance(hint, EnumType):
        members: list[StrEnum] = list(hint)
        return {"enum": [member.value for member in members]}
    if typing.get_origin(hint) is tuple:
        return _list(_type(typing.get_args(hint)[0]))
    if isinstance(hint, types.UnionType) or typing.get_origin(hint) is typing.Union:
        return _one_of([typing.cast("type", member) for member in typing.get_args(hint)])
    return _ref(NAMES[typing.cast("type", hint)])


def _one_of(members: list[type]) -> Record:
    """Return a choice by `type`: a value is held against the one definition that its `type` names."""
    names = [NAMES[member] for member in members]
    return {
        "type": "object",
        "required": ["type"],
        "properties": {"type": {"enum": [*names]}},
        "allOf": [
            {"if": {"properties": {"type": {"const": name}}, "required": ["type"]}, "then": _ref(name)}
            for name in names
        ],
    }
