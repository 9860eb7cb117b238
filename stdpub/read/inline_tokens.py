"""The lines of one leaf block in, its inline tokens with exact places out.

One regular expression finds the next character that may mean something; what lies between is text and never walked
through. Every construct is recognised in time linear in the length of the leaf.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from mistune.helpers import HTML_ATTRIBUTES, HTML_TAGNAME, LINK_LABEL, parse_link_href, parse_link_title, unescape_char
from mistune.inline_parser import AUTO_EMAIL
from mistune.util import unescape, unikey

from stdpub.read.attributes import match_attributes, read_attributes
from stdpub.read.emphasis import Run, character_class, pair
from stdpub.read.token_tree import MAX_MARKS, Token

Node = Token | Run | tuple[int, int]
"""A finished token, a run still to be paired, or start and end of plain text."""

SPECIAL = re.compile(r"[\\`*_~^$\[\]{<&\n]|:(?=//)")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_BACKTICKS = re.compile(r"`+")
_RUNS = {char: re.compile(re.escape(char) + "+") for char in "*_~"}
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*)>")
_EMAIL = re.compile(AUTO_EMAIL)
_BREAK = re.compile(r"<br[ \t]*/?>", re.IGNORECASE)
_TAG = re.compile(rf"<{HTML_TAGNAME}{HTML_ATTRIBUTES}\s*/?>|</{HTML_TAGNAME}\s*>")
_RAW_ENDS = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"))
_DECLARATION = re.compile(r"<![A-Za-z][^>]*>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_SCHEME = re.compile(r"https?$", re.IGNORECASE)
_URL = re.compile(r"://[^\s<>\[\]`\"\\\x80-\U0010ffff]+")
_URL_TAIL = re.compile(r"(?:[?!.,:*_~';]|&[A-Za-z0-9]+;)$")
_FORMULA = re.compile(r"\$(?![\s$])((?:[^$\\]|\\.)+?)(?<!\s)\$(?![0-9$])", re.DOTALL)
_TICKED_FORMULA = re.compile(r"\$`([^`]+)`\$")
_MONEY = re.compile(r"[0-9][0-9.,]*(?:[ \t\n]+[A-Za-z]{3}|[ \t\n]*[,;/–—-][ \t\n]*$|[ \t\n]+(?:to|or)\b)")
_SUBSCRIPT = re.compile(r"~([A-Za-z0-9+\u2212,]{1,12})~(?!~)")
_SUPERSCRIPT = re.compile(r"\^([A-Za-z0-9+\u2212,-]{1,12})\^")
_FOOTNOTE = re.compile(r"\[\^([^\]\[\s]{1,200})\]")
_WORD = re.compile(r"[\w-]+$")
_KEY = re.compile(r"\[@([^\s\[\]@,][^\[\]]{0,300})\]")
_LABEL = re.compile(r"\[(" + LINK_LABEL + r")\]")
_LONGEST_LABEL = 999
_SPACE = re.compile(r"[ \t\n]*")


@dataclass(slots=True)
class _Bracket:
    start: int  # offset of the bracket, or of the `!` before it
    inner: int
    node: int  # where its text stands among the nodes
    run: int  # how many runs stood before it
    image: bool
    active: bool = True
    nested: bool = False
    height: int = 0


@dataclass(slots=True)
class Leaf:
    """One leaf's text and where each of its lines stands in the file."""

    text: str
    starts: list[int]
    shifts: list[int]  # what to add to an offset in each line to get the offset in the file
    cell: bool = False
    too_deep: list[int] = field(default_factory=list)

    def place(self, at: int) -> int:
        """Return the offset in the file of an offset in the leaf's text."""
        starts = self.starts
        if len(starts) == 1:
            return at + self.shifts[0]
        return at + self.shifts[bisect_right(starts, at) - 1]


