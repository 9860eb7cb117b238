"""Lists under normative references and bibliography to entries: identifier, dated or not, title and the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stdpub.model.content import Block, List, ListItem, Paragraph, Reference, References
from stdpub.model.inlines import Inline, Mark, Text, VerbalForm, plain, untyped
from stdpub.model.source import Words
from stdpub.read.content import BlockReader

_SPLIT = re.compile(
    r"[,，]\s*|[\u3000\t]+\s*|\s{2,}|\s?(?=《)|\s(?=[\u3400-\u9fff])|(?<=\d)\s(?=(?!Amd|Cor|AMD|COR)[A-Z][a-z]{2})"
)
"""What parts the identifier of an entry from its title: `ISO 1:2022, Title`, `GB/T 1—2020 标题`, `ISO 1:2022 Title`."""

_YEAR = re.compile(r"(?:[:：—–-]|--)\s?(?:19|20)\d\d(?:-\d\d)?\b|\((?:\d\d/)?(?:19|20)\d\d(?:-\d\d)?\)|[:：]—")
_CODE = re.compile(
    r"[A-Z][A-Za-z]*(?:[/ ][A-Z][A-Za-z]*)*[ \u00a0\u3000-]?[A-Z]?\d[\w./:—–\u2010-\u2015-]*|[A-Z]+/[A-Z]+ ?\d+\S*"
)


def reference_list(blocks: tuple[Block, ...], reader: BlockReader) -> tuple[Block, ...]:
    """Return the blocks with every list turned into reference entries; what an entry cannot hold is reported."""
    found: list[Block] = []
    for block in blocks:
        found.append(_references(block) if isinstance(block, List) else block)
        for item in block.items if isinstance(block, List) else ():
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
    first = nodes[0] if nodes else None
    if not isinstance(first, Text):
        return "", nodes
    found = _SPLIT.search(first.text)
    head = first.text[: found.start()] if found else first.text
    single = len(nodes) == 1 or bool(found) or isinstance(nodes[1], Mark)
    if not _CODE.match(head) or not single:
        return "", nodes
    at = found.end() if found else len(first.text)
    rest = Text(first.text[at:], first.span._replace(column=first.span.column + at))
    return head.strip(), (rest, *nodes[1:]) if rest.text.strip() else nodes[1:]


def entry_text(reference: Reference) -> str:
    """Return an entry's title and the rest as plain text."""
    return plain(reference.text)
