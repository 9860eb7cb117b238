"""Proofs: an independent checker agrees, every forgery is found, and a quote is told to stand there or not."""

import dataclasses
import json
import re
from hashlib import sha256
from pathlib import Path

import pytest
from command_line import STANDARD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from libraries import WHO, git, publication
from models import standards
from proof_checker import canonical, check, to_bytes
from tries import tries

from stdpub.compare.hashing.content_hashes import canonical_contents, content_hashes
from stdpub.compare.quoting import Likeness, match
from stdpub.model.folder import Folder
from stdpub.pipeline import build
from stdpub.read.reader import read
from stdpub.store.errors import CorruptLibrary, UnknownLanguage
from stdpub.store.library import Library
from stdpub.store.merkle import audit_path, leaf_hash, merkle_root, root_of
from stdpub.store.printed_content import content_pieces, generated, pieces
from stdpub.store.proofs import BadProof, NotProvable, proof_faults, prove, read_proof, tag_faults, tag_id, write_proof
from stdpub.store.publication import publication_of
from stdpub.store.publishing import publish
from stdpub.store.quotes import by_json, by_library, by_proof, judge_quote
from stdpub.store.versions import resolve
from stdpub.write.json_record import write_json

DOCS = Path(__file__).resolve().parents[2] / "docs" / "proofs.md"
TAG = "refs/tags/published/vents/2026/en"
TEXT = (
    STANDARD.replace("# Vents", "# Scope {#scope}\n\nThis document specifies vents.\n\n# Vents")
    + """
Each vent shall meet [@tab], and: {#each}

1. be clean; {#clean}
2. be *very* quiet. {#quiet}

> [!NOTE] {#why}
> Noise   disturbs.

Table: Widths {#tab}

| Kind | Width |
|------|-------|
| a    | 5 mm  |
"""
)


def leaves(standard):
    return tuple((key, "en", digest) for key, digest in content_hashes(standard).items() if "." not in key)


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    place = tmp_path_factory.mktemp("proofs") / "library.git"
    folder = Folder("vents", {"standard.md": TEXT.encode()}, {})
    built = build(folder, ("json",))
    outputs = tuple((one.language, one.form, one.content) for one in built.outputs)
    publish(folder, place, publication_of(built.standards, outputs, leaves(built.standards[0])), who=WHO)
    return Library(place)


@pytest.fixture(scope="module")
def version(library):
    return resolve(library, "vents", "2026")


@pytest.fixture(scope="module")
def tag(library):
    return library.repository.tag_text(library.repository.target(TAG))


KEYS = ("scope", "vents", "round", "each", "clean", "quiet", "why", "tab")


# Paths


@given(st.integers(1, 70), st.data())
@settings(max_examples=tries(60), deadline=None)
def test_a_path_leads_to_the_root_and_no_other_path_or_place_does(size, data):
    made = tuple((f"k{at:02}", "en", "ab" * 32) for at in range(size))
    index = data.draw(st.integers(0, size - 1))
    path, root = audit_path(made, index), merkle_root(made)

    assert root_of(made[index], index, size, path) == root
    assert root_of((*made[index][:2], "cd" * 32), index, size, path) != root
    assert root_of(made[index], index, size, (*path, "00" * 32)) != root
    assert root_of(made[index], size, size, path) == ""
    if path:
        assert root_of(made[index], index, size, path[:-1]) != root
        assert root_of(made[index], index ^ 1, size, path) != root


def test_a_tree_of_three_is_that_of_the_rfc():
    made = tuple((key, "en", "00") for key in "abc")
    one, two, three = map(leaf_hash, made)
    left = sha256(b"\1" + one + two)

    assert audit_path(made, 2) == (left.hexdigest(),)
    assert audit_path(made, 0) == (two.hex(), three.hex())
    assert merkle_root(made) == sha256(b"\1" + left.digest() + three).hexdigest()


# Proofs


@pytest.mark.parametrize("key", KEYS)
def test_an_independent_checker_agrees_with_every_proof(library, version, tag, key):
    proof = prove(library, version, key)
    written = json.loads(write_proof(proof))

    assert check(written, tag)
    assert not check(written | {"root": "00" * 32}, tag)
    assert not check(written, tag + b"\n")
    assert list(proof_faults(proof)) == list(tag_faults(proof, tag)) == []
    assert read_proof(write_proof(proof).encode()) == proof
    assert git(library.path, "rev-parse", TAG) == tag_id(tag) == proof.tag_id


