"""Aligned things in; whether one moved or was renumbered, and what every id became, out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence

from stdpub.compare.aligning.matches import Match
from stdpub.compare.things import Thing
from stdpub.model.changes import Level

_HOLDERS = frozenset({Level.CLAUSE, Level.TERM})
_NUMBERED = frozenset({Level.CLAUSE, Level.TERM, Level.TABLE, Level.FIGURE, Level.FORMULA})


class Places:
    """Where things stand in both versions."""

    def __init__(self, matches: Sequence[Match], before: Sequence[Thing]) -> None:
        self._before = {thing.side.id: thing for thing in before}
        self._after = {thing.side.id: thing for match in matches for thing in match.after}
        self._below = (_by_parent(self._before), _by_parent(self._after))
        self._homes: tuple[dict[str, str], dict[str, str]] = ({}, {})
        became: dict[str, set[str]] = {}
        for match in matches:
            for one in match.before:
                became.setdefault(one.side.id, set()).update(other.side.id for other in match.after)
        self.became = {name: frozenset(ids) for name, ids in became.items()}
        self._out_of_order = frozenset(self._shuffled(matches))
        self._moved = {
            one.side.id
            for match in matches
            if len(match.before) == len(match.after) == 1
            for one in match.before
            if self.moved(one, match.after[0])
        }

    def moved(self, before: Thing, after: Thing) -> bool:
        """Tell whether a thing stands in another clause than before, or a clause before another of its siblings."""
        if after.side.level is Level.REFERENCE:
            return False
        old, new = self.clause_of(before, later=False), self.clause_of(after, later=True)
        if old != new and new not in self.became.get(old, frozenset()):
            return True
        return before.side.id in self._out_of_order

    def clause_of(self, thing: Thing, *, later: bool) -> str:
        """Return the id of the clause or term entry that a thing stands in, empty for one on top."""
        known = self._homes[later]
        home = known.get(thing.parent)
        if home is None:
            found = self._after if later else self._before
            home = thing.parent
            while home and home in found and found[home].side.level not in _HOLDERS:
                home = found[home].parent
            known[thing.parent] = home
        return home

    def within(self, clause: str, *, later: bool) -> Iterator[Thing]:
        """Yield everything in a clause, at any depth."""
        stack = [clause]
        children = self._below[later]
        while stack:
            for thing in children.get(stack.pop(), ()):
                yield thing
                stack.append(thing.side.id)

    def renumbered(self, before: Thing, after: Thing) -> bool:
        """Tell whether a thing with a number of its own has another, and not because what it stands in moved."""
        old, new = (str(getattr(thing.nodes[0], "number", "")) for thing in (before, after))
        if old == new or not (old and new) or after.side.level not in _NUMBERED:
            return False
        above = before.parent
        while above:
            if above in self._moved:
                return False
            above = self._before[above].parent if above in self._before else ""
        return True

    def _shuffled(self, matches: Sequence[Match]) -> Iterator[str]:
        """Yield the ids of clauses that stand before or after other siblings than they did: as few as can be."""
        order = {name: at for at, name in enumerate(self._before)}
        children: dict[tuple[str, str], list[str]] = {}
        for match in matches:
            if len(match.before) == len(match.after) == 1 and match.after[0].side.level is Level.CLAUSE:
                one, other = match.before[0], match.after[0]
                children.setdefault((one.parent, other.parent), []).append(one.side.id)
        for names in children.values():
            kept = _longest_rise([order[name] for name in names])
            yield from (name for at, name in enumerate(names) if at not in kept)


def _by_parent(things: Mapping[str, Thing]) -> dict[str, list[Thing]]:
    found: dict[str, list[Thing]] = {}
    for thing in things.values():
        found.setdefault(thing.parent, []).append(thing)
    return found


def _longest_rise(numbers: Sequence[int]) -> set[int]:
    """Return the places of a longest increasing subsequence."""
    ends: list[int] = []
    at_end: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(ends, number)
        before.append(at_end[at - 1] if at else -1)
        if at == len(ends):
            ends.append(number)
            at_end.append(place)
        else:
            ends[at] = number
            at_end[at] = place
    found: set[int] = set()
    place = at_end[-1] if at_end else -1
    while place >= 0:
        found.add(place)
        place = before[place]
    return found
