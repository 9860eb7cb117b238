"""What stands behind and within brackets and bare addresses: targets, labels, keys; pure functions on one leaf's text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from mistune.helpers import LINK_LABEL, parse_link_href, parse_link_title, unescape_char
from mistune.util import unescape, unikey

from stdpub.model.patterns import regex
from stdpub.read.markdown.token_tree import Token

KEY = regex(r"\[@([^\s\[\]@,][^\[\]]{0,300})\]")
_LABEL = regex(rf"\[({LINK_LABEL})\]")
_LABEL_COLON = regex(rf"\[({LINK_LABEL})\]:")
_LONGEST_LABEL = 999
_SPACE = regex(r"[ \t\n]*")
_LINE_REST = regex(r"[ \t]*(?:\n|\Z)")
_SCHEME = regex(r"https?\Z", re.IGNORECASE)
_ADDRESS = regex(r"://[\x00-\x08\x0e-\x1b!#-;=?-Z^_a-\x7f]+")
_TAIL = regex(r"(?:[?!.,:*_~';]|&[A-Za-z0-9]{1,31};)\Z")
_LONGEST_TAIL = 40

References = Mapping[str, tuple[str, str]]
"""Link definitions: folded label to destination and title."""


class Target(NamedTuple):
    """Where the brackets of a link end, and what they say."""

    end: int
    info: str = ""
    title: str = ""
    text: str = ""


def round_target(text: str, at: int) -> Target | None:
    """Read `destination "title")`."""
    href, href_end = parse_link_href(text, at)
    if href is None or href_end is None:
        return None
    title, title_end = parse_link_title(text, href_end, len(text))
    close = _SPACE.match(text, title_end or href_end)
    if close is None or not text.startswith(")", close.end()):
        return None
    return Target(close.end() + 1, unescape(unescape_char(href)), unescape(title or ""))


def reference_target(text: str, inner: tuple[int, int], references: References, *, nested: bool) -> Target | None:
    """Read `[label]` behind brackets, or take what stands between `inner` for the label."""
    at = inner[1] + 1
    label = _LABEL.match(text, at)
    if label is not None and label[1]:
        name = label[1]
    elif nested or inner[1] - inner[0] > _LONGEST_LABEL:
        return None
    else:
        name = text[inner[0] : inner[1]]
    found = references.get(unikey(name))
    return None if found is None else Target(label.end() if label else at, *found)


def definition(text: str, at: int) -> tuple[str, Target] | None:
    """Read `[label]: destination "title"` to the end of its line."""
    label = _LABEL_COLON.match(text, at)
    if label is None or not label[1].strip():
        return None
    href, href_end = parse_link_href(text, label.end(), block=True)
    if href is None or href_end is None:
        return None
    title, title_end = parse_link_title(text, href_end, len(text))
    rest = _LINE_REST.match(text, title_end) if title_end else None
    if rest is None:
        title = None
        rest = _LINE_REST.match(text, href_end)
    if rest is None:
        return None
    return label[1], Target(rest.end(), unescape(unescape_char(href)), unescape(title or ""))


def bare_address(text: str, colon: int, low: int) -> tuple[int, int] | None:
    """Return start and end of the `https://` address around a colon, without the punctuation of its sentence."""
    scheme = _SCHEME.search(text, max(low, colon - 5), colon)
    found = _ADDRESS.match(text, colon)
    if scheme is None or found is None:
        return None
    start = scheme.start()
    before = text[start - 1 : start]
    if before.isascii() and before.isalnum():
        return None
    end = _trimmed(text, start, found.end())
    return (start, end) if end > colon + len("://") else None


def _trimmed(text: str, start: int, end: int) -> int:
    surplus = text.count(")", start, end) - text.count("(", start, end)
    while True:
        if text[end - 1] == ")":
            if surplus <= 0:
                return end
            surplus -= 1
            end -= 1
            continue
        tail = _TAIL.search(text, max(start, end - _LONGEST_TAIL), end)
        if tail is None:
            return end
        end = tail.start()


def unlink(tokens: list[Token]) -> None:
    """Make plain text of the bare addresses that stand within a link."""
    for token in tokens:
        if token.kind == "autolink" and token.end - token.start == len(token.text):
            token.kind, token.info = "text", ""
        elif token.children:
            unlink(token.children)
