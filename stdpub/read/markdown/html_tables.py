"""Blocks of HTML that hold a table in; its rows and cells with their spans, their content read as Markdown, out.

Only the tags that make a table are looked at. The standard library's parser is left aside: it does not say where a tag
ends, and broken HTML makes it slow.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from stdpub.model.patterns import regex
from stdpub.model.source import Severity, Words
from stdpub.read.markdown.block_lines import Lines
from stdpub.read.markdown.block_tokens import read_lines
from stdpub.read.markdown.inline_tree import LeafText
from stdpub.read.markdown.token_tree import HtmlCell, HtmlRow, HtmlTable, Token

LARGEST_SPAN = 1000
"""How many rows or columns one cell may cover."""

_TAG = regex(
    r"<(?P<close>/?)(?P<name>table|caption|thead|tbody|tfoot|tr|t[dh]|colgroup|col)(?![\w-])"
    r"""(?P<rest>(?:[^<>"']|"[^"]*"|'[^']*')*+)>|(?P<comment><!--)""",
    re.IGNORECASE,
)
_ATTRIBUTE = regex(r"""([A-Za-z_:][\w:.-]*)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>`]+)))?""")
_ALIGN = regex(r"text-align\s*:\s*(left|right|center|justify)", re.IGNORECASE)
_COMMENT = regex(r"<!--.*?-->", re.DOTALL)
_NUMBER = regex(r"[1-9][0-9]{0,3}")
_SPACE = " \t\n"
_PARTS = {"thead": "head", "tbody": "body", "tfoot": "foot"}

Pairs = tuple[tuple[str, str], ...]


def read_html_tables(state: Lines) -> Mapping[int, tuple[HtmlTable, ...]]:
    """Return the tables of all HTML blocks of one file by the start of their block; their text is still to be read."""
    return {token.start: _Reader(state, token).read() for token in state.html_tables}


def located(state: Lines, token: Token) -> LeafText:
    """Return the text of a literal block with the place of each of its lines: both end where the author's line does."""
    starts, shifts = [], []
    ends = state.source.line_starts
    line = state.source.span(token.start, token.start).line
    at = 0
    for text in token.text.split("\n"):
        end = ends[line] - 1 if line < len(ends) else len(state.src)
        starts.append(at)
        shifts.append(end - at - len(text))
        at += len(text) + 1
        line += 1
    return LeafText(token.text, starts, shifts)


@dataclass(slots=True)
class _Cell:
    """A cell, or the caption, that is still open."""

    name: str
    pairs: Pairs
    start: int
    inner: int


@dataclass(slots=True)
class _Table:
    """A table that is still open."""

    pairs: Pairs
    start: int
    caption: Token | None = None
    part: str = "body"
    rows: list[HtmlRow] = field(default_factory=list)
    row: tuple[int, Pairs] | None = None
    cells: list[HtmlCell] = field(default_factory=list)
    cell: _Cell | None = None
    inner: int = 0  # how many tables stand open within the cell


class _Reader:
    """Reads the tables of one block from left to right."""

    def __init__(self, state: Lines, token: Token) -> None:
        self._state = state
        self._leaf = located(state, token)
        self._text = token.text
        self._found: list[HtmlTable] = []
        self._table: _Table | None = None
        self._last = 0  # end of the last tag

    def read(self) -> tuple[HtmlTable, ...]:
        """Return the tables of the block."""
        for tag in _tags(self._text):
            table = self._table
            name, closes = tag["name"].lower(), bool(tag["close"])
            if table is not None and table.cell is not None and (name == "table" or table.inner):
                self._within(table, tag, name, closes=closes)
            elif name == "table":
                self._outer(tag, closes=closes)
            elif table is not None:
                if table.cell is None:
                    self._check_between(tag.start())
                self._tag(table, tag, name, closes=closes)
            self._last = tag.end()
        if self._table is not None:
            end = len(self._text.rstrip(_SPACE))
            self._report(
                (self._table.start, self._table.start + len("<table")),
                "unclosed-table",
                Words("the `<table>` is never closed", "`<table>` 没有结束标记"),
                Words("end it with `</table>`, without blank lines if it has none", "用 `</table>` 结束"),
            )
            self._end_table(self._table, end, end)
        return tuple(self._found)

    def _outer(self, tag: re.Match[str], *, closes: bool) -> None:
        table = self._table
        if table is not None:
            self._check_between(tag.start())
            self._end_table(table, tag.start(), tag.end() if closes else tag.start())
        if not closes:
            self._table = _Table(_pairs(tag["rest"]), tag.start())

    def _within(self, table: _Table, tag: re.Match[str], name: str, *, closes: bool) -> None:
        """Count the tables within a cell; they stay part of its text."""
        if name != "table":
            return
        if closes and not table.inner:
            self._end_table(table, tag.start(), tag.end())
        elif closes:
            table.inner -= 1
        else:
            table.inner += 1
            self._report(
                tag.span(),
                "table-within-cell",
                Words("a table within a cell of a table", "单元格内又有表"),
                Words("make it a table of its own", "将其改为单独的表"),
            )

    def _tag(self, table: _Table, tag: re.Match[str], name: str, *, closes: bool) -> None:
        if name in {"col", "colgroup"}:
            return
        self._end_cell(table, tag.start(), tag.end() if closes and name in {"td", "th", "caption"} else tag.start())
        if name == "caption":
            if not closes:
                table.cell = _Cell(name, (), tag.start(), tag.end())
        elif name in _PARTS:
            self._end_row(table, tag.start())
            table.part = "body" if closes else _PARTS[name]
        elif name == "tr":
            self._end_row(table, tag.end() if closes else tag.start())
            if not closes:
                table.row = (tag.start(), _pairs(tag["rest"]))
        elif not closes:
            if table.row is None:
                table.row = (tag.start(), ())
            table.cell = _Cell(name, _pairs(tag["rest"]), tag.start(), tag.end())

    def _end_table(self, table: _Table, content_end: int, end: int) -> None:
        self._end_cell(table, content_end, content_end)
        self._end_row(table, content_end)
        place = self._leaf.place
        made = HtmlTable(table.pairs, table.caption, tuple(table.rows), place(table.start), place(end - 1) + 1)
        self._found.append(made)
        self._table = None

    def _end_row(self, table: _Table, end: int) -> None:
        if table.row is None:
            return
        start, pairs = table.row
        end = start + len(self._text[start:end].rstrip(_SPACE))
        place = self._leaf.place
        table.rows.append(HtmlRow(table.part, pairs, tuple(table.cells), place(start), place(end - 1) + 1))
        table.row = None
        table.cells = []

    def _end_cell(self, table: _Table, content_end: int, end: int) -> None:
        cell = table.cell
        if cell is None:
            return
        table.cell, table.inner = None, 0
        end = cell.start + len(self._text[cell.start : end].rstrip(_SPACE))
        start, stop = self._leaf.place(cell.start), self._leaf.place(end - 1) + 1
        lines = _lines(self._text, cell.inner, content_end)
        if cell.name == "caption":
            table.caption = Token("caption", start, stop, [])
            self._words(table.caption, lines)
            return
        known = {name.lower(): value for name, value in cell.pairs}
        rows, columns = self._span(cell, known, "rowspan"), self._span(cell, known, "colspan")
        style = _ALIGN.search(known.get("style", ""))
        align = (style[1] if style else known.get("align", "")).lower()
        header = cell.name == "th" or table.part == "head"
        table.cells.append(HtmlCell(header, rows, columns, align, cell.pairs, self._blocks(lines), start, stop))

    def _words(self, token: Token, lines: list[tuple[int, int]]) -> None:
        """Let the lines be read as the inline text of a token."""
        place = self._leaf.place
        parts = [(place(left), place(right - 1) + 1) for left, right in _stripped(self._text, lines)]
        if parts:
            self._state.pending.append((token, parts, False))

    def _blocks(self, lines: list[tuple[int, int]]) -> list[Token]:
        """Return the blocks of a cell: one line is a paragraph, whatever it begins with; more are read as Markdown."""
        place = self._leaf.place
        filled = _stripped(self._text, lines)
        if not filled:
            return []
        if len(filled) == 1 and self._text[filled[0][0]] != "[":
            left, right = filled[0]
            paragraph = Token("paragraph", place(left), place(right - 1) + 1, [])
            self._words(paragraph, filled)
            return [paragraph]
        within = Lines(self._state.source)
        within.env, within.in_html = self._state.env, True
        within.pending, within.diagnostics = self._state.pending, self._state.diagnostics
        read_lines(within, [self._placed(left, right) for left, right in _outdented(self._text, lines)])
        return within.root.children

    def _placed(self, left: int, right: int) -> tuple[int, int]:
        """Return where a line stands in the file; spaces that only half a tab stands for are left out."""
        place = self._leaf.place
        line = self._text[left:right]
        if right == left or self._state.src[place(left) : place(right - 1) + 1] == line:
            return place(left), place(left) + right - left
        return place(right - len(line.lstrip(_SPACE))), place(right - 1) + 1

    def _span(self, cell: _Cell, known: Mapping[str, str], name: str) -> int:
        written = known.get(name, "1").strip()
        if _NUMBER.fullmatch(written) and int(written) <= LARGEST_SPAN:
            return int(written)
        self._report(
            (cell.start, cell.inner),
            "bad-span",
            Words(f"`{name}` of `{written}` is no number from 1 to {LARGEST_SPAN}", f"`{name}` 的值 `{written}` 无效"),
            Words(f"give `{name}` the count of rows or columns", f"用行数或列数作为 `{name}` 的值"),
        )
        return 1

    def _check_between(self, end: int) -> None:
        """Report words that stand in a table but in none of its cells."""
        between = _COMMENT.sub(lambda found: " " * len(found[0]), self._text[self._last : end])
        if between.strip():
            start = self._last + len(between) - len(between.lstrip())
            self._report(
                (start, self._last + len(between.rstrip())),
                "text-outside-cell",
                Words("text in a table that stands in no cell", "表内有不属于任何单元格的文字"),
                Words("put it into `<td>` or `<caption>`", "将其放入 `<td>` 或 `<caption>`"),
            )

    def _report(self, at: tuple[int, int], rule: str, message: Words, advice: Words) -> None:
        place = self._leaf.place
        self._state.report((place(at[0]), place(at[1] - 1) + 1), Severity.ERROR, rule, message, advice)


def _tags(text: str) -> Iterator[re.Match[str]]:
    """Yield the tags that make tables, none of those in comments."""
    at = 0
    while (found := _TAG.search(text, at)) is not None:
        at = found.end()
        if found["comment"]:
            end = text.find("-->", at)
            if end < 0:
                return
            at = end
        else:
            yield found


def _pairs(rest: str) -> Pairs:
    found = _ATTRIBUTE.finditer(rest)
    return tuple((one[1], html.unescape(one[2] or one[3] or one[4] or "")) for one in found)


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return start and end of each line of a stretch of text."""
    lines = []
    while (stop := text.find("\n", start, end)) >= 0:
        lines.append((start, stop))
        start = stop + 1
    return [*lines, (start, end)]


def _stripped(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the lines that hold something, without the white space around it."""
    filled = []
    for start, end in lines:
        line = text[start:end]
        words = line.strip(" \t")
        if words:
            left = start + len(line) - len(line.lstrip(" \t"))
            filled.append((left, left + len(words)))
    return filled


def _outdented(text: str, lines: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the lines without the indentation that all of them behind the first have."""
    indents = [end - start - len(text[start:end].lstrip(" ")) for start, end in lines]
    common = min((one for one, line in zip(indents[1:], lines[1:], strict=True) if line[0] + one < line[1]), default=0)
    first, *others = zip(lines, indents, strict=True)
    kept = [(start + min(common, indent), end) for (start, end), indent in others]
    return [(first[0][0] + first[1], first[0][1]), *kept]
