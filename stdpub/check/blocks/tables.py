"""Rules on what stands in a table: its head, its units, its cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from stdpub.check.columns import explained, laid_out, tables, ticked, words_of
from stdpub.check.draft import Draft, first_character
from stdpub.check.numbers.measured import needs_unit, unit_for
from stdpub.check.rule import GB, Finding, rule
from stdpub.check.values import GAP, NUMBER, UNIT, has_unit
from stdpub.model.content import Cell, Table
from stdpub.model.patterns import regex
from stdpub.model.source import Replace, Severity, Span

_HEAD = "# 尺寸 {#sizes}\n\n尺寸见[@dimensions]。\n\n表：尺寸 {#dimensions}\n\n"
_ENGLISH = "# Sizes {#sizes}\n\nThe sizes are given in [@dimensions].\n\nTable: Sizes {#dimensions}\n\n"
_DITTO = regex("同上|同左|同右|同前|〃|″|''|\"|ditto|Ditto|do\\.|as above|see above|same as above", re.IGNORECASE)
_SPLIT = regex(r"[\w)）] ?[\\＼╲] ?\w")
_QUANTITY = regex(rf"[-−+±≤≥<>＜＞≈]?{GAP}?(?:{NUMBER}){GAP}?(?P<unit>{UNIT})")
_NUMERIC = regex(rf"[-−+±≤≥<>]?{GAP}?(?:{NUMBER})(?:{GAP}?(?:±|～|to|–){GAP}?[-−]?(?:{NUMBER}))?")
_SUBTABLE = regex(r"(?:表|Table)[ \u00a0]?\d{1,2}(?:[ \u00a0]?[a-h]\)|[a-h](?![A-Za-z0-9]))")


def _cells(table: Table) -> Iterator[Cell]:
    for row in table.body:
        yield from row.cells


def _left_over(table: Table) -> frozenset[int]:
    """Return the empty cells at the end of a table, by identity: what is left of names laid out side by side."""
    cells = table.body[-1].cells if table.body else ()
    behind = tuple(takewhile(lambda cell: not cell.blocks, reversed(cells)))
    return frozenset(map(id, behind)) if 1 < len(behind) < len(cells) else frozenset()


def _written(draft: Draft, cell: Cell) -> Span | None:
    """Return where an empty cell can be written to in the author's Markdown."""
    span = cell.span
    return span if span.file in draft.sources and not draft.text_at(span).strip(" \u00a0") else None


@rule(
    zh="表头说明各列的内容；没有表头，读者无从得知数值是什么。",
    source="GB/T 1.1-2020, 9.8",
    bad=f"{_HEAD}| | |\n|---|---|\n| 甲 | 1 |\n",
    good=f"{_HEAD}| 型号 | 个数 |\n|---|---|\n| 甲 | 1 |\n",
    rulebooks=GB,
    candidates=("gb-table-header",),
)
def table_without_head(draft: Draft) -> Iterator[Finding]:
    """The head of a table says what its columns hold: without one nobody knows what the values are."""
    for table in tables(draft):
        if table.body and not any(words_of(cell) for row in table.head for cell in row.cells):
            yield Finding(
                first_character(table.span),
                "a table without a head",
                "表没有表头",
                "write what each column holds",
                "写明各列的内容",
            )


@rule(
    zh="表头的格不用斜线分开；两级内容用两级表头表示。",
    source="GB/T 1.1-2020, 9.8; ISO/IEC Directives, Part 2, 29.6",
    bad=f"{_HEAD}| 型号\\参数 | 个数 |\n|---|---|\n| 甲 | 1 |\n",
    good=f"{_HEAD}| 型号 | 个数 |\n|---|---|\n| 甲 | 1 |\n",
    candidates=("gb-table-header",),
)
def split_head_cell(draft: Draft) -> Iterator[Finding]:
    """No slanted line divides a cell of the head: what has two levels gets two rows."""
    for table in tables(draft):
        for row in table.head:
            for cell in row.cells:
                words = words_of(cell)
                if _SPLIT.search(words):
                    yield Finding(
                        cell.span,
                        f"`{words}` divides a cell of the head",
                        f"表头`{words}`用斜线分格",
                        "write a head of two rows",
                        "改用两级表头",
                    )


