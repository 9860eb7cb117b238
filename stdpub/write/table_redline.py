"""Two tables in; which columns and rows of one are those of the other, and every cell with both its contents, out."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

from stdpub.model.content import Cell, Row, Table
from stdpub.model.grid import placed
from stdpub.model.standard import Standard
from stdpub.write.plain_text import block_lines

Lines: TypeAlias = "list[list[GridCell]]"
Pairs: TypeAlias = "list[tuple[int | None, int | None]]"

_MOST = 250_000
"""Pairs of rows that are weighed against each other; in larger tables rows are paired by their words alone."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """What stands at one place of a table: the cell that covers it, and its words."""

    cell: Cell | None
    text: str
    first: bool


@dataclass(frozen=True, slots=True)
class CellPair:
    """One place of both tables; None where a table has no such row or column."""

    before: GridCell | None
    after: GridCell | None


@dataclass(frozen=True, slots=True)
class RowPair:
    """One row of both tables."""

    cells: tuple[CellPair, ...]
    head: bool
    inserted: bool
    deleted: bool

    @property
    def unchanged(self) -> bool:
        """Tell whether all places that both tables have say the same, and none is there in one table alone."""
        return all(one.before and one.after and one.before.text == one.after.text for one in self.cells)


def row_pairs(before: Table, after: Table, old: Standard, new: Standard) -> tuple[RowPair, ...]:
    """Return the rows of two tables side by side, with every row and column that either has."""
    grids = (
        _grid(before.head, before.columns, old),
        _grid(before.body, before.columns, old),
        _grid(after.head, after.columns, new),
        _grid(after.body, after.columns, new),
    )
    columns = _columns(*grids, before.columns, after.columns)
    return (
        *_rows(grids[0], grids[2], columns, head=True),
        *_rows(grids[1], grids[3], columns, head=False),
    )


def foot(standard: Standard, table: Table) -> str:
    """Return the words around the rows of a table, a line each: unit, notes and footnotes."""
    footnotes = (line for one in table.footnotes for line in block_lines(standard, one.blocks))
    return "\n".join(filter(None, (table.unit, *block_lines(standard, table.notes), *footnotes)))


def _grid(rows: tuple[Row, ...], columns: int, standard: Standard) -> Lines:
    """Return the places of rows; a cell that covers several stands at each of them."""
    grid = [[GridCell(None, "", first=True)] * columns for _ in rows]
    for at, (_, cells) in enumerate(placed(rows)):
        for column, cell in cells:
            text = " ".join(block_lines(standard, cell.blocks)).strip()
            for line in range(at, min(at + cell.row_span, len(rows))):
                for place in range(column, min(column + cell.column_span, columns)):
                    grid[line][place] = GridCell(cell, text, first=line == at and place == column)
    return grid


def _columns(head: Lines, body: Lines, new_head: Lines, new_body: Lines, count: int, new_count: int) -> Pairs:
    """Return the columns of both tables in order, paired by what heads them, else by what stands in them."""
    old = [_heading(head or body, at) for at in range(count)]
    new = [_heading(new_head or new_body, at) for at in range(new_count)]
    return _paired(old, new)


def _heading(rows: Lines, column: int) -> tuple[str, ...]:
    return tuple(row[column].text for row in rows)


def _paired(old: list[tuple[str, ...]], new: list[tuple[str, ...]]) -> Pairs:
    """Return two lists side by side; what replaced the same number of others is paired in order."""
    pairs: Pairs = []
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal" or end - start == new_end - new_start:
            pairs.extend(zip(range(start, end), range(new_start, new_end), strict=True))
        else:
            pairs.extend((at, None) for at in range(start, end))
            pairs.extend((None, at) for at in range(new_start, new_end))
    return pairs


def _rows(old: Lines, new: Lines, columns: Pairs, *, head: bool) -> tuple[RowPair, ...]:
    pairs = _paired_rows(old, new, columns)
    return tuple(
        RowPair(
            tuple(
                CellPair(
                    old[one][left] if one is not None and left is not None else None,
                    new[other][right] if other is not None and right is not None else None,
                )
                for left, right in columns
            ),
            head,
            inserted=one is None,
            deleted=other is None,
        )
        for one, other in pairs
    )


def _paired_rows(old: Lines, new: Lines, columns: Pairs) -> Pairs:
    """Return rows side by side so that the most cells are equal; a row with no cell of another is not the same row."""
    shared = [(left, right) for left, right in columns if left is not None and right is not None]
    if len(old) * len(new) > _MOST:
        texts = [[tuple(row[at].text for at in range(len(row))) for row in rows] for rows in (old, new)]
        return _paired(*texts)
    likeness = [[_alike(one, other, shared) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for at in reversed(range(len(old))):
        for to in reversed(range(len(new))):
            best[at][to] = max(best[at + 1][to], best[at][to + 1], likeness[at][to] + best[at + 1][to + 1])
    pairs: Pairs = []
    at = to = 0
    while at < len(old) and to < len(new):
        if likeness[at][to] and best[at][to] == likeness[at][to] + best[at + 1][to + 1]:
            pairs.append((at, to))
            at, to = at + 1, to + 1
        elif best[at][to] == best[at + 1][to]:
            pairs.append((at, None))
            at += 1
        else:
            pairs.append((None, to))
            to += 1
    return [*pairs, *((one, None) for one in range(at, len(old))), *((None, one) for one in range(to, len(new)))]


def _alike(one: list[GridCell], other: list[GridCell], shared: list[tuple[int, int]]) -> float:
    """Return how many cells of two rows are equal, the first counting double: it names the row."""
    equal = [one[left].text == other[right].text and bool(one[left].text) for left, right in shared]
    return sum(equal) + (1.0 if equal and equal[0] else 0.0)
