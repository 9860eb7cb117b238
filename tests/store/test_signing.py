"""Signed editions, by real keys: what stdpub signs plain git verifies, and the other way round."""

import os
import re
import subprocess

import pytest
from libraries import WHO, git, publication, standard, whole

from stdpub.store.manifest import read_manifest
from stdpub.store.proofs import name_faults
from stdpub.store.publishing import publish
from stdpub.store.repository import Repository
from stdpub.store.signing import (
    BadSigners,
    CannotSign,
    Signature,
    Trust,
    allowed_signers,
    judge,
    parted,
    signer,
    signers_list,
)

TAG = "published/cooling/2026/zh"


def make_key(place, name, passphrase=""):
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", passphrase, "-C", name, "-f", place / name], check=True)
    return place / name


@pytest.fixture(scope="module")
def keys(tmp_path_factory):
    place = tmp_path_factory.mktemp("keys")
    for name, passphrase in (("body", ""), ("other", ""), ("locked", "secret")):
        make_key(place, name, passphrase)
    public = (place / "body.pub").read_text()
    (place / "allowed").write_text(f'standards@example.org namespaces="git" {public}')
    return place


@pytest.fixture
def library(tmp_path):
    return tmp_path / "library.git"


def put(library, key):
    sign = signer(None, key).sign
    publish(standard(), library, publication(), who=WHO, sign=sign)
    repository = Repository(library)
    return repository.tag_text(repository.target(f"refs/tags/{TAG}"))


def git_verifies(library, keys, tag=TAG):
    command = ["git", "-c", f"gpg.ssh.allowedSignersFile={keys / 'allowed'}", "tag", "-v", tag]
    return subprocess.run(command, cwd=library, capture_output=True, text=True, check=False)


def test_plain_git_verifies_what_stdpub_signed(library, keys):
    text = put(library, keys / "body")
    done = git_verifies(library, keys)

    assert done.returncode == 0, done.stderr
    assert 'Good "git" signature for standards@example.org' in done.stderr
    assert judge(text, keys / "allowed").trust is Trust.GOOD
    assert judge(text, keys / "allowed").signer == "standards@example.org"
    assert judge(text, keys / "allowed").key.startswith("ED25519 SHA256:")
    whole(library)


def test_stdpub_verifies_what_plain_git_signed(library, keys):
    put(library, keys / "body")
    git(
        library,
        *("-c", "gpg.format=ssh", "-c", f"user.signingkey={keys / 'body'}"),
        *("tag", "-s", "-m", "by git", "by-git", "main"),
    )
    repository = Repository(library)

    assert judge(repository.tag_text(repository.target("refs/tags/by-git")), keys / "allowed").trust is Trust.GOOD


def test_the_manifest_of_a_signed_tag_is_read(library, keys):
    text, signature = parted(put(library, keys / "body"))

    assert signature.startswith(b"-----BEGIN SSH SIGNATURE-----\n")
    assert read_manifest((text + signature).decode()) == read_manifest(text.decode())
    assert read_manifest(text.decode()).slug == "cooling"


def test_a_key_that_nobody_allowed_is_told_apart(library, keys):
    text = put(library, keys / "other")

    assert judge(text, keys / "allowed").trust is Trust.UNKNOWN_SIGNER
    assert judge(text, None).trust is Trust.UNKNOWN_SIGNER
    assert git_verifies(library, keys).returncode != 0


def test_one_changed_letter_makes_a_signature_bad(library, keys):
    text = put(library, keys / "body")
    forged = text.replace(b"T/X 1", b"T/X 2")

    assert forged != text
    assert judge(forged, keys / "allowed") == Signature(Trust.BAD)
    assert judge(text.replace(b"-----END", b"-----DNE"), keys / "allowed") == Signature(Trust.BAD)


def test_a_tag_without_a_signature_and_one_of_another_kind(library, keys):
    publish(standard(), library, publication(), who=WHO)
    repository = Repository(library)
    text = repository.tag_text(repository.target(f"refs/tags/{TAG}"))

    assert judge(text, keys / "allowed") == Signature(Trust.NONE)
    assert judge(text + b"-----BEGIN PGP SIGNATURE-----\nx\n", None) == Signature(Trust.OTHER)


def test_a_key_of_the_configuration_of_git(library, keys):
    publish(standard(), library, publication(), who=WHO)
    git(library, "config", "user.signingkey", str(keys / "body"))
    git(library, "config", "gpg.ssh.allowedSignersFile", str(keys / "allowed"))
    repository = Repository(library)

    assert signer(repository, None).key == keys / "body"
    assert allowed_signers(repository) == keys / "allowed"