def forgeries(proof):
    """Yield a proof with one thing in it another one."""
    key, language, digest = proof.leaf
    yield {"content": {**proof.content, "kind": "permission"}}
    yield {"leaf": ("other", language, digest)}
    yield {"leaf": (key, language, "00" * 32)}
    yield {"index": proof.index ^ 1}
    yield {"path": proof.path[1:]}
    yield {"path": ()}
    yield {"root": "00" * 32}
    yield {"size": proof.size + 100}
    yield {"tag_id": "00" * 20}
    yield {"edition": "2025"}
    yield {"tag": "published/vents/2025/en"}


def test_every_forgery_is_found(library, version, tag):
    proof = prove(library, version, "round")
    for forgery in forgeries(proof):
        forged = dataclasses.replace(proof, **forgery)

        assert [*proof_faults(forged), *tag_faults(forged, tag)], forgery
        assert by_proof(forged, tag).faults


def test_a_tag_that_was_changed_proves_nothing(library, version, tag):
    proof = prove(library, version, "round")
    leaf = " ".join(proof.leaf).encode()

    assert [fault.en for fault in tag_faults(proof, tag.replace(leaf, leaf[:-2] + b"00"))] == [
        "the tag holds no manifest, or one that was changed"
    ]
    assert len(list(tag_faults(proof, tag.replace(b"tagger Test", b"tagger Tess")))) == 1


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        b"[]",
        b"\xff",
        b"[" * 100_000,
        b'{"format": "stdpub-proof-1"}',
        b'{"format": "stdpub-proof-1", "leaf": 1}',
    ],
)
def test_what_is_no_proof_is_told(content):
    with pytest.raises(BadProof):
        read_proof(content)


def test_what_cannot_be_proved_is_told(library, version):
    with pytest.raises(NotProvable, match="no key `rund`") as caught:
        prove(library, version, "rund")

    assert "`round`" in caught.value.help.en

    with pytest.raises(UnknownLanguage):
        prove(library, version, "round", "zh")
    with pytest.raises(NotProvable, match="no published edition"):
        prove(library, resolve(library, "vents", "draft"), "round")


def test_an_edition_tagged_by_hand_and_one_with_other_leaves_prove_nothing(tmp_path):
    folder = Folder("vents", {"standard.md": TEXT.encode()}, {})
    built = build(folder, ("json",))
    outputs = tuple((one.language, one.form, one.content) for one in built.outputs)
    place = tmp_path / "library.git"
    publish(folder, place, publication_of(built.standards, outputs, (("round", "en", "00" * 32),)), who=WHO)
    git(place, "tag", "-a", "-m", "by hand", "published/vents/2027/en", "main")
    opened = Library(place)

    with pytest.raises(CorruptLibrary, match="not what was published"):
        prove(opened, resolve(opened, "vents", "2026"), "round")
    with pytest.raises(NotProvable, match="no manifest"):
        prove(opened, resolve(opened, "vents", "2027"), "round")


# The recipe


