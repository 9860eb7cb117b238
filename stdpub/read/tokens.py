"""Files of one standard in, their block and inline tokens with exact places out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stdpub.model.source import Severity, SourceText, Words
from stdpub.read.markdown.attributes import Attributes
from stdpub.read.markdown.block_lines import Lines
from stdpub.read.markdown.block_tokens import read_blocks
from stdpub.read.markdown.decoding import decode
from stdpub.read.markdown.html_tables import read_html_tables
from stdpub.read.markdown.inline_tokens import inline_tokens
from stdpub.read.markdown.token_tree import (
    MAX_DEPTH,
    MAX_MARKS,
    HtmlCell,
    HtmlRow,
    HtmlTable,
    Token,
    Tokens,
    literal_place,
    walk,
)

__all__ = [
    "MAX_DEPTH",
    "MAX_MARKS",
    "Attributes",
    "HtmlCell",
    "HtmlRow",
    "HtmlTable",
    "Token",
    "Tokens",
    "decode",
    "literal_place",
    "title_tokens",
    "tokens",
    "walk",
]


def tokens(sources: Sequence[SourceText]) -> tuple[Tokens, ...]:
    """Return the tokens of all files of one standard, which share link references and footnotes."""
    env: dict[str, Any] = {"ref_links": {}, "footnotes": set()}
    read = [read_blocks(source, env) for source in sources]
    tables = [read_html_tables(state) for state in read]
    for state in read:
        _read_inlines(state, env)
    return tuple(
        Tokens(state.source, state.root.children, tuple(sorted(state.diagnostics, key=lambda found: found.at)), found)
        for state, found in zip(read, tables, strict=True)
    )


def title_tokens(text: str, start: int, end: int) -> list[Token]:
    """Return the inline tokens of the words on the opening line of a block."""
    env: dict[str, Any] = {"ref_links": {}, "footnotes": set()}
    return inline_tokens(text, [(start, end)], env, cell=False)[0]


def _read_inlines(state: Lines, env: dict[str, Any]) -> None:
    src = state.src
    for token, parts, cell in state.pending:
        token.children, too_deep = inline_tokens(src, parts, env, cell=cell)
        if too_deep >= 0:
            state.report(
                (too_deep, too_deep + 1),
                Severity.ERROR,
                "nesting-too-deep",
                Words(f"marks stand more than {MAX_MARKS} deep in one another", f"行内标记的嵌套超过 {MAX_MARKS} 层"),
                Words("write it flatter; the rest is kept as plain text", "减少嵌套层次；其余内容按普通文本保留"),
            )
