"""Write nodes for paper: footnotes where their marks stand, formulas as paths, tables with heads that repeat."""

from __future__ import annotations

from markupsafe import Markup, escape

from stdpub.model.content import CodeBlock, DefinitionList, Formula, Table
from stdpub.model.inlines import FootnoteReference, InlineFormula, Limit, Picture, VerbalForm, plain
from stdpub.model.rulebooks import unit_line
from stdpub.write.pdf.grid import Placed, half_widths, heights, joined_rows, measured, placed, shares
from stdpub.write.pdf.maths import drawn
from stdpub.write.web.blocks import BLOCKS, formula_around
from stdpub.write.web.context import Media, Page, Writers
from stdpub.write.web.inlines import IN_LINK, IN_LIST, INLINES, image, missing
from stdpub.write.web.tables import TABLES, cell, table_foot
from stdpub.write.web.tags import EMPTY, Piece, identity, joined

_MARK = Piece('<sup class="footnote-mark"><a href="#{}">{}</a></sup>')
_FOOTNOTE = Piece('<span class="footnote"{} data-label="{}">{}</span>')
_DISPLAY = Piece('<div class="display">{}</div>')
_TEX_LINE = Piece('<code class="tex">{}</code>')
_CODE = Piece("<pre{}><code>{}</code></pre>")
_DEFINITION = Piece("<div><dt>{}</dt><dd>{}</dd></div>")
_BESIDE = Piece('<dl class="definitions" style="--term: {}em"{}>{}</dl>')
_STACKED = Piece('<dl class="definitions stacked"{}>{}</dl>')
_LONGEST_TERM = 26.0
"""Half-widths of a word beside which its meaning still has room."""
_SHORTEST_TERM = 2.6
_TABLE = Piece('<figure class="table {}"{}><table><colgroup>{}</colgroup>{}{}{}</table></figure>')
_COLUMN = Piece('<col style="width:{}%"/>')
_HEAD = Piece("<thead>{}</thead>")
_BODY = Piece("<tbody>{}</tbody>")
_TIED = Piece('<tr class="tied">{}</tr>')
_PAGE_LINES = 24
"""Lines of a table that surely fit below its head, on a page that lies on its side too."""
_KEPT_ROWS = 20
"""Rows that are kept on one page where cells reach over them; more of them may go on to the next."""
_ROW = Piece("<tr>{}</tr>")
_HIGH = Piece('<tr class="high">{}</tr>')
_CAPTION = Piece('<tr class="caption"><th colspan="{}">{}{}{}<span class="continued">{}</span></th></tr>')
_UNIT = Piece('<tr class="unit"><td colspan="{}">{}</td></tr>')
_FOOT = Piece('<tbody class="foot"><tr><td colspan="{}">{}</td></tr></tbody>')
_LABEL = Piece('<span class="label">{}</span>')

ASSET_SCHEME = "asset"
"""Scheme of the addresses by which the pictures of a standard are asked for."""

_MEASURES = {"upright": 100.0, "dense": 120.0, "wide": 172.0}
"""Half-widths of text that a line of a table holds: at 9 pt, at 7.5 pt, and at 8 pt on a page lying on its side."""


def inline_formula(page: Page, node: InlineFormula) -> Markup:
    """Write a formula inside a sentence as paths, as TeX where it cannot be drawn."""
    art = drawn(node.tex, page.standard.header.language, display=False) if node.mathml else None
    return _TEX_LINE(node.tex) if art is None else art


def formula(page: Page, node: Formula) -> Markup:
    """Write a displayed formula as paths, as a line of TeX where it cannot be drawn."""
    art = drawn(node.tex, page.standard.header.language, display=True) if node.mathml else None
    return formula_around(page, node, _DISPLAY(_TEX_LINE(node.tex) if art is None else art))


def footnote_reference(page: Page, node: FootnoteReference) -> Markup:
    """Write a footnote at its first mark, from where it moves to the foot of the page; later marks point to it."""
    count = page.marks[node.target_id] = page.marks.get(node.target_id, 0) + 1
    found = next((one for one in page.standard.footnotes if one.id == node.target_id), None)
    if found is None or count > 1:
        return _MARK(node.target_id, node.label or node.name)
    return _FOOTNOTE(identity(found.id), found.label, page.blocks(found.blocks))


def code_block(_page: Page, node: CodeBlock) -> Markup:
    """Write lines of a formal language, which wrap where they are long."""
    return _CODE(identity(node.id), node.text)


