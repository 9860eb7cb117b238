"""Set the pages of a document: HTML for paper in, PDF out, or an error that names what keeps it from being whole.

The document is cut into runs that begin on a new page, each is laid out by itself, the contents list is laid out when
the pages of all others are known, then running heads and fonts are made and all is put together. What was laid out
before is taken from the shelf.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from xml.etree import ElementTree as ET

import pikepdf
from pikepdf import Dictionary, Name, String
from weasyprint import CSS, VERSION

from stdpub.write.pdf.crew import done
from stdpub.write.pdf.faults import PdfError, glyph_faults, picture_faults
from stdpub.write.pdf.frames import BLANK, NO_FRAMES, Frame, frames
from stdpub.write.pdf.keeping import (
    digest,
    fonts_name,
    frames_bytes,
    kept,
    leaf_name,
    part_bytes,
    read_frames,
    read_part,
    tree_digest,
)
from stdpub.write.pdf.layout import Used
from stdpub.write.pdf.merging import merged
from stdpub.write.pdf.paging import Leaf, paged
from stdpub.write.pdf.parts import Part, Press, Sheet
from stdpub.write.pdf.runs import Run, cut
from stdpub.write.pdf.typefaces import font_file, together
from stdpub.write.shelf import NoShelf, Shelf
from stdpub.write.web.context import Page

_LINES = 45
"""Lines of a contents list that stand on a page, about."""
_WORTH = 60_000
"""Weight of a document, about fifteen pages, from which its parts are laid out in several processes."""
_ROUNDS = 4
"""How often the contents list is laid out until its page numbers are those of the pages behind it."""

Finish = Callable[[pikepdf.Pdf], None]
"""What is done with the whole document when its parts are put together."""


def set_pages(root: ET.Element, page: Page, finish: Finish | None, shelf: Shelf | None = None) -> bytes:
    """Return the PDF, without tags where nothing finishes it; raise PdfError where a glyph or a picture is missing."""
    making = _Making.of(root, page, NoShelf() if shelf is None else shelf, tagged=finish is not None)
    parts, leaves = making.parts()
    around = making.frames(leaves)
    fonts = together([*(part.fonts for part in parts), *(frame.fonts for frame in around)])
    _refuse(page, parts, fonts)
    pdf = merged(parts, leaves, around, kept(making.shelf, fonts_name(fonts), partial(font_file, fonts)))
    _describe(pdf, root)
    if finish is not None:
        finish(pdf)
    return _saved(pdf)


@dataclass(frozen=True, slots=True)
class _Making:
    """A document in the making; `salt` is a digest of what all its runs are set with."""

    press: Press
    style: CSS
    runs: tuple[Run, ...]
    shelf: Shelf
    salt: str

    @classmethod
    def of(cls, root: ET.Element, page: Page, shelf: Shelf, *, tagged: bool) -> _Making:
        """Return a page cut into runs, with all they are set with."""
        written = "".join(found.text or "" for found in root.iter("style"))
        style = CSS(string=written)
        assets = tuple(page.assets.values())
        names = frozenset(name for one in root.iter() if (name := one.get("id")))
        press = Press((style, CSS(string=NO_FRAMES)), assets, names, tagged)
        salt = digest(VERSION, written, [(one.media_type, digest(one.content)) for one in assets], tagged)
        return cls(press, style, cut(root), shelf, salt)

    def parts(self) -> tuple[tuple[Part, ...], tuple[Leaf, ...]]:
        """Return the parts of all runs, the contents list among them, and the pages of the whole."""
        found = self._known()
        lists = [at for at, run in enumerate(self.runs) if run.contents]
        sheets = [one.sheets if one else (Sheet("", 0.0),) * _pages_of_list(self.runs[at]) for at, one in found.items()]
        for _ in range(_ROUNDS):
            leaves = paged(self.runs, sheets)
            for at in lists:
                found[at] = self._part(at, _targets(self.runs[at], found, leaves))
            whole = tuple(part for part in found.values() if part is not None)
            before, sheets = sheets, [part.sheets for part in whole]
            if list(map(len, before)) == list(map(len, sheets)):
                break
        return whole, paged(self.runs, sheets)

    def _known(self) -> dict[int, Part | None]:
        """Return the parts of all runs but those of the contents list."""
        names = {at: self._name(at, {}) for at, run in enumerate(self.runs) if not run.contents}
        found = {at: read_part(self.shelf.get(names[at])) if at in names else None for at in range(len(self.runs))}
        lacking = [at for at in names if found[at] is None]
        works = [partial(self.press.part, self.runs[at].root) for at in lacking]
        for at, part in zip(lacking, done(works, [self.runs[at].weight for at in lacking], _WORTH), strict=True):
            found[at] = part
            self.shelf.put(names[at], part_bytes(part))
        return found

    def _part(self, at: int, numbers: dict[str, int]) -> Part:
        name = self._name(at, numbers)
        part = read_part(self.shelf.get(name))
        if part is None:
            part = self.press.part(self.runs[at].root, numbers)
            self.shelf.put(name, part_bytes(part))
        return part

    def _name(self, at: int, numbers: dict[str, int]) -> str:
        """Return the name under which a part is kept; a link to a name that no part has is not written."""
        root = self.runs[at].root
        links = {href[1:] for one in root.iter("a") if (href := one.get("href", "")).startswith("#")}
        return digest(self.salt, tree_digest(root), sorted(links - self.press.names), sorted(numbers.items()))

    def frames(self, leaves: Sequence[Leaf]) -> list[Frame]:
        """Return what stands around the text of each page."""
        first = self.runs[0]
        name = digest("frames", self.salt, first.root.attrib, first.body.attrib)
        held = read_frames(self.shelf.get(name))
        names = [leaf_name(leaf) for leaf in leaves]
        lacking = {
            name: leaf for name, leaf in zip(names, leaves, strict=True) if leaf.part is not None and name not in held
        }
        if lacking:
            held.update(zip(lacking, frames(first, list(lacking.values()), (self.style,)), strict=True))
            self.shelf.put(name, frames_bytes({name: held[name] for name in names if name in held}))
        return [held.get(name, BLANK) for name in names]


def _pages_of_list(run: Run) -> int:
    """Guess how many pages a contents list takes."""
    return 1 + sum(1 for _ in run.root.iter("p")) // _LINES


def _targets(run: Run, parts: dict[int, Part | None], leaves: Sequence[Leaf]) -> dict[str, int]:
    """Return the page numbers of what a contents list names."""
    numbers = {(leaf.part, leaf.sheet): leaf.number for leaf in leaves}
    anchors = {name: (at, place.sheet) for at, part in parts.items() if part for name, place in part.anchors.items()}
    wanted = (link.get("href", "")[1:] for link in run.root.iter("a"))
    return {name: numbers.get(anchors[name], 0) for name in wanted if name in anchors}


def _refuse(page: Page, parts: Sequence[Part], fonts: Sequence[Used]) -> None:
    broken = {path for at, path in enumerate(page.assets) if any(at in part.broken for part in parts)}
    found = (*picture_faults(broken | page.absent, page.standard), *glyph_faults(fonts, page.standard))
    if found:
        raise PdfError(found)


def _describe(pdf: pikepdf.Pdf, root: ET.Element) -> None:
    """Say what the document is: title, publisher, dates and language from the head of the page."""
    head = root[0]
    named = {one.get("name", ""): one.get("content", "") for one in head.iter("meta")}
    told = {
        "/Producer": f"WeasyPrint {VERSION}",
        "/Title": head.findtext("title"),
        "/Author": named.get("author"),
        "/Creator": named.get("generator"),
        "/CreationDate": _date(named.get("dcterms.created", "")),
        "/ModDate": _date(named.get("dcterms.modified", "")),
    }
    for key, value in told.items():
        if value:
            pdf.docinfo[key] = value
    pdf.Root.Lang = String(root.get("lang", ""))
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if Name.StructTreeRoot in pdf.Root:
        pdf.Root.MarkInfo = Dictionary(Marked=True)


def _date(day: str) -> str:
    return "D:" + day.replace("-", "") if day else ""


def _saved(pdf: pikepdf.Pdf) -> bytes:
    """Return the file, the same bytes for the same pages, with a hundred objects a stream.

    In one stream, all objects have to be unpacked to show one page, and qpdf 11 warns of a stream cut short.
    """
    kept = BytesIO()
    pdf.save(kept, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return kept.getvalue()
