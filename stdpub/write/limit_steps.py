"""A provision before and after in; the values of its limits that changed, as the rulebooks word them, out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from stdpub.compare.naming.limits import Stated, different, limits_of
from stdpub.compare.passages import Passage
from stdpub.model.content import Block, CompoundProvision, ListItem, Paragraph, Sentence
from stdpub.model.flat import flat
from stdpub.model.provisions import Kind
from stdpub.model.quantities import NO_RUN, Comparator, Run
from stdpub.write.change_phrases import listed
from stdpub.write.printed import chinese

_MOST = 3
"""Values of one provision that are told in one item."""

_LONGEST = 40
"""Characters of a value that is told."""

_CHINESE = {
    Comparator.AT_MOST: "不大于{}",
    Comparator.AT_LEAST: "不小于{}",
    Comparator.BELOW: "小于{}",
    Comparator.ABOVE: "大于{}",
}
_ENGLISH = {
    Comparator.AT_MOST: "not more than {}",
    Comparator.AT_LEAST: "not less than {}",
    Comparator.BELOW: "less than {}",
    Comparator.ABOVE: "more than {}",
}


def limit_step(before: object, after: object, language: str) -> tuple[str, str] | None:
    """Return the old and the new values of the limits that differ; None where one of them came, went or is too long.

    A value stands alone where both bound in the same way, `5 %`, else with how it bounds, `not more than 5 %`.
    """
    old, new = (limits_of(_passages(node), language) for node in (before, after))
    gone, come = different(old, new)
    if not gone or len(gone) != len(come) or len(gone) > _MOST:
        return None
    texts = tuple("".join(one.text for one in _passages(node)) for node in (before, after))
    alike = [one.reading.comparator for one in gone] == [one.reading.comparator for one in come]
    sides = [
        [_worded(one, text, language, alone=alike) for one in limits]
        for limits, text in zip((gone, come), texts, strict=True)
    ]
    if not all(value and len(value) <= _LONGEST for side in sides for value in side):
        return None
    one, other = ("、".join(side) if chinese(language) else listed(side) for side in sides)
    return (one, other) if one != other else None


def _passages(node: object) -> tuple[Passage, ...]:
    """Return the sentences of a provision as one passage: limits are counted by their places in it."""
    children = tuple(child for sentence in _sentences(node) for child in sentence.children)
    text = flat(children)
    return (Passage(Kind.STATEMENT, text, text, "", children),) if children else ()


def _sentences(node: object) -> Iterator[Sentence]:
    if isinstance(node, Sentence):
        yield node
    elif isinstance(node, (ListItem, CompoundProvision)):
        yield from _of_paragraphs(node.blocks)


def _of_paragraphs(blocks: Iterable[Block]) -> Iterator[Sentence]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from block.sentences


def _worded(one: Stated, text: str, language: str, *, alone: bool) -> str:
    """Return a value as it is printed, from its first number to its last unit; behind how it bounds where that is told."""
    runs = one.reading.runs
    parts = sorted(run for run in (runs.value, runs.value2, runs.unit, runs.unit2) if run != NO_RUN)
    if not parts:
        return ""
    if one.reading.comparator is Comparator.BETWEEN and runs.value2 != NO_RUN:
        return _range(one, text, parts, chinese(language))
    printed = text[one.start + parts[0].start : one.start + max(run.end for run in parts)].strip()
    patterns = _CHINESE if chinese(language) else _ENGLISH
    return printed if alone else patterns.get(one.reading.comparator, "{}").format(printed)


def _range(one: Stated, text: str, parts: list[Run], han: bool) -> str:  # noqa: FBT001 - which of two wordings
    """Return a range as the rulebook writes it, `18 °C to 27 °C`, whatever words stood between its numbers."""
    second = max(one.reading.runs.value.start, one.reading.runs.value2.start)
    halves = ([run for run in parts if run.start < second], [run for run in parts if run.start >= second])
    low, high = (text[one.start + half[0].start : one.start + half[-1].end].strip() if half else "" for half in halves)
    return f"{low}{'～' if han else ' to '}{high}" if low and high else ""
