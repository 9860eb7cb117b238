"""Tables and figures of a standard in WordprocessingML: captions, joined cells, heads that repeat, notes in the frame."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from markupsafe import Markup

from stdpub.model.content import Block, Cell, Definition, Figure, Footnote, Paragraph, Row, Table
from stdpub.model.rulebooks import unit_line
from stdpub.write.docx.paragraphs import Shape, paragraph
from stdpub.write.docx.runs import Book, picture, run, runs, styled
from stdpub.write.printed import label_joint
from stdpub.write.web.tags import EMPTY, Piece, joined

WriteBlocks: TypeAlias = Callable[[Book, tuple[Block, ...], Shape], Markup]
WriteDefinitions: TypeAlias = Callable[[Book, tuple[Definition, ...]], Markup]

_WIDTH = 9070
"""Width of the text in twentieths of a point."""

_TABLE = Piece(
    '<w:tbl><w:tblPr><w:tblStyle w:val="StandardTable"/><w:tblW w:w="5000" w:type="pct"/></w:tblPr><w:tblGrid>{}</w:tblGrid>{}</w:tbl>'
)
_COLUMN = Piece('<w:gridCol w:w="{}"/>')
_ROW = Piece("<w:tr><w:trPr><w:cantSplit/>{}</w:trPr>{}</w:tr>")
_HEAD = Piece("<w:tblHeader/>")()
_CELL = Piece("<w:tc><w:tcPr>{}{}</w:tcPr>{}</w:tc>")
_SPAN = Piece('<w:gridSpan w:val="{}"/>')
_MERGE_FIRST = Piece('<w:vMerge w:val="restart"/>')()
_MERGED = Piece("<w:vMerge/>")()
_EMPTY = Piece("<w:p/>")()


def table(book: Book, node: Table, write: WriteBlocks) -> Markup:
    """Write a table with its caption above, its notes and footnotes in a last row."""
    columns = max(1, node.columns)
    grid = joined(_COLUMN(str(_WIDTH // columns)) for _ in range(columns))
    rows = [*_rows(book, node.head, columns, write, head=True), *_rows(book, node.body, columns, write, head=False)]
    foot = write(book, node.notes, Shape("TableNote")) + _footnotes(book, node.footnotes, write)
    if foot:
        rows.append(_ROW(EMPTY, _CELL(_SPAN(str(columns)), EMPTY, foot)))
    unit = (
        paragraph(book, run(unit_line(book.numbering.wording, node.unit)), Shape("TableUnit", keep=True))
        if node.unit
        else EMPTY
    )
    head = _caption(book, node, Shape("TableCaption", keep=True, name=""))
    return joined([head, unit, _TABLE(grid, joined(rows)) if rows else EMPTY, _EMPTY])


def _caption(book: Book, node: Table | Figure, shape: Shape) -> Markup:
    if not node.label and not node.caption:
        return EMPTY
    joint = label_joint(book.numbering.wording, node.label) if node.caption else ""
    return paragraph(book, book.bookmark(node.id, run(node.label)) + run(joint) + runs(book, node.caption), shape)


def _rows(book: Book, lines: tuple[Row, ...], columns: int, write: WriteBlocks, *, head: bool) -> list[Markup]:
    """Write rows; a cell that reaches over several stands in the first, and leaves its place in the others."""
    written: list[Markup] = []
    open_: dict[int, tuple[int, int]] = {}
    for line in lines:
        cells: list[Markup] = []
        waiting = list(line.cells)
        at = 0
        while at < columns:
            if at in open_:
                left, across = open_.pop(at)
                cells.append(_CELL(_spanning(across), _MERGED, _EMPTY))
                if left > 1:
                    open_[at] = (left - 1, across)
                at += across
                continue
            if not waiting:
                cells.append(_CELL(EMPTY, EMPTY, _EMPTY))
                at += 1
                continue
            cell = waiting.pop(0)
            across = min(cell.column_span, columns - at)
            cells.append(_cell(book, cell, across, write, head=head))
            if cell.row_span > 1:
                open_[at] = (cell.row_span - 1, across)
            at += across
        written.append(_ROW(_HEAD if head else EMPTY, joined(cells)))
        open_ = {place: one for place, one in open_.items() if one[0] > 0}
    return written


def _spanning(across: int) -> Markup:
    return _SPAN(str(across)) if across > 1 else EMPTY


def _cell(book: Book, node: Cell, across: int, write: WriteBlocks, *, head: bool) -> Markup:
    style = (
        "TableHead"
        if head or node.header
        else {"center": "TableCentred", "right": "TableRight"}.get(node.align, "TableText")
    )
    inner = write(book, node.blocks, Shape(style)) or _EMPTY
    if not inner.endswith("</w:p>"):
        inner += _EMPTY
    return _CELL(_spanning(across), _MERGE_FIRST if node.row_span > 1 else EMPTY, inner)


def _footnotes(book: Book, notes: tuple[Footnote, ...], write: WriteBlocks) -> Markup:
    written: list[Markup] = []
    for one in notes:
        label = styled(one.label, "FootnoteReference") + run(" ")
        first = one.blocks[0] if one.blocks else None
        if isinstance(first, Paragraph):
            words = joined(runs(book, sentence.children) for sentence in first.sentences)
            written.append(paragraph(book, label + words, Shape("TableNote")))
            written.append(write(book, one.blocks[1:], Shape("TableNote")))
        else:
            written += [paragraph(book, label, Shape("TableNote")), write(book, one.blocks, Shape("TableNote"))]
    return joined(written)


def figure(book: Book, node: Figure, write: WriteBlocks, define: WriteDefinitions) -> Markup:
    """Write a picture or the parts of one; key, notes and footnotes stand above the title, which is below."""
    unit = (
        paragraph(book, run(unit_line(book.numbering.wording, node.unit)), Shape("TableUnit", keep=True))
        if node.unit
        else EMPTY
    )
    shown = paragraph(book, picture(book, node.path, node.alt), Shape("Picture", keep=True)) if node.path else EMPTY
    parts = joined(figure(book, one, write, define) for one in node.parts)
    key = EMPTY
    if node.legend:
        key = paragraph(book, run(book.numbering.wording.key), Shape("TableNote", keep=True)) + define(
            book, node.legend
        )
    foot = write(book, node.notes, Shape("TableNote")) + _footnotes(book, node.footnotes, write)
    return joined([unit, shown, parts, key, foot, _caption(book, node, Shape("FigureCaption"))])
