"""Rules on how the text points at its own clauses, tables and figures: by their numbers, and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.citing import extent
from stdpub.check.draft import Draft, Hit, Role
from stdpub.check.references.numbered import numbered, numbers, outside
from stdpub.check.rule import Finding, rule
from stdpub.model.inlines import CrossReference, Link
from stdpub.model.patterns import regex
from stdpub.model.source import Severity

_RELATIVE_ZH = regex(
    r"(?:详|参)?见[上下前后][文图表述面]|详见|参见|(?:如|按|见|由|在)?[上下][图表](?![面层端格示达明述率])|[上下]一[章节条](?!款)"
    r"|(?:后续|后面|前面|前述|上述|下述)的?[章节]"
)
_RELATIVE_EN = regex(
    r"(?:[Ff]ollowing|[Pp]receding|[Pp]revious|[Aa]bove|[Bb]elow|[Nn]ext) (?:(?:sub)?clause|table|figure|section|annex|formula)\b"
    r"|(?:clause|table|figure|section|annex|formula)s? (?:above|below)\b"
)
_CLAUSES = frozenset({"clause", "annex", "term", "provision"})
_PAGE = regex(r"pages? [0-9]{1,4}\b|p\. ?[0-9]{1,4}\b|第\s?[0-9]{1,4}\s?页")
_AT_PAGE = regex(r"(?:\b(?:[Ss]ee|on|from|at|of)(?: the)? |\()\Z")
_TYPED_ZH = regex(
    r"第\s?(?P<zh>[0-9]{1,2}(?:\.[0-9]{1,3})+)\s?[条章节款]|(?P<bare>[0-9]{1,2}(?:\.[0-9]{1,3})+)\s?[条节](?![件例数])"
    r"|章节\s?(?P<chapter>[0-9]{1,2}(?:\.[0-9]{1,3})*)|(?P<only>[0-9]{1,2})章"
)
_TYPED_EN = regex(
    r"(?:[Ss]ub-?clauses?|[Ss]ections?|[Cc]lauses?|[Pp]aragraphs?) (?P<dotted>[0-9]{1,2}(?:\.[0-9]{1,3})+)(?![0-9.]*[0-9])"
    r"|(?:clause|[Ss]ection) (?P<whole>[0-9]{1,2})(?![0-9.]*[0-9])"
    r"|(?:annex [A-Z]|table [0-9]{1,3}|figure [0-9]{1,3})\b"
)
_WORDS_EN = (
    "clause ",
    "clauses ",
    "section ",
    "sections ",
    "paragraph ",
    "paragraphs ",
    "see annex",
    "see table",
    "see figure",
)
_WORD_BEFORE = regex(
    r"(?:\b(?:[Ss]ub-?clauses?|[Ss]ections?|[Cc]lauses?|[Pp]aragraphs?|[Aa]nnex|[Aa]ppendix|[Tt]able|[Ff]igure|[Ff]ormula)\s|附录|表|图|公式|第|章节)\s?\Z"
)
_WORD_AFTER = regex(r"\s?[条节章](?![件例数文])")


@rule(
    zh="“上表”“下图”“详见”等说法随编排变动而失准；用“见”加编号提及。",
    source="GB/T 1.1-2020, 9.5.5; ISO/IEC Directives, Part 2, 10.1",
    bad="# Vents {#vents}\n\nVents are round. The preceding clause gives the terms.\n",
    good="# Vents {#vents}\n\nVents are round. [@terms-of-it] gives the terms.\n",
    severity=Severity.WARNING,
    candidates=("gb-ref-relative", "imprecise-internal-reference"),
)
def relative_pointer(draft: Draft) -> Iterator[Finding]:
    """`The table below` is another one as soon as something is put between: point by number."""
    pattern, hints = (
        (_RELATIVE_ZH, ("详见", "参见", "上", "下", "后续", "后面", "前面", "前述", "见后", "见前"))
        if draft.chinese
        else (_RELATIVE_EN, ("following ", "preceding ", "previous ", "above", "below", "next "))
    )
    for hit in draft.find_near(pattern, *hints):
        if hit.passage.role is Role.SENTENCE:
            see = hit.words in {"详见", "参见"}
            yield Finding(
                hit.at,
                f"`{hit.words}` in place of a number" if not see else f"`{hit.words}` where 见 is enough",
                f"用`{hit.words}`代替编号" if not see else f"`{hit.words}`应为“见”",
                "point by key, which prints the number: `[@key]`" if not see else "write 见",
                "用键提及，自动印出编号：`[@key]`" if not see else "改为“见”",
                fix=hit.passage.prose.replace(hit.start, hit.end, "见") if see else (),
            )


@rule(
    zh="页码因版面而异，不用于提及文件自身的内容。",
    source="GB/T 1.1-2020, 9.5.3; ISO/IEC Directives, Part 2, 10.6",
    bad="# Vents {#vents}\n\nVents are round, see page 7.\n",
    good="# Vents {#vents}\n\nVents are round, see [@terms-of-it].\n",
    candidates=("gb-ref-page", "page-reference"),
)
def page_pointer(draft: Draft) -> Iterator[Finding]:
    """A page has another number in every layout, so nothing is pointed at by its page."""
    for hit in draft.find(_PAGE, "page ", "pages ", " p.", "(p.", "页"):
        before = hit.passage.prose.masked[max(hit.start - 12, 0) : hit.start]
        pointing = hit.words.startswith("第") or _AT_PAGE.search(before)
        if hit.passage.role is Role.SENTENCE and pointing and not outside(hit):
            yield Finding(
                hit.at,
                f"`{hit.words}` points at a page",
                f"用`{hit.words}`提及内容",
                "point at the clause by its key: `[@key]`",
                "用键提及条：`[@key]`",
            )


@rule(
    zh="提及章写“第4章”，提及条只写编号；“第5.2条”“5.2节”不是规定的形式。",
    source="GB/T 1.1-2020, 9.5.3; ISO/IEC Directives, Part 2, 20.5 and 22.4",
    bad="# 通气 {#vents}\n\n## 形状 {#shape}\n\n通气装置为圆形，按第[@size]条的尺寸制作。\n\n## 尺寸 {#size}\n\n给出尺寸。\n",
    good="# 通气 {#vents}\n\n## 形状 {#shape}\n\n通气装置为圆形，按[@size]的尺寸制作。\n\n## 尺寸 {#size}\n\n给出尺寸。\n",
    severity=Severity.WARNING,
    candidates=("gb-ref-form", "reference-form-clause"),
)
def word_at_number(draft: Draft) -> Iterator[Finding]:
    """A whole clause is `Clause 4`, 第4章; a subclause is its bare number: no other word goes with it."""
    yield from _beside_pointers(draft)
    pattern, hints = (_TYPED_ZH, ("条", "节", "章")) if draft.chinese else (_TYPED_EN, _WORDS_EN)
    for hit in draft.find_near(pattern, *hints):
        if hit.passage.role is Role.SENTENCE and _alone(hit) and not outside(hit):
            yield _worded(draft, hit)


def _alone(hit: Hit) -> bool:
    """Tell whether what was found is a pointer of its own and not the end of a longer word or number."""
    before = hit.passage.prose.masked[max(hit.start - 4, 0) : hit.start]
    if hit.match.lastgroup is None:
        return before == "see "
    if hit.match.lastgroup == "only":
        return before[-1:] in {"见", "按", "照", "合"}
    first = hit.start == 0 and hit.words.startswith("Subclause")
    return not first and not re.search(
        r"[\w.第-]\Z" if hit.words[0].isascii() and not "\u4e00" <= before[-1:] <= "\u9fff" else r"第\Z", before
    )


def _meant(hit: Hit) -> tuple[str, str, str]:
    """Return what a typed pointer means: kind, number, and how it ought to read."""
    if hit.match.lastgroup is None:
        kind, number = hit.words.split()
        return kind, number, f"{kind.capitalize()} {number}"
    if hit.match.lastgroup == "whole":
        return "chapter", hit.match["whole"], f"Clause {hit.match['whole']}"
    number = hit.match[hit.match.lastgroup]
    return ("clause", number, number) if "." in number else ("chapter", number, f"第{number}章")


def _worded(draft: Draft, hit: Hit) -> Finding:
    kind, number, proper = _meant(hit)
    key = draft.once(numbers).key(kind, number) if numbered(draft) else ""
    better = f"[@{key}]" if key else proper
    home = bool(key) and number == hit.passage.part.number  # a pointer at its own clause is mended by hand
    return Finding(
        hit.at,
        f"`{hit.words}` where `{proper}` is enough",
        f"`{hit.words}`应为`{proper}`",
        f"write `{better}`",
        f"改为`{better}`",
        fix=() if home else hit.passage.prose.replace(hit.start, hit.end, better),
    )


def _beside_pointers(draft: Draft) -> Iterator[Finding]:
    """Yield the words that stand before or behind a pointer which prints what it needs by itself."""
    for call in draft.calls:
        pointer, passage = call.pointer, call.passage
        if not isinstance(pointer, CrossReference) or pointer.children or not pointer.text or not pointer.target:
            continue
        start, end = extent(passage, pointer)
        before = _WORD_BEFORE.search(passage.text[max(start - 16, 0) : start])
        after = _WORD_AFTER.match(passage.text, end) if pointer.target in _CLAUSES else None
        from_ = max(start - 16, 0) + before.start() if before else end
        if before and before[0].startswith("Sub") and from_ == 0:
            continue
        if (before and _may_be_dropped(before[0].strip(), pointer)) or (after and not before):
            to = start if before else end + (len(after[0]) if after else 0)
            words = passage.text[from_:to].strip()
            edits = passage.prose.replace(from_, to, "")
            if before and after:
                edits = (*edits, *passage.prose.replace(end, end + len(after[0]), ""))
            yield Finding(
                passage.prose.source(from_, to),
                f"`{words}` beside a pointer that prints `{pointer.text}`",
                f"键已印出`{pointer.text}`，其旁不写`{words}`",
                "leave the word out",
                "删去该词",
                fix=edits,
            )


def _may_be_dropped(word: str, pointer: CrossReference) -> bool:
    """Tell whether a word before a pointer says again what it prints, or what nothing says before a number."""
    kind = pointer.target
    if word in {"表", "图"} or word.lower() in {"table", "figure"}:
        return kind in {"table", "figure"}
    if word == "公式" or word.lower() == "formula":
        return kind == "formula"
    if word == "附录" or word.lower() in {"annex", "appendix"}:
        return kind == "annex"
    return kind in _CLAUSES


_SHORT = regex(
    r"\b(?:(?P<figure>[Ff]igs?\.)|(?P<table>[Tt]abs?\.)|(?P<clause>[Ss]ect?s?\.|[Cc]l\.)|(?P<formula>[Ee]qs?\.|[Ee]quation))"
    r"[ \u00a0]?(?P<open>[(])?(?P<number>(?:[A-Z]\.)?[0-9]{1,2}(?:\.[0-9]{1,3}){0,4})(?![0-9.]*[0-9A-Za-z])(?(open)[)])"
)
_SHORT_WORDS = ("fig.", "figs.", "tab.", "tabs.", "sec.", "secs.", "sect.", "sects.", "cl.", "eq.", "eqs.", "equation")
_FULL = {"figure": "Figure", "table": "Table", "clause": "Clause", "formula": "Formula"}


@rule(
    zh="提及图、表、公式用规定的全称，不缩写。",
    source="ISO/IEC Directives, Part 2, 20.5, 27.2, 28.4 and 29.4",
    bad="# Shape {#shape}\n\nA vent is round as in Fig. 3.\n",
    good="# Shape {#shape}\n\nA vent is round as in ISO 1, Fig. 3.\n",
    severity=Severity.WARNING,
)
def shortened_pointer(draft: Draft) -> Iterator[Finding]:
    """A figure, table, clause or formula is named in full: no `Fig. 3`, no `Equation (2)`."""
    for hit in draft.find_near(_SHORT, *_SHORT_WORDS):
        if hit.passage.role is not Role.SENTENCE or outside(hit):
            continue
        name, number = next(kind for kind in _FULL if hit.match[kind]), hit.match["number"]
        kind = "chapter" if name == "clause" and "." not in number else name
        key = draft.once(numbers).key(kind, number)
        shown = (
            f"Formula ({number})" if name == "formula" else number if kind == "clause" else f"{_FULL[name]} {number}"
        )
        better = f"[@{key}]" if key else shown
        linked = any(isinstance(node, Link) for node in hit.passage.nodes)
        yield Finding(
            hit.at,
            f"`{hit.words}` for `{shown}`",
            f"`{hit.words}`应为`{shown}`",
            f"write `{better}`",
            f"改为`{better}`",
            fix=() if linked else hit.passage.prose.replace(hit.start, hit.end, better),
            unsafe=not key,
        )
