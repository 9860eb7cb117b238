"""How each kind of block begins: the reader stands on its first mark, the block is opened or the mark refused.

The patterns of CommonMark's blocks are mistune's; ours stand beside them in the same grammar.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from re import Match, Pattern

from mistune.block_parser import BlockParser
from mistune.helpers import BLOCK_TAGS, HTML_ATTRIBUTES, HTML_TAGNAME, unescape_char
from mistune.util import unescape

from stdpub.model.source import Severity, Words
from stdpub.read.attributes import attributes_at_end, match_attributes, read_attributes
from stdpub.read.block_lines import CODE_INDENT, Leaf, Lines, Open
from stdpub.read.leaf_tokens import (
    close_leaf,
    start_table,
    take_definitions,
    trim_attributes,
)
from stdpub.read.table_rows import DELIMITER
from stdpub.read.token_tree import MAX_DEPTH, Token

NOTHING, CONTAINER, LEAF = 0, 1, 2
"""What a mark turned out to be; after a container the rest of the line may begin another block."""

LONE = frozenset({"replace-text"})
"""Directives that are whole on one line; a closing line right below is taken with them."""

_ALERTS = "note|example|warning|danger|caution|important|tip"
_OURS = {
    "setex_heading": r"^(?P<setext_1>=+|-+)[ \t]*$",
    "block_quote": r"^>",
    "letters": r"^(?P<letter>[a-z])\)(?P<letter_text>[ \t]*|[ \t].+)$",
    "alert": rf"^[ \t]*\[!(?P<alert>{_ALERTS})\][ \t]*(?P<alert_rest>\{{.*\}})?[ \t]*$",
    "directive": r"^(?P<colons>:{3,})[ \t]*(?P<directive_name>[A-Za-z][\w-]*)?(?P<directive_rest>.*)$",
    "formula": r"^\$\$(?P<formula_rest>.*)$",
    "footnote": r"^\[\^(?P<footnote_name>[^\]\[\s]{1,200})\]:[ \t]*",
    "definition": r"^:(?P<definition_space>[ \t]+)\S",
    "attribute_line": r"^\{:.*\}[ \t]*$",
    "delimiter": r"^(?=[^|]*\|)" + DELIMITER.pattern,
}


class _Grammar(BlockParser):
    """mistune's rules for the beginnings of blocks, with ours among them."""

    def __init__(self) -> None:
        super().__init__()
        self.specification.update(_OURS)

    def pattern(self, name: str) -> Pattern[str]:
        """Return one rule, to be matched against what the containers leave of a line."""
        return self.compile_sc([name])


_GRAMMAR = _Grammar()
_ALERT = re.compile(_OURS["alert"], re.IGNORECASE)
_HTML_ENDS = (
    (re.compile(r"<(?:script|pre|style|textarea)(?:[\s>]|$)", re.IGNORECASE), r"</(?:script|pre|style|textarea)>"),
    (re.compile(r"<!--"), "-->"),
    (re.compile(r"<\?"), r"\?>"),
    (re.compile(r"<!\[CDATA\["), r"\]\]>"),
    (re.compile(r"<![A-Za-z]"), ">"),
)
_HTML_BLOCK = re.compile(rf"</?(?:{'|'.join(BLOCK_TAGS)}|search)(?:[ \t]|/?>|$)", re.IGNORECASE)
_HTML_ALONE = re.compile(rf"(?:<{HTML_TAGNAME}{HTML_ATTRIBUTES}\s*/?>|</{HTML_TAGNAME}\s*>)[ \t]*$")
_TABLE_TAG = re.compile(r"<(/?)table\b", re.IGNORECASE)
_BLANK = re.compile(r"\n[ \t>]*\n")


def _same(offset: int) -> int:
    return offset


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


def _interrupts(state: Lines) -> bool:
    """Tell whether a paragraph stands open right here, that the line would otherwise continue."""
    return state.leaf is not None and state.leaf.kind == "paragraph" and state.matched == len(state.stack)


def _fits(state: Lines) -> bool:
    """Tell whether one more container may open; where it may not, say so once for each outermost block."""
    if len(state.stack) <= MAX_DEPTH:
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


