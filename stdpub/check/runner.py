"""A standard to what the rules of its rulebook find in it."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

from stdpub.check import provisions, references, structure
from stdpub.check.rule import Rule
from stdpub.model.source import Diagnostic, Words
from stdpub.model.standard import Standard

_ROOMS: tuple[ModuleType, ...] = (structure, provisions, references)

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (found for room in _ROOMS for found in vars(room).values() if isinstance(found, Rule)), key=lambda one: one.id
    )
)
"""Every rule there is, by id."""


def run(standard: Standard) -> Iterator[Diagnostic]:
    """Yield what the rules of the standard's rulebook find."""
    for rule in RULES:
        if standard.header.rulebook in rule.rulebooks:
            for found in rule.judge(standard):
                help_ = Words(found.help_en, found.help_zh or found.help_en) if found.help_en else None
                yield Diagnostic(found.at, rule.severity, rule.id, Words(found.en, found.zh), help_, found.fix)
