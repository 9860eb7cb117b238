"""How each kind of container begins: the reader stands on its mark, the container is opened or the mark refused."""

from __future__ import annotations

import re
from re import Match

from stdpub.model.patterns import regex
from stdpub.model.source import Severity, Words
from stdpub.read.markdown.attributes import attributes_at_end, match_attributes, read_attributes
from stdpub.read.markdown.block_lines import CODE_INDENT, Lines, Open
from stdpub.read.markdown.block_stack import (
    CONTAINER,
    LEAF,
    NOTHING,
    continues_paragraph,
    fits,
    interrupt,
    open_container,
)
from stdpub.read.markdown.token_tree import Token

_ALERT = regex(
    r"[ \t]*\[!(?P<alert>note|example|warning|danger|caution|important|tip)\][ \t]*(?P<alert_rest>\{.*\})?[ \t]*$",
    re.IGNORECASE,
)
_ONE_BLANK_LINE = 2  # line feeds that stand around one blank line


def block_quote(state: Lines, _found: Match[str]) -> int:
    """Open a quote, or an alert where nothing but its kind and attributes stand on the line."""
    if not fits(state):
        return NOTHING
    interrupt(state)
    token = Token("quote", state.next, state.next + 1, [])
    open_container(state, Open("quote", token))
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
        token.attributes = read_attributes(state.src, start, start + len(braces))
    token.kind = "alert"
    token.info = found["alert"].lower()
    token.end = state.cursor + len(found[0].rstrip(" \t"))
    return True


def list_mark(state: Lines, found: Match[str]) -> int:
    """Open an item of a list; an empty item, or a number other than 1, does not break off a paragraph."""
    mark = found["list_2"]
    if continues_paragraph(state) and (not found["list_3"].strip(" \t") or (len(mark) > 1 and int(mark[:-1]) != 1)):
        return NOTHING
    if len(mark) > 1:
        return _open_item(state, mark, mark[-1], "ordered", int(mark[:-1]))
    return _open_item(state, mark, mark, "bullet", 0)


def letter_mark(state: Lines, found: Match[str]) -> int:
    """Open an item of a list of letters, which begins with `a)`."""
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
    if not fits(state):
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
    open_container(state, Open("item", token, indent + len(mark) + spaces, owner=owner))
    return CONTAINER


def directive(state: Lines, found: Match[str]) -> int:
    """Open a directive: colons, a name, the rest of the line and attributes."""
    name, rest = found["directive_name"] or "", found["directive_rest"].lstrip(" \t")
    start = state.next + len(found[0]) - len(rest)
    if not name and not rest.startswith("{"):
        if not rest.strip():
            _report_stray_end(state, found["colons"])
        return NOTHING
    if not fits(state):
        return NOTHING
    rest = rest.rstrip(" \t:")
    token = Token("directive", state.next, state.line_end, [], info=name)
    at = attributes_at_end(rest)
    if at >= 0:
        token.attributes = read_attributes(state.src, start + at, start + len(rest))
        rest = rest[:at].rstrip(" \t")
    token.title = rest
    token.end = state.next + len(found[0].rstrip(" \t"))
    interrupt(state)
    open_container(state, Open("directive", token, colons=len(found["colons"])))
    return LEAF


def _report_stray_end(state: Lines, colons: str) -> None:
    state.report(
        (state.next, state.next + len(colons)),
        Severity.WARNING,
        "directive-end-without-start",
        Words(f"`{colons}` closes nothing", f"`{colons}` 没有对应的开始标记"),
        Words(f"delete it, or open a block with `{colons} name`", f"删除该行，或用 `{colons} 名称` 开始一个块"),
    )


def footnote(state: Lines, found: Match[str]) -> int:
    """Open the definition of a footnote."""
    if not fits(state):
        return NOTHING
    interrupt(state)
    name = found["footnote_name"]
    token = Token("footnote_definition", state.next, state.next + len(found[0].rstrip(" \t")), [], name)
    state.env["footnotes"].add(name)
    open_container(state, Open("footnote", token, 4))
    state.skip_mark(len(found[0].rstrip(" \t")))
    state.skip_columns(state.next_column - state.column)
    return CONTAINER


def definition(state: Lines, found: Match[str]) -> int:
    """Open a definition; the paragraph above it gives the terms."""
    children = state.stack[state.matched - 1].token.children
    leaf = state.leaf
    if leaf is not None and not continues_paragraph(state) and state.matched == len(state.stack):
        return NOTHING
    last = children[-1] if children else None
    if last is None or last.kind not in {"paragraph", "definition_list"} or not fits(state):
        return NOTHING
    if last.kind == "paragraph" and leaf is None and not _one_blank(state, last):
        return NOTHING
    interrupt(state)
    last = children[-1] if children else None
    if last is None or last.kind not in {"paragraph", "definition_list"}:
        return NOTHING
    owner = _terms(state, children) if last.kind == "paragraph" else last
    token = Token("definition", state.next, state.next + 1, [])
    width = min(4, 1 + len(found["definition_space"].expandtabs(4)))
    open_container(state, Open("definition", token, width, owner=owner))
    state.skip_mark(1)
    state.skip_columns(min(3, state.next_column - state.column))
    return CONTAINER


def _one_blank(state: Lines, last: Token) -> bool:
    return state.src.count("\n", last.end, state.next) <= _ONE_BLANK_LINE


def _terms(state: Lines, children: list[Token]) -> Token:
    """Turn the paragraph that ends some children into the terms of a definition list."""
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
