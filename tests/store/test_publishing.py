"""Publishing, seen from plain git: whole or not at all, once, and never over what is published."""

import hashlib
import json
import os

import pytest
from libraries import WHO, finish, git, publication, refs, standard, start_python, whole

from stdpub.model.folder import Folder
from stdpub.store.errors import (
    BadEdition,
    BadPublication,
    BadSlug,
    CheckedOut,
    EditionPublished,
    FolderDirty,
    LibraryBusy,
    LibraryError,
    NotALibrary,
    SharedConflict,
    TooLarge,
    UnknownOutput,
    UnsafePath,
)
from stdpub.store.library import Library
from stdpub.store.manifest import read_manifest
from stdpub.store.merkle import merkle_root
from stdpub.store.objects import RefMoved
from stdpub.store.persistence import persistently
from stdpub.store.publication import Publication
from stdpub.store.publishing import Published, publish

TAG = "refs/tags/published/cooling/2026/zh"
MAIN = "refs/heads/main"
OUTPUTS = "refs/stdpub/outputs/cooling/2026/zh"


@pytest.fixture
def library(tmp_path):
    return tmp_path / "new" / "library.git"


def put(folder, library, facts, **options):
    return publish(folder, library, facts, who=WHO, **options)


def manifest_of(library, tag=TAG):
    found = read_manifest(git(library, "for-each-ref", "--format=%(contents)", tag))
    assert found is not None
    return found


def test_a_first_publication_makes_a_bare_library_that_git_reads(library):
    folder = standard(text="# 范围\n", tables___limits__csv="a,b\n")
    done = put(folder, library, publication())
    head = git(library, "rev-parse", "main")

    assert done == Published("cooling", "2026", head, ("zh",))
    assert git(library, "config", "core.bare") == "true"
    assert git(library, "symbolic-ref", "HEAD") == "refs/heads/main"
    assert git(library, "ls-tree", "-r", "--name-only", "main").split() == [
        "cooling/register.yml",
        "cooling/standard.md",
        "cooling/tables/limits.csv",
    ]
    assert git(library, "show", "main:cooling/standard.md") == "# 范围"
    assert git(library, "rev-list", "--count", "main") == "1"
    assert git(library, "rev-parse", f"{TAG}^{{commit}}") == head
    assert git(library, "cat-file", "-t", TAG) == "tag"
    whole(library)


def test_a_clone_has_the_edition_and_can_fetch_the_outputs(library, tmp_path):
    put(standard(), library, publication())
    git(tmp_path, "clone", "-q", str(library), "clone")
    clone = tmp_path / "clone"
    git(clone, "fetch", "-q", "origin", "refs/stdpub/*:refs/stdpub/*")

    assert git(clone, "show", "published/cooling/2026/zh:cooling/standard.md") == "# Scope"
    assert git(clone, "show", f"{OUTPUTS}:cooling.zh.xml") == "xml zh 2026 "


def test_the_manifest_names_every_output_with_its_sum_and_every_leaf(library):
    put(standard(), library, publication(languages=("zh", "en"), mark="x"))
    for language in ("zh", "en"):
        manifest = manifest_of(library, f"refs/tags/published/cooling/2026/{language}")

        assert manifest.languages == ("zh", "en")
        assert (manifest.slug, manifest.edition, manifest.language) == ("cooling", "2026", language)
        assert (manifest.identifier, manifest.date, manifest.implementation) == ("T/X 1", "2026-01-10", "2026-07-01")
        assert manifest.source == git(library, "rev-parse", "main")
        assert manifest.tree == git(library, "rev-parse", "main:cooling")
        assert manifest.stored == git(library, "rev-parse", f"refs/stdpub/outputs/cooling/2026/{language}")
        assert [output.form for output in manifest.outputs] == ["xml", "html"]
        for output in manifest.outputs:
            content = git(library, "show", f"{manifest.stored}:{output.name}").encode()

            assert (output.sha256, output.size) == (hashlib.sha256(content).hexdigest(), len(content))
        assert manifest.leaves == (("k7m2q9", language, "ab" * 32), ("scope", language, "ab" * 32))


