"""Text in; the words it is compared by out, which are the text when they are joined.

Verbal forms, numbers with their units, dates and identifiers stay whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from stdpub.model.identifiers import HINTS, find
from stdpub.model.patterns import regex
from stdpub.model.verbal_forms import GB_T_1_1, LAW
from stdpub.verify.unit_signs import SPACE, signs_at

_CHINESE_FORMS = sorted({form.words for form in (*GB_T_1_1, *LAW) if len(form.words) > 1}, key=len, reverse=True)
_HELPING = "shall|should|must|may|can|could|might|need|ought|is|are|do|does|will"
_DENIED = rf"(?:{_HELPING}|(?:{_HELPING.upper()}))[ \u00a0](?:not|NOT)(?![\w-])"
_NUMBER = (
    r"(?:(?<![A-Za-z0-9_)\]%’'])[+−±-])?"  # a sign stands before a number only where no word ends
    r"\d+(?:[ \u00a0\u2009\u202f]\d{3}(?!\d))*"
    r"(?:[.,/:：~～–—-]\d+)*(?:[×·]10[⁺⁻]?[⁰¹²³⁴-⁹]+)?(?:[A-Za-z]+\d*(?!\w))?"
)
_TOKEN = regex(
    rf"{_DENIED}|[A-Z](?:\.\d+)+|[A-Za-z\u00c0-\u024f][A-Za-z0-9_\u00c0-\u024f]*(?:['’.-][A-Za-z0-9]+)*"
    rf"|\s+|{_NUMBER}|{'|'.join(_CHINESE_FORMS)}"
    r"|[^\W\d_\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff]+"
    r"|——|-{2,}|…+|\.{2,}|_+|.",
    re.DOTALL,
)
_ADDRESS = regex(r"(?:https?://|ftp://|mailto:|urn:|www\.)[^\s<>\"，。；、！？（）《》“”]+")
_ADDRESS_SIGNS = ("://", "www.", "mailto:", "urn:")
_ADDRESS_ENDS = ".,;:!?)]}'"
_DIGIT = regex(r"\d")
_NUMBER_BEGINS = frozenset("0123456789+−±-")
_WEIGHTED = "(A)"
"""Stands behind the unit of a sound level."""


def words(text: str) -> tuple[str, ...]:
    """Return the tokens of a text in mixed Chinese and English; blanks and marks are tokens, too."""
    tokens: list[str] = []
    at = 0
    for start, end in _kept(text):
        tokens.extend(_TOKEN.findall(text[at:start]))
        tokens.append(text[start:end])
        at = end
    tokens.extend(_TOKEN.findall(text[at:] if at else text))
    return tuple(_with_units(text, tokens) if _DIGIT.search(text) else tokens)


def _kept(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the addresses and identifiers of standards stand, from left to right."""
    spans: list[tuple[int, int]] = []
    if any(sign in text for sign in _ADDRESS_SIGNS):
        spans = [
            (found.start(), found.start() + len(found[0].rstrip(_ADDRESS_ENDS))) for found in _ADDRESS.finditer(text)
        ]
    lower = text.lower()
    if any(hint in lower for hint in HINTS):
        spans = sorted([*spans, *((one.start, one.end) for one in find(text))])
    reached = 0
    for start, end in spans:
        if start >= reached:
            yield start, end
            reached = end


def _with_units(text: str, tokens: list[str]) -> list[str]:
    """Return tokens with the unit that is printed behind a number in the number's token: `25 ℃`, `100 W/(m²·K)`."""
    ends = list(accumulate(map(len, tokens)))
    joined: list[str] = []
    done = 0
    for at in [at for at, token in enumerate(tokens) if token[-1].isdigit() and token[0] in _NUMBER_BEGINS]:
        gap = SPACE.match(text, ends[at])
        unit = signs_at(text, gap.end() if gap else ends[at]) if at >= done else None
        if unit is None:
            continue
        end = unit.end + (len(_WEIGHTED) if text.startswith(_WEIGHTED, unit.end) and text[unit.end - 1] == "B" else 0)
        last = bisect_left(ends, end, at)
        joined += tokens[done:at]
        joined += [text[ends[at] - len(tokens[at]) : end], *filter(None, [text[end : ends[last]]])]
        done = last + 1
    return joined + tokens[done:]
