"""A paragraph in, its line of Markdown out: sentences with the keys and kinds that the author gave them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from stdpub.model.content import Paragraph, Sentence
from stdpub.model.inlines import Inline, LineBreak, Mark, Picture, Text, VerbalForm, plain
from stdpub.model.provisions import Kind
from stdpub.write.markdown.escapes import NOTHING, Where, edged, no_caption, opening
from stdpub.write.markdown.inlines import braces, written


def line(nodes: Sequence[Inline], where: Where) -> str:
    """Return words that hold no key, such as a title, on one line."""
    return edged(written(nodes, where).replace("\n", " "))


def paragraph_lines(paragraph: Paragraph, where: Where) -> str:
    """Return a paragraph as a block: one line, or two where a key stands before it."""
    ahead = _key_ahead(paragraph)
    text = no_caption(_text(paragraph, where, ahead=bool(ahead), among_blocks=True))
    return f"{ahead}\n{text}" if ahead else text


def led_paragraph(paragraph: Paragraph, where: Where, own: str) -> str:
    """Return the first paragraph of a list item, or that of a cell; `own` are the item's attributes, which end it."""
    text = _text(paragraph, where, ahead=False, among_blocks=bool(own) and not where.cell)
    if own:
        return f"{text} {own}"
    return f"{text}{NOTHING}" if _attributes(paragraph, len(paragraph.sentences) - 1, ahead=False) else text


def _text(paragraph: Paragraph, where: Where, *, ahead: bool, among_blocks: bool) -> str:
    nodes = tuple(node for sentence in paragraph.sentences for node in sentence.children)
    apart = NOTHING if among_blocks and reads_as_figure(nodes) else ""
    pieces: list[str] = []
    for run, attributes in _segments(paragraph, ahead=ahead):
        text = written(run, where, "}" if pieces else "", " " if attributes else "") + apart
        pieces.append(text if not attributes else f"{text} {attributes}")
        apart = ""
    text = edged("".join(pieces))
    return text if where.cell else opening(text)


def reads_as_figure(nodes: tuple[Inline, ...]) -> bool:
    """Tell whether a paragraph is one picture and nothing else, which elsewhere would be a figure."""
    pictures = [node for node in nodes if isinstance(node, Picture)]
    others = (node for node in nodes if not isinstance(node, (Picture, LineBreak)))
    return len(pictures) == 1 and all(isinstance(node, Text) and not node.text.strip() for node in others)


def _segments(paragraph: Paragraph, *, ahead: bool) -> Iterator[tuple[tuple[Inline, ...], str]]:
    """Yield the words up to each sentence that bears attributes, and those; the white space between goes behind them."""
    nodes: tuple[Inline, ...] = ()
    for at, sentence in enumerate(paragraph.sentences):
        nodes = _joined(nodes, sentence.children)
        attributes = _attributes(paragraph, at, ahead=ahead)
        if attributes:
            nodes, space = _trimmed(nodes)
            yield nodes, attributes
            nodes = (Text(space, sentence.span),) if space else ()
    if nodes:
        yield nodes, ""


def _attributes(paragraph: Paragraph, at: int, *, ahead: bool) -> str:
    """Return the attributes of the at-th sentence; the last one bears its paragraph's key where none stands ahead."""
    sentence = paragraph.sentences[at]
    if ahead and not paragraph.key:
        return ""
    last = at == len(paragraph.sentences) - 1
    key = sentence.key or (paragraph.key if last and not ahead and sentence.kind is Kind.STATEMENT else "")
    given = sentence.given and not (ahead and len(paragraph.sentences) == 1)
    return braces(key, (sentence.kind.value,) if given else (), (), Where())


def _key_ahead(paragraph: Paragraph) -> str:
    """Return the attributes that can only stand on the line before their paragraph."""
    last = paragraph.sentences[-1]
    if paragraph.key and last.kind is not Kind.STATEMENT:
        return braces(paragraph.key, (), (), Where())
    if len(paragraph.sentences) == 1 and last.given and last.kind is Kind.STATEMENT and last.verbal_form:
        return braces(paragraph.key, (last.kind.value,), (), Where())
    return ""


def _joined(nodes: tuple[Inline, ...], more: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return the nodes of two sentences; a mark that was cut between them is made whole again."""
    last, first = (nodes[-1] if nodes else None), (more[0] if more else None)
    if isinstance(last, Mark) and isinstance(first, Mark) and last.kind is first.kind:
        return (*nodes[:-1], replace(last, children=_joined(last.children, first.children)), *more[1:])
    return (*nodes, *more)


def _trimmed(nodes: tuple[Inline, ...]) -> tuple[tuple[Inline, ...], str]:
    """Return nodes without the white space that ends them, and that white space."""
    last = nodes[-1] if nodes else None
    if not isinstance(last, (Text, VerbalForm)):
        return nodes, ""
    kept = last.text.rstrip(" \t\n")
    space = last.text[len(kept) :]
    rest, before = ((*nodes[:-1], replace(last, text=kept)), "") if kept else _trimmed(nodes[:-1])
    return rest, before + space


def states_once(paragraph: Paragraph) -> Sentence | None:
    """Return the only sentence of a paragraph that states something and bears nothing."""
    only = paragraph.sentences[0] if len(paragraph.sentences) == 1 else None
    if only is None or paragraph.key or only.key or only.given or only.kind is not Kind.STATEMENT:
        return None
    return only


def words_of(paragraph: Paragraph) -> str:
    """Return a paragraph as plain text."""
    return "".join(plain(sentence.children) for sentence in paragraph.sentences)
