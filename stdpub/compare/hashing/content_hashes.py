"""A standard in; the canonical content of everything in it that has an id, without numbers and layout, and its SHA-256 out.

Canonical content is the object of the JSON with members left out, in the form of RFC 8785: docs/proofs.md tells how
anybody makes it. A thing that only moved or was renumbered keeps its hash.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from enum import Enum
from functools import cache
from hashlib import sha256
from typing import TypeAlias

from stdpub.model.content import Cell, CodeBlock, Figure, Formula, List, ListItem, Paragraph, Sentence, Table
from stdpub.model.inlines import (
    Citation,
    CrossReference,
    FootnoteReference,
    InlineFormula,
    Limit,
    Picture,
    Text,
    VerbalForm,
)
from stdpub.model.node_names import NAMES
from stdpub.model.standard import Standard
from stdpub.model.terms import TermSource

Canonical: TypeAlias = "str | bool | int | list[Canonical] | dict[str, Canonical]"

_NEVER = frozenset({"span", "id", "number", "label", "key", "depth", "fixed_label", "given"})
_NOT_OF: dict[type, frozenset[str]] = {
    Cell: frozenset({"align", "headers", "limits"}),
    Citation: frozenset({"text", "target_id", "identifier", "address"}),
    CrossReference: frozenset({"text", "target", "target_id"}),
    FootnoteReference: frozenset({"target_id"}),
    Formula: frozenset({"mathml", "numbered"}),
    InlineFormula: frozenset({"mathml"}),
    Limit: frozenset({"reading"}),
    List: frozenset({"lead"}),
    ListItem: frozenset({"verbal_form"}),
    Paragraph: frozenset({"generated"}),
    Sentence: frozenset({"verbal_form"}),
    Table: frozenset({"path", "columns"}),
    TermSource: frozenset({"target_id"}),
}
_WORDS = (Text, VerbalForm)


def content_hashes(standard: Standard) -> dict[str, str]:
    """Return the hash of everything that has an id, clauses and term entries with all below them."""
    return {name: sha256(content).hexdigest() for name, content in canonical_contents(standard).items()}


def canonical_contents(standard: Standard) -> dict[str, bytes]:
    """Return the canonical content of everything that has an id, as the bytes that are hashed."""
    walk = _Walk(picture_sums(standard))
    for node in (*standard.clauses, *standard.footnotes):
        walk.node(node)
    return walk.found


def picture_sums(standard: Standard) -> dict[str, str]:
    """Return the SHA-256 of each picture by its path."""
    return {asset.path: asset.sha256 or sha256(asset.content).hexdigest() for asset in standard.assets}


def to_bytes(content: Canonical) -> bytes:
    """Return canonical content as it is hashed: JSON without white space, members sorted, UTF-8."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(errors="surrogatepass")


class _Walk:
    """A walk over nodes that leaves the content of each that has an id in `found`."""

    def __init__(self, pictures: Mapping[str, str]) -> None:
        self.pictures = pictures
        self.found: dict[str, bytes] = {}

    def node(self, node: object) -> Canonical:
        """Return the content of a node; members that are empty are left out."""
        class_: type = type(node)
        content: dict[str, Canonical] = {"type": NAMES[class_]}
        for name in _members(class_):
            value = getattr(node, name)
            found = self._text(node, name, value) if isinstance(value, str) else self._value(value)
            if found not in ("", False, []):
                content[name] = found
        own = getattr(node, "id", "")
        if own:
            self.found[own] = to_bytes(content)
        return content

    def _text(self, node: object, name: str, value: str) -> str:
        if isinstance(value, Enum):
            return str(value.value)
        if name == "path" and isinstance(node, (Figure, Picture)):
            return self.pictures.get(value, value)
        return value if isinstance(node, CodeBlock) else one_line(value)

    def _value(self, value: object) -> Canonical:
        match value:
            case bool() | int():
                return value
            case tuple():
                return self._joined(value)
            case _:
                return self.node(value)

    def _joined(self, nodes: tuple[object, ...]) -> list[Canonical]:
        """Return nodes in a row; words that only a stage of reading parted are one run."""
        result: list[Canonical] = []
        run = ""
        for node in (*nodes, None):
            if isinstance(node, _WORDS):
                run += node.text
                continue
            if run := one_line(run):
                result.append(run)
                run = ""
            if node is not None:
                result.append(one_line(node) if isinstance(node, str) else self.node(node))
        return result


def one_line(text: str) -> str:
    """Return a text in which runs of white space are one space, with none at its ends."""
    return " ".join(text.split())


@cache
def _members(class_: type) -> tuple[str, ...]:
    """Return the names of the fields that are content; a pointer's key is, a thing's own key is not."""
    left_out = _NOT_OF.get(class_, frozenset()) | (_NEVER - {"key"} if class_ is CrossReference else _NEVER)
    return tuple(field.name for field in fields(class_) if field.name not in left_out)
