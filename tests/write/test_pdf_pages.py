"""Pages as people see them: nothing beyond the margins, lines that begin and end rightly, heads, captions, what is kept."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from model_parts import clause, formula, item, listed, paragraph, row, table
from models import full_standard
from pdf_places import MM, Place, Sheet, sheets
from shared import CORPORA, needs_corpora

from stdpub.cli.folders import read_folder
from stdpub.model.header import RulebookName
from stdpub.model.standard import Clause, Standard
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read
from stdpub.write.pdf import write_pdf

OWN = Path(__file__).resolve().parents[2] / "standards"
CLOSING = set("，。、；：！？）〕】》〉」』”’)]},;")
OPENING = set("（〔【《〈「『“‘([{")
BOX = {"portrait": ((20, 185), (25, 190)), "landscape": ((22, 275), (22, 275))}
"""Left and right edges of the text on left and on right pages."""
SPACE = 0.3
"""Em that a space at the end of a line may take."""


@cache
def own(name: str, language: str) -> list[Sheet]:
    return sheets(write_pdf(read(read_folder(OWN / name), language)))


def outside(pages: list[Sheet]) -> Iterator[tuple[int, str]]:
    """Yield the words that reach over the margins; what is no ink, a space or half of a closing mark, may do so."""
    for at, sheet in enumerate(pages[1:], 1):
        left, right = BOX["landscape" if sheet.width > sheet.height else "portrait"][at % 2 == 0]
        for word in (one for one in sheet.words if one.text.strip()):
            blank = len(word.text) - len(word.text.rstrip())
            room = 0.5 * (word.text.rstrip()[-1] in CLOSING) + (1 if blank else 0)
            if word.left < left - 0.2 or word.right - room * word.size * MM > right + 0.3:
                yield at + 1, word.text


def lines(sheet: Sheet) -> list[list[Place]]:
    """Return the runs of a page by their base lines, from left to right."""
    found = defaultdict(list)
    for word in sheet.words:
        if word.text.strip():
            found[round(word.base, 1)].append(word)
    return [sorted(found[base], key=lambda one: one.left) for base in sorted(found)]


def badly_broken(pages: list[Sheet]) -> Iterator[str]:
    """Yield the lines of words, not of code, that begin with a closing mark or end with an opening one."""
    for line in (line for sheet in pages[1:] for line in lines(sheet)):
        text = "".join(one.text for one in line).strip()
        if "Mono" in line[0].face or "Mono" in line[-1].face:
            continue
        if (text[0] in CLOSING and len(text) > 1) or text[-1] in OPENING:
            yield text


def lonely_headings(pages: list[Sheet]) -> Iterator[str]:
    """Yield what stands in the bold type of headings as the last words above the foot of a page."""
    for sheet in pages[1:]:
        text = [line for line in lines(sheet) if 34 < line[0].base < sheet.height - 23]
        last = "".join(one.text for one in text[-1]) if len(text) > 1 else ""
        heading = last and all("Sans" in one.face and one.face.endswith("Bold") for one in text[-1])
        if heading and not last.startswith(("图", "Figure")):
            yield last


def test_our_own_standard_keeps_to_its_pages():
    pages = own("data-centre-energy", "zh")

    assert list(outside(pages)) == []
    assert list(badly_broken(pages)) == []
    assert list(lonely_headings(pages)) == []


@pytest.mark.long
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["authoring-language", "data-centre-energy", "smart-city-data"])
def test_all_our_own_standards_keep_to_their_pages(name, language):
    pages = own(name, language)

    assert list(outside(pages)) == []
    assert language == "en" or list(badly_broken(pages)) == []
    assert list(lonely_headings(pages)) == []


@needs_corpora
@pytest.mark.long
@pytest.mark.parametrize(
    "name",
    ["openapi/3.1.0", "asvs-4.0.3/zh-cn", "openchain-license-compliance", "cabforum-tls-br/v2.1.2", "nist-sp800-63-3"],
)
def test_real_standards_keep_to_their_pages(name):
    standard = read(import_folder(read_folder(CORPORA / name)).folder)

    assert list(outside(sheets(write_pdf(standard)))) == []


def standard_of(*clauses: Clause, rulebook: RulebookName = RulebookName.GB_T_1_1, language: str = "zh") -> Standard:
    """Return a standard of these clauses only."""
    full = full_standard()
    header = replace(full.header, rulebook=rulebook, language=language, stage="60.60")
    return replace(full, header=header, clauses=tuple(replace(one, id=one.key) for one in clauses), footnotes=())


@cache
def paragraphs() -> list[Sheet]:
    """Return pages of paragraphs of three lines, each of which names itself in every line."""
    texts = (f"第{at:03d}段的文字。" * 12 for at in range(60))
    return sheets(write_pdf(standard_of(clause("文字", *map(paragraph, texts), key="text"))))


def test_no_page_begins_or_ends_with_one_line_of_a_paragraph():
    alone = []
    for sheet in paragraphs():
        text = ["".join(one.text for one in line) for line in lines(sheet) if 34 < line[0].base < 274]
        counts = defaultdict(int)
        for line in text:
            for name in set(re.findall(r"第(\d{3})段", line)):
                counts[name] += 1
        alone += [name for name, count in counts.items() if count == 1]

    assert len(paragraphs()) > 4
    assert alone == []


def test_the_clause_runs_in_the_head_beside_the_identifier():
    heads = [{one.text.strip() for one in sheet.words if one.base < 34} for sheet in paragraphs()[2:] if sheet.words]
    reference = "T/STDPUB 7—2026"

    assert [head for head in heads if reference not in head] == []
    assert [head for head in heads if "文字" not in head] == [{reference}]


def test_a_long_title_is_cut_short_in_the_head():
    long = "数据中心基础设施能效指标的测量、计算和报告以及评价方法的通用要求和特殊要求的规定及其解释说明"
    made = sheets(write_pdf(standard_of(clause(long, paragraph("文字。"), key="text"))))
    head = [one for one in made[-1].words if one.base < 34 and "数据中心" in one.text]

    assert [one.text[-1] for one in head] == ["…"]
    bases = [one.base for one in made[-1].words if one.base < 34]
    assert max(bases) - min(bases) < 0.1


def captions(title: str, language: str) -> tuple[list[float], list[Place]]:
    """Return how far below its caption the head of a long table stands on each page, and the captions."""
    rows = tuple(row(str(at), "values") for at in range(70))
    long = replace(table(title, head=(row("Number", "Head"),), body=rows, key="long"), label="Table 1")
    rulebook = RulebookName.GB_T_1_1 if language == "zh" else RulebookName.ISO_IEC_PART_2
    made = sheets(write_pdf(standard_of(clause("Text", long, key="text"), rulebook=rulebook, language=language)))
    steps, found = [], []
    for sheet in made:
        above = [one for one in sheet.words if one.text.startswith("Table 1")]
        below = [one for one in sheet.words if one.text == "Head"]
        if above and below:
            steps.append(round(below[0].base - max(one.base for one in above), 1))
            found += [one for one in sheet.words if one.base == above[0].base]
    return steps, found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_caption_of_almost_a_line_has_no_empty_line_below_it(language):
    short, _ = captions("Limits", language)
    long, words = captions("Limits of the water usage effectiveness and of the renewable energy", language)

    assert len(short) > 1
    assert set(short) == set(long)
    assert max(one.right for one in words) < 190.3
    assert [one.text for one in words if one.text.strip(" ") in {"（续）", "(continued)"}]


def test_what_leads_to_a_formula_or_a_list_stays_with_it():
    lead = paragraph("按下式计算：")
    shown = replace(formula(r"\frac{a}{b}", "<mi>a</mi>"), label="（1）")
    text = paragraph("文字。" * 10)
    made = [
        sheets(write_pdf(standard_of(clause("文字", *[text] * 36, lead, what, key="text"))))
        for what in (shown, listed(item(paragraph("第一项；")), item(paragraph("第二项。"))))
    ]

    for pages in made:
        last = [line for sheet in pages for line in lines(sheet)[-2:-1]]
        assert not any(line[-1].text.endswith("计算：") for line in last)


def test_a_wide_table_lies_on_a_page_of_its_own():
    words = tuple(f"Characteristic{at}" for at in range(11))
    wide = table("Wide", head=(row(*words),), body=(row(*words),), key="wide")
    made = sheets(write_pdf(standard_of(clause("文字", paragraph("文字。"), wide, paragraph("文字。"), key="text"))))
    lying = [sheet for sheet in made if sheet.width > sheet.height]

    assert len(lying) == 1
    assert list(outside([made[0], *lying])) == []
    assert sum("Characteristic" in one.text for one in lying[0].words) == 22
