"""A heading in the terms clause with what stands below it to a term entry."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from stdpub.model.content import Block, Example, List, Note, Paragraph
from stdpub.model.inlines import Citation, CrossReference, Inline, Text, plain
from stdpub.model.patterns import regex
from stdpub.model.source import Diagnostic, Severity, Span, Words
from stdpub.model.terms import Designation, Status, TermEntry, TermSource
from stdpub.read.content import BlockReader
from stdpub.read.markdown.token_tree import Token
from stdpub.read.nearest import nearest
from stdpub.read.typed_numbers import HEADING, typed_number

_STATUSES = {status.value: status for status in Status}
_LABEL = regex(r"([A-Za-z][A-Za-z-]*)[ \t]*[:：][ \t]*")
_ANY_LABEL = regex(r"([^:：]{1,40})[:：]")
_LANGUAGE = regex(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_BAR = " | "
_SOURCE = regex(r"(?:SOURCE:|来源：|来源:|SOURCE )[ \t]*", re.IGNORECASE)


def term_entry(reader: BlockReader, heading: Token, below: tuple[Block, ...], span: Span) -> TermEntry:
    """Return the entry: preferred term, further designations, definition, examples, notes, source."""
    language = reader.reading.voice.language
    words = reader.inlines.nodes(heading.children)
    if reader.reading.ruled:
        reader.reading.diagnostics.extend(typed_number(words, HEADING))
    designations = [Designation(words, language, Status.PREFERRED, reader.span(heading))]
    blocks = list(below)
    domain = ""
    first = blocks[0] if blocks else None
    if isinstance(first, List) and any(_labelled(block_nodes(item.blocks)) is not None for item in first.items):
        more, domain = _designations(reader, first, language)
        designations.extend(more)
        blocks[:1] = _not_designations(reader, first)
    sources = [source for source in map(_source, blocks) if source is not None]
    blocks = [block for block in blocks if _source(block) is None]
    attributes = heading.attributes
    return TermEntry(
        designations=tuple(designations),
        domain=domain,
        definition=tuple(block for block in blocks if not isinstance(block, (Note, Example))),
        examples=tuple(block for block in blocks if isinstance(block, Example)),
        notes=tuple(block for block in blocks if isinstance(block, Note)),
        source=tuple(sources),
        key=attributes.key if attributes else "",
        id="",
        number="",
        label="",
        span=span,
        fixed_label=(attributes.value("label") or "") if attributes else "",
    )


def _not_designations(reader: BlockReader, block: List) -> tuple[Block, ...]:
    """Report the items of a list of designations that are none, and return them as a list of their own."""
    others = tuple(item for item in block.items if _labelled(block_nodes(item.blocks)) is None)
    for item in others:
        words = plain(block_nodes(item.blocks))
        label = _ANY_LABEL.match(words)
        name = label[1].strip() if label else ""
        near = nearest(name.lower(), (*_STATUSES, "domain"))
        message = Words(
            f"`{name}` is no designation" if name else "an item that is no designation",
            f"`{name}`不是指称的标签" if name else "此项不是指称",
        )
        help_ = (
            Words(f"did you mean `{near}:`?", f"是否指`{near}:`？")
            if near
            else Words(
                f"a language, or one of: {', '.join((*_STATUSES, 'domain'))}",
                f"写语言标签，或：{'、'.join((*_STATUSES, 'domain'))}",
            )
        )
        at = item.span._replace(end_line=item.span.line, end_column=item.span.column + 1)
        reader.reading.error(at, "unknown-designation", message, help_)
    extras = tuple(extra for item in block.items if item not in others for extra in item.blocks[1:])
    for extra in extras:
        at = extra.span._replace(end_line=extra.span.line, end_column=extra.span.column + 1)
        message = Words("a block inside a designation", "指称中不能有此内容")
        reader.reading.error(at, "misplaced-block", message)
    return (*((replace(block, items=others),) if others else ()), *extras)


def block_nodes(blocks: tuple[Block, ...]) -> tuple[Inline, ...]:
    """Return the inline nodes of the first paragraph among blocks."""
    for block in blocks:
        if isinstance(block, Paragraph):
            return tuple(node for sentence in block.sentences for node in sentence.children)
    return ()


def _labelled(nodes: tuple[Inline, ...]) -> tuple[str, tuple[Inline, ...]] | None:
    first = nodes[0] if nodes else None
    found = _LABEL.match(first.text) if isinstance(first, Text) else None
    if found is None or not isinstance(first, Text):
        return None
    name = found[1]
    if name not in _STATUSES and name != "domain" and not _LANGUAGE.fullmatch(name):
        return None
    rest = Text(first.text[found.end() :], first.span._replace(column=first.span.column + found.end()))
    return name, (rest, *nodes[1:]) if rest.text else nodes[1:]


def _designations(reader: BlockReader, block: Block, language: str) -> tuple[list[Designation], str]:
    found: list[Designation] = []
    domain = ""
    for item in block.items if isinstance(block, List) else ():
        labelled = _labelled(block_nodes(item.blocks))
        if labelled is None:
            continue
        name, nodes = labelled
        if name == "domain":
            domain = plain(nodes)
        elif name in _STATUSES:
            found.extend(_by_language(nodes, _STATUSES[name], language, item.span))
        else:
            found.append(Designation(nodes, name, Status.PREFERRED, item.span))
    if sum(one.status is Status.PREFERRED and one.language == language for one in found) > 1:
        message = Words("several further preferred terms", "多个优先术语")
        reader.reading.diagnostics.append(
            Diagnostic(
                block.span,
                Severity.INFO,
                "several-preferred-terms",
                message,
                Words("write `admitted:`", "请写`admitted:`"),
            )
        )
    return found, domain


def _by_language(nodes: tuple[Inline, ...], status: Status, language: str, span: Span) -> Iterator[Designation]:
    """Yield the designation; `中文 | English` gives one for each of the two languages."""
    for index, node in enumerate(nodes):
        if isinstance(node, Text) and _BAR in node.text:
            at = node.text.index(_BAR)
            own = Text(node.text[:at], node.span._replace(end_column=node.span.column + at))
            behind = at + len(_BAR)
            other = Text(node.text[behind:], node.span._replace(column=node.span.column + behind))
            yield Designation((*nodes[:index], *_filled(own)), language, status, span)
            foreign = "en" if language.startswith("zh") else "zh"
            yield Designation((*_filled(other), *nodes[index + 1 :]), foreign, status, span)
            return
    yield Designation(nodes, language, status, span)


def _filled(text: Text) -> tuple[Text, ...]:
    return (text,) if text.text else ()


def _source(block: Block) -> TermSource | None:
    """Return the source that a paragraph `[SOURCE: ...][@key]` or `[来源：...]` gives."""
    if not isinstance(block, Paragraph) or not block.sentences:
        return None
    nodes = block_nodes((block,))
    first = nodes[0]
    if len(nodes) == 1 and isinstance(first, (CrossReference, Citation)) and _SOURCE.match(plain(first.children)):
        key = first.key if isinstance(first, CrossReference) else first.reference
        return TermSource(key, _without_label(first.children), block.span)
    text = plain(nodes)
    if text.startswith("[") and text.rstrip().endswith("]") and _SOURCE.match(text[1:]):
        return TermSource("", _without_brackets(nodes), block.span)
    return None


def _without_label(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    first = nodes[0]
    found = _SOURCE.match(first.text) if isinstance(first, Text) else None
    return nodes if found is None else _without_space(_behind(nodes, found.end()))


def _without_space(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """Return nodes without the white space, that of a line end too, which begins them."""
    first = nodes[0] if nodes else None
    if not isinstance(first, Text) or first.text[:1] not in {" ", "\t"}:
        return nodes
    return _without_space(_behind(nodes, len(first.text) - len(first.text.lstrip(" \t"))))


def _behind(nodes: tuple[Inline, ...], at: int) -> tuple[Inline, ...]:
    """Return nodes without the first characters of the text that they begin with."""
    first = nodes[0]
    if not isinstance(first, Text):
        return nodes
    rest = Text(first.text[at:], first.span._replace(column=first.span.column + at))
    return (rest, *nodes[1:]) if rest.text else nodes[1:]


def _without_brackets(nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
    first, last = nodes[0], nodes[-1]
    if not isinstance(first, Text) or not isinstance(last, Text):
        return nodes
    if first is last:
        inner = first.text.strip()[1:-1]
        return _without_label((Text(inner, first.span._replace(column=first.span.column + 1)),))
    head = Text(first.text[1:], first.span._replace(column=first.span.column + 1))
    tail = Text(last.text.rstrip().removesuffix("]"), last.span)
    return _without_label((head, *nodes[1:-1], tail))
