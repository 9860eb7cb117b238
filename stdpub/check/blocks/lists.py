"""Rules on lists: their lead-ins, depth and number of items."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stdpub.check.draft import Draft, first_character
from stdpub.check.prose import Prose, prose
from stdpub.check.rule import GB, ISO, Finding, rule
from stdpub.model.content import Block, List, Paragraph
from stdpub.model.inlines import plain
from stdpub.model.source import NOWHERE, Severity
from stdpub.model.standard import Clause, ClauseKind, Part
from stdpub.model.walking import children

_CLOSED = frozenset(
    {
        ClauseKind.NORMATIVE_REFERENCES,
        ClauseKind.BIBLIOGRAPHY,
        ClauseKind.INDEX,
        ClauseKind.SYMBOLS,
    }
)
_LISTED = frozenset(
    {
        *("references", "informative references", "bibliography", "literature", "glossary", "index"),
        *("参考文献", "参考资料", "参考书目", "词汇表", "术语表", "目次", "目录"),
    }
)
_CONTENTS = ("table of contents", "contents")
"""Titles, lower-case, under which a list stands by nature, whatever the clause is taken for."""

_LEVELS_GB = 2
_LEVELS_ISO = 4


@dataclass(frozen=True, slots=True)
class Placed:
    """A list with what stands before it in its container, the container's depth of lists, and its clause."""

    block: List
    before: Block | None
    level: int
    part: Part
    free: bool
    """Whether it stands in the clause itself, or in another list, and not in a note, a table or a figure."""


def lists(draft: Draft) -> tuple[Placed, ...]:
    """Return the lists that the author wrote, parents first, but those of elements that are lists by nature."""
    return draft.once(_lists)


def _lists(draft: Draft) -> tuple[Placed, ...]:
    by_nature = draft.once(_by_nature)
    return tuple(
        placed
        for part, element in draft.parts
        if element not in _CLOSED and isinstance(part, Clause) and part.id not in by_nature
        for placed in _in(part.blocks, part, 1, free=True)
    )


def _by_nature(draft: Draft) -> frozenset[str]:
    """Return the clauses, and what is below them, that are lists of references, of words or of contents."""
    found: set[str] = set()
    for clause in draft.clauses:
        title = plain(clause.title).strip().lower()
        if clause.id in found or title in _LISTED or title.endswith(_CONTENTS):
            found.update((clause.id, *(part.id for part in clause.clauses)))
    return frozenset(found)


def _in(blocks: tuple[Block, ...], part: Part, level: int, *, free: bool) -> Iterator[Placed]:
    # A stack, not a generator in a generator: each of those would pass on what the innermost found.
    stack = [(iter(_with_before(blocks)), level, free)]
    while stack:
        left, level, free = stack[-1]
        found = next(left, None)
        if found is None:
            stack.pop()
            continue
        before, block = found
        if isinstance(block, List) and block.span != NOWHERE:
            yield Placed(block, before, level, part, free)
            stack.extend((_with_before(item.blocks), level + 1, free) for item in reversed(block.items))
        else:
            inner = [below for below, _ in children(block) if not all(isinstance(one, Paragraph) for one in below)]
            stack.extend((_with_before(below), level, False) for below in reversed(inner))


def _with_before(blocks: tuple[Block, ...]) -> Iterator[tuple[Block | None, Block]]:
    return zip((None, *blocks), blocks, strict=False)


@rule(
    zh="列项最多两个层次：更深的层次改用条。",
    source="GB/T 1.1-2020, 7.5",
    bad="# 通气 {#vents}\n\n通气装置由下列部分组成：\n\n- 阀体，包括：\n    - 阀盖；\n    - 阀座，包括：\n        - 密封圈；\n        - 弹簧；\n- 法兰。\n",
    good="# 通气 {#vents}\n\n通气装置由下列部分组成：\n\n- 阀体，包括：\n    - 阀盖；\n    - 阀座；\n- 法兰。\n",
    rulebooks=GB,
    candidates=("gb-list-depth",),
)
def list_too_deep(draft: Draft) -> Iterator[Finding]:
    """A list has two levels at most; what needs more is written as subclauses."""
    yield from _deeper(draft, _LEVELS_GB)


