from __future__ import annotations

import re
from dataclasses import replace

import pytest
from comparisons import NEW_EN, OLD_EN, chinese, compared, english
from own_editions import NEW, OLD, edition

from stdpub.cli.folders import read_folder
from stdpub.compare.comparing import compare
from stdpub.model.changes import Edit
from stdpub.model.source import Severity
from stdpub.pipeline import check
from stdpub.write.change_list import step_of, write_change_list
from stdpub.write.change_phrases import Item, Noun, Verb, chinese_item, english_item, listed
from stdpub.write.compared import Compared

CHINESE = """本文件代替GB/T 99999—2020《通气》，与GB/T 99999—2020相比，除结构调整和编辑性改动外，主要技术变化如下：

- 更改了术语“罐”的定义（见1.1，2020年版的1.1）；
- 增加了“通则”一条（见2.1）；
- 更改了压力的限值，由5 kPa改为3 kPa（见2.2，2020年版的2.1）；
- 更改了压力的规定，由推荐改为要求（见2.2，2020年版的2.1）；
- 删除了“验收”一条（见2020年版的2.2）。
"""
ENGLISH = """This second edition cancels and replaces the first edition (ISO 99999:2020), which has been technically revised.

The main changes are as follows:

- a subclause “General” has been added (see 1.1);
- the limit under “Pressure” has been changed from 5 kPa to 3 kPa (see 1.2; 1.1 of the 2020 edition);
- the provision under “Pressure” has been changed from a recommendation to a requirement (see 1.2; 1.1 of the 2020 edition);
- the subclause “Acceptance” has been removed (see 1.2 of the 2020 edition).
"""


def front(name, version, rulebook=""):
    return f"---\nidentifier: {name}\nlanguage: en\ntitle: X\nversion: {version}\n{rulebook}---\n\n"


def test_a_chinese_list_is_worded_as_gb_t_1_1_does():
    assert CHINESE == write_change_list(chinese())


def test_an_english_list_is_worded_as_the_directives_do():
    assert ENGLISH == write_change_list(english())


def test_a_foreword_may_point_by_keys_into_its_own_text():
    assert "（见[@pressure]，2020年版的2.1）" in write_change_list(chinese(), cite=True)
    assert "(see [@pressure]; 1.1 of the 2020 edition)" in write_change_list(english(), cite=True)


def test_editorial_and_structural_changes_are_no_items():
    rows = (
        ("renumbered", "clause", "pressure", "pressure", False, ()),
        ("editorial", "provision", "limit", "limit", False, ()),
    )

    assert write_change_list(chinese(rows)).endswith("，与GB/T 99999—2020相比，只有结构调整和编辑性改动。\n")
    assert write_change_list(english(rows)).endswith("which has been editorially revised.\n")


def test_a_version_without_a_year_is_named_by_its_version():
    rows = (("strengthened", "provision", "vented", "vented", True, ("should", "shall")),)
    written = write_change_list(compared(front("X 1", "1.8.0") + OLD_EN, front("X 1", "2.0") + NEW_EN, rows))

    assert written.startswith("The main technical changes from X 1 1.8.0 are as follows:\n")
    assert "; 1.1 of version 1.8.0)" in written


def test_an_edition_of_gb_t_in_english_keeps_the_wording_of_gb_t():
    rows = (("strengthened", "provision", "vented", "vented", True, ("should", "shall")),)
    rule = "rulebook: gb-t-1.1\nreplaces: [X 1 1]\n"
    written = write_change_list(compared(front("X 1", "1") + OLD_EN, front("X 1", "2", rule) + NEW_EN, rows))

    assert "This document replaces X 1 1, *X*. In addition to structural adjustments and editorial changes, " in written


def test_things_of_a_clause_that_is_new_are_not_told_again():
    assert "marked" not in write_change_list(english(), cite=True)


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (((Edit.EQUAL, "by "), (Edit.DELETE, "5"), (Edit.INSERT, "2"), (Edit.EQUAL, " % of it")), ("5 %", "2 %")),
        (((Edit.DELETE, "5 kPa"), (Edit.INSERT, "3 kPa")), ("5 kPa", "3 kPa")),
        (((Edit.DELETE, "twice"), (Edit.INSERT, "3")), None),
        (((Edit.DELETE, "5"), (Edit.INSERT, "3"), (Edit.EQUAL, " and "), (Edit.INSERT, "more")), None),
        (((Edit.INSERT, "3"),), None),
        (((Edit.DELETE, "5" * 30), (Edit.INSERT, "3")), None),
    ],
)
def test_a_step_is_told_where_one_number_alone_changed(runs, expected):
    assert expected == step_of(runs)


