"""Kinds of characters as Markdown sees them: white space, punctuation, letters, Chinese text; and how wide they stand."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
"""What a backslash can stand before."""

_CJK = (
    "\u1100\u11ff",
    "\u2014\u2014",
    "\u2018\u2019",
    "\u201c\u201d",
    "\u2026\u2026",
    "\u2e80\u2fdf",
    "\u2ff0\u303f",
    "\u3041\u33ff",
    "\u3400\u4dbf",
    "\u4e00\u9fff",
    "\ua960\ua97f",
    "\uac00\ud7ff",
    "\uf900\ufaff",
    "\ufe30\ufe4f",
    "\uff01\uffee",
    "\U00020000\U0003ffff",
)
"""First and last character of each range of characters that Chinese, Japanese and Korean texts are set with."""


@lru_cache(maxsize=4096)
def character_class(char: str) -> str:
    """Return `space`, `punctuation` or `letter`, the last two with `cjk` before them where that applies."""
    if not char or char.isspace():
        return "space"
    wide = "cjk " if any(ends[0] <= char <= ends[1] for ends in _CJK) else ""
    if char in PUNCTUATION or (char >= "\x80" and unicodedata.category(char)[0] in "PS"):
        return wide + "punctuation"
    return wide + "letter"


def columns(text: str) -> int:
    """Return how many columns of an editor or terminal a text takes: Chinese characters two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)
