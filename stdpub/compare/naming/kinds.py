"""A thing before and after in; what happened to it, each kind once with whether it is substantive, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from stdpub.compare.naming.formulas import same_formula
from stdpub.compare.naming.labels import relabelled
from stdpub.compare.naming.limits import Stated, limits_of
from stdpub.compare.naming.spelling import spelt
from stdpub.compare.naming.tables import compare_tables, limits_in_table
from stdpub.compare.naming.text_kinds import Circumstances, gathered, text_kinds
from stdpub.compare.naming.verbs import only_mood, strength
from stdpub.compare.naming.wording import Wording, changed_words, is_critical, judge
from stdpub.compare.passages import Passage
from stdpub.compare.things import Thing
from stdpub.model.changes import ChangeKind, Level
from stdpub.model.content import Formula, Table
from stdpub.model.provisions import Kind
from stdpub.model.terms import TermEntry

_OBLIGING = frozenset(
    {Kind.REQUIREMENT, Kind.RECOMMENDATION, Kind.PERMISSION, Kind.INSTRUCTION, Kind.EXTERNAL_CONSTRAINT}
)


def content_kinds(before: Thing, after: Thing, around: Circumstances) -> dict[ChangeKind, bool]:
    """Return what happened to the content of a thing; nothing where it says the same."""
    match after.side.level:
        case Level.TERM:
            return _term(before, after)
        case Level.REFERENCE:
            return _reference(before, after, around)
        case Level.TABLE:
            return _table(before, after, around)
        case Level.FORMULA:
            return _formula(before, after, around)
        case _:
            return _text(before, after, around)


def _text(before: Thing, after: Thing, around: Circumstances) -> dict[ChangeKind, bool]:
    kinds = text_kinds(before.passages, after.passages, around)
    found = [*kinds.items(), *_title(before, after)]
    other_kind = before.kind is not after.kind and not only_mood(before.kind, after.kind)
    if not found and other_kind and after.side.level is Level.PROVISION and around.normative:
        stronger = strength(*(replace(thing.passages[0], kind=thing.kind) for thing in (before, after)))
        found.append((stronger or ChangeKind.REWORDED, True))
    elif not found and before.digest != after.digest:
        figure = after.side.level is Level.FIGURE
        found.append((ChangeKind.REWORDED, around.normative) if figure else (ChangeKind.EDITORIAL, False))
    return gathered(found)


def _title(before: Thing, after: Thing) -> list[tuple[ChangeKind, bool]]:
    """Return what happened to a heading: it demands nothing, but may bound what does."""
    if before.side.title == after.side.title:
        return []
    if relabelled(before.side.title, after.side.title):
        return [(ChangeKind.RENUMBERED, False)]
    changed = changed_words(spelt(before.side.title), spelt(after.side.title))
    weighty = any(map(is_critical, changed))
    return [(ChangeKind.REWORDED if weighty else ChangeKind.EDITORIAL, False)]


def _said(passages: Sequence[Passage], *inside: str) -> str:
    return "\n".join(one.said for one in passages if one.inside in inside)


def _term(before: Thing, after: Thing) -> dict[ChangeKind, bool]:
    definition = judge(_said(before.passages, "definition"), _said(after.passages, "definition"))
    name = judge(before.side.title, after.side.title)
    rest = judge(before.side.text, after.side.text)
    if max(definition, name, rest) <= Wording.EDITORIAL:
        statuses = [_statuses(one) for one in (before, after)]
        return {ChangeKind.EDITORIAL if statuses[0] == statuses[1] else ChangeKind.TERM_CHANGED: False}
    return {ChangeKind.TERM_CHANGED: max(definition, name) > Wording.PARAPHRASE}


def _statuses(thing: Thing) -> list[str]:
    entry = thing.nodes[0]
    return [one.status.value for one in entry.designations] if isinstance(entry, TermEntry) else []


def _reference(before: Thing, after: Thing, around: Circumstances) -> dict[ChangeKind, bool]:
    if judge(before.side.title, after.side.title) > Wording.EDITORIAL:
        return {ChangeKind.REFERENCE_UPDATED: around.normative}
    if judge(before.side.text, after.side.text) <= Wording.EDITORIAL:
        return {ChangeKind.EDITORIAL: False}
    changed = changed_words(spelt(before.side.text), spelt(after.side.text))
    return {ChangeKind.REFERENCE_UPDATED: around.normative and any(word[0].isdigit() for word in changed)}


def _table(before: Thing, after: Thing, around: Circumstances) -> dict[ChangeKind, bool]:
    old, new = before.nodes[0], after.nodes[0]
    if not (isinstance(old, Table) and isinstance(new, Table)):
        return {}
    found = [(one.kind, one.substantive and around.normative) for one in compare_tables(old, new, around.language)]
    if old.unit != new.unit and judge(old.unit, new.unit) > Wording.EDITORIAL:
        found.append((ChangeKind.TABLE_CHANGED, around.normative))
    for kind, substantive in text_kinds(_notes(before), _notes(after), around).items():
        found.append((kind if kind is ChangeKind.EDITORIAL else ChangeKind.TABLE_CHANGED, substantive))
    found += _title(before, after)
    return gathered(found) or {ChangeKind.EDITORIAL: False}


def _notes(thing: Thing) -> list[Passage]:
    return [one for one in thing.passages if one.inside != "row"]


def _formula(before: Thing, after: Thing, around: Circumstances) -> dict[ChangeKind, bool]:
    old, new = before.nodes[0], after.nodes[0]
    if not (isinstance(old, Formula) and isinstance(new, Formula)):
        return {}
    if not same_formula(old.tex, new.tex):
        return {ChangeKind.FORMULA_CHANGED: around.normative}
    kinds = text_kinds(_rest(before), _rest(after), around)
    if not kinds or set(kinds) == {ChangeKind.EDITORIAL}:
        return {ChangeKind.EDITORIAL: False}
    rest = judge(_said(before.passages, "symbol", ""), _said(after.passages, "symbol", ""))
    return {ChangeKind.FORMULA_CHANGED: around.normative and rest > Wording.PARAPHRASE}


def _rest(thing: Thing) -> list[Passage]:
    return [one for one in thing.passages if one.inside != "formula"]


def regrouped(before: Sequence[Thing], after: Sequence[Thing], around: Circumstances) -> bool:
    """Tell whether what was split or merged demands something else than before: other limits, verbal forms or denials."""
    old = [one for thing in before for one in thing.passages]
    new = [one for thing in after for one in thing.passages]
    if {one.kind for one in old} & _OBLIGING != {one.kind for one in new} & _OBLIGING:
        return True
    limits = [{_bounds(one) for one in limits_of(passages, around.language) if one.binds} for passages in (old, new)]
    if limits[0] != limits[1]:
        return True
    return _tables(before, around) != _tables(after, around) or _weighty(old) != _weighty(new)


def _bounds(stated: Stated) -> tuple[str, ...]:
    reading = stated.reading
    return reading.low, reading.high, reading.unit


def _tables(things: Sequence[Thing], around: Circumstances) -> Counter[tuple[str, ...]]:
    tables = (thing.nodes[0] for thing in things)
    found: Counter[tuple[str, ...]] = Counter()
    for table in tables:
        if isinstance(table, Table):
            found.update(limits_in_table(table, around.language))
    return found


_DENIALS = frozenset(
    {"not", "no", "never", "unless", "except", "without", "only", "不", "非", "无", "除", "仅", "只", "禁"}
)


def _weighty(passages: Sequence[Passage]) -> set[str]:
    return {word for one in passages if one.inside != "row" for word in spelt(one.said) if word in _DENIALS}
