"""Numbers and labels of clauses, annexes and term entries: by the rulebook, by a pattern, as a law, or none.

GB/T 1.1-2020, clause 7; ISO/IEC Directives, Part 2, clause 22.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from stdpub.model.amendments import Consolidation
from stdpub.model.header import Header
from stdpub.model.patterns import regex
from stdpub.model.rulebooks import Wording, wording
from stdpub.model.standard import Clause, ClauseKind, Part, Standard
from stdpub.model.terms import TermEntry
from stdpub.read.counting import chinese, letters

_UNNUMBERED = frozenset({ClauseKind.FOREWORD, ClauseKind.INTRODUCTION, ClauseKind.BIBLIOGRAPHY, ClauseKind.INDEX})
_LAW_UNITS = {"art": "条", "chapter": "章", "section": "节"}
_LAW_NUMBER = regex(r"(art|chapter|section)-([0-9]{1,4})(?:-([0-9]{1,4}))?\Z")
_PLACE = regex(r"\{\d+\}")


def number(standard: Standard) -> Standard:
    """Return the standard with the number (as addresses write it) and the label (as printed) of every clause and entry."""
    numberer = _Numberer(standard.header, standard.amended)
    return replace(standard, clauses=tuple(numberer.top(standard.clauses)))


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A pattern such as `V{1}.{2}`: what stands before the first number and between any two."""

    prefix: str
    joints: tuple[str, ...]

    @staticmethod
    def of(text: str) -> _Pattern:
        pieces = _PLACE.split(text)
        return _Pattern(pieces[0], tuple(pieces[1:-1]) or (".",))

    def label(self, parent: str, depth: int, count: int) -> str:
        """Return the label of the count-th clause at a depth below a parent's label."""
        if depth == 1:
            return f"{self.prefix}{count}"
        return f"{parent}{self.joints[min(depth - 2, len(self.joints) - 1)]}{count}"

    def count(self, parent: str, depth: int, label: str) -> int | None:
        """Return which count a label stands for at its place, None where it does not fit."""
        head = self.label(parent, depth, 0)[:-1]
        tail = label[len(head) :]
        fits = label.startswith(head) and tail.isascii() and tail.isdigit() and len(tail) < 7
        return int(tail) if fits and tail == str(int(tail)) else None


