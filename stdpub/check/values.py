"""A draft in; the numbers in its author's words out, each with its surroundings and the sign of unit behind it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from stdpub.check.draft import Draft, Passage
from stdpub.model.inlines import CrossReference, Inline, Limit, Link, Mark, MarkKind, Text, VerbalForm
from stdpub.model.patterns import regex
from stdpub.model.source import Replace, Span

GAP = "[ \u00a0\u2009\u202f]"
NUMBER = rf"\d{{1,3}}(?:{GAP}\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*"
UNIT = r"[A-Za-zµμΩΩ°℃℉%‰′″]+[²³]?(?:[/·⋅]\(?[A-Za-zµμΩ°℃]+[²³]?(?:[·⋅][A-Za-zµμΩ]+[²³]?)?\)?)?"
"""What may be a unit; `has_unit` tells whether it is."""

_GAPS = frozenset(" \u00a0\u2009\u202f")
_NUMBER = regex(
    rf"[0-9.,](?<![A-Za-z0-9_.,].)(?:(?<=[.,])[0-9]+"
    rf"|(?<=[0-9])(?:[0-9]{{0,2}}(?:{GAP}[0-9]{{3}})+(?![0-9])(?:[.,][0-9]+)?|[0-9]*(?:[.,][0-9]+)*))"
)
"""A number, or one without a zero before its sign; it begins with one character so that the search is quick."""

_SIGN = regex(r"[A-Za-zµμΩΩ°℃℉%‰′″]+")
_BOUND = regex(r"(?:[A-Za-z0-9_\ufffc][-‐‑/:.#@_+=—–]|[\ufffc#_@$])$")
_WORD = regex(rf"([A-Za-z][A-Za-z/]*|[\u4e00-\u9fff])\.?{GAP}?$")
_RAISED = frozenset({MarkKind.SUPERSCRIPT, MarkKind.SUBSCRIPT})

_PREFIXED = (
    ("m", "kcmdμµn"),
    ("g", "kmμµn"),
    ("s", "mμµnp"),
    ("A", "kmμµ"),
    ("V", "kmMμµ"),
    ("W", "kMGTmμµ"),
    ("N", "kMm"),
    ("J", "kMGm"),
    ("Pa", "khMGm"),
    ("Hz", "kMGTm"),
    ("Ω", "kMmG"),
    ("Ω", "kMmG"),
    ("L", "mμµdh"),
    ("l", "mμµdh"),
    ("F", "μµnpm"),
    ("H", "mμµ"),
    ("mol", "mμµk"),
    ("eV", "kMG"),
    ("B", "kMGTP"),
    ("iB", "KMGT"),
    ("bit", "kMG"),
    ("bps", "kMG"),
    ("t", "kM"),
    ("bar", "m"),
    ("Wh", "kMGT"),
    ("VA", "kM"),
    ("var", "kM"),
    ("Sv", "mμµ"),
    ("Gy", "mμµ"),
    ("Bq", "kMG"),
    ("T", "mμµ"),
    ("S", "mμµ"),
    ("Ah", "mk"),
)
_ALONE = "K mK C min h d ° °C ℃ °F ℉ % ‰ ′ ″ cd lm klm lx klx Wb mWb rad mrad sr dB dBm ha eV r mmHg psi ppm kgce tce"
SIGNS = frozenset({*_ALONE.split(), *(f"{p}{sign}" for sign, prefixes in _PREFIXED for p in ("", *prefixes))}) - {"iB"}
"""The signs of units that stand behind numbers in standards, with their prefixes.

