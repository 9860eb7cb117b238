"""A document made of pieces of another in; the same with words for pointers that lead out of it, and only its own footnotes, out."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

from stdpub.model.inlines import Citation, CrossReference, FootnoteReference, Inline, Link, Mark, Text
from stdpub.model.rewriting import Rewriter
from stdpub.model.source import Span
from stdpub.model.standard import Standard


def detached(standard: Standard) -> Standard:
    """Return the document with words for pointers that lead out of it, and without footnotes and pictures of others."""
    ids: set[str] = set()
    calls: set[str] = set()
    paths: set[str] = set()
    _gather(standard.clauses, ids, calls, paths)
    footnotes = tuple(one for one in standard.footnotes if one.id in calls)
    _gather(footnotes, ids, calls, paths)
    assets = tuple(one for one in standard.assets if one.path in paths)
    return _Detaching(ids).standard(replace(standard, footnotes=footnotes, assets=assets))


def _gather(node: object, ids: set[str], calls: set[str], paths: set[str]) -> None:
    if isinstance(node, tuple) and not isinstance(node, Span):
        for one in node:
            _gather(one, ids, calls, paths)
    elif is_dataclass(node):
        ids.add(getattr(node, "id", ""))
        paths.add(getattr(node, "path", ""))
        if isinstance(node, FootnoteReference):
            calls.add(node.target_id)
        for field in fields(node):
            _gather(getattr(node, field.name), ids, calls, paths)


class _Detaching(Rewriter):
    """Turns pointers to what the document does not hold into their words."""

    def __init__(self, ids: set[str]) -> None:
        self.ids = ids

    def inlines(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return inline nodes without pointers that lead nowhere."""
        return tuple(kept for node in nodes for kept in self._kept(node))

    def _kept(self, node: Inline) -> tuple[Inline, ...]:
        if isinstance(node, (CrossReference, Citation)) and node.target_id not in self.ids and not _abroad(node):
            return self.inlines(node.children) if node.children else (Text(node.text, node.span),)
        if isinstance(node, (Mark, Link)):
            return (replace(node, children=self.inlines(node.children)),)
        return (node,)


def _abroad(node: CrossReference | Citation) -> bool:
    return isinstance(node, Citation) and bool(node.address)
