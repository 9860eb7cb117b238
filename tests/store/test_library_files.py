"""The files that a library's standards share, the names in it, its manifests, and what a new one starts with."""

import tomllib
from dataclasses import replace
from datetime import date
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libraries import WHO, git, whole
from tries import tries

from stdpub.model.folder import Folder
from stdpub.model.source import Severity, Span
from stdpub.pipeline import check
from stdpub.store.errors import BadEdition, BadSettings, LibraryExists, SharedConflict
from stdpub.store.library import Library
from stdpub.store.manifest import Manifest, OutputSum, read_manifest, write_manifest
from stdpub.store.merkle import merkle_root
from stdpub.store.names import is_slug, propose_slug, shorten
from stdpub.store.publication import publication_of
from stdpub.store.publishing import publish
from stdpub.store.settings import DraftPolicy, Settings, read_settings
from stdpub.store.shared import merge
from stdpub.store.starting import init

TOML, YAML = "stdpub.toml", "quantities.yml"

# Settings


def test_silence_gives_the_defaults():
    assert read_settings(b"") == Settings("", "Asia/Shanghai", DraftPolicy.TOKEN, 10_000_000, 200_000_000, 10_000)


def test_every_setting_is_read():
    text = """
title = "图书馆"
time-zone = "Europe/Berlin"
[serve]
drafts = "public"
[limits]
file = 1
folder = 2
files = 3
"""
    found = read_settings(b"\xef\xbb\xbf" + text.encode())

    assert found == Settings("图书馆", "Europe/Berlin", DraftPolicy.PUBLIC, 1, 2, 3)
    assert found.diagnostics == ()


def test_rules_and_withdrawn_documents_are_named_with_their_dots():
    text = '[rules]\nlone-subclause = "off"\nmust-for-shall = "info"\n[withdrawn]\n"GB/T 1.1—2009" = "GB/T 1.1—2020"\n'
    found = read_settings(text.encode())

    assert found.severities == {"lone-subclause": None, "must-for-shall": Severity.INFO}
    assert found.withdrawn == {"GB/T 1.1—2009": "GB/T 1.1—2020"}
    assert found.diagnostics == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [('[rules]\na-b = "grave"\n', 2), ("rules = 3\n", 1), ('\n[withdrawn]\n"ISO 1.2" = 3\n', 3)],
)
def test_a_grade_that_is_none_is_reported_where_it_stands(text, line):
    (found,) = read_settings(text.encode()).diagnostics

    assert (found.rule, found.at.line) == ("setting-value-wrong", line)


@pytest.mark.parametrize(
    ("line", "key", "start", "end"),
    [
        ("timezone = 'x'", "timezone", 1, 9),
        ("  [serve]\n  draft = 'x'", "serve.draft", 3, 8),
        ("serve.port = 1", "serve.port", 7, 11),
        ('"a b" = 1', "a b", 1, 6),
        ("x = {y = 1}", "x.y", 1, 1),
    ],
)
def test_an_unknown_setting_is_reported_where_it_stands(line, key, start, end):
    (found,) = read_settings(line.encode()).diagnostics
    at = found.at

    assert (found.rule, found.severity) == ("unknown-setting", Severity.WARNING)
    assert f"`{key}`" in found.message.en
    assert (at.line, at.column, at.end_column) == (line.count("\n") + 1, start, end)


@pytest.mark.parametrize(
    "line",
    [
        *(
            "title = 1",
            "time-zone = 'Mars/Olympus'",
            "time-zone = '../../etc/passwd'",
            "serve.drafts = 'all'",
            "serve.drafts = true",
        ),
        *(
            "limits.file = 0",
            "limits.file = '1'",
            "limits.files = true",
            "limits.folder = 1.5",
            "limits.file = 9999999999999",
        ),
    ],
)
def test_a_value_of_no_use_is_reported_and_left_at_its_default(line):
    found = read_settings(line.encode())

    assert found == Settings()
    assert [(fault.rule, fault.severity) for fault in found.diagnostics] == [("setting-value-wrong", Severity.ERROR)]


def test_a_file_that_is_no_toml_is_reported_at_its_place():
    (found,) = read_settings(b"title = 'x'\nserve = = 1\n").diagnostics

    assert (found.rule, found.at) == ("settings-unreadable", Span(TOML, 2, 9, 2, 9))
    for content in (b"\xff", b"a = " + b"[" * 100_000, b"a = 'open"):
        assert [fault.rule for fault in read_settings(content).diagnostics] == ["settings-unreadable"]


