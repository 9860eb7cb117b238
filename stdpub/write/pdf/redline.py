"""Write a comparison as PDF: the page of the screen in the print of standards, set and checked like one of them."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from stdpub.write.compared import Compared
from stdpub.write.pdf.characters import printable
from stdpub.write.pdf.faults import PdfError
from stdpub.write.pdf.pages import set_pages
from stdpub.write.pdf.paper import PAPER
from stdpub.write.pdf.tagging.languages import with_languages
from stdpub.write.pdf.thinning import thin
from stdpub.write.pdf.writer import archived, no_collection
from stdpub.write.redline_page import redline_html
from stdpub.write.web.context import page_of
from stdpub.write.web.tags import encoded

_CODE = re.compile(r"U\+([0-9A-F]{4,6})")


def write_redline_pdf(compared: Compared) -> bytes:
    """Return the PDF of a comparison; a character without a glyph is printed as its code, ⟨U+1F517⟩.

    Who compares two texts can mend neither, so what would stop a standard from being built does not stop this.
    """
    html = redline_html(compared, PAPER, "redline_print.html")
    try:
        return _set(html, compared)
    except PdfError as error:
        missing = {chr(int(found[1], 16)) for fault in error.faults if (found := _CODE.search(fault))}
        if not missing or any(fault.rule != "glyph-missing" for fault in error.diagnostics):
            raise
        return _set("".join(f"⟨U+{ord(one):04X}⟩" if one in missing else one for one in html), compared)


def _set(html: str, compared: Compared) -> bytes:
    with no_collection():
        page = page_of(compared.after, PAPER)
        head, opening, body = html.partition("<body")
        said = with_languages(printable(body), compared.after.header.language)
        root = ET.fromstring(encoded(head + opening + said))  # noqa: S314 - our own templates wrote it
        thin(root)
        return set_pages(root, page, archived())
