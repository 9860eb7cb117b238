"""What became of published keys is recorded in `keys.yml`, and a second edition is held against it."""

import json

import pytest
from command_line import folder, stdpub
from libraries import WHO

from stdpub.cli.folders import read_folder
from stdpub.compare.hashing.content_hashes import content_hashes
from stdpub.model.keyed_things import keyed_things
from stdpub.pipeline import build
from stdpub.store.errors import KeysRefused
from stdpub.store.keys_file import parse_keys
from stdpub.store.publication import publication_of
from stdpub.store.publishing import publish as put

FIRST = """\
---
identifier: X 1
language: en
title: Vents
date: 2024-01-01
---

# Vents {#vents}

The vent shall be round. {#round}
The vent shall be clean. {#clean}
The vent shall be open, and it shall be marked. {#open}

# Tests {#tests}

The vent shall be tested. {#tested}
"""
SECOND = FIRST.replace("2024", "2026")
KEYS = """\
clean: {kind: provision, first: "2024"}
gone: {kind: provision, first: "2022", withdrawn: "2024"}
open: {kind: provision, first: "2024"}
round: {kind: provision, first: "2024"}
"""


def run(*arguments, code=0, cwd=None):
    """Run a command that ends with a code; return what it printed and what it said."""
    done = stdpub(*arguments, cwd=cwd)

    assert (done.returncode, done.stderr.decode()) == (code, done.stderr.decode())
    return done.stdout.decode(), done.stderr.decode()


def lines(place):
    """Return the records of a folder by key, as they are written."""
    return dict(
        line.split(": ", 1)
        for line in (place / "keys.yml").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    )


@pytest.fixture
def place(tmp_path):
    return folder(tmp_path / "vents", FIRST, keys_yml=KEYS)


@pytest.mark.parametrize(
    ("command", "key", "line"),
    [
        ("withdraw clean", "clean", '{kind: provision, first: "2024", withdrawn: next}'),
        (
            "split open marked --keep open",
            "open",
            '{kind: provision, first: "2024", split: next, into: [open, marked]}',
        ),
        ("move clean t-x-2#clean", "clean", '{kind: provision, first: "2024", moved: next, into: [t-x-2#clean]}'),
        ("restore gone", "gone", '{kind: provision, first: "2022", restored: next}'),
    ],
)
def test_a_command_records_one_line(place, command, key, line):
    run("keys", *command.split(), cwd=place)

    assert lines(place)[key] == line
    assert parse_keys((place / "keys.yml").read_bytes())[1] == ()


def test_an_end_that_is_not_published_is_taken_back(place):
    before = lines(place)
    run("keys", "withdraw", "clean", "--folder", place)
    run("keys", "restore", "clean", "--folder", place)

    assert lines(place) == before


def test_it_is_told_as_json(place):
    printed, _ = run("keys", "merge", "clean", "round", "shape", "--folder", place, "--format", "json")

    assert [(one["key"], one["fate"], one["into"]) for one in json.loads(printed)] == [
        ("clean", "merged", ["shape"]),
        ("round", "merged", ["shape"]),
    ]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("withdraw rund", "no key `rund` was published"),
        ("merge clean", "one key alone cannot be merged"),
        ("withdraw clean --folder /nowhere", "`/nowhere` is no standard's folder"),
    ],
)
def test_what_cannot_have_become_of_a_key_is_wrong_use_and_writes_nothing(place, command, said):
    _, told = run("keys", *command.split(), code=2, cwd=place)

    assert f"error: {said}\n" in told
    assert (place / "keys.yml").read_text() == KEYS


def test_a_file_with_a_fault_is_told_at_its_line_and_left(place):
    (place / "keys.yml").write_text(f"{KEYS}round: {{kind: table, first: 2024}}\n")
    printed, _ = run("keys", "withdraw", "clean", code=1, cwd=place)

    assert "keys.yml:5:1: error: a second line for `round`, after line 4 [duplicate-key-record]" in printed


def test_a_folder_named_like_a_subcommand_gets_its_keys(tmp_path):
    named = folder(tmp_path / "withdraw", FIRST.replace(" {#clean}", ""))
    run("keys", "./withdraw", cwd=tmp_path)

    assert b"clean. {#" in (named / "standard.md").read_bytes()


# Publishing


def publish(place, library):
    """Publish a folder as the command does, but for the forms it is built into; return what refuses it."""
    source = read_folder(place)
    built = build(source, ("json",))
    outputs = tuple((one.language, one.form, one.content) for one in built.outputs)
    sums = content_hashes(built.standards[0])
    leaves = tuple((thing.key, "en", sums[thing.key]) for thing in keyed_things(built.standards[0]))
    try:
        put(source, library, publication_of(built.standards, outputs, leaves), place=place, who=WHO)
    except KeysRefused as refused:
        return [(fault.rule, fault.message.en) for fault in refused.faults]
    return []


def test_publishing_wants_keys_and_says_how_they_are_written(tmp_path):
    place = folder(tmp_path / "vents", FIRST.replace(" {#clean}", "").replace(" {#tests}", ""))
    printed, _ = run("publish", place, "--library", tmp_path / "lib.git", code=1)

    assert "standard.md:11:25: error: no key, which what is published must have: 1 clause, 1 provision" in printed
    assert f"help: `stdpub keys {place}` writes them" in printed
    assert not (tmp_path / "lib.git").exists()


