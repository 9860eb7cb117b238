"""Words marked `[word]{.index}` anywhere in a standard in; the entries of its index clause, with the clauses they stand in, out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from stdpub.model.content import Block, Definition, DefinitionList, Paragraph, Sentence
from stdpub.model.inlines import CrossReference, Inline, InlineFormula, Limit, Link, Mark, MarkKind, plain, untyped
from stdpub.model.provisions import Kind
from stdpub.model.rewriting import Rewriter
from stdpub.model.rulebooks import wording
from stdpub.model.source import NOWHERE, Diagnostic, Severity, Words
from stdpub.model.standard import Clause, ClauseKind, Part, Standard


def index(standard: Standard) -> Standard:
    """Return the standard, numbered and labelled, with what it marks for the index listed in its index clause."""
    gatherer = _Gatherer()
    gatherer.standard(standard)
    joint = wording(standard.header.rulebook, standard.header.language).list_comma
    at = next((at for at, clause in enumerate(standard.clauses) if clause.kind is ClauseKind.INDEX), None)
    if at is None:
        return replace(standard, diagnostics=(*standard.diagnostics, *_homeless(gatherer)))
    clause = standard.clauses[at]
    if not gatherer.entries:
        return replace(standard, diagnostics=(*standard.diagnostics, *_empty(clause)))
    filled = replace(clause, blocks=(*clause.blocks, _listed(gatherer, clause.id, joint)))
    return replace(standard, clauses=(*standard.clauses[:at], filled, *standard.clauses[at + 1 :]))


@dataclass(slots=True)
class _Entry:
    """One word of the index: how it is printed, where it first stands, and the clauses that it stands in."""

    words: tuple[Inline, ...]
    first: Mark
    places: dict[str, Part] = field(default_factory=dict)


class _Gatherer(Rewriter):
    """Gathers the marked words of a standard in reading order."""

    def __init__(self) -> None:
        self.entries: dict[str, _Entry] = {}
        self.place: Part | None = None
        self.titled: Part | None = None

    def part(self, part: Part) -> Part:
        """Gather what stands in a clause or term entry."""
        outer = self.place, self.titled
        self.place = part
        if part.label or (isinstance(part, Clause) and part.title):
            self.titled = part
        super().part(part)
        self.place, self.titled = outer
        return part

    def clause(self, clause: Clause) -> Clause:
        """Gather what stands in a clause; one of the first level is reached without `part`."""
        if self.place is not clause:
            self.part(clause)
            return clause
        return super().clause(clause)

    def inlines(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Gather the marked words among nodes."""
        for node in nodes:
            if isinstance(node, Mark) and node.kind is MarkKind.INDEX:
                self._add(node)
            if isinstance(node, (Mark, Link, Limit, CrossReference)):
                self.inlines(node.children)
        return nodes

    def _add(self, mark: Mark) -> None:
        words = plain(mark.children).strip()
        if words and self.titled is not None:
            told = tuple(one for one in mark.children if isinstance(one, InlineFormula)) or (untyped(words),)
            entry = self.entries.setdefault(words, _Entry(told, mark))
            entry.places.setdefault(self.titled.id, self.titled)


def _order(words: str) -> tuple[int, bytes, str]:
    """Return what an index is sorted by: letters as in an alphabet, then Chinese by sound.

    The first 3755 characters of GB 2312 stand in the order of their pinyin.
    """
    folded = words.casefold()
    return int(not folded[:1].isascii()), folded.encode("gb18030", errors="replace"), words


def _listed(gatherer: _Gatherer, name: str, joint: str) -> Block:
    """Return the entries as a list of words, each with pointers to its clauses."""
    definitions = []
    for at, words in enumerate(sorted(gatherer.entries, key=_order), start=1):
        entry = gatherer.entries[words]
        pointers: list[Inline] = []
        for place in entry.places.values():
            pointers.extend([untyped(joint)] if pointers else [])
            pointers.append(_pointer(place))
        sentence = Sentence(tuple(pointers), Kind.STATEMENT, "", "", "", NOWHERE)
        block = Paragraph((sentence,), "", f"{name}.entry{at}", generated=True, span=NOWHERE)
        definitions.append(Definition(entry.words, (block,), NOWHERE))
    return DefinitionList(tuple(definitions), f"{name}.entries", NOWHERE)


def _pointer(place: Part) -> CrossReference:
    text = place.label or (plain(place.title) if isinstance(place, Clause) else "")
    kind = "clause" if isinstance(place, Clause) else "term"
    if isinstance(place, Clause) and place.kind is ClauseKind.ANNEX and place.depth == 1:
        kind = "annex"
    return CrossReference(place.key, (), text, kind, place.id, NOWHERE)


def _homeless(gatherer: _Gatherer) -> Iterator[Diagnostic]:
    """Yield one finding where words are marked for an index that the standard does not have."""
    first = next(iter(gatherer.entries.values()), None)
    if first is not None:
        message = Words("a word for the index, and no index", "有索引词，却没有索引")
        help_ = Words("end the standard with `# Index`", "请在文末写`# 索引`")
        yield Diagnostic(first.first.span, Severity.WARNING, "missing-index", message, help_)


def _empty(clause: Clause) -> Iterator[Diagnostic]:
    if not clause.blocks and not clause.clauses:
        at = clause.span._replace(end_line=clause.span.line, end_column=clause.span.column + 1)
        message = Words("an index without entries", "索引没有条目")
        help_ = Words("mark its words where they stand: `[word]{.index}`", "在正文中标出索引词：`[词]{.index}`")
        yield Diagnostic(at, Severity.WARNING, "empty-index", message, help_)
