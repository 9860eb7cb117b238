"""Rules on where a provision may stand and by which words it is made."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.draft import Draft, Passage
from stdpub.check.rule import GB, ISO, Finding, rule
from stdpub.model.inlines import Inline, Limit, Link, Mark, VerbalForm
from stdpub.model.provisions import Kind
from stdpub.model.source import Replace, Severity, Span, Words, text_span
from stdpub.model.standard import ClauseKind

_PROVISIONS = frozenset({Kind.REQUIREMENT, Kind.RECOMMENDATION, Kind.PERMISSION})


def found(draft: Draft, element: ClauseKind | None, inside: str, kinds: frozenset[Kind]) -> Iterator[Passage]:
    """Yield the sentences of some kinds that stand in an element, or inside notes or examples of any."""
    for passage in draft.sentences:
        sentence = passage.sentence
        wanted = passage.inside == inside and (element is None or passage.element is element)
        if wanted and sentence is not None and sentence.kind in kinds and sentence.verbal_form:
            yield passage


def misplaced(passages: Iterator[Passage], message: Words, help_: Words) -> Iterator[Finding]:
    """Yield a finding at the verbal form of each sentence; `{}` in the message stands for the form."""
    for passage in passages:
        en, zh = (words.format(passage.sentence.verbal_form if passage.sentence else "") for words in message)
        yield Finding(form_span(passage), en, zh, help_.en, help_.zh)


def form_span(passage: Passage) -> Span:
    """Return where the verbal form of a sentence stands, else the sentence."""
    forms = list(_forms(passage.nodes))
    return text_span(forms[0].span, forms[-1].span) if forms else passage.span


def _forms(nodes: tuple[Inline, ...]) -> Iterator[VerbalForm]:
    for node in nodes:
        if isinstance(node, VerbalForm):
            yield node
        elif isinstance(node, (Mark, Link, Limit)):
            yield from _forms(node.children)


@rule(
    zh="范围陈述文件涉及的内容，不规定任何事项，因此可作为摘要使用。",
    source="GB/T 1.1-2020, 8.5; ISO/IEC Directives, Part 2, clause 14",
    bad="# Scope {#scope}\n\nThis document shall apply to steel pipes.\n",
    good="# Scope {#scope}\n\nThis document is applicable to steel pipes.\n",
    candidates=("gb-modal-scope",),
)
def provision_in_scope(draft: Draft) -> Iterator[Finding]:
    """The scope states what the document covers; it lays nothing down, so that it can be read as an abstract."""
    help_ = Words("state it as a fact, or move it to the clause that lays it down", "改为陈述，或移入相应的章")
    yield from misplaced(
        found(draft, ClauseKind.SCOPE, "", _PROVISIONS),
        Words("a provision by `{}` in the scope", "范围中以`{}`提出了条款"),
        help_,
    )


@rule(
    zh="前言说明文件的来历，不包含要求、推荐或允许。",
    source="GB/T 1.1-2020, 8.3; ISO/IEC Directives, Part 2, clause 12",
    bad="# Foreword {#foreword}\n\nUsers should consult their supplier.\n\n# Scope {#scope}\n\nThis document specifies pipes.\n",
    good="# Foreword {#foreword}\n\nThe list of suppliers is kept by the committee.\n\n# Scope {#scope}\n\nThis document specifies pipes.\n",
    candidates=("gb-modal-foreword",),
)
def provision_in_foreword(draft: Draft) -> Iterator[Finding]:
    """The foreword tells how the document came about; it holds no requirement, recommendation or permission."""
    help_ = Words("move it to the clause that lays it down", "移入相应的章")
    yield from misplaced(
        found(draft, ClauseKind.FOREWORD, "", _PROVISIONS),
        Words("a provision by `{}` in the foreword", "前言中以`{}`提出了条款"),
        help_,
    )


@rule(
    zh="引言说明内容和编制原因；要求写在正文中。",
    source="GB/T 1.1-2020, 8.4; ISO/IEC Directives, Part 2, clause 13",
    bad="# Introduction {#introduction}\n\nEvery vessel shall be vented.\n\n# Scope {#scope}\n\nThis document specifies vents.\n",
    good="# Introduction {#introduction}\n\nVents keep vessels safe.\n\n# Scope {#scope}\n\nThis document specifies vents.\n",
    candidates=("gb-modal-intro",),
)
def requirement_in_introduction(draft: Draft) -> Iterator[Finding]:
    """The introduction informs about the content and its reasons; requirements stand in the body."""
    help_ = Words("move it to the clause that lays it down", "移入相应的章")
    yield from misplaced(
        found(draft, ClauseKind.INTRODUCTION, "", frozenset({Kind.REQUIREMENT})),
        Words("a requirement by `{}` in the introduction", "引言中以`{}`提出了要求"),
        help_,
    )


@rule(
    zh="注提供附加信息：没有注，文件也应同样完整。",
    source="GB/T 1.1-2020, 9.2; ISO/IEC Directives, Part 2, clause 24",
    bad="# Vents {#vents}\n\nA vent releases gas.\n\n> [!NOTE]\n> The vent shall be cleaned.\n",
    good="# Vents {#vents}\n\nThe vent shall be cleaned. {#clean}\n\n> [!NOTE]\n> Dust blocks vents.\n",
    candidates=("gb-modal-note", "note-provision"),
)
def provision_in_note(draft: Draft) -> Iterator[Finding]:
    """A note gives additional information: the document must say the same without it."""
    help_ = Words("move it into the text, or state it as a fact", "移入正文，或改为陈述")
    yield from misplaced(
        found(draft, None, "note", _PROVISIONS),
        Words("a provision by `{}` in a note", "注中以`{}`提出了条款"),
        help_,
    )


@rule(
    zh="条文脚注提供附加信息；只有图脚注和表脚注可以包含要求。",
    source="GB/T 1.1-2020, 9.2; ISO/IEC Directives, Part 2, clause 26",
    bad="# Vents {#vents}\n\nA vent releases gas.[^1]\n\n[^1]: The vent shall be cleaned.\n",
    good="# Vents {#vents}\n\nA vent releases gas.[^1]\n\n[^1]: Gas here means any vapour.\n",
    candidates=("gb-modal-footnote", "footnote-provision"),
)
def provision_in_footnote(draft: Draft) -> Iterator[Finding]:
    """A footnote to the text gives additional information; only footnotes of tables and figures may lay something down."""
    help_ = Words("move it into the text", "移入正文")
    yield from misplaced(
        found(draft, None, "footnote", _PROVISIONS),
        Words("a provision by `{}` in a footnote", "条文脚注中以`{}`提出了条款"),
        help_,
    )


@rule(
    zh="要求用shall表示；must只用于说明来自文件之外的约束。",
    source="ISO/IEC Directives, Part 2, 7.2 and 7.6",
    bad="# Venting {#venting}\n\nThe vessel must be vented. {#vented}\n",
    good="# Venting {#venting}\n\nThe vessel shall be vented. {#vented}\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("must-as-requirement",),
)
def must_for_shall(draft: Draft) -> Iterator[Finding]:
    """A requirement is written with `shall`; `must` only reports a constraint set outside the document."""
    for passage in found(draft, None, "", frozenset({Kind.REQUIREMENT})):
        if passage.sentence and passage.sentence.verbal_form.startswith("must"):
            yield Finding(
                form_span(passage),
                f"`{passage.sentence.verbal_form}` where a requirement needs `shall`",
                f"要求应使用`shall`，不用`{passage.sentence.verbal_form}`",
                "write `shall`, or name the law that obliges",
                "改用`shall`，或写明所依据的法律",
            )


@rule(
    zh="“必须”说明法律或自然规律的约束；文件自身的要求用“应”。",
    source="GB/T 1.1-2020, annex C",
    bad="# 装配 {#assembly}\n\n操作者必须戴护目镜。 {#goggles}\n",
    good="# 装配 {#assembly}\n\n操作者应戴护目镜。 {#goggles}\n",
    rulebooks=GB,
    candidates=("gb-modal-must",),
)
def must_for_requirement(draft: Draft) -> Iterator[Finding]:
    """必须 states what law or nature compels; what the document requires is written with 应."""
    for passage in found(draft, None, "", frozenset({Kind.REQUIREMENT, Kind.EXTERNAL_CONSTRAINT})):
        if passage.sentence and passage.sentence.verbal_form == "必须":
            at = form_span(passage)
            yield Finding(
                at,
                "`必须` where a requirement needs `应`",
                "要求应使用`应`，不用`必须`",
                "write `应`",
                "改为`应`",
                fix=(Replace(at, "应"),),
                unsafe=True,
            )
