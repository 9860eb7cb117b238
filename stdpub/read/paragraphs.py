"""Inline nodes of a paragraph to its sentences: where each ends, which kind of provision it is, which key it bears."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import cast

from stdpub.model.content import Paragraph, Sentence
from stdpub.model.inlines import (
    Citation,
    CodeSpan,
    CrossReference,
    FootnoteReference,
    Inline,
    Limit,
    Link,
    Mark,
    Text,
    VerbalForm,
    plain,
)
from stdpub.model.provisions import Convention, Kind
from stdpub.model.source import Span, Words, text_span
from stdpub.read.inlines import InlineReader, KeyMark, length
from stdpub.read.markdown.attributes import Attributes
from stdpub.read.markdown.token_tree import Token
from stdpub.read.provisions import find
from stdpub.read.sentences import boundaries

_KINDS = {kind.value: kind for kind in Kind}


@dataclass(frozen=True, slots=True)
class Voice:
    """In which language and by which verbal forms a text speaks."""

    language: str
    convention: Convention

    @property
    def chinese(self) -> bool:
        """Tell whether the text is Chinese of any kind."""
        return self.language.partition("-")[0] == "zh"


class ParagraphReader:
    """Reads paragraphs of one file into sentences."""

    def __init__(self, inlines: InlineReader, voice: Voice) -> None:
        self.inlines = inlines
        self.voice = voice

    def paragraph(self, tokens: Sequence[Token], span: Span) -> Paragraph:
        """Return the paragraph."""
        nodes, marks = self.inlines.read(tokens)
        return self._sentences(nodes, marks, span)

    def item_paragraph(self, tokens: Sequence[Token], span: Span, *, led: bool) -> tuple[Paragraph, Attributes | None]:
        """Return the first paragraph of a list item, and the attributes at its very end: they are the item's.

        Under a lead-in such as `shall:` (`led`) a bare verb goes on with that sentence and is no instruction.
        """
        nodes, marks = self.inlines.read(tokens)
        own = marks[-1].attributes if marks and tokens[-1].kind == "attributes" else None
        return self._sentences(nodes, marks[:-1] if own else marks, span, led=led), own

    def said(self, nodes: tuple[Inline, ...], span: Span) -> Paragraph:
        """Return words that stood in a block which no standard has as a paragraph."""
        return self._sentences(nodes, (), span)

    def keyed(self, paragraph: Paragraph, attributes: Attributes) -> Paragraph:
        """Return a paragraph with the attributes that stood alone before it: its only provision's, else its own."""
        kind = _kind_of(attributes)
        only = paragraph.sentences[0] if len(paragraph.sentences) == 1 else None
        if only is not None and kind is not None:
            only = replace(only, kind=kind, given=True)
        held = paragraph.key or (only.key if only else "")
        if held and attributes.key:
            message = Words(f"a second key, besides `{held}`", f"除`{held}`外又有一个键")
            self.inlines.say(attributes.start, attributes.end, "second-key", message)
        elif only is not None and only.kind is not Kind.STATEMENT:
            return replace(paragraph, sentences=(replace(only, key=only.key or attributes.key),))
        elif attributes.key:
            paragraph = replace(paragraph, key=attributes.key)
        return replace(paragraph, sentences=(only,)) if only is not None else paragraph

    def _sentences(
        self, nodes: tuple[Inline, ...], marks: tuple[KeyMark, ...], span: Span, *, led: bool = False
    ) -> Paragraph:
        text = plain(nodes)
        ends = _outside(boundaries(text, self.voice.language), nodes) if text else (0,) if nodes else ()
        given = self._given(text, ends, marks)
        sentences: list[Sentence] = []
        start, key = 0, ""
        for index, (end, mine) in enumerate(zip(ends, _pieces(nodes, ends), strict=bool(ends))):
            attributes = given.get(index)
            sentences.append(self._sentence(mine, text[start:end], attributes, led=led))
            if attributes and attributes.key and sentences[-1].kind is Kind.STATEMENT:
                key = self._paragraph_key(attributes, last=index == len(ends) - 1)
                sentences[-1] = replace(sentences[-1], key="")
            start = end
        return Paragraph(tuple(sentences), key, "", generated=False, span=span)

    def _paragraph_key(self, attributes: Attributes, *, last: bool) -> str:
        """Return the key of a sentence that is no provision: its paragraph's, where it is the last one."""
        if last:
            return attributes.key
        message = Words(
            f"key `{attributes.key}` on a sentence that is no provision", f"键`{attributes.key}`所在的句子不是条款"
        )
        help_ = Words(
            "name its kind, as in `{#key .requirement}`, or move the key to the end of the paragraph",
            "写明类型，如`{#key .requirement}`，或将键移到段末",
        )
        self.inlines.say(attributes.start, attributes.end, "key-without-provision", message, help_)
        return ""

    def _given(self, text: str, ends: tuple[int, ...], marks: tuple[KeyMark, ...]) -> dict[int, Attributes]:
        """Give every key mark to the sentence that ends before it."""
        given: dict[int, Attributes] = {}
        for mark in marks:
            attributes = mark.attributes
            index = _ending_at(text, ends, mark.at)
            if index is None:
                message = Words("a key in the middle of a sentence", "键写在了句子中间")
                help_ = Words("write it after the full stop of the sentence it names", "写在所指句子的句号之后")
                self.inlines.say(attributes.start, attributes.end, "misplaced-key", message, help_)
            elif index in given:
                message = Words("a second key on one sentence", "同一句有两个键")
                self.inlines.say(attributes.start, attributes.end, "second-key", message)
            else:
                given[index] = attributes
        return given

    def _sentence(self, nodes: tuple[Inline, ...], text: str, attributes: Attributes | None, *, led: bool) -> Sentence:
        kind, form = Kind.STATEMENT, ""
        named = _kind_of(attributes)
        if named is None or named is not Kind.STATEMENT:
            found = find(
                text, self.voice.language, self.voice.convention, tuple(_masked(nodes)) if _masking(nodes) else ()
            )
            if found.kind is not Kind.STATEMENT and not (led and found.kind is Kind.INSTRUCTION):
                kind, form = found.kind, found.verbal_form
                if found.end > found.start:
                    nodes = _marked(nodes, found.start, found.end)
        span = text_span(nodes[0].span, nodes[-1].span)
        key = attributes.key if attributes else ""
        return Sentence(nodes, named or kind, form, key, "", span, given=named is not None)


