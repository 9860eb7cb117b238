"""Table tokens, HTML tables and CSV files to the model's tables: joined cells, header rows, what the columns say."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from stdpub.model.content import Block, Cell, Row, Table
from stdpub.model.grid import placed
from stdpub.model.inlines import Text
from stdpub.model.patterns import regex
from stdpub.model.source import Diagnostic, Severity, Span, Words
from stdpub.read.inlines import InlineReader
from stdpub.read.markdown.attributes import Attributes
from stdpub.read.markdown.decoding import decode
from stdpub.read.markdown.token_tree import HtmlCell, HtmlRow, HtmlTable, Token
from stdpub.read.paragraphs import words

CSV_CELL_LIMIT = 200_000
"""Cells that one CSV table may have."""

_KEY = regex(r"[a-z][a-z0-9-]*")

Blocks = Callable[[Sequence[Token], Span, bool], tuple[tuple[Block, ...], Attributes | None]]
"""Reads the inline tokens of a cell, given whether it is a header; returns its blocks and its attributes."""


@dataclass(slots=True)
class _Draft:
    """A cell before cells are joined."""

    blocks: tuple[Block, ...]
    text: str
    align: str
    attributes: Attributes | None
    span: Span
    row_span: int = 1
    column_span: int = 1
    joined: bool = False


class TableReader:
    """Reads the tables of one file."""

    def __init__(self, inlines: InlineReader, cell_blocks: Blocks) -> None:
        self.inlines = inlines
        self.cell_blocks = cell_blocks

    def table(self, token: Token) -> Table:
        """Return a GFM table; a lone `^` or `<` joins its cell to the one above or to the left."""
        source = self.inlines.source
        rows = [row for row in token.children if row.kind == "table_row"]
        drafts: list[list[_Draft]] = []
        for row in rows:
            head = row.info == "head"
            drafts.append([self._draft(cell, header=head) for cell in row.children])
        heads = sum(row.info == "head" for row in rows)
        if any(cell.joined for line in drafts for cell in line):
            self._join(drafts, heads)
        spans = [source.span(row.start, row.end) for row in rows]
        built = [_row(line, span, header=at < heads) for at, (line, span) in enumerate(zip(drafts, spans, strict=True))]
        width = max((len(line) for line in drafts), default=0)
        table = blank_table(source.span(token.start, token.end))
        return with_columns(replace(table, columns=width, head=tuple(built[:heads]), body=tuple(built[heads:])))

    def html_table(self, found: HtmlTable, blocks: Callable[[Sequence[Token]], tuple[Block, ...]]) -> Table:
        """Return a table written in HTML; its header is what `thead` holds, else the leading rows of `th` alone."""
        span = self.inlines.source.span(found.start, found.end)
        rows = tuple(self._html_row(row, len(found.rows) - at, blocks) for at, row in enumerate(found.rows))
        heads = sum(row.part == "head" for row in found.rows) or _leading_headers(rows)
        width = max((x + cell.column_span for _, cells in placed(rows) for x, cell in cells), default=0)
        caption = self.inlines.nodes(found.caption.children) if found.caption else ()
        key = _id(found.attributes)
        table = replace(blank_table(span), caption=caption, columns=width, key=key)
        return replace(table, head=rows[:heads], body=rows[heads:])

    def _html_row(self, row: HtmlRow, rows_left: int, blocks: Callable[[Sequence[Token]], tuple[Block, ...]]) -> Row:
        cells = []
        for cell in row.cells:
            span = self.inlines.source.span(cell.start, cell.end)
            held = self._html_cell(cell, span) if cell.header else blocks(cell.blocks)
            size = (min(cell.row_span, rows_left), cell.column_span)
            key = _id(cell.attributes)
            cells.append(Cell(held, cell.header, *size, cell.align, "", "", key, "", (), span))
        return Row(tuple(cells), self.inlines.source.span(row.start, row.end))

    def _html_cell(self, cell: HtmlCell, span: Span) -> tuple[Block, ...]:
        """Return the words of a header cell, which hold no provision."""
        return tuple(words(self.inlines.nodes(block.children), span) for block in cell.blocks if block.children)

    def _draft(self, token: Token, *, header: bool) -> _Draft:
        span = self.inlines.source.span(token.start, token.end)
        raw = self.inlines.source.text[token.start : token.end].strip()
        if raw in {"^", "<"}:
            return _Draft((), raw, token.info, None, span, joined=True)
        blocks, attributes = self.cell_blocks(token.children, span, header)
        return _Draft(blocks, "", token.info, attributes, span)

    def _join(self, drafts: list[list[_Draft]], heads: int) -> None:
        """Widen the cells that `^` and `<` join to; what makes no rectangle is reported at its cell and stays apart.

        A cell of the body joins none of the `heads` header rows: no rectangle may lie across them.
        """
        owner: dict[tuple[int, int], tuple[int, int]] = {}
        for y, line in enumerate(drafts):
            for x, cell in enumerate(line):
                owner[y, x] = (y, x)
                if cell.joined:
                    up = owner.get((y - 1, x)) if y != heads else None
                    above = up if cell.text == "^" else owner.get((y, x - 1))
                    if above is None:
                        self._no_rectangle(cell, y, x, owner)
                    else:
                        owner[y, x] = above
        areas: dict[tuple[int, int], list[tuple[int, int]]] = {}
        for place, top in owner.items():
            areas.setdefault(top, []).append(place)
        for (y, x), places in areas.items():
            height = max(place[0] for place in places) - y + 1
            width = max(place[1] for place in places) - x + 1
            left = min(place[1] for place in places)
            if len(places) == height * width and left == x:
                drafts[y][x].row_span, drafts[y][x].column_span = height, width
            else:
                for place in places[1:]:
                    self._no_rectangle(drafts[place[0]][place[1]], *place, owner)

    def _no_rectangle(self, cell: _Draft, y: int, x: int, owner: dict[tuple[int, int], tuple[int, int]]) -> None:
        owner[y, x] = (y, x)
        cell.joined = False
        sign = Text(cell.text, cell.span)
        cell.blocks = (words((sign,), cell.span),)
        message = Words("joined cells that make no rectangle", "合并的单元格不成矩形")
        help_ = Words("write `\\^` or `\\<` for the character itself", "要写字符本身，用`\\^`或`\\<`")
        self.inlines.diagnostics.append(
            Diagnostic(cell.span, Severity.ERROR, "joined-cells-no-rectangle", message, help_)
        )

    def csv_table(self, path: str, content: bytes, heads: int, at: Span) -> Table:
        """Return the table of a CSV file (UTF-8, RFC 4180) with its first `heads` rows as header."""
        table = replace(blank_table(at), path=path)
        source, faults = decode(path, content)
        self.inlines.diagnostics.extend(faults)
        if source is None:
            return table
        lines = self._csv_lines(path, source.text, at)
        if sum(map(len, lines)) > CSV_CELL_LIMIT:
            self._csv_fault(at, path, f"more than {CSV_CELL_LIMIT} cells", f"超过{CSV_CELL_LIMIT}个单元格")
            return table
        width = max(map(len, lines), default=0)
        ragged = [number for number, line in enumerate(lines, start=1) if len(line) != width]
        if ragged:
            self._csv_ragged(at, path, ragged[0], len(lines[ragged[0] - 1]), width)
        rows = [_csv_row(line, width, at, header=number < heads) for number, line in enumerate(lines)]
        return with_columns(replace(table, columns=width, head=tuple(rows[:heads]), body=tuple(rows[heads:])))

    def _csv_lines(self, path: str, text: str, at: Span) -> list[list[str]]:
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        try:
            return [line for line in reader if line]
        except csv.Error as error:
            line = reader.line_num
            self._csv_fault(at, path, f"line {line}: {error}", f"第{line}行：{error}")
            return []

    def _csv_ragged(self, at: Span, path: str, row: int, cells: int, width: int) -> None:
        message = Words(
            f"row {row} of `{path}` has {cells} {'cell' if cells == 1 else 'cells'}, its table has {width} columns",
            f"`{path}`第{row}行有{cells}个单元格，而表有{width}列",
        )
        help_ = Words(
            "write one cell for each column, and one with a comma in quotes", "每列写一个单元格，含逗号的内容加引号"
        )
        self.inlines.diagnostics.append(Diagnostic(at, Severity.WARNING, "ragged-table-row", message, help_))

    def _csv_fault(self, at: Span, path: str, en: str, zh: str) -> None:
        message = Words(f"`{path}` cannot be read: {en}", f"无法读取`{path}`：{zh}")
        self.inlines.diagnostics.append(Diagnostic(at, Severity.ERROR, "csv-unreadable", message))


def _leading_headers(rows: tuple[Row, ...]) -> int:
    for count, row in enumerate(rows):
        if not row.cells or not all(cell.header for cell in row.cells):
            return count
    return 0


def _id(attributes: tuple[tuple[str, str], ...]) -> str:
    """Return the `id` of an HTML element where it can be a key."""
    named = dict(attributes).get("id", "")
    return named if _KEY.fullmatch(named) else ""


def blank_table(span: Span) -> Table:
    """Return a table without rows."""
    return Table((), "", 0, (), (), (), (), "", "", "", "", "", span)


def with_columns(table: Table) -> Table:
    """Return the table with what each header cell's attributes say set on the cells of its column as well."""
    said = {
        column: (cell.limit, cell.when)
        for _, cells in placed(table.head)
        for column, cell in cells
        if cell.limit or cell.when
    }
    return replace(table, body=tuple(_told(table.body, said))) if said else table


