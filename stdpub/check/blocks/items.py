"""Rules on the items of lists: what they end in, which letters they bear, and how the text points at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from stdpub.check.blocks.lists import end_of, lists, words_of
from stdpub.check.draft import Draft, first_character
from stdpub.check.prose import Prose
from stdpub.check.rule import ISO, Finding, rule
from stdpub.model.content import Block, List, ListItem, Paragraph
from stdpub.model.inlines import OBJECT, CrossReference
from stdpub.model.patterns import regex
from stdpub.model.source import Replace, Severity
from stdpub.model.standard import Clause

_FEW = 3
"""Items of a list that end wrong and are told one by one; more of them are one habit, told once."""

_HAN = regex("[\u4e00-\u9fff]")
_NARROW = regex(r"(?<=[\w\u2103%°)])(?<![\u4e00-\u9fff])[;.]\Z")
"""A mark of half width behind what is no Chinese character; behind one another rule sees it."""

_OPEN_END = regex(rf"[:：]\Z|\A[{OBJECT}\W]*\Z")
"""The end of an item that leads into what follows the list, and an item that is nothing but code or a formula."""

_JOINING = (" and/or", " and", " or", "和", "或", "以及")


def _leaves(block: List) -> Iterator[tuple[ListItem, Prose] | None]:
    """Yield the items that end something, those of inner lists in their place; None where an item is more than a sentence."""
    for item in block.items:
        first, *rest = item.blocks or (None,)
        words = words_of(first) if first is not None else None
        simple = isinstance(first, Paragraph) and len(first.sentences) == 1
        if words is None or not simple or len(rest) > 1 or any(not isinstance(one, List) for one in rest):
            yield None
        elif rest and isinstance(rest[0], List):
            yield from _leaves(rest[0])
        else:
            yield item, words


def _own(block: List) -> Iterator[List]:
    """Yield a list and the lists inside it."""
    yield block
    for item in block.items:
        for inner in item.blocks:
            if isinstance(inner, List):
                yield from _own(inner)


def _mark(words: Prose) -> str:
    """Return what an item ends in: `;`, `,`, `.`, or nothing; a joining `and` does not count."""
    text = words.text.rstrip()
    for joint in _JOINING:
        text = text.removesuffix(joint).rstrip()
    return {
        "；": ";",
        ";": ";",
        "，": ",",
        ",": ",",
        "。": ".",
        ".": ".",
        "！": ".",
        "？": ".",
        "!": ".",
        "?": ".",
    }.get(text[-1:], "")


@rule(
    zh="引语以冒号结束时，各项末尾用分号或逗号，末项用句号；引语以句号结束时，各项末尾均用句号。",
    source="GB/T 1.1-2020, 7.5; ISO house style",
    bad="# 通气 {#vents}\n\n通气装置由下列部分组成：\n\n- 阀体。\n- 阀盖；\n- 法兰。\n",
    good="# 通气 {#vents}\n\n通气装置由下列部分组成：\n\n- 阀体；\n- 阀盖；\n- 法兰。\n",
    severity=Severity.WARNING,
    candidates=("gb-list-end", "list-punctuation"),
)
def list_punctuation(draft: Draft) -> Iterator[Finding]:
    """Items end as their lead-in wants: in semicolons and a last full stop where it opens a sentence, else all in full stops."""
    for one in lists(draft):
        if one.level > 1 or not one.free or not isinstance(one.before, Paragraph):
            continue
        leaves = list(_leaves(one.block))
        items = [leaf for leaf in leaves if leaf is not None]
        if len(items) < len(leaves) or len(items) < 2:
            continue
        marks = [_mark(words) for _, words in items]
        if not draft.chinese:
            wanted = _nested(one.block, items, marks)
        elif any(_HAN.search(words.text) for _, words in items):
            wanted = _chinese(end_of(one.before), marks)
        else:
            continue
        narrow = {at for at, (_, words) in enumerate(items) if draft.chinese and _NARROW.search(words.text.rstrip())}
        bare = {at for at, (_, words) in enumerate(items) if _OPEN_END.search(words.masked.rstrip())}
        wrong = [
            at for at, mark in enumerate(wanted) if mark and at not in bare and (marks[at] != mark or at in narrow)
        ]
        together = len(wrong) > _FEW
        for at in wrong[:1] if together else wrong:
            fix = [
                _edit(items[one][1], marks[one], _shown(draft, wanted[one])) for one in (wrong if together else [at])
            ]
            yield _ending(draft, items[at][1], _shown(draft, wanted[at]), fix)


def _chinese(lead: str, marks: list[str]) -> list[str]:
    """Return what each item of a Chinese list has to end in; nothing where the lead-in leaves it open."""
    if lead in {"：", ":"}:
        usual = "," if 2 * marks[:-1].count(",") > len(marks) - 1 else ";"
        return [*(usual for _ in marks[:-1]), "."]
    return ["."] * len(marks) if lead == "。" else [""] * len(marks)


def _nested(block: List, items: list[tuple[ListItem, Prose]], marks: list[str]) -> list[str]:
    """Return what each item of an English list has to end in: those of an inner list agree among themselves."""
    place = {id(item): at for at, (item, _) in enumerate(items)}
    wanted = [""] * len(marks)
    for one in _own(block):
        mine = [place[id(item)] for item in one.items if id(item) in place]
        closes = bool(mine) and mine[-1] == len(marks) - 1
        # The last item of an inner list ends that list, or only a part of the outer one: both are seen.
        judged = mine if closes or one is block else mine[:-1]
        for at, mark in zip(judged, _english([marks[at] for at in judged], closes=closes), strict=True):
            wanted[at] = mark
    return wanted


def _english(marks: list[str], *, closes: bool) -> list[str]:
    """Return what items of one level have to end in for all to agree, the last one where it closes; bare ones may stay bare."""
    inner = marks[:-1] if closes else marks
    if not inner:
        return [""] * len(marks)
    usual, count = Counter(inner).most_common(1)[0]
    if not usual:
        if count == len(inner):
            return [""] * len(marks)
        usual = "." if "." in inner else ";"
    return [usual for _ in inner] + ["."] * closes


def _shown(draft: Draft, mark: str) -> str:
    return {";": "；", ",": "，", ".": "。"}[mark] if draft.chinese else mark


def _edit(words: Prose, mark: str, wanted: str) -> tuple[Replace, ...]:
    """Return the edit that lets an item end in a mark; none where its end is no plain text."""
    length = len(words.text.rstrip())
    if words.text.rstrip().endswith(_JOINING):
        return ()
    if mark:
        return words.replace(length - 1, length, wanted)
    return words.replace(length - 1, length, words.text[length - 1] + wanted)


def _ending(draft: Draft, words: Prose, mark: str, fix: list[tuple[Replace, ...]]) -> Finding:
    length = len(words.text.rstrip())
    return Finding(
        words.source(length - 1, length),
        f"an item that does not end in `{mark}` as the list wants",
        f"列项末尾应为`{mark}`",
        f"end it in `{mark}`",
        f"末尾改用`{mark}`",
        fix=tuple(edit for edits in fix for edit in edits) if all(fix) else (),
        unsafe=not draft.chinese,
    )


def _lettered(block: Block) -> bool:
    return isinstance(block, List) and any(item.label[:1].isalnum() for item in block.items)


def _doubled(draft: Draft) -> Iterator[tuple[Clause, list[List]]]:
    """Yield the clauses in which several lists are marked a), b), so that each letter stands there twice."""
    for clause in draft.clauses:
        found = [block for block in clause.blocks if isinstance(block, List) and _lettered(block)]
        if len(found) > 1 and clause.number:
            yield clause, found


def _pointed(draft: Draft) -> frozenset[str]:
    """Return the ids of the list items that pointers name."""
    pointers = (call.pointer for call in draft.calls)
    return frozenset(one.target_id for one in pointers if isinstance(one, CrossReference) and one.target == "item")


@rule(
    zh="指明列项中某一项时，该处只能有一个用字母编号的列项，否则`5.2 b)`有两处。",
    source="GB/T 1.1-2020, 9.5.3; ISO/IEC Directives, Part 2, 23.4",
    bad="# Vents {#vents}\n\nA vent has:\n\n1. a lid; {#lid}\n2. a seat.\n\nA flange has:\n\n1. bolts;\n2. a ring.\n\nThe part in [@lid] is round.\n",
    good="# Vents {#vents}\n\nA vent has:\n\n1. a lid; {#lid}\n2. a seat.\n\nThe part in [@lid] is round.\n",
)
def ambiguous_item_pointer(draft: Draft) -> Iterator[Finding]:
    """A pointer to an item names one thing: two lists with letters in one clause make two of each letter."""
    doubled = {item.id: clause for clause, found in _doubled(draft) for one in found for item in one.items}
    for call in draft.calls if doubled else ():
        pointer = call.pointer
        if isinstance(pointer, CrossReference) and pointer.target == "item" and pointer.target_id in doubled:
            yield Finding(
                pointer.span,
                f"`{pointer.text}` can be read two ways: the clause has two lists with letters",
                f"`{pointer.text}`有两种理解：该条有两个字母编号的列项",
                "put each of the lists into a subclause of its own",
                "将两个列项分在不同的条中",
            )


@rule(
    zh="一条中只有一个用字母编号的列项，每个字母才只出现一次。",
    source="ISO/IEC Directives, Part 2, 23.4",
    bad="# Vents {#vents}\n\nA vent has:\n\n1. a lid;\n2. a seat.\n\nA flange has:\n\n1. bolts;\n2. a ring.\n",
    good="# Vents {#vents}\n\nA vent has:\n\n1. a lid;\n2. a seat.\n\nA flange has:\n\n- bolts;\n- a ring.\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("two-numbered-lists",),
    yields_to=("list-start",),
)
def two_numbered_lists(draft: Draft) -> Iterator[Finding]:
    """A clause has one list with letters at most, so that each letter stands there once."""
    pointed = _pointed(draft)
    for clause, doubled in _doubled(draft):
        found = [one for one in doubled if draft.text_at(first_character(one.span)).isalnum()]
        if len(found) > 1 and not any(item.id in pointed for one in doubled for item in one.items):
            yield Finding(
                first_character(found[1].span),
                f"a second list with letters in {clause.label or 'one clause'}",
                f"{clause.label or '同一条'}中有第二个字母编号的列项",
                "put it into a subclause of its own, or use dashes",
                "单设一条，或改用破折号",
            )


@rule(
    zh="被提及的项应有字母编号：用破折号的项只能数着找。",
    source="GB/T 1.1-2020, 7.5 and 9.5.3; ISO/IEC Directives, Part 2, 23.4",
    bad="# Vents {#vents}\n\nA vent has:\n\n- a lid; {#lid}\n- a seat.\n\nThe part in [@lid] is round.\n",
    good="# Vents {#vents}\n\nA vent has:\n\n1. a lid; {#lid}\n2. a seat.\n\nThe part in [@lid] is round.\n",
    severity=Severity.INFO,
    candidates=("gb-list-order-mark",),
)
def pointer_to_unmarked_item(draft: Draft) -> Iterator[Finding]:
    """An item that the text points at bears a letter: one with a dash has to be found by counting."""
    pointed = _pointed(draft)
    bare = {
        item.id
        for block, _ in (draft.blocks if pointed else ())
        if isinstance(block, List)
        for item in block.items
        if item.id in pointed and not item.label[:1].isalnum()
    }
    for call in draft.calls if bare else ():
        if call.pointer.target_id in bare:
            yield Finding(
                call.pointer.span,
                f"`{call.pointer.text}` points at an item without a letter",
                f"`{call.pointer.text}`指向没有编号的列项",
                "write the list with `1.`, so that its items get letters",
                "列项改用`1.`书写，使各项有字母编号",
            )
