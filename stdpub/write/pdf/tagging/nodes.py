"""The structure of a document while it is built: nodes with their roles, and what they hold on which page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

Box: TypeAlias = Any
"""A box of WeasyPrint's."""

GROUPS = frozenset({"Document", "Sect", "Div", "L", "LI", "TOC", "Table", "THead", "TBody", "TFoot", "TR"})
"""Roles that hold other nodes and no text of their own."""
INLINE = frozenset({"Span", "Link", "Reference", "Code"})
"""Roles of what stands inside a block, and in a paragraph of its own where there is none."""
_KEPT_EMPTY = frozenset({"Document", "TR", "TH", "TD", "Figure", "Formula"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of drawn text or a picture: the page, its number there, and what it says."""

    page: int
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """The place of a link on a page."""

    page: int
    object: Any


@dataclass(slots=True, eq=False)
class Node:
    """One element of the structure; `rank` is the level of a heading before gaps are closed, `table` a cell's place."""

    role: str
    page: int
    parent: Node | None = None
    kids: list[Node | Mark | Annotation] = field(default_factory=list)
    name: str = ""
    language: str = ""
    spoken: str = ""
    rank: int = 0
    continues: bool = False
    href: str = ""
    numbering: str = ""
    bounds: tuple[float, float, float, float] | None = None
    scope: str = ""
    columns: int = 1
    rows: int = 1
    headers: tuple[str, ...] = ()

    def add(self, role: str, page: int) -> Node:
        """Add a node at the end."""
        return self.put(Node(role, page), len(self.kids))

    def put(self, node: Node, at: int) -> Node:
        """Put a node among the others."""
        node.parent = self
        self.kids.insert(at, node)
        return node

    def nodes(self) -> Iterator[Node]:
        """Yield the node and all below it in their order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.nodes()

    def marks(self) -> Iterator[Mark]:
        """Yield the marks of the node and of all below it in their order."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.marks()
            elif isinstance(kid, Mark):
                yield kid

    def prune(self) -> None:
        """Leave out what holds nothing."""
        for kid in self.kids:
            if isinstance(kid, Node):
                kid.prune()
        self.kids = [
            kid for kid in self.kids if not isinstance(kid, Node) or kid.kids or kid.role in _KEPT_EMPTY or kid.spoken
        ]
