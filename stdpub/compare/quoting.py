"""Words that are said to stand in a text in; whether they do, and if not the run of the text that is nearest, out.

White space does not count, but where words and numbers begin and end does: `5 cm` does not stand in `2,5 cm`, `able` not
in `table`, and `no table` not in `not able`. Chinese parts its words by nothing, so any characters of it may be quoted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.fuzz import partial_ratio_alignment

from stdpub.compare.redline import redline
from stdpub.model.changes import Redline
from stdpub.model.patterns import regex

_SPACE = regex(r"\s+")
_BLANKS = regex(r"[ \t]+")
_LINES = regex(r"[ \t]*\n\s*")
_GROUPS = regex(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?!\d)")
"""Digits in groups of three, as `10 000`."""

_LONGEST = 20_000
"""Characters of a quote for which the nearest words are looked for."""

_END = 300
"""Characters at either end of a long quote that are looked for: time grows with their square."""

_MOST = 400_000
_CLOSE = 40.0
_WORK = 5_000_000
"""Characters that are held against the places where a quote may stand: a quote may be made to nearly stand everywhere."""

_POINTS = frozenset(".,:/")
_MINUS = frozenset("-\u2212")
_JOINTS = frozenset("-\u2010\u2011'\u2019")
"""What joins the parts of one word: hyphens and apostrophes."""


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


class _Packed:
    """A text without white space; `gaps` tells for each of its characters what stood before it.

    A space parts words or numbers, `g` the groups of one number, `?` is where nobody knows, and `.` all else.
    """

    def __init__(self, text: str, unknown: Collection[int] = ()) -> None:
        self.text = text
        self.places = [at for at, sign in enumerate(text) if not sign.isspace()]
        self.signs = "".join(text[at] for at in self.places)
        grouped = {at for found in _GROUPS.finditer(text) for at in range(found.start(), found.end())}
        self.gaps = ["."] * (len(self.places) + 1)
        for at in range(1, len(self.places)):
            if at in unknown:
                self.gaps[at] = "?"
            elif self.places[at] - self.places[at - 1] > 1:
                self.gaps[at] = "g" if self.places[at] - 1 in grouped else " "

    def cut(self, at: int) -> bool:
        """Tell whether a quote that begins or ends at an offset would cut a word or a number."""
        if not 0 < at < len(self.signs) or self.gaps[at] in " ?":
            return False
        if self.gaps[at] == "g":
            return True
        before, after = self.signs[at - 1], self.signs[at]
        if _lettered(before) and _lettered(after):
            return True
        outer = (self._sign(at - 2, at - 1), self._sign(at + 1, at + 1))
        if before in _POINTS and after.isdigit():
            return outer[0].isdigit()
        if after in _POINTS and before.isdigit():
            return outer[1].isdigit()
        if before in _JOINTS and after.isalpha():
            return _lettered(outer[0]) and _lettered(after)
        if after in _JOINTS and before.isalpha():
            return _lettered(outer[1]) and _lettered(before)
        return before in _MINUS and after.isdigit() and not (_lettered(outer[0]) or outer[0] in {")", "]", "%"})

    def _sign(self, at: int, gap: int) -> str:
        """Return the character at an offset, nothing where white space stands between."""
        return self.signs[at] if 0 <= at < len(self.signs) and self.gaps[gap] in ".?" else ""


def match(quote: str, text: str, unknown: Collection[int] = ()) -> Match:
    """Return how a quote stands in a text; `unknown` are offsets in the text, without its white space, where some may be."""
    words, whole = _Packed(quote.strip()), _Packed(text, unknown)
    found: Match | None = None
    for at in _places(words, whole):
        end = at + len(words.signs)
        shown = text[whole.places[at] : whole.places[end - 1] + 1]
        if _on_page(shown) == _on_page(words.text):
            return Match(Likeness.EXACT, at, end)
        found = found or Match(Likeness.SAME_WORDS, at, end)
    return found or Match(Likeness.NOT_THERE, nearest=nearest(quote, text))


def _places(words: _Packed, whole: _Packed) -> Iterator[int]:
    """Yield where the words stand in a text, whole words and whole numbers."""
    at = whole.signs.find(words.signs) if words.signs else -1
    left = _WORK
    while at >= 0 and left > 0:
        left -= len(words.signs)
        whole_words = not whole.cut(at) and not whole.cut(at + len(words.signs))
        if whole_words and all(_alike(words, one, whole, at + one) for one in range(1, len(words.signs))):
            yield at
        at = whole.signs.find(words.signs, at + 1)


def _alike(words: _Packed, one: int, whole: _Packed, other: int) -> bool:
    """Tell whether the gaps before a character of the quote and of the text part the same words and numbers."""
    said, stands = words.gaps[one], whole.gaps[other]
    if stands == "?" or "." not in {said, stands} or {said, stands} <= {".", "g"}:
        return True
    before, after = words.signs[one - 1], words.signs[one]
    if before.isdigit() and after.isdigit():
        return False
    if before in _POINTS and after.isdigit() and one > 1 and words.signs[one - 2].isdigit():
        return False
    return not (_lettered(before) and _lettered(after)) or before.isdigit() or after.isdigit()


def _lettered(sign: str) -> bool:
    """Tell whether a character belongs to words or numbers that something parts, as those of Chinese are not."""
    return sign.isascii() and sign.isalnum() if sign < "\x80" else unicodedata.category(sign) in _WORDS


_WORDS = frozenset({"Lu", "Ll", "Lt", "Mn", "Nd", "No"})


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
    start, end = _span(words, whole)
    if start == end:
        return ()
    while start > 0 and _inside(whole, start):
        start -= 1
    while end < len(whole) and _inside(whole, end):
        end += 1
    return redline(whole[start:end].strip(), words)


def _span(words: str, whole: str) -> tuple[int, int]:
    """Return from where to where the nearest run of a text stands; of a long quote its two ends are looked for."""
    head = partial_ratio_alignment(words[:_END], whole, score_cutoff=_CLOSE)
    if len(words) <= _END:
        return (head.dest_start, head.dest_end) if head else (0, 0)
    tail = partial_ratio_alignment(words[-_END:], whole, score_cutoff=_CLOSE)
    start = head.dest_start if head else tail.dest_end - len(words) if tail else 0
    end = tail.dest_end if tail else start + len(words) if head else 0
    if not 0 < end - start < 2 * len(words):
        end = start + len(words)
    return (max(start, 0), min(end, len(whole))) if head or tail else (0, 0)


def _inside(text: str, at: int) -> bool:
    """Tell whether an offset lies inside a word of letters or digits."""
    return bool(re.fullmatch(r"[0-9A-Za-z.,'\u2019-]{2}", text[at - 1 : at + 1]))
