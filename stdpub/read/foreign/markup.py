"""HTML in a foreign text to Markdown that says the same: links, emphasis, code, breaks; of other tags only the text stays."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass

from stdpub.model.patterns import regex
from stdpub.read.foreign.escapes import escaped
from stdpub.read.foreign.links import Links, written
from stdpub.read.foreign.report import Account, Fate
from stdpub.read.foreign.tags import BLOCKS, CODE, KEPT, KNOWN, MARKS, TAG, attribute, tag_of
from stdpub.read.foreign.text import ForeignText, every, inlines, leaves, line_end, line_start, plain, prefix, without
from stdpub.read.markdown.token_tree import HtmlTable, Token

_PIECE = regex(rf"<!--.*?(?:-->|\Z)|{TAG.pattern}", re.DOTALL)
_CLOSED = regex(r"</table\s*>\s*$", re.IGNORECASE)
_SILENT = frozenset({"script", "style", "template"})


@dataclass(frozen=True, slots=True)
class _Pair:
    """An opening tag among inline tokens with its closing one and what stands between."""

    name: str
    opening: Token
    closing: Token
    inside: tuple[Token, ...]


def rewrite_html(text: ForeignText, links: Links) -> None:
    """Edit all HTML of one text but tables and comments."""
    for token in every(text):
        if token.kind == "html":
            _block(text, token, links)
    for leaf in leaves(text):
        _leaf(text, leaf, leaf.children, links)


def _leaf(text: ForeignText, leaf: Token, tokens: Sequence[Token], links: Links) -> None:
    """Edit the tags among the inline tokens of one leaf."""
    pairs, single = _pairs(tokens)
    for pair in pairs:
        _pair(text, leaf, pair, links)
    for token in single:
        _single(text, leaf, token, links.account)
    for token in tokens:
        if token.children:
            _leaf(text, leaf, token.children, links)


def _pairs(tokens: Sequence[Token]) -> tuple[list[_Pair], list[Token]]:
    """Return the tags that belong together, and those that stand alone."""
    pairs: list[_Pair] = []
    single: list[Token] = []
    open_: list[tuple[str, int]] = []
    for at, token in enumerate(tokens):
        found = tag_of(token.text) if token.kind == "html" else None
        if found is None:
            if token.kind == "html" and not token.text.startswith("<!--"):
                single.append(token)
            continue
        name = found["name"].lower()
        if not found["close"]:
            open_.append((name, at))
            continue
        match = next((index for index in reversed(range(len(open_))) if open_[index][0] == name), None)
        if match is None:
            single.append(token)
            continue
        single.extend(tokens[index] for _, index in open_[match + 1 :])
        start = open_[match][1]
        del open_[match:]
        pairs.append(_Pair(name, tokens[start], token, tuple(tokens[start + 1 : at])))
    single.extend(tokens[index] for _, index in open_)
    return pairs, single


def _pair(text: ForeignText, leaf: Token, pair: _Pair, links: Links) -> None:
    opening, closing, account = pair.opening, pair.closing, links.account
    if pair.name in {"sub", "sup"}:
        _bare(text, opening, pair.name)
        return
    href = attribute(opening.text, "href") if pair.name == "a" else ""
    nested = any(one.kind in {"link", "autolink"} for one in inlines(pair.inside))
    found = links.destination(text, href, opening.start, opening.end) if href and not nested else None
    if found is not None and plain(pair.inside).strip():
        text.edits.replace(opening.start, opening.end, "[")
        text.edits.replace(closing.start, closing.end, f"]({written(found[0])})")
    elif pair.name in CODE and all(one.kind in {"text", "entity", "escape"} for one in pair.inside) and pair.inside:
        code = plain(pair.inside)
        if "`" in code or not code.strip():
            _drop(text, (opening, closing), account)
        else:
            code = code.replace("|", "\\|") if leaf.kind == "cell" else code
            text.edits.replace(opening.start, closing.end, f"`{code}`")
    elif pair.name in MARKS and _flanks(text.text, opening, closing):
        text.edits.replace(opening.start, opening.end, MARKS[pair.name])
        text.edits.replace(closing.start, closing.end, MARKS[pair.name])
    elif pair.name in KNOWN:
        _drop(text, (opening, closing), account)
        if pair.name in BLOCKS and leaf.kind != "heading":
            _break_around(text, leaf, opening, closing)
    else:
        _as_words(text, opening, account)
        _as_words(text, closing, account)


def _break_around(text: ForeignText, leaf: Token, opening: Token, closing: Token) -> None:
    """Part the words of a block that stands among inline text from those around it."""
    source = text.text
    if TAG.sub("", source[leaf.start : opening.start]).strip():
        text.edits.insert(opening.start, "<br>")
    after = source[closing.end : leaf.end].lstrip()
    if after and not after.startswith("<"):
        text.edits.insert(closing.end, "<br>")


def _flanks(source: str, opening: Token, closing: Token) -> bool:
    """Tell whether marks in the place of two tags would open and close (CommonMark's flanking rules)."""
    inside = source[opening.end : closing.start]
    if not inside or inside[0].isspace() or inside[-1].isspace():
        return False
    before, after = source[opening.start - 1 : opening.start], source[closing.end : closing.end + 1]
    return (inside[0].isalnum() or not before.isalnum()) and (inside[-1].isalnum() or not after.isalnum())


def _single(text: ForeignText, leaf: Token, token: Token, account: Account) -> None:
    found = tag_of(token.text)
    name = found["name"].lower() if found else ""
    if name == "br":
        _bare(text, token, name)
    elif name == "img":
        _image(text, token, account)
    elif name == "li" and leaf.kind == "cell":
        text.edits.replace(token.start, token.end, "<br>" if text.text[leaf.start : token.start].strip() else "")
        account.remark(Fate.ADAPTED, "html-tag", text.file.original, token.start, token.end)
    elif found is None or name in KNOWN:
        _drop(text, (token,), account)
    else:
        _as_words(text, token, account)


def _bare(text: ForeignText, token: Token, name: str) -> None:
    """Leave a tag that the language has, without its attributes."""
    if token.text.lower() not in {f"<{name}>", f"</{name}>", f"<{name}/>", f"<{name} />"}:
        text.edits.replace(token.start, token.end, f"<{name}>")


def _drop(text: ForeignText, tags: tuple[Token, ...], account: Account) -> None:
    for token in tags:
        text.edits.replace(token.start, token.end, "")
    if not attribute(tags[0].text, "id", "name") or tag_of(tags[0].text) is None:
        account.remark(Fate.DROPPED, "html-tag", text.file.original, tags[0].start, tags[0].end)


def _as_words(text: ForeignText, token: Token, account: Account) -> None:
    """Keep what only looks like a tag: `<vendor>`."""
    text.edits.replace(token.start, token.start + 1, "\\<")
    account.remark(Fate.ADAPTED, "marks-escaped", text.file.original, token.start, token.end)


def _image(text: ForeignText, token: Token, account: Account) -> None:
    """Keep the alternative text of a picture; where it is, the report says."""
    words = attribute(token.text, "alt", "title")
    text.edits.replace(token.start, token.end, escaped(words))
    account.remark(Fate.KEPT, "image-missing", text.file.original, token.start, token.end)


def _block(text: ForeignText, token: Token, links: Links) -> None:
    """Edit a block of HTML: its tags go or become marks, its words stay."""
    account = links.account
    source = text.text[token.start : token.end]
    tables = text.tokens.html_tables.get(token.start, ())
    if tables:
        _around_tables(text, token, tables, links)
        return
    if re.match(r"<pre[\s>]", source, re.IGNORECASE) and source.lower().rstrip().endswith("</pre>"):
        inner = html.unescape(TAG.sub("", source)).strip("\n")
        text.edits.replace(token.start, token.end, f"```\n{inner}\n```")
        return
    name = TAG.match(source)
    if name is not None and name["name"].lower() in _SILENT:
        account.remark(Fate.DROPPED, "html-tag", text.file.original, token.start, token.end)
        without(text, token.start, token.end)
        return
    _Words(text, token, links).run(token.start, token.end)


def _around_tables(text: ForeignText, token: Token, tables: Sequence[HtmlTable], links: Links) -> None:
    """Edit what stands before, between and behind the tables of one block: it becomes paragraphs of its own."""
    at = token.start
    before = prefix(text.text, token.start)
    for table in tables:
        if not _CLOSED.search(text.text, table.start, table.end):
            text.edits.insert(table.end, "</table>")
        words = _Words(text, token, links)
        words.run(at, table.start)
        if words.spoken:
            text.edits.insert(table.start, f"\n\n{before}")
        at = table.end
    words = _Words(text, token, links)
    if TAG.sub("", text.text[at : token.end]).strip():
        text.edits.insert(at, f"\n\n{before}")
    words.run(at, token.end)


class _Words:
    """Goes through one block of HTML, tag by tag, and leaves its words as paragraphs."""

    def __init__(self, text: ForeignText, token: Token, links: Links) -> None:
        self.text = text
        self.links = links
        self.account = links.account
        self.first = token.start
        self.prefix = prefix(text.text, token.start)
        self.spoken = False
        self.open: list[str] = []

    def run(self, start: int, end: int) -> None:
        """Edit the tags and words between two offsets."""
        at = start
        for found in _PIECE.finditer(self.text.text, start, end):
            self.words(at, found.start())
            if found[0].startswith("<!--"):
                self.text.edits.replace(*found.span(), "")
            else:
                self.tag(found)
            at = found.end()
        self.words(at, end)

    def words(self, start: int, end: int) -> None:
        """Keep the words between two tags, without the white space that would make code of them."""
        source, at = self.text.text, start
        for line in source[start:end].splitlines(keepends=True):
            first = line_start(source, at) == at and at > self.first
            body = line.rstrip("\n")
            lead = len(body) - len(body.lstrip(" \t>")) if first else 0
            if first and body[:lead] != self.prefix:
                self.text.edits.replace(at, at + lead, self.prefix if body[lead:].strip() else "")
            if body[lead:].strip():
                kept = escaped(body[lead:])
                if kept != body[lead:]:
                    self.text.edits.replace(at + lead, at + len(body), kept)
                self.spoken = True
            at += len(line)

    def tag(self, found: re.Match[str]) -> None:
        """Put a mark, a break or nothing in the place of one tag."""
        name = found["name"].lower()
        start, end = found.span()
        if name not in KNOWN:
            self.text.edits.replace(start, start + 1, "\\<")
            self.spoken = True
            return
        if name in KEPT:
            self.text.edits.replace(start, end, f"<{found['close']}{name}>")
            return
        if name == "a" and self._link(found, start, end):
            return
        broken = f"\n{self.prefix.rstrip()}\n{self.prefix}" if name in BLOCKS and self._speaks(start, end) else ""
        self.text.edits.replace(start, end, broken)
        self.spoken = self.spoken and not broken
        if not attribute(found[0], "id", "name") and not found["close"]:
            self.account.remark(Fate.DROPPED, "html-tag", self.text.file.original, start, end)

    def _speaks(self, start: int, end: int) -> bool:
        """Tell whether words stand before a tag on its line or in its paragraph, and behind it on its line."""
        source = self.text.text
        return self.spoken and bool(
            TAG.sub("", source[end : line_end(source, end)]).strip() or start > line_start(source, start)
        )

    def _link(self, found: re.Match[str], start: int, end: int) -> bool:
        if not found["close"]:
            href = attribute(found[0], "href")
            led = self.links.destination(self.text, href, start, end) if href else None
            if led is not None:
                self.open.append(led[0])
                self.text.edits.replace(start, end, "[")
            return led is not None
        if self.open:
            self.text.edits.replace(start, end, f"]({written(self.open.pop())})")
            return True
        return False