def words(nodes: tuple[Inline, ...], span: Span) -> Paragraph:
    """Return words that hold no provision, such as a header cell, as a paragraph of one sentence."""
    sentences = (Sentence(nodes, Kind.STATEMENT, "", "", "", span),) if nodes else ()
    return Paragraph(sentences, "", "", generated=False, span=span)


def _kind_of(attributes: Attributes | None) -> Kind | None:
    for name in attributes.classes if attributes else ():
        if name in _KINDS:
            return _KINDS[name]
    return None


def _ending_at(text: str, ends: tuple[int, ...], at: int) -> int | None:
    """Return the index of the sentence whose last word ends at an offset, save for white space."""
    index = bisect_left(ends, at)
    if index == len(ends) or text[at : ends[index]].strip():
        return None
    return index


def _whole(nodes: Sequence[Inline], at: int = 0) -> Iterator[tuple[int, int]]:
    """Yield the ranges of plain text that no sentence may end inside: what links, pointers and formulas print."""
    for node in nodes:
        size = length(node)
        if isinstance(node, Mark):
            yield from _whole(node.children, at)
        elif size > 1 and not isinstance(node, Text):
            yield at, at + size
        at += size


def _outside(ends: tuple[int, ...], nodes: Sequence[Inline]) -> tuple[int, ...]:
    """Return the sentence ends but for those inside a node that stays whole; the end of the text is in none."""
    if len(ends) == 1:
        return ends
    refused = {
        end for start, stop in _whole(nodes) for end in ends[bisect_right(ends, start) : bisect_left(ends, stop)]
    }
    return tuple(end for end in ends if end not in refused) if refused else ends


