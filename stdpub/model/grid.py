"""Where the cells of a table stand once their spans are laid out."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.model.content import Cell, Row


def placed(rows: tuple[Row, ...]) -> Iterator[tuple[Row, tuple[tuple[int, Cell], ...]]]:
    """Yield every row with its cells, each with the column (from 0) it begins in."""
    taken: dict[int, int] = {}
    for row in rows:
        if not taken and all(cell.row_span == 1 == cell.column_span for cell in row.cells):
            yield row, tuple(enumerate(row.cells))
            continue
        cells: list[tuple[int, Cell]] = []
        column = 0
        for cell in row.cells:
            while taken.get(column, 0) > 0:
                column += 1
            cells.append((column, cell))
            for offset in range(cell.column_span):
                taken[column + offset] = cell.row_span
            column += cell.column_span
        taken = {place: left - 1 for place, left in taken.items() if left > 1}
        yield row, tuple(cells)
