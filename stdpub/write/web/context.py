"""What a page under construction knows: the standard, its words, and which function writes which node."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from markupsafe import Markup, escape

from stdpub.model.content import Block, Paragraph
from stdpub.model.header import RulebookName
from stdpub.model.inlines import Inline, Text
from stdpub.model.rulebooks import Wording, wording
from stdpub.model.standard import Asset, Standard
from stdpub.write.printed import chinese
from stdpub.write.web.tags import Piece, joined
from stdpub.write.web.words import PageWords, page_words

Writers: TypeAlias = Mapping[type, Callable[..., Markup]]
"""From the class of a node to the function that writes it, `(page, node)`; a paragraph's takes a label as well."""

_RUN_IN = Piece('<p class="run-in">{}</p>')


@dataclass(frozen=True, slots=True)
class Media:
    """How one medium writes nodes: in the text, inside a link (no links), and in a contents list (no ids either)."""

    screen: bool
    text: Writers
    in_link: Writers
    in_list: Writers


@dataclass(frozen=True, slots=True)
class Page:
    """One page being written.

    `marks` counts the marks of each footnote, `shown` holds the pictures shown so far, `absent` those not there;
    `linked` and `listed` are the same page as it writes inside a link and in a contents list.
    """

    standard: Standard
    writers: Writers
    screen: bool
    wording: Wording
    words: PageWords
    assets: Mapping[str, Asset]
    marks: dict[str, int] = field(default_factory=dict)
    shown: set[str] = field(default_factory=set)
    absent: set[str] = field(default_factory=set)
    linked: Page | None = None
    listed: Page | None = None

    @property
    def gb(self) -> bool:
        """Tell whether the page follows GB/T 1.1."""
        return self.standard.header.rulebook is RulebookName.GB_T_1_1

    @property
    def chinese(self) -> bool:
        """Tell whether the text is Chinese."""
        return chinese(self.standard.header.language)

    def inlines(self, nodes: tuple[Inline, ...]) -> Markup:
        """Return the markup of inline nodes."""
        if len(nodes) == 1 and type(nodes[0]) is Text:
            return escape(nodes[0].text)
        writers = self.writers
        return joined([escape(n.text) if type(n) is Text else writers[type(n)](self, n) for n in nodes])

    def inside_link(self, nodes: tuple[Inline, ...]) -> Markup:
        """Return the markup of inline nodes that stand inside a link."""
        return (self.linked or self).inlines(nodes)

    def in_list(self, nodes: tuple[Inline, ...]) -> Markup:
        """Return the markup of inline nodes as a contents list repeats them."""
        return (self.listed or self).inlines(nodes)

    def blocks(self, blocks: tuple[Block, ...]) -> Markup:
        """Return the markup of blocks."""
        writers = self.writers
        return joined([writers[type(block)](self, block) for block in blocks])

    def led(self, lead: Markup, blocks: tuple[Block, ...]) -> Markup:
        """Return the markup of blocks, with a label that runs into the first paragraph or stands before it."""
        if not lead:
            return self.blocks(blocks)
        if blocks and isinstance(blocks[0], Paragraph):
            return joined([self.writers[Paragraph](self, blocks[0], lead), self.blocks(blocks[1:])])
        return joined([_RUN_IN(lead), self.blocks(blocks)])


def page_of(standard: Standard, media: Media) -> Page:
    """Return a new page for a standard in a medium."""
    header = standard.header
    text = Page(
        standard=standard,
        writers=media.text,
        screen=media.screen,
        wording=wording(header.rulebook, header.language),
        words=page_words(header.language),
        assets={asset.path: asset for asset in standard.assets},
    )
    linked = replace(text, writers=media.in_link)
    return replace(text, linked=linked, listed=replace(text, writers=media.in_list))
