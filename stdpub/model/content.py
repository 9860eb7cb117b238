"""What stands inside a clause: sentences and blocks, as the author wrote them and numbered.

Every addressable thing carries `key` (the author's or a minted one, empty in a draft without), `id` (the key, or one
generated inside its keyed parent with a dot, which no key can contain), `number` (as addresses write it: `table-2`) and
`label` (as the page prints it: `表2`); number and label are empty until `read/numbering.py` has run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from stdpub.model.inlines import Inline
from stdpub.model.provisions import Kind
from stdpub.model.quantities import LimitReading
from stdpub.model.source import Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a paragraph with the white space after it; a provision unless its kind is statement."""

    children: tuple[Inline, ...]
    kind: Kind
    verbal_form: str
    key: str
    id: str
    span: Span
    given: bool = False  # the author named the kind (`{.requirement}`), not the words


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together; `generated` marks a sentence the rulebook prescribes and nobody typed."""

    sentences: tuple[Sentence, ...]
    key: str
    id: str
    generated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item; its first paragraph's kind is its own, or the lead-in's where it has no verbal form."""

    blocks: tuple[Block, ...]
    kind: Kind
    verbal_form: str
    key: str
    id: str
    number: str
    label: str
    span: Span
    given: bool = False  # the author named the kind (`{.requirement}`), not the words


@dataclass(frozen=True, slots=True)
class List:
    """A list under a lead-in; `lead` is the id of the provision whose kind the items inherit, else empty."""

    ordered: bool
    items: tuple[ListItem, ...]
    lead: str
    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table with its spans; `limit` and `when` are the attributes that its column's header carries.

    `limits` is what a cell below such a header limits: one reading, none where the cell says nothing.
    """

    blocks: tuple[Block, ...]
    header: bool
    row_span: int
    column_span: int
    align: str
    limit: str
    when: str
    key: str
    id: str
    headers: tuple[str, ...]
    span: Span
    limits: tuple[LimitReading, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One row; joined cells stand in their first row only."""

    cells: tuple[Cell, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote of the text, or of one table or figure; provisions may stand in the latter only."""

    name: str
    label: str
    blocks: tuple[Block, ...]
    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Table:
    """A table with caption, unit line, header rows, body rows, notes and footnotes; `columns` is its width in cells."""

    caption: tuple[Inline, ...]
    unit: str
    columns: int
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    notes: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    path: str
    key: str
    id: str
    number: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with caption and alternative text, or the parts a), b) of one; `legend` is its key to numbered items."""

    caption: tuple[Inline, ...]
    path: str
    alt: str
    parts: tuple[Figure, ...]
    unit: str
    legend: tuple[Definition, ...]
    notes: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    key: str
    id: str
    number: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Definition:
    """A term or symbol with what it stands for."""

    term: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Formula:
    """A displayed formula: TeX, MathML markup without the `math` wrapper, and the symbols explained below it.

    `numbered` says that the author asks for a number; one that is cited gets it anyway.
    """

    tex: str
    mathml: str
    lead: str
    symbols: tuple[Definition, ...]
    key: str
    id: str
    number: str
    label: str
    span: Span
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Lines of a formal language."""

    text: str
    language: str
    key: str
    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Note:
    """Additional information; holds no provision."""

    blocks: tuple[Block, ...]
    key: str
    id: str
    number: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Example:
    """An illustration; holds no provision of its own."""

    blocks: tuple[Block, ...]
    key: str
    id: str
    number: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class WarningBlock:
    """Danger, warning, caution or an important notice (`kind`), set before the text it guards."""

    kind: str
    blocks: tuple[Block, ...]
    key: str
    id: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of another document set apart."""

    blocks: tuple[Block, ...]
    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class DefinitionList:
    """Terms or symbols with their meanings that are no term entries."""

    items: tuple[Definition, ...]
    id: str
    span: Span


@dataclass(frozen=True, slots=True)
class CompoundProvision:
    """A provision of several blocks, `::: requirement {#key}`; further provisions may nest in it."""

    kind: Kind
    title: tuple[Inline, ...]
    blocks: tuple[Block, ...]
    key: str
    id: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class Reference:
    """One entry of the normative references or the bibliography; `text` holds title and the rest after the identifier."""

    identifier: str
    dated: bool
    text: tuple[Inline, ...]
    key: str
    id: str
    label: str
    span: Span


@dataclass(frozen=True, slots=True)
class References:
    """The entries of normative references or bibliography."""

    items: tuple[Reference, ...]
    id: str
    span: Span


Block: TypeAlias = (
    Paragraph
    | List
    | Table
    | Figure
    | Formula
    | CodeBlock
    | Note
    | Example
    | WarningBlock
    | Quotation
    | DefinitionList
    | CompoundProvision
    | References
)
