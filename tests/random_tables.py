"""Strategy for tables: a full grid, some rectangles of which are joined, with captions, units, notes and footnotes."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from model_parts import HERE
from random_inlines import inline_runs, keys

from stdpub.model.content import Block, Cell, Footnote, Note, Row, Table

Blocks = tuple[Block, ...]


@st.composite
def tables(draw: DrawFn, inner: SearchStrategy[Blocks], footnotes: SearchStrategy[tuple[Footnote, ...]]) -> Table:
    """Return a table whose cells hold the blocks given."""
    width = draw(st.integers(1, 3))
    contents = st.one_of(inner, inner, st.just(()))
    head = draw(_rows(contents, width, draw(st.integers(0, 2)), header=True))
    body = draw(_rows(contents, width, draw(st.integers(1, 3)), header=False))
    note = st.builds(lambda blocks: Note(blocks, "", "", "", "", HERE), inner)
    return Table(
        draw(st.one_of(st.just(()), inline_runs())),
        draw(st.sampled_from(("", "mm", "°C (temperature)"))),
        width,
        head,
        body,
        draw(st.lists(note, max_size=1).map(tuple)),
        draw(st.one_of(st.just(()), footnotes)),
        draw(st.sampled_from(("", "tables/limits.csv"))),
        draw(keys()),
        "",
        "",
        "",
        HERE,
    )


@st.composite
def _rows(draw: DrawFn, inner: SearchStrategy[Blocks], width: int, height: int, *, header: bool) -> tuple[Row, ...]:
    sizes = _joined(draw, width, height)
    rows = []
    for line in range(height):
        cells = [
            _cell(draw, inner, *sizes[line, column], header=header or (column == 0 and line == 1))
            for column in range(width)
            if (line, column) in sizes
        ]
        rows.append(Row(tuple(cells), HERE))
    return tuple(rows)


def _joined(draw: DrawFn, width: int, height: int) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the size of the cell that starts at each place; covered places are missing."""
    sizes = {(line, column): (1, 1) for line in range(height) for column in range(width)}
    if height and draw(st.booleans()):
        line, column = draw(st.integers(0, height - 1)), draw(st.integers(0, width - 1))
        tall, wide = draw(st.integers(1, height - line)), draw(st.integers(1, width - column))
        for at in [(line + down, column + across) for down in range(tall) for across in range(wide)]:
            del sizes[at]
        sizes[line, column] = (tall, wide)
    return sizes


def _cell(draw: DrawFn, inner: SearchStrategy[Blocks], tall: int, wide: int, *, header: bool) -> Cell:
    return Cell(
        draw(inner),
        header,
        tall,
        wide,
        draw(st.sampled_from(("", "left", "center", "right"))),
        draw(st.sampled_from(("", "", "pue <="))) if header else "",
        draw(st.sampled_from(("", "", "grade"))) if header else "",
        draw(st.sampled_from(("", "", "?"))),
        "",
        (),
        HERE,
    )
