"""Write a standard as plain text: what a reader sees, labels included, one block a line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
    Row,
    Table,
    WarningBlock,
)
from stdpub.model.inlines import (
    Citation,
    CodeSpan,
    CrossReference,
    FootnoteReference,
    Inline,
    InlineFormula,
    Limit,
    LineBreak,
    Link,
    Mark,
    Picture,
    Text,
    VerbalForm,
)
from stdpub.model.rulebooks import Wording, unit_line, wording
from stdpub.model.standard import Clause, Part, Standard
from stdpub.model.terms import Designation, Status, TermEntry
from stdpub.write.printed import (
    annex_status,
    domain_words,
    entry_joint,
    full_title,
    label_joint,
    reference,
    split_at_hole,
)


def write_text(standard: Standard) -> str:
    """Return the whole text of a standard; formulas stand as TeX, pictures as their alternative text in brackets."""
    header = standard.header
    opening = (reference(header), *(full_title(title, header.rulebook) for title in header.titles), "")
    return "\n".join((*opening, *body_lines(standard, objects=True))).rstrip() + "\n"


def body_lines(standard: Standard, *, objects: bool) -> Iterator[str]:
    """Yield the lines of clauses and footnotes; without `objects` only what stands on a page as letters."""
    form = _Form(standard, wording(standard.header.rulebook, standard.header.language), objects)
    for clause in standard.clauses:
        yield from form.part(clause)
    for footnote in standard.footnotes:
        yield from form.led(footnote.label, footnote.blocks)


def block_lines(standard: Standard, blocks: tuple[Block, ...]) -> Iterator[str]:
    """Yield the lines of some blocks as they stand on a page."""
    words = wording(standard.header.rulebook, standard.header.language)
    yield from _Form(standard, words, objects=False).blocks(blocks)


@dataclass(frozen=True, slots=True)
class _Form:
    """How the nodes of one standard are put into words."""

    standard: Standard
    words: Wording
    objects: bool

    def part(self, part: Part) -> Iterator[str]:
        if isinstance(part, TermEntry):
            yield from self.term_entry(part)
            return
        yield from self.clause(part)
        for below in part.clauses:
            yield from self.part(below)

    def clause(self, clause: Clause) -> Iterator[str]:
        if clause.title or not clause.label:
            yield _spaced(clause.label, annex_status(self.words, clause), self.run(clause.title))
            yield from self.blocks(clause.blocks)
        else:
            yield from self.led(clause.label, clause.blocks)

    def term_entry(self, entry: TermEntry) -> Iterator[str]:
        yield entry.label
        for designation in entry.designations:
            yield self.designation(designation)
        yield from self.led(domain_words(self.standard.header.language, entry.domain).strip(), entry.definition)
        yield from self.blocks(entry.examples)
        yield from self.blocks(entry.notes)
        before, after = split_at_hole(self.words.source)
        for source in entry.source:
            yield before + self.run(source.words) + after

    def designation(self, designation: Designation) -> str:
        words = self.run(designation.words)
        return self.words.deprecated.format(words) if designation.status is Status.DEPRECATED else words

    def blocks(self, blocks: tuple[Block, ...]) -> Iterator[str]:
        for block in blocks:
            yield from self.block(block)

    def led(self, label: str, blocks: tuple[Block, ...]) -> Iterator[str]:
        """Yield the lines of blocks, a label before the first of them."""
        if blocks and isinstance(blocks[0], Paragraph):
            yield _spaced(label, self.paragraph(blocks[0]))
            yield from self.blocks(blocks[1:])
        else:
            yield from filter(None, (label,))
            yield from self.blocks(blocks)

    def block(self, block: Block) -> Iterator[str]:
        match block:
            case Paragraph():
                yield self.paragraph(block)
            case List(items=items):
                for item in items:
                    yield from self.led(item.label, item.blocks)
            case Note(label=label) | Example(label=label) | WarningBlock(label=label):
                yield from self.led(label, block.blocks)
            case CompoundProvision():
                yield from filter(None, (_spaced(block.label, self.run(block.title)),))
                yield from self.blocks(block.blocks)
            case Quotation(blocks=inner):
                yield from self.blocks(inner)
            case CodeBlock(text=text):
                yield from text.splitlines()
            case DefinitionList(items=entries):
                yield from self.definitions(entries)
            case References():
                yield from self.references(block)
            case Table() | Figure() | Formula():
                yield from self.floating(block)

    def floating(self, block: Table | Figure | Formula) -> Iterator[str]:
        match block:
            case Table():
                yield from self.table(block)
            case Figure():
                yield from self.figure(block)
            case Formula():
                shown = block.tex if self.objects or not block.mathml else ""
                yield from filter(None, (_spaced(shown, block.label), block.lead))
                yield from self.definitions(block.symbols)

    def table(self, table: Table) -> Iterator[str]:
        yield from filter(None, (self.caption(table), self.unit(table)))
        for row in (*table.head, *table.body):
            yield self.row(row)
        yield from self.blocks(table.notes)
        yield from self.local(table.footnotes)

    def row(self, row: Row) -> str:
        return "\t".join(" ".join(filter(None, self.blocks(cell.blocks))) for cell in row.cells)

    def figure(self, figure: Figure) -> Iterator[str]:
        yield from filter(None, (self.unit(figure), f"[{figure.alt}]" if self.objects and figure.alt else ""))
        for part in figure.parts:
            yield from self.figure(part)
        yield from (self.words.key, *self.definitions(figure.legend)) if figure.legend else ()
        yield from self.blocks(figure.notes)
        yield from self.local(figure.footnotes)
        yield from filter(None, (self.caption(figure),))

    def caption(self, node: Table | Figure) -> str:
        joint = label_joint(self.words, node.label) if node.caption else ""
        return f"{node.label}{joint}{self.run(node.caption)}"

    def unit(self, node: Table | Figure) -> str:
        return unit_line(self.words, node.unit) if node.unit else ""

    def local(self, footnotes: tuple[Footnote, ...]) -> Iterator[str]:
        for footnote in footnotes:
            yield from self.led(footnote.label, footnote.blocks)

    def definitions(self, entries: tuple[Definition, ...]) -> Iterator[str]:
        for entry in entries:
            yield from self.led(self.run(entry.term), entry.blocks)

    def references(self, block: References) -> Iterator[str]:
        for entry in block.items:
            joint = entry_joint(self.standard.header, entry)
            yield _spaced(entry.label, f"{entry.identifier}{joint}{self.run(entry.text)}")

    def paragraph(self, paragraph: Paragraph) -> str:
        return "".join(self.run(sentence.children) for sentence in paragraph.sentences).strip()

    def run(self, nodes: tuple[Inline, ...]) -> str:
        return "".join(self.inline(node) for node in nodes)

    def inline(self, node: Inline) -> str:
        match node:
            case Text(text=text) | CodeSpan(text=text) | VerbalForm(text=text):
                return text
            case Mark(children=children) | Link(children=children) | Limit(children=children):
                return self.run(children)
            case CrossReference() | Citation():
                fallback = node.key if isinstance(node, CrossReference) else node.reference
                return self.run(node.children) if node.children else node.text or fallback
            case FootnoteReference():
                return node.label or node.name
            case InlineFormula():
                return node.tex if self.objects or not node.mathml else ""
            case Picture(alt=alt):
                return f"[{alt}]" if self.objects and alt else ""
            case LineBreak():
                return " "
        return ""


def _spaced(*parts: str) -> str:
    return " ".join(part for part in parts if part)
