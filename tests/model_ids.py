"""Give a model built by hand or at random its ids, numbers, labels and resolved references, as reading would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import Any

from stdpub.model.content import (
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
    Reference,
    Row,
    Sentence,
    Table,
    WarningBlock,
)
from stdpub.model.inlines import Citation, CrossReference, FootnoteReference
from stdpub.model.provisions import Kind
from stdpub.model.source import Span
from stdpub.model.standard import Clause, ClauseKind, Standard
from stdpub.model.terms import TermEntry

MINT = "?"
"""A key that `identified` replaces by a fresh one."""

_LETTERS = {
    "Paragraph": "p",
    "Sentence": "s",
    "ListItem": "i",
    "List": "l",
    "Cell": "c",
    "Table": "tab",
    "Figure": "fig",
    "Formula": "eq",
    "CodeBlock": "code",
    "Note": "n",
    "Example": "x",
    "WarningBlock": "w",
    "Quotation": "q",
    "DefinitionList": "d",
    "CompoundProvision": "cp",
    "References": "refs",
    "Reference": "r",
    "Footnote": "fn",
    "Limit": "limit",
    "Clause": "sec",
    "TermEntry": "term",
}

_WHAT = {
    Clause: "clause",
    TermEntry: "term",
    Table: "table",
    Figure: "figure",
    Formula: "formula",
    Sentence: "provision",
    CompoundProvision: "provision",
    ListItem: "item",
    Note: "note",
    Example: "example",
    Reference: "reference",
}

_UNNUMBERED = {
    ClauseKind.FOREWORD: "foreword",
    ClauseKind.BIBLIOGRAPHY: "bibliography",
    ClauseKind.INDEX: "index",
    ClauseKind.INTRODUCTION: "0",
}


def identified(standard: Standard) -> Standard:
    """Return the standard with every id, number and label, and with its references resolved."""
    naming = _Naming(standard.header.language)
    clauses = []
    for number, one in _top_numbers(standard.clauses):
        clauses.append(naming.clause(one, number, 1))
    notes = tuple(naming.named(note, "text") for note in standard.footnotes)
    named = replace(standard, clauses=tuple(clauses), footnotes=notes)
    return _resolved(named, naming.targets, {note.name: note for note in notes})


def _top_numbers(clauses: tuple[Clause, ...]) -> list[tuple[str, Clause]]:
    numbers, numbered, annexes = [], 0, 0
    for one in clauses:
        if one.kind is ClauseKind.ANNEX:
            annexes += 1
            numbers.append((chr(64 + annexes), one))
        elif one.kind in _UNNUMBERED:
            numbers.append((_UNNUMBERED[one.kind], one))
        else:
            numbered += 1
            numbers.append((str(numbered), one))
    return numbers


class _Naming:
    """Counts what has been named so far."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.minted: Counter[str] = Counter()
        self.inside: Counter[str] = Counter()
        self.numbers: Counter[str] = Counter()
        self.targets: list[tuple[str, str, str, str]] = []

    def clause(self, one: Clause | TermEntry, number: str, depth: int) -> Clause | TermEntry:
        if isinstance(one, TermEntry):
            first = replace(one.designations[0], language=self.language)
            return self.named(
                replace(one, designations=(first, *one.designations[1:]), number=number, label=number), "text"
            )
        label = "" if number in {"foreword", "bibliography", "index", "0"} else number
        if one.kind is ClauseKind.ANNEX:
            label = f"Annex {number}"
        shell = self.named(replace(one, clauses=(), label=label), "text")
        parts = tuple(self.clause(part, f"{number}.{at}", depth + 1) for at, part in enumerate(one.clauses, 1))
        return replace(shell, clauses=parts, depth=depth, number=number)

    def named(self, node: Any, parent: str) -> Any:
        """Return a node and all it holds with ids and numbers."""
        node = replace(node, **self.numbered(node))
        inner = parent
        if hasattr(node, "id") and (own := self.identity(node, parent)):
            inner = own
            node = replace(node, id=own, **({"key": own} if getattr(node, "key", "") == MINT else {}))
        place = len(self.targets)
        node = _rebuilt(node, lambda one: self.named(one, inner))
        if type(node) in _WHAT and node.id:
            label = getattr(node, "label", "") or "it"
            self.targets.insert(place, (node.key or node.id, _WHAT[type(node)], node.id, label))
        return _with_headers(node) if isinstance(node, Table) else node

    def identity(self, node: Any, parent: str) -> str:
        key = getattr(node, "key", "")
        letters = _LETTERS[type(node).__name__]
        if key == MINT:
            self.minted[letters] += 1
            return f"{letters}-{self.minted[letters]}"
        if key:
            return str(key)
        if isinstance(node, Sentence) and node.kind is Kind.STATEMENT:
            return ""
        if isinstance(node, Paragraph) and any(one.kind is not Kind.STATEMENT for one in node.sentences):
            return ""
        scope = f"{parent}.{letters}"
        self.inside[scope] += 1
        return f"{scope}{self.inside[scope]}"

    def numbered(self, node: Any) -> dict[str, Any]:
        if isinstance(node, (Table, Figure)) and node.caption:
            word = type(node).__name__
            self.numbers[word] += 1
            return {"number": f"{word.lower()}-{self.numbers[word]}", "label": f"{word} {self.numbers[word]}"}
        if isinstance(node, Formula) and node.numbered:
            self.numbers["formula"] += 1
            return {"number": f"formula-{self.numbers['formula']}", "label": f"({self.numbers['formula']})"}
        if isinstance(node, List):
            items = enumerate(node.items, 1)
            marks = [(f"{at}", f"{_letter(at)})") if node.ordered else ("", "—") for at, _ in items]
            return {
                "items": tuple(replace(one, number=n, label=m) for one, (n, m) in zip(node.items, marks, strict=True))
            }
        label = {Note: "NOTE", Example: "EXAMPLE"}.get(type(node), "")
        if isinstance(node, WarningBlock):
            label = node.kind.upper()
        elif isinstance(node, Footnote):
            label = node.name
        return {"label": label} if label else {}


