"""Rules on the words of the scope: what the document does, what it is applicable to, and no more."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.document.elements import title_span
from stdpub.check.draft import Draft, first_character
from stdpub.check.rule import GB, Finding, rule
from stdpub.model.content import Paragraph
from stdpub.model.inlines import plain
from stdpub.model.patterns import regex
from stdpub.model.source import Severity
from stdpub.model.standard import Clause, ClauseKind

_OPENS_ZH = regex(r"本文件(?:主要)?(?:规定|确立|描述|提供|给出|界定|规范)了?")
_OPENS_EN = regex(
    r"\A\s*This (?:document|(?:[Ii]nternational |[Nn]ational )?[Ss]tandard|(?:[Tt]echnical )?[Ss]pecification|[Tt]echnical [Rr]eport|part of [^.]{1,40}?) (?:also )?(?:specifies|establishes|gives|defines|provides|describes|contains)\b"
)
_APPLIES_ZH = regex(r"适用于")
_APPLIES_EN = regex(r"\b(?:is|are) (?:not )?(?:applicable|intended)\b|\bappl(?:y|ies)\b|\bcovers?\b|\bdeals? with\b")
_BACKGROUND = regex(r"为了|为规范|为加强|为贯彻|目的(?:是|在于)|意义|近年来|随着|背景")


def _scopes(draft: Draft) -> Iterator[tuple[Clause, list[Paragraph]]]:
    """Yield the scope with its paragraphs, those of its subclauses too."""
    for clause in draft.standard.clauses:
        if clause.kind is ClauseKind.SCOPE:
            parts = (clause, *(part for part in clause.clauses if isinstance(part, Clause)))
            yield clause, [block for part in parts for block in part.blocks if isinstance(block, Paragraph)]


def _text(paragraph: Paragraph) -> str:
    return "".join(plain(sentence.children) for sentence in paragraph.sentences)


@rule(
    zh="范围首先说明文件做什么：规定、确立、描述、提供、给出或界定。",
    source="GB/T 1.1-2020, 8.5; ISO/IEC Directives, Part 2, 14.5",
    bad="# Scope {#scope}\n\nVents are dealt with here. This text is applicable to steel vessels.\n",
    good="# Scope {#scope}\n\nThis document specifies vents. It is applicable to steel vessels.\n",
    severity=Severity.WARNING,
    candidates=("gb-scope-formula", "scope-opening-words"),
)
def scope_without_opening(draft: Draft) -> Iterator[Finding]:
    """The scope opens by what the document does, in the prescribed words, so that it can be read as an abstract."""
    for clause, paragraphs in _scopes(draft):
        first = paragraphs[0] if paragraphs else None
        opened = (
            any(_OPENS_ZH.search(_text(one)) for one in paragraphs)
            if draft.chinese
            else first and _OPENS_EN.match(_text(first))
        )
        if not opened and (clause.blocks or clause.clauses):
            yield Finding(
                first_character(first.span) if first else title_span(clause),
                "the scope does not open with what the document does",
                "范围未说明文件做什么",
                "begin with `This document specifies ...`, or establishes, gives, defines, provides",
                "写明“本文件规定了……”，或确立了、描述了、提供了、给出了、界定了",
            )


@rule(
    zh="范围说明文件适用于什么，读者由此判断文件是否与己有关。",
    source="GB/T 1.1-2020, 8.5",
    bad="# 范围 {#scope}\n\n本文件规定了通气装置的要求。\n",
    good="# 范围 {#scope}\n\n本文件规定了通气装置的要求。\n\n本文件适用于钢制储罐。\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-scope-formula",),
)
def scope_without_applicability(draft: Draft) -> Iterator[Finding]:
    """The scope says what the document is applicable to, so that a reader knows whether it concerns him."""
    for clause, paragraphs in _scopes(draft):
        pattern = _APPLIES_ZH if draft.chinese else _APPLIES_EN
        if paragraphs and not any(pattern.search(_text(one)) for one in paragraphs):
            yield Finding(
                title_span(clause),
                "the scope does not say what the document is applicable to",
                "范围未说明文件适用于什么",
                "add `This document is applicable to ...`",
                "写明“本文件适用于……”",
            )


@rule(
    zh="范围只作陈述，不说明背景、目的和意义：这些写在引言中。",
    source="GB/T 1.1-2020, 8.5",
    bad="# 范围 {#scope}\n\n近年来储罐事故频发。本文件规定了通气装置的要求。\n\n本文件适用于钢制储罐。\n",
    good="# 范围 {#scope}\n\n本文件规定了通气装置的要求。\n\n本文件适用于钢制储罐。\n",
    severity=Severity.INFO,
    candidates=("gb-scope-background",),
)
def background_in_scope(draft: Draft) -> Iterator[Finding]:
    """The scope states facts about the document; background and purpose stand in the introduction."""
    for hit in draft.find(_BACKGROUND, "为了", "为规范", "为加强", "为贯彻", "目的", "意义", "近年来", "随着", "背景"):
        if hit.passage.element is ClauseKind.SCOPE and hit.passage.sentence is not None:
            yield Finding(
                hit.at,
                f"`{hit.words}` tells background in the scope",
                f"范围中以`{hit.words}`说明背景或目的",
                "move the sentence to the introduction",
                "将该句移入引言",
            )


@rule(
    zh="范围通常不分条：它短到可作摘要。",
    source="ISO/IEC Directives, Part 2, 14.4",
    bad="# Scope {#scope}\n\n## General {#general}\n\nThis document specifies vents.\n\n## Use {#use}\n\nIt is applicable to steel vessels.\n",
    good="# Scope {#scope}\n\nThis document specifies vents. It is applicable to steel vessels.\n",
    severity=Severity.INFO,
    candidates=("scope-subdivided",),
)
def divided_scope(draft: Draft) -> Iterator[Finding]:
    """The scope is short enough to serve as an abstract, so it is not divided as a rule."""
    for clause, _ in _scopes(draft):
        first = clause.clauses[0] if clause.clauses else None
        if isinstance(first, Clause):
            yield Finding(
                title_span(first),
                "a heading inside the scope",
                "范围中有条",
                "take the heading away and keep the text",
                "删去标题，保留内容",
            )
