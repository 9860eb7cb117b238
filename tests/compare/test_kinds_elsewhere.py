"""What happened to notes, code, term entries, references, figures, formulas and compound provisions."""

import pytest
from test_kinds import changes

REWORDED = ("reworded", "clause", False)


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("> [!NOTE]\n> Red:\n>\n> - is seen;\n> - is cheap.", ("cheap", "dear"), REWORDED),
        ("> [!EXAMPLE]\n> A red cable.", ("red", "blue"), REWORDED),
        ("> [!WARNING]\n> The part is hot.", ("hot", "cold"), ("reworded", "clause", True)),
        ("> A quoted text.", ("text", "word"), REWORDED),
        ("It is red[^1].\n\n[^1]: By day.", ("day", "night"), REWORDED),
        ("```c\nint first;\n```", ("first", "last"), ("reworded", "clause", True)),
        ("A\n: first thing\n\nB\n: second thing", ("second thing", "thing, not red"), ("reworded", "clause", True)),
        ("It is called `first`.", ("first", "last"), ("reworded", "clause", True)),
        ("$$ a = b $$ {#f}\n\nwhere\n\n- $b$ is the width.", ("width", "height"), ("formula-changed", "formula", True)),
        ("$$ a = b $$ {#f}\n\nwhere\n\n- $b$ is the width.", ("width.", "width"), ("editorial", "formula", False)),
        ("![Red cable](a.png){#f}", ("Red", "Blue"), ("editorial", "figure", False)),
    ],
)
def test_text_in_a_clause(before, after, found):
    text = f"# One\n\n{before}\n"

    assert [found] == changes(text, text.replace(*after))


def test_a_compound_provision_and_those_nested_in_it():
    text = (
        "# One\n\n::: requirement Cables {{#c}}\nThe cable shall be {}.\n\nIt shall be {}. {{#d}}\n\n- a thing\n:::\n"
    )

    assert [("reworded", "provision", True)] == changes(text.format("red", "dry"), text.format("red", "wet"))
    assert [("reworded", "provision", True)] == changes(text.format("red", "dry"), text.format("blue", "dry"))


TERM = "# Terms and definitions {{#terms}}\n\n## cable {{#cable}}\n\n- zh: 缆\n{}\n\n{}\n"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (("- admitted: wire | 线", "thing"), ("- deprecated: wire | 线", "thing"), ("term-changed", "term", False)),
        (("- admitted: wire | 线", "thing"), ("", "thing"), ("term-changed", "term", False)),
        (("", "thing of wire"), ("", "thing of fibre"), ("term-changed", "term", True)),
        (("", "thing of metre"), ("", "thing of meter"), ("editorial", "term", False)),
        (("", "thing\n\n> [!NOTE]\n> Red."), ("", "thing\n\n> [!NOTE]\n> Blue."), ("term-changed", "term", False)),
    ],
)
def test_a_term_entry(before, after, found):
    assert [found] == changes(TERM.format(*before), TERM.format(*after))


LISTS = "# Normative references {{#r}}\n\n- ISO 9001:{} {{#a}}\n\n# Bibliography {{#b}}\n\n- ISO 9000:{} {{#c}}\n"


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (("2008, *Quality*", "2005"), ("2015, *Quality*", "2005"), ("reference-updated", "reference", True)),
        (("2008, *Quality - One*", "2005"), ("2008, *Quality — One*", "2005"), ("editorial", "reference", False)),
        (("2008, *Quality*", "2005"), ("2008, *Goodness*", "2005"), ("reference-updated", "reference", False)),
        (("2008, *Quality*", "2005"), ("2008, *Quality*", "2015"), ("reference-updated", "reference", False)),
    ],
)
def test_a_reference(before, after, found):
    assert [found] == changes(LISTS.format(*before), LISTS.format(*after))


def test_notes_of_a_table_and_its_unit_line():
    text = (
        "# One\n\nTable: T {{#t}}\n\n| A | B |\n|---|---|\n| 1 | {} |\n\n::: table-notes\n{}\n\n> [!NOTE]\n> {}\n:::\n"
    )
    before = text.format("red", "unit: mm", "Seen by day.")

    assert [("table-changed", "table", False)] == changes(before, text.format("red", "unit: mm", "Seen by night."))
    assert [("table-changed", "table", True)] == changes(before, text.format("red", "unit: m", "Seen by day."))
    assert [("strengthened", "table", True)] == changes(
        text.format("It should be red.", "", "x"), text.format("It shall be red.", "", "x")
    )


def test_a_cell_with_a_key_is_a_provision():
    text = "# One\n\n{{#t}}\n\n| A | B |\n|---|---|\n| 1 | The cable {} be red. {{#cell}} |\n"

    assert [("weakened", "provision", True)] == changes(text.format("shall"), text.format("should"))


def test_a_typed_letter_at_the_head_is_a_number():
    text = '# One {#one}\n\n## Threat "H": stolen keys {#t}\n\nKeys are stolen.\n'

    assert [("renumbered", "clause", False)] == changes(text, text.replace('"H"', '"I"'))
