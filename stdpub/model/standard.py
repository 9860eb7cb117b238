"""A whole standard in one language: header, clauses, footnotes, figures, and what was found wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from stdpub.model.amendments import UNAMENDED, Consolidation
from stdpub.model.content import Block, Footnote
from stdpub.model.header import Header
from stdpub.model.inlines import Inline
from stdpub.model.source import Diagnostic, Span
from stdpub.model.terms import TermEntry


class ClauseKind(StrEnum):
    """Which element of the document a clause is; `clause` where it is none of the named ones."""

    FOREWORD = "foreword"
    INTRODUCTION = "introduction"
    SCOPE = "scope"
    NORMATIVE_REFERENCES = "normative-references"
    TERMS = "terms"
    SYMBOLS = "symbols"
    CLAUSE = "clause"
    ANNEX = "annex"
    BIBLIOGRAPHY = "bibliography"
    INDEX = "index"


FRONT = frozenset({ClauseKind.FOREWORD, ClauseKind.INTRODUCTION})
BACK = frozenset({ClauseKind.ANNEX, ClauseKind.BIBLIOGRAPHY, ClauseKind.INDEX})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, subclause, annex or unnumbered element: its own blocks first, then its subclauses or term entries.

    `number` is the address form (`5.2.1`, `A`, `A.3`, `0.1`, `foreword`), `label` the printed one (`附录A`, `5.2.1`, empty
    for a foreword). A numbered paragraph has no title. `normative` is the annex's status or follows from the kind.
    `fixed_label` is what an import found printed (an empty text: no label); None where the scheme numbers.
    """

    kind: ClauseKind
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    clauses: tuple[Part, ...]
    depth: int
    normative: bool
    fixed_label: str | None
    key: str
    id: str
    number: str
    label: str
    span: Span


Part: TypeAlias = Clause | TermEntry


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture the standard shows, already found safe; `width` and `height` in CSS pixels, 0 where unknown."""

    path: str
    media_type: str
    content: bytes
    width: float
    height: float
    sha256: str = ""  # of the bytes, where a standard that was read from its JSON does not have them


@dataclass(frozen=True, slots=True)
class Standard:
    """One language version, read and numbered; `digest` is the SHA-256 over the sorted paths and bytes of its folder.

    `amended` is what amendments made of a consolidated edition; `amends` is what an amendment amends, as it is cited.
    """

    slug: str
    header: Header
    clauses: tuple[Clause, ...]
    footnotes: tuple[Footnote, ...]
    assets: tuple[Asset, ...]
    digest: str
    diagnostics: tuple[Diagnostic, ...]
    amended: Consolidation = UNAMENDED
    amends: str = ""

    def walk(self) -> Iterator[Clause]:
        """Yield every clause in reading order, parents first."""
        stack = list(reversed(self.clauses))
        while stack:
            clause = stack.pop()
            yield clause
            stack.extend(part for part in reversed(clause.clauses) if isinstance(part, Clause))

    def parts(self) -> Iterator[Part]:
        """Yield every clause and term entry in reading order, parents first."""
        stack: list[Part] = list(reversed(self.clauses))
        while stack:
            part = stack.pop()
            yield part
            if isinstance(part, Clause):
                stack.extend(reversed(part.clauses))
