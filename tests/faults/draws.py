"""The 200 faults that are drawn with a fixed seed: a kind, a language, a standard, and the text with the fault in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from random import Random

from faults.clean import Clean, imported, own, own_pairs
from faults.faults import FAULTS
from faults.injecting import Fault, Injected
from faults.mapping import rules_for

SEED = 20261124
OWN_DRAWS = 140
IMPORTED_DRAWS = 60


@dataclass(frozen=True, slots=True)
class Draw:
    """One fault in one clean standard."""

    fault: Fault
    clean: Clean
    injected: Injected

    def __str__(self):
        return f"{self.fault.heading}: {self.fault.name} [{self.clean.name}, line {self.injected.line}]"


@cache
def kinds():
    """Return every kind of fault in every language that a shipped rule is to report, in the order of the draw."""
    found = [(fault, language) for fault in FAULTS for language in fault.languages if rules_for(fault, language)]
    Random(SEED).shuffle(found)  # noqa: S311 - no secret
    return tuple(found)


@cache
def own_draws():
    """Return the faults in our own standards."""
    return _draws(kinds(), OWN_DRAWS, [*own(), *own_pairs()])


@cache
def imported_draws():
    """Return the faults in imported standards, of the kinds that ours left over first."""
    drawn = {(draw.fault.heading, draw.fault.name, draw.clean.language) for draw in own_draws()}
    rest = [one for one in kinds() if (one[0].heading, one[0].name, one[1]) not in drawn]
    return _draws([*rest, *(one for one in kinds() if one not in rest)], IMPORTED_DRAWS, imported())


def _draws(wanted, count, standards):
    """Return as many draws as wanted, one of each kind before a second of any."""
    found = []
    for turn in range(count):
        before = len(found)
        for fault, language in wanted:
            if len(found) < count:
                draw = _draw(fault, language, standards, turn)
                found += [draw] if draw else []
        if len(found) in {before, count}:
            break
    return tuple(found)


def _draw(fault, language, standards, turn):
    random = Random(f"{SEED} {fault.heading} {fault.name} {language} {turn}")  # noqa: S311 - no secret
    there = [one for one in standards if one.language == language and bool(one.partner) == fault.translated]
    random.shuffle(there)
    for clean in there:
        injected = fault.inject(clean.text, random)
        if injected:
            return Draw(fault, clean, injected)
    return None
