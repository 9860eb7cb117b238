"""Rules on the elements of a document: which must be there, in which order, under which title."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping

from stdpub.check.draft import Draft, first_character
from stdpub.check.rule import Finding, rule
from stdpub.check.whole import whole
from stdpub.model.header import RulebookName
from stdpub.model.inlines import Text, plain
from stdpub.model.patterns import regex
from stdpub.model.rulebooks import KNOWN_TITLES
from stdpub.model.source import NOWHERE, Replace, Severity, Span, Words, text_span
from stdpub.model.standard import Clause, ClauseKind

_ORDER = tuple(ClauseKind)
"""The kinds of element stand in the enumeration as they stand in a document."""

_REQUIRED = (ClauseKind.FOREWORD, ClauseKind.SCOPE, ClauseKind.NORMATIVE_REFERENCES, ClauseKind.TERMS)
_ONCE = frozenset(_ORDER) - {ClauseKind.CLAUSE, ClauseKind.ANNEX, ClauseKind.TERMS, ClauseKind.SYMBOLS}
_OTHER_TITLES: Mapping[str, ClauseKind] = {
    **dict.fromkeys(("适用范围", "主题内容与适用范围", "主题内容和适用范围", "范围和适用性"), ClauseKind.SCOPE),
    **dict.fromkeys(
        ("引用标准", "规范性引用标准", "引用文件", "规范引用文件", "规范性引用", "引用标准和文件", "规范性引用文献"),
        ClauseKind.NORMATIVE_REFERENCES,
    ),
    **dict.fromkeys(
        ("术语", "定义", "术语与定义", "术语及定义", "术语、定义", "名词术语", "名词和术语"), ClauseKind.TERMS
    ),
    **dict.fromkeys(("参考资料", "参考书目"), ClauseKind.BIBLIOGRAPHY),
    **dict.fromkeys(
        ("scope and field of application", "scope of application", "field of application"), ClauseKind.SCOPE
    ),
    **dict.fromkeys(
        ("normative reference", "normative documents", "referenced documents", "reference documents"),
        ClauseKind.NORMATIVE_REFERENCES,
    ),
    **dict.fromkeys(
        (
            "terms",
            "definitions",
            "terms and definition",
            "definitions and terms",
            "definitions and abbreviations",
            "glossary",
        ),
        ClauseKind.TERMS,
    ),
    **dict.fromkeys(("references", "informative references", "literature"), ClauseKind.BIBLIOGRAPHY),
    "preface": ClauseKind.FOREWORD,
}
"""What drafters write in place of the prescribed titles, lower-case."""

_BEFORE_TEXT = {ClauseKind.FOREWORD, ClauseKind.INTRODUCTION, ClauseKind.SCOPE, ClauseKind.TERMS}
_SPACE = regex(r"\s+")


def title_span(clause: Clause) -> Span:
    """Return where a clause's title stands, the clause's first character where it has none."""
    if not clause.title or clause.title[0].span == NOWHERE:
        return first_character(clause.span)
    return text_span(clause.title[0].span, clause.title[-1].span)


def title_of(clause: Clause) -> str:
    """Return the plain title of a clause."""
    return plain(clause.title).strip()


def _meant(clause: Clause, before: set[ClauseKind]) -> ClauseKind:
    """Return the element that a clause of the first level is meant to be, whatever its title.

    `References` are the normative ones where they stand before the text, else the bibliography.
    """
    title = title_of(clause).lower()
    if title == "references" and before <= _BEFORE_TEXT:
        return ClauseKind.NORMATIVE_REFERENCES
    closed = _SPACE.sub("", title)
    return _OTHER_TITLES.get(title) or KNOWN_TITLES.get(title) or KNOWN_TITLES.get(closed) or clause.kind


def meant_elements(draft: Draft) -> Iterator[tuple[Clause, ClauseKind]]:
    """Yield the headed clauses of the first level with the element that each is meant to be."""
    present = {clause.kind for clause in draft.standard.clauses}
    before: set[ClauseKind] = set()
    for clause in draft.standard.clauses:
        if clause.depth == 1:
            meant = _meant(clause, before) if clause.kind is ClauseKind.CLAUSE else clause.kind
            kind = clause.kind if meant in present else meant
            before.add(kind)
            yield clause, kind


def _name(draft: Draft, kind: ClauseKind) -> str:
    return dict(draft.wording.titles).get(kind, kind.value)


@rule(
    zh="前言、范围、规范性引用文件、术语和定义是必备要素：没有内容时也应有标题，由固定用语说明。",
    source="GB/T 1.1-2020, 6.2.2; ISO/IEC Directives, Part 2, clauses 12, 14, 15 and 16",
    bad=whole("en").replace("# Normative references {#refs}\n\n", ""),
    good="# Vents {#vents}\n\nVents are round.\n",
    candidates=("gb-element-missing", "scope-missing", "normative-references-missing"),
)
def missing_element(draft: Draft) -> Iterator[Finding]:
    """Foreword, scope, normative references and terms always stand: an empty one says by a fixed sentence that it is."""
    found = list(meant_elements(draft))
    present = {kind for _, kind in found}
    for kind in _REQUIRED:
        if kind not in present:
            after = next((clause for clause, other in found if _ORDER.index(other) > _ORDER.index(kind)), None)
            at = draft.header.span("identifier") or NOWHERE if after is None else first_character(after.span)
            title = _name(draft, kind)
            yield Finding(
                at,
                f"the element `{title}` is missing",
                f"缺少要素`{title}`",
                *_how_to_write(draft, kind, title),
            )


def _how_to_write(draft: Draft, kind: ClauseKind, title: str) -> Words:
    """Return the help on an element that is missing: what an author writes there, and what is generated."""
    if kind is ClauseKind.SCOPE:
        opening = "本文件规定了" if draft.chinese else "This document specifies"
        return Words(
            f"write `# {title}` here, and below it what the document specifies: `{opening} …`",
            f"在此处写`# {title}`，并在其下写明文件规定的内容：`{opening}……`",
        )
    if kind is ClauseKind.FOREWORD:
        if draft.rulebook is RulebookName.GB_T_1_1:
            return Words(
                f"write `# {title}` here: what every foreword says is generated from the front matter",
                f"在此处写`# {title}`，前言中固定的内容由文前数据自动生成",
            )
        return Words(
            f"write `# {title}` here, and below it who prepared the document and what it replaces",
            f"在此处写`# {title}`，并在其下写明文件由谁起草、代替什么文件",
        )
    return Words(
        f"write `# {title}` here: its lead-in is generated, and the sentence that says there is none where it is left empty",
        f"在此处写`# {title}`，引导语自动生成；没有内容时的固定用语也自动生成",
    )


@rule(
    zh="要素按规定的顺序排列：范围为第1章，规范性引用文件为第2章，术语和定义为第3章；附录之后是参考文献，索引在最后。",
    source="GB/T 1.1-2020, 6.2.2 and 8.5 to 8.14; ISO/IEC Directives, Part 2, 6.4, 14.4 and 21.5",
    bad="# Vents {#vents}\n\nVents are round, see [@rig].\n\n# Bibliography {#bibliography}\n\n- ISO 1:2022, *Temperature* {#iso1}\n\n"
    "# Rig {#rig .annex .informative}\n\nA rig is shown. It is that of [@iso1].\n",
    good="# Vents {#vents}\n\nVents are round, see [@rig].\n\n# Rig {#rig .annex .informative}\n\nA rig is shown. It is that of [@iso1].\n\n"
    "# Bibliography {#bibliography}\n\n- ISO 1:2022, *Temperature* {#iso1}\n",
    candidates=("gb-element-order", "gb-scope-chapter", "gb-index-last", "element-order", "scope-not-clause-one"),
)
def element_out_of_order(draft: Draft) -> Iterator[Finding]:
    """The elements stand in one order in every document, so that a reader knows where to look: scope first, index last."""
    seen: set[ClauseKind] = set()
    found: list[tuple[Clause, ClauseKind]] = []
    for clause, kind in meant_elements(draft):
        # What has no number is none of the clauses: the title of a cover, a licence, a table of contents.
        unnumbered = kind is ClauseKind.CLAUSE and not clause.label
        if not unnumbered and (kind not in _ONCE or kind not in seen):
            found.append((clause, kind))
        seen.add(kind)
    ranks = [_ORDER.index(kind) for _, kind in found]
    kept = _longest_run(ranks)
    for at, (clause, _) in enumerate(found):
        if at not in kept:
            after = [other for other in sorted(kept) if other < at and ranks[other] > ranks[at]]
            before = [other for other in sorted(kept) if other > at and ranks[other] < ranks[at]]
            other = found[after[0] if after else before[-1]][0]
            where = ("before", "之前") if after else ("after", "之后")
            name, place = _shown(clause), _shown(other)
            yield Finding(
                title_span(clause),
                f"`{name}` stands {'after' if after else 'before'} `{place}`",
                f"`{name}`位于`{place}`{'之后' if after else '之前'}",
                f"move it to stand {where[0]} `{place}`",
                f"移到`{place}`{where[1]}",
                related=(title_span(other),),
            )


def _shown(clause: Clause) -> str:
    """Return what a message calls a clause: its title, else its number, else how a clause without a title is written."""
    return title_of(clause) or clause.label or "§"


def _longest_run(ranks: list[int]) -> frozenset[int]:
    """Return the places of a longest run of ranks that never falls."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, rank in enumerate(ranks):
        slot = bisect_right(tails, rank)
        before.append(ends[slot - 1] if slot else -1)
        tails[slot : slot + 1] = [rank]
        ends[slot : slot + 1] = [at]
    kept: list[int] = []
    at = ends[-1] if ends else -1
    while at >= 0:
        kept.append(at)
        at = before[at]
    return frozenset(kept)


