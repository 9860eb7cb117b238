"""Set the pages of a document: HTML for paper in, PDF out, or an error that names what keeps it from being whole.

The document is cut into runs that begin on a new page, each is laid out by itself and mended, the contents list is laid
out when the pages of all others are known, then running heads and fonts are made and all is put together.
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
from stdpub.write.pdf.frames import NO_FRAMES, Frame, frames
from stdpub.write.pdf.layout import Used
from stdpub.write.pdf.merging import merged
from stdpub.write.pdf.parts import Mend, Part, Press, Sheet
from stdpub.write.pdf.runs import Run, cut
from stdpub.write.pdf.typefaces import font_file, together
from stdpub.write.web.context import Page

_LINES = 45
"""Lines of a contents list that stand on a page, about."""
_WORTH = 60_000
"""Weight of a document, about fifteen pages, from which its parts are laid out in several processes."""
_ROUNDS = 4
"""How often the contents list is laid out until its page numbers are those of the pages behind it."""

Finish = Callable[[pikepdf.Pdf, Page], None]
"""What is done with the whole document when its parts are put together."""


@dataclass(frozen=True, slots=True)
class Mending:
    """What is done with a part's structure before, and with the whole document after the parts are put together."""

    part: Mend
    whole: Finish


def _as_it_is(_pdf: pikepdf.Pdf, _number: int) -> None:
    """Leave the structure of a part as WeasyPrint wrote it."""


def _whole_as_it_is(_pdf: pikepdf.Pdf, _page: Page) -> None:
    """Leave the whole document as it is."""


AS_IT_IS = Mending(_as_it_is, _whole_as_it_is)


def set_pages(root: ET.Element, page: Page, mending: Mending | None = AS_IT_IS) -> bytes:
    """Return the PDF, without tags where there is no mending; raise PdfError where a glyph or a picture is missing."""
    style = CSS(string="".join(found.text or "" for found in root.iter("style")))
    names = frozenset(name for one in root.iter() if (name := one.get("id")))
    press = Press((style, CSS(string=NO_FRAMES)), tuple(page.assets.values()), names, mending.part if mending else None)
    runs = cut(root)
    parts = _parts(press, runs)
    whole, around, fonts = _numbered(press, runs, parts, style)
    _refuse(page, whole, fonts)
    pdf = merged(whole, around, font_file(fonts))
    _describe(pdf, root)
    if mending is not None:
        mending.whole(pdf, page)
    return _saved(pdf)


def _parts(press: Press, runs: Sequence[Run]) -> list[Part | None]:
    """Return the parts of all runs but those of the contents list."""
    known = [at for at, run in enumerate(runs) if not run.contents]
    works = [partial(press.part, runs[at].root, at) for at in known]
    found: list[Part | None] = [None] * len(runs)
    for at, part in zip(known, done(works, [runs[at].weight for at in known], _WORTH), strict=True):
        found[at] = part
    return found


def _numbered(
    press: Press, runs: Sequence[Run], parts: Sequence[Part | None], style: CSS
) -> tuple[tuple[Part, ...], tuple[Frame, ...], tuple[Used, ...]]:
    """Return all parts, the contents list among them, with the frames of their pages and the fonts of both."""
    lists = {at: run for at, run in enumerate(runs) if run.contents}
    sheets = [part.sheets if part else (Sheet("", 0.0),) * _pages_of_list(runs[at]) for at, part in enumerate(parts)]
    found = list(parts)
    for _ in range(_ROUNDS):
        around, fonts = frames(runs, sheets, (style,))
        for at, run in lists.items():
            found[at] = press.part(run.root, at, _targets(run, found, around))
        whole = [part for part in found if part is not None]
        set_now = [part.sheets for part in whole]
        counts = list(map(len, sheets))
        sheets = set_now
        if list(map(len, set_now)) == counts:
            break
    used = together([*(part.fonts for part in whole), fonts])
    return tuple(whole), around, used


def _pages_of_list(run: Run) -> int:
    """Guess how many pages a contents list takes."""
    return 1 + sum(1 for _ in run.root.iter("p")) // _LINES


def _targets(run: Run, parts: Sequence[Part | None], around: Sequence[Frame]) -> dict[str, int]:
    """Return the page numbers of what a contents list names."""
    numbers = {(frame.part, frame.sheet): frame.number for frame in around}
    anchors = {name: (at, place.sheet) for at, part in enumerate(parts) if part for name, place in part.anchors.items()}
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
