"""Set Chinese punctuation as close as printers do, and keep Latin words whole where Han characters are moved apart.

The fonts have half-width forms of full-width marks (`halt`), and Pango puts space after every letter it is asked to.
Its layouts get attributes for the marks and words in question, for measuring and for drawing alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from weasyprint.text.ffi import ffi, pango
from weasyprint.text.line_break import Layout

_CLOSING = "，。、；：！？）〕】》〉」』”’"
_OPENING = "（〔【《〈「『“‘"
_DOUBLE = re.compile(f"[{_CLOSING}](?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])[{_OPENING}]")
_WORD = re.compile("[!-~\u00a1-\u024f\u0370-\u03ff\u2013\u2014]{2,}")
_HALF = b"halt 1"

_set_text = Layout.set_text


def squeezed(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of the marks that lose one half of their square, because another mark stands beside them."""
    yield from (found.span() for found in _DOUBLE.finditer(text))


def spaced(text: str) -> int:
    """Return how many characters of a text are moved apart: all but those of Latin words."""
    return len(text) - sum(len(found[0]) for found in _WORD.finditer(text))


def ends_whole(text: str) -> bool:
    """Tell whether a text ends in a Latin word, behind which no room is made."""
    return _WORD.fullmatch(text[-2:]) is not None


def set_text(layout: Any, text: str, justify: bool = False) -> None:  # noqa: ANN401, FBT001, FBT002 - as WeasyPrint has it
    """Put a text into a layout, with half-width forms for marks that stand side by side."""
    _set_text(layout, text, justify)
    style = layout.style
    chinese = (style["lang"] or "").startswith("zh") and not layout.text.isascii()
    marks = tuple(squeezed(layout.text)) if chinese else ()
    moved = justify and style["letter_spacing"] != "normal"
    words = tuple(found.span() for found in _WORD.finditer(layout.text)) if moved else ()
    if marks or words:
        _attribute(layout, marks, words)


def _attribute(layout: Any, marks: tuple[tuple[int, int], ...], words: tuple[tuple[int, int], ...]) -> None:  # noqa: ANN401
    held = pango.pango_layout_get_attributes(layout.layout)
    if held == ffi.NULL:
        held = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    for place in marks:
        pango.pango_attr_list_insert(held, _at(layout.text, place, pango.pango_attr_font_features_new(_HALF)))
    for place in words:
        pango.pango_attr_list_change(held, _at(layout.text, place, pango.pango_attr_letter_spacing_new(0)))
    pango.pango_layout_set_attributes(layout.layout, held)


def _at(text: str, place: tuple[int, int], attribute: Any) -> Any:  # noqa: ANN401 - Pango's
    attribute.start_index, attribute.end_index = (len(text[:end].encode()) for end in place)
    return attribute


Layout.set_text = set_text
