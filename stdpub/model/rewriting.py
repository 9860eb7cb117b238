"""Walk a standard and give back a new one: a stage says what it changes, all else stays the same objects."""

from __future__ import annotations

from collections.abc import Callable
from operator import is_
from typing import TypeVar, cast

from stdpub.model.content import (
    Block,
    Cell,
    CompoundProvision,
    Definition,
    DefinitionList,
    Example,
    Figure,
    Footnote,
    Formula,
    List,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    Reference,
    References,
    Row,
    Sentence,
    Table,
    WarningBlock,
)
from stdpub.model.inlines import Inline
from stdpub.model.replacing import replace
from stdpub.model.standard import Clause, Part, Standard
from stdpub.model.terms import Designation, TermEntry, TermSource

_T = TypeVar("_T")


def each(items: tuple[_T, ...], change: Callable[[_T], _T]) -> tuple[_T, ...]:
    """Return the items changed; the same tuple where none did."""
    changed = [change(item) for item in items]
    return items if all(map(is_, items, changed)) else tuple(changed)


class Rewriter:
    """A walk over a standard; a stage overrides what it changes and calls the rest."""

    def inlines(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return the inline nodes of one sentence, title, caption or definition term."""
        return nodes

    def sentence(self, sentence: Sentence) -> Sentence:
        """Return one sentence."""
        children = self.inlines(sentence.children)
        return sentence if children is sentence.children else replace(sentence, children=children)

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the blocks of one container."""
        return each(blocks, self.block)

    def block(self, block: Block) -> Block:
        """Return one block."""
        walk = _WALKS.get(type(block))
        return cast("Block", walk(self, block)) if walk else block

    def paragraph(self, block: Paragraph) -> Paragraph:
        """Return one paragraph."""
        sentences = each(block.sentences, self.sentence)
        return block if sentences is block.sentences else replace(block, sentences=sentences)

    def listed(self, block: List) -> List:
        """Return one list."""
        items = each(block.items, self.item)
        return block if items is block.items else replace(block, items=items)

    def item(self, item: ListItem) -> ListItem:
        """Return one list item."""
        blocks = self.blocks(item.blocks)
        return item if blocks is item.blocks else replace(item, blocks=blocks)

    def table(self, block: Table) -> Table:
        """Return one table."""
        caption = self.inlines(block.caption)
        head, body = each(block.head, self.row), each(block.body, self.row)
        notes, footnotes = self.blocks(block.notes), each(block.footnotes, self.footnote)
        old = (block.caption, block.head, block.body, block.notes, block.footnotes)
        if all(map(is_, old, (caption, head, body, notes, footnotes))):
            return block
        return replace(block, caption=caption, head=head, body=body, notes=notes, footnotes=footnotes)

    def row(self, row: Row) -> Row:
        """Return one row."""
        cells = each(row.cells, self.cell)
        return row if cells is row.cells else replace(row, cells=cells)

    def cell(self, cell: Cell) -> Cell:
        """Return one cell."""
        blocks = self.blocks(cell.blocks)
        return cell if blocks is cell.blocks else replace(cell, blocks=blocks)

    def figure(self, block: Figure) -> Figure:
        """Return one figure with its parts."""
        caption, parts = self.inlines(block.caption), each(block.parts, self.figure)
        legend, notes = each(block.legend, self.definition), self.blocks(block.notes)
        footnotes = each(block.footnotes, self.footnote)
        old = (block.caption, block.parts, block.legend, block.notes, block.footnotes)
        if all(map(is_, old, (caption, parts, legend, notes, footnotes))):
            return block
        return replace(block, caption=caption, parts=parts, legend=legend, notes=notes, footnotes=footnotes)

    def formula(self, block: Formula) -> Formula:
        """Return one displayed formula."""
        symbols = each(block.symbols, self.definition)
        return block if symbols is block.symbols else replace(block, symbols=symbols)

    def definition(self, definition: Definition) -> Definition:
        """Return one name with its meaning."""
        term, blocks = self.inlines(definition.term), self.blocks(definition.blocks)
        if term is definition.term and blocks is definition.blocks:
            return definition
        return replace(definition, term=term, blocks=blocks)

    def definitions(self, block: DefinitionList) -> DefinitionList:
        """Return one definition list."""
        items = each(block.items, self.definition)
        return block if items is block.items else replace(block, items=items)

    def aside(self, block: Note | Example | WarningBlock | Quotation) -> Note | Example | WarningBlock | Quotation:
        """Return a note, example, warning or quotation."""
        blocks = self.blocks(block.blocks)
        return block if blocks is block.blocks else replace(block, blocks=blocks)

    def compound(self, block: CompoundProvision) -> CompoundProvision:
        """Return one compound provision."""
        title, blocks = self.inlines(block.title), self.blocks(block.blocks)
        return block if title is block.title and blocks is block.blocks else replace(block, title=title, blocks=blocks)

    def references(self, block: References) -> References:
        """Return one list of references."""
        items = each(block.items, self.reference)
        return block if items is block.items else replace(block, items=items)

    def reference(self, reference: Reference) -> Reference:
        """Return one entry."""
        text = self.inlines(reference.text)
        return reference if text is reference.text else replace(reference, text=text)

    def footnote(self, footnote: Footnote) -> Footnote:
        """Return one footnote."""
        blocks = self.blocks(footnote.blocks)
        return footnote if blocks is footnote.blocks else replace(footnote, blocks=blocks)

    def part(self, part: Part) -> Part:
        """Return a clause or term entry."""
        return self.clause(part) if isinstance(part, Clause) else self.term(part)

    def clause(self, clause: Clause) -> Clause:
        """Return one clause with all that it holds."""
        title, blocks = self.inlines(clause.title), self.blocks(clause.blocks)
        clauses = each(clause.clauses, self.part)
        if all(map(is_, (clause.title, clause.blocks, clause.clauses), (title, blocks, clauses))):
            return clause
        return replace(clause, title=title, blocks=blocks, clauses=clauses)

    def term(self, entry: TermEntry) -> TermEntry:
        """Return one term entry."""
        designations = each(entry.designations, self.designation)
        definition, examples, notes = map(self.blocks, (entry.definition, entry.examples, entry.notes))
        source = each(entry.source, self.term_source)
        old = (entry.designations, entry.definition, entry.examples, entry.notes, entry.source)
        if all(map(is_, old, (designations, definition, examples, notes, source))):
            return entry
        return replace(
            entry, designations=designations, definition=definition, examples=examples, notes=notes, source=source
        )

    def designation(self, designation: Designation) -> Designation:
        """Return one designation."""
        words = self.inlines(designation.words)
        return designation if words is designation.words else replace(designation, words=words)

    def term_source(self, source: TermSource) -> TermSource:
        """Return one source line."""
        words = self.inlines(source.words)
        return source if words is source.words else replace(source, words=words)

    def standard(self, standard: Standard) -> Standard:
        """Return the whole standard."""
        clauses = each(standard.clauses, self.clause)
        footnotes = each(standard.footnotes, self.footnote)
        return replace(standard, clauses=clauses, footnotes=footnotes)


_WALKS: dict[type, Callable[[Rewriter, object], object]] = cast(
    "dict[type, Callable[[Rewriter, object], object]]",
    {
        Paragraph: lambda walk, block: walk.paragraph(block),
        List: lambda walk, block: walk.listed(block),
        Table: lambda walk, block: walk.table(block),
        Figure: lambda walk, block: walk.figure(block),
        Formula: lambda walk, block: walk.formula(block),
        DefinitionList: lambda walk, block: walk.definitions(block),
        Note: lambda walk, block: walk.aside(block),
        Example: lambda walk, block: walk.aside(block),
        WarningBlock: lambda walk, block: walk.aside(block),
        Quotation: lambda walk, block: walk.aside(block),
        CompoundProvision: lambda walk, block: walk.compound(block),
        References: lambda walk, block: walk.references(block),
    },
)
