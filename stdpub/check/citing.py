"""How a sentence cites: bindingly, as information, or so that one cannot tell; and what it cites, by key or typed.

GB/T 1.1-2020, 9.5.4.2 and 9.6.3; ISO/IEC Directives, Part 2, 15.5.3 and 20.2.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from stdpub.check.draft import Call, Draft, Passage
from stdpub.check.prose import Piece
from stdpub.model.content import Block, List, Paragraph, Reference, References, Table
from stdpub.model.identifier_grammar import TRIGGER
from stdpub.model.identifiers import HINTS, Identifier, at, whole
from stdpub.model.inlines import Citation, CrossReference
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind
from stdpub.model.source import Span
from stdpub.model.standard import Clause, ClauseKind


class Force(StrEnum):
    """What a citation does: it makes the cited content required, it informs, or one cannot tell."""

    NORMATIVE = "normative"
    INFORMATIVE = "informative"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the normative references or the bibliography, with its identifier where it can be read."""

    reference: Reference
    element: ClauseKind
    identifier: Identifier | None

    @property
    def normative(self) -> bool:
        """Whether it stands among the normative references."""
        return self.element is ClauseKind.NORMATIVE_REFERENCES

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return self.reference.identifier or "".join(getattr(node, "text", "") for node in self.reference.text)[:40]


@dataclass(frozen=True, slots=True)
class Citing:
    """One citation of another document: by the key of an entry (`target`), or by a typed identifier."""

    passage: Passage
    start: int
    end: int
    at: Span
    force: Force
    target: str
    clause: str
    identifier: Identifier | None


_BINDING = frozenset({Kind.REQUIREMENT, Kind.INSTRUCTION, Kind.EXTERNAL_CONSTRAINT})
_SEE = regex(
    r"(?:(?<![可意罕常])(?:参?见|参考|参阅|例如|如)|\b(?:[Ss]ee(?: also)?|[Rr]efer to|[Cc]f\.|e\.g\.,?|[Ff]or example,?|such as)\b)"
    r"[^，。；：:;.()（）]{0,40}\Z"
)
_PAST = regex(
    r"(?:以前|过去|曾经?|此前|在此之前|早期)[，,]|\s*(?:Previously|Formerly|Historically|In the past|In earlier (?:editions|versions)),"
)
"""What opens a sentence that tells how it was: it asks for nothing."""

_BY = regex(
    r"(?:按照?|依照|依据|根据|符合|遵守|采用|执行|满足|适用)[^，。；：]{0,25}\Z"
    r"|\b(?:in accordance with|according to|as (?:specified|given|described|defined|required|set out) (?:in|by)|conform\w* (?:to|with)"
    r"|compl(?:y|ies|iant|iance) with|requirements of|given in|specified in|defined in)\b[^.;:()]{0,40}\Z"
)
_ALL_PARTS = regex(r"\s*[（(](?:所有部分|all parts)[)）]")
_INFORMING = frozenset(
    {
        ClauseKind.FOREWORD,
        ClauseKind.INTRODUCTION,
        ClauseKind.SCOPE,
        ClauseKind.BIBLIOGRAPHY,
        ClauseKind.INDEX,
        ClauseKind.NORMATIVE_REFERENCES,
    }
)


def cited_parts(clause: Clause) -> Iterator[str]:
    """Yield the ids of a clause and all clauses and entries below it."""
    yield clause.id
    for part in clause.clauses:
        if isinstance(part, Clause):
            yield from cited_parts(part)
        else:
            yield part.id


def entries(draft: Draft) -> tuple[Entry, ...]:
    """Return the entries of normative references and bibliography in reading order."""
    return draft.once(_entries)


def _entries(draft: Draft) -> tuple[Entry, ...]:
    return tuple(
        Entry(one, draft.elements[part.id], whole(one.identifier))
        for block, part in draft.blocks
        if isinstance(block, References)
        for one in block.items
    )


def citings(draft: Draft) -> tuple[Citing, ...]:
    """Return every citation of another document in the text, keyed and typed, in no order."""
    return draft.once(_citings)


def _citings(draft: Draft) -> tuple[Citing, ...]:
    return (*_keyed(draft), *_typed(draft))


def _keyed(draft: Draft) -> Iterator[Citing]:
    for call in draft.calls:
        pointer = call.pointer
        if isinstance(pointer, Citation) and "@" not in pointer.reference and pointer.target_id:
            start, end = extent(call.passage, pointer)
            kind = force(draft, call.passage, start)
            yield Citing(call.passage, start, end, pointer.span, kind, pointer.target_id, pointer.clause, None)


def _typed(draft: Draft) -> Iterator[Citing]:
    own = whole(draft.header.identifier)
    ours = {one.document for name in (*draft.header.replaces, draft.header.adopts.standard) if (one := whole(name))}
    ours |= {own.document} if own else set()
    for passage, found in typed(draft):
        if found.document not in ours:
            place = passage.prose.source(found.start, found.end)
            yield Citing(passage, found.start, found.end, place, force(draft, passage, found.start), "", "", found)


def typed(draft: Draft) -> tuple[tuple[Passage, Identifier], ...]:
    """Return every identifier that the author typed into the text, in reading order."""
    return draft.once(_all_typed)


def _all_typed(draft: Draft) -> tuple[tuple[Passage, Identifier], ...]:
    found: list[tuple[Passage, Identifier]] = []
    end = 0
    last: Passage | None = None
    for hit in draft.find_near(TRIGGER, *HINTS):
        if hit.passage is not last or hit.start >= end:
            one = at(hit.passage.prose.masked, hit.start)
            if one is not None:
                last, end = hit.passage, one.end
                found.append((hit.passage, one))
    return tuple(found)


