"""A standard in, what an amendment calls each keyed thing of it out: the clause it stands in, and which paragraph, item or table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stdpub.model.amendment_wording import AmendmentWording, amendment_wording, ordinal
from stdpub.model.content import (
    Block,
    Cell,
    Example,
    Figure,
    Footnote,
    Formula,
    List,
    ListItem,
    Note,
    Paragraph,
    Reference,
    References,
    Table,
)
from stdpub.model.inlines import Inline, plain, untyped
from stdpub.model.rulebooks import Wording, wording
from stdpub.model.standard import Clause, ClauseKind, Part, Standard
from stdpub.model.terms import TermEntry
from stdpub.model.walking import children

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Target:
    """What a thing is called: `place` is the title of the clause it stands in, `words` itself as instructions name it, `title` its own."""

    place: tuple[Inline, ...]
    words: str
    owner: str
    title: str = ""


def targets(standard: Standard) -> dict[str, Target]:
    """Return what every keyed thing of a standard is called."""
    language = standard.header.language
    walk = _Targets(language, wording(standard.header.rulebook, language), amendment_wording(language))
    for part in standard.parts():
        walk.part(part)
    walk.footnotes(standard.footnotes, "")
    return walk.found


class _Targets:
    def __init__(self, language: str, words: Wording, amending: AmendmentWording) -> None:
        self.language = language
        self.words = words
        self.amending = amending
        self.found: dict[str, Target] = {}
        self.place: tuple[Inline, ...] = ()
        self.owner = ""

    def _put(self, key: str, words: str, title: str = "") -> None:
        if key:
            self.found.setdefault(key, Target(self.place, words, self.owner, title))

    def part(self, part: Part) -> None:
        """Name a clause or term entry and what stands in it."""
        name = part.label if isinstance(part, TermEntry) else self._name(part)
        title = part.title if isinstance(part, Clause) else part.designations[0].words if part.designations else ()
        joint = self.amending.place_joint if name and title else ""
        own = plain(title) == name
        self.place = title if own or not name else (untyped(f"{name}{joint}"), *title)
        self.owner = part.id
        self._put(part.key, self._name(part) or plain(title), plain(title))
        self._blocks(part.blocks if isinstance(part, Clause) else (*part.definition, *part.examples, *part.notes))

    def _name(self, part: Part) -> str:
        """Return what a clause is called: `Clause 4`, `4.2`, `Annex A`, or its title where it has no number."""
        if isinstance(part, Clause) and part.kind is not ClauseKind.ANNEX and part.depth == 1 and part.label.isdigit():
            return self.words.chapter.format(part.label)
        if not part.label:
            return plain(part.title) if isinstance(part, Clause) else ""
        return self.amending.term.format(part.label) if isinstance(part, TermEntry) else part.label

    def _blocks(self, blocks: tuple[Block, ...]) -> None:
        """Name the blocks of a clause; its paragraphs are counted."""
        count = 0
        for block in blocks:
            if isinstance(block, Paragraph):
                count += 1
                self._paragraph(block, self.amending.paragraph.format(ordinal(count, self.language)))
            else:
                self._block(block)

    def _paragraph(self, block: Paragraph, name: str) -> None:
        self._put(block.key, name)
        for at, sentence in enumerate(block.sentences, start=1):
            alone = len(block.sentences) == 1
            which = self.amending.sentence.format(ordinal(at, self.language), name)
            self._put(sentence.key, name if alone else which)

    def footnotes(self, notes: tuple[Footnote, ...], table: str) -> None:
        """Name footnotes: those of the text by themselves, those of a table or figure with it."""
        for note in notes:
            name = self.amending.footnote.format(note.label or note.name)
            if table:
                name = self.amending.of.format(name, table)
            else:
                self.place, self.owner = (untyped(name[:1].upper() + name[1:]),), note.id
            self._within(note.blocks, name)

    def _block(self, block: Block) -> None:
        key, name = getattr(block, "key", ""), ""
        match block:
            case List():
                for item in block.items:
                    self._item(item)
                return
            case References():
                for entry in block.items:
                    self._put(entry.key, self.amending.entry.format(entry.identifier or _short(entry.text)))
                return
            case Table() | Figure() if block.label:
                name = block.label
            case Formula() if block.label:
                name = self.amending.formula.format(block.label)
            case Note() | Example() if block.label:
                name = block.label.rstrip(":：")
        self._put(key, name or self.amending.thing.format(_first_words(block)))
        if isinstance(block, (Table, Figure)):
            self._cells(block)
            self._within(block.notes, "")
            self.footnotes(block.footnotes, name or self.amending.thing.format(_first_words(block)))
            return
        for group, _ in children(block):
            self._within(group, name if isinstance(block, (Note, Example)) else "")

    def _within(self, blocks: tuple[Block, ...], name: str) -> None:
        """Name what stands inside a note, by its name, or inside another thing, by its own first words."""
        for inner in blocks:
            if isinstance(inner, Paragraph):
                self._paragraph(inner, name or self.amending.thing.format(_first_words(inner)))
            else:
                self._block(inner)

    def _cells(self, block: Table | Figure) -> None:
        """Name the cells of a table that have a key, by what stands at the head of their row and column."""
        rows = (*block.head, *block.body) if isinstance(block, Table) else ()
        heads = {cell.id: _first_words(cell) for row in rows for cell in row.cells}
        for at, row in enumerate(rows, start=1):
            for place, cell in enumerate(row.cells, start=1):
                column = heads.get(cell.headers[-1], "") if cell.headers else ""
                said = heads[row.cells[0].id] if place > 1 else ""
                name = self.amending.cell.format(
                    table=block.label or self.amending.thing.format(""),
                    row=f"“{said}”" if said else self._count(at),
                    column=f"“{column}”" if column else self._count(place),
                )
                self._put(cell.key, name)

    def _count(self, at: int) -> str:
        return f"第{at}" if self.language.partition("-")[0] == "zh" else str(at)

    def _item(self, item: ListItem) -> None:
        marked = item.label and item.label[0].isalnum()
        name = item.label if marked else f"“{_first_words(item)}”"
        self._put(item.key, self.amending.item.format(name))
        for inner in item.blocks:
            if isinstance(inner, Paragraph):
                self._paragraph(inner, self.amending.item.format(name))
            else:
                self._block(inner)


def _short(nodes: tuple[Inline, ...]) -> str:
    text = plain(nodes)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _first_words(block: Block | ListItem | Reference | Cell) -> str:
    return next((_short(nodes) for nodes in _sentences(block)), "")


def _sentences(block: object) -> Iterator[tuple[Inline, ...]]:
    if isinstance(block, Paragraph):
        yield from (sentence.children for sentence in block.sentences)
    else:
        for inner in getattr(block, "blocks", ()):
            yield from _sentences(inner)
