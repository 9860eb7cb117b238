"""Put the parts of a document together: pages with their frames, fonts, links, outline and structure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from stdpub.write.pdf.frames import Frame
from stdpub.write.pdf.paging import Leaf
from stdpub.write.pdf.parts import Bookmark, Part, Place
from stdpub.write.pdf.tagging.joining import join_structures


@dataclass(frozen=True, slots=True)
class _Joint:
    """A document under construction: its pages with their frames, and where each sheet of each part has come."""

    pdf: pikepdf.Pdf
    leaves: Sequence[Leaf]
    frames: Sequence[Frame]
    pages: dict[tuple[int, int], int]

    def target(self, part: int, at: Place, moved: float) -> Array:
        """Return a destination in the document."""
        page = self.pdf.pages[self.pages[part, at.sheet]]
        return Array([page.obj, Name.XYZ, at.x + moved, at.y, 0])

    def moved(self, part: int, sheet: int, left: float) -> float:
        """Return by how much the text of a page stands farther right than it was set."""
        return self.frames[self.pages[part, sheet]].left - left


def merged(parts: Sequence[Part], leaves: Sequence[Leaf], frames: Sequence[Frame], fonts: bytes) -> pikepdf.Pdf:
    """Return the whole document: the pages `leaves`, each in its frame."""
    pdf = pikepdf.Pdf.new()
    with pikepdf.open(BytesIO(fonts)) as held:
        names = pdf.copy_foreign(held.Root.Font if held.Root.Font.is_indirect else held.make_indirect(held.Root.Font))
    opened = [pikepdf.open(BytesIO(part.pdf)) for part in parts]
    joint = _Joint(pdf, leaves, frames, {})
    for at, leaf in enumerate(leaves):
        if leaf.part is None:
            before = leaves[at - 1]
            pdf.pages.append(_blank(pdf, opened[before.part or 0].pages[before.sheet], names))
        else:
            pdf.pages.append(opened[leaf.part].pages[leaf.sheet])
            joint.pages[leaf.part, leaf.sheet] = at
    _dress(joint, parts, names)
    _link(joint, parts)
    _outline(joint, parts)
    _structure(joint, parts, opened)
    return pdf


def _blank(pdf: pikepdf.Pdf, like: pikepdf.Page, fonts: pikepdf.Object) -> pikepdf.Page:
    page = Dictionary(Type=Name.Page, MediaBox=Array(list(like.obj.MediaBox)), Resources=Dictionary(Font=fonts))
    return pikepdf.Page(pdf.make_indirect(page))


def _dress(joint: _Joint, parts: Sequence[Part], fonts: pikepdf.Object) -> None:
    """Give every page its frame and the fonts of the document, and move its text to where its side begins."""
    pdf = joint.pdf
    begins: dict[float, pikepdf.Object] = {}
    dressed: set[tuple[int, int]] = set()
    for page, leaf, frame in zip(pdf.pages, joint.leaves, joint.frames, strict=True):
        if leaf.part is None:
            continue
        around = b"Q\n/Artifact <</Type /Pagination>> BDC q\n" + frame.drawing + b"\nQ EMC\n"
        resources = page.obj.Resources
        if resources.objgen not in dressed:
            dressed.add(resources.objgen)
            for name, font in fonts.items():
                resources.Font[name] = font
        moved = frame.left - parts[leaf.part].sheets[leaf.sheet].left
        if moved not in begins:
            begins[moved] = pdf.make_stream(b"q 1 0 0 1 %.4f 0 cm\n" % moved)
        page.obj.Contents = Array([begins[moved], page.obj.Contents, pdf.make_stream(around)])
        for link in page.obj.get(Name.Annots, ()) if moved else ():
            x1, y1, x2, y2 = map(float, link.Rect)
            link.Rect = Array([x1 + moved, y1, x2 + moved, y2])


def _link(joint: _Joint, parts: Sequence[Part]) -> None:
    """Name every place that a link may lead to."""
    places: dict[bytes, Array] = {}
    for number, part in enumerate(parts):
        for name, at in part.anchors.items():
            moved = joint.moved(number, at.sheet, part.sheets[at.sheet].left)
            places.setdefault(bytes(String(name)), joint.target(number, at, moved))
    names = Array()
    for key in sorted(places):
        names.append(String(key.decode("latin-1")) if key.isascii() else pikepdf.String(key))
        names.append(places[key])
    joint.pdf.Root.Names = Dictionary(Dests=joint.pdf.make_indirect(Dictionary(Names=names)))


def _outline(joint: _Joint, parts: Sequence[Part]) -> None:
    """Write the bookmarks of all parts as one outline."""
    lines = [
        (one, joint.target(number, one.at, joint.moved(number, one.at.sheet, part.sheets[one.at.sheet].left)))
        for number, part in enumerate(parts)
        for one in part.bookmarks
    ]
    if not lines:
        return
    pdf = joint.pdf
    root = pdf.make_indirect(Dictionary(Type=Name.Outlines))
    above: list[tuple[int, Any, Bookmark | None]] = [(0, root, None)]
    counts: dict[int, int] = {}
    for bookmark, target in lines:
        while above[-1][0] >= bookmark.level:
            above.pop()
        parent = above[-1][1]
        item = pdf.make_indirect(Dictionary(Title=String(bookmark.label), Dest=target, Parent=parent))
        if Name.Last in parent:
            parent.Last.Next, item.Prev = item, parent.Last
        else:
            parent.First = item
        parent.Last = item
        for _, holder, holding in reversed(above):
            counts[holder.objgen[0]] = counts.get(holder.objgen[0], 0) + 1
            if holding is not None and holding.closed:
                break
        above.append((bookmark.level, item, bookmark))
        if bookmark.closed:
            item.Count = 0
    _count(root, counts)
    pdf.Root.Outlines = root


def _count(item: Any, counts: dict[int, int]) -> None:  # noqa: ANN401 - pikepdf's
    """Say of each line how many stand below it, less than nought where it is closed."""
    for line in _lines(item):
        count = counts.get(line.objgen[0], 0)
        closed = Name.Count in line
        if count:
            line.Count = -count if closed else count
        elif closed:
            del line.Count


def _lines(item: Any) -> Iterator[Any]:  # noqa: ANN401 - pikepdf's
    yield item
    below = item.get(Name.First)
    while below is not None:
        yield from _lines(below)
        below = below.get(Name.Next)


def _structure(joint: _Joint, parts: Sequence[Part], opened: Sequence[pikepdf.Pdf]) -> None:
    """Hang the structure of every part under one root."""
    pages = [
        [joint.pdf.pages[joint.pages[number, sheet]] for sheet in range(len(part.sheets))]
        for number, part in enumerate(parts)
    ]
    sheets = {page.obj.objgen: sheet for found in pages for sheet, page in enumerate(found)}

    def moved(number: int, page: pikepdf.Object) -> float:
        sheet = sheets[page.objgen]
        return joint.moved(number, sheet, parts[number].sheets[sheet].left)

    join_structures(joint.pdf, opened, pages, moved)
