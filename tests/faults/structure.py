"""Faults of structure: elements, levels, titles, annexes and lists."""

from __future__ import annotations

import re

from faults.injecting import Injected, block_in, body_point, changed, fault, language_of, said
from faults.places import Text

HEADING = "Structure"


def _heading(section, title=None, attributes=None, level=None):
    """Return a heading's line with another title, other attributes or another level."""
    braces = section.attributes if attributes is None else attributes
    hashes = "#" * (level or section.level)
    return f"{hashes} {section.title if title is None else title}" + (f" {{{braces}}}" if braces else "")


def _titled_bodies(doc):
    return [one for one in doc.bodies() if one.titled and "*" not in one.title]


@fault(HEADING, "level skipped", reader=("level-skipped",), gb=("gb-number-gap",))
def level_skipped(text, random):
    doc = Text(text)
    firsts = [one for one in doc.bodies() if one.parent and one.level < 5 and one is one.siblings[0] and one.titled]
    firsts = [one for one in firsts if not doc.has_text(one.parent)]
    if not firsts:
        return None
    one = random.choice(firsts)
    return changed(doc, one.start, _heading(one, level=one.level + 1))


@fault(HEADING, "lone subclause", gb=("gb-clause-single",), iso=("lone-subclause",))
def lone_subclause(text, random):
    doc = Text(text)
    leaves = [one for one in _titled_bodies(doc) if one.level < 4]
    if not leaves:
        return None
    one = random.choice(leaves)
    title = "细则" if language_of(text) == "zh" else "Details"
    return block_in(doc, random, one.start + 1, ["#" * (one.level + 1) + f" {title} {{#%k}}"], also=(-2,))


@fault(HEADING, "hanging paragraph", gb=("gb-hanging-paragraph",), iso=("hanging-paragraph",))
def hanging_paragraph(text, random):
    doc = Text(text)
    divided = [one for one in doc.sections if one.children and one.element in {"clause", "normative"}]
    divided = [one for one in divided if not doc.has_text(one)]
    if not divided:
        return None
    said_ = "各项规定相互配合。" if language_of(text) == "zh" else "These provisions belong together."
    return block_in(doc, random, random.choice(divided).start + 1, [said_])


@fault(HEADING, "annex not called out", gb=("gb-annex-uncited",), iso=("annex-uncited",))
def annex_uncited(text, random):
    doc = Text(text)
    after = doc.chapter("bibliography") or doc.chapter("index")
    at = after.start if after else len(doc.lines) - 1
    block = {
        "zh": ["# 背景资料 {#%k .annex .informative}", "", "本附录给出了各项规定的来历。"],
        "en": ["# Background {#%k .annex .informative}", "", "This annex gives the origin of the provisions."],
    }
    return block_in(doc, random, at, block[language_of(text)])


@fault(
    HEADING,
    "bibliography before the annexes",
    gb=("gb-element-order", "gb-index-last"),
    iso=("element-order",),
    hunks=2,
)
def element_order(text, random):
    doc = Text(text)
    del random
    last = doc.chapter("bibliography")
    annexes = [one for one in doc.chapters if one.element in {"normative", "informative"}]
    if not last or not annexes:
        return None
    return _moved(doc, last, annexes[0].start)


def _moved(doc, section, to):
    """Return the text with a section moved before line `to`, which is above it."""
    block = doc.lines[section.start : section.end]
    while block and not block[-1].strip():
        block.pop()
    rest = [*doc.lines[: section.start], *doc.lines[section.end :]]
    lines = [*rest[:to], *block, "", *rest[to:]]
    return Injected("\n".join(lines), to + 1, (to + len(block) + 2,))


@fault(HEADING, "scope below the terms or references", gb=("gb-scope-chapter", "gb-element-order"),
       iso=("scope-not-clause-one", "element-order"), hunks=2)  # fmt: skip
def scope_late(text, random):
    doc = Text(text)
    del random
    scope = doc.chapter("scope")
    after = [
        one
        for one in doc.chapters
        if scope and one.start == scope.end and one.element in {"normative-references", "terms"}
    ]
    return _moved(doc, after[0], scope.start) if after else None


@fault(
    HEADING, "no scope", gb=("gb-element-missing", "gb-scope-chapter"), iso=("scope-missing", "scope-not-clause-one")
)
def scope_missing(text, random):
    doc = Text(text)
    del random
    scope = doc.chapter("scope")
    if not scope or re.search(r"\[@|\]\(#", "\n".join(doc.lines[scope.start : scope.end])) or f"@{scope.key}]" in text:
        return None
    lines = [*doc.lines[: scope.start], *doc.lines[scope.end :]]
    return Injected("\n".join(lines), scope.start + 1, (1,))


