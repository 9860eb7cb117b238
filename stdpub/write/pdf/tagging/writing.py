"""Write the structure of a document into its PDF; WeasyPrint's own tags give way to these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pydyf  # type: ignore[import-untyped]
import weasyprint.pdf

from stdpub.write.pdf.tagging.building import structure
from stdpub.write.pdf.tagging.nodes import Annotation, Mark, Node
from stdpub.write.pdf.tagging.ordering import even_tables, name_notes, number_headings, relate_cells, speak_figures
from stdpub.write.pdf.tagging.streams import Stream, spaces

_PRINTED = 4
"""The flag of a link that is printed, which an archive asks for."""
SERIES = "/Series"
"""Key under which a page of a part tells how the pages of its series are numbered; the whole document has none."""
COVER = "/Cover"
_NUMBERING = {"Ordered": "/Decimal", "Unordered": "/Disc"}


def add_tags(pdf: Any, document: Any, version: object, drawings: Sequence[Any]) -> None:  # noqa: ANN401 - WeasyPrint's
    """Add the structure of a document, its links with what they say, and the numbers by which both find each other."""
    del version
    glyphs = spaces(document.fonts)
    streams = [Stream(drawing, page.height, glyphs) for drawing, page in zip(drawings, document.pages, strict=True)]
    language = document.metadata.lang or ""
    root, dropped = structure(document.pages, streams, language)
    number_headings(root)
    name_notes(root)
    speak_figures(root)
    even_tables(root)
    relate_cells(root)
    _Writer(pdf, streams).write(root, dropped)
    for drawn in pdf.objects:
        if "Interpolate" in getattr(drawn, "extra", ()):
            drawn.extra["Interpolate"] = "false"  # an archive shows the points of a picture as they are
    series = _series(document)
    for kid in pdf.pages["Kids"][::3]:
        pdf.objects[kid][SERIES[1:]] = series
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["Lang"] = pydyf.String(language)


def _series(document: Any) -> str:  # noqa: ANN401 - WeasyPrint's
    """Return how the pages are numbered: in Roman letters at the front, small or capital as the style has it."""
    body = document.pages[0]._page_box.children[0].element[-1]  # noqa: SLF001 - there is no public way to the boxes
    around = set(body[0].get("class", "").split()) if len(body) else set()
    if "cover" in around:
        return COVER
    if "front" in around:
        return "/r" if "iso" in body.get("class", "").split() else "/R"
    return "/D"


class _Writer:
    """Writes nodes as objects of a file, and notes which node holds each mark and each link."""

    def __init__(self, pdf: Any, streams: Sequence[Stream]) -> None:  # noqa: ANN401 - pydyf's
        self.pdf = pdf
        self.pages = pdf.page_references
        self.holders: list[list[bytes]] = [[b"null"] * stream.count for stream in streams]
        self.links: list[tuple[bytes, Any]] = []
        self.names: dict[str, bytes] = {}
        self.figures: list[bytes] = []

    def write(self, root: Node, dropped: Mapping[int, list[Any]]) -> None:
        """Write the whole structure."""
        top = pydyf.Dictionary({"Type": "/StructTreeRoot"})
        self.pdf.add_object(top)
        parents = pydyf.Dictionary({})
        self.pdf.add_object(parents)
        top["K"] = pydyf.Array([self.node(root, top.reference)])
        numbers = pydyf.Array()
        for page, holders in enumerate(self.holders):
            numbers.extend((page, pydyf.Array(holders)))
        for number, (holder, annotation) in enumerate(self.links, len(self.holders)):
            numbers.extend((number, holder))
            annotation["StructParent"] = number
        parents["Nums"] = numbers
        top["ParentTree"] = parents.reference
        top["ParentTreeNextKey"] = len(self.holders) + len(self.links)
        names = (part for name in sorted(self.names) for part in (pydyf.String(name), self.names[name]))
        top["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
        top["Figures"] = pydyf.Array(self.figures)
        self.pdf.catalog["StructTreeRoot"] = top.reference
        self.leave_out(dropped)

    def node(self, node: Node, around: bytes) -> bytes:
        """Write a node and all below it, and return the reference to it."""
        written = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.role}", "P": around})
        self.pdf.add_object(written)
        own = written.reference
        page = next((kid.page for kid in node.kids if not isinstance(kid, Node)), None)
        if page is not None:
            written["Pg"] = self.pages[page]
        if node.name:
            written["ID"] = pydyf.String(node.name)
            self.names[node.name] = own
        if node.continues:
            written["Continues"] = "true"
        if node.language:
            written["Lang"] = pydyf.String(node.language)
        if node.spoken:
            written["Alt"] = pydyf.String(node.spoken)
        if node.bounds is not None:
            self.figures.append(own)
        if attributes := list(_attributes(node)):
            written["A"] = attributes[0] if len(attributes) == 1 else pydyf.Array(attributes)
        if node.kids:
            written["K"] = pydyf.Array([self.kid(kid, node, own, page) for kid in node.kids])
        return bytes(own)

    def kid(self, kid: Node | Mark | Annotation, node: Node, own: bytes, page: int | None) -> Any:  # noqa: ANN401
        """Write what a node holds."""
        if isinstance(kid, Node):
            return self.node(kid, own)
        if isinstance(kid, Mark):
            self.holders[kid.page][kid.number] = own
            if kid.page == page:
                return kid.number
            return pydyf.Dictionary({"Type": "/MCR", "Pg": self.pages[kid.page], "MCID": kid.number})
        self.links.append((own, kid.object))
        kid.object["F"] = _PRINTED
        kid.object["Contents"] = pydyf.String(_said(node))
        return pydyf.Dictionary({"Type": "/OBJR", "Pg": self.pages[kid.page], "Obj": kid.object.reference})

    def leave_out(self, dropped: Mapping[int, list[Any]]) -> None:
        """Take the places of links off the pages that the structure does not know."""
        kids = self.pdf.pages["Kids"][::3]
        for page, links in dropped.items():
            written = self.pdf.objects[kids[page]]
            gone = {link.reference for link in links}
            left = [one for one in written["Annots"] if one not in gone]
            written["Annots"] = pydyf.Array(left)


def _attributes(node: Node) -> Iterator[Any]:
    if node.bounds is not None:
        yield pydyf.Dictionary({"O": "/Layout", "BBox": pydyf.Array(node.bounds), "Placement": "/Block"})
    if node.numbering:
        yield pydyf.Dictionary({"O": "/List", "ListNumbering": _NUMBERING[node.numbering]})
    if node.role in {"TH", "TD"}:
        told: dict[str, Any] = {"O": "/Table"}
        if node.scope:
            told["Scope"] = f"/{node.scope}"
        if node.columns > 1:
            told["ColSpan"] = node.columns
        if node.rows > 1:
            told["RowSpan"] = node.rows
        if node.headers:
            told["Headers"] = pydyf.Array([pydyf.String(name) for name in node.headers])
        if len(told) > 1:
            yield pydyf.Dictionary(told)


def _said(link: Node) -> str:
    """Return what a link says: its words, and the address it leads to outside the document."""
    text = " ".join("".join(mark.text for mark in link.marks()).split())
    outside = link.href if not link.href.startswith("#") and link.href != text else ""
    return " ".join(part for part in (text, outside and f"({outside})") if part) or link.href


weasyprint.pdf.add_tags = add_tags
