"""Rules on where a provision may stand: not where a reader looks for information only."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from stdpub.check.draft import Draft, Passage
from stdpub.check.provisions.provisions import PROVISIONS, REQUIREMENTS, found, misplaced, standing
from stdpub.check.provisions.second_forms import misplaced_besides
from stdpub.check.rule import GB, Finding, rule
from stdpub.model.content import List, Paragraph, Sentence, Table
from stdpub.model.inlines import FootnoteReference, Inline, Limit, Link, Mark, plain
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind
from stdpub.model.source import Severity, Span, Words
from stdpub.model.standard import Clause, ClauseKind
from stdpub.model.verbal_forms import Standing

_ACTS = PROVISIONS | {Kind.INSTRUCTION}
_ADVICE = frozenset({Kind.REQUIREMENT, Kind.RECOMMENDATION})
_THINKING = frozenset(
    {"consider", "remember", "suppose", "assume", "imagine", "compare", "let", "recall", "take", "think"}
)
_OVERVIEWS = frozenset({"概述", "overview"})
_PRINCIPLES = frozenset(
    {"总体原则", "总则", "原则", "基本原则", "general principles", "principles", "basic principles"}
)
_NO_NEED = regex(r"(?:does|do) not (?:need|have) to")
_MOVE = Words("move it to the clause that lays it down", "移入相应的章")
_INFORM = Words("move it into the text, or state it as a fact", "移入正文，或改为陈述")


@rule(
    zh="范围陈述文件涉及的内容，不规定任何事项，因此可作为摘要使用。",
    source="GB/T 1.1-2020, 8.5; ISO/IEC Directives, Part 2, 14.2",
    bad="# Scope {#scope}\n\nThis document specifies vents. It shall apply to steel pipes.\n",
    good="# Scope {#scope}\n\nThis document specifies vents. It is applicable to steel pipes.\n",
    candidates=("gb-modal-scope", "scope-provision"),
)
def provision_in_scope(draft: Draft) -> Iterator[Finding]:
    """The scope states what the document covers; it lays nothing down, so that it can be read as an abstract."""
    help_ = Words("state it as a fact, or move it to the clause that lays it down", "改为陈述，或移入相应的章")
    message = Words("a provision by `{}` in the scope", "范围中以`{}`提出了条款")
    yield from misplaced(found(draft, ClauseKind.SCOPE, "", PROVISIONS), message, help_)
    yield from misplaced_besides(draft, ClauseKind.SCOPE, "", PROVISIONS, message, help_)


@rule(
    zh="前言说明文件的来历，不包含要求、指示、推荐或允许。",
    source="GB/T 1.1-2020, 8.3; ISO/IEC Directives, Part 2, 12.2",
    bad="# Foreword {#foreword}\n\nUsers should consult their supplier.\n\n# Scope {#scope}\n\nThis document specifies pipes. It is applicable to steel pipes.\n",
    good="# Foreword {#foreword}\n\nThe list of suppliers is kept by the committee.\n\n# Scope {#scope}\n\nThis document specifies pipes. It is applicable to steel pipes.\n",
    candidates=("gb-modal-foreword", "foreword-provision"),
)
def provision_in_foreword(draft: Draft) -> Iterator[Finding]:
    """The foreword tells how the document came about; it lays nothing down, recommends and permits nothing."""
    message = Words("a provision by `{}` in the foreword", "前言中以`{}`提出了条款")
    yield from misplaced(found(draft, ClauseKind.FOREWORD, "", _ACTS), message, _MOVE)
    yield from misplaced_besides(draft, ClauseKind.FOREWORD, "", _ACTS, message, _MOVE)


@rule(
    zh="引言说明内容和编制原因；要求写在正文中。",
    source="GB/T 1.1-2020, 8.4; ISO/IEC Directives, Part 2, 13.2",
    bad="# Introduction {#introduction}\n\nEvery vessel shall be vented.\n\n# Scope {#scope}\n\nThis document specifies vents. It is applicable to steel vessels.\n",
    good="# Introduction {#introduction}\n\nVents keep vessels safe.\n\n# Scope {#scope}\n\nThis document specifies vents. It is applicable to steel vessels.\n",
    candidates=("gb-modal-intro", "introduction-requirement"),
)
def requirement_in_introduction(draft: Draft) -> Iterator[Finding]:
    """The introduction informs about the content and its reasons; requirements stand in the body."""
    message = Words("a requirement by `{}` in the introduction", "引言中以`{}`提出了要求")
    yield from misplaced(found(draft, ClauseKind.INTRODUCTION, "", REQUIREMENTS), message, _MOVE)
    yield from misplaced_besides(draft, ClauseKind.INTRODUCTION, "", REQUIREMENTS, message, _MOVE)


@rule(
    zh="注提供附加信息：没有注，文件也应同样完整。",
    source="GB/T 1.1-2020, 9.2; ISO/IEC Directives, Part 2, 24.5",
    bad="# Vents {#vents}\n\nA vent releases gas.\n\n> [!NOTE]\n> The vent shall be cleaned.\n",
    good="# Vents {#vents}\n\nThe vent shall be cleaned. {#clean}\n\n> [!NOTE]\n> Dust blocks vents.\n",
    candidates=("gb-modal-note", "note-provision"),
)
def provision_in_note(draft: Draft) -> Iterator[Finding]:
    """A note gives additional information: the document must say the same without it."""
    message = Words("a provision by `{}` in a note", "注中以`{}`提出了条款")
    listed = {one.span for block, _ in draft.blocks if isinstance(block, List) for one in _sentences(block)}
    notes = (one for one in found(draft, None, "note", _ACTS) if not _informs(draft, one, listed))
    yield from misplaced(notes, message, _INFORM)
    yield from misplaced_besides(draft, None, "note", _ACTS, message, _INFORM)


def _sentences(block: List) -> Iterator[Sentence]:
    for item in block.items:
        for below in item.blocks:
            yield from below.sentences if isinstance(below, Paragraph) else ()


def _informs(draft: Draft, passage: Passage, listed: Collection[Span]) -> bool:
    """Tell whether words that look like a provision inform all the same.

    `Consider a vessel that leaks` asks the reader to think, an item of a list may name an act, `access is permitted` may
    be a fact.
    """
    sentence = passage.sentence
    if sentence is None or sentence.kind is Kind.REQUIREMENT:
        return False
    if _NO_NEED.fullmatch(sentence.verbal_form):
        return True
    if sentence.kind is Kind.INSTRUCTION:
        return sentence.verbal_form.lower() in _THINKING or sentence.span in listed
    return sentence.kind is Kind.PERMISSION and standing(draft, sentence.verbal_form.lower()) is Standing.EQUIVALENT


@rule(
    zh="示例说明条文，本身不规定任何事项；展示条款的示例加引号或线框。",
    source="GB/T 1.1-2020, 9.2; ISO/IEC Directives, Part 2, 25.5",
    bad="# Labels {#labels}\n\nA label names the batch.\n\n> [!EXAMPLE]\n> The label shall be red.\n",
    good="# Labels {#labels}\n\nA label names the batch.\n\n> [!EXAMPLE]\n> A red label reads “Batch 7”.\n",
    severity=Severity.WARNING,
    candidates=("gb-modal-example", "example-provision"),
)
def provision_in_example(draft: Draft) -> Iterator[Finding]:
    """An example illustrates the text; it lays nothing down, save in words that it quotes."""
    message = Words("a provision by `{}` in an example", "示例中以`{}`提出了条款")
    said = (one for one in found(draft, None, "example", PROVISIONS) if _is_form(draft, one))
    yield from misplaced(said, message, _INFORM)
    yield from misplaced_besides(draft, None, "example", PROVISIONS, message, _INFORM)


def _is_form(draft: Draft, passage: Passage) -> bool:
    """Tell whether a provision is made by a verbal form itself: `this access is permitted` may be a fact of the example."""
    form = passage.sentence.verbal_form if passage.sentence else ""
    return standing(draft, form.lower()) is Standing.FORM


@rule(
    zh="条文脚注提供附加信息；只有图脚注和表脚注可以包含要求。",
    source="GB/T 1.1-2020, 9.2; ISO/IEC Directives, Part 2, 26.5",
    bad="# Vents {#vents}\n\nA vent releases gas.[^1]\n\n[^1]: The vent shall be cleaned.\n",
    good="# Vents {#vents}\n\nA vent releases gas.[^1]\n\n[^1]: Gas here means any vapour.\n",
    candidates=("gb-modal-footnote", "footnote-provision"),
)
def provision_in_footnote(draft: Draft) -> Iterator[Finding]:
    """A footnote to the text gives additional information; only footnotes of tables and figures may lay something down."""
    message = Words("a provision by `{}` in a footnote", "条文脚注中以`{}`提出了条款")
    of_tables = draft.once(_of_tables)
    said = (one for one in found(draft, None, "footnote", PROVISIONS) if one.span not in of_tables)
    yield from misplaced(said, message, Words("move it into the text", "移入正文"))


def _of_tables(draft: Draft) -> frozenset[Span]:
    """Return the places of the sentences in footnotes whose marks stand in cells of tables only."""
    tables = [block for block, _ in draft.blocks if isinstance(block, Table)]
    cells = {id(sentence) for table in tables for sentence in _in_cells(table)}
    elsewhere = {name for one in draft.sentences if id(one.sentence) not in cells for name in _marks(one.nodes)}
    return frozenset(
        sentence.span
        for footnote in draft.standard.footnotes
        if footnote.id not in elsewhere
        for block in footnote.blocks
        if isinstance(block, Paragraph)
        for sentence in block.sentences
    )


def _in_cells(table: Table) -> Iterator[Sentence]:
    for row in (*table.head, *table.body):
        for cell in row.cells:
            for block in cell.blocks:
                yield from block.sentences if isinstance(block, Paragraph) else ()


def _marks(nodes: tuple[Inline, ...]) -> Iterator[str]:
    """Yield the ids of the footnotes that inlines call."""
    for node in nodes:
        if isinstance(node, FootnoteReference):
            yield node.target_id
        elif isinstance(node, (Mark, Link, Limit)):
            yield from _marks(node.children)


@rule(
    zh="资料性附录提供附加信息；其中的要求没有约束力，读者却会照办。",
    source="GB/T 1.1-2020, 9.6; ISO/IEC Directives, Part 2, 20.2",
    bad="# Rigs {#rigs}\n\nA rig is shown in [@rig].\n\n# Rig {#rig .annex .informative}\n\nThe rig shall be level. {#level}\n",
    good="# Rigs {#rigs}\n\nA rig is shown in [@rig].\n\n# Rig {#rig .annex .informative}\n\nThe rig is level.\n",
    severity=Severity.WARNING,
    candidates=("gb-modal-informative-annex", "informative-annex-requirement"),
)
def requirement_in_informative_annex(draft: Draft) -> Iterator[Finding]:
    """An informative annex gives additional information; a requirement in it binds nobody, and readers follow it all the same."""
    inside = {
        part.id
        for annex in draft.standard.clauses
        if annex.kind is ClauseKind.ANNEX and not annex.normative and not _optional(annex)
        for part in _below(annex)
    }
    yield from misplaced(
        (one for one in found(draft, ClauseKind.ANNEX, "", REQUIREMENTS) if one.part.id in inside),
        Words("a requirement by `{}` in an informative annex", "资料性附录中以`{}`提出了要求"),
        Words("make the annex normative, or state it as a fact", "将附录改为规范性，或改为陈述"),
    )


def _below(clause: Clause) -> Iterator[Clause]:
    yield clause
    for part in clause.clauses:
        if isinstance(part, Clause):
            yield from _below(part)


def _optional(annex: Clause) -> bool:
    """Tell whether an annex describes a method that nobody has to use: then it may say how."""
    title = plain(annex.title).lower()
    return "optional" in title or "alternative" in title or "可选" in title


@rule(
    zh="“概述”介绍章的内容，不包含要求、指示或推荐；要求写在“通用要求”或“通则”中。",
    source="GB/T 1.1-2020, 9.3",
    bad="# 系统 {#system}\n\n## 概述 {#overview}\n\n系统应冗余。 {#redundant}\n\n## 供电 {#power}\n\n供电为双路。\n",
    good="# 系统 {#system}\n\n## 通则 {#general}\n\n系统应冗余。 {#redundant}\n\n## 供电 {#power}\n\n供电为双路。\n",
    rulebooks=GB,
    candidates=("gb-modal-overview",),
    yields_to=("requirement-in-informative-annex",),
)
def provision_in_overview(draft: Draft) -> Iterator[Finding]:
    """A subclause titled 概述 introduces its clause; what the clause lays down stands under 通则 or 通用要求."""
    kinds = _ADVICE | {Kind.INSTRUCTION}
    message = Words("a provision by `{}` in an overview", "概述中以`{}`提出了条款")
    help_ = Words("title the subclause 通则, or state it as a fact", "将标题改为“通则”，或改为陈述")
    yield from misplaced(_under(draft, _OVERVIEWS, kinds), message, help_)


@rule(
    zh="原则是陈述或推荐；要求写在“总体要求”中。",
    source="GB/T 1.1-2020, 8.10",
    bad="# 总体原则 {#principles}\n\n办理过程应全程留痕。 {#trace}\n",
    good="# 总体原则 {#principles}\n\n办理过程宜全程留痕。 {#trace}\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-modal-principle",),
    yields_to=("requirement-in-informative-annex",),
)
def requirement_in_principles(draft: Draft) -> Iterator[Finding]:
    """Principles are stated or recommended; what is required stands under 总体要求."""
    message = Words("a requirement by `{}` among principles", "原则中以`{}`提出了要求")
    help_ = Words("title the clause 总体要求, or recommend it", "将标题改为“总体要求”，或改为推荐")
    yield from misplaced(_under(draft, _PRINCIPLES, REQUIREMENTS), message, help_)


def _under(draft: Draft, titles: frozenset[str], kinds: frozenset[Kind]) -> Iterator[Passage]:
    """Yield the provisions that stand directly under one of some titles."""
    for passage in found(draft, None, "", kinds):
        part = passage.part
        if isinstance(part, Clause) and plain(part.title).strip().lower() in titles:
            yield passage
