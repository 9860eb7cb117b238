"""Tokens of a text as short nested lists, so that a test can say what it expects on one line."""

from __future__ import annotations

from stdpub.model.source import SourceText
from stdpub.read.tokens import tokens


def read(text, file="standard.md"):
    """Return the tokens of one file."""
    return tokens([SourceText(file, text)])[0]


def shape(token):
    """Return a token as its kind, or its text where it is plain text, with what else it says and its children."""
    if token.kind == "text":
        return token.text
    told = [token.kind, *(one for one in (token.text, token.info, token.title, token.level) if one)]
    if token.attributes is not None:
        found = token.attributes
        told.append("{" + " ".join([found.key, *found.classes, *(f"{a}={b}" for a, b in found.values)]).strip() + "}")
    children = [shape(child) for child in token.children]
    return [" ".join(map(str, told)), *children] if children else " ".join(map(str, told))


def shapes(text):
    """Return the blocks of a text as nested lists."""
    return [shape(token) for token in read(text).blocks]


def inlines(text):
    """Return the inline tokens of the first block of a text as nested lists."""
    return [shape(token) for token in read(text).blocks[0].children]


def kinds(token):
    """Return the kinds of a token's children, and of theirs."""
    return [(child.kind, kinds(child)) if child.children else child.kind for child in token.children]


def places(found):
    """Return every diagnostic as rule, line and column."""
    return [(one.rule, one.at.line, one.at.column) for one in found.diagnostics]
