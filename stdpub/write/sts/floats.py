"""Tables and figures to table-wrap, fig and fig-group."""

from __future__ import annotations

from lxml.etree import SubElement
from lxml.etree import _Element as Element

from stdpub.model.content import Cell, Figure, Footnote, Paragraph, Row, Table
from stdpub.model.inlines import Inline
from stdpub.write.sts.inlines import PARAGRAPH, Pen, inlines_into
from stdpub.write.sts.paragraphs import (
    CELL,
    LEGEND,
    PLAIN,
    bare,
    definitions_into,
    footnote_into,
    sentences_into,
)
from stdpub.write.sts.writing import HREF, Writing, clean, leaf, line_each, lined

_ALIGNMENTS = frozenset({"left", "center", "right"})


def table_into(writing: Writing, parent: Element, table: Table) -> Element:
    """Append a table with its label, caption, unit, notes and footnotes, and return it."""
    element = SubElement(parent, "table-wrap", writing.identified(table.id))
    _head(writing, element, table, "table-fn")
    if table.path:
        SubElement(element, "ext-link", {"ext-link-type": "csv", HREF: clean(table.path)})
    _grid(writing, element, table)
    if table.notes or table.footnotes:
        foot = SubElement(element, "table-wrap-foot")
        writing.fill(foot, table.notes, PLAIN)
        _footnotes(writing, foot, table.footnotes)
    line_each(element)
    return element


def _grid(writing: Writing, element: Element, table: Table) -> None:
    head, body = _whole(table.head), _whole(table.body)
    if not head and not body:
        return
    grid = SubElement(element, "table")
    if not body:  # STS wants a body; the cells still say that they head something
        head, body = body, head
    _rows(writing, grid, "thead", head, frozenset())
    _rows(writing, grid, "tbody", body, frozenset(_rule(cell) for row in head for cell, _ in row))
    line_each(grid)


def _head(writing: Writing, element: Element, block: Table | Figure, footnotes: str) -> None:
    """Write what stands above a table or figure: label, caption, unit."""
    writing.footnotes |= dict.fromkeys((footnote.id for footnote in block.footnotes), footnotes)
    if block.label:
        leaf(element, "label", block.label)
    _caption(writing, element, block.caption)
    if block.unit:
        legend = SubElement(element, "legend", {"content-type": "unit"})
        leaf(legend, "p", block.unit)


def _caption(writing: Writing, element: Element, caption: tuple[Inline, ...]) -> None:
    if caption:
        inlines_into(writing, SubElement(SubElement(element, "caption"), "title"), caption)


def _footnotes(writing: Writing, element: Element, footnotes: tuple[Footnote, ...]) -> None:
    if footnotes:
        lined(element)
        for footnote in footnotes:
            footnote_into(writing, element, footnote).tail = "\n"


def _whole(rows: tuple[Row, ...]) -> list[tuple[tuple[Cell, int], ...]]:
    """Return the rows that have cells of their own, each cell with the number of such rows that it spans."""
    kept = [bool(row.cells) for row in rows]
    return [
        tuple((cell, max(1, sum(kept[at : at + cell.row_span]))) for cell in row.cells)
        for at, row in enumerate(rows)
        if row.cells
    ]


def _rows(
    writing: Writing, table: Element, tag: str, rows: list[tuple[tuple[Cell, int], ...]], said: frozenset[str]
) -> None:
    """Write rows; `said` is what the headers say of their columns already."""
    if not rows:
        return
    element = SubElement(table, tag)
    for row in rows:
        line = SubElement(element, "tr")
        for cell, row_span in row:
            _cell(writing, line, cell, row_span, "col" if tag == "thead" else "row")
            if (cell.limit or cell.when) and _rule(cell) not in said:
                _say_rule(line[-1], cell)
    line_each(element)


def _cell(writing: Writing, row: Element, cell: Cell, row_span: int, scope: str) -> None:
    element = SubElement(row, "th" if cell.header else "td", writing.identified(cell.id))
    if cell.header:
        element.set("scope", scope)
    if row_span > 1:
        element.set("rowspan", str(row_span))
    if cell.column_span > 1:
        element.set("colspan", str(cell.column_span))
    if cell.align in _ALIGNMENTS:
        element.set("align", cell.align)
    writing.point(element, "headers", " ".join(cell.headers))
    only = cell.blocks[0] if len(cell.blocks) == 1 else None
    if isinstance(only, Paragraph) and bare(only) and cell.limits:
        pen = Pen(writing, element, PARAGRAPH).limited(cell.limits[0], _rule(cell))
        for sentence in only.sentences:
            pen.inlines(sentence.children)
    elif isinstance(only, Paragraph) and bare(only):
        sentences_into(writing, element, only, PARAGRAPH)
    else:
        writing.fill(element, cell.blocks, CELL)


def _rule(cell: Cell) -> str:
    return " when ".join(said for said in (cell.limit, cell.when) if said)


def _say_rule(element: Element, cell: Cell) -> None:
    """Say of a cell that its column limits a quantity, or is the condition of the limits beside it."""
    element.set("content-type", "-".join(kind for kind, said in (("limit", cell.limit), ("when", cell.when)) if said))
    element.set("axis", clean(_rule(cell)))


def figure_into(writing: Writing, parent: Element, figure: Figure) -> Element:
    """Append a figure, or a group of its parts, and return it."""
    if figure.parts:
        return _group(writing, parent, figure)
    element = SubElement(parent, "fig", writing.identified(figure.id))
    _head(writing, element, figure, "fn")
    _legend(writing, element, figure)
    if figure.alt:
        leaf(element, "alt-text", figure.alt)
    if figure.path:
        SubElement(element, "graphic", {HREF: clean(figure.path)})
    if figure.notes:
        writing.fill(element, figure.notes, PLAIN)
    _footnotes(writing, element, figure.footnotes)
    line_each(element)
    return element


def _group(writing: Writing, parent: Element, figure: Figure) -> Element:
    """Write the parts of a figure; a group has no place for notes but a legend."""
    element = SubElement(parent, "fig-group", writing.identified(figure.id))
    _head(writing, element, figure, "fn")
    _legend(writing, element, figure)
    if figure.notes or figure.footnotes:
        legend = SubElement(element, "legend", {"content-type": "notes"})
        writing.fill(legend, figure.notes, LEGEND)
        lined(legend)
        for footnote in figure.footnotes:
            holder = SubElement(legend, "p")
            footnote_into(writing, holder, footnote)
            holder.tail = "\n"
    if figure.alt:
        leaf(element, "alt-text", figure.alt)
    if figure.path:
        SubElement(element, "graphic", {HREF: clean(figure.path)})
    for part in figure.parts:
        for one in part.parts or (part,):
            figure_into(writing, element, one)
    line_each(element)
    return element


def _legend(writing: Writing, element: Element, figure: Figure) -> None:
    if figure.legend:
        legend = SubElement(element, "legend", {"content-type": "key"})
        leaf(legend, "label", writing.wording.key)
        definitions_into(writing, legend, figure.legend, {"list-content": "figure"})
        line_each(legend)
