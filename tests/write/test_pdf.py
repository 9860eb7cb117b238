from __future__ import annotations

import subprocess
import sys
import unicodedata
from collections import Counter
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from model_parts import HERE, clause, paragraph, row, table
from models import full_standard, standards
from pdf_text import Words, bookmarks, destinations, drawn
from tries import tries

from stdpub.model.header import RulebookName
from stdpub.model.inlines import Picture
from stdpub.model.standard import FRONT, Asset, Standard
from stdpub.write.pdf import PdfError, write_pdf
from stdpub.write.plain_text import body_lines
from stdpub.write.printed import full_title

MILLIMETRE = 72 / 25.4
HEAD = {RulebookName.GB_T_1_1: 33.2 * MILLIMETRE}
FOOT = 277 * MILLIMETRE


@cache
def full_pdf() -> bytes:
    return write_pdf(full_standard())


def chinese_standard() -> Standard:
    """Return the full standard as one of GB/T 1.1, in Chinese where words are generated."""
    standard = full_standard()
    header = replace(standard.header, language="zh", rulebook=RulebookName.GB_T_1_1, stage="30.20")
    long = paragraph("数据中心的电能利用效率应按照本文件规定的方法测量、计算和报告，并符合GB/T 1.1的规定。" * 3)
    added = replace(clause("新增的要求", long, key="added"), id="added")
    return replace(standard, header=header, clauses=(*standard.clauses[:-1], added, standard.clauses[-1]))


@cache
def chinese_pdf() -> bytes:
    return write_pdf(chinese_standard())


def squeezed(text: str) -> str:
    """Return the words without white space and hyphens, and without the differences that type makes."""
    return unicodedata.normalize("NFKC", "".join(text.split()).replace("-", ""))


def body(standard: Standard, content: bytes) -> str:
    """Return the words of the pages from the first clause on, running heads and page numbers left out."""
    places = destinations(content)
    start = min(places[one.id] for one in standard.clauses)
    head = HEAD.get(standard.header.rulebook, 26 * MILLIMETRE)
    return squeezed("".join(one.text for one in drawn(content) if one.page >= start and head < one.top < FOOT))


def said(standard: Standard) -> list[str]:
    title = full_title(standard.header.title(standard.header.language), standard.header.rulebook)
    return [squeezed(line) for line in (title, *body_lines(standard, objects=False))]


@pytest.mark.parametrize("made", [(full_standard, full_pdf), (chinese_standard, chinese_pdf)], ids=["iso", "gb"])
def test_the_words_of_the_pages_are_the_words_of_the_model(made):
    standard, content = made[0](), made[1]()
    words = body(standard, content)

    assert Counter(words) == Counter("".join(said(standard)))
    assert [line for line in said(standard) if line not in words] == []


@settings(max_examples=tries(2), deadline=None, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(standards())
def test_any_standard_gives_a_pdf_or_an_error_that_names_what_is_missing(standard):
    try:
        content, lacking = write_pdf(standard), ()
    except PdfError as error:
        content, lacking = b"%PDF-", error.diagnostics

    assert content.startswith(b"%PDF-")
    assert {found.rule for found in lacking} <= {"glyph-missing", "picture-missing"}


def test_the_same_standard_gives_the_same_bytes_in_another_process():
    code = (
        "import sys; from models import full_standard; from stdpub.write.pdf import write_pdf; "
        "sys.stdout.buffer.write(write_pdf(full_standard()))"
    )
    root = Path(__file__).resolve().parents[2]
    environment = {"PYTHONHASHSEED": "4", "PYTHONPATH": f"{root}:{root / 'tests'}", "PATH": "/usr/bin:/bin"}
    other = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, check=True, env=environment
    )

    assert full_pdf() == other.stdout


def test_every_keyed_thing_is_a_named_place():
    places = destinations(full_pdf())
    keyed = {"scope", "cold", "inlet-air", "tab-plain", "fig-flow", "fig-left", "eq-mean", "method", "iso16890", "code"}

    assert keyed <= set(places)


def test_every_clause_has_a_bookmark():
    titles = bookmarks(full_pdf())

    assert {"Foreword", "1 Scope", "5.1 Inline marks", "5.1.1", "Annex A (normative) Method", "A.1 General"} <= set(
        titles
    )


