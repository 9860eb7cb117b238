"""What stands inside a sentence, as runs of WordprocessingML: words with their marks, fields that point, equations, pictures."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from stdpub.model.inlines import (
    Citation,
    CodeSpan,
    CrossReference,
    FootnoteReference,
    Inline,
    InlineFormula,
    Limit,
    LineBreak,
    Link,
    Mark,
    MarkKind,
    Picture,
    Text,
    VerbalForm,
)
from stdpub.model.standard import Asset, Standard
from stdpub.write.docx.numbering import Numbering
from stdpub.write.docx.omml import omml
from stdpub.write.docx.pictures import drawing, picture_file
from stdpub.write.web.tags import EMPTY, Piece, followed, harmless, joined

_RUN = Piece('<w:r>{}<w:t xml:space="preserve">{}</w:t></w:r>')
_PROPERTIES = Piece("<w:rPr>{}</w:rPr>")
_BREAK = Piece("<w:r><w:br/></w:r>")()
TAB = Piece("<w:r><w:tab/></w:r>")()
_FIELD = Piece(
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> {} </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
_ANCHOR = Piece('<w:hyperlink w:anchor="{}" w:history="1">{}</w:hyperlink>')
_LINK = Piece('<w:hyperlink r:id="{}" w:history="1">{}</w:hyperlink>')
_BOOKMARK = Piece('<w:bookmarkStart w:id="{}" w:name="{}"/>{}<w:bookmarkEnd w:id="{}"/>')
_FOOTNOTE = Piece(
    '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:customMarkFollows="1" w:id="{}"/><w:t>{}</w:t></w:r>'
)
_RAISED = Piece('<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:t>{}</w:t></w:r>')
_STYLE = Piece('<w:rStyle w:val="{}"/>')
_MARKS: Mapping[MarkKind, Markup] = {
    MarkKind.EMPHASIS: Piece("<w:i/>")(),
    MarkKind.STRONG: Piece("<w:b/>")(),
    MarkKind.STRIKE: Piece("<w:strike/>")(),
    MarkKind.SUBSCRIPT: Piece('<w:vertAlign w:val="subscript"/>')(),
    MarkKind.SUPERSCRIPT: Piece('<w:vertAlign w:val="superscript"/>')(),
    MarkKind.INDEX: EMPTY,
}
_HAN_EMPHASIS = Piece("<w:b/>")()
_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LONGEST_NAME = 40
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(slots=True)
class Book:
    """What is gathered while a document is written: its numbering, links, pictures, footnotes and bookmarks.

    `labels` are the printed labels of all things by id, `pointed` the ids that something points at.
    """

    standard: Standard
    numbering: Numbering
    labels: Mapping[str, str]
    pointed: frozenset[str]
    assets: Mapping[str, Asset]
    links: list[str] = field(default_factory=list)
    pictures: list[tuple[str, bytes]] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    marked: set[str] = field(default_factory=set)

    def relation(self, address: str) -> str:
        """Return the relationship by which an address outside is linked to."""
        if address not in self.links:
            self.links.append(address)
        return f"link{self.links.index(address) + 1}"

    def bookmark(self, name: str, inner: Markup) -> Markup:
        """Write runs under the bookmark of a thing, once, where something points at it."""
        if not name or name in self.marked or name not in self.pointed:
            return inner
        self.marked.add(name)
        number = str(len(self.marked))
        return _BOOKMARK(number, bookmark_name(name), inner, number)


def bookmark_name(name: str) -> str:
    """Return the name of a thing's bookmark: at most 40 letters, digits and low lines."""
    plain = "k_" + re.sub(r"[^A-Za-z0-9]", "_", name)
    if len(plain) <= _LONGEST_NAME and re.fullmatch(r"[a-z0-9-]+", name) and "--" not in name:
        return plain
    return f"k_{hashlib.sha256(name.encode()).hexdigest()[:24]}"


def run(text: str, properties: Markup = EMPTY) -> Markup:
    """Write words with their properties, nothing where there are none."""
    if not text:
        return EMPTY
    return _RUN(_PROPERTIES(properties) if properties else EMPTY, escape(_FORBIDDEN.sub("\ufffd", text)))


def styled(text: str, style: str) -> Markup:
    """Write words in a style of characters."""
    return run(text, _STYLE(style))


def field_of(instruction: str, shown: Markup) -> Markup:
    """Write a field with what it shows until it is updated."""
    return _FIELD(instruction, shown)


def runs(book: Book, nodes: tuple[Inline, ...], properties: Markup = EMPTY) -> Markup:
    """Write inline nodes as runs."""
    return joined(_inline(book, node, properties) for node in nodes)


def _inline(book: Book, node: Inline, properties: Markup) -> Markup:
    match node:
        case Text(text=text):
            return run(text.replace("\n", " "), properties)
        case VerbalForm(text=text):
            return run(text, _STYLE("VerbalForm") + properties)
        case CodeSpan(text=text):
            return run(text, _STYLE("CodeCharacters") + properties)
        case Mark(kind=kind, children=children):
            han = kind is MarkKind.EMPHASIS and any(_HAN.search(getattr(one, "text", "")) for one in children)
            return runs(book, children, properties + (_HAN_EMPHASIS if han else _MARKS[kind]))
        case Limit(children=children):
            return runs(book, children, properties)
        case Link(href=href, children=children):
            inner = runs(book, children, _STYLE("Hyperlink") + properties)
            return _LINK(book.relation(followed(href)), inner) if harmless(href) else runs(book, children, properties)
        case InlineFormula(mathml=mathml, tex=tex):
            return (omml(mathml) if mathml else EMPTY) or run(tex, _STYLE("CodeCharacters"))
        case Picture():
            return picture(book, node.path, node.alt)
        case LineBreak():
            return _BREAK
        case CrossReference() | Citation():
            return _pointer(book, node, properties)
        case FootnoteReference():
            return _footnote(book, node)
    return EMPTY


def picture(book: Book, path: str, alt: str) -> Markup:
    """Write an image, or what it shows where its file is not there."""
    asset = book.assets.get(path)
    if asset is None:
        return run(f"[{alt or path}]")
    content, width, height = picture_file(asset)
    if not content:
        return run(f"[{alt or path}]")
    book.pictures.append((path, content))
    return drawing(len(book.pictures), alt or path, width, height)


def _pointer(book: Book, node: CrossReference | Citation, properties: Markup) -> Markup:
    """Write a pointer as a field that shows the number of its target, or as a link where it shows other words."""
    fallback = node.key if isinstance(node, CrossReference) else node.reference
    text = node.text or fallback
    if not node.target_id:
        return runs(book, node.children, properties) if node.children else run(text, properties)
    name = bookmark_name(node.target_id)
    if node.children:
        return _ANCHOR(name, runs(book, node.children, properties))
    label = book.labels.get(node.target_id, "")
    if not label or not text.endswith(label):
        return _ANCHOR(name, run(text, properties))
    switch = r" \r" if node.target_id in book.numbering.clauses else ""
    return run(text.removesuffix(label), properties) + field_of(f"REF {name}{switch} \\h", run(label, properties))


def _footnote(book: Book, node: FootnoteReference) -> Markup:
    """Write the mark of a footnote; the first one brings the note, others repeat the mark."""
    label = node.label or node.name
    own = any(one.id == node.target_id for one in book.standard.footnotes)
    if not own or node.target_id in book.footnotes:
        return _RAISED(label)
    book.footnotes.append(node.target_id)
    return _FOOTNOTE(str(len(book.footnotes)), label)
