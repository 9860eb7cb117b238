"""What a limit says in; the attributes by which a page tells it to people who point at it and to scripts out."""

from __future__ import annotations

from markupsafe import Markup

from stdpub.model.quantities import LimitKind, LimitReading
from stdpub.verify.limit_text import comparison_text, condition_text
from stdpub.write.web.tags import EMPTY, Piece, joined

_TITLE = Piece(' title="{}"')
_DATA = Piece(' data-{}="{}"')


def limit_marks(reading: LimitReading) -> Markup:
    """Return the attributes of an element that limits something; nothing where the limit is kept as text."""
    if reading.kind is LimitKind.TEXT:
        return EMPTY
    said = (
        ("quantity", reading.quantity),
        ("comparator", reading.comparator.value),
        ("low", reading.low),
        ("high", reading.high),
        ("unit", reading.unit),
        ("when", reading.condition),
    )
    title = comparison_text(reading)
    if reading.condition:
        title += f" ({condition_text(reading.condition)})"
    return joined([_TITLE(title), *(_DATA(name, value) for name, value in said if value)])
