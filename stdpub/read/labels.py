"""Numbers, labels and ids of everything inside clauses: tables, figures, formulas, notes, examples, items, footnotes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache

from stdpub.model.content import (
    Block,
    Cell,
    CodeBlock,
    CompoundProvision,
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
from stdpub.model.grid import placed
from stdpub.model.header import RulebookName
from stdpub.model.inlines import Citation, CrossReference, FootnoteReference, Inline, Limit, Link, Mark, only_characters
from stdpub.model.provisions import Kind
from stdpub.model.replacing import replace
from stdpub.model.rewriting import Rewriter, each
from stdpub.model.rulebooks import wording
from stdpub.model.standard import Clause, ClauseKind, Part, Standard
from stdpub.model.terms import TermEntry
from stdpub.read.content import ends_open
from stdpub.read.counting import item_mark


@dataclass(slots=True)
class _Place:
    """The clause, entry, table or figure whose notes and lists are being counted."""

    id: str
    number: str
    notes: int = 0
    examples: int = 0
    lists: int = 0
    ids: Counter[str] = field(default_factory=Counter)
    many_notes: bool = False
    many_examples: bool = False
    entry: bool = False
    footnotes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Level:
    """A list item that further lists may stand in."""

    id: str
    number: str
    lettered: bool
    provision: bool


def label(standard: Standard, cited: Callable[[Standard], frozenset[str]]) -> Standard:
    """Return the standard with every thing inside its clauses numbered, labelled and identified.

    `cited` gives the keys that cross-references name: a formula is numbered when it is cited.
    """
    return _Labels(standard, cited).standard(standard)


class _Labels(Rewriter):
    """Counts through the document in reading order."""

    def __init__(self, standard: Standard, cited: Callable[[Standard], frozenset[str]]) -> None:
        header = standard.header
        self.ruled = header.rulebook is not RulebookName.NONE
        self.wording = wording(header.rulebook, header.language)
        self.cited = cache(lambda: cited(standard))
        self.given = dict(standard.amended.numbers)
        self.vacant = standard.amended.vacant
        self.series: Counter[str] = Counter()
        self.limits: Counter[str] = Counter()
        self.annex = ""
        self.element = ClauseKind.CLAUSE
        self.place = _Place("doc", "")
        self.levels: list[_Level] = []
        self.depths = Counter[bool]()
        self.host = ""
        self.footnotes = {footnote.name: footnote for footnote in reversed(standard.footnotes)}
        self.called: list[Footnote] = []
        self.order: dict[str, int] = {}
        self.lead = ""

    def standard(self, standard: Standard) -> Standard:
        """Return the whole standard; footnotes come in the order in which the text first calls them."""
        clauses = each(standard.clauses, self.clause)
        self.place = _Place("doc", "")
        numbered: list[Footnote] = []
        self._number_footnotes(numbered)
        for footnote in standard.footnotes:
            if footnote.name not in self.order or footnote is not self.footnotes[footnote.name]:
                self.order.setdefault(footnote.name, len(self.called) + 1)
                self.called.append(footnote)
                self._number_footnotes(numbered)
        return replace(standard, clauses=clauses, footnotes=tuple(numbered))

    def _number_footnotes(self, numbered: list[Footnote]) -> None:
        """Append the footnotes called so far, numbered; they may call others, which then come after them."""
        while len(numbered) < len(self.called):
            at = len(numbered)
            numbered.append(self._text_footnote(self.called[at], at + 1))

    def _text_footnote(self, footnote: Footnote, at: int) -> Footnote:
        return replace(
            footnote, label=self.wording.footnote.format(at), id=f"doc.fn{at}", blocks=self.blocks(footnote.blocks)
        )

    def _id(self, key: str, letter: str) -> str:
        """Return the key, or an id inside the nearest keyed thing."""
        if key:
            return key
        self.place.ids[letter] += 1
        return f"{self.place.id}.{letter}{self.place.ids[letter]}"

    def part(self, part: Part) -> Part:
        """Return a clause or term entry."""
        return self.clause(part) if isinstance(part, Clause) else self.term(part)

    def clause(self, clause: Clause) -> Clause:
        """Return a clause, counting its notes, lists and floats."""
        if clause.kind is ClauseKind.ANNEX and clause.depth == 1:
            self.series = Counter(bibliography=self.series["bibliography"])
            self.annex = clause.number
        elif clause.depth == 1:
            self.annex = ""
        if clause.depth <= 1:
            self.element = clause.kind
        outer = self.place
        id_ = self._id(clause.key, "c")
        self.place = _Place(id_, clause.number)
        self._count_asides(clause.blocks)
        title, blocks = self.inlines(clause.title), self.blocks(clause.blocks)
        clauses = each(clause.clauses, self.part)
        self.place = outer
        return replace(clause, id=id_, title=title, blocks=blocks, clauses=clauses)

    def term(self, entry: TermEntry) -> TermEntry:
        """Return a term entry; its notes count apart."""
        outer = self.place
        id_ = self._id(entry.key, "c")
        self.place = _Place(id_, entry.number, entry=True)
        self._count_asides((*entry.definition, *entry.examples, *entry.notes))
        result = replace(super().term(entry), id=id_)
        self.place = outer
        return result

    def _count_asides(self, blocks: tuple[Block, ...]) -> None:
        found = Counter(type(block) for block in _asides(blocks))
        self.place.many_notes, self.place.many_examples = found[Note] > 1, found[Example] > 1

    def blocks(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        """Return the blocks of a container; a list knows the provision it hangs from."""
        result: list[Block] = []
        for block in blocks:
            before = result[-1] if result else None
            if isinstance(block, List):
                self.lead = _lead_of(before, self.levels)
            result.append(self.block(block))
        return tuple(result)

    def block(self, block: Block) -> Block:
        """Return one block with its id."""
        match block:
            case CodeBlock():
                return replace(block, id=self._id(block.key, "code"))
            case DefinitionList():
                return replace(super().definitions(block), id=self._id("", "dl"))
            case Quotation() | CompoundProvision():
                key = block.key if isinstance(block, CompoundProvision) else ""
                id_ = self._id(key, "q" if isinstance(block, Quotation) else "p")
                return replace(super().block(block), id=id_)
        return super().block(block)

    def paragraph(self, block: Paragraph) -> Paragraph:
        """Return one paragraph; a paragraph of one provision takes that provision's id as its own."""
        sentences = tuple(map(self.sentence, block.sentences))
        own = block.key or (f"{sentences[0].id}.par" if len(sentences) == 1 and sentences[0].id else "")
        return replace(block, sentences=sentences, id=self._id(own, "par"))

    def sentence(self, sentence: Sentence) -> Sentence:
        """Return one sentence; only a provision has an id."""
        if sentence.kind is Kind.STATEMENT and not sentence.key:
            children = self.inlines(sentence.children)
            return sentence if children is sentence.children else replace(sentence, children=children)
        id_ = self._id(sentence.key, "s")
        outer, self.host = self.host, id_
        children = self.inlines(sentence.children)
        self.host = outer
        return replace(sentence, id=id_, children=children)

    def inlines(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return inline nodes with limits identified and footnote marks labelled."""
        return nodes if only_characters(nodes) else each(nodes, self._inline)

    def _inline(self, node: Inline) -> Inline:
        if isinstance(node, Limit):
            return replace(node, id=self._limit_id(), children=self.inlines(node.children))
        if isinstance(node, (Mark, Link, CrossReference, Citation)):
            children = self.inlines(node.children)
            return node if children is node.children else replace(node, children=children)
        return self._footnote_mark(node) if isinstance(node, FootnoteReference) else node

    def _limit_id(self) -> str:
        """Return an id inside the provision that the limit stands in."""
        host = self.host or self.place.id
        self.limits[host] += 1
        return f"{host}.limit{self.limits[host]}"

    def _footnote_mark(self, node: FootnoteReference) -> FootnoteReference:
        if node.name in self.place.footnotes:
            letter = self.place.footnotes[node.name]
            return replace(node, label=letter, target_id=f"{self.place.id}.fn{letter}")
        if node.name not in self.footnotes:
            return node
        if node.name not in self.order:
            self.called.append(self.footnotes[node.name])
            self.order[node.name] = len(self.called)
        at = self.order[node.name]
        return replace(node, label=self.wording.footnote.format(at), target_id=f"doc.fn{at}")

    def listed(self, block: List) -> List:
        """Return one list; items that are provisions are cited, so a rulebook prints letters before them."""
        lead, self.lead = self.lead, ""
        lettered = block.ordered or (self.ruled and bool(lead))
        base = self.levels[-1].number if self.levels else self._list_base()
        depth = self.depths[lettered]
        items = []
        at = 0
        for item in block.items:
            at, name = self._item_name(item, at, base, depth if lettered else -1)
            provision = item.kind is not Kind.STATEMENT
            level = _Level(self._id(item.key, "i"), f"{base}.{name}" if base else "", lettered, provision)
            items.append(self._item(item, self._mark(item, name, depth, lettered=lettered), level))
        return replace(block, ordered=lettered, items=tuple(items), lead=lead, id=self._id("", "l"))

    def _item_name(self, item: ListItem, at: int, base: str, depth: int) -> tuple[int, str]:
        """Return the count of an item and the last part of its number; `depth` is negative where no letters are printed."""
        if item.key in self.given:
            return at, self.given[item.key].rpartition(".")[2]
        while True:
            at += 1
            name = item_mark(at, depth) if depth >= 0 else f"item-{at}"
            if f"{base}.{name}" not in self.vacant:
                return at, name

    def _list_base(self) -> str:
        """Return what the numbers of a list's items begin with; every further list of a clause is counted."""
        self.place.lists += 1
        if not self.place.number:
            return ""
        return self.place.number if self.place.lists == 1 else f"{self.place.number}.l{self.place.lists}"

    def _mark(self, item: ListItem, name: str, depth: int, *, lettered: bool) -> str:
        if not self.ruled:
            return item.label
        if lettered:
            return f"{name})"
        bullets = self.wording.bullets
        return bullets[min(depth, len(bullets) - 1)]

    def _item(self, item: ListItem, text: str, level: _Level) -> ListItem:
        outer, self.host = self.host, level.id
        self.levels.append(level)
        self.depths[level.lettered] += 1
        blocks = self.blocks(item.blocks)
        self.levels.pop()
        self.depths[level.lettered] -= 1
        self.host = outer
        return replace(item, blocks=blocks, id=level.id, number=level.number, label=text)

    def _float(self, series: str, key: str) -> str:
        if key in self.given:
            return self.given[key].removeprefix(f"{series}-")
        while True:
            self.series[series] += 1
            count = f"{self.annex}.{self.series[series]}" if self.annex else str(self.series[series])
            if f"{series}-{count}" not in self.vacant:
                return count

    def table(self, block: Table) -> Table:
        """Return one table; outside a rulebook only one with a caption is numbered."""
        count = self._float("table", block.key) if self.ruled or block.caption else ""
        id_ = self._id(block.key, "t")
        outer, self.place = self.place, _Place(id_, "")
        self.place.footnotes = _letters(block.footnotes)
        self._count_asides(block.notes)
        caption = self.inlines(block.caption)
        head = self._rows(block.head, "h")
        columns = _column_ids(head)
        body = self._rows(block.body, "r", columns)
        notes, footnotes = self.blocks(block.notes), tuple(map(self._local_footnote, block.footnotes))
        self.place = outer
        return replace(
            block,
            caption=caption,
            head=head,
            body=body,
            notes=notes,
            footnotes=footnotes,
            id=id_,
            number=f"table-{count}" if count else "",
            label=self.wording.table.format(count) if count else "",
        )

    def _rows(self, rows: tuple[Row, ...], letter: str, columns: tuple[str, ...] = ()) -> tuple[Row, ...]:
        result: list[Row] = []
        for y, (row, found) in enumerate(placed(rows), start=1):
            cells: list[Cell] = []
            for x, cell in found:
                id_ = cell.key or f"{self.place.id}.{letter}{y}.c{x + 1}"
                heads = tuple(dict.fromkeys(name for name in columns[x : x + cell.column_span] if name))
                blocks = self.blocks(cell.blocks)
                cells.append(replace(cell, id=id_, headers=() if cell.header else heads, blocks=blocks))
            result.append(replace(row, cells=tuple(cells)))
        return tuple(result)

    def _local_footnote(self, footnote: Footnote) -> Footnote:
        letter = self.place.footnotes[footnote.name]
        return replace(footnote, label=letter, id=f"{self.place.id}.fn{letter}", blocks=self.blocks(footnote.blocks))

    def figure(self, block: Figure) -> Figure:
        """Return one figure; its parts are a), b)."""
        count = self._float("figure", block.key) if self.ruled or block.caption else ""
        id_ = self._id(block.key, "f")
        outer, self.place = self.place, _Place(id_, "")
        self.place.footnotes = _letters(block.footnotes)
        self._count_asides(block.notes)
        number = f"figure-{count}" if count else ""
        parts = tuple(self._figure_part(part, at, number) for at, part in enumerate(block.parts, start=1))
        plain_figure = replace(block, parts=(), footnotes=())
        done = super().figure(plain_figure)
        footnotes = tuple(map(self._local_footnote, block.footnotes))
        self.place = outer
        text = self.wording.figure.format(count) if count else ""
        return replace(done, parts=parts, footnotes=footnotes, id=id_, number=number, label=text)

    def _figure_part(self, part: Figure, at: int, number: str) -> Figure:
        letter = item_mark(at, 0)
        id_ = self._id(part.key, "f")
        name = f"{number}.{letter}" if number else ""
        return replace(part, caption=self.inlines(part.caption), id=id_, number=name, label=f"{letter})")

    def formula(self, block: Formula) -> Formula:
        """Return one formula; it is numbered when the author asks or the text cites it."""
        wanted = block.numbered or (bool(block.key) and block.key in self.cited())
        count = self._float("formula", block.key) if wanted else ""
        done = super().formula(block)
        return replace(
            done,
            id=self._id(block.key, "e"),
            number=f"formula-{count}" if count else "",
            label=self.wording.formula_label.format(count) if count else "",
        )

    def aside(self, block: Note | Example | WarningBlock | Quotation) -> Note | Example | WarningBlock | Quotation:
        """Return one note, example or warning with its label."""
        if isinstance(block, WarningBlock):
            text = dict(self.wording.warnings).get(block.kind, block.kind.upper())
            id_ = self._id(block.key, "w")
            return replace(block, id=id_, label=text, blocks=self.blocks(block.blocks))
        if isinstance(block, Note):
            self.place.notes, count = self._aside_count("note", self.place.notes, block.key)
            forms = self.wording.note_to_entry if self.place.entry else self.wording.note
            text = forms[self.place.many_notes].format(count)
            name, id_ = self._aside_number("note", count), self._id(block.key, "n")
            return replace(block, id=id_, number=name, label=text, blocks=self.blocks(block.blocks))
        if isinstance(block, Example):
            self.place.examples, count = self._aside_count("example", self.place.examples, block.key)
            text = self.wording.example[self.place.many_examples].format(count)
            name, id_ = self._aside_number("example", count), self._id(block.key, "x")
            return replace(block, id=id_, number=name, label=text, blocks=self.blocks(block.blocks))
        return super().aside(block)

    def _aside_count(self, kind: str, count: int, key: str) -> tuple[int, str]:
        if key in self.given:
            return count, self.given[key].rpartition("-")[2]
        count += 1
        while self.vacant and self._aside_number(kind, str(count)) in self.vacant:
            count += 1
        return count, str(count)

    def _aside_number(self, kind: str, count: str) -> str:
        return f"{self.place.number}.{kind}-{count}" if self.place.number else ""

    def references(self, block: References) -> References:
        """Return one list of references."""
        return replace(super().references(block), id=self._id("", "refs"))

    def _entry_count(self, key: str) -> str:
        """Return the figure of the next entry of the bibliography, which runs through all of it."""
        annex, self.annex = self.annex, ""
        count = self._float("bibliography", key)
        self.annex = annex
        return count

    def reference(self, reference: Reference) -> Reference:
        """Return one entry; those of the bibliography bear a number in brackets."""
        text = ""
        if self.element is ClauseKind.BIBLIOGRAPHY:
            text = self.wording.reference.format(self._entry_count(reference.key))
        return replace(super().reference(reference), id=self._id(reference.key, "ref"), label=text)


def _lead_of(before: Block | None, levels: list[_Level]) -> str:
    """Return the id of the provision that a list after a block hangs from: the lead-in, or the item it stands in."""
    if not isinstance(before, Paragraph) or not ends_open(before):
        return ""
    last = before.sentences[-1]
    if last.kind is not Kind.STATEMENT:
        return last.id
    return levels[-1].id if levels and levels[-1].provision else ""


def _asides(blocks: tuple[Block, ...]) -> list[Block]:
    """Return the notes and examples that one clause counts together, also those inside its lists."""
    found: list[Block] = []
    for block in blocks:
        if isinstance(block, (Note, Example)):
            found.append(block)
        elif isinstance(block, List):
            for item in block.items:
                found.extend(_asides(item.blocks))
        elif isinstance(block, CompoundProvision):
            found.extend(_asides(block.blocks))
    return found


def _letters(footnotes: tuple[Footnote, ...]) -> dict[str, str]:
    """Return the letter of every footnote by its name; of two with one name the first counts."""
    return {footnote.name: item_mark(at, 0) for at, footnote in reversed(list(enumerate(footnotes, start=1)))}


def _column_ids(head: tuple[Row, ...]) -> tuple[str, ...]:
    """Return the id of the header cell of every column: the lowest one where there are several rows."""
    columns = {
        column + offset: cell.id
        for _, cells in placed(head)
        for column, cell in cells
        for offset in range(cell.column_span)
    }
    return tuple(columns.get(column, "") for column in range(max(columns, default=-1) + 1))
