"""What is recorded of keys, and the things of two versions, in; what is known to be split or merged, by places, out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from stdpub.compare.things import Thing
from stdpub.model.keys import Fate, KeyRecord


class Group(NamedTuple):
    """Places in both versions of things that are the same; of several, the first keeps most."""

    before: tuple[int, ...]
    after: tuple[int, ...]


def groups(records: Sequence[KeyRecord], before: Sequence[Thing], after: Sequence[Thing]) -> tuple[Group, ...]:
    """Return what the records of the later version say of keys of the earlier one; each thing is in one group.

    A record counts where the key ended between the two: it is there before, and its successors are there after it alone.
    """
    old, new = _by_key(before), _by_key(after)
    told = [record for record in records if record.key in old and record.into]
    found = [*_splits(told, old, new), *_mergers(told, old, new)]
    taken: tuple[set[int], set[int]] = (set(), set())
    result: list[Group] = []
    for group in found:
        alike = {before[at].side.level for at in group.before} | {after[at].side.level for at in group.after}
        free = taken[0].isdisjoint(group.before) and taken[1].isdisjoint(group.after)
        if free and len(alike) == 1:
            taken[0].update(group.before)
            taken[1].update(group.after)
            result.append(group)
    return tuple(result)


def _by_key(things: Sequence[Thing]) -> dict[str, int]:
    return {thing.side.key: at for at, thing in enumerate(things) if thing.side.key}


def _splits(told: Sequence[KeyRecord], old: Mapping[str, int], new: Mapping[str, int]) -> Iterator[Group]:
    for record in told:
        parts = [key for key in record.into if key in new and (key == record.key or key not in old)]
        if record.fate is Fate.SPLIT and parts and (record.ended is (record.key not in new)):
            kept_first = sorted(parts, key=lambda key: key != record.key)
            yield Group((old[record.key],), tuple(new[key] for key in kept_first))


def _mergers(told: Sequence[KeyRecord], old: Mapping[str, int], new: Mapping[str, int]) -> Iterator[Group]:
    sources: defaultdict[str, list[str]] = defaultdict(list)
    for record in told:
        goal = record.into[0]
        if record.fate is Fate.MERGED and len(record.into) == 1 and record.key not in new and goal in new:
            sources[goal].append(record.key)
    for goal, keys in sources.items():
        if goal in old:
            keys.insert(0, goal)
        yield Group(tuple(sorted((old[key] for key in keys), key=lambda at: at != old.get(goal, at))), (new[goal],))
