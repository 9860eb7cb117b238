"""Elements of a standard that a foreign text names by title: foreword, references, terms, annexes, with their classes."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stdpub.model.patterns import regex
from stdpub.model.rulebooks import KNOWN_TITLES
from stdpub.model.standard import ClauseKind
from stdpub.read.foreign.outline import Heading, Role
from stdpub.read.foreign.text import ForeignText, placed, plain
from stdpub.read.markdown.token_tree import Token

_INFORMATIVE = regex(
    r"(?:annex|appendix|clause|section|附录)\s*(?:is|为|是)?\s*(?:informative|资料性)|^\W*(?:informative|non-normative)|资料性",
    re.IGNORECASE,
)
_STATUS = regex(r"\s*[(（](规范性|资料性|规范性附录|资料性附录|normative|informative)[)）]\s*", re.IGNORECASE)
_FRONT_KINDS = (ClauseKind.FOREWORD, ClauseKind.INTRODUCTION)
_LISTED_KINDS = (ClauseKind.NORMATIVE_REFERENCES, ClauseKind.BIBLIOGRAPHY)
_LOOKED_AT = 3
"""Blocks of an annex that may say its status."""


def set_classes(headings: Sequence[Heading], *, by_title: bool) -> None:
    """Give the headings of the first level the class of the element that each is; under a rulebook titles say it."""
    placed_ = [heading for heading in headings if heading.role in {Role.CLAUSE, Role.ENTRY}]
    tops = [heading for heading in placed_ if heading.depth == 1]
    last = max((at for at, one in enumerate(tops) if one.number is not None and one.number.form != "annex"), default=-1)
    below: dict[int, list[Heading]] = {}
    for heading in placed_:
        below.setdefault(id(heading.parent), []).append(heading)
    front = True
    for at, heading in enumerate(tops):
        kind = KNOWN_TITLES.get(heading.title.strip().lower().replace("　", ""))
        if heading.number is not None and heading.number.form == "annex":
            if at > last:
                status = "informative" if _is_informative(heading) else "normative"
                heading.classes = ("annex", status)
        elif not by_title:
            heading.classes = _class(heading, kind, below, front=front)
        front = front and (kind in _FRONT_KINDS)


def _class(
    heading: Heading, kind: ClauseKind | None, below: dict[int, list[Heading]], *, front: bool
) -> tuple[str, ...]:
    mine = below.get(id(heading), [])
    if kind in _FRONT_KINDS and front and heading.number is None:
        return (kind.value,) if kind is not None else ()
    if kind is ClauseKind.TERMS and mine and not any(id(one) in below for one in mine):
        return (kind.value,)
    if kind is ClauseKind.SCOPE:
        return (kind.value,)
    if kind in _LISTED_KINDS and not mine and _lists_entries(heading):
        return (kind.value,) if kind is not None else ()
    return ()


def blocks_below(heading: Heading) -> list[Token]:
    """Return the blocks between a heading and the next."""
    found: list[Token] = []
    for block in heading.text.tokens.blocks[heading.at + 1 :] if heading.at >= 0 else ():
        if block.kind == "heading":
            break
        found.append(block)
    return found


def _is_informative(heading: Heading) -> bool:
    status = _STATUS.match(heading.title)
    if status is not None:
        return "资料" in status[1] or "informative" in status[1].lower()
    for block in blocks_below(heading)[:_LOOKED_AT]:
        words = plain(block.children) if block.kind == "paragraph" else block.text if block.kind == "html" else ""
        if _INFORMATIVE.search(words[:200]):
            return True
    return False


def _lists_entries(heading: Heading) -> bool:
    """Tell whether a clause holds lists of single paragraphs, as lists of references are."""
    lists = [block for block in blocks_below(heading) if block.kind == "list"]
    return bool(lists) and all(
        item.children and all(child.kind == "paragraph" for child in item.children)
        for one in lists
        for item in one.children
    )


def annex_title(heading: Heading) -> None:
    """Take status and title of a GB/T annex from its heading or the centred lines below it."""
    text = heading.text
    title, status = heading.title, _STATUS.match(heading.title)
    if status is not None:
        _cut_from_heading(heading, status)
        return
    if title:
        return
    for block in blocks_below(heading)[:2]:
        words = _centred(text, block)
        if not words:
            break
        text.edits.replace(block.start, block.end, "")
        if not _STATUS.fullmatch(words):
            heading.title = words
            text.edits.insert(heading.token.children[-1].end, words)
            break


def _cut_from_heading(heading: Heading, status: re.Match[str]) -> None:
    words = placed(heading.token.children)
    at = len(words.text) - len(words.text.rstrip()) + len(heading.title)
    start = len(words.text) - at
    heading.text.edits.replace(words.starts[start], words.ends[start + status.end() - 1], "")
    heading.title = heading.title[status.end() :]


def _centred(text: ForeignText, block: Token) -> str:
    """Return the words of a line that stands in the middle: centred by a tag, or the status of an annex as a paragraph."""
    source = text.text[block.start : block.end]
    found = re.fullmatch(r"\s*<center>\s*([^<>]+?)\s*</center>\s*", source, re.IGNORECASE)
    if found is not None:
        return found[1]
    if block.kind == "paragraph" and _STATUS.fullmatch(plain(block.children)):
        return plain(block.children).strip()
    return ""
