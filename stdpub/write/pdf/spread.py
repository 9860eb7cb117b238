"""Spread the rest of a line over all its characters where the text is Han, which has no spaces to stretch.

WeasyPrint stretches spaces only; its `justify_line` is replaced by one that asks for Han first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

_HAN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_MOST = 0.14
"""Part of the type size by which two characters may be moved apart; a line that needs more stays short."""


_latin: Callable[[object, Any, float], None] = inline.justify_line


def justify(context: object, line: Any, extra_width: float) -> None:  # noqa: ANN401 - WeasyPrint's box
    """Fill a line: over its characters where it holds Han, over its spaces where it does not."""
    texts = list(_texts(line))
    if not any(_HAN.search(text.text) for text in texts):
        _latin(context, line, extra_width)
        return
    gaps = sum(len(text.text) for text in texts) - 1
    if gaps > 0:
        size = max(text.style["font_size"] for text in texts)
        _spread(line, min(extra_width / gaps, _MOST * size), 0)


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
        wider = space * len(box.text)
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
