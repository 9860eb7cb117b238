"""Where each element stands in a written document: its bytes in, the run of bytes of every id out."""

from __future__ import annotations

import re
from typing import NamedTuple
from xml.parsers import expat

_TAG_END = re.compile(rb"""(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_SPACES = re.compile(rb"""\sxmlns:([A-Za-z0-9]+)=("[^"]*"|'[^']*')""")
_MILESTONE = "milestone-start"


class Slice(NamedTuple):
    """A run of bytes, end exclusive; `tag` is the name of the element, `milestone-start` where the run is bare text."""

    start: int
    end: int
    tag: str


def slices(content: bytes) -> dict[str, Slice]:
    """Return the run of bytes of every id of a well-formed document, from its start tag to the end of its end tag.

    A pair of milestones gives the run between them. Raise ExpatError where the document is not well formed.
    """
    found: dict[str, Slice] = {}
    open_elements: list[tuple[str, str, int, int]] = []
    milestones: dict[str, int] = {}
    parser = expat.ParserCreate()

    def tag_end(at: int) -> int:
        match = _TAG_END.match(content, at)
        return match.end() if match else len(content)

    def start(tag: str, attributes: dict[str, str]) -> None:
        at = parser.CurrentByteIndex
        name = attributes.get("id", "")
        inner = tag_end(at) if name else 0
        open_elements.append((name, tag, at, inner))
        if tag == _MILESTONE and name:
            milestones[name] = inner
        elif tag == "milestone-end" and attributes.get("rid") in milestones:
            rid = attributes["rid"]
            found[rid] = Slice(milestones.pop(rid), at, _MILESTONE)

    def end(_tag: str) -> None:
        name, tag, at, inner = open_elements.pop()
        if name and tag != _MILESTONE:
            # The end of an empty element is reported at a place that depends on what follows it.
            empty = content[inner - 2 : inner] == b"/>"
            found.setdefault(name, Slice(at, inner if empty else tag_end(parser.CurrentByteIndex), tag))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(content, True)  # noqa: FBT003  expat takes it by position alone
    return found


def namespaces(content: bytes) -> dict[bytes, bytes]:
    """Return the prefixes that the root element declares, each with its name in quotes."""
    root = re.search(rb"<[A-Za-z]", content)
    if not root:
        return {}
    tag = _TAG_END.match(content, root.start())
    return dict(_SPACES.findall(tag[0])) if tag else {}


def standalone(fragment: bytes, spaces: dict[bytes, bytes], attributes: bytes = b"") -> bytes:
    """Return a slice of a document as a document: what it takes from the root stands on its own element."""
    name = re.match(rb"<[^\s/>]+", fragment)
    if not name:
        return fragment
    used = b"".join(b" xmlns:%s=%s" % item for item in spaces.items() if b"%s:" % item[0] in fragment)
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n'
    return b"".join((head, name[0], used, attributes, fragment[name.end() :], b"\n"))
