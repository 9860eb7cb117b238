"""What stands below a float: unit line, notes, footnotes, the key of a figure, the symbols of a formula."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from stdpub.model.content import Block, Definition, Footnote, List, ListItem, Paragraph, Sentence
from stdpub.model.inlines import Inline, InlineFormula, Text, VerbalForm, plain, untyped
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind
from stdpub.model.source import Span, text_span

_UNIT = regex(r"(?:unit:|单位：)\s*(.+?)\s*")
_WHERE = regex(r"(?:式中：|式中:|where:?|In this formula:?)", re.IGNORECASE)
_JOINT = regex(r"——|\s[—–]\s|:\s|：")
_OPENING_JOINT = regex(r"[ \t]*(?:[:：][ \t\u3000]*|[—–][ \t]+)?")
_DASH = "——"
"""Joins name and meaning in Chinese; English sets them apart by space alone."""

_BETWEEN = regex(r"[\s、,，和]*|\s*and\s*")


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

    def keyed(self, *, dashed: bool) -> tuple[tuple[Definition, ...], tuple[Block, ...]]:
        """Return the first list as the key of a figure, and the other notes."""
        for at, block in enumerate(self.notes):
            if isinstance(block, List):
                return definitions(block, labelled, dashed=dashed), (*self.notes[:at], *self.notes[at + 1 :])
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


def definitions(block: Block, split: Split, *, dashed: bool) -> tuple[Definition, ...]:
    """Return the items of a list as names with their meanings; `dashed` puts a dash where a colon joins the two."""
    if not isinstance(block, List):
        return ()
    found = tuple(_definition(item, at, split, dashed=dashed) for at, item in enumerate(block.items, start=1))
    if not block.ordered:
        return found
    dash = (untyped(_DASH),) if dashed else ()
    return tuple(one if one.term else _named(one, str(at), dash) for at, one in enumerate(found, start=1))


def _named(definition: Definition, name: str, joint: tuple[Inline, ...]) -> Definition:
    """Return a meaning that has no name with the number of its item as the name."""
    term, first = (untyped(name),), definition.blocks[0] if definition.blocks else None
    if not isinstance(first, Paragraph) or not first.sentences:
        return replace(definition, term=term)
    head = replace(first.sentences[0], children=(*joint, *first.sentences[0].children))
    opened = replace(first, sentences=(head, *first.sentences[1:]))
    return replace(definition, term=term, blocks=(opened, *definition.blocks[1:]))


def _definition(item: ListItem, at: int, split: Split, *, dashed: bool) -> Definition:
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph) or not first.sentences:
        return Definition((), item.blocks, item.span)
    first = replace(first, sentences=tuple(map(_meaning, first.sentences)))
    nodes = _cut_at_joint(first.sentences[0].children)
    count = split(at, nodes)
    rest = _without_joint(nodes[count:], dashed=dashed) if count else nodes
    head = replace(first.sentences[0], children=rest)
    sentences = (head, *first.sentences[1:]) if rest else first.sentences[1:]
    blocks = (replace(first, sentences=sentences), *item.blocks[1:]) if sentences else item.blocks[1:]
    return Definition(_trimmed(nodes[:count]), blocks, item.span)


def _meaning(sentence: Sentence) -> Sentence:
    """Return a meaning that instructs nobody: `Fill the tank` names what number 4 of a figure shows."""
    if sentence.kind is not Kind.INSTRUCTION or sentence.given:
        return sentence
    children: list[Inline] = []
    for node in sentence.children:
        word = Text(node.text, node.span) if isinstance(node, VerbalForm) else node
        last = children[-1] if children else None
        if isinstance(word, Text) and isinstance(last, Text) and last.span[3:] == word.span[1:3]:
            children[-1] = Text(last.text + word.text, text_span(last.span, word.span))
        else:
            children.append(word)
    return replace(sentence, children=tuple(children), kind=Kind.STATEMENT, verbal_form="")


def _without_joint(nodes: tuple[Inline, ...], *, dashed: bool) -> tuple[Inline, ...]:
    """Return the meaning without the white space, colon or dash that joins it to its name."""
    first = nodes[0] if nodes else None
    found = _OPENING_JOINT.match(first.text) if isinstance(first, Text) else None
    if found is None or not isinstance(first, Text):
        return nodes
    kept = first.text[found.end() :]
    shorter = Text(kept, first.span._replace(column=first.span.column + found.end()))
    rest = (shorter, *nodes[1:]) if kept else _without_space(nodes[1:])
    return (untyped(_DASH), *rest) if dashed and found[0].strip() else rest


def _without_space(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return nodes without the white space, that of a line end too, which begins them."""
    first = nodes[0] if nodes else None
    if not isinstance(first, Text) or first.text[:1] not in {" ", "\t"}:
        return nodes
    kept = first.text.lstrip(" \t")
    shorter = Text(kept, first.span._replace(column=first.span.column + len(first.text) - len(kept)))
    return (shorter, *nodes[1:]) if kept else _without_space(nodes[1:])


def _cut_at_joint(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the nodes with the first text cut before the dash or colon that joins name and meaning."""
    for index, node in enumerate(nodes):
        found = _JOINT.search(node.text + _ahead(nodes, index)) if isinstance(node, Text) else None
        at = found.start() if found else -1
        if isinstance(node, Text) and 0 <= at < len(node.text):
            head = Text(node.text[:at], node.span._replace(end_column=node.span.column + at))
            tail = Text(node.text[at:], node.span._replace(column=node.span.column + at))
            return (*nodes[:index], *((head,) if head.text else ()), tail, *nodes[index + 1 :])
    return nodes


def _ahead(nodes: tuple[Inline, ...], index: int) -> str:
    """Return the first characters of the text right behind a node: a joint may end on the next line."""
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    return following.text[:2] if isinstance(following, Text) else ""


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
        if isinstance(node, Text) and _JOINT.match(node.text + _ahead(nodes, index)):
            return index
    return 0
