"""A standard as indented lines, one for each thing in it: what it is, its label, its key, its words."""

from __future__ import annotations

from stdpub.model.content import (
    CodeBlock,
    CompoundProvision,
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
from stdpub.model.inlines import (
    Citation,
    CodeSpan,
    CrossReference,
    FootnoteReference,
    InlineFormula,
    Limit,
    LineBreak,
    Link,
    Mark,
    Picture,
)
from stdpub.model.provisions import Kind
from stdpub.model.standard import Clause


def outline(standard):
    """Return the whole standard."""
    lines = []
    for clause in standard.clauses:
        lines.extend(_part(clause))
    for footnote in standard.footnotes:
        lines.extend(_footnote(footnote))
    return "\n".join(lines) + "\n"


def _line(*parts):
    return " ".join(part for part in parts if part)


def _key(key):
    return f"{{{key}}}" if key else ""


def _label(label, number):
    return label if not number or number == label else f"{label or '-'} ({number})"


def _below(lines):
    return [f"  {line}" for line in lines]


def _blocks(blocks):
    return [line for block in blocks for line in _block(block)]


def _part(part):
    if isinstance(part, Clause):
        name = part.kind.value + ("" if part.normative else " informative")
        yield _line(name, _label(part.label, part.number), _key(part.key), words(part.title) or "-")
        yield from _below(_blocks(part.blocks))
        for below in part.clauses:
            yield from _below(_part(below))
        return
    yield _line("term", _label(part.label, part.number), _key(part.key))
    for one in part.designations:
        yield _line(f"  {one.status.value} {one.language}:", words(one.words))
    if part.domain:
        yield f"  domain: {part.domain}"
    yield from _below([f"definition {line}" for line in _blocks(part.definition)])
    yield from _below([*_blocks(part.examples), *_blocks(part.notes)])
    for source in part.source:
        yield _line("  source", _key(source.reference), words(source.words))


def _block(block):  # noqa: C901 - one case a kind, flat
    match block:
        case Paragraph():
            yield from _paragraph(block)
        case List():
            yield _line("list", "ordered" if block.ordered else "", f"under {block.lead}" if block.lead else "")
            for item in block.items:
                form = f"({item.verbal_form})" if item.verbal_form else ""
                kind = "" if item.kind is Kind.STATEMENT else item.kind.value
                yield _line("  item", _label(item.label, item.number), _key(item.key), kind, form)
                yield from _below(_below(_blocks(item.blocks)))
        case Table():
            yield from _table(block)
        case Figure():
            yield from _figure(block)
        case Formula():
            yield _line("formula", _label(block.label, block.number), _key(block.key), block.tex, block.lead)
            yield from _definitions(block.symbols)
        case CodeBlock():
            yield _line("code", block.language, _key(block.key), repr(block.text))
        case Note() | Example():
            name = type(block).__name__.lower()
            yield _line(name, _label(block.label, block.number), _key(block.key))
            yield from _below(_blocks(block.blocks))
        case WarningBlock():
            yield _line(block.kind, block.label, _key(block.key))
            yield from _below(_blocks(block.blocks))
        case Quotation():
            yield "quotation"
            yield from _below(_blocks(block.blocks))
        case DefinitionList():
            yield "definitions"
            yield from _definitions(block.items)
        case CompoundProvision():
            yield _line("compound", block.kind.value, _key(block.key), words(block.title))
            yield from _below(_blocks(block.blocks))
        case References():
            for entry in block.items:
                dated = "dated" if entry.dated else ""
                yield _line(
                    "reference", entry.label, _key(entry.key), f"<{entry.identifier}>", dated, words(entry.text)
                )


def _paragraph(block):
    name = "generated" if block.generated else "paragraph"
    yield _line(name, _key(block.key))
    for sentence in block.sentences:
        kind = "" if sentence.kind is Kind.STATEMENT else sentence.kind.value
        form = f"({sentence.verbal_form})" if sentence.verbal_form else ""
        yield _line(" ", kind, form, _key(sentence.key), "|", words(sentence.children))


def _table(block):
    yield _line("table", _label(block.label, block.number), _key(block.key), words(block.caption), block.path)
    if block.unit:
        yield f"  unit: {block.unit}"
    for name, rows in (("head", block.head), ("body", block.body)):
        for row in rows:
            yield _line(f"  {name} |", " | ".join(map(_cell, row.cells)))
    yield from _below(_blocks(block.notes))
    for footnote in block.footnotes:
        yield from _below(_footnote(footnote))


def _cell(cell):
    size = f"<{cell.row_span}x{cell.column_span}>" if (cell.row_span, cell.column_span) != (1, 1) else ""
    said = _line(f"limit={cell.limit}" if cell.limit else "", f"when={cell.when}" if cell.when else "")
    texts = []
    for block in cell.blocks:
        if isinstance(block, Paragraph):
            texts.extend(
                _line("" if one.kind is Kind.STATEMENT else f"[{one.kind.value}]", _key(one.key), words(one.children))
                for one in block.sentences
            )
        else:
            texts.append(" / ".join(line.strip() for line in _block(block)))
    return _line(size, cell.align, _key(cell.key), said, " ".join(texts) or "-")


def _figure(block):
    alt = f"alt={block.alt!r}" if block.alt else ""
    yield _line("figure", _label(block.label, block.number), _key(block.key), words(block.caption), block.path, alt)
    if block.unit:
        yield f"  unit: {block.unit}"
    for part in block.parts:
        yield from _below(_figure(part))
    yield from _definitions(block.legend)
    yield from _below(_blocks(block.notes))
    for footnote in block.footnotes:
        yield from _below(_footnote(footnote))


def _definitions(items):
    for item in items:
        yield _line("  meaning of", words(item.term) or "-")
        yield from _below(_below(_blocks(item.blocks)))


def _footnote(footnote):
    yield _line("footnote", footnote.label, f"[^{footnote.name}]")
    yield from _below(_blocks(footnote.blocks))


def words(nodes):
    """Return inline nodes with the names of their marks."""
    return "".join(map(_node, nodes))


def _node(node):
    match node:
        case Mark():
            return f"<{node.kind.value}>{words(node.children)}</{node.kind.value}>"
        case CodeSpan():
            return f"`{node.text}`"
        case InlineFormula():
            return f"${node.tex}$"
        case Link():
            return f"[{words(node.children)}]({node.href})"
        case Picture():
            return f"![{node.alt}]({node.path})"
        case LineBreak():
            return "<break>"
        case CrossReference():
            return f"[{words(node.children) or node.text} -> {node.target} {node.target_id}]"
        case Citation():
            return f"[{words(node.children) or node.text} -> cited {node.target_id or node.reference}]"
        case FootnoteReference():
            return f"[^{node.label}]"
        case Limit():
            return f"[{words(node.children)} -> limit {node.rule}]"
    return node.text
