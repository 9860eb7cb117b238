"""Block tokens of one file to the model's blocks, keys set on what they belong to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from stdpub.model.content import (
    Block,
    CodeBlock,
    CompoundProvision,
    Definition,
    DefinitionList,
    Example,
    Footnote,
    Formula,
    List,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    References,
    Sentence,
    WarningBlock,
)
from stdpub.model.inlines import Inline, Text, plain
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind
from stdpub.model.source import Diagnostic, Severity, Span, Words
from stdpub.read.floats import FloatReader, is_figure
from stdpub.read.inlines import InlineReader
from stdpub.read.markdown.attributes import Attributes
from stdpub.read.markdown.token_tree import Token, Tokens
from stdpub.read.nearest import nearest
from stdpub.read.paragraphs import ParagraphReader
from stdpub.read.raw_html import markdown_way
from stdpub.read.reading import Reading
from stdpub.read.tokens import title_tokens
from stdpub.read.typed_numbers import EXAMPLE, ITEM, NOTE, WARNING, lettered, typed, typed_label, typed_marks

_KINDS = {kind.value: kind for kind in Kind}
_WARNINGS = frozenset({"warning", "danger", "caution", "important", "tip"})
_ALERTS = ("note", "example", *sorted(_WARNINGS))
_ALERT = regex(r"^[ \t>]*(?P<mark>\[!(?P<kind>[A-Za-z]{1,20})\])", re.MULTILINE)
_LABELS = {"note": NOTE, "example": EXAMPLE}
_BLOCKS = (*_KINDS, "figure", "table-notes", "figure-notes")
_LEAD_IN = regex(r"[:：]\s*$")


class BlockReader:
    """Reads the blocks of one file; floats (tables, figures, formulas) are `read/floats.py`'s."""

    def __init__(self, tokens: Tokens, reading: Reading) -> None:
        self.source = tokens.source
        self.reading = reading
        self.inlines = InlineReader(self.source, reading.diagnostics)
        self.paragraphs = ParagraphReader(self.inlines, reading.voice)
        self.floats = FloatReader(reading, tokens, self.inlines, self.paragraphs, self.blocks)

    def span(self, token: Token) -> Span:
        """Return where a token stands."""
        return self.source.span(token.start, token.end)

    def say(self, token: Token, severity: Severity, rule: str, message: Words, help_: Words | None = None) -> None:
        """Report a finding at the first line of a token."""
        end = self.source.text.find("\n", token.start, token.end)
        at = self.source.span(token.start, token.end if end < 0 else end)
        self.reading.diagnostics.append(Diagnostic(at, severity, rule, message, help_))

    def blocks(self, tokens: Sequence[Token], lead: Sentence | None = None) -> tuple[Block, ...]:
        """Return the blocks of a container; `lead` is the provision whose list these may open."""
        result: list[Block] = []
        waiting: Attributes | None = None
        index = 0
        tokens = apart(tokens)
        while index < len(tokens):
            token = tokens[index]
            alone = lone_attributes(token)
            if alone is not None:
                self._nameless(waiting)
                waiting = alone
                index += 1
                continue
            before = len(result)
            taken = self.floats.take(tokens, index, result)
            if taken:
                index += taken
            else:
                result.extend(self._block(token, result, lead))
                index += 1
            if waiting is not None and len(result) > before:
                result[before] = self._keyed(result[before], waiting)
                waiting = None
        self._nameless(waiting)
        return tuple(result)

    def _nameless(self, attributes: Attributes | None) -> None:
        """Report attributes that stood alone on a line, and no block after them."""
        if attributes is not None:
            message = Words("a key that no block follows", "键之后没有内容")
            help_ = Words("write it on the line before what it names", "写在所指内容的前一行")
            self.inlines.say(attributes.start, attributes.end, "misplaced-key", message, help_)

    def _keyed(self, block: Block, attributes: Attributes) -> Block:
        """Return the block with the key that stood alone on the line before it."""
        if isinstance(block, (Quotation, DefinitionList, List, References)):
            message = Words("a key on what cannot be cited", "键写在了不能被引用的内容上")
            self.inlines.say(attributes.start, attributes.end, "misplaced-key", message)
            return block
        if isinstance(block, Paragraph):
            return self.paragraphs.keyed(block, attributes)
        if isinstance(block, Formula) and "numbered" in attributes.classes:
            block = replace(block, numbered=True)
        if block.key and attributes.key:
            message = Words(f"a second key, besides `{block.key}`", f"除`{block.key}`外又有一个键")
            self.inlines.say(attributes.start, attributes.end, "second-key", message)
            return block
        return replace(block, key=block.key or attributes.key)

    def _block(self, token: Token, before: list[Block], lead: Sentence | None) -> tuple[Block, ...]:
        match token.kind:
            case "paragraph":
                if self.reading.ruled and self.reading.voice.chinese:
                    self.reading.diagnostics.extend(typed_marks(self.source, token.start, token.end))
                paragraph = self.paragraphs.paragraph(token.children, self.span(token))
                return (paragraph,) if paragraph.sentences else ()
            case "list":
                return (self._list(token, lead_in(before) or lead),)
            case "alert":
                return (self._alert(token),)
            case "quote":
                self._misread_alerts(token)
                return (Quotation(self.blocks(token.children), "", self.span(token)),)
            case "code_fence" | "code_indented":
                key = token.attributes.key if token.attributes else ""
                return (CodeBlock(token.text, token.info, key, "", self.span(token)),)
            case "definition_list":
                return (self._definitions(token),)
            case "directive":
                return self._directive(token)
            case "heading":
                return self._stray_heading(token)
            case "footnote_definition":
                self.reading.footnotes.append(self.footnote(token))
                return ()
        return self._rest(token)

    def _rest(self, token: Token) -> tuple[Block, ...]:
        """Handle what leaves no block, or only its text."""
        if token.kind == "html":
            message = Words("raw HTML", "原始HTML")
            self.say(token, Severity.ERROR, "raw-html", message, markdown_way(token.text))
            return (self.paragraphs.said(tuple(self._lines(token)), self.span(token)),)
        if token.kind == "thematic_break":
            message = Words("a rule that separates nothing in a standard", "标准中不用分隔线")
            self.say(token, Severity.INFO, "thematic-break", message)
        return ()

    def _lines(self, token: Token) -> Iterator[Text]:
        """Yield the lines of raw HTML as words, each at its place, with a space between two."""
        at = token.start
        for line in filter(None, map(str.strip, token.text.split("\n"))):
            start = self.source.text.index(line, at)
            if at > token.start:
                yield Text(" ", self.source.span(at, at + 1))
            at = start + len(line)
            yield Text(line, self.source.span(start, at))

    def _list(self, token: Token, lead: Sentence | None) -> List:
        ordered = token.info in {"ordered", "letters"}
        before = len(self.reading.diagnostics)
        items = tuple(
            replace(self._item(item, lead), label=_typed_mark(token, at)) for at, item in enumerate(token.children)
        )
        if not ordered and self.reading.ruled:
            self.reading.diagnostics[before:] = lettered(self.source, token, self.reading.diagnostics[before:])
        if token.info == "ordered" and token.level > 1 and self.reading.ruled:
            message = Words(f"a list that begins with {token.level}", f"列表以{token.level}开始")
            help_ = Words("begin with 1: stdpub numbers the items", "请从1开始，项的编号由stdpub生成")
            self.say(token, Severity.WARNING, "list-start", message, help_)
        return List(ordered, items, "", "", self.span(token))

    def _item(self, token: Token, lead: Sentence | None) -> ListItem:
        first, rest = (token.children[0], token.children[1:]) if token.children else (None, [])
        blocks: tuple[Block, ...] = ()
        attributes: Attributes | None = None
        own: Sentence | None = None
        if first is not None and first.kind == "paragraph" and not is_figure(first):
            paragraph, attributes = self.paragraphs.item_paragraph(
                first.children, self.span(first), led=lead is not None
            )
            blocks = (paragraph,) if paragraph.sentences else ()
            own = next((one for one in paragraph.sentences if one.kind is not Kind.STATEMENT), None)
        elif first is not None:
            rest = token.children
        kind, form = (own.kind, own.verbal_form) if own else (Kind.STATEMENT, "")
        if own is None and lead is not None:
            kind = lead.kind
        named = next((_KINDS[name] for name in attributes.classes if name in _KINDS), None) if attributes else None
        if named is not None:
            kind, blocks = named, _named_kind(blocks, own, named)
        key = attributes.key if attributes else ""
        known = own or lead
        inner = replace(known, kind=kind, key=key) if known else None
        blocks = (*blocks, *self._item_rest(rest, blocks, inner))
        if self.reading.ruled:
            self._typed_mark(token, blocks)
        return ListItem(blocks, kind, form, key, "", "", "", self.span(token), given=named is not None)

    def _typed_mark(self, token: Token, blocks: tuple[Block, ...]) -> None:
        """Report a mark that is typed behind that of an item: `- a) text`, `1. （1）文字`."""
        self.reading.diagnostics.extend(typed_label(blocks, ITEM))
        first = token.children[0] if token.children else None
        if first is not None and first.kind == "list" and first.info in {"letters", "ordered"}:
            at = first.start
            end = first.children[0].children[0].start if first.children[0].children else first.end
            if "\n" not in self.source.text[token.start : at]:
                self.reading.diagnostics.append(typed(self.source.span(at, end), self.source.text[at:end]))

    def _item_rest(
        self, tokens: Sequence[Token], before: tuple[Block, ...], inner: Sentence | None
    ) -> tuple[Block, ...]:
        """Return an item's further blocks; a list after a colon carries on its item's kind."""
        lead = inner if before and isinstance(before[-1], Paragraph) and ends_open(before[-1]) else None
        return self.blocks(tokens, lead)

    def _misread_alerts(self, token: Token) -> None:
        """Report `[!KIND]` where Markdown takes it for words: merged with the quote above, unknown, or with words behind it."""
        for child in token.children:
            first, last = child.start, child.end if child.kind == "paragraph" else child.start
            line = self.source.text.rfind("\n", 0, first) + 1
            for found in _ALERT.finditer(self.source.text, line, last):
                at = found.start("mark")
                if at < first:
                    continue
                kind = found["kind"].lower()
                if kind not in _ALERTS:
                    near = nearest(kind, _ALERTS)
                    message = Words(f"`[!{found['kind']}]` is no kind of note", f"`[!{found['kind']}]`不是注的类型")
                    help_ = (
                        Words(f"did you mean `[!{near.upper()}]`?", f"是否指`[!{near.upper()}]`？")
                        if near
                        else Words(f"one of: {', '.join(_ALERTS)}", f"可取：{'、'.join(_ALERTS)}")
                    )
                    self.inlines.say(at, found.end("mark"), "unknown-alert", message, help_)
                elif at > first:
                    message = Words(
                        f"`[!{found['kind']}]` merges with the lines above", f"`[!{found['kind']}]`与上文合并了"
                    )
                    help_ = Words("leave a blank line before it", "在其前空一行")
                    self.inlines.say(at, found.end("mark"), "merged-alert", message, help_)
                else:
                    message = Words(f"words on the line of `[!{found['kind']}]`", f"`[!{found['kind']}]`所在行还有文字")
                    help_ = Words("write them on the next line, after `>`", "请另起一行，写在`>`之后")
                    self.inlines.say(at, found.end("mark"), "alert-with-words", message, help_)

    def _alert(self, token: Token) -> Block:
        self._misread_alerts(token)
        if not token.children:
            message = Words(f"`[!{token.info.upper()}]` without words", f"`[!{token.info.upper()}]`没有文字")
            help_ = Words("write them on the next line, after `>`", "请另起一行，写在`>`之后")
            self.say(token, Severity.ERROR, "empty-alert", message, help_)
        key = token.attributes.key if token.attributes else ""
        blocks, span = self.blocks(token.children), self.span(token)
        if self.reading.ruled:
            self.reading.diagnostics.extend(typed_label(blocks, _LABELS.get(token.info, WARNING)))
        if token.info in _WARNINGS:
            return WarningBlock(token.info, blocks, key, "", "", span)
        if token.info == "example":
            return Example(blocks, key, "", "", "", span)
        return Note(blocks, key, "", "", "", span)

    def _definitions(self, token: Token) -> DefinitionList:
        items: list[Definition] = []
        for child in token.children:
            if child.kind == "definition_term":
                items.append(Definition(self.inlines.nodes(child.children), (), self.span(child)))
            elif items:
                blocks = (*items[-1].blocks, *self.blocks(child.children))
                items[-1] = replace(items[-1], blocks=blocks)
        return DefinitionList(tuple(items), "", self.span(token))

    def _directive(self, token: Token) -> tuple[Block, ...]:
        if token.info in _KINDS:
            key = token.attributes.key if token.attributes else ""
            blocks = self.blocks(token.children)
            nodes = self._directive_title(token)
            return (CompoundProvision(_KINDS[token.info], nodes, blocks, key, "", "", self.span(token)),)
        message = Words(f"unknown block `::: {token.info}`", f"未知的块`::: {token.info}`")
        near = nearest(token.info, _BLOCKS)
        help_ = Words(f"did you mean `::: {near}`?", f"是否指`::: {near}`？") if near else None
        if not token.info:
            message = Words("a block without a name", "块没有名称")
            classes = token.attributes.classes if token.attributes else ()
            named = next((name for name in classes if name in _BLOCKS), "requirement")
            help_ = Words(f"write `::: {named}`", f"请写`::: {named}`")
        if token.info.lower() in _ALERTS:
            mark = f"> [!{token.info.upper()}]"
            help_ = Words(f"write `{mark}`", f"请写`{mark}`")
        self.say(token, Severity.ERROR, "unknown-block", message, help_)
        title = self._directive_title(token)
        said = (self.paragraphs.said(title, title[0].span),) if title else ()
        return (*said, *self.blocks(token.children))

    def _directive_title(self, token: Token) -> tuple[Inline, ...]:
        """Return the words after a directive's name on its opening line, at their place."""
        if not token.title:
            return ()
        after = self.source.text.index(token.info, token.start) + len(token.info)
        at = self.source.text.index(token.title, after)
        return self.inlines.nodes(title_tokens(self.source.text, at, at + len(token.title)))

    def _stray_heading(self, token: Token) -> tuple[Block, ...]:
        message = Words("a heading inside another block", "标题写在了其他块之内")
        help_ = Words("a clause starts at the left margin", "条的标题从行首开始")
        self.say(token, Severity.ERROR, "stray-heading", message, help_)
        nodes = self.inlines.nodes(token.children)
        return (self.paragraphs.said(nodes, self.span(token)),) if nodes else ()

    def footnote(self, token: Token) -> Footnote:
        """Return a footnote of the text."""
        self.reading.footnote_name(token.text, self.source.span(token.start, token.start + len(token.text) + 3))
        return Footnote(token.text, "", self.blocks(token.children), "", self.span(token))


