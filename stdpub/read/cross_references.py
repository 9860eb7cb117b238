"""Pointers to what they point at: the printed text by rulebook and language, and a diagnostic where nothing answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stdpub.model.content import (
    Block,
    Cell,
    CodeBlock,
    CompoundProvision,
    Example,
    Figure,
    Footnote,
    Formula,
    ListItem,
    Note,
    Paragraph,
    Reference,
    Sentence,
    Table,
    WarningBlock,
)
from stdpub.model.header import RulebookName
from stdpub.model.inlines import (
    Citation,
    CrossReference,
    FootnoteReference,
    Inline,
    Limit,
    Link,
    Mark,
    only_characters,
    plain,
)
from stdpub.model.replacing import replace
from stdpub.model.rewriting import Rewriter, each
from stdpub.model.rulebooks import Wording, wording
from stdpub.model.source import Diagnostic, Severity, Span, Words
from stdpub.model.standard import Clause, ClauseKind, Standard
from stdpub.model.terms import TermEntry, TermSource
from stdpub.read.counting import chinese
from stdpub.read.nearest import MOST_HELPED, nearest


@dataclass(frozen=True, slots=True)
class _Target:
    """What a key names: kind of thing, id, the text that a pointer prints, and where the key stands."""

    kind: str
    id: str
    text: str
    dated: bool
    span: Span


def cited_keys(standard: Standard) -> frozenset[str]:
    """Return the keys that the text points at."""
    gatherer = _Cited()
    gatherer.standard(standard)
    return frozenset(gatherer.keys)


class _Cited(Rewriter):
    """Gathers the keys of all pointers."""

    def __init__(self) -> None:
        self.keys: set[str] = set()

    def inlines(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Note the pointers among nodes."""
        for node in nodes:
            if isinstance(node, CrossReference):
                self.keys.add(node.key)
            elif isinstance(node, Citation):
                self.keys.add(node.reference)
            if isinstance(node, (Mark, Link, Limit, CrossReference)):
                self.inlines(node.children)
        return nodes


def resolve(standard: Standard) -> Standard:
    """Return the standard with every pointer's text and target; what points at nothing is reported."""
    targets = _Targets(standard)
    targets.standard(standard)
    resolver = _Resolver(standard, targets.found)
    resolved = resolver.standard(standard)
    diagnostics = (*standard.diagnostics, *targets.diagnostics, *resolver.diagnostics, *resolver.uncalled())
    return replace(resolved, diagnostics=diagnostics)


