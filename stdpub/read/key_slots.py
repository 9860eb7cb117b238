"""A standard and the texts it was read from to every place where a key stands or has to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import TypeAlias, TypeVar

from stdpub.model.content import (
    Block,
    Cell,
    CompoundProvision,
    Example,
    Figure,
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
)
from stdpub.model.inlines import Inline, Mark, plain
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind
from stdpub.model.source import NOWHERE, Replace, SourceText, Span
from stdpub.model.standard import Part, Standard
from stdpub.model.terms import TermEntry
from stdpub.model.walking import children

_TABLE_TAG = regex(r"<table\b", re.IGNORECASE)
_ATTRIBUTES = regex(r"[ \t]*\{(?=[ \t]*[.#\w])")
_ATTRIBUTES_BEFORE = regex(r"\{[^{}\n]*\}\Z")
T = TypeVar("T")
_FLOATS = frozenset({"table", "figure", "formula"})
_LONGEST_SHAPE = 200
_PLACE = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands for the key in the text of an insertion."""

_Keyed: TypeAlias = Figure | Formula | CompoundProvision | Reference | Sentence | ListItem | Cell | Table


@dataclass(frozen=True, slots=True)
class KeySlot:
    """Where the key of one thing stands, or would be written.

    `path` is the thing's place in the tree with the shape of each level, so that equal paths in two language versions
    name the same thing; `above` are the titles above it and `words` its own; `edit` is None where no key can be written,
    and `at` is where the thing stands.
    """

    kind: str
    path: tuple[str, ...]
    above: str
    words: str
    key: str
    edit: Replace | None
    at: Span

    @property
    def file(self) -> str:
        """The file that the key would be written to, empty where none can."""
        return self.edit.at.file if self.edit else ""

    def written(self, key: str) -> tuple[Replace, ...]:
        """Return the edit that writes a key here, none where none can stand."""
        return (Replace(self.edit.at, self.edit.text.replace(_PLACE, key)),) if self.edit else ()


def key_slots(standard: Standard, sources: Mapping[str, SourceText]) -> Iterator[KeySlot]:
    """Yield a slot for everything that must have a key when it is published, in reading order."""
    walk = _Slots(sources)
    for step, clause in _steps("part", standard.clauses):
        yield from walk.part(clause, (step,), "")


def _steps(name: str, siblings: Sequence[T]) -> Iterator[tuple[str, T]]:
    """Yield siblings, each with one level of a path: which of them it is, and what they are."""
    shape = "".join(type(one).__name__[:2] for one in siblings)
    shape = shape if len(shape) < _LONGEST_SHAPE else sha256(shape.encode()).hexdigest()
    for at, one in enumerate(siblings):
        yield f"{name}:{at}:{shape}", one