def _named_kind(blocks: tuple[Block, ...], own: Sentence | None, kind: Kind) -> tuple[Block, ...]:
    """Return an item's first paragraph with its provision of the kind that the item's class names."""
    first = blocks[0] if blocks else None
    if own is None or not isinstance(first, Paragraph):
        return blocks
    sentences = tuple(replace(one, kind=kind, given=True) if one is own else one for one in first.sentences)
    return (replace(first, sentences=sentences), *blocks[1:])


def apart(tokens: Sequence[Token]) -> Sequence[Token]:
    """Return the blocks with attributes that stand on the first line of a paragraph set apart from it."""
    if not any(map(_led_by_attributes, tokens)):
        return tokens
    found: list[Token] = []
    for token in tokens:
        if _led_by_attributes(token):
            lone, _, *rest = token.children
            found.append(replace(token, end=lone.end, children=[lone]))
            found.append(replace(token, start=rest[0].start, children=rest))
        else:
            found.append(token)
    return found


def _led_by_attributes(token: Token) -> bool:
    first = token.children[:2] if token.kind == "paragraph" and len(token.children) > 2 else []
    return [one.kind for one in first] == ["attributes", "softbreak"]


def lone_attributes(token: Token) -> Attributes | None:
    """Return the attributes of a paragraph that is nothing else."""
    if token.kind == "paragraph" and len(token.children) == 1 and token.children[0].kind == "attributes":
        return token.children[0].attributes
    return None


def _typed_mark(token: Token, at: int) -> str:
    """Return the mark of the at-th item (from 0) as it is typed; a rulebook prints its own instead."""
    if token.info == "letters":
        return f"{chr(ord('a') + at % 26)})"
    return f"{token.level + at}{token.text}" if token.info == "ordered" else "•"


def lead_in(before: Sequence[Block]) -> Sentence | None:
    """Return the provision that a list right after it belongs to."""
    if not before or not isinstance(before[-1], Paragraph) or not ends_open(before[-1]):
        return None
    last = before[-1].sentences[-1]
    return last if last.kind is not Kind.STATEMENT else None


def ends_open(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph ends in a colon: it leads in what follows."""
    return bool(paragraph.sentences) and bool(_LEAD_IN.search(plain(paragraph.sentences[-1].children)))