class _Numberer:
    """Counts clauses down the tree; what an amendment inserted has its number already, what it deleted leaves its own free."""

    def __init__(self, header: Header, amended: Consolidation) -> None:
        self.given = dict(amended.numbers)
        self.vacant = amended.vacant
        self.wording: Wording = wording(header.rulebook, header.language)
        self.scheme = header.numbering.scheme
        text = header.numbering.pattern if self.scheme == "pattern" else "{1}.{2}"
        self.pattern = _Pattern.of(text)
        self.articles = 0
        self.taken: set[str] = set()

    def top(self, clauses: tuple[Clause, ...]) -> Iterator[Clause]:
        """Yield the numbered clauses of the first level."""
        if self.scheme == "law":
            yield from self._law(clauses, "", 1)
            return
        count, annexes = 0, 0
        for clause in clauses:
            fixed = clause.fixed_label
            if clause.kind in _UNNUMBERED and fixed is None:
                yield self._unnumbered(clause)
            elif self.scheme == "none" or _is_preamble(clause):
                yield self._named(clause, fixed or "", 1)
            elif clause.kind is ClauseKind.ANNEX and fixed is None:
                annexes, letter = self._next_letter(clause.key, annexes)
                yield self._annex(clause, letter)
            else:
                count, label = self._next("", 1, count, fixed, clause.key)
                yield self._named(clause, label, 1)

    def _next_letter(self, key: str, count: int) -> tuple[int, str]:
        """Return the count and letter of the next annex."""
        if key in self.given:
            return count, self.given[key]
        count += 1
        while letters(count).upper() in self.vacant:
            count += 1
        return count, letters(count).upper()

    def _next(self, parent: str, depth: int, count: int, fixed: str | None, key: str) -> tuple[int, str]:
        """Return the count and label of the next sibling; a label that was found printed moves the count on."""
        if key in self.given:
            return count, self.given[key]
        if fixed is None:
            count += 1
            while self.vacant and address(self.pattern.label(parent, depth, count)) in self.vacant:
                count += 1
            return count, self.pattern.label(parent, depth, count)
        found = self.pattern.count(parent, depth, fixed)
        return count if found is None else found, fixed

    def _unnumbered(self, clause: Clause) -> Clause:
        name = self._free(clause.kind.value)
        prefix = "0" if clause.kind is ClauseKind.INTRODUCTION else ""
        return replace(clause, number=name, label="", clauses=tuple(self._below(clause.clauses, prefix, 2)))

    def _annex(self, clause: Clause, letter: str) -> Clause:
        label = self.wording.annex.format(letter)
        clauses = tuple(self._below(clause.clauses, letter, 2))
        return replace(clause, number=self._free(letter), label=label, clauses=clauses)

    def _named(self, clause: Clause, label: str, depth: int) -> Clause:
        number_ = self._free(address(label))
        return replace(
            clause, number=number_, label=label, clauses=tuple(self._below(clause.clauses, label, depth + 1))
        )

    def _below(self, parts: tuple[Part, ...], parent: str, depth: int) -> Iterator[Part]:
        count = 0
        for part in parts:
            fixed = part.fixed_label if isinstance(part, Clause) else part.fixed_label or None
            if self.scheme == "none" or (not parent and fixed is None):
                label = fixed or ""
            else:
                count, label = self._next(parent, depth, count, fixed, part.key)
            if isinstance(part, TermEntry):
                yield replace(part, number=self._free(address(label)), label=label)
            else:
                yield self._named(part, label, depth)

    def _law(self, clauses: tuple[Clause, ...], parent: str, depth: int) -> Iterator[Clause]:
        """Yield chapters, sections and articles; articles run through the whole law."""
        count = 0
        for clause in clauses:
            if clause.fixed_label is not None:
                label = clause.fixed_label
                name = address(label)
                count += bool(label)
            elif _is_preamble(clause):
                label, name = "", ""
            elif clause.key in self.given:
                name = self.given[clause.key]
                label = _law_label(name)
            elif not clause.title and clause.depth > 0 and not _is_preamble(clause):
                self.articles += 1
                while f"art-{self.articles}" in self.vacant:
                    self.articles += 1
                label, name = f"第{chinese(self.articles)}条", f"art-{self.articles}"
            else:
                count += 1
                unit, word = ("章", "chapter") if depth == 1 else ("节", "section")
                while (name := f"{parent}.{word}-{count}" if parent else f"{word}-{count}") in self.vacant:
                    count += 1
                label = f"第{chinese(count)}{unit}"
            below = tuple(self._law_parts(clause.clauses, name, depth + 1))
            yield replace(clause, number=self._free(name), label=label, clauses=below)

    def _law_parts(self, parts: tuple[Part, ...], parent: str, depth: int) -> Iterator[Part]:
        """Yield what stands below a chapter; a term entry, which a law has no number for, goes by its place."""
        entries = 0
        for part in parts:
            if isinstance(part, TermEntry):
                entries += 1
                yield replace(part, number=self._free(f"{parent}.term-{entries}"), label=part.fixed_label)
        yield from self._law(tuple(part for part in parts if isinstance(part, Clause)), parent, depth)

    def _free(self, name: str) -> str:
        """Return the number if nothing else bears it: an address names one thing."""
        if name in self.taken:
            return ""
        self.taken.add(name)
        return name


def _law_label(name: str) -> str:
    """Return the label of an inserted article: `art-5-1` is 第五条之一; of a chapter, its number."""
    found = _LAW_NUMBER.search(name)
    if found is None:
        return name
    unit = _LAW_UNITS[found[1]]
    return f"第{chinese(int(found[2]))}{unit}" + (f"之{chinese(int(found[3]))}" if found[3] else "")


def _is_preamble(clause: Clause) -> bool:
    """Tell whether a clause is the text before the first heading."""
    return (
        not clause.title and not clause.key and clause.fixed_label is None and not clause.clauses and clause.depth == 0
    )


def address(label: str) -> str:
    """Return the number that addresses write for a printed label: `Appendix A` becomes `Appendix-A`."""
    return re.sub(r"[^\w.]+", "-", label.strip().strip(".")).strip("-.")
