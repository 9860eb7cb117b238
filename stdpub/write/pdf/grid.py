"""Where the cells of a table stand: their columns and edges, and how wide each column should be."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from stdpub.model.content import Block, Cell, Paragraph, Row, Table
from stdpub.model.inlines import plain
from stdpub.model.standard import Standard
from stdpub.write.plain_text import block_lines

_BREAKS = re.compile(r"[\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef/\-–—,;]+")
_WIDE = frozenset("WF")
_LONGEST_WORD = 16
"""Half-widths that a column gives to a word that cannot be broken; a longer one is broken all the same."""
_BOLD = 1.2
"""How much more room the heavier type of a head takes."""
_CAPITAL = 0.35
"""How much more room a capital takes than a small letter."""
_BROAD = 0.5
"""How much more room the letters m and w take than others."""
_PADDING = 2.5
"""Half-widths that the white at both sides of a cell takes."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its first row and column, 0-based, and the edges of the frame that it touches: `t`, `r`, `b`, `l`."""

    cell: Cell
    row: int
    column: int
    edges: str


def placed(rows: tuple[Row, ...], columns: int) -> Iterator[tuple[Placed, ...]]:
    """Yield the cells of each row with their places; a cell that reaches over the last row touches the bottom."""
    taken: set[tuple[int, int]] = set()
    for at, row in enumerate(rows):
        column = 0
        line: list[Placed] = []
        for cell in row.cells:
            while (at, column) in taken:
                column += 1
            across = range(column, column + max(1, cell.column_span))
            taken.update((at + down, over) for down in range(max(1, cell.row_span)) for over in across)
            line.append(Placed(cell, at, column, _edges(cell, at, column, len(rows), columns)))
            column = across.stop
        yield tuple(line)


def _edges(cell: Cell, row: int, column: int, rows: int, columns: int) -> str:
    return "".join(
        name
        for name, touches in (
            ("t", row == 0),
            ("r", column + cell.column_span >= columns),
            ("b", row + cell.row_span >= rows),
            ("l", column == 0),
        )
        if touches
    )


def joined_rows(rows: tuple[Row, ...]) -> Iterator[range]:
    """Yield the runs of rows that cells reaching over several of them hold together."""
    start = end = 0
    for at, row in enumerate(rows):
        if at >= end and at > start:
            yield range(start, at)
            start = at
        end = max(end, at + max((cell.row_span for cell in row.cells), default=1))
    if rows:
        yield range(start, len(rows))


@dataclass(slots=True)
class Column:
    """The half-widths of text that a column cannot do without, those it would like to have, and all of its text."""

    least: float = 2.0
    natural: float = 3.0
    volume: float = 1.0


def measured(standard: Standard, table: Table) -> tuple[Column, ...]:
    """Return how much text stands in each column of a table."""
    columns = tuple(Column() for _ in range(max(1, table.columns)))
    for cells in placed((*table.head, *table.body), len(columns)):
        for one in cells:
            _widen(one, list(_lines(standard, one.cell.blocks)), columns)
    for column in columns:
        column.least += _PADDING
        column.natural = max(column.least, column.natural + _PADDING)
    return columns


def _widen(one: Placed, lines: list[str], columns: tuple[Column, ...]) -> None:
    span = max(1, one.cell.column_span)
    bold = _BOLD if one.cell.header else 1
    rooms = [bold * half_widths(line) for line in lines]
    word = bold * max((half_widths(word) for line in lines for word in _BREAKS.split(line)), default=0)
    for column in columns[one.column : one.column + span]:
        column.natural = max(column.natural, max(rooms, default=0) / span)
        column.least = max(column.least, min(word, _LONGEST_WORD) / span)
        column.volume += sum(rooms) / span


def shares(columns: tuple[Column, ...], measure: float) -> tuple[float, ...]:
    """Return the columns' widths in per cent where a line of the table holds `measure` half-widths.

    What the words leave over goes to the columns by their text, which keeps the table low; no column gets more than its
    longest line needs while another has not enough.
    """
    wanted = [column.least for column in columns]
    hungry = {at for at, column in enumerate(columns) if column.natural > column.least}
    rest = measure - sum(wanted)
    while hungry and rest > 0:
        portion = rest / sum(columns[at].volume for at in hungry)
        sated = {at for at in hungry if wanted[at] + portion * columns[at].volume >= columns[at].natural}
        for at in sated or hungry:
            wanted[at] = columns[at].natural if sated else wanted[at] + portion * columns[at].volume
        rest = measure - sum(wanted) if sated else 0
        hungry -= sated
    total = sum(wanted)
    return tuple(round(100 * width / total, 2) for width in wanted)


def heights(standard: Standard, table: Table, widths: tuple[float, ...], measure: float) -> tuple[int, ...]:
    """Return how many lines each row of the body will take, a cell's lines shared among the rows it reaches over."""
    found = [1] * len(table.body)
    for cells in placed(table.body, len(widths)):
        for one in cells:
            share = sum(widths[one.column : one.column + max(1, one.cell.column_span)])
            room = max(measure * share / 100 - _PADDING, 1)
            lines = sum(max(1, ceil(half_widths(line) / room)) for line in _lines(standard, one.cell.blocks))
            over = range(one.row, min(one.row + max(1, one.cell.row_span), len(found)))
            for row in over:
                found[row] = max(found[row], ceil(lines / len(over)))
    return tuple(found)


def _lines(standard: Standard, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the lines of a cell; a break the author asked for begins a new one."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from "".join(plain(sentence.children) for sentence in block.sentences).split("\n")
        else:
            yield from block_lines(standard, (block,))


def half_widths(text: str) -> float:
    """Return how much room a text takes: a small Latin letter 1, a capital or a broad one more, a Han character 2."""
    small = text.lower()
    room = len(text) + _BROAD * (small.count("m") + small.count("w"))
    if small != text:
        room += _CAPITAL * sum(map(str.isupper, text))
    return room if text.isascii() else room + sum(unicodedata.east_asian_width(letter) in _WIDE for letter in text)
