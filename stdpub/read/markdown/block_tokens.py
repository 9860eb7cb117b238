"""One file in, its blocks out: containers are matched line by line, as CommonMark describes, at the author's offsets."""

from __future__ import annotations

import re
from collections.abc import Iterable, MutableMapping
from typing import Any

from stdpub.model.patterns import regex
from stdpub.model.source import SourceText
from stdpub.read.markdown.block_lines import CODE_INDENT, Leaf, Lines, Open
from stdpub.read.markdown.block_stack import LEAF, LONE, finish, interrupt
from stdpub.read.markdown.block_starts import STARTS
from stdpub.read.markdown.leaf_starts import end_formula
from stdpub.read.markdown.leaf_tokens import close_leaf
from stdpub.read.markdown.token_tree import Token

_MARKED = frozenset(" \t#`~>-+*_=<|:$[{0123456789")
_FRONT_MATTER = regex(r"---[ \t]*\n")
_FRONT_MATTER_END = regex(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_DEFINITION_INDENT = 2
_DIRECTIVE_END = regex(r"(:{3,})[ \t]*$")


def read_blocks(source: SourceText, env: MutableMapping[str, Any]) -> Lines:
    """Return the blocks of one file under `root`, the leaves whose inline text is still to read under `pending`."""
    state = Lines(source)
    state.env = env
    first = _front_matter(state)
    starts = source.line_starts
    ends = [start - 1 for start in starts[1:]]
    ends.append(len(source.text))
    read_lines(state, zip(starts[first:], ends[first:], strict=True))
    return state


def read_lines(state: Lines, lines: Iterable[tuple[int, int]]) -> None:
    """Read the runs of the file that those pairs of offsets mark, each a line or the end of one, into blocks."""
    src, stack = state.src, state.stack
    empty = False
    for start, end in lines:
        leaf = state.leaf
        if start == end:
            if empty and leaf is None:
                continue
            empty = True
        else:
            empty = False
            if len(stack) == 1 and src[start] not in _MARKED and not src.startswith(")", start + 1):
                if leaf is None:
                    _start_paragraph(state, start, end)
                    continue
                if leaf.kind == "paragraph":
                    leaf.parts.append((start, end))
                    continue
        state.begin_line(start, end)
        _line(state)
    finish(state, 1)


def _front_matter(state: Lines) -> int:
    first = _FRONT_MATTER.match(state.src)
    last = _FRONT_MATTER_END.search(state.src, first.end()) if first else None
    if first is None or last is None:
        return 0
    raw = state.src[first.end() : last.start()]
    state.root.children.append(Token("front_matter", 0, last.end(), [], raw))
    return state.src.count("\n", 0, last.end()) + 1


def _start_paragraph(state: Lines, start: int, end: int) -> None:
    home = state.stack[-1].token.children
    token = Token("paragraph", start, end, [])
    home.append(token)
    state.leaf = Leaf("paragraph", token, home, [(start, end)])


def _line(state: Lines) -> None:
    """Read one line: continue the open containers, open new ones, then give the rest to a leaf."""
    if _match_containers(state):
        return
    leaf = state.leaf
    everything = state.matched == len(state.stack)
    blank = state.next >= state.line_end
    if leaf is not None and everything and leaf.kind in _CONTINUE and _CONTINUE[leaf.kind](state, leaf, blank=blank):
        return
    if blank:
        _blank_line(state)
        return
    if _start_blocks(state):
        return
    _text_line(state)


def _match_containers(state: Lines) -> bool:
    """Move the cursor over the marks of the containers that go on; tell whether the line was used up by it."""
    stack, src = state.stack, state.src
    depth = 1
    while depth < len(stack):
        opened = stack[depth]
        if opened.kind == "directive":
            if src.startswith(":::", state.next) and _closes_directive(state, depth):
                return True
            if opened.token.info in LONE:
                break
        elif not (_continues_quote if opened.kind == "quote" else _continues_indented)(state, opened):
            break
        depth += 1
    state.matched = depth
    return False


def _continues_quote(state: Lines, opened: Open) -> bool:
    if state.next_column - state.column >= CODE_INDENT or not state.src.startswith(">", state.next, state.line_end):
        return False
    state.skip_mark(1)
    opened.token.end = state.cursor
    if state.next_column > state.column:
        state.skip_columns(1)
    return True


def _continues_indented(state: Lines, opened: Open) -> bool:
    """Continue an item, footnote or definition: by its indentation, or by a blank line once it holds something."""
    if state.next >= state.line_end:
        if not opened.token.children:
            return False
        if state.next > state.cursor:
            state.skip_columns(opened.width)
        return True
    indent = state.next_column - state.column
    if indent < opened.width and not (opened.kind == "definition" and indent >= _DEFINITION_INDENT):
        return False
    state.skip_columns(min(indent, opened.width))
    return True


def _closes_directive(state: Lines, depth: int) -> bool:
    """End a directive where the line is its closing fence."""
    if state.next_column - state.column >= CODE_INDENT:
        return False
    found = _DIRECTIVE_END.match(state.src, state.next, state.line_end)
    if found is None:
        return False
    stack = state.stack
    last = depth
    while last + 1 < len(stack) and stack[last + 1].kind == "directive":
        last += 1
    leaf = state.leaf
    if leaf is not None and last + 1 == len(stack) and _holds(state, leaf):
        return False
    colons = len(found[1])
    fitting = [at for at in range(depth, last + 1) if stack[at].colons <= colons]
    if not fitting:
        return False
    equal = [at for at in fitting if stack[at].colons == colons]
    closing = (equal or fitting)[-1]
    finish(state, closing + 1)
    stack[closing].colons = 0
    stack[closing].token.end = found.end(1)
    finish(state, closing)
    return True


def _holds(state: Lines, leaf: Leaf) -> bool:
    """Tell whether an open leaf takes every line until its own mark comes."""
    return leaf.kind in {"fence", "formula"} or (
        leaf.kind == "html" and (leaf.mark != "" or state.line_start <= leaf.until)
    )


def _blank_line(state: Lines) -> None:
    leaf = state.leaf
    if leaf is not None and leaf.kind == "indented" and state.matched == len(state.stack):
        state.skip_columns(CODE_INDENT)
        leaf.lines.append(state.rest())
        return
    interrupt(state)


def _start_blocks(state: Lines) -> bool:
    """Open the containers and the leaf that begin on the line; tell whether nothing is left of it."""
    src, end = state.src, state.line_end
    while state.next < end:
        if state.next_column - state.column >= CODE_INDENT:
            return _indented(state)
        starts = STARTS.get(src[state.next])
        if starts is None:
            return False
        rest = src[state.next : end]
        for pattern, start in starts:
            found = pattern.match(rest)
            if found is not None:
                result = start(state, found)
                if result == LEAF:
                    return True
                if result:
                    break
        else:
            return False
    return True


def _indented(state: Lines) -> bool:
    leaf = state.leaf
    if leaf is not None and (leaf.kind == "paragraph" or (leaf.kind == "table" and _is_row(state))):
        return False
    interrupt(state)
    home = state.stack[-1].token.children
    token = Token("code_indented", state.next, state.line_end, [])
    home.append(token)
    state.skip_columns(CODE_INDENT)
    state.leaf = Leaf("indented", token, home, lines=[state.rest()])
    return True


def _is_row(state: Lines) -> bool:
    return state.matched == len(state.stack) and "|" in state.src[state.next : state.line_end]


def _text_line(state: Lines) -> None:
    """Give the line to the paragraph or table that is open, lazily too, or begin a paragraph with it."""
    leaf = state.leaf
    if leaf is not None:
        if leaf.kind == "paragraph":
            leaf.parts.append((state.next, state.line_end))
            if state.next_column - state.column >= CODE_INDENT:
                state.held.add(state.next)
            elif state.matched < len(state.stack):
                state.lazy.add(state.next)
            return
        if leaf.kind == "table" and _is_row(state):
            leaf.parts.append((state.next, state.line_end))
            return
    interrupt(state)
    _start_paragraph(state, state.next, state.line_end)


def _continue_fence(state: Lines, leaf: Leaf, *, blank: bool) -> bool:
    mark = leaf.mark
    if not blank and state.next_column - state.column < CODE_INDENT:
        rest = state.src[state.next : state.line_end].rstrip(" \t")
        if rest.startswith(mark) and not rest.strip(mark[0]):
            leaf.token.end = state.next + len(rest)
            leaf.mark = ""
            close_leaf(state)
            return True
    state.skip_columns(min(leaf.indent, state.next_column - state.column))
    leaf.lines.append(state.rest())
    if not blank:
        leaf.token.end = state.line_end
    return True


def _continue_indented(state: Lines, leaf: Leaf, *, blank: bool) -> bool:
    if blank or state.next_column - state.column < CODE_INDENT:
        return False
    state.skip_columns(CODE_INDENT)
    leaf.lines.append(state.rest())
    leaf.token.end = state.line_end
    return True


def _continue_html(state: Lines, leaf: Leaf, *, blank: bool) -> bool:
    if blank and not leaf.mark and state.line_start > leaf.until:
        return False
    line = state.rest()
    leaf.lines.append(line)
    if not blank:
        leaf.token.end = state.line_end
    if leaf.mark and re.search(leaf.mark, line, re.IGNORECASE):
        close_leaf(state)
    return True


def _continue_formula(state: Lines, leaf: Leaf, *, blank: bool) -> bool:
    if blank or state.line_end <= leaf.until:
        leaf.lines.append(state.rest())
        leaf.token.end = state.line_end
    else:
        end_formula(state, leaf)
    return True


_CONTINUE = {
    "fence": _continue_fence,
    "indented": _continue_indented,
    "html": _continue_html,
    "formula": _continue_formula,
}
