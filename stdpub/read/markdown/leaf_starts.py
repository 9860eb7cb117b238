"""How each kind of leaf begins: the reader stands on its first mark, the leaf is begun or the mark refused."""

from __future__ import annotations

import re
from re import Match

from mistune.helpers import BLOCK_TAGS, HTML_ATTRIBUTES, HTML_TAGNAME, unescape_char
from mistune.util import unescape

from stdpub.model.patterns import regex
from stdpub.read.markdown.attributes import attributes_at_end, match_attributes, read_attributes
from stdpub.read.markdown.block_lines import Leaf, Lines
from stdpub.read.markdown.block_stack import LEAF, NOTHING, add_leaf, continues_paragraph
from stdpub.read.markdown.leaf_tokens import (
    FORMULA,
    close_leaf,
    report_unclosed,
    start_table,
    take_definitions,
    trim_attributes,
)
from stdpub.read.markdown.token_tree import Token

_HTML_ENDS = (
    (regex(r"<(?:script|pre|style|textarea)(?:[\s>]|$)", re.IGNORECASE), r"</(?:script|pre|style|textarea)>"),
    (regex(r"<!--"), "-->"),
    (regex(r"<\?"), r"\?>"),
    (regex(r"<!\[CDATA\["), r"\]\]>"),
    (regex(r"<![A-Za-z]"), ">"),
)
_HTML_BLOCK = regex(rf"</?(?:{'|'.join(BLOCK_TAGS)}|search)(?:[ \t]|/?>|$)", re.IGNORECASE)
_HTML_ALONE = regex(rf"(?:<{HTML_TAGNAME}{HTML_ATTRIBUTES}\s*/?>|</{HTML_TAGNAME}\s*>)[ \t]*$")
_TABLE_TAG = regex(r"<(/?)table\b", re.IGNORECASE)
_BLANK = regex(r"\n[ \t>]*\n")


def atx_heading(state: Lines, found: Match[str]) -> int:
    """Open a heading; hashes and attributes at its end are no words of it."""
    start = state.next
    level = len(found["atx_1"])
    line = state.src[start + level : state.line_end].rstrip(" \t")
    words = line.lstrip(" \t")
    first = start + level + len(line) - len(words)
    token = Token("heading", start, start + level + len(line), [], level=level)
    words = _without_hashes(words)
    at = attributes_at_end(words)
    if at >= 0:
        token.attributes = read_attributes(state.src, first + at, first + len(words))
        words = _without_hashes(words[:at].rstrip(" \t"))
    add_leaf(state, token)
    if words:
        state.pending.append((token, [(first, first + len(words))], False))
    state.heading_end = state.line_end
    return LEAF


def _without_hashes(words: str) -> str:
    bare = words.rstrip("#")
    if bare == words or (bare and bare[-1] not in " \t"):
        return words
    return bare.rstrip(" \t")


def setext_heading(state: Lines, found: Match[str]) -> int:
    """Make a heading of the paragraph above a line of `=` or `-`."""
    leaf = state.leaf
    if leaf is None or not continues_paragraph(state):
        return NOTHING
    if state.src[leaf.parts[0][0]] == "[":
        take_definitions(state, leaf)
        if not leaf.parts:
            state.leaf = None
            return NOTHING
    token = leaf.token
    token.kind = "heading"
    token.level = 1 if found["setext_1"][0] == "=" else 2
    start, end = leaf.parts[-1]
    leaf.parts[-1] = (start, start + len(state.src[start:end].rstrip(" \t")))
    token.end = state.next + len(found["setext_1"])
    state.leaf = None
    parts = trim_attributes(state, token, leaf.parts)
    if parts:
        state.pending.append((token, parts, False))
    state.heading_end = state.line_end
    return LEAF


def attribute_line(state: Lines, found: Match[str]) -> int:
    """Give kramdown's line of attributes to the heading right above it."""
    if state.leaf is not None or state.heading_end != state.line_start - 1 or state.matched != len(state.stack):
        return NOTHING
    if not state.stack[-1].token.children:
        return NOTHING  # nothing stands above the first line of a file or of a list item
    heading = state.stack[-1].token.children[-1]
    words = found[0].rstrip(" \t")
    if heading.attributes is not None or match_attributes(words, 0) != len(words):
        return NOTHING
    heading.end = state.next + len(words)
    heading.attributes = read_attributes(state.src, state.next, heading.end)
    return LEAF


def thematic_break(state: Lines, found: Match[str]) -> int:
    """Add a thematic break."""
    add_leaf(state, Token("thematic_break", state.next, state.next + len(found[0].rstrip(" \t")), []))
    return LEAF


