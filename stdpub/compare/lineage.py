"""Two versions in; whether a key in both names one thing for ever, or was made anew of what the thing said, out.

Keys that were kept stay on what was reworded. Keys that an import made of words or numbers leave it: what lost its key
is found again under another one.
"""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz.distance import Indel

from stdpub.compare.candidates import Loose
from stdpub.compare.texts import HEADED, Texts

_NEAR = 0.75
"""Likeness of words from which on two texts are one that was reworded."""

_SUBSTANTIAL = 7
_FAR = 0.25
_LOOKED_AT, _MOST = 100, 3_000
"""Things that are looked for, evenly chosen, and among how many: more cannot change what the keys are."""


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
    reworded = sum(old.levels[one] not in HEADED for one, _ in changed)
    left, right = _loose(old, {one for one, _ in shared}), _loose(new, {other for _, other in shared})
    if not left or not right:
        return True
    again = {new.things[at].digest for at in right}
    anew = sum(old.things[at].digest in again and old.size(at) >= _SUBSTANTIAL for at in left)
    step = 1 + len(left) // _LOOKED_AT
    anew += step * _found_again(old, new, left[::step], right[:_MOST])
    return anew <= max(2, reworded / 2, min(len(left), len(right)) / 10)


def _loose(side: Texts, kept: set[int]) -> list[int]:
    """Return what has a key that the other version does not know."""
    return [at for at, thing in enumerate(side.things) if thing.side.key and at not in kept]


def _found_again(old: Texts, new: Texts, left: Sequence[int], right: Sequence[int]) -> int:
    """Return how many things stand in the later version under another key."""
    pairs = Loose(old, new, left, right, [-1] * len(old.things)).by_words()
    return len(
        {
            one
            for one, other in pairs
            if old.levels[one] is new.levels[other]
            and len(old.words(one)) >= _SUBSTANTIAL
            and _likeness(old, new, (one, other)) >= _NEAR
        }
    )


def _likeness(old: Texts, new: Texts, pair: tuple[int, int]) -> float:
    return Indel.normalized_similarity(old.spelt(pair[0]), new.spelt(pair[1]))


def _named_otherwise(old: Texts, new: Texts, pair: tuple[int, int]) -> bool:
    return old.titles[pair[0]] != new.titles[pair[1]] or not old.titles[pair[0]]
