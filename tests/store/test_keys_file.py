"""`keys.yml`: what is written is read back and is YAML; what is wrong in it is told at its line."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libraries import git
from ruamel.yaml import YAML
from tries import tries

from stdpub.model.keys import NEXT, Fate, KeyRecord
from stdpub.store.keys_file import parse_keys, write_keys
from stdpub.store.ledgers import ATTRIBUTES

KEYS = st.from_regex(r"[a-z][a-z0-9-]{0,8}", fullmatch=True)
EDITIONS = st.sampled_from(["2024", "1.10", "2026-amd1"])


@st.composite
def records(draw):
    """Draw a record of any fate."""
    fate = draw(st.none() | st.sampled_from(list(Fate)))
    into = ()
    if fate is Fate.MOVED:
        into = (f"other#{draw(KEYS)}",)
    elif fate in {Fate.SPLIT, Fate.MERGED}:
        into = tuple(draw(st.lists(KEYS, min_size=1, max_size=3)))
    since = draw(EDITIONS | st.just(NEXT)) if fate else ""
    kind = draw(st.sampled_from(["clause", "provision", "table"]))
    return KeyRecord(draw(KEYS), kind, draw(EDITIONS), fate, since, into)


def bare(record):
    """Return a record without its place."""
    return KeyRecord(record.key, record.kind, record.first, record.fate, record.since, record.into)


@settings(max_examples=tries(60), deadline=None)
@given(st.lists(records(), max_size=6, unique_by=lambda record: record.key))
def test_what_is_written_is_read_back_sorted_and_is_yaml(drawn):
    content = write_keys(drawn)
    found, faults = parse_keys(content)
    loaded = YAML(typ="safe", pure=True).load(content) or {}

    assert faults == ()
    assert tuple(map(bare, found)) == tuple(sorted(drawn, key=lambda record: record.key))
    assert {key: (line["kind"], line["first"]) for key, line in loaded.items()} == {
        record.key: (record.kind, record.first) for record in drawn
    }
    assert all(list(loaded[record.key].get("into", [])) == list(record.into) for record in drawn)


@settings(max_examples=tries(60), deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read(content):
    found, faults = parse_keys(content)

    lines = content.removeprefix(b"\xef\xbb\xbf").replace(b"\r", b"\n").split(b"\n")

    assert found or faults or all(not line.strip(b" \t") or line.startswith(b"#") for line in lines)


def faults_of(*lines):
    """Return what is wrong with lines: line, rule and message of each fault."""
    _, faults = parse_keys("\n".join(lines).encode())
    return [(fault.at.line, fault.rule, fault.message.en) for fault in faults]


GOOD = 'a: {kind: clause, first: "2024"}'


def test_a_good_line_by_hand_may_have_spaces_and_a_comment_above():
    (record,), faults = parse_keys(
        b'\xef\xbb\xbf# mine\r\n\r\na:  { kind: clause ,first:  "1.10", withdrawn: next }  \r\n'
    )

    assert faults == ()
    assert bare(record) == KeyRecord("a", "clause", "1.10", Fate.WITHDRAWN, NEXT)
    assert record.at[:3] == ("keys.yml", 3, 1)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a: clause", "a line that records no key"),
        ("A: {kind: clause, first: 2024}", "a line that records no key"),
        ("a: {kind: clause, kind: clause, first: 2024}", "a line that records no key"),
        ("a: {kind: clause, first: 2024, }x", "a line that records no key"),
        ("a: {kind: clause}", "a key without `kind` or `first`"),
        ("a: {kind: [b, c], first: 2024}", "a key without `kind` or `first`"),
        ('a: {kind: clause, first: ""}', "a key without `kind` or `first`"),
        ("a: {kind: clause, first: 2024, colour: red}", "`colour` is nothing that is recorded of a key"),
        ("a: {kind: clause, first: 2024, withdrawn: 2026, moved: 2026}", "a key with two fates"),
        ("a: {kind: clause, first: 2024, split: 2026}", "`into` belongs to `split`, `merged` and `moved`"),
        (
            "a: {kind: clause, first: 2024, withdrawn: 2026, into: [b]}",
            "`into` belongs to `split`, `merged` and `moved`",
        ),
        ("a: {kind: clause, first: 2024, moved: 2026, into: [b]}", "`b` cannot follow a key"),
        ("a: {kind: clause, first: 2024, merged: 2026, into: [x#b]}", "`x#b` cannot follow a key"),
        ("<<<<<<< HEAD", "a mark of a merge that failed"),
        (f"a: {{kind: {'c' * 5000}, first: 2024}}", "a line that records no key"),
    ],
)
def test_a_bad_line_is_told_and_the_others_count(line, said):
    found, faults = parse_keys(f"{line}\nb: {{kind: clause, first: 2024}}\n".encode())

    assert [(fault.at.line, fault.message.en) for fault in faults] == [(1, said)]
    assert [record.key for record in found] == ["b"]


@pytest.mark.parametrize(
    "lines",
    [
        (GOOD, 'a: {kind: table, first: "2024"}'),
        (GOOD, 'a: {kind: clause, first: "2026"}'),
        (
            'a: {kind: clause, first: "2024", withdrawn: next}',
            'a: {kind: clause, first: "2024", merged: next, into: [b]}',
        ),
    ],
)
def test_two_lines_for_a_key_that_do_not_agree_are_told_with_both_places(lines):
    assert faults_of(*lines) == [(2, "duplicate-key-record", "a second line for `a`, after line 1")]


@pytest.mark.parametrize("order", [1, -1])
def test_a_line_that_a_merge_left_as_it_was_gives_way_to_what_it_became(order):
    lines = (GOOD, GOOD, 'a: {kind: clause, first: "2024", withdrawn: "2026"}')[::order]
    (record,), faults = parse_keys("\n".join(lines).encode())

    assert faults == ()
    assert record.fate is Fate.WITHDRAWN


def test_what_is_no_text_and_what_is_too_long_is_told():
    assert faults_of("\udcff".encode("utf-8", "surrogateescape").decode("latin-1")) != []

    _, (fault,) = parse_keys(b"\xff")
    assert fault.message.en == "`keys.yml` is not UTF-8"

    _, (fault,) = parse_keys(b"#" * 10_000_001)
    assert fault.message.en == "longer than 10000000 bytes"


def test_git_merges_two_branches_that_both_record_keys(tmp_path):
    def commit(message, *records):
        (tmp_path / "keys.yml").write_bytes(write_keys([*base, *records]))
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", message)

    git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitattributes").write_bytes(ATTRIBUTES)
    base = [KeyRecord("m", "clause", "2024")]
    commit("Base")
    git(tmp_path, "switch", "-q", "-c", "other")
    commit("Theirs", KeyRecord("b", "clause", "2026"), KeyRecord("z", "table", "2026"))
    git(tmp_path, "switch", "-q", "main")
    commit("Ours", KeyRecord("a", "clause", "2026"), KeyRecord("y", "table", "2026"))
    git(tmp_path, "merge", "-q", "other")
    found, faults = parse_keys((tmp_path / "keys.yml").read_bytes())

    assert faults == ()
    assert [record.key for record in found] == ["a", "b", "m", "y", "z"]
