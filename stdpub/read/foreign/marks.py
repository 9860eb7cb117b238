"""What a foreign text's characters would mean in the language but do not mean there: braces, dollars, colons, brackets."""

from __future__ import annotations

import re
from collections import Counter

from stdpub.model.patterns import regex
from stdpub.read.foreign.report import Account, Fate
from stdpub.read.foreign.text import (
    ForeignText,
    every,
    inlines,
    leaves,
    line_end,
    line_start,
    own_line,
    plain,
    prefix,
    without,
)
from stdpub.read.formulas import mathml
from stdpub.read.markdown.token_tree import Token

_SHORTCODE = regex(r"\{\{[<%].{0,400}?[>%]\}\}|\{%-?.{0,400}?-?%\}|\{\{.{0,400}?\}\}", re.DOTALL)
_CONTENTS_MARK = regex(r"\[\[?_?TOC_?\]?\]|\{:\s*toc\s*\}|\$\{toc\}", re.IGNORECASE)
_JOINED_CELL = frozenset({"^", "<"})
_LETTERED_ITEM = regex(r"[a-z]\)")
_SHORTCODE_START = regex(r"\{\{|\{%")
_TEX = regex(r"[\\^_={}<>+|]|^[A-Za-z]{1,2}'?$|^[\d.,\s]+$|[A-Za-z]\([A-Za-z]")
_HIGHLIGHT = regex(r"==(?=\S)([^=\n]+?)(?<=\S)==")