class _Slots:
    def __init__(self, sources: Mapping[str, SourceText]) -> None:
        self._sources = sources
        self._above = ""

    def part(self, part: Part, path: tuple[str, ...], above: str) -> Iterator[KeySlot]:
        entry = isinstance(part, TermEntry)
        words = part.designations[0].words if isinstance(part, TermEntry) else part.title
        here = f"{above}/{plain(words)}"
        self._above = here
        if words or self._has_heading(part.span):
            edit = self._at_heading(part.span, words)
            yield KeySlot("term" if entry else "clause", path, above, plain(words), part.key, edit, part.span)
        own = (*part.definition, *part.examples, *part.notes) if isinstance(part, TermEntry) else part.blocks
        yield from self._blocks(own, path)
        below = () if isinstance(part, TermEntry) else part.clauses
        for step, one in _steps("part", below):
            yield from self.part(one, (*path, step), here)

    def _blocks(self, blocks: Sequence[Block], path: tuple[str, ...]) -> Iterator[KeySlot]:
        written = [block for block in blocks if not (isinstance(block, Paragraph) and block.generated)]
        for step, block in _steps("block", written):
            yield from self._block(block, (*path, step))

    def _block(self, block: Block, path: tuple[str, ...]) -> Iterator[KeySlot]:
        match block:
            case Paragraph():
                yield from self._sentences(block.sentences, path, last=True)
            case List():
                for step, item in _steps("item", block.items):
                    yield from self._item(item, (*path, step))
            case Table():
                yield from self._table(block, path)
            case Figure():
                edit = self._at_opening(block.span) if block.parts else self._behind(block.span)
                yield self._slot("figure", path, block.path + plain(block.caption), block, edit)
            case Formula():
                yield self._slot("formula", path, block.tex, block, self._behind(block.span))
            case CompoundProvision():
                words = plain(block.title)
                yield self._slot("provision", path, words, block, self._at_opening(block.span))
                yield from self._blocks(block.blocks, path)
            case References():
                for step, one in _steps("reference", block.items):
                    edit = self._behind_words(one.text, one.span)
                    step = f"reference:{one.identifier}" if one.identifier else step  # noqa: PLW2901 - lists are sorted by language
                    yield self._slot("reference", (*path, step), one.identifier + plain(one.text), one, edit)
            case Quotation():
                return  # another document's words have its names
            case Note() | Example():
                inside = self._blocks(block.blocks, (*path, "in"))
                yield from (_inside_note(slot) for slot in inside if slot.kind in _FLOATS)
            case _:
                for at, (below, _) in enumerate(children(block)):
                    yield from self._blocks(below, (*path, f"in:{at}"))

    def _slot(self, kind: str, path: tuple[str, ...], words: str, keyed: _Keyed, edit: Replace | None) -> KeySlot:
        return KeySlot(kind, path, self._above, words, keyed.key, edit, keyed.span)

    def _sentences(
        self, sentences: Sequence[Sentence], path: tuple[str, ...], *, last: bool, own: bool = False
    ) -> Iterator[KeySlot]:
        """Yield the provisions of a paragraph; `own` says that the first one is its item or cell, which has the key."""
        for at, (step, sentence) in enumerate(_steps("sentence", sentences)):
            if sentence.kind is Kind.STATEMENT:
                continue
            if own:
                own = False
                continue
            after = sentences[at + 1] if at + 1 < len(sentences) else None
            cut = (after is None and not last) or _is_cut(sentence, after)
            edit = None if cut else self._behind(sentence.span)
            yield self._slot("provision", (*path, step), plain(sentence.children), sentence, edit)

    def _item(self, item: ListItem, path: tuple[str, ...]) -> Iterator[KeySlot]:
        first = item.blocks[0] if item.blocks else None
        rest = item.blocks
        if isinstance(first, Paragraph):
            rest = item.blocks[1:]
            bound = item.kind is not Kind.STATEMENT
            if bound and first.sentences:
                yield self._slot("item", path, _words(first), item, self._behind(first.sentences[-1].span))
            yield from self._sentences(first.sentences, path, last=not item.key, own=bound)
        yield from self._blocks(rest, path)

    def _cell(self, cell: Cell, path: tuple[str, ...], *, in_html: bool) -> Iterator[KeySlot]:
        first = cell.blocks[0] if cell.blocks else None
        if cell.header or cell.span == NOWHERE:
            return
        if in_html or len(cell.blocks) != 1 or not isinstance(first, Paragraph):
            yield from self._blocks(cell.blocks, path)
            return
        bound = any(sentence.kind is not Kind.STATEMENT for sentence in first.sentences)
        if bound:
            yield self._slot("cell", path, _words(first), cell, self._behind(first.sentences[-1].span))
        yield from self._sentences(first.sentences, path, last=not cell.key, own=bound)

    def _table(self, table: Table, path: tuple[str, ...]) -> Iterator[KeySlot]:
        words = "".join(
            plain(sentence.children) for row in table.head for cell in row.cells for sentence in _first(cell)
        )
        source, start, _ = self._place(table.span)
        csv = source.text.startswith("![", start)
        edit = self._behind(table.span) if csv else self._at_table(table)
        yield self._slot("table", path, words, table, edit)
        if not csv:
            in_html = _TABLE_TAG.match(source.text, start) is not None
            rows = (*table.head, *table.body)
            for across, row in _steps("row", rows):
                for step, cell in _steps("cell", row.cells):
                    yield from self._cell(cell, (*path, across, step), in_html=in_html)
        yield from self._blocks(table.notes, (*path, "notes"))

    def _has_heading(self, span: Span) -> bool:
        """Tell whether a clause begins with a heading, though without words; text before all headings has none."""
        source = self._sources.get(span.file)
        return source is not None and source.text.startswith("#", source.offset(span.line, span.column))

    def _place(self, span: Span) -> tuple[SourceText, int, int]:
        source = self._sources[span.file]
        return source, source.offset(span.line, span.column), source.offset(span.end_line, span.end_column)

    def _behind(self, span: Span) -> Replace:
        """Return the edit that puts a key behind a thing: into the attributes it has, else before the white space."""
        source, start, end = self._place(span)
        text = source.text
        while end > start and text[end - 1] in " \t\n":
            end -= 1
        opened = _ATTRIBUTES.match(text, end)
        before = _ATTRIBUTES_BEFORE.search(text, max(start, end - 500), end)
        if opened:
            at = source.span(opened.end(), opened.end())
            return Replace(at, f"#{_PLACE} ")
        if before:
            at = source.span(before.start() + 1, before.start() + 1)
            return Replace(at, f"#{_PLACE} ")
        space = "" if text[end - 1 : end] == ")" and text[start : start + 2] == "![" else " "
        return Replace(source.span(end, end), f"{space}{{#{_PLACE}}}")

    def _behind_words(self, nodes: tuple[Inline, ...], span: Span) -> Replace:
        last = nodes[-1].span if nodes else NOWHERE
        whole = span if last == NOWHERE else span._replace(end_line=last.end_line, end_column=last.end_column)
        return self._behind(whole)

    def _at_heading(self, span: Span, title: tuple[Inline, ...]) -> Replace:
        """Return the edit that puts a key at the end of a heading's line."""
        line = title[-1].span.end_line if title and title[-1].span != NOWHERE else span.line
        return self._at_opening(span._replace(line=line))

    def _at_opening(self, span: Span) -> Replace:
        """Return the edit that puts a key at the end of the line that a thing begins with."""
        source = self._sources[span.file]
        start = source.line_starts[span.line - 1]
        end = source.text.find("\n", start)
        line = Span(span.file, span.line, 1, span.line, (len(source.text) if end < 0 else end) - start + 1)
        return self._behind(line)

    def _at_table(self, table: Table) -> Replace | None:
        source, start, _ = self._place(table.span)
        tag = _TABLE_TAG.match(source.text, start)
        if tag is not None:
            return Replace(source.span(tag.end(), tag.end()), f' id="{_PLACE}"')
        if table.caption:
            return self._behind_words(table.caption, table.caption[0].span)
        line = source.text.rfind("\n", 0, start) + 1
        if source.text[line:start].strip(" \t>"):
            return None  # the first thing of a list item: a key before it would be the item's
        before = source.text[line:start]
        parted = not source.text[source.text.rfind("\n", 0, max(line - 1, 0)) + 1 : line].strip(" \t>\n")
        lead = "" if parted else f"\n{before}"
        return Replace(source.span(start, start), f"{lead}{{#{_PLACE}}}\n\n{before}")


def _inside_note(slot: KeySlot) -> KeySlot:
    """Return a slot without its edit where the key would need a line of its own, which is the note's and not the table's."""
    return replace(slot, edit=None) if slot.edit and "\n" in slot.edit.text else slot


def _first(cell: Cell) -> tuple[Sentence, ...]:
    first = cell.blocks[0] if cell.blocks else None
    return first.sentences if isinstance(first, Paragraph) else ()


def _words(paragraph: Paragraph) -> str:
    return "".join(plain(sentence.children) for sentence in paragraph.sentences)


def _is_cut(sentence: Sentence, after: Sentence | None) -> bool:
    """Tell whether a sentence ends inside a mark: no key can stand there."""
    if after is None:
        return False
    last, first = sentence.children[-1], after.children[0]
    return isinstance(last, Mark) and isinstance(first, Mark) and last.span[3:] == first.span[1:3]
