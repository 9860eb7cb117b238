"""Matches of one to one in; the same with what was split or merged found among what came, went and was reworded, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias, TypeVar

from stdpub.compare.aligning.matches import Match
from stdpub.compare.things import Thing
from stdpub.model.changes import Level
from stdpub.model.patterns import regex
from stdpub.model.standard import Clause

_WORD = regex(r"\d+(?:\.\d+)*|[^\W\d_\u2e80-\u9fff]+|[\u3400-\u9fff]")
_T = TypeVar("_T")
_PART = 0.8
"""Share of a part's words that have to stand in the whole."""
_WHOLE = 0.75
"""Share of the words of the whole that its parts have to have together."""
_ALONE = 0.85
"""A part with a greater share of the whole is the whole, reworded."""
_FEWEST = 3
"""Words that a part has at least."""

_RARE = 6
"""Things that a rare word is in at most."""

_MOST_NEAR = 200
"""Things in new clauses among which parts are looked for; where more came, the clauses are new and not split."""

_SEVERAL = 2
"""Things that moved from one clause to another where parts of a third may have done so, too."""

_Homes: TypeAlias = "tuple[Mapping[str, str], Mapping[str, str]]"

_Place: TypeAlias = "tuple[Level, str]"
"""A level, and the name of what things of it stand in."""

_HEADED = frozenset({Level.CLAUSE, Level.TERM})
_WORDED = frozenset({Level.PROVISION, Level.TABLE, Level.TERM})


@dataclass(slots=True)
class _Group:
    before: list[Thing]
    after: list[Thing]
    certainty: float


def regroup(matches: Sequence[Match], before: Sequence[Thing], after: Sequence[Thing]) -> tuple[Match, ...]:
    """Return the matches with one for each split and merger; matches of several that there are already stay."""
    alone = {
        id(thing) for match in matches if not (match.before and match.after) for thing in match.before + match.after
    }
    went, came = ([thing for thing in things if id(thing) in alone] for things in (before, after))
    if not came and not went:
        return tuple(matches)
    kept = [(match.before[0], match.after[0]) for match in matches if len(match.before) == len(match.after) == 1]
    changed = [(one, other) for one, other in kept if one.digest != other.digest and other.side.level in _WORDED]
    homes = _homes(matches)
    linked = _linked(kept, homes)
    groups = [
        *_splits(went, came, changed, homes, linked, forward=True),
        *_splits(came, went, [(other, one) for one, other in changed], homes, linked, forward=False),
    ]
    groups += _clauses([*matches, *_matches(groups)], came, went)
    return tuple(_ordered(matches, groups)) if groups else tuple(matches)


def _matches(groups: Iterable[_Group]) -> list[Match]:
    return [Match(tuple(group.before), tuple(group.after), group.certainty) for group in groups]


def _splits(
    wholes: Sequence[Thing],
    parts: Sequence[Thing],
    changed: Sequence[tuple[Thing, Thing]],
    homes: _Homes,
    linked: Mapping[str, frozenset[str]],
    *,
    forward: bool,
) -> Iterator[_Group]:
    """Yield the wholes that came apart; seen from behind (`forward` is false) these are mergers.

    `homes` names for what a thing stands in what became of it, empty where nothing did: parts are looked for there, and
    where other things of it went.
    """

    def start(whole: Thing) -> _Place:
        return whole.side.level, homes[not forward].get(whole.side.id, "")

    worded = [(whole, None) for whole in wholes if whole.side.level in _WORDED]
    starts = {start(whole) for whole, _ in (*worded, *changed)}
    places = {at: [(at[0], name) for name in (at[1], *sorted(linked.get(at[1], ())))] for at in starts}
    wanted = {place for several in places.values() for place in several}
    held = Counter((part.side.level, homes[forward].get(part.side.id, "")) for part in parts)
    near: dict[_Place, _Near] = {}
    for part in parts:
        place = (part.side.level, homes[forward].get(part.side.id, ""))
        if place in wanted and held[place] <= _MOST_NEAR:
            near.setdefault(place, _Near()).add(part)
    taken: set[str] = set()
    for whole, rest in (*worded, *changed) if near else ():
        found: list[Thing] = []
        for place in places[start(whole)]:
            free = [one for one in near[place].like(whole) if one.side.id not in taken] if place in near else []
            found = found or (_apart(whole, rest, free) if free else [])
        if found:
            taken |= {part.side.id for part in found}
            together = [*([rest] if rest else []), *found]
            yield _Group([whole], together, 0.9) if forward else _Group(together, [whole], 0.9)


