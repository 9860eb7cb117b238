"""Write a standard as PDF: its pages set by WeasyPrint from HTML for paper, checked, the same bytes every time."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple
from xml.etree import ElementTree as ET

from markupsafe import Markup

from stdpub.model.standard import FRONT, Clause, Standard
from stdpub.write.bilingual_page import Bilingual
from stdpub.write.html_page import environment
from stdpub.write.pdf.characters import printable
from stdpub.write.pdf.cover import cover, cover_title
from stdpub.write.pdf.faults import PdfError, formula_faults
from stdpub.write.pdf.pages import Finish, set_pages
from stdpub.write.pdf.paper import PAPER
from stdpub.write.pdf.tagging.archive import Attachment, make_archive
from stdpub.write.pdf.tagging.languages import with_languages
from stdpub.write.pdf.thinning import thin
from stdpub.write.printed import chinese
from stdpub.write.shelf import Shelf
from stdpub.write.web.amended import amended_list, marked
from stdpub.write.web.clauses import entry_text, footnotes, part
from stdpub.write.web.context import Page, page_of
from stdpub.write.web.pairs import Sides, paired
from stdpub.write.web.tags import EMPTY, encoded, joined


class Entry(NamedTuple):
    """One line of the contents."""

    id: str
    level: int
    roman: bool
    text: Markup


_MOST_ENTRIES = 150
"""Entries beyond which the third level of clauses is left out of the contents."""


def write_pdf(standard: Standard, attachments: Sequence[Attachment] = (), shelf: Shelf | None = None) -> bytes:
    """Return the PDF of a standard with files in it; raise PdfError where a glyph or a picture is missing.

    What a shelf keeps is not laid out again; the bytes are the same with it and without.
    """
    return _written(standard, archived(attachments), shelf)


def write_draft(standard: Standard, shelf: Shelf | None = None) -> bytes:
    """Return the same pages for who is writing them, without tags, metadata and attachments, which take their time."""
    return _written(standard, None, shelf)


def write_bilingual_pdf(both: Bilingual) -> bytes:
    """Return the PDF of a standard beside its translation; raise PdfError where a glyph or a picture is missing."""
    return _written(both.first, archived(), None, both.second)


def _written(
    standard: Standard, finish: Finish | None, shelf: Shelf | None, translation: Standard | None = None
) -> bytes:
    with no_collection():
        page = page_of(standard, PAPER)
        html = print_html(page, page_of(translation, PAPER) if translation is not None else None)
        undrawn = tuple(formula_faults(standard, standard.header.language)) if 'class="tex"' in html else ()
        if undrawn:
            raise PdfError(undrawn)
        head, opening, body = html.partition("<body")
        said = with_languages(printable(body), standard.header.language)
        root = ET.fromstring(encoded(head + opening + said))  # noqa: S314 - our own templates wrote it
        thin(root)
        return set_pages(root, page, finish, shelf)


def archived(attachments: Sequence[Attachment] = ()) -> Finish:
    """Return what makes a document one that is kept for good; its parts are tagged as they are written."""
    return partial(make_archive, attachments=attachments)


def print_html(page: Page, other: Page | None = None) -> str:
    """Return the HTML for paper, which is well-formed XML without a namespace; `other` is a translation to stand beside it.

    A footnote stands at its first mark; those without one, or with one inside a link only, stand at the end.
    """
    standard = page.standard
    header = standard.header
    front, body = _halves(standard)
    if other is None:
        written = [joined([part(page, clause) for clause in clauses]) for clauses in (front, body)]
    else:
        written = [EMPTY, paired(Sides(page, other))]
    template = environment().get_template("print.html" if other is None else "print_bilingual.html")
    return template.render(
        language=header.language,
        script="han" if chinese(header.language) else "latin",
        title=cover_title(header.title(header.language), header.rulebook),
        created=header.date,
        cover=cover(header),
        contents_title=page.wording.contents,
        entries=() if standard.amends else _entries(page, front, body),  # an amendment has no contents list
        front=marked(written[0], standard),
        body=joined([amended_list(page), marked(written[1], standard)]),
        footnotes=footnotes(page, tuple(one for one in standard.footnotes if one.id not in page.marks)),
    )


def _halves(standard: Standard) -> tuple[tuple[Clause, ...], tuple[Clause, ...]]:
    """Return what is paged in Roman numbers, foreword and introduction at the head, and the rest."""
    count = 0
    for clause in standard.clauses:
        if clause.kind not in FRONT:
            break
        count += 1
    return standard.clauses[:count], standard.clauses[count:]


def _entries(page: Page, front: tuple[Clause, ...], body: tuple[Clause, ...]) -> tuple[Entry, ...]:
    """Return the lines of the contents: two levels in a Chinese standard and in a long document, three otherwise."""
    parts = ((True, front), (False, body))
    deep = tuple(
        entry for roman, clauses in parts for one in clauses for entry in _entries_of(page, one, 3, roman=roman)
    )
    few = 2 if page.gb or len(deep) > _MOST_ENTRIES else 3
    return tuple(entry for entry in deep if entry.level <= few)


def _entries_of(page: Page, clause: Clause, depth: int, *, roman: bool) -> Iterator[Entry]:
    if not clause.title or not clause.id:
        return
    yield Entry(clause.id, clause.depth, roman, entry_text(page, clause))
    if clause.depth < depth:
        for below in clause.clauses:
            if isinstance(below, Clause):
                yield from _entries_of(page, below, depth, roman=roman)


@contextmanager
def no_collection() -> Iterator[None]:
    """Switch the garbage collector off: layout makes millions of objects that live to the end."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