def test_contents_give_the_pages_of_the_clauses():
    standard, content = full_standard(), full_pdf()
    places = destinations(content)
    first = next(one for one in standard.clauses if one.kind not in FRONT)
    annex = next(one for one in standard.clauses if one.key == "more")
    contents = squeezed("".join(one.text for one in drawn(content) if one.page == 2)).replace(".", "")

    assert f"{annex.label}(informative)More{places[annex.id] - places[first.id] + 1}Bibliography" in contents.replace(
        " ", ""
    ).replace("AnnexB", annex.label)
    assert "ForewordiiIntroductioniii" in contents


def test_fonts_are_embedded_and_from_the_list():
    with pikepdf.open(BytesIO(chinese_pdf())) as pdf:
        fonts = [font.DescendantFonts[0].FontDescriptor for page in pdf.pages for font in page.Resources.Font.values()]
        names = {str(font.FontName) for font in fonts}

        assert all("Noto-Serif-CJK" in name or "Noto-Sans" in name for name in names)
        assert all("/FontFile3" in font or "/FontFile2" in font for font in fonts)


def test_a_draft_is_marked_on_every_page_that_has_a_head():
    heads = Counter(
        one.page for one in drawn(chinese_pdf()) if "征求意见稿" in one.text and one.top < HEAD[RulebookName.GB_T_1_1]
    )
    pages = {one.page for one in drawn(chinese_pdf())} - {0}

    assert set(heads) == pages
    assert any("30.20" in one.text for one in drawn(chinese_pdf()) if one.page == 0)


def test_a_published_standard_bears_no_draft_mark():
    assert not any("DRAFT" in one.text for one in drawn(full_pdf()))


def test_a_slanted_run_leans_on_each_of_its_lines():
    def leaning(word: str) -> list[Words]:
        return [one for one in drawn(full_pdf()) if word in one.text and abs(one.lean) > 0.01]

    assert leaning("Data centres — Part 2")
    assert not leaning("This document specifies.")


def test_a_table_says_that_it_goes_on_only_where_it_goes_on():
    rows = tuple(row(str(at), "测量结果") for at in range(90))
    long = table("长表", body=rows, key="long")
    standard = replace(chinese_standard(), clauses=(clause("表", long, key="tables"),), footnotes=())
    standard = replace(standard, clauses=(replace(standard.clauses[0], id="tables"),))
    captions = ["".join(one.text for one in drawn(write_pdf(standard)) if one.page == page) for page in range(8)]
    going_on = [("长表（续）" in text.replace("\u3000", "")) for text in captions if "长表" in text]

    assert going_on[0] is False
    assert len(going_on) > 1
    assert all(going_on[1:])


def test_a_character_without_a_glyph_is_an_error_at_its_place():
    standard = full_standard()
    odd = clause("Odd", paragraph("no glyph: \ue123"), key="odd")

    with pytest.raises(PdfError) as error:
        write_pdf(replace(standard, clauses=(odd,)))

    assert [found.rule for found in error.value.diagnostics] == ["glyph-missing"]
    assert error.value.faults[0].startswith(f"{HERE.file}:{HERE.line}:{HERE.column}: no glyph for `\ue123` (U+E123)")


def test_pictures_that_are_not_there_or_do_not_load_are_errors():
    broken = Asset("figures/broken.png", "image/png", b"no picture", 10, 10)
    pictures = (Picture("figures/absent.png", "absent", HERE), Picture("figures/broken.png", "broken", HERE))
    shown = clause("Shown", paragraph(*pictures), key="shown")

    with pytest.raises(PdfError) as error:
        write_pdf(replace(full_standard(), clauses=(shown,), assets=(broken,)))

    assert [found.message.en for found in error.value.diagnostics] == [
        "the picture `figures/absent.png` does not load",
        "the picture `figures/broken.png` does not load",
    ]


def test_a_footnote_without_a_mark_stands_at_the_end():
    standard = replace(full_standard(), clauses=(clause("Only", paragraph("Words."), key="only"),))

    assert "Textofthefootnote." in squeezed("".join(one.text for one in drawn(write_pdf(standard))))


def test_raised_letters_that_no_font_has_are_drawn_raised():
    standard = replace(full_standard(), clauses=(clause("Raised", paragraph("10⁻⁶ and xᵢ"), key="raised"),))

    assert "10−6andxi" in squeezed("".join(one.text for one in drawn(write_pdf(standard))))


def test_a_title_of_words_stands_in_the_document_information():
    with pikepdf.open(BytesIO(full_pdf())) as pdf:
        assert str(pdf.docinfo["/Title"]).startswith("T/STDPUB 7—2026 Data centres")
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20261122")
        assert str(pdf.Root.Lang) == "en"