`verify/unit_table.py` reads whatever may be a unit; here a sign has to be one beyond doubt, and in its right case.
"""

_BEFORE_NAMES = (
    "version versions v release edition clause clauses section sections subclause annex appendix table tables figure "
    "figures formula equation part parts step chapter rule item note example requirement level class type grade form "
    "category schedule article paragraph line page no nos number ref see issue draft stage rev revision tls "
    "ssl http oauth ecmascript unicode python java slsa openapi port tag id isbn"
)
_NAMES = frozenset(_BEFORE_NAMES.split())
_NAMES_ZH = frozenset("第表图式录版章节条款项级类型号")
_CAPITALS = regex(r"[A-Z]{2,}[A-Za-z]*|[A-Z]+/[A-Z]+|[B-Z]")


class Value(NamedTuple):
    """A number as it stands in a passage, with the sign of the unit behind it and the gap between them, if any.

    `raised` tells that it is, or touches, a superscript or a subscript; `lifted` are the places of all such in the
    passage. `named` tells that it is part of a name, a date, a reference or an address, and measures nothing.
    """

    passage: Passage
    start: int
    end: int
    number: str
    raised: bool
    named: bool
    gap: str
    unit: str
    lifted: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The passage with code, formulas, pointers and quoted words blotted out."""
        return self.passage.prose.masked

    @property
    def at(self) -> Span:
        """Where the number stands."""
        return self.passage.prose.source(self.start, self.end)

    @property
    def unit_end(self) -> int:
        """Where the sign of the unit ends, or the number where there is none."""
        return self.end + len(self.gap) + len(self.unit)

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Match a pattern from the number on; what holds a superscript or a subscript does not match."""
        found = pattern.match(self.text, self.start)
        if found is not None and self.lifted and _meets(self.lifted, found.start(), found.end()):
            return None
        return found

    def span(self, start: int, end: int) -> Span:
        """Return the place of some characters of the passage."""
        return self.passage.prose.source(start, end)

    def replace(self, start: int, end: int, words: str) -> tuple[Replace, ...]:
        """Return the edit that writes other words for some characters of the passage."""
        return self.passage.prose.replace(start, end, words)


def sign_at(text: str, at: int) -> str:
    """Return the sign of a unit that begins at an offset and ends as a word does, else nothing."""
    found = _SIGN.match(text, at)
    if found is None:
        return ""
    sign = found[0]
    if sign[0] in "%‰℃℉°" and sign not in SIGNS:
        sign = sign[0]
    following = text[at + len(sign) : at + len(sign) + 1]
    if (
        sign not in SIGNS
        or (following.isdigit() and not (sign.endswith("m") and following in "23"))
        or following == "_"
    ):
        return ""
    return sign


def has_unit(words: str) -> bool:
    """Tell whether words of the form of `UNIT` begin with the sign of a unit."""
    return bool(words) and (sign_at(words, 0) != "" or sign_at(re.split("[²³/·⋅]", words)[0], 0) != "")


def values(draft: Draft) -> tuple[Value, ...]:
    """Return every number of a draft; gathered once."""
    return draft.once(_all)


def _all(draft: Draft) -> tuple[Value, ...]:
    return tuple(_values(draft))


def _values(draft: Draft) -> Iterator[Value]:
    last: Passage | None = None
    raised: tuple[tuple[int, int], ...] = ()
    for hit in draft.find(_NUMBER):
        if hit.passage is not last:
            last = hit.passage
            raised = tuple(_raised(last))
        text, start, end = last.prose.masked, hit.start, hit.end
        touched = bool(raised) and _meets(raised, start, end)
        gap = text[end : end + 1] if text[end : end + 1] in _GAPS else ""
        yield Value(
            last, start, end, hit.match[0], touched, _named(text, start), gap, sign_at(text, end + len(gap)), raised
        )


def _meets(ranges: tuple[tuple[int, int], ...], start: int, end: int) -> bool:
    at = bisect_right(ranges, (end, len(ranges) + (1 << 40))) - 1
    return at >= 0 and ranges[at][1] >= start


def _named(text: str, start: int) -> bool:
    before = text[max(0, start - 24) : start]
    if _BOUND.search(before):
        return True
    word = _WORD.search(before)
    if word is None:
        return False
    return word[1] in _NAMES_ZH or word[1].lower() in _NAMES or bool(_CAPITALS.fullmatch(word[1]))


def _raised(passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield the ranges of a passage that stand above or below the line."""
    spans = set(_raised_spans(passage.nodes, within=False))
    for piece in passage.prose.pieces if spans else ():
        if piece.span in spans:
            yield piece.start, piece.start + len(piece.text)


def _raised_spans(nodes: tuple[Inline, ...], *, within: bool) -> Iterator[Span]:
    for node in nodes:
        if isinstance(node, (Text, VerbalForm)):
            if within:
                yield node.span
        elif isinstance(node, Mark):
            yield from _raised_spans(node.children, within=within or node.kind in _RAISED)
        elif isinstance(node, (Link, Limit, CrossReference)):
            yield from _raised_spans(node.children, within=within)
