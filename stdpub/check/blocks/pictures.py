"""A rule on pictures: each says in words what it shows."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.draft import Draft, first_character
from stdpub.check.rule import ALL, Finding, rule
from stdpub.model.content import Figure
from stdpub.model.inlines import CrossReference, Inline, Limit, Link, Mark, Picture
from stdpub.model.source import Span

_HOLDING = frozenset({Picture, Mark, Link, Limit, CrossReference})
_SHAPE = "# Shape {#shape}\n\nThe shape is shown in [@vent].\n\n![Shape of a vent](figures/drawing.svg)"


@rule(
    zh="看不见图的读者靠替代文字得知图的内容。",
    source="ISO 14289-1:2014, 7.3",
    bad=f"{_SHAPE}{{#vent}}\n",
    good=f'{_SHAPE}{{#vent alt="A pipe with a lid"}}\n',
    rulebooks=ALL,
)
def picture_without_words(draft: Draft) -> Iterator[Finding]:
    """Readers who do not see a picture are told by its alternative text what it shows; a caption only names it."""
    figures = [one for block, _ in draft.blocks if isinstance(block, Figure) for one in (block, *block.parts)]
    yield from (_finding(one.span) for one in figures if one.path and not one.alt.strip())
    for passage in draft.passages:
        if _HOLDING.isdisjoint(map(type, passage.nodes)):
            continue
        yield from (_finding(one.span) for one in _pictures(passage.nodes) if not one.alt.strip())


def _pictures(nodes: tuple[Inline, ...]) -> Iterator[Picture]:
    for node in nodes:
        if isinstance(node, Picture):
            yield node
        elif isinstance(node, (Mark, Link, Limit, CrossReference)):
            yield from _pictures(node.children)


def _finding(span: Span) -> Finding:
    return Finding(
        first_character(span),
        "a picture without alternative text",
        "图没有替代文字",
        'say what it shows: `![Caption](figures/file.svg){alt="..."}`',
        '写出图的内容：`![图题](figures/file.svg){alt="……"}`',
    )
