"""Say in markup what the fonts have no glyph for: raised and lowered letters, and the many kinds of space."""

from __future__ import annotations

import re
import unicodedata

_RAISED = "ʰ-ʸˠ-ˤᴬ-ᵪᵸᶛ-ᶿ⁰ⁱ⁵-⁹⁺-ⁿ₀-₎ₐ-ₜⱼⱽ"
_SPACES = "\u2000-\u200a\u202f\u205f"
_WANTING = re.compile(f"[{_RAISED}{_SPACES}]")
_MARKUP_OR_WANTING = re.compile(f"<[^>]*>|[{_RAISED}{_SPACES}]")
_WIDE_SPACES = frozenset("\u2000\u2001\u2002\u2003\u2004")


def printable(markup: str) -> str:
    """Return the markup of a page's body, with elements for characters that no font of the page has."""
    return _MARKUP_OR_WANTING.sub(_said, markup) if _WANTING.search(markup) else markup


def _said(found: re.Match[str]) -> str:
    character = found[0]
    if character.startswith("<"):
        return character
    if character.isspace():
        return " " if character in _WIDE_SPACES else "\u00a0"
    kind, _, _ = unicodedata.decomposition(character).partition(" ")
    element = {"<super>": "sup", "<sub>": "sub"}.get(kind)
    plain = unicodedata.normalize("NFKC", character)
    return f"<{element}>{plain}</{element}>" if element else character