def test_a_broken_record_of_keys_is_told_where_the_edition_stands_already(tmp_path):
    source = folder(tmp_path / "vents", FIRST)
    run("publish", source, "--library", tmp_path / "library")
    with (source / "keys.yml").open("a", encoding="utf-8") as file:
        file.write("round: {kind\n")
    out, err = run("publish", source, "--library", tmp_path / "library", code=1)

    assert "[keys-unreadable]" in out
    assert "already published" not in err


def test_a_second_edition_is_refused_until_it_is_told_what_became_of_every_key(tmp_path):
    library = tmp_path / "lib.git"
    place = folder(tmp_path / "vents", FIRST)

    assert publish(place, library) == []
    assert lines(place).keys() == {"vents", "round", "clean", "open", "tests", "tested"}

    text = SECOND.replace("The vent shall be clean. {#clean}\n", "")
    text = text.replace("open, and it shall be marked. {#open}", "open. {#opened}\nIt shall be marked. {#marked}")
    text = text.replace("{#tests}", "{#round-tests}").replace("The vent shall be tested.", "It shall be tested.")
    folder(place, text)

    assert publish(place, library) == [
        ("lost-key", "the key `clean` is lost: in the edition `2024` it named the provision in 1 Vents"),
        ("lost-key", "the key `open` is lost: in the edition `2024` it named the provision in 1 Vents"),
        ("lost-key", "the key `tests` is lost: in the edition `2024` it named the clause 2 Tests"),
    ]

    run("keys", "withdraw", "clean", "--folder", place)
    run("keys", "split", "open", "opened", "markd", "--folder", place)
    run("keys", "merge", "tests", "round-tests", "--folder", place)
    assert publish(place, library) == [
        ("unknown-successor", "`markd`, which follows the key `open`, does not stand in the text")
    ]

    run("keys", "split", "open", "opened", "marked", "--folder", place)
    assert publish(place, library) == []
    assert lines(place)["clean"] == '{kind: provision, first: "2024", withdrawn: "2026"}'
    assert lines(place)["open"] == '{kind: provision, first: "2024", split: "2026", into: [opened, marked]}'
    assert lines(place)["marked"] == '{kind: provision, first: "2026"}'


def test_a_key_that_ended_is_never_used_again_but_for_the_same_thing(tmp_path):
    library = tmp_path / "lib.git"
    place = folder(tmp_path / "vents", FIRST)
    publish(place, library)
    folder(place, SECOND.replace("The vent shall be clean. {#clean}\n", ""))
    run("keys", "withdraw", "clean", "--folder", place)
    publish(place, library)
    folder(place, SECOND.replace("2026", "2028"))

    assert publish(place, library) == [
        (
            "reused-key",
            (
                "the key `clean` was withdrawn in the edition `2026` and is never used again: "
                "in the edition `2024` it named the provision in 1 Vents"
            ),
        )
    ]

    run("keys", "restore", "clean", "--folder", place)
    assert publish(place, library) == []
    assert lines(place)["clean"] == '{kind: provision, first: "2024", restored: "2028"}'


def test_a_key_that_names_another_kind_of_thing_is_refused(tmp_path):
    place = folder(tmp_path / "vents", FIRST)
    publish(place, tmp_path / "lib.git")
    table = "Table: Sizes {#clean}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"
    folder(place, SECOND.replace("The vent shall be clean. {#clean}\n", f"\nThe sizes are in [@clean].\n\n{table}\n"))
    ((rule, said),) = publish(place, tmp_path / "lib.git")

    assert (rule, said.split(": ")[0]) == ("reused-key", "the key `clean` names a table now and named something else")


def test_keys_that_changed_places_are_refused_unless_that_is_told(tmp_path):
    library = tmp_path / "lib.git"
    place = folder(tmp_path / "vents", FIRST)

    assert publish(place, library) == []

    folder(place, SECOND.replace("{#clean}", "{#x}").replace("{#round}", "{#clean}").replace("{#x}", "{#round}"))
    first, second = publish(place, library)

    assert first == (
        "swapped-key",
        "the key `clean` names something else now, and what it named stands under `round`: in the edition `2024` it named the provision in 1 Vents",
    )
    assert second[1].startswith("the key `round` names something else now, and what it named stands under `clean`")

    taken = SECOND.replace("{#clean}", "{#tidy}")
    folder(place, taken + "\nThe vent shall be painted. {#clean}\n")

    assert [rule for rule, _ in publish(place, library)] == ["swapped-key"]

    run("keys", "split", "clean", "tidy", "--keep", "clean", "--folder", place)

    assert publish(place, library) == []


def test_a_key_recorded_as_gone_that_still_stands_is_refused(tmp_path):
    place = folder(tmp_path / "vents", FIRST)
    publish(place, tmp_path / "lib.git")
    folder(place, SECOND)
    run("keys", "withdraw", "clean", "--folder", place)
    ((rule, said),) = publish(place, tmp_path / "lib.git")

    assert (rule, said.split(": ")[0]) == (
        "reused-key",
        "the key `clean` is recorded as withdrawn and still stands in the text",
    )
