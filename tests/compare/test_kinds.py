"""What happened to a sentence, table, formula, term or clause is named by what it means for who conforms."""

import pytest

from stdpub.compare.comparing import compare
from stdpub.compare.naming.wording import Wording, judge
from stdpub.model.folder import Folder
from stdpub.read.reader import read

FRONT = "---\nidentifier: T/X 1\nlanguage: {}\ntitle:\n  {}: {{main: X}}\nverbal-forms: {}\n---\n\n"


def changes(before, after, language="en", forms="iso"):
    """Return kind, level and weight of what changed between the bodies of two texts."""
    front = FRONT.format(language, language, forms)
    old, new = (read(Folder("x", {"standard.md": (front + text).encode()}, {})) for text in (before, after))
    return [(one.kind.value, one.level.value, one.substantive) for one in compare(old, new).changes]


def sentence(before, after, language="en", forms="iso"):
    """Return what happened to a keyed sentence between its neighbours."""
    around = (
        "# One\n\nThe first thing shall be here. {{#first}}\n{} {{#it}}\nThe last thing shall be there. {{#last}}\n"
    )
    return changes(around.format(before), around.format(after), language, forms)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The colour of the cable shall be red.", "The color of the cable shall be red."),
        ("The cable, and the plug, shall be red.", "The cable and the plug shall be red."),
        ("The e-mail shall be kept.", "The email shall be kept."),
        ("The “cable” shall be red.", 'The "cable" shall be red.'),
        ("The cable shall be red.", "The *cable* shall be red."),
        ("The length shall be 1 000 mm.", "The length shall be 1,000 mm."),
        ("It shall last two (2) years.", "It shall last 2 years."),
        ("Cable shall be red.", "The cable shall be red."),
    ],
)
def test_what_nobody_has_to_act_on_is_editorial(before, after):
    assert [("editorial", "provision", False)] == sentence(before, after)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The cable shall be red.", "The cable shall not be red."),
        ("The cable shall be red.", "The cable shall be red unless agreed otherwise."),
        ("All cables shall be red.", "Some cables shall be red."),
        ("The cable and plug shall be red.", "The cable or plug shall be red."),
        ("The cable shall be closed before use.", "The cable shall be closed after use."),
        ("The field `max_len` shall be set.", "The field `maxLen` shall be set."),
        ("The value $a-b$ shall be kept.", "The value $ab$ shall be kept."),
        ("The power shall be noted as 5 mW.", "The power shall be noted as 5 MW."),
        ("The client shall notify the server.", "The server shall notify the client."),
        ("Class A devices shall be sealed.", "Class B devices shall be sealed."),
    ],
)
def test_what_says_something_else_is_substantive_and_not_editorial(before, after):
    found = sentence(before, after)

    assert [True] == [substantive for _, _, substantive in found]
    assert "editorial" not in {kind for kind, _, _ in found}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("缆线应为红色。", "缆线不应为红色。"),
        ("所有缆线应为红色。", "部分缆线应为红色。"),
        ("缆线和插头应为红色。", "缆线或插头应为红色。"),
        ("缆线应为红色。", "缆线应为红色，另有约定的除外。"),
        ("缆线应在使用前检查。", "缆线应在使用后检查。"),
        ("缆线应为红色。", "仅缆线应为红色。"),
    ],
)
def test_what_says_something_else_in_chinese_is_substantive(before, after):
    found = sentence(before, after, "zh", "gb-t-1.1")

    assert [True] == [substantive for _, _, substantive in found]
    assert "editorial" not in {kind for kind, _, _ in found}


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("The cable should be red.", "The cable shall be red.", "strengthened"),
        ("The cable may be red.", "The cable shall be red.", "strengthened"),
        ("The cable shall be red.", "The cable should be red.", "weakened"),
        ("The cable shall be red.", "The cable need not be red.", "weakened"),
        ("A red cable shall be provided.", "An optional red cable shall be provided.", "weakened"),
        ("The length shall not exceed 5 m.", "The length shall not exceed 4 m.", "limit-tightened"),
        ("The length shall not exceed 5 m.", "The length shall not exceed 600 cm.", "limit-relaxed"),
        ("The length shall be at least 5 m.", "The length shall be at least 6 m.", "limit-tightened"),
        ("The length shall be less than 5 m.", "The length shall not exceed 5 m.", "limit-relaxed"),
        ("The air shall be 20 °C to 25 °C.", "The air shall be 18 °C to 27 °C.", "limit-relaxed"),
        ("The air shall be 20 °C to 25 °C.", "The air shall be 18 °C to 23 °C.", "limit-tightened"),
        ("It shall be closed.", "It shall be closed within 5 s.", "limit-added"),
        ("It shall be closed within 5 s.", "It shall be closed.", "limit-removed"),
        ("It shall comply with ISO 9001:2008.", "It shall comply with ISO 9001:2015.", "reference-updated"),
        ("It shall comply with RFC 2818.", "It shall comply with RFC 9110.", "reference-updated"),
    ],
)
def test_verbal_forms_limits_and_references_are_told_by_name(before, after, kind):
    assert [(kind, "provision", True)] == sentence(before, after)