class _Near:
    """Things of one place, found by words that few of them have."""

    def __init__(self) -> None:
        self._things: list[Thing] = []
        self._with: dict[str, list[int]] = {}

    def add(self, thing: Thing) -> None:
        """Take a thing in."""
        for word in _bag(thing):
            self._with.setdefault(word, []).append(len(self._things))
        self._things.append(thing)

    def like(self, whole: Thing) -> list[Thing]:
        """Return the things that share at least two rare words with a whole."""
        seen: set[int] = set()
        twice: set[int] = set()
        for word in self._with.keys() & _bag(whole).keys():
            holders = self._with[word]
            if len(holders) <= _RARE:
                twice.update(seen.intersection(holders))
                seen.update(holders)
        return [self._things[at] for at in sorted(twice)]


def _linked(kept: Sequence[tuple[Thing, Thing]], homes: _Homes) -> dict[str, frozenset[str]]:
    """Return between which clauses, each named by what became of it, things moved."""
    times: Counter[tuple[str, str]] = Counter()
    for one, other in kept:
        here, there = homes[0].get(one.side.id, ""), homes[1].get(other.side.id, "")
        if here and there and here != there:
            times[here, there] += 1
            times[there, here] += 1
    links: dict[str, set[str]] = {}
    for (here, there), number in times.items():
        if number >= _SEVERAL:
            links.setdefault(here, set()).add(there)
    return {here: frozenset(there) for here, there in links.items()}


def _homes(matches: Sequence[Match]) -> tuple[dict[str, str], dict[str, str]]:
    """Return a name for the clause each thing of either version stands in; empty where the clause came or went."""
    homes: tuple[dict[str, str], dict[str, str]] = ({}, {})
    names = [_names(matches, later=later) for later in (False, True)]
    for later in (False, True):
        found = {thing.side.id: thing for match in matches for thing in (match.after if later else match.before)}
        for thing in found.values():
            above = thing.parent
            while above in found and found[above].side.level not in _HEADED:
                above = found[above].parent
            homes[later][thing.side.id] = names[later].get(above, "")
    return homes


def _names(matches: Sequence[Match], *, later: bool) -> dict[str, str]:
    return {
        thing.side.id: match.after[0].side.id
        for match in matches
        if match.before and match.after
        for thing in (match.after if later else match.before)
    }


def _apart(whole: Thing, rest: Thing | None, free: Sequence[Thing]) -> list[Thing]:
    """Return the parts that a whole came apart into beside the rest that kept its place; none where it did not."""
    bag = _bag(whole)
    size = bag.total()
    said: Counter[str] = _bag(rest) if rest else Counter()
    if size < 2 * _FEWEST or (rest and (_share(said, bag) < _PART or (said & bag).total() > _ALONE * size)):
        return []
    fitting = [part for part in free if _may_be_part(part, bag, size) and not (rest and part.parent == rest.side.id)]
    if len(fitting) + (1 if rest else 0) < 2:
        return []
    found: list[Thing] = []
    shares = {id(part): (_bag(part) & bag).total() for part in fitting}
    for part in sorted(fitting, key=lambda one: -shares[id(one)]):
        words = _bag(part)
        before = (said & bag).total()
        new = ((said | words) & bag).total() - before
        joined = ((said + words) & bag).total() - before
        if max(new, joined) >= 0.1 * size:
            found.append(part)
            said = said + words
    several = len(found) + (1 if rest else 0) > 1
    if not several or (said & bag).total() < _WHOLE * size:
        return []
    places = {id(part): at for at, part in enumerate(free)}
    return _first_keeps_most(sorted(found, key=lambda part: places[id(part)]), lambda part: shares[id(part)])


def _may_be_part(part: Thing, whole: Counter[str], size: int) -> bool:
    words = _bag(part)
    if not _FEWEST <= words.total() <= size or 3 * len(words.keys() & whole.keys()) < len(words):
        return False
    return _share(words, whole) >= _PART


def _first_keeps_most(found: list[_T], share: Callable[[_T], int]) -> list[_T]:
    """Return things in reading order, but one that keeps three times as much as the first before all others."""
    most = max(found, key=share, default=None)
    if most is not None and share(most) >= 3 * share(found[0]):
        return [most, *(one for one in found if one is not most)]
    return found