# Merging


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        ("", "a = 1\n", "a = 1\n"),
        ("a = 1\n", "a = 1 # same\n", "a = 1\n"),
        ("a = 1", "b = 2\n", "a = 1\nb = 2\n"),
        ("# comment\na = 1\n\n[t]\nx = 1\n", "b = 2\n[t]\ny = 2\n", "# comment\na = 1\n\nb = 2\n[t]\ny = 2\nx = 1\n"),
        ("[t]\nx = 1\n", "[u.'v w']\ny = '''a\nb\"\\'''\n", '[t]\nx = 1\n\n[u."v w"]\ny = "a\\u000ab\\"\\\\"\n'),
        (
            "a = 1\n",
            "b = [1.5, true, {c = 'x'}]\nd = 2026-01-01\n",
            'a = 1\nb = [1.5, true, {c = "x"}]\nd = 2026-01-01\n',
        ),
    ],
)
def test_settings_are_merged_key_by_key(ours, theirs, merged):
    assert merge(TOML, ours.encode(), theirs.encode()).decode() == merged


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("a = 1\n", "a = 2\n"),
        ("a = 1\n", "a = true\n"),
        ("a = 1\n", "a = 1.0\n"),
        ("a = 1\n", "[a]\nb = 1\n"),
        ("[a]\nb = 1\n", "a = 1\n"),
        ("a = {b = 1}\n", "[a]\nc = 1\n"),
        ("a = '''\n[x]\n'''\n", "[x]\nb = 1\n"),
    ],
)
def test_settings_that_disagree_are_refused(ours, theirs):
    with pytest.raises(SharedConflict):
        merge(TOML, ours.encode(), theirs.encode())


@pytest.mark.parametrize(("name", "given_bytes"), [(TOML, b"a = = 1"), (TOML, b"\xff"), (YAML, b"\xff")])
def test_shared_files_that_cannot_be_read_are_refused(name, given_bytes):
    with pytest.raises(BadSettings):
        merge(name, b"a = 1\n", given_bytes)


keys = st.text("abcdef_-é中 .\"'", min_size=1, max_size=6)
values = st.one_of(
    st.booleans(), st.integers(-5, 5), st.text(max_size=8), st.lists(st.integers(0, 3), max_size=3), st.dates()
)


@settings(max_examples=tries(100), deadline=None)
@given(tables=st.dictionaries(keys, st.dictionaries(keys, values, min_size=1, max_size=3), max_size=3))
def test_any_tables_are_added_with_the_values_they_had(tables):
    added = merge(TOML, b"[kept]\nx = 1\n", merge(TOML, b"z = 1\n", b"z = 1\n"))
    assert tomllib.loads(added.decode())["kept"] == {"x": 1}

    text = ""
    for name, table in tables.items():
        lines = (f"{_quote(key)} = {_value(value)}\n" for key, value in table.items())
        text += f"[{_quote(name)}]\n{''.join(lines)}"

    assert tomllib.loads(merge(TOML, b"[kept]\nx = 1\n", text.encode()).decode()) == {"kept": {"x": 1}, **tables}


def _quote(text):
    return '"' + "".join(f"\\U{ord(character):08x}" for character in text) + '"'


def _value(value):
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return _quote(value)
    return value.isoformat() if isinstance(value, date) else repr(value)


@pytest.mark.parametrize(
    ("ours", "theirs", "merged"),
    [
        ("", "a: 1\n", "a: 1\n"),
        ("a:\n  x: 1\n", "# other comment\na:\n  # inside\n  x: 1   \n\n", "a:\n  x: 1\n"),
        ("# head\na: 1", "b: 2", "# head\na: 1\nb: 2\n"),
        (
            "---\na: 1\n",
            "# about b\nb:\n\n  x: 1\n# about c\n'c d': {y: 2}\n",
            "---\na: 1\n# about b\nb:\n  x: 1\n# about c\n'c d': {y: 2}\n",
        ),
    ],
)
def test_quantities_are_merged_key_by_key(ours, theirs, merged):
    assert merge(YAML, ours.encode(), theirs.encode()).decode() == merged


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("a: 1\n", "a: 2\n"),
        ("a:\n  x: 1\n", "a:\n  x: 2\n"),
        ("a: 1\n", "{a: 1}\n"),
        ("a: 1\n", "- a\n"),
        ("a: 1\n", "b: 1\nb: 2\n"),
        ("a: 1\n", "  b: 1\n"),
        ("a: 1\n", "b: 1\n---\nc: 1\n"),
    ],
)
def test_quantities_that_disagree_or_are_no_blocks_are_refused(ours, theirs):
    with pytest.raises(SharedConflict):
        merge(YAML, ours.encode(), theirs.encode())


# Names


@settings(max_examples=tries(200), deadline=None)
@given(st.text(max_size=120))
def test_every_proposal_is_a_slug(text):
    assert is_slug(propose_slug(text))
    assert shorten(text).isprintable()
    assert len(shorten(text)) <= 80


# Manifests

MANIFEST = Manifest(
    slug="cooling",
    edition="2026",
    language="zh",
    languages=("zh", "en"),
    identifier="T/X 1\n",
    date="2026-01-01",
    implementation="",
    source="a" * 40,
    tree="b" * 40,
    quantities="",
    stored="c" * 40,
    renderer="1.0",
    outputs=(OutputSum("xml", "cooling.zh.xml", "d" * 64, 3),),
    leaves=(("a", "zh", "e" * 64), ("b", "zh", "f" * 64)),
)