def extent(passage: Passage, pointer: CrossReference | Citation) -> tuple[int, int]:
    """Return where a pointer's words begin and end in the plain text of a passage."""
    pieces = passage.prose.pieces
    at = bisect_left(pieces, pointer.span[1:3], key=_place)
    end = at
    while end < len(pieces) and pieces[end].span[3:] <= pointer.span[3:]:
        end += 1
    return (pieces[at].start, pieces[end - 1].start + len(pieces[end - 1].text)) if at < end else (0, 0)


def _place(piece: Piece) -> tuple[int, int]:
    return piece.span.line, piece.span.column


def force(draft: Draft, passage: Passage, start: int) -> Force:
    """Return what a citation that begins at an offset of a passage does."""
    if passage.element in _INFORMING or passage.inside in {"note", "example", "footnote", "quotation"}:
        return Force.INFORMATIVE
    if passage.part.id in draft.once(_informative_parts):
        return Force.INFORMATIVE
    if passage.sentence is None or passage.inside:
        return Force.OPEN
    before = passage.text[max(start - 80, 0) : start]
    if _SEE.search(before[-60:]) or _PAST.match(passage.text):
        return Force.INFORMATIVE
    if passage.element is ClauseKind.TERMS and isinstance(passage.part, Clause):
        return Force.NORMATIVE
    return _by_kind(draft, passage, before)


def _by_kind(draft: Draft, passage: Passage, before: str) -> Force:
    kind = draft.once(_kinds).get(passage.span, passage.sentence.kind if passage.sentence else Kind.STATEMENT)
    in_cell = passage.span in draft.once(_in_cells)
    if in_cell and kind in {Kind.STATEMENT, Kind.INSTRUCTION, Kind.PERMISSION}:
        return Force.OPEN
    if kind in _BINDING or (kind is Kind.RECOMMENDATION and draft.header.function == "guide"):
        return Force.NORMATIVE
    if kind is Kind.PERMISSION or (kind is Kind.STATEMENT and _BY.search(before)):
        return Force.OPEN
    return Force.INFORMATIVE


def _informative_parts(draft: Draft) -> frozenset[str]:
    """Return the ids of all that belongs to informative annexes."""
    annexes = (one for one in draft.standard.clauses if one.kind is ClauseKind.ANNEX and not one.normative)
    return frozenset(id_ for annex in annexes for id_ in cited_parts(annex))


def _kinds(draft: Draft) -> dict[Span, Kind]:
    """Return what kind the sentences of list items have that take it from their lead-in."""
    return {
        sentence.span: item.kind
        for block, _ in draft.blocks
        if isinstance(block, List)
        for item in block.items
        if item.kind is not Kind.STATEMENT
        for paragraph in item.blocks
        if isinstance(paragraph, Paragraph)
        for sentence in paragraph.sentences
        if sentence.kind in {Kind.STATEMENT, Kind.INSTRUCTION}
    }


def _in_cells(draft: Draft) -> frozenset[Span]:
    """Return the places of the sentences that stand in cells of tables."""
    tables = (block for block, _ in draft.blocks if isinstance(block, Table))
    cells = (cell for table in tables for row in (*table.head, *table.body) for cell in row.cells)
    return frozenset(span for cell in cells for block in cell.blocks for span in _spans(block))


def _spans(block: Block) -> Iterator[Span]:
    if isinstance(block, Paragraph):
        yield from (sentence.span for sentence in block.sentences)
    elif isinstance(block, List):
        for item in block.items:
            for below in item.blocks:
                yield from _spans(below)


def calls_by_target(draft: Draft) -> Mapping[str, Sequence[Call]]:
    """Return the pointers in reading order by the id of what they point at."""
    return draft.once(_by_target)


def _by_target(draft: Draft) -> Mapping[str, Sequence[Call]]:
    found: dict[str, list[Call]] = {}
    for call in draft.calls:
        found.setdefault(call.pointer.target_id, []).append(call)
    return found


def named(draft: Draft, identifier: Identifier) -> Sequence[Entry]:
    """Return the entries that list the document of an identifier, whatever the edition."""
    by_document = draft.once(_by_document)
    found = list(by_document.get((identifier.document, False), ()))
    for mark in ".", "-":
        head, _, part = identifier.document.rpartition(mark)
        if part.isalnum():
            found.extend(by_document.get((head, True), ()))
    return found


def _by_document(draft: Draft) -> Mapping[tuple[str, bool], Sequence[Entry]]:
    """Return the entries by document; those of all parts once more, marked so."""
    found: dict[tuple[str, bool], list[Entry]] = {}
    for entry in entries(draft):
        if entry.identifier is not None:
            found.setdefault((entry.identifier.document, False), []).append(entry)
            first = getattr(entry.reference.text[0], "text", "") if entry.reference.text else ""
            if _ALL_PARTS.match(first):
                found.setdefault((entry.identifier.document, True), []).append(entry)
    return found


def citings_of(draft: Draft, entry: Entry) -> Sequence[Citing]:
    """Return the citations of an entry: by its key, or typed."""
    return draft.once(_by_entry).get(entry.reference.id, ())


def _by_entry(draft: Draft) -> Mapping[str, Sequence[Citing]]:
    found: dict[str, list[Citing]] = {}
    for one in citings(draft):
        targets = [one.target] if one.target else []
        if one.identifier is not None:
            targets.extend(entry.reference.id for entry in named(draft, one.identifier))
        for target in targets:
            found.setdefault(target, []).append(one)
    return found
