from __future__ import annotations

from dataclasses import replace

import pytest
from comparisons import HEAD_EN, chinese, compared, english

from stdpub.model.changes import Comparison, Edit
from stdpub.write.comparison_text import write_comparison_text
from stdpub.write.redline_text import redline_text

LONG = "word " * 60

ENGLISH = """ISO 99999:2020 → ISO 99999:2026

1 Rules

+ 1.1 clause `General`: added (substantive)

+ 1.1 provision: added (substantive)
    {+The tank shall be marked.+}

1.1 → 1.2 clause `Pressure`: renumbered

1.1 → 1.2 provision: limit tightened (substantive)
    The pressure shall not exceed [-5 kPa-]{+3 kPa+}.

1.1 → 1.2 provision: strengthened (substantive)
    The tank [-should-]{+shall+} be vented.

- 1.2 clause `Acceptance`: withdrawn (substantive)

- 1.2 provision: withdrawn (substantive)
    [-The tank shall be accepted.-]

7 changes, 6 of substance: 2 added, 2 withdrawn, 1 renumbered, 1 strengthened, 1 limit tightened
clauses 3 → 3: 1 same, 1 changed, 1 added, 1 withdrawn
provisions 3 → 3: 2 changed, 1 added, 1 withdrawn
"""


def test_a_thing_is_a_block_below_its_chapter():
    assert ENGLISH == write_comparison_text(english())


def test_the_words_around_may_be_chinese():
    written = write_comparison_text(chinese(), chinese=True)

    assert "2.1 → 2.2 条款: 加强 (实质性改动)\n    罐[-宜-]{+应+}通气。\n" in written
    assert "术语条目 1 → 1: 更改1\n" in written


def test_colours_take_the_place_of_marks():
    written = write_comparison_text(english(), colours=True)

    assert "The tank \x1b[31;9mshould\x1b[0m\x1b[32;4mshall\x1b[0m be vented." in written
    assert "[-" not in written


def test_changes_of_one_thing_are_one_block():
    rows = (
        ("moved", "provision", "limit", "limit", False, ()),
        ("limit-tightened", "provision", "limit", "limit", True, ("5 kPa", "3 kPa")),
    )

    assert "1.1 → 1.2 provision: moved, limit tightened (substantive)\n    The pressure" in write_comparison_text(
        english(rows)
    )


def test_a_doubtful_pair_says_how_sure_it_is():
    one = english((("strengthened", "provision", "vented", "vented", True, ("should", "shall")),))
    doubtful = tuple(replace(change, certainty=0.876) for change in one.comparison.changes)

    assert "(substantive, 87% certain)" in write_comparison_text(replace(one, comparison=Comparison((), doubtful)))


def test_what_a_terminal_would_obey_is_not_printed():
    text = "---\nidentifier: X 1\nlanguage: en\ntitle: X\n---\n\n# R\x1b]0;owned\x07 {#r}\n\nIt shall be so. {#so}\n"
    written = write_comparison_text(compared(text, text, (("moved", "clause", "r", "r", False, ()),)))

    assert "\x1b" not in written
    assert "\x07" not in written


@pytest.mark.parametrize(
    ("runs", "expected"),
    [
        (((Edit.EQUAL, "a "), (Edit.DELETE, "b"), (Edit.EQUAL, " c")), "a [-b-] c"),
        (((Edit.EQUAL, LONG), (Edit.INSERT, "b")), f"…{LONG[-45:]}{{+b+}}"),
        (((Edit.INSERT, "b"), (Edit.EQUAL, LONG)), f"{{+b+}}{LONG[:49]}…"),
        (((Edit.INSERT, "b"), (Edit.EQUAL, "z" * 200), (Edit.DELETE, "c")), f"{{+b+}}{'z' * 50} … {'z' * 50}[-c-]"),
    ],
)  # fmt: skip
def test_long_unchanged_words_are_cut_away_from_the_change(runs, expected):
    assert expected == redline_text(runs, colours=False)


def test_of_a_table_the_rows_that_changed_are_shown_with_their_joined_cells():
    table = "# R {{#r}}\n\nTable: Limits {{#t}}\n\n| A | B | C |\n|---|---|---|\n| 1 | x | {} |\n| ^ | y | 5 |\n| ^ | z | {} |\n\n::: table-notes\nunit: {}\n:::\n"
    texts = (HEAD_EN.format(2020, "", 1) + table.format(*cells) for cells in ((3, 6, "mm"), (3, 7, "cm")))
    written = write_comparison_text(compared(*texts, (("table-changed", "table", "t", "t", True, ()),)))

    assert (
        "table `Limits`: table changed (substantive)\n    1 | z | [-6-]{+7+}\n    [-mm-]{+cm+}\n\n1 change" in written
    )


def test_an_item_is_named_by_the_items_and_the_clause_around_it():
    text = "# R {{#r}}\n\nThe tank shall be:\n\n1. new:\n   1. of steel;\n   2. {}; {{#colour}}\n2. dry.\n"
    texts = (HEAD_EN.format(2020, "", 1) + text.format(colour) for colour in ("red", "blue"))
    written = write_comparison_text(
        compared(*texts, (("reworded", "provision", "colour", "colour", True, ("red", "blue")),))
    )

    assert "\n1 a) 2) provision: reworded (substantive)\n    [-red-]{+blue+};\n" in written


def test_bullets_and_the_count_of_lists_are_no_numbers():
    text = "# R {{#r}}\n\nThe tank shall be:\n\n1. new;\n\nand it shall be\n\n1. old; {{#old}}\n\nor\n\n- {}. {{#colour}}\n"
    texts = (HEAD_EN.format(2020, "", 1) + text.format(colour) for colour in ("red", "blue"))
    rows = tuple(("moved", "provision", key, key, False, ()) for key in ("old", "colour"))
    written = write_comparison_text(compared(*texts, rows))

    assert "\n1 a) provision: moved\n" in written
    assert "\n1 provision: moved\n" in written
