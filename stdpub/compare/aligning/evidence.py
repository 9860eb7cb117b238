"""Two things in; how probable it is that they are the same thing, by what they say, their names and where they stand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import exp
from operator import mul
from types import MappingProxyType

from rapidfuzz.distance import Indel
from rapidfuzz.fuzz import ratio

from stdpub.compare.aligning.texts import Texts
from stdpub.model.changes import Level

_FEW = 4
"""Words of which a text must have more to say by itself which thing it is."""

_FAR, _HOPELESS = 0.25, -9.0
"""Likeness of two provisions below which nothing else is looked at, and the odds of such a pair."""

_SHIFT, _SLOPE = 1.0, 1.2
"""How the odds of chosen pairs become a certainty: fitted so that of pairs that say 0.9 at least nine in ten are right."""

# The weights of what is looked at, in the order of `Evidence.signs`: base; text alike, unlike; short text same, other;
# one text empty; title same, nobody else's, near, other; number same, other; parent same, other; the thing before the
# same, the thing after; key the same; another kind of provision. Fitted on edited standards, judged on real editions.
_HEADED = (-1.5, 8.0, -4.0, 0.2, -1.5, -1.5, 1.7, 3.0, 1.8, -2.4, 1.5, -0.2, 0.9, -1.3, 1.2, 1.2, 2.5, 0.0)
_SAID = (-1.9, 9.5, -4.0, 2.0, -2.5, -2.0, 1.0, 1.0, 1.0, -1.0, 0.6, -0.3, 1.2, -1.7, 1.5, 1.5, 3.0, -0.7)
_NAMED = (-2.7, 7.5, -3.3, 1.0, -1.2, -1.0, 3.0, 1.3, 2.2, -2.2, 1.2, -0.3, 0.8, -1.2, 1.0, 1.0, 2.5, 0.0)

_WEIGHTS: Mapping[Level, Sequence[float]] = MappingProxyType(
    {
        Level.CLAUSE: _HEADED,
        Level.TERM: _NAMED,
        Level.PROVISION: _SAID,
        Level.REFERENCE: _NAMED,
        Level.TABLE: _NAMED,
        Level.FIGURE: _NAMED,
        Level.FORMULA: _SAID,
    }
)


class Evidence:
    """What speaks for pairs of two versions, given what is aligned so far."""

    def __init__(self, old: Texts, new: Texts, partner: Sequence[int], back: Sequence[int]) -> None:
        self._old, self._new = old, new
        self._partner, self._back = partner, back
        self._alike: dict[tuple[int, int], float] = {}

    def score(self, one: int, other: int) -> float:
        """Return the logarithm of the odds that two things are the same, before others are looked at."""
        level = self._old.levels[one]
        weights = _WEIGHTS[level]
        if level is Level.PROVISION and self._is_far(one, other):
            return _HOPELESS
        return sum(map(mul, weights, self.signs(one, other)), 0.0)

    def _is_far(self, one: int, other: int) -> bool:
        """Tell whether two texts are long enough and unlike enough to be no pair wherever they stand."""
        old, new = self._old.words(one), self._new.words(other)
        return min(len(old), len(new)) > _FEW and self.alike(one, other) < _FAR

    def signs(self, one: int, other: int) -> tuple[float, ...]:
        """Return what is weighed, in the order of the weights."""
        return (1.0, *self._text(one, other), *self._title(one, other), *self._place(one, other))

    def alike(self, one: int, other: int) -> float:
        """Return how much of the words of two things is common, in order: 0 to 1."""
        found = self._alike.get((one, other))
        if found is None:
            found = Indel.normalized_similarity(self._old.words(one), self._new.words(other))
            self._alike[one, other] = found
        return found

    def _text(self, one: int, other: int) -> tuple[float, float, float, float, float]:
        """Return likeness above the half, below it, and for short texts: same, other, one empty."""
        old, new = self._old.words(one), self._new.words(other)
        if not old or not new:
            return 0.0, 0.0, 0.0, 0.0, float(bool(old or new))
        if min(len(old), len(new)) <= _FEW:
            return (0.0, 0.0, 1.0, 0.0, 0.0) if old == new else (0.0, 0.0, 0.0, 1.0 - self.alike(one, other), 0.0)
        like = self.alike(one, other)
        return max(0.0, like - 0.4), max(0.0, 0.4 - like) * 2.5, 0.0, 0.0, 0.0

    def _title(self, one: int, other: int) -> tuple[float, float, float, float]:
        """Return whether titles are the same, and nobody else's; how near they are, and whether they are far."""
        old, new = self._old.titles[one], self._new.titles[other]
        if not old and not new:
            return 0.0, 0.0, 0.0, 0.0
        if old == new:
            name = (self._old.levels[one], old)
            own = self._old.title_counts[name] == 1 and self._new.title_counts[name] == 1
            return 1.0, float(own), 0.0, 0.0
        near = max(ratio(old, new) / 100, _contained(old, new))
        return 0.0, 0.0, max(0.0, near - 0.6) * 2.5, float(near < 0.6)

    def _place(self, one: int, other: int) -> tuple[float, ...]:
        old, new = self._old, self._new
        thing, thing_now = old.things[one], new.things[other]
        same = thing.side.number == thing_now.side.number
        parent, parent_now = old.homes[one], new.homes[other]
        expected = self._partner[parent] if parent >= 0 else -1
        together = expected == parent_now and (parent < 0) == (parent_now < 0)
        apart = not together and (parent < 0 or parent_now < 0 or expected >= 0 or self._back[parent_now] >= 0)
        left, right = old.neighbours[0][one], old.neighbours[1][one]
        left_now, right_now = new.neighbours[0][other], new.neighbours[1][other]
        key = thing.side.key
        return (
            float(same),
            float(not same),
            float(together),
            float(apart),
            float(self._partner[left] == left_now if left >= 0 and left_now >= 0 else left == left_now and together),
            float(
                self._partner[right] == right_now if right >= 0 and right_now >= 0 else right == right_now and together
            ),
            float(bool(key) and key == thing_now.side.key),
            float(thing.kind is not thing_now.kind),
        )


def _contained(one: str, other: str) -> float:
    """Return how near two titles are of which one has all the words of the other, in order, and more."""
    short, long = sorted((one, other), key=len)
    held = short in long and (" " in short or len(short) * 2 > len(long))
    return 0.8 + 0.2 * len(short) / len(long) if held else 0.0


def certainties(scores: Mapping[tuple[int, int], float], chosen: Mapping[int, int]) -> dict[int, float]:
    """Return how certain each chosen pair is: its odds against none, and against each other pair of its two things.

    Another pair counts the less, the surer the thing it would take is of its own partner.
    """
    back = {right: left for left, right in chosen.items()}
    against: dict[int, float] = {left: exp(-_held(scores[left, right])) for left, right in chosen.items()}
    for (left, right), score in scores.items():
        for owner, rival in ((left, right), (back.get(right, -1), left)):
            partner = chosen.get(owner, -1)
            if partner < 0 or (left, right) == (owner, partner):
                continue
            taken = back.get(rival, -1) if owner == left else rival
            hold = scores.get((taken, chosen[taken]), 0.0) if taken in chosen else 0.0
            loss = score - scores[owner, partner] - max(0.0, hold)
            against[owner] += exp(_held(loss))
    return {left: 1 / (1 + exp(-_SHIFT) * value**_SLOPE) for left, value in against.items()}


def _held(score: float) -> float:
    return max(-30.0, min(30.0, score))