_MASKED = frozenset({CodeSpan, Citation, Mark, Link, Limit, CrossReference})


def _masking(nodes: Sequence[Inline]) -> bool:
    """Tell whether any of the nodes is, or may hold, what is no running words."""
    return not _MASKED.isdisjoint(map(type, nodes))


def _masked(nodes: Sequence[Inline]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of plain text that are no running words: code, what a pointer prints."""
    at = 0
    for node in nodes:
        size = length(node)
        if size and isinstance(node, (CodeSpan, Citation)):
            yield at, at + size
        elif isinstance(node, (Mark, Link, Limit, CrossReference)):
            for start, end in _masked(node.children):
                yield at + start, at + end
        at += size


def _pieces(nodes: Sequence[Inline], ends: Sequence[int]) -> list[tuple[Inline, ...]]:
    """Cut a run of nodes at ascending offsets of its plain text into one piece an offset; the last one gets the rest.

    A mark is cut in two; the mark of a footnote stays with the words before it.
    """
    if len(ends) == 1:
        return [tuple(nodes)]
    pieces: list[tuple[Inline, ...]] = []
    piece: list[Inline] = []
    at, index = 0, 0
    for node in nodes:
        rest, size = node, length(node)
        if index < len(ends) - 1 and at == ends[index] and not isinstance(node, FootnoteReference):
            pieces.append(tuple(piece))
            piece, index = [], index + 1
        while index < len(ends) - 1 and at < ends[index] < at + size:
            first, rest = _halved(rest, ends[index] - at)
            pieces.append((*piece, first))
            piece, size, at, index = [], at + size - ends[index], ends[index], index + 1
        piece.append(rest)
        at += size
    pieces.append(tuple(piece))
    return pieces


def _halved(node: Inline, at: int) -> tuple[Inline, Inline]:
    """Cut a text or a mark in two at an offset of its plain text."""
    if isinstance(node, Mark):
        inner, outer = _pieces(node.children, (at, length(node)))
        return _halves(node, inner, outer)
    return _cut_text(cast("Text", node), at)


def _cut_text(node: Text, at: int) -> tuple[Text, Text]:
    file, line, column, end_line, end_column = node.span
    cut = column + at
    return (
        Text(node.text[:at], Span(file, line, column, end_line, cut)),
        Text(node.text[at:], Span(file, line, cut, end_line, end_column)),
    )


def _halves(mark: Mark, inner: tuple[Inline, ...], outer: tuple[Inline, ...]) -> tuple[Mark, Mark]:
    left, right = mark.span, mark.span
    if inner and outer:
        left = left._replace(end_line=inner[-1].span.end_line, end_column=inner[-1].span.end_column)
        right = right._replace(line=outer[0].span.line, column=outer[0].span.column)
    return replace(mark, children=inner, span=left), replace(mark, children=outer, span=right)


def _marked(nodes: tuple[Inline, ...], start: int, end: int) -> tuple[Inline, ...]:
    """Return the nodes with the verbal form between two offsets set apart."""
    result: list[Inline] = []
    at = 0
    for node in nodes:
        size = length(node)
        if at + size <= start or at >= end or not size:
            result.append(node)
        elif isinstance(node, Text):
            result.extend(_form(node, max(start - at, 0), min(end - at, size)))
        elif isinstance(node, (Mark, Link, Limit)):
            result.append(replace(node, children=_marked(node.children, start - at, end - at)))
        else:
            result.append(node)
        at += size
    return tuple(result)


def _form(node: Text, start: int, end: int) -> Iterator[Inline]:
    if len(node.text) != node.span.end_column - node.span.column:
        yield VerbalForm(node.text, node.span)  # an entity or a soft break is marked whole
        return
    rest = node
    if start:
        head, rest = _cut_text(node, start)
        yield head
    if end - start < len(rest.text):
        form, tail = _cut_text(rest, end - start)
        yield VerbalForm(form.text, form.span)
        yield tail
    else:
        yield VerbalForm(rest.text, rest.span)
