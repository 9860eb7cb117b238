"""Files of one standard in, each as its tokens with the lines of every leaf and the changes within lines out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any

from stdpub.model.patterns import regex
from stdpub.model.source import SourceText
from stdpub.read.markdown.attributes import Attributes
from stdpub.read.markdown.block_tokens import read_blocks
from stdpub.read.markdown.inline_tokens import inline_tokens
from stdpub.read.markdown.token_tree import Token, walk

_BARE = regex(r"[A-Za-z0-9_.-]+")
_SPELT_PLAINLY = regex(r"[^\n\\|]*")

Lines = Sequence[tuple[int, int]]
"""Start and end of each line of a leaf, without what its containers put before it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """New words for a run of the source."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Draft:
    """One file: its blocks, the lines of its leaves by their identity, and what changes within its lines."""

    source: SourceText
    blocks: Sequence[Token]
    lines: Mapping[int, Lines]
    edits: Sequence[Edit]
    lazy: AbstractSet[int]  # starts of lines that go on with a paragraph outside of its containers
    held: AbstractSet[int]  # starts of lines that only their indentation keeps from beginning a block

    def text(self, start: int, end: int) -> str:
        """Return a run of the source with the changes within it made."""
        src = self.source.text
        pieces: list[str] = []
        done = start
        for edit in self.edits[bisect_left(self.edits, start, key=lambda edit: edit.start) :]:
            if edit.end > end:
                break
            pieces += (src[done : edit.start], edit.text)
            done = edit.end
        return "".join((*pieces, src[done:end]))


def drafts(sources: Sequence[SourceText]) -> tuple[Draft, ...]:
    """Return the files of a standard, which share link references and footnotes."""
    env: dict[str, Any] = {"ref_links": {}, "footnotes": set()}
    read = [read_blocks(source, env) for source in sources]
    found: list[Draft] = []
    for state in read:
        lines: dict[int, Lines] = {}
        for token, parts, cell in state.pending:
            lines[id(token)] = parts
            token.children, _ = inline_tokens(state.src, parts, env, cell=cell)
        blocks = state.root.children
        edits = sorted(_edits(state.source, blocks), key=lambda edit: edit.start)
        found.append(Draft(state.source, blocks, lines, edits, state.lazy, state.held))
    return tuple(found)


def _edits(source: SourceText, blocks: Sequence[Token]) -> Iterator[Edit]:
    """Yield the attributes that are not spelt in the usual order and quotes."""
    for token in walk(blocks):
        given = token.attributes
        if given is None:
            continue
        written = source.text[given.start : given.end]
        usual = spelt(given)
        if usual and usual != written and _SPELT_PLAINLY.fullmatch(written):
            yield Edit(given.start, given.end, usual)


def spelt(given: Attributes) -> str:
    """Return attributes in the usual order and quotes; an empty text where that would lose something."""
    names = [name for name, _ in given.values]
    if "#" in names or len(set(names)) < len(names) or any('"' in value for _, value in given.values):
        return ""
    parts = [f"#{given.key}"] if given.key_at >= 0 else []
    parts += [f".{name}" for name in given.classes]
    parts += [
        f"{name}={value if _BARE.fullmatch(value) and name != 'alt' else f'{chr(34)}{value}{chr(34)}'}"
        for name, value in given.values
    ]
    return f"{{{' '.join(parts)}}}"
