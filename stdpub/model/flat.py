"""Inline nodes as the plain text that numbers and units are read from, and the limits that stand in it."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.model.inlines import (
    OBJECT,
    Citation,
    CodeSpan,
    CrossReference,
    Inline,
    InlineFormula,
    Limit,
    LineBreak,
    Link,
    Mark,
    MarkKind,
    Picture,
    Text,
    VerbalForm,
)

_SUPERSCRIPTS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


def flat(nodes: tuple[Inline, ...]) -> str:
    """Return inline nodes as plain text, of the same length as `plain` gives, with raised and lowered figures as such."""
    if len(nodes) == 1 and isinstance(nodes[0], Text):
        return nodes[0].text
    return "".join(_flat(nodes))


def _flat(nodes: tuple[Inline, ...]) -> Iterator[str]:
    for node in nodes:
        match node:
            case Text() | CodeSpan() | VerbalForm():
                yield node.text
            case CrossReference() | Citation():
                yield flat(node.children) if node.children else node.text
            case Mark(kind=MarkKind.SUPERSCRIPT):
                yield flat(node.children).translate(_SUPERSCRIPTS)
            case Mark(kind=MarkKind.SUBSCRIPT):
                yield flat(node.children).translate(_SUBSCRIPTS)
            case Mark() | Link() | Limit():
                yield flat(node.children)
            case InlineFormula() | Picture():
                yield OBJECT
            case LineBreak():
                yield "\n"


def holds_limit(node: Inline) -> bool:
    """Tell whether a node is a limit or has one inside."""
    if isinstance(node, Limit):
        return True
    return isinstance(node, (Mark, Link, CrossReference)) and any(map(holds_limit, node.children))


def limits_in(nodes: tuple[Inline, ...], start: int = 0) -> Iterator[tuple[Limit, int, int]]:
    """Yield the limits among inline nodes, outer ones first, each with the offsets at which its words stand."""
    if not any(map(holds_limit, nodes)):
        return
    for node in nodes:
        end = start + len(flat((node,)))
        if isinstance(node, Limit):
            yield node, start, end
        if isinstance(node, (Mark, Link, CrossReference, Limit)) and node.children:
            yield from limits_in(node.children, start)
        start = end
