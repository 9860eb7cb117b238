"""The things of two editions in; which key of the earlier one belongs to which thing of the later one, how surely, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from stdpub.compare.aligning.alignment import align
from stdpub.compare.aligning.matches import By, Match
from stdpub.compare.things import Thing
from stdpub.model.changes import Level
from stdpub.model.patterns import regex
from stdpub.model.source import NOWHERE as NO_PLACE
from stdpub.model.source import Span

NOWHERE = "none"
"""Names no place: the thing is gone."""

_WORD = regex(r"\d+(?:\.\d+)*|[^\W\d_\u2e80-\u9fff]+|[\u3400-\u9fff]")
_HEADED = frozenset({Level.CLAUSE, Level.TERM})
_FEWEST = 3
"""Words of a thing that can be told to stand in another one, or to be alike."""

_IN, _OWN = 0.8, 0.6
"""Share of the words of a thing that stand in what took it up, and of its own words that came into that."""

_ALIKE, _ASKED = 0.33, 0.5
"""Likeness of two things in the same clause that a person is asked about, and the certainty that it is told with at most."""

_COMMON = 50
"""Things that a word is in at most by which a thing is looked for."""


@dataclass(frozen=True, slots=True)
class Carry:
    """Where a key of the earlier edition goes: to `after[0]`, nowhere where that is empty; several are parts of what was split.

    `merged` says that another key goes to the same thing, or that this thing went into `within`, which has another key;
    `confirmed` that a person said so.
    """

    key: str
    before: Thing
    after: tuple[Thing, ...]
    certainty: float
    merged: bool = False
    confirmed: bool = False
    within: Thing | None = None

    @property
    def single(self) -> bool:
        """Whether one thing, and no other, takes the key."""
        return len(self.after) == 1 and not self.merged


def carry(before: Sequence[Thing], after: Sequence[Thing], confirmed: Mapping[str, Thing | None]) -> tuple[Carry, ...]:
    """Return where each key of the earlier edition goes, in its order; what a person `confirmed` is not judged again.

    A thing that has the same key in both editions is left out.
    """
    had = {thing.side.key for thing in after} - {""}
    taken = {thing.side.id for thing in confirmed.values() if thing is not None}
    found: dict[str, Carry] = {}
    known = {thing.side.id: thing for thing in after}
    matches = align(before, _without_new_keys(before, after), By.AUTO)
    for match in matches:
        keyed = [thing for thing in match.before if thing.side.key and thing.side.key not in had]
        places = tuple(known[thing.side.id] for thing in match.after if thing.side.id not in taken)
        for thing in keyed:
            found[thing.side.key] = Carry(thing.side.key, thing, places, match.certainty, len(match.before) > 1)
    lost = [one for one in found.values() if not one.after and one.key not in confirmed]
    free = [known[thing.side.id] for match in matches if not match.before for thing in match.after]
    found |= _alike(lost, [thing for thing in free if thing.side.id not in taken], matches)
    found |= _taken_up([one for one in lost if found[one.key] is one], found)
    return tuple(_confirmed(found[thing.side.key], confirmed) for thing in before if thing.side.key in found)


def _without_new_keys(before: Sequence[Thing], after: Sequence[Thing]) -> list[Thing]:
    """Return the later things without the keys that the earlier edition does not have: that they are new says nothing."""
    old = {thing.side.key for thing in before}
    return [thing if thing.side.key in old else replace(thing, side=replace(thing.side, key="")) for thing in after]


def _confirmed(one: Carry, confirmed: Mapping[str, Thing | None]) -> Carry:
    if one.key not in confirmed:
        return one
    place = confirmed[one.key]
    return Carry(one.key, one.before, (place,) if place else (), 1.0, confirmed=True)


# What aligning leaves alone, and a person may know better


def _alike(lost: Sequence[Carry], free: Sequence[Thing], matches: Sequence[Match]) -> dict[str, Carry]:
    """Return where keys may go that found nothing: to the likest new thing in the clauses that what stood beside it is in."""
    became: dict[str, set[str]] = {"": {""}}
    for match in matches:
        for thing in match.before:
            became.setdefault(thing.side.id, set()).update(one.side.id for one in match.after)
            became.setdefault(thing.parent, set()).update(one.parent for one in match.after)
    there: dict[tuple[Level, str], list[Thing]] = {}
    for thing in free:
        there.setdefault((thing.side.level, thing.parent), []).append(thing)
    pairs: list[tuple[float, Carry, Thing]] = []
    for one in lost:
        level = one.before.side.level
        for home in became.get(one.before.parent, ()):
            near = there.get((level, home), ())[:_COMMON]
            pairs += [(likeness, one, other) for other in near if (likeness := _likeness(one.before, other)) >= _ALIKE]
    found: dict[str, Carry] = {}
    given: set[str] = set()
    for likeness, one, other in sorted(pairs, key=lambda pair: -pair[0]):
        if one.key not in found and other.side.id not in given:
            given.add(other.side.id)
            found[one.key] = replace(one, after=(other,), certainty=min(likeness, _ASKED))
    return found


def _likeness(one: Thing, other: Thing) -> float:
    """Return which share of the words of the shorter thing the longer one has, or of both where that is more."""
    old, new = _words(one), _words(other)
    common = (old & new).total()
    fewer = min(old.total(), new.total())
    if fewer < _FEWEST:
        return 0.0
    return max(2 * common / (old.total() + new.total()), common / fewer if common > _FEWEST and common == fewer else 0)


def _taken_up(lost: Sequence[Carry], found: Mapping[str, Carry]) -> dict[str, Carry]:
    """Return what went into a thing that has the key of another one: that one, too, is for a person to look at."""
    news: list[tuple[Carry, Counter[str]]] = []
    holders: dict[str, list[int]] = {}
    for one in found.values():
        if one.single and one.before.digest != one.after[0].digest:
            came = _words(one.after[0]) - _words(one.before)
            for word in came:
                holders.setdefault(word, []).append(len(news))
            news.append((one, came))
    changed: dict[str, Carry] = {}
    for one in lost:
        near = (at for word in _words(one.before) for at in holders.get(word, ()) if len(holders[word]) <= _COMMON)
        for at, _ in Counter(near).most_common(_COMMON):
            kept, came = news[at]
            share = _share_taken_up(one.before, kept, came)
            if share:
                changed[one.key] = replace(one, certainty=share, merged=True, within=kept.after[0])
                changed[kept.key] = replace(kept, merged=True)
                break
    return changed


def _share_taken_up(lost: Thing, kept: Carry, came: Counter[str]) -> float:
    """Return which share of a thing stands in one that bears another key, 0 where it did not come into that."""
    words = _words(lost)
    own = words - _words(kept.before)
    share = (words & _words(kept.after[0])).total() / words.total()
    taken = (own & came).total()
    level = kept.before.side.level is lost.side.level
    return share if level and share >= _IN and taken > 1 and taken >= _OWN * own.total() else 0.0


def _words(thing: Thing) -> Counter[str]:
    """Return the words by which a thing is known: of what has a heading, those of the heading."""
    side = thing.side
    text = side.title if side.level in _HEADED else f"{side.title}\n{side.text}"
    return Counter(_WORD.findall(text.casefold()))


# Places


def place_of(thing: Thing) -> Span:
    """Return where a thing stands in its file."""
    at = getattr(thing.nodes[0], "span", NO_PLACE)
    return at if isinstance(at, Span) else NO_PLACE


def places(things: Sequence[Thing]) -> dict[str, Thing]:
    """Return things by the names of their places: the number, and `5.2.1:2` for the second in 5.2.1 that has no number."""
    found: dict[str, Thing] = {}
    counts: Counter[str] = Counter()
    for thing in things:
        number = thing.side.number
        name = number if getattr(thing.nodes[0], "number", "") else ""
        while not name or name in found:
            counts[number] += 1
            name = f"{number}:{counts[number]}"
        found[name] = thing
    return found
