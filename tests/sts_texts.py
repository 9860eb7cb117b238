"""The text of a standard in reading order, once out of the model and once out of its XML, to hold one against the other.

Labels and generated words are left out, line breaks do not count, formulas and pictures are U+FFFC.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

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
    Note,
    Paragraph,
    Quotation,
    References,
    Table,
    WarningBlock,
)
from stdpub.model.inlines import OBJECT, plain
from stdpub.model.standard import Part, Standard
from stdpub.model.terms import TermEntry

TBX = "{urn:iso:std:iso:30042:ed-1}"
SILENT = frozenset({"label", "annex-type", "std-id-group", "alt-text", "processing-meta", "std-meta"})
JOINTS = " ,\u3000"
"""What parts an identifier from its title: printed where the author wrote nothing there, so it is held against nothing."""
OBJECTS = frozenset({"inline-formula", "inline-graphic", "{http://www.w3.org/1998/Math/MathML}math"})


def text_of_xml(xml: bytes) -> str:
    """Return the text of a document."""
    return "".join(_xml(etree.fromstring(xml))).replace("\n", "")


def _xml(element: etree._Element) -> Iterator[str]:
    if element.tag in OBJECTS or _is_tex(element):
        yield OBJECT
    elif element.tag not in SILENT and element.get("ref-type") not in {"fn", "table-fn"}:
        if element.tag == "std" and element.getparent().tag == "ref":
            yield element[0].text
            yield "".join([element[0].tail or "", *_inside(element[1:])]).lstrip(JOINTS)
            return
        yield element.text or ""
        yield from _inside(element)


def _inside(elements: Iterable[etree._Element]) -> Iterator[str]:
    for child in elements:
        yield from _xml(child)
        yield child.tail or ""


def _is_tex(element: etree._Element) -> bool:
    return element.tag == "inline-code" and element.get("language") == "tex"


def text_of_model(standard: Standard) -> str:
    """Return the text of a standard."""
    pieces = [piece for clause in standard.clauses for piece in _part(clause)]
    pieces += [piece for footnote in standard.footnotes for piece in _blocks(footnote.blocks)]
    return "".join(pieces).replace("\n", "")


def _part(part: Part) -> Iterator[str]:
    if isinstance(part, TermEntry):
        yield from _term(part)
        return
    yield plain(part.title)
    for block in part.blocks:
        yield from _block(block)
    for inner in part.clauses:
        yield from _part(inner)


def _term(entry: TermEntry) -> Iterator[str]:
    yield entry.domain
    yield from _blocks((*entry.definition, *entry.examples, *entry.notes))
    for source in entry.source:
        yield plain(source.words)
    first = entry.designations[0].language
    languages = dict.fromkeys((first, *(one.language for one in entry.designations)))
    for language in languages:
        for one in entry.designations:
            if one.language == language:
                yield plain(one.words)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from _block(block)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            for sentence in block.sentences:
                yield plain(sentence.children)
        case List():
            for item in block.items:
                yield from _blocks(item.blocks)
        case Table() | Figure():
            yield from _float(block)
        case Formula():
            yield OBJECT
            yield from _definitions(block.symbols)
        case CodeBlock():
            yield block.text
        case DefinitionList():
            yield from _definitions(block.items)
        case Note() | Example() | WarningBlock() | Quotation():
            yield from _blocks(block.blocks)
        case CompoundProvision():
            yield plain(block.title)
            yield from _blocks(block.blocks)
        case References():
            for entry in block.items:
                yield entry.identifier
                yield plain(entry.text).lstrip(JOINTS) if entry.identifier else plain(entry.text)


def _float(block: Table | Figure) -> Iterator[str]:
    yield plain(block.caption)
    yield block.unit
    if isinstance(block, Table):
        for row in (*block.head, *block.body):
            for cell in row.cells:
                yield from _blocks(cell.blocks)
    else:
        yield from _definitions(block.legend)
        if not block.parts:
            yield from _below(block)
    if isinstance(block, Table) or block.parts:
        yield from _below(block)
    for part in block.parts if isinstance(block, Figure) else ():
        yield from _float(part)


def _below(block: Table | Figure) -> Iterator[str]:
    yield from _blocks(block.notes)
    for footnote in block.footnotes:
        yield from _blocks(footnote.blocks)


def _definitions(items: tuple[Definition, ...]) -> Iterator[str]:
    for item in items:
        yield plain(item.term)
        yield from _blocks(item.blocks)
