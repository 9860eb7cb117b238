"""Write what stands inside a sentence: marks, code, formulas, links, cross-references, footnote marks, limits."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from stdpub.model.inlines import (
    Citation,
    CodeSpan,
    CrossReference,
    FootnoteReference,
    InlineFormula,
    Limit,
    LineBreak,
    Link,
    Mark,
    MarkKind,
    Picture,
    Text,
    VerbalForm,
    plain,
)
from stdpub.model.standard import Asset
from stdpub.write.web.context import Page, Writers
from stdpub.write.web.limits import limit_marks
from stdpub.write.web.tags import EMPTY, Piece, data_uri, followed, harmless, identity, mathml

_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_MARKS = {
    MarkKind.EMPHASIS: Piece("<em>{}</em>"),
    MarkKind.STRONG: Piece("<strong>{}</strong>"),
    MarkKind.STRIKE: Piece("<s>{}</s>"),
    MarkKind.SUBSCRIPT: Piece("<sub>{}</sub>"),
    MarkKind.SUPERSCRIPT: Piece("<sup>{}</sup>"),
    MarkKind.INDEX: Piece('<span class="index">{}</span>'),
}
_HAN_EMPHASIS = Piece('<em class="han">{}</em>')
_CODE = Piece("<code>{}</code>")
_MATH = Piece('<math xmlns="http://www.w3.org/1998/Math/MathML">{}</math>')
_TEX = Piece('<code class="tex">{}</code>')
_LINK = Piece('<a class="outside" href="{}">{}</a>')
_WORDS = Piece("<span>{}</span>")
_REFERENCE = Piece('<a class="{}" href="#{}">{}</a>')
_ABROAD = Piece('<a class="citation abroad" href="{}">{}</a>')
_BROKEN = Piece('<span class="broken">{}</span>')
_CITED = Piece('<span class="citation">{}</span>')
_FOOTNOTE = Piece('<sup class="footnote-mark"><a{} href="#{}">{}</a></sup>')
_FOOTNOTE_MARK = Piece('<sup class="footnote-mark">{}</sup>')
_LIMIT = Piece('<span class="limit"{}{}>{}</span>')
_VERB = Piece('<span class="verb">{}</span>')
_IMAGE = Piece('<img src="{}" alt="{}"{}/>')
_SIZE = Piece(' width="{}" height="{}"')
_MISSING = Piece('<span class="missing">[{}: {}]</span>')
_TWICE_LIMIT = 20_000
"""Bytes of a picture up to which a page repeats it wherever it stands; a larger one is shown once and linked to."""


def text(_page: Page, node: Text) -> Markup:
    """Write plain characters."""
    return escape(node.text)


def mark(page: Page, node: Mark) -> Markup:
    """Write emphasis and the like; Chinese has no italics, so emphasised Han is told apart by its class."""
    inner = page.inlines(node.children)
    if node.kind is MarkKind.EMPHASIS and _HAN.search(plain(node.children)):
        return _HAN_EMPHASIS(inner)
    return _MARKS[node.kind](inner)


def code_span(_page: Page, node: CodeSpan) -> Markup:
    """Write characters of a formal language."""
    return _CODE(node.text)


def inline_formula(_page: Page, node: InlineFormula) -> Markup:
    """Write a formula as MathML, as TeX where the TeX fails."""
    return _MATH(mathml(node.mathml)) if node.mathml else _TEX(node.tex)


def link(page: Page, node: Link) -> Markup:
    """Write a link to the outside; the words alone where its address is none to follow."""
    inner = page.inside_link(node.children)
    return _LINK(followed(node.href), inner) if harmless(node.href) else _WORDS(inner)


def line_break(_page: Page, _node: LineBreak) -> Markup:
    """Write a break the author asked for."""
    return _BREAK


_BREAK = Piece("<br/>")()


def cross_reference(page: Page, node: CrossReference) -> Markup:
    """Write a pointer to a thing of this standard, or its key where nothing answers to it."""
    inner = page.inside_link(node.children) if node.children else escape(node.text or node.key)
    return _REFERENCE(f"to-{node.target or 'thing'}", node.target_id, inner) if node.target_id else _BROKEN(inner)


def citation(page: Page, node: Citation) -> Markup:
    """Write the name of a cited document, with a link to its entry where it has one."""
    inner = page.inside_link(node.children) if node.children else escape(node.text or node.reference)
    if node.address:
        return _ABROAD(node.address, inner)
    return _REFERENCE("citation", node.target_id, inner) if node.target_id else _CITED(inner)


def footnote_reference(page: Page, node: FootnoteReference) -> Markup:
    """Write the mark of a footnote, which the footnote links back to."""
    if not node.target_id:
        return _FOOTNOTE_MARK(node.label or node.name)
    count = page.marks[node.target_id] = page.marks.get(node.target_id, 0) + 1
    return _FOOTNOTE(identity(back_id(node.target_id, count)), node.target_id, node.label)


def back_id(footnote: str, count: int) -> str:
    """Return the id of the n-th mark of a footnote; no key holds a dot."""
    return f"{footnote}.mark{count}"


def limit(page: Page, node: Limit) -> Markup:
    """Write words that limit a quantity."""
    return _LIMIT(identity(node.id), limit_marks(node.reading), page.inlines(node.children))


def verbal_form(_page: Page, node: VerbalForm) -> Markup:
    """Write the words that make a provision."""
    return _VERB(node.text)


def picture(page: Page, node: Picture) -> Markup:
    """Write an image that carries its file in itself, or what it shows where there is no file."""
    asset = page.assets.get(node.path)
    if asset is None:
        return missing(page, node)
    if node.path in page.shown and len(asset.content) > _TWICE_LIMIT:
        return _MISSING(page.words.shown, node.alt or node.path)
    page.shown.add(node.path)
    return image(asset, data_uri(asset.media_type, asset.content), node.alt)


def missing(page: Page, node: Picture) -> Markup:
    """Write what an image would show, and note that it is not there."""
    page.absent.add(node.path)
    return _MISSING(page.words.missing, node.alt or node.path)


def image(asset: Asset, address: str, alt: str) -> Markup:
    """Write an image at its own size."""
    size = _SIZE(f"{asset.width:.0f}", f"{asset.height:.0f}") if asset.width and asset.height else EMPTY
    return _IMAGE(address, alt, size)


def _link_in_link(page: Page, node: Link) -> Markup:
    return _WORDS(page.inlines(node.children))


def _reference_in_link(page: Page, node: CrossReference | Citation) -> Markup:
    return _WORDS(page.inlines(node.children) if node.children else escape(node.text))


def _footnote_in_link(_page: Page, node: FootnoteReference) -> Markup:
    return _FOOTNOTE_MARK(node.label or node.name)


def _limit_in_list(page: Page, node: Limit) -> Markup:
    return page.inlines(node.children)


def _nothing(_page: Page, _node: FootnoteReference) -> Markup:
    return EMPTY


INLINES: Writers = {
    Text: text,
    Mark: mark,
    CodeSpan: code_span,
    InlineFormula: inline_formula,
    Link: link,
    Picture: picture,
    LineBreak: line_break,
    CrossReference: cross_reference,
    Citation: citation,
    FootnoteReference: footnote_reference,
    Limit: limit,
    VerbalForm: verbal_form,
}

IN_LINK: Writers = {
    **INLINES,
    Link: _link_in_link,
    CrossReference: _reference_in_link,
    Citation: _reference_in_link,
    FootnoteReference: _footnote_in_link,
}
"""How the same nodes are written inside a link, where no other link may stand."""

IN_LIST: Writers = {**IN_LINK, FootnoteReference: _nothing, Limit: _limit_in_list}
"""How the same nodes are written where a contents list repeats a title: nothing may bear an id twice."""
