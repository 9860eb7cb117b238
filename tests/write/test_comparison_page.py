from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace

import pytest
from comparisons import HEAD_EN, chinese, compared, english, standard
from lxml import etree
from pdf_text import drawn

from stdpub.model.changes import Comparison
from stdpub.write.pdf.redline import write_redline_pdf
from stdpub.write.redline_page import write_redline_html
from stdpub.write.table_redline import row_pairs

X = "{http://www.w3.org/1999/xhtml}"
TABLE = """# Rules {{#rules}}

Table: Limits {{#tab}}

| Class | Limit |{0}
|-------|-------|{1}
{2}
"""
FORMULA = "# Rules {{#rules}}\n\nThe ratio $n_1$ shall be {0} of $m$. {{#ratio}}\n\n$$\nR = {1}\n$$ {{#eq}}\n"


def page(one):
    return etree.fromstring(write_redline_html(one))


def words(element):
    return " ".join("".join(element.itertext()).split())


def change(tree, kind):
    return next(one for one in tree.iter(f"{X}article") if kind in [words(span) for span in one.iter(f"{X}span")])


def versions(old, new, kind, level, key, changed=()):
    """Return two texts in which one thing changed."""
    both = [HEAD_EN.format(year, "", 1) + text for year, text in ((2020, old), (2026, new))]
    return compared(*both, ((kind, level, key, key, True, changed),))


def table(rows, column="", rule=""):
    return TABLE.format(column, rule, "\n".join(rows))


def test_deleted_and_inserted_words_are_elements_of_their_own():
    tree = page(english())
    limit = change(tree, "limit tightened")

    assert ["1.1", "5 kPa"] == [words(one) for one in limit.iter(f"{X}del")]
    assert ["1.2", "3 kPa"] == [words(one) for one in limit.iter(f"{X}ins")]
    assert "The pressure shall not exceed 5 kPa3 kPa." == words(limit.find(f"{X}p[@class='words']"))


def test_ids_are_there_once_and_no_link_leads_away():
    for one in (english(), chinese()):
        tree = page(one)
        ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))

        assert set(ids.values()) == {1}
        assert {"#_text"} == {link.get("href") for link in tree.iter(f"{X}a")}
        assert not list(tree.iter(f"{X}script"))


def test_filters_choose_by_class_and_say_how_many():
    tree = page(english())
    labels = {words(label): label[0].get("id") for label in tree.iter(f"{X}label")}
    style = "".join(tree.find(f".//{X}style").itertext())

    assert {
        "everything 7": "show-all",
        "changes of substance 6": "show-substance",
        "limits 1": "show-limits",
        "places and numbers 1": "show-structure",
    } == labels
    assert all(f"#{name}:checked" in style for name in labels.values() if name != "show-all")
    assert 1 == sum("limits" in one.get("class").split() for one in tree.iter(f"{X}article"))


def test_the_figures_account_for_every_thing():
    rows = [[words(cell) for cell in row] for row in page(english()).find(f".//{X}table").iter(f"{X}tr")]

    assert [
        "Things",
        "Before",
        "After",
        "same",
        "changed",
        "retitled",
        "moved",
        "renumbered",
        "added",
        "withdrawn",
    ] == rows[0]
    assert ["clauses", "3", "3", "1", "1", "0", "0", "0", "1", "1"] == rows[1]


def test_a_page_without_differences_says_so():
    assert "Nothing differs." in words(page(english(())))


def test_a_table_is_compared_by_cell():
    old = table(("| A | 5 |", "| B | 6 |", "| C | 7 |"))
    new = table(("| A | 4 |", "| C | 7 |", "| D | 8 |"), " Note |", "------|")
    rows = list(change(page(versions(old, new, "table-changed", "table", "tab")), "table changed").iter(f"{X}tr"))

    assert ["", "", "deleted", "", "inserted"] == [row.get("class") or "" for row in rows]
    assert [["A", "54", ""], ["B", "6", ""], ["C", "7", ""], ["D", "8", ""]] == [
        [words(cell) for cell in row] for row in rows[1:]
    ]
    assert ["5"] == [words(one) for one in rows[1].iter(f"{X}del")]
    assert "inserted" == rows[0][2].get("class")


def test_joined_cells_are_compared_at_every_place_they_cover():
    old, new = (standard(HEAD_EN.format(2020, "", 1) + table((f"| A | {cell} |", "| ^ | 6 |"))) for cell in (5, 4))
    tables = [one.clauses[0].blocks[0] for one in (old, new)]
    pairs = row_pairs(*tables, old, new)

    assert [["Class", "Limit"], ["A", "4"], ["A", "6"]] == [[pair.after.text for pair in row.cells] for row in pairs]


