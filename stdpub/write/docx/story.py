"""Clauses, terms and blocks of a standard as paragraphs of WordprocessingML, each in the style of what it is."""

from __future__ import annotations

from markupsafe import Markup

from stdpub.model.content import (
    Block,
    CodeBlock,
    CompoundProvision,
    Definition,
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
from stdpub.model.standard import Clause, ClauseKind, Part
from stdpub.model.terms import Status, TermEntry
from stdpub.write.docx.floats import figure, table
from stdpub.write.docx.numbering import Place
from stdpub.write.docx.omml import omml
from stdpub.write.docx.paragraphs import Shape, paragraph
from stdpub.write.docx.runs import TAB, Book, run, runs, styled
from stdpub.write.printed import annex_status, domain_words, entry_joint, split_at_hole
from stdpub.write.web.tags import EMPTY, Piece, joined

_BREAK = Piece("<w:r><w:br/></w:r>")()
_LAST_LEVEL = 6


def part(book: Book, node: Part) -> Markup:
    """Write a clause with all below it, or a term entry."""
    if isinstance(node, TermEntry):
        return _term_entry(book, node)
    below = joined(part(book, one) for one in node.clauses)
    place = book.numbering.clauses.get(node.id)
    if not node.title and node.label and node.kind is not ClauseKind.ANNEX:
        shape = Shape("NumberedParagraph", place=place, name=node.id)
        return _led(book, node.blocks, EMPTY if place else styled(node.label, "Label") + run(" "), shape) + below
    return _heading(book, node, place) + blocks(book, node.blocks) + below


def _heading(book: Book, node: Clause, place: Place | None) -> Markup:
    level = min(node.depth, _LAST_LEVEL)
    annex = node.kind is ClauseKind.ANNEX or (place is not None and place.list == 2)
    inner: list[Markup] = []
    if node.label and place is None:
        inner.append(book.bookmark(node.id, run(node.label)))
        inner.append(run(" ") if node.title and not (annex and level == 1) else EMPTY)
    status = annex_status(book.numbering.wording, node)
    if status:
        inner += [_BREAK, run(status)]
    if annex and level == 1 and node.title:
        inner.append(_BREAK)
    inner.append(runs(book, node.title))
    style = ("AnnexHeading" if level == 1 else f"AnnexHeading{level}") if annex else f"Heading{level}"
    plain = not node.label or place is None
    return paragraph(book, joined(inner), Shape(style, place=place, name=node.id, unnumbered=plain))


def _term_entry(book: Book, node: TermEntry) -> Markup:
    place = book.numbering.clauses.get(node.id)
    number = EMPTY if place else book.bookmark(node.id, run(node.label))
    written = [paragraph(book, number, Shape("TermNumber", place=place, name=node.id))]
    for one in node.designations:
        words = runs(book, one.words)
        if one.status is Status.DEPRECATED:
            before, after = split_at_hole(book.numbering.wording.deprecated)
            words = run(before) + words + run(after)
        style = "Term" if one.status is Status.PREFERRED else "AdmittedTerm"
        written.append(paragraph(book, words, Shape(style)))
    domain = domain_words(book.standard.header.language, node.domain)
    written.append(_led(book, node.definition, run(domain), Shape("Definition")))
    written += [blocks(book, node.examples), blocks(book, node.notes)]
    before, after = split_at_hole(book.numbering.wording.source)
    for source in node.source:
        written.append(paragraph(book, run(before) + runs(book, source.words) + run(after), Shape("Source")))
    return joined(written)


def blocks(book: Book, nodes: tuple[Block, ...], shape: Shape | None = None) -> Markup:
    """Write blocks one below the other, paragraphs in the shape of what they stand in."""
    return joined(_block(book, node, shape or Shape("BodyText")) for node in nodes)


def _led(book: Book, nodes: tuple[Block, ...], lead: Markup, shape: Shape) -> Markup:
    """Write blocks with a label that runs into the first paragraph or stands before it."""
    if nodes and isinstance(nodes[0], Paragraph):
        first = paragraph(book, lead + _sentences(book, nodes[0]), shape)
        return first + blocks(book, nodes[1:], shape.following())
    head = paragraph(book, lead, shape) if lead or shape.place else EMPTY
    return head + blocks(book, nodes, shape.following())


def _sentences(book: Book, node: Paragraph) -> Markup:
    return joined(book.bookmark(one.id, runs(book, one.children)) for one in node.sentences)


def _block(book: Book, node: Block, shape: Shape) -> Markup:
    match node:
        case Paragraph():
            return paragraph(book, _sentences(book, node), shape)
        case List():
            return _list(book, node, shape.depth)
        case Note() | Example() | WarningBlock():
            style = {Note: "Note", Example: "Example", WarningBlock: "Warning"}[type(node)]
            lead = book.bookmark(node.id, styled(node.label, "Label")) + (run("  ") if node.label else EMPTY)
            return _led(book, node.blocks, lead, Shape(style, depth=shape.depth))
        case CompoundProvision():
            words = book.bookmark(node.id, run(node.label)) + (run(" ") if node.label else EMPTY)
            words += runs(book, node.title)
            head = paragraph(book, words, Shape("ProvisionTitle")) if words else EMPTY
            return head + blocks(book, node.blocks, shape)
        case Quotation(blocks=inner):
            return blocks(book, inner, Shape("Quote"))
        case CodeBlock(text=text):
            lines = text.rstrip("\n").split("\n")
            broken = joined(run(line) + (_BREAK if at < len(lines) else EMPTY) for at, line in enumerate(lines, 1))
            return paragraph(book, broken, Shape("Code"))
        case DefinitionList(items=items):
            return _definitions(book, items)
        case References():
            return joined(_reference(book, node, at) for at in range(len(node.items)))
        case Formula():
            return _formula(book, node)
        case Table():
            return table(book, node, blocks)
        case Figure():
            return figure(book, node, blocks, _definitions)
    return EMPTY


def _list(book: Book, node: List, depth: int) -> Markup:
    place = book.numbering.of_list(node, depth)
    return joined(_item(book, one, place, depth) for one in node.items)


def _item(book: Book, node: ListItem, place: Place | None, depth: int) -> Markup:
    shape = Shape("ListItem", place=place, depth=depth + 1, name=node.id, hanging=True)
    lead = EMPTY if place else book.bookmark(node.id, run(node.label)) + (TAB if node.label else EMPTY)
    return _led(book, node.blocks, lead, shape)


def _definitions(book: Book, entries: tuple[Definition, ...]) -> Markup:
    shape = Shape("DefinitionItem", hanging=True, depth=3)
    return joined(_led(book, one.blocks, runs(book, one.term) + TAB, shape) for one in entries)


def _reference(book: Book, node: References, at: int) -> Markup:
    entry = node.items[at]
    label = run(entry.label) + TAB if entry.label else EMPTY
    named = book.bookmark(entry.id, run(entry.identifier) or label)
    lead = label if entry.identifier else EMPTY
    words = lead + named + run(entry_joint(book.standard.header, entry)) + runs(book, entry.text)
    return paragraph(book, words, Shape("ReferenceEntry"))


def _formula(book: Book, node: Formula) -> Markup:
    shown = (omml(node.mathml) if node.mathml else EMPTY) or styled(node.tex, "CodeCharacters")
    number = TAB + book.bookmark(node.id, run(node.label)) if node.label else EMPTY
    written = paragraph(book, TAB + shown + number, Shape("Formula", name=node.id))
    lead = paragraph(book, run(node.lead), Shape("BodyText")) if node.lead else EMPTY
    return written + lead + _definitions(book, node.symbols)
