"""The covers and pages of GB/T 1.1-2020 against the positions and sizes measured in its template, within 1 mm."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from model_parts import clause, paragraph
from pdf_places import MM, Place, Sheet, sheets
from test_pdf import chinese_pdf, full_standard

from stdpub.model.header import Adoption, Header, Publisher, RulebookName, Title
from stdpub.write.pdf import write_pdf
from stdpub.write.pdf.banners import banner, banner_gap, banner_size, emblem, emblem_size

HEADER = Header(
    identifier="GB/T 99999.2",
    language="zh",
    titles=(
        Title("zh", "数据中心", "能效", "", "2", "评价"),
        Title("en", "Data centres", "Energy", "", "2", "Evaluation"),
    ),
    date="2026-11-22",
    implementation="2027-06-01",
    rulebook=RulebookName.GB_T_1_1,
    level="national-standard",
    ics=("35.020",),
    ccs=("L 70",),
    replaces=("GB/T 99999.2—2016",),
    adopts=Adoption("ISO 9999-2:2024", "MOD"),
    publisher=Publisher("国家市场监督管理总局 国家标准化管理委员会", "SAMR"),
)
SANS, BOLD = "Sans-CJK-SC", "Sans-CJK-SC-Bold"
NEAR = 1.0


@cache
def made(stage: str = "") -> list[Sheet]:
    body = clause("范围", paragraph("本文件规定了。" * 400), key="scope")
    header = replace(HEADER, stage=stage)
    standard = replace(full_standard(), header=header, clauses=(replace(body, id="scope", label="1"),), footnotes=())
    return sheets(write_pdf(standard))


def of(words: str, sheet: Sheet) -> Place:
    """Return where a run of text stands that begins with these words."""
    return next(one for one in sheet.words if one.text.startswith(words))


@pytest.mark.parametrize(
    ("words", "size", "face", "left", "top"),
    [
        ("ICS 35.020", 10.5, SANS, 24.2, 10),
        ("中华人民共和国国家标准", 32, BOLD, 25, 40),
        ("GB/T 99999.2—2026", 14, SANS, None, 58),
        ("代替 GB/T 99999.2—2016", 10.5, SANS, None, None),
        ("数据中心", 26, BOLD, None, 113),
        ("Data centres — Energy", 14, BOLD, None, None),
        ("（ISO 9999-2:2024，MOD）", 14, SANS, None, None),
        ("2026-11-22", 14, SANS, 25, 250),
        ("2027-06-01", 14, SANS, None, 250),
        ("国家市场监督管理总局", 22, BOLD, None, None),
        ("发布", 14, SANS, None, None),
    ],
)
def test_the_cover_has_its_words_in_their_places(words, size, face, left, top):
    found = of(words, made()[0])

    assert abs(found.size - size) < 0.1
    assert found.face.endswith(face)
    assert left is None or abs(found.left - left) < NEAR
    assert top is None or abs(found.top - top) < NEAR


def test_the_cover_is_ranged_as_the_template_is():
    cover = made()[0]
    letters = of("GB", cover)
    high = 0.733 * letters.size * MM
    names = [one for one in cover.words if one.size > 25 and one.top > 100]

    assert abs(letters.left - 139) < NEAR
    assert abs(letters.base - high - 13) < NEAR
    assert letters.right < 139 + 40.2 + NEAR
    assert 38 < letters.right - letters.left
    assert abs(of("GB/T 99999.2", cover).right - 190) < NEAR
    assert abs(of("代替", cover).right - 190) < NEAR
    assert abs(of("2027-06-01", cover).right - 195) < NEAR
    assert abs(of("中华人民共和国", cover).right - 195) < NEAR
    assert all(25 - NEAR < one.left and one.right < 195 + NEAR for one in names)
    assert of("国家市场监督管理总局", cover).top > 257


def test_the_cover_has_two_rules():
    rules = [rule for rule in made()[0].rules if rule.right - rule.left > 160 and rule.bottom - rule.top > 0.1]

    assert [(round(rule.left), round(rule.top), round(rule.right)) for rule in rules] == [(25, 75, 195), (25, 257, 195)]


def test_a_draft_says_so_and_has_no_date_of_issue():
    cover, page = (made("30.20")[at] for at in (0, 2))

    assert of("（征求意见稿）", cover).size == pytest.approx(14, abs=0.1)
    assert 113 < of("（征求意见稿）", cover).top < 236
    assert of("草案 30.20 征求意见稿 2026-11-22", cover)
    assert of("××××-××-××", cover).left == pytest.approx(25, abs=NEAR)
    assert of("草案 30.20 征求意见稿 2026-11-22", page).base < 34


def text_page(number: str) -> Sheet:
    """Return the page of the text that bears a number."""
    return next(one for one in made()[3:] if number_on(one).text == number)


def number_on(sheet: Sheet) -> Place:
    """Return the number of a page."""
    return max(sheet.words, key=lambda one: one.base, default=Place(0, 0, 0, 0, 0, "", ""))


def test_the_first_page_of_the_text_begins_as_it_should():
    page = text_page("1")
    head, title, text = (of(words, page) for words in ("GB/T 99999.2", "数据中心", "本文件规定了"))
    chapter = next(one for one in page.words if one.text == "1" and one.base < 100)

    assert (head.size, title.size, chapter.size, text.size) == pytest.approx((10.5, 16, 10.5, 10.5), abs=0.1)
    assert all(one.face.endswith(BOLD) for one in (head, title, chapter))
    assert text.face.endswith("Serif-CJK-SC")
    assert abs(head.right - 190) < NEAR
    assert 25 < head.base < 34
    assert abs((title.left + of("第2部分", page).right) / 2 - 107.5) < NEAR
    assert abs(chapter.left - 25) < 0.1
    assert abs(text.left - 25 - 2 * 10.5 * MM) < 0.2


def test_lines_stand_on_the_grid_and_within_the_measure():
    page = next(sheet for sheet in sheets(chinese_pdf()) if sum("数据中心的电能" in one.text for one in sheet.words))
    lines = sorted({round(one.base, 2) for one in page.words if one.size == pytest.approx(10.5, abs=0.05)})
    steps = [below - above for above, below in pairwise(lines)]

    assert any(abs(step - 15.6 * MM) < 0.05 for step in steps)
    assert all(20 - 0.1 <= one.left and one.right <= 190.2 for one in page.words)


def test_pages_bear_their_numbers_outside_and_their_identifier_too():
    right, left = text_page("1"), text_page("2")

    assert number_on(right).size == pytest.approx(9, abs=0.1)
    assert abs(number_on(right).right - 190) < NEAR
    assert abs(number_on(left).left - 20) < NEAR
    assert abs(of("GB/T 99999.2", left).left - 20) < NEAR


@pytest.mark.parametrize(
    ("level", "force", "identifier", "words", "letters"),
    [
        ("national-standard", "mandatory", "GB 18030", "中华人民共和国国家标准", "GB"),
        ("national-standard", "guidance", "GB/Z 1", "中华人民共和国国家标准化指导性技术文件", "GB"),
        ("sector-standard", "recommended", "YD/T 4024", "中华人民共和国通信行业标准", "YD"),
        ("sector-standard", "recommended", "QQ/T 1", "中华人民共和国行业标准", "QQ"),
        ("local-standard", "recommended", "DB11/T 1282", "北京市地方标准", "DB11"),
        ("local-standard", "recommended", "DB4403/T 1", "地方标准", "DB4403"),
        ("association-standard", "recommended", "T/CESA 1234", "团体标准", "T/CESA"),
        ("", "", "Guide", "", "Guide"),
    ],
)
def test_the_banner_says_whose_standard_it_is(level, force, identifier, words, letters):
    size, gap = banner_size(words), banner_gap(words)
    wide = (size * len(words) + gap * (len(words) - 1)) * MM

    assert (banner(level, force, identifier, han=True), emblem(identifier)) == (words, letters)
    assert wide < 170.1
    assert 20 < emblem_size(letters) < 80
