"""A standard in; the same with every limit read: what its words, its attribute and its column say, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from stdpub.model.content import Cell, Paragraph, Row, Table
from stdpub.model.flat import flat, holds_limit
from stdpub.model.grid import placed
from stdpub.model.header import RulebookName
from stdpub.model.inlines import CrossReference, Inline, Limit, Link, Mark
from stdpub.model.quantities import UNREAD, Comparator, LimitKind, LimitReading, LimitRuns
from stdpub.model.rewriting import Rewriter, each
from stdpub.model.standard import Standard
from stdpub.read.column_limits import conditions, header_unit
from stdpub.verify.intervals import with_interval
from stdpub.verify.limit_rules import LimitRule, read_rule
from stdpub.verify.limits import read_whole, read_words
from stdpub.verify.printed_units import printed_unit

_AROUND = 200
_LONGEST = 200
"""Code points of a cell that is read as a limit."""

_MOST = 100
"""Limits of one sentence that are read; no sentence of a standard has ten."""


def read_limits(standard: Standard) -> Standard:
    """Return the standard with what its limits say."""
    comma = standard.header.rulebook is RulebookName.ISO_IEC_PART_2
    return _Reader(standard.header.language, decimal_comma=comma).standard(standard)


@dataclass(slots=True)
class _Sentence:
    """The text of the nodes that are walked, and how far the walk has come."""

    text: str
    at: int = 0
    limits: int = 0


class _Reader(Rewriter):
    """Reads the limits among inline nodes, and those of tables."""

    def __init__(self, language: str, *, decimal_comma: bool) -> None:
        self.language = language
        self.decimal_comma = decimal_comma

    def inlines(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return the nodes of a sentence with its limits read."""
        return self._nodes(nodes, _Sentence(flat(nodes))) if any(map(holds_limit, nodes)) else nodes

    def _nodes(self, nodes: tuple[Inline, ...], sentence: _Sentence) -> tuple[Inline, ...]:
        return each(nodes, lambda node: self._node(node, sentence))

    def _node(self, node: Inline, sentence: _Sentence) -> Inline:
        if not holds_limit(node):
            sentence.at += len(flat((node,)))
            return node
        start = sentence.at
        if not isinstance(node, (Mark, Link, CrossReference, Limit)):
            return node
        changed = replace(node, children=self._nodes(node.children, sentence))
        if isinstance(changed, Limit):
            sentence.limits += 1
            if sentence.limits <= _MOST:
                return replace(changed, reading=self._limit(changed, sentence.text, start, sentence.at))
        return changed

    def _limit(self, node: Limit, text: str, start: int, end: int) -> LimitReading:
        rule = read_rule(node.rule)
        words = read_words(
            text[start:end],
            self.language,
            before=text[max(0, start - _AROUND) : start],
            after=text[end : end + _AROUND],
            decimal_comma=self.decimal_comma,
        )
        return replace(_united(rule, words), condition=node.when, compare=node.compare)

    def table(self, block: Table) -> Table:
        """Return a table with the limits of its columns read."""
        read = super().table(block)
        told = any(cell.limit or cell.when for row in read.head for cell in row.cells)
        if not told and not any(holds_limit(node) for row in read.body for cell in row.cells for node in _words(cell)):
            return read
        named = ((column, header_unit(_text(cell))) for _, cells in placed(read.head) for column, cell in cells)
        units = {column: unit for column, unit in named if unit[0]}
        code = printed_unit(read.unit)
        whole = (code, read.unit if code else "")
        body: list[Row] = []
        for (row, cells), when in zip(placed(read.body), conditions(read.body, _text), strict=True):
            changed = [self._cell(cell, units.get(column, whole), when) for column, cell in cells]
            body.append(replace(row, cells=tuple(changed)))
        return replace(read, body=tuple(body))

    def _cell(self, cell: Cell, unit: tuple[str, str], when: dict[int, str]) -> Cell:
        if cell.header:
            return cell
        condition = when.get(cell.row_span, "")
        if any(map(holds_limit, _words(cell))):
            return _InRow(condition, unit).cell(cell)
        text = _text(cell)
        if not cell.limit or len(text) > _LONGEST:
            return cell
        words = read_whole(text, self.language, decimal_comma=self.decimal_comma)
        if words.kind is LimitKind.TEXT and not any(sign.isdigit() for sign in text):
            return cell
        reading = _with_unit(_united(read_rule(cell.limit), words), unit)
        return replace(cell, limits=(replace(reading, condition=condition),))


class _InRow(Rewriter):
    """Tells the limits in a cell the condition of their row and the unit of their column."""

    def __init__(self, condition: str, unit: tuple[str, str]) -> None:
        self.condition = condition
        self.unit = unit

    def inlines(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return the nodes of a sentence with its limits told."""
        return each(nodes, self._node)

    def _node(self, node: Inline) -> Inline:
        if not holds_limit(node) or not isinstance(node, (Mark, Link, CrossReference, Limit)):
            return node
        node = replace(node, children=self.inlines(node.children))
        if not isinstance(node, Limit):
            return node
        condition = " && ".join(part for part in (self.condition, node.when) if part)
        return replace(node, reading=replace(_with_unit(node.reading, self.unit), condition=condition))


def _with_unit(reading: LimitReading, unit: tuple[str, str]) -> LimitReading:
    """Return a reading with the unit of its column where it has none of its own."""
    if reading.unit_text or reading.kind is LimitKind.TEXT:
        return reading
    return replace(reading, unit=unit[0], unit_text=unit[1])


def _words(cell: Cell) -> Iterator[Inline]:
    """Yield the words of a cell."""
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            for sentence in block.sentences:
                yield from sentence.children


def _text(cell: Cell) -> str:
    return flat(tuple(_words(cell))).strip()


def _united(rule: LimitRule, words: LimitReading) -> LimitReading:
    """Return what an attribute and words say together: the attribute where it is a rule, else the words.

    An open rule, `pue <=`, gives the comparator of bare words.
    """
    if rule.reading is not None:
        ruled = rule.reading
        if words.kind is LimitKind.INTERVAL:
            ruled = replace(ruled, runs=words.runs)
            if not ruled.unit:
                ruled = replace(ruled, unit=words.unit, unit_text=words.unit_text)
        return ruled
    if not rule.quantity:
        return replace(UNREAD, runs=LimitRuns())
    bare = words.kind is LimitKind.INTERVAL and words.comparator is Comparator.EQUAL
    if rule.comparator is not Comparator.NONE and bare and words.runs.comparator.end == 0:
        cleared = replace(words, low="", low_inclusive=False, high="", high_inclusive=False, comparator=rule.comparator)
        words = with_interval(cleared)
    return replace(words, quantity=rule.quantity)
