"""How a PDF is put together from runs of pages: the same bytes always, pages and links right, only changes laid out."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
import pytest
from pdf_text import drawn

from stdpub.model.folder import Folder
from stdpub.model.standard import Standard
from stdpub.read.reader import read
from stdpub.write.pdf import PdfError, crew, pages, runs, write_pdf
from stdpub.write.pdf.keeping import frames_bytes, part_bytes, read_frames, read_part
from stdpub.write.pdf.writer import write_draft

CHAPTERS = 3
HEADER = """---
identifier: T/TEST 1
language: en
title: Length
edition: 1
stage: published
date: 2026-01-02
publisher: Someone
rulebook: iso-iec-part-2
---
"""


class Kept(dict):
    """A shelf in memory that counts what was taken from it and what was missing."""

    def __init__(self):
        self.found = self.missing = 0

    def get(self, name):
        content = dict.get(self, name)
        self.found += content is not None
        self.missing += content is None
        return content

    def put(self, name, content):
        self[name] = content


def text_of(chapters=CHAPTERS, *, more="") -> str:
    """Return a standard whose chapters each point to the next one, one of them a little longer with `more`."""
    parts = [HEADER, "# Scope\n\nThis document specifies length. See [the next](#chapter-1).\n"]
    for at in range(1, chapters + 1):
        onward = f"See [the next](#chapter-{at % chapters + 1})."
        lines = "\n\n".join(f"Line {line} of this chapter says what a line says. {onward}" for line in range(12))
        parts.append(f"# Chapter number {at} {{#chapter-{at}}}\n\n{lines}{more if at == 2 else ''}\n")
    return "\n".join(parts)


def standard_of(text: str) -> Standard:
    return read(Folder("length", {"standard.md": text.encode()}, {}))


LONGER = "\n\n" + "\n\n".join(f"Another line {line}, which was not there before." for line in range(40))
MARGINS = {0: 25, 1: 20}
"""Millimetres between the edge and the text on right and on left pages."""


@pytest.fixture(autouse=True)
def far(monkeypatch):
    """Take every document for a long one, whose top clauses begin on new pages."""
    monkeypatch.setattr(runs, "LONG", 0)


@pytest.fixture(scope="module")
def short():
    """Return the shelf and the PDF of a standard that has been set once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "LONG", 0)
        shelf = Kept()
        return shelf, write_pdf(standard_of(text_of()), shelf=shelf)


def again(shelf: Kept, text: str) -> tuple[Kept, bytes]:
    """Set a text with what a shelf has kept."""
    later = Kept()
    later.update(shelf)
    return later, write_pdf(standard_of(text), shelf=later)


def test_the_bytes_are_the_same_without_a_shelf_and_with_an_empty_and_a_full_one(short):
    shelf, content = short
    later, other = again(shelf, text_of())

    assert (later.missing, later.found) == (0, len(shelf))
    assert content == other == write_pdf(standard_of(text_of()))


def test_the_bytes_are_the_same_in_one_process_and_in_several(short, monkeypatch):
    monkeypatch.setattr(pages, "_WORTH", 0)
    monkeypatch.setattr(crew, "_in_turn", None)
    monkeypatch.setattr(crew, "_may_fork", lambda: True)
    monkeypatch.setattr(crew, "_processors", lambda: 2)

    assert short[1] == write_pdf(standard_of(text_of()))


def test_a_changed_line_has_only_its_own_chapter_laid_out_anew(short):
    changed = text_of().replace("Line 3 of this", "Line 3 in this", 1)
    later, content = again(short[0], changed)

    assert later.missing == 1
    assert content == write_pdf(standard_of(changed))


def test_pages_that_move_on_are_not_laid_out_anew(short):
    later, content = again(short[0], text_of(more=LONGER))

    assert later.missing == 3  # the chapter, the contents list, and the fonts, for there are letters that were not used
    assert len(pages_of(content)) == len(pages_of(short[1])) + 1
    assert content == write_pdf(standard_of(text_of(more=LONGER)))


