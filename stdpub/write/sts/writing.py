"""What the writers of STS share: names of the tag sets, ids and pointers of one document, text that XML admits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

from lxml.etree import SubElement
from lxml.etree import _Element as Element

from stdpub.model.content import Block, Reference, References
from stdpub.model.rulebooks import Wording, wording
from stdpub.model.standard import Standard

MML = "http://www.w3.org/1998/Math/MathML"
TBX = "urn:iso:std:iso:30042:ed-1"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"

HREF = f"{{{XLINK}}}href"
LANG = f"{{{XML}}}lang"

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_START = (
    "A-Z_a-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f"
    "\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
)
_NAME = re.compile(f"[{_START}][-.0-9\u00b7\u0300-\u036f\u203f\u2040{_START}]*")
_TOKEN = re.compile("[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*")


def clean(text: str) -> str:
    """Return a text without the characters that XML 1.0 forbids."""
    return _FORBIDDEN.sub("", text)


def tongue(language: str) -> str:
    """Return a language tag as XML admits it; `und` where it is none."""
    return language if _TOKEN.fullmatch(language) else "und"


def leaf(parent: Element, tag: str, text: str, attributes: dict[str, str] | None = None) -> Element:
    """Append an element that holds nothing but text, and return it."""
    element = SubElement(parent, tag, attributes)
    element.text = clean(text)
    return element


def lined(parent: Element) -> None:
    """Begin a new line inside an element that holds no text of its own."""
    if len(parent):
        parent[-1].tail = "\n"
    else:
        parent.text = "\n"


def line_each(parent: Element) -> None:
    """Put every child of an element that holds no text of its own on a line."""
    parent.text = "\n"
    for child in parent:
        child.tail = "\n"


class Room(NamedTuple):
    """Which blocks an element holds directly, in what it wraps the others, and whether each gets a line of its own."""

    direct: frozenset[type]
    wrapper: str
    lines: bool = True


class Writing:
    """One document being written: its language and wording, the ids given so far, the pointers to settle at the end."""

    __slots__ = (
        "footnotes",
        "identifiers",
        "ids",
        "language",
        "listing",
        "others",
        "pointers",
        "wording",
        "write_blocks",
    )

    def __init__(self, standard: Standard, write_blocks: WriteBlocks) -> None:
        self.write_blocks = write_blocks
        header = standard.header
        self.language = tongue(header.language)
        self.wording: Wording = wording(header.rulebook, header.language)
        self.ids: set[str] = set()
        self.pointers: list[tuple[Element, str]] = []
        self.footnotes: dict[str, str] = {}
        self.listing = "bibl"
        self.others: Counter[str] = Counter()
        self.identifiers = {entry.key or entry.id: entry.identifier for entry in _entries(standard)}

    def fill(self, parent: Element, blocks: tuple[Block, ...], room: Room) -> None:
        """Append blocks to an element."""
        self.write_blocks(self, parent, blocks, room)

    def identified(self, name: str, attributes: dict[str, str] | None = None) -> dict[str, str]:
        """Return attributes with an id before them; one that XML refuses, or that is borne already, gets another name."""
        if not name:
            return attributes or {}
        if name in self.ids or not _NAME.fullmatch(name):
            name = self._other(name)
        self.ids.add(name)
        return {"id": name, **attributes} if attributes else {"id": name}

    def _other(self, name: str) -> str:
        base = name if _NAME.fullmatch(name) else "id"
        self.others[base] += 1
        other = f"{base}.other{self.others[base]}"
        return self._other(base) if other in self.ids else other

    def point(self, element: Element, attribute: str, names: str) -> None:
        """Let an attribute name one id or several; those that nothing bears are dropped in the end."""
        if names:
            element.set(attribute, clean(names))
            self.pointers.append((element, attribute))

    def settle(self) -> None:
        """Drop every pointer to what no element bears."""
        for element, attribute in self.pointers:
            given = element.get(attribute, "")
            if given in self.ids:
                continue
            known = [name for name in given.split() if name in self.ids]
            if known:
                element.set(attribute, " ".join(known))
            else:
                del element.attrib[attribute]


def _entries(standard: Standard) -> list[Reference]:
    return [
        entry
        for clause in standard.walk()
        for block in clause.blocks
        if isinstance(block, References)
        for entry in block.items
    ]


WriteBlocks = Callable[[Writing, Element, tuple[Block, ...], Room], None]
"""Appends blocks to an element; given to what lies below it, since blocks hold tables and cells hold blocks."""