def inline_tokens(
    src: str, parts: list[tuple[int, int]], env: Mapping[str, Any], *, cell: bool
) -> tuple[list[Token], int]:
    """Return the inline tokens of a leaf made of those runs of the file, and where marks stand too deep or -1."""
    start, end = parts[0]
    if len(parts) == 1:
        text = src[start:end]
        if SPECIAL.search(text) is None:
            return [Token("text", start, end, [], text)], -1
        leaf = Leaf(text, [0], [start], cell)
    else:
        starts, shifts, lines, at = [], [], [], 0
        for start, end in parts:
            starts.append(at)
            shifts.append(start - at)
            lines.append(src[start:end])
            at += end - start + 1
        leaf = Leaf("\n".join(lines), starts, shifts, cell)
    found = Scanner(leaf, env).read()
    return found, leaf.place(min(leaf.too_deep)) if leaf.too_deep else -1


class Scanner:
    """One pass over the text of a leaf."""

    __slots__ = (
        "_absent",
        "_bare",
        "_brackets",
        "_env",
        "_heights",
        "_nodes",
        "_pending",
        "_runs",
        "_ticks",
        "leaf",
        "text",
    )

    def __init__(self, leaf: Leaf, env: Mapping[str, Any]) -> None:
        self.leaf = leaf
        self.text = leaf.text
        self._env = env
        self._nodes: list[Node] = []
        self._runs: list[Run] = []
        self._brackets: list[_Bracket] = []
        self._pending = 0  # where the text begins that no node holds yet
        self._ticks: dict[int, list[int]] | None = None
        self._absent: set[str] = set()  # closing marks that do not come any more
        self._heights: dict[int, int] = {}
        self._bare = False

    def read(self) -> list[Token]:
        """Return the tokens of the whole text."""
        text, search = self.text, SPECIAL.search
        found = search(text)
        while found is not None:
            at = found.start()
            end = _HANDLERS[text[at]](self, at)
            if end:
                self._pending = end
                found = search(text, end)
            else:
                found = search(text, at + 1)
        self._flush(len(text))
        pair(self._runs)
        return self._build(self._nodes)[0]

    def _flush(self, at: int) -> None:
        if at > self._pending:
            self._nodes.append((self._pending, at))

    def _token(self, kind: str, start: int, end: int, text: str = "", info: str = "", title: str = "") -> int:
        """Add a token without children that stands between two offsets, after the text before it."""
        self._flush(start)
        place = self.leaf.place
        self._nodes.append(Token(kind, place(start), place(end - 1) + 1, [], text, info, title))
        return end

    def _build(self, nodes: list[Node]) -> tuple[list[Token], int]:
        """Return the tokens of some nodes and how deep marks stand in one another there."""
        out: list[Token] = []
        height = 0
        waiting: list[tuple[list[Token], int, int]] = []
        first = last = -1
        heights = self._heights
        for node in nodes:
            if type(node) is tuple:
                if node[0] != last:
                    self._text(out, first, last)
                    first = node[0]
                last = node[1]
                continue
            if type(node) is Token:
                self._text(out, first, last)
                first = last = -1
                out.append(node)
                if heights:
                    height = max(height, heights.get(id(node), 0))
                continue
            if not node.closes and not node.opens:
                if node.start != last:
                    self._text(out, first, last)
                    first = node.start
                last = node.start + node.length
                continue
            at = node.start
            for width in node.closes:
                parent, start, outer = waiting.pop()
                if height < MAX_MARKS:
                    self._text(out, first, last)
                    first = last = -1
                    parent.append(self._mark(node.char, width, start, at + width, out))
                    out, height = parent, max(outer, height + 1)
                else:
                    self.leaf.too_deep.append(start)
                    self._text(out, first, last)
                    self._text(parent, start, start + width)
                    parent.extend(out)
                    out, height = parent, max(outer, height)
                    first, last = at, at + width
                at += width
            if node.remaining:
                if at != last:
                    self._text(out, first, last)
                    first = at
                last = at = at + node.remaining
            for width in reversed(node.opens):
                self._text(out, first, last)
                first = last = -1
                waiting.append((out, at, height))
                out, height = [], 0
                at += width
        self._text(out, first, last)
        return out, height

    def _text(self, out: list[Token], start: int, end: int) -> None:
        if end > start:
            place = self.leaf.place(start)
            out.append(Token("text", place, place + end - start, [], self.text[start:end]))

    def _mark(self, char: str, width: int, start: int, end: int, children: list[Token]) -> Token:
        kind = "strikethrough" if char == "~" else "strong" if width == 2 else "emphasis"  # noqa: PLR2004
        place = self.leaf.place
        return Token(kind, place(start), place(end - 1) + 1, children)

    def _escape(self, at: int) -> int:
        char = self.text[at + 1 : at + 2]
        if char == "\n":
            return self._token("linebreak", at, at + 2)
        if char in _PUNCTUATION:
            return self._token("escape", at, at + 2, char)
        return 0

    def _newline(self, at: int) -> int:
        start = at
        while start > self._pending and self.text[start - 1] in " \t":
            start -= 1
        hard = self.text.endswith("  ", start, at)
        return self._token("linebreak" if hard else "softbreak", start, at + 1)

    def _code(self, at: int) -> int:
        text = self.text
        if self._ticks is None:
            self._ticks = {}
            for run in reversed(list(_BACKTICKS.finditer(text, at))):
                self._ticks.setdefault(run.end() - run.start(), []).append(run.start())
        opening = _BACKTICKS.match(text, at)
        start = opening.end() if opening else at + 1
        closers = self._ticks.get(start - at, [])
        while closers and closers[-1] < start:
            closers.pop()
        if not closers:
            self._flush(at)
            self._nodes.append((at, start))
            return start
        end = closers.pop()
        code = text[start:end].replace("\n", " ")
        if code[:1] == code[-1:] == " " and code.strip(" "):
            code = code[1:-1]
        if self.leaf.cell:
            code = code.replace("\\|", "|")
        return self._token("code", at, end + start - at, code)

    def _run(self, at: int) -> int:
        found = _RUNS[self.text[at]].match(self.text, at)
        end = found.end() if found else at + 1
        run = Run(self.text, at, end)
        if not (run.can_open or run.can_close):
            self._flush(at)
            self._nodes.append((at, end))
            return end
        self._flush(at)
        self._nodes.append(run)
        self._runs.append(run)
        return end

    def _tilde(self, at: int) -> int:
        if self.text.startswith("~~", at):
            return self._run(at)
        return self._script(at, "subscript", _SUBSCRIPT, digits=False)

    def _caret(self, at: int) -> int:
        return self._script(at, "superscript", _SUPERSCRIPT, digits=True)

    def _script(self, at: int, kind: str, pattern: re.Pattern[str], *, digits: bool) -> int:
        before = self.text[at - 1 : at] if at else ""
        if not (
            before == ")" or (before.isalpha() and character_class(before) == "letter") or (digits and before.isdigit())
        ):
            return 0
        found = pattern.match(self.text, at)
        if found is None:
            return 0
        self._flush(at)
        place = self.leaf.place
        start = place(at + 1)
        inner = Token("text", start, start + len(found[1]), [], found[1])
        self._nodes.append(Token(kind, place(at), place(found.end() - 1) + 1, [inner]))
        return found.end()

    def _formula(self, at: int) -> int:
        text = self.text
        if text.startswith("$$", at):
            close = self._find("$$", at + 2)
            if close > at + 2 and text[at + 2 : close].strip():
                return self._token("formula", at, close + 2, text[at + 2 : close].strip(), "display")
            self._flush(at)
            self._nodes.append((at, at + 2))
            return at + 2
        found = _TICKED_FORMULA.match(text, at) or _FORMULA.match(text, at)
        if found is None or _MONEY.match(found[1]):
            return 0
        tex = found[1].replace("\\|", "|") if self.leaf.cell else found[1]
        return self._token("formula", at, found.end(), tex)

    def _find(self, mark: str, at: int) -> int:
        """Return the next place of a closing mark; one that did not come once is not looked for again."""
        if mark in self._absent:
            return -1
        found = self.text.find(mark, at)
        if found < 0:
            self._absent.add(mark)
        return found

    def _angle(self, at: int) -> int:
        text = self.text
        found = _AUTOLINK.match(text, at)
        if found is not None:
            return self._token("autolink", at, found.end(), found[1], found[1])
        found = _EMAIL.match(text, at)
        if found is not None:
            return self._token("autolink", at, found.end(), found[0][1:-1], "mailto:" + found[0][1:-1])
        found = _BREAK.match(text, at)
        if found is not None:
            return self._token("linebreak", at, found.end(), found[0])
        end = self._raw_end(at)
        if end <= at:
            return 0
        return self._token("html", at, end, text[at:end])

    def _raw_end(self, at: int) -> int:
        text = self.text
        if text.startswith(("<!-->", "<!--->"), at):
            return at + (5 if text[at + 4] == ">" else 6)
        for start, end in _RAW_ENDS:
            if text.startswith(start, at):
                close = self._find(end, at + len(start))
                return close + len(end) if close >= 0 else -1
        found = (_DECLARATION if text.startswith("<!", at) else _TAG).match(text, at)
        return found.end() if found else -1

    def _entity(self, at: int) -> int:
        found = _ENTITY.match(self.text, at)
        if found is None:
            return 0
        char = unescape(found[0])
        return self._token("entity", at, found.end(), char) if char != found[0] else 0

    def _colon(self, at: int) -> int:
        text = self.text
        scheme = _SCHEME.search(text, max(self._pending, at - 5), at)
        url = _URL.match(text, at)
        if scheme is None or url is None:
            return 0
        start, end = scheme.start(), url.end()
        if start and (text[start - 1].isascii() and text[start - 1].isalnum()):
            return 0
        end = _trim_url(text, start, end)
        if end <= at + 3:
            return 0
        self._bare = True
        return self._token("autolink", start, end, text[start:end], text[start:end])

    def _braces(self, at: int) -> int:
        end = match_attributes(self.text, at)
        if end < 0:
            return 0
        self._token("attributes", at, end)
        token = self._nodes[-1]
        if type(token) is Token:
            token.attributes = read_attributes(self.text, at, end, self.leaf.place)
        return end

    def _open_bracket(self, at: int) -> int:
        text = self.text
        mark = text[at + 1 : at + 2]
        if mark == "@":
            found = _KEY.match(text, at)
            if found is not None and not text.startswith("(", found.end()):
                return self._token("key_reference", at, found.end(), found[1].replace("\n", " "))
        elif mark == "^":
            found = _FOOTNOTE.match(text, at)
            if found is not None and (found[1] in self._env["footnotes"] or _WORD.match(found[1])):
                return self._token("footnote_reference", at, found.end(), found[1])
        start = at
        if at > self._pending and text[at - 1] == "!":
            start = at - 1
        self._flush(start)
        if self._brackets:
            self._brackets[-1].nested = True
        self._brackets.append(_Bracket(start, at + 1, len(self._nodes), len(self._runs), start < at))
        self._nodes.append((start, at + 1))
        return at + 1

    def _close_bracket(self, at: int) -> int:
        if not self._brackets:
            return 0
        bracket = self._brackets.pop()
        found = self._bracketed(bracket, at)
        if found is None:
            self._raise_height(bracket.height)
            return 0
        token, end = found
        self._flush(at)
        pair(self._runs[bracket.run :])
        token.children, height = self._build(self._nodes[bracket.node + 1 :])
        del self._nodes[bracket.node :]
        del self._runs[bracket.run :]
        self._nodes.append(token)
        self._heights[id(token)] = height + 1
        self._raise_height(height + 1)
        if token.kind in {"link", "key_link"}:
            if self._bare:
                _unlink(token.children, self.text, self.leaf)
            self._deactivate()
        return end

    def _raise_height(self, height: int) -> None:
        if self._brackets:
            self._brackets[-1].height = max(self._brackets[-1].height, height)

    def _bracketed(self, bracket: _Bracket, at: int) -> tuple[Token, int] | None:
        """Return what a pair of brackets is, still without children, and where it ends."""
        if bracket.height >= MAX_MARKS:
            self.leaf.too_deep.append(bracket.start)
            return None
        follows = self.text[at + 1 : at + 2]
        if follows == "{" and not bracket.image:
            end = match_attributes(self.text, at + 1)
            if end > 0:
                token, end = self._made("span", bracket, end)
                token.attributes = read_attributes(self.text, at + 1, end, self.leaf.place)
                return token, end
        if not bracket.active:
            return None
        kind = "image" if bracket.image else "link"
        if follows == "(":
            target = self._target(at + 2)
            if target is not None:
                return self._made(kind, bracket, *target)
        label = None
        if follows == "[":
            key = None if bracket.image else _KEY.match(self.text, at + 1)
            if key is not None:
                return self._made("key_link", bracket, key.end(), text=key[1].replace("\n", " "))
            label = _LABEL.match(self.text, at + 1)
        if label is not None and label[1]:
            found = self._env["ref_links"].get(unikey(label[1]))
        elif bracket.nested or at - bracket.inner > _LONGEST_LABEL or not self._env["ref_links"]:
            found = None
        else:
            found = self._env["ref_links"].get(unikey(self.text[bracket.inner : at]))
        if found is None:
            return None
        return self._made(kind, bracket, label.end() if label else at + 1, *found)

    def _made(
        self, kind: str, bracket: _Bracket, end: int, info: str = "", title: str = "", text: str = ""
    ) -> tuple[Token, int]:
        place = self.leaf.place
        return Token(kind, place(bracket.start), place(end - 1) + 1, [], text, info, title), end

    def _target(self, at: int) -> tuple[int, str, str] | None:
        """Return end, destination and title of the round brackets of a link."""
        text = self.text
        href, href_end = parse_link_href(text, at)
        if href is None or href_end is None:
            return None
        title, title_end = parse_link_title(text, href_end, len(text))
        close = _SPACE.match(text, title_end or href_end)
        if close is None or not text.startswith(")", close.end()):
            return None
        return close.end() + 1, unescape(unescape_char(href)), unescape(title or "")

    def _deactivate(self) -> None:
        """Let no bracket around a link become a link itself."""
        for bracket in reversed(self._brackets):
            if not bracket.image:
                if not bracket.active:
                    break
                bracket.active = False


