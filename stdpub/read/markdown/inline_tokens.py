"""The lines of one leaf block in, its inline tokens with exact places out.

One regular expression finds the next character that may mean something; what lies between is text and never walked
through. Every construct is recognised in time linear in the length of the leaf.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from mistune.helpers import HTML_ATTRIBUTES, HTML_TAGNAME
from mistune.inline_parser import AUTO_EMAIL
from mistune.util import unescape

from stdpub.model.characters import PUNCTUATION, character_class
from stdpub.model.patterns import regex
from stdpub.read.markdown.attributes import match_attributes, read_attributes
from stdpub.read.markdown.emphasis import Run, pair
from stdpub.read.markdown.inline_tree import LeafText, Node, Tree
from stdpub.read.markdown.links import KEY, Target, bare_address, reference_target, round_target, unlink
from stdpub.read.markdown.token_tree import MAX_MARKS, Token

_SPECIAL = regex(r"[\\`*_~^$\[\]{<&\n:](?<!:(?!//))")
_BACKTICKS = regex(r"`+")
_RUNS = {char: regex(re.escape(char) + "+") for char in "*_~"}
_AUTOLINK = regex(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*)>")
_EMAIL = regex(AUTO_EMAIL)
_BREAK = regex(r"<br[ \t]*/?>", re.IGNORECASE)
_TAG = regex(rf"<{HTML_TAGNAME}{HTML_ATTRIBUTES}\s*/?>|</{HTML_TAGNAME}\s*>")
_RAW = (("<!--", "-->"), ("<?", "?>"), ("<![CDATA[", "]]>"), ("<!", ">"))
_ENTITY = regex(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_FORMULA = regex(r"\$(?![\s$])((?:[^$\\]|\\.)+?)(?<!\s)\$(?![0-9$])", re.DOTALL)
_TICKED_FORMULA = regex(r"\$`([^`]+)`\$")
_MONEY = regex(r"[0-9][0-9.,]*(?:[ \t\n]+[A-Za-z]{3}|[ \t\n]*[,;/–—-][ \t\n]*\Z|[ \t\n]+(?:to|or)\b)")
_SUBSCRIPT = regex(r"~([A-Za-z0-9+\u2212,]{1,12})~(?!~)")
_SUPERSCRIPT = regex(r"\^([A-Za-z0-9+\u2212,-]{1,12})\^")
_FOOTNOTE = regex(r"\[\^([^\]\[\s]{1,200})\]")
_WORD = regex(r"[\w-]+\Z")


def inline_tokens(
    src: str, parts: list[tuple[int, int]], env: Mapping[str, Any], *, cell: bool
) -> tuple[list[Token], int]:
    """Return the inline tokens of a leaf made of those runs of the file, and where marks stand too deep or -1."""
    start, end = parts[0]
    if len(parts) == 1:
        text = src[start:end]
        if _SPECIAL.search(text) is None:
            return [Token("text", start, end, [], text)], -1
        leaf = LeafText(text, [0], [start], cell)
    else:
        starts, shifts, lines, at = [], [], [], 0
        for start, end in parts:
            starts.append(at)
            shifts.append(start - at)
            lines.append(src[start:end])
            at += end - start + 1
        leaf = LeafText("\n".join(lines), starts, shifts, cell)
    found = Scanner(leaf, env).read()
    return found, leaf.place(min(leaf.too_deep)) if leaf.too_deep else -1


@dataclass(slots=True)
class _Bracket:
    """An opening bracket that may still become a link, image or span."""

    start: int  # offset of the bracket, or of the `!` before it
    inner: int
    node: int  # where its text stands among the nodes
    run: int  # how many runs stood before it
    active: bool = True
    nested: bool = False
    height: int = 0

    @property
    def image(self) -> bool:
        """Tell whether a `!` stands before the bracket."""
        return self.inner - self.start > 1


class Scanner:
    """One pass over the text of a leaf."""

    __slots__ = (
        "_absent",
        "_bare",
        "_brackets",
        "_env",
        "_heights",
        "_leaf",
        "_nodes",
        "_pending",
        "_runs",
        "_text",
        "_ticks",
    )

    def __init__(self, leaf: LeafText, env: Mapping[str, Any]) -> None:
        self._leaf = leaf
        self._text = leaf.text
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
        text, search, handlers = self._text, _SPECIAL.search, self._handlers
        found = search(text)
        while found is not None:
            at = found.start()
            end = handlers[text[at]](self, at)
            if end:
                self._pending = end
                found = search(text, end)
            else:
                found = search(text, at + 1)
        self._flush(len(text))
        if self._runs:
            pair(self._runs)
        return Tree(self._leaf, self._heights).build(self._nodes)

    def _flush(self, at: int) -> None:
        if at > self._pending:
            self._nodes.append((self._pending, at))

    def _plain(self, start: int, end: int) -> int:
        self._flush(start)
        self._nodes.append((start, end))
        return end

    def _token(self, kind: str, start: int, end: int, text: str = "", info: str = "") -> int:
        """Add a token without children, and return where it ends."""
        self._added(kind, start, end, text, info)
        return end

    def _added(self, kind: str, start: int, end: int, text: str = "", info: str = "") -> Token:
        """Add a token that stands between two offsets, after the text before it."""
        self._flush(start)
        place = self._leaf.place
        token = Token(kind, place(start), place(end - 1) + 1, [], text, info)
        self._nodes.append(token)
        return token

    def _escape(self, at: int) -> int:
        char = self._text[at + 1 : at + 2]
        if char == "\n":
            return self._token("linebreak", at, at + 2)
        if char in PUNCTUATION:
            return self._token("escape", at, at + 2, char)
        return 0

    def _newline(self, at: int) -> int:
        start = at
        while start > self._pending and self._text[start - 1] in " \t":
            start -= 1
        hard = self._text.endswith("  ", start, at)
        return self._token("linebreak" if hard else "softbreak", start, at + 1)

    def _code(self, at: int) -> int:
        text = self._text
        if self._ticks is None:
            self._ticks = {}
            for run in reversed(list(_BACKTICKS.finditer(text, at))):
                self._ticks.setdefault(run.end() - run.start(), []).append(run.start())
        start = at + 1
        while text.startswith("`", start):
            start += 1
        closers = self._ticks.get(start - at, [])
        while closers and closers[-1] < start:
            closers.pop()
        if not closers:
            return self._plain(at, start)
        end = closers.pop()
        code = text[start:end].replace("\n", " ")
        if code[0] == code[-1] == " " and code.strip(" "):
            code = code[1:-1]
        if self._leaf.cell:
            code = code.replace("\\|", "|")
        return self._token("code", at, end + start - at, code)

    def _run(self, at: int) -> int:
        found = _RUNS[self._text[at]].match(self._text, at)
        run = Run(self._text, at, found.end() if found else at + 1)
        end = at + run.length
        if not (run.can_open or run.can_close):
            return self._plain(at, end)
        self._flush(at)
        self._nodes.append(run)
        self._runs.append(run)
        return end

    def _tilde(self, at: int) -> int:
        if self._text.startswith("~~", at):
            return self._run(at)
        return self._script(at, "subscript", _SUBSCRIPT.match(self._text, at))

    def _caret(self, at: int) -> int:
        return self._script(at, "superscript", _SUPERSCRIPT.match(self._text, at))

    def _script(self, at: int, kind: str, found: re.Match[str] | None) -> int:
        """Read a mark that opens only right behind a letter, a round bracket or, for `^`, a digit."""
        before = self._text[at - 1 : at]
        if found is None or not before:
            return 0
        letter = before.isalpha() and character_class(before) == "letter"
        if not (letter or before == ")" or (kind == "superscript" and before.isdigit())):
            return 0
        token = self._added(kind, at, found.end())
        token.children.append(Token("text", token.start + 1, token.end - 1, [], found[1]))
        return found.end()

    def _formula(self, at: int) -> int:
        text = self._text
        if text.startswith("$$", at):
            close = self._find("$$", at + 2)
            if close > at + 2 and text[at + 2 : close].strip():
                return self._token("formula", at, close + 2, text[at + 2 : close].strip(), "display")
            return self._plain(at, at + 2)
        found = _TICKED_FORMULA.match(text, at) or _FORMULA.match(text, at)
        if found is None or _MONEY.match(found[1]):
            return 0
        tex = found[1].replace("\\|", "|") if self._leaf.cell else found[1]
        return self._token("formula", at, found.end(), tex)

    def _find(self, mark: str, at: int) -> int:
        """Return the next place of a closing mark; one that did not come once is not looked for again."""
        if mark in self._absent:
            return -1
        found = self._text.find(mark, at)
        if found < 0:
            self._absent.add(mark)
        return found

    def _angle(self, at: int) -> int:
        text = self._text
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
        return self._token("html", at, end, text[at:end]) if end > at else 0

    def _raw_end(self, at: int) -> int:
        """Return where the tag, comment, instruction or declaration ends that begins at an offset, or -1."""
        text = self._text
        if text.startswith(("<!-->", "<!--->"), at):
            return text.index(">", at) + 1
        for start, end in _RAW:
            if text.startswith(start, at):
                if start == "<!" and not text[at + 2 : at + 3].isalpha():
                    return -1
                close = self._find(end, at + len(start))
                return close + len(end) if close >= 0 else -1
        found = _TAG.match(text, at)
        return found.end() if found else -1

    def _entity(self, at: int) -> int:
        found = _ENTITY.match(self._text, at)
        char = unescape(found[0]) if found else ""
        if found is None or char == found[0]:
            return 0
        return self._token("entity", at, found.end(), char)

    def _colon(self, at: int) -> int:
        found = bare_address(self._text, at, self._pending)
        if found is None:
            return 0
        self._bare = True
        address = self._text[found[0] : found[1]]
        return self._token("autolink", *found, address, address)

    def _braces(self, at: int) -> int:
        end = match_attributes(self._text, at)
        if end < 0:
            return 0
        token = self._added("attributes", at, end)
        token.attributes = read_attributes(self._text, at, end, self._leaf.place)
        return end

    def _open_bracket(self, at: int) -> int:
        text = self._text
        mark = text[at + 1 : at + 2]
        if mark == "@":
            found = KEY.match(text, at)
            if found is not None and not text.startswith("(", found.end()):
                return self._token("key_reference", at, found.end(), found[1].replace("\n", " "))
        elif mark == "^":
            found = _FOOTNOTE.match(text, at)
            if found is not None and (found[1] in self._env["footnotes"] or _WORD.match(found[1])):
                return self._token("footnote_reference", at, found.end(), found[1])
        start = at - 1 if at > self._pending and text[at - 1] == "!" else at
        self._flush(start)
        if self._brackets:
            self._brackets[-1].nested = True
        self._brackets.append(_Bracket(start, at + 1, len(self._nodes), len(self._runs)))
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
        tree = Tree(self._leaf, self._heights)
        token.children = tree.build(self._nodes[bracket.node + 1 :])
        del self._nodes[bracket.node :]
        del self._runs[bracket.run :]
        self._nodes.append(token)
        self._heights[id(token)] = tree.height + 1
        self._raise_height(tree.height + 1)
        if token.kind in {"link", "key_link"}:
            self._end_link(token)
        return end

    def _raise_height(self, height: int) -> None:
        if self._brackets:
            self._brackets[-1].height = max(self._brackets[-1].height, height)

    def _bracketed(self, bracket: _Bracket, at: int) -> tuple[Token, int] | None:
        """Return what a pair of brackets is, still without children, and where it ends."""
        if bracket.height >= MAX_MARKS:
            self._leaf.too_deep.append(bracket.start)
            return None
        kind = "image" if bracket.image else "link"
        target: Target | None = None
        braces = -1
        if not bracket.image and self._text.startswith("{", at + 1):
            braces = match_attributes(self._text, at + 1)
        if braces > 0:
            kind, target = "span", Target(braces)
        elif bracket.active:
            key = None if bracket.image else KEY.match(self._text, at + 1)
            if key is not None:
                kind, target = "key_link", Target(key.end(), text=key[1].replace("\n", " "))
            else:
                target = self._target(bracket, at)
        if target is None:
            return None
        place = self._leaf.place
        start, end = place(bracket.start), place(target.end - 1) + 1
        token = Token(kind, start, end, [], target.text, target.info, target.title)
        if braces > 0:
            token.attributes = read_attributes(self._text, at + 1, braces, place)
        return token, target.end

    def _target(self, bracket: _Bracket, at: int) -> Target | None:
        found = round_target(self._text, at + 2) if self._text.startswith("(", at + 1) else None
        references = self._env["ref_links"]
        if found is None and references:
            found = reference_target(self._text, (bracket.inner, at), references, nested=bracket.nested)
        return found

    def _end_link(self, token: Token) -> None:
        """Let no bracket around a link become a link itself, and no address within it."""
        if self._bare:
            unlink(token.children)
        for bracket in reversed(self._brackets):
            if not bracket.image:
                if not bracket.active:
                    break
                bracket.active = False

    _handlers: ClassVar[dict[str, Callable[[Scanner, int], int]]] = {
        "\\": _escape,
        "\n": _newline,
        "`": _code,
        "*": _run,
        "_": _run,
        "~": _tilde,
        "^": _caret,
        "$": _formula,
        "<": _angle,
        "&": _entity,
        ":": _colon,
        "{": _braces,
        "[": _open_bracket,
        "]": _close_bracket,
    }
