"""A standard as the rules read it: its words, blocks and pointers gathered once, for a hundred rules to look at."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple, TypeVar, cast

from stdpub.check.prose import Prose, prose
from stdpub.model.content import Block, Figure, References, Sentence, Table
from stdpub.model.header import Header, RulebookName
from stdpub.model.inlines import Citation, CrossReference, Inline
from stdpub.model.patterns import regex
from stdpub.model.rulebooks import Wording, wording
from stdpub.model.source import SourceText, Span
from stdpub.model.standard import Clause, ClauseKind, Part, Standard
from stdpub.model.surroundings import ALONE, Surroundings
from stdpub.model.terms import TermEntry
from stdpub.model.walking import Placed, blocks, parts, pointers, sentences

_T = TypeVar("_T")


_LATIN = regex("[a-z]+")


class Role(StrEnum):
    """What a run of words is in the document."""

    SENTENCE = "sentence"
    TITLE = "title"
    CAPTION = "caption"
    TERM = "term"
    REFERENCE = "reference"


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, title, caption, designation or reference text with the place it stands in.

    `inside` is what encloses it: `""`, `note`, `example`, `footnote`, `float-footnote`, `quotation` or `definition`;
    `sentence` is None unless the role is sentence.
    """

    nodes: tuple[Inline, ...]
    prose: Prose
    role: Role
    part: Part
    element: ClauseKind
    inside: str
    sentence: Sentence | None
    span: Span

    @property
    def text(self) -> str:
        """The words as a reader sees them."""
        return self.prose.text


class Hit(NamedTuple):
    """Where a pattern was found: offsets within the passage, and the match for its groups."""

    passage: Passage
    start: int
    end: int
    match: re.Match[str]

    @property
    def words(self) -> str:
        """The words that were found."""
        return self.passage.text[self.start : self.end]

    @property
    def at(self) -> Span:
        """Where they stand in the author's file."""
        return self.passage.prose.source(self.start, self.end)


class Call(NamedTuple):
    """A pointer with the passage it stands in."""

    pointer: CrossReference | Citation
    passage: Passage


