"""An amendment and the text it makes in; the amendment as a document of its own, its instructions in the rulebook's words, out.

What is new stands in it as the consolidated text has it, with its numbers and pointers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from itertools import groupby
from typing import TypeVar, cast

from stdpub.model.amendment_wording import (
    AmendmentWording,
    amendment_identifier,
    amendment_wording,
    issue_name,
    written_day,
)
from stdpub.model.amendments import Act, Consolidation, Instruction, Issue
from stdpub.model.content import Block, List, Paragraph, Quotation, References, Sentence
from stdpub.model.header import Adoption, Header, Title
from stdpub.model.inlines import Inline, untyped
from stdpub.model.provisions import Kind
from stdpub.model.rulebooks import dated, wording
from stdpub.model.source import NOWHERE, Span
from stdpub.model.standard import Clause, ClauseKind, Part, Standard
from stdpub.model.terms import TermEntry
from stdpub.model.walking import children
from stdpub.read.amendment_targets import Target, targets
from stdpub.read.amendments import AmendmentText
from stdpub.read.consolidating import Consolidated
from stdpub.read.detaching import detached
from stdpub.read.patchwork import Origins
from stdpub.read.reader import SOURCE_FILE, read

Node = Block | Part
_T = TypeVar("_T")


def amendment_document(one: Consolidated, text: AmendmentText) -> Standard:
    """Return one language of an amendment as a standard that every writer prints."""
    before, after = read(one.before, text.language), read(one.folder, text.language)
    header = _header(before.header, text)
    called = targets(before)
    new = _NewText(text, one.origins()).nodes(after)
    pieces = [
        _Piece(asked, called.get(asked.key), _brought(asked, new.get(at, ())))
        for at, asked in enumerate(text.instructions)
    ]
    words = amendment_wording(text.language)
    clauses = (_foreword(header, before, text.issue, words), *_clauses(pieces, text, words))
    reference = dated(before.header.identifier, before.header.date[:4])
    home = _Home(one, text)
    return detached(
        Standard(
            slug=before.slug,
            header=header,
            clauses=home.placed(clauses),
            footnotes=home.placed(after.footnotes),
            assets=after.assets,
            digest="",
            diagnostics=(),
            amended=Consolidation(issues=(text.issue,)),
            amends=reference,
        )
    )


class _Home:
    """Gives everything its place in the amendment's own folder, where its text is `standard.md`."""

    def __init__(self, one: Consolidated, text: AmendmentText) -> None:
        self.origins = one.origins()
        self.own = text.source.file
        self.name = SOURCE_FILE if text is one.texts[0] else f"standard.{text.language}.md"

    def placed(self, nodes: tuple[_T, ...]) -> tuple[_T, ...]:
        """Return nodes, and all in them, with their places."""
        return tuple(self._node(node) for node in nodes)

    def _node(self, node: _T) -> _T:
        if isinstance(node, Span):
            return cast("_T", self._span(node))
        if isinstance(node, tuple):
            return cast("_T", self.placed(node))
        if is_dataclass(node) and not isinstance(node, type):
            return replace(node, **{field.name: self._node(getattr(node, field.name)) for field in fields(node)})
        return node

    def _span(self, span: Span) -> Span:
        at = span if span.file == self.own else self.origins.of(span)
        return at._replace(file=self.name) if at.file == self.own else NOWHERE


def _header(header: Header, text: AmendmentText) -> Header:
    """Return the standard's header as the amendment inherits it."""
    issue = text.issue
    own = text.header.over(header)
    return replace(
        own,
        identifier=amendment_identifier(issue, header.identifier, header.date[:4], header.rulebook),
        titles=tuple(_title(title, header, issue) for title in header.titles),
        edition="",
        version=issue.edition_id,
        date=issue.date,
        implementation=issue.implementation,
        replaces=(),
        adopts=Adoption("", ""),
        history=(),
        chapters=(),
        spans=(),
    )


def _title(title: Title, header: Header, issue: Issue) -> Title:
    joint = wording(header.rulebook, title.language).title_joint
    name = issue_name(issue, title.language)
    if title.part_number or title.part_title:
        return replace(title, part_title=joint.join(one for one in (title.part_title, name) if one))
    return replace(title, compl=joint.join(one for one in (title.compl, name) if one))


