"""A draft to what the rules of its rulebook find in it, as grave as its library says."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from stdpub.check.draft import Draft
from stdpub.check.rule import Finding, Rule
from stdpub.model.source import Diagnostic, Severity, Span, Words

_MODULES = (
    "blocks.captions",
    "blocks.characters",
    "blocks.formulas",
    "blocks.items",
    "blocks.lists",
    "blocks.pictures",
    "blocks.tables",
    "document.adoption",
    "document.annexes",
    "document.elements",
    "document.foreword",
    "document.functions",
    "document.header",
    "document.method_reports",
    "document.revisions",
    "document.scope",
    "document.structure",
    "document.titles",
    "languages.blocks",
    "languages.languages",
    "languages.senses",
    "languages.values",
    "numbers.limits",
    "numbers.measured",
    "numbers.missing_limits",
    "numbers.numbers",
    "numbers.ranges",
    "numbers.unit_use",
    "numbers.units",
    "provisions.mixed_forms",
    "provisions.notes",
    "provisions.other_languages",
    "provisions.places",
    "provisions.spelling",
    "provisions.verbal_forms",
    "provisions.wording",
    "references.citations",
    "references.entries",
    "references.pointers",
    "references.references",
    "references.typed_paragraphs",
    "references.typed_pointers",
    "terms.abbreviations",
    "terms.definitions",
    "terms.term_sources",
    "terms.terms",
)
"""Where the rules stand, below this package."""

RULES: tuple[Rule, ...] = tuple(
    sorted(
        {
            found
            for name in _MODULES
            for found in vars(import_module(f"stdpub.check.{name}")).values()
            if isinstance(found, Rule)
        },
        key=lambda one: one.id,
    )
)
"""Every rule there is, by id."""

RULE_NAMES = frozenset(rule.id for rule in RULES)


_YIELDS_TO = {rule.id: rule.yields_to for rule in RULES if rule.yields_to}
_EXACTER = frozenset(name for names in _YIELDS_TO.values() for name in names)


def run(draft: Draft) -> Iterator[Diagnostic]:
    """Yield what the rules of the draft's rulebook find, each fault once: a rule is silent where one it yields to speaks."""
    found = tuple(_found(draft))
    told: dict[tuple[str, str, int], list[Span]] = {}
    for one in (*draft.standard.diagnostics, *found):
        if one.rule in _EXACTER:
            for line in range(one.at.line, one.at.end_line + 1):
                told.setdefault((one.rule, one.at.file, line), []).append(one.at)
    for one in found:
        if not any(_overlap(one.at, at) for at in _beside(one, told)):
            yield one


def _beside(one: Diagnostic, told: dict[tuple[str, str, int], list[Span]]) -> Iterator[Span]:
    """Yield what the rules that a finding yields to found on its lines."""
    for name in _YIELDS_TO.get(one.rule, ()):
        for line in range(one.at.line, one.at.end_line + 1):
            yield from told.get((name, one.at.file, line), ())


def _overlap(one: Span, other: Span) -> bool:
    """Tell whether two runs of text in one file share a character."""
    return one[1:3] < other[3:] and other[1:3] < one[3:]


def _found(draft: Draft) -> Iterator[Diagnostic]:
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
