"""A standard in; the normative content of everything in it that has an id, and what each thing rests on, out.

Normative content is what binds: words without marks, white space and forms of punctuation, the kinds of provisions, the
values of limits after exact conversion of units, the keys of what is pointed to. Notes, examples, footnotes of the text,
informative elements and sentences that stdpub generates have none. A thing rests on what its normative words point to,
on the entries of the documents that they cite, on the terms and symbols that they use, and an item on its lead-in; on
elements of other standards, too, by names that begin with `@` where the library is asked for them, with `=` where an
entry names a document.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from stdpub.compare.hashing.content_hashes import Canonical, one_line, picture_sums
from stdpub.compare.hashing.normative_words import NormativeWords, Said
from stdpub.compare.hashing.term_finding import Use, found_in
from stdpub.model.content import (
    Block,
    Cell,
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
    Sentence,
    Table,
    WarningBlock,
)
from stdpub.model.inlines import Inline
from stdpub.model.standard import Clause, ClauseKind, Part, Standard
from stdpub.model.terms import Designation, TermEntry

DOCUMENT = "="
"""Begins the name of a document that an entry of the references names by its identifier."""

TermsOf = Callable[[str], Iterable[tuple[Designation, str]]]
"""Gives, by the name of another standard or document, the designations of its terms with the name of what defines each."""


@dataclass(slots=True)
class Normative:
    """The normative content of things by id, and the ids of what each rests on; a symbol's id is made up."""

    contents: dict[str, Canonical] = field(default_factory=dict)
    rests: dict[str, set[str]] = field(default_factory=dict)


def normative(standard: Standard, terms_of: TermsOf = lambda _: ()) -> Normative:
    """Return the normative content of a standard; its terms clause may take over the terms of others."""
    walk = _Walk(standard)
    for clause in standard.clauses:
        if _binds(clause):
            walk.part(clause)
    for source in walk.sources():
        walk.names.extend(Use(word, name) for word, name in terms_of(source))
    for within, uses in found_in(standard.header.language, walk.names, walk.texts):
        for thing in within:
            walk.found.rests[thing].update(uses - {thing})
    return walk.found


def _binds(clause: Clause) -> bool:
    """Tell whether a clause binds; which edition of a document is referred to does."""
    return clause.normative or clause.kind is ClauseKind.NORMATIVE_REFERENCES


