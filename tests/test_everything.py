"""The table of a run of everything: what it counts, and where it is set."""

from __future__ import annotations

from everything import CLOSE, OPEN, REPORT, Part, counted, replaced, table

JUNIT = """<testsuites><testsuite>
<testcase classname="tests.read.test_a" name="one" time="1.5"/>
<testcase classname="tests.read.test_a.TestB" name="two" time="2"><failure message="x"/></testcase>
<testcase classname="tests.test_c" name="three" time="0.25"><skipped/></testcase>
<testcase classname="tests.write.test_d" name="four" time="0"><error/></testcase>
</testsuite></testsuites>"""


def test_tests_are_counted_by_folder():
    assert [("tests", 1, 0, 1), ("tests/read", 2, 1, 0), ("tests/write", 1, 1, 0)] == [
        (part.name, part.tests, part.failed, part.skipped) for part in counted(JUNIT)
    ]
    assert [0.25, 3.5, 0] == [part.seconds for part in counted(JUNIT)]


def test_the_table_says_what_failed_and_ends_with_the_whole():
    told = table([Part("lint", seconds=2), *counted(JUNIT)], "0123456789ab", 61).splitlines()

    assert told[0].startswith("Commit 0123456789ab, 20")
    assert "| lint |  | 2 | passed |" in told
    assert "| tests/read | 2 | 4 | 1 failed |" in told
    assert told[-1] == "| all, by the clock | 4 | 61 | 2 failed, 1 skipped |"


def test_only_what_stands_between_the_marks_is_replaced():
    assert f"a\n{OPEN}\nnew\n{CLOSE}\nb\n" == replaced(f"a\n{OPEN}\nold\n{CLOSE}\nb\n", "new\n")


def test_the_report_has_a_place_for_the_table():
    text = REPORT.read_text(encoding="utf-8")

    assert text != replaced(text, "another table\n")
