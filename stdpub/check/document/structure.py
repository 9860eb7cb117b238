"""Rules on the elements of a document and the levels of its clauses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeGuard

from stdpub.check.document.elements import meant_elements, title_of, title_span
from stdpub.check.draft import Draft, Role, first_character
from stdpub.check.rule import GB, Finding, rule
from stdpub.model.content import Block, CompoundProvision, Figure, Formula, List, Paragraph, Table
from stdpub.model.inlines import plain
from stdpub.model.patterns import regex
from stdpub.model.source import Severity
from stdpub.model.standard import Clause, ClauseKind
from stdpub.model.terms import TermEntry

_EXEMPT = frozenset(
    {
        ClauseKind.TERMS,
        ClauseKind.SYMBOLS,
        ClauseKind.BIBLIOGRAPHY,
        ClauseKind.INDEX,
        ClauseKind.NORMATIVE_REFERENCES,
        ClauseKind.FOREWORD,
    }
)
_TEXT = (Paragraph, List, Table, Figure, Formula, CompoundProvision)
_DEEP = regex(r"(?m:^)#{7,12} (?=\S)")
_GENERAL = frozenset({"通则", "通用要求", "概述", "一般规定", "一般要求", "general"})


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
    articles = draft.header.numbering.scheme == "law"  # these run through all chapters, and one may hold one
    for clause in divided(draft):
        only = clause.clauses[0]
        if len(clause.clauses) == 1 and isinstance(only, Clause) and (only.title or not articles):
            yield Finding(
                first_character(only.span),
                f"subclause {only.label or title_of(only)} has no sibling",
                f"{only.label or title_of(only)}是该层次唯一的条",
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
        first = next((block for block in clause.blocks if isinstance(block, _TEXT) and not _made(block)), None)
        if first is not None and clause.title and clause.kind is not ClauseKind.INTRODUCTION:
            general = next((title_of(one) for one in clause.clauses if _is_general(one)), "")
            yield Finding(
                first_character(first.span),
                f"text that hangs between {clause.label or plain(clause.title)} and its first subclause",
                f"{clause.label or plain(clause.title)}与其首条之间有悬置段",
                f"move it into the subclause `{general}`"
                if general
                else "give it a subclause of its own, titled `General`",
                f"移入条`{general}`" if general else "为其单设一条，标题可用“通则”",
            )


def _is_general(part: Clause | TermEntry) -> TypeGuard[Clause]:
    return isinstance(part, Clause) and title_of(part).lower() in _GENERAL


def _made(block: Block) -> bool:
    """Tell whether a block is a sentence that nobody typed."""
    return isinstance(block, Paragraph) and block.generated


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
            named = clause.kind is not ClauseKind.ANNEX and clause.label
            yield Finding(
                first_character(clause.span),
                f"clause {clause.label} without a title" if named else f"{clause.label or 'a clause'} without a title",
                f"第{clause.label}章没有标题" if named else f"{clause.label or '此章'}没有标题",
                "give it a title",
                "请加标题",
            )


@rule(
    zh="同一层次的条应都有标题或都没有标题，读者由此看出它们并列。",
    source="GB/T 1.1-2020, 7.3.3; ISO/IEC Directives, Part 2, 22.2",
    bad="# Shape {#shape}\n\n## Round {#round}\n\nA vent is round.\n\n## § {#flat}\n\nA lid is flat.\n",
    good="# Shape {#shape}\n\n## Round {#round}\n\nA vent is round.\n\n## Flat {#flat}\n\nA lid is flat.\n",
    candidates=("gb-clause-title-mix", "subclause-titles-mixed"),
    yields_to=("divided-untitled-clause", "empty-heading"),
)
def siblings_partly_titled(draft: Draft) -> Iterator[Finding]:
    """The subclauses of one clause all have titles or none has: so a reader sees that they stand side by side."""
    for clause in draft.clauses:
        siblings = [part for part in clause.clauses if isinstance(part, Clause)]
        bare = [one for one in siblings if not one.title]
        if bare and len(bare) < len(siblings):
            titled = [one for one in siblings if one.title]
            odd, en, zh = (
                (bare[0], "has no title, unlike its siblings", "没有标题，而同级的条有标题")
                if len(bare) <= len(titled)
                else (titled[0], "has a title, unlike its siblings", "有标题，而同级的条没有标题")
            )
            yield Finding(
                first_character(odd.span),
                f"{odd.label or 'a subclause'} {en}",
                f"{odd.label or '条'}{zh}",
                "give a title to all of them, or to none",
                "同一层次的条均加标题，或均不加标题",
            )


@rule(
    zh="无标题的条不再分条：没有标题就无法概括下一层次的内容。",
    source="GB/T 1.1-2020, 7.3",
    bad="# 形状 {#shape}\n\n## § {#one}\n\n### 圆形 {#round}\n\n通气装置为圆形。\n\n### 扁平 {#flat}\n\n盖为扁平形。\n\n"
    "## § {#two}\n\n底部为方形。\n",
    good="# 形状 {#shape}\n\n## 通气装置 {#one}\n\n### 圆形 {#round}\n\n通气装置为圆形。\n\n### 扁平 {#flat}\n\n盖为扁平形。\n\n"
    "## 底部 {#two}\n\n底部为方形。\n",
    rulebooks=GB,
    candidates=("gb-untitled-divided",),
)
def divided_untitled_clause(draft: Draft) -> Iterator[Finding]:
    """A clause without a title is not divided: nothing would say what its parts have in common."""
    for clause in draft.clauses:
        if clause.depth > 1 and not clause.title and any(isinstance(part, Clause) for part in clause.clauses):
            yield Finding(
                first_character(clause.span),
                f"{clause.label or 'a clause'} has no title and is divided",
                f"{clause.label or '条'}没有标题，却又分条",
                "give it a title",
                "请加标题",
            )


@rule(
    zh="条最多分到第五层次：更深的编号无人能记，改用列项。",
    source="GB/T 1.1-2020, 7.3; ISO/IEC Directives, Part 2, 22.3.2",
    bad="# Shape {#shape}\n\nVents are round.\n\n####### Rim\n",
    good="# Shape {#shape}\n\nVents are round.\n",
    candidates=("gb-clause-depth", "subclause-too-deep"),
)
def subclause_too_deep(draft: Draft) -> Iterator[Finding]:
    """A clause is divided to the fifth level of subclauses at most: nobody keeps longer numbers in mind."""
    for hit in draft.find(_DEEP, "#######"):
        if hit.passage.role is Role.SENTENCE:
            yield Finding(
                hit.at,
                "a heading below the sixth level",
                "标题超过第六层",
                "gather the clauses anew, or write a list",
                "调整层次，或改用列项",
            )


@rule(
    zh="“通则”“概述”等写明共同的内容，位于同一层次的其他条之前。",
    source="GB/T 1.1-2020, 9.3",
    bad="# Shape {#shape}\n\n## Round {#round}\n\nA vent is round.\n\n## General {#general}\n\nShapes differ.\n",
    good="# Shape {#shape}\n\n## General {#general}\n\nShapes differ.\n\n## Round {#round}\n\nA vent is round.\n",
    severity=Severity.WARNING,
    candidates=("gb-common-title",),
)
def general_not_first(draft: Draft) -> Iterator[Finding]:
    """A subclause `General` says what holds for its siblings, so it stands before them."""
    for clause in draft.clauses:
        siblings = [part for part in clause.clauses if isinstance(part, Clause)]
        first = next((part for part in siblings if title_of(part).lower() in _GENERAL), None)
        if first is not None and first is not clause.clauses[0]:
            yield Finding(
                title_span(first),
                f"`{title_of(first)}` is not the first of its siblings",
                f"`{title_of(first)}`不是同级的第一条",
                "move it before them",
                "移到同级其他条之前",
            )


@rule(
    zh="规范性引用文件是一个清单，不分条：读者由编号查找文件。",
    source="GB/T 1.1-2020, 8.6; ISO/IEC Directives, Part 2, 15.4",
    bad="# Normative references {#refs}\n\n## ISO {#iso}\n\n- ISO 1:2022, *Temperature* {#iso1}\n\n# Tests {#tests}\n\n"
    "The temperature shall be that of [@iso1]. {#t}\n",
    good="# Normative references {#refs}\n\n- ISO 1:2022, *Temperature* {#iso1}\n\n# Tests {#tests}\n\n"
    "The temperature shall be that of [@iso1]. {#t}\n",
    candidates=("gb-refs-divided", "normative-references-subdivided"),
)
def divided_references(draft: Draft) -> Iterator[Finding]:
    """The normative references are one list, not divided: a reader looks a document up by its identifier."""
    yield from _divided(draft, ClauseKind.NORMATIVE_REFERENCES, "the normative references", "规范性引用文件")


@rule(
    zh="前言不分条：其内容按固定次序用段表述。",
    source="GB/T 1.1-2020, 8.3; ISO/IEC Directives, Part 2, 12.4",
    bad="# Foreword {#foreword}\n\n## History {#history}\n\nThis text was made for an example.\n\n# Vents {#vents}\n\nVents are round.\n",
    good="# Foreword {#foreword}\n\nThis text was made for an example.\n\n# Vents {#vents}\n\nVents are round.\n",
    candidates=("gb-foreword-divided", "foreword-subdivided"),
)
def divided_foreword(draft: Draft) -> Iterator[Finding]:
    """The foreword is not divided: it is paragraphs in a fixed order."""
    yield from _divided(draft, ClauseKind.FOREWORD, "the foreword", "前言")


def _divided(draft: Draft, kind: ClauseKind, en: str, zh: str) -> Iterator[Finding]:
    for clause in draft.standard.clauses:
        first = clause.clauses[0] if clause.kind is kind and clause.clauses else None
        if isinstance(first, Clause):
            yield Finding(
                title_span(first),
                f"a heading inside {en}",
                f"{zh}中有标题",
                "take the heading away and keep the text",
                "删去标题，保留内容",
            )


@rule(
    zh="前言只含文字：图、表和公式放在正文或附录中。",
    source="GB/T 1.1-2020, 8.3",
    bad="# 前言\n\n各成员见[@members]。\n\n表：成员 {#members}\n\n| 姓名 | 单位 |\n|---|---|\n| 李明 | 储罐研究所 |\n",
    good="# 前言\n\n本文件与GB/T 99997《法兰》配套使用。\n",
    rulebooks=GB,
)
def float_in_foreword(draft: Draft) -> Iterator[Finding]:
    """The foreword holds text only; figures, tables and formulas stand in the body or an annex."""
    for block, part in draft.blocks:
        if draft.elements[part.id] is ClauseKind.FOREWORD and isinstance(block, (Table, Figure, Formula)):
            en, zh = {Table: ("table", "表"), Figure: ("figure", "图"), Formula: ("formula", "公式")}[type(block)]
            yield Finding(
                first_character(block.span),
                f"a {en} in the foreword",
                f"前言中有{zh}",
                "say it in a sentence, or move it to the body",
                "改用文字表述，或移入正文",
            )


_MAY_BE_EMPTY = frozenset(
    {ClauseKind.FOREWORD, ClauseKind.NORMATIVE_REFERENCES, ClauseKind.TERMS, ClauseKind.SYMBOLS, ClauseKind.INDEX}
)
"""Elements in which something is generated, or that hold entries and not text."""


@rule(
    zh="只有标题而没有内容的章或条，读者不知是遗漏还是确无规定。",
    source="GB/T 1.1-2020, 7.2 and 7.3; ISO/IEC Directives, Part 2, clauses 14 and 22",
    bad="# Vents {#vents}\n\nVents are round.\n\n# Marking {#marking}\n",
    good="# Vents {#vents}\n\nVents are round.\n\n# Marking {#marking}\n\nVents are not marked.\n",
    severity=Severity.WARNING,
)
def empty_clause(draft: Draft) -> Iterator[Finding]:
    """A title with nothing below it leaves the reader to guess whether something was forgotten."""
    misnamed = {clause.id for clause, kind in meant_elements(draft) if kind in _MAY_BE_EMPTY}
    for part, element in draft.parts:
        if not isinstance(part, Clause) or part.blocks or part.clauses:
            continue
        cover = element is ClauseKind.CLAUSE and not part.label  # the title of a cover, a licence
        if element in _MAY_BE_EMPTY or part.id in misnamed or cover:
            continue
        if part.title and draft.text_at(first_character(part.span)):
            name = title_of(part)
            yield Finding(
                title_span(part),
                f"nothing stands below the title `{name}`",
                f"标题`{name}`之下没有内容",
                "write what belongs there, or take the title away",
                "写出内容，或删去标题",
            )