@pytest.mark.parametrize("more", ["", LONGER], ids=["short", "longer"])
def test_links_lead_across_chapters_to_the_pages_that_the_contents_name(short, more):
    content = again(short[0], text_of(more=more))[1]
    words = pages_of(content)
    with pikepdf.open(BytesIO(content)) as pdf:
        order = {page.obj.objgen: at for at, page in enumerate(pdf.pages)}
        names = list(pdf.Root.Names.Dests.Names)
        places = {str(name): order[at[0].objgen] for name, at in zip(names[::2], names[1::2], strict=True)}
        links = [(at, str(link.Dest)) for at, page in enumerate(pdf.pages) for link in page.get("/Annots", ())]
    first = min(at for at, text in enumerate(words) if "Thisdocumentspecifies" in text)

    assert {name for _, name in links} >= {f"chapter-{at}" for at in range(1, CHAPTERS + 1)}
    for at, name in links:
        number = places[name] - first + 1
        said = name.replace("chapter-", "Chapternumber") if "chapter-" in name else "Thisdocumentspecifies"
        assert said in words[places[name]]
        assert words[places[name]].endswith(str(number))
        if at < first:
            assert re.search(rf"\.{number}(\dChapter|T/TEST)", words[at])


def test_a_page_that_comes_to_the_other_side_is_moved_with_its_links(short):
    before, after = (placed(content) for content in (short[1], again(short[0], text_of(more=LONGER))[1]))
    side, lefts, moved = before
    other_side, other_lefts, other_moved = after
    gutter = 5 * 72 / 25.4 * (1 if side == "left" else -1)

    assert {side, other_side} == {"left", "right"}
    assert [b - a for a, b in zip(lefts, other_lefts, strict=True)] == pytest.approx([gutter] * len(lefts), abs=0.01)
    assert other_moved - moved == pytest.approx(gutter, abs=0.01)


def placed(content: bytes) -> tuple[str, list[float], float]:
    """Return the side of the last chapter's page, where its links begin from the left, and how far its text is moved."""
    at = next(at for at, text in enumerate(pages_of(content)) if f"{CHAPTERS + 1}Chapternumber" in text and at > 3)
    with pikepdf.open(BytesIO(content)) as pdf:
        page = pdf.pages[at]
        moved = float(page.Contents[0].read_bytes().split()[5])
        return "left" if at % 2 else "right", [float(link.Rect[0]) for link in page.Annots], moved


def test_the_outline_nests_what_the_chapters_hold(short):
    with pikepdf.open(BytesIO(short[1])) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]

    assert titles[:3] == ["Contents", "1 Scope", "2 Chapter number 1"]
    assert len(titles) == CHAPTERS + 2


def test_a_draft_has_the_same_pages_without_tags():
    standard = standard_of(text_of(1))
    with pikepdf.open(BytesIO(write_draft(standard))) as draft:
        assert "/StructTreeRoot" not in draft.Root

    assert pages_of(write_draft(standard)) == pages_of(write_pdf(standard))


def test_what_is_kept_is_read_as_it_was_and_passed_over_where_it_is_damaged(short):
    parts = [one for one in map(read_part, short[0].values()) if one is not None]
    held = next(found for found in map(read_frames, short[0].values()) if found)

    assert len(parts) == CHAPTERS + 3
    assert all(read_part(part_bytes(part)) == part for part in parts)
    assert read_frames(frames_bytes(held)) == held
    assert read_part(part_bytes(parts[0])[:30]) is None
    assert read_frames(b"[1]") == {}


def test_a_letter_without_a_glyph_is_told_of_a_chapter_that_is_kept():
    shelf = Kept()
    text = text_of(1).replace("Line 3", "Line \U0001f517 3", 1)
    for _ in range(2):
        with pytest.raises(PdfError) as error:
            write_pdf(standard_of(text), shelf=shelf)

        assert [found.rule for found in error.value.diagnostics] == ["glyph-missing"]


def pages_of(content: bytes) -> list[str]:
    """Return the words of each page, without white space."""
    with pikepdf.open(BytesIO(content)) as pdf:
        count = len(pdf.pages)
    found = [""] * count
    for run in drawn(content):
        found[run.page] += "".join(run.text.split())
    return found
