"""The standard before an amendment and after it in; the numbers of what was inserted in between, and of what is gone, out.

No number ever changes or is given twice: a deleted one stays vacant; what is inserted between two things gets the number
of the one it follows with a letter (5.2.1A; a figure behind the letter of an item: b1); what comes last is counted on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from stdpub.model.amendments import Consolidation
from stdpub.model.content import Block, Example, Figure, Formula, List, Note, References, Table
from stdpub.model.patterns import regex
from stdpub.model.standard import Clause, ClauseKind, Standard
from stdpub.model.terms import TermEntry
from stdpub.model.walking import children
from stdpub.read.counting import letters

_SUFFIXED = regex(
    r"(?P<stem>.*[0-9])[A-Z]+|(?P<item>.*\.[a-z]+)[0-9]+|(?P<annex>[A-Z])[A-Z]|(?P<law>.*(?:art|chapter|section)-[0-9]+)-[0-9]+"
)
_LAW = regex(r"(?:.*\.)?(?:art|chapter|section)-[0-9]+")
PENDING = "0"
"""Stands for the number of what is inserted until the numbers around it are known."""


class Member(NamedTuple):
    """One numbered thing: in which series it is counted (of what, inside what), its key and its number.

    `zero` is what the first of its series would follow, had it a number.
    """

    series: tuple[str, str]
    key: str
    number: str
    zero: str


def members(standard: Standard) -> Iterator[Member]:
    """Yield everything that bears a number, in reading order."""
    for top in standard.clauses:
        annex = top if top.kind is ClauseKind.ANNEX else None
        yield from _part(top, None, annex)


def _part(part: Clause | TermEntry, parent: Clause | None, annex: Clause | None) -> Iterator[Member]:
    kind = "annex" if part is annex else "clause"
    if part.label or isinstance(part, TermEntry):
        zero = f"{parent.number}.0" if parent is not None else "0"
        yield Member((kind, parent.id if parent is not None else ""), part.key, part.number, zero)
    own = part.blocks if isinstance(part, Clause) else (*part.definition, *part.examples, *part.notes)
    for block in own:
        yield from _block(block, part.id, part.number, annex)
    for one in part.clauses if isinstance(part, Clause) else ():
        yield from _part(one, part if isinstance(part, Clause) else None, annex)


def _block(block: Block, owner: str, number: str, annex: Clause | None) -> Iterator[Member]:
    """Yield a block and what is numbered in it; items of nested lists are counted inside the item they stand in."""
    match block:
        case Table() | Figure() | Formula() if block.number:
            name = block.number.partition("-")[0]
            zero = f"{name}-{annex.number}.0" if annex is not None else f"{name}-0"
            yield Member((name, annex.id if annex is not None else ""), block.key, block.number, zero)
        case Note() | Example() if block.number:
            name = "note" if isinstance(block, Note) else "example"
            yield Member((name, owner), block.key, block.number, f"{number}.{name}-0")
        case References():
            for entry in block.items:
                if entry.label:
                    count = f"bibliography-{entry.label.strip('[]')}"
                    yield Member(("bibliography", ""), entry.key, count, "bibliography-0")
    if isinstance(block, List):
        for item in block.items:
            if item.number:
                yield Member(("item", owner), item.key, item.number, f"{item.number.rpartition('.')[0]}.0")
            for inner in item.blocks:
                yield from _block(inner, item.id, item.number, annex)
        return
    for group, _ in children(block):
        for inner in group:
            yield from _block(inner, owner, number, annex)


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
            number = found[one.key] = _free(last.get(one.series) or one.zero, taken, annex=one.series[0] == "annex")
            taken.add(number)
        last[one.series] = number
    return found


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
