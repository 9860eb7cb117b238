"""Cut the tree of a page into runs that begin on a new page; each is laid out by itself, in any order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from stdpub.write.pdf.tagging.roles import CONTINUES

LONG = 250_000
"""Letters of a text, a Han character counting two, beyond which every top clause begins on a new page."""
ENOUGH = 20_000
"""Letters of a run, about eight pages, after which a long document goes on on a new page with the next clause below."""
_ELEMENT = 40
"""Letters that take as long as an element."""
_NEW_PAGE = frozenset({"annex", "bibliography", "index"})
_TOP = "level-1"
_HAN = re.compile("[\u2e80-\uffef]")


@dataclass(frozen=True, slots=True)
class Run:
    """One run of pages: the container it stands in, counted from the start, and a whole tree with nothing else in it."""

    place: int
    root: ET.Element

    @property
    def body(self) -> ET.Element:
        """The body of the tree."""
        return self.root[-1]

    @property
    def container(self) -> ET.Element:
        """The container of the run, with its classes."""
        return self.body[0]

    @property
    def contents(self) -> bool:
        """Tell whether the run lists the others with their pages."""
        return any("contents" in _classes(one) for one in self.container)

    @property
    def weight(self) -> float:
        """How much work it is to lay out the run, about: letters and elements."""
        return sum(len(text) for text in self.root.itertext()) + _ELEMENT * sum(1 for _ in self.root.iter())


def cut(root: ET.Element) -> tuple[Run, ...]:
    """Return the runs of a page in their order; the elements stay those of the page."""
    body = root[-1]
    far = letters(body) > LONG
    return tuple(
        Run(place, _alone(root, container, children))
        for place, container in enumerate(body)
        for children in _stretches(container, far=far)
    )


def _stretches(container: ET.Element, *, far: bool) -> Iterator[list[ET.Element]]:
    """Yield what stands in a container, anew where the style asks for a new page."""
    front = "front" in _classes(container)
    if not (front or "body" in _classes(container)):
        yield list(container)
        return
    stretch: list[ET.Element] = []
    for child in container:
        if stretch and _begins_page(child, stretch, front=front, far=far):
            yield stretch
            stretch = []
        *full, rest = _pieces(child) if far and not front else (child,)
        for piece in full:
            yield [*stretch, piece]
            stretch = []
        stretch.append(rest)
    yield stretch


def _pieces(clause: ET.Element, level: int = 1) -> Iterator[ET.Element]:
    """Yield a clause in pieces that begin with a clause below it, none of them short; one that is not long is whole."""
    left = letters(clause)
    if f"level-{level}" not in _classes(clause) or left < 2 * ENOUGH:
        yield clause
        return
    piece = ET.Element(clause.tag, clause.attrib)
    piece.text = clause.text
    around = {name: value for name, value in clause.attrib.items() if name != "id"} | {CONTINUES: "yes"}
    held = 0
    for child in clause:
        below = f"level-{level + 1}" in _classes(child)
        if below and min(held, left) >= ENOUGH:
            yield piece
            piece, held = ET.Element(clause.tag, around), 0
        *full, rest = _pieces(child, level + 1) if below else (child,)
        for one in full:
            piece.append(one)
            yield piece
            piece, held = ET.Element(clause.tag, around), 0
        piece.append(rest)
        held += letters(rest)
        left -= letters(child)
    yield piece


def _begins_page(child: ET.Element, before: list[ET.Element], *, front: bool, far: bool) -> bool:
    if front:
        return child.tag == "section" and before[-1].tag == "section"
    classes = _classes(child)
    if _TOP not in classes and not classes & {"bibliography", "index"}:
        return False
    return bool(classes & _NEW_PAGE) or (far and any(_TOP in _classes(one) for one in before))


def _classes(element: ET.Element) -> set[str]:
    return set(element.get("class", "").split())


def letters(element: ET.Element) -> int:
    """Return how long a text is, a Han character counting two letters."""
    return sum(len(text) if text.isascii() else len(text) + len(_HAN.findall(text)) for text in element.itertext())


def _alone(root: ET.Element, container: ET.Element, children: list[ET.Element]) -> ET.Element:
    """Return a tree with the root, the body and one container of another, and only some of its elements."""
    whole = ET.Element(root.tag, root.attrib)
    body = ET.SubElement(whole, root[-1].tag, root[-1].attrib)
    around = ET.SubElement(body, container.tag, container.attrib)
    around.text = container.text if children and children[0] is container[0] else None
    around.extend(children)
    return whole
