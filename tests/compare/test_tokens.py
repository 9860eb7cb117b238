"""Words that stay whole, and redlines that give both texts back and read well."""

from __future__ import annotations

from itertools import accumulate, pairwise
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from stdpub.compare.redline import redline
from stdpub.compare.sequences import runs
from stdpub.compare.tokens import words
from stdpub.model.changes import Edit, Redline

_WHOLE = (
    *("不应", "不宜", "不得", "不必", "不能", "应当", "必须", "shall not", "MUST NOT", "should not"),
    *("60/50", "1.3", "1 000", "25 ℃", "±2 ℃", "-5 ℃", "10~20", "3.5%", "2021-08-25", "5.2.1", "A.3", "60 dB(A)"),
    *("100 W/(m²·K)", "2.5×10⁻³", "GB/T 1.1—2020", "ISO/IEC 27001:2022", "RFC 5280", "https://example.org/a?b=c"),
    *("non-critical", "CA's", "Straße", "1.3.6.1.5.5.7.48.1", "SHA-256", "keyUsage"),
)
_PARTS = (
    *_WHOLE,
    *("应", "宜", "可", "设备", "应用", "the", "valve", "shall", "not", "5"),
    *(" ", " ", "  ", "\n", ". ", ", ", "。", "，", "（"),
)
_PIECES = st.sampled_from(_PARTS)
_TEXTS = st.lists(_PIECES, max_size=24).map("".join) | st.text(max_size=30)


def _marked(edits: Redline) -> str:
    marks = {Edit.EQUAL: "{}", Edit.DELETE: "[-{}-]", Edit.INSERT: "[+{}+]"}
    return "".join(marks[edit].format(text) for edit, text in edits)


def _side(edits: Redline, left_out: Edit) -> list[str]:
    return [text for edit, text in edits if edit is not left_out]


@pytest.mark.parametrize("token", _WHOLE)
@pytest.mark.parametrize("text", ["{}", "the {} of", "设备{}，并", "({}) ", "见 {}。"])
def test_token_stays_whole(token: str, text: str) -> None:
    assert token in words(text.format(token))


@given(_TEXTS)
@settings(max_examples=tries(150), deadline=None)
def test_words_joined_are_the_text(text: str) -> None:
    assert "".join(words(text)) == text


@given(_TEXTS, _TEXTS)
@settings(max_examples=tries(300), deadline=None)
def test_redline_gives_both_texts_and_cuts_no_word(before: str, after: str) -> None:
    edits = redline(before, after)

    for text, left_out in ((before, Edit.INSERT), (after, Edit.DELETE)):
        parts = _side(edits, left_out)
        assert "".join(parts) == text
        assert set(accumulate(map(len, parts))) <= {0, *accumulate(map(len, words(text)))}


@given(st.randoms(use_true_random=False))
@settings(max_examples=tries(20), deadline=None)
def test_long_texts_are_compared_by_line_and_cut_no_word(chance: Random) -> None:
    lines = ["".join(chance.choices(_PARTS, k=12)) + chance.choice(["\n", " \n ", "\n\n", ""]) for _ in range(60)]
    before = "".join(lines)
    after = "".join(line for line in lines if chance.random() > 0.1) + "\nshall not"
    edits = redline(before, after)

    for text, left_out in ((before, Edit.INSERT), (after, Edit.DELETE)):
        parts = _side(edits, left_out)
        assert "".join(parts) == text
        assert set(accumulate(map(len, parts))) <= {0, *accumulate(map(len, words(text)))}


@given(_TEXTS, _TEXTS)
@settings(max_examples=tries(100), deadline=None)
def test_redline_has_no_empty_and_no_two_like_runs(before: str, after: str) -> None:
    edits = redline(before, after)

    assert all(text for _, text in edits)
    assert all(one[0] is not other[0] for one, other in pairwise(edits))


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("", "", ""),
        ("The same.", "The same.", "The same."),
        ("The pressure should not exceed 1.3 MPa.", "The pressure shall not exceed 1.2 MPa.",
         "The pressure [-should not-][+shall not+] exceed [-1.3 MPa-][+1.2 MPa+]."),
        ("设备宜安装在室内，温度不应超过25 ℃。", "设备应安装在室内，温度不得超过30 ℃。",
         "设备[-宜-][+应+]安装在室内，温度[-不应-][+不得+]超过[-25 ℃-][+30 ℃+]。"),
        ("按GB/T 1.1—2009编写。", "按GB/T 1.1—2020编写。", "按[-GB/T 1.1—2009-][+GB/T 1.1—2020+]编写。"),
        ("One is so. Two is so. Three is so.", "One is so. Three is so.", "One is so.[- Two is so.-] Three is so."),
        ("A, B and C are used.", "A, B, D and C are used.", "A, B[+, D+] and C are used."),
        ("the quick brown fox of the woods", "a slow red cat of my house",
         "[-the quick brown fox of the woods-][+a slow red cat of my house+]"),
        ("a  b", "a b", "a[-  -][+ +]b"),
        ("It is hot. It is dry.", "It is hot. It is wet. It is dry.", "It is hot.[+ It is wet.+] It is dry."),
        ("red, green", "red, light green, green", "red,[+ light green,+] green"),
        ("old red, green", "new red, light green, green", "[-old-][+new+] red,[+ light green,+] green"),
        ("red one two three green", "blue one two three black", "[-red-][+blue+] one two three [-green-][+black+]"),
    ],
)  # fmt: skip
def test_redline_reads_well(before: str, after: str, expected: str) -> None:
    assert _marked(redline(before, after)) == expected


def test_long_texts_are_compared_by_sentence() -> None:
    before = [f"Sentence {at} says that device {at * 7} is safe. " for at in range(2_000)]
    after = [text.replace("is safe", "shall be safe") if at % 400 == 8 else text for at, text in enumerate(before)]
    edits = redline("x. " + "".join(before) + "y", "z. " + "".join(after[::2]) + "w")

    assert "".join(_side(edits, Edit.INSERT)) == "x. " + "".join(before) + "y"
    assert sum(edit is Edit.EQUAL for edit, _ in edits) > 900


def test_a_text_without_sentences_is_replaced_as_a_whole() -> None:
    before, after = "a " * 9_000 + "b", "b " * 9_000 + "a"

    assert redline(before, after) == ((Edit.DELETE, before), (Edit.INSERT, after))


def test_more_sentences_than_can_be_compared_are_replaced_as_a_whole() -> None:
    before, after = ["a", "."] * 9_000, ["b", "."] * 9_000 + ["c"]

    assert [(run.equal, run.end, run.after_end) for run in runs(before, after)] == [(False, 18_000, 18_001)]
