"""Write tables and figures: captions, units, head and body cells, keys to figures, notes and local footnotes."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from stdpub.model.content import Block, Cell, Figure, Footnote, Paragraph, Row, Table
from stdpub.model.inlines import Inline, Picture, plain
from stdpub.model.rulebooks import unit_line
from stdpub.write.printed import label_joint
from stdpub.write.web.blocks import definitions
from stdpub.write.web.context import Page, Writers
from stdpub.write.web.inlines import back_id
from stdpub.write.web.limits import limit_marks
from stdpub.write.web.marks import label_of, numbered, permalink
from stdpub.write.web.tags import EMPTY, Piece, classes, identity, joined

_TABLE = Piece(
    '<figure class="table"{}>{}{}<div class="scroll" tabindex="0" role="group" aria-label="{}">'
    "<table{}>{}{}</table></div>{}</figure>"
)
_LABELLED = Piece(' aria-labelledby="{}"')
_CAPTION = Piece("<figcaption{}>{}</figcaption>")
_TITLE = Piece('<span class="title">{}</span>')
_UNIT = Piece('<p class="unit">{}</p>')
_HEAD = Piece("<thead>{}</thead>")
_BODY = Piece("<tbody>{}</tbody>")
_ROW = Piece("<tr>{}</tr>")
_TD = Piece("<td{}{}{}{}>{}</td>")
_TH = Piece('<th scope="{}"{}{}{}>{}</th>')
_COLUMN_SPAN = Piece(' colspan="{}"')
_ROW_SPAN = Piece(' rowspan="{}"')
_HEADERS = Piece(' headers="{}"')
_FOOT = Piece('<div class="foot">{}</div>')
_FIGURE = Piece('<figure class="figure"{}>{}{}{}{}{}</figure>')
_KEY = Piece('<p class="legend-title">{}</p>')
_PARTS = Piece('<div class="parts">{}</div>')
_LOCAL = Piece('<div class="local-footnote"{}>{}</div>')
_BACK = Piece('<a class="back" href="#{}" aria-label="{}">↩</a>')
_SUP = Piece("<sup>{}</sup>")
_NUMBER = re.compile(r"[<>≤≥±−–+-]?\s?\d[\d\s.,\u2009]*%?|[—–-]")
_ALIGN = {"center": "centre", "right": "right"}


def table(page: Page, node: Table) -> Markup:
    """Write a table in a box of its own that scrolls where the page is narrow."""
    name = f"{node.id}.caption" if node.id else ""
    title = caption(page, node.id, node.label, node.caption, name)
    foot = table_foot(page, node)
    return _TABLE(
        identity(node.id),
        title,
        unit(page, node.unit),
        node.label or page.words.table,
        _LABELLED(name) if title and name else EMPTY,
        _HEAD(rows(page, node.head, head=True)) if node.head else EMPTY,
        _BODY(rows(page, node.body, head=False)) if node.body else EMPTY,
        _FOOT(foot) if foot else EMPTY,
    )


def table_foot(page: Page, node: Table | Figure) -> Markup:
    """Write the notes and footnotes that belong to a table or figure."""
    return joined([page.blocks(node.notes), *(local_footnote(page, one) for one in node.footnotes)])


def caption(page: Page, name: str, label: str, words: tuple[Inline, ...], caption_id: str = "") -> Markup:
    """Write number and title of a table or figure, joined as the rulebook wants; nothing where there is neither."""
    if not label and not words:
        return EMPTY
    joint = escape(label_joint(page.wording, label) if words else "")
    inner = [numbered(page, name, label), joint, _TITLE(page.inlines(words)) if words else EMPTY]
    return _CAPTION(identity(caption_id), joined([*inner, permalink(page, name, label)]))


def unit(page: Page, words: str) -> Markup:
    """Write the unit line above the right corner."""
    return _UNIT(unit_line(page.wording, words)) if words else EMPTY


def rows(page: Page, lines: tuple[Row, ...], *, head: bool) -> Markup:
    """Write rows of one part of a table."""
    return joined([_ROW(joined([cell(page, one, head=head) for one in row.cells])) for row in lines])


def cell(page: Page, node: Cell, *, head: bool, edges: str = "") -> Markup:
    """Write one cell with its spans, its scope where it heads others, and what heads it where it has spans.

    `edges` are further classes: the edges of the frame that the cell touches.
    """
    spans = EMPTY
    if node.column_span > 1:
        spans = _COLUMN_SPAN(str(node.column_span))
    if node.row_span > 1:
        spans = joined([spans, _ROW_SPAN(str(node.row_span))])
    inner = cell_content(page, node.blocks)
    align = classes(" ".join(filter(None, (_alignment(node), edges))))
    if node.header or head:
        wide = node.column_span > 1 if head else node.row_span > 1
        return _TH(f"{'col' if head else 'row'}{'group' if wide else ''}", identity(node.id), align, spans, inner)
    if spans and node.headers:
        spans = joined([spans, _HEADERS(" ".join(node.headers))])
    limited = limit_marks(node.limits[0]) if node.limits and page.screen else EMPTY
    return _TD(identity(node.id), align, spans, limited, inner)


def _alignment(node: Cell) -> str:
    """Return the class of a cell's alignment: the author's, or that of a bare number."""
    if node.align:
        return _ALIGN.get(node.align, "")
    only = node.blocks[0] if len(node.blocks) == 1 else None
    if not isinstance(only, Paragraph) or len(only.sentences) != 1:
        return ""
    return "number" if _NUMBER.fullmatch(plain(only.sentences[0].children).strip()) else ""


def cell_content(page: Page, blocks: tuple[Block, ...]) -> Markup:
    """Write what stands in a cell; one plain paragraph needs no element of its own."""
    if len(blocks) == 1:
        only = blocks[0]
        if isinstance(only, Paragraph) and not only.id and len(only.sentences) == 1 and not only.sentences[0].id:
            return page.inlines(only.sentences[0].children)
    return page.blocks(blocks)


def local_footnote(page: Page, node: Footnote) -> Markup:
    """Write a footnote of one table or figure under it."""
    label = joined([label_of(node.label and _SUP(node.label)), back_links(page, node.id)])
    return _LOCAL(identity(node.id), page.led(label, node.blocks))


def back_links(page: Page, name: str) -> Markup:
    """Write the links from a footnote back to each of its marks."""
    if not page.screen:
        return EMPTY
    count = page.marks.get(name, 0)
    return joined([_BACK(back_id(name, at), page.words.back) for at in range(1, count + 1)])


def figure(page: Page, node: Figure) -> Markup:
    """Write a picture or the parts of one; key, notes and footnotes stand above the title, which is below."""
    shown = page.writers[Picture](page, Picture(node.path, node.alt, node.span)) if node.path else EMPTY
    parts = _PARTS(joined([figure(page, part) for part in node.parts])) if node.parts else EMPTY
    foot = table_foot(page, node)
    return _FIGURE(
        identity(node.id),
        unit(page, node.unit),
        joined([shown, parts]),
        joined([_KEY(page.wording.key), definitions(page, node.legend, "legend")]) if node.legend else EMPTY,
        _FOOT(foot) if foot else EMPTY,
        caption(page, node.id, node.label, node.caption),
    )


TABLES: Writers = {Table: table, Figure: figure}
