"""Amendments in a library: published beside the standard, kept in its keys and its register, and never with other content."""

from __future__ import annotations

import subprocess

import pytest
from amendment_samples import AMD_1, BASE, amendment

from stdpub.cli.amendment_publication import publish_amendments
from stdpub.cli.folders import standards
from stdpub.cli.messages import Usage
from stdpub.cli.publication import publish_one
from stdpub.model.source import Severity
from stdpub.store.library import Library
from stdpub.store.stored_standard import restore
from stdpub.write.json_record import write_json

CLEAN = BASE.replace(
    "# Scope", "# Foreword {#foreword}\n\nThis document was prepared by the editors of stdpub.\n\n# Scope", 1
)


def write(folder, **files: str) -> None:
    """Write files of a standard: `amd_1` is `amd-1.md`."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "standard.md").write_text(CLEAN, encoding="utf-8")
    for name, text in files.items():
        (folder / f"{name.replace('_', '-')}.md").write_text(text, encoding="utf-8")


def publish(folder, library) -> tuple[list[dict[str, object]], list[str]]:
    """Publish a folder as the command does, and return what was published and the rules that errors broke."""
    (one,) = standards([folder])
    record, faults = publish_one(one, library)
    more, wrong = publish_amendments(one, library) if record else ([], ())
    rules = [fault.rule for fault in (*faults, *wrong) if fault.severity is Severity.ERROR]
    return [record, *more] if record else [], rules


def editions(told: list[dict[str, object]]) -> list[object]:
    """Return the ids of what was published."""
    return [one["edition"] for one in told]


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """Return a folder with an amendment, the library it was published to after its standard was, and what was told."""
    root = tmp_path_factory.mktemp("amended")
    folder, library = root / "cold-aisles", root / "library"
    write(folder)
    first = publish(folder, library)
    write(folder, amd_1=AMD_1)
    return folder, library, first, publish(folder, library)


def test_the_amendment_and_the_consolidated_edition_are_published_beside_the_standard(published):
    _, library, first, second = published

    assert editions(first[0]) == ["2026"]
    assert editions(second[0]) == ["2026", "amd1-of-2026", "2026-amd1"]
    assert {one.id for one in Library(library).editions("cold-aisles")} == {"2026", "amd1-of-2026", "2026-amd1"}


def test_the_branch_holds_the_source_of_the_amendment(published):
    _, library, *_ = published
    opened = Library(library)
    tip = opened.target(opened.main)
    tree = opened.tree(tip, "cold-aisles")

    assert sorted(opened.paths(tree)) == ["amd-1.md", "keys.yml", "register.yml", "standard.md"]


def test_keys_and_register_know_what_the_amendment_did(published):
    _, library, *_ = published
    opened = Library(library)
    files = opened.folder_at(opened.tree(opened.target(opened.main), "cold-aisles"), "cold-aisles").files
    keys, register = files["keys.yml"].decode(), files["register.yml"].decode()

    assert 'humidity: {kind: clause, first: "2026-amd1"}' in keys
    assert 'outwards: {kind: item, first: "2026", withdrawn: "2026-amd1"}' in keys
    assert '{event: amended, edition: "2026", identifier: "T/STDPUB 9—2026/Amd 1", on: 2027-07-01' in register


def test_publishing_again_does_nothing_and_other_content_is_refused(published):
    folder, library, *_ = published
    again, _ = publish(folder, library)
    write(folder, amd_1=AMD_1.replace("20 %", "30 %"))
    with pytest.raises(Usage, match="edition `amd1-of-2026` of `cold-aisles` is published with other content"):
        publish(folder, library)
    write(folder, amd_1=AMD_1)

    assert [one["languages"] for one in again] == [[], [], []]


def test_the_stored_record_reads_as_the_consolidated_text(published):
    _, library, *_ = published
    opened = Library(library)
    (found,) = (one for one in opened.editions("cold-aisles") if one.id == "2026-amd1")
    (record,) = (opened.content(one.id) for one in opened.outputs(found) if one.form == "json")
    standard = restore(record)

    assert (standard.header.edition_id, found.date) == ("2026-amd1", "2027-01-10")
    assert "4.2A" in [one.number for one in standard.walk()]
    assert [issue.name for issue in standard.amended.issues] == ["amd1"]
    assert ("deleted", "outwards") in [(one.effect, one.key) for one in standard.amended.changes]
    assert dict(standard.amended.numbers)["humidity"] == "4.2A"
    assert "4.3.a" in standard.amended.vacant


def test_a_record_is_written_again_as_it_was(published):
    _, library, *_ = published
    opened = Library(library)
    records = [
        opened.content(one.id)
        for found in opened.editions("cold-aisles")
        for one in opened.outputs(found)
        if one.form == "json"
    ]

    assert len(records) == 3
    assert [restore(record).amends for record in records] == ["", "T/STDPUB 9—2026", ""]
    assert [write_json(restore(record)) for record in records] == records


@pytest.mark.long
def test_a_second_amendment_is_published_after_the_first(published):
    folder, library, *_ = published
    more = amendment('::: replace-text [@humid] "20 %" -> "25 %"\n', 2, date="2028-01-10")
    write(folder, amd_1=AMD_1, amd_2=more)
    told, _ = publish(folder, library)
    (folder / "amd-2.md").unlink()

    assert editions(told)[-2:] == ["amd2-of-2026", "2026-amd1-amd2"]


@pytest.mark.long
def test_a_folder_in_the_work_tree_is_published_from_there(tmp_path):
    def git(*words: str) -> str:
        done = subprocess.run(["git", "-C", str(tmp_path), *words], check=True, capture_output=True, text=True)
        return done.stdout

    git("init", "-q", "-b", "main")
    git("config", "user.name", "A. Drafter")
    git("config", "user.email", "a@example.org")
    write(tmp_path / "cold-aisles", amd_1=AMD_1)
    git("add", ".")
    git("commit", "-q", "-m", "Amend")
    told, _ = publish(tmp_path / "cold-aisles", tmp_path)

    assert editions(told) == ["2026", "amd1-of-2026", "2026-amd1"]
    assert git("status", "--porcelain") == ""
    assert "cold-aisles/amended.yml" in git("ls-tree", "-r", "--name-only", "published/cold-aisles/2026-amd1/en")


def test_an_amendment_with_an_error_keeps_all_from_being_published(tmp_path):
    write(tmp_path / "cold-aisles", amd_1=amendment("::: delete [@nothing]\n:::\n"))
    told, rules = publish(tmp_path / "cold-aisles", tmp_path / "library")

    assert (told, rules) == ([], ["unknown-key"])