@pytest.mark.parametrize(("name", "said"), [("missing", "there is no key"), ("locked", "locked by a passphrase")])
def test_a_key_that_cannot_be_used_is_told_before_anything_is_written(library, keys, name, said):
    with pytest.raises(CannotSign, match=said):
        put(library, keys / name)

    assert not library.exists()


def test_a_file_that_is_no_key_is_told(tmp_path, keys):
    (tmp_path / "text").write_text("no key\n")
    (tmp_path / "open").write_bytes((keys / "body").read_bytes())
    (tmp_path / "open").chmod(0o644)
    for name in ("text", "open"):
        with pytest.raises(CannotSign, match="cannot sign"):
            signer(None, tmp_path / name)


def test_no_key_is_named(library):
    publish(standard(), library, publication(), who=WHO)
    git(library, "config", "user.signingkey", "key::ssh-ed25519 AAAA")
    for repository in (None, Repository(library)):
        with pytest.raises(CannotSign, match=r"user\.signingkey"):
            signer(repository, None)


def test_without_ssh_keygen(keys, monkeypatch):
    monkeypatch.setenv("PATH", os.devnull)
    with pytest.raises(CannotSign, match="ssh-keygen"):
        signer(None, keys / "body")


@pytest.mark.parametrize(
    ("line", "right"),
    [
        ("", True),
        ("# nobody yet", True),
        ('li@example.org namespaces="git" ssh-ed25519 AAAAC3Nza li', True),
        ('a@x,b@x cert-authority,namespaces="git, file",valid-after="20250101" ecdsa-sha2-nistp256 AAAAE2', True),
        ("li@example.org sk-ssh-ed25519@openssh.com AAAAGnNr", True),
        ("ssh-ed25519 AAAAC3Nza li", False),
        ("-----BEGIN OPENSSH PRIVATE KEY-----", False),
        ("the vent shall be round", False),
    ],
)
def test_a_list_of_signers_is_told_from_any_other_file(tmp_path, line, right):
    path = tmp_path / "list"
    path.write_text(f"{line}\n")
    if right:
        assert path == signers_list(path)
        return
    with pytest.raises(BadSigners, match="line 1"):
        signers_list(path)


def test_a_key_that_ran_out_later_counts_as_it_does_for_git(library, keys, tmp_path):
    text = put(library, keys / "body")
    public = (keys / "body.pub").read_text()
    lists = {}
    for name, span in (("then", 'valid-before="20990101"'), ("before", 'valid-before="20200101"')):
        lists[name] = tmp_path / name
        lists[name].write_text(f'body@example.org {span},namespaces="git" {public}')
    unsigned, _ = parted(text)
    backdated = re.sub(rb"> [0-9]+ \+", b"> 1500000000 +", unsigned, count=1)

    assert judge(text, lists["then"]).trust is Trust.GOOD
    assert judge(text, lists["before"]).trust is Trust.UNKNOWN_SIGNER
    assert judge(signer(None, keys / "body").sign(backdated), lists["before"]).trust is Trust.GOOD


def test_what_stands_behind_a_signature_is_signed_by_nobody(library, keys):
    text = put(library, keys / "body")

    assert judge(text + b"\nmore\n", keys / "allowed").trust is Trust.BAD
    assert judge(text + b"\n", keys / "allowed").trust is Trust.BAD
    assert judge(text.removesuffix(b"\n"), keys / "allowed").trust is Trust.GOOD

    signed, signature = parted(text)
    at = signed.index(b"\n\n{")
    moved = signed[:at] + b"\n" + signature + signed[at:]

    assert read_manifest(moved.decode()) is None


def test_a_manifest_behind_something_else_that_was_signed_proves_nothing(library, keys):
    manifest = parted(put(library, keys / "body"))[0].partition(b"\n\n")[2]
    commit = git(library, "rev-parse", "main")
    sign = signer(None, keys / "body").sign
    for head in (
        f"object {commit}\ntype commit\ntag v1\ntagger A <a@x> 1 +0000",
        f"object {commit}\ntype commit\ntag published/cooling/2027/zh\ntagger A <a@x> 1 +0000",
        f"tree {commit}\nparent {commit}\ntag published/cooling/2026/zh\nauthor A <a@x> 1 +0000",
        f"object {'0' * 40}\ntype commit\ntag published/cooling/2026/zh\ntagger A <a@x> 1 +0000",
    ):
        other = sign(f"{head}\n\n".encode() + manifest)
        read = read_manifest(other.decode())

        assert judge(other, keys / "allowed").trust is Trust.GOOD
        assert read is not None
        assert ["the text is not the tag of the edition that it tells of"] == [
            one.en for one in name_faults(other, read)
        ]
        assert read_manifest((sign(f"{head}\n\nNothing\n".encode()) + b"\n" + manifest).decode()) is None
