"""Mend what WeasyPrint leaves undone: the first caption of a table, frames at page breaks, slanted type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint import Document
from weasyprint.formatting_structure import boxes

_SLANT = 0.2126
"""Tangent of twelve degrees: how far type leans whose font has no italics."""
_FRAME = 1.0
"""Width of a table's frame in CSS pixels, 0.75 pt."""


def mend_tables(document: Document) -> None:
    """Take `(continued)` off the first caption of each table, and close its frame at the foot of every page."""
    last: dict[int, Any] = {}
    for page in document.pages:
        for table in _tables(page._page_box):  # noqa: SLF001 - there is no public way to the boxes
            before = last.get(id(table.element))
            if before is not None:
                _close(before)
            _mend_caption(table, first=before is None)
            last[id(table.element)] = table


def _tables(box: Any) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint's box
    for child in box.children or ():
        if isinstance(child, boxes.TableBox) and child.element_tag == "table":
            yield child
        elif not isinstance(child, boxes.LineBox):
            yield from _tables(child)


def _mend_caption(table: Any, *, first: bool) -> None:  # noqa: ANN401 - WeasyPrint's box
    """Take `(continued)`, which takes no room, off a caption, or move the caption to make room for it."""
    head = table.children[0] if table.children else None
    if head is None or not head.is_header or not head.children:
        return
    for line in [box for box in head.children[0].descendants() if isinstance(box, boxes.LineBox)]:
        found = [child for child in line.children if _is_continued(child)]
        if found and first:
            line.children = [child for child in line.children if child not in found]
        elif found:
            room = sum(text.width for one in found for text in one.descendants() if isinstance(text, boxes.TextBox))
            for child in line.children:
                child.translate(-room / 2, 0)


def _is_continued(box: Any) -> bool:  # noqa: ANN401 - WeasyPrint's box
    inside = isinstance(box, boxes.InlineBlockBox) and box.element is not None
    return inside and box.element.get("class") == "continued"


def _close(table: Any) -> None:  # noqa: ANN401 - WeasyPrint's box
    """Draw the frame under the last row of a table that goes on on the next page."""
    vertical, horizontal = table.collapsed_border_grid
    rows = sum(len(group.children) for group in table.children)
    heads = len(table.children[0].children) if table.children[0].is_header else 0
    last = rows + (table.skipped_rows - heads if table.skipped_rows else 0)
    if not 0 <= last < len(horizontal):
        return
    color = table.style["color"]
    line = [((0, _FRAME, 0), ("solid", _FRAME, color)) for _ in horizontal[last]]
    table.collapsed_border_grid = vertical, [*horizontal[:last], line, *horizontal[last + 1 :]]
    table.skip_cell_border_bottom = False


def slant(document: Document, pdf: Any) -> None:  # noqa: ANN401 - pydyf's file
    """Lean the words set in a slanted style: the fonts have no italics, and WeasyPrint draws them upright."""
    slanted = {font.hash.encode() for font in document.fonts.values() if font.style}
    if not slanted:
        return
    for found in pdf.objects:
        operations = getattr(found, "stream", None)
        if operations:
            _lean(operations, slanted)


def _lean(operations: list[Any], slanted: set[bytes]) -> None:
    """Lean every text matrix that is in force when words are shown in a slanted font."""
    matrix, font = -1, b""
    fonts: list[bytes] = []
    for at, operation in enumerate(operations):
        if not isinstance(operation, bytes):
            continue
        kind = operation[-2:]
        if kind == b"Tm":
            matrix = at
        elif kind == b"Tf":
            font = operation[1:].partition(b" ")[0]
        elif kind == b"TJ" and matrix >= 0:
            if font in slanted:
                operations[matrix] = _leaning(operations[matrix])
            matrix = -1
        elif operation == b"q":
            fonts.append(font)
        elif operation == b"Q" and fonts:
            font = fonts.pop()


def _leaning(operation: bytes) -> bytes:
    a, b, c, d, *place = operation.split()
    c, d = (b"%.4f" % (float(low) + _SLANT * float(high)) for low, high in ((c, a), (d, b)))
    return b" ".join((a, b, c, d, *place))
