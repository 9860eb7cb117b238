"""Cells of HTML tables that are raw HTML, where Markdown means nothing, to Markdown that says the same."""

from __future__ import annotations

import html
import re

from stdpub.model.patterns import regex
from stdpub.read.foreign.escapes import escaped
from stdpub.read.foreign.ids import Ids
from stdpub.read.foreign.links import Links, written
from stdpub.read.foreign.report import Fate
from stdpub.read.foreign.tags import BLOCKS, CODE, KEPT, KNOWN, MARKS, TAG, attribute
from stdpub.read.foreign.text import ForeignText, every
from stdpub.read.markdown.token_tree import HtmlCell

_PIECE = regex(rf"<!--.*?(?:-->|\Z)|{TAG.pattern}", re.DOTALL)
_BLANK = regex(r"\n[ \t>]*\n")
_CLOSING = regex(r"</t[dh]\s*>\s*$", re.IGNORECASE)
_SPACE = regex(r"\s*\n[\s>]*")


def rewrite_cells(text: ForeignText, links: Links, ids: Ids) -> None:
    """Edit the raw cells of one text's HTML tables."""
    for block in every(text):
        for table in text.tokens.html_tables.get(block.start, ()) if block.kind == "html" else ():
            for row in table.rows:
                for cell in row.cells:
                    _cell(text, cell, links, ids)


def _cell(text: ForeignText, cell: HtmlCell, links: Links, ids: Ids) -> None:
    source = text.text
    start = source.find(">", cell.start) + 1
    closing = _CLOSING.search(source, start, cell.end)
    end = closing.start() if closing else cell.end
    inner = source[start:end]
    if not start or not inner.strip() or _BLANK.search(inner):
        return
    words = _Raw(text, links, start).run(inner)
    for block in cell.blocks:
        named = ids.named.get(id(block))
        if named is not None and not named.written:
            words = f"{words} {{#{named.key}}}"
            named.written = True
    text.edits.replace(start, end, words)


class _Raw:
    """Goes through the raw HTML of one cell."""

    def __init__(self, text: ForeignText, links: Links, start: int) -> None:
        self.text = text
        self.links = links
        self.start = start
        self.parts: list[str] = []
        self.code: list[str] | None = None
        self.open: list[str] = []

    def run(self, inner: str) -> str:
        """Return the Markdown of a cell, on one line."""
        at = 0
        for found in _PIECE.finditer(inner):
            self._words(inner[at : found.start()])
            if not found[0].startswith("<!--"):
                self._tag(found)
            at = found.end()
        self._words(inner[at:])
        self._end_code()
        words = "".join(self.parts)
        return re.sub(r"^(?:\s|<br>)+|(?:\s|<br>)+$", "", words)

    def _words(self, words: str) -> None:
        words = _SPACE.sub(" ", words)
        if self.code is not None:
            self.code.append(html.unescape(words))
        elif words:
            self.parts.append(escaped(words))

    def _tag(self, found: re.Match[str]) -> None:
        name, closes = found["name"].lower(), bool(found["close"])
        if name not in KNOWN:
            self._words(found[0])
        elif name in CODE:
            self._end_code()
            self.code = None if closes else []
        elif self.code is not None:
            return
        elif name in KEPT:
            self.parts.append(f"<{found['close']}{name}>")
        elif name == "a" and self._link(found, closes=closes):
            self.links.account.count("html-links")
        elif name in MARKS:
            self.parts.append(MARKS[name])
        else:
            if name in BLOCKS and self.parts and not self.parts[-1].endswith("<br>"):
                self.parts.append("<br>")
            if not closes:
                at = self.start + found.start()
                self.links.account.remark(Fate.DROPPED, "html-tag", self.text.file.original, at, at + len(found[0]))

    def _end_code(self) -> None:
        if self.code is None:
            return
        code = "".join(self.code)
        fence = "``" if "`" in code else "`"
        pad = " " if code.startswith("`") or code.endswith("`") else ""
        if code.strip():
            self.parts.append(f"{fence}{pad}{code}{pad}{fence}")
        self.code = None

    def _link(self, found: re.Match[str], *, closes: bool) -> bool:
        if closes:
            if not self.open:
                return False
            self.parts.append(f"]({written(self.open.pop())})")
            return True
        href, at = attribute(found[0], "href"), self.start + found.start()
        led = self.links.destination(self.text, href, at, at + len(found[0])) if href else None
        if led is None:
            return False
        self.open.append(led[0])
        self.parts.append("[")
        return True