def _open(state: Lines, opened: Open) -> None:
    """Open a container among the children of the innermost one; what the line does not continue is closed already."""
    home = opened.owner.children if opened.owner is not None else state.stack[-1].token.children
    home.append(opened.token)
    state.stack.append(opened)
    state.matched = len(state.stack)


def _add(state: Lines, token: Token) -> list[Token]:
    """Put a leaf into the innermost container and return the children it now stands among."""
    interrupt(state)
    home = state.stack[-1].token.children
    home.append(token)
    return home


def _atx_heading(state: Lines, found: Match[str]) -> int:
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
        token.attributes = read_attributes(state.src, first + at, first + len(words), _same)
        words = _without_hashes(words[:at].rstrip(" \t"))
    _add(state, token)
    if words:
        state.pending.append((token, [(first, first + len(words))], False))
    state.heading_end = state.line_end
    return LEAF


def _without_hashes(words: str) -> str:
    bare = words.rstrip("#")
    if bare == words or (bare and bare[-1] not in " \t"):
        return words
    return bare.rstrip(" \t")


def _setext_heading(state: Lines, found: Match[str]) -> int:
    leaf = state.leaf
    if leaf is None or not _interrupts(state):
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
    state.pending.append((token, trim_attributes(state, token, leaf.parts), False))
    state.heading_end = state.line_end
    return LEAF


def _attribute_line(state: Lines, found: Match[str]) -> int:
    """Give kramdown's line of attributes to the heading right above it."""
    if state.leaf is not None or state.heading_end != state.line_start - 1 or state.matched != len(state.stack):
        return NOTHING
    children = state.stack[-1].token.children
    words = found[0].rstrip(" \t")
    if not children or children[-1].kind != "heading" or children[-1].attributes is not None:
        return NOTHING
    if match_attributes(words, 0) != len(words):
        return NOTHING
    heading = children[-1]
    heading.end = state.next + len(words)
    heading.attributes = read_attributes(state.src, state.next, heading.end, _same)
    return LEAF


def _thematic_break(state: Lines, found: Match[str]) -> int:
    _add(state, Token("thematic_break", state.next, state.next + len(found[0].rstrip(" \t")), []))
    return LEAF


def _fenced_code(state: Lines, found: Match[str]) -> int:
    mark, info = found["fenced_2"], found["fenced_3"].rstrip(" \t")
    if mark[0] == "`" and "`" in info:
        return NOTHING
    token = Token("code_fence", state.next, state.line_end, [])
    at = info.find("{")
    if at >= 0 and match_attributes(info, at) == len(info):
        first = state.next + found.start("fenced_3") + at
        token.attributes = read_attributes(state.src, first, first + len(info) - at, _same)
        info = info[:at].rstrip(" \t")
        if not info and token.attributes.classes:
            info = token.attributes.classes[0]
    words = unescape(unescape_char(info)).split(maxsplit=1)
    token.info = words[0] if words else ""
    token.title = words[1] if len(words) > 1 else ""
    indent = state.next_column - state.column
    home = _add(state, token)
    state.leaf = Leaf("fence", token, home, mark=mark, indent=indent)
    return LEAF


def _block_quote(state: Lines, _found: Match[str]) -> int:
    if not _fits(state):
        return NOTHING
    interrupt(state)
    token = Token("quote", state.next, state.next + 1, [])
    _open(state, Open("quote", token))
    state.skip_mark(1)
    rest = state.src[state.cursor : state.line_end]
    if "[!" in rest:
        alert = _ALERT.match(rest)
        if alert is not None and _is_alert(state, token, alert):
            return LEAF
    if state.next_column > state.column:
        state.skip_columns(1)
    return CONTAINER


def _is_alert(state: Lines, token: Token, found: Match[str]) -> bool:
    braces = found["alert_rest"]
    if braces is not None:
        if match_attributes(braces, 0) != len(braces):
            return False
        start = state.cursor + found.start("alert_rest")
        token.attributes = read_attributes(state.src, start, start + len(braces), _same)
    token.kind = "alert"
    token.info = found["alert"].lower()
    token.end = state.cursor + len(found[0].rstrip(" \t"))
    return True


