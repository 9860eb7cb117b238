"""Blocks to STS elements; a block that its holder does not admit stands alone in a `p`, or in a `boxed-text` where no `p` may."""

from __future__ import annotations

from lxml.etree import SubElement
from lxml.etree import _Element as Element

from stdpub.model.content import (
    Block,
    CodeBlock,
    CompoundProvision,
    DefinitionList,
    Example,
    Figure,
    Formula,
    List,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    References,
    Table,
    WarningBlock,
)
from stdpub.model.provisions import Kind
from stdpub.write.sts.floats import figure_into, table_into
from stdpub.write.sts.formulas import formula_into
from stdpub.write.sts.inlines import inlines_into
from stdpub.write.sts.paragraphs import ASIDE, ITEM, STATEMENT, definitions_into, holding, paragraph_into
from stdpub.write.sts.references import entries_into
from stdpub.write.sts.writing import Room, Writing, clean, leaf, line_each, lined

Blocks = tuple[Block, ...]


def blocks_into(writing: Writing, parent: Element, blocks: Blocks, room: Room) -> None:
    """Append blocks to an element."""
    if room.lines and blocks:
        lined(parent)
    for block in blocks:
        if type(block) in room.direct:
            element = _block(writing, parent, block)
        else:
            element = SubElement(parent, room.wrapper)
            _block(writing, element, block)
        if room.lines:
            element.tail = "\n"


def _block(writing: Writing, parent: Element, block: Block) -> Element:
    match block:
        case Paragraph():
            return paragraph_into(writing, parent, block)
        case List():
            return _list(writing, parent, block)
        case Table():
            return table_into(writing, parent, block)
        case Figure():
            return figure_into(writing, parent, block)
        case Formula():
            return _formula(writing, parent, block)
        case CodeBlock():
            return _code(writing, parent, block)
        case Note() | Example() | WarningBlock():
            return _aside(writing, parent, block)
        case Quotation():
            element = SubElement(parent, "disp-quote", writing.identified(block.id))
            writing.fill(element, block.blocks, ASIDE)
            return element
        case DefinitionList():
            attributes = writing.identified(block.id, {"list-content": "definition"})
            return definitions_into(writing, parent, block.items, attributes)
        case CompoundProvision():
            return _compound(writing, parent, block)
        case References():
            return entries_into(writing, parent, block)


def _list(writing: Writing, parent: Element, block: List) -> Element:
    element = SubElement(parent, "list", writing.identified(block.id, {"list-type": _list_type(block)}))
    element.text = "\n"
    for item in block.items:
        _item(writing, element, item).tail = "\n"
    return element


def _list_type(block: List) -> str:
    if not block.ordered:
        return "bullet"
    first = block.items[0].label.strip("()（）. ") if block.items else ""
    return "alpha-lower" if first.isascii() and first.islower() else "order"


def _item(writing: Writing, parent: Element, item: ListItem) -> Element:
    kind = {"specific-use": item.kind.value} if item.kind is not Kind.STATEMENT else None
    element = SubElement(parent, "list-item", writing.identified(item.id, kind))
    if item.label:
        leaf(element, "label", item.label)
    holding(writing, element, item.blocks, ITEM)
    return element


def _formula(writing: Writing, parent: Element, block: Formula) -> Element:
    element = SubElement(parent, "disp-formula", writing.identified(block.id))
    if block.label:
        leaf(element, "label", block.label)
    formula_into(element, block.tex, block.mathml, display=True)
    if block.symbols or block.lead:
        legend = SubElement(element, "legend")
        if block.lead:
            leaf(legend, "label", block.lead)
        if block.symbols:
            definitions_into(writing, legend, block.symbols, {"list-content": "formula"})
        line_each(legend)
    return element


def _code(writing: Writing, parent: Element, block: CodeBlock) -> Element:
    language = clean(block.language).strip()
    attributes = writing.identified(block.id, {"language": language} if language else None)
    return leaf(parent, "code", block.text, attributes)


def _aside(writing: Writing, parent: Element, block: Note | Example | WarningBlock) -> Element:
    if isinstance(block, WarningBlock):
        tag = "non-normative-note" if block.kind == "tip" else "normative-note"
        attributes = writing.identified(block.id, {"content-type": block.kind})
    else:
        tag = "non-normative-note" if isinstance(block, Note) else "non-normative-example"
        attributes = writing.identified(block.id)
    element = SubElement(parent, tag, attributes)
    if block.label:
        leaf(element, "label", block.label)
    writing.fill(element, block.blocks, ASIDE)
    return element


def _compound(writing: Writing, parent: Element, block: CompoundProvision) -> Element:
    attributes = writing.identified(block.id, {"content-type": block.kind.value})
    element = SubElement(parent, "statement", attributes)
    if block.label:
        leaf(element, "label", block.label)
    if block.title:
        inlines_into(writing, SubElement(element, "title"), block.title)
    holding(writing, element, block.blocks, STATEMENT)
    return element
