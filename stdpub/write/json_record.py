"""A standard to JSON: the whole model, every field always there, no nulls, texts merged; the schema is in `schemas/`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import fields
from enum import StrEnum
from typing import TypeAlias

from stdpub.model import content, header, quantities, standard, terms
from stdpub.model.amendment_wording import with_amendments
from stdpub.model.amendments import Consolidation
from stdpub.model.content import Sentence
from stdpub.model.inlines import Text, plain
from stdpub.model.node_names import NAMES
from stdpub.model.rulebooks import dated
from stdpub.model.source import Span
from stdpub.model.standard import Asset, Standard

FORMAT = "stdpub-1.0"
"""The version of the JSON; it changes only when a reader of it would have to."""

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json]"
Record: TypeAlias = "dict[str, Json]"

INLINES = frozenset(list(NAMES)[:12])
"""Classes whose place in the source is left out: their sentence has it."""

_UNSAID = {
    content.Sentence: {"given"},
    content.ListItem: {"given"},
    content.Formula: {"numbered"},
    terms.TermEntry: {"fixed_label"},
    standard.Clause: {"fixed_label"},
    header.Header: {"spans"},
    quantities.LimitReading: {"runs"},
}
"""What says how the author wrote a thing, not what it is."""


def said(class_: type) -> tuple[str, ...]:
    """Return the fields of a class of the model that the JSON carries, in order."""
    left_out = _UNSAID.get(class_, set()) | ({"span"} if class_ in INLINES else set())
    return tuple(field.name for field in fields(class_) if field.name not in left_out)


_FIELDS = {class_: tuple((name, "position" if name == "span" else name) for name in said(class_)) for class_ in NAMES}


def write_json(document: Standard) -> bytes:
    """Return a standard as UTF-8 JSON; the same standard gives the same bytes."""
    text = json.dumps(standard_record(document), ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"


def standard_record(document: Standard) -> Record:
    """Return a standard as JSON values."""
    head = document.header
    record: Record = {
        "format": FORMAT,
        "standard": document.slug,
        "reference": with_amendments(dated(head.identifier, head.date[:4]), head.version, head.language),
        "edition_id": head.edition_id,
        "digest": document.digest,
        "header": element_record(head),
        "clauses": [element_record(clause) for clause in document.clauses],
        "footnotes": [element_record(footnote) for footnote in document.footnotes],
        "assets": [element_record(asset) for asset in document.assets],
    }
    if document.amended.issues:
        record["amended"] = _amended(document.amended)
    if document.amends:
        record["amends"] = document.amends
    return record


def _amended(amended: Consolidation) -> Record:
    """Return what amendments made of the text, or which amendment the document is."""
    return {
        "issues": [
            {
                "kind": issue.kind.value,
                "number": issue.number,
                "amends": issue.amends,
                "date": issue.date,
                "implementation": issue.implementation,
            }
            for issue in amended.issues
        ],
        "changes": [
            {"by": change.by, "effect": change.effect.value, "key": change.key, "number": change.number}
            for change in amended.changes
        ],
        "vacant": [*sorted(amended.vacant)],
        "numbers": dict(amended.numbers),
    }


def element_record(node: object) -> Record:
    """Return one node of the model, with all that it holds, as JSON values."""
    class_ = type(node)
    if isinstance(node, Asset):
        return _asset(node)
    record: Record = {"type": NAMES[class_]}
    for attribute, name in _FIELDS[class_]:
        record[name] = _value(getattr(node, attribute))
    if isinstance(node, Sentence):
        record["text"] = plain(node.children)
    return record


def _value(value: object) -> Json:
    if isinstance(value, str):
        return value.value if isinstance(value, StrEnum) else value
    if isinstance(value, Span):
        return dict(zip(Span._fields, value, strict=True))
    if isinstance(value, tuple):
        return _values(value)
    if isinstance(value, (bool, int, float)):
        return value
    return element_record(value)


def _values(values: Sequence[object]) -> list[Json]:
    """Return a list of values; texts that follow one another are one."""
    result: list[Json] = []
    text: Record | None = None
    for value in values:
        if isinstance(value, Text):
            if text is None:
                text = {"type": "text", "text": value.text}
                result.append(text)
            else:
                text["text"] = f"{text['text']}{value.text}"
        else:
            text = None
            result.append(_value(value))
    return result


def _asset(asset: Asset) -> Record:
    return {
        "type": "asset",
        "path": asset.path,
        "media_type": asset.media_type,
        "sha256": asset.sha256 or hashlib.sha256(asset.content).hexdigest(),
        "size": len(asset.content),
        "width": asset.width,
        "height": asset.height,
    }
