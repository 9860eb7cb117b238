from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stdpub.read.sentences import boundaries

ENGLISH = [
    ("The valve shall close. It may leak.", ["The valve shall close. ", "It may leak."]),
    ("Use solvents, e.g. water. Rinse twice.", ["Use solvents, e.g. water. ", "Rinse twice."]),
    ("Gases (i.e. Argon or Helium) may be used.", None),
    ("See Fig. 3 and No. 5 of Vol. 2, cf. Annex B.", None),
    ("Is it closed? No. Open it.", ["Is it closed? ", "No. ", "Open it."]),
    ("Acids, bases, etc. The rest is stored.", ["Acids, bases, etc. ", "The rest is stored."]),
    ("Acids, bases, etc. are stored.", None),
    ("It is made by Example Inc. The label says so.", ["It is made by Example Inc. ", "The label says so."]),
    ("Smith et al. 2019 describe it.", None),
    ("The length is 2.5 mm. The width is 3 mm.", ["The length is 2.5 mm. ", "The width is 3 mm."]),
    ("See 5.2.1. The limit applies.", ["See 5.2.1. ", "The limit applies."]),
    ("ISO/IEC 27001:2022 applies. GB/T 1.1-2020 too.", ["ISO/IEC 27001:2022 applies. ", "GB/T 1.1-2020 too."]),
    ("Goods from the U.S. market are tested.", None),
    ("They are made in the U.S. The label says so.", ["They are made in the U.S. ", "The label says so."]),
    ("J. R. Example wrote it.", None),
    ("It is described in Annex A. The test is short.", ["It is described in Annex A. ", "The test is short."]),
    ("5.2.1. The limit applies.", None),
    ("a. The limit applies.", None),
    ("(It is closed.) It is dry.", ["(It is closed.) ", "It is dry."]),
    (
        "The part (see 5.2. Note the limit. It binds.) is dry. It is cold.",
        ["The part (see 5.2. Note the limit. It binds.) is dry. ", "It is cold."],
    ),
    ('He calls it "closed." It is open.', ['He calls it "closed." ', "It is open."]),
    ("Mix: stir; heat; cool. Weigh.", ["Mix: stir; heat; cool. ", "Weigh."]),
    ("Stop! The door opens.", ["Stop! ", "The door opens."]),
    ("The key is `a. B`. It is short.", ["The key is `a. B`. ", "It is short."]),
    ("The value is npm. io.js is not.", None),
    ("The CA. The RA.", ["The CA. ", "The RA."]),
    ("Wait ... Then open it.", ["Wait ... ", "Then open it."]),
    ("It equals \ufffc. The symbol is \ufffc.", ["It equals \ufffc. ", "The symbol is \ufffc."]),
    ("One line\nand another. \n Next.", ["One line\nand another. \n ", "Next."]),
    ("No stop at the end", None),
]
CHINESE = [
    ("外壳应接地。应急灯应明亮！", ["外壳应接地。", "应急灯应明亮！"]),
    ("是否接地？是。", ["是否接地？", "是。"]),
    ("应接地；应干燥。", None),
    ("称为“接地。”的做法见图1。", None),
    ("他说：“应接地。”然后离开。", ["他说：“应接地。”", "然后离开。"]),
    ("（见附录A。）应接地。", ["（见附录A。）", "应接地。"]),
    ("外壳（见图1。含盖板。）应接地。", None),
    ("压力为0.6 MPa。温度为20 ℃。", ["压力为0.6 MPa。", "温度为20 ℃。"]),
    ("按GB/T 1.1编写。见5.2.1。", ["按GB/T 1.1编写。", "见5.2.1。"]),
    ("等待……然后打开。", None),
    ("外壳应接地．材料应验收．", ["外壳应接地．", "材料应验收．"]),
    ("见图1. 然后打开。", ["见图1. ", "然后打开。"]),
    ("可用吗?可用。", ["可用吗?", "可用。"]),
    ("外壳应接地。 The case is earthed. 壳体干燥。", ["外壳应接地。 ", "The case is earthed. ", "壳体干燥。"]),
    ("外壳应接地。\n材料应验收。", ["外壳应接地。\n", "材料应验收。"]),
]


def split(text: str, language: str) -> list[str]:
    ends = boundaries(text, language)
    return [text[a:b] for a, b in zip((0, *ends), ends, strict=False)]


@pytest.mark.parametrize(("text", "sentences"), ENGLISH, ids=[case[0][:24] for case in ENGLISH])
def test_english_sentences_end_where_a_reader_would_end_them(text, sentences):
    assert (sentences or [text]) == split(text, "en")


@pytest.mark.parametrize(("text", "sentences"), CHINESE, ids=[case[0][:12] for case in CHINESE])
def test_chinese_sentences_end_where_a_reader_would_end_them(text, sentences):
    assert (sentences or [text]) == split(text, "zh")


def test_an_empty_text_has_no_sentence():
    assert () == boundaries("", "en")


def test_white_space_alone_is_one_run():
    assert (3,) == boundaries("   ", "zh")


@given(st.text(alphabet="aA.1 ?!。！？”)）(（“`\n;；：e中应", max_size=60), st.sampled_from(["en", "zh"]))
def test_ends_ascend_and_cover_every_text(text, language):
    ends = boundaries(text, language)

    assert list(ends) == sorted(set(ends))
    assert (ends[-1] if ends else 0) == len(text)
    assert all(not text[end].isspace() for end in ends[:-1])


@pytest.mark.parametrize("piece", ["(", "()", "(a) ", "). ", ".", "e.g. ", "…. ", "？", "“", "`", "A. ", "\n"])
def test_hostile_texts_take_no_time(piece):
    text = piece * (100_000 // len(piece))
    before = time.process_time()
    boundaries(text, "en")
    boundaries(text, "zh")

    assert time.process_time() - before < 2
