"""Write what was deleted and inserted: words, formulas, tables by cell; for the screen and for paper alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import groupby

from markupsafe import Markup, escape

from stdpub.compare.redline import redline
from stdpub.model.changes import Edit, Redline
from stdpub.model.content import Cell, Formula, Paragraph, Table
from stdpub.model.inlines import InlineFormula
from stdpub.model.standard import Clause
from stdpub.write.compared import Entry, Place
from stdpub.write.plain_text import block_lines
from stdpub.write.table_redline import CellPair, GridCell, RowPair, foot, row_pairs
from stdpub.write.web.context import Page
from stdpub.write.web.redline_words import redline_words
from stdpub.write.web.tags import EMPTY, Piece, classes, joined

_EDITS = {Edit.EQUAL: Piece("{}"), Edit.DELETE: Piece("<del>{}</del>"), Edit.INSERT: Piece("<ins>{}</ins>")}
_LINE = Piece('<p class="words">{}</p>')
_WHOLE = Piece('<div class="formula-{}"><{}>{}</{}></div>')
_TABLE = Piece('<div class="scroll" tabindex="0" role="group" aria-label="{}"><table>{}{}</table></div>')
_HEAD = Piece("<thead>{}</thead>")
_BODY = Piece("<tbody>{}</tbody>")
_ROW = Piece("<tr{}>{}</tr>")
_TD = Piece("<{}{}>{}</{}>")
_LEFT_OUT = Piece('<p class="left-out">⋯</p>')
_LEFT_OUT_ROWS = Piece('<tr><td class="left-out" colspan="{}">⋯ {}</td></tr>')
_FEW = 4
"""Unchanged lines or rows in a row that are shown whole."""

_FIRST_MARK = 0xF0000
"""The first of the private characters that stand for formulas while words are compared."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The pages of both versions in one medium."""

    before: Page
    after: Page

    def content(self, entry: Entry, old: Place | None, new: Place | None) -> Markup:
        """Write what changed in a thing: its cells, its formula, or its words."""
        one, other = (place.node if place else None for place in (old, new))
        if len(entry.before) < 2 and len(entry.after) < 2:
            if isinstance(one, Table) and isinstance(other, Table):
                return self._table(one, other)
            if isinstance(one or other, Formula):
                return self._formula(entry, one, other)
        return self._words(entry, one, other)

    def _formula(self, entry: Entry, one: object, other: object) -> Markup:
        before = self._display(self.before, one)
        after = self._display(self.after, other)
        texts = [sides[0].text.partition("\n")[2] if sides else "" for sides in (entry.before, entry.after)]
        below = redline(*texts)
        shown = (
            [after]
            if before == after
            else [
                _WHOLE(edit, tag, drawn, tag)
                for edit, tag, drawn in (("before", "del", before), ("after", "ins", after))
                if drawn
            ]
        )
        return joined([*shown, lines(below) if has_edits(below) else EMPTY])

    def _display(self, page: Page, node: object) -> Markup:
        """Write a formula alone, without what could stand on the page twice."""
        if not isinstance(node, Formula):
            return EMPTY
        return page.writers[Formula](page, replace(node, id="", key="", symbols=(), lead="", label=""))

    def _words(self, entry: Entry, one: object, other: object) -> Markup:
        """Write words with what was deleted and inserted, formulas in them as formulas."""
        formulas = [list(_formulas(node)) for node in (one, other)]
        if not any(formulas) or not has_edits(entry.redline):
            return lines(entry.redline)
        texts = _texts(entry.redline)
        drawn: dict[str, Markup] = {}
        marks: dict[str, str] = {}
        marked = []
        for page, text, found in zip((self.before, self.after), texts, formulas, strict=True):
            for formula in found:
                mark = marks.setdefault(formula.tex, chr(_FIRST_MARK + len(marks)))
                drawn[mark] = page.writers[InlineFormula](page, formula)
            marked.append(_with_marks(text, found, marks))
        return lines(redline(*marked), drawn)

    def _table(self, one: Table, other: Table) -> Markup:
        rows = row_pairs(one, other, self.before.standard, self.after.standard)
        head = joined([self._row(row) for row in rows if row.head])
        body = joined(self._body([row for row in rows if not row.head]))
        label = other.label or self.after.words.table
        written = _TABLE(label, _HEAD(head) if head else EMPTY, _BODY(body) if body else EMPTY)
        below = redline(foot(self.before.standard, one), foot(self.after.standard, other))
        return joined([written, lines(below) if has_edits(below) else EMPTY])

    def _body(self, rows: list[RowPair]) -> Iterator[Markup]:
        """Yield the rows, of many unchanged ones the first and the last and how many there are between them."""
        for same, group in groupby(rows, key=lambda row: row.unchanged):
            run = list(group)
            if not same or len(run) <= _FEW:
                yield from map(self._row, run)
                continue
            left_out = redline_words(self.after.standard.header.language).rows_left_out.format(len(run) - 2)
            yield from (self._row(run[0]), _LEFT_OUT_ROWS(str(len(run[0].cells)), left_out), self._row(run[-1]))

    def _row(self, row: RowPair) -> Markup:
        name = "inserted" if row.inserted else "deleted" if row.deleted else ""
        return _ROW(classes(name), joined([self._cell(pair, head=row.head) for pair in row.cells]))

    def _cell(self, pair: CellPair, *, head: bool) -> Markup:
        one, other = pair.before, pair.after
        tag = "th" if head or any(side and side.cell and side.cell.header for side in (one, other)) else "td"
        if one and other:
            same = one.text == other.text
            inner = self._unchanged(self.after, other) if same else words(redline(one.text, other.text))
            name = "" if same else "changed"
        else:
            page, side, edit = (self.after, other, Edit.INSERT) if other else (self.before, one, Edit.DELETE)
            inner = self._unchanged(page, side) if side else EMPTY
            inner = _EDITS[edit](inner) if inner else EMPTY
            name = ("inserted" if other else "deleted") if side else ""
        return _TD(tag, classes(name), inner, tag)

    def _unchanged(self, page: Page, side: GridCell) -> Markup:
        return cell_words(page, side.cell) if side.cell else EMPTY


