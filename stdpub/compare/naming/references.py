"""Two texts in; whether a document they cite, or what their pointers name, became another, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

from stdpub.model.identifiers import HINTS, find
from stdpub.model.patterns import regex

_VERSION = regex(
    r"\b(?:[Vv]ersions? ?|[Vv]\.? ?)\d+(?:\.\d+)*\b|\b\d+(?:st|nd|rd|th) ed(?:ition|\.)|(?:第\d+版|版本\d+(?:\.\d+)*)"
)
_DRAFT = regex(r"\bdraft[- ](?:[a-z0-9]+-){1,8}\d+\b|https?://[^\s)，。；]+")
_WITHIN = regex(
    r"\b(?:Sections?|Clauses?|Annex(?:es)?|Appendix|Appendices|Tables?|Figures?|Articles?|Parts?|§) ?[A-Z]?\d*(?:\.\d+)*"
    r"(?:\([^()]{1,6}\))*|第[一二三四五六七八九十百千零\d]+[章条节款项]|附录[A-Z]|[表图式]\s?[A-Z]?\.?\d+"
)
_EDITION = regex(r"[:—]|-(?=\d{1,4}$)|\s+[Vv]\.?\d")
_MASK = "\ue001"


@lru_cache(maxsize=2048)
def cited(text: str) -> tuple[Counter[str], str]:
    """Return the documents, versions and places that a text cites, and the text with a mark for each of them.

    It is asked again for the same words, so nobody may change what it returns.
    """
    found: Counter[str] = Counter()
    lower = text.lower()
    if any(hint in lower for hint in HINTS):
        pieces: list[str] = []
        at = 0
        for one in find(text):
            pieces += (text[at : one.start], _MASK)
            found[one.normal] += 1
            at = one.end
        text = "".join((*pieces, text[at:]))
    for form in (_DRAFT, _VERSION, _WITHIN):
        for each in form.findall(text):
            found[each] += 1
        text = form.sub(_MASK, text)
    return found, text


def same_document(one: Counter[str], other: Counter[str]) -> bool:
    """Tell whether two sets of citations name an edition or part each of one document."""
    names = [{_EDITION.split(each)[0] for each in found if not each[0].isdigit()} for found in (one, other)]
    return bool(names[0] & names[1])


def only_versions(went: Counter[str], came: Counter[str]) -> bool:
    """Tell whether all that differs are versions of what is cited in both."""
    return all(_VERSION.fullmatch(each) for each in (*went, *came))


def pointers_differ(before: Sequence[str], after: Sequence[str], became: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether pointers name other things than before; `became` maps an id to what that thing is in the later version."""
    if len(before) != len(after):
        return Counter(before) != Counter(after)
    return any(not _same(one, other, became) for one, other in zip(before, after, strict=True))


def _same(one: str, other: str, became: Mapping[str, frozenset[str]]) -> bool:
    if one == other:
        return True
    if one[:1] != other[:1]:
        return False
    return other[1:] in became.get(one[1:], frozenset())
