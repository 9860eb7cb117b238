"""Tables in: Markdown tables with joined cells out, HTML where Markdown cannot say it, CSV where the table is a file."""

from __future__ import annotations

import csv
import html
import io
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from stdpub.model.content import Block, Cell, Paragraph, Row, Table
from stdpub.model.grid import placed
from stdpub.model.inlines import CodeSpan, Inline, InlineFormula, Limit, Link, Mark, plain
from stdpub.write.markdown.escapes import NOTHING, Where
from stdpub.write.markdown.inlines import braces
from stdpub.write.markdown.lines import BlocksIn
from stdpub.write.markdown.paragraphs import led_paragraph, line, states_once

_HTML = Where(html=True)
_RULES = {"left": ":---", "center": ":---:", "right": "---:"}
_KEY = re.compile(r"[a-z][a-z0-9-]*")
_LONE = {"^": "\\^", "<": "\\<"}


def markdown_rows(table: Table, where: Where) -> list[str] | None:
    """Return the rows of a table as Markdown, or None where Markdown cannot say it."""
    inside = replace(where, cell=True)
    head, body = _laid_out(table.head, inside), _laid_out(table.body, inside)
    if head is None or body is None or not head or not all(map(_sayable, _cells(table))):
        return None
    if not all(cell.header for row in table.head for cell in row.cells):
        return None
    if any(cell.header for row in table.body for cell in row.cells):
        return None
    width = min(map(len, head))
    aligns = _alignments(table, width)
    if aligns is None or not width or any(len(row) < width for row in body):
        return None
    rule = _row([_RULES.get(align, "---") for align in aligns])
    first = max(at for at, row in enumerate(head) if len(row) == width) + 1
    rows = [_row(row) for row in head]
    return [*rows[:first], rule, *([*rows[first:], rule] if rows[first:] else []), *map(_row, body)]


def _cells(table: Table) -> list[Cell]:
    return list(chain.from_iterable(row.cells for row in (*table.head, *table.body)))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _laid_out(rows: tuple[Row, ...], where: Where) -> list[list[str]] | None:
    """Return the rows with `^` and `<` in the places that a cell covers; None where cells overlap or stick out."""
    lines: list[dict[int, str]] = [{} for _ in rows]
    for y, (_, cells) in enumerate(placed(rows)):
        for x, cell in cells:
            if y + cell.row_span > len(rows):
                return None
            for row in lines[y : y + cell.row_span]:
                for across in range(cell.column_span):
                    if x + across in row:
                        return None
                    row[x + across] = "<" if across else "^"
            lines[y][x] = _cell(cell, where)
    if not all(row and max(row) == len(row) - 1 for row in lines):
        return None
    return [[row[x] for x in range(len(row))] for row in lines]


def _sayable(cell: Cell) -> bool:
    """Tell whether a cell holds one paragraph at most, and nothing that a pipe would break."""
    if not cell.blocks:
        return True
    only = cell.blocks[0]
    if len(cell.blocks) > 1 or not isinstance(only, Paragraph) or (cell.header and states_once(only) is None):
        return False
    lines = [node for sentence in only.sentences for node in sentence.children]
    return all(map(_fits, lines)) and not (only.key and cell.header)


def _fits(node: Inline) -> bool:
    if isinstance(node, (CodeSpan, InlineFormula)):
        text = node.text if isinstance(node, CodeSpan) else node.tex
        return "\\|" not in text and "\n" not in text
    if isinstance(node, (Mark, Link, Limit)):
        return all(map(_fits, node.children))
    return True


def _alignments(table: Table, width: int) -> list[str] | None:
    """Return how each column is aligned, None where the cells of a column differ in it."""
    found: dict[int, set[str]] = {}
    for rows in (table.head, table.body):
        for _, cells in placed(rows):
            for x, cell in cells:
                found.setdefault(x, set()).add(cell.align)
    if any(len(said) > 1 or (at >= width and said != {""}) for at, said in found.items()):
        return None
    if any(align not in {"", *_RULES} for said in found.values() for align in said):
        return None
    return [next(iter(found.get(at, {""}))) for at in range(width)]


def _cell(cell: Cell, where: Where) -> str:
    values = tuple((name, value) for name, value in (("limit", cell.limit), ("when", cell.when)) if value)
    own = braces(cell.key, (), values if cell.header else (), where)
    only = cell.blocks[0] if cell.blocks else None
    if not isinstance(only, Paragraph):
        return own
    if cell.header:
        sentence = states_once(only)
        text = line(sentence.children, where) if sentence else ""
        return f"{text} {own}".strip(" ")
    text = led_paragraph(only, where, own)
    return _LONE.get(text, text)


def html_rows(table: Table, blocks: BlocksIn) -> list[str]:
    """Return a table as HTML, without its caption."""
    lines = [f'<table id="{table.key}">' if _KEY.fullmatch(table.key) else "<table>"]
    for name, rows in (("thead", table.head), ("tbody", table.body)):
        lines.extend([f"<{name}>"] if rows else [])
        for row in rows:
            lines.append("<tr>")
            for cell in row.cells:
                lines.extend(_html_cell(cell, blocks))
            lines.append("</tr>")
        lines.extend([f"</{name}>"] if rows else [])
    return [*lines, "</table>"]


def _html_cell(cell: Cell, blocks: BlocksIn) -> list[str]:
    name = "th" if cell.header else "td"
    values = (
        ("id", cell.key),
        ("rowspan", str(cell.row_span) if cell.row_span > 1 else ""),
        ("colspan", str(cell.column_span) if cell.column_span > 1 else ""),
        ("align", cell.align),
    )
    attributes = "".join(f' {key}="{html.escape(value)}"' for key, value in values if value)
    only = cell.blocks[0] if len(cell.blocks) == 1 else None
    inner = blocks(cell.blocks, _HTML)
    if not inner or (isinstance(only, Paragraph) and len(inner) == 1):
        return [f"<{name}{attributes}>{''.join(inner)}</{name}>"]
    second = [NOTHING, ""] if len(inner) == 1 else []  # one line alone is a paragraph, whatever it begins with
    return [f"<{name}{attributes}>", "", *second, *inner, "", f"</{name}>"]


def csv_text(table: Table) -> str:
    """Return the rows of a table as CSV."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    for row in (*table.head, *table.body):
        writer.writerow([_plain(cell.blocks) for cell in row.cells])
    return out.getvalue()


def _plain(blocks: tuple[Block, ...]) -> str:
    return "".join(
        plain(sentence.children) for block in blocks if isinstance(block, Paragraph) for sentence in block.sentences
    )