class _Targets(Rewriter):
    """Gathers what keys name; a key that names two things is reported."""

    def __init__(self, standard: Standard) -> None:
        self.found: dict[str, _Target] = {}
        self.diagnostics: list[Diagnostic] = []
        self.ruled = standard.header.rulebook is not RulebookName.NONE
        self.wording: Wording = wording(standard.header.rulebook, standard.header.language)
        self.clause_text = ""
        self.table_text = ""
        self.annex = False

    def _add(self, key: str, kind: str, id_: str, text: str, span: Span, *, dated: bool = False) -> None:
        if not key:
            return
        first = self.found.get(key)
        if first is None:
            self.found[key] = _Target(kind, id_, text, dated, span)
            return
        message = Words(f"key `{key}` used a second time", f"键`{key}`重复")
        help_ = Words(
            f"it names line {first.span.line} of {first.span.file} already",
            f"已用于{first.span.file}第{first.span.line}行",
        )
        self.diagnostics.append(Diagnostic(span, Severity.ERROR, "duplicate-key", message, help_))

    def clause(self, clause: Clause) -> Clause:
        """Note a clause."""
        outer, outer_annex = self.clause_text, self.annex
        annex_top = clause.kind is ClauseKind.ANNEX and clause.depth == 1
        self.annex = annex_top if clause.depth <= 1 else self.annex
        self.clause_text = self._clause_text(clause)
        kind = "annex" if annex_top else "clause"
        self._add(clause.key, kind, clause.id, self.clause_text, clause.span)
        result = super().clause(clause)
        self.clause_text, self.annex = outer, outer_annex
        return result

    def _clause_text(self, clause: Clause) -> str:
        if not clause.label:
            return plain(clause.title) or self.clause_text
        if not self.ruled or (clause.kind is ClauseKind.ANNEX and clause.depth == 1):
            return clause.label
        if clause.depth == 1:
            return self.wording.chapter.format(clause.label)
        form = self.wording.annex_clause if self.annex and clause.depth == 2 else self.wording.clause
        return form.format(clause.label)

    def term(self, entry: TermEntry) -> TermEntry:
        """Note a term entry."""
        outer, self.clause_text = self.clause_text, entry.label or plain(entry.designations[0].words)
        self._add(entry.key, "term", entry.id, self.clause_text, entry.span)
        result = super().term(entry)
        self.clause_text = outer
        return result

    def block(self, block: Block) -> Block:
        """Note one block."""
        match block:
            case Table() | Figure():
                kind = "table" if isinstance(block, Table) else "figure"
                self.table_text = block.label
                self._add(block.key, kind, block.id, block.label or plain(block.caption), block.span)
            case Formula():
                number = block.number.removeprefix("formula-")
                self._add(block.key, "formula", block.id, self.wording.formula.format(number), block.span)
            case Note() | Example():
                kind = "note" if isinstance(block, Note) else "example"
                self._add(block.key, kind, block.id, self._inside(block.label.rstrip("：:")), block.span)
            case WarningBlock() | CodeBlock():
                self._add(block.key, "clause", block.id, self.clause_text, block.span)
            case CompoundProvision() | Paragraph():
                self._add(block.key, "provision", block.id, self.clause_text, block.span)
        return super().block(block)

    def _inside(self, text: str) -> str:
        return f"{self.clause_text}, {text}" if self.wording.list_comma == ", " else f"{self.clause_text}的{text}"

    def figure(self, block: Figure) -> Figure:
        """Note the parts of a figure."""
        for part in block.parts:
            self._add(part.key, "figure", part.id, f"{block.label} {part.label}".strip(), part.span)
        return super().figure(block)

    def sentence(self, sentence: Sentence) -> Sentence:
        """Note a provision: it is cited by the clause it stands in."""
        self._add(sentence.key, "provision", sentence.id, self.clause_text, sentence.span)
        return sentence

    def item(self, item: ListItem) -> ListItem:
        """Note a list item."""
        mark = item.label if item.label[:1].isalnum() else ""
        text = f"{self.clause_text} {mark}".strip()
        count = item.number.rpartition(".item-")[2]
        if not mark and count.isdigit() and self.wording.list_comma == "、":
            text = f"{self.clause_text}列项的第{chinese(int(count))}项"
        self._add(item.key, "item", item.id, text, item.span)
        return super().item(item)

    def cell(self, cell: Cell) -> Cell:
        """Note a cell: it is cited by its table."""
        self._add(cell.key, "table", cell.id, self.table_text or self.clause_text, cell.span)
        return super().cell(cell)

    def reference(self, reference: Reference) -> Reference:
        """Note an entry of the references or the bibliography."""
        text = reference.identifier or reference.label or plain(reference.text)
        self._add(reference.key, "reference", reference.id, text, reference.span, dated=reference.dated)
        return reference