@fault(HEADING, "titles of siblings not parallel", gb=("gb-clause-title-mix",), iso=("subclause-titles-mixed",))
def titles_mixed(text, random):
    doc = Text(text)
    leaves = [one for one in _titled_bodies(doc) if one.parent and len(one.siblings) > 2]
    leaves = [one for one in leaves if all(other.titled for other in one.siblings)]
    if not leaves:
        return None
    one = random.choice(leaves)
    return changed(doc, one.start, _heading(one, title="§"), also=(one.siblings[0].start, one.parent.start))


@fault(HEADING, "full stop after a title", gb=("gb-heading-punctuation",), iso=("heading-full-stop",))
def heading_stop(text, random):
    doc = Text(text)
    titled = [one for one in _titled_bodies(doc) if not re.search(r"[.。:：]$", one.title)]
    if not titled:
        return None
    one = random.choice(titled)
    stop = random.choice("。：；") if language_of(text) == "zh" else "."
    return changed(doc, one.start, _heading(one, title=one.title + stop))


@fault(HEADING, "number typed in a heading", reader=("typed-number",), gb=("gb-manual-number",))
def typed_number(text, random):
    doc = Text(text)
    titled = _titled_bodies(doc)
    if not titled:
        return None
    one = random.choice(titled)
    number = ".".join(str(random.randint(1, 9)) for _ in range(one.level))
    return changed(doc, one.start, _heading(one, title=f"{number} {one.title}"))


@fault(HEADING, "annex without status", reader=("annex-without-status",), gb=("gb-annex-status",))
def annex_without_status(text, random):
    doc = Text(text)
    annexes = [one for one in doc.chapters if ".annex" in one.attributes]
    if not annexes:
        return None
    one = random.choice(annexes)
    bare = re.sub(r" ?\.(?:normative|informative)", "", one.attributes)
    return changed(doc, one.start, _heading(one, attributes=bare))


@fault(
    HEADING,
    "status of an annex against its call-outs",
    gb=("gb-annex-status-mismatch",),
    iso=("annex-status-mismatch",),
)
def annex_mismatch(text, random):
    doc = Text(text)
    annexes = [one for one in doc.chapters if one.element == "informative" and f"[@{one.key}" in text]
    if not annexes:
        return None
    one = random.choice(annexes)
    other = one.attributes.replace(".informative", ".normative")
    callers = [at for at, line in enumerate(doc.lines) if f"[@{one.key}" in line]
    return changed(doc, one.start, _heading(one, attributes=other), also=callers)


