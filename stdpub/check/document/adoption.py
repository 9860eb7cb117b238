"""Rules on the adoption of international documents: degree, differences, double numbers (GB/T 1.2-2020)."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.document.titles import field_span
from stdpub.check.draft import Draft, Hit
from stdpub.check.rule import GB, Finding, rule
from stdpub.check.whole import whole
from stdpub.model.identifiers import find
from stdpub.model.inlines import plain
from stdpub.model.patterns import regex
from stdpub.model.source import Severity
from stdpub.model.standard import ClauseKind

_DEGREE = regex(
    r"(?P<IDT>等同采用|等同转化|is identical (?:to|with))|(?P<MOD>修改采用|is modified in relation to|is a modified adoption of)"
    r"|(?P<NEQ>非等效|is not equivalent to)"
)
_HINTS = ("采用", "非等效", "等同转化", "identical", "modified", "not equivalent")
_OWN = regex(r"本文件|This document|this document")
_STRUCTURE = regex(r"结构|技术(?:性)?差异|structur|technical differences")
_LEFTOVER = regex(r"本(?:国际|欧洲|区域)(?:标准|规范|文件)|本(?:技术报告|技术规范|可公开提供规范)")
_NAMES = {"IDT": ("identical", "等同"), "MOD": ("modified", "修改"), "NEQ": ("not equivalent", "非等效")}
_ADOPTS = '{standard: "ISO 99999:2020", degree: DEGREE}'


def _said(draft: Draft) -> list[tuple[Hit, str]]:
    """Return where the foreword tells the degree of an adoption of the document, and which."""
    return [
        (hit, hit.match.lastgroup or "")
        for hit in draft.find(_DEGREE, *_HINTS)
        if hit.passage.element is ClauseKind.FOREWORD and _OWN.search(hit.passage.text[: hit.start])
    ]


@rule(
    zh="一致性程度在封面和前言中应相同；前言说明等同、修改或非等效。",
    source="GB/T 1.2-2020, clause 4",
    bad=whole(
        "zh",
        "本文件等同采用ISO 99999:2020《储罐通气装置》。本文件没有结构调整。",
        adopts=_ADOPTS.replace("DEGREE", "MOD"),
    ),
    good=whole("zh", "本文件等同采用ISO 99999:2020《储罐通气装置》。", adopts=_ADOPTS.replace("DEGREE", "IDT")),
    rulebooks=GB,
    candidates=("gb-adopt-degree",),
)
def adoption_degree_mismatch(draft: Draft) -> Iterator[Finding]:
    """The degree of adoption is the same on the cover and in the foreword, and both tell it."""
    degree = draft.header.adopts.degree
    said = _said(draft)
    for hit, other in said:
        if other != degree:
            cover = (
                (f"the front matter says {degree}", f"文前数据为{degree}")
                if degree
                else ("the front matter names no adoption", "文前数据未写`adopts`")
            )
            yield Finding(
                hit.at,
                f"the foreword says {_NAMES[other][0]}, {cover[0]}",
                f"前言为{_NAMES[other][1]}，{cover[1]}",
                f"make the two agree, as in `adopts: {{standard: ..., degree: {other}}}`",
                f"使两处一致，如`adopts: {{standard: ……, degree: {other}}}`",
            )
    if degree and not said and draft.chinese:
        yield Finding(
            field_span(draft, "adopts.degree", "adopts"),
            f"the foreword does not tell the adoption, {degree}",
            f"前言未说明一致性程度{degree}",
            "write in the foreword which document is adopted, and how",
            "在前言中写明采用的文件和一致性程度",
        )


@rule(
    zh="修改采用时，前言应说明结构调整和技术差异及其原因：读者由此知道与国际文件的区别。",
    source="GB/T 1.2-2020",
    bad=whole("zh", "本文件修改采用ISO 99999:2020《储罐通气装置》。", adopts=_ADOPTS.replace("DEGREE", "MOD")),
    good=whole(
        "zh",
        "本文件修改采用ISO 99999:2020《储罐通气装置》。\n\n本文件与ISO 99999:2020的技术差异及其原因见[@vents]。",
        adopts=_ADOPTS.replace("DEGREE", "MOD"),
    ),
    rulebooks=GB,
    candidates=("gb-adopt-mod-lists",),
)
def modified_without_differences(draft: Draft) -> Iterator[Finding]:
    """A modified adoption tells what was changed in structure and content and why, or nobody could rely on the original."""
    for hit, degree in _said(draft):
        if degree == "MOD" == draft.header.adopts.degree:
            foreword = [one.text for one in draft.passages if one.element is ClauseKind.FOREWORD]
            annexes = [plain(one.title) for one in draft.standard.clauses if one.kind is ClauseKind.ANNEX]
            if not any(_STRUCTURE.search(text) for text in (*foreword, *annexes)):
                yield Finding(
                    hit.at,
                    "a modified adoption that tells no change of structure and no technical difference",
                    "修改采用，但未说明结构调整或技术差异",
                    "list the differences with their reasons in the foreword or an annex",
                    "在前言或附录中列出技术差异及其原因",
                )
            return


@rule(
    zh="双编号只用于等同采用的文件。",
    source="GB/T 1.2-2020, 4.3",
    bad=whole(
        "zh",
        "本文件修改采用ISO 99999:2020《储罐通气装置》，结构调整见[@vents]。",
        identifier="GB/T 99999/ISO 99999:2020",
        level="national-standard",
        adopts=_ADOPTS.replace("DEGREE", "MOD"),
    ),
    good="# 通气 {#vents}\n\n通气装置为圆形。\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-adopt-double-number",),
)
def double_number(draft: Draft) -> Iterator[Finding]:
    """A double number, national and international, is for identical adoptions only."""
    found = list(find(draft.header.identifier))
    if len(found) > 1 and draft.header.adopts.degree != "IDT" and draft.source_version is None:
        degree = draft.header.adopts.degree
        yield Finding(
            field_span(draft, "identifier"),
            f"a double number, and the degree is {degree}" if degree else "a double number without `adopts`",
            f"双编号，但一致性程度为{degree}" if degree else "双编号，但未写`adopts`",
            f"write `{found[0].document}`",
            f"改为`{found[0].document}`",
        )


@rule(
    zh="采用国际文件后，文中自称“本文件”，不留“本国际标准”等原有说法。",
    source="GB/T 1.2-2020",
    bad=whole("zh", "本文件等同采用ISO 99999:2020《储罐通气装置》。", adopts=_ADOPTS.replace("DEGREE", "IDT")).replace(
        "通气装置为圆形。", "本国际标准给出的通气装置为圆形。"
    ),
    good=whole("zh", "本文件等同采用ISO 99999:2020《储罐通气装置》。", adopts=_ADOPTS.replace("DEGREE", "IDT")),
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-adopt-leftover",),
)
def adoption_leftover(draft: Draft) -> Iterator[Finding]:
    """An adopted text speaks of itself as 本文件, no longer as the international document that it was."""
    for hit in (
        draft.find(_LEFTOVER, "本国际", "本欧洲", "本区域", "本技术", "本可公开")
        if draft.header.adopts.standard
        else ()
    ):
        if hit.passage.element is not ClauseKind.FOREWORD:
            yield Finding(
                hit.at,
                f"`{hit.words}` left over from the adopted document",
                f"遗留了所采用文件的自称`{hit.words}`",
                "write 本文件",
                "改为“本文件”",
                fix=hit.passage.prose.replace(hit.start, hit.end, "本文件"),
            )
