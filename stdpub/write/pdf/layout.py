"""Lay out HTML for paper with WeasyPrint, and keep what it knows of each page: numbers, named strings, fonts.

WeasyPrint subsets the fonts of every file it writes. Here a file is one part of a document, whose fonts are put in
once, when all parts are there: `stream.Font` remembers by which description a font was found, and no fonts are written.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree as ET

import cssselect2  # type: ignore[import-untyped]
import pydyf  # type: ignore[import-untyped]
import weasyprint.pdf
from weasyprint import CSS, DEFAULT_OPTIONS, HTML, Document, layout
from weasyprint.css.targets import TargetLookupItem
from weasyprint.layout import page
from weasyprint.pdf import fonts, stream
from weasyprint.text.ffi import ffi, pango
from weasyprint.urls import URLFetcher

from stdpub.write.pdf import spread  # noqa: F401 - fills lines of Han from here on

_FILES = threading.local()
"""Whether the file of a font is left where it is, in each thread."""


class Source(HTML):  # type: ignore[misc]
    """HTML that is parsed already; `context` is what WeasyPrint knew when it had laid it out."""

    def __init__(self, root: ET.Element, fetcher: URLFetcher, numbers: Mapping[str, int] | None = None) -> None:
        self.base_url = None
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element
        self.numbers = numbers or {}
        self.page_numbers: list[int] = []
        self.context: Any = None


class Laid(Document):  # type: ignore[misc]
    """Pages laid out, with the page numbers of what lies outside known beforehand; its fonts are not written."""

    @classmethod
    def _build_layout_context(cls, html: Source, *rest: Any) -> Any:  # noqa: ANN401 - WeasyPrint's own
        context = super()._build_layout_context(html, *rest)
        items = context.target_collector.target_lookup_items
        for anchor, number in html.numbers.items():
            items[anchor] = item = TargetLookupItem("up-to-date")
            item.target_box = SimpleNamespace(cached_counter_values={"page": [number]})
        html.context = context
        context.numbered = html.page_numbers
        return context


class Face(fonts.Font):  # type: ignore[misc]
    """A font with the description by which Pango finds it again; its file, of many megabytes, is not copied."""

    def __init__(self, pango_font: Any, description: Any, font_size: float) -> None:  # noqa: ANN401 - Pango's
        _FILES.left = True
        try:
            super().__init__(pango_font, description, font_size)
        finally:
            _FILES.left = False
        self.description = ffi.string(pango.pango_font_description_to_string(description)).decode()

    def subset(self, to_unicode: Mapping[int, str], hinting: bool) -> None:  # noqa: FBT001 - as WeasyPrint has it
        """Keep the glyphs that are drawn, or the whole file where that fails."""
        super().subset(to_unicode, hinting)
        self.file_content: bytes = self.file_content or _file_of(self.hb_face)


@dataclass(frozen=True, slots=True)
class Used:
    """What a part draws from a font: for each glyph its letters and its width; `missing` are letters without one."""

    description: str
    name: str
    family: str
    slanted: bool
    letters: Mapping[int, str]
    widths: Mapping[int, float]
    missing: tuple[int, ...]


class _Unwritten(dict[int, Face]):
    """The fonts of a part, which are written with those of all parts."""


def lay_out(source: Source, sheets: tuple[CSS, ...]) -> Laid:
    """Return the pages of a tree under style sheets."""
    options = {**DEFAULT_OPTIONS, "stylesheets": list(sheets)}
    laid: Laid = Laid._render(source, None, None, None, options)  # noqa: SLF001 - `render` makes a plain Document
    laid.fonts = _Unwritten()
    return laid


def strings_of(source: Source, page: int) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the named strings that are set on a page, counted from nought."""
    held = source.context.string_set
    return tuple((name, tuple(held[name][page + 1])) for name in sorted(held) if held[name].get(page + 1))


def used_fonts(laid: Laid) -> tuple[Used, ...]:
    """Return what the painted pages draw from each font."""
    return tuple(_used(font) for font in laid.fonts.values())


def _used(font: Face) -> Used:
    return Used(
        font.description,
        font.hash,
        font.family,
        bool(font.style),
        dict(font.to_unicode),
        dict(font.widths),
        tuple(font.missing),
    )


_file_of = fonts.get_hb_object_data


def _file(held: Any, *rest: Any) -> bytes:  # noqa: ANN401 - HarfBuzz's
    return b"" if getattr(_FILES, "left", False) else bytes(_file_of(held, *rest))


fonts.get_hb_object_data = _file
_all_fonts = weasyprint.pdf.build_fonts_dictionary


def _fonts(pdf: Any, held: dict[int, Face], *rest: Any) -> Any:  # noqa: ANN401 - pydyf's
    return pydyf.Dictionary() if isinstance(held, _Unwritten) else _all_fonts(pdf, held, *rest)


stream.Font = Face
weasyprint.pdf.build_fonts_dictionary = _fonts


_margins = layout.make_margin_boxes


def _numbered_margins(context: Any, page: Any, state: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    """Draw what stands around a page with a page number that is told, where one is."""
    told = getattr(context, "numbered", None)  # a plain document of WeasyPrint tells nothing
    if told and not page.page_type.blank:
        depth, counters, *rest = state
        state = depth, {**counters, "page": [told.pop(0)]}, *rest
    return _margins(context, page, state)


layout.make_margin_boxes = _numbered_margins
_style_page = page.set_page_type_computed_styles


def _style_alike(kind: Any, html: Source, style_for: Any) -> None:  # noqa: ANN401 - WeasyPrint's
    """Give a page the styles of an earlier one that the same rules are for; WeasyPrint computes them anew for each."""
    known = style_for.__dict__.setdefault("alike", {})
    matching = style_for._page_type_match  # noqa: SLF001
    rules = (rule for sheet, _, _ in style_for._sheets for rule in sheet.page_rules)  # noqa: SLF001
    key = tuple(
        (number, at)
        for number, (_, selectors, _) in enumerate(rules)
        for at, (_, _, wanted) in enumerate(selectors)
        if matching(wanted, kind)
    )
    styles = style_for.get_computed_styles()
    if key not in known:
        _style_page(kind, html, style_for)
        known[key] = tuple((part, style) for (one, part), style in styles.items() if one == kind)
    for part, style in known[key]:
        styles[kind, part] = style


page.set_page_type_computed_styles = _style_alike
