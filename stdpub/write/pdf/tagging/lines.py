"""Remember how each line of text ended: with a hyphen that the author did not type, or with a space that is not drawn.

WeasyPrint forgets both. Three of its functions are replaced by ones that write them down, in the layout of a line and
in the box that it is for, since a line that is filled gets another layout.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from stdpub.write.pdf.tagging.nodes import Box

_split = inline.split_first_line
_split_box = inline.split_text_box
_trim = inline.remove_last_whitespace


def split_first_line(text: str, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as WeasyPrint has it
    """Fit as much of a text on a line as there is room for."""
    found = _split(text, *rest, **named)
    layout, length, resume = found[:3]
    if resume is not None:
        layout.hyphenated = length < len(layout.text.encode())
        layout.spaced = resume > length
    return found


def split_text_box(context: object, box: Box, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as WeasyPrint has it
    """Keep as much of a box of text as there is room for."""
    found = _split_box(context, box, *rest, **named)
    if found[0] is not None:
        layout = found[0].pango_layout
        found[0].hyphenated = getattr(layout, "hyphenated", False)
        found[0].spaced = getattr(layout, "spaced", False)
    return found


def remove_last_whitespace(context: object, line: Box) -> None:
    """Take the spaces off the end of a line."""
    last = line
    while isinstance(last, (boxes.LineBox, boxes.InlineBox)) and last.children:
        last = last.children[-1]
    before = getattr(last, "text", "")
    _trim(context, line)
    if before != getattr(last, "text", ""):
        last.spaced = True


def text_of(box: Box) -> str:
    """Return what a box of text draws, without the hyphen at the end of a line."""
    layout = getattr(box, "pango_layout", None)
    if layout is None or not box.text:
        return str(box.text)
    text = str(layout.text)
    return text.removesuffix(box.style["hyphenate_character"]) if hyphenated(box) else text


def hyphenated(box: Box) -> bool:
    """Tell whether a box of text ends with a hyphen that the author did not type."""
    return bool(getattr(box, "hyphenated", False))


def spaced(box: Box) -> bool:
    """Tell whether a space behind a box of text was not drawn because the line ends there."""
    return bool(getattr(box, "spaced", False))


inline.split_first_line = split_first_line
inline.split_text_box = split_text_box
inline.remove_last_whitespace = remove_last_whitespace