@rule(
    zh="每格写明其内容；“同上”在换页或换行后失去所指。",
    source="GB/T 1.1-2020, 9.8",
    bad=f"{_HEAD}| 型号 | 材料 |\n|---|---|\n| 甲 | 钢 |\n| 乙 | 同上 |\n",
    good=f"{_HEAD}| 型号 | 材料 |\n|---|---|\n| 甲 | 钢 |\n| 乙 | 钢 |\n",
    rulebooks=GB,
    candidates=("gb-table-ditto",),
)
def ditto_in_table(draft: Draft) -> Iterator[Finding]:
    """Each cell says what it holds: `ditto` points nowhere once a page or a row has changed."""
    for table in tables(draft):
        for cell in _cells(table):
            words = words_of(cell)
            if _DITTO.fullmatch(words):
                yield Finding(
                    cell.span,
                    f"`{words}` in a cell",
                    f"表中使用了`{words}`",
                    "write the value, or join the cells by `^`",
                    "写出内容，或用`^`合并单元格",
                )


@rule(
    zh="空格看似遗漏；没有内容的格写“—”。",
    source="GB/T 1.1-2020, 9.8 and 10.4.2",
    bad=f"{_HEAD}| 型号 | 材料 |\n|---|---|\n| 甲 | 钢 |\n| 乙 | |\n",
    good=f"{_HEAD}| 型号 | 材料 |\n|---|---|\n| 甲 | 钢 |\n| 乙 | — |\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-table-empty",),
)
def empty_cell(draft: Draft) -> Iterator[Finding]:
    """An empty cell looks like one forgotten: what holds nothing has a dash."""
    ragged = {one.at.line for one in draft.standard.diagnostics if one.rule == "ragged-table-row"}
    for table, columns in draft.once(laid_out):
        marked = {id(cell) for column in ticked(columns) for cell in column.body} | _left_over(table)
        for cell in _cells(table):
            if not cell.blocks and cell.span.line not in ragged and id(cell) not in marked:
                at = _written(draft, cell)
                yield Finding(
                    cell.span,
                    "an empty cell",
                    "表中有空白单元格",
                    "write `—`",
                    "写`—`",
                    fix=(Replace(at, " — "),) if at else (),
                )


@rule(
    zh="一列的单位写在表头中，全表的单位写在表的右上方；不在每格重复。",
    source="GB/T 1.1-2020, 9.8",
    bad=f"{_HEAD}| 型号 | 长度 |\n|---|---|\n| 甲 | 10 mm |\n| 乙 | 20 mm |\n",
    good=f"{_HEAD}| 型号 | 长度/mm |\n|---|---|\n| 甲 | 10 |\n| 乙 | 20 |\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-table-unit",),
)
def unit_in_cells(draft: Draft) -> Iterator[Finding]:
    """The unit of a column stands in its head, that of a table above it, and not in every cell."""
    for _, columns in draft.once(laid_out):
        for column in columns:
            units = [_QUANTITY.fullmatch(words) for words in map(words_of, column.body) if words and words != "—"]
            named = {found["unit"] for found in units if found is not None and has_unit(found["unit"])}
            if len(units) > 1 and len(named) == 1 and all(units):
                unit = named.pop()
                yield Finding(
                    column.head[-1][0].span if column.head else column.body[0].span,
                    f"`{unit}` in every cell of the column",
                    f"该列每格都写了`{unit}`",
                    f"write `{unit}` in the head of the column, and the numbers alone below it",
                    f"将`{unit}`写入表头，各格只写数值",
                )


