"""Remember how each line of text ended: with a hyphen that the author did not type, or with a space that is not drawn.

WeasyPrint forgets both. Its `split_first_line` is replaced by one that writes them down in the layout of the line.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

from stdpub.write.pdf.tagging.nodes import Box

_split = inline.split_first_line


def split_first_line(text: str, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - as WeasyPrint has it
    """Fit as much of a text on a line as there is room for."""
    found = _split(text, *rest, **named)
    layout, length, resume = found[:3]
    if resume is not None:
        layout.hyphenated = length < len(layout.text.encode())
        layout.spaced = resume > length
    return found


def text_of(box: Box) -> str:
    """Return what a box of text draws, without the hyphen at the end of a line."""
    layout = getattr(box, "pango_layout", None)
    if layout is None or not box.text:
        return str(box.text)
    text = str(layout.text)
    return text.removesuffix(box.style["hyphenate_character"]) if hyphenated(box) else text


def hyphenated(box: Box) -> bool:
    """Tell whether a box of text ends with a hyphen that the author did not type."""
    return bool(getattr(getattr(box, "pango_layout", None), "hyphenated", False))


def spaced(box: Box) -> bool:
    """Tell whether a space behind a box of text was not drawn because the line ends there."""
    return bool(getattr(getattr(box, "pango_layout", None), "spaced", False))


inline.split_first_line = split_first_line
