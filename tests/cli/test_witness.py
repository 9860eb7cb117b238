"""A list of published tags that somebody else keeps tells what an archive that was rewritten whole cannot tell of itself."""

import json
from hashlib import sha256

import pytest
from command_line import STANDARD, stdpub
from libraries import WHO, git, publication, standard

from stdpub.store.publishing import publish

TAG = "refs/tags/published/vents/2026/en"
RECEIPTS = "refs/stdpub/receipts"


def put(library, slug, text=STANDARD):
    """Publish an edition in English with outputs of a few bytes."""
    publish(standard(slug, text), library, publication("2026", ("en",)), who=WHO)


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    place = tmp_path_factory.mktemp("witness")
    put(place / "library.git", "vents")
    done = stdpub("verify-archive", "--library", place / "library.git", "--write-witness", place / "noted")

    assert (done.returncode, done.stderr) == (0, b"")
    return place


@pytest.fixture
def library(published, tmp_path):
    git(tmp_path, "clone", "-q", "--mirror", str(published / "library.git"), "library.git")
    return tmp_path / "library.git"


def found(library, witness):
    done = stdpub("verify-archive", "--library", library, "--witness", witness, "--format", "json")

    assert done.stderr == b""
    findings = json.loads(done.stdout)["findings"]
    assert done.returncode == (1 if any(one["severity"] == "error" for one in findings) else 0)
    return {(one["name"], one["ref"]) for one in findings}


def rewritten(library):
    """Let another text be published in the place of the first, as somebody may who can write all files."""
    git(library, "update-ref", "-d", TAG)
    git(library, "update-ref", "-d", RECEIPTS)
    git(library, "update-ref", "-d", "refs/stdpub/outputs/vents/2026/en")
    git(library, "update-ref", "-d", "refs/heads/main")
    put(library, "vents", STANDARD.replace("shall be round", "may be square"))


def test_the_list_names_every_tag_with_the_sum_of_its_text(published):
    head, receipts, *tags = (published / "noted").read_text().splitlines()
    target = git(published / "library.git", "rev-parse", TAG)

    assert head.startswith("# stdpub-witness-1 2")
    assert receipts.startswith("# receipts ")
    assert [f"{target} {TAG}"] == [line.partition(" sha256:")[0] for line in tags]

    text = git(published / "library.git", "cat-file", "tag", TAG) + "\n"

    assert tags[0].partition(" sha256:")[2] == sha256(text.encode()).hexdigest()

    done = stdpub("verify-archive", "--library", published / "library.git", "--write-witness", "-")

    assert tags[0].encode() in done.stdout


def test_an_archive_is_what_was_noted_and_what_was_published_since_is_no_fault(published, library):
    put(library, "fans")

    assert found(library, published / "noted") == set()
    assert found(library, published / "library.git") == set()


def test_an_archive_that_was_written_anew_is_told_by_the_witness_alone(published, library, tmp_path):
    rewritten(library)

    assert found(library, library) == set()
    wanted = {("witness-differs", TAG), ("witness-receipts", f"{RECEIPTS} 3")}
    assert {name for name, _ in found(library, published / "noted")} == {name for name, _ in wanted}

    (tmp_path / "listed").write_text(git(published / "library.git", "ls-remote", "."))

    assert found(library, tmp_path / "listed") == {("witness-differs", TAG)}
    assert found(library, published / "library.git") >= {("witness-differs", TAG)}


def test_a_tag_deleted_with_its_receipts_is_told(published, library):
    git(library, "update-ref", "-d", TAG)
    git(library, "update-ref", "-d", RECEIPTS)

    assert ("witness-deleted", TAG) in found(library, published / "noted")

    done = stdpub("verify-archive", "--library", library)

    assert done.returncode == 1
    assert f"{TAG}: error: there is no such tag, though `register.yml` records".encode() in done.stdout


@pytest.mark.parametrize(("text", "said"), [("the vent\n", b"line 1: `the vent`"), ("", b"no published tag")])
def test_what_is_no_list_is_refused(library, tmp_path, text, said):
    (tmp_path / "list").write_text(text)
    done = stdpub("verify-archive", "--library", library, "--witness", tmp_path / "list")

    assert done.returncode == 3
    assert said in done.stderr
