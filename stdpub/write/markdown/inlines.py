"""Inline nodes in, one line of Markdown that reads back as the same nodes out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from stdpub.model.characters import character_class
from stdpub.model.inlines import (
    Citation,
    CodeSpan,
    CrossReference,
    FootnoteReference,
    Inline,
    InlineFormula,
    Limit,
    LineBreak,
    Link,
    Mark,
    MarkKind,
    Picture,
    Text,
    VerbalForm,
)
from stdpub.write.markdown.escapes import NOTHING, Where, edged, escaped, piped, quoted

_SIGNS = {MarkKind.EMPHASIS: 1, MarkKind.STRONG: 2}
_TAGS = {MarkKind.SUBSCRIPT: "sub", MarkKind.SUPERSCRIPT: "sup"}
_SIMPLE = {
    MarkKind.SUBSCRIPT: re.compile(r"[A-Za-z0-9+\u2212,]{1,12}"),
    MarkKind.SUPERSCRIPT: re.compile(r"[A-Za-z0-9+\u2212,-]{1,12}"),
}
_SCRIPTS = {MarkKind.SUBSCRIPT: "~", MarkKind.SUPERSCRIPT: "^"}
_AUTOLINK = re.compile(r"[A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*")
_EMAIL = re.compile(r"[A-Za-z0-9.+_-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_PLAIN_HREF = re.compile(r"[^\s<>()\\&|\x00-\x20\x7f]+")
_ENTITY_LIKE = re.compile(r"&(?=[#A-Za-z])")
_FORMULA = re.compile(r"(?![\s$])(?:[^$\\]|\\.)+(?<!\s)", re.DOTALL)
_MONEY = re.compile(r"[0-9][0-9.,]*(?:[ \t\n]+[A-Za-z]{3}|[ \t\n]*[,;/–—-][ \t\n]*\Z|[ \t\n]+(?:to|or)\b)")
_BACKTICKS = re.compile(r"`+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Something written; `sign` is the character of its mark, where a second one right beside it would join it."""

    text: str
    sign: str = ""


def written(nodes: Sequence[Inline], where: Where, before: str = "", after: str = "") -> str:
    """Return inline nodes between two characters as Markdown on one line; a formula may hold line ends of its own."""
    runs = list(_runs(nodes))
    pieces: list[_Piece] = []
    last = _Piece(before)
    for at, run in enumerate(runs):
        following = _first(runs[at + 1]) if at + 1 < len(runs) else after
        if isinstance(run, str):
            piece = _Piece(escaped(run, last.text[-1:], following, where))
        else:
            piece = _piece(run, last, following, where)
        if piece.text:
            pieces.append(piece)
            last = piece
    return "".join(piece.text for piece in pieces)


def _runs(nodes: Sequence[Inline]) -> Iterator[str | Inline]:
    """Yield the nodes with words that touch joined into one text."""
    words: list[str] = []
    for node in nodes:
        if isinstance(node, (Text, VerbalForm)):
            words.append(node.text)
            continue
        text = "".join(words)
        words = []
        if text:
            yield text
        yield node
    if "".join(words):
        yield "".join(words)


def _first(run: str | Inline) -> str:
    """Return the character that what comes next begins with."""
    match run:
        case str():
            return run[0]
        case Mark(kind=MarkKind.INDEX) | Link() | CrossReference() | Citation() | FootnoteReference() | Limit():
            return "["
        case Mark(kind=kind):
            return "*" if kind in _SIGNS else "~"
        case CodeSpan():
            return "`"
        case InlineFormula():
            return "$"
        case Picture():
            return "!"
    return "<"


def _piece(node: Inline, last: _Piece, following: str, where: Where) -> _Piece:
    match node:
        case Mark(kind=MarkKind.INDEX):
            return _Piece(_bracketed(node.children, where) + "{.index}")
        case Mark():
            return _mark(node, last, following, where)
        case CodeSpan():
            return _code(node.text, last, where)
        case InlineFormula():
            return _Piece(_formula(node.tex, following, where))
        case Link():
            return _Piece(_link(node, last.text[-1:], where))
        case Picture():
            alt = escaped(node.alt, "[", "]", replace(where, bracketed=True))
            return _Piece(f"![{alt}]({address(node.path.replace('%', '%25'), where)})")
        case LineBreak():
            return _Piece("<br>")
        case FootnoteReference():
            return _Piece(f"[^{node.name}]")
        case Limit():
            return _Piece(_bracketed(node.children, where) + _limit(node, where))
        case CrossReference() | Citation():
            return _Piece(_pointer(node, where))
    return _Piece("")


def _bracketed(nodes: Sequence[Inline], where: Where) -> str:
    return f"[{written(nodes, replace(where, bracketed=True), '[', ']')}]"


