"""Draw what stands around the text of every page: its running head and its number, which no part of a document knows.

One small document has a page for each page of the whole, with the same style sheets and nothing in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from xml.etree import ElementTree as ET

from weasyprint import CSS

from stdpub.write.pdf.layout import Source, Used, lay_out, page_numbers, used_fonts
from stdpub.write.pdf.parts import POINTS, Assets, Sheet
from stdpub.write.pdf.runs import Run

_STYLE = """
html, body, body > * { counter-reset: none; }
.sheet { height: 0; margin: 0; padding: 0; }
.sheet + .sheet { break-before: page; }
.sheet > i { display: block; height: 0; }
"""
_EDGES = {
    "top": ("left-corner", "left", "center", "right", "right-corner"),
    "bottom": ("left-corner", "left", "center", "right", "right-corner"),
    "left": ("top", "middle", "bottom"),
    "right": ("top", "middle", "bottom"),
}
_NOTHING = (f"@{edge}-{at} {{ content: none !important; }}" for edge, places in _EDGES.items() for at in places)
NO_FRAMES = f"@page {{ {' '.join(_NOTHING)} }}"
"""A style sheet that leaves out what stands around the text."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the text of a page: which sheet of which part it is for, none for a page left blank.

    `number` is the page's number, `left` where its text begins, `drawing` the operations that draw it.
    """

    part: int | None
    sheet: int
    number: int
    left: float
    drawing: bytes


def frames(
    runs: Sequence[Run], parts: Sequence[tuple[Sheet, ...]], sheets: tuple[CSS, ...]
) -> tuple[tuple[Frame, ...], tuple[Used, ...]]:
    """Return the frames of all pages in their order, and the fonts they are drawn with."""
    source = Source(_tree(runs, parts), Assets(()))
    laid = lay_out(source, (*sheets, CSS(string=_STYLE)))
    drawings = _drawings(laid)
    numbers = page_numbers(source, len(laid.pages))
    places = iter([(part, at) for part, found in enumerate(parts) for at in range(len(found))])
    found: list[Frame] = []
    for page, number, drawing in zip(laid.pages, numbers, drawings, strict=True):
        box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
        part, at = (None, 0) if box.page_type.blank else next(places)
        found.append(Frame(part, at, number, box.content_box_x() * POINTS, drawing))
    return tuple(found), used_fonts(laid)


def _tree(runs: Sequence[Run], parts: Sequence[tuple[Sheet, ...]]) -> ET.Element:
    """Return a tree with the containers of the document and an empty element for each of its pages."""
    first = runs[0]
    root = ET.Element(first.root.tag, first.root.attrib)
    body = ET.SubElement(root, first.body.tag, first.body.attrib)
    for _, group in groupby(zip(runs, parts, strict=True), key=lambda pair: pair[0].place):
        pairs = list(group)
        container = pairs[0][0].container
        around = ET.SubElement(body, "div", {"class": container.get("class", "")})
        for sheet in (sheet for _, found in pairs for sheet in found):
            one = ET.SubElement(around, "div", {"class": "sheet"})
            if sheet.kind:
                one.set("style", f"page: {sheet.kind}")
            for name, values in sheet.strings:
                for value in values:
                    ET.SubElement(one, "i", {"style": f"string-set: {name} {_quoted(value)}"})
    return root


def _quoted(text: str) -> str:
    return '"' + "".join(f"\\{ord(one):x} " if one in '"\\\n\r\f' else one for one in text) + '"'


def _drawings(laid: Any) -> list[bytes]:  # noqa: ANN401 - WeasyPrint's document
    """Return the operations that draw each page."""
    found: list[bytes] = []

    def listen(_document: Any, pdf: Any) -> None:  # noqa: ANN401 - pydyf's file
        streams = {one.number: one for one in pdf.objects if getattr(one, "stream", None) is not None}
        for page in (one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/Page"):
            operations = streams[int(page["Contents"].split()[0])].stream
            found.append(b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in operations))

    laid.write_pdf(finisher=listen, uncompressed_pdf=True)
    return found
