"""Inline nodes in which `<sub>` and `<sup>` stand as tags; the same nodes with each pair made a mark, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from stdpub.model.inlines import Inline, Mark, MarkKind, Text
from stdpub.model.patterns import regex
from stdpub.model.source import text_span
from stdpub.read.markdown.token_tree import MAX_MARKS

TAG = regex(r"<(/?)(sub|sup|br)\s*/?>", re.IGNORECASE)
"""The tags of HTML that a sentence may hold."""

_TAG_MARKS = {"sub": MarkKind.SUBSCRIPT, "sup": MarkKind.SUPERSCRIPT}


@dataclass(frozen=True, slots=True)
class TagNode(Text):
    """A tag that waits for its partner."""


def paired_tags(nodes: Sequence[Inline]) -> dict[int, int]:
    """Return which `<sub>` and `<sup>` have a partner, opening and closing; one without, or nested too deep, is text."""
    paired: dict[int, int] = {}
    if TagNode not in map(type, nodes):
        return paired
    opened: list[tuple[int, str]] = []
    for at, node in enumerate(nodes):
        tag = TAG.fullmatch(node.text) if isinstance(node, TagNode) else None
        name = tag[2].lower() if tag else ""
        if tag and not tag[1]:
            opened.append((at, name))
        elif tag and opened and opened[-1][1] == name:
            start, _ = opened.pop()
            if len(opened) < MAX_MARKS:
                paired[start] = at
    return paired


def with_tags(nodes: list[Inline], paired: dict[int, int]) -> tuple[Inline, ...]:
    """Return the nodes with each pair of tags made a mark around what stands between them."""
    if TagNode not in map(type, nodes):
        return tuple(nodes)
    stack: list[tuple[int, list[Inline]]] = [(-1, [])]
    for at, node in enumerate(nodes):
        if at in paired:
            stack.append((at, []))
        elif stack[-1][0] >= 0 and paired[stack[-1][0]] == at:
            start, children = stack.pop()
            opening = nodes[start]
            kind = _TAG_MARKS["sub" if "sub" in cast("Text", opening).text.lower() else "sup"]
            stack[-1][1].append(Mark(kind, tuple(children), text_span(opening.span, node.span)))
        else:
            stack[-1][1].append(Text(node.text, node.span) if isinstance(node, TagNode) else node)
    return tuple(stack[0][1])
