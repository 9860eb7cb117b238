"""Aligned things in; the statements without a key that became provisions, and provisions that became statements, out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rapidfuzz import fuzz

from stdpub.compare.aligning.matches import Match
from stdpub.compare.naming.text_kinds import paired
from stdpub.compare.passages import Passage
from stdpub.compare.things import Thing
from stdpub.model.changes import Level, Side

_ALIKE = 60


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement without a key that is compared as if it were a thing."""

    side: Side
    passage: Passage


@dataclass(slots=True)
class Promotions:
    """Statements by the id of the provision that they became (`after`) or were (`before`).

    `gone` and `come` are the words of clauses that are thereby told, by the clause's id.
    """

    after: dict[str, Statement] = field(default_factory=dict)
    before: dict[str, Statement] = field(default_factory=dict)
    gone: dict[str, list[Passage]] = field(default_factory=dict)
    come: dict[str, list[Passage]] = field(default_factory=dict)


def promotions(matches: Sequence[Match]) -> Promotions:
    """Return what changed between statement and provision within a clause."""
    found = Promotions()
    added = _lone([match.after[0] for match in matches if not match.before])
    withdrawn = _lone([match.before[0] for match in matches if not match.after])
    for match in matches:
        if len(match.before) != 1 or len(match.after) != 1 or match.after[0].side.level is not Level.CLAUSE:
            continue
        one, other = match.before[0], match.after[0]
        come, went = added.get(other.side.id, []), withdrawn.get(one.side.id, [])
        if one.digest == other.digest or not (come or went):
            continue
        _, old, new = paired(one.passages, other.passages)
        for passage, thing in _alike(old, come):
            found.after[thing.side.id] = _statement(one.side, passage)
            found.gone.setdefault(one.side.id, []).append(passage)
        for passage, thing in _alike(new, went):
            found.before[thing.side.id] = _statement(other.side, passage)
            found.come.setdefault(other.side.id, []).append(passage)
    return found


def _lone(things: Sequence[Thing]) -> dict[str, list[Thing]]:
    """Return provisions by the thing they stand in."""
    found: dict[str, list[Thing]] = {}
    for thing in things:
        if thing.side.level is Level.PROVISION:
            found.setdefault(thing.parent, []).append(thing)
    return found


def _alike(passages: Sequence[Passage], things: Sequence[Thing]) -> list[tuple[Passage, Thing]]:
    found: list[tuple[Passage, Thing]] = []
    left = list(things)
    for passage in passages:
        best = max(left, key=lambda thing, passage=passage: _likeness(passage, thing), default=None)  # type: ignore[misc]
        if best is not None and not passage.inside and _likeness(passage, best) >= _ALIKE:
            left.remove(best)
            found.append((passage, best))
    return found


def _likeness(passage: Passage, thing: Thing) -> float:
    return fuzz.ratio(passage.said, thing.passages[0].said) if thing.passages else 0


def _statement(clause: Side, passage: Passage) -> Statement:
    side = replace(clause, level=Level.PROVISION, key="", id="", title="", text=passage.text)
    return Statement(side, passage)
