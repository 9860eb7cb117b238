"""The tables of a draft and their columns: in a draft, out heads, bodies and the units that the heads give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdpub.check.draft import Draft
from stdpub.check.values import GAP, UNIT, has_unit
from stdpub.model.content import Cell, Paragraph, Table
from stdpub.model.grid import placed
from stdpub.model.inlines import FootnoteReference, Inline, Mark, plain
from stdpub.model.patterns import regex

_TICKS = frozenset("✓✔√☑●○◎◯■□▲△★☆×✗✘✕xX")
_UNIT_BEHIND = regex(rf"(?P<joint>[（(\[/,，]|{GAP}){GAP}?(?P<unit>{UNIT}){GAP}?[)）\]]?$")


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the cells of its head, each with its words, and those of its body."""

    head: tuple[tuple[Cell, str], ...]
    body: tuple[Cell, ...]

    @property
    def unit(self) -> str:
        """The unit that the head gives, empty where it gives none."""
        for _, words in self.head:
            found = _UNIT_BEHIND.search(words)
            if found is not None and has_unit(found["unit"]) and not _doubtful(words, found):
                return found["unit"]
            if has_unit(words) and re.fullmatch(UNIT, words):
                return words
        return ""


def _doubtful(words: str, found: re.Match[str]) -> bool:
    """Tell whether what ends a head is no unit but a letter: Class A, Section(s)."""
    letter = len(found["unit"]) == 1 and found["unit"].isascii() and found["unit"].isalpha()
    return letter and (found["joint"].isspace() or (words[: found.start()][-1:].isalpha() and found["unit"] == "s"))


def explained(column: Column) -> bool:
    """Tell whether a footnote in the head says what the values are: their unit may be in it."""
    paragraphs = (block for cell, _ in column.head for block in cell.blocks if isinstance(block, Paragraph))
    return any(_has_footnote(one.children) for block in paragraphs for one in block.sentences)


def _has_footnote(nodes: tuple[Inline, ...]) -> bool:
    return any(
        isinstance(node, FootnoteReference) or (isinstance(node, Mark) and _has_footnote(node.children))
        for node in nodes
    )


def tables(draft: Draft) -> Iterator[Table]:
    """Yield every table of a draft."""
    for block, _ in draft.blocks:
        if isinstance(block, Table):
            yield block


def words_of(cell: Cell) -> str:
    """Return the words of a cell."""
    sentences = (one for block in cell.blocks if isinstance(block, Paragraph) for one in block.sentences)
    return "".join(plain(one.children) for one in sentences).strip()


def laid_out(draft: Draft) -> tuple[tuple[Table, tuple[Column, ...]], ...]:
    """Return every table with its columns; to be asked for by `draft.once`."""
    return tuple((table, tuple(_columns(table))) for table in tables(draft))


def _columns(table: Table) -> Iterator[Column]:
    heads: dict[int, list[tuple[Cell, str]]] = {}
    bodies: dict[int, list[Cell]] = {}
    for _, cells in placed(table.head):
        for column, cell in cells:
            words = words_of(cell)
            for offset in range(cell.column_span):
                heads.setdefault(column + offset, []).append((cell, words))
    for _, cells in placed(table.body):
        for column, cell in cells:
            bodies.setdefault(column, []).append(cell)
    for column in range(table.columns):
        yield Column(tuple(heads.get(column, ())), tuple(bodies.get(column, ())))


def ticked(columns: tuple[Column, ...]) -> tuple[Column, ...]:
    """Return the columns of ticks, where an empty cell says no; one without any tick counts if it stands beside others."""
    filled = [[words for words in map(words_of, column.body) if words] for column in columns]
    marked = [2 * sum(words in _TICKS for words in one) > len(one) for one in filled]
    some = any(marked)
    return tuple(
        column for column, one, ticks in zip(columns, filled, marked, strict=True) if ticks or (some and not one)
    )


def unit_cells(draft: Draft) -> frozenset[int]:
    """Return the sentences, by identity, of the cells whose column or table has a unit."""
    return frozenset(
        id(sentence)
        for table, columns in draft.once(laid_out)
        for column in columns
        if table.unit or column.unit
        for cell in column.body
        for block in cell.blocks
        if isinstance(block, Paragraph)
        for sentence in block.sentences
    )