def _letter(at: int) -> str:
    return chr(96 + at) if at <= 26 else str(at)


def _resolved(node: Any, targets: list[tuple[str, str, str, str]], notes: dict[str, Footnote]) -> Any:
    if isinstance(node, CrossReference):
        return _pointed(node, targets)
    if isinstance(node, FootnoteReference):
        note = _chosen(node.name, notes)
        return replace(node, name=note.name, label=note.label, target_id=note.id) if note else node
    if isinstance(node, Citation):
        entries = [one for one in targets if one[1] == "reference"]
        found = [one for one in entries if one[0] == node.reference] or (entries if node.reference == MINT else [])
        return replace(node, reference=found[0][0], target_id=found[0][2]) if found else node
    if isinstance(node, (Table, Figure)) and node.footnotes:
        notes = {note.name: note for note in node.footnotes}
    return _rebuilt(node, lambda one: _resolved(one, targets, notes))


def _rebuilt(node: Any, change: Callable[[Any], Any]) -> Any:
    """Return a node with every node that it holds in a tuple changed."""
    changes = {}
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, tuple) and not isinstance(value, Span):
            changes[field.name] = tuple(change(one) if is_dataclass(one) else one for one in value)
    return replace(node, **changes)


def _with_headers(table: Table) -> Table:
    """Return the table with each body cell told the header cells above it."""
    above: dict[int, tuple[str, ...]] = {}
    for at, one in _placed(table.head):
        for column in range(at, at + one.column_span):
            above[column] = (*above.get(column, ()), one.id)
    body: list[list[Cell]] = [[] for _ in table.body]
    places = iter(_placed(table.body))
    for row, cells in zip(table.body, body, strict=True):
        for _ in row.cells:
            at, one = next(places)
            spanned = [name for column in range(at, at + one.column_span) for name in above.get(column, ())]
            cells.append(replace(one, headers=tuple(dict.fromkeys(spanned))))
    rows = tuple(replace(row, cells=tuple(cells)) for row, cells in zip(table.body, body, strict=True))
    return replace(table, body=rows)


def _placed(rows: tuple[Row, ...]) -> list[tuple[int, Cell]]:
    """Return every cell with the column it starts in."""
    taken: set[tuple[int, int]] = set()
    placed = []
    for line, row in enumerate(rows):
        column = 0
        for one in row.cells:
            while (line, column) in taken:
                column += 1
            placed.append((column, one))
            taken |= {(line + r, column + c) for r in range(one.row_span) for c in range(one.column_span)}
    return placed


def _chosen(name: str, notes: dict[str, Footnote]) -> Footnote | None:
    if name in notes:
        return notes[name]
    return next(iter(notes.values()), None)


def _pointed(node: CrossReference, targets: list[tuple[str, str, str, str]]) -> CrossReference:
    """Resolve a reference by its key, or by `?` and an index into all there is; `!` keys stay unresolved."""
    if node.key.startswith(MINT):
        found = targets[int(node.key[1:]) % len(targets)] if targets else None
    else:
        found = next((one for one in targets if one[0] == node.key), None)
    if found is None:
        return replace(node, text=node.text or node.key)
    key, what, target, label = found
    return replace(node, key=key, target=what, target_id=target, text="" if node.children else label)