@given(standards())
@settings(max_examples=tries(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_recipe_makes_of_the_json_what_stdpub_hashes(standard):
    record = json.loads(write_json(standard))
    pictures = {asset["path"]: asset["sha256"] for asset in record["assets"]}
    found = canonical_contents(standard)
    stack, seen = [record["clauses"], record["footnotes"]], 0
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            if value.get("id"):
                seen += 1

                assert to_bytes(canonical(value, pictures)) == found[value["id"]]
            stack.extend(value.values())
        elif isinstance(value, list):
            stack.extend(value)

    assert seen >= len(found)


def test_the_worked_example_of_the_documentation():
    content, leaf = re.findall(r"```(?:json)?\n(.*?)\n```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    text = STANDARD.replace("The vent shall be round. {#round}", "The gap shall not exceed 50 mm. {#gap}")
    standard = read(Folder("vents", {"standard.md": text.encode()}, {}), "en")

    assert canonical_contents(standard)["gap"] == content.encode()
    assert leaf == f"gap en {sha256(content.encode()).hexdigest()}"


# Quotes


@pytest.mark.parametrize(
    ("key", "quote", "likeness"),
    [
        ("round", "The vent shall be round.", "exact"),
        ("round", "The vent\n  shall be round.", "same-words"),
        ("round", "vent shall", "exact"),
        ("round", "The vent should be round.", "not-there"),
        ("clean", "The vent shall be round.", "not-there"),
        ("vents", "The vent shall be round.", "exact"),
        ("each", "Each vent shall meet Table 1, and:", "exact"),
        ("each", "Each vent shall meet Table 2, and:", "not-there"),
        ("quiet", "be very quiet.", "exact"),
        ("vents", "1. be clean;\n2. be very quiet.", "exact"),
        ("vents", "1. be clean; 2. be very quiet.", "same-words"),
        ("vents", "be clean; be very quiet.", "same-words"),
        ("why", "Noise disturbs.", "exact"),
        ("tab", "5 mm", "exact"),
    ],
)
def test_a_quote_is_told_to_stand_there_or_not(library, version, tag, key, quote, likeness):
    verdict = judge_quote(quote, by_library(library, version, key))
    from_proof = judge_quote(quote, by_proof(prove(library, version, key), tag))

    assert verdict.match.likeness.value == likeness
    assert verdict.generated == ()
    proved = "not-covered" if "Table 1" in quote else "same-words"

    assert from_proof.match.likeness.value == ("not-there" if likeness == "not-there" else proved)


def test_generated_words_in_a_quote_are_named(library, version, tag):
    evidence = by_proof(prove(library, version, "each"), tag)

    named = judge_quote("Each vent shall meet Table 1, and:", evidence)

    assert named.generated == ("Table 1",)
    assert named.match.likeness.value == "not-covered"
    assert judge_quote("Each vent shall", evidence).generated == ()


def test_words_forged_into_a_proof_as_generated_ones_prove_nothing(library, version, tag):
    proof = write_proof(prove(library, version, "each"))
    forged = proof.replace('"Table 1"', '"the owner may waive this; Table 1"')
    verdict = judge_quote("the owner may waive this", by_proof(read_proof(forged.encode()), tag))

    assert forged != proof
    assert verdict.match.likeness.value == "not-covered"


def test_the_nearest_words_are_shown_with_the_difference(library, version):
    verdict = judge_quote("The vent should be round.", by_library(library, version, "vents"))

    assert [(edit.value, text) for edit, text in verdict.match.nearest if edit.value != "equal"] == [
        ("delete", "shall"),
        ("insert", "should"),
    ]


def test_the_json_of_an_edition_proves_what_is_in_it(library, tag):
    record = library.content(library.output("vents", "2026", "en", "json").id)

    assert by_json(record, "round", tag).faults == ()
    assert [fault.en for fault in by_json(record.replace(b"be round", b"be square"), "round", tag).faults] == [
        "the JSON is not the one that was published",
        "the tag has no such content",
    ]
    assert len(by_json(record, "round", tag.replace(b'"root"', b'"boot"')).faults) == 1
    with pytest.raises(NotProvable):
        by_json(record, "nothing", tag)
    with pytest.raises(NotProvable):
        by_json(b"{}", "round", tag)


@given(standards())
@settings(max_examples=tries(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_content_with_what_was_generated_gives_the_words_of_the_json(standard):
    def words(found):
        return "".join("".join(piece.text for piece in found).split())

    for element in json.loads(write_json(standard))["clauses"]:
        content = json.loads(canonical_contents(standard)[element["id"]])

        assert words(content_pieces(content, generated(element))) == words(pieces(element))


def test_nothing_is_near_nothing():
    assert match("   ", "text").likeness is Likeness.NOT_THERE
    assert match("xyzzy", "").nearest == ()
    assert match("x" * 20_001, "text").nearest == ()
    assert match("qqqq", "text and more").nearest == ()
    assert match("a longer quote than the text", "the text").nearest


def test_a_publication_without_json_proves_nothing(tmp_path):
    publish(Folder("cooling", {"standard.md": b"# Scope\n"}, {}), tmp_path / "x", publication(), who=WHO)
    opened = Library(tmp_path / "x")
    with pytest.raises(NotProvable, match="JSON"):
        prove(opened, resolve(opened, "cooling", "2026"), "scope")
