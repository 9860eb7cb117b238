"""Rules on definitions: each is one phrase that can stand in place of its term."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile

from stdpub.check.draft import Draft, Passage, first_character
from stdpub.check.provisions.provisions import form_span
from stdpub.check.rule import GB, Finding, rule
from stdpub.check.terms.definition_leads import HALF, LEAD, own_lead
from stdpub.check.terms.term_sources import loose_source
from stdpub.check.terms.term_uses import Use, all_uses, place_of
from stdpub.model.content import Paragraph, Table
from stdpub.model.inlines import CrossReference, FootnoteReference, Inline, Limit, Link, Mark
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind
from stdpub.model.source import Severity, Span
from stdpub.model.standard import ClauseKind
from stdpub.model.term_words import words_of
from stdpub.model.terms import TermEntry

_TERMS = "# Terms and definitions {#terms}\n\n"
_USE = "\n\n# Material {#material}\n\nRubber is used for a hose.\n"
_HOSE = f"{_TERMS}## hose {{#hose}}\n\nflexible pipe for fluids{_USE}"
_ARTICLE = regex(r"\s*(?P<article>An?|The|a|an|the) +(?=\S)")
_STOP = regex(r"(?<!\betc)(?<!\.)\.\s*$")
_SHALL = regex(r"\b(?:shall|should)(?: not)?\b", re.IGNORECASE)
_GOES_ON = regex(r" \(?[A-Z]")
_DATABASES = regex("terminolog(?:y|ical) databases")
"""What stands behind the last definition of many documents, with the addresses in paragraphs of their own."""

_LAID_DOWN = frozenset({Kind.REQUIREMENT, Kind.RECOMMENDATION})


def _definitions(draft: Draft) -> tuple[tuple[TermEntry, tuple[Passage, ...]], ...]:
    """Return each entry with the sentences of its definition."""
    return draft.once(_gathered)


def _gathered(draft: Draft) -> tuple[tuple[TermEntry, tuple[Passage, ...]], ...]:
    spoken: dict[str, list[Passage]] = {entry.id: [] for entry in draft.entries}
    for passage in draft.sentences if spoken else ():
        if passage.inside == "definition":
            spoken[passage.part.id].append(passage)
    return tuple((entry, tuple(spoken[entry.id])) for entry in draft.entries if spoken[entry.id])


@rule(
    zh="定义能在句子中代替术语，因此英文定义不以冠词开头。",
    source="GB/T 1.1-2020, 8.7; ISO/IEC Directives, Part 2, 16.5.6",
    bad=f"{_TERMS}## hose {{#hose}}\n\na flexible pipe for fluids{_USE}",
    good=_HOSE,
    severity=Severity.WARNING,
    candidates=("definition-article",),
)
def definition_article(draft: Draft) -> Iterator[Finding]:
    """A definition can stand in place of its term in a sentence: it begins without an article."""
    for entry, spoken in _definitions(draft) if not draft.chinese else ():
        first = spoken[0]
        opening = _ARTICLE.match(first.prose.masked)
        if opening is not None and own_lead(entry, first) is None:
            yield Finding(
                first.prose.source(*opening.span("article")),
                f"the definition begins with `{opening['article']}`",
                f"定义以冠词`{opening['article']}`开头",
                "take the article away",
                "删去冠词",
                fix=first.prose.replace(opening.start("article"), opening.end(), ""),
            )


@rule(
    zh="定义能在句子中代替术语，因此英文定义末尾不加句号。",
    source="GB/T 1.1-2020, 8.7; ISO/IEC Directives, Part 2, 16.5.6",
    bad=f"{_TERMS}## hose {{#hose}}\n\nflexible pipe for fluids.{_USE}",
    good=_HOSE,
    severity=Severity.WARNING,
    candidates=("definition-full-stop",),
)
def definition_full_stop(draft: Draft) -> Iterator[Finding]:
    """A definition can stand in place of its term in a sentence: it ends without a full stop."""
    for _, spoken in _definitions(draft) if not draft.chinese else ():
        stop = _STOP.search(spoken[-1].prose.masked) if len(spoken) == 1 else None
        if stop is not None:
            at = stop.start()
            yield Finding(
                spoken[-1].prose.source(at, at + 1),
                "the definition ends with a full stop",
                "定义以句号结尾",
                "take it away",
                "删去句号",
                fix=spoken[-1].prose.replace(at, at + 1, ""),
            )


@rule(
    zh="定义只有一句；其余说明写入注。",
    source="GB/T 1.1-2020, 8.7; ISO/IEC Directives, Part 2, 16.5.6",
    bad=f"{_TERMS}## hose {{#hose}}\n\nflexible pipe for fluids. It is made of rubber.{_USE}",
    good=f"{_TERMS}## hose {{#hose}}\n\nflexible pipe for fluids\n\n> [!NOTE]\n> It is made of rubber.{_USE}",
    severity=Severity.WARNING,
    candidates=("gb-term-definition-form", "definition-several-sentences"),
)
def definition_sentences(draft: Draft) -> Iterator[Finding]:
    """A definition is one phrase; what more there is to say stands in a note."""
    for entry, spoken in _definitions(draft):
        own = _own_sentences(entry)
        before = takewhile(lambda one: not _DATABASES.search(one.text), spoken[1:])
        second = next((one for one in before if id(one.sentence) in own), None)
        if second is not None and id(spoken[0].sentence) in own:
            yield Finding(
                second.span,
                "a second sentence in a definition",
                "定义中有第二个句子",
                "move it into a note: `> [!NOTE]`",
                "移入注：`> [!NOTE]`",
            )


def _own_sentences(entry: TermEntry) -> frozenset[int]:
    """Return the sentences that stand in the definition itself, not in a list or formula of it."""
    paragraphs = (block for block in entry.definition if isinstance(block, Paragraph) and loose_source(block) is None)
    return frozenset(id(sentence) for block in paragraphs for sentence in block.sentences)


@rule(
    zh="定义直接说明概念，不以“是指”“指”“一种”等开头。",
    source="GB/T 1.1-2020, 8.7; ISO/IEC Directives, Part 2, 16.5.6",
    bad="# 术语和定义 {#terms}\n\n## 软管 {#hose}\n\n- en: hose\n\n是指输送流体的可弯曲的管\n\n# 材料 {#material}\n\n软管由橡胶制成。\n",
    good="# 术语和定义 {#terms}\n\n## 软管 {#hose}\n\n- en: hose\n\n输送流体的可弯曲的管\n\n# 材料 {#material}\n\n软管由橡胶制成。\n",
    severity=Severity.WARNING,
    candidates=("gb-term-definition-form",),
)
def definition_lead_word(draft: Draft) -> Iterator[Finding]:
    """A definition says at once what the concept is: `means`, `is` and the like do not open it."""
    for entry, spoken in _definitions(draft):
        first = spoken[0]
        opening = own_lead(entry, first) or LEAD.match(first.prose.masked)
        if opening is not None:
            start = len(first.text) - len(first.text.lstrip()) if first.text.strip() else 0
            lead = first.text[start : opening.end("lead")].strip()
            whole = opening.start("lead") == start or not HALF.search(lead)
            yield Finding(
                first.prose.source(start, start + len(lead)),
                f"the definition begins with `{lead}`",
                f"定义以`{lead}`开头",
                "take it away" if whole else "say at once what it is",
                "删去该词语" if whole else "直接说明概念",
                fix=first.prose.replace(start, opening.end("lead"), "") if whole else (),
            )


@rule(
    zh="定义以陈述的形式说明概念；要求写在正文中。",
    source="GB/T 1.1-2020, 8.7; ISO/IEC Directives, Part 2, 16.5.6",
    bad=f"{_TERMS}## hose {{#hose}}\n\nflexible pipe that shall be tight{_USE}",
    good=f"{_TERMS}## hose {{#hose}}\n\nflexible pipe that is tight{_USE}",
    candidates=("gb-modal-definition", "definition-requirement"),
)
def requirement_in_definition(draft: Draft) -> Iterator[Finding]:
    """A definition states what a concept is; a requirement stands in the body."""
    for _, spoken in _definitions(draft):
        for passage in spoken:
            found = _SHALL.search(passage.prose.masked)
            sentence = passage.sentence
            if found is not None:
                at, form = passage.prose.source(found.start(), found.end()), found[0]
            elif sentence is not None and sentence.kind in _LAID_DOWN and sentence.verbal_form:
                at, form = form_span(passage), sentence.verbal_form
            else:
                continue
            yield Finding(
                at,
                f"a provision by `{form}` in a definition",
                f"定义中以`{form}`提出了条款",
                "state it as a fact, or move it into the text",
                "改为陈述，或移入正文",
            )


@rule(
    zh="用术语本身解释术语，读者无从得知其含义；两个定义互相引用也是如此。",
    source="GB/T 1.1-2020, 8.7; ISO/IEC Directives, Part 2, 16.5.6",
    bad=f"{_TERMS}## hose {{#hose}}\n\nhose for fluids{_USE}",
    good=_HOSE,
    severity=Severity.WARNING,
    candidates=("gb-term-definition-form", "definition-circular"),
)
def circular_definition(draft: Draft) -> Iterator[Finding]:
    """A definition that needs its own term tells nothing; nor do two that need each other."""
    needs = _needs(draft)
    entries = {entry.id: entry for entry in draft.entries}
    place = {name: at for at, name in enumerate(entries)}
    for entry in draft.entries:
        mine = needs.get(entry.id, {})
        before = [
            entries[name]
            for name in mine
            if place.get(name, len(place)) < place[entry.id] and entry.id in needs.get(name, {})
        ]
        if entry.id not in mine and not before:
            continue
        own = entry.id in mine
        other = entries[entry.id if own else before[0].id]
        name = words_of(other.designations[0])
        yield Finding(
            mine[other.id],
            f"`{name}` defined by itself" if own else f"`{name}` and this term defined by each other",
            f"用`{name}`自身定义" if own else f"`{name}`与本术语互相定义",
            "define it by a wider concept and what tells it apart",
            "用上位概念和区别特征来定义",
            related=() if own else (place_of(other.designations[0]),),
        )


def _needs(draft: Draft) -> Mapping[str, Mapping[str, Span]]:
    """Return which entries each definition names, and where, by the ids of both."""
    needs: dict[str, dict[str, Span]] = {}
    leads = {
        id(spoken[0]): found.end() for entry, spoken in _definitions(draft) if (found := own_lead(entry, spoken[0]))
    }
    for use in all_uses(draft):
        led = use.start < leads.get(id(use.passage), 0)
        if use.passage.inside == "definition" and not led and not _in_name(use):
            needs.setdefault(use.passage.part.id, {}).setdefault(use.entry.id, use.at)
    for call in draft.calls:
        if call.passage.inside == "definition":
            needs.setdefault(call.passage.part.id, {}).setdefault(call.pointer.target_id, call.pointer.span)
    return needs


def _in_name(use: Use) -> bool:
    """Tell whether the words of a term are part of a name: the Open Source Initiative, the SPDX Working Group."""
    text = use.passage.prose.masked
    own = words_of(use.designation)
    capital = text[use.start].isupper() and text[: use.start].strip() != ""
    return capital and (own[0].islower() or _GOES_ON.match(text, use.end) is not None)


@rule(
    zh="术语条目中没有条文脚注；补充说明写入注。",
    source="GB/T 1.1-2020, 8.7; ISO/IEC Directives, Part 2, 16.5.11",
    bad=f"{_TERMS}## hose {{#hose}}\n\nflexible pipe for fluids[^1]{_USE}\n[^1]: Gas is a fluid.\n",
    good=f"{_TERMS}## hose {{#hose}}\n\nflexible pipe for fluids\n\n> [!NOTE]\n> Gas is a fluid.{_USE}",
    candidates=("gb-term-form", "term-entry-footnote"),
)
def footnote_in_term_entry(draft: Draft) -> Iterator[Finding]:
    """A term entry has no footnotes: what is to be added stands in a note to the entry."""
    for passage in draft.passages:
        if isinstance(passage.part, TermEntry):
            for mark in _footnote_marks(passage.nodes):
                yield Finding(
                    mark.span,
                    "a footnote in a term entry",
                    "术语条目中有脚注",
                    "write it as a note: `> [!NOTE]`",
                    "改写为注：`> [!NOTE]`",
                )


def _footnote_marks(nodes: tuple[Inline, ...]) -> Iterator[FootnoteReference]:
    for node in nodes:
        if isinstance(node, FootnoteReference):
            yield node
        elif isinstance(node, (Mark, Link, Limit, CrossReference)):
            yield from _footnote_marks(node.children)


@rule(
    zh="术语逐条列出，条目中不用表。",
    source="GB/T 1.1-2020, 8.7",
    bad="# 术语和定义 {#terms}\n\n## 软管 {#hose}\n\n- en: hose\n\n输送流体的可弯曲的管。\n\n表：软管的种类 {#kinds}\n\n| 种类 |\n|---|\n| 橡胶管 |\n"
    "\n# 材料 {#material}\n\n软管（见[@kinds]）由橡胶制成。\n",
    good="# 术语和定义 {#terms}\n\n## 软管 {#hose}\n\n- en: hose\n\n输送流体的可弯曲的管。\n\n# 材料 {#material}\n\n软管由橡胶制成。\n",
    rulebooks=GB,
    candidates=("gb-term-form",),
)
def table_in_terms(draft: Draft) -> Iterator[Finding]:
    """Terms are listed entry by entry, and entries hold no tables."""
    for block, part in draft.blocks:
        if isinstance(block, Table) and draft.elements[part.id] is ClauseKind.TERMS:
            yield Finding(
                first_character(block.span),
                "a table in the terms clause",
                "术语和定义中有表",
                "write an entry for each term, or move the table into the text",
                "逐条列出术语，或将表移入正文",
            )
