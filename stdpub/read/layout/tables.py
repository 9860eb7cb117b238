"""The rows of a table as they are written in, the same rows with their columns aligned out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stdpub.model.characters import columns
from stdpub.model.patterns import regex
from stdpub.read.layout.drafts import Draft
from stdpub.read.markdown.table_rows import cells
from stdpub.read.markdown.token_tree import Token

WIDEST = 140
"""Columns of the editor beyond which a table is not aligned: its lines would break."""

_RULE = regex(r"^[ \t>]*(\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?)[ \t]*$", re.MULTILINE)
_DASHES = "---"
"""The fewest that a further delimiter row needs."""

_LEFT, _RIGHT, _MIDDLE = ":-", "-:", ":-:"


def table_lines(draft: Draft, table: Token) -> list[str]:
    """Return a table with one space around each cell, its columns padded where the lines stay short."""
    rows: list[list[str] | str] = []
    at = table.start
    for row in table.children:
        rows.extend(_rules(draft, at, row.start))
        written = len(cells(draft.source.text, row.start, row.end))  # a row that is too short has cells added
        rows.append([_cell(draft, cell) for cell in row.children[:written]])
        at = row.end
    rows.extend(_rules(draft, at, table.end))
    aligns = next((_aligns(row) for row in rows if isinstance(row, str)), [])
    widths = _widths([row for row in rows if isinstance(row, list)], aligns)
    return [_rule(_aligns(row), widths) if isinstance(row, str) else _row(row, aligns, widths) for row in rows]


def _rules(draft: Draft, start: int, end: int) -> list[str]:
    """Return the delimiter rows that stand between two rows."""
    between = draft.source.text[start:end]
    return [found[1] for found in _RULE.finditer(between)] if "-" in between else []


def _cell(draft: Draft, cell: Token) -> str:
    return draft.text(cell.start, cell.end).strip(" \t")


def _aligns(rule: str) -> list[str]:
    """Return how a delimiter row aligns each column."""
    words = [word.strip(" \t") for word in rule.strip(" \t").removeprefix("|").removesuffix("|").split("|")]
    return [
        _MIDDLE if word[0] == word[-1] == ":" else _LEFT if word[0] == ":" else _RIGHT if word[-1] == ":" else "-"
        for word in words
    ]


def _widths(rows: Sequence[Sequence[str]], aligns: Sequence[str]) -> list[int]:
    """Return the width of each column, nothing where the table would be too wide."""
    count = max(len(aligns), max(map(len, rows), default=0))
    least = [len(_DASHES) + align.count(":") for align in aligns] + [len(_DASHES)] * (count - len(aligns))
    widths = [max([least[at], *(columns(row[at]) for row in rows if at < len(row))]) for at in range(count)]
    return widths if sum(widths) + 3 * count + 1 <= WIDEST else []


def _row(words: Sequence[str], aligns: Sequence[str], widths: Sequence[int]) -> str:
    padded = [
        _padded(cell, aligns[at] if at < len(aligns) else "-", widths[at]) if widths else cell
        for at, cell in enumerate(words)
    ]
    return f"| {' | '.join(padded)} |"


def _padded(cell: str, align: str, width: int) -> str:
    room = width - columns(cell)
    if align == _RIGHT:
        return " " * room + cell
    left = room // 2 if align == _MIDDLE else 0
    return " " * left + cell + " " * (room - left)


def _rule(aligns: Sequence[str], widths: Sequence[int]) -> str:
    words = []
    for at, align in enumerate(aligns):
        left, right = ":" * align.startswith(":"), ":" * align.endswith(":")
        dashes = "-" * (widths[at] - len(left) - len(right)) if widths else _DASHES
        words.append(f"{left}{dashes}{right}")
    return f"| {' | '.join(words)} |"
