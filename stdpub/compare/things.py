"""A standard in; everything in it that is compared by itself, in reading order, with its own words, out.

Clauses, term entries, provisions, references, tables, figures and formulas are things. Notes, examples and statements
are words of the clause they stand in; what stands in a note is never a provision.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from stdpub.compare.blocks import (
    provision_cells,
    say_block,
    say_figure,
    say_formula,
    say_reference,
    say_table,
    say_term,
)
from stdpub.compare.itself import Itself
from stdpub.compare.passages import Own, Passage
from stdpub.model.changes import Level, Side
from stdpub.model.content import (
    Block,
    Cell,
    CompoundProvision,
    Figure,
    Formula,
    List,
    ListItem,
    Paragraph,
    Reference,
    References,
    Sentence,
    Table,
    WarningBlock,
)
from stdpub.model.inlines import Inline, plain
from stdpub.model.provisions import Kind
from stdpub.model.standard import Clause, ClauseKind, Part, Standard
from stdpub.model.terms import TermEntry


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of one version as it is compared.

    `side.number` and `side.label` are those of its clause where it has none of its own (a sentence). `parent` is the id
    of the thing it stands in, empty on top; `kind` that of a provision. `nodes` are its nodes of the model. `passages`
    are its own words in pieces, `pointers` what they point to: `#id` in this version, `@id` to an entry of its
    references, else `@slug@version`. `digest` is equal for equal content: numbers, keys and what pointers name are
    left out; `form` is the same without the words of the passages.
    """

    side: Side
    parent: str
    kind: Kind
    normative: bool
    nodes: tuple[object, ...]
    passages: tuple[Passage, ...]
    pointers: tuple[str, ...]
    digest: Hashable
    form: int

    @property
    def inherits(self) -> bool:
        """Whether it is a provision by its lead-in, and not by its own words."""
        node = self.nodes[0]
        return isinstance(node, ListItem) and not any(
            isinstance(one, Sentence) and one.kind is not Kind.STATEMENT for one in self.nodes[1:]
        )


def things(standard: Standard) -> tuple[Thing, ...]:
    """Return the things of a standard in reading order, those that hold others first; kept for the last few standards."""
    return _things(Itself(standard))