def test_a_limit_in_another_unit_is_the_same_limit():
    found = sentence("The interval shall not exceed 300 s.", "The interval shall not exceed 5 min.")

    assert [("unit-changed", "provision", False)] == found


def test_another_unit_beside_other_words_is_told_as_other_words():
    found = sentence("The interval of water shall not exceed 300 s.", "The interval of oil shall not exceed 5 min.")

    assert [("reworded", "provision", True)] == found


@pytest.mark.parametrize(
    ("before", "after", "language"),
    [
        ("It shall be done prior to use.", "It shall be done before use.", "en"),
        ("It shall be made sure that it is red.", "It shall be made certain that it is red.", "en"),
        ("Measurements shall be made when it operates normally.", "Measurements shall be made while it is in normal operation.", "en"),
        ("It shall be red (see Clause 5).", "It shall be red, because red is seen.", "en"),
        ("测量应按照规定进行。", "测量应依据规定进行。", "zh"),
        ("测量应在设备处于正常运行的状态下进行。", "测量应在设备正常运行时进行。", "zh"),
    ],
)  # fmt: skip
def test_other_words_for_the_same_are_not_substantive(before, after, language):
    assert [("reworded", "provision", False)] == sentence(before, after, language, "gb-t-1.1")


def test_capitals_of_bcp_14_are_no_spelling():
    assert [True] == [one[2] for one in sentence("It MUST be red.", "It must be red.", forms="bcp14")]


TABLE = '# One\n\nTable: Limits {{#t}}\n\n| Grade | Value{{limit="x <="}} | Remarks |\n|---|---|---|\n| 1 | {} | {} |\n| 2 | 5 | c |\n'


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (("3", "a"), ("2", "a"), [("limit-tightened", "table", True)]),
        (("3", "a"), ("4", "a"), [("limit-relaxed", "table", True)]),
        (("3", "a"), ("—", "a"), [("limit-removed", "table", True)]),
        (("3", "a"), ("3", "b"), [("table-changed", "table", False)]),
        (("3", "a b"), ("3", "a, b"), [("editorial", "table", False)]),
    ],
)
def test_cells_are_compared_as_limits_or_as_words(before, after, found):
    assert found == changes(TABLE.format(*before), TABLE.format(*after))


def test_a_row_more_changes_a_table():
    before = TABLE.format("3", "a")

    assert [("table-changed", "table", True)] == changes(before, before + "| 3 | 6 | d |\n")


def test_layout_of_a_formula_is_editorial_and_its_mathematics_not():
    text = "# One\n\n$$ {} $$ {{#f}}\n"

    assert [("editorial", "formula", False)] == changes(text.format(r"a = \frac{b}{c}"), text.format(r"a=\dfrac{b}{c}"))
    assert [("formula-changed", "formula", True)] == changes(text.format("a = b + c"), text.format("a = b - c"))


def test_a_sentence_that_begins_to_bind_is_strengthened():
    before = "# One\n\nThe red cable is tested by the maker every year.\n"
    after = "# One\n\nThe red cable shall be tested by the maker every year. {#it}\n"

    assert [("strengthened", "provision", True)] == changes(before, after)
    assert [("weakened", "provision", True)] == changes(after, before)


def test_text_added_in_a_clause_is_reworded_and_a_note_binds_nobody():
    before = "# One\n\nThe cable shall be red. {#it}\n"

    assert [("reworded", "clause", False)] == changes(before, before + "\n> [!NOTE]\n> Red is seen well.\n")
    assert [("reworded", "clause", False)] == changes(before, before + "\nRed is seen well.\n")


def test_a_heading_alone_is_editorial_unless_it_bounds():
    before = "# Cables {#c}\n\nThe cable shall be red. {#it}\n"

    assert [("editorial", "clause", False)] == changes(before, before.replace("Cables", "Wires"))
    assert [("reworded", "clause", False)] == changes(before, before.replace("Cables", "Cables (if any)"))


def test_a_clause_before_another_is_moved_and_what_it_pushes_renumbered():
    parts = [
        f"# {name} {{#{name.lower()}}}\n\nThe {name} shall be red. {{#r-{name.lower()}}}\n\n"
        for name in ("One", "Two", "Three")
    ]
    found = changes("".join(parts), "".join((parts[2], parts[0], parts[1])))

    assert {"moved", "renumbered"} == {kind for kind, _, _ in found}
    assert 1 == sum(kind == "moved" for kind, _, _ in found)


def test_a_pointer_to_the_same_thing_under_another_number_is_no_change():
    one = "# One {#one}\n\nIt shall be as in [@two]. {#it}\n\n"
    two = "# Two {#two}\n\nIt shall be red. {#red}\n\n"
    new = "# New {#new}\n\nIt shall be new. {#n}\n\n"
    found = changes(one + two, one + new + two)

    assert {("added", "clause"), ("added", "provision"), ("renumbered", "clause")} == {each[:2] for each in found}
    assert [("reference-updated", "provision", True)] == changes(
        one + new + two, one.replace("@two", "@new") + new + two
    )


def test_wordings_are_ordered_by_weight():
    assert Wording.SAME is judge("a b", "a b")
    assert Wording.OTHER_WORDS is judge("The cable is red.", "The cable is green.")
    assert Wording.OTHER_MEANING is judge("The cable is red.", "The cable is not red.")
