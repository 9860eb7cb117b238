"""Let the space that ends a run of text stand beyond the end of its line, where nobody sees it.

WeasyPrint takes such a run for one that does not fit, and breaks the line behind the run's first word. Its
`split_first_line` is replaced by one that asks again.
"""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

_Split = tuple[Any, int, int | None, float, float, float]
"""Layout, bytes on the line, bytes to the rest or None, width, height, base line."""
_NARROWEST = 0.2
"""Part of the type size below which no letter of a run is wide on average."""

_split = inline.split_first_line


def split_first_line(
    text: str,
    style: Any,  # noqa: ANN401 - WeasyPrint's style
    context: object,
    max_width: float | None,
    justification_spacing: float,
    *,
    is_line_start: bool = True,
    minimum: bool = False,
) -> _Split:
    """Fit as much of a text on a line as there is room for; a space at its end needs none."""
    rest = (justification_spacing, is_line_start, minimum)
    found: _Split = _split(text, style, context, max_width, *rest)
    if found[2] is None or max_width is None or not text.endswith(" ") or style["white_space"] != "normal":
        return found
    if len(text) * style["font_size"] * _NARROWEST > max_width:
        return found
    words: _Split = _split(text.rstrip(" "), style, context, None, *rest)
    return _split(text, style, context, None, *rest) if words[3] <= max_width else found


inline.split_first_line = split_first_line