def cell_words(page: Page, cell: Cell) -> Markup:
    """Write what stands in a cell without ids and links; blocks other than paragraphs as their lines."""
    pieces: list[Markup] = []
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            pieces.append(joined([page.in_list(sentence.children) for sentence in block.sentences]))
        else:
            pieces.extend(escape(line) for line in block_lines(page.standard, (block,)))
    return escape(" ").join(pieces)


def lines(runs: Redline, drawn: dict[str, Markup] | None = None) -> Markup:
    """Write a redline as paragraphs, a line of the text each; `drawn` holds what stands for private characters."""
    paragraphs: list[list[tuple[Edit, str]]] = [[]]
    for edit, text in runs:
        for at, line in enumerate(text.split("\n")):
            if at:
                paragraphs.append([])
            if line:
                paragraphs[-1].append((edit, line))
    return joined(_shortened([one for one in paragraphs if one], drawn))


def _shortened(paragraphs: list[list[tuple[Edit, str]]], drawn: dict[str, Markup] | None) -> Iterator[Markup]:
    """Yield lines, of many unchanged ones between two changes the first and the last."""
    for same, group in groupby(paragraphs, key=lambda line: all(edit is Edit.EQUAL for edit, _ in line)):
        run = [_LINE(words(tuple(one), drawn)) for one in group]
        yield from (run[0], _LEFT_OUT(), run[-1]) if same and len(run) > _FEW else run


def words(runs: Redline, drawn: dict[str, Markup] | None = None) -> Markup:
    """Write a redline inside one paragraph."""
    return joined([_EDITS[edit](_drawn(text, drawn or {})) for edit, text in runs if text])


def _drawn(text: str, drawn: dict[str, Markup]) -> Markup:
    if not drawn:
        return escape(text)
    return joined([drawn.get(character) or escape(character) for character in text])


def has_edits(runs: Redline) -> bool:
    """Tell whether anything in a redline was deleted or inserted."""
    return any(edit is not Edit.EQUAL and text.strip() for edit, text in runs)


def _texts(runs: Redline) -> tuple[str, str]:
    """Return the texts before and after."""
    before = "".join(text for edit, text in runs if edit is not Edit.INSERT)
    return before, "".join(text for edit, text in runs if edit is not Edit.DELETE)


def _with_marks(text: str, formulas: list[InlineFormula], marks: dict[str, str]) -> str:
    """Return a text with a private character for each formula in it, found one after the other."""
    pieces: list[str] = []
    at = 0
    for formula in formulas:
        tex = " ".join(formula.tex.split())
        found = text.find(tex, at) if tex else -1
        while found >= 0 and _inside_word(text, found, found + len(tex)):
            found = text.find(tex, found + 1)
        if found >= 0:
            pieces += (text[at:found], marks[formula.tex])
            at = found + len(tex)
    return "".join((*pieces, text[at:]))


def _inside_word(text: str, start: int, end: int) -> bool:
    """Tell whether Latin letters or figures go on where a formula would begin or end: `n` is not that of `nine`."""
    around = ((text[start - 1 : start], text[start]), (text[end - 1], text[end : end + 1]))
    return any(
        one.isascii() and one.isalnum() and two.isascii() and two.isalnum() for one, two in around if one and two
    )


def _formulas(node: object) -> Iterator[InlineFormula]:
    """Yield the formulas in the sentences of a thing, without those of the clauses below it."""
    if isinstance(node, InlineFormula):
        yield node
    elif isinstance(node, tuple):
        for one in node:
            yield from _formulas(one)
    elif isinstance(node, Clause):
        yield from _formulas(node.blocks)
    elif is_dataclass(node):
        for one in fields(node):
            yield from _formulas(getattr(node, one.name))
