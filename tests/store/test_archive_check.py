"""A library that somebody tampered with, by git itself: each kind of damage is told by its name, and nothing else is."""

from dataclasses import replace

import pytest
from command_line import STANDARD, folder
from libraries import WHO, git, publication, standard

from stdpub.cli.folders import standards
from stdpub.cli.publication import publish_one
from stdpub.pipeline import render, versions
from stdpub.store import archive_check
from stdpub.store.archive_check import Checked, TagChecker, check_receipts_of, tags
from stdpub.store.library import Library
from stdpub.store.publishing import publish

TAG = "refs/tags/published/vents/2026/en"
OUTPUTS = "refs/stdpub/outputs/vents/2026/en"


def checked(library, *, rebuild=False, signers=None):
    opened, found = Library(library), Checked()
    check_receipts_of(opened, found)
    checker = TagChecker(opened, found, rebuild=rebuild, signers=signers)
    for ref in tags(opened):
        checker.check(ref)
    return found


def named(library, **options):
    return sorted((fault.name, fault.severity.value) for fault in checked(library, **options).faults)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    place = tmp_path_factory.mktemp("archive")
    folder(place / "vents", STANDARD)
    publish_one(standards([place / "vents"])[0], place / "library.git")
    return place / "library.git"


@pytest.fixture
def library(published, tmp_path):
    git(tmp_path, "clone", "-q", "--mirror", str(published), "library.git")
    return tmp_path / "library.git"


def test_an_archive_that_nobody_touched_is_right(library):
    found = checked(library, rebuild=True)

    assert found.faults == []
    assert (found.tags, found.outputs, found.leaves, found.rebuilt, found.signed) == (1, 4, 2, 4, 0)


def test_a_list_of_signers_asks_for_signatures(library, tmp_path):
    (tmp_path / "allowed").write_text("")

    assert named(library, signers=tmp_path / "allowed") == [("unsigned", "warning")]


def test_a_deleted_tag(library):
    target = git(library, "rev-parse", TAG)
    git(library, "update-ref", "-d", TAG)
    (fault,) = checked(library).faults

    assert (fault.ref, fault.name) == (TAG, "tag-deleted")
    assert target in fault.help.en

    git(library, *fault.help.en.partition("`git ")[2].rstrip("`").split())

    assert named(library) == []


def test_a_moved_tag(library):
    git(library, "tag", "-f", "-a", "-m", "another", "published/vents/2026/en", "main")

    assert named(library) == [("no-manifest", "warning"), ("tag-moved", "error")]


def test_a_lightweight_tag_in_the_place_of_one(library):
    git(library, "update-ref", TAG, "main")

    assert named(library) == [("foreign-tag", "warning"), ("tag-moved", "error")]


def retag(library, change, ref=TAG):
    """Write the tag's text anew, and let the reference name the new object."""
    text = change(git(library, "cat-file", "tag", TAG) + "\n")
    made = git(library, "hash-object", "-t", "tag", "-w", "--stdin", stdin=text.encode())
    git(library, "update-ref", ref, made)


def test_a_leaf_that_was_changed_in_the_manifest(library):
    def change(text):
        before, leaf, after = text.partition('"round en ')
        return before + leaf + ("0" if after[0] != "0" else "1") + after[1:]

    retag(library, change)

    assert named(library) == [("manifest-changed", "error"), ("tag-moved", "error")]


def test_the_sum_of_an_output_that_was_changed_in_the_manifest(library):
    retag(library, lambda text: text.replace('"sha256": "', '"sha256": "0', 1))

    assert ("output-changed", "error") in named(library)


def test_a_tag_under_the_name_of_another(library):
    git(library, "update-ref", "refs/tags/published/vents/2027/en", git(library, "rev-parse", TAG))

    assert named(library) == [
        ("outputs-unnamed", "error"),
        ("tag-of-another", "error"),
        ("tag-without-receipt", "info"),
    ]


def test_a_tag_whose_source_is_another_one(library):
    source = git(library, "rev-parse", f"{TAG}^{{commit}}")
    other = git(library, "commit-tree", "-m", "other", "-p", source, git(library, "mktree"))
    retag(library, lambda text: text.replace(f"object {source}", f"object {other}"))

    assert named(library) == [("tag-moved", "error"), ("wrong-commit", "error")]

    retag(library, lambda text: text.replace(source, other))

    assert ("source-changed", "error") in named(library)


def test_outputs_that_no_reference_keeps(library):
    stored = git(library, "rev-parse", OUTPUTS)
    git(library, "update-ref", "-d", OUTPUTS)
    (fault,) = checked(library).faults

    assert fault.name == "outputs-unnamed"
    assert stored in fault.help.en


