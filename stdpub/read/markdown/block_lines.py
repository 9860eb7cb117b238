"""Where the reader of blocks stands: the line, the column, the open containers and the leaf that still grows.

Nothing is ever copied out of the file to be read again: containers only move the cursor along the line, so that every
token keeps the offsets of the author's own text.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from mistune.core import BlockState

from stdpub.model.patterns import regex
from stdpub.model.source import Diagnostic, Severity, SourceText, Words
from stdpub.read.markdown.token_tree import Token

_SPACES = regex(r"[ \t]*")
_TAB = 4
CODE_INDENT = 4
"""Columns of indentation from which on a line begins no block but code."""


@dataclass(slots=True)
class Open:
    """A container that the next line may continue."""

    kind: str  # document, quote, item, directive, footnote, definition
    token: Token
    width: int = 0  # columns of indentation that continue an item, footnote or definition
    colons: int = 0
    owner: Token | None = None  # the list of an item or definition


@dataclass(slots=True)
class Leaf:
    """A leaf block that the next line may continue; its token already stands in its container."""

    kind: str  # paragraph, fence, indented, html, formula, table
    token: Token
    home: list[Token]  # the children among which the token stands
    parts: list[tuple[int, int]] = field(default_factory=list)  # lines of a paragraph, rows of a table
    lines: list[str] = field(default_factory=list)  # lines of literal text
    mark: str = ""  # the fence that closes, or what ends a block of HTML; empty: a blank line does
    indent: int = 0
    until: int = -1  # offset before which nothing closes the leaf
    columns: tuple[str, ...] = ()  # alignments of a table


class Lines(BlockState):
    """One file being read into blocks."""

    def __init__(self, source: SourceText) -> None:
        super().__init__()
        self.process(source.text)
        self.source = source
        self.root = Token("document", 0, 0, [])
        self.stack = [Open("document", self.root)]
        self.leaf: Leaf | None = None
        self.pending: list[tuple[Token, list[tuple[int, int]], bool]] = []  # leaves whose inline text is still unread
        self.diagnostics: list[Diagnostic] = []
        self.matched = 1  # how many of the open containers the line continues
        self.line_start = 0
        self.line_end = 0
        self.column = 0
        self.partial = False  # the cursor stands within a tab
        self.next = 0  # offset of the first character that is no space
        self.next_column = 0
        self.heading_end = -1  # end of the line of the last heading
        self.too_deep = False
        self.lazy: set[int] = set()  # starts of lines that go on with a paragraph outside of its containers
        self.held: set[int] = set()  # starts of lines that only their indentation keeps from beginning a block
        self.in_html = False  # the lines stand in a cell of an HTML table
        self.html_tables: list[Token] = []  # blocks of HTML that hold a table
        self.table_ends: dict[int, int] | None = None

    def begin_line(self, start: int, end: int) -> None:
        """Put the cursor at the start of a line."""
        self.line_start = self.cursor = start
        self.line_end = end
        self.column = 0
        self.partial = False
        self.look()

    def look(self) -> None:
        """Find the first character from the cursor on that is no space."""
        at = self.cursor
        found = _SPACES.match(self.src, at, self.line_end)
        stop = found.end() if found else at
        column = self.column
        if "\t" in self.src[at:stop]:
            for char in self.src[at:stop]:
                column += _TAB - column % _TAB if char == "\t" else 1
        else:
            column += stop - at
        self.next = stop
        self.next_column = column

    def skip_columns(self, count: int) -> None:
        """Move the cursor over that many columns of white space; half a tab may remain."""
        goal = self.column + count
        while self.column < goal and self.cursor < self.next:
            width = _TAB - self.column % _TAB if self.src[self.cursor] == "\t" else 1
            if self.column + width > goal:
                self.column = goal
                self.partial = True
                return
            self.partial = False
            self.cursor += 1
            self.column += width

    def skip_mark(self, length: int) -> None:
        """Move the cursor behind a mark of that length that begins at the first character that is no space."""
        self.cursor = self.next + length
        self.column = self.next_column + length
        self.partial = False
        self.look()

    def rest(self) -> str:
        """Return what the containers leave of the line, half a tab as spaces."""
        if self.partial:
            width = _TAB - self.column % _TAB
            return " " * width + self.src[self.cursor + 1 : self.line_end]
        return self.src[self.cursor : self.line_end]

    def report(self, at: tuple[int, int], severity: Severity, rule: str, message: Words, advice: Words) -> None:
        """Note a fault of the text between two offsets."""
        self.diagnostics.append(Diagnostic(self.source.span(*at), severity, rule, message, advice))