def _mark(mark: Mark, last: _Piece, following: str, where: Where) -> _Piece:
    if mark.kind in _TAGS:
        return _script(mark, last, following, where)
    sign = "~" if mark.kind is MarkKind.STRIKE else "_" if where.marked else "*"
    inner = edged(written(mark.children, replace(where, marked=True), sign, sign), any_space=True) or NOTHING
    signs = sign * _SIGNS.get(mark.kind, 2)
    before, behind = last.text[-1:], following
    apart = last.sign == sign or (not last.sign and before == sign)
    apart = apart or not _opens(sign, before, inner[0])
    together = behind == sign or not _opens(sign, behind, inner[-1])
    return _Piece(
        f"{NOTHING if apart else ''}{signs}{inner}{signs}{NOTHING if together else ''}", "" if together else sign
    )


def _opens(sign: str, outside: str, inside: str) -> bool:
    """Tell whether a mark between two characters opens, seen from the left, or closes, seen from the right."""
    if sign == "~":
        return True
    out, within = character_class(outside), character_class(inside)
    if out == "space" or out.endswith("punctuation"):
        return True
    if sign == "_":
        return False
    return out.startswith("cjk") or within.startswith("cjk") or not within.endswith("punctuation")


def _script(mark: Mark, last: _Piece, following: str, where: Where) -> _Piece:
    only = mark.children[0] if len(mark.children) == 1 else None
    sign = _SCRIPTS[mark.kind]
    before = last.text[-1:]
    if isinstance(only, Text) and _SIMPLE[mark.kind].fullmatch(only.text) and following != sign:
        letter = before.isalpha() and character_class(before) == "letter"
        if letter or before == ")" or (sign == "^" and before.isdigit()):
            return _Piece(f"{sign}{only.text}{sign}", sign)
    tag = _TAGS[mark.kind]
    return _Piece(f"<{tag}>{written(mark.children, where, '>', '<')}</{tag}>")


def _code(code: str, last: _Piece, where: Where) -> _Piece:
    runs = {len(run) for run in _BACKTICKS.findall(code)}
    fence = "`" * next(count for count in range(1, len(runs) + 2) if count not in runs)
    padded = code[:1] == "`" or code[-1:] == "`" or (code[:1] == code[-1:] == " " and code.strip(" ") != "")
    text = f" {code} " if padded else code
    return _Piece(f"{NOTHING if last.sign == '`' else ''}{fence}{piped(text, where)}{fence}", "`")


def _formula(tex: str, following: str, where: Where) -> str:
    text = piped(tex, where)
    money = bool(_MONEY.match(tex))
    if _FORMULA.fullmatch(tex) and not money and not following.isdigit() and following != "$":
        return f"${text}$"
    if "`" not in tex and tex and not money:
        return f"$`{text}`$"
    return f"$${text}$$"


def _link(link: Link, before: str, where: Where) -> str:
    only = link.children[0] if len(link.children) == 1 else None
    if isinstance(only, Text) and only.text == link.href and _CONTROL.search(link.href):
        return f"{NOTHING if before.isalnum() else ''}{link.href}{NOTHING}"  # no brackets hold it
    if isinstance(only, Text) and not where.bracketed and "|" not in link.href:
        mail = link.href == f"mailto:{only.text}" and _EMAIL.fullmatch(only.text)
        if mail or (link.href == only.text and _AUTOLINK.fullmatch(link.href)):
            return f"<{only.text}>"
    return f"{_bracketed(link.children, where)}({address(link.href, where)})"


def address(destination: str, where: Where) -> str:
    """Return the destination of a link or picture, in pointed brackets where it needs them."""
    if _PLAIN_HREF.fullmatch(destination):
        return destination
    text = _ENTITY_LIKE.sub("&amp;", re.sub(r"[\\<>]", r"\\\g<0>", destination)).replace("\n", "&#10;")
    return f"<{piped(text, where)}>"


def _limit(limit: Limit, where: Where) -> str:
    values = (("limit", limit.rule), ("when", limit.when), ("compare", limit.compare))
    return braces("", (), tuple((name, value) for name, value in values if value or name == "limit"), where)


def _pointer(node: CrossReference | Citation, where: Where) -> str:
    if isinstance(node, CrossReference):
        if not node.children:
            return f"[@{node.key}]"
        return f"{_bracketed(node.children, where)}({address('#' + node.key, where)})"
    element = node.clause if node.clause.startswith("#") else f", {node.clause}" if node.clause else ""
    return f"{_bracketed(node.children, where) if node.children else ''}[@{node.reference}{element}]"


_BARE = re.compile(r"[A-Za-z0-9_.-]+")


def braces(key: str, classes: Sequence[str], values: Sequence[tuple[str, str]], where: Where) -> str:
    """Return attributes in braces, empty where there are none."""
    parts = [f"#{key}"] if key else []
    parts += [f".{name}" for name in classes]
    parts += [
        f"{name}={value if _BARE.fullmatch(value) and name != 'alt' else quoted(value, where)}"
        for name, value in values
    ]
    return f"{{{' '.join(parts)}}}" if parts else ""