@pytest.mark.parametrize("count", [3, 600])
def test_rows_are_paired_in_tables_of_any_size(count):
    rows = [f"| {at} | {at * 3} |" for at in range(count)]
    old, new = (standard(HEAD_EN.format(2020, "", 1) + table(part)) for part in (rows, rows[1:]))
    pairs = row_pairs(old.clauses[0].blocks[0], new.clauses[0].blocks[0], old, new)

    assert [1] == [at for at, row in enumerate(pairs) if row.deleted]
    assert not any(row.inserted for row in pairs)


def test_formulas_are_shown_as_formulas_before_and_after():
    one = versions(
        FORMULA.format("half", r"\frac{1}{2}"),
        FORMULA.format("half", r"\frac{1}{3}"),
        "formula-changed",
        "formula",
        "eq",
    )
    found = change(page(one), "formula changed")

    assert 2 == len(list(found.iter("{http://www.w3.org/1998/Math/MathML}math")))
    assert {"formula-before", "formula-after"} <= {one.get("class") for one in found.iter(f"{X}div")}


def test_a_formula_inside_a_sentence_stays_one():
    one = versions(FORMULA.format("half", "1"), FORMULA.format("a third", "1"), "reworded", "provision", "ratio")
    found = change(page(one), "reworded")

    assert 2 == len(list(found.iter("{http://www.w3.org/1998/Math/MathML}math")))
    assert "n_1" not in words(found)
    assert "half" == words(list(found.iter(f"{X}del"))[-1])


def test_markup_of_an_author_stays_text():
    text = "# Rules {{#rules}}\n\nThe `<script>` shall be {0}. {{#a}}\n"
    written = write_redline_html(
        versions(text.format("x"), text.format("<b>y</b>"), "reworded", "provision", "a")
    ).decode()

    assert "<script" not in written
    assert "&lt;script&gt;" in written


def test_how_certain_a_pair_is_is_said():
    one = english((("strengthened", "provision", "vented", "vented", True, ("should", "shall")),))
    doubtful = tuple(replace(change, certainty=0.876) for change in one.comparison.changes)

    assert "87 % certain" in words(page(replace(one, comparison=Comparison((), doubtful))))


def test_colours_are_told_apart_in_both_modes():
    style = "".join(page(english()).find(f".//{X}style").itertext())
    pairs = re.findall(r"--(ins|del): (#\w{6}); --(?:ins|del)-paper: (#\w{6})", style)

    assert 4 == len(pairs)
    assert all(contrast(ink, paper) >= 4.5 for _, ink, paper in pairs)


def contrast(one, other):
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_the_pdf_holds_the_same_words_and_is_the_same_every_time():
    content = write_redline_pdf(chinese())
    told = "".join("".join(run.text for run in drawn(content)).split())

    assert "GB/T99999—2020→GB/T99999—2026" in told
    assert "罐宜应通气。" in told
    assert content == write_redline_pdf(chinese())


def test_of_many_unchanged_rows_and_lines_the_middle_is_left_out():
    rows = [f"| {at} | {at * 3} |" for at in range(20)]
    old, new = table(rows), table([*rows[:-1], "| 19 | 0 |"])
    found = change(page(versions(old, new, "table-changed", "table", "tab")), "table changed")
    told = [[words(cell) for cell in row] for row in found.iter(f"{X}tr")]

    assert [["Class", "Limit"], ["0", "0"], ["⋯ 17 rows unchanged"], ["18", "54"], ["19", "570"]] == told
    assert "2" == found.find(f".//{X}td[@class='left-out']").get("colspan")


def test_of_many_unchanged_lines_the_middle_is_left_out():
    lines = "\n\n".join(f"Line {at}." for at in range(9))
    texts = (f"# Rules {{#rules}}\n\n{lines}\n\n{end}\n" for end in ("Old.", "New."))
    found = change(page(versions(*texts, "reworded", "clause", "rules", ("Old", "New"))), "reworded")

    assert ["Line 0.", "⋯", "Line 8.", "OldNew."] == [words(one) for one in found.findall(f"{X}p")[1:]]


def test_a_character_without_a_glyph_is_printed_as_its_code():
    text = f"{HEAD_EN.format(2020, '', 1)}# Rules {{{{#rules}}}}\n\nIt shall be {{0}}. {{{{#so}}}}\n"
    one = versions_of(text.format("so"), text.format("\U0001f517"))
    told = "".join(run.text for run in drawn(write_redline_pdf(one)))

    assert "⟨U+1F517⟩" in told


def versions_of(old, new):
    return compared(old, new, (("reworded", "provision", "so", "so", True, ("so", "\U0001f517")),))
