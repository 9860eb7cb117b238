"""Write a comparison as PDF: the page of the screen in the print of standards, set and checked like one of them."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from stdpub.write.compared import Compared
from stdpub.write.pdf.characters import printable
from stdpub.write.pdf.pages import set_pages
from stdpub.write.pdf.paper import PAPER
from stdpub.write.pdf.thinning import thin
from stdpub.write.pdf.writer import no_collection
from stdpub.write.redline_page import redline_html
from stdpub.write.web.context import page_of
from stdpub.write.web.tags import encoded


def write_redline_pdf(compared: Compared) -> bytes:
    """Return the PDF of a comparison; raise PdfError where a glyph is missing."""
    with no_collection():
        page = page_of(compared.after, PAPER)
        head, opening, body = redline_html(compared, PAPER, "redline_print.html").partition("<body")
        root = ET.fromstring(encoded(head + opening + printable(body)))  # noqa: S314 - our own templates wrote it
        thin(root)
        return set_pages(root, page)
