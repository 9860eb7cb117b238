"""Two tables in; what became of their cells, columns and rows, out: limits as limits, other cells as words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from rapidfuzz.fuzz import ratio

from stdpub.compare.blocks import is_provision
from stdpub.compare.naming.limits import compare_limits, limits_in_text, shift
from stdpub.compare.naming.spelling import run_together, spelt
from stdpub.compare.naming.text_kinds import cites_otherwise
from stdpub.compare.naming.verbs import strength
from stdpub.compare.naming.wording import Wording, judge
from stdpub.compare.passages import Passage
from stdpub.compare.sequences import runs
from stdpub.model.changes import ChangeKind
from stdpub.model.content import Cell, Paragraph, Row, Table
from stdpub.model.flat import flat
from stdpub.model.grid import placed
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind
from stdpub.model.quantities import Comparator, LimitKind, LimitReading
from stdpub.model.walking import below
from stdpub.verify.limits import read_whole

_INFORMATIVE = regex(r"(?i)\b(?:examples?|notes?|remarks?|comments?|rationale)\b|示例|举例|备注|附注")
_SENTENCE = 20
"""Characters from which on a cell can hold a sentence."""

_LIKE = 50
"""How alike two sentences in cells are, of 100, of which one demands more than the other: else they are two matters."""

_TEXT = frozenset({Comparator.NONE, Comparator.EQUAL})


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table with its joined cells laid out: a name for each column, the rows, and how many columns name a row."""

    names: tuple[str, ...]
    rows: tuple[tuple[Cell | None, ...], ...]
    naming: int


@dataclass(frozen=True, slots=True)
class CellChange:
    """What happened to one cell, or to a row or column (`editorial`, `table-changed` or a kind of limit)."""

    kind: ChangeKind
    substantive: bool


def compare_tables(before: Table, after: Table, language: str) -> tuple[CellChange, ...]:
    """Return what happened in a table, in order."""
    return tuple(_changes(_grid(before), _grid(after), language))


def _grid(table: Table) -> _Grid:
    width = max(table.columns, 1)
    head = _laid_out(table.head, width)
    names = [" ".join(dict.fromkeys(words(row[at]) for row in head if row[at] is not None)) for at in range(width)]
    conditions = {at for row in head for at, cell in enumerate(row) if cell is not None and cell.when}
    rows = tuple(_laid_out(table.body, width))
    return _Grid(tuple(names), rows, max(conditions, default=0) + 1)


def _laid_out(rows: tuple[Row, ...], width: int) -> list[tuple[Cell | None, ...]]:
    """Return the cells of rows by column; a cell that spans stands in each place."""
    grid: list[list[Cell | None]] = [[None] * width for _ in rows]
    for at, (_, cells) in enumerate(placed(rows)):
        for column, cell in cells:
            for down in range(at, min(at + cell.row_span, len(grid))):
                for across in range(column, min(column + cell.column_span, width)):
                    grid[down][across] = cell
    return [tuple(row) for row in grid]


def words(cell: Cell | None) -> str:
    """Return the words of a cell, none of one that is compared by itself."""
    if cell is None or is_provision(cell):
        return ""
    if len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph):
        return " ".join([flat(sentence.children) for sentence in cell.blocks[0].sentences]).strip()
    paragraphs = (block for block in below(cell.blocks) if isinstance(block, Paragraph))
    return " ".join(flat(sentence.children) for paragraph in paragraphs for sentence in paragraph.sentences).strip()


def _changes(old: _Grid, new: _Grid, language: str) -> Iterator[CellChange]:
    columns = _matched(old.names, new.names)
    for one, other in columns:
        if one is None or other is None:
            name = new.names[other] if other is not None else old.names[one or 0]
            yield CellChange(ChangeKind.TABLE_CHANGED, not _INFORMATIVE.search(name))
        else:
            yield from _renamed(old.names[one], new.names[other])
    kept = [(one, other) for one, other in columns if one is not None and other is not None]
    for row, later in _matched(_names(old, [one for one, _ in kept]), _names(new, [other for _, other in kept])):
        if row is None or later is None:
            yield CellChange(ChangeKind.TABLE_CHANGED, substantive=True)
            continue
        for one, other in kept:
            informative = bool(_INFORMATIVE.search(new.names[other]))
            change = _cell(old.rows[row][one], new.rows[later][other], language)
            if change is not None:
                yield CellChange(change.kind, change.substantive and not informative)


def _renamed(before: str, after: str) -> Iterator[CellChange]:
    how = judge(before, after)
    if how is Wording.EDITORIAL:
        yield CellChange(ChangeKind.EDITORIAL, substantive=False)
    elif how is not Wording.SAME:
        yield CellChange(ChangeKind.TABLE_CHANGED, how > Wording.PARAPHRASE)


def _names(grid: _Grid, kept: list[int]) -> tuple[str, ...]:
    """Return a name for each row: the words of the columns that name rows, of more where these repeat."""
    for size in range(min(grid.naming, len(kept)), len(kept) + 1):
        names = tuple(" | ".join(words(row[at]) for at in kept[:size]) for row in grid.rows)
        if len(set(names)) == len(names):
            return names
    return tuple(" | ".join(words(row[at]) for at in kept[: grid.naming]) for row in grid.rows)


