"""A standard to the parts of an office document, and those to one file of the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from markupsafe import Markup

from stdpub.model.content import Footnote, Paragraph
from stdpub.model.header import Header
from stdpub.model.inlines import Citation, CrossReference, plain
from stdpub.model.rulebooks import wording
from stdpub.model.standard import Clause, Standard
from stdpub.model.walking import nodes
from stdpub.write.docx.numbering import numbering
from stdpub.write.docx.paragraphs import Shape, paragraph
from stdpub.write.docx.runs import TAB, Book, bookmark_name, field_of, run, runs, styled
from stdpub.write.docx.story import blocks, part
from stdpub.write.html_page import environment, fields, titles
from stdpub.write.printed import annex_status, chinese, full_title, reference
from stdpub.write.web.tags import EMPTY, Piece, encoded, joined
from stdpub.write.web.words import draft_line, page_words
from stdpub.write.zipped import zipped

_NOTE = Piece('<w:footnote w:id="{}">{}</w:footnote>')
_ENTRY = Piece('<w:hyperlink w:anchor="{}" w:history="1">{}</w:hyperlink>')
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATION = Piece('<Relationship Id="{}" Type="{}" Target="{}"{}/>')
_OUTSIDE = Piece(' TargetMode="External"')()
_CONTENTS_DEPTH = 3
_BESIDE = ("styles", "numbering", "settings", "footnotes", "header", "footer")
"""The parts beside the text itself."""

_SIGNATURES = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif"}


class _Fonts(NamedTuple):
    """The faces of a rulebook's text and headings, in Latin and in Chinese."""

    text: str
    text_cjk: str
    heading: str
    heading_cjk: str


_GB = _Fonts("Times New Roman", "SimSun", "Times New Roman", "SimHei")
_ISO = _Fonts("Cambria", "SimSun", "Calibri", "SimHei")


def write_docx(standard: Standard) -> bytes:
    """Return the office document of a standard."""
    header = standard.header
    words = wording(header.rulebook, header.language)
    pointed = frozenset(one.target_id for one in nodes(standard) if isinstance(one, (CrossReference, Citation)))
    listed = frozenset(one.id for one in standard.walk() if one.depth <= _CONTENTS_DEPTH)
    book = Book(
        standard=standard,
        numbering=numbering(standard, words),
        labels=dict(_labels(standard)),
        pointed=pointed | listed,
        assets={asset.path: asset for asset in standard.assets},
    )
    body = joined(part(book, clause) for clause in standard.clauses)
    left = [one for one in standard.footnotes if one.id not in book.footnotes]
    notes = joined(_note(book, at, name) for at, name in enumerate(book.footnotes, 1))
    body += joined(blocks(book, one.blocks) for one in left)
    document = _render("document.xml", cover=_cover(book), contents=_contents(book), body=body)
    return zipped(_parts(book, document, _render("footnotes.xml", notes=notes)))


def _labels(standard: Standard) -> Iterator[tuple[str, str]]:
    for one in nodes(standard):
        name, label = getattr(one, "id", ""), getattr(one, "label", "")
        if name and label:
            yield name, label


def _note(book: Book, number: int, name: str) -> Markup:
    found: Footnote = next(one for one in book.standard.footnotes if one.id == name)
    label = styled(found.label, "FootnoteReference") + run(" ")
    shape = Shape("FootnoteText")
    first = found.blocks[0] if found.blocks else None
    if not isinstance(first, Paragraph):
        return _NOTE(str(number), paragraph(book, label, shape) + blocks(book, found.blocks, shape))
    inner = joined(runs(book, sentence.children) for sentence in first.sentences)
    return _NOTE(str(number), paragraph(book, label + inner, shape) + blocks(book, found.blocks[1:], shape))


def _cover(book: Book) -> Markup:
    header = book.standard.header
    lines = [paragraph(book, run(reference(header)), Shape("CoverMark"))]
    draft = draft_line(header, header.language)
    if draft:
        lines.append(paragraph(book, run(draft), Shape("CoverMark")))
    for at, title in enumerate(titles(header)):
        lines.append(paragraph(book, run(title.text), Shape("Subtitle" if at else "Title")))
    about = fields(header, page_words(header.language))
    lines += [paragraph(book, run(one.name) + TAB + run(one.value), Shape("CoverField")) for one in about]
    return joined(lines)