@rule(
    zh="列项最多四个层次：更深的层次读者无法分辨。",
    source="ISO house style",
    bad="# Vents {#vents}\n\nA vent has:\n\n- a body with:\n    - a lid with:\n        - a seat with:\n            - a ring with:\n                - a lip;\n"
    "                - a groove;\n            - a screw;\n        - a spring;\n    - a pipe;\n- a flange.\n",
    good="# Vents {#vents}\n\nA vent has:\n\n- a body with:\n    - a lid;\n    - a pipe;\n- a flange.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("list-too-deep",),
)
def list_over_four_levels(draft: Draft) -> Iterator[Finding]:
    """A list has four levels at most; a reader cannot tell more apart."""
    yield from _deeper(draft, _LEVELS_ISO)


def _deeper(draft: Draft, levels: int) -> Iterator[Finding]:
    for one in lists(draft):
        if one.level == levels + 1:
            yield Finding(
                first_character(one.block.span),
                f"a list of level {one.level}, and {levels} are allowed",
                f"列项为第{one.level}层次，最多允许{levels}个层次",
                "make subclauses of the upper items, or join items",
                "将上层改为条，或合并列项",
            )


@rule(
    zh="列项由引语引出，引语说明各项共同的内容。",
    source="GB/T 1.1-2020, 7.5; ISO/IEC Directives, Part 2, 23.4",
    bad="# Vents {#vents}\n\n- Round vents.\n- Flat vents.\n",
    good="# Vents {#vents}\n\nThere are two kinds of vent:\n\n- round vents;\n- flat vents.\n",
    severity=Severity.WARNING,
    candidates=("gb-list-lead", "list-without-introduction"),
)
def list_without_lead_in(draft: Draft) -> Iterator[Finding]:
    """A sentence leads into a list: it says what the items have in common."""
    # A list right behind another one was meant to go on with it, as where the items are not indented enough.
    for one in lists(draft):
        if one.level > 1 or not one.free:
            continue
        if isinstance(one.before, List) or (one.before is None and _leads(one.part)):
            continue
        if not isinstance(one.before, Paragraph):
            yield Finding(
                first_character(one.block.span),
                "a list that nothing leads into",
                "列项没有引语",
                "put a sentence before it that ends in a colon",
                "在列项之前写引语，以冒号结束",
            )
        elif draft.chinese and not one.before.generated and end_of(one.before) not in {"：", "。", ":"}:
            yield Finding(
                one.before.sentences[-1].span,
                "the lead-in of a list ends neither in a colon nor in a full stop",
                "列项的引语末尾既无冒号也无句号",
                "end it in `：`",
                "末尾用“：”",
            )


def _leads(part: Part) -> bool:
    """Tell whether a title is a lead-in that was made a title: its colon is found by another rule."""
    return isinstance(part, Clause) and plain(part.title).rstrip().endswith((":", "："))


def words_of(block: Block) -> Prose | None:
    """Return the words of a paragraph."""
    if not isinstance(block, Paragraph) or not block.sentences:
        return None
    return prose(tuple(node for sentence in block.sentences for node in sentence.children))


def end_of(block: Block) -> str:
    """Return the last character of a paragraph."""
    words = words_of(block)
    return words.text.rstrip()[-1:] if words else ""


@rule(
    zh="只有一项时不成列项，直接写在句中。",
    source="GB/T 1.1-2020, 7.5",
    bad="# 通气 {#vents}\n\n通气装置包括：\n\n- 阀体。\n",
    good="# 通气 {#vents}\n\n通气装置包括阀体。\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-list-single",),
)
def lone_list_item(draft: Draft) -> Iterator[Finding]:
    """One item is no list: it is written in the sentence."""
    for one in lists(draft):
        if len(one.block.items) == 1:
            yield Finding(
                first_character(one.block.span),
                "a list of one item",
                "列项只有一项",
                "write it in the sentence",
                "直接写在句中",
            )