class _Walk:
    """A walk over what is normative, that leaves it in `found`; `above` are the ids of what stands around a node."""

    def __init__(self, standard: Standard) -> None:
        self.found = Normative()
        self.above: tuple[str, ...] = ()
        self.names: list[Use] = []
        self.texts: list[tuple[str, tuple[str, ...]]] = []
        footnotes = frozenset(footnote.id for footnote in standard.footnotes)
        self._words = NormativeWords(standard.header, picture_sums(standard), footnotes)
        self._symbols = False
        self._documents: dict[str, str] = {}
        self._terms: list[str] = []

    def sources(self) -> Iterator[str]:
        """Yield the names of the standards and documents that the terms clause points to."""
        for name in dict.fromkeys(target for part in self._terms for target in sorted(self.found.rests[part])):
            yield self._documents.get(name, name)

    def part(self, part: Part) -> Canonical:
        """Keep the content of a clause or term entry and return it."""
        if isinstance(part, TermEntry):
            return self._kept(part.id, self._term(part))
        before = self._symbols
        self._symbols = before or part.kind is ClauseKind.SYMBOLS
        content = self._kept(part.id, self._clause(part))
        self._symbols = before
        if part.kind is ClauseKind.TERMS and part.id:
            self._terms.append(part.id)
        return content

    def _kept(self, name: str, content: Iterator[Canonical]) -> list[Canonical]:
        """Read the content of a thing as standing in it, and keep it where the thing has an id."""
        before = self.above
        if name:
            self.above = (*before, name)
            self.found.rests[name] = set()
        made = list(content)
        if name:
            self.found.contents[name] = made
        self.above = before
        return made

    def _clause(self, clause: Clause) -> Iterator[Canonical]:
        yield "clause"
        yield self._say(clause.title, named=False)
        yield from self._blocks(clause.blocks)
        for part in clause.clauses:
            if isinstance(part, TermEntry) or _binds(part):
                yield self.part(part)

    def _term(self, entry: TermEntry) -> Iterator[Canonical]:
        yield "term-entry"
        yield entry.domain
        for one in entry.designations:
            yield [one.language, one.status.value, self._say(one.words, named=False)]
            self.names.append(Use(one, entry.id))
        yield from self._blocks(entry.definition)

    def _say(self, nodes: tuple[Inline, ...], *, named: bool = True) -> Canonical:
        """Return words, and keep what they point to; `named` tells that terms in them are used."""
        said = self._words.said(nodes)
        self._rest(said)
        if named and said.text.strip():
            self.texts.append((said.text, self.above))
        return said.content

    def _rest(self, said: Said) -> None:
        for name in said.targets:
            for thing in self.above:
                self.found.rests[thing].add(name)

    def _blocks(self, blocks: tuple[Block, ...]) -> Iterator[Canonical]:
        for block in blocks:
            yield from self._block(block)

    def _block(self, block: Block) -> Iterator[Canonical]:
        match block:
            case Paragraph(generated=True) | Note() | Example():
                return
            case Paragraph():
                # Where a paragraph ends is layout.
                for sentence in block.sentences:
                    yield self._kept(sentence.id, self._sentence(sentence))
            case List():
                for item in block.items:
                    yield self._kept(item.id, self._item(item, block.lead))
            case DefinitionList():
                yield from self._definitions(block.items, block.id if self._symbols else "")
            case References():
                for entry in block.items:
                    yield self._kept(entry.id, self._reference(entry))
            case _:
                yield self._kept(block.id, self._group(block))

    def _sentence(self, sentence: Sentence) -> Iterator[Canonical]:
        yield sentence.kind.value
        yield self._say(sentence.children)

    def _item(self, item: ListItem, lead: str) -> Iterator[Canonical]:
        if lead and item.id:
            self.found.rests[item.id].add(lead)
        yield item.kind.value
        yield from self._blocks(item.blocks)

    def _reference(self, entry: Reference) -> Iterator[Canonical]:
        yield "reference"
        yield one_line(entry.identifier) or self._say(entry.text, named=False)
        if entry.id and entry.identifier:
            self._documents[entry.id] = f"{DOCUMENT}{one_line(entry.identifier)}"
            for thing in self.above:
                self.found.rests[thing].add(self._documents[entry.id])

    def _definitions(self, items: tuple[Definition, ...], symbols: str = "") -> Iterator[Canonical]:
        """Yield definitions; each symbol of a list of symbols can be rested on by itself."""
        for at, one in enumerate(items):
            name = f"{symbols}\0{at}" if symbols else ""
            if name:
                self.names.append(Use(one, name))
            yield self._kept(name, self._definition(one))

    def _definition(self, one: Definition) -> Iterator[Canonical]:
        yield self._say(one.term, named=False)
        yield from self._blocks(one.blocks)

    def _group(self, block: Block) -> Iterator[Canonical]:
        match block:
            case CompoundProvision():
                yield block.kind.value
                yield self._say(block.title)
                yield from self._blocks(block.blocks)
            case WarningBlock():
                yield block.kind
                yield from self._blocks(block.blocks)
            case Quotation():
                yield "quotation"
                yield from self._blocks(block.blocks)
            case CodeBlock():
                yield "code"
                yield block.text
            case Formula():
                yield "formula"
                yield one_line(block.tex)
                yield from self._definitions(block.symbols)
            case Figure():
                yield from self._figure(block)
            case Table():
                yield from self._table(block)

    def _figure(self, figure: Figure) -> Iterator[Canonical]:
        yield from ("figure", figure.unit, self._words.picture(figure.path))
        yield self._say(figure.caption)
        for part in figure.parts:
            yield self._kept(part.id, self._figure(part))
        yield from self._definitions(figure.legend)
        yield from self._footnotes(figure.footnotes)

    def _table(self, table: Table) -> Iterator[Canonical]:
        yield from ("table", table.unit)
        yield self._say(table.caption)
        for row in (*table.head, *table.body):
            yield [self._kept(cell.id, self._cell(cell)) for cell in row.cells]
        yield from self._footnotes(table.footnotes)

    def _cell(self, cell: Cell) -> Iterator[Canonical]:
        for name in cell.headers:
            if cell.id:
                self.found.rests[cell.id].add(name)
        yield from (cell.header, cell.row_span, cell.column_span, cell.limit, cell.when)
        yield [self._words.limit(one) for one in cell.limits]
        yield from self._blocks(cell.blocks)

    def _footnotes(self, footnotes: tuple[Footnote, ...]) -> Iterator[Canonical]:
        for footnote in footnotes:
            yield self._kept(footnote.id, self._blocks(footnote.blocks))
