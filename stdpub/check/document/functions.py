"""Rules on provisions that a document of its function does not hold: guides, reports, demands on management systems."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.draft import Draft
from stdpub.check.provisions.provisions import REQUIREMENTS, found, misplaced
from stdpub.check.rule import GB, ISO, Finding, rule
from stdpub.model.content import References
from stdpub.model.patterns import regex
from stdpub.model.source import Severity, Words
from stdpub.model.standard import ClauseKind

_BODY = frozenset({ClauseKind.CLAUSE, ClauseKind.ANNEX, ClauseKind.TERMS, ClauseKind.SYMBOLS})
_REPORT = regex(r"(?:ISO|IEC|ISO/IEC|CEN|CEN/CLC)[ /]TR\b")
_MANAGEMENT = regex(
    r"(?:ISO(?:/IEC)?|GB/T) ?(?:9001|14001|45001|50001|22000|22301|27001|37001|19001|24001|23331|22080)(?![\d-])"
)
_COMPLIES = regex(r"\b(?:conform|comply|certif|meet)|符合|满足|认证", re.IGNORECASE)
_HEAD = "---\nidentifier: {}\nlanguage: {}\ntitle: {}\ndate: 2026-01-15\nrulebook: none\n{}---\n\n"
_BEFORE = (
    "# Foreword\n\nThis text was made for an example.\n\n# Scope {#scope}\n\nThis document gives guidance on vents.\n\n"
)
_LISTS = "# Normative references {#refs}\n\n# Terms and definitions {#terms}\n\n"
_REPORTED = _HEAD.format("ISO/TR 1", "en", "Vents", "") + _BEFORE + _LISTS


@rule(
    zh="指南提供指导，只推荐、不要求。",
    source="GB/T 20001.7",
    bad="---\nidentifier: T/EXAMPLE 1\nlanguage: zh\ntitle: 通气装置选用指南\ndate: 2026-01-15\nimplementation: 2026-07-01\n"
    "rulebook: none\nlevel: association-standard\nfunction: guide\nics: ['23.020.10']\nccs: ['J 74']\n"
    "proposed-by: 甲\nadministered-by: 甲\ndrafting-organizations: [乙]\ndrafters: [丙]\n"
    "publisher: {name: 示例协会, abbreviation: EXAMPLE}\npatents: unknown\n---\n\n# 前言\n\n# 范围 {#scope}\n\n"
    "本文件提供了通气装置选用的指导。\n\n本文件适用于钢制储罐。\n\n# 规范性引用文件 {#refs}\n\n# 术语和定义 {#terms}\n\n"
    "# 管理 {#management}\n\n储罐应设专人管理。 {#keeper}\n",
    good="# 管理 {#management}\n\n储罐应设专人管理。 {#keeper}\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-modal-guide",),
)
def requirement_in_guide(draft: Draft) -> Iterator[Finding]:
    """A guide gives guidance: it recommends and requires nothing."""
    if draft.header.function != "guide":
        return
    yield from misplaced(
        (one for one in found(draft, None, "", REQUIREMENTS) if one.element in _BODY),
        Words("a requirement by `{}` in a guide", "指南中以`{}`提出了要求"),
        Words("recommend it: `宜`, `should`", "改为推荐：`宜`"),
    )


@rule(
    zh="技术报告只提供信息，不包含要求。",
    source="ISO/IEC Directives, Part 2:2021, 3.1.8",
    bad=_REPORTED + "# Vents {#vents}\n\nEvery vent shall be round. {#round}\n",
    good=_REPORTED + "# Vents {#vents}\n\nMost vents are round.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("report-requirement",),
)
def requirement_in_technical_report(draft: Draft) -> Iterator[Finding]:
    """A Technical Report informs: it holds no requirement."""
    if not _REPORT.match(draft.header.identifier):
        return
    yield from misplaced(
        (one for one in found(draft, None, "", REQUIREMENTS) if one.element in _BODY),
        Words("a requirement by `{}` in a Technical Report", "技术报告中以`{}`提出了要求"),
        Words("state it as a fact", "改为陈述"),
    )


@rule(
    zh="产品或服务是否符合文件，不取决于管理体系是否通过认证。",
    source="ISO/IEC Directives, Part 2, 33.1",
    bad="# Normative references {#refs}\n\n- ISO 9001:2015, *Quality management systems — Requirements* {#iso9001}\n\n"
    "# Supply {#supply}\n\nThe supplier of vents shall conform to [@iso9001]. {#supplier}\n",
    good="# Supply {#supply}\n\nThe supplier shall keep the test records of each vent. {#supplier}\n",
    severity=Severity.WARNING,
    candidates=("conformity-on-management-standard",),
)
def conformity_by_management_system(draft: Draft) -> Iterator[Finding]:
    """Whether a product conforms does not hang on the management system of those who make it."""
    if draft.header.function == "management-system":
        return
    named = {
        entry.id: entry.identifier
        for block, _ in draft.blocks
        if isinstance(block, References)
        for entry in block.items
        if _MANAGEMENT.match(entry.identifier)
    }
    if not named:
        return
    for call in draft.calls:
        sentence = call.passage.sentence
        cited = named.get(call.pointer.target_id)
        if cited and sentence and sentence.kind in REQUIREMENTS and _COMPLIES.search(call.passage.prose.masked):
            yield Finding(
                call.pointer.span,
                f"conformity that hangs on the management system of `{cited}`",
                f"符合性取决于`{cited}`的管理体系",
                "require what the product or service itself must do",
                "改为对产品或服务本身的要求",
            )
