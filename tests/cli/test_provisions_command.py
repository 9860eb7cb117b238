"""The command `provisions`: sentences a line, standards, bare Markdown, and what it refuses."""

from __future__ import annotations

import json

import pytest
from command_line import folder, stdpub

NONE = {"kind": "statement", "verbal_form": None, "start": None, "end": None}
STANDARD = (
    "---\nidentifier: X 1\nlanguage: en\ntitle: Vents\ndate: 2026-01-01\n---\n\n# Vents {#vents}\n\n"
    "The vent shall be round. {#round} It must be red.\n\nThe lid shall be:\n\n- dry; {#dry}\n- flat.\n"
)


def lines(text, *options):
    done = stdpub("provisions", "-", "--lines", "--format", "json", *options, input_=text)

    assert b"" == done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def records(*arguments, input_=None):
    done = stdpub("provisions", *arguments, "--format", "json", input_=input_)

    assert 0 == done.returncode
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_each_line_has_its_answer_empty_ones_too():
    text = "\ufeff外壳应接地。\r\n\r\n应力见表1。\r\n".encode()

    assert lines(text) == [{"kind": "requirement", "verbal_form": "应", "start": 2, "end": 3}, NONE, NONE]


def test_offsets_are_code_points():
    assert lines("𝒳 shall be 1.\n".encode())[0]["start"] == 2


def test_languages_may_be_mixed_line_by_line():
    found = lines("The lid shall close.\n外壳宜接地。\n".encode())

    assert ["requirement", "recommendation"] == [one["kind"] for one in found]


def test_the_convention_decides_what_must_means():
    text = b"In this country, by law, the lid must close.\nThe lid must close.\n"

    assert ["external-constraint", "requirement"] == [one["kind"] for one in lines(text, "--verbal-forms", "iso")]


def test_no_line_gives_no_answer():
    assert lines(b"") == []


def test_text_says_the_kind_in_the_users_language():
    done = stdpub("provisions", "--lines", input_="外壳应接地。\n".encode(), STDPUB_LANGUAGE="zh")

    assert done.stdout.decode() == "要求  `应` 2-3\n"


def test_a_standard_lists_sentences_and_items_that_inherit(tmp_path):
    found = records(folder(tmp_path / "vents", STANDARD))

    assert [(one["line"], one["kind"], one["verbal_form"], one["key"]) for one in found] == [
        (10, "requirement", "shall", "round"),
        (10, "requirement", "must", None),
        (12, "requirement", "shall", None),
        (14, "requirement", None, "dry"),
        (15, "requirement", None, None),
    ]


def test_options_outweigh_the_front_matter_and_places_stay(tmp_path):
    found = records(folder(tmp_path / "vents", STANDARD), "--verbal-forms", "lower-case")

    assert [(one["line"], one["verbal_form"]) for one in found][:2] == [(10, "shall"), (10, "must")]


def test_markdown_without_front_matter_is_read_as_it_speaks():
    text = "# 外壳\n\n外壳应接地。它是圆的。\n".encode()
    found = records("-", input_=text)

    assert [(one["line"], one["column"], one["kind"]) for one in found] == [(3, 1, "requirement")]


def test_text_of_a_standard_begins_with_the_place(tmp_path):
    done = stdpub("provisions", folder(tmp_path / "vents", STANDARD))

    assert (
        done.stdout.decode()
        .splitlines()[0]
        .endswith("standard.md:10:1: requirement `shall` {#round} The vent shall be round.")
    )


@pytest.mark.parametrize(
    ("arguments", "input_", "code", "said"),
    [
        (["--lines", "--language", "de"], b"x\n", 2, b"neither"),
        (["--lines", "--verbal-forms", "loud"], b"x\n", 2, b"loud"),
        (["--lines", "no-such-file"], None, 3, b"no-such-file"),
        (["--lines"], b"\xff\xfe", 3, b"UTF-8"),
        (["--lines"], b"a" * 10_000_001, 3, b"larger"),
        ([], b"\xff\xfe", 3, b"UTF-8"),
        (["no-such-file"], None, 3, b"no-such-file"),
    ],
)
def test_what_cannot_be_read_ends_with_its_exit_code(arguments, input_, code, said):
    done = stdpub("provisions", *arguments, input_=input_)

    assert code == done.returncode
    assert said in done.stderr
    assert b"Traceback" not in done.stderr
