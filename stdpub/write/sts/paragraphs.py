"""Paragraphs, definitions and footnotes to STS elements, and which blocks the elements of STS admit."""

from __future__ import annotations

from dataclasses import replace

from lxml.etree import SubElement
from lxml.etree import _Element as Element

from stdpub.model.content import (
    Block,
    CodeBlock,
    CompoundProvision,
    Definition,
    DefinitionList,
    Example,
    Figure,
    Footnote,
    Formula,
    List,
    Note,
    Paragraph,
    Quotation,
    References,
    Table,
    WarningBlock,
)
from stdpub.write.sts.amended import act_of
from stdpub.write.sts.inlines import NAMED, PARAGRAPH, Pen, Place, inlines_into, provision, words_of
from stdpub.write.sts.writing import Room, Writing, leaf, line_each

Blocks = tuple[Block, ...]

_ASIDES = frozenset({Note, Example, WarningBlock})
_PLAIN = _ASIDES | {Paragraph}
_ANY = _PLAIN | {List, DefinitionList, Table, Figure, Formula, CodeBlock, Quotation, CompoundProvision}

CLAUSE = Room(_ANY | {References}, "p")
ASIDE = Room(_ANY, "p")
PLAIN = Room(_PLAIN, "p")
ITEM = Room(_PLAIN | {List, DefinitionList}, "p")
STATEMENT = Room(_PLAIN | {CompoundProvision}, "p")
LEGEND = Room(frozenset({Note, WarningBlock, Paragraph, List, DefinitionList, Table}), "p")
CELL = Room(_ANY - {Table}, "p", lines=False)
TERM = Room(_ANY - {Paragraph, Quotation, CompoundProvision}, "boxed-text", lines=False)


def holding(writing: Writing, parent: Element, blocks: Blocks, room: Room) -> None:
    """Append blocks to an element that must not be empty."""
    if blocks:
        writing.fill(parent, blocks, room)
    else:
        SubElement(parent, "p")


def paragraph_into(writing: Writing, parent: Element, block: Paragraph) -> Element:
    """Append a paragraph: one that is one provision bears its id and kind, of several each stands between milestones.

    What an amendment instructs stands in an element of its own.
    """
    if act := act_of(block):
        instruction = SubElement(parent, "editing-instruction", writing.identified(block.id, {"content-type": act}))
        paragraph_into(writing, instruction, replace(block, id=""))
        return instruction
    only = block.sentences[0] if len(block.sentences) == 1 else None
    if only is not None and only.id and not block.key and not block.generated:
        attributes = writing.identified(only.id, provision(only.kind, only.verbal_form))
        element = SubElement(parent, "p", attributes)
        inlines_into(writing, element, words_of(only))
        return element
    generated = {"specific-use": "generated"} if block.generated else None
    element = SubElement(parent, "p", writing.identified(block.id if block.key else "", generated))
    sentences_into(writing, element, block, PARAGRAPH)
    return element


def sentences_into(writing: Writing, element: Element, block: Paragraph, place: Place) -> None:
    """Append the sentences of a paragraph to an element of mixed content."""
    pen = Pen(writing, element, place)
    for sentence in block.sentences:
        pen.sentence(sentence)


def bare(block: Paragraph) -> bool:
    """Tell whether a paragraph needs no element of its own: without key, provision or generated words."""
    return not (block.key or block.generated or any(sentence.id for sentence in block.sentences))


def definitions_into(
    writing: Writing, parent: Element, items: tuple[Definition, ...], attributes: dict[str, str]
) -> Element:
    """Append a definition list and return it."""
    element = SubElement(parent, "def-list", attributes)
    for item in items:
        entry = SubElement(element, "def-item")
        inlines_into(writing, SubElement(entry, "term"), item.term, NAMED)
        if item.blocks:
            writing.fill(SubElement(entry, "def"), item.blocks, PLAIN)
    line_each(element)
    return element


def footnote_into(writing: Writing, parent: Element, footnote: Footnote) -> Element:
    """Append a footnote and return it."""
    element = SubElement(parent, "fn", writing.identified(footnote.id))
    if footnote.label:
        leaf(element, "label", footnote.label)
    holding(writing, element, footnote.blocks, PLAIN)
    return element
