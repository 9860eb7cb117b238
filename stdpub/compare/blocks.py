"""A block, float, term entry or reference in; its words, added to what a thing says itself, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import blake2b

from stdpub.compare.passages import CODE, Own
from stdpub.model.content import (
    Block,
    Cell,
    CodeBlock,
    CompoundProvision,
    Definition,
    DefinitionList,
    Example,
    Figure,
    Formula,
    List,
    Note,
    Paragraph,
    Quotation,
    Reference,
    References,
    Row,
    Table,
    WarningBlock,
)
from stdpub.model.provisions import Kind
from stdpub.model.terms import TermEntry


def say_block(block: Block, own: Own, inside: str) -> None:
    """Add all words of a block, and of what stands in it, as words of the thing itself."""
    match block:
        case Paragraph():
            own.line()
            for sentence in block.sentences:
                own.say(sentence.children, sentence.kind, inside)
        case List():
            for item in block.items:
                own.line()
                _say_all(item.blocks, own, inside)
        case Note():
            _say_all(block.blocks, own, inside or "note")
        case Example():
            _say_all(block.blocks, own, inside or "example")
        case Quotation():
            _say_all(block.blocks, own, "quotation")
        case WarningBlock():
            own.marks.append(block.kind)
            _say_all(block.blocks, own, inside or "warning")
        case CompoundProvision():
            own.line()
            own.say(block.title, block.kind, inside)
            _say_all(block.blocks, own, inside)
        case CodeBlock():
            own.line()
            own.tell(block.text, f"{CODE}{block.text.strip()}{CODE}", inside or "code")
        case DefinitionList():
            _say_definitions(block.items, own, inside or "symbol")
        case References():
            for entry in block.items:
                own.line()
                say_reference(entry, own)
        case _:
            _say_float(block, own)


def _say_float(block: Table | Figure | Formula, own: Own) -> None:
    own.line()
    if isinstance(block, Formula):
        say_formula(block, own)
        return
    own.say(block.caption)
    if isinstance(block, Table):
        say_table(block, own)
    else:
        say_figure(block, own, {})
    _say_all(block.notes, own, "note")
    for footnote in block.footnotes:
        _say_all(footnote.blocks, own, "footnote")


def _say_all(blocks: tuple[Block, ...], own: Own, inside: str) -> None:
    for block in blocks:
        say_block(block, own, inside)


def _say_definitions(items: tuple[Definition, ...], own: Own, inside: str) -> None:
    for item in items:
        own.line()
        own.say(item.term, inside=inside)
        own.lines[-1].append(": ")
        for block in item.blocks:
            if isinstance(block, Paragraph):
                for sentence in block.sentences:
                    own.say(sentence.children, sentence.kind, inside)
            else:
                say_block(block, own, inside)


def say_table(table: Table, own: Own) -> None:
    """Add the unit line and the rows of a table, cells parted by ` | `."""
    own.tell(table.unit, inside="row")
    for row in (*table.head, *table.body):
        own.line()
        said = [_cell(cell, own) for cell in row.cells]
        own.tell(" | ".join(text for text, _ in said), " | ".join(words for _, words in said), inside="row")
        own.marks.append(_shape(row))


def provision_cells(table: Table) -> Iterator[Cell]:
    """Yield the cells of a table that are provisions and have a key: they are compared by themselves."""
    for row in table.body:
        for cell in row.cells:
            if is_provision(cell):
                yield cell


def is_provision(cell: Cell) -> bool:
    """Tell whether a cell is a provision that has a key."""
    if not cell.key or cell.header or not cell.blocks:
        return False
    first = cell.blocks[0]
    return isinstance(first, Paragraph) and any(sentence.kind is not Kind.STATEMENT for sentence in first.sentences)


def _cell(cell: Cell, own: Own) -> tuple[str, str]:
    """Return the words of a cell, and the same without generated ones; none of one that is compared by itself."""
    if is_provision(cell):
        return "", ""
    if len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph):
        parts = [own.words(sentence.children) for sentence in cell.blocks[0].sentences]
        return "".join([text for text, _ in parts]), "".join([said for _, said in parts])
    inner = Own()
    _say_all(cell.blocks, inner, "row")
    own.pointers += inner.pointers
    own.marks += inner.marks
    own.footnotes += inner.footnotes
    return inner.text(), "\n".join(one.said for one in inner.passages)


def _shape(row: Row) -> str:
    """Return what the cells of a row are beside their words: joined, headers, limits."""
    return ";".join(
        f"{cell.row_span}{cell.column_span}{'h' if cell.header else ''}{cell.limit}{cell.when}" for cell in row.cells
    )


def say_figure(figure: Figure, own: Own, assets: Mapping[str, bytes]) -> None:
    """Add the words of a figure; its picture counts by its bytes."""
    content = assets.get(figure.path)
    own.marks.append(figure.path if content is None else blake2b(content, digest_size=16).hexdigest())
    own.tell(figure.alt)
    own.line()
    own.tell(figure.unit)
    for part in figure.parts:
        own.line()
        own.say(part.caption)
        say_figure(part, own, assets)
    _say_definitions(figure.legend, own, "symbol")


def say_formula(formula: Formula, own: Own) -> None:
    """Add a formula as TeX, its lead-in and the symbols below it."""
    own.tell(formula.tex, inside="formula")
    own.line()
    own.tell(formula.lead)
    _say_definitions(formula.symbols, own, "symbol")


def say_reference(entry: Reference, own: Own) -> None:
    """Add the identifier of an entry and the rest of it."""
    words, said = own.words(entry.text)
    joint = ", " if entry.identifier and words.strip() else ""
    own.tell(f"{entry.identifier}{joint}{words}", f"{entry.identifier}{joint}{said}")


def say_term(entry: TermEntry, own: Own) -> None:
    """Add designations, definition, examples, notes and sources of an entry."""
    for one in entry.designations:
        own.line()
        own.marks.append(one.status.value)
        own.say(one.words, inside="designation")
    own.line()
    own.tell(entry.domain, inside="designation")
    for blocks, inside in ((entry.definition, "definition"), (entry.examples, "example"), (entry.notes, "note")):
        own.line()
        _say_all(blocks, own, inside)
    for source in entry.source:
        own.line()
        own.say(source.words, inside="source")
