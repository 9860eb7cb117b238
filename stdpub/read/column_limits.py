"""The head and the rows of a table in; the unit of a column, and the condition under which each row's limits hold, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from stdpub.model.content import Cell, Row
from stdpub.model.grid import placed
from stdpub.model.patterns import regex
from stdpub.verify.printed_units import printed_unit

_NAME = regex(r"[^\W\d]\w*")
_BEHIND = (
    regex(r"\n\s*([^\n]+?)\s*$"),
    regex(r"[(（\[]([^()（）]*(?:\([^()]*\)[^()]*)?)[)）\]]\s*$"),
    regex(r"/\s*([^/]+(?:/[^/]+)?)\s*$"),
    regex(r"[,，]\s*([^,，]+?)\s*$"),
    regex(r"\bin ([^ ]+(?: [^ ]+){0,3})\s*$"),
)
"""Where the head of a column has its unit: on a line of its own, in brackets, behind a stroke or comma."""

_LONGEST = 200
_MOST_VALUES = 20


def header_unit(words: str) -> tuple[str, str]:
    """Return the code of the unit that the head of a column names, and the unit as printed; empty texts where none is."""
    words = words[-_LONGEST:]
    found = [match[1].strip() for form in _BEHIND if (match := form.search(words))]
    units = [(printed_unit(text), text) for text in found if printed_unit(text)]
    return max(units, key=lambda unit: len(unit[1]), default=("", ""))


def conditions(rows: tuple[Row, ...], text: Callable[[Cell], str]) -> Iterator[dict[int, str]]:
    """Yield for each row the condition that its `when` cells make, in the rule language, by how many rows it is for.

    A limit whose cell spans rows holds under the condition of any of them: `grade in ['A', 'B']`.
    """
    said = _said(rows, text)
    for at, (_, cells) in enumerate(placed(rows)):
        spans = {cell.row_span for _, cell in cells}
        yield {span: _condition(said[at : at + span]) for span in spans}


def _said(rows: tuple[Row, ...], text: Callable[[Cell], str]) -> list[dict[str, str]]:
    """Return what each row's cells say of each condition, a cell over several rows to all of them."""
    said: list[dict[str, str]] = [{} for _ in rows]
    for at, (_, cells) in enumerate(placed(rows)):
        for _, cell in cells:
            if cell.when and not cell.header:
                for row in said[at : at + cell.row_span]:
                    row[cell.when] = text(cell)
    return said


def _condition(rows: list[dict[str, str]]) -> str:
    names = dict.fromkeys(name for row in rows for name in row)
    parts = (_part(name, tuple(dict.fromkeys(row[name] for row in rows if row.get(name)))) for name in names)
    return " && ".join(part for part in parts if part)


def _part(name: str, values: tuple[str, ...]) -> str:
    if not _NAME.fullmatch(name):
        return name  # a condition that the author wrote out
    quoted = [f"'{_escaped(value)}'" for value in values[:_MOST_VALUES]]
    if not quoted:
        return ""
    return f"{name} == {quoted[0]}" if len(quoted) == 1 else f"{name} in [{', '.join(quoted)}]"


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ")
