"""Tables, figures and formulas with what stands around them: caption line, notes, keys, explained symbols."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from stdpub.model.content import Block, Figure, Footnote, Formula, Paragraph, Table
from stdpub.model.inlines import Inline, Picture, Text
from stdpub.model.patterns import regex
from stdpub.model.source import Diagnostic, Severity, Span, Words
from stdpub.read.belongings import Belongings, definitions, explained, opens_symbols, spoilt_units
from stdpub.read.formulas import mathml
from stdpub.read.inlines import InlineReader
from stdpub.read.markdown.attributes import Attributes
from stdpub.read.markdown.token_tree import Token, Tokens
from stdpub.read.paragraphs import ParagraphReader, words
from stdpub.read.reading import Reading
from stdpub.read.tables import TableReader, blank_table
from stdpub.read.typed_numbers import FIGURE, PART, TABLE, typed, typed_below, typed_number, typed_tag, without_tag

_CAPTION = regex(r"(?:Table|表)[ \t]*[:：][ \t\u3000]*")
_NOTES = {"table-notes": "table", "figure-notes": "figure"}

BlocksOf = Callable[[Sequence[Token]], tuple[Block, ...]]


class FloatReader:
    """Reads the floats of one file; `blocks` reads what stands inside them."""

    def __init__(
        self, reading: Reading, tokens: Tokens, inlines: InlineReader, paragraphs: ParagraphReader, blocks: BlocksOf
    ) -> None:
        self.reading = reading
        self.html_tables = tokens.html_tables
        self.inlines = inlines
        self.paragraphs = paragraphs
        self.blocks = blocks
        self.tables = TableReader(inlines, self._cell)

    def take(self, tokens: Sequence[Token], index: int, result: list[Block]) -> int:
        """Read the float that starts at a token into `result`; return how many tokens it took, 0 where none starts."""
        token = tokens[index]
        if token.kind == "paragraph":
            return self._paragraph(tokens, index, result)
        if token.kind in {"table", "html"}:
            found = self._tables(token)
            result.extend(found[:-1])
            return self._with_notes(tokens, index + 1, found[-1], result, 1) if found else 0
        if token.kind == "formula":
            return self._formula(tokens, index, result)
        if token.kind == "directive" and token.info == "figure":
            figure, strays = self._parts(token)
            result.extend(self.blocks(strays))
            return self._with_notes(tokens, index + 1, figure, result, 1)
        if token.kind == "directive" and token.info in _NOTES:
            what = _NOTES[token.info]
            message = Words(f"`::: {token.info}` that follows no {what}", f"`::: {token.info}`之前没有相应的图表")
            help_ = Words(f"put it right below the {what}", "应紧接在图表之后")
            self._say(token, "notes-without-float", message, help_)
            result.extend(self.blocks(token.children))
            return 1
        return 0

    def _say(self, token: Token, rule: str, message: Words, help_: Words | None = None) -> None:
        end = self.inlines.source.text.find("\n", token.start, token.end)
        self.inlines.say(token.start, token.end if end < 0 else end, rule, message, help_)

    def _span(self, token: Token) -> Span:
        return self.inlines.source.span(token.start, token.end)

    def _paragraph(self, tokens: Sequence[Token], index: int, result: list[Block]) -> int:
        token = tokens[index]
        caption = _caption_at(token)
        if caption is not None:
            following = self._tables(tokens[index + 1]) if index + 1 < len(tokens) else []
            if len(following) != 1:
                return self._lone_caption(token, caption)
            if caption:
                lines = token.children[: caption - 1]
                result.append(self.paragraphs.paragraph(lines, self.inlines.source.span(token.start, lines[-1].end)))
            table = self._captioned(following[0], token.children[caption:])
            return self._with_notes(tokens, index + 2, table, result, 2)
        images = _images(token)
        if len(images) != 1:
            return self._typed_caption(tokens, index, result)
        image = images[0]
        if image.info.lower().endswith(".csv"):
            return self._with_notes(tokens, index + 1, self._csv(image), result, 1)
        if self.reading.ruled and index + 1 < len(tokens):
            self.reading.diagnostics.extend(typed_below(self.inlines.source, image, tokens[index + 1]))
        return self._with_notes(tokens, index + 1, self._figure(image), result, 1)

    def _typed_caption(self, tokens: Sequence[Token], index: int, result: list[Block]) -> int:
        """Read a line `Table 1 — Caption` right above a table as its caption, and report its number."""
        first = tokens[index].children[0] if tokens[index].children else None
        following = self._tables(tokens[index + 1]) if first and index + 1 < len(tokens) else []
        found = TABLE.match(first.text) if self.reading.ruled and first and first.kind == "text" else None
        if first is None or found is None or len(following) != 1 or _lines(tokens[index]) > 1:
            return 0
        instead = "表：" if found[0].startswith("表") else "Table: "
        at = self.inlines.source.span(first.start, first.start + found.end())
        self.reading.diagnostics.append(typed(at, found[0], instead))
        table = self._captioned(following[0], tokens[index].children, TABLE)
        return self._with_notes(tokens, index + 2, table, result, 2)

    def _lone_caption(self, token: Token, at: int) -> int:
        """Report a caption line that no table follows; it is read as plain text."""
        first, last = token.children[at].start, token.children[-1].end
        message = Words("a caption that no table follows", "表题之后没有表")
        help_ = Words("put the table right below it", "表应紧接在表题之后")
        self.inlines.say(first, last, "caption-without-table", message, help_)
        return 0

    def _tables(self, token: Token) -> list[Table]:
        """Return the tables that a token holds; what else an HTML block with a table says is reported."""
        if token.kind == "table":
            return [self.tables.table(token)]
        found = self.html_tables.get(token.start, ()) if token.kind == "html" else ()
        source, at = self.inlines.source.text, token.start
        between = []
        for table in found:
            between.append(source[at : table.start])
            at = table.end
        if found and "".join((*between, source[at : token.end])).strip():
            message = Words("raw HTML around a table", "表格之外有原始HTML")
            self._say(token, "raw-html", message, Words("keep the `<table>` alone", "只保留`<table>`"))
        return [self.tables.html_table(table, self.blocks) for table in found]

    def _cell(self, tokens: Sequence[Token], span: Span, header: bool) -> tuple[tuple[Block, ...], Attributes | None]:  # noqa: FBT001 - the shape that tables call
        """Read the inline tokens of a cell; words of a header hold no provision."""
        if not header:
            paragraph, attributes = self.paragraphs.item_paragraph(tokens, span, led=False)
            return (paragraph,) if paragraph.sentences or paragraph.key else (), attributes
        nodes, attributes = self.inlines.ended(tokens)
        return (words(nodes, span),) if nodes else (), attributes

    def _captioned(self, table: Table, tokens: Sequence[Token], opening: re.Pattern[str] = _CAPTION) -> Table:
        nodes, attributes = self.inlines.ended(tokens)
        key = attributes.key if attributes else ""
        first = nodes[0] if nodes else None
        if isinstance(first, Text):
            cut = opening.match(first.text)
            at = cut.end() if cut else 0
            rest = Text(first.text[at:], first.span._replace(column=first.span.column + at))
            nodes = (rest, *nodes[1:]) if rest.text else nodes[1:]
        if opening is _CAPTION:
            self._typed(nodes, TABLE)
        return replace(table, caption=nodes, key=key or table.key)

    def _typed(self, caption: tuple[Inline, ...], pattern: re.Pattern[str]) -> None:
        """Report a number that a caption opens with."""
        if self.reading.ruled:
            self.reading.diagnostics.extend(typed_number(caption, pattern))

    def _csv(self, image: Token) -> Table:
        at = self._span(image)
        values = dict(image.attributes.values) if image.attributes else {}
        head = values.get("header", "1")
        counted = head.isascii() and head.isdigit() and len(head) < 4
        if not counted:
            message = Words(f"`header={head}` is no number of rows", f"`header={head}`不是行数")
            self.reading.error(at, "wrong-header-rows", message)
        heads = int(head) if counted else 1
        found = self.reading.file(image.info, at)
        table = self.tables.csv_table(found[0], found[1], heads, at) if found else blank_table(at)
        caption = self.inlines.nodes(image.children)
        self._typed(caption, TABLE)
        return replace(table, caption=caption, key=_key(image))

    def _figure(self, image: Token, pattern: re.Pattern[str] = FIGURE) -> Figure:
        at = self._span(image)
        values = dict(image.attributes.values) if image.attributes else {}
        path = self.reading.picture(image.info, at)
        caption = self.inlines.nodes(image.children)
        self._typed(caption, pattern)
        return Figure(caption, path, values.get("alt", ""), (), "", (), (), (), _key(image), "", "", "", at)

    def _parts(self, token: Token) -> tuple[Figure, list[Token]]:
        """Return a figure of several parts, images with a line of text as its caption, and what is no part of one."""
        parts: list[Figure] = []
        strays: list[Token] = []
        caption: tuple[Inline, ...] = ()
        for child in token.children:
            images = _images(child) if child.kind == "paragraph" else []
            pictured = any(one.kind == "image" for one in child.children)
            if images:
                parts.extend(self._figure(image, PART) for image in images)
            elif child.kind == "paragraph" and not pictured and not caption:
                caption = self.inlines.nodes(child.children)
                self._typed(caption, FIGURE)
            else:
                message = Words("what is no part of a figure", "图中不能有此内容")
                help_ = Words(
                    "a `::: figure` holds images alone, and one line of text as its caption",
                    "`::: figure`中只有图片和一行图题",
                )
                self._say(child, "misplaced-block", message, help_)
                strays.append(child)
        if not parts:
            message = Words("a `::: figure` without an image", "`::: figure`中没有图片")
            self._say(token, "figure-without-image", message)
        span = self._span(token)
        return Figure(caption, "", "", tuple(parts), "", (), (), (), _key(token), "", "", "", span), strays

    def _with_notes(
        self, tokens: Sequence[Token], index: int, block: Table | Figure, result: list[Block], taken: int
    ) -> int:
        """Add to a table or figure the notes block that follows it."""
        wanted = "table-notes" if isinstance(block, Table) else "figure-notes"
        if index < len(tokens) and tokens[index].kind == "directive" and tokens[index].info == wanted:
            found = self._belongings(tokens[index])
            if isinstance(block, Table):
                block = replace(block, unit=found.unit, notes=found.notes, footnotes=found.footnotes)
            else:
                legend, notes = found.keyed(dashed=self.reading.voice.chinese)
                block = replace(block, unit=found.unit, notes=notes, footnotes=found.footnotes, legend=legend)
            taken += 1
        result.append(block)
        return taken

    def _belongings(self, token: Token) -> Belongings:
        footnotes: list[Footnote] = []
        others: list[Token] = []
        names: set[str] = set()
        for child in token.children:
            if child.kind == "footnote_definition":
                at = self.inlines.source.span(child.start, child.start + len(child.text) + 3)
                self.reading.footnote_name(child.text, at, names)
                footnotes.append(Footnote(child.text, "", self.blocks(child.children), "", self._span(child)))
            else:
                others.append(child)
        blocks = self.blocks(others)
        for at in spoilt_units(blocks):
            message = Words("words on the line after `unit:`", "`单位：`的下一行还有文字")
            help_ = Words("leave a blank line between them", "请在两者之间空一行")
            self.reading.error(at, "unit-with-words", message, help_)
        return Belongings.of(blocks, tuple(footnotes))

    def _formula(self, tokens: Sequence[Token], index: int, result: list[Block]) -> int:
        token = tokens[index]
        formed = mathml(without_tag(token.text) if self.reading.ruled else token.text, display=True)
        span = self._span(token)
        if formed.fault:
            start = max(self.inlines.source.text.find(token.text.strip(), token.start, token.end), token.start)
            at = self.inlines.source.span(start + formed.at, min(start + formed.at + 1, token.end))
            message = Words(f"formula: {formed.fault}", f"公式有误：{formed.fault}")
            self.reading.diagnostics.append(Diagnostic(at, Severity.ERROR, "formula-unreadable", message))
        if self.reading.ruled:
            found = typed_tag(self.inlines.source, token.text, token.start, token.end)
            self.reading.diagnostics.extend(found)
        numbered = token.attributes is not None and "numbered" in token.attributes.classes
        formula = Formula(token.text.strip(), formed.mathml, "", (), _key(token), "", "", "", span, numbered)
        symbols = self._symbols(tokens, index + 1)
        if symbols is None:
            result.append(formula)
            return 1
        lead, items = symbols
        result.append(replace(formula, lead=lead, symbols=items))
        return 3

    def _symbols(self, tokens: Sequence[Token], index: int) -> tuple[str, tuple] | None:  # type: ignore[type-arg]
        if index + 1 >= len(tokens) or tokens[index].kind != "paragraph" or tokens[index + 1].kind != "list":
            return None
        source = self.inlines.source.text
        lead = source[tokens[index].start : tokens[index].end].strip()
        if not opens_symbols(lead):
            return None
        (listed,) = self.blocks([tokens[index + 1]])
        return lead, definitions(listed, explained, dashed=self.reading.voice.chinese)


def _caption_at(token: Token) -> int | None:
    """Return the index of the inline token that opens a paragraph's caption line, its last line."""
    starts = [0, *(at + 1 for at, child in enumerate(token.children) if child.kind == "softbreak")]
    last = starts[-1]
    if last < len(token.children) and token.children[last].kind == "text" and _CAPTION.match(token.children[last].text):
        return last
    return None


def _lines(paragraph: Token) -> int:
    return 1 + sum(child.kind in {"softbreak", "linebreak"} for child in paragraph.children)


def _images(paragraph: Token) -> list[Token]:
    """Return the images that a paragraph consists of, each with the attributes after it; none where it holds words."""
    images: list[Token] = []
    for token in paragraph.children:
        if token.kind == "image":
            images.append(token)
        elif token.kind == "attributes" and images and images[-1].attributes is None:
            images[-1] = replace(images[-1], attributes=token.attributes)
        elif token.kind not in {"softbreak", "linebreak"} and (token.kind != "text" or token.text.strip()):
            return []
    return images


def is_figure(token: Token) -> bool:
    """Tell whether a paragraph that opens a list item is a figure of its own: an image that bears attributes."""
    images = _images(token)
    return len(images) == 1 and images[0].attributes is not None


def _key(token: Token) -> str:
    return token.attributes.key if token.attributes else ""


def lone_picture(block: Block) -> Picture | None:
    """Return the picture that a paragraph consists of."""
    if isinstance(block, Paragraph) and len(block.sentences) == 1 and len(block.sentences[0].children) == 1:
        only = block.sentences[0].children[0]
        return only if isinstance(only, Picture) else None
    return None