def test_the_message_of_the_tag_is_legible_and_its_record_is_json(library):
    put(standard(), library, publication())
    subject, record = git(library, "for-each-ref", "--format=%(contents)", TAG).split("\n\n", 1)

    assert subject == "T/X 1, edition 2026 (zh)"
    assert json.loads(record)["leaves"] == [f"k7m2q9 zh {'ab' * 32}", f"scope zh {'ab' * 32}"]
    assert json.loads(record)["root"] == merkle_root((("k7m2q9", "zh", "ab" * 32), ("scope", "zh", "ab" * 32)))


def test_dot_files_stay_outside(library):
    put(standard(__hidden="x", __git___config="x", figures___a__svg="<svg/>"), library, publication())

    assert git(library, "ls-tree", "-r", "--name-only", "main:cooling").split() == [
        "figures/a.svg",
        "register.yml",
        "standard.md",
    ]


def test_the_same_again_changes_nothing(library):
    first = put(standard(), library, publication())
    before = refs(library)
    again = put(standard(), library, publication(mark="another renderer"))

    assert again == Published("cooling", "2026", first.commit, ())
    assert refs(library) == before


def test_the_same_again_does_not_bring_an_old_edition_back_to_the_draft(library):
    put(standard(), library, publication())
    put(standard(text="# New\n"), library, publication("2027"))
    before = refs(library)

    assert put(standard(), library, publication()).languages == ()
    assert refs(library) == before


@pytest.mark.parametrize("folder", [standard(text="# Other\n"), standard(added__md="x"), standard("cooling", "")])
def test_other_content_under_a_published_edition_is_refused(library, folder):
    put(standard(), library, publication())
    before = refs(library)
    with pytest.raises(EditionPublished, match="`2026` of `cooling`"):
        put(folder, library, publication())

    assert refs(library) == before


def test_a_file_taken_away_is_other_content(library):
    put(standard(added__md="x"), library, publication())
    with pytest.raises(EditionPublished, match=r"added\.md"):
        put(standard(), library, publication())


def test_a_new_edition_leaves_the_old_one_as_it_was(library):
    put(standard(), library, publication())
    before = {name: git(library, "rev-parse", name) for name in (TAG, OUTPUTS)}
    put(standard(text="# New\n"), library, publication("2027"))

    assert {name: git(library, "rev-parse", name) for name in (TAG, OUTPUTS)} == before
    assert git(library, "show", "published/cooling/2027/zh:cooling/standard.md") == "# New"
    assert git(library, "rev-list", "--count", "main") == "2"


def test_the_folder_replaces_its_own_tree_and_nothing_else(library):
    put(standard("cooling", old__md="x"), library, publication())
    put(standard("heating"), library, publication())
    put(standard("cooling", new__md="x"), library, publication("2027"))

    assert git(library, "ls-tree", "-r", "--name-only", "main").split() == [
        "cooling/new.md",
        "cooling/register.yml",
        "cooling/standard.md",
        "heating/register.yml",
        "heating/standard.md",
    ]


def test_a_translation_may_follow(library):
    put(standard(), library, publication())
    before = git(library, "rev-parse", TAG)
    both = standard(standard__en__md="# Scope\n")
    done = put(both, library, publication(languages=("zh", "en")))

    assert done.languages == ("en",)
    assert git(library, "rev-parse", TAG) == before
    assert put(both, library, publication(languages=("zh", "en"))).languages == ()
    edition = Library(library).editions("cooling")[0]
    assert [found.language for found in edition.languages] == ["zh", "en"]
    assert "standard.en.md" in Library(library).folder(edition).files


def test_a_translation_of_an_old_edition_leaves_the_draft_alone(library):
    put(standard(), library, publication())
    put(standard(text="# New\n"), library, publication("2027"))
    main = git(library, "rev-parse", "main")
    done = put(standard(standard__en__md="# Scope\n"), library, publication(languages=("zh", "en")))

    assert git(library, "rev-parse", "main") == main
    assert git(library, "rev-parse", f"{done.commit}^") == git(library, "rev-parse", f"{TAG}^{{commit}}")
    assert git(library, "show", "published/cooling/2026/en:cooling/standard.en.md") == "# Scope"
    whole(library)


