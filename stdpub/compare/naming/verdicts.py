"""All changes within one clause in; what happened to the clause in one word, and whether it is substantive, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from stdpub.compare.naming.limits import compare_limits, limits_in_text
from stdpub.model.changes import Change, ChangeKind, Level
from stdpub.model.patterns import regex

_STUB = regex(
    r"(?i)\s*(?:no stipulations?|reserved|void|vacant|intentionally (?:left )?(?:blank|empty)|not (?:applicable|used)"
    r"|(?:this \w+ (?:has been |is )?)?(?:withdrawn|deleted|removed)|空|无|空白|删除|已删除|废止|作废|本条(?:已)?(?:删除|废止|作废))\s*[.。]?\s*"
)
_RETIRED = regex(
    r"(?i)\b(?:has|have|is|are|was|were)(?: been)? (?:retired|withdrawn|deprecated|obsoleted|discontinued|abolished|removed)\b"
    r"|\bno longer (?:permitted|allowed|valid|in use)\b|已(?:废止|作废|停用|废除|撤销|取消)"
)
_LONE = frozenset({ChangeKind.ADDED, ChangeKind.WITHDRAWN})
_PLACE = (ChangeKind.MOVED, ChangeKind.SPLIT, ChangeKind.MERGED)
_LIMITS = (
    ChangeKind.LIMIT_RELAXED,
    ChangeKind.LIMIT_TIGHTENED,
    ChangeKind.LIMIT_ADDED,
    ChangeKind.LIMIT_REMOVED,
)
_BY_WEIGHT = (
    *_LIMITS,
    ChangeKind.STRENGTHENED,
    ChangeKind.WEAKENED,
    ChangeKind.TERM_CHANGED,
    ChangeKind.FORMULA_CHANGED,
    ChangeKind.TABLE_CHANGED,
    ChangeKind.REFERENCE_UPDATED,
    ChangeKind.REWORDED,
    ChangeKind.UNIT_CHANGED,
    ChangeKind.EDITORIAL,
    *_PLACE,
    ChangeKind.RENUMBERED,
)
_NAMED = frozenset(_BY_WEIGHT[: _BY_WEIGHT.index(ChangeKind.REWORDED)])
_MOST = 0.4


def verdict(changes: Sequence[Change], kept: int = 0) -> tuple[ChangeKind, bool] | None:
    """Return what happened to a clause as a whole, None where nothing did.

    `changes` are those of the clause and of all that stands in it; `kept` is how many provisions in it stayed as they are.
    """
    if not changes:
        return None
    substantive = any(one.substantive for one in changes)
    kind = _whole(changes, kept)
    return kind, substantive and kind not in {ChangeKind.EDITORIAL, ChangeKind.RENUMBERED}


def _whole(changes: Sequence[Change], kept: int) -> ChangeKind:
    own = [one for one in changes if one.level in {Level.CLAUSE, Level.TERM}]
    inner = [one for one in changes if one.level is not Level.CLAUSE]
    for one in own:
        if one.kind in _LONE:
            moved = not one.substantive and any(each.kind is ChangeKind.MOVED for each in inner)
            return ChangeKind.MOVED if moved else one.kind
    if len(changes) == len(own) == 1 and own[0].kind is ChangeKind.REWORDED and own[0].before and own[0].after:
        old, new = own[0].before[0].text, own[0].after[0].text
        if not old or not new:
            return ChangeKind.WITHDRAWN if old else ChangeKind.ADDED
    if _emptied(changes, inner):
        moved = any(one.kind is ChangeKind.MOVED for one in inner)
        return ChangeKind.MOVED if moved else ChangeKind.WITHDRAWN
    times = Counter(one.kind for one in changes)
    if _mostly_moved(inner, kept) or times[ChangeKind.MOVED] == len(changes):
        return ChangeKind.MOVED
    return _most_weighty(changes)


def _emptied(changes: Iterable[Change], inner: Sequence[Change]) -> bool:
    """Tell whether nothing is left of a clause but words that say so."""
    left = [side.text for one in changes for side in one.after if one.level is Level.CLAUSE]
    gone = [one for one in inner if one.kind in {ChangeKind.WITHDRAWN, ChangeKind.MOVED}]
    came = [side.text for one in inner if one.kind is ChangeKind.ADDED for side in one.after]
    if any(_RETIRED.search(text) for text in (*left, *came)):
        return len(gone) >= len(came)
    return bool(left) and not came and all(_STUB.fullmatch(text) for text in left)


def _mostly_moved(inner: Sequence[Change], kept: int) -> bool:
    """Tell whether most of what stood in a clause stands elsewhere now."""
    moved = {side.id for one in inner if one.kind is ChangeKind.MOVED for side in one.before}
    stood = {side.id for one in inner for side in one.before}
    withdrawn = sum(one.kind is ChangeKind.WITHDRAWN for one in inner)
    return len(moved) >= max(1, withdrawn) and len(moved) >= _MOST * (len(stood) + kept)


def _most_weighty(changes: Sequence[Change]) -> ChangeKind:
    """Return the kind that says most; what was added or withdrawn makes a clause stronger or weaker."""
    weighty = [one for one in changes if one.substantive]
    if not weighty and {one.kind for one in changes} & _LONE:
        return ChangeKind.REWORDED
    weighty = weighty or list(changes)
    kinds = Counter(one.kind for one in weighty)
    added = [one for one in weighty if one.kind is ChangeKind.ADDED]
    withdrawn = [one for one in weighty if one.kind is ChangeKind.WITHDRAWN]
    rest = [kind for kind in _BY_WEIGHT if kinds[kind]]
    limits = _limits_over(withdrawn, added)
    if limits is not None:
        return limits
    lone = len(added) + len(withdrawn)
    if rest and ((rest[0] in _LIMITS and 2 * kinds[rest[0]] >= lone) or (rest[0] in _NAMED and kinds[rest[0]] >= lone)):
        return rest[0]
    if added or withdrawn:
        return ChangeKind.STRENGTHENED if len(added) >= len(withdrawn) else ChangeKind.WEAKENED
    return rest[0] if rest else next(iter(kinds))


def _limits_over(withdrawn: Sequence[Change], added: Sequence[Change]) -> ChangeKind | None:
    """Return what happened to the one limit of provisions that were replaced by others."""
    if len(withdrawn) != 1 or not added:
        return None
    old, new = (
        [limit for one in changes for side in (*one.before, *one.after) for limit in limits_in_text(side.text)]
        for changes in (withdrawn, added)
    )
    kinds = [kind for kind in compare_limits(old[:1], new[:1]) if kind in _LIMITS[:2]]
    return kinds[0] if kinds and old and new else None
