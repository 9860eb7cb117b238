"""Rules on the elements of a document and the levels of its clauses."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.draft import Draft, first_character
from stdpub.check.rule import Finding, rule
from stdpub.model.content import Paragraph
from stdpub.model.inlines import plain
from stdpub.model.source import Severity
from stdpub.model.standard import Clause, ClauseKind
from stdpub.model.terms import TermEntry

_EXEMPT = frozenset({ClauseKind.TERMS, ClauseKind.SYMBOLS, ClauseKind.BIBLIOGRAPHY, ClauseKind.INDEX})


def divided(draft: Draft) -> Iterator[Clause]:
    """Yield the clauses that have numbered clauses, and not entries, below them."""
    for clause in draft.clauses:
        if clause.clauses and clause.kind not in _EXEMPT and not isinstance(clause.clauses[0], TermEntry):
            yield clause


@rule(
    zh="设条是为了区分并列的内容；只有一条时并无可区分者。",
    source="GB/T 1.1-2020, 7.3; ISO/IEC Directives, Part 2, 22.3.2",
    bad="# Requirements {#requirements}\n\n## Material {#material}\n\nSteel is used.\n",
    good="# Requirements {#requirements}\n\n## Material {#material}\n\nSteel is used.\n\n## Shape {#shape}\n\nIt is round.\n",
    severity=Severity.WARNING,
    candidates=("gb-clause-single", "lone-subclause"),
)
def lone_subclause(draft: Draft) -> Iterator[Finding]:
    """A clause is divided to tell several things apart; one subclause alone tells nothing apart."""
    for clause in divided(draft):
        only = clause.clauses[0]
        if len(clause.clauses) == 1 and isinstance(only, Clause):
            yield Finding(
                first_character(only.span),
                f"subclause {only.label} has no sibling",
                f"{only.label}是该层次唯一的条",
                "write its text directly in the clause above, or add a sibling",
                "将内容直接写在上一层次，或增加同级的条",
            )


@rule(
    zh="章标题或条标题与下一层次条之间的段没有编号，引用时会产生混淆。",
    source="GB/T 1.1-2020, 7.4; ISO/IEC Directives, Part 2, 22.3.3",
    bad="# Shape {#shape}\n\nShapes differ.\n\n## Round {#round}\n\nA.\n\n## Flat {#flat}\n\nB.\n",
    good="# Shape {#shape}\n\n## General {#general}\n\nShapes differ.\n\n## Round {#round}\n\nA.\n",
    severity=Severity.WARNING,
    candidates=("gb-hanging-paragraph", "hanging-paragraph"),
)
def hanging_paragraph(draft: Draft) -> Iterator[Finding]:
    """Text between a title and its first subclause has no number of its own, so it cannot be cited without doubt."""
    for clause in divided(draft):
        first = next((block for block in clause.blocks if isinstance(block, Paragraph)), None)
        if first is not None and not first.generated and clause.title and clause.kind is not ClauseKind.INTRODUCTION:
            yield Finding(
                first_character(first.span),
                f"a paragraph that hangs between {clause.label or plain(clause.title)} and its first subclause",
                f"{clause.label or plain(clause.title)}与其首条之间有悬置段",
                "give it a subclause of its own, titled `General`",
                "为其单设一条，标题可用“通则”",
            )


@rule(
    zh="章应有标题：目次由章的标题构成。",
    source="GB/T 1.1-2020, 6.2.2 and 7.2; ISO/IEC Directives, Part 2, 6.4 and 22.2",
    bad="# § {#one}\n\nSteel is used.\n",
    good="# Material {#one}\n\nSteel is used.\n",
    candidates=("gb-chapter-untitled", "clause-title-missing"),
)
def untitled_clause(draft: Draft) -> Iterator[Finding]:
    """Every clause of the first level has a title: the contents list is made of them."""
    for clause in draft.standard.clauses:
        if clause.depth == 1 and not clause.title:
            yield Finding(
                first_character(clause.span),
                f"clause {clause.label} without a title",
                f"第{clause.label}章没有标题",
                "give it a title",
                "请加标题",
            )