def test_a_translation_with_a_changed_source_is_refused(library):
    put(standard(), library, publication())
    with pytest.raises(EditionPublished, match=r"standard\.md"):
        put(standard(text="# Other\n", standard__en__md="x"), library, publication(languages=("zh", "en")))


@pytest.mark.parametrize(
    ("name", "proposal"),
    [
        ("GB/T 99999.1", "gb-t-99999-1"),
        ("Cooling", "cooling"),
        ("a--b", "a-b"),
        ("-a-", "a"),
        ("cooling.html", "cooling-html"),
        ("能效", "standard"),
        ("Énergie", "energie"),
        ("x" * 81, "x" * 80),
        ("..", "standard"),
        ("a\n", "a"),
    ],
)
def test_a_name_that_is_no_slug_is_refused_with_a_proposal(library, name, proposal):
    with pytest.raises(BadSlug) as caught:
        put(standard(name), library, publication())

    assert caught.value.proposal == proposal
    assert caught.value.help is not None
    assert f"`{proposal}`" in caught.value.help.zh
    assert not library.exists()


@pytest.mark.parametrize(
    "edition", ["", "draft", "v1", "1..2", "2026.", "1.html", "2026.lock", "2026/x", "2" * 65, "2026-add1"]
)
def test_an_edition_that_no_address_can_hold_is_refused(library, edition):
    with pytest.raises(BadEdition):
        put(standard(), library, publication(edition))


@pytest.mark.parametrize("edition", ["2026", "1.8.0", "2026-amd1", "2026-amd1-cor2", "amd1-of-2026"])
def test_editions_of_the_grammar_are_published(library, edition):
    put(standard(), library, publication(edition))

    assert [found.id for found in Library(library).editions("cooling")] == [edition]


OUTPUT = ("zh", "xml", b"<x/>")


@pytest.mark.parametrize(
    "facts",
    [
        Publication("2026", "X", "", "", (), ()),
        Publication("2026", "X", "", "", ("zh",), ()),
        Publication("2026", "X", "", "", ("zh", "en"), (OUTPUT,)),
        Publication("2026", "X", "", "", ("zh",), (OUTPUT, OUTPUT)),
        Publication("2026", "X", "", "", ("zh",), (OUTPUT, ("en", "xml", b""))),
        Publication("2026", "X", "", "", ("zh",), (OUTPUT, ("zh", "../x", b""))),
        Publication("2026", "X", "", "", ("zh",), (OUTPUT,), (("a b", "zh", "00"),)),
        Publication("2026", "X", "", "", ("zh",), (OUTPUT,), (("a", "en", "00"),)),
        Publication("2026", "X", "", "", ("zh",), (OUTPUT,), (), {"../stdpub.toml": b""}),
    ],
)
def test_what_is_not_whole_is_refused_before_anything_is_written(library, facts):
    with pytest.raises(BadPublication):
        put(standard(), library, facts)

    assert not library.exists()


def test_a_language_that_is_no_tag_is_refused(library):
    with pytest.raises(BadEdition, match="language"):
        put(standard(), library, publication(languages=("../zh",)))


def test_a_folder_without_a_standard_is_refused(library):
    with pytest.raises(BadPublication, match=r"standard\.md"):
        put(Folder("cooling", {"readme.md": b""}, {}), library, publication())


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "a//b", "a\\b", "C:x", "a/\0", "a/" * 40 + "x"])
def test_a_path_that_leaves_the_folder_is_refused(library, path):
    with pytest.raises(UnsafePath):
        put(Folder("cooling", {"standard.md": b"", path: b"x"}, {}), library, publication())


def test_a_file_that_is_a_folder_too_is_refused(library):
    with pytest.raises(UnsafePath):
        put(Folder("cooling", {"standard.md": b"", "a": b"x", "a/b": b"y"}, {}), library, publication())


def test_an_oversized_file_is_refused_by_its_name(library):
    with pytest.raises(TooLarge, match=r"`big\.csv` has 99"):
        put(Folder("cooling", {"standard.md": b""}, {"big.csv": 99}), library, publication())