@rule(
    zh="各列单位相同时，在表的右上方写一次：“单位为毫米”。",
    source="GB/T 1.1-2020, 9.8; ISO/IEC Directives, Part 2, 29.6",
    bad=f"{_ENGLISH}| Type | Length, mm | Width, mm |\n|---|---|---|\n| A | 10 | 20 |\n",
    good=f"{_ENGLISH}| Type | Length | Width |\n|---|---|---|\n| A | 10 | 20 |\n\n::: table-notes\nunit: mm\n:::\n",
    severity=Severity.INFO,
    candidates=("gb-table-unit",),
)
def repeated_unit(draft: Draft) -> Iterator[Finding]:
    """Where all columns have one unit it is said once, above the table: Dimensions in millimetres."""
    for table, columns in draft.once(laid_out):
        units = [column.unit for column in columns][1:]
        if len(units) > 1 and units[0] and len(set(units)) == 1:
            yield Finding(
                table.head[-1].cells[-1].span,
                f"`{units[0]}` in the head of every column",
                f"各列表头都写了`{units[0]}`",
                f"write `unit: {units[0]}` in `::: table-notes` below the table, and take it out of the heads",
                f"在表后的`::: table-notes`中写`unit: {units[0]}`，并从表头中删去",
            )


@rule(
    zh="表中的量要有单位，写在列的表头中或表的右上方。",
    source="GB/T 1.1-2020, 9.8; ISO/IEC Directives, Part 2, 9.3 and 29.6",
    bad=f"{_ENGLISH}| Type | Length |\n|---|---|\n| A | 10 |\n| B | 20 |\n",
    good=f"{_ENGLISH}| Type | Length, mm |\n|---|---|\n| A | 10 |\n| B | 20 |\n",
    severity=Severity.WARNING,
    candidates=("table-unit-missing",),
)
def column_without_unit(draft: Draft) -> Iterator[Finding]:
    """The quantities of a table have their unit, in the head of the column or above the table."""
    for table, columns in draft.once(laid_out):
        for column in columns if not table.unit else ():
            if not column.head or column.unit or not column.body or explained(column):
                continue
            cell, words = column.head[-1]
            filled = [text for text in map(words_of, column.body) if text.strip("—–-")] if needs_unit(words) else []
            if filled and all(_NUMERIC.fullmatch(text) for text in filled):
                unit = unit_for(words)
                yield Finding(
                    cell.span,
                    f"`{words}` without a unit",
                    f"`{words}`没有单位",
                    f"write the unit behind it, as in `{words}, {unit}`, or `unit: {unit}` below the table",
                    f"在其后写出单位，如`{words}/{unit}`，或在表后写`unit: {unit}`",
                )


@rule(
    zh="表不再分为表2a、表2b，表中也不套表：每个表有自己的编号。",
    source="GB/T 1.1-2020, 9.8.1.3; ISO/IEC Directives, Part 2, 29.3",
    bad="# Sizes {#sizes}\n\nThe sizes of long vents are like those of Table 2a.\n",
    good=f"{_ENGLISH}| Type | Count |\n|---|---|\n| A | 10 |\n",
    candidates=("gb-subtable", "subtable-or-nested-table"),
)
def subtable(draft: Draft) -> Iterator[Finding]:
    """A table is not divided into 2a and 2b and holds no table: each has a number of its own."""
    help_en, help_zh = "make each a table with its own caption", "各自成表，分别编写表题"
    for hit in draft.find(_SUBTABLE, "table", "表"):
        yield Finding(hit.at, f"`{hit.words}` divides a table", f"`{hit.words}`将表再分", help_en, help_zh)
    for table in tables(draft):
        for cell in _cells(table):
            if any(isinstance(block, Table) for block in cell.blocks):
                yield Finding(cell.span, "a table in a table", "表中套表", help_en, help_zh)
