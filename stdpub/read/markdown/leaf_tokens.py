"""A leaf block that has ended in, its finished tokens out: text, link definitions, rows and cells."""

from __future__ import annotations

from mistune.util import unikey

from stdpub.model.source import Severity, Words
from stdpub.read.markdown.attributes import attributes_at_end, read_attributes
from stdpub.read.markdown.block_lines import Leaf, Lines
from stdpub.read.markdown.links import definition
from stdpub.read.markdown.table_rows import CAPTION, alignments, cells, finish_table
from stdpub.read.markdown.token_tree import Token

FORMULA = ("formula", "公式")
_CODE = ("code block", "代码块")


def close_leaf(state: Lines) -> None:
    """End the leaf block that is open, if one is."""
    leaf = state.leaf
    if leaf is None:
        return
    state.leaf = None
    kind = leaf.kind
    if kind == "paragraph":
        _finish_paragraph(state, leaf)
    elif kind == "table":
        finish_table(state, leaf)
    else:
        _finish_literal(state, leaf)


def _finish_literal(state: Lines, leaf: Leaf) -> None:
    token = leaf.token
    if leaf.kind == "indented":
        while leaf.lines and not leaf.lines[-1].strip(" \t"):
            leaf.lines.pop()
    token.text = "\n".join(leaf.lines)
    if leaf.kind == "html":
        _finish_html(state, token)
    elif leaf.kind == "formula":
        token.text = token.text.strip()
        if leaf.mark:
            report_unclosed(state, token, FORMULA, "$$")
    elif leaf.kind == "fence" and leaf.mark:
        report_unclosed(state, token, _CODE, leaf.mark)


def _finish_html(state: Lines, token: Token) -> None:
    text = token.text.strip()
    if text.startswith("<!--"):
        if text.endswith("-->") and "-->" not in text[4:-3]:
            token.kind = "comment"
    elif "<table" in text.lower():
        state.html_tables.append(token)


def report_unclosed(state: Lines, token: Token, names: tuple[str, str], mark: str) -> None:
    """Report a literal block that does not end, at its first line."""
    end = state.src.find("\n", token.start)
    what, was = names
    state.report(
        (token.start, token.end if end < 0 else min(end, token.end)),
        Severity.WARNING,
        "unclosed-" + what.split(" ", maxsplit=1)[0],
        Words(f"the {what} is never closed", f"{was}没有结束标记"),
        Words(f"end it with a line `{mark}`", f"用单独一行 `{mark}` 结束"),
    )


def joined(src: str, parts: list[tuple[int, int]]) -> str:
    """Return the lines of a leaf without what its containers put before them."""
    return "\n".join([src[start:end] for start, end in parts])


def _finish_paragraph(state: Lines, leaf: Leaf) -> None:
    parts = leaf.parts
    if state.src[parts[0][0]] == "[":
        take_definitions(state, leaf)
    if parts:
        start, end = parts[-1]
        line = state.src[start:end]
        if line[-1] in " \t":
            end = start + len(line.rstrip(" \t"))
            parts[-1] = (start, end)
        leaf.token.end = end
        state.pending.append((leaf.token, parts, False))


def take_definitions(state: Lines, leaf: Leaf) -> None:
    """Turn the link definitions at the head of a paragraph into tokens; a paragraph of nothing else goes."""
    src, parts, home = state.src, leaf.parts, leaf.home
    text = joined(src, parts)
    at = 0
    first = home.pop()
    while text.startswith("[", at):
        found = definition(text, at)
        if found is None:
            break
        label, target = found
        stop = target.end
        lines = text.count("\n", at, stop)
        end = text.endswith("\n", 0, stop)
        count = lines if end else lines + 1
        token = Token("link_definition", parts[0][0], parts[count - 1][1], [], label, target.info, target.title)
        token.end = token.start + len(src[token.start : token.end].rstrip())
        home.append(token)
        state.env["ref_links"].setdefault(unikey(label), (target.info, target.title))
        del parts[:count]
        at = stop
    if parts:
        first.start = parts[0][0]
        home.append(first)


def trim_attributes(state: Lines, token: Token, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put the attributes that end the last line of a heading on its token, and return the lines without them."""
    start, end = parts[-1]
    line = state.src[start:end]
    at = attributes_at_end(line)
    if at < 0:
        return parts
    token.attributes = read_attributes(state.src, start + at, end)
    if at:
        return [*parts[:-1], (start, start + len(line[:at].rstrip(" \t")))]
    parts = parts[:-1]
    if parts:
        start, end = parts[-1]
        parts[-1] = (start, start + len(state.src[start:end].rstrip(" \t")))
    return parts


def start_table(state: Lines, paragraph: Leaf) -> bool:
    """Make a table of the last lines of a paragraph and the delimiter row that the reader stands on, if they fit."""
    src, parts = state.src, paragraph.parts
    start, end = parts[-1]
    if "|" not in src[start:end] or CAPTION.match(src, start):
        return False
    columns = alignments(src, state.next, state.line_end)
    if len(cells(src, start, end)) != len(columns):
        return False
    first = len(parts) - 1
    while first > 0 and src[parts[first - 1][0]] == "|" and src[parts[first][0]] == "|":
        first -= 1
    rows = parts[first:]
    del parts[first:]
    token = Token("table", rows[0][0], rows[0][1], [])
    if parts:
        close_leaf(state)
    else:
        paragraph.home.pop()
    paragraph.home.append(token)
    delimiter = len(rows)
    rows.append((state.next, state.line_end))
    state.leaf = Leaf("table", token, paragraph.home, rows, indent=delimiter, columns=columns)
    return True