def _matched(before: tuple[str, ...], after: tuple[str, ...]) -> list[tuple[int | None, int | None]]:
    """Return which of the names became which: the same ones, then those between them in order, as many as can."""
    one = [run_together(spelt(name)) for name in before]
    other = [run_together(spelt(name)) for name in after]
    found: list[tuple[int | None, int | None]] = []
    for run in runs(one, other):
        old, new = list(range(run.start, run.end)), list(range(run.after_start, run.after_end))
        if run.equal or len(old) == len(new):
            found += zip(old, new, strict=True)
        else:
            found += _unequal(one, other, old, new)
    return _met(found, one, other)


def _unequal(
    one: list[str], other: list[str], old: list[int], new: list[int]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield pairs of names that begin alike, and the rest alone."""
    left = list(new)
    for at in old:
        like = next((to for to in left if one[at] and _alike(one[at], other[to])), None)
        if like is not None:
            left.remove(like)
        yield at, like
    yield from ((None, at) for at in left)


def _alike(one: str, other: str) -> bool:
    """Tell whether two names share most of their letters."""
    shared = sum((Counter(one) & Counter(other)).values())
    return 2 * shared > 0.75 * (len(one) + len(other))


def _met(
    found: list[tuple[int | None, int | None]], one: list[str], other: list[str]
) -> list[tuple[int | None, int | None]]:
    """Return the pairs with names that only stand elsewhere paired, too."""
    gone = {one[at]: at for at, to in found if at is not None and to is None and one[at]}
    come = {other[to]: to for at, to in found if to is not None and at is None and other[to]}
    again = gone.keys() & come.keys()
    kept = [
        (at, to)
        for at, to in found
        if not (to is None and at is not None and one[at] in again)
        and not (at is None and to is not None and other[to] in again)
    ]
    return kept + [(gone[name], come[name]) for name in again]


def _cell(one: Cell | None, other: Cell | None, language: str) -> CellChange | None:
    before, after = words(one), words(other)
    if before == after:
        return None
    old, new = _limit(one, before, language), _limit(other, after, language)
    if old is not None and new is not None:
        kind = shift(old, new)
        if kind is None:
            return CellChange(ChangeKind.EDITORIAL, substantive=False)
        return CellChange(kind, kind is not ChangeKind.UNIT_CHANGED)
    if old is not None or new is not None:
        return CellChange(ChangeKind.LIMIT_ADDED if old is None else ChangeKind.LIMIT_REMOVED, substantive=True)
    how = judge(before, after)
    if how is Wording.EDITORIAL:
        return CellChange(ChangeKind.EDITORIAL, substantive=False)
    stronger = strength(_passage(one, before), _passage(other, after))
    if stronger is not None and (min(len(before), len(after)) < _SENTENCE or ratio(before, after) >= _LIKE):
        return CellChange(stronger, substantive=True)
    kind = _sentences(before, after) if how > Wording.PARAPHRASE else None
    return CellChange(kind or ChangeKind.TABLE_CHANGED, how > Wording.PARAPHRASE)


def _sentences(before: str, after: str) -> ChangeKind | None:
    """Return what happened to a cell that holds sentences, where its limits or what it cites tell."""
    if min(len(before), len(after)) < _SENTENCE:
        return None
    limits = compare_limits(limits_in_text(before), limits_in_text(after))
    if limits:
        return limits[0] if limits[0] is not ChangeKind.UNIT_CHANGED else None
    return ChangeKind.REFERENCE_UPDATED if cites_otherwise(before, after) else None


def _passage(cell: Cell | None, text: str) -> Passage:
    """Return a cell as a passage of the kind of its first sentence that binds."""
    blocks = below(cell.blocks) if cell is not None and text else ()
    sentences = (sentence for block in blocks if isinstance(block, Paragraph) for sentence in block.sentences)
    kind = next((one.kind for one in sentences if one.kind is not Kind.STATEMENT), Kind.STATEMENT)
    return Passage(kind, text, text, "row")


def _limit(cell: Cell | None, text: str, language: str) -> LimitReading | None:
    """Return what a cell limits: by its column, or by its own words."""
    if cell is None or cell.header:
        return None
    if cell.limits:
        return cell.limits[0] if cell.limits[0].kind is LimitKind.INTERVAL else None
    if len(text) > 60 or not any(map(str.isdigit, text)):
        return None
    found = read_whole(text, language)
    return found if found.kind is LimitKind.INTERVAL and found.comparator not in _TEXT else None


def limits_in_table(table: Table, language: str) -> Counter[tuple[str, ...]]:
    """Return what the cells of a table limit, to tell whether two tables together limit the same as one."""
    found: Counter[tuple[str, ...]] = Counter()
    for row in (*table.head, *table.body):
        for cell in row.cells:
            limit = _limit(cell, words(cell), language)
            if limit is not None:
                found[limit.quantity, limit.low, limit.high, limit.unit] += 1
    return found
