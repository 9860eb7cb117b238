"""Short constructors of the model for tests: words in, nodes without ids, numbers and places out."""

from __future__ import annotations

from stdpub.model.content import (
    Block,
    Cell,
    Definition,
    Figure,
    Formula,
    List,
    ListItem,
    Paragraph,
    Row,
    Sentence,
    Table,
)
from stdpub.model.inlines import CrossReference, FootnoteReference, Inline, Limit, Text, VerbalForm
from stdpub.model.provisions import Kind
from stdpub.model.source import Span
from stdpub.model.standard import Clause, ClauseKind

HERE = Span("standard.md", 1, 1, 1, 2)

Content = str | Inline
Blocks = tuple[Block, ...]


def inlines(*content: Content) -> tuple[Inline, ...]:
    """Return inline nodes; a string becomes Text."""
    return tuple(Text(node, HERE) if isinstance(node, str) else node for node in content)


def sentence(*content: Content, kind: Kind = Kind.STATEMENT, verbal_form: str = "", key: str = "") -> Sentence:
    """Return one sentence; its verbal form is found in its words unless it is told."""
    nodes = inlines(*content)
    found = next((node.text for node in nodes if isinstance(node, VerbalForm)), "")
    return Sentence(nodes, kind, verbal_form or found, key, "", HERE)


def paragraph(*content: Content | Sentence, key: str = "", generated: bool = False) -> Paragraph:
    """Return a paragraph of the sentences given, or of one sentence made of the inline content."""
    if content and all(isinstance(node, Sentence) for node in content):
        return Paragraph(tuple(node for node in content if isinstance(node, Sentence)), key, "", generated, HERE)
    words = [node for node in content if not isinstance(node, Sentence)]
    return Paragraph((sentence(*words),), key, "", generated, HERE)


def shall(before: str, after: str, key: str = "") -> Sentence:
    """Return a requirement with its verbal form between two runs of words."""
    return sentence(before, VerbalForm("shall", HERE), after, kind=Kind.REQUIREMENT, key=key)


def limit(words: str, rule: str, when: str = "", compare: str = "") -> Limit:
    """Return words that limit a quantity."""
    return Limit("", rule, when, compare, inlines(words), HERE)


def reference(key: str, *content: Content) -> CrossReference:
    """Return a cross-reference that `identified` resolves."""
    return CrossReference(key, inlines(*content), "", "", "", HERE)


def footnote_mark(name: str) -> FootnoteReference:
    """Return the mark of a footnote that `identified` resolves."""
    return FootnoteReference(name, "", "", HERE)


def item(*blocks: Block, kind: Kind = Kind.STATEMENT, verbal_form: str = "", key: str = "") -> ListItem:
    """Return one list item."""
    return ListItem(blocks, kind, verbal_form, key, "", "", "", HERE)


def listed(*items: ListItem, ordered: bool = False) -> List:
    """Return a list."""
    return List(ordered, items, "", "", HERE)


def cell(*content: Content | Blocks, header: bool = False, rows: int = 1, columns: int = 1, align: str = "") -> Cell:
    """Return a cell with one paragraph of the inline content, or with the blocks given."""
    blocks: list[Block] = []
    words: list[Content] = []
    for node in content:
        if isinstance(node, tuple):
            blocks.extend(node)
        else:
            words.append(node)
    if words:
        blocks.insert(0, paragraph(*words))
    return Cell(tuple(blocks), header, rows, columns, align, "", "", "", "", (), HERE)


def row(*cells: Cell | str) -> Row:
    """Return a row; a string becomes a cell with these words."""
    return Row(tuple(cell(one) if isinstance(one, str) else one for one in cells), HERE)


def table(*content: Content, head: tuple[Row, ...] = (), body: tuple[Row, ...] = (), key: str = "") -> Table:
    """Return a table with the inline content as its caption."""
    first = (head + body)[0]
    width = sum(one.column_span for one in first.cells)
    return Table(inlines(*content), "", width, head, body, (), (), "", key, "", "", "", HERE)


def figure(*content: Content, path: str = "", alt: str = "", key: str = "") -> Figure:
    """Return a figure with the inline content as its caption."""
    return Figure(inlines(*content), path, alt, (), "", (), (), (), key, "", "", "", HERE)


def formula(
    tex: str, mathml: str, *symbols: Definition, lead: str = "", key: str = "", numbered: bool = False
) -> Formula:
    """Return a displayed formula; a numbered one gets its label from `identified`."""
    return Formula(tex, mathml, lead, symbols, key, "", "", "", HERE, numbered)


def clause(
    title: str, *blocks: Block, kind: ClauseKind = ClauseKind.CLAUSE, key: str = "", normative: bool = True
) -> Clause:
    """Return a clause without subclauses."""
    return Clause(kind, inlines(title) if title else (), blocks, (), 1, normative, None, key, "", "", "", HERE)
