from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
from comparisons import HEAD_EN, chinese, compared, english
from own_editions import NEW, OLD, edition

from stdpub.compare.comparing import compare
from stdpub.model.changes import ChangeKind, Edit, Level
from stdpub.shipped import shipped
from stdpub.write.compared import Compared, Only
from stdpub.write.comparison_json import comparison_record, write_comparison_json
from stdpub.write.comparison_summary import Outcome

SCHEMA = json.loads(shipped("schemas/stdpub-comparison.schema.json").read_bytes())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def changes(compared):
    return comparison_record(compared)["changes"]


def test_the_json_keeps_its_schema():
    for one in (chinese(), english(), english(())):
        VALIDATOR.validate(json.loads(write_comparison_json(one)))


def test_the_schema_names_every_kind_level_and_outcome():
    definitions = SCHEMA["$defs"]
    change = definitions["change"]["properties"]

    assert (
        set(ChangeKind) == set(change["kind"]["enum"]) == set(definitions["summary"]["properties"]["kinds"]["required"])
    )
    assert set(Level) == set(change["level"]["enum"]) == set(definitions["summary"]["properties"]["levels"]["required"])
    assert set(Outcome) == set(definitions["outcomes"]["required"])


def test_a_change_has_both_sides_and_the_words_that_differ():
    limit = next(one for one in changes(english()) if one["kind"] == "limit-tightened")

    assert ("limit", "limit", "1.1", "1.2") == tuple(
        limit[name] for name in ("key_before", "key_after", "number_before", "number_after")
    )
    assert "The pressure shall not exceed 5 kPa." == limit["text_before"]
    assert ["delete", "5 kPa"] == limit["redline"][1]
    assert limit["substantive"]
    assert 1 == limit["certainty"]


def test_equal_and_delete_give_the_text_before_equal_and_insert_the_text_after():
    for one in changes(chinese()):
        for name, edit in (("text_before", Edit.DELETE), ("text_after", Edit.INSERT)):
            words = "".join(text for kind, text in one["redline"] if kind in {Edit.EQUAL, edit})
            assert (one[name] or "") == words or not one["redline"]


def test_what_is_not_there_is_null():
    added, withdrawn = (
        next(one for one in changes(english()) if one["kind"] == kind) for kind in ("added", "withdrawn")
    )
    fields = ("key", "number", "label", "title", "text")

    assert [None] * 5 == [added[f"{name}_before"] for name in fields]
    assert [None] * 5 == [withdrawn[f"{name}_after"] for name in fields]
    assert ([], ["general"]) == (added["keys_before"], added["keys_after"])


def test_the_summary_counts_changes_and_accounts_for_every_thing():
    found = comparison_record(english())["summary"]

    assert (7, 6) == (found["changes"], found["substantive"])
    assert {"added": 2, "withdrawn": 2, "renumbered": 1, "strengthened": 1, "limit-tightened": 1} == {
        name: count for name, count in found["kinds"].items() if count
    }
    assert {"same": 1, "changed": 0, "retitled": 0, "moved": 0, "renumbered": 1, "added": 1, "withdrawn": 1} == found[
        "pairs_by_level"
    ]["clause"]
    assert 2 == found["pairs"]["added"]
    assert {"same": 1, "changed": 1, "added": 1, "withdrawn": 1} == {
        name: count for name, count in found["clauses"].items() if count
    }


def test_a_clause_with_a_new_title_alone_is_retitled():
    texts = (
        f"{HEAD_EN.format(2020, '', 1)}# {title} {{#rules}}\n\nIt shall be so. {{#so}}\n" for title in ("Rules", "Rule")
    )
    one = compared(*texts, (("editorial", "clause", "rules", "rules", False, ()),))
    found = comparison_record(one)["summary"]

    assert 1 == found["clauses"]["retitled"] == found["pairs_by_level"]["clause"]["retitled"]


def test_a_part_of_the_changes_may_be_chosen():
    for only, kinds in (
        (Only.LIMITS, ["limit-tightened"]),
        (Only.TERMS, ["term-changed"]),
        (
            Only.SUBSTANTIVE,
            ["term-changed", "added", "added", "limit-tightened", "strengthened", "withdrawn", "withdrawn"],
        ),
    ):
        assert kinds == [one["kind"] for one in changes(replace(chinese(), only=only))]


def test_our_own_editions_keep_the_schema_and_their_redlines_give_both_texts():
    before, after = (edition(path, "zh") for path in (OLD, NEW))
    record = json.loads(write_comparison_json(Compared(before, after, compare(before, after))))
    VALIDATOR.validate(record)

    assert record["summary"]["kinds"]["merged"]
    assert record["summary"]["kinds"]["split"]
    for one in record["changes"]:
        for name, edit in (("text_before", "delete"), ("text_after", "insert")):
            assert (one[name] or "") == "".join(text for kind, text in one["redline"] if kind in {"equal", edit})


def test_what_became_of_all_things_is_told_whatever_is_wanted():
    whole, part = (comparison_record(replace(english(), only=only))["summary"] for only in (None, Only.LIMITS))

    assert (7, 1) == (whole["changes"], part["changes"])
    assert whole["pairs_by_level"] == part["pairs_by_level"]
    assert whole["clauses"] == part["clauses"]