def _told(rows: tuple[Row, ...], said: dict[int, tuple[str, str]]) -> Iterator[Row]:
    for row, cells in placed(rows):
        told = []
        for column, cell in cells:
            limit, when = said.get(column, ("", ""))
            told.append(replace(cell, limit=cell.limit or limit, when=cell.when or when))
        yield replace(row, cells=tuple(told))


def _row(drafts: list[_Draft], span: Span, *, header: bool) -> Row:
    return Row(tuple(_cell(draft, header=header) for draft in drafts if not draft.joined), span)


def _cell(draft: _Draft, *, header: bool) -> Cell:
    values = dict(draft.attributes.values) if draft.attributes else {}
    key = draft.attributes.key if draft.attributes else ""
    limit, when = values.get("limit", ""), values.get("when", "")
    size = (draft.row_span, draft.column_span)
    return Cell(draft.blocks, header, *size, draft.align, limit, when, key, "", (), draft.span)


def _csv_row(line: list[str], width: int, at: Span, *, header: bool) -> Row:
    texts = [*line, *[""] * (width - len(line))]
    place = at._replace(end_line=at.line, end_column=at.column)  # the words stand in another file
    cells = (
        Cell((words((Text(text, place),), at),) if text else (), header, 1, 1, "", "", "", "", "", (), at)
        for text in texts
    )
    return Row(tuple(cells), at)