def _list(state: Lines, found: Match[str]) -> int:
    mark = found["list_2"]
    if _interrupts(state) and (not found["list_3"].strip(" \t") or (len(mark) > 1 and int(mark[:-1]) != 1)):
        return NOTHING
    if len(mark) > 1:
        return _open_item(state, mark, mark[-1], "ordered", int(mark[:-1]))
    return _open_item(state, mark, mark, "bullet", 0)


def _letters(state: Lines, found: Match[str]) -> int:
    letter = found["letter"]
    if not found["letter_text"].strip(" \t"):
        return NOTHING
    if letter != "a":
        depth = state.matched
        children = state.stack[depth - 1].token.children
        if not children or children[-1].info != "letters":
            return NOTHING
    return _open_item(state, letter + ")", ")", "letters", 1)


def _open_item(state: Lines, mark: str, kind: str, info: str, number: int) -> int:
    if not _fits(state):
        return NOTHING
    interrupt(state)
    parent = state.stack[-1].token
    owner = parent.children[-1] if parent.children else None
    if owner is None or owner.kind != "list" or owner.text != kind or owner.info != info:
        owner = Token("list", state.next, state.next + len(mark), [], kind, info, level=number)
        parent.children.append(owner)
    token = Token("list_item", state.next, state.next + len(mark), [])
    indent = state.next_column - state.column
    state.skip_mark(len(mark))
    spaces = state.next_column - state.column
    if state.next >= state.line_end or spaces > CODE_INDENT:
        spaces = 1
    state.skip_columns(spaces)
    _open(state, Open("item", token, indent + len(mark) + spaces, owner=owner))
    return CONTAINER


def _directive(state: Lines, found: Match[str]) -> int:
    name, rest = found["directive_name"] or "", found["directive_rest"].lstrip(" \t")
    start = state.next + len(found[0]) - len(rest)
    if not name and not rest.startswith("{"):
        if not rest.strip():
            _report_stray_end(state, found["colons"])
        return NOTHING
    if not _fits(state):
        return NOTHING
    rest = rest.rstrip(" \t:")
    token = Token("directive", state.next, state.line_end, [], info=name)
    at = attributes_at_end(rest)
    if at >= 0:
        token.attributes = read_attributes(state.src, start + at, start + len(rest), _same)
        rest = rest[:at].rstrip(" \t")
    token.title = rest
    token.end = state.next + len(found[0].rstrip(" \t"))
    interrupt(state)
    _open(state, Open("directive", token, colons=len(found["colons"])))
    return LEAF


def _report_stray_end(state: Lines, colons: str) -> None:
    state.report(
        (state.next, state.next + len(colons)),
        Severity.WARNING,
        "directive-end-without-start",
        Words(f"`{colons}` closes nothing", f"`{colons}` 没有对应的开始标记"),
        Words(f"delete it, or open a block with `{colons} name`", f"删除该行，或用 `{colons} 名称` 开始一个块"),
    )


def _formula(state: Lines, found: Match[str]) -> int:
    rest = found["formula_rest"]
    close = rest.find("$$")
    start = state.next + 2
    if close >= 0:
        if not rest[:close].strip() or not _ends_formula(rest[close + 2 :]):
            return NOTHING
        until = start + close
    else:
        until = state.src.find("$$", start)
        if until < 0 or _BLANK.search(state.src, start - 2, until):
            return NOTHING
        stop = state.src.find("\n", until)
        if not _ends_formula(state.src[until + 2 : stop if stop >= 0 else len(state.src)]):
            return NOTHING
    token = Token("formula", state.next, state.line_end, [])
    home = _add(state, token)
    leaf = Leaf("formula", token, home, mark="$$", until=until)
    state.leaf = leaf
    state.skip_mark(2)
    if until < state.line_end:
        end_formula(state, leaf)
    else:
        leaf.lines.append(rest)
    return LEAF


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
        token.attributes = read_attributes(state.src, token.end - len(braces), token.end, _same)
    close_leaf(state)


