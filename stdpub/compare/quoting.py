"""Words that are said to stand in a text in; whether they do, and if not the run of the text that is nearest, out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.fuzz import partial_ratio_alignment

from stdpub.compare.redline import redline
from stdpub.model.changes import Redline

_SPACE = re.compile(r"\s+")
_BLANKS = re.compile(r"[ \t]+")
_LINES = re.compile(r"[ \t]*\n\s*")

_LONGEST = 20_000
"""Characters of a quote for which the nearest words are looked for."""

_MOST = 400_000
_CLOSE = 40.0


class Likeness(StrEnum):
    """How a quote stands in a text."""

    EXACT = "exact"
    SAME_WORDS = "same-words"
    NOT_COVERED = "not-covered"
    NOT_THERE = "not-there"


@dataclass(frozen=True, slots=True)
class Match:
    """How a quote stands in a text: from where to where in the text without white space; or the nearest words, redlined."""

    likeness: Likeness
    start: int = 0
    end: int = 0
    nearest: Redline = ()


def match(quote: str, text: str) -> Match:
    """Return how a quote stands in a text."""
    words, whole = without_space(quote), without_space(text)
    at = whole.find(words) if words else -1
    if at < 0:
        return Match(Likeness.NOT_THERE, nearest=nearest(quote, text))
    exact = _on_page(quote) in _on_page(text)
    return Match(Likeness.EXACT if exact else Likeness.SAME_WORDS, at, at + len(words))


def _on_page(text: str) -> str:
    """Return a text as a page shows it: one blank for several, one end of a line for several."""
    return _LINES.sub("\n", _BLANKS.sub(" ", text.strip()))


def without_space(text: str) -> str:
    """Return a text without white space."""
    return _SPACE.sub("", text)


def nearest(quote: str, text: str) -> Redline:
    """Return the nearest run of a text as it would have to change to be the quote; nothing where nothing is near."""
    words, whole = " ".join(quote.split()), " ".join(text.split())
    if not words or not whole or len(words) > _LONGEST or len(whole) > _MOST:
        return ()
    if len(words) >= len(whole):
        return redline(whole, words)
    found = partial_ratio_alignment(words, whole, score_cutoff=_CLOSE)
    if found is None:
        return ()
    start, end = found.dest_start, found.dest_end
    while start > 0 and _inside(whole, start):
        start -= 1
    while end < len(whole) and _inside(whole, end):
        end += 1
    return redline(whole[start:end].strip(), words)


def _inside(text: str, at: int) -> bool:
    """Tell whether an offset lies inside a word of letters or digits."""
    return bool(re.fullmatch(r"[0-9A-Za-z.]{2}", text[at - 1 : at + 1]))
