"""Quotes: whole words and whole numbers stand in a text or do not, whatever white space is between them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from stdpub.compare.quoting import match

EXACT, SAME, NOT = "exact", "same-words", "not-there"


@pytest.mark.parametrize(
    ("quote", "text", "likeness"),
    [
        ("5 cm", "The gap is 2,5 cm wide.", NOT),
        ("5 cm", "The gap is 2.5 cm wide.", NOT),
        ("2", "The gap is 2,5 cm wide.", NOT),
        ("2,5 cm", "The gap is 2,5 cm wide.", EXACT),
        ("2,5cm", "The gap is 2,5 cm wide.", SAME),
        ("5 cm", "It is 2,5 cm, or 5 cm.", EXACT),
        ("5 c", "The gap is 5 cm.", NOT),
        ("5 m", "An area of 5 m².", NOT),
        ("5 ℃", "温度为−5 ℃。", NOT),
        ("5 ℃", "温度为-5℃。", NOT),
        ("2020", "GB/T 1.1-2020", EXACT),
        ("10 mm", "5-10 mm", EXACT),
        ("000 V", "not above 10 000 V", NOT),
        ("not above 10", "not above 10 000 V", NOT),
        ("10000 V", "not above 10 000 V", SAME),
        ("10 000 V", "not above 10000 V", SAME),
        ("In 2024 100", "In 2024 100 units", EXACT),
        ("50", "a mix of 60/50", NOT),
        ("2.1", "see 5.2.1", NOT),
        ("is 5.", "The gap is 5. It closes.", EXACT),
        ("shall", "Marshalls are shallow.", NOT),
        ("shall", "Marshalls shall be shallow.", EXACT),
        ("conforming parts", "non-conforming parts", NOT),
        ("can", "they can't", NOT),
        ("no table", "It is not able.", NOT),
        ("not able", "no table", NOT),
        ("notable", "not able", NOT),
        ("non-\nconforming parts", "non-conforming parts", SAME),
        ("2 5 cm", "25 cm", NOT),
        ("25 cm", "2 5 cm", NOT),
        ("2, 5 cm", "2,5 cm", NOT),
        ("état", "un bétat", NOT),
        ("не", "нельзя", NOT),
        ("应接地", "设备外壳应接地。", EXACT),
        ("外 壳应", "设备外壳应接地。", SAME),
        ("应为5 m", "长度应为5 mm。", NOT),
        ("应为5 mm", "长度不应为5 mm。", EXACT),
        ("PUE", "数据中心PUE应测量", EXACT),
        ("UE", "数据中心PUE应测量", NOT),
        ("PUE应测量", "数据中心 PUE 应 测量", SAME),
        ("and/or", "this and/or that", EXACT),
        ("or that", "this and/or that", EXACT),
    ],
)
def test_words_and_numbers_are_quoted_whole(quote, text, likeness):
    assert match(quote, text).likeness.value == likeness


def test_where_nobody_knows_of_white_space_there_may_be_some():
    assert match("is 5 mm", "is5mm", {2}).likeness.value == SAME
    assert match("is 5 mm", "his5mm", {3}).likeness.value == NOT
    assert match("H2O", "H2O", {1, 2}).likeness.value == EXACT


@given(st.lists(st.sampled_from(("shall", "2,5", "cm", "10 000", "应", "-5", "a")), min_size=1, max_size=12), st.data())
@settings(max_examples=tries(80), deadline=None)
def test_every_run_of_words_is_found_and_told_from_the_same_signs_elsewhere(words, data):
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    quote, text = " ; ".join(words[start:end]), " ; ".join(words)

    assert match(quote, text).likeness.value == EXACT
    assert match(quote.replace(" ;", "\n;"), text).likeness.value == (SAME if end - start > 1 else EXACT)


@pytest.mark.parametrize(
    ("quote", "text"), [("ab " * 9_000 + "b", "ab" * 50_000), ("a " * 5_000 + "aa", "a " * 50_000)]
)
def test_a_quote_that_nearly_stands_everywhere_is_told_not_to(quote, text):
    assert match(quote, text).likeness.value == NOT


@pytest.mark.parametrize("cut", [slice(300, 900), slice(0, 600), slice(2400, None)])
def test_of_a_long_quote_only_what_differs_is_shown(cut):
    text = " ".join(f"word{number} of many" for number in range(1000))
    quote = " ".join(text.split()[cut])
    said = quote[:1000] + quote[1000:].replace("many", "few", 1)
    found = [(edit.value, words) for edit, words in match(said, text).nearest if edit.value != "equal"]

    assert [("delete", "many"), ("insert", "few")] == found[:2]
    assert sum(len(words) for _, words in found[2:]) < 20


def test_nothing_is_near_a_long_quote_from_elsewhere():
    assert match("壳" * 1000, "x" * 5000).nearest == ()
