"""Words in, Markdown that reads as just these words out."""

from __future__ import annotations

import re

from stdpub.model.patterns import regex

_SPECIAL = regex(r"[\\`*_\[\]{}<$~^|]")
_LINE_MARK = regex(r"(?m)^([ \t>]*)(#{1,6}(?=\s)|[-+](?=\s)|:::|\d{1,9}(?=[.)]\s)|={3,}|-{3,}|>)")


def escaped(words: str) -> str:
    """Return words that Markdown reads as just these words."""
    return _LINE_MARK.sub(_escape_line, _SPECIAL.sub(r"\\\g<0>", words))


def _escape_line(found: re.Match[str]) -> str:
    mark = found[2]
    return f"{found[1]}{mark}\\" if mark.isdigit() else f"{found[1]}\\{mark}"
