"""Clauses and term entries in, pieces of Markdown out, each with the file that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from stdpub.model.content import Block, List
from stdpub.model.header import Header
from stdpub.model.inlines import plain, untyped
from stdpub.model.rulebooks import CLASSES, KNOWN_TITLES
from stdpub.model.standard import Clause, ClauseKind
from stdpub.model.terms import Designation, Status, TermEntry, TermSource
from stdpub.write.markdown.blocks import BlockWriter, is_generated
from stdpub.write.markdown.escapes import NOTHING, Where, opening
from stdpub.write.markdown.inlines import braces, written
from stdpub.write.markdown.paragraphs import line

_LINE = Where()
_CLASS_OF = {kind: name for name, kind in CLASSES.items()}
_REFERENCES = frozenset({ClauseKind.NORMATIVE_REFERENCES, ClauseKind.BIBLIOGRAPHY})
_END_HASHES = re.compile(r"#(?=#*\Z)")
_EMPTY_PREAMBLE = "***"
"""A rule separates nothing and leaves nothing: it stands for text before the first heading that is gone."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Lines that stand together, and the file they were read from, empty where nobody wrote them."""

    file: str
    lines: list[str]


class ClauseWriter:
    """Writes the clauses of one standard."""

    def __init__(self, header: Header, blocks: BlockWriter) -> None:
        self.language = header.language or "en"
        self.by_title = header.numbering.scheme == "rulebook"
        self.writer = blocks

    def clause(self, clause: Clause, within: ClauseKind | None = None) -> Iterator[Piece]:
        """Yield the pieces of a clause; `within` is the kind of the clause it stands in."""
        if clause.depth:
            yield Piece(clause.span.file, [self._heading(clause, within)])
        blocks = clause.blocks
        yield from self._blocks(blocks, entries=clause.kind in _REFERENCES or within in _REFERENCES)
        if not clause.depth and not blocks:
            yield Piece(clause.span.file, [_EMPTY_PREAMBLE])
        for part in clause.clauses:
            yield from (
                self.clause(part, clause.kind) if isinstance(part, Clause) else self._entry(part, clause.depth + 1)
            )

    def _blocks(self, blocks: tuple[Block, ...], *, entries: bool = False) -> Iterator[Piece]:
        """Yield runs of blocks, each of one file."""
        written = (block for block in blocks if not is_generated(block))
        for file, run in groupby(written, lambda block: block.span.file):
            yield Piece(file, self.writer.blocks(list(run), _LINE, entries=entries))

    def _heading(self, clause: Clause, within: ClauseKind | None) -> str:
        title = line(clause.title, _LINE) if clause.title else "§"
        label = (("label", clause.fixed_label),) if clause.fixed_label is not None else ()
        own = braces(clause.key, self._classes(clause, within), label, _LINE)
        return _headed(clause.depth, title, own)

    def _classes(self, clause: Clause, within: ClauseKind | None) -> list[str]:
        classes: list[str] = []
        if clause.depth == 1:
            title = plain(clause.title).strip().lower().replace("　", "") if clause.title else "§"
            usual = KNOWN_TITLES.get(title, ClauseKind.CLAUSE) if self.by_title else ClauseKind.CLAUSE
        else:
            usual = ClauseKind.TERMS if within is ClauseKind.TERMS else ClauseKind.CLAUSE
        leaf = within is ClauseKind.TERMS and not clause.clauses
        if clause.kind is not usual or leaf:
            classes.append(_CLASS_OF[clause.kind])
        if clause.kind is ClauseKind.ANNEX and clause.depth == 1:
            classes.append("normative" if clause.normative else "informative")
        return classes

    def _entry(self, entry: TermEntry, depth: int) -> Iterator[Piece]:
        file = entry.span.file
        label = (("label", entry.fixed_label),) if entry.fixed_label else ()
        first, *others = entry.designations
        yield Piece(file, [_headed(depth, line(first.words, _LINE), braces(entry.key, (), label, _LINE))])
        listed = list(self._designations(others, entry.domain))
        if listed:
            yield Piece(file, listed)
        blocks = (*entry.definition, *entry.examples, *entry.notes)
        if blocks and isinstance(blocks[0], List) and listed:
            yield Piece(file, [NOTHING])
        yield from self._blocks(blocks)
        for source in entry.source:
            yield Piece(file, [self._source(source)])

    def _designations(self, others: list[Designation], domain: str) -> Iterator[str]:
        foreign = "en" if self.language.startswith("zh") else "zh"
        at = 0
        while at < len(others):
            one = others[at]
            label = (
                one.status.value
                if one.language == self.language or one.status is not Status.PREFERRED
                else one.language
            )
            words = _label_words(one)
            at += 1
            paired = others[at] if at < len(others) else None
            bilingual = one.status is not Status.PREFERRED and one.language == self.language
            if paired and bilingual and (paired.status, paired.language) == (one.status, foreign):
                words += f" | {_label_words(paired)}"
                at += 1
            yield f"- {label}: {words}".rstrip(" ")
        if domain:
            yield f"- domain: {line((untyped(domain),), _LINE)}"

    def _source(self, source: TermSource) -> str:
        label = "来源：" if self.language.startswith("zh") else "SOURCE: "
        if source.reference:
            words = written((untyped(label), *source.words), Where(bracketed=True), "[", "]")
            return f"[{words}][@{source.reference}]"
        return opening(written((untyped(f"[{label}"), *source.words, untyped("]")), _LINE))


def _label_words(one: Designation) -> str:
    """Return the words of a designation behind its label; a bar in them parts no languages."""
    return line(one.words, Where(cell=True))


def _headed(depth: int, title: str, own: str) -> str:
    """Return a heading; what ends its words must look neither like attributes nor like closing hashes."""
    words = _END_HASHES.sub(r"\\#", title)
    if words.endswith("}") and not own:
        words += NOTHING
    return " ".join(part for part in ("#" * depth, words, own) if part)
