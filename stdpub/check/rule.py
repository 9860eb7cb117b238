"""What a rule is: the fault it finds, why, by which clause, with one text it finds and one it does not."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from stdpub.check.draft import Draft
from stdpub.model.header import RulebookName
from stdpub.model.source import Replace, Severity, Span, Words


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault that a rule sees; the runner adds rule and severity.

    An `unsafe` fix may change what the text means, so that a person has to read it; `related` are the other places that
    the fault is made of.
    """

    at: Span
    en: str
    zh: str
    help_en: str = ""
    help_zh: str = ""
    fix: tuple[Replace, ...] = ()
    unsafe: bool = False
    related: tuple[Span, ...] = ()


Judge = Callable[[Draft], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule as `explain` and the documentation show it; `bad` and `good` are examples as `check/examples.py` reads them.

    `candidates` are the rows of the fact sheets that it covers; a rule that is `off` waits for a library to turn it on.
    It `yields_to` rules and faults of reading that tell the same fault more exactly, where they find something.
    """

    id: str
    severity: Severity
    why: Words
    source: str
    bad: str
    good: str
    rulebooks: frozenset[RulebookName]
    candidates: tuple[str, ...]
    off: bool
    yields_to: frozenset[str]
    judge: Judge


RULED = frozenset({RulebookName.GB_T_1_1, RulebookName.ISO_IEC_PART_2})
GB = frozenset({RulebookName.GB_T_1_1})
ISO = frozenset({RulebookName.ISO_IEC_PART_2})
ALL = frozenset(RulebookName)


def rule(  # noqa: PLR0913 - a rule is told whole, by names
    *,
    zh: str,
    source: str,
    bad: str,
    good: str,
    severity: Severity = Severity.ERROR,
    rulebooks: frozenset[RulebookName] = RULED,
    candidates: tuple[str, ...] = (),
    off: bool = False,
    yields_to: tuple[str, ...] = (),
) -> Callable[[Judge], Rule]:
    """Make a rule of a function, named by it in kebab-case; `zh` is the docstring, the reason, in Chinese.

    Raise ValueError where a language has no reason.
    """

    def make(judge: Judge) -> Rule:
        why = Words(inspect.getdoc(judge) or "", zh)
        if not all(why):
            message = f"rule {judge.__name__} does not say why"
            raise ValueError(message)
        name = judge.__name__.replace("_", "-")
        return Rule(name, severity, why, source, bad, good, rulebooks, candidates, off, frozenset(yields_to), judge)

    return make
