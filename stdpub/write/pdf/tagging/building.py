"""Build the structure of pages that are laid out: boxes in, nodes out, one node for an element over all its pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes

from stdpub.write.pdf.tagging.lines import hyphenated, spaced, text_of
from stdpub.write.pdf.tagging.nodes import GROUPS, INLINE, Annotation, Box, Mark, Node
from stdpub.write.pdf.tagging.roles import CONTINUES, classes, rank, role
from stdpub.write.pdf.tagging.streams import Stream

_POINTS = 0.75
_HELD = frozenset({"Caption", "Lbl", "TH"})
"""Roles behind which a footnote stands and not in them; a heading is one too."""
_STRICT = frozenset({"Table", "THead", "TBody", "TFoot", "TR", "L", "LI", "TOC", "TOCI"})
"""Roles that hold nothing but what they are made for."""


@dataclass(slots=True)
class Builder:
    """The structure so far; `nodes` knows the node of each element and of what is made from it."""

    streams: Sequence[Stream]
    language: str
    root: Node = field(default_factory=lambda: Node("Document", 0))
    nodes: dict[tuple[int, str], Node] = field(default_factory=dict)
    dropped: list[tuple[int, Any]] = field(default_factory=list)
    lists: list[Node] = field(default_factory=list)
    notes: list[tuple[Node, Node]] = field(default_factory=list)
    loose: set[int] = field(default_factory=set)
    last: tuple[Stream, int] | None = None
    outer: str = ""
    linked: bool = False
    page: int = 0

    def read(self, pages: Sequence[Any]) -> Node:
        """Return the structure of all pages."""
        for self.page, page in enumerate(pages):
            self.last = None
            for child in page._page_box.children:  # noqa: SLF001 - there is no public way to the boxes
                if isinstance(child, boxes.MarginBox):
                    self.artifact(child)
                else:
                    self.visit(child, self.root)
            self.streams[self.page].rest_is_artifact()
        for block, note in self.notes:
            block.kids.append(note)
        self.root.prune()
        return self.root

    def visit(self, box: Box, around: Node) -> None:
        """Take a box and all inside it into a node."""
        box = getattr(box, "_box", box)
        if isinstance(box, boxes.TextBox):
            self.text(box, around)
            return
        if box.is_leader:
            self.artifact(box)
            self.apart()
            return
        node = self.node(box, around)
        if node is None:
            self.artifact(box)
            return
        if isinstance(box, boxes.ReplacedBox):
            self.picture(box, node)
        before = self.linked
        self.link(box, node)
        for child in box.children:
            tag = getattr(child, "element_tag", None)
            inner = self.body(node) if node.role == "LI" and tag not in {"li::marker", "dt", "dd"} else node
            self.visit(child, inner)
        self.linked = before

    def body(self, item: Node) -> Node:
        """Return the body of a list item."""
        found = item.kids[-1] if item.kids else None
        if isinstance(found, Node) and found.role == "LBody":
            return found
        return item.add("LBody", self.page)

    def node(self, box: Box, around: Node) -> Node | None:
        """Return the node of a box, `around` where it has none, None where it repeats what stands on a page before."""
        element, tag = box.element, box.element_tag
        if element is None:
            return around
        known = self.nodes.get((id(element), tag))
        if known is not None:
            repeated = tag == "thead" and known.page < self.page
            return None if repeated else known
        if tag == "tbody" and "foot" in classes(element) and around.parent is not None:
            self.nodes[id(element), tag] = around.parent
            return around.parent
        found = self.special(box, around)
        if found is None:
            name = role(element, tag, around.role)
            if not name:
                self.outer = element.get("id", "") if tag == "figure" else self.outer
                return around
            found = (self.block(around) if name in INLINE else around).add(name, self.page)
        self.nodes[id(element), tag] = found
        self.describe(found, box)
        return found

    def special(self, box: Box, around: Node) -> Node | None:
        """Return the node of an element whose place in the structure is not its place on the page."""
        element, tag = box.element, box.element_tag
        names = classes(element)
        if tag == "tr" and "caption" in names:
            return self.caption(around)
        if tag == "tr" and "unit" in names:
            return self.caption(around).add("P", self.page)
        if tag == "span" and "label" in names:
            return self.label(around)
        if tag == "span" and "footnote" in names:
            return self.nodes.get((id(element), "note"))
        if tag == "p" and "entry" in names:
            return self.entry(around, names)
        if tag == "a" and around.role == "TOCI":
            return around.add("Reference", self.page).add("Link", self.page)
        return None

    def caption(self, around: Node) -> Node:
        """Return the caption of the table in whose head a row stands."""
        table = around
        while table.role != "Table" and table.parent is not None:
            table = table.parent
        first = table.kids[0] if table.kids else None
        if isinstance(first, Node) and first.role == "Caption":
            return first
        return table.put(Node("Caption", self.page), 0)

    def label(self, around: Node) -> Node | None:
        """Return a node for the label of an item or a note, which stands in front of its first paragraph."""
        holder = around.parent
        if around.role != "P" or around.kids or holder is None or holder.kids != [around]:
            return None
        if holder.role == "Note":
            return holder.put(Node("Lbl", self.page), 0)
        item = holder.parent
        if holder.role == "LBody" and item is not None and item.kids == [holder]:
            return item.put(Node("Lbl", self.page), 0)
        return None

    def entry(self, around: Node, names: tuple[str, ...]) -> Node:
        """Return the node of a line of the contents, under the line of the level above it."""
        level = next((int(name[6:]) for name in names if name.startswith("level-")), 1)
        if not self.lists:
            self.lists.append(around.add("TOC", self.page))
        del self.lists[level:]
        while len(self.lists) < level:
            self.lists.append(self.lists[-1].add("TOC", self.page))
        return self.lists[-1].add("TOCI", self.page)

    def describe(self, node: Node, box: Box) -> None:
        """Note what an element says of itself: name, language, rank, spoken text, spans, and the footnote it calls."""
        element, tag = box.element, box.element_tag
        node.rank = node.rank or rank(element, tag)
        node.continues = node.continues or CONTINUES in element.attrib
        if "::" not in tag:
            node.name = node.name or element.get("id", "")
        if node.role == "Table":
            node.name, self.outer = node.name or self.outer, ""
        language = element.get("lang", "")
        node.language = language if language and language != self.language else ""
        if node.role in {"Figure", "Formula"}:
            self.say(node, box)
        elif node.role in {"TH", "TD"}:
            node.columns, node.rows = box.colspan, box.rowspan
            node.scope = ("Row" if element.get("scope", "").startswith("row") else "Column") * (node.role == "TH")
        elif node.role == "L":
            node.numbering = "Ordered" if tag == "ol" else "Unordered"
        elif node.role == "Reference" and tag == "span::footnote-call":
            self.nodes[id(element), "note"] = self.footnote(node)
        elif node.role == "Link":
            node.href = element.get("href", "")

    def say(self, node: Node, box: Box) -> None:
        """Note what is said instead of a picture or a formula, and where it stands."""
        element = box.element
        node.spoken = element.get("alt") or element.get("aria-label") or "".join(element.itertext())
        if isinstance(box, boxes.ReplacedBox):
            left, top = box.content_box_x(), box.content_box_y()
            height = self.streams[self.page].height
            corners = (left, height - top - box.height, left + box.width, height - top)
            left, low, right, high = (round(corner * _POINTS, 2) for corner in corners)
            node.bounds = left, low, right, high

    def footnote(self, call: Node) -> Node:
        """Return the node of the footnote behind the block that calls it, or at the end of that block."""
        block = self.holder(call)
        if block.role not in _HELD and not block.rank:
            note = Node("Note", self.page, block)
            self.notes.append((block, note))
            return note
        while block.parent is not None and block.parent.role in _STRICT:
            block = block.parent
        around = block.parent or self.root
        return around.put(Node("Note", self.page), around.kids.index(block) + 1)

    def holder(self, node: Node) -> Node:
        """Return the block in which an inline node stands."""
        found = node.parent or self.root
        while found.role in INLINE and found.parent is not None:
            found = found.parent
        return found

    def block(self, around: Node) -> Node:
        """Return a node that may hold text: the one around it, or a paragraph in it where it holds blocks."""
        if around.role not in GROUPS:
            return around
        last = around.kids[-1] if around.kids else None
        if isinstance(last, Node) and id(last) in self.loose:
            return last
        made = around.add("P", self.page)
        self.loose.add(id(made))
        return made

    def text(self, box: Box, around: Node) -> None:
        """Take a run of text; white space that is not drawn becomes a space behind the run before it."""
        stream = self.streams[self.page]
        number = stream.number(box)
        if number is None:
            return
        text = text_of(box)
        if not text.strip():
            stream.drop(number)
            self.apart()
            return
        if hyphenated(box):
            stream.say(number, text)
        elif spaced(box) and not text.endswith(" "):
            stream.add_space(number)
            text += " "
        self.last = stream, number
        self.block(around).kids.append(Mark(self.page, number, text))

    def apart(self) -> None:
        """Put a space behind the run before."""
        if self.last is not None:
            self.last[0].add_space(self.last[1])

    def picture(self, box: Box, node: Node) -> None:
        """Take a picture or a drawing."""
        number = self.streams[self.page].number(box)
        if number is not None:
            self.block(node).kids.append(Mark(self.page, number, ""))

    def link(self, box: Box, node: Node) -> None:
        """Take the place of a link once: what stands inside it has places of its own that nobody needs."""
        annotation = box.link_annotation
        if annotation is None:
            return
        if node.role == "Link" and not self.linked:
            node.kids.append(Annotation(self.page, annotation))
            self.linked = True
        else:
            self.dropped.append((self.page, annotation))

    def artifact(self, box: Box) -> None:
        """Leave a box and all inside it out of the structure."""
        box = getattr(box, "_box", box)
        number = self.streams[self.page].number(box)
        if number is not None:
            self.streams[self.page].make_artifact(number)
        if getattr(box, "link_annotation", None) is not None:
            self.dropped.append((self.page, box.link_annotation))
        for child in box.children:
            self.artifact(child)


def structure(pages: Sequence[Any], streams: Sequence[Stream], language: str) -> tuple[Node, Mapping[int, list[Any]]]:
    """Return the structure of pages, and the links of each page that are not in it."""
    builder = Builder(streams, language)
    root = builder.read(pages)
    dropped: dict[int, list[Any]] = {}
    for page, annotation in builder.dropped:
        dropped.setdefault(page, []).append(annotation)
    return root, dropped
