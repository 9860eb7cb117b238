"""Two versions and what is not yet aligned of them in; the pairs that are worth weighing out: few for each thing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain
from math import log

from stdpub.compare.aligning.texts import HEADED, Texts

_RARE = 8
"""A word is rare when at most so many things of one version have it."""

_SPREAD = 16
"""How many things of one version may share a title, number or key in order to be compared with one another."""

_KEPT = 3
"""Pairs that rare words find for each thing."""

_FEW = 3
"""So many times fewer rare words than the nearest thing has make no candidate."""

_REACH = 1
"""How far apart in order two things may stand between the same neighbours in order to be compared."""


class Loose:
    """What is not yet aligned: places in both versions, and the partner of each aligned thing of the older one."""

    def __init__(
        self, old: Texts, new: Texts, left: Sequence[int], right: Sequence[int], partner: Sequence[int]
    ) -> None:
        self.old, self.new = old, new
        self.left, self.right = left, right
        self.partner = partner

    def by_name(self) -> set[tuple[int, int]]:
        """Return pairs of things that share a title, a number of their own, a key, or rare words."""
        found = self._sharing(lambda side, at: side.titles[at] and (side.titles[at], side.levels[at]))
        found |= self._sharing(lambda side, at: side.levels[at] in HEADED and side.things[at].side.number)
        found |= self._sharing(lambda side, at: side.things[at].side.key)
        return found | self.by_words()

    def _sharing(self, name: Callable[[Texts, int], Hashable]) -> set[tuple[int, int]]:
        """Return the pairs that have the same name, where few have it."""
        rights: defaultdict[Hashable, list[int]] = defaultdict(list)
        lefts: defaultdict[Hashable, list[int]] = defaultdict(list)
        for at in self.right:
            rights[name(self.new, at)].append(at)
        for at in self.left:
            lefts[name(self.old, at)].append(at)
        return {
            (one, other)
            for said, group in lefts.items()
            if said and len(group) <= _SPREAD and len(rights.get(said, ())) <= _SPREAD
            for one in group
            for other in rights.get(said, ())
        }

    def by_words(self) -> set[tuple[int, int]]:
        """Return for each thing the few others that share most of its rare words."""
        lefts = {at: self.old.signs(at) for at in self.left}
        times = Counter(chain.from_iterable(lefts.values()))
        rare = {word for word, number in times.items() if number <= _RARE}
        rights = {at: rare & self.new.signs(at) for at in self.right}
        spread = Counter(chain.from_iterable(rights.values()))
        worth = {
            word: log(2 * _RARE / max(number, times[word])) + 0.1 for word, number in spread.items() if number <= _RARE
        }
        known = set(worth)
        places: defaultdict[str, list[int]] = defaultdict(list)
        for at, said in lefts.items():
            for word in known & said:
                places[word].append(at)
        return {(one, at) for at, said in rights.items() for one in _nearest(known & said, worth, places)}

    def by_place(self) -> set[tuple[int, int]]:
        """Return what stands in aligned parents, in the same order between what is aligned there."""
        aligned = [-1] * len(self.new.things)
        for partner in self.partner:
            if partner >= 0:
                aligned[partner] = partner
        gaps = _gaps(self.old, self.left, self.partner)
        others = _gaps(self.new, self.right, aligned)
        found: set[tuple[int, int]] = set()
        for place, group in gaps.items():
            other = others.get(place, ())
            ratio = len(other) / len(group)
            for at, one in enumerate(group):
                middle = int(at * ratio)
                found.update((one, each) for each in other[max(0, middle - _REACH) : middle + _REACH + 1])
        return found


def _nearest(said: AbstractSet[str], worth: Mapping[str, float], places: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the few things that share most of some rare words."""
    shared: defaultdict[int, float] = defaultdict(float)
    for word in said:
        value = worth[word]
        for one in places[word]:
            shared[one] += value
    if len(shared) < _FEW:
        return list(shared)
    least = max(shared.values()) / _FEW
    ranks = sorted((-round(value, 6), one) for one, value in shared.items() if value > least)
    return [one for _, one in ranks[:_KEPT]]


def _gaps(side: Texts, loose: Sequence[int], names: Sequence[int]) -> dict[tuple[int, int, bool], list[int]]:
    """Return what is loose by place: its parent, and the aligned thing before it there, both by their common name."""
    wanted = {at: side.places[at] for at in loose}
    places = set(wanted.values())
    last: dict[tuple[int, bool], int] = {}
    gaps: dict[tuple[int, int, bool], list[int]] = {}
    for at, place in enumerate(side.places):
        if place not in places:
            continue
        common = names[at]
        if common >= 0:
            last[place] = common
        elif at in wanted:
            parent = place[0]
            above = names[parent] if parent >= 0 else -1
            if parent < 0 or above >= 0:
                gaps.setdefault((above, last.get(place, -1), place[1]), []).append(at)
    return gaps
