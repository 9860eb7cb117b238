"""Draw what stands around the text of every page: its running head and its number, which no part of a document knows.

A small document has a page for each page of the whole, with the same style sheets and nothing in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree as ET

from weasyprint import CSS

from stdpub.write.pdf.layout import Source, Used, lay_out, used_fonts
from stdpub.write.pdf.paging import Leaf
from stdpub.write.pdf.parts import POINTS, Assets
from stdpub.write.pdf.runs import Run

_STYLE = """
.sheet { height: 0; margin: 0; padding: 0; }
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
_FONT = re.compile(rb"/([A-Z]{6}) [\d.]+ Tf|<([0-9a-f]+)>")


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around the text of a page, `left` is where its text begins, `fonts` draw the operations `drawing`."""

    left: float
    drawing: bytes
    fonts: tuple[Used, ...] = ()


BLANK = Frame(0.0, b"")
"""What stands on a page that is left blank."""


def frames(run: Run, leaves: Sequence[Leaf], sheets: tuple[CSS, ...]) -> tuple[Frame, ...]:
    """Return the frames of pages, which may be any of the document that the run is of."""
    source = Source(_tree(run, leaves), Assets(()))
    source.page_numbers = [leaf.number for leaf in leaves]
    laid = lay_out(source, (*sheets, CSS(string=_STYLE)))
    drawings = _drawings(laid)
    fonts = {used.name.encode(): used for used in used_fonts(laid)}
    found: list[Frame] = []
    for page, drawing in zip(laid.pages, drawings, strict=True):
        box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
        if not box.page_type.blank:
            found.append(Frame(box.content_box_x() * POINTS, drawing, _fonts(drawing, fonts)))
    return tuple(found)


def _tree(run: Run, leaves: Sequence[Leaf]) -> ET.Element:
    """Return a tree with an empty element for each page."""
    root = ET.Element(run.root.tag, run.root.attrib)
    body = ET.SubElement(root, run.body.tag, run.body.attrib)
    for leaf in leaves:
        side = f"break-before: {'right' if leaf.right else 'left'}"
        if len(body) == 0:
            root.set("style", side)
        kind = f"; page: {leaf.kind}" if leaf.kind else ""
        sheet = ET.SubElement(body, "div", {"class": "sheet", "style": side + kind})
        for name, values in leaf.strings:
            for value in values:
                ET.SubElement(sheet, "i", {"style": f"string-set: {name} {_quoted(value)}"})
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


def _fonts(drawing: bytes, known: dict[bytes, Used]) -> tuple[Used, ...]:
    """Return what one drawing needs of the fonts of all."""
    glyphs: dict[bytes, set[int]] = {}
    font = b""
    for name, shown in _FONT.findall(drawing):
        font = name or font
        glyphs.setdefault(font, set()).update(int(shown[at : at + 4], 16) for at in range(0, len(shown), 4))
    return tuple(
        replace(
            known[name],
            letters=_only(known[name].letters.items(), wanted),
            widths=_only(known[name].widths.items(), wanted),
        )
        for name, wanted in glyphs.items()
    )


def _only(items: Iterable[tuple[int, Any]], wanted: set[int]) -> dict[int, Any]:
    return {glyph: found for glyph, found in items if glyph in wanted}
