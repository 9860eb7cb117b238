"""Spread the rest of a line over all its characters where the text is Han, which has no spaces to stretch.

WeasyPrint stretches spaces only; its `justify_line` is replaced by one that asks for Han first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from stdpub.write.pdf import line_ends  # noqa: F401 - lines end where they should from here on
from stdpub.write.pdf.squeezing import ends_whole, spaced

_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_SPACE = 0.25
"""Part of the type size by which a space grows before characters are moved apart."""
_WIDEST = 1.0
"""Part of the type size by which a space grows at most; a line that needs more stays short."""
_MOST = 0.22
"""Part of the type size by which two characters are moved apart at most; a line that needs more stays short."""


_latin: Callable[[object, Any, float], None] = inline.justify_line


def justify(context: object, line: Any, extra_width: float) -> None:  # noqa: ANN401 - WeasyPrint's box
    """Fill a line: over its spaces, and over its characters where it holds Han."""
    texts = list(_texts(line))
    size = max((text.style["font_size"] for text in texts), default=0.0)
    spaces = inline.count_expandable_spaces(line)
    if not any(_HAN.search(text.text) for text in texts):
        if extra_width <= spaces * _WIDEST * size:
            _latin(context, line, extra_width)
        return
    first = min(extra_width, spaces * _SPACE * size)
    gaps = sum(spaced(text.text) for text in texts) - (not ends_whole(texts[-1].text))
    space = (extra_width - first) / gaps if gaps > 0 else 0.0
    if 0 < space <= _MOST * size:
        _latin(context, line, first)
        _spread(line, space, 0)
    elif extra_width <= spaces * _WIDEST * size:
        _latin(context, line, extra_width)


def _texts(box: Any) -> Iterator[Any]:  # noqa: ANN401 - WeasyPrint's box
    if isinstance(box, boxes.TextBox):
        yield box
    elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        for child in box.children:
            if child.is_in_normal_flow():
                yield from _texts(child)


def _spread(box: Any, space: float, moved: float) -> float:  # noqa: ANN401 - WeasyPrint's box
    """Move a box and space its letters; return by how much what follows moves."""
    if isinstance(box, boxes.TextBox):
        own = box.style["letter_spacing"]
        box.style = box.style.copy()
        box.style["letter_spacing"] = space + (0 if own == "normal" else own)
        box.position_x += moved
        wider = space * spaced(box.text)
        box.width += wider
        return moved + wider
    if not isinstance(box, (boxes.LineBox, boxes.InlineBox)):
        box.translate(moved, 0)
        return moved
    before = moved
    box.position_x += moved
    for child in box.children:
        if child.is_in_normal_flow():
            moved = _spread(child, space, moved)
    box.width += moved - before
    return moved


inline.justify_line = justify