@pytest.mark.parametrize(
    ("item", "zh", "en"),
    [
        (
            Item(Verb.ADDED, Noun.TERM, ("a", "b"), ("3.1", "3.2"), ()),
            "增加了术语“a”“b”（见3.1、3.2）",
            "the terms “a” and “b” have been added (see 3.1 and 3.2)",
        ),
        (
            Item(Verb.ADDED, Noun.LIMIT, ("a",), ("3.1",), ("2.1",), count=2),
            "增加了a的限值（见3.1，2020年版的2.1）",
            "limits under “a” have been added (see 3.1; 2.1 of the 2020 edition)",
        ),
        (
            Item(Verb.CHANGED, Noun.LIMIT, ("水的限值",), (), ()),
            "更改了水的限值",
            "the limit under “水的限值” has been changed",
        ),
        (
            Item(Verb.REMOVED, Noun.FORMULA, ("水的计算",), (), ("（1）",)),
            "删除了“水的计算”的计算公式（见2020年版的（1））",
            "the formula under “水的计算” has been removed (see （1） of the 2020 edition)",
        ),
    ],
)  # fmt: skip
def test_items_are_worded(item, zh, en):
    assert zh == chinese_item(item, "2020年版")
    assert en == english_item(item, "the 2020 edition")


def test_three_words_are_listed_with_commas():
    assert "a, b and c" == listed(("a", "b", "c"))


def test_like_changes_of_one_clause_are_one_item():
    rows = tuple(("withdrawn", "provision", key, "", True, ()) for key in ("limit", "accepted"))
    both = compared(
        front("X 1", "1") + OLD_EN.replace("## Acceptance {#acceptance}\n", ""), front("X 1", "2") + NEW_EN, rows
    )

    assert "- the requirements under “Pressure” have been removed (see 1.1 of version 1).\n" in write_change_list(both)


def test_words_of_one_clause_are_one_item_whatever_kind_they_are_of():
    rows = (
        ("reworded", "provision", "limit", "limit", True, ()),
        ("reworded", "provision", "vented", "vented", True, ()),
    )
    both = compared(
        front("X 1", "1") + OLD_EN,
        front("X 1", "2") + NEW_EN.replace("tank shall be vented", "tank may be vented"),
        rows,
    )

    assert "- the provisions under “Pressure” have been changed (see 1.2; 1.1 of version 1).\n" in write_change_list(
        both
    )


def test_a_clause_without_a_number_is_found_by_its_title():
    text = "numbering: none\n---\n\n# Vents {{#vents}}\n\nThe vent shall be {}. {{#so}}\n"
    texts = (
        front("X 1", version).replace("---\n\n", "") + text.format(word)
        for version, word in (("1", "red"), ("2", "blue"))
    )
    rows = (("reworded", "provision", "so", "so", True, ("red", "blue")),)

    assert "- the requirement under “Vents” has been changed.\n" in write_change_list(compared(*texts, rows))


def test_a_list_that_cites_keys_can_be_pasted_into_our_own_foreword():
    before, after = (edition(path, "zh") for path in (OLD, NEW))
    told = write_change_list(Compared(before, after, compare(before, after)), cite=True)
    folder = read_folder(NEW)
    text = folder.files["standard.md"].decode()
    typed = re.search("(?m)^本文件代替.*\\n\\n(?:[0-9]+[.] .*\\n)+", text)
    pasted = {"standard.md": text.replace(typed[0], told).encode()}
    files = {name: content for name, content in folder.files.items() if name != "standard.en.md"} | pasted
    found = [one for version in check(replace(folder, files=files)) for one in version.diagnostics]

    assert "[@" in told != typed[0]
    assert [] == [one for one in found if one.severity is not Severity.INFO and one.at.file == "standard.md"]
