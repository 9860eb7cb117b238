"""A standard in; everything in it that has a key of its own out, with what it is and how a reader finds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from stdpub.model.content import (
    Block,
    CodeBlock,
    CompoundProvision,
    Example,
    Figure,
    Formula,
    List,
    ListItem,
    Note,
    Paragraph,
    References,
    Sentence,
    Table,
    WarningBlock,
)
from stdpub.model.inlines import Inline, plain
from stdpub.model.provisions import Kind
from stdpub.model.source import Span
from stdpub.model.standard import ClauseKind, Part, Standard
from stdpub.model.terms import TermEntry
from stdpub.model.walking import children

_KINDS = {
    CodeBlock: "code",
    CompoundProvision: "provision",
    Example: "example",
    Figure: "figure",
    Formula: "formula",
    Note: "note",
    Table: "table",
    WarningBlock: "warning",
}
_LONGEST = 60


class KeyedThing(NamedTuple):
    """A thing with a key: `number` and `title` are its own, else those of what it stands in; `at` is where it stands.

    `within` is the key of the clause or term entry that it stands in, empty where that has none.
    """

    key: str
    kind: str
    number: str
    title: str
    at: Span
    within: str = ""


TOP = "/"
"""Stands for what clauses of the first level stand in."""


class _Where(NamedTuple):
    number: str
    title: str
    within: str = ""


def keyed_things(standard: Standard) -> tuple[KeyedThing, ...]:
    """Return what has a key in a standard, in reading order, footnotes last."""
    found = [thing for clause in standard.clauses for thing in _part(clause)]
    for footnote in standard.footnotes:
        found.extend(_blocks(footnote.blocks, _Where("", "")))
    return tuple(found)


def _part(part: Part, within: str = TOP) -> Iterator[KeyedThing]:
    entry = isinstance(part, TermEntry)
    words = part.designations[0].words if isinstance(part, TermEntry) and part.designations else ()
    outside = _Where(part.number, _title(words if isinstance(part, TermEntry) else part.title), within)
    where = outside._replace(within=part.key)
    annex = not isinstance(part, TermEntry) and part.kind is ClauseKind.ANNEX
    yield from _thing(part.key, "term" if entry else "annex" if annex else "clause", outside, part.span)
    if isinstance(part, TermEntry):
        yield from _blocks((*part.definition, *part.examples, *part.notes), where)
    else:
        yield from _blocks(part.blocks, where)
        for below in part.clauses:
            yield from _part(below, part.key)


def _blocks(blocks: Iterable[Block], where: _Where) -> Iterator[KeyedThing]:
    for block in blocks:
        yield from _block(block, where)


def _block(block: Block, where: _Where) -> Iterator[KeyedThing]:
    match block:
        case Paragraph():
            yield from _thing(block.key, "paragraph", where, block.span)
            for sentence in block.sentences:
                yield from _thing(sentence.key, _kind(sentence), where, sentence.span)
        case List():
            for item in block.items:
                yield from _item(item, where)
        case References():
            for reference in block.items:
                title = _title(reference.text) if not reference.identifier else reference.identifier
                yield from _thing(
                    reference.key, "reference", _Where(reference.label, title, where.within), reference.span
                )
        case Table() | Figure():
            yield from _float(block, where)
        case _:
            yield from _thing(getattr(block, "key", ""), _KINDS.get(type(block), ""), where, block.span)
            for below, _ in children(block):
                yield from _blocks(below, where)


def _item(item: ListItem, where: _Where) -> Iterator[KeyedThing]:
    here = where._replace(number=item.number or where.number)
    yield from _thing(item.key, "item", here, item.span)
    yield from _blocks(item.blocks, here)


def _float(block: Table | Figure, where: _Where) -> Iterator[KeyedThing]:
    here = _Where(block.number or where.number, _title(block.caption) or where.title, where.within)
    yield from _thing(block.key, _KINDS[type(block)], here, block.span)
    if isinstance(block, Figure):
        for part in block.parts:
            yield from _float(part, here)
    else:
        for row in (*block.head, *block.body):
            for cell in row.cells:
                yield from _thing(cell.key, "cell", here, cell.span)
    for below, _ in children(block):
        yield from _blocks(below, here)


def _thing(key: str, kind: str, where: _Where, at: Span) -> Iterator[KeyedThing]:
    if key:
        yield KeyedThing(key, kind, where.number, where.title, at, where.within)


def _kind(sentence: Sentence) -> str:
    return "statement" if sentence.kind is Kind.STATEMENT else "provision"


def _title(words: tuple[Inline, ...]) -> str:
    title = " ".join(plain(words).split())
    return title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
