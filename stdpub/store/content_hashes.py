"""A standard in; the SHA-256 of the content of everything in it that has an id, without numbers and layout, out.

The content of a thing is its kind, its words with their marks, and the contents of what it holds. Keys, ids, numbers,
labels, places in the source, alignment, and what stdpub generates or reads out of words are left out: a thing that only moved or was
renumbered keeps its hash. Runs of white space count as one space.
"""

from __future__ import annotations

import json
from dataclasses import Field, fields
from enum import Enum
from hashlib import sha256
from typing import ClassVar, Protocol, TypeAlias, TypeGuard

from stdpub.model.content import Cell, Formula, Paragraph, Sentence, Table
from stdpub.model.inlines import Citation, CrossReference, FootnoteReference, InlineFormula, Limit, Text, VerbalForm
from stdpub.model.standard import Standard

Canonical: TypeAlias = "str | bool | int | list[Canonical]"

_NEVER = frozenset({"span", "id", "number", "label", "key", "depth", "fixed_label", "given"})
_NOT_OF: dict[type, frozenset[str]] = {
    Cell: frozenset({"align", "headers", "limits"}),
    Citation: frozenset({"text", "target_id", "identifier", "address"}),
    CrossReference: frozenset({"text", "target", "target_id"}),
    FootnoteReference: frozenset({"target_id"}),
    Formula: frozenset({"mathml", "numbered"}),
    InlineFormula: frozenset({"mathml"}),
    Limit: frozenset({"reading"}),
    Paragraph: frozenset({"generated"}),
    Sentence: frozenset({"verbal_form"}),
    Table: frozenset({"path", "columns"}),
}
_POINTERS = frozenset({CrossReference})


class _Node(Protocol):
    """A node of the model: a dataclass."""

    __dataclass_fields__: ClassVar[dict[str, Field[object]]]


def _is_node(value: object) -> TypeGuard[_Node]:
    return hasattr(value, "__dataclass_fields__")


def content_hashes(standard: Standard) -> dict[str, str]:
    """Return the hash of everything that has an id, clauses and term entries with all below them."""
    found: dict[str, str] = {}
    for clause in standard.clauses:
        _hashed(clause, found)
    for footnote in standard.footnotes:
        _hashed(footnote, found)
    return found


def _hashed(node: _Node, found: dict[str, str]) -> str:
    """Return the hash of a node, and keep it where the node has an id."""
    content: list[Canonical] = [type(node).__name__]
    content.extend(_canonical(getattr(node, name), found) for name in _content_fields(node))
    digest = sha256(json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
    name = getattr(node, "id", "")
    if name:
        found[name] = digest
    return digest


def _canonical(value: object, found: dict[str, str]) -> Canonical:
    match value:
        case Enum():
            return str(value.value)
        case str():
            return " ".join(value.split())
        case bool() | int():
            return value
        case None:
            return ""
        case tuple():
            return _joined(value, found)
        case _:
            return _hashed(value, found) if _is_node(value) else str(value)


def _joined(nodes: tuple[object, ...], found: dict[str, str]) -> list[Canonical]:
    """Return nodes in a row; words that only a stage of reading parted are one run."""
    result: list[Canonical] = []
    run: list[str] = []
    for node in nodes:
        if isinstance(node, (Text, VerbalForm)):
            run.append(node.text)
            continue
        if run:
            result.append(" ".join("".join(run).split()))
            run = []
        result.append(_canonical(node, found))
    if run:
        result.append(" ".join("".join(run).split()))
    return result


def _content_fields(node: _Node) -> list[str]:
    """Return the names of the fields that are content; a pointer's key is, a thing's own key is not."""
    kind = type(node)
    left_out = _NOT_OF.get(kind, frozenset()) | (_NEVER - {"key"} if kind in _POINTERS else _NEVER)
    return [field.name for field in fields(node) if field.name not in left_out]