@lru_cache(maxsize=4)
def _things(name: Itself[Standard]) -> tuple[Thing, ...]:
    walk = _Walk(name.value)
    for clause in name.value.clauses:
        walk.part(clause, "")
    return tuple(thing for thing in walk.found if thing is not None)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a thing stands: in which thing, and in which clause."""

    parent: str
    part: Part
    normative: bool


class _Walk:
    """A walk over one standard that leaves its things in `found`."""

    def __init__(self, standard: Standard) -> None:
        self.found: list[Thing | None] = []
        self._assets = {asset.path: asset.content for asset in standard.assets}
        self._footnotes = {footnote.id: footnote for footnote in standard.footnotes}
        self._told: set[str] = set()

    def part(self, part: Part, parent: str) -> None:
        """Find the things of a clause or term entry."""
        own = Own()
        if isinstance(part, TermEntry):
            place = _Place(parent, part, normative=True)
            say_term(part, own)
            self._footnotes_of(own)
            self.found.append(_thing(Level.TERM, part, plain(part.designations[0].words), own, place))
            return
        at = self._reserved()
        inside = _Place(part.id, part, part.normative)
        self._blocks(part.blocks, own, inside)
        self._footnotes_of(own)
        title, _ = own.words(part.title)
        self.found[at] = _thing(Level.CLAUSE, part, title, own, _Place(parent, part, part.normative))
        for below in part.clauses:
            self.part(below, part.id)

    def _reserved(self) -> int:
        self.found.append(None)
        return len(self.found) - 1

    def _footnotes_of(self, own: Own) -> None:
        """Add the footnotes that words of a thing bear to its own words, each to the first that bears it."""
        for name in own.footnotes:
            footnote = self._footnotes.get(name)
            if footnote is not None and name not in self._told:
                self._told.add(name)
                for block in footnote.blocks:
                    say_block(block, own, "footnote")

    def _blocks(self, blocks: Iterable[Block], own: Own, place: _Place) -> None:
        for block in blocks:
            self._block(block, own, place)

    def _block(self, block: Block, own: Own, place: _Place) -> None:
        match block:
            case Paragraph(generated=True):
                return
            case Paragraph():
                own.line()
                for sentence in block.sentences:
                    self._sentence(sentence, own, place)
            case List():
                for item in block.items:
                    self._item(item, own, place)
            case WarningBlock():
                own.marks.append(block.kind)
                first = len(own.passages)
                self._blocks(block.blocks, own, place)
                own.passages[first:] = [replace(one, inside=one.inside or "warning") for one in own.passages[first:]]
            case CompoundProvision():
                self._compound(block, place)
            case References():
                for entry in block.items:
                    self._reference(entry, place)
            case Table() | Figure() | Formula():
                self._float(block, place)
            case _:
                own.line()
                own.nodes.append(block)
                say_block(block, own, "")

    def _sentence(self, sentence: Sentence, own: Own, place: _Place) -> None:
        if sentence.kind is Kind.STATEMENT and not sentence.key:
            own.nodes.append(sentence)
            own.say(sentence.children)
            return
        said = Own()
        said.say(sentence.children, sentence.kind)
        self._footnotes_of(said)
        self.found.append(_thing(Level.PROVISION, sentence, "", said, place, sentence.kind))

    def _item(self, item: ListItem, own: Own, place: _Place) -> None:
        own.line()
        if item.kind is Kind.STATEMENT and not item.key:
            self._blocks(item.blocks, own, place)
            return
        at = self._reserved()
        said = Own()
        rest = item.blocks
        first = rest[0] if rest else None
        inside = _Place(item.id, place.part, place.normative)
        if isinstance(first, Paragraph):
            rest = rest[1:]
            for sentence in first.sentences:
                self._of_its_own(sentence, said, inside, item.kind)
        self._blocks(rest, said, inside)
        self._footnotes_of(said)
        self.found[at] = _thing(Level.PROVISION, item, "", said, place, item.kind)

    def _of_its_own(self, sentence: Sentence, own: Own, place: _Place, kind: Kind) -> None:
        """Take a sentence as words of the item or compound provision it stands in, of its kind, unless it has a key."""
        if sentence.key:
            self._sentence(sentence, own, place)
        else:
            own.nodes.append(sentence)
            own.say(sentence.children, kind if sentence.kind is Kind.STATEMENT else sentence.kind)

    def _compound(self, block: CompoundProvision, place: _Place) -> None:
        at = self._reserved()
        said = Own()
        inside = _Place(block.id, place.part, place.normative)
        for one in block.blocks:
            if isinstance(one, Paragraph):
                said.line()
                for sentence in one.sentences:
                    self._of_its_own(sentence, said, inside, block.kind)
            else:
                self._block(one, said, inside)
        self._footnotes_of(said)
        title, _ = said.words(block.title)
        self.found[at] = _thing(Level.PROVISION, block, title, said, place, block.kind)

    def _reference(self, entry: Reference, place: _Place) -> None:
        said = Own()
        say_reference(entry, said)
        self._footnotes_of(said)
        binding = isinstance(place.part, Clause) and place.part.kind is not ClauseKind.BIBLIOGRAPHY
        self.found.append(_thing(Level.REFERENCE, entry, entry.identifier, said, replace(place, normative=binding)))

    def _float(self, block: Table | Figure | Formula, place: _Place) -> None:
        at = self._reserved()
        said = Own()
        inside = _Place(block.id, place.part, place.normative)
        title: tuple[Inline, ...] = ()
        match block:
            case Table():
                say_table(block, said)
                for cell in provision_cells(block):
                    self._cell(cell, inside)
                self._notes(block, said, inside)
                level, title = Level.TABLE, block.caption
            case Figure():
                say_figure(block, said, self._assets)
                self._notes(block, said, inside)
                level, title = Level.FIGURE, block.caption
            case Formula():
                say_formula(block, said)
                level = Level.FORMULA
        self._footnotes_of(said)
        words, _ = said.words(title)
        self.found[at] = _thing(level, block, words, said, place)

    def _cell(self, cell: Cell, place: _Place) -> None:
        """Find a cell that is a provision: it binds and has a key."""
        said = Own()
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                said.line()
                for sentence in block.sentences:
                    said.nodes.append(sentence)
                    said.say(sentence.children, sentence.kind)
            else:
                self._block(block, said, place)
        kind = next((one.kind for one in said.passages if one.kind is not Kind.STATEMENT), Kind.STATEMENT)
        self._footnotes_of(said)
        self.found.append(_thing(Level.PROVISION, cell, "", said, place, kind))

    def _notes(self, block: Table | Figure, said: Own, inside: _Place) -> None:
        """Say the notes and footnotes of a table or figure; only there may a footnote hold a provision."""
        for note in block.notes:
            said.line()
            say_block(note, said, "note")
        for footnote in block.footnotes:
            self._blocks(footnote.blocks, said, inside)


def _thing(
    level: Level,
    node: Part | Sentence | ListItem | Cell | CompoundProvision | Reference | Table | Figure | Formula,
    title: str,
    own: Own,
    place: _Place,
    kind: Kind = Kind.STATEMENT,
) -> Thing:
    number, label = getattr(node, "number", ""), getattr(node, "label", "")
    side = Side(
        level=level,
        key=node.key,
        id=node.id,
        number=number or place.part.number,
        label=label or place.part.label,
        title=" ".join(title.split()) if title else "",
        text=own.text(),
    )
    told = kind if getattr(node, "given", False) else Kind.STATEMENT  # one that the author did not name its words tell
    form = hash((level, told, side.title, *own.marks))
    return Thing(
        side=side,
        parent=place.parent,
        kind=kind,
        normative=place.normative,
        nodes=(node, *own.nodes),
        passages=tuple(own.passages),
        pointers=tuple(own.pointers),
        digest=_digest(form, own.passages),
        form=form,
    )


def saying(thing: Thing, passages: tuple[Passage, ...]) -> Thing:
    """Return a thing with other passages; its text, as it is shown, stays."""
    return replace(thing, passages=passages, digest=_digest(thing.form, passages))


def _digest(form: int, passages: Iterable[Passage]) -> int:
    return hash((form, *[(one.inside, one.said) for one in passages]))
