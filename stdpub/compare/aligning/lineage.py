"""Two versions in; whether a key in both names one thing for ever, or was made anew of what the thing said, out.

Keys that were kept stay on what was reworded. Keys that an import made of words or numbers leave it: what lost its key
is found again under another one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz.distance import Indel

from stdpub.compare.aligning.texts import HEADED, Texts
from stdpub.compare.things import Thing
from stdpub.model.changes import Level

_BEGINNING, _END, _SHORT = slice(24), slice(-24, None), 32
"""Characters by which a text is known again, and how many it must have more than."""

_FAR = 0.25
_LOOKED_AT = 100
"""Things with one key whose texts are compared; more cannot change what the keys are."""


def shared_keys(old: Texts, new: Texts) -> list[tuple[int, int]]:
    """Return the places of what has the same key in both versions and is of the same level."""
    there = {thing.side.key: at for at, thing in enumerate(new.things) if thing.side.key}
    found = ((one, there.get(thing.side.key, -1)) for one, thing in enumerate(old.things) if thing.side.key)
    return [(one, other) for one, other in found if other >= 0 and old.levels[one] is new.levels[other]]


def is_lineage(old: Texts, new: Texts, shared: Sequence[tuple[int, int]]) -> bool:
    """Tell whether the later version kept the keys of the older one."""
    if not shared:
        return False
    changed = [pair for pair in shared if old.things[pair[0]].digest != new.things[pair[1]].digest]
    others = sum(_likeness(old, new, pair) < _FAR for pair in changed[:_LOOKED_AT] if _named_otherwise(old, new, pair))
    if others > len(shared[:_LOOKED_AT]) / 4:
        return False
    reworded = sum(old.levels[one] is Level.PROVISION for one, _ in changed)
    left, right = _loose(old, {one for one, _ in shared}), _loose(new, {other for _, other in shared})
    if not left or not right:
        return True
    anew = _found_again(old, new, left, right)
    return anew <= max(2, reworded / 4)


def _loose(side: Texts, kept: set[int]) -> list[int]:
    """Return what has a key that the other version does not know."""
    return [at for at, thing in enumerate(side.things) if thing.side.key and at not in kept]


def _found_again(old: Texts, new: Texts, left: Sequence[int], right: Sequence[int]) -> int:
    """Return how many things stand in the later version under another key: what begins or ends with the same words."""
    found: set[int] = set()
    for part in (_BEGINNING, _END):
        lefts, rights = _by_part(old, left, part), _by_part(new, right, part)
        for words, group in lefts.items():
            others = rights.get(words, ())
            if len(group) == len(others) == 1 and _about_as_long(old.things[group[0]], new.things[others[0]]):
                found.add(group[0])
    return len(found)


def _by_part(side: Texts, places: Iterable[int], part: slice) -> dict[tuple[Level, str], list[int]]:
    groups: dict[tuple[Level, str], list[int]] = {}
    for at in places:
        text = side.things[at].side.text
        if side.levels[at] not in HEADED and len(text) > _SHORT:
            groups.setdefault((side.levels[at], text[part]), []).append(at)
    return groups


def _about_as_long(one: Thing, other: Thing) -> bool:
    short, long = sorted((len(one.side.text), len(other.side.text)))
    return long <= 2 * short


def _likeness(old: Texts, new: Texts, pair: tuple[int, int]) -> float:
    return Indel.normalized_similarity(old.words(pair[0]), new.words(pair[1]))


def _named_otherwise(old: Texts, new: Texts, pair: tuple[int, int]) -> bool:
    return old.titles[pair[0]] != new.titles[pair[1]] or not old.titles[pair[0]]
