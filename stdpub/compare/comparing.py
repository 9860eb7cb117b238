"""Two versions of a standard in; what became of everything in it, and every change named by what it means, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from stdpub.compare.aligning.alignment import align
from stdpub.compare.aligning.matches import By, Match
from stdpub.compare.naming.kinds import content_kinds, regrouped
from stdpub.compare.naming.lone import Lone
from stdpub.compare.naming.places import Places
from stdpub.compare.naming.promotions import promotions
from stdpub.compare.naming.references import pointers_differ
from stdpub.compare.naming.text_kinds import Circumstances, gathered, paired, passage_kinds, renaming
from stdpub.compare.naming.typed_numbers import with_numbers_read
from stdpub.compare.naming.verbs import only_mood
from stdpub.compare.naming.wording import Wording, judge
from stdpub.compare.passages import PLACE, Passage
from stdpub.compare.redline import redline
from stdpub.compare.things import Thing, things
from stdpub.model.changes import Change, ChangeKind, Comparison, Edit, Level, Pair, Redline, Side
from stdpub.model.keys import KeyRecord
from stdpub.model.standard import Clause, ClauseKind, Standard


def compare(before: Standard, after: Standard, by: By = By.AUTO, records: Sequence[KeyRecord] = ()) -> Comparison:
    """Return what became of every thing of a version in another, and how each that changed did.

    `records` are those of the keys of the later version, where they are known: they tell of splits and mergers.
    """
    old, new = things(before), things(after)
    matches = align(old, new, by, records)
    return compare_matched(matches, old, after.header.language, before.header.date)


def compare_matched(matches: Sequence[Match], before: Sequence[Thing], language: str, date: str = "") -> Comparison:
    """Return the comparison of things that are already aligned; `before` are those of the older version in order."""
    work = _Comparing(matches, before, language, date)
    return Comparison(tuple(work.pairs()), tuple(work.changes()))


class _Comparing:
    """One comparison, from matches to changes."""

    def __init__(self, matches: Sequence[Match], before: Sequence[Thing], language: str, date: str) -> None:
        self._matches = matches = with_numbers_read(matches)
        self._language = language
        self._places = Places(matches, before)
        self._became = self._places.became
        self._lone = Lone(matches, self._places, date)
        self._kinds_of_clause = {
            thing.side.id: thing.nodes[0].kind
            for match in matches
            for thing in match.after
            if isinstance(thing.nodes[0], Clause)
        }
        self._renamed = renaming(self._changed_texts())
        self._promoted = promotions(matches)
        self._merged = [match for match in matches if len(match.before) > 1 and len(match.after) == 1]

    def pairs(self) -> Iterator[Pair]:
        """Yield what became of each thing; of several on one side each with each."""
        for match in self._matches:
            for one in match.before or (None,):
                for other in match.after or (None,):
                    yield Pair(one.side if one else None, other.side if other else None, match.certainty)

    def changes(self) -> Iterator[Change]:
        """Yield the changes in the order of the matches."""
        for match in self._matches:
            if not match.before:
                yield self._added(match)
            elif not match.after:
                yield self._withdrawn(match)
            elif len(match.before) == len(match.after) == 1:
                yield from self._kept(match)
            else:
                yield self._regrouped(match)

    def _around(self, before: Thing, after: Thing) -> Circumstances:
        element = self._kinds_of_clause.get(after.side.id if after.side.level is Level.CLAUSE else after.parent)
        return Circumstances(
            self._language,
            normative=after.normative or before.normative,
            scope=element is ClauseKind.SCOPE,
            defines=_holds_definitions(after),
            renamed=self._renamed,
        )

    def _changed_texts(self) -> list[tuple[str, str]]:
        found: list[tuple[str, str]] = []
        for match in self._matches:
            if match.changed:
                pairs, _, _ = paired(match.before[0].passages, match.after[0].passages)
                found += ((one.said, other.said) for one, other in pairs)
        return found

    def _added(self, match: Match) -> Change:
        thing = match.after[0]
        promoted = self._promoted.after.get(thing.side.id)
        if promoted is not None:
            found = self._crossed(promoted.passage, thing.passages[0], thing, later=True)
            return _change(found, (promoted.side,), (thing.side,), match.certainty)
        substantive = self._lone.came(thing)
        return _change((ChangeKind.ADDED, substantive), (), (thing.side,), match.certainty)

    def _withdrawn(self, match: Match) -> Change:
        thing = match.before[0]
        demoted = self._promoted.before.get(thing.side.id)
        if demoted is not None:
            found = self._crossed(thing.passages[0], demoted.passage, thing, later=False)
            return _change(found, (thing.side,), (demoted.side,), match.certainty)
        substantive = self._lone.went(thing)
        return _change((ChangeKind.WITHDRAWN, substantive), (thing.side,), (), match.certainty)

    def _crossed(self, old: Passage, new: Passage, thing: Thing, *, later: bool) -> tuple[ChangeKind, bool]:
        """Return what happened to a statement that became a provision, or the other way round.

        An item whose own words are no provision is one by its lead-in: then only its words count.
        """
        if thing.inherits:
            old, new = replace(old, kind=thing.kind), replace(new, kind=thing.kind)
            kinds = gathered(list(passage_kinds(old, new, self._around(thing, thing))))
            return next(iter(kinds.items()), (ChangeKind.EDITORIAL, False))
        how = judge(old.said, new.said)
        if how <= Wording.PARAPHRASE:
            return (ChangeKind.EDITORIAL if how <= Wording.EDITORIAL else ChangeKind.REWORDED), False
        if only_mood(old.kind, new.kind):
            return ChangeKind.REWORDED, True
        return (ChangeKind.STRENGTHENED if later else ChangeKind.WEAKENED), True

    def _regrouped(self, match: Match) -> Change:
        kind = ChangeKind.SPLIT if len(match.after) > 1 else ChangeKind.MERGED
        around = self._around(match.before[0], match.after[0])
        substantive = around.normative and regrouped(match.before, match.after, around)
        old, new = tuple(one.side for one in match.before), tuple(one.side for one in match.after)
        return _change((kind, substantive), old, new, match.certainty)

    def _kept(self, match: Match) -> Iterator[Change]:
        before, after = match.before[0], match.after[0]
        kinds: dict[ChangeKind, bool] = {}
        moved = self._places.moved(before, after)
        if moved:
            kinds[ChangeKind.MOVED] = before.normative != after.normative
        if _differ(match, self._became):
            kinds |= self._content(before, after)
        if not kinds and self._joined(before, after):
            kinds[ChangeKind.MERGED] = False
        if not kinds and self._places.renumbered(before, after):
            kinds[ChangeKind.RENUMBERED] = False
        for found in kinds.items():
            yield _change(found, (before.side,), (after.side,), match.certainty)

    def _joined(self, before: Thing, after: Thing) -> bool:
        """Tell whether a clause has a new key because things of it were merged with those of another clause."""
        if after.side.level is not Level.CLAUSE or before.side.key == after.side.key or not after.side.key:
            return False
        return any(
            match.after[0].parent == after.side.id and any(one.parent != before.side.id for one in match.before)
            for match in self._merged
        )

    def _content(self, before: Thing, after: Thing) -> Mapping[ChangeKind, bool]:
        """Return what happened to the content of a thing; other targets of its pointers count where the words do not."""
        around = self._around(before, after)
        old, new = self._without_promoted(before, after)
        told = len(old.passages) < len(before.passages) or len(new.passages) < len(after.passages)
        kinds: dict[ChangeKind, bool] = {}
        if before.digest != after.digest and not (told and old.passages == new.passages):
            kinds = content_kinds(old, new, around)
        if set(kinds) <= {ChangeKind.EDITORIAL} and self._points_elsewhere(before, after):
            return {ChangeKind.REFERENCE_UPDATED: around.normative}
        return kinds

    def _points_elsewhere(self, before: Thing, after: Thing) -> bool:
        """Tell whether generated words name another thing than before."""
        places = [sum(one.said.count(PLACE) for one in thing.passages) for thing in (before, after)]
        same = places[0] == places[1] > 0
        return same and pointers_differ(before.pointers, after.pointers, self._became)

    def _without_promoted(self, before: Thing, after: Thing) -> tuple[Thing, Thing]:
        """Return a clause without the statements that became provisions, and those that were such."""
        old = tuple(one for one in before.passages if one not in self._promoted.gone.get(before.side.id, ()))
        new = tuple(one for one in after.passages if one not in self._promoted.come.get(after.side.id, ()))
        return replace(before, passages=old), replace(after, passages=new)


def _holds_definitions(thing: Thing) -> bool:
    title = thing.side.title.casefold()
    return thing.side.level is Level.CLAUSE and ("definition" in title or "术语" in title or "定义" in title)


def _differ(match: Match, became: Mapping[str, frozenset[str]]) -> bool:
    before, after = match.before[0], match.after[0]
    return before.digest != after.digest or pointers_differ(before.pointers, after.pointers, became)


def _change(
    found: tuple[ChangeKind, bool], before: tuple[Side, ...], after: tuple[Side, ...], certainty: float
) -> Change:
    kind, substantive = found
    old, new = ("\n".join([side.text for side in sides]) for sides in (before, after))
    level = (after or before)[0].level
    return Change(kind, level, before, after, substantive, certainty, _redlined(old, new))


def _redlined(before: str, after: str) -> Redline:
    """Return a redline; words that all came or all went need not be looked for."""
    if before and after:
        return _both(before, after)
    if before or after:
        return ((Edit.DELETE, before),) if before else ((Edit.INSERT, after),)
    return ()


@lru_cache(maxsize=512)  # a thing that changed in two ways has the same redline twice
def _both(before: str, after: str) -> Redline:
    return redline(before, after)