def _share(part: Counter[str], whole: Counter[str]) -> float:
    """Return which share of the words of a part are words of the whole, each as often as it likes."""
    size = part.total()
    return sum(count for word, count in part.items() if word in whole) / size if size else 0.0


@lru_cache(maxsize=8192)
def _counted(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))


def _bag(thing: Thing) -> Counter[str]:
    return _counted(thing.side.text)


def _clauses(matches: Sequence[Match], came: Sequence[Thing], went: Sequence[Thing]) -> Iterator[_Group]:
    """Yield clauses that were split or merged, judged by where what stood in them stands now."""
    gone = {thing.side.id: thing for thing in went if thing.side.level is Level.CLAUSE}
    new = {thing.side.id: thing for thing in came if thing.side.level is Level.CLAUSE}
    if not gone or not new:
        return
    flows = _flows(matches, gone, new)
    sources, goals = {of for of, _ in flows}, {to for _, to in flows}
    held = {to: thing for to, thing in new.items() if to in goals}
    holders = {of: thing for of, thing in gone.items() if of in sources}
    used: set[str] = set()
    for name, whole in holders.items():
        parts = _most_of(flows, name, held, forward=True)
        if len(parts) > 1:
            used |= {name, *parts}
            yield _Group([whole], [new[part] for part in parts], 0.9)
    for name, whole in held.items():
        parts = _most_of(flows, name, holders, forward=False)
        if len(parts) > 1 and not used & {name, *parts}:
            used |= {name, *parts}
            yield _Group([gone[part] for part in parts], [whole], 0.9)
    for (of, to), _ in flows.most_common():
        if not used & {of, to} and _depth(gone[of]) == _depth(new[to]):
            used |= {of, to}
            yield _Group([gone[of]], [new[to]], 0.8)


def _flows(matches: Sequence[Match], gone: dict[str, Thing], new: dict[str, Thing]) -> Counter[tuple[str, str]]:
    """Return how many things of each clause that went stand in each clause of the same depth that came."""
    above = {thing.side.id: thing.parent for match in matches for thing in match.before}
    below = {thing.side.id: thing.parent for match in matches for thing in match.after}
    went = {name: [of for of in _up(name, above) if of in gone] for name in set(above.values())}
    came = {name: [to for to in _up(name, below) if to in new] for name in set(below.values())}
    flows: Counter[tuple[str, str]] = Counter()
    for match in matches:
        pairs = {
            (of, to): 1
            for one in match.before
            for other in match.after
            for of in went[one.parent]
            for to in came[other.parent]
            if _depth(gone[of]) == _depth(new[to])
        }
        if pairs:
            flows.update(pairs)
    return flows


def _up(name: str, parents: dict[str, str]) -> Iterator[str]:
    while name:
        yield name
        name = parents.get(name, "")


def _most_of(flows: Counter[tuple[str, str]], name: str, others: dict[str, Thing], *, forward: bool) -> list[str]:
    """Return the clauses that hold what one clause held (or from which it has it), that with most of it first."""
    own = 0 if forward else 1
    mine = {pair[1 - own]: count for pair, count in flows.items() if pair[own] == name and pair[1 - own] in others}
    total = {other: sum(count for pair, count in flows.items() if pair[1 - own] == other) for other in mine}
    parts = [other for other in others if other in mine and 2 * mine[other] > total[other]]
    return _first_keeps_most(parts, lambda other: mine[other])


def _depth(thing: Thing) -> int:
    node = thing.nodes[0]
    return node.depth if isinstance(node, Clause) else 0


def _ordered(matches: Sequence[Match], groups: Sequence[_Group]) -> Iterator[Match]:
    """Yield groups where the first of their later things stands, and the matches that are in no group."""
    after = {id(thing): at for at, group in enumerate(groups) for thing in group.after}
    before = {id(thing): at for at, group in enumerate(groups) for thing in group.before}
    told: set[int] = set()
    for match in matches:
        mine = {after[id(thing)] for thing in match.after if id(thing) in after}
        mine |= {before[id(thing)] for thing in match.before if id(thing) in before}
        if not mine:
            yield match
            continue
        for at in mine:
            if at not in told and match.after:
                told.add(at)
                yield _matches([groups[at]])[0]
