"""Fonts for a whole document: what its parts draw from each, put together, and a PDF that holds their subsets."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import Any

import pydyf  # type: ignore[import-untyped]
from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf.fonts import build_fonts_dictionary
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.fonts import FontConfiguration, get_pango_font_key

from stdpub.write.pdf.layout import Face, Used

ffi.cdef("PangoFontDescription *pango_font_description_from_string (const char *text);")

_SIZE = 10
"""Size in pixels at which a font's ascent and descent are measured."""
_UNITS = 1024


def together(parts: Iterable[Iterable[Used]]) -> tuple[Used, ...]:
    """Return what all parts draw from each font; the first part that draws a glyph says which letters it stands for."""
    letters: dict[str, dict[int, str]] = {}
    widths: dict[str, dict[int, float]] = {}
    missing: dict[str, dict[int, None]] = {}
    first: dict[str, Used] = {}
    for used in (used for part in parts for used in part):
        key = used.description
        first.setdefault(key, used)
        letters[key] = {**used.letters, **letters.get(key, {})}
        widths[key] = {**used.widths, **widths.get(key, {})}
        missing.setdefault(key, {}).update(dict.fromkeys(used.missing))
    return tuple(
        Used(
            key,
            one.name,
            one.family,
            one.slanted,
            dict(sorted(letters[key].items())),
            dict(sorted(widths[key].items())),
            tuple(sorted(missing[key])),
        )
        for key, one in sorted(first.items())
    )


def font_file(fonts: Iterable[Used]) -> bytes:
    """Return a PDF whose catalogue holds the fonts, `/Font`, each under the name by which pages ask for it."""
    configuration = FontConfiguration()
    held = {number: _face(used, configuration.font_map) for number, used in enumerate(fonts)}
    pdf = pydyf.PDF()
    pdf.catalog["Font"] = build_fonts_dictionary(pdf, held, False, True, DEFAULT_OPTIONS)  # noqa: FBT003 - theirs
    content = BytesIO()
    pdf.write(content)
    return content.getvalue()


def _face(used: Used, font_map: Any) -> Face:  # noqa: ANN401 - Pango's
    """Return a font found by its description, with the glyphs that are drawn of it."""
    context = pango.pango_font_map_create_context(font_map)
    description = pango.pango_font_description_from_string(used.description.encode())
    pango.pango_font_description_set_absolute_size(description, _SIZE * _UNITS)
    font = pango.pango_font_map_load_font(font_map, context, description)
    _, found, size = get_pango_font_key(font)
    face = Face(font, found, size)
    face.to_unicode.update(used.letters)
    face.widths.update(used.widths)
    return face