def _said(text: str) -> Paragraph:
    sentence = Sentence((untyped(text),), Kind.STATEMENT, "", "", "", NOWHERE)
    return Paragraph((sentence,), "", "", generated=True, span=NOWHERE)


def _foreword(header: Header, before: Standard, issue: Issue, words: AmendmentWording) -> Clause:
    """Return the foreword: what is amended, and from when on."""
    book = wording(header.rulebook, header.language)
    title = before.header.title(header.language)
    name = book.title_joint.join(part for part in (title.intro, title.main, title.compl, title.part_title) if part)
    chinese = header.language.partition("-")[0] == "zh"
    reference = dated(before.header.identifier, before.header.date[:4])
    what = f"{reference}《{name}》" if chinese else f"{reference}, {name}"
    said = [words.foreword.format(what)]
    if issue.implementation or issue.date:
        since = written_day(issue.implementation or issue.date, header.language)
        said.append(words.foreword_from.format(since))
    heading = dict(book.titles)[ClauseKind.FOREWORD]
    blocks = tuple(replace(_said(line), id=f"{issue.name}.foreword.par{at}") for at, line in enumerate(said, start=1))
    shape = _clause(ClauseKind.FOREWORD, (untyped(heading),), blocks, f"{issue.name}.foreword")
    return replace(shape, normative=False, number=ClauseKind.FOREWORD.value)


def _clause(kind: ClauseKind, title: tuple[Inline, ...], blocks: tuple[Block, ...], id_: str) -> Clause:
    return Clause(
        kind=kind,
        title=title,
        blocks=blocks,
        clauses=(),
        depth=1,
        normative=True,
        fixed_label=None,
        key="",
        id=id_,
        number="",
        label="",
        span=NOWHERE,
    )


@dataclass(frozen=True, slots=True)
class _Piece:
    """One instruction, what it changes, and the new things that it brings."""

    asked: Instruction
    target: Target | None
    nodes: tuple[Node, ...]


