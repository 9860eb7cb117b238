"""Tables, figures and formulas as lines of Markdown, with what belongs to them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stdpub.model.content import Definition, Figure, Footnote, Formula, Table
from stdpub.model.inlines import Inline
from stdpub.write.markdown.definitions import footnote_lines, named_items
from stdpub.write.markdown.escapes import NOTHING, Where, escaped, opening
from stdpub.write.markdown.inlines import address, braces, written
from stdpub.write.markdown.lines import BlocksIn, directive
from stdpub.write.markdown.paragraphs import line
from stdpub.write.markdown.tables import html_rows, markdown_rows

_LINE = Where()
_NO_UNIT = re.compile(r"((?:unit:|单位：).*?\S) (?=[^\W\d_])")
"""Words on the line of a unit, which were on the next one: on one line they would be the unit."""


def table_lines(table: Table, where: Where, blocks: BlocksIn, *, chinese: bool) -> list[str]:
    """Return a table with its caption line, notes and footnotes."""
    if table.path:
        header = (("header", str(len(table.head))),) if len(table.head) != 1 or not table.key else ()
        lines = [_image(table.caption, table.path, braces(table.key, (), header, _LINE), where)]
    else:
        rows = markdown_rows(table, where)
        lines = [*_caption(table, where, chinese=chinese), *(rows or html_rows(table, blocks))]
    return [*lines, *_belongings("table", table, (), where, blocks, chinese=chinese)]


def _caption(table: Table, where: Where, *, chinese: bool) -> list[str]:
    own = braces(table.key, (), (), _LINE)
    if table.caption:
        words = line(table.caption, where)
        return [f"{'表：' if chinese else 'Table: '}{words} {own}".rstrip(" "), ""]
    return [own] if own and markdown_rows(table, where) is not None else []


def _image(caption: Sequence[Inline], path: str, own: str, where: Where) -> str:
    words = written(caption, replace(where, bracketed=True), "[", "]").replace("\n", " ")
    return f"![{words}]({address(path.replace('%', '%25'), _LINE)}){own}"


def figure_lines(figure: Figure, where: Where, blocks: BlocksIn, *, chinese: bool, opens_item: bool) -> list[str]:
    """Return a figure, or its parts, with the key to its numbers, notes and footnotes."""
    if figure.parts:
        own = braces(figure.key, (), (), _LINE)
        inner = [_picture(part, where, attributed=False) for part in figure.parts]
        caption = opening(line(figure.caption, where))
        inner += ["", caption] if caption else []
        lines = directive(f"figure {own}".rstrip(), inner)
    else:
        lines = [_picture(figure, where, attributed=opens_item)]
    return [*lines, *_belongings("figure", figure, figure.legend, where, blocks, chinese=chinese)]


def _picture(figure: Figure, where: Where, *, attributed: bool) -> str:
    alt = (("alt", figure.alt),) if figure.alt or (attributed and not figure.key) else ()
    return _image(figure.caption, figure.path, braces(figure.key, (), alt, _LINE), where)


def _belongings(
    name: str,
    block: Table | Figure,
    legend: tuple[Definition, ...],
    where: Where,
    blocks: BlocksIn,
    *,
    chinese: bool,
) -> list[str]:
    """Return the block of what belongs to a table or figure, with the empty line before it."""
    parts = [[f"{'单位：' if chinese else 'unit: '}{escaped(block.unit, ' ', '', where)}"]] if block.unit else []
    parts += [named_items(legend, where, blocks)] if legend else []
    parts += [_notes(block, legend, where, blocks)] if block.notes else []
    parts += [footnote_lines(footnote, where, blocks) for footnote in block.footnotes]
    if not parts:
        return []
    inner = [text for part in parts for text in ("", *part)][1:]
    return ["", *directive(f"{name}-notes", inner)]


def _notes(block: Table | Figure, legend: tuple[Definition, ...], where: Where, blocks: BlocksIn) -> list[str]:
    """Return the notes: a list in them is no key to a figure, and words after `unit:` are no unit."""
    lines = blocks(block.notes, where)
    if not block.unit:
        lines = [text for line in lines for text in _NO_UNIT.sub(r"\1\n", line, 1).split("\n")]
    return [NOTHING, "", *lines] if legend and lines[:1] and lines[0].startswith(("- ", "1. ")) else lines


def formula_lines(formula: Formula, where: Where, blocks: BlocksIn) -> list[str]:
    """Return a formula with the symbols that are explained below it."""
    own = braces(formula.key, ("numbered",) if formula.numbered else (), (), _LINE)
    if formula.tex and "\n" not in formula.tex:
        lines = [f"$$ {formula.tex} $$ {own}".rstrip(" ")]
    else:
        lines = ["$$", *(formula.tex.split("\n") if formula.tex else []), f"$$ {own}".rstrip(" ")]
    if formula.symbols or formula.lead:
        lines += ["", formula.lead, "", *named_items(formula.symbols, where, blocks)]
    return lines


def with_footnotes(lines: list[str], footnotes: Sequence[Footnote], blocks: BlocksIn) -> list[str]:
    """Return lines with the footnotes of the text below them."""
    for footnote in footnotes:
        lines = [*lines, *([""] if lines else []), *footnote_lines(footnote, _LINE, blocks)]
    return lines
