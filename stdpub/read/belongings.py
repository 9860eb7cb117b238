"""What stands below a float: unit line, notes, footnotes, the key of a figure, the symbols of a formula."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from stdpub.model.content import Block, Definition, Footnote, List, ListItem, Paragraph
from stdpub.model.inlines import Inline, InlineFormula, Text, plain, untyped
from stdpub.model.source import Span

_UNIT = re.compile(r"(?:unit:|单位：)\s*(.+?)\s*")
_WHERE = re.compile(r"(?:式中：|式中:|where:?|In this formula:?)", re.IGNORECASE)
_JOINT = re.compile(r"——|\s[—–]\s|:\s|：")
_BETWEEN = re.compile(r"[\s、,，和]*|\s*and\s*")


@dataclass(frozen=True, slots=True)
class Belongings:
    """The contents of a `::: table-notes` or `::: figure-notes` block."""

    unit: str
    notes: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]

    @staticmethod
    def of(blocks: tuple[Block, ...], footnotes: tuple[Footnote, ...]) -> Belongings:
        """Return the blocks with the unit line, the first of its form, taken out."""
        for at, block in enumerate(blocks):
            found = _UNIT.fullmatch(_text(block)) if isinstance(block, Paragraph) and _is_line(block) else None
            if found:
                return Belongings(found[1], (*blocks[:at], *blocks[at + 1 :]), footnotes)
        return Belongings("", blocks, footnotes)

    def keyed(self) -> tuple[tuple[Definition, ...], tuple[Block, ...]]:
        """Return the first list as the key of a figure, and the other notes."""
        for at, block in enumerate(self.notes):
            if isinstance(block, List):
                return definitions(block, labelled), (*self.notes[:at], *self.notes[at + 1 :])
        return (), self.notes


def _is_line(paragraph: Paragraph) -> bool:
    return paragraph.span.line == paragraph.span.end_line


def spoilt_units(blocks: tuple[Block, ...]) -> Iterator[Span]:
    """Yield the places where a unit line and other words stand in one paragraph."""
    for block in blocks:
        if isinstance(block, Paragraph) and not _is_line(block) and _UNIT.match(_text(block)):
            yield block.span._replace(end_line=block.span.line, end_column=block.span.column + 1)


def _text(paragraph: Paragraph) -> str:
    return "".join(plain(sentence.children) for sentence in paragraph.sentences).strip()


def opens_symbols(lead: str) -> bool:
    """Tell whether a paragraph is the word that opens the explanation of a formula's symbols."""
    return bool(_WHERE.fullmatch(lead))


Split = Callable[[int, tuple[Inline, ...]], int]
"""Returns how many of the leading nodes name the thing, given the item's place in the list."""


def definitions(block: Block, split: Split) -> tuple[Definition, ...]:
    """Return the items of a list as names with their meanings."""
    if not isinstance(block, List):
        return ()
    found = tuple(_definition(item, at, split) for at, item in enumerate(block.items, start=1))
    if not block.ordered:
        return found
    return tuple(one if one.term else replace(one, term=(untyped(str(at)),)) for at, one in enumerate(found, start=1))


def _definition(item: ListItem, at: int, split: Split) -> Definition:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph) or not first.sentences:
        return Definition((), item.blocks, item.span)
    nodes = _cut_at_joint(first.sentences[0].children)
    count = split(at, nodes)
    rest = _without_gap(nodes[count:])
    head = replace(first.sentences[0], children=rest)
    sentences = (head, *first.sentences[1:]) if rest else first.sentences[1:]
    blocks = (replace(first, sentences=sentences), *item.blocks[1:]) if sentences else item.blocks[1:]
    return Definition(_trimmed(nodes[:count]), blocks, item.span)


def _without_gap(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the meaning without the white space between it and its name."""
    first = nodes[0] if nodes else None
    if not isinstance(first, Text) or first.text[:1] not in {" ", "\t"}:
        return nodes
    kept = first.text.lstrip(" \t")
    shorter = Text(kept, first.span._replace(column=first.span.column + len(first.text) - len(kept)))
    return (shorter, *nodes[1:]) if kept else nodes[1:]


def _cut_at_joint(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the nodes with the first text cut before the dash or colon that joins name and meaning."""
    for index, node in enumerate(nodes):
        found = _JOINT.search(node.text) if isinstance(node, Text) else None
        if isinstance(node, Text) and found:
            at = found.start()
            head = Text(node.text[:at], node.span._replace(end_column=node.span.column + at))
            tail = Text(node.text[at:], node.span._replace(column=node.span.column + at))
            return (*nodes[:index], *((head,) if head.text else ()), tail, *nodes[index + 1 :])
    return nodes


def _trimmed(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    last = nodes[-1] if nodes else None
    if isinstance(last, Text) and last.text != last.text.rstrip():
        kept = last.text.rstrip()
        shorter = Text(kept, last.span._replace(end_column=last.span.column + len(kept)))
        return (*nodes[:-1], shorter) if kept else nodes[:-1]
    return nodes


def explained(_at: int, nodes: tuple[Inline, ...]) -> int:
    """Return how many leading nodes are the symbols that an item explains."""
    count = 0
    for index, node in enumerate(nodes):
        if isinstance(node, InlineFormula):
            count = index + 1
        elif not (isinstance(node, Text) and _BETWEEN.fullmatch(node.text)):
            break
    return count or labelled(_at, nodes)


def labelled(_at: int, nodes: tuple[Inline, ...]) -> int:
    """Return how many leading nodes stand before the dash or colon, 0 where there is none."""
    for index, node in enumerate(nodes):
        if isinstance(node, Text) and _JOINT.match(node.text):
            return index
    return 0