def test_too_many_bytes_are_refused_by_the_settings_of_the_library(library):
    put(standard(), library, publication(shared={"stdpub.toml": b"[limits]\nfolder = 100\nfiles = 2\n"}))
    with pytest.raises(TooLarge, match="100 bytes"):
        put(standard(text="x" * 101), library, publication("2027"))
    with pytest.raises(TooLarge, match="2 files"):
        put(standard(a="1", b="2"), library, publication("2027"))


def test_shared_files_are_merged(library):
    put(
        standard(),
        library,
        publication(shared={"stdpub.toml": b'title = "A"\n', "quantities.yml": b"pue:\n  unit: '1'\n"}),
    )
    put(
        standard("heating"),
        library,
        publication(shared={"stdpub.toml": b'[serve]\ndrafts = "none"\n', "quantities.yml": b"t:\n  unit: K\n"}),
    )

    assert git(library, "show", "main:stdpub.toml") == 'title = "A"\n\n[serve]\ndrafts = "none"'
    assert git(library, "show", "main:quantities.yml") == "pue:\n  unit: '1'\nt:\n  unit: K"


def test_another_value_for_a_shared_key_is_refused_and_leaves_nothing(library):
    put(standard(), library, publication(shared={"stdpub.toml": b'title = "A"\n'}))
    before = refs(library)
    with pytest.raises(SharedConflict, match="`title`"):
        put(standard("heating"), library, publication(shared={"stdpub.toml": b'title = "B"\n'}))

    assert refs(library) == before


def test_a_file_in_the_place_of_the_standard_is_not_overwritten(library, tmp_path):
    put(standard("heating"), library, publication())
    git(tmp_path, "clone", "-q", str(library), "clone")
    (tmp_path / "clone" / "cooling").write_text("a file")
    git(tmp_path / "clone", "add", ".")
    git(tmp_path / "clone", "commit", "-q", "-m", "A file")
    git(tmp_path / "clone", "push", "-q")

    with pytest.raises(BadPublication, match="`cooling` is a file"):
        put(standard(), library, publication())


