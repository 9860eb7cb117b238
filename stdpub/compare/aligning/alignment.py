"""The things of two versions in; which are the same thing, how certain that is, and what is new or gone, out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from stdpub.compare.aligning.assignment import assign
from stdpub.compare.aligning.candidates import Loose
from stdpub.compare.aligning.evidence import Evidence, certainties
from stdpub.compare.aligning.lineage import is_lineage, shared_keys
from stdpub.compare.aligning.matches import By, Match
from stdpub.compare.aligning.recorded import Group, groups
from stdpub.compare.aligning.regrouping import regroup
from stdpub.compare.aligning.texts import HEADED, Texts, texts_of
from stdpub.compare.things import Thing
from stdpub.model.changes import Level
from stdpub.model.keys import KeyRecord

_SURE = 0.995
"""Certainty of two things that say the same in the same place, and of which there is only one in each version."""

_SUBSTANTIAL = 8
"""Words that say by themselves which thing it is, wherever it stands."""

_ROUNDS = 2
"""How often what is loose is weighed again after more of its surroundings is aligned."""

_HELD, _MOST = 2, 0.5
"""How much two clauses hold in common that are paired for that alone: things, and their share."""

_FLOATS = frozenset({Level.TABLE, Level.FIGURE, Level.FORMULA})
_FAMILIES: tuple[frozenset[Level], ...] = (
    HEADED,
    frozenset({Level.PROVISION}),
    frozenset({Level.REFERENCE}),
    _FLOATS,
)


def align(
    before: Sequence[Thing], after: Sequence[Thing], by: By = By.AUTO, records: Sequence[KeyRecord] = ()
) -> tuple[Match, ...]:
    """Return a match for every thing, in the order of the later version with what is gone where it stood.

    `records` are those of the keys of the later version: a split or merger that they tell is certain.
    """
    return regroup(paired(before, after, by, records), before, after)


def paired(
    before: Sequence[Thing], after: Sequence[Thing], by: By = By.AUTO, records: Sequence[KeyRecord] = ()
) -> tuple[Match, ...]:
    """Return the same without looking for splits and mergers that nobody recorded."""
    work = _Aligning(before, after)
    if by is not By.TEXT:
        work.by_record(groups(records, before, after))
        work.by_key(forced=by is By.KEY)
    for family in _FAMILIES:
        work.same_content(family)
        work.by_evidence(family)
    work.by_what_they_hold()
    return tuple(work.matches())


class _Aligning:
    """One alignment: what is paired so far, by places in both versions."""

    def __init__(self, before: Sequence[Thing], after: Sequence[Thing]) -> None:
        self.old, self.new = texts_of(before), texts_of(after)
        self.partner = [-1] * len(before)
        self.back = [-1] * len(after)
        self.certainty = [0.0] * len(before)
        self.kept_keys = False
        self.groups: dict[int, Group] = {}
        self.grouped: tuple[set[int], set[int]] = (set(), set())
        self.evidence = Evidence(self.old, self.new, self.partner, self.back)

    def pair(self, one: int, other: int, certainty: float) -> None:
        """Note that two things are the same."""
        self.partner[one], self.back[other], self.certainty[one] = other, one, certainty

    def by_record(self, recorded: Iterable[Group]) -> None:
        """Note what is known to be split or merged; its leading things are partners, and stay so."""
        for group in recorded:
            self.pair(group.before[0], group.after[0], 1.0)
            self.groups[min(group.after)] = group
            self.grouped[0].update(group.before)
            self.grouped[1].update(group.after)

    def by_key(self, *, forced: bool) -> None:
        """Pair what has the same key, where keys were kept; what has different ones is then never the same."""
        shared = shared_keys(self.old, self.new)
        self.kept_keys = forced or is_lineage(self.old, self.new, shared)
        if self.kept_keys:
            for one, other in shared:
                if one not in self.grouped[0] and other not in self.grouped[1]:
                    self.pair(one, other, 1.0)

    def same_content(self, family: frozenset[Level]) -> None:
        """Pair what says the same: in the same place, then in aligned parents one after the other, then anywhere."""
        if family is HEADED:
            self._unique(family, lambda side, at: (side.paths[at], side.contents[at]))
        self._in_order(family)
        self._unique(family, lambda side, at: side.size(at) >= _SUBSTANTIAL and (side.levels[at], side.contents[at]))

    def _loose(self, family: frozenset[Level]) -> tuple[list[int], list[int]]:
        old, new = self.grouped
        return (
            [at for at, one in enumerate(self.old.levels) if one in family and self.partner[at] < 0 and at not in old],
            [at for at, one in enumerate(self.new.levels) if one in family and self.back[at] < 0 and at not in new],
        )

    def _unique(self, family: frozenset[Level], name: Callable[[Texts, int], Hashable]) -> None:
        """Pair what bears a name that only one thing on each side bears; names differ where contents do."""
        left, right = self._loose(family)
        old, new = self.old.contents, self.new.contents
        both = {old[at] for at in left} & {new[at] for at in right}
        left, right = [at for at in left if old[at] in both], [at for at in right if new[at] in both]
        lefts, rights = _grouped(left, self.old, name), _grouped(right, self.new, name)
        for said, group in lefts.items():
            others = rights.get(said, ())
            if said and len(group) == len(others) == 1 and not self._barred(group[0], others[0]):
                self.pair(group[0], others[0], _SURE)

    def _in_order(self, family: frozenset[Level]) -> None:
        """Pair what says the same in aligned parents, one after the other."""
        left, right = self._loose(family)
        contents = self.old.contents, self.new.contents
        lefts: defaultdict[Hashable, list[int]] = defaultdict(list)
        for at in left:
            home = self.old.parents[at]
            if home >= 0 and self.partner[home] >= 0:
                lefts[self.partner[home], contents[0][at]].append(at)
        taken: defaultdict[Hashable, int] = defaultdict(int)
        for at in right:
            name = (self.new.parents[at], contents[1][at])
            group = lefts.get(name, ())
            if taken[name] < len(group) and not self._barred(group[taken[name]], at):
                self.pair(group[taken[name]], at, _SURE)
                taken[name] += 1

    def by_evidence(self, family: frozenset[Level]) -> None:
        """Pair what is left so that all pairs together are the most probable."""
        left, right = self._loose(family)
        if not left or not right:
            return
        named = Loose(self.old, self.new, left, right, self.partner).by_name()
        for again in range(_ROUNDS):
            left, right = self._loose(family) if again else (left, right)
            placed = Loose(self.old, self.new, left, right, self.partner).by_place()
            pairs = sorted(pair for pair in named | placed if self._open(*pair))
            scores = {pair: self.evidence.score(*pair) for pair in pairs}
            chosen = assign(scores)
            for one, certainty in certainties(scores, chosen).items():
                self.pair(one, chosen[one], certainty)

    def by_what_they_hold(self) -> None:
        """Pair loose clauses of which each holds most of what the other held, the deepest first."""
        old, new = self.old, self.new
        for one in reversed(self._loose(HEADED)[0]):
            held = old.below[one]
            homes = Counter(new.homes[self.partner[at]] for at in held if self.partner[at] >= 0)
            other, common = homes.most_common(1)[0] if homes else (-1, 0)
            if other < 0 or not self._open(one, other):
                continue
            named = bool(old.titles[one]) and old.titles[one] == new.titles[other]
            share = 2 * common / (len(held) + len(new.below[other]))
            if share >= _MOST and (named or common >= _HELD):
                self.pair(one, other, min(share, _SURE))

    def _open(self, one: int, other: int) -> bool:
        """Tell whether two things may still be paired."""
        if one in self.grouped[0] or other in self.grouped[1]:
            return False
        alike = self.old.levels[one] is self.new.levels[other]
        return alike and self.partner[one] < 0 and self.back[other] < 0 and not self._barred(one, other)

    def _barred(self, one: int, other: int) -> bool:
        return self.kept_keys and bool(self.old.things[one].side.key and self.new.things[other].side.key)

    def matches(self) -> Iterator[Match]:
        """Yield everything as matches, in the order of the later version."""
        before, after = self.old.things, self.new.things
        waiting = 0
        for other, thing in enumerate(after):
            one = self.back[other]
            while waiting < one:
                yield from self._gone(waiting)
                waiting += 1
            if other in self.groups:
                group = self.groups[other]
                yield Match(tuple(before[at] for at in group.before), tuple(after[at] for at in group.after), 1.0)
            elif other in self.grouped[1]:
                continue
            elif one >= 0:
                yield Match((before[one],), (thing,), self.certainty[one])
            else:
                yield Match((), (thing,), 1.0)
        for one in range(waiting, len(before)):
            yield from self._gone(one)

    def _gone(self, one: int) -> Iterator[Match]:
        if self.partner[one] < 0 and one not in self.grouped[0]:
            yield Match((self.old.things[one],), (), 1.0)


def _grouped(places: Iterable[int], side: Texts, name: Callable[[Texts, int], Hashable]) -> dict[Hashable, list[int]]:
    groups: dict[Hashable, list[int]] = {}
    for at in places:
        groups.setdefault(name(side, at), []).append(at)
    return groups
