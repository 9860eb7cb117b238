"""Set the pages of a standard: HTML for paper in, PDF out, or an error that names what keeps it from being whole."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import cssselect2  # type: ignore[import-untyped]
from weasyprint import HTML, Document
from weasyprint.urls import URLFetcher, URLFetcherResponse

from stdpub.write.pdf import spread  # noqa: F401 - fills lines of Han from here on
from stdpub.write.pdf.drawings import in_page_fonts
from stdpub.write.pdf.faults import PdfError, complaints, glyph_faults, picture_faults
from stdpub.write.pdf.mending import mend_tables, slant
from stdpub.write.pdf.packing import packed
from stdpub.write.pdf.paper import ASSET_SCHEME
from stdpub.write.web.context import Page


class _Assets(URLFetcher):  # type: ignore[misc]
    """Hands over the pictures of the standard and nothing else, and remembers which it was asked for."""

    def __init__(self, page: Page) -> None:
        super().__init__(allowed_protocols=(ASSET_SCHEME,))
        self._assets = tuple(page.assets.values())

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the picture that an address of ours names."""
        del headers
        scheme, _, number = url.partition(":")
        if scheme != ASSET_SCHEME:
            message = f"{url} is not a picture of the standard"
            raise ValueError(message)
        asset = self._assets[int(number)]
        drawing = asset.media_type == "image/svg+xml"
        content = in_page_fonts(asset.content) if drawing else asset.content
        return URLFetcherResponse(url, content, {"Content-Type": asset.media_type})


class _Source(HTML):  # type: ignore[misc]
    """HTML that is parsed already."""

    def __init__(self, root: ET.Element, fetcher: URLFetcher) -> None:
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def set_pages(root: ET.Element, page: Page) -> bytes:
    """Return the PDF; raise PdfError where a character has no glyph or a picture is not shown."""
    with complaints() as heard:
        document: Document = _Source(root, _Assets(page)).render()
        mend_tables(document)
        content: bytes = document.write_pdf(
            finisher=slant, pdf_tags=True, pdf_identifier=page.standard.digest[:32].encode()
        )
    broken = {path for at, path in enumerate(page.assets) if any(f"'{ASSET_SCHEME}:{at}'" in one for one in heard)}
    found = (*picture_faults(broken | page.absent, page.standard), *glyph_faults(document, page.standard))
    if found:
        raise PdfError(found)
    return packed(content)
