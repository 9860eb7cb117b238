from __future__ import annotations

import pytest

from stdpub.read.counting import chinese, item_mark, letters, roman


@pytest.mark.parametrize(("count", "mark"), [(1, "a"), (26, "z"), (27, "aa"), (52, "az"), (53, "ba"), (703, "aaa")])
def test_letters(count, mark):
    assert mark == letters(count)


@pytest.mark.parametrize(
    ("count", "mark"), [(1, "i"), (4, "iv"), (40, "xl"), (50, "l"), (99, "xcix"), (1994, "mcmxciv")]
)
def test_roman_figures(count, mark):
    assert mark == roman(count)


@pytest.mark.parametrize(
    ("count", "mark"),
    [
        (1, "一"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1001, "一千零一"),
    ],
)
def test_chinese_numerals(count, mark):
    assert mark == chinese(count)


def test_items_are_marked_by_level():
    assert ["c", "3", "iii", "iii"] == [item_mark(3, depth) for depth in range(4)]