@rule(
    zh="每一要素只出现一次：读者只在一处寻找范围或规范性引用文件。",
    source="GB/T 1.1-2020, 6.2.2; ISO/IEC Directives, Part 2, 6.4 and 14.5",
    bad="# Vents {#vents}\n\nVents are round.\n\n# Bibliography\n\n- Vents of old vessels\n\n# Bibliography\n\n- Vents of new vessels\n",
    good="# Vents {#vents}\n\nVents are round.\n\n# Bibliography\n\n- Vents of old vessels\n- Vents of new vessels\n",
)
def repeated_element(draft: Draft) -> Iterator[Finding]:
    """An element stands once: a reader looks for the scope or the normative references in one place only."""
    first: dict[ClauseKind, Clause] = {}
    for clause in draft.standard.clauses:
        if clause.kind in first:
            yield Finding(
                title_span(clause),
                f"`{title_of(clause)}` stands a second time",
                f"`{title_of(clause)}`重复出现",
                "put the two together",
                "合并为一处",
                related=(title_span(first[clause.kind]),),
            )
        elif clause.kind in _ONCE and clause.depth == 1:
            first[clause.kind] = clause


@rule(
    zh="要素的标题是固定的：读者和工具凭标题识别要素。",
    source="GB/T 1.1-2020, 8.5 to 8.7; ISO/IEC Directives, Part 2, 14.4, 15.4 and 16.5",
    bad=whole("zh").replace("# 术语和定义", "# 术语与定义"),
    good="# 术语和定义 {#terms}\n",
    severity=Severity.WARNING,
    candidates=("gb-element-title",),
)
def misnamed_element(draft: Draft) -> Iterator[Finding]:
    """The titles of the elements are prescribed: readers and tools know an element by its title."""
    present = {clause.kind for clause in draft.standard.clauses if title_of(clause).lower() not in _OTHER_TITLES}
    titled = dict(draft.wording.titles)
    for clause, kind in meant_elements(draft):
        title = title_of(clause)
        if title.lower() in _OTHER_TITLES and kind in titled and kind not in present:
            proper = _name(draft, kind)
            only = clause.title[0]
            fix = (Replace(only.span, proper),) if len(clause.title) == 1 and isinstance(only, Text) else ()
            yield Finding(
                title_span(clause),
                f"`{title}` in place of the prescribed title `{proper}`",
                f"标题`{title}`应为`{proper}`",
                f"write `{proper}`",
                f"改为`{proper}`",
                fix=fix,
            )


@rule(
    zh="“前言”“范围”等标题中不加空格：字间的空由排版产生。",
    source="GB/T 1.1-2020, clause 10",
    bad="# 通气 {#vents}\n\n通气装置为圆形。\n\n# 参　考　文　献 {#books}\n\n- 旧储罐的通气装置\n",
    good="# 通气 {#vents}\n\n通气装置为圆形。\n\n# 参考文献 {#books}\n\n- 旧储罐的通气装置\n",
    severity=Severity.WARNING,
    candidates=("gb-heading-space",),
)
def spaced_title(draft: Draft) -> Iterator[Finding]:
    """The title of an element holds no spaces in Chinese: the gap between its characters is made by the layout."""
    for clause in draft.standard.clauses if draft.chinese else ():
        title = title_of(clause)
        closed = _SPACE.sub("", title)
        if closed != title and (closed in KNOWN_TITLES or closed in {"目次", "目录"}):
            only = clause.title[0]
            fix = (Replace(only.span, closed),) if len(clause.title) == 1 and isinstance(only, Text) else ()
            yield Finding(
                title_span(clause),
                f"spaces inside the title `{closed}`",
                f"标题`{closed}`中有空格",
                "take the spaces away",
                "删去空格",
                fix=fix,
            )