def _trim_url(text: str, start: int, end: int) -> int:
    """Return where a bare address ends when the punctuation of the sentence around it is left out."""
    while end > start:
        if text[end - 1] == ")":
            if text.count("(", start, end) >= text.count(")", start, end):
                break
            end -= 1
            continue
        tail = _URL_TAIL.search(text, max(start, end - 40), end)
        if tail is None:
            break
        end = tail.start()
    return end


def _unlink(tokens: list[Token], text: str, leaf: Leaf) -> None:
    """Make plain text of bare addresses within a link."""
    for token in tokens:
        if token.kind == "autolink" and token.text == token.info and token.end - token.start == len(token.text):
            token.kind, token.info = "text", ""
        elif token.children:
            _unlink(token.children, text, leaf)


_HANDLERS: dict[str, Callable[[Scanner, int], int]] = {
    "\\": Scanner._escape,
    "\n": Scanner._newline,
    "`": Scanner._code,
    "*": Scanner._run,
    "_": Scanner._run,
    "~": Scanner._tilde,
    "^": Scanner._caret,
    "$": Scanner._formula,
    "<": Scanner._angle,
    "&": Scanner._entity,
    ":": Scanner._colon,
    "{": Scanner._braces,
    "[": Scanner._open_bracket,
    "]": Scanner._close_bracket,
}
