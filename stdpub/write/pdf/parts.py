"""Set one run of pages: its tree in, a PDF without fonts and running heads out, with a record of all that joins it to others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
from weasyprint import CSS
from weasyprint.urls import URLFetcher, URLFetcherResponse

from stdpub.model.standard import Asset
from stdpub.write.pdf.drawings import in_page_fonts
from stdpub.write.pdf.faults import complaints
from stdpub.write.pdf.layout import Laid, Source, Used, lay_out, strings_of, used_fonts
from stdpub.write.pdf.mending import mend_tables, slant
from stdpub.write.pdf.paper import ASSET_SCHEME

POINTS = 0.75
"""Points in a CSS pixel."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page of a part: its kind, empty where that is its container's, its left margin, the named strings set on it."""

    kind: str
    left: float
    strings: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place on a page of a part, in points from its lower left corner."""

    sheet: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A line of the outline."""

    level: int
    label: str
    at: Place
    closed: bool


@dataclass(frozen=True, slots=True)
class Part:
    """A run of pages that is set; `broken` are the pictures, by their numbers, that did not load."""

    pdf: bytes
    sheets: tuple[Sheet, ...]
    anchors: Mapping[str, Place]
    bookmarks: tuple[Bookmark, ...]
    fonts: tuple[Used, ...]
    broken: tuple[int, ...]


class Assets(URLFetcher):  # type: ignore[misc]
    """Hands over the pictures of the standard and nothing else."""

    def __init__(self, assets: Iterable[Asset]) -> None:
        super().__init__(allowed_protocols=(ASSET_SCHEME,))
        self._assets = tuple(assets)

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


@dataclass(frozen=True, slots=True)
class Press:
    """What all runs of a document are set with; `names` are all ids of the document."""

    sheets: tuple[CSS, ...]
    assets: tuple[Asset, ...]
    names: frozenset[str]
    tagged: bool

    def part(self, root: ET.Element, numbers: Mapping[str, int] | None = None) -> Part:
        """Set a run; `numbers` are the page numbers that its tree asks for."""
        with complaints() as heard:
            source = Source(root, Assets(self.assets), numbers)
            laid = lay_out(source, self.sheets)
            mend_tables(laid)
            anchors, bookmarks = _anchors(laid), _bookmarks(laid)
            self._let_out(laid, anchors)
            content = laid.write_pdf(finisher=slant, pdf_tags=self.tagged, uncompressed_pdf=True)
            content = _packed(content)
        broken = (at for at in range(len(self.assets)) if any(f"'{ASSET_SCHEME}:{at}'" in one for one in heard))
        return Part(content, _sheets(laid, source), anchors, bookmarks, used_fonts(laid), tuple(broken))

    def _let_out(self, laid: Laid, inside: Mapping[str, Place]) -> None:
        """Give links to what stands in other parts an anchor, without which they would be dropped."""
        for page in laid.pages:
            for kind, name, _, _ in page.links:
                if kind == "internal" and name not in inside and name in self.names:
                    page.anchors[name] = (0, 0, 0, 0)


def _packed(content: bytes) -> bytes:
    kept = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return kept.getvalue()


def _sheets(laid: Laid, source: Source) -> tuple[Sheet, ...]:
    boxes = (page._page_box for page in laid.pages)  # noqa: SLF001 - there is no public way to the boxes
    return tuple(
        Sheet(box.page_type.name, box.content_box_x() * POINTS, strings_of(source, at)) for at, box in enumerate(boxes)
    )


def _anchors(laid: Laid) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for at, page in enumerate(laid.pages):
        for name, (x, y, *_) in page.anchors.items():
            found.setdefault(name, _place(page, at, x, y))
    return found


def _bookmarks(laid: Laid) -> tuple[Bookmark, ...]:
    return tuple(
        Bookmark(level, label, _place(page, at, x, y), state == "closed")
        for at, page in enumerate(laid.pages)
        for level, label, (x, y), state in page.bookmarks
    )


def _place(page: Any, at: int, x: float, y: float) -> Place:  # noqa: ANN401 - WeasyPrint's page
    return Place(at, round(x * POINTS, 4), round((page.height - y) * POINTS, 4))