def _brought(asked: Instruction, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Return the new things that are printed below an instruction: words that take the place of others stand in it."""
    return nodes if asked.act in {Act.REPLACE, Act.INSERT_AFTER} else ()


def _clauses(
    pieces: Iterable[_Piece],
    text: AmendmentText,
    words: AmendmentWording,
) -> Iterator[Clause]:
    """Yield a clause for each place that is changed, instructions that follow one another there together."""
    name = text.issue.name
    groups = groupby(pieces, key=lambda piece: piece.target.owner if piece.target else "")
    count = 0
    for _, group in groups:
        for run in _runs(tuple(group)):
            count += 1
            target = run[0].target
            id_ = f"{name}.i{count}"
            blocks: list[Block] = []
            parts: list[Part] = []
            for at, piece in enumerate(run, start=1):
                blocks.append(replace(_said(_instruction(piece, words)), id=f"{id_}.{piece.asked.act}{at}"))
                quoted = tuple(node for node in piece.nodes if not isinstance(node, (Clause, TermEntry)))
                if quoted:
                    blocks.append(Quotation(quoted, f"{id_}.q{at}", piece.asked.at))
                parts.extend(_lowered(node, 2) for node in piece.nodes if isinstance(node, (Clause, TermEntry)))
            title = target.place if target else ()
            shape = _clause(ClauseKind.CLAUSE, title, tuple(blocks), id_)
            yield replace(shape, clauses=tuple(parts), span=run[0].asked.at)


def _runs(group: tuple[_Piece, ...]) -> Iterator[tuple[_Piece, ...]]:
    """Yield instructions that can stand under one title: new clauses stand behind all text, so each ends a run."""
    run: list[_Piece] = []
    for piece in group:
        run.append(piece)
        if any(isinstance(node, (Clause, TermEntry)) for node in piece.nodes):
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)


def _lowered(part: Part, depth: int) -> Part:
    """Return a clause at a depth below the instruction that brings it."""
    if isinstance(part, TermEntry):
        return part
    return replace(part, depth=depth, clauses=tuple(_lowered(one, depth + 1) for one in part.clauses))


def _instruction(piece: _Piece, words: AmendmentWording) -> str:
    asked = piece.asked
    target = piece.target.words if piece.target else asked.key
    match asked.act:
        case Act.DELETE:
            return words.delete.format(target=target)
        case Act.REPLACE_TEXT:
            if piece.target and asked.old in piece.target.title:
                target = words.title.format(target)
            pattern = words.replace_words if asked.new else words.delete_words
            return pattern.format(target=target, old=asked.old, new=asked.new)
        case Act.REPLACE:
            whole = not piece.target or piece.target.owner != asked.key or _opens_with_clause(piece)
            return (words.replace if whole else words.replace_content).format(target=target)
    inside = piece.target is not None and piece.target.owner == asked.key and not _opens_with_clause(piece)
    return (words.insert_inside if inside else words.insert).format(target=target)


def _opens_with_clause(piece: _Piece) -> bool:
    return bool(piece.nodes) and isinstance(piece.nodes[0], (Clause, TermEntry))


class _NewText:
    """Finds what of a consolidated text each instruction brought: the largest things that begin in its new text."""

    def __init__(self, text: AmendmentText, origins: Origins) -> None:
        self.source = text.source
        self.origins = origins
        self.instructions = text.instructions
        self.starts = [one.start for one in text.instructions]
        self.lines = {(one.at.line, one.at.column): at for at, one in enumerate(text.instructions)}

    def nodes(self, after: Standard) -> Mapping[int, tuple[Node, ...]]:
        """Return the new things of each instruction, by its place among them, in reading order."""
        found: dict[int, list[Node]] = {}
        for clause in after.clauses:
            for at, node in self._of_part(clause):
                found.setdefault(at, []).append(node)
        for footnote in after.footnotes:
            for block in footnote.blocks if self._asked(footnote.span) < 0 else ():
                for at, inner in self._of_block(block):
                    found.setdefault(at, []).append(inner)
        return {at: tuple(nodes) for at, nodes in found.items()}

    def _asked(self, span: Span) -> int:
        """Return which instruction brought what begins at a place, -1 where none did."""
        at = self.origins.of(span)
        if at.file != self.source.file or at.line < 1:
            return -1
        made = self.lines.get((at.line, at.column))
        if made is not None:
            return made
        offset = self.source.offset(at.line, at.column)
        found = bisect_right(self.starts, offset) - 1
        return found if found >= 0 and offset <= self.instructions[found].end else -1

    def _of_part(self, part: Part) -> Iterator[tuple[int, Node]]:
        asked = self._asked(part.span)
        if asked >= 0:
            yield asked, part
            return
        own = part.blocks if isinstance(part, Clause) else (*part.definition, *part.examples, *part.notes)
        for block in own:
            yield from self._of_block(block)
        for one in part.clauses if isinstance(part, Clause) else ():
            yield from self._of_part(one)

    def _of_block(self, block: Block) -> Iterator[tuple[int, Block]]:
        asked = self._asked(block.span)
        if isinstance(block, List):
            yield from self._of_list(block)
        elif isinstance(block, References):
            for at, entries in groupby(block.items, key=lambda one: self._asked(one.span)):
                if at >= 0:
                    yield at, replace(block, items=tuple(entries))
        elif asked >= 0:
            yield asked, block
        elif isinstance(block, Paragraph):
            for at, sentences in groupby(block.sentences, key=lambda one: self._asked(one.span)):
                if at >= 0:
                    yield at, replace(block, sentences=tuple(sentences), key="", id="")
        else:
            for inner in _inside(block):
                yield from self._of_block(inner)

    def _of_list(self, block: List) -> Iterator[tuple[int, Block]]:
        """Yield a list with its new items alone, and what is new inside its old ones."""
        for at, items in groupby(block.items, key=lambda one: self._asked(one.span)):
            if at >= 0:
                yield at, replace(block, items=tuple(items), lead="")
                continue
            for inner in (inner for item in items for inner in item.blocks):
                yield from self._of_block(inner)


def _inside(block: Block) -> Iterator[Block]:
    for group, _ in children(block):
        yield from group