def fenced_code(state: Lines, found: Match[str]) -> int:
    """Begin a fenced code block; braces that end its first line are attributes."""
    mark, info = found["fenced_2"], found["fenced_3"].rstrip(" \t")
    if mark[0] == "`" and "`" in info:
        return NOTHING
    token = Token("code_fence", state.next, state.line_end, [])
    at = info.find("{")
    if at >= 0 and match_attributes(info, at) == len(info):
        first = state.next + found.start("fenced_3") + at
        token.attributes = read_attributes(state.src, first, first + len(info) - at)
        info = info[:at].rstrip(" \t")
        if not info and token.attributes.classes:
            info = token.attributes.classes[0]
    words = unescape(unescape_char(info)).split(maxsplit=1)
    token.info = words[0] if words else ""
    token.title = words[1] if len(words) > 1 else ""
    indent = state.next_column - state.column
    home = add_leaf(state, token)
    state.leaf = Leaf("fence", token, home, mark=mark, indent=indent)
    return LEAF


def formula(state: Lines, found: Match[str]) -> int:
    """Begin a formula block, if it ends before the next blank line and nothing but attributes follow."""
    rest = found["formula_rest"]
    until = _formula_end(state, rest)
    if until < 0:
        if not rest.strip() and not _in_paragraph(state):
            token = Token("formula", state.next, state.line_end, [])
            report_unclosed(state, token, FORMULA, "$$")
        return NOTHING
    token = Token("formula", state.next, state.line_end, [])
    home = add_leaf(state, token)
    leaf = Leaf("formula", token, home, mark="$$", until=until)
    state.leaf = leaf
    state.skip_mark(2)
    if until < state.line_end:
        end_formula(state, leaf)
    else:
        leaf.lines.append(rest)
    return LEAF


def _formula_end(state: Lines, rest: str) -> int:
    """Return the offset of the mark that closes a formula, given the rest of its first line, or -1."""
    start = state.next + 2
    close = rest.find("$$")
    if close >= 0:
        return start + close if rest[:close].strip() and _ends_formula(rest[close + 2 :]) else -1
    until = state.src.find("$$", start)
    if until < 0 or _BLANK.search(state.src, start - 2, until):
        return -1
    stop = state.src.find("\n", until)
    return until if _ends_formula(state.src[until + 2 : stop if stop >= 0 else len(state.src)]) else -1


def _ends_formula(rest: str) -> bool:
    words = rest.strip(" \t")
    return not words or match_attributes(words, 0) == len(words)


def end_formula(state: Lines, leaf: Leaf) -> None:
    """End a formula block on the line of its closing mark; attributes may follow the mark."""
    until, token = leaf.until, leaf.token
    leaf.lines.append(state.src[state.cursor : until])
    leaf.mark = ""
    after = state.src[until + 2 : state.line_end].rstrip(" \t")
    token.end = until + 2 + len(after)
    braces = after.lstrip(" \t")
    if braces:
        token.attributes = read_attributes(state.src, token.end - len(braces), token.end)
    close_leaf(state)


def html(state: Lines, found: Match[str]) -> int:
    """Begin a block of HTML; one that holds a table goes on until the table ends."""
    rest = found.string
    mark = ""
    for pattern, ending in _HTML_ENDS:
        if pattern.match(rest):
            mark = ending
            break
    else:
        if state.in_html or not (_HTML_BLOCK.match(rest) or (_HTML_ALONE.match(rest) and not _in_paragraph(state))):
            return NOTHING
    token = Token("html", state.next, state.line_end, [])
    line = state.rest()
    until = _table_end(state) if not mark and "<table" in rest.lower() else -1
    home = add_leaf(state, token)
    leaf = Leaf("html", token, home, lines=[line], mark=mark, until=until)
    state.leaf = leaf
    if mark and re.search(mark, rest, re.IGNORECASE):
        close_leaf(state)
    return LEAF


def _in_paragraph(state: Lines) -> bool:
    return state.leaf is not None and state.leaf.kind == "paragraph"


def _table_end(state: Lines) -> int:
    """Return the offset of the closing tag of the HTML table that begins on the line, or -1."""
    if state.table_ends is None:
        state.table_ends = {}
        waiting: list[int] = []
        for tag in _TABLE_TAG.finditer(state.src):
            if not tag[1]:
                waiting.append(tag.start())
            elif waiting:
                state.table_ends[waiting.pop()] = tag.start()
    first = _TABLE_TAG.search(state.src, state.next, state.line_end)
    return state.table_ends.get(first.start(), -1) if first else -1


def delimiter(state: Lines, _found: Match[str]) -> int:
    """Begin a table under its header row."""
    if state.leaf is None or not continues_paragraph(state):
        return NOTHING
    return LEAF if start_table(state, state.leaf) else NOTHING
