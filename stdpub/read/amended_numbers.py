"""The standard before an amendment and after it in; the numbers of what was inserted in between, and of what is gone, out.

No number ever changes or is given twice: a deleted one stays vacant; what is inserted between two things gets the number
of the one it follows with a letter (5.2.1A; a figure behind the letter of an item: b1); what comes last is counted on.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from stdpub.model.amendments import Consolidation
from stdpub.model.content import Block, Example, Figure, Formula, List, Note, References, Table
from stdpub.model.standard import Clause, ClauseKind, Standard
from stdpub.model.terms import TermEntry
from stdpub.model.walking import below
from stdpub.read.counting import letters

_SUFFIXED = re.compile(
    r"(?P<stem>.*[0-9])[A-Z]+|(?P<item>.*\.[a-z]+)[0-9]+|(?P<annex>[A-Z])[A-Z]|(?P<law>.*(?:art|chapter|section)-[0-9]+)-[0-9]+"
)
_LAW = re.compile(r"(?:.*\.)?(?:art|chapter|section)-[0-9]+")
PENDING = "0"
"""Stands for the number of what is inserted until the numbers around it are known."""


class Member(NamedTuple):
    """One numbered thing: what series it is counted in, its key and its number."""

    series: tuple[str, str]
    key: str
    number: str


def members(standard: Standard) -> Iterator[Member]:
    """Yield everything that bears a number, in reading order."""
    for top in standard.clauses:
        yield from _part(top, "")


def _part(part: Clause | TermEntry, parent: str) -> Iterator[Member]:
    annex = isinstance(part, Clause) and part.kind is ClauseKind.ANNEX and part.depth == 1
    if part.label or isinstance(part, TermEntry):
        yield Member(("annex" if annex else "clause", parent), part.key, part.number)
    own = part.blocks if isinstance(part, Clause) else (*part.definition, *part.examples, *part.notes)
    for block in below(own):
        yield from _block(block)
    for one in part.clauses if isinstance(part, Clause) else ():
        yield from _part(one, part.number)


def _block(block: Block) -> Iterator[Member]:
    match block:
        case List():
            for item in block.items:
                if item.number:
                    yield Member(("item", item.number.rpartition(".")[0]), item.key, item.number)
        case Table() | Figure() | Formula() if block.number:
            name, _, count = block.number.partition("-")
            yield Member((name, count.rpartition(".")[0]), block.key, block.number)
        case Note() | Example() if block.number:
            yield Member(("aside", block.number.rpartition("-")[0]), block.key, block.number)
        case References():
            for entry in block.items:
                if entry.label:
                    yield Member(("bibliography", ""), entry.key, f"bibliography-{entry.label.strip('[]')}")


def numbers(standard: Standard) -> dict[str, Member]:
    """Return the numbered things of a standard by their keys."""
    return {one.key: one for one in members(standard) if one.key}


def vacated(before: Mapping[str, Member], after: Iterable[str]) -> frozenset[str]:
    """Return the numbers of things that are there no longer; what stood inside one of them is not named again."""
    kept = set(after)
    gone = {one.number for key, one in before.items() if key not in kept and one.number}
    return frozenset(number for number in gone if not any(parent in gone for parent in _parents(number)))


def _parents(number: str) -> Iterator[str]:
    parent = number.rpartition(".")[0]
    while parent:
        yield parent
        parent = parent.rpartition(".")[0]


def in_between(before: Mapping[str, Member], after: Standard) -> tuple[str, ...]:
    """Return the keys of new things that an older one of their series follows."""
    found: list[str] = []
    waiting: dict[tuple[str, str], list[str]] = {}
    known = {one.series for one in before.values()}
    for one in members(after):
        old = before.get(one.key) if one.key else None
        if one.key and (old is None or old.series != one.series):
            waiting.setdefault(one.series, []).append(one.key)
        elif one.series in known:
            found.extend(waiting.pop(one.series, ()))
    return tuple(found)


def assigned(standard: Standard, pending: Iterable[str], amended: Consolidation) -> dict[str, str]:
    """Return the numbers of things whose number is pending, from the numbers of what they follow."""
    wanted = set(pending)
    everything = tuple(members(standard))
    taken = {*amended.vacant, *(number for _, number in amended.numbers)}
    taken |= {one.number for one in everything if one.key not in wanted}
    last: dict[tuple[str, str], str] = {}
    found: dict[str, str] = {}
    for one in everything:
        number = one.number
        if one.key in wanted:
            number = found[one.key] = _free(
                last.get(one.series) or _zero(one.series), taken, annex=one.series[0] == "annex"
            )
            taken.add(number)
        last[one.series] = number
    return found


def _zero(series: tuple[str, str]) -> str:
    """Return what the first of a series would follow, had it a number."""
    name, scope = series
    if name == "clause":
        return f"{scope}.0" if scope else "0"
    if name == "aside":
        return f"{scope}-0"
    return f"{scope}.0" if name == "item" else f"{name}-{scope}.0" if scope else f"{name}-0"


def _free(before: str, taken: set[str], *, annex: bool) -> str:
    """Return the first number behind another that nothing bears."""
    suffixed = _SUFFIXED.fullmatch(before)
    stem = before
    if suffixed and (suffixed["stem"] or suffixed["item"] or suffixed["law"] or (annex and suffixed["annex"])):
        stem = suffixed["stem"] or suffixed["item"] or suffixed["law"] or suffixed["annex"]
    count = 1
    while (number := stem + _suffix(stem, count, annex=annex)) in taken:
        count += 1
    return number


def _suffix(stem: str, count: int, *, annex: bool) -> str:
    if _LAW.fullmatch(stem):
        return f"-{count}"
    return letters(count).upper() if annex or stem[-1:].isdigit() else str(count)
