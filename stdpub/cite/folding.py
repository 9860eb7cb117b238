"""Text to the same text in half width with one sign for each dash and space, character for character: offsets stay."""

from __future__ import annotations

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPACES = dict.fromkeys((0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000, 0x9, 0xA, 0xD), " ")
_DASHES = dict.fromkeys((*range(0x2010, 0x2016), 0x2212, 0xFE58, 0xFE63, 0xFF0D), "-")
_MARKS = {0x2215: "/", 0x2044: "/", 0x3010: "[", 0x3011: "]", 0x2236: ":", 0xFE55: ":"}
_FOLDED: dict[int, int | str] = {**_WIDE, **_SPACES, **_DASHES, **_MARKS}


def folded(text: str) -> str:
    """Return a text of the same length with half-width signs, plain spaces and hyphens for all dashes."""
    return text.translate(_FOLDED)
