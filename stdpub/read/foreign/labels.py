"""Headings with typed numbers in, the numbering scheme and the labels that the scheme does not give out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stdpub.model.header import Header, Numbering, RulebookName
from stdpub.model.inlines import untyped
from stdpub.model.rulebooks import CLASSES, KNOWN_TITLES
from stdpub.model.source import NOWHERE
from stdpub.model.standard import Clause, ClauseKind, Part, Standard
from stdpub.read.foreign.outline import Heading, Role
from stdpub.read.numbering import number

_ROUNDS = 24
"""How often labels are fixed and the rest numbered anew before every typed number is fixed."""

_EFFORT = 20_000
"""Headings that may be numbered anew in all rounds together."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """How the clauses are numbered: `rulebook`, `none`, `law` or `pattern` with its pattern."""

    name: str
    pattern: str = ""

    def __str__(self) -> str:
        return self.pattern or self.name


def scheme_of(headings: Sequence[Heading], rulebook: RulebookName) -> Scheme:
    """Return the scheme that gives most of the typed numbers."""
    if rulebook is not RulebookName.NONE:
        return Scheme("rulebook")
    forms = Counter(heading.number.form for heading in headings if heading.number is not None)
    if forms["law"] > forms["dotted"]:
        return Scheme("law")
    prefixes = Counter(
        heading.number.prefix for heading in headings if heading.number is not None and heading.number.form == "dotted"
    )
    if prefixes:
        (prefix, _), *_ = prefixes.most_common(1)
        return Scheme("pattern", f"{prefix}{{1}}.{{2}}")
    return Scheme("pattern", "{1}.{2}") if forms["worded"] or forms["lettered"] else Scheme("none")


def fix_labels(headings: Sequence[Heading], scheme: Scheme, rulebook: RulebookName, language: str) -> int:
    """Set a label on every heading whose typed number the scheme does not give there, never under a rulebook; return how many."""
    if rulebook is not RulebookName.NONE:
        return 0
    header = Header("x", language, (), rulebook=rulebook, numbering=Numbering(scheme.name, scheme.pattern))
    for heading in headings:
        heading.label = heading.wanted or None if scheme.name == "none" else None
    if scheme.name == "none":
        return sum(heading.label is not None for heading in headings)
    for left in reversed(range(max(2, min(_ROUNDS, _EFFORT // max(1, len(headings)))))):
        wrong = list(_wrong(headings, header))
        if not wrong:
            break
        chosen = wrong if left == 0 else _firsts(wrong)
        for heading in chosen:
            heading.label = heading.wanted
    return sum(heading.label is not None and heading.number is not None for heading in headings)


def ruled_alike(headings: Sequence[Heading], language: str) -> bool:
    """Tell whether GB/T 1.1 numbers the clauses as they are numbered in the source, where they are."""
    header = Header("x", language, (), rulebook=RulebookName.GB_T_1_1)
    return not any(heading.wanted for heading in _wrong(headings, header))


def _firsts(wrong: Sequence[Heading]) -> list[Heading]:
    """Return what is wrong below each parent that is right: all that should bear no number, else the first."""
    known = {id(heading) for heading in wrong}
    groups: dict[int, list[Heading]] = {}
    for heading in wrong:
        if id(heading.parent) not in known:
            groups.setdefault(id(heading.parent), []).append(heading)
    return [one for group in groups.values() for one in ([each for each in group if not each.wanted] or group[:1])]


def _wrong(headings: Sequence[Heading], header: Header) -> Iterator[Heading]:
    """Yield the headings that would be printed with another label than they have in the source."""
    clauses, order = _skeleton(headings, ruled=header.rulebook is not RulebookName.NONE)
    standard = Standard("x", header, clauses, (), (), "", ())
    for heading, clause in zip(order, number(standard).walk(), strict=True):
        if clause.label != heading.wanted:
            yield heading


def _skeleton(headings: Sequence[Heading], *, ruled: bool) -> tuple[tuple[Clause, ...], list[Heading]]:
    """Return clauses without text for headings, and the headings in the order in which a walk meets them."""
    below: dict[int, list[Heading]] = {}
    for heading in headings:
        below.setdefault(id(heading.parent) if heading.parent else 0, []).append(heading)
    order: list[Heading] = []

    def built(parent: int, depth: int) -> tuple[Clause, ...]:
        clauses = []
        for heading in below.get(parent, ()):
            order.append(heading)
            clauses.append(_clause(heading, built(id(heading), depth + 1), depth, ruled=ruled))
        return tuple(clauses)

    return built(0, 1), order


def _clause(heading: Heading, below: tuple[Part, ...], depth: int, *, ruled: bool) -> Clause:
    by_title = ClauseKind.CLAUSE if depth > 1 else KNOWN_TITLES.get(heading.title.replace("　", ""), ClauseKind.CLAUSE)
    if heading.number is not None and heading.number.form == "annex":
        by_title = ClauseKind.ANNEX
    kind = next(
        (CLASSES[name] for name in heading.classes if name in CLASSES), by_title if ruled else ClauseKind.CLAUSE
    )
    title = () if heading.role is Role.ARTICLE or not heading.title else (untyped(heading.title),)
    return Clause(
        kind=kind,
        title=title,
        blocks=(),
        clauses=below,
        depth=depth,
        normative=True,
        fixed_label=heading.label,
        key="k",
        id="",
        number="",
        label="",
        span=NOWHERE,
    )
