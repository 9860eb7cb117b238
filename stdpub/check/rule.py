"""What a rule is: the fault it finds, why, by which clause, with one text it finds and one it does not."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdpub.model.header import RulebookName
from stdpub.model.source import Replace, Severity, Span
from stdpub.model.standard import Standard


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault that a rule sees; the runner adds rule and severity."""

    at: Span
    en: str
    zh: str
    help_en: str = ""
    help_zh: str = ""
    fix: tuple[Replace, ...] = ()


Judge = Callable[[Standard], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as `explain` and the documentation show it; `bad` and `good` are Markdown below the front matter."""

    id: str
    severity: Severity
    why: str
    source: str
    bad: str
    good: str
    rulebooks: frozenset[RulebookName]
    judge: Judge


RULED = frozenset({RulebookName.GB_T_1_1, RulebookName.ISO_IEC_PART_2})
GB = frozenset({RulebookName.GB_T_1_1})
ISO = frozenset({RulebookName.ISO_IEC_PART_2})


def rule(
    *, source: str, bad: str, good: str, severity: Severity = Severity.ERROR, rulebooks: frozenset[RulebookName] = RULED
) -> Callable[[Judge], Rule]:
    """Make a rule of a function, named by it in kebab-case; raise ValueError where its docstring does not say why."""

    def make(judge: Judge) -> Rule:
        why = inspect.getdoc(judge)
        if not why:
            message = f"rule {judge.__name__} does not say why"
            raise ValueError(message)
        return Rule(judge.__name__.replace("_", "-"), severity, why, source, bad, good, rulebooks, judge)

    return make