class Marks:
    """Escapes or drops marks of one document; footnotes of texts that are put together get names of their own."""

    def __init__(self, account: Account, *, ruled: bool, merged: bool) -> None:
        self.account = account
        self.ruled = ruled
        self.merged = merged
        self.number = ""
        self.notes: Counter[str] = Counter()
        self._escaped: set[tuple[str, int]] = set()

    def rewrite(self, text: ForeignText, at: int) -> None:
        """Edit the marks of the text at a place in the document."""
        self.number = f"{at + 1}-" if self.merged else ""
        self.notes = Counter()
        defined = {block.text for block in every(text) if block.kind == "footnote_definition"}
        for block in every(text):
            self._block(text, block)
        for leaf in leaves(text):
            for token in inlines(leaf.children):
                self._inline(text, leaf, token, defined)
            if leaf.kind == "cell" and text.text[leaf.start : leaf.end].strip() in _JOINED_CELL:
                self._escape(text, leaf.start, leaf.end)

    def _escape(self, text: ForeignText, start: int, end: int) -> None:
        if (text.path, start) in self._escaped:
            return
        self._escaped.add((text.path, start))
        text.edits.insert(start, "\\")
        self.account.remark(Fate.ADAPTED, "marks-escaped", text.file.original, start, end)

    def _drop(self, text: ForeignText, rule: str, start: int, end: int) -> None:
        self.account.remark(Fate.DROPPED, rule, text.file.original, start, end)
        without(text, start, end)

    def _block(self, text: ForeignText, block: Token) -> None:
        source = text.text
        if block.kind == "thematic_break":
            self._drop(text, "rule-off", block.start, block.end)
        elif block.kind == "directive":
            self._directive(text, block)
        elif block.kind == "footnote_definition":
            text.edits.insert(block.start + 2, self.number)
            if block.text in self.notes:
                text.edits.insert(block.start + 2 + len(block.text), f"-{self.notes[block.text] + 1}")
                self.account.remark(Fate.ADAPTED, "duplicate-key", text.file.original, block.start, block.end)
            self.notes[block.text] += 1
        elif block.kind == "formula":
            if mathml(block.text, display=True).fault:
                self.account.remark(Fate.KEPT, "formula", text.file.original, block.start, block.end)
                lines = ("```latex", *block.text.split("\n"), "```")
                text.edits.replace(block.start, block.end, f"\n{prefix(source, block.start)}".join(lines))
        elif block.kind == "list" and _is_contents(text, block):
            self.account.remark(Fate.KEPT, "contents", text.file.original, block.start, block.end)
        elif block.kind == "list" and block.info == "ordered" and block.level > 1:
            self.account.remark(Fate.ADAPTED, "list-start", text.file.original, block.start, block.end)
        elif block.kind == "list" and block.info == "letters" and not self.ruled:
            for item in block.children:
                text.edits.insert(item.start + 1, "\\")
        elif block.kind == "paragraph" and _CONTENTS_MARK.fullmatch(source[block.start : block.end].strip()):
            self._drop(text, "contents-mark", block.start, block.end)

    def _directive(self, text: ForeignText, block: Token) -> None:
        """Keep the fences of a foreign directive as text."""
        source = text.text
        for at in (block.start, line_start(source, block.end - 1)):
            start = source.find(":::", at, line_end(source, at))
            if start >= 0 and source[start - 1 : start] != "\\":
                self._escape(text, start, line_end(source, start))
                if at == line_start(source, block.end - 1):
                    break

    def _inline(self, text: ForeignText, leaf: Token, token: Token, defined: set[str]) -> None:
        source = text.text
        if token.kind == "attributes" and token.attributes is not None:
            self._attributes(text, leaf, token)
        elif token.kind == "span" and token.attributes is not None:
            inner = token.children[-1].end if token.children else token.start + 1
            text.edits.replace(token.start, token.start + 1, "")
            text.edits.replace(inner, token.end, "")
            self.account.remark(Fate.DROPPED, "attributes", text.file.original, inner, token.end)
        elif token.kind == "formula":
            self._formula(text, token)
        elif token.kind in {"key_reference", "key_link"} or (
            token.kind == "footnote_reference" and token.text not in defined
        ):
            self._escape(text, token.start, token.end)
        elif token.kind == "footnote_reference" and self.number:
            text.edits.insert(token.start + 2, self.number)
        elif token.kind == "text" and "{" in token.text:
            for found in _SHORTCODE_START.finditer(source, token.start, token.end):
                whole = _SHORTCODE.match(source, found.start())
                end = whole.end() if whole else token.end
                self.account.remark(Fate.KEPT, "shortcode", text.file.original, found.start(), end)
        elif token.kind == "text" and "==" in token.text:
            for found in _HIGHLIGHT.finditer(token.text):
                start, end = token.start + found.start(), token.start + found.end()
                if source[start:end] == found[0]:
                    text.edits.replace(start, start + 2, "")
                    text.edits.replace(end - 2, end, "")
                    self.account.count("highlights")

    def _formula(self, text: ForeignText, token: Token) -> None:
        """Keep as characters what only stands between two dollars, or is no TeX that can be read."""
        if not _TEX.search(token.text):
            for at in (token.start, token.end - 1):
                text.edits.insert(at, "\\")
            self.account.remark(Fate.ADAPTED, "marks-escaped", text.file.original, token.start, token.end)
        elif mathml(token.text, display=False).fault:
            self.account.remark(Fate.KEPT, "formula", text.file.original, token.start, token.end)
            if "`" not in token.text:
                text.edits.insert(token.start, "`")
                text.edits.insert(token.end, "`")

    def _attributes(self, text: ForeignText, leaf: Token, token: Token) -> None:
        """Drop attributes that belong to something, keep braces that are words."""
        source = text.text
        attributes = token.attributes
        if attributes is None or not text.edits.free(token.start, token.end):
            return
        before = source[token.start - 1 : token.start]
        at_end = not source[token.end : max(leaf.end, token.end)].strip(" \t\n>")
        kramdown = source.startswith("{:", token.start)
        if (
            kramdown
            or (attributes.key and at_end)
            or before in {")", "`", "*"}
            or own_line(source, token.start, token.end)
        ):
            if attributes.classes or attributes.values:
                self.account.remark(Fate.DROPPED, "attributes", text.file.original, token.start, token.end)
            start = token.start
            while start > leaf.start and source[start - 1] in " \t":
                start -= 1
            if leaf.start < start and source[start - 1] == "\n" and at_end:
                start = _line_before(source, start)
            text.edits.replace(start, token.end, "")
            return
        self._escape(text, token.start, token.end)


def _line_before(source: str, at: int) -> int:
    """Return the offset of the line end before the line that an offset begins."""
    return at - 1 if source[at - 1] == "\n" else at


def _is_contents(text: ForeignText, block: Token) -> bool:
    """Tell whether a list is a typed table of contents: every item begins with a link into the text."""
    items = [item for item in every(text, [block]) if item.kind == "list_item"]
    firsts = [item.children[0] for item in items if item.children and item.children[0].kind == "paragraph"]
    linked = [
        leaf
        for leaf in firsts
        if any(child.kind == "link" and not child.info.startswith("http") for child in leaf.children)
    ]
    return len(items) > 2 and len(linked) == len(items) and all(len(plain(leaf.children)) < 200 for leaf in linked)
