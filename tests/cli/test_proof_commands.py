"""`publish --sign`, `prove`, `verify-quote` and `verify-archive` as a user runs them, held against git's own verification."""

import json
import subprocess

import pytest
from command_line import folder, stdpub
from libraries import git

TAG = "published/vents/2026/en"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    place = tmp_path_factory.mktemp("proofs")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "body", "-f", place / "key"], check=True)
    (place / "allowed").write_text(f'body@example.org namespaces="git" {(place / "key.pub").read_text()}')
    folder(place / "vents")
    done = stdpub("publish", place / "vents", "--library", place / "library", "--sign", place / "key")

    assert done.returncode == 0, done.stderr

    (place / "tag").write_bytes(f"{git(place / 'library', 'cat-file', 'tag', TAG)}\n".encode())
    (place / "quote").write_text("The vent shall be round.\n")
    (place / "false").write_text("The vent should be round.\n")
    return place


def test_what_was_signed_is_verified_by_git(place):
    command = ["git", "-c", f"gpg.ssh.allowedSignersFile={place / 'allowed'}", "tag", "-v", TAG]
    done = subprocess.run(command, cwd=place / "library", capture_output=True, text=True, check=False)

    assert done.returncode == 0
    assert "Good" in done.stderr


def test_a_quote_is_verified_from_a_proof_and_a_tag_alone(place, tmp_path):
    proof = tmp_path / "proof.json"
    made = stdpub("prove", "vents@2026/~round", "-o", proof, "--library", place / "library")

    assert made.returncode == 0, made.stderr

    options = ("--proof", proof, "--tag", place / "tag", "--signers", place / "allowed")
    right = stdpub("verify-quote", place / "quote", *options)
    wrong = stdpub("verify-quote", place / "false", *options, "--format", "json")
    record = json.loads(wrong.stdout)

    assert right.returncode == 0, right.stderr
    assert b"white space apart, stand in vents@2026/~round (en)" in right.stdout
    assert b"signed by body@example.org" in right.stdout

    (tmp_path / "nobody").write_text("")
    unknown = stdpub("verify-quote", place / "quote", *options[:4], "--signers", tmp_path / "nobody")

    assert unknown.returncode == 1
    assert unknown.stdout.startswith(b"not signed: these words stand in vents@2026/~round (en), but nobody on the list")
    assert unknown.stderr == b""

    no_list = stdpub("verify-quote", place / "quote", *options[:4], "--signers", place / "key.pub")
    missing = stdpub("verify-archive", "--library", place / "library", "--signers", tmp_path / "missing")

    assert (no_list.returncode, missing.returncode) == (3, 3)
    assert b"is no list of signers: line 1 is `ssh-ed25519 AAAA" in no_list.stderr
    assert b"cannot be read" in missing.stderr

    assert wrong.returncode == 1
    assert (record["verdict"], record["key"], record["signature"]["trust"]) == ("not-there", "round", "good")
    assert ["insert", "should"] in record["nearest"]

    proof.write_text(proof.read_text().replace("shall", "should"))
    proof.write_text(proof.read_text().replace("be round", "be \\u001b[31mround"))
    forged = stdpub("verify-quote", place / "false", *options)

    assert b"\x1b" not in forged.stdout + forged.stderr

    assert forged.returncode == 1
    assert b"not proved" in forged.stdout
    assert b"the content does not have the hash of the leaf" in forged.stderr


def test_a_quote_in_an_edition_whose_tag_was_moved_is_not_proved(place, tmp_path):
    git(tmp_path, "clone", "-q", "--mirror", str(place / "library"), "copy")
    text = git(tmp_path / "copy", "cat-file", "tag", TAG).partition("-----BEGIN")[0]
    made = git(tmp_path / "copy", "hash-object", "-t", "tag", "-w", "--stdin", stdin=text.encode())
    git(tmp_path / "copy", "update-ref", f"refs/tags/{TAG}", made)
    done = stdpub("verify-quote", place / "quote", "vents@2026/~round", "--library", tmp_path / "copy")

    assert (done.returncode, done.stdout.partition(b":")[0]) == (1, b"not proved")
    assert b"the tag was moved: this archive accepted it as" in done.stderr


def test_a_quote_that_is_no_text_is_told_and_not_printed(place):
    for content in (b"\x89PNG\r\n\x1a\n\0", b"The vent \x1b[31mshall\x1b[0m be round.\n"):
        done = stdpub("verify-quote", "-", "vents@2026/~round", "--library", place / "library", input_=content)

        assert (done.returncode, done.stdout) == (3, b"")
        assert b"is no text in UTF-8" in done.stderr


def test_what_has_a_number_is_proved_by_its_key(place):
    by_number = stdpub("prove", "vents@2026/1", "--library", place / "library")

    assert by_number.returncode == 0, by_number.stderr
    assert by_number.stdout == stdpub("prove", "vents@2026/~vents", "--library", place / "library").stdout


def test_who_signed_is_told_when_an_edition_is_shown(place):
    git(place / "library", "config", "gpg.ssh.allowedSignersFile", str(place / "allowed"))
    done = stdpub("show", "vents@2026/~round", "--library", place / "library", "--language", "zh")
    git(place / "library", "config", "--unset", "gpg.ssh.allowedSignersFile")

    assert done.stdout == b"The vent shall be round.\n"
    assert done.stderr.decode() == "vents@2026: 由body@example.org签名\n"


def test_a_quote_is_verified_in_a_library(place):
    done = stdpub("verify-quote", "-", "vents@2026/~vents", "--library", place / "library", input_=b"vent shall be")

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"exact")


def test_an_archive_is_verified(place):
    done = stdpub("verify-archive", "--library", place / "library", "--signers", place / "allowed", "--format", "json")
    record = json.loads(done.stdout)

    assert done.returncode == 0, done.stdout
    assert record == {"tags": 1, "signed": 1, "outputs": 4, "leaves": 2, "rebuilt": 0, "findings": []}


def test_a_deleted_tag_ends_with_1(place, tmp_path):
    git(tmp_path, "clone", "-q", "--mirror", str(place / "library"), "copy")
    git(tmp_path / "copy", "tag", "-d", TAG)
    done = stdpub("verify-archive", "--library", tmp_path / "copy")

    assert done.returncode == 1
    assert b"[tag-deleted]" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("prove", "vents@2026"), 2, b"names no key"),
        (("prove", "vents@2026/~rund"), 3, b"no key `rund`"),
        (("verify-quote", "QUOTE"), 2, b"nothing says where"),
        (("verify-quote", "QUOTE", "--proof", "QUOTE"), 3, b"no proof"),
        (("verify-quote", "missing", "vents@2026/~round"), 3, b"missing"),
    ],
    ids=("no-key", "unknown-key", "nowhere", "no-proof", "no-file"),
)
def test_what_cannot_be_done_is_told(place, arguments, code, said):
    named = [place / "quote" if one == "QUOTE" else one for one in arguments]
    done = stdpub(*named, "--library", place / "library")

    assert done.returncode == code, done.stderr
    assert said in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_missing_key_leaves_nothing_behind(place, tmp_path):
    done = stdpub("publish", place / "vents", "--library", tmp_path / "library", "--sign", tmp_path / "none")

    assert done.returncode == 3
    assert b"there is no key" in done.stderr
    assert not (tmp_path / "library").exists()
