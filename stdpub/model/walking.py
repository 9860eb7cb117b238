"""Every sentence, block and pointer of a standard, with the place it stands in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache

from stdpub.model.content import (
    Block,
    CompoundProvision,
    DefinitionList,
    Example,
    Figure,
    Formula,
    List,
    Note,
    Paragraph,
    Quotation,
    Sentence,
    Table,
    WarningBlock,
)
from stdpub.model.inlines import Citation, CrossReference, Inline, Limit, Link, Mark, only_characters
from stdpub.model.standard import Clause, ClauseKind, Part, Standard


@dataclass(frozen=True, slots=True)
class Placed:
    """A sentence with the clause or term entry it stands in, the element that belongs to, and what encloses it.

    `inside` is `""`, `note`, `example`, `footnote`, `float-footnote`, `quotation` or `definition`.
    """

    sentence: Sentence
    part: Part
    element: ClauseKind
    inside: str
    generated: bool = False


def sentences(standard: Standard) -> Iterator[Placed]:
    """Yield every sentence in reading order, footnotes last."""
    for part, element in parts(standard):
        if isinstance(part, Clause):
            yield from _in_blocks(part.blocks, part, element, "")
        else:
            yield from _in_blocks(part.definition, part, element, "definition")
            yield from _in_blocks((*part.examples, *part.notes), part, element, "")
    last = standard.clauses[-1] if standard.clauses else None
    if last is not None:
        for footnote in standard.footnotes:
            yield from _in_blocks(footnote.blocks, last, ClauseKind.CLAUSE, "footnote")


def parts(standard: Standard) -> Iterator[tuple[Part, ClauseKind]]:
    """Yield every clause and term entry, parents first, with the kind of the first-level element it belongs to."""
    for top in standard.clauses:
        stack: list[Part] = [top]
        while stack:
            part = stack.pop()
            yield part, top.kind
            if isinstance(part, Clause):
                stack.extend(reversed(part.clauses))


def _in_blocks(blocks: tuple[Block, ...], part: Part, element: ClauseKind, inside: str) -> Iterator[Placed]:
    for block in blocks:
        if isinstance(block, Paragraph):
            for sentence in block.sentences:
                yield Placed(sentence, part, element, inside, block.generated)
        else:
            for below, within in children(block):
                yield from _in_blocks(below, part, element, within or inside)


def children(block: Block) -> Iterator[tuple[tuple[Block, ...], str]]:
    """Yield the groups of blocks that a block holds, each with what it encloses them in (`note`, `example` ...)."""
    match block:
        case List():
            for item in block.items:
                yield item.blocks, ""
        case Note():
            yield block.blocks, "note"
        case Example():
            yield block.blocks, "example"
        case WarningBlock() | CompoundProvision():
            yield block.blocks, ""
        case Quotation():
            yield block.blocks, "quotation"
        case Table() | Figure():
            yield from _in_float(block)
        case Formula():
            for symbol in block.symbols:
                yield symbol.blocks, ""
        case DefinitionList():
            for definition in block.items:
                yield definition.blocks, ""


def _in_float(block: Table | Figure) -> Iterator[tuple[tuple[Block, ...], str]]:
    if isinstance(block, Table):
        for row in (*block.head, *block.body):
            for cell in row.cells:
                yield cell.blocks, ""
    else:
        for definition in block.legend:
            yield definition.blocks, ""
    yield block.notes, ""
    for footnote in block.footnotes:
        yield footnote.blocks, "float-footnote"


def blocks(standard: Standard) -> Iterator[tuple[Block, Part]]:
    """Yield every block with the clause or term entry it stands in, parents first."""
    for part, _ in parts(standard):
        own = part.blocks if isinstance(part, Clause) else (*part.definition, *part.examples, *part.notes)
        yield from ((block, part) for block in below(own))


def below(group: tuple[Block, ...]) -> Iterator[Block]:
    """Yield blocks and all blocks within them, parents first."""
    stack = list(reversed(group))
    while stack:
        block = stack.pop()
        yield block
        inner = [block for held, _ in children(block) for block in held]
        stack.extend(reversed(inner))


def pointers(nodes: tuple[Inline, ...]) -> Iterator[CrossReference | Citation]:
    """Yield the pointers among inline nodes."""
    for node in () if only_characters(nodes) else nodes:
        if isinstance(node, (CrossReference, Citation)):
            yield node
        if isinstance(node, (Mark, Link, Limit, CrossReference)):
            yield from pointers(node.children)


def nodes(standard: Standard) -> Iterator[object]:
    """Yield every node of a text in reading order: clauses, terms, blocks, cells, sentences and what stands in them."""
    stack: list[object] = [*reversed(standard.footnotes), *reversed(standard.clauses)]
    while stack:
        node = stack.pop()
        yield node
        for name in reversed(_members(type(node))):  # type: ignore[arg-type]  # a class is hashable
            value = getattr(node, name)
            if isinstance(value, tuple):
                stack.extend(one for one in reversed(value) if is_dataclass(one))
            elif is_dataclass(value):
                stack.append(value)


@cache
def _members(kind: type) -> tuple[str, ...]:
    """Return the fields of a kind of node that can hold others."""
    return tuple(one.name for one in fields(kind) if one.name not in {"span", "reading", "limits"})