def _contents(book: Book) -> Markup:
    """Write the contents as entries that link to their clauses, each with the page that the word processor finds."""
    listed = [one for one in book.standard.walk() if one.depth <= _CONTENTS_DEPTH and one.title and one.id]
    if not listed:
        return EMPTY
    head = paragraph(book, run(book.numbering.wording.contents), Shape("ContentsTitle"))
    return head + joined(_entry(book, one) for one in listed)


def _entry(book: Book, node: Clause) -> Markup:
    name = bookmark_name(node.id)
    status = annex_status(book.numbering.wording, node)
    text = " ".join(piece for piece in (node.label, status, plain(node.title)) if piece)
    page = field_of(f"PAGEREF {name} \\h", run(" "))
    return paragraph(book, _ENTRY(name, run(text) + TAB + page), Shape(f"TOC{node.depth}"))


def _parts(book: Book, document: bytes, footnotes: bytes) -> Iterator[tuple[str, bytes]]:
    header = book.standard.header
    pictures = [(f"media/picture{at}.{_suffix(content)}", content) for at, (_, content) in enumerate(book.pictures, 1)]
    relations = [_RELATION(name, f"{_OFFICE}/{name}", f"{name}.xml", EMPTY) for name in _BESIDE]
    relations += [
        _RELATION(f"picture{at}", f"{_OFFICE}/image", name, EMPTY) for at, (name, _) in enumerate(pictures, 1)
    ]
    links = joined(
        _RELATION(f"link{at}", f"{_OFFICE}/hyperlink", one, _OUTSIDE) for at, one in enumerate(book.links, 1)
    )
    fonts = _GB if chinese(header.language) else _ISO
    yield "[Content_Types].xml", _content_types()
    yield (
        "_rels/.rels",
        _relations(
            _RELATION("document", f"{_OFFICE}/officeDocument", "word/document.xml", EMPTY)
            + _RELATION(
                "core",
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
                EMPTY,
            )
        ),
    )
    yield "docProps/core.xml", _core(header)
    yield "word/document.xml", document
    yield "word/_rels/document.xml.rels", _relations(joined(relations) + links)
    yield "word/_rels/footnotes.xml.rels", _relations(links)
    yield "word/styles.xml", _render("styles.xml", fonts=fonts, chinese=chinese(header.language))
    yield "word/numbering.xml", encoded(f"{_HEAD}{book.numbering.part()}")
    yield (
        "word/settings.xml",
        f'{_HEAD}<w:settings {_W}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'.encode(),
    )
    yield "word/footnotes.xml", footnotes
    yield (
        "word/header.xml",
        encoded(f"{_HEAD}<w:hdr {_W}>{paragraph(book, run(reference(header)), Shape('Header'))}</w:hdr>"),
    )
    yield (
        "word/footer.xml",
        encoded(f"{_HEAD}<w:ftr {_W}>{paragraph(book, field_of('PAGE', run('1')), Shape('Footer'))}</w:ftr>"),
    )
    yield from ((f"word/{name}", content) for name, content in pictures)


def _suffix(content: bytes) -> str:
    return next((suffix for mark, suffix in _SIGNATURES.items() if content.startswith(mark)), "png")


def _content_types() -> bytes:
    defaults = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
    defaults |= {suffix: f"image/{suffix}" for suffix in _SIGNATURES.values()}
    overrides = {f"/word/{name}.xml": f"{_KIND}.{name}+xml" for name in _BESIDE}
    overrides["/word/document.xml"] = f"{_KIND}.document.main+xml"
    overrides["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    inner = "".join(f'<Default Extension="{suffix}" ContentType="{kind}"/>' for suffix, kind in defaults.items())
    inner += "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{inner}</Types>'.encode()
    )


def _relations(inner: Markup) -> bytes:
    return encoded(
        f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def _core(header: Header) -> bytes:
    """Return who made what when: the day of issue, no clock."""
    title = Markup("<dc:title>{}</dc:title>").format(
        " ".join((reference(header), full_title(header.title(header.language), header.rulebook)))
    )
    creator = Markup("<dc:creator>{}</dc:creator>").format(header.publisher.name or header.publisher.abbreviation)
    language = Markup("<dc:language>{}</dc:language>").format(header.language)
    return encoded(
        f'{_HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        f' xmlns:dc="http://purl.org/dc/elements/1.1/">{title}{creator}{language}</cp:coreProperties>'
    )


def _render(template: str, **values: object) -> bytes:
    return encoded(environment().get_template(f"docx/{template}").render(**values))
