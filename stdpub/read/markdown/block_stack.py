"""The open containers of the reader of blocks: what opens within them, what closes them, how deep they may go."""

from __future__ import annotations

from stdpub.model.source import Severity, Words
from stdpub.read.markdown.block_lines import Lines, Open
from stdpub.read.markdown.leaf_tokens import close_leaf
from stdpub.read.markdown.token_tree import MAX_DEPTH, Token

NOTHING, CONTAINER, LEAF = 0, 1, 2
"""What a mark turned out to be; after a container the rest of the line may begin another block."""

LONE = frozenset({"replace-text"})
"""Directives that are whole on one line; a closing line right below is taken with them."""


def finish(state: Lines, depth: int) -> None:
    """Close the leaf and the containers above that depth; every container ends where its last child does."""
    close_leaf(state)
    stack = state.stack
    while len(stack) > depth:
        opened = stack.pop()
        token = opened.token
        end = token.end
        if token.children:
            end = token.end = max(end, token.children[-1].end)
        if opened.owner is not None:
            opened.owner.end = max(opened.owner.end, end)
        if opened.kind == "directive" and opened.colons and token.info not in LONE:
            _report_unclosed_directive(state, opened)
        below = stack[-1].token
        below.end = max(below.end, end)
    if depth == 1:
        state.too_deep = False


def interrupt(state: Lines) -> None:
    """Close what the line does not continue, to begin another block in the container it stands in."""
    finish(state, state.matched)


def _report_unclosed_directive(state: Lines, opened: Open) -> None:
    start = opened.token.start
    end = state.src.find("\n", start)
    mark = ":" * opened.colons
    state.report(
        (start, len(state.src) if end < 0 else end),
        Severity.ERROR,
        "unclosed-directive",
        Words(f"`{mark} {opened.token.info}` is never closed", f"`{mark} {opened.token.info}` 没有结束标记"),
        Words(f"end it with a line `{mark}`", f"用单独一行 `{mark}` 结束"),
    )


def continues_paragraph(state: Lines) -> bool:
    """Tell whether a paragraph stands open right here, that the line would otherwise continue."""
    return state.leaf is not None and state.leaf.kind == "paragraph" and state.matched == len(state.stack)


def fits(state: Lines) -> bool:
    """Tell whether one more container may open; where it may not, say so once for each outermost block."""
    if state.matched <= MAX_DEPTH:
        return True
    if not state.too_deep:
        state.too_deep = True
        state.report(
            (state.next, state.next + 1),
            Severity.ERROR,
            "nesting-too-deep",
            Words(f"blocks stand more than {MAX_DEPTH} deep in one another", f"块的嵌套超过 {MAX_DEPTH} 层"),
            Words("write it flatter; the rest is kept as plain text", "减少嵌套层次；其余内容按普通文本保留"),
        )
    return False


def open_container(state: Lines, opened: Open) -> None:
    """Open a container among the children of the innermost one; what the line does not continue is closed already."""
    home = opened.owner.children if opened.owner is not None else state.stack[-1].token.children
    home.append(opened.token)
    state.stack.append(opened)
    state.matched = len(state.stack)


def add_leaf(state: Lines, token: Token) -> list[Token]:
    """Put a leaf into the innermost container and return the children it now stands among."""
    interrupt(state)
    home = state.stack[-1].token.children
    home.append(token)
    return home