def test_a_clone_that_did_not_fetch_the_outputs_says_how_to(library, tmp_path):
    git(tmp_path, "clone", "-q", f"file://{library}", "clone")
    (receipts, missing) = checked(tmp_path / "clone").faults

    assert (receipts.name, missing.name, missing.severity.value) == ("no-receipts", "outputs-missing", "error")

    command = missing.help.en.partition("`git ")[2].partition("`")[0]
    git(tmp_path / "clone", *command.replace("'", "").split())

    assert named(tmp_path / "clone") == []


def outputs_with(library, change):
    """Let the tag name other outputs, as they are after a change of their list."""
    stored = git(library, "rev-parse", OUTPUTS)
    lines = change(git(library, "ls-tree", OUTPUTS).splitlines())
    tree = git(library, "mktree", stdin="".join(f"{line}\n" for line in lines).encode())
    commit = git(library, "commit-tree", "-m", "outputs", "-p", stored, tree)
    git(library, "update-ref", OUTPUTS, commit)
    retag(library, lambda text: text.replace(stored, commit))


def test_a_missing_output(library):
    outputs_with(library, lambda lines: [line for line in lines if not line.endswith(".html")])

    assert named(library) == [("output-missing", "error"), ("tag-moved", "error")]


def test_an_output_with_other_bytes(library):
    forged = git(library, "hash-object", "-w", "--stdin", stdin=b"<p>forged</p>")

    def change(lines):
        return [
            f"100644 blob {forged}\t{line.partition(chr(9))[2]}" if line.endswith(".html") else line for line in lines
        ]

    outputs_with(library, change)

    assert named(library) == [("output-changed", "error"), ("tag-moved", "error")]


def test_an_object_that_is_damaged_on_disk(library):
    git(library, "repack", "-q", "-a", "-d", "-k")
    for pack in (library / "objects" / "pack").glob("*.pack"):
        moved = library / pack.name
        pack.rename(moved)
        with moved.open("rb") as packed:
            git(library, "unpack-objects", "-q", stdin=packed.read())
    blob = git(library, "rev-parse", f"{TAG}^{{commit}}:vents/standard.md")
    place = library / "objects" / blob[:2] / blob[2:]
    other = git(library, "hash-object", "-w", "--stdin", stdin=b"something else")
    place.chmod(0o644)
    place.write_bytes((library / "objects" / other[:2] / other[2:]).read_bytes())

    assert named(library) == [("object-damaged", "error")]

    place.unlink()

    assert named(library) == [("object-damaged", "error")]


def test_a_changed_receipt_breaks_the_chain(library):
    message = git(library, "log", "-1", "--format=%B", "refs/stdpub/receipts")
    forged = message.replace("Z refs/heads/main -", "Z refs/heads/other -").encode()
    commit = git(library, "commit-tree", git(library, "mktree"), "-F", "-", stdin=forged)
    git(library, "update-ref", "refs/stdpub/receipts", commit)

    assert ("receipts-broken", "error") in named(library)


def test_without_receipts_moves_cannot_be_told(library):
    git(library, "update-ref", "-d", "refs/stdpub/receipts")

    assert named(library) == [("no-receipts", "warning")]


def test_outputs_of_a_publication_that_ended_early(library):
    git(library, "update-ref", "refs/stdpub/outputs/vents/2030/en", OUTPUTS)

    assert named(library) == [("outputs-without-tag", "warning")]


def published_with(library, edition, content):
    """Publish an edition whose JSON is some bytes, with leaves of no content."""
    facts = replace(publication(edition), outputs=(("zh", "json", content),))
    publish(standard(text=f"# {edition}\n"), library, facts, who=WHO)


def test_leaves_that_are_not_those_of_the_json(tmp_path):
    (tmp_path / "vents").mkdir()
    folder(tmp_path / "vents", STANDARD.replace("language: en", "language: zh"))
    (one,) = standards([tmp_path / "vents"])
    published_with(tmp_path / "library", "2026", render(versions(one.folder)[0], ("json",))[0][0].content)
    (fault,) = checked(tmp_path / "library").faults

    assert (fault.name, fault.severity.value) == ("leaf-wrong", "error")
    assert fault.message.en == "4 leaves are not those of its JSON: `k7m2q9`, `round`, `scope`, `vents`"


def test_a_json_that_cannot_be_read(tmp_path):
    published_with(tmp_path / "library", "2027", b"{}")

    assert named(tmp_path / "library") == [("json-unreadable", "error")]


def test_a_later_renderer_is_named_and_no_error(library, monkeypatch):
    monkeypatch.setattr(archive_check, "__version__", "99.0")
    outputs = git(library, "ls-tree", "--name-only", OUTPUTS).split()
    checker = checked(library, rebuild=True)

    assert len(outputs) == 4
    assert checker.faults == []

    retag(library, lambda text: text.replace('"sha256": "', '"sha256": "0', 1))
    found = [fault for fault in checked(library, rebuild=True).faults if fault.name == "other-renderer"]

    assert len(found) == 1
    assert "99.0" in found[0].message.en
    assert found[0].severity.value == "info"
