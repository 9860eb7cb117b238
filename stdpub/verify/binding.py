"""A limit in its sentence in; whether it binds, or says when something else does, out."""

from __future__ import annotations

from stdpub.model.patterns import regex
from stdpub.model.quantities import Role, Run
from stdpub.verify.limit_words import AGAIN, ATTRIBUTE, FINE, MODAL_BEHIND, SUBJECT, WHILE, LimitWords

_MODAL = regex(r"(?i)\b(?:shall|must|should|may|can|will|need to|has to|have to|verify|ensure)\b")
_PART = regex(r" of (?:all|the|those|its|their|any)\b")
_LAID_DOWN = regex(r"(?i)\b(?:shall|must|should)\b")
_FRONTED = regex(r"(?i)\s*(?:for|in|at|with|after|before|until|above|below)\s+\S+\s+\S+")
_OBLIGING = regex("应|宜|须|不得|禁止|拒绝|允许|要求|确保|处")
_CASE_ENDS = frozenset("，,；;。：")
_SENTENCE_ENDS = frozenset("。；;，,")


def role_of(text: str, segment: str, at: Run, words: LimitWords, *, bare: bool) -> Role:
    """Return the role of the limit at `at`; `segment` is what stands before it since the last comma.

    `bare` says that it is `more than` or `less than` without a negation, which describe more often than they bind.
    """
    condition = (_chinese if words.chinese else _english)(text, segment, at, words, bare=bare)
    return Role.CONDITION if condition else Role.BOUND


def _english(text: str, segment: str, at: Run, words: LimitWords, *, bare: bool) -> bool:
    cues = [found.end() for found in words.subordinate.finditer(segment)]
    if cues:
        return not _MODAL.search(segment, cues[-1])
    binding = bool(words.binding.search(segment))
    if bare:
        if "%" in text[at.start : at.end] and _PART.match(text, at.end) and not _LAID_DOWN.search(segment):
            return True
        relative = [found.end() for found in words.relative.finditer(segment)]
        return not (_MODAL.search(segment, relative[-1]) if relative else binding)
    if segment.strip() and not binding and SUBJECT.match(segment) and MODAL_BEHIND.match(text, at.end):
        return True
    followed = text[at.end : at.end + 2].lstrip("`)").startswith(",")
    return followed and not binding and bool(_FRONTED.match(segment))


def _chinese(text: str, segment: str, at: Run, words: LimitWords, *, bare: bool) -> bool:
    if FINE.match(text, at.end):
        return False
    obliging = bool(_OBLIGING.search(segment))
    attribute = ATTRIBUTE.match(text, at.end)
    if attribute and attribute[1] == "时":
        return True
    if not obliging and (words.subordinate.search(segment) or WHILE.match(text, at.end)):
        return True
    if attribute and attribute[1] in {"的", "者"} and not obliging:
        again = AGAIN.match(text, attribute.end())
        return not words.refused.match(text, at.end) and (bare or bool(again) or _partitive(text, at, attribute.end()))
    return bare and not obliging and at.end < len(text) and text[at.end] not in _SENTENCE_ENDS


def _partitive(text: str, at: Run, end: int) -> bool:
    """Tell whether 的 makes a case or a share of a limit: 十万元以上的，and 90%以上的所有攻击."""
    return text[end : end + 1] in _CASE_ENDS or "%" in text[at.start : at.end]
