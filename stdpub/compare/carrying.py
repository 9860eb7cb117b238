"""The things of two editions in; which key of the earlier one belongs to which thing of the later one, how surely, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from stdpub.compare.aligning.alignment import align
from stdpub.compare.aligning.matches import By
from stdpub.compare.things import Thing
from stdpub.model.source import NOWHERE as NO_PLACE
from stdpub.model.source import Span

NOWHERE = "none"
"""Names no place: the thing is gone."""


@dataclass(frozen=True, slots=True)
class Carry:
    """Where a key of the earlier edition goes: to `after[0]`, nowhere where that is empty; several are parts of what was split.

    `merged` says that other keys go to the same thing; `confirmed` that a person said so.
    """

    key: str
    before: Thing
    after: tuple[Thing, ...]
    certainty: float
    merged: bool = False
    confirmed: bool = False

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
    for match in align(before, _without_new_keys(before, after), By.AUTO):
        keyed = [thing for thing in match.before if thing.side.key and thing.side.key not in had]
        places = tuple(known[thing.side.id] for thing in match.after if thing.side.id not in taken)
        for thing in keyed:
            found[thing.side.key] = Carry(thing.side.key, thing, places, match.certainty, len(match.before) > 1)
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