class _Resolver(Rewriter):
    """Sets the text and target of every pointer."""

    def __init__(self, standard: Standard, targets: dict[str, _Target]) -> None:
        self.targets = targets
        self.diagnostics: list[Diagnostic] = []
        self.chinese = standard.header.language.startswith("zh")
        self.called: set[str] = set()
        self.footnotes: list[Footnote] = []

    def uncalled(self) -> Iterator[Diagnostic]:
        """Yield a finding for every footnote that no mark in the text calls; a second one of its name is a fault of its own."""
        names: set[str] = set()
        for footnote in self.footnotes:
            second = footnote.name in names
            names.add(footnote.name)
            if footnote.id not in self.called and not second:
                at = footnote.span
                at = at._replace(end_line=at.line, end_column=at.column + len(footnote.name) + 3)
                message = Words(f"a footnote `{footnote.name}` that nothing calls", f"脚注`{footnote.name}`未被引用")
                help_ = Words(f"write `[^{footnote.name}]` where it belongs", f"在相应处写`[^{footnote.name}]`")
                yield Diagnostic(at, Severity.WARNING, "uncalled-footnote", message, help_)

    def footnote(self, footnote: Footnote) -> Footnote:
        """Note a footnote."""
        self.footnotes.append(footnote)
        return super().footnote(footnote)

    def inlines(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return nodes with their pointers resolved."""
        return nodes if only_characters(nodes) else each(nodes, self._inline)

    def _inline(self, node: Inline) -> Inline:
        match node:
            case CrossReference():
                return self._cross_reference(node)
            case Citation():
                return self._citation(node)
            case Mark() | Link() | Limit():
                children = self.inlines(node.children)
                return node if children is node.children else replace(node, children=children)
            case FootnoteReference() if not node.target_id:
                message = Words(f"no footnote `{node.name}`", f"没有脚注`{node.name}`")
                help_ = Words(f"write `[^{node.name}]: ...` on a line of its own", f"请另起一行写`[^{node.name}]: ……`")
                self._error(node.span, "undefined-footnote", message, help_)
            case FootnoteReference():
                self.called.add(node.target_id)
        return node

    def _error(self, at: Span, rule: str, message: Words, help_: Words | None) -> None:
        self.diagnostics.append(Diagnostic(at, Severity.ERROR, rule, message, help_))

    def _find(self, key: str, at: Span) -> _Target | None:
        target = self.targets.get(key)
        if target is None:
            near = nearest(key, self.targets) if len(self.diagnostics) < MOST_HELPED else ""
            help_ = Words(f"did you mean `{near}`?", f"是否指`{near}`？") if near else None
            self._error(at, "undefined-key", Words(f"no key `{key}`", f"没有键`{key}`"), help_)
        return target

    def _cross_reference(self, node: CrossReference) -> Inline:
        children = self.inlines(node.children)
        target = self._find(node.key, node.span)
        if target is None:
            return replace(node, children=children, text="" if children else node.key)
        if target.kind == "reference":
            return Citation(node.key, "", children, target.text, target.dated, target.id, node.span)
        return replace(node, children=children, text=target.text, target=target.kind, target_id=target.id)

    def _citation(self, node: Citation) -> Inline:
        children = self.inlines(node.children)
        if "@" in node.reference:
            return replace(node, children=children, text="" if children else node.reference)
        target = self._find(node.reference, node.span)
        if target is None:
            return replace(node, children=children, text=node.reference)
        if target.kind != "reference":
            message = Words(f"`{node.reference}` is no reference that has clauses", f"`{node.reference}`不是引用文件")
            self._error(node.span, "not-a-reference", message, None)
        text = self._cited(target.text, node.clause) if node.clause else target.text
        return replace(node, children=children, text=text, dated=target.dated, target_id=target.id)

    def _cited(self, document: str, clause: str) -> str:
        """Return how a clause of another document is cited: `ISO 1:2020, 5.2`; `GB/T 1—2020中5.2`, `GB/T 1—2020第5章`."""
        if not self.chinese:
            return f"{document}, {clause}"
        chapter = clause.isascii() and clause.isdigit()
        return f"{document}第{clause}章" if chapter else f"{document}中{clause}"

    def term_source(self, source: TermSource) -> TermSource:
        """Return a source line with its reference settled."""
        target = self._find(source.reference, source.span) if source.reference else None
        if target is not None and target.kind == "reference":
            source = replace(source, target_id=target.id)
        return super().term_source(source)


def printed(standard: Standard) -> dict[str, str]:
    """Return every key of a standard with the text that a pointer to it prints."""
    gatherer = _Targets(standard)
    gatherer.standard(standard)
    return {key: target.text for key, target in gatherer.found.items()}


def targets(standard: Standard) -> Iterator[tuple[str, str]]:
    """Yield every key of a standard with the id of what it names."""
    gatherer = _Targets(standard)
    gatherer.standard(standard)
    for key, target in gatherer.found.items():
        yield key, target.id
