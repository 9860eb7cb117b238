"""A draft to what the rules of its rulebook find in it, as grave as its library says."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from stdpub.check import (
    abbreviations,
    adoption,
    annexes,
    captions,
    characters,
    citations,
    definitions,
    elements,
    entries,
    foreword,
    formulas,
    functions,
    header,
    items,
    languages,
    limits,
    lists,
    measured,
    method_reports,
    missing_limits,
    mixed_forms,
    notes,
    numbers,
    places,
    pointers,
    ranges,
    references,
    revisions,
    scope,
    senses,
    spelling,
    structure,
    tables,
    term_sources,
    terms,
    titles,
    typed_paragraphs,
    typed_pointers,
    unit_use,
    units,
    verbal_forms,
    wording,
)
from stdpub.check.draft import Draft
from stdpub.check.rule import Finding, Rule
from stdpub.model.source import Diagnostic, Severity, Words

_ROOMS: tuple[ModuleType, ...] = (
    abbreviations,
    adoption,
    annexes,
    captions,
    characters,
    citations,
    definitions,
    elements,
    entries,
    foreword,
    formulas,
    functions,
    header,
    items,
    languages,
    limits,
    lists,
    measured,
    method_reports,
    missing_limits,
    mixed_forms,
    notes,
    numbers,
    places,
    pointers,
    ranges,
    references,
    revisions,
    scope,
    senses,
    spelling,
    structure,
    tables,
    term_sources,
    terms,
    titles,
    typed_paragraphs,
    typed_pointers,
    unit_use,
    units,
    verbal_forms,
    wording,
)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (found for room in _ROOMS for found in vars(room).values() if isinstance(found, Rule)), key=lambda one: one.id
    )
)
"""Every rule there is, by id."""

RULE_NAMES = frozenset(rule.id for rule in RULES)


def run(draft: Draft) -> Iterator[Diagnostic]:
    """Yield what the rules of the draft's rulebook find."""
    for rule in RULES:
        if draft.rulebook in rule.rulebooks:
            severity = draft.surroundings.severities.get(rule.id, None if rule.off else rule.severity)
            if severity is not None:
                for found in rule.judge(draft):
                    yield _diagnostic(rule, severity, found)


def _diagnostic(rule: Rule, severity: Severity, found: Finding) -> Diagnostic:
    help_ = Words(found.help_en, found.help_zh or found.help_en) if found.help_en else None
    message = Words(found.en, found.zh)
    return Diagnostic(found.at, severity, rule.id, message, help_, found.fix, not found.unsafe, found.related)
