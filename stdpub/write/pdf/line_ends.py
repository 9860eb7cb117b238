"""End lines where they should end: spaces stand beyond the margin, and words are cut only where nothing else helps.

WeasyPrint takes a run whose last space does not fit for one that does not fit, and breaks the line behind the run's
first word. It also takes a run inside another element for the first of its line, and cuts its first word, where the
word has room on the next line. Its `split_first_line` and `split_inline_level` are replaced by ones that know better.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

_Split = tuple[Any, int, int | None, float, float, float]
"""Layout, bytes on the line, bytes to the rest or None, width, height, base line."""
_NARROWEST = 0.2
"""Part of the type size below which no letter of a run is wide on average."""

_INDENT = 2.5
"""Em by which the first line of a paragraph may be indented."""

_split = inline.split_first_line
_level = inline.split_inline_level


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


def split_inline_level(  # noqa: PLR0913, PLR0917 - as WeasyPrint calls it
    context: object,
    box: Any,  # noqa: ANN401 - WeasyPrint's box
    position_x: float,
    max_x: float,
    bottom_space: float,
    skip_stack: object,
    containing_block: Any,  # noqa: ANN401 - WeasyPrint's box
    absolute_boxes: object,
    fixed_boxes: object,
    line_placeholders: object,
    waiting_floats: object,
    line_children: list[Any],
    *rest: object,
) -> Any:  # noqa: ANN401 - WeasyPrint's box and what is left of it
    """Fit as much of a box on a line as there is room for; what stands behind other words does not begin the line."""
    before: list[Any] = line_children
    if not line_children and isinstance(box, boxes.TextBox):
        start = containing_block.content_box_x() + _INDENT * box.style["font_size"]
        before = [box] if position_x > start else line_children
    around = (containing_block, absolute_boxes, fixed_boxes, line_placeholders, waiting_floats, before)
    return _level(context, box, position_x, max_x, bottom_space, skip_stack, *around, *rest)


inline.split_inline_level = split_inline_level
