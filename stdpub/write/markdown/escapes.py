"""Plain words in, the same words as Markdown reads them back out: only what would mean something there is escaped."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdpub.model.characters import PUNCTUATION, character_class

_SPECIAL = re.compile(r"[\\`*_~^$\[\]{<&|!(:\n\r]")
_SUBSCRIPT = re.compile(r"~[A-Za-z0-9+\u2212,]{1,12}(?:~|\Z)")
_SUPERSCRIPT = re.compile(r"\^[A-Za-z0-9+\u2212,-]{1,12}(?:\^|\Z)")
_ATTRIBUTES = re.compile(r"\{:?[ \t\n]*(?:[#.]|[A-Za-z_][\w:.-]*=)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{0,31});")
_ADDRESS = re.compile(r"https?\Z", re.IGNORECASE)
_BLOCK_START = re.compile(
    r"(?P<mark>\#{1,6}(?=[ \t]|\Z)|>|[-+*](?=[ \t]|\Z)|:(?=:{2}|[ \t])|=(?==*[ \t]*\Z)|-(?=-*[ \t]*\Z)"
    r"|([-_*])(?=(?:[ \t]*\2){2,}[ \t]*\Z)|\[(?=(?:[^\]\\]|\\.){1,999}\]:)"
    r"|\[(?=!(?i:note|example|warning|danger|caution|important|tip)\][ \t]*(?:\{.*\})?[ \t]*\Z))"
    r"|(?:[0-9]{1,9}|[a-z])(?P<behind>[.)](?=[ \t]|\Z))"
)
_CAPTION = re.compile(r"(?:Table|表)[ \t]*(?P<colon>[:：])")
NOTHING = "<!-- -->"
"""A comment that keeps apart what would otherwise be read as one."""

_EDGES = frozenset(" \t")
_REFERENCES = {"\n": "&#10;", "\r": "&#13;", "：": "&#65306;"}


@dataclass(frozen=True, slots=True)
class Where:
    """What words stand in, where that decides what they must not look like."""

    cell: bool = False  # of a Markdown table: a pipe would end it
    html: bool = False  # in an HTML table: a tag would end it
    bracketed: bool = False  # between square brackets
    marked: bool = False  # in emphasis of some kind


def escaped(text: str, before: str, after: str, where: Where) -> str:
    """Return words between two written characters, each empty at the end of the line."""
    pieces: list[str] = []
    done = 0
    for found in _SPECIAL.finditer(text):
        at = found.start()
        previous = text[at - 1] if at else before
        following = text[at + 1] if at + 1 < len(text) else after
        char = found[0]
        if char in "\n\r" or (char == "<" and where.html):
            pieces += (text[done:at], "&lt;" if char == "<" else _REFERENCES[char])
            done = at + 1
        elif _means_something(text, at, previous, following, where):
            pieces += (text[done:at], "\\")
            done = at
    return "".join((*pieces, text[done:]))


def _means_something(text: str, at: int, previous: str, following: str, where: Where) -> bool:  # noqa: C901, PLR0911 - one case a character, flat
    char = text[at]
    match char:
        case "\\":
            return following in PUNCTUATION or not following
        case "*" | "_":
            return _may_mark(char, previous, following)
        case "~":
            near = "~" in {previous, following}
            return near or ((previous.isalpha() or previous == ")") and bool(_SUBSCRIPT.match(text, at)))
        case "^":
            opens = previous.isalpha() or previous.isdigit() or previous == ")"
            return opens and bool(_SUPERSCRIPT.match(text, at))
        case "$":
            return bool(following) and not following.isspace()
        case "[":
            return where.bracketed or following in {"@", "^"}
        case "]":
            return where.bracketed or following in {"(", "[", "{"}
        case "{":
            return bool(_ATTRIBUTES.match(text, at))
        case "<":
            return following.isalpha() or following in {"/", "!", "?"}
        case "&":
            return bool(_ENTITY.match(text, at))
        case "|":
            return where.cell
        case "!":
            return following == "[" and at + 1 == len(text)
        case "(":
            return not at and previous == "]"
        case ":":
            address = text.startswith("://", at) and bool(_ADDRESS.search(text, max(at - 5, 0), at))
            return address or (not at and previous == "]")
    return True


def _may_mark(char: str, previous: str, following: str) -> bool:
    before, after = character_class(previous), character_class(following)
    if before == after == "space":
        return False
    return not (char == "_" and before.endswith("letter") and after.endswith("letter"))


def opening(line: str) -> str:
    """Return a line of words that begins no other block than a paragraph."""
    if line == "<br>":
        return f"{line}{NOTHING}"
    found = _BLOCK_START.match(line)
    return line if found is None else _without_meaning(line, found.start("mark" if found["mark"] else "behind"))


def no_caption(line: str) -> str:
    """Return a line of words that is no caption of a table below it."""
    found = _CAPTION.match(line)
    return line if found is None else _without_meaning(line, found.start("colon"))


def _without_meaning(line: str, at: int) -> str:
    char = line[at]
    return line[:at] + _REFERENCES.get(char, "\\" + char) + line[at + 1 :]


def edged(line: str, *, any_space: bool = False) -> str:
    """Return a line whose white space at both ends is kept when it is read; a mark cannot stand beside any kind of it."""
    if line[:1] in _EDGES or (any_space and line[:1].isspace()):
        line = f"&#{ord(line[0])};{line[1:]}"
    if line[-1:] in _EDGES or (any_space and line[-1:].isspace()):
        line = f"{line[:-1]}&#{ord(line[-1])};"
    return line


def quoted(value: str, where: Where) -> str:
    """Return an attribute's value in double quotes."""
    text = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{piped(text, where)}"'


def piped(text: str, where: Where) -> str:
    """Return code, a formula or the like with the pipes that would end a cell escaped."""
    return text.replace("|", "\\|") if where.cell else text