@fault(
    HEADING,
    "references divided into subclauses",
    gb=("gb-refs-divided",),
    iso=("normative-references-subdivided",),
    hunks=2,
)
def references_divided(text, random):
    doc = Text(text)
    refs = doc.chapter("normative-references")
    items = [at for at in range(refs.start, refs.end) if doc.lines[at].startswith("- ")] if refs else []
    if len(items) < 4:
        return None
    half = items[len(items) // 2]
    titles = ("国内文件", "国外文件") if language_of(text) == "zh" else ("First group", "Second group")
    keys = [doc.free_key(random), doc.free_key(random)]
    one, two = ([f"## {title} {{#{key}}}", ""] for title, key in zip(titles, keys, strict=True))
    lines = [*doc.lines[: items[0]], *one, *doc.lines[items[0] : half], "", *two, *doc.lines[half:]]
    return Injected("\n".join(lines), items[0] + 1, (half + 4, refs.start + 1))


_DEEP = {
    "zh": ["标签包括下列内容：", "", "- 名称：", "  - 型号：", "    - 系列；", "    - 代号；", "  - 规格；", "- 日期。"],
    "en": ["The label has the following parts:", "", "- name:", "  - type:", "    - series:", "      - class:", "        - group;",
           "        - code;", "      - size;", "    - model;", "  - colour;", "- date."],
}  # fmt: skip


@fault(HEADING, "list nested too deep", gb=("gb-list-depth",), iso=("list-too-deep",))
def list_deep(text, random):
    doc = Text(text)
    at = body_point(doc, random)
    language = language_of(text)
    line = 4 if language == "zh" else 6
    return None if at is None else block_in(doc, random, at, _DEEP[language], line=line, also=(line - 1, line + 1))


_BARE = {
    "zh": ["附件 {#%k}", "", "- 合格证；", "- 说明书。"],
    "en": ["Accessories {#%k}", "", "- certificate;", "- manual."],
}


@fault(HEADING, "list without lead-in", gb=("gb-list-lead",), iso=("list-without-introduction",))
def list_without_lead(text, random):
    doc = Text(text)
    last = [one for one in _titled_bodies(doc) if one.parent and one is one.siblings[-1] and len(one.siblings) > 1]
    last = [one for one in last if all(other.titled for other in one.siblings)]
    if not last:
        return None
    one = random.choice(last)
    title, *rest = _BARE[language_of(text)]
    return block_in(doc, random, doc.end_of(one), ["#" * one.level + " " + title, *rest], line=2, also=(0,))


@fault(HEADING, "items that end as their lead-in does not want", gb=("gb-list-end",), iso=("list-punctuation",))
def list_end(text, random):
    doc = Text(text)
    mark, stop = ("；", "。") if language_of(text) == "zh" else (";", ".")
    ends = re.compile(rf"{mark}(?= *(?:\{{[^{{}}]*\}})?$)")
    middle = [
        at
        for at, line in enumerate(doc.lines)
        if re.match(r"[-\d]", line) and doc.kinds[at] == "item" and ends.search(line) and doc.kinds[at + 1] == "item"
        and doc.kinds[at - 1] == "item" and re.match(r"[-\d]", doc.lines[at - 1]) and re.match(r"[-\d]", doc.lines[at + 1])
        and not re.search(r"\$|\[SOURCE", line)
    ]  # fmt: skip
    if middle:
        at = random.choice(middle)
        return changed(doc, at, ends.sub(stop, doc.lines[at]))
    block = {
        "zh": ["标签包括下列内容：", "", "- 名称；", "- 型号。", "- 日期。"],
        "en": ["The label has the following parts:", "", "- name;", "- type.", "- date."],
    }
    at = body_point(doc, random)
    return None if at is None else block_in(doc, random, at, block[language_of(text)], line=3)


@fault(HEADING, "list of one item", languages=("zh",), gb=("gb-list-single",))
def list_single(text, random):
    doc = Text(text)
    at = body_point(doc, random)
    return None if at is None else block_in(doc, random, at, ["标签包括下列内容：", "", "- 名称。"], line=2, also=(0,))


@fault(HEADING, "element of the document inside an annex", languages=("zh",), gb=("gb-annex-reserved",))
def reserved_in_annex(text, random):
    doc = Text(text)
    inner = [
        one for one in doc.sections if one.element in {"normative", "informative"} and one.level == 2 and one.titled
    ]
    if not inner:
        return None
    one = random.choice(inner)
    return changed(doc, one.start, _heading(one, title=random.choice(["范围", "规范性引用文件", "术语和定义"])))


@fault(HEADING, "general clause that is not the first", languages=("zh",), gb=("gb-common-title",))
def common_title(text, random):
    doc = Text(text)
    later = [
        one for one in _titled_bodies(doc) if one.parent and one is not one.siblings[0] and one.element == "clause"
    ]
    later = [one for one in later if not any(re.search("通则|通用要求|概述", other.title) for other in one.siblings)]
    if not later:
        return None
    one = random.choice(later)
    return changed(doc, one.start, _heading(one, title="通则"))


@fault(HEADING, "scope that does not open as prescribed", languages=("en",), iso=("scope-opening-words",))
def scope_opening(text, random):
    doc = Text(text)
    scope = doc.chapter("scope")
    at = doc.paragraphs(scope)[0][0] if scope and doc.paragraphs(scope) else None
    if at is None:
        return None
    words = random.choice(["Here we list the", "Readers find in it the"])
    return changed(doc, at, re.sub(r"^This document \w+(?: the)?", words, doc.lines[at]))


@fault(HEADING, "scope under another title", languages=("zh",), gb=("gb-element-title", "gb-element-missing"))
def scope_renamed(text, random):
    doc = Text(text)
    scope = doc.chapter("scope")
    title = random.choice(["适用范围", "主题内容与适用范围"])
    return changed(doc, scope.start, _heading(scope, title=title)) if scope else None


scope_background = said(
    HEADING,
    "background in the scope",
    zh=("近年来，此类事故频发。", "制定本文件的目的是统一各地的做法。"),
    where="scope",
    gb=("gb-scope-background",),
)

FAULTS = (
    level_skipped, lone_subclause, hanging_paragraph, annex_uncited, element_order, scope_late, scope_missing, titles_mixed,
    heading_stop, typed_number, annex_without_status, annex_mismatch, references_divided, list_deep, list_without_lead,
    list_end, list_single, reserved_in_annex, common_title, scope_opening, scope_renamed, scope_background,
)  # fmt: skip
