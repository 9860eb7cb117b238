"""Write a standard as an electronic book, EPUB 3.3: one file for each clause of the first level, the same bytes every time."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from markupsafe import Markup

from stdpub.model.inlines import Picture
from stdpub.model.standard import Asset, Clause, Standard
from stdpub.write.html_page import environment, fields, static, titles
from stdpub.write.printed import full_title, reference
from stdpub.write.web.amended import amended_list, marked
from stdpub.write.web.blocks import BLOCKS
from stdpub.write.web.clauses import contents, footnotes, part
from stdpub.write.web.context import Media, Page, Writers, page_of
from stdpub.write.web.inlines import IN_LINK, IN_LIST, INLINES, image, missing
from stdpub.write.web.tables import TABLES
from stdpub.write.web.tags import encoded, joined, trusted
from stdpub.write.web.words import draft_line
from stdpub.write.zipped import zipped

_UNDATED = "2000-01-01"
_CONTAINER = b"""<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/></rootfiles>
</container>
"""
_ID = re.compile(r' id="([^"]+)"')
_INNER_LINK = re.compile(r' href="#([^"]+)"')
_UNREADABLE = re.compile(r' (?:tabindex="0"|role="(?:note|group)")')
"""What a reading system neither needs nor allows: places for the keyboard to stop at, roles that elements have already."""


@dataclass(frozen=True, slots=True)
class _File:
    """One file of the book as its package lists it."""

    name: str
    file: str
    media_type: str
    content: bytes
    properties: str = ""


@dataclass(frozen=True, slots=True)
class _Chapter:
    """One part of the text before it becomes a file."""

    name: str
    title: str
    body: Markup

    @property
    def file(self) -> str:
        return f"{self.name}.xhtml"


def write_epub(standard: Standard) -> bytes:
    """Return the book of a standard."""
    page = page_of(standard, EPUB)
    chapters = tuple(_chapters(page))
    homes = {id_: chapter.file for chapter in chapters for id_ in _ID.findall(chapter.body)}
    parts = tuple(_part(page, chapter, homes) for chapter in chapters)
    listed = _linked(contents(page), homes, "nav.xhtml")
    pictures = tuple(_picture_file(page, asset) for asset in standard.assets if asset.path in page.shown)
    navigation = _render("nav.xhtml", page, contents=listed or _only(parts[0], standard))
    package = _render("package.opf", page, parts=parts, pictures=pictures, **_about(standard))
    style = _File("style", "epub.css", "text/css", static("epub.css").encode())
    fixed = (_File("opf", "package.opf", "", package), _File("nav", "nav.xhtml", "", navigation), style)
    return _archive((*fixed, *parts, *pictures))


def _picture(page: Page, node: Picture) -> Markup:
    """Write an image that stands in a file of the book."""
    asset = page.assets.get(node.path)
    if asset is None:
        return missing(page, node)
    page.shown.add(node.path)
    return image(asset, _picture_name(page, asset), node.alt)


def _picture_name(page: Page, asset: Asset) -> str:
    number = list(page.assets).index(asset.path) + 1
    return f"picture-{number}{PurePosixPath(asset.path).suffix.lower()}"


def _picture_file(page: Page, asset: Asset) -> _File:
    file = _picture_name(page, asset)
    return _File(PurePosixPath(file).stem, file, asset.media_type, asset.content)


_PICTURES: Writers = {Picture: _picture}
EPUB = Media(
    screen=False,
    text={**INLINES, **BLOCKS, **TABLES, **_PICTURES},
    in_link={**IN_LINK, **_PICTURES},
    in_list={**IN_LIST, **_PICTURES},
)


def _chapters(page: Page) -> Iterator[_Chapter]:
    standard = page.standard
    header = standard.header
    title = full_title(header.title(header.language), header.rulebook) or reference(header)
    cover = _render("cover.xhtml", page, **_cover(page)).decode()
    yield _Chapter("cover", title, joined([trusted(cover), amended_list(page)]))
    for at, clause in enumerate(standard.clauses, 1):
        yield _Chapter(f"part-{at}", _name(clause) or title, marked(part(page, clause), standard))
    if standard.footnotes:
        yield _Chapter("footnotes", page.words.footnotes, marked(footnotes(page, standard.footnotes), standard))


def _name(clause: Clause) -> str:
    words = "".join(getattr(node, "text", "") for node in clause.title)
    return " ".join(piece for piece in (clause.label, words) if piece)


def _part(page: Page, chapter: _Chapter, homes: dict[str, str]) -> _File:
    body = _linked(chapter.body, homes, chapter.file)
    body = trusted(_UNREADABLE.sub("", body))
    classes = "" if chapter.name == "cover" else page.standard.header.rulebook.value
    content = _render("part.xhtml", page, title=chapter.title, body=body, classes=classes)
    properties = [name for mark, name in (("<math", "mathml"), ("<svg", "svg")) if mark in body]
    return _File(chapter.name, chapter.file, "application/xhtml+xml", content, " ".join(properties))


def _linked(body: Markup, homes: dict[str, str], own: str) -> Markup:
    """Return a text whose links to other parts of the book name their files."""

    def address(found: re.Match[str]) -> str:
        home = homes.get(found[1], own)
        return found[0] if home == own else f' href="{home}#{found[1]}"'

    return trusted(_INNER_LINK.sub(address, body))


def _only(cover: _File, standard: Standard) -> Markup:
    """Return the contents of a standard without a heading: its cover, for a list may not be empty."""
    return Markup('<ol><li><a href="{}">{}</a></li></ol>').format(cover.file, reference(standard.header) or cover.name)


def _render(template: str, page: Page, **values: object) -> bytes:
    made = environment().get_template(f"epub/{template}")
    return encoded(made.render(language=page.standard.header.language, words=page.words, **values))


def _cover(page: Page) -> dict[str, object]:
    header = page.standard.header
    return {
        "reference": reference(header),
        "titles": titles(header),
        "fields": fields(header, page.words),
        "draft": draft_line(header, header.language),
    }


def _about(standard: Standard) -> dict[str, object]:
    header = standard.header
    named = f"{reference(header)} {header.language}"
    return {
        "identifier": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, f'stdpub:{named}')}",
        "title": " ".join((reference(header), full_title(header.title(header.language), header.rulebook))).strip()
        or "-",
        "publisher": header.publisher.name or header.publisher.abbreviation,
        "date": header.date,
        "rights": header.copyright.licence,
        "reference": reference(header),
        "modified": f"{header.date or _UNDATED}T00:00:00Z",
    }


def _archive(files: tuple[_File, ...]) -> bytes:
    """Return the ZIP file of the book; its type comes first and as it is (EPUB 3.3, OCF 4.2)."""
    fixed = (("mimetype", b"application/epub+zip"), ("META-INF/container.xml", _CONTAINER))
    return zipped((*fixed, *((f"book/{one.file}", one.content) for one in files)), plain=frozenset({"mimetype"}))
