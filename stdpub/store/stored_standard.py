"""The JSON that was stored with an edition in; the standard that it was written from out.

What was published is read from what was published, not from its source by today's reader. What the JSON leaves out stays
empty: the places of words inside a sentence, and the bytes of pictures.
"""

from __future__ import annotations

import json
from dataclasses import fields
from enum import EnumType
from functools import cache
from typing import Any, TypeAlias, TypeVar, get_type_hints

from stdpub.model.amendments import UNAMENDED, Amended, Consolidation, Effect, Issue, IssueKind
from stdpub.model.content import Footnote
from stdpub.model.header import Header
from stdpub.model.node_names import NAMES
from stdpub.model.source import NOWHERE, Span
from stdpub.model.standard import Asset, Clause, Standard
from stdpub.write.json_record import FORMAT

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json]"

_T = TypeVar("_T")

_CLASSES = {name: class_ for class_, name in NAMES.items()}


class UnreadableRecordError(Exception):
    """The JSON is none that this version of stdpub wrote or knows."""


def restore(content: bytes) -> Standard:
    """Return the standard that a JSON was written from; raise UnreadableRecordError where it cannot be read."""
    try:
        record = json.loads(content)
        if record["format"] != FORMAT:
            raise UnreadableRecordError(record["format"])
        return Standard(
            slug=record["standard"],
            header=_of(Header, _node(record["header"])),
            clauses=tuple(_of(Clause, _node(one)) for one in record["clauses"]),
            footnotes=tuple(_of(Footnote, _node(one)) for one in record["footnotes"]),
            assets=tuple(_of(Asset, _node(one)) for one in record["assets"]),
            digest=record["digest"],
            diagnostics=(),
            amended=_amended(record["amended"]) if "amended" in record else UNAMENDED,
            amends=record.get("amends", ""),
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as fault:
        raise UnreadableRecordError(repr(fault)) from fault


def _amended(record: dict[str, Any]) -> Consolidation:
    """Return what amendments made of the text."""
    return Consolidation(
        issues=tuple(
            Issue(IssueKind(one["kind"]), one["number"], one["amends"], one["date"], one["implementation"])
            for one in record["issues"]
        ),
        changes=tuple(
            Amended(one["by"], Effect(one["effect"]), one["key"], one["number"]) for one in record["changes"]
        ),
        vacant=frozenset(record["vacant"]),
        numbers=tuple(record["numbers"].items()),
    )


def _node(record: dict[str, Json]) -> object:
    """Return the node of the model that a record was made of."""
    class_ = _CLASSES[str(record["type"])]
    values: dict[str, object] = {}
    for name, enum in _fields(class_):
        if name == "span":
            position = record.get("position")
            values[name] = Span(**position) if isinstance(position, dict) else NOWHERE  # type: ignore[arg-type]
        elif name in record:
            values[name] = _value(record[name], enum)
        elif name == "fixed_label":
            values[name] = None
        elif class_ is Asset:
            values[name] = b""
    made: object = class_(**values)
    return made


def _value(value: Json, enum: EnumType | None) -> object:
    if isinstance(value, dict):
        return _node(value)
    if isinstance(value, list):
        return tuple(_value(one, enum) for one in value)
    return enum(value) if enum else value


@cache
def _fields(class_: type) -> tuple[tuple[str, EnumType | None], ...]:
    """Return the fields of a class of the model, and the enumeration that a field's texts belong to."""
    hints = get_type_hints(class_)
    return tuple(
        (field.name, hints[field.name] if isinstance(hints[field.name], EnumType) else None) for field in fields(class_)
    )


def _of(class_: type[_T], node: object) -> _T:
    if not isinstance(node, class_):
        raise TypeError(class_.__name__)
    return node