def test_a_folder_with_something_else_in_it_is_no_library(tmp_path):
    (tmp_path / "notes.txt").touch()
    with pytest.raises(NotALibrary):
        put(standard(), tmp_path, publication())

    assert [entry.name for entry in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_becomes_a_library(tmp_path):
    (tmp_path / "empty").mkdir()
    put(standard(), tmp_path / "empty", publication())

    whole(tmp_path / "empty")


# In the library's own work tree


@pytest.fixture
def work(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main", "work")
    place = tmp_path / "work"
    (place / "cooling").mkdir()
    (place / "cooling" / "standard.md").write_text("# Scope\n")
    (place / "stdpub.toml").write_text("")
    git(place, "add", ".")
    git(place, "commit", "-q", "-m", "Draft")
    return place


def test_in_the_work_tree_its_commit_is_tagged_with_what_is_recorded(work):
    before = git(work, "rev-parse", "HEAD")
    done = put(standard(), work, publication(), place=work / "cooling")
    head = git(work, "rev-parse", "HEAD")

    assert done == Published("cooling", "2026", head, ("zh",))
    assert git(work, "rev-parse", "HEAD^") == before
    assert git(work, "diff", "--name-only", "HEAD^", "HEAD") == "cooling/register.yml"
    assert git(work, "rev-parse", f"{TAG}^{{commit}}") == head
    assert git(work, "status", "--short") == ""
    assert put(standard(), work, publication(), place=work / "cooling").languages == ()


def test_what_is_not_committed_in_the_work_tree_is_refused(work):
    for folder, name in (
        (standard(text="# Changed\n"), "`cooling/standard.md`"),
        (standard(new__md="x"), "`cooling/new.md`"),
        (
            Folder("cooling", {"standard.md": b"# Scope\n", **dict.fromkeys("bcdefgh", b"")}, {}),
            "`cooling/f` and 2 more",
        ),
    ):
        with pytest.raises(FolderDirty, match=name):
            put(folder, work, publication(), place=work / "cooling")
    (work / "stdpub.toml").write_text('title = "not committed"\n')
    with pytest.raises(FolderDirty, match=r"stdpub\.toml"):
        put(standard(), work, publication(), place=work / "cooling")

    assert git(work, "for-each-ref", "refs/tags") == ""


def test_a_file_that_is_gone_from_the_work_tree_is_refused(work):
    (work / "cooling" / "more.md").write_text("x")
    git(work, "add", ".")
    git(work, "commit", "-q", "-m", "More")
    with pytest.raises(FolderDirty, match=r"more\.md"):
        put(standard(), work, publication(), place=work / "cooling")


def test_line_ends_of_the_work_tree_are_no_change(work):
    assert put(standard(text="# Scope\r\n"), work, publication(), place=work / "cooling").languages == ("zh",)


def test_without_a_branch_nothing_can_be_recorded(work):
    git(work, "switch", "-q", "--detach")
    with pytest.raises(BadPublication, match="no branch is checked out"):
        put(standard(), work, publication(), place=work / "cooling")

    assert git(work, "for-each-ref", "refs/tags") == ""


def test_an_unborn_work_tree_is_refused(tmp_path):
    git(tmp_path, "init", "-q", "work")
    (tmp_path / "work" / "cooling").mkdir()
    with pytest.raises(FolderDirty):
        put(standard(), tmp_path / "work", publication(), place=tmp_path / "work" / "cooling")


def test_a_folder_deep_in_the_work_tree_is_refused(work):
    with pytest.raises(BadPublication, match="directly"):
        put(standard(), work, publication(), place=work / "deep" / "cooling")


def test_a_branch_is_not_moved_under_a_work_tree(work, tmp_path):
    before = refs(work)
    with pytest.raises(CheckedOut):
        put(standard("heating"), work, publication(), place=tmp_path / "heating")

    assert refs(work) == before


def test_a_branch_that_is_not_checked_out_may_move(work, tmp_path):
    git(work, "switch", "-q", "-c", "feature")
    put(standard("heating"), work, publication(), place=tmp_path / "heating")

    assert git(work, "ls-tree", "--name-only", "main").split() == ["cooling", "heating", "stdpub.toml"]
    assert git(work, "status", "--short") == ""


# Nothing half done


@pytest.mark.parametrize("held", ["refs/heads/main", OUTPUTS, TAG])
def test_a_failure_between_two_steps_is_completed_by_repeating(library, held):
    put(standard("heating"), library, publication())
    lock = library / f"{held}.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.touch()
    with pytest.raises(LibraryBusy) as caught:
        put(standard(), library, publication(), patience=0.05)

    assert caught.value.help is not None
    assert str(lock) in caught.value.help.en
    assert Library(library).editions("cooling") == ()
    whole(library)

    lock.unlink()
    done = put(standard(), library, publication())

    assert done.languages == ("zh",)
    assert git(library, "rev-list", "--count", "main") == "2"
    assert manifest_of(library).stored == git(library, "rev-parse", OUTPUTS)
    whole(library)


@pytest.mark.parametrize("held", ["refs/heads/main", OUTPUTS, TAG])
def test_a_lock_that_a_killed_process_left_is_taken_away(library, held):
    put(standard("heating"), library, publication())
    leave_lock(library / f"{held}.lock")

    assert put(standard(), library, publication()).languages == ("zh",)
    assert list(library.rglob("*.lock")) == []
    whole(library)


def leave_lock(lock):
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.touch()
    os.utime(lock, (1_700_000_000, 1_700_000_000))


def test_no_language_is_tagged_before_all_can_be(library):
    lock = library / "refs/tags/published/cooling/2026/en.lock"
    put(standard("heating"), library, publication())
    lock.parent.mkdir(parents=True)
    lock.touch()
    facts = publication(languages=("zh", "en"))
    with pytest.raises(LibraryBusy):
        put(standard(), library, facts, patience=0.05)

    assert Library(library).editions("cooling") == ()

    put(standard("heating", "# New\n"), library, publication("2027"))
    lock.unlink()

    assert put(standard(), library, facts).languages == ("zh", "en")
    assert git(library, "rev-list", "--count", "main") == "3"
    whole(library)


def test_a_branch_that_never_holds_still_ends_our_patience(library):
    put(standard(), library, publication())
    repository = Library(library).repository

    def attempt():
        raise RefMoved(MAIN)

    with pytest.raises(LibraryBusy, match=f"others keep moving `{MAIN}`"):
        persistently(attempt, repository, 0.01)


def test_after_a_failure_the_text_may_still_be_mended(library):
    lock = library / f"{TAG}.lock"
    put(standard("heating"), library, publication())
    lock.parent.mkdir(parents=True)
    lock.touch()
    with pytest.raises(LibraryBusy):
        put(standard(text="# Typo\n"), library, publication(mark="typo"), patience=0.05)
    lock.unlink()
    put(standard(), library, publication(mark="mended"))

    assert git(library, "show", "published/cooling/2026/zh:cooling/standard.md") == "# Scope"
    assert git(library, "show", f"{manifest_of(library).stored}:cooling.zh.xml") == "xml zh 2026 mended"


def test_a_tag_of_somebody_else_in_the_way_is_told(library):
    put(standard("heating"), library, publication())
    git(library, "tag", "published/cooling/2026/zh", "main")
    with pytest.raises(EditionPublished, match="published/cooling/2026/zh"):
        put(standard(), library, publication())


MANY = """
from pathlib import Path
from libraries import WHO, publication, standard
from stdpub.store.publishing import publish
library, slug = Path(sys.argv[1]), sys.argv[2]
for year in range(2001, 2001 + int(sys.argv[3])):
    publish(standard(slug, f"# {year}\\n"), library, publication(str(year)), who=WHO, patience=90)
"""


def test_concurrent_publishers_of_different_standards_lose_nothing(library):
    publishers = [start_python(MANY, str(library), slug, "8") for slug in ("one", "two", "three")]
    for publisher in publishers:
        finish(publisher)
    works = Library(library).works()

    assert git(library, "rev-list", "--count", "main") == "24"
    assert [work.slug for work in works] == ["one", "three", "two"]
    for work in works:
        assert sorted(edition.id for edition in work.editions) == [str(year) for year in range(2001, 2009)]
        for edition in work.editions:
            assert Library(library).folder(edition).files["standard.md"] == f"# {edition.id}\n".encode()
            assert len(Library(library).outputs(edition)) == 2
    assert sorted(git(library, "log", "--format=%s").splitlines()) == sorted(
        f"Publish {slug}, edition {year}" for slug in ("one", "two", "three") for year in range(2001, 2009)
    )
    whole(library)


RIVAL = """
from pathlib import Path
from libraries import WHO, publication, standard
from stdpub.store.errors import EditionPublished
from stdpub.store.publishing import publish
mark = sys.argv[2]
try:
    publish(standard("cooling", mark), Path(sys.argv[1]), publication(mark=mark), who=WHO, patience=60)
    print("published")
except EditionPublished:
    print("refused")
"""


def test_of_rivals_for_one_edition_one_wins_whole(library):
    rivals = [start_python(RIVAL, str(library), mark) for mark in ("a", "b", "c")]
    results = [finish(rival).strip() for rival in rivals]

    assert sorted(results) == ["published", "refused", "refused"]

    winner = "abc"[results.index("published")]

    assert git(library, "show", "published/cooling/2026/zh:cooling/standard.md") == winner

    git(library, "gc", "-q", "--prune=now")

    assert git(library, "show", f"{manifest_of(library).stored}:cooling.zh.xml") == f"xml zh 2026 {winner}"
    whole(library)


# Reading back


def test_stored_outputs_are_read_back_with_ids_of_git(library):
    put(standard(), library, publication(languages=("zh", "en")))
    opened = Library(library)
    found = opened.output("cooling", "2026", "en", "html")

    assert opened.content(found.id) == b"html en 2026 "
    assert found.id == git(library, "rev-parse", "refs/stdpub/outputs/cooling/2026/en:cooling.en.html")
    for asked in (("cooling", "2026", "en", "pdf"), ("cooling", "2027", "en", "xml"), ("../x", "2026", "en", "xml")):
        with pytest.raises(UnknownOutput):
            opened.output(*asked)


def test_lost_outputs_are_told(library):
    put(standard(), library, publication())
    blob = git(library, "rev-parse", f"{OUTPUTS}:cooling.zh.xml")
    found = Library(library).output("cooling", "2026", "zh", "xml")
    (library / "objects" / blob[:2] / blob[2:]).unlink()

    with pytest.raises(LibraryError, match=blob):
        Library(library).content(found.id)
