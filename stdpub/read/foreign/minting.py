"""A standard that was read and the texts it was read from in, a key for everything that must have one out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stdpub.model.content import Block, Cell, Figure, Formula, List, ListItem, Paragraph, References, Sentence, Table
from stdpub.model.inlines import Inline, Mark, plain
from stdpub.model.provisions import Kind
from stdpub.model.source import NOWHERE, SourceText, Span
from stdpub.model.standard import Clause, Part, Standard
from stdpub.read.foreign.edits import Edits
from stdpub.read.foreign.keys import Keys
from stdpub.read.foreign.report import Account
from stdpub.read.foreign.text import line_start, prefix

_TABLE_TAG = re.compile(r"<table\b", re.IGNORECASE)


class Minter:
    """Writes the missing keys of tables, figures, formulas, references, items and provisions into the texts."""

    def __init__(self, sources: dict[str, SourceText], keys: Keys, account: Account) -> None:
        self.sources = sources
        self.edits = {name: Edits(source.text) for name, source in sources.items()}
        self.keys = keys
        self.account = account
        self.path = ""

    def run(self, standard: Standard) -> None:
        """Edit the texts."""
        for clause in standard.clauses:
            self._part(clause, "")

    def text(self, name: str) -> str:
        """Return one text with its keys."""
        return self.edits[name].apply()

    def _part(self, part: Part, above: str) -> None:
        if not isinstance(part, Clause):
            self.path = f"{above}/{plain(part.designations[0].words)}"
            self._blocks(part.definition)
            return
        here = f"{above}/{plain(part.title)}"
        self.path = here
        self._blocks(part.blocks)
        for below in part.clauses:
            self._part(below, here)

    def _blocks(self, blocks: Sequence[Block]) -> None:
        for block in blocks:
            self._block(block)

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph():
                self._sentences(block.sentences, last=True)
            case List():
                for item in block.items:
                    self._item(item)
            case Table():
                self._table(block)
            case Figure() if not block.key and not block.parts:
                self._figure(block)
            case Formula() if not block.key:
                self._behind(block.span, "formula", block.tex)
            case References():
                for reference in block.items:
                    if not reference.key:
                        self._behind_words(reference.text, reference.span, "reference", reference.identifier)

    def _place(self, span: Span) -> tuple[SourceText, int, int]:
        source = self.sources[span.file]
        return source, source.offset(span.line, span.column), source.offset(span.end_line, span.end_column)

    def _mint(self, kind: str, words: str) -> str:
        self.account.count(f"minted-{kind}s")
        return self.keys.mint(kind, self.path, words)

    def _behind(self, span: Span, kind: str, words: str) -> None:
        """Put a key behind a thing, before the white space that ends it."""
        source, start, end = self._place(span)
        while end > start and source.text[end - 1] in " \t\n":
            end -= 1
        self.edits[span.file].insert(end, f" {{#{self._mint(kind, words)}}}")

    def _behind_words(self, nodes: tuple[Inline, ...], span: Span, kind: str, words: str) -> None:
        last = nodes[-1].span if nodes else NOWHERE
        self._behind(
            span._replace(end_line=last.end_line, end_column=last.end_column) if last != NOWHERE else span,
            kind,
            words + plain(nodes),
        )

    def _sentences(self, sentences: Sequence[Sentence], *, last: bool, own: bool = False) -> None:
        """Key the provisions of a paragraph; `own` says that the first one is its item or cell, which has the key."""
        for at, sentence in enumerate(sentences):
            if sentence.kind is Kind.STATEMENT:
                continue
            if own:
                own = False
                continue
            after = sentences[at + 1] if at + 1 < len(sentences) else None
            if sentence.key or (after is None and not last) or _is_cut(sentence, after):
                continue
            self._behind(sentence.span, "provision", plain(sentence.children))

    def _item(self, item: ListItem) -> None:
        first = item.blocks[0] if item.blocks else None
        rest = item.blocks
        if isinstance(first, Paragraph):
            rest = item.blocks[1:]
            bound = item.kind is not Kind.STATEMENT
            self._sentences(first.sentences, last=not item.key, own=bound)
            if bound and not item.key and first.sentences:
                self._behind(first.sentences[-1].span, "item", _words(first))
        self._blocks(rest)

    def _cell(self, cell: Cell, *, in_html: bool) -> None:
        first = cell.blocks[0] if cell.blocks else None
        if cell.header:
            return
        if in_html or len(cell.blocks) != 1 or not isinstance(first, Paragraph):
            self._blocks(cell.blocks)
            return
        bound = any(sentence.kind is not Kind.STATEMENT for sentence in first.sentences)
        self._sentences(first.sentences, last=not cell.key, own=bound)
        if bound and not cell.key:
            self._behind(first.sentences[-1].span, "cell", _words(first))

    def _table(self, table: Table) -> None:
        if not table.key and not table.path:
            self._table_key(table)
        source, start, _ = self._place(table.span)
        in_html = _TABLE_TAG.match(source.text, start) is not None
        for row in (*table.head, *table.body):
            for cell in row.cells:
                self._cell(cell, in_html=in_html)
        self._blocks(table.notes)

    def _table_key(self, table: Table) -> None:
        source, start, _ = self._place(table.span)
        edits = self.edits[table.span.file]
        words = "".join(
            plain(sentence.children) for row in table.head for cell in row.cells for sentence in _first(cell)
        )
        tag = _TABLE_TAG.match(source.text, start)
        if tag is not None:
            edits.insert(tag.end(), f' id="{self._mint("table", words)}"')
        elif table.caption:
            self._behind_words(table.caption, table.caption[0].span, "table", words)
        else:
            before, line = prefix(source.text, start), line_start(source.text, start)
            if source.text[line:start].strip(" \t>"):
                return  # the first thing of a list item: a key before it would be the item's
            parted = not source.text[line_start(source.text, line - 1) : line].strip(" \t>\n")
            lead = "" if parted else f"\n{before}"
            edits.insert(start, f"{lead}{{#{self._mint('table', words)}}}\n\n{before}")

    def _figure(self, figure: Figure) -> None:
        source, _, end = self._place(figure.span)
        key = self._mint("figure", figure.path + plain(figure.caption))
        edits = self.edits[figure.span.file]
        if source.text.startswith("{", end):
            edits.insert(end + 1, f"#{key} ")
        else:
            edits.insert(end, f"{{#{key}}}")


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
