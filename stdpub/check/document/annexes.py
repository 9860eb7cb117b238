"""Rules on annexes: that the text calls them out, in their order, and in keeping with their status."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from stdpub.check.citing import Force, calls_by_target, cited_parts, extent, force
from stdpub.check.document.elements import title_of, title_span
from stdpub.check.draft import Draft, first_character
from stdpub.check.rule import GB, Finding, rule
from stdpub.model.patterns import regex
from stdpub.model.source import Severity
from stdpub.model.standard import Clause, ClauseKind

_TYPED = regex(r"(?:附录|[Aa]nnex)[ \u00a0]?([A-Z])(?![A-Za-z])")
_RESERVED = frozenset(
    {"范围", "规范性引用文件", "术语和定义", "scope", "normative references", "terms and definitions"}
)


@rule(
    zh="每个附录都应在正文中提及，读者由此知道有该附录及其作用。",
    source="GB/T 1.1-2020, 9.6.3; ISO/IEC Directives, Part 2, clause 20",
    bad="# Tests {#tests}\n\nTests are made.\n\n# Rig {#rig .annex .informative}\n\nA rig is shown.\n",
    good="# Tests {#tests}\n\nTests are made, see [@rig].\n\n# Rig {#rig .annex .informative}\n\nA rig is shown.\n",
    severity=Severity.WARNING,
    candidates=("gb-annex-uncited", "annex-uncited"),
)
def uncited_annex(draft: Draft) -> Iterator[Finding]:
    """The text calls out every annex: a reader of the body learns there that it exists and what it is for."""
    typed = {hit.match[1] for hit in draft.find(_TYPED, "附录", "annex ") if hit.passage.sentence is not None}
    for clause in draft.standard.clauses:
        called = clause.number in typed or draft.cited & frozenset(cited_parts(clause))
        if clause.kind is ClauseKind.ANNEX and not called:
            yield Finding(
                first_character(clause.span),
                f"{clause.label} is called out nowhere",
                f"{clause.label}未被提及",
                f"write where it is needed: `[@{clause.key or 'key'}]`",
                f"在需要处写明：`[@{clause.key or 'key'}]`",
            )


@rule(
    zh="附录按正文中首次提及的先后编排，读者顺着正文即可依次找到。",
    source="GB/T 1.1-2020, 9.6.2",
    bad="# Tests {#tests}\n\nTests are made, see [@rig] and [@books].\n\n# Books {#books .annex .informative}\n\nBooks are listed.\n\n"
    "# Rig {#rig .annex .informative}\n\nA rig is shown.\n",
    good="# Tests {#tests}\n\nTests are made, see [@books] and [@rig].\n\n# Books {#books .annex .informative}\n\nBooks are listed.\n\n"
    "# Rig {#rig .annex .informative}\n\nA rig is shown.\n",
    severity=Severity.WARNING,
    candidates=("gb-annex-order", "annex-letter-order"),
)
def annex_out_of_order(draft: Draft) -> Iterator[Finding]:
    """The annexes stand in the order in which the text calls them out first."""
    annexes = [clause for clause in draft.standard.clauses if clause.kind is ClauseKind.ANNEX]
    order = _first_calls(draft, annexes)
    called = [clause for clause in annexes if clause.id in order]
    for one, after in pairwise(called):
        if order[one.id] > order[after.id]:
            yield Finding(
                title_span(after),
                f"{after.label} is called out before {one.label}",
                f"{after.label}先于{one.label}被提及",
                f"let it stand before {one.label}, or call {one.label} out earlier",
                f"移到{one.label}之前，或先提及{one.label}",
            )
            return


def _first_calls(draft: Draft, annexes: list[Clause]) -> dict[str, int]:
    """Return where the body and the annexes first call out each annex, as the place among all pointers."""
    owner = {id_: clause.id for clause in annexes for id_ in cited_parts(clause)}
    order: dict[str, int] = {}
    for at, call in enumerate(draft.calls):
        annex = owner.get(call.pointer.target_id)
        inside = annex is not None and owner.get(call.passage.part.id) == annex
        if annex is not None and not inside and call.passage.element is not ClauseKind.FOREWORD:
            order.setdefault(annex, at)
    return order


@rule(
    zh="附录的性质取决于提及的方式：要求中提及的为规范性，其他为资料性。",
    source="GB/T 1.1-2020, 9.6.3; ISO/IEC Directives, Part 2, 20.2",
    bad="# Tests {#tests}\n\nThe test shall be carried out in accordance with [@rig]. {#t}\n\n# Rig {#rig .annex .informative}\n\nA rig is shown.\n",
    good="# Tests {#tests}\n\nThe test shall be carried out in accordance with [@rig]. {#t}\n\n# Rig {#rig .annex .normative}\n\nA rig is shown.\n",
    severity=Severity.WARNING,
    candidates=("gb-annex-status-mismatch", "annex-status-mismatch", "normative-citation-by-see"),
)
def annex_status_mismatch(draft: Draft) -> Iterator[Finding]:
    """An annex that a requirement calls out is normative; one that the text merely points at is informative."""
    by_target = calls_by_target(draft)
    silent = {one.at[:2] for one in draft.standard.diagnostics if one.rule == "annex-without-status"}
    for clause in draft.standard.clauses:
        if clause.kind is not ClauseKind.ANNEX or clause.span[:2] in silent:
            continue
        own = tuple(dict.fromkeys(cited_parts(clause)))
        calls = [call for id_ in own for call in by_target.get(id_, ()) if call.passage.part.id not in own]
        found = [(call, force(draft, call.passage, extent(call.passage, call.pointer)[0])) for call in calls]
        binding = [call for call, kind in found if kind is Force.NORMATIVE]
        if binding and not clause.normative:
            yield Finding(
                binding[0].pointer.span,
                f"a requirement calls out {clause.label}, which is informative",
                f"要求中提及的{clause.label}为资料性附录",
                "make the annex normative, or only point at it with `see`",
                "将附录改为规范性，或改为“见……”",
                related=(title_span(clause),),
            )
        elif found and clause.normative and all(kind is Force.INFORMATIVE for _, kind in found):
            yield Finding(
                title_span(clause),
                f"{clause.label} is normative, and the text only points at it",
                f"{clause.label}为规范性附录，正文仅作资料性提及",
                "make it informative, or call it out in a requirement",
                "改为资料性附录，或在要求中提及",
                related=(found[0][0].pointer.span,),
            )


@rule(
    zh="附录中不再有范围、规范性引用文件、术语和定义：这些要素属于整个文件。",
    source="GB/T 1.1-2020, 9.6",
    bad="# 试验 {#tests}\n\n试验装置见[@rig]。\n\n# 装置 {#rig .annex .informative}\n\n## 范围 {#rig-scope}\n\n给出装置。\n\n## 尺寸 {#size}\n\n给出尺寸。\n",
    good="# 试验 {#tests}\n\n试验装置见[@rig]。\n\n# 装置 {#rig .annex .informative}\n\n## 通则 {#rig-scope}\n\n给出装置。\n\n## 尺寸 {#size}\n\n给出尺寸。\n",
    rulebooks=GB,
    candidates=("gb-annex-reserved",),
)
def reserved_title_in_annex(draft: Draft) -> Iterator[Finding]:
    """An annex has no scope, normative references or terms of its own: these are elements of the whole document."""
    for clause in draft.clauses:
        if draft.elements[clause.id] is ClauseKind.ANNEX and clause.depth > 1 and title_of(clause).lower() in _RESERVED:
            yield Finding(
                title_span(clause),
                f"`{title_of(clause)}` inside an annex",
                f"附录中有`{title_of(clause)}`",
                "give it another title, or move it to the element of the document",
                "改用其他标题，或移入文件的相应要素",
            )
