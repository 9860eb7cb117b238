"""Ids in a foreign text (`{#id}`, `{: name=id}`, `<a id=id>`) to the heading, paragraph, cell or block that each names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stdpub.read.foreign.outline import Heading
from stdpub.read.foreign.tags import TAG, attribute
from stdpub.read.foreign.text import ForeignText, inlines, inner, prefix
from stdpub.read.markdown.token_tree import Token

_KEYED_BLOCKS = frozenset({"paragraph", "table", "code_fence", "code_indented", "formula", "html"})
_SIMPLE = frozenset({"paragraph", "cell"})
_ELSEWHERE = frozenset({"comment", "thematic_break", "link_definition", "footnote_definition"})
"""What an anchor before it does not mean: nothing of it is printed at its place."""


@dataclass(slots=True)
class Named:
    """A thing that is no heading, with the ids it has; `block` says that its key stands on the line before it."""

    text: ForeignText
    token: Token
    ids: list[str]
    inside: Heading | None
    block: bool = False
    key: str = ""
    written: bool = False


class Ids:
    """Gathers the ids of all texts, in the order of the text."""

    def __init__(self, headings: dict[int, Heading]) -> None:
        self.headings = headings
        self.named: dict[int, Named] = {}
        self.homeless: list[tuple[ForeignText, Heading | None, str, Token]] = []
        self._clause: Heading | None = None

    def gather(self, text: ForeignText) -> None:
        """Note every id of one text."""
        self._clause = None
        self._blocks(text, text.tokens.blocks, held=True)

    def _blocks(self, text: ForeignText, blocks: Sequence[Token], *, held: bool) -> None:
        waiting: list[tuple[str, Token]] = []
        before: Token | None = None
        for block in blocks:
            heading = self.headings.get(id(block))
            if heading is not None:
                self._clause = heading
            own = list(_own(block))
            if block.kind == "html" and "<table" not in block.text.lower():
                waiting.extend(own)
                continue
            if own and only_anchors(block):
                if block.children[0].kind == "attributes" and before is not None:
                    self._give(text, before, own, held=held)
                else:
                    waiting.extend(own)
                continue
            if block.kind not in _ELSEWHERE:
                self._give(text, block, [*waiting, *own], held=held)
                waiting = []
            before = block
            if block.kind == "definition_list":
                self._definitions(text, block, held=held)
            elif block.kind == "table":
                for row in block.children:
                    for cell in row.children:
                        self._give(text, cell, list(_own(cell)), held=held)
            else:
                self._blocks(text, inner(text, block), held=held and block.kind != "footnote_definition")
        for name, token in waiting:
            self.homeless.append((text, self._clause, name, token))

    def _definitions(self, text: ForeignText, block: Token, *, held: bool) -> None:
        """Give the ids of terms to the definitions below them: a term itself can have no key."""
        waiting: list[tuple[str, Token]] = []
        for child in block.children:
            waiting.extend(_own(child))
            if child.kind == "definition" and child.children:
                self._give(text, child.children[0], waiting, held=held)
                waiting = []
                self._blocks(text, child.children, held=held)
        self.homeless.extend((text, self._clause, name, token) for name, token in waiting)

    def _give(self, text: ForeignText, block: Token, ids: Sequence[tuple[str, Token]], *, held: bool) -> None:
        """Give ids to a heading or to what else can have a key; what cannot leaves them to its clause."""
        names = [name for name, _ in ids]
        heading = self.headings.get(id(block))
        if heading is not None:
            heading.ids.extend(name for name in names if name not in heading.ids)
            return
        if not names:
            return
        target = _first_paragraph(block)
        if target is None or not held:
            self.homeless.extend((text, self._clause, name, token) for name, token in ids)
            return
        named = self.named.setdefault(id(target), Named(text, target, [], self._clause, target.kind not in _SIMPLE))
        named.ids.extend(name for name in names if name not in named.ids)


def _first_paragraph(block: Token) -> Token | None:
    """Return what bears the key of a block: the block itself, or the first paragraph of a list."""
    while block.kind in {"list", "list_item", "alert", "directive"} and block.children:
        block = block.children[0]
    return block if block.kind in _KEYED_BLOCKS or block.kind == "cell" else None


def only_anchors(block: Token) -> bool:
    """Tell whether a paragraph holds nothing but ids."""
    return (
        block.kind == "paragraph"
        and all(
            child.kind in {"attributes", "html", "softbreak", "linebreak"} or not child.text.strip()
            for child in block.children
            if not child.children
        )
        and not any(child.children for child in block.children)
    )


def _own(block: Token) -> Iterator[tuple[str, Token]]:
    """Yield the ids that stand in a leaf or a block of HTML, with the token that gives each."""
    if block.attributes is not None and block.attributes.key:
        yield block.attributes.key, block
    if block.kind == "html" and "<table" not in block.text.lower():
        for found in TAG.finditer(block.text):
            name = attribute(found[0], "id", "name")
            if name and not found["close"]:
                yield name, block
    if block.kind not in {"paragraph", "heading", "cell", "definition_term"}:
        return
    for token in inlines(block.children):
        if token.attributes is not None:
            name = token.attributes.key or (token.attributes.value("name") or token.attributes.value("id") or "")
            if name:
                yield name, token
        elif token.kind == "html" and not token.text.startswith("</"):
            name = attribute(token.text, "id", "name")
            if name:
                yield name, token


def write_ids(text: ForeignText, ids: Ids) -> None:
    """Write the keys of one text's paragraphs, cells and blocks that nothing else has written."""
    source = text.text
    for named in ids.named.values():
        if named.text is not text or named.written:
            continue
        token = named.token
        braces = token.attributes
        if braces is not None and named.block:
            classes = "".join(f" .{name}" for name in braces.classes) if token.kind == "code_fence" else ""
            text.edits.replace(braces.start, braces.end, f"{{#{named.key}{classes}}}")
        elif not named.block:
            text.edits.insert(token.end, f" {{#{named.key}}}")
        elif token.kind == "html":
            text.edits.insert(token.start + len("<table"), f' id="{named.key}"')
        else:
            text.edits.insert(token.start, f"{{#{named.key}}}\n\n{prefix(source, token.start)}")
