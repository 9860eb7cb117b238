"""A comparison in; what became of every clause with all that stands in it, the clauses below it left out, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from stdpub.model.changes import ChangeKind, Level, Pair, Side
from stdpub.write.compared import PLACE, Compared, Place
from stdpub.write.comparison_summary import Outcome, outcomes


def clause_counts(compared: Compared) -> dict[Outcome, int]:
    """Return how many clauses had which outcome; every clause of both versions is counted once."""
    counts = Counter(outcome for _, outcome in clause_outcomes(compared))
    return {outcome: counts[outcome] for outcome in Outcome}


def clause_outcomes(compared: Compared) -> Iterator[tuple[Pair, Outcome]]:
    """Yield every clause with what became of it; one is changed where anything in it is, moved things apart."""
    before: set[str] = set()
    after: set[str] = set()
    for change in compared.comparison.changes:
        if change.kind not in PLACE and not _new_title(change.kind, change.before, change.after):
            before.update(_clauses(change.before, compared.places_before))
            after.update(_clauses(change.after, compared.places_after))
    for pair, outcome in outcomes(compared.comparison):
        side = pair.after or pair.before
        if side is None or side.level is not Level.CLAUSE:
            continue
        touched = (pair.before and pair.before.id in before) or (pair.after and pair.after.id in after)
        lasting = outcome not in {Outcome.ADDED, Outcome.WITHDRAWN}
        yield pair, Outcome.CHANGED if touched and lasting else outcome


def _new_title(kind: ChangeKind, before: tuple[Side, ...], after: tuple[Side, ...]) -> bool:
    """Tell whether a change is one of a clause's title and nothing else."""
    if len(before) != 1 or len(after) != 1 or kind in {ChangeKind.SPLIT, ChangeKind.MERGED}:
        return False
    one, other = before[0], after[0]
    return one.level is Level.CLAUSE and one.title != other.title and one.text == other.text


def _clauses(sides: tuple[Side, ...], places: Mapping[str, Place]) -> Iterator[str]:
    """Yield the clauses that things stand in; a clause stands in itself, a term entry is its own."""
    for side in sides:
        place = places.get(side.id)
        parts = [part for part in place.parts if part.id != side.id or side.level is Level.CLAUSE] if place else []
        if parts and side.level is not Level.TERM:
            yield parts[-1].id
