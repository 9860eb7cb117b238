"""A comparison in, its figures out: changes by kind and level, and what became of the things of both versions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from stdpub.model.changes import Change, ChangeKind, Comparison, Level, Pair, Side


class Outcome(StrEnum):
    """What became of one thing; the first that holds, so that every thing is counted once."""

    SAME = "same"
    CHANGED = "changed"
    RETITLED = "retitled"
    MOVED = "moved"
    RENUMBERED = "renumbered"
    ADDED = "added"
    WITHDRAWN = "withdrawn"


_WHERE = {ChangeKind.MOVED: Outcome.MOVED, ChangeKind.RENUMBERED: Outcome.RENUMBERED}


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a comparison.

    `pairs` counts the pairs of things of one level by what became of them, `sizes` the things before and after: one
    that was split has several pairs.
    """

    changes: int
    substantive: int
    kinds: Mapping[ChangeKind, int]
    levels: Mapping[Level, int]
    pairs: Mapping[Level, Mapping[Outcome, int]]
    sizes: Mapping[Level, tuple[int, int]]

    @property
    def outcomes(self) -> Mapping[Outcome, int]:
        """The things of all levels by what became of them."""
        return {outcome: sum(counts[outcome] for counts in self.pairs.values()) for outcome in Outcome}


def summary(comparison: Comparison, changes: tuple[Change, ...]) -> Summary:
    """Return the figures of some changes of a comparison, every kind and level named, and of all its things."""
    kinds = Counter(change.kind for change in changes)
    levels = Counter(change.level for change in changes)
    pairs = Counter((_side(pair).level, became) for pair, became in outcomes(comparison))
    return Summary(
        changes=len(changes),
        substantive=sum(change.substantive for change in changes),
        kinds={kind: kinds[kind] for kind in ChangeKind},
        levels={level: levels[level] for level in Level},
        pairs={level: {outcome: pairs[level, outcome] for outcome in Outcome} for level in Level},
        sizes=_sizes(comparison),
    )


def _sizes(comparison: Comparison) -> dict[Level, tuple[int, int]]:
    """Return how many things of each level there are before and after."""
    before = Counter({pair.before: pair.before.level for pair in comparison.pairs if pair.before}.values())
    after = Counter({pair.after: pair.after.level for pair in comparison.pairs if pair.after}.values())
    return {level: (before[level], after[level]) for level in Level}


def outcomes(comparison: Comparison) -> Iterator[tuple[Pair, Outcome]]:
    """Yield every pair with what became of its thing."""
    before: dict[str, set[ChangeKind]] = {}
    after: dict[str, set[ChangeKind]] = {}
    for change in comparison.changes:
        for known, sides in ((before, change.before), (after, change.after)):
            for side in sides:
                known.setdefault(side.id, set()).add(change.kind)
    for pair in comparison.pairs:
        kinds = before.get(pair.before.id, set()) if pair.before else set()
        kinds = kinds | (after.get(pair.after.id, set()) if pair.after else set())
        yield pair, _outcome(pair, kinds)


def _outcome(pair: Pair, kinds: set[ChangeKind]) -> Outcome:
    if pair.before is None:
        return Outcome.ADDED
    if pair.after is None:
        return Outcome.WITHDRAWN
    content = kinds - _WHERE.keys()
    if content:
        title_alone = pair.before.text == pair.after.text and pair.before.title != pair.after.title
        return Outcome.RETITLED if title_alone else Outcome.CHANGED
    return next((outcome for kind, outcome in _WHERE.items() if kind in kinds), Outcome.SAME)


def _side(pair: Pair) -> Side:
    side = pair.after or pair.before
    if side is None:
        raise ValueError(pair)
    return side
