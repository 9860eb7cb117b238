"""Blocks of the model in, lines of Markdown out; what would be read as one with its neighbour is kept apart."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from stdpub.model.content import (
    Block,
    CodeBlock,
    CompoundProvision,
    DefinitionList,
    Example,
    Figure,
    Formula,
    List,
    ListItem,
    Note,
    Paragraph,
    Quotation,
    References,
    Table,
    WarningBlock,
)
from stdpub.model.provisions import Kind
from stdpub.model.source import NOWHERE
from stdpub.write.markdown.definitions import definition_list
from stdpub.write.markdown.escapes import NOTHING, Where
from stdpub.write.markdown.floats import figure_lines, formula_lines, table_lines
from stdpub.write.markdown.inlines import braces
from stdpub.write.markdown.lines import below, directive, fence, quoted
from stdpub.write.markdown.paragraphs import led_paragraph, line, paragraph_lines, words_of
from stdpub.write.markdown.references import reference_lines, with_blocks

_TYPED_MARK = re.compile(r"[0-9]{1,9}[.)]|[a-z]\)")
_RULE = re.compile(r"([-*_])(?:[ \t]*\1){2,}[ \t]*")
_NOT_PLAIN = re.compile(r"[&\\]")
_LONGEST_LEAD = 20
"""Code points of a paragraph that could open the symbols of the formula before it."""


class BlockWriter:
    """Writes the blocks of one standard; `ruled` says that a rulebook prints the marks of its lists."""

    def __init__(self, *, chinese: bool, ruled: bool) -> None:
        self.chinese = chinese
        self.ruled = ruled

    def blocks(self, blocks: Sequence[Block], where: Where, *, entries: bool = False) -> list[str]:
        """Return the blocks of a container, an empty line between two; generated ones are not written.

        Among `entries` of references, a list that stood in an entry goes back into one.
        """
        kept = [block for block in blocks if not is_generated(block)]
        lines: list[str] = []
        at = 0
        while at < len(kept):
            block = kept[at]
            if at:
                following = kept[at + 1] if at + 1 < len(kept) else None
                lines += ["", NOTHING, ""] if _would_join(kept[at - 1], block, following) else [""]
            end = _end_of_entries(kept, at) if entries else at + 1
            inner = self.blocks(kept[at + 1 : end], where)
            lines += with_blocks(self.block(block, where), inner) if inner else self.block(block, where)
            at = end
        return lines

    def block(self, block: Block, where: Where, *, opens_item: bool = False) -> list[str]:
        """Return one block."""
        match block:
            case Paragraph():
                return paragraph_lines(block, where).split("\n")
            case List():
                return self._list(block, where)
            case Table():
                return table_lines(block, where, self.blocks, chinese=self.chinese)
            case Figure():
                return figure_lines(block, where, self.blocks, chinese=self.chinese, opens_item=opens_item)
            case Formula():
                return formula_lines(block, where, self.blocks)
            case CodeBlock():
                own = braces(block.key, (), (), Where())
                return fence(block.text, f"{_NOT_PLAIN.sub(_escape, block.language)} {own}".strip())
            case Note() | Example() | WarningBlock() | Quotation():
                return self._aside(block, where)
            case DefinitionList():
                return definition_list(block, where, self.blocks)
            case CompoundProvision():
                return self._compound(block, where)
            case References():
                return reference_lines(block, where)

    def _aside(self, block: Note | Example | WarningBlock | Quotation, where: Where) -> list[str]:
        inner = self.blocks(block.blocks, where)
        if isinstance(block, Quotation):
            return quoted(inner or [""])
        name = block.kind if isinstance(block, WarningBlock) else "note" if isinstance(block, Note) else "example"
        own = braces(block.key, (), (), Where())
        return quoted([f"[!{name.upper()}] {own}".rstrip(), *inner])

    def _compound(self, block: CompoundProvision, where: Where) -> list[str]:
        title = line(block.title, where)
        own = braces(block.key, (), (), Where())
        if title.endswith(("}", ":")) and not own:
            title += NOTHING
        words = " ".join(part for part in (block.kind.value, title, own) if part)
        return directive(words, self.blocks(block.blocks, where))

    def _list(self, block: List, where: Where) -> list[str]:
        lines: list[str] = []
        loose = False
        for at, item in enumerate(block.items):
            typed = not self.ruled and _TYPED_MARK.fullmatch(item.label)
            number = item.label if typed else f"{at + 1}."
            mark = f"{number} " if block.ordered else "- "
            inner = self._item(item, where)
            if inner and _RULE.fullmatch(mark + inner[0]):
                inner = [NOTHING, "", *inner]
            if at and (loose or "" in inner):
                lines.append("")
            loose = "" in inner
            if not inner and mark[0].isalpha():
                inner = [NOTHING]
            lines += below(mark, inner)
        return lines

    def _item(self, item: ListItem, where: Where) -> list[str]:
        own = braces(item.key, (item.kind.value,) if item.given else (), (), Where())
        first = item.blocks[0] if item.blocks else None
        if isinstance(first, Paragraph) and _opens(item, first):
            rest = self.blocks(item.blocks[1:], where)
            text = led_paragraph(_own_kind(first, item), where, own)
            return [*text.split("\n"), *(["", *rest] if rest else [])]
        lines = self._opened(item.blocks, where)
        if own:
            return [own, *(["", *lines] if lines else [])]
        starts_otherwise = isinstance(first, Paragraph) or (
            isinstance(first, Table) and not lines[0].startswith(("|", "<table", "!["))
        )
        return [NOTHING, "", *lines] if starts_otherwise else lines

    def _opened(self, blocks: tuple[Block, ...], where: Where) -> list[str]:
        """Return the blocks of an item that begins with no paragraph."""
        first = blocks[0] if blocks else None
        if not isinstance(first, Figure):
            return self.blocks(blocks, where)
        rest = self.blocks(blocks[1:], where)
        return [*self.block(first, where, opens_item=True), *(["", *rest] if rest else [])]


def _escape(found: re.Match[str]) -> str:
    return "&amp;" if found[0] == "&" else f"\\{found[0]}"


def _own_kind(paragraph: Paragraph, item: ListItem) -> Paragraph:
    """Return an item's first paragraph without the kind that the item's class gives its provision."""
    for at, one in enumerate(paragraph.sentences):
        if item.given and one.given and one.kind is item.kind and one.verbal_form:
            others = (*paragraph.sentences[:at], replace(one, given=False), *paragraph.sentences[at + 1 :])
            return replace(paragraph, sentences=others)
    return paragraph


def _opens(item: ListItem, first: Paragraph) -> bool:
    """Tell whether an item begins with a paragraph that tells its kind."""
    own = next((one for one in first.sentences if one.kind is not Kind.STATEMENT), None)
    if own is None or item.given:
        return item.given or not item.verbal_form
    return (item.kind, item.verbal_form) == (own.kind, own.verbal_form)


def _end_of_entries(blocks: Sequence[Block], at: int) -> int:
    """Return where the blocks end that stood in the entries of the references at a place: a list among them did."""
    end = at + 1
    for index in range(at + 1, len(blocks) if isinstance(blocks[at], References) else 0):
        if isinstance(blocks[index], (References, Paragraph)):
            break
        end = index + 1 if isinstance(blocks[index], List) else end
    return end


def is_generated(block: Block) -> bool:
    """Tell whether nobody typed a block: a rulebook prescribes it, or it was gathered from the text."""
    return block.span == NOWHERE or (isinstance(block, Paragraph) and block.generated)


def _would_join(before: Block, block: Block, following: Block | None) -> bool:
    """Tell whether two blocks would be read as one."""
    if isinstance(before, (List, References)):
        return isinstance(block, (List, References))
    if isinstance(before, Formula) and before.symbols:
        return isinstance(block, (List, References))
    if isinstance(before, Formula):
        leads = isinstance(block, Paragraph) and isinstance(following, List)
        return leads and isinstance(block, Paragraph) and len(words_of(block)) <= _LONGEST_LEAD
    return isinstance(before, DefinitionList) and isinstance(block, DefinitionList)
