"""Paragraphs of WordprocessingML: their style, their number, how far they are indented, and the bookmark around them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from markupsafe import Markup

from stdpub.write.docx.numbering import INDENT, Place
from stdpub.write.docx.runs import Book
from stdpub.write.web.tags import EMPTY, Piece

_PARAGRAPH = Piece('<w:p><w:pPr><w:pStyle w:val="{}"/>{}{}{}</w:pPr>{}</w:p>')
_NUMBER = Piece('<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>')
_INDENT = Piece('<w:ind w:left="{}" w:hanging="{}"/>')
_KEEP = Piece("<w:keepNext/>")()


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph looks like: its style, its place in a numbering, the depth of the list that it stands in.

    `name` is the id of what it is, for the bookmark that a numbered paragraph bears as a whole.
    """

    style: str
    place: Place | None = None
    depth: int = 0
    name: str = ""
    hanging: bool = False
    unnumbered: bool = False
    keep: bool = False

    def following(self) -> Shape:
        """Return the shape of the paragraphs that follow in the same thing: as deep, without number."""
        return replace(self, place=None, name="", hanging=False)


def paragraph(book: Book, inner: Markup, shape: Shape) -> Markup:
    """Write one paragraph."""
    number = EMPTY
    if shape.place is not None:
        number = _NUMBER(str(shape.place.level), str(shape.place.list))
    elif shape.unnumbered and "Heading" in shape.style:
        number = _NUMBER("0", "0")
    indent = EMPTY
    if shape.depth and not (shape.place and shape.hanging):
        indent = _INDENT(
            str(INDENT * shape.depth),
            str(INDENT * (min(shape.depth, 3) if shape.style == "DefinitionItem" else 1) if shape.hanging else 0),
        )
    return _PARAGRAPH(shape.style, _KEEP if shape.keep else EMPTY, number, indent, book.bookmark(shape.name, inner))
