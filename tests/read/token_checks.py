"""What must hold for the tokens of any text at all; each fault is returned in words."""

from __future__ import annotations

import re

from stdpub.read.tokens import walk

MARKER = re.compile(r">+|#+|[-+*]|\d{1,9}[.)]|[a-z]\)|:+|=+|-+|[|:-]+|\[![A-Za-z]+\]|(?:\[\^[^\]\[\s]+\]:)+|\\")
MARKED = {
    "emphasis": r"[*_]",
    "strong": r"\*\*|__",
    "strikethrough": "~~",
    "subscript": "~",
    "superscript": r"\^",
    "link": r"\[|\](?:\(.*\)|\[.*\])?",
    "image": r"!\[|\](?:\(.*\)|\[.*\])?",
    "key_link": r"\[|\]\[@.*\]",
    "span": r"\[|\]\{.*\}",
}
CONTAINERS = {
    "list": {"list_item"},
    "table": {"table_row"},
    "table_row": {"cell"},
    "definition_list": {"definition_term", "definition"},
}
INLINE_HOMES = {"paragraph", "heading", "cell", "definition_term", *MARKED}


def faults(read):
    """Yield everything about the tokens of one file that must not be."""
    src = read.source.text
    yield from _nested(read.blocks, 0, len(src))
    for tables in read.html_tables.values():
        for table in tables:
            yield from _placed(table, src)
    for token in walk(every_block(read)):
        if token.kind == "text" and (
            src[token.start : token.end] != token.text or "\n" in token.text or not token.text
        ):
            yield f"text {token.text!r} is not what stands at {token.start}"
        if token.kind in CONTAINERS and not {child.kind for child in token.children} <= CONTAINERS[token.kind]:
            yield f"{token.kind} at {token.start} holds {[child.kind for child in token.children]}"
        for one, two in zip(token.children, token.children[1:], strict=False):
            if one.kind == two.kind == "text" and one.end == two.start and token.kind != "link":
                yield f"text at {one.start} and {two.start} is one"
    yield from _uncovered(read, src)


def every_block(read):
    """Return the blocks of a file and those within the cells of its HTML tables."""
    tables = [table for tables in read.html_tables.values() for table in tables]
    return [*read.blocks, *(block for table in tables for cell in cells_of(table) for block in cell.blocks)]


def _placed(table, src):
    if src[table.start : table.start + 6].lower() != "<table":
        yield f"no table at {table.start}"
    at = table.start
    for row in table.rows:
        if not at <= row.start <= row.end <= table.end:
            yield f"row {row.start}:{row.end} is not between {at} and {table.end}"
        at = row.start
        for cell in row.cells:
            if not at <= cell.start <= cell.end <= row.end:
                yield f"cell {cell.start}:{cell.end} is not between {at} and {row.end}"
            at = cell.end
            yield from _nested(cell.blocks, cell.start, cell.end)


def _nested(tokens, start, end):
    waiting = [(tokens, start, end)]
    while waiting:
        children, low, high = waiting.pop()
        at = low
        for token in children:
            if not at <= token.start <= token.end <= high:
                yield f"{token.kind} {token.start}:{token.end} is not between {at} and {high}"
            at = token.end
            waiting.append((token.children, token.start, token.end))


def _uncovered(read, src):
    left = list(src)
    for token in walk(read.blocks):
        if not token.children:
            left[token.start : token.end] = " " * (token.end - token.start)
        elif token.kind in MARKED:
            _take_marks(token, src, left)
        if token.attributes is not None:
            found = token.attributes
            left[found.start : found.end] = " " * (found.end - found.start)
        if token.kind == "directive":
            stop = src.find("\n", token.start)
            stop = len(src) if stop < 0 else stop
            left[token.start : stop] = " " * (stop - token.start)
    for number, line in enumerate("".join(left).split("\n"), 1):
        for word in line.split():
            if not MARKER.fullmatch(word.lstrip(">") or ">"):
                yield f"line {number}: {word!r} is in no token"


def _take_marks(token, src, left):
    for start, end in ((token.start, token.children[0].start), (token.children[-1].end, token.end)):
        if re.fullmatch(rf"[\s>]*(?:{MARKED[token.kind]})\s*", src[start:end], re.DOTALL):
            left[start:end] = " " * (end - start)


def cells_of(table):
    """Return all cells of an HTML table."""
    return [cell for row in table.rows for cell in row.cells]
