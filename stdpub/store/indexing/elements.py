"""A standard in; everything of it that has an address out, in reading order, with the plain text it is found by."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

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
from stdpub.model.inlines import (
    Citation,
    CodeSpan,
    CrossReference,
    FootnoteReference,
    Inline,
    InlineFormula,
    Limit,
    Link,
    Mark,
    Picture,
    Text,
    VerbalForm,
)
from stdpub.model.provisions import Kind
from stdpub.model.source import Span
from stdpub.model.standard import Clause, Part, Standard
from stdpub.model.terms import TermEntry


@dataclass(frozen=True, slots=True)
class Element:
    """One addressable thing: `place` counts in reading order, `last` is the place of the last thing inside it.

    `start` and `end` bound its text in the text of the whole standard, in bytes; `own_end` is where its first subclause
    begins. `provision` is the kind of provision it is, empty for what is none; `clause` the place of its clause.
    """

    place: int
    last: int
    parent: int
    clause: int
    depth: int
    id: str
    key: str
    number: str
    label: str
    kind: str
    title: str
    provision: str
    verbal_form: str
    start: int
    own_end: int
    end: int
    span: Span


@dataclass(frozen=True, slots=True)
class Reading:
    """The addressable things of a standard, and its whole text as UTF-8."""

    elements: tuple[Element, ...]
    text: bytes


def read_elements(standard: Standard) -> Reading:
    """Return everything of a standard that has an address, and its text."""
    reader = _Reader()
    for clause in standard.clauses:
        reader.part(clause, 1)
    for footnote in standard.footnotes:
        reader.footnote(footnote)
    return Reading(tuple(reader.found), "".join(reader.pieces).encode())


class _Reader:
    """A walk over a standard that writes its text and notes where each thing begins and ends."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.size = 0
        self.found: list[Element] = []
        self.open: list[int] = []
        self.clauses: list[int] = []
        self.ending = "\n"

    def write(self, text: str) -> None:
        self.pieces.append(text)
        self.size += len(text.encode())

    def line(self, text: str) -> None:
        if text.strip():
            self.write(text + self.ending)

    @contextmanager
    def element(
        self,
        node: Clause | TermEntry | Block | ListItem | Sentence | Reference,
        kind: str,
        title: str = "",
        *,
        depth: int = 0,
        provision: str = "",
        verbal_form: str = "",
    ) -> Iterator[int]:
        """Note a thing around the text that is written meanwhile, if it has an address; yield its place, else -1."""
        key, number = getattr(node, "key", ""), getattr(node, "number", "")
        name: str = getattr(node, "id", "")
        if not name or not (key or number):
            yield -1
            return
        place = len(self.found)
        parent = self.open[-1] if self.open else -1
        clause = self.clauses[-1] if self.clauses else -1
        element = Element(
            place=place,
            last=place,
            parent=parent,
            clause=clause,
            depth=depth,
            id=name,
            key=key,
            number=number,
            label=getattr(node, "label", ""),
            kind=kind,
            title=" ".join(title.split()),
            provision=provision,
            verbal_form=verbal_form,
            start=self.size,
            own_end=0,
            end=0,
            span=node.span,
        )
        self.found.append(element)
        self.open.append(place)
        if depth:
            self.clauses.append(place)
        yield place
        self.open.pop()
        if depth:
            self.clauses.pop()
        own_end = self.found[place].own_end or self.size
        self.found[place] = replace(element, last=len(self.found) - 1, own_end=own_end, end=self.size)

    def part(self, node: Part, depth: int) -> None:
        if isinstance(node, TermEntry):
            self.term(node, depth)
            return
        title = printed(node.title)
        with self.element(node, node.kind.value, title, depth=depth) as place:
            self.line(_spaced(node.label, title))
            self.blocks(node.blocks)
            if place >= 0:
                self.found[place] = replace(self.found[place], own_end=self.size)
            for part in node.clauses:
                self.part(part, depth + 1)

    def term(self, node: TermEntry, depth: int) -> None:
        words = [printed(designation.words) for designation in node.designations]
        with self.element(node, "term", words[0] if words else "", depth=depth):
            self.line(_spaced(node.label, *words[:1]))
            for word in words[1:]:
                self.line(word)
            self.blocks(node.definition)
            self.blocks(node.examples)
            self.blocks(node.notes)
            for source in node.source:
                self.line(printed(source.words))

    def blocks(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            self.block(block)

    def block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self.paragraph(block)
            case List():
                for item in block.items:
                    self.item(item)
            case Table():
                self.table(block)
            case Figure():
                self.figure(block)
            case Formula():
                self.formula(block)
            case CodeBlock():
                with self.element(block, "code"):
                    self.line(block.text)
            case Note() | Example() | WarningBlock():
                kind = {Note: "note", Example: "example", WarningBlock: "warning"}[type(block)]
                with self.element(block, kind):
                    self.labelled(block.label, block.blocks)
            case CompoundProvision():
                self.compound(block)
            case _:
                self.plainer_block(block)

    def plainer_block(self, block: Quotation | DefinitionList | References) -> None:
        match block:
            case Quotation():
                self.blocks(block.blocks)
            case DefinitionList():
                self.definitions(block.items)
            case References():
                for entry in block.items:
                    title = entry.identifier or printed(entry.text)
                    with self.element(entry, "reference", title):
                        self.line(
                            " ".join(part for part in (entry.label, entry.identifier) if part) + printed(entry.text)
                        )

    def paragraph(self, block: Paragraph) -> None:
        with self.element(block, "paragraph"):
            for sentence in block.sentences:
                provision = "" if sentence.kind is Kind.STATEMENT else sentence.kind.value
                with self.element(sentence, "provision", provision=provision, verbal_form=sentence.verbal_form):
                    self.write(printed(sentence.children))
            self.write(self.ending)

    def item(self, node: ListItem) -> None:
        provision = "" if node.kind is Kind.STATEMENT else node.kind.value
        with self.element(node, "item", provision=provision, verbal_form=node.verbal_form):
            self.labelled(node.label, node.blocks)

    def labelled(self, label: str, blocks: tuple[Block, ...]) -> None:
        self.write(f"{label} " if label else "")
        self.blocks(blocks)

    def table(self, node: Table) -> None:
        title = printed(node.caption)
        with self.element(node, "table", title):
            self.line(_spaced(node.label, title))
            self.line(node.unit)
            for row in (*node.head, *node.body):
                self.row(row)
            self.blocks(node.notes)
            for footnote in node.footnotes:
                self.footnote(footnote)

    def row(self, row: Row) -> None:
        self.ending = " "
        for place, cell in enumerate(row.cells):
            self.write("\t" if place else "")
            self.blocks(cell.blocks)
        self.ending = "\n"
        self.write("\n")

    def figure(self, node: Figure) -> None:
        title = printed(node.caption)
        with self.element(node, "figure", title):
            self.line(_spaced(node.label, title))
            self.line(node.alt)
            self.line(node.unit)
            for part in node.parts:
                self.figure(part)
            self.definitions(node.legend)
            self.blocks(node.notes)
            for footnote in node.footnotes:
                self.footnote(footnote)

    def formula(self, node: Formula) -> None:
        with self.element(node, "formula"):
            self.line(f"{node.tex} {node.label}".rstrip())
            self.line(node.lead)
            self.definitions(node.symbols)

    def compound(self, node: CompoundProvision) -> None:
        provision = "" if node.kind is Kind.STATEMENT else node.kind.value
        with self.element(node, "provision", printed(node.title), provision=provision):
            self.line(_spaced(node.label, printed(node.title)))
            self.blocks(node.blocks)

    def definitions(self, items: tuple[Definition, ...]) -> None:
        for item in items:
            self.write(f"{printed(item.term).strip()} ")
            self.blocks(item.blocks)

    def footnote(self, node: Footnote) -> None:
        self.labelled(node.label, node.blocks)


def printed(nodes: tuple[Inline, ...]) -> str:
    """Return inline nodes as a text without marks: formulas as TeX, pictures as what they show, no footnote marks."""
    return "".join(map(_printed, nodes))


def _printed(node: Inline) -> str:
    match node:
        case Text() | CodeSpan() | VerbalForm():
            return node.text
        case CrossReference() | Citation():
            return printed(node.children) if node.children else node.text
        case Mark() | Link() | Limit():
            return printed(node.children)
        case InlineFormula():
            return node.tex
        case Picture():
            return f"[{node.alt}]" if node.alt else ""
        case FootnoteReference():
            return ""
        case _:
            return " "


def _spaced(*pieces: str) -> str:
    return " ".join(piece for piece in pieces if piece)
