"""Inline tokens to the model's inline nodes; keys that stand among them come out apart, with the place they stood at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stdpub.model.inlines import (
    OBJECT,
    Citation,
    CodeSpan,
    CrossReference,
    FootnoteReference,
    Inline,
    InlineFormula,
    Limit,
    LineBreak,
    Link,
    Mark,
    MarkKind,
    Picture,
    Text,
    VerbalForm,
    plain,
)
from stdpub.model.patterns import regex
from stdpub.model.source import Diagnostic, Replace, Severity, SourceText, Words
from stdpub.read.formulas import mathml
from stdpub.read.markdown.attributes import Attributes
from stdpub.read.markdown.token_tree import Token
from stdpub.read.pictures import path_of
from stdpub.read.raw_html import MARKS, markdown_way, name_of
from stdpub.read.tag_pairs import TAG, TagNode, paired_tags, with_tags

_MARKS = {
    "emphasis": MarkKind.EMPHASIS,
    "strong": MarkKind.STRONG,
    "strikethrough": MarkKind.STRIKE,
    "subscript": MarkKind.SUBSCRIPT,
    "superscript": MarkKind.SUPERSCRIPT,
}
_WIDE = regex("[\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]")
_BRACES = regex(r"\{[ \t]*[#.][ \t]*[\w-][^{}\n]{0,60}\}|\{#[\w-]*$")
_SCHEME = regex(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", "urn", "ftp", "doi", "tel"})


_MOST_MARKED = 2000
"""Characters between two tags up to which a fix writes marks for them."""


@dataclass(frozen=True, slots=True)
class KeyMark:
    """Attributes that stood in running text; `at` is the offset in the plain text before them."""

    attributes: Attributes
    at: int


def length(node: Inline) -> int:
    """Return how many code points of plain text a node gives."""
    if isinstance(node, (Text, CodeSpan, VerbalForm)):
        return len(node.text)
    if isinstance(node, (CrossReference, Citation)):
        return sum(map(length, node.children)) if node.children else len(node.text)
    if isinstance(node, (Mark, Link, Limit)):
        return sum(map(length, node.children))
    return len(OBJECT) if isinstance(node, (InlineFormula, Picture)) else int(isinstance(node, LineBreak))


class InlineReader:
    """Reads the inline tokens of one file."""

    def __init__(self, source: SourceText, diagnostics: list[Diagnostic]) -> None:
        self.source = source
        self.diagnostics = diagnostics
        self.links: list[tuple[str, Token]] = []
        """Destinations inside the folder, to be looked for when all files are known."""
        self._opened: dict[str, list[tuple[int, Token]]] = {}

    def read(self, tokens: Sequence[Token]) -> tuple[tuple[Inline, ...], tuple[KeyMark, ...]]:
        """Return the nodes of a run of inline tokens, and the keys that stood at its top level."""
        nodes: list[Inline] = []
        marks: list[tuple[Attributes, int]] = []
        for index, token in enumerate(tokens):
            if token.kind == "text":
                self._unread_braces(token)
                nodes.append(Text(token.text, self.source.span(token.start, token.end)))
            elif token.kind == "attributes" and token.attributes is not None:
                if not _described(nodes, tokens, index):
                    _close_gap(nodes)
                    marks.append((token.attributes, len(nodes)))
            elif token.kind == "softbreak":
                space = self._soft_break(nodes, tokens, index)
                nodes.extend([space] if space is not None else [])
            else:
                nodes.extend(self._node(token))
        paired = paired_tags(nodes)
        return with_tags(nodes, paired), tuple(_placed(marks, nodes, paired))

    def nodes(self, tokens: Sequence[Token]) -> tuple[Inline, ...]:
        """Return the nodes of a run where no key may stand; one that does is reported."""
        nodes, marks = self.read(tokens)
        self._misplaced(marks)
        return nodes

    def ended(self, tokens: Sequence[Token]) -> tuple[tuple[Inline, ...], Attributes | None]:
        """Return the nodes of a caption or header cell and the attributes that end it; others are reported."""
        nodes, marks = self.read(tokens)
        own = marks[-1].attributes if marks and tokens[-1].kind == "attributes" else None
        self._misplaced(marks[:-1] if own else marks)
        return nodes, own

    def _misplaced(self, marks: Sequence[KeyMark]) -> None:
        for mark in marks:
            self.say(mark.attributes.start, mark.attributes.end, "misplaced-key", _MISPLACED, _MISPLACED_HELP)

    def say(self, start: int, end: int, rule: str, message: Words, help_: Words | None = None) -> None:
        """Report an error between two offsets of the file."""
        self.diagnostics.append(Diagnostic(self.source.span(start, end), Severity.ERROR, rule, message, help_))

    def _unread_braces(self, token: Token) -> None:
        """Warn of braces that look like attributes and read as words."""
        for found in _BRACES.finditer(token.text) if "{" in token.text else ():
            at = token.start + found.start()
            message = Words(f"`{found[0]}` is read as words", f"`{found[0]}`按文字读取")
            help_ = Words(
                "a key is written `{#key}`: lower-case letters, digits and hyphens; words are written `\\{`",
                "键写作`{#key}`，由小写字母、数字和连字符组成；文字写作`\\{`",
            )
            at_ = self.source.span(at, at + len(found[0]))
            self.diagnostics.append(Diagnostic(at_, Severity.WARNING, "unread-attributes", message, help_))

    def _soft_break(self, nodes: list[Inline], tokens: Sequence[Token], index: int) -> Text | None:
        """Return the space a line end stands for; next to a Chinese character there is none before Chinese or a pointer."""
        token = tokens[index]
        if index + 1 >= len(tokens) or not nodes:
            return None
        ends = (plain((nodes[-1],))[-1:] if nodes else "", _first_sign(tokens[index + 1]))
        wide = [not sign.isascii() and bool(_WIDE.match(sign)) for sign in ends]
        if any(wide) and all(is_wide or sign == OBJECT for is_wide, sign in zip(wide, ends, strict=True)):
            return None
        return Text(" ", self.source.span(token.start, token.start + 1))

    def _node(self, token: Token) -> tuple[Inline, ...]:  # noqa: PLR0911 - one case a kind, flat
        span = self.source.span(token.start, token.end)
        match token.kind:
            case "escape" | "entity":
                return (Text(token.text, span),)
            case "linebreak":
                return (LineBreak(span),)
            case "emphasis" | "strong" | "strikethrough" | "subscript" | "superscript":
                return (Mark(_MARKS[token.kind], self.nodes(token.children), span),)
            case "highlight":
                return self.nodes(token.children)
            case "code":
                return (CodeSpan(token.text, span),)
            case "formula":
                return (self._formula(token),)
            case "link" | "autolink":
                return self._link(token)
            case "image":
                return (self._picture(token),)
            case "footnote_reference":
                return (FootnoteReference(token.text, "", "", span),)
            case "key_reference":
                return (self._reference(token.text, (), token),)
            case "key_link":
                return (self._reference(token.text.removeprefix("@"), self.nodes(token.children), token),)
            case "span":
                return self._span(token)
            case "html":
                return self._html(token)
        return (Text(self.source.text[token.start : token.end], span),)

    def _picture(self, token: Token) -> Picture:
        """Return a picture among words; it has no key, since it is no figure."""
        self.links.append((token.info, token))
        words = "".join(child.text for child in token.children)
        return Picture(path_of(token.info), words or token.text, self.source.span(token.start, token.end))

    def _formula(self, token: Token) -> InlineFormula:
        tex = token.text if "%" in token.text else token.text.replace("\n", " ")  # a comment ends with its line
        formed = mathml(tex, display=False)
        if formed.fault:
            start = self.source.text.find(token.text, token.start, token.end)
            at = max(start, token.start) + formed.at
            zh = f"公式有误：{formed.fault}"
            self.say(at, min(at + 1, token.end), "formula-unreadable", Words(f"formula: {formed.fault}", zh))
        return InlineFormula(tex, formed.mathml, self.source.span(token.start, token.end))

    def _link(self, token: Token) -> tuple[Inline, ...]:
        span = self.source.span(token.start, token.end)
        children: tuple[Inline, ...]
        children = self.nodes(token.children) if token.children else (Text(token.text, span),)
        href = token.info
        if href.startswith("#") and len(href) > 1:
            return (CrossReference(href[1:], children, "", "", "", span),)
        scheme = _SCHEME.match(href)
        if scheme and scheme[1].lower() not in _SAFE_SCHEMES:
            message = Words(f"a link with the scheme `{scheme[1]}`", f"链接使用了`{scheme[1]}`")
            self.say(token.start, token.end, "unsafe-link", message)
            return children
        if not scheme and not href.startswith("//"):
            self.links.append((href, token))
        return (Link(href, children, span),)

    def _reference(self, text: str, children: tuple[Inline, ...], token: Token) -> Inline:
        """Return a pointer; which kind of thing it points at is settled when all keys are known."""
        span = self.source.span(token.start, token.end)
        name, _, clause = (part.strip() for part in text.partition(","))
        printed = "" if children else OBJECT
        if "@" in name:
            slug, _, element = name.partition("#")
            return Citation(
                slug, f"#{element}" if element else clause, children, printed, dated=True, target_id="", span=span
            )
        if clause:
            return Citation(name, clause, children, printed, dated=False, target_id="", span=span)
        return CrossReference(name, children, printed, "", "", span)

    def _span(self, token: Token) -> tuple[Inline, ...]:
        span = self.source.span(token.start, token.end)
        children = self.nodes(token.children)
        attributes = token.attributes
        if attributes is None:
            return children
        values = dict(attributes.values)
        if "limit" in values:
            when, compare = values.get("when", ""), values.get("compare", "")
            return (Limit("", values["limit"], when, compare, children, span),)
        if "index" in attributes.classes:
            return (Mark(MarkKind.INDEX, children, span),)
        message = Words("attributes that words in a sentence cannot have", "句中文字不能带有的属性")
        help_ = Words("`[...]{limit=quantity}` or `[...]{.index}`", "可用`[……]{limit=量}`或`[……]{.index}`")
        self.say(attributes.start, attributes.end, "unknown-attribute", message, help_)
        return children

    def _html(self, token: Token) -> tuple[Inline, ...]:
        span = self.source.span(token.start, token.end)
        if token.text.startswith("<!--"):
            return ()
        tag = TAG.fullmatch(token.text)
        if tag is None:
            message = Words(f"raw HTML `{token.text[:40]}`", f"原始HTML `{token.text[:40]}`")
            if not self._closes(token):
                self.say(token.start, token.end, "raw-html", message, markdown_way(token.text))
            return (Text(token.text, span),)
        return (LineBreak(span),) if tag[2].lower() == "br" else (TagNode(token.text, span),)

    def _closes(self, token: Token) -> bool:
        """Note a tag; tell whether it closes one that is reported already, whose fix then writes marks for both."""
        name, closing = name_of(token.text)
        opened = self._opened.setdefault(name, [])
        if not closing:
            opened.append((len(self.diagnostics), token))
            return False
        at, first = opened.pop() if opened else (-1, token)
        inner = self.source.text[first.end : min(token.start, first.end + _MOST_MARKED)]
        if at < 0 or "\n\n" in inner:
            return False
        mark = MARKS.get(name, "")
        whole = token.start - first.end == len(inner)
        if mark and whole and inner.strip() == inner != "" and mark[0] not in inner:
            spans = (self.source.span(one.start, one.end) for one in (first, token))
            fix = tuple(Replace(span, mark) for span in spans)
            self.diagnostics[at] = replace(self.diagnostics[at], fix=fix)
        return True


def _first_sign(token: Token) -> str:
    """Return the first character that a token prints; a pointer without words prints what is not known yet."""
    while token.children:
        token = token.children[0]
    return OBJECT if token.kind == "key_reference" else token.text[:1]


def _placed(
    marks: Sequence[tuple[Attributes, int]], nodes: Sequence[Inline], paired: dict[int, int]
) -> Iterator[KeyMark]:
    """Yield the keys with the plain text before each counted; paired tags are no words."""
    silent = {*paired, *paired.values()}
    at, index = 0, 0
    for attributes, until in marks:
        at += sum(length(nodes[place]) for place in range(index, until) if place not in silent)
        index = until
        yield KeyMark(attributes, at)


_MISPLACED = Words("a key where it names nothing", "此处的键没有所指")
_MISPLACED_HELP = Words(
    "write it at the end of the sentence, heading or caption, outside of marks",
    "写在句子、标题或图表题的末尾、标记之外",
)


def _described(nodes: list[Inline], tokens: Sequence[Token], index: int) -> bool:
    """Give the picture right before attributes the `alt` that they hold; tell whether they hold nothing else."""
    given = tokens[index].attributes
    last = nodes[-1] if nodes else None
    alt = given.value("alt") if given else None
    if given is None or alt is None or not isinstance(last, Picture) or tokens[index - 1].kind != "image":
        return False
    words = last.alt if last.alt != alt else ""  # a caption has no place in a sentence: it is read out before
    nodes[-1] = replace(last, alt=f"{words}: {alt}" if words else alt)
    return not given.key and not given.classes


def _close_gap(nodes: list[Inline]) -> None:
    """Take away the white space that only held a key apart from its sentence."""
    while nodes and isinstance(last := nodes[-1], Text):
        kept = last.text.rstrip(" \t\n")
        if len(kept) == len(last.text) or (kept and last.span.line != last.span.end_line):
            break
        nodes.pop()
        if kept:
            nodes.append(Text(kept, last.span._replace(end_column=last.span.column + len(kept))))
            break