class Draft:
    """One language version of a standard, with what rules ask for again and again; nothing is gathered before it is asked for."""

    def __init__(
        self,
        standard: Standard,
        sources: Mapping[str, SourceText] | None = None,
        surroundings: Surroundings = ALONE,
        source_version: Draft | None = None,
    ) -> None:
        self.standard = standard
        self.sources = sources or {}
        self.surroundings = surroundings
        self.source_version = source_version
        """The draft in the source language where this is a translation, else None."""
        self._gathered: dict[Callable[[Draft], object], object] = {}

    def once(self, gather: Callable[[Draft], _T]) -> _T:
        """Return what a function gathers from this draft, gathered once however many rules ask for it."""
        if gather not in self._gathered:
            self._gathered[gather] = gather(self)
        return cast("_T", self._gathered[gather])

    @property
    def header(self) -> Header:
        """The front matter."""
        return self.standard.header

    @property
    def rulebook(self) -> RulebookName:
        """The rulebook it is drafted to."""
        return self.standard.header.rulebook

    @property
    def chinese(self) -> bool:
        """Whether this version is in Chinese."""
        return self.standard.header.language.partition("-")[0] == "zh"

    @cached_property
    def wording(self) -> Wording:
        """What the rulebook prints in this language."""
        return wording(self.rulebook, self.header.language)

    @cached_property
    def parts(self) -> tuple[tuple[Part, ClauseKind], ...]:
        """Every clause and term entry in reading order with the first-level element it belongs to."""
        return tuple(parts(self.standard))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Every clause in reading order."""
        return tuple(part for part, _ in self.parts if isinstance(part, Clause))

    @cached_property
    def entries(self) -> tuple[TermEntry, ...]:
        """Every term entry in reading order."""
        return tuple(part for part, _ in self.parts if isinstance(part, TermEntry))

    @cached_property
    def elements(self) -> Mapping[str, ClauseKind]:
        """The first-level element that each clause and term entry belongs to, by its id."""
        return {part.id: element for part, element in self.parts}

    @cached_property
    def blocks(self) -> tuple[tuple[Block, Part], ...]:
        """Every block with the clause or term entry it stands in, parents first."""
        return tuple(blocks(self.standard))

    @cached_property
    def sentences(self) -> tuple[Passage, ...]:
        """Every sentence that the author wrote, in reading order; footnotes last."""
        return tuple(_spoken(one) for one in sentences(self.standard) if not one.generated)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every run of words that the author wrote: sentences first, then titles, captions and terms."""
        return (*self.sentences, *self._named())

    def _named(self) -> Iterator[Passage]:
        """Yield titles, captions, designations and the texts of references."""
        for part, element in self.parts:
            if isinstance(part, TermEntry):
                for word in part.designations:
                    yield _passage(word.words, Role.TERM, part, element, word.span)
            elif part.title:
                yield _passage(part.title, Role.TITLE, part, element, part.span)
        for block, part in self.blocks:
            element = self.elements[part.id]
            if isinstance(block, (Table, Figure)) and block.caption:
                yield _passage(block.caption, Role.CAPTION, part, element, block.span)
            elif isinstance(block, References):
                for entry in block.items:
                    yield _passage(entry.text, Role.REFERENCE, part, element, entry.span)

    @cached_property
    def own(self) -> tuple[Passage, ...]:
        """The passages in the document's own voice: no quotation, and no text of a reference, which another document worded."""
        return tuple(one for one in self.passages if one.inside != "quotation" and one.role is not Role.REFERENCE)

    @cached_property
    def _text(self) -> tuple[str, list[int]]:
        """All masked words in the document's own voice joined by line feeds, and where each passage begins."""
        starts: list[int] = []
        at = 0
        for passage in self.own:
            starts.append(at)
            at += len(passage.prose.masked) + 1
        return "\n".join(passage.prose.masked for passage in self.own), starts

    @cached_property
    def _lower(self) -> str:
        return self._text[0].lower()

    @cached_property
    def words(self) -> frozenset[str]:
        """The Latin words of the author's own text, lower case: to know in a moment which of a list occur."""
        return frozenset(_LATIN.findall(" ".join(set(self._lower.split()))))

    def says(self, *words: str) -> bool:
        """Tell whether one of some lower-case texts occurs in the document's own voice."""
        return any(word in self._lower for word in words)

    def find(self, pattern: re.Pattern[str], *hints: str) -> Iterator[Hit]:
        """Yield where a pattern is found in the document's own voice; it must not match across a line feed.

        Quotations and the texts of references are left out: a rule does not judge another document's words.

        `hints` are lower-case texts of which one must occur: they save the search where none does.
        """
        if hints and not self.says(*hints):
            return
        text, starts = self._text
        for found in pattern.finditer(text):
            at = bisect_right(starts, found.start()) - 1
            start = starts[at]
            yield Hit(self.own[at], found.start() - start, found.end() - start, found)

    def find_near(self, pattern: re.Pattern[str], *words: str) -> Iterator[Hit]:
        """Yield where a pattern is found in the passages that hold one of some lower-case words, and in no other.

        Much faster than `find` for a pattern that begins with no fixed text, where few passages hold the words.
        """
        text, starts = self._text
        if len(self._lower) != len(text):
            yield from self.find(pattern, *words)
            return
        ends = [*starts[1:], len(text)]
        near: set[int] = set()
        for word in words:
            at = self._lower.find(word)
            while at >= 0:
                place = bisect_right(starts, at) - 1
                near.add(place)
                at = self._lower.find(word, ends[place])
        for place in sorted(near):
            passage = self.own[place]
            for found in pattern.finditer(passage.prose.masked):
                yield Hit(passage, found.start(), found.end(), found)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """Every pointer in the author's words, in reading order."""
        return tuple(Call(node, one) for one in self.passages for node in pointers(one.nodes))

    @cached_property
    def cited(self) -> frozenset[str]:
        """The ids of all that the text or a term's source points at."""
        sources = (source.reference for entry in self.entries for source in entry.source)
        return frozenset({*(call.pointer.target_id for call in self.calls), *sources})

    def text_at(self, span: Span) -> str:
        """Return the author's own characters at a place, with marks, keys and all; empty where the file is not at hand."""
        source = self.sources.get(span.file)
        if source is None:
            return ""
        return source.text[source.offset(span.line, span.column) : source.offset(span.end_line, span.end_column)]


def _spoken(placed: Placed) -> Passage:
    sentence = placed.sentence
    words = prose(sentence.children)
    return Passage(
        sentence.children, words, Role.SENTENCE, placed.part, placed.element, placed.inside, sentence, sentence.span
    )


def _passage(nodes: tuple[Inline, ...], role: Role, part: Part, element: ClauseKind, span: Span) -> Passage:
    return Passage(nodes, prose(nodes), role, part, element, "", None, span)


def first_character(span: Span) -> Span:
    """Return the place of the first character of a span, to point at a whole block by."""
    return span._replace(end_line=span.line, end_column=span.column + 1)
