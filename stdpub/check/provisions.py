"""Rules on where a provision may stand and by which words it is made."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.rule import GB, ISO, Finding, rule
from stdpub.model.inlines import Inline, Limit, Link, Mark, VerbalForm
from stdpub.model.provisions import Kind
from stdpub.model.source import Severity, Span, Words, text_span
from stdpub.model.standard import ClauseKind, Standard
from stdpub.model.walking import Placed, sentences

_PROVISIONS = frozenset({Kind.REQUIREMENT, Kind.RECOMMENDATION, Kind.PERMISSION})


def _found(standard: Standard, element: ClauseKind | None, inside: str, kinds: frozenset[Kind]) -> Iterator[Placed]:
    """Yield the sentences of some kinds that stand in an element, or inside notes or examples of any."""
    for placed in sentences(standard):
        wanted = placed.inside == inside and (element is None or placed.element is element)
        if wanted and placed.sentence.kind in kinds and placed.sentence.verbal_form:
            yield placed


def _misplaced(found: Iterator[Placed], message: Words, help_: Words) -> Iterator[Finding]:
    """Yield a finding at the verbal form of each sentence; `{}` in the message stands for the form."""
    for placed in found:
        en, zh = (words.format(placed.sentence.verbal_form) for words in message)
        yield Finding(form_span(placed), en, zh, help_.en, help_.zh)


def form_span(placed: Placed) -> Span:
    """Return where the verbal form of a sentence stands, else the sentence."""
    forms = list(_forms(placed.sentence.children))
    return text_span(forms[0].span, forms[-1].span) if forms else placed.sentence.span


def _forms(nodes: tuple[Inline, ...]) -> Iterator[VerbalForm]:
    for node in nodes:
        if isinstance(node, VerbalForm):
            yield node
        elif isinstance(node, (Mark, Link, Limit)):
            yield from _forms(node.children)


@rule(
    source="GB/T 1.1-2020, 8.5; ISO/IEC Directives, Part 2, clause 14",
    bad="# Scope {#scope}\n\nThis document shall apply to steel pipes.\n",
    good="# Scope {#scope}\n\nThis document is applicable to steel pipes.\n",
)
def provision_in_scope(standard: Standard) -> Iterator[Finding]:
    """The scope states what the document covers; it lays nothing down, so that it can be read as an abstract."""
    help_ = Words("state it as a fact, or move it to the clause that lays it down", "改为陈述，或移入相应的章")
    yield from _misplaced(
        _found(standard, ClauseKind.SCOPE, "", _PROVISIONS),
        Words("a provision by `{}` in the scope", "范围中以`{}`提出了条款"),
        help_,
    )


@rule(
    source="GB/T 1.1-2020, 8.3; ISO/IEC Directives, Part 2, clause 12",
    bad="# Foreword {#foreword}\n\nUsers should consult their supplier.\n\n# Scope {#scope}\n\nThis document specifies pipes.\n",
    good="# Foreword {#foreword}\n\nThe list of suppliers is kept by the committee.\n\n# Scope {#scope}\n\nThis document specifies pipes.\n",
)
def provision_in_foreword(standard: Standard) -> Iterator[Finding]:
    """The foreword tells how the document came about; it holds no requirement, recommendation or permission."""
    help_ = Words("move it to the clause that lays it down", "移入相应的章")
    yield from _misplaced(
        _found(standard, ClauseKind.FOREWORD, "", _PROVISIONS),
        Words("a provision by `{}` in the foreword", "前言中以`{}`提出了条款"),
        help_,
    )


@rule(
    source="GB/T 1.1-2020, 8.4; ISO/IEC Directives, Part 2, clause 13",
    bad="# Introduction {#introduction}\n\nEvery vessel shall be vented.\n\n# Scope {#scope}\n\nThis document specifies vents.\n",
    good="# Introduction {#introduction}\n\nVents keep vessels safe.\n\n# Scope {#scope}\n\nThis document specifies vents.\n",
)
def requirement_in_introduction(standard: Standard) -> Iterator[Finding]:
    """The introduction informs about the content and its reasons; requirements stand in the body."""
    help_ = Words("move it to the clause that lays it down", "移入相应的章")
    yield from _misplaced(
        _found(standard, ClauseKind.INTRODUCTION, "", frozenset({Kind.REQUIREMENT})),
        Words("a requirement by `{}` in the introduction", "引言中以`{}`提出了要求"),
        help_,
    )


@rule(
    source="GB/T 1.1-2020, 9.2; ISO/IEC Directives, Part 2, clause 24",
    bad="# Vents {#vents}\n\nA vent releases gas.\n\n> [!NOTE]\n> The vent shall be cleaned.\n",
    good="# Vents {#vents}\n\nThe vent shall be cleaned. {#clean}\n\n> [!NOTE]\n> Dust blocks vents.\n",
)
def provision_in_note(standard: Standard) -> Iterator[Finding]:
    """A note gives additional information: the document must say the same without it."""
    help_ = Words("move it into the text, or state it as a fact", "移入正文，或改为陈述")
    yield from _misplaced(
        _found(standard, None, "note", _PROVISIONS),
        Words("a provision by `{}` in a note", "注中以`{}`提出了条款"),
        help_,
    )


@rule(
    source="GB/T 1.1-2020, 9.2; ISO/IEC Directives, Part 2, clause 26",
    bad="# Vents {#vents}\n\nA vent releases gas.[^1]\n\n[^1]: The vent shall be cleaned.\n",
    good="# Vents {#vents}\n\nA vent releases gas.[^1]\n\n[^1]: Gas here means any vapour.\n",
)
def provision_in_footnote(standard: Standard) -> Iterator[Finding]:
    """A footnote to the text gives additional information; only footnotes of tables and figures may lay something down."""
    help_ = Words("move it into the text", "移入正文")
    yield from _misplaced(
        _found(standard, None, "footnote", _PROVISIONS),
        Words("a provision by `{}` in a footnote", "条文脚注中以`{}`提出了条款"),
        help_,
    )


@rule(
    source="ISO/IEC Directives, Part 2, 7.2 and 7.6",
    bad="# Venting {#venting}\n\nThe vessel must be vented. {#vented}\n",
    good="# Venting {#venting}\n\nThe vessel shall be vented. {#vented}\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
)
def must_for_shall(standard: Standard) -> Iterator[Finding]:
    """A requirement is written with `shall`; `must` only reports a constraint set outside the document."""
    for placed in _found(standard, None, "", frozenset({Kind.REQUIREMENT})):
        if placed.sentence.verbal_form.startswith("must"):
            yield Finding(
                form_span(placed),
                f"`{placed.sentence.verbal_form}` where a requirement needs `shall`",
                f"要求应使用`shall`，不用`{placed.sentence.verbal_form}`",
                "write `shall`, or name the law that obliges",
                "改用`shall`，或写明所依据的法律",
            )


@rule(
    source="GB/T 1.1-2020, annex C",
    bad="# 装配 {#assembly}\n\n操作者必须戴护目镜。 {#goggles}\n",
    good="# 装配 {#assembly}\n\n操作者应戴护目镜。 {#goggles}\n",
    rulebooks=GB,
)
def must_for_requirement(standard: Standard) -> Iterator[Finding]:
    """必须 states what law or nature compels; what the document requires is written with 应."""
    for placed in _found(standard, None, "", frozenset({Kind.REQUIREMENT, Kind.EXTERNAL_CONSTRAINT})):
        if placed.sentence.verbal_form == "必须":
            at = form_span(placed)
            yield Finding(
                at, "`必须` where a requirement needs `应`", "要求应使用`应`，不用`必须`", "write `应`", "改为`应`"
            )
