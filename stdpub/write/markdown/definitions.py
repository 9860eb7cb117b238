"""Names with their meanings, and footnotes, as lines of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stdpub.model.content import Definition, DefinitionList, Footnote, Paragraph
from stdpub.model.inlines import Inline, InlineFormula, Text, plain, untyped
from stdpub.write.markdown.escapes import NOTHING, Where, opening
from stdpub.write.markdown.inlines import written
from stdpub.write.markdown.lines import BlocksIn, below
from stdpub.write.markdown.paragraphs import led_paragraph, line

_DASH = "——"
_JOINT = re.compile(r"——|\s[—–]\s|:\s|：")
_BETWEEN = re.compile(r"[\s、,，和]*|\s*and\s*")
_CARRIES_ON = re.compile(r"[\s、,，和:：—–]|and\b")


def definition_list(block: DefinitionList, where: Where, blocks: BlocksIn) -> list[str]:
    """Return terms with their definitions below them."""
    lines: list[str] = []
    for at, item in enumerate(block.items):
        lines.extend([""] if lines and block.items[at - 1].blocks else [])
        lines.append(opening(line(item.term, where)) or "{.term}")
        meant = blocks(item.blocks, where)
        if not meant and at == len(block.items) - 1:
            meant = [NOTHING]
        lines.extend(below(": ", meant) if meant else [])
    return lines


def footnote_lines(footnote: Footnote, where: Where, blocks: BlocksIn) -> list[str]:
    """Return a footnote."""
    mark = f"[^{footnote.name}]: "
    lines = blocks(footnote.blocks, where)
    first = footnote.blocks[0] if footnote.blocks else None
    return below(mark, lines if isinstance(first, Paragraph) or not lines else ["", *lines], 4)


def named_items(definitions: Sequence[Definition], where: Where, blocks: BlocksIn) -> list[str]:
    """Return symbols, or the numbers in a figure, with what they stand for as a list; an ordered one gives numbers."""
    counted = [_bare(item, at) for at, item in enumerate(definitions, start=1)]
    ordered = any(bare is not None for bare in counted) and all(item.term for item in definitions)
    lines: list[str] = []
    for at, item in enumerate(definitions):
        bare = counted[at] if ordered else None
        lines.extend(below(f"{at + 1}. " if ordered else "- ", _named(bare or item, where, blocks)))
    return lines


def _bare(item: Definition, at: int) -> Definition | None:
    """Return a meaning without its name where that is the number of its item, and would be read as that."""
    if plain(item.term) != str(at) or not all(isinstance(node, Text) for node in item.term):
        return None
    first = item.blocks[0] if item.blocks else None
    if not isinstance(first, Paragraph) or not first.sentences:
        return replace(item, term=())
    head, *others = first.sentences
    children = head.children
    if isinstance(children[0], Text) and children[0].text.startswith(_DASH):
        children = (replace(children[0], text=children[0].text.removeprefix(_DASH)), *children[1:])
    if any(isinstance(node, Text) and _JOINT.search(node.text) for node in children):
        return None
    opened = replace(first, sentences=(replace(head, children=children), *others))
    return Definition((), (opened, *item.blocks[1:]), item.span)


def _named(item: Definition, where: Where, blocks: BlocksIn) -> list[str]:
    first = item.blocks[0] if item.blocks else None
    if isinstance(first, Paragraph) and first.sentences:
        head = first.sentences[0]
        named = replace(head, children=(*item.term, *_joint(item.term, head.children), *head.children))
        lines = [led_paragraph(replace(first, sentences=(named, *first.sentences[1:])), where, "")]
        rest = blocks(item.blocks[1:], where)
    else:
        joint = () if not item.term or _is_symbol(item.term) else (untyped("："),)
        lines = [written((*item.term, *joint), where) or NOTHING]
        rest = blocks(item.blocks, where)
    return [*lines, *(["", *rest] if rest else [])]


def _joint(term: tuple[Inline, ...], meaning: tuple[Inline, ...]) -> tuple[Text, ...]:
    """Return what stands between a name and its meaning; a Chinese meaning begins with its dash."""
    words = plain(meaning)
    if not term or words.startswith(_DASH):
        return ()
    if _is_symbol(term) and not isinstance(meaning[0], InlineFormula) and not _CARRIES_ON.match(words):
        return (untyped(" "),)
    return (untyped(": "),)


def _is_symbol(term: tuple[Inline, ...]) -> bool:
    """Tell whether a name is one formula or several."""
    return any(isinstance(node, InlineFormula) for node in term) and all(
        isinstance(node, InlineFormula) or (isinstance(node, Text) and bool(_BETWEEN.fullmatch(node.text)))
        for node in term
    )
