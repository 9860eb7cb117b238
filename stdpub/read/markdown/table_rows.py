"""The lines of a Markdown table in, rows and cells with their places out."""

from __future__ import annotations

import re

from stdpub.model.patterns import regex
from stdpub.model.source import Severity, Words
from stdpub.read.markdown.block_lines import Leaf, Lines
from stdpub.read.markdown.token_tree import Token

DELIMITER = regex(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_LATER_DELIMITER = regex(r"\|?[ \t]*:?-{3,}:?[ \t]*(?:\|[ \t]*:?-{3,}:?[ \t]*)*\|?[ \t]*$")
CAPTION = regex(r"(?:Table|表)[ \t]*[:：]")
MAX_ADDED = 10_000
"""How many cells are added to the short rows of one table; rows behind that stay short."""

_PIPE = regex(r"\\.|\|", re.DOTALL)


def cells(src: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places between the pipes of a row, white space included; a pipe behind a backslash divides nothing."""
    line = src[start:end]
    stripped = line.rstrip(" \t")
    start += len(line) - len(line.lstrip(" \t"))
    stop = end - (len(line) - len(stripped))
    pipes = _pipes(src, start, stop)
    if pipes and pipes[0] == start:
        start += 1
        del pipes[0]
    if pipes and pipes[-1] == stop - 1:
        stop -= 1
        del pipes[-1]
    edges = [start - 1, *pipes, stop]
    return [(edges[at] + 1, edges[at + 1]) for at in range(len(edges) - 1)]


def _pipes(src: str, start: int, end: int) -> list[int]:
    if "\\" in src[start:end]:
        return [found.start() for found in _PIPE.finditer(src, start, end) if found[0] == "|"]
    pipes = []
    at = src.find("|", start, end)
    while at >= 0:
        pipes.append(at)
        at = src.find("|", at + 1, end)
    return pipes


def alignments(src: str, start: int, end: int) -> tuple[str, ...]:
    """Return what a delimiter row says of each column: left, right, center or nothing."""
    found = []
    for first, last in cells(src, start, end):
        word = src[first:last].strip()
        left, right = word.startswith(":"), word.endswith(":")
        found.append("center" if left and right else "left" if left else "right" if right else "")
    return tuple(found)


def finish_table(state: Lines, leaf: Leaf) -> None:
    """Divide the lines of a table into rows and cells; all rows above the last delimiter row are its head."""
    src, table, columns = state.src, leaf.token, leaf.columns
    rows = [(start, start + len(src[start:end].rstrip(" \t"))) for start, end in leaf.parts]
    delimiters = {leaf.indent} | {
        at for at, (start, end) in enumerate(rows) if at > leaf.indent and _LATER_DELIMITER.match(src, start, end)
    }
    last = max(delimiters)
    below = columns
    if last > leaf.indent:
        below = tuple(map(_aligned, columns, (*alignments(src, *rows[last]), *columns)))
    added = 0
    for at, (start, end) in enumerate(rows):
        if at in delimiters:
            continue
        row = Token("table_row", start, end, [], info="head" if at < last else "body")
        added += _fill(state, row, columns if at < last else below, MAX_ADDED - added)
        table.children.append(row)
    table.end = rows[-1][1]


def _aligned(first: str, last: str) -> str:
    """Return the alignment of the body below several delimiter rows: the last one's word counts."""
    return last or first


def _fill(state: Lines, row: Token, columns: tuple[str, ...], spare: int) -> int:
    """Give a row its cells and, if so many may be added, the ones it lacks; return how many that were."""
    src = state.src
    found = cells(src, row.start, row.end)
    wanted = len(columns)
    for at, (start, end) in enumerate(found):
        word = src[start:end]
        left = start + len(word) - len(word.lstrip(" \t"))
        right = left + len(word.strip(" \t"))
        align = columns[at] if at < wanted else ""
        if right > left:
            cell = Token("cell", left, right, [], info=align)
            state.pending.append((cell, [(left, right)], True))
        else:
            cell = Token("cell", start, end, [], info=align)
        row.children.append(cell)
    missing = columns[len(found) : len(found) + spare]
    row.children.extend(Token("cell", row.end, row.end, [], info=align) for align in missing)
    if len(found) != wanted:
        _report_ragged(state, row, len(found), wanted)
    return len(missing)


def _report_ragged(state: Lines, row: Token, found: int, wanted: int) -> None:
    state.report(
        (row.start, row.end),
        Severity.WARNING,
        "ragged-table-row",
        Words(
            f"the row has {found} {'cell' if found == 1 else 'cells'}, its table has {wanted} columns",
            f"该行有 {found} 个单元格，而表有 {wanted} 列",
        ),
        Words(
            "write one cell for each column, and a pipe within a cell as `\\|`",
            "每列写一个单元格；单元格内的竖线写作 `\\|`",
        ),
    )