def definition_list(page: Page, node: DefinitionList) -> Markup:
    """Write words with their meanings: beside them from one line on, or below them where a word is long."""
    entries = joined([_DEFINITION(page.inlines(one.term), page.blocks(one.blocks)) for one in node.items])
    widest = max((half_widths(plain(one.term)) for one in node.items), default=0)
    if widest > _LONGEST_TERM:
        return _STACKED(identity(node.id), entries)
    return _BESIDE(f"{max(widest / 2, _SHORTEST_TERM) + 1:g}", identity(node.id), entries)


def table(page: Page, node: Table) -> Markup:
    """Write a table whose caption, unit line and head rows stand again on every page that it goes on to."""
    columns = max(1, node.columns)
    text = measured(page.standard, node)
    size = _size(sum(column.least for column in text))
    widths = shares(text, _MEASURES[size])
    lines = heights(page.standard, node, widths, _MEASURES[size])
    head = [_caption(page, node, columns), _unit(page, node, columns), *_head(page, node, columns)]
    top = joined(head)
    foot = table_foot(page, node)
    return _TABLE(
        size,
        identity(node.id),
        joined([_COLUMN(f"{share:g}") for share in widths]),
        _HEAD(top) if top else EMPTY,
        _BODY(joined(_body(page, node, columns, lines))) if node.body else EMPTY,
        _FOOT(str(columns), foot) if foot else EMPTY,
    )


def _size(least: float) -> str:
    """Return how a table is set: as usual, in smaller type, or on a page of its own lying on its side."""
    return next((size for size, measure in _MEASURES.items() if least <= measure), "wide")


def _caption(page: Page, node: Table, columns: int) -> Markup:
    if not node.label and not node.caption:
        return EMPTY
    joint = page.wording.title_joint if node.label and node.caption else ""
    continued = page.wording.continued if page.chinese else f" {page.wording.continued}"
    label = _LABEL(node.label) if node.label else EMPTY
    return _CAPTION(str(columns), label, joint, page.inlines(node.caption), continued)


def _unit(page: Page, node: Table, columns: int) -> Markup:
    return _UNIT(str(columns), unit_line(page.wording, node.unit)) if node.unit else EMPTY


def _body(page: Page, node: Table, columns: int, lines: tuple[int, ...]) -> list[Markup]:
    """Return the rows; the first two, the last two and those that a cell holds together stay on one page.

    High rows are not tied, and one that no page holds may be broken: where nothing fits below the head of a table,
    WeasyPrint leaves the head out.
    """
    count = len(node.body)
    tied = {0, count - 2}
    for run in joined_rows(node.body):
        if len(run) <= _KEPT_ROWS and sum(lines[run.start : run.stop]) <= _PAGE_LINES:
            tied.update(run[:-1])
    tied = {at for at in tied if sum(lines[max(at, 0) : at + 2]) <= _PAGE_LINES}
    rows = []
    for at, line in enumerate(placed(node.body, columns)):
        form = _HIGH if lines[at] > _PAGE_LINES else _TIED if at in tied and at < count - 1 else _ROW
        rows.append(form(joined([_cell(page, one, head=False) for one in line])))
    return rows


def _head(page: Page, node: Table, columns: int) -> list[Markup]:
    return [_ROW(joined([_cell(page, one, head=True) for one in line])) for line in placed(node.head, columns)]


def _cell(page: Page, one: Placed, *, head: bool) -> Markup:
    return cell(page, one.cell, head=head, edges=" ".join(one.edges))


def picture(page: Page, node: Picture) -> Markup:
    """Write an image by the address under which its bytes are handed over."""
    asset = page.assets.get(node.path)
    if asset is None:
        return missing(page, node)
    return image(asset, f"{ASSET_SCHEME}:{tuple(page.assets).index(node.path)}", node.alt)


def verbal_form(_page: Page, node: VerbalForm) -> Markup:
    """Write the words that make a provision, which look like any others on paper."""
    return escape(node.text)


def limit(page: Page, node: Limit) -> Markup:
    """Write words that limit a quantity, which look like any others on paper."""
    return page.inlines(node.children)


_OWN: Writers = {
    Picture: picture,
    InlineFormula: inline_formula,
    FootnoteReference: footnote_reference,
    VerbalForm: verbal_form,
    Limit: limit,
}
_BLOCKS: Writers = {CodeBlock: code_block, DefinitionList: definition_list, Table: table}
_LINKED: Writers = {Picture: picture, InlineFormula: inline_formula, VerbalForm: verbal_form, Limit: limit}

PAPER = Media(
    screen=False,
    text={**INLINES, **BLOCKS, **TABLES, **_OWN, Formula: formula, **_BLOCKS},
    in_link={**IN_LINK, **_LINKED},
    in_list={**IN_LIST, **_LINKED},
)
"""How nodes are written for paper."""
