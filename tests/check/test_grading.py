"""A library grades its rules, and a text allows a finding with a reason; what is allowed in vain is said."""

from __future__ import annotations

import pytest
from command_line import stdpub

from stdpub.check.examples import folder_of
from stdpub.model.folder import Folder
from stdpub.model.header import RulebookName
from stdpub.model.source import Severity
from stdpub.model.surroundings import Surroundings
from stdpub.pipeline import check

MUST = "# Venting {#venting}\n\nThe vessel must be vented. {#vented}\n"


def found(text, severities=None):
    folder = folder_of(text, RulebookName.ISO_IEC_PART_2)
    standards = check(folder, Surroundings(severities or {}))
    return [(one.rule, one.severity) for each in standards for one in each.diagnostics]


@pytest.mark.parametrize("severity", [Severity.ERROR, Severity.INFO])
def test_a_rule_is_as_grave_as_the_library_says(severity):
    assert [("must-for-shall", severity)] == found(MUST, {"must-for-shall": severity})


def test_a_rule_that_is_off_finds_nothing():
    assert [] == found(MUST, {"must-for-shall": None})


def test_an_error_of_reading_cannot_be_lowered():
    assert ("undefined-key", Severity.ERROR) in found(MUST + "\nSee [@gone].\n", {"undefined-key": None})


def test_a_comment_with_a_reason_allows_a_finding_in_the_lines_below_it():
    allowed = "<!-- stdpub-allow must-for-shall: the regulation says so -->\nThe vessel must"

    assert [] == found(MUST.replace("The vessel must", allowed))


def test_it_allows_nothing_behind_the_next_blank_line():
    text = "# A {#a}\n\n<!-- stdpub-allow must-for-shall: why -->\nIt must be so. {#b}\n\nIt must be so. {#c}\n"

    assert [("must-for-shall", Severity.WARNING)] == found(text)


@pytest.mark.parametrize("comment", ["<!-- stdpub-allow must-for-shall -->", "<!-- stdpub-allow must-for-shall:  -->"])
def test_without_a_reason_nothing_is_allowed(comment):
    rules = [rule for rule, _ in found(MUST.replace("The vessel must", f"{comment}\nThe vessel must"))]

    assert ["allowed-without-reason", "must-for-shall"] == sorted(rules)


def test_what_is_allowed_in_vain_is_said():
    text = "# A {#a}\n\n<!-- stdpub-allow must-for-shall: why -->\nIt shall be so. {#b}\n"

    assert [("allowed-in-vain", Severity.WARNING)] == found(text)


def test_a_comment_at_the_end_of_a_line_allows_what_stands_on_it_and_not_what_follows():
    text = "# A {#a}\n\nIt must be so. {#b} <!-- stdpub-allow must-for-shall: why -->\n\nIt must be so. {#c}\n"

    assert [("must-for-shall", Severity.WARNING)] == found(text)


def test_an_error_of_reading_cannot_be_allowed():
    text = "# A {#a}\n\n<!-- stdpub-allow undefined-key: later -->\nSee [@gone].\n"

    assert [("allowed-in-vain", Severity.WARNING), ("undefined-key", Severity.ERROR)] == found(text)


def test_a_comment_in_a_translation_allows_what_is_found_there():
    text = "# 要求 {#needs}\n\n装置应清洁。 {#clean}\n\n=== standard.en.md\n# Requirements {#needs}\n\n"
    comment = "<!-- stdpub-allow translated-kind-differs: agreed with the committee -->\n"

    assert ["translated-kind-differs"] == [rule for rule, _ in found(text + "It should be clean. {#clean}\n")]
    assert [] == found(text + comment + "It should be clean. {#clean}\n")


def test_the_settings_of_the_library_are_used_and_an_unknown_rule_is_said(tmp_path):
    draft = folder_of(MUST, RulebookName.ISO_IEC_PART_2)
    assert isinstance(draft, Folder)
    (tmp_path / "vents").mkdir()
    (tmp_path / "vents" / "standard.md").write_bytes(draft.files["standard.md"])
    (tmp_path / "stdpub.toml").write_text(
        '[rules]\nmust-for-shall = "error"\nmust-for-shal = "off"\n', encoding="utf-8"
    )
    done = stdpub("check", "vents", cwd=tmp_path)

    assert (1, 1) == (done.returncode, done.stdout.count(b"error: `must` where a requirement needs `shall`"))
    assert b"there is no rule `must-for-shal`" in done.stderr
