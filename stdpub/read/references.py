"""Lists under normative references and bibliography to entries: identifier, dated or not, title and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from stdpub.model.content import Block, List, ListItem, Paragraph, Reference, References
from stdpub.model.inlines import Inline, Mark, Text, VerbalForm, plain, untyped
from stdpub.model.patterns import regex
from stdpub.model.source import Words
from stdpub.read.content import BlockReader
from stdpub.read.typed_numbers import ENTRY, typed_label, typed_number

_SPLIT = regex(
    r"[,，]\s*|[\u3000\t]+\s*|\s{2,}|\s?(?=《)|\s(?=[\u3400-\u9fff])|(?<=\d)\s(?=(?!Amd|Cor|AMD|COR)[A-Z][a-z]{2})"
)
"""What parts the identifier of an entry from its title: `ISO 1:2022, Title`, `GB/T 1—2020 标题`, `ISO 1:2022 Title`."""

_YEAR = regex(r"(?:[:：—–-]|--)\s?(?:19|20)\d\d(?:-\d\d)?\b|\((?:\d\d/)?(?:19|20)\d\d(?:-\d\d)?\)|[:：]—")
_CODE = regex(
    r"[A-Z][A-Za-z]*(?:[/ ][A-Z][A-Za-z]*)*[ \u00a0\u3000-]?[A-Z]?\d[\w./:—–\u2010-\u2015-]*|[A-Z]+/[A-Z]+ ?\d+\S*"
)


def reference_list(blocks: tuple[Block, ...], reader: BlockReader) -> tuple[Block, ...]:
    """Return the blocks with every list turned into reference entries; what an entry cannot hold is reported."""
    found: list[Block] = []
    for block in blocks:
        found.append(_references(block) if isinstance(block, List) else block)
        if reader.reading.ruled and isinstance(block, Paragraph) and block.sentences:
            reader.reading.diagnostics.extend(typed_number(block.sentences[0].children, ENTRY, "- "))
        for item in block.items if isinstance(block, List) else ():
            if reader.reading.ruled:
                reader.reading.diagnostics.extend(typed_label(item.blocks, ENTRY))
            for other in item.blocks:
                if not isinstance(other, Paragraph):
                    found.append(other)
                    at = other.span._replace(end_line=other.span.line, end_column=other.span.column + 1)
                    message = Words("a block inside a reference", "引用文件条目中不能有此内容")
                    help_ = Words("an entry is one paragraph", "每个条目为一段")
                    reader.reading.error(at, "misplaced-block", message, help_)
    return tuple(found)


def _references(block: List) -> References:
    return References(tuple(_entry(item) for item in block.items), "", block.span)


def _entry(item: ListItem) -> Reference:
    nodes = _nodes(item.blocks)
    identifier, rest = _identifier(nodes)
    return Reference(identifier, bool(_YEAR.search(identifier)), rest, item.key, "", "", item.span)


def _nodes(blocks: Sequence[Block]) -> tuple[Inline, ...]:
    """Return the words of an entry, its paragraphs set apart by a space; what makes a provision elsewhere is words here."""
    found: list[Inline] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            found.extend([untyped(" ")] if found else [])
            found.extend(_word(node) for sentence in block.sentences for node in sentence.children)
    return tuple(found)


def _word(node: Inline) -> Inline:
    if isinstance(node, Mark):
        return replace(node, children=tuple(map(_word, node.children)))
    return Text(node.text, node.span) if isinstance(node, VerbalForm) else node


def _identifier(nodes: tuple[Inline, ...]) -> tuple[str, tuple[Inline, ...]]:
    """Return the identifier an entry begins with, empty where it begins with words, and the nodes after it."""
    texts = tuple(takewhile(lambda node: isinstance(node, Text), nodes))
    opening = plain(texts)
    found = _SPLIT.search(opening)
    head = opening[: found.start()] if found else opening
    single = len(nodes) == len(texts) or bool(found) or isinstance(nodes[len(texts)], Mark)
    if not _CODE.match(head) or not single:
        return "", nodes
    rest = _after(nodes, found.end() if found else len(opening))
    blank = bool(rest) and isinstance(rest[0], Text) and not rest[0].text.strip()
    return head.strip(), rest[1:] if blank else rest


def _after(nodes: tuple[Inline, ...], at: int) -> tuple[Inline, ...]:
    """Return the nodes behind an offset that lies in the texts which they begin with."""
    for index, node in enumerate(nodes):
        if not isinstance(node, Text) or not at:
            return nodes[index:]
        if at < len(node.text):
            rest = Text(node.text[at:], node.span._replace(column=node.span.column + at))
            return (rest, *nodes[index + 1 :])
        at -= len(node.text)
    return ()


def entry_text(reference: Reference) -> str:
    """Return an entry's title and the rest as plain text."""
    return plain(reference.text)
