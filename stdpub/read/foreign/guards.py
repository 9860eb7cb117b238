"""Characters that are words in the source and would become marks once the edits around them are made: they are escaped."""

from __future__ import annotations

import re

from stdpub.model.patterns import regex
from stdpub.read.foreign.tags import TAG
from stdpub.read.foreign.text import ForeignText, inlines, leaves
from stdpub.read.markdown.token_tree import Token

_LINE_MARK = regex(r"(?:#{1,6}|[-+*])(?=\s|$)|(?P<number>\d{1,9})(?=[.)](?:\s|$))|>|:::|~~~|```|={2,}|-{2,}|\|")
_DEFINITION = regex(r"\[[^\]\n]{1,200}\]:")
_ATTRIBUTES = regex(r"\{:[^}\n]{0,200}\}")
_SPACE = regex(r"[ \t]*")


def guard(text: ForeignText) -> None:
    """Escape what stands behind tags at the start of a line, and what looks like a link or a definition of one."""
    for leaf in leaves(text):
        if leaf.kind in {"paragraph", "heading"}:
            _line(text, leaf, leaf.start)
        for token in inlines(leaf.children):
            if token.kind == "softbreak":
                _line(text, leaf, token.end)
            elif token.kind == "text" and "](" in token.text:
                at = text.text.find("](", token.start, token.end)
                while at >= 0:
                    text.edits.insert(at, "\\")
                    at = text.text.find("](", at + 1, token.end)
        words_first = leaf.kind == "paragraph" and leaf.children and leaf.children[0].kind == "text"
        if words_first and _DEFINITION.match(text.text, leaf.start):
            text.edits.insert(leaf.start, "\\")


def guard_words(text: ForeignText, start: int, end: int) -> None:
    """Escape the mark that words would begin a line with once the tags and attributes before them are gone."""
    source = text.text
    start = _after_space(source, start)
    dropped = _dropped(source, start)
    while dropped is not None and dropped.end() <= end:
        start = _after_space(source, dropped.end())
        dropped = _dropped(source, start)
    found = _LINE_MARK.match(source, start, end)
    if found is not None:
        text.edits.insert(found.end("number") if found["number"] else start, "\\")


def _line(text: ForeignText, leaf: Token, at: int) -> None:
    """Guard a line that begins with a tag or attributes."""
    if _dropped(text.text, _after_space(text.text, at)) is not None:
        guard_words(text, at, leaf.end)


def _dropped(source: str, at: int) -> re.Match[str] | None:
    return TAG.match(source, at) or _ATTRIBUTES.match(source, at)


def _after_space(source: str, at: int) -> int:
    found = _SPACE.match(source, at)
    return found.end() if found else at