def test_a_manifest_is_read_as_it_was_written():
    message = write_manifest(MANIFEST)

    assert read_manifest(message) == MANIFEST
    assert read_manifest(message + "-----BEGIN SSH SIGNATURE-----\nabc\n-----END SSH SIGNATURE-----\n") == MANIFEST
    assert message.split("\n")[0] == "T/X 1 , edition 2026 (zh)"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("stdpub-manifest-1", "stdpub-manifest-2"),
        ('"a zh e', '"a zh f'),
        ('"a zh ', '"a '),
        ('"standard":', '"slug":'),
        ('"cooling",', "1,"),
        ("c" * 40, "HEAD"),
        ('"leaves": [', '"leaves": {'),
        ('"outputs": [', '"outputs": 1, "other": ['),
        ('"size": 3', '"size": "x"'),
        ("\n\n{", "\n{"),
        ("}", ""),
    ],
)
def test_a_manifest_that_was_touched_is_none(old, new):
    message = write_manifest(MANIFEST)

    assert old in message
    assert read_manifest(message.replace(old, new)) is None


@pytest.mark.parametrize(
    "message", ["", "x\n\n{}", "x\n\n{" + "[" * 100_000, 'x\n\n{"format": 1}', "x\n\n" + '{"a":' * 100_000]
)
def test_messages_without_a_manifest_are_none(message):
    assert read_manifest(message) is None


def node(left, right):
    return sha256(b"\1" + left + right).digest()


def test_the_root_is_that_of_rfc_9162():
    leaves = tuple((f"k{number}", "zh", "00") for number in range(7))
    hashes = [sha256(f"\0k{number} zh 00".encode()).digest() for number in range(7)]
    left = node(node(*hashes[0:2]), node(*hashes[2:4]))

    assert merkle_root(()) == sha256(b"").hexdigest()
    assert merkle_root(leaves[:1]) == hashes[0].hex()
    assert merkle_root(leaves[:3]) == node(node(*hashes[0:2]), hashes[2]).hex()
    assert merkle_root(tuple(reversed(leaves))) == node(left, node(node(*hashes[4:6]), hashes[6])).hex()


# Starting


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_new_library_is_committed_and_its_standard_has_no_fault(tmp_path, language):
    path = tmp_path / "deep" / "library"
    commit = init(path, language, today=date(2026, 11, 24), who=WHO)

    assert git(path, "rev-parse", "HEAD") == commit
    assert git(path, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert git(path, "status", "--short") == ""
    assert git(path, "ls-files").split() == [
        ".gitattributes",
        ".gitignore",
        "first-standard/standard.md",
        "quantities.yml",
        "stdpub.toml",
    ]
    assert Library(path).settings().title
    assert Library(path).settings().diagnostics == ()
    whole(path)

    folder = Folder("first-standard", {"standard.md": (path / "first-standard/standard.md").read_bytes()}, {})
    standards = check(folder)

    assert [standard.header.language for standard in standards] == [language]
    assert [fault for standard in standards for fault in standard.diagnostics] == []

    facts = publication_of(standards, ((language, "xml", b"<standard/>"),))

    assert (facts.edition, facts.date, facts.implementation) == ("2026", "2026-11-24", "2027-05-23")
    done = publish(folder, path, facts, place=path / "first-standard")

    assert git(path, "rev-parse", f"{done.commit}^") == commit
    assert git(path, "diff", "--name-only", commit, done.commit).split() == [
        "first-standard/keys.yml",
        "first-standard/register.yml",
    ]
    assert git(path, "rev-parse", "HEAD") == done.commit
    assert git(path, "status", "--short") == ""


def test_a_repository_without_a_commit_becomes_a_library(tmp_path):
    git(tmp_path, "init", "-q", "-b", "trunk", "work")
    init(tmp_path / "work", who=WHO)

    assert git(tmp_path / "work", "log", "--format=%s", "trunk") == "Start the library"
    assert git(tmp_path / "work", "status", "--short") == ""


def test_a_library_is_not_started_over_something(tmp_path):
    (tmp_path / "file").touch()
    init(tmp_path / "library", who=WHO)
    git(tmp_path, "init", "-q", "bare.git", "--bare")
    git(tmp_path, "init", "-q", "cleared")
    git(tmp_path / "cleared", "commit", "-q", "--allow-empty", "-m", "Something")
    for path in (tmp_path, tmp_path / "file", tmp_path / "library", tmp_path / "bare.git", tmp_path / "cleared"):
        with pytest.raises(LibraryExists):
            init(path, who=WHO)

    assert git(tmp_path / "library", "rev-list", "--count", "main") == "1"


def test_a_language_without_a_first_standard_is_refused(tmp_path):
    with pytest.raises(BadEdition, match="`fr`"):
        init(tmp_path / "library", "fr", who=WHO)

    assert not (tmp_path / "library").exists()


def test_the_facts_of_a_manifest_are_compared():
    assert replace(MANIFEST, leaves=()).root == sha256(b"").hexdigest()
