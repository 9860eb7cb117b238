"""A standard with its sources in, where each keyed thing of it stands in the files, with all that belongs to it, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stdpub.model.content import (
    Block,
    Cell,
    CompoundProvision,
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
from stdpub.model.source import NOWHERE, SourceText, Span
from stdpub.model.standard import Clause, Part, Standard
from stdpub.read.markdown.attributes import attributes_at_end, match_attributes

_HOLDERS = (Note, Example, WarningBlock, Quotation, CompoundProvision)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text in one file."""

    file: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a keyed thing stands.

    `whole` is all its text, attributes and caption included; `more` are its stretches in further files. `words_end` is
    where its own words end: a heading's line, a sentence without its attributes. `own_end` is where the text of a clause
    ends before its subclauses, and the paragraph of a sentence. `prefix` stands before its further lines.
    """

    node: object
    key: str
    whole: Stretch
    words_end: int
    own_end: int
    level: int = 0
    prefix: str = ""
    more: tuple[Stretch, ...] = ()
    parent: str = ""
    last: bool = True


def places(standard: Standard, sources: Mapping[str, SourceText]) -> dict[str, Place]:
    """Return the place of everything in a standard that has a key."""
    walk = _Places(sources)
    for clause in standard.clauses:
        walk.part(clause, "")
    walk.footnotes(standard.footnotes, "")
    return walk.found


class _Places:
    def __init__(self, sources: Mapping[str, SourceText]) -> None:
        self.sources = sources
        self.found: dict[str, Place] = {}
        self.parent = ""

    def _bounds(self, span: Span) -> tuple[SourceText, int, int]:
        source = self.sources[span.file]
        return source, source.offset(span.line, span.column), source.offset(span.end_line, span.end_column)

    def _put(self, place: Place) -> None:
        if place.key:
            self.found.setdefault(place.key, place)

    def part(self, part: Part, parent: str) -> None:
        """Find a clause or term entry and all that stands in it."""
        if part.span == NOWHERE or part.span.file not in self.sources:
            return
        source, start, end = self._bounds(part.span)
        low = _lead(source.text, start)
        line = source.text.find("\n", start)
        heading_end = min(line if line >= 0 else len(source.text), end)
        heading_end = start + len(source.text[start:heading_end].rstrip())
        own = part.blocks if isinstance(part, Clause) else (*part.definition, *part.examples, *part.notes)
        below = part.clauses if isinstance(part, Clause) else ()
        stops = {file: (at, stop) for file, at, stop in self._ends(part, below)}
        stop = next((self._lead_of(one) for one in below if one.span.file == part.span.file), end)
        self._put(
            Place(
                node=part,
                key=part.key,
                whole=Stretch(source.file, low, end),
                words_end=heading_end,
                own_end=max(low + len(source.text[low:stop].rstrip()), heading_end),
                level=len(source.text[start:heading_end]) - len(source.text[start:heading_end].lstrip("#")),
                more=tuple(Stretch(file, *found) for file, found in stops.items()),
                parent=parent,
            )
        )
        key = part.key or parent
        self._blocks(own, key, {source.file: stop, **{file: last for file, (_, last) in stops.items()}})
        for one in below:
            self.part(one, key)

    def footnotes(self, notes: Sequence[Footnote], parent: str) -> None:
        """Find what stands in footnotes."""
        for note in notes:
            self._blocks(note.blocks, parent, {})

    def _ends(self, part: Part, below: Sequence[Part]) -> Iterator[tuple[str, int, int]]:
        """Yield the stretch that a clause fills in each further file."""
        spans: dict[str, list[tuple[int, int]]] = {}
        own = part.blocks if isinstance(part, Clause) else ()
        for span in (*(block.span for block in own), *self._spans_of(below)):
            if span.file not in {part.span.file, ""} and span.file in self.sources:
                _, start, end = self._bounds(span)
                spans.setdefault(span.file, []).append((_lead(self.sources[span.file].text, start), end))
        for file, found in spans.items():
            yield file, min(start for start, _ in found), max(end for _, end in found)

    def _spans_of(self, parts: Sequence[Part]) -> Iterator[Span]:
        for part in parts:
            yield part.span
            if isinstance(part, Clause):
                yield from (block.span for block in part.blocks)
                yield from self._spans_of(part.clauses)

    def _lead_of(self, part: Part) -> int:
        source, start, _ = self._bounds(part.span)
        return _lead(source.text, start)

    def _blocks(self, blocks: Sequence[Block], parent: str, stops: Mapping[str, int]) -> None:
        """Find the blocks that stand one below the other; each ends where the next begins, the last at its file's stop."""
        written = [block for block in blocks if block.span.file in self.sources]
        for at, block in enumerate(written):
            following = written[at + 1] if at + 1 < len(written) else None
            source, _, end = self._bounds(block.span)
            stop = stops.get(source.file, end)
            if following is not None and following.span.file == source.file:
                stop = self._start(following)
            self._block(block, parent, source, max(end, stop))

    def _start(self, block: Block) -> int:
        """Return where a block begins, its caption and the attributes above it included."""
        source, start, _ = self._bounds(block.span)
        if isinstance(block, Table) and block.caption and block.caption[0].span.file == source.file:
            caption = self._bounds(block.caption[0].span)[1]
            if caption < start:
                line = source.text.rfind("\n", 0, caption) + 1
                start = line + len(source.text[line:caption]) - len(source.text[line:caption].lstrip(" \t>"))
        return _lead(source.text, start)

    def _block(self, block: Block, parent: str, source: SourceText, stop: int) -> None:
        start = self._start(block)
        text = source.text
        end = start + len(text[start:stop].rstrip(" \t\n>"))
        prefix = _prefix(text, start)
        if not isinstance(block, (List, References, Quotation)):
            key = getattr(block, "key", "")
            whole = Stretch(source.file, start, end)
            self._put(Place(block, key, whole, end, end, prefix=prefix, parent=parent))
        match block:
            case Paragraph():
                self._sentences(block.sentences, parent, end, prefix)
            case List() | References():
                for item in block.items:
                    self._item(item, parent)
            case Table():
                for row in (*block.head, *block.body):
                    for cell in row.cells:
                        self._cell(cell, block.key or parent)
                self._blocks(block.notes, block.key or parent, {})
                self.footnotes(block.footnotes, block.key or parent)
            case Figure():
                self._blocks((*block.parts, *block.notes), block.key or parent, {})
                self.footnotes(block.footnotes, block.key or parent)
            case Formula():
                return
            case _ if isinstance(block, _HOLDERS):
                self._blocks(block.blocks, getattr(block, "key", "") or parent, {})

    def _item(self, item: ListItem | Reference, parent: str) -> None:
        if item.span.file not in self.sources:
            return
        source, start, end = self._bounds(item.span)
        end = start + len(source.text[start:end].rstrip())
        prefix = _prefix(source.text, start)
        self._put(Place(item, item.key, Stretch(source.file, start, end), end, end, prefix=prefix, parent=parent))
        if isinstance(item, ListItem):
            self._blocks(item.blocks, item.key or parent, {source.file: end})

    def _cell(self, cell: Cell, parent: str) -> None:
        if cell.span.file not in self.sources:
            return
        source, start, end = self._bounds(cell.span)
        self._put(Place(cell, cell.key, Stretch(source.file, start, end), end, end, parent=parent))
        for block in cell.blocks:
            if isinstance(block, Paragraph):
                self._sentences(block.sentences, cell.key or parent, end, "")

    def _sentences(self, sentences: Sequence[Sentence], parent: str, stop: int, prefix: str) -> None:
        for at, sentence in enumerate(sentences):
            if not sentence.key or sentence.span.file not in self.sources:
                continue
            source, start, end = self._bounds(sentence.span)
            text = source.text
            end = start + len(text[start:end].rstrip())
            words = start + _words(text[start:end])
            if words == end:
                after = _gap(text, end)
                closed = match_attributes(text, after)
                end = closed if closed > 0 else end
            whole = Stretch(source.file, start, end)
            last = at + 1 == len(sentences)
            self._put(Place(sentence, sentence.key, whole, words, max(stop, end), 0, prefix, (), parent, last))


def _gap(text: str, at: int) -> int:
    while text[at : at + 1] in {" ", "\t"}:
        at += 1
    return at


def _words(text: str) -> int:
    """Return how long a sentence is without the attributes at its end."""
    at = attributes_at_end(text)
    return len(text[:at].rstrip()) if at > 0 else len(text)


def _prefix(text: str, start: int) -> str:
    """Return what stands before the further lines of a thing that begins at an offset: quote marks and indentation."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return "".join(sign if sign in ">\t" else " " for sign in line)


def _lead(text: str, start: int) -> int:
    """Return where a thing begins with the attributes that stand alone on the line above it."""
    line = text.rfind("\n", 0, start) + 1
    before = text[line:start]
    if before.strip(" \t>"):
        return start
    above = len(text[:line].rstrip(" \t\n>")) if line else 0
    first = text.rfind("\n", 0, above) + 1
    alone = text[first:above].lstrip(" \t>")
    if alone.startswith("{") and match_attributes(alone, 0) == len(alone):
        return above - len(alone)
    return start