def _footnote(state: Lines, found: Match[str]) -> int:
    if not _fits(state):
        return NOTHING
    interrupt(state)
    name = found["footnote_name"]
    token = Token("footnote_definition", state.next, state.next + len(found[0].rstrip(" \t")), [], name)
    state.env["footnotes"].add(name)
    _open(state, Open("footnote", token, 4))
    state.skip_mark(len(found[0].rstrip(" \t")))
    state.skip_columns(state.next_column - state.column)
    return CONTAINER


def _definition(state: Lines, found: Match[str]) -> int:
    children = state.stack[state.matched - 1].token.children
    leaf = state.leaf
    if leaf is not None and not _interrupts(state) and state.matched == len(state.stack):
        return NOTHING
    last = children[-1] if children else None
    if last is None or last.kind not in {"paragraph", "definition_list"} or not _fits(state):
        return NOTHING
    if last.kind == "paragraph" and leaf is None and not _one_blank(state, last):
        return NOTHING
    interrupt(state)
    last = children[-1] if children else None
    if last is None or last.kind not in {"paragraph", "definition_list"}:
        return NOTHING
    owner = _terms(state, children) if last.kind == "paragraph" else last
    if owner is None:
        return NOTHING
    token = Token("definition", state.next, state.next + 1, [])
    width = min(4, 1 + len(found["definition_space"].expandtabs(4)))
    _open(state, Open("definition", token, width, owner=owner))
    state.skip_mark(1)
    state.skip_columns(min(3, state.next_column - state.column))
    return CONTAINER


def _one_blank(state: Lines, last: Token) -> bool:
    return state.src.count("\n", last.end, state.next) <= 2


def _terms(state: Lines, children: list[Token]) -> Token | None:
    """Turn the paragraph that ends some children into the terms of a definition list."""
    if not state.pending or state.pending[-1][0] is not children[-1]:
        return None
    paragraph, parts, _ = state.pending.pop()
    children.pop()
    terms = []
    for start, end in parts:
        stop = start + len(state.src[start:end].rstrip(" \t"))
        term = Token("definition_term", start, stop, [])
        state.pending.append((term, [(start, stop)], False))
        terms.append(term)
    if children and children[-1].kind == "definition_list":
        children[-1].children.extend(terms)
        return children[-1]
    owner = Token("definition_list", paragraph.start, paragraph.end, terms)
    children.append(owner)
    return owner


def _html(state: Lines, found: Match[str]) -> int:
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
    home = _add(state, token)
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


def _delimiter(state: Lines, _found: Match[str]) -> int:
    if state.leaf is None or not _interrupts(state):
        return NOTHING
    return LEAF if start_table(state, state.leaf) else NOTHING


_RULES: dict[str, Callable[[Lines, Match[str]], int]] = {
    "atx_heading": _atx_heading,
    "fenced_code": _fenced_code,
    "setex_heading": _setext_heading,
    "thematic_break": _thematic_break,
    "block_quote": _block_quote,
    "list": _list,
    "letters": _letters,
    "directive": _directive,
    "formula": _formula,
    "footnote": _footnote,
    "definition": _definition,
    "attribute_line": _attribute_line,
    "raw_html": _html,
    "delimiter": _delimiter,
}
_BY_CHARACTER = {
    "#": ("atx_heading",),
    "`": ("fenced_code",),
    "~": ("fenced_code",),
    "=": ("setex_heading",),
    "-": ("setex_heading", "thematic_break", "list", "delimiter"),
    "*": ("thematic_break", "list"),
    "_": ("thematic_break",),
    "+": ("list",),
    ">": ("block_quote",),
    "<": ("raw_html",),
    "$": ("formula",),
    "[": ("footnote",),
    ":": ("directive", "definition", "delimiter"),
    "|": ("delimiter",),
    "{": ("attribute_line",),
    **dict.fromkeys("0123456789", ("list",)),
    **dict.fromkeys("abcdefghijklmnopqrstuvwxyz", ("letters",)),
}
STARTS = {
    char: tuple((_GRAMMAR.pattern(name), _RULES[name]) for name in names) for char, names in _BY_CHARACTER.items()
}
