"""One repository through stdpub and through plain git must be the same repository."""

import os
from pathlib import Path

import pytest
from libraries import WHO, finish, git, start_python, whole

from stdpub.store.errors import CorruptLibrary, LibraryError, LibraryExists, NotALibrary, UnsupportedRepository
from stdpub.store.objects import Change, Entry, EntryKind, Person, Ref, RefMoved
from stdpub.store.repository import Repository, create, enclosing, ignored

MAIN = "refs/heads/main"


@pytest.fixture
def repository(tmp_path):
    create(tmp_path / "library.git", bare=True)
    return Repository(tmp_path / "library.git")


def tree_with(repository, **files):
    blobs = {name: Entry(name, repository.put_blob(text.encode()), EntryKind.FILE) for name, text in files.items()}
    return repository.put_tree(blobs)


def test_what_is_committed_git_reads(repository):
    first = repository.advance(MAIN, "", tree_with(repository, a="one"), "First\n", WHO)
    second = repository.advance(MAIN, first, tree_with(repository, a="two"), "Second\n", WHO)

    assert git(repository.path, "log", "--format=%H %s") == f"{second} Second\n{first} First"
    assert git(repository.path, "show", "main:a") == "two"
    whole(repository.path)


def test_what_git_commits_is_read(tmp_path):
    git(tmp_path, "init", "-q", "-b", "trunk", "work")
    work = tmp_path / "work"
    (work / "a").write_text("text")
    (work / "run").write_text("#!/bin/sh\n")
    (work / "run").chmod(0o755)
    (work / "in").mkdir()
    (work / "in" / "b").write_text("deep")
    (work / "link").symlink_to("a")
    git(work, "add", ".")
    git(work, "commit", "-q", "-m", "All kinds\n\nbody")

    repository = Repository(work)
    commit = repository.commit(repository.target("HEAD"))
    entries = repository.entries(commit.tree)

    assert repository.head() == "refs/heads/trunk"
    assert (commit.message, commit.author, commit.parents) == ("All kinds\n\nbody\n", "Test", ())
    assert [(entry.name, entry.kind.value) for entry in entries] == [
        ("a", "file"),
        ("in", "folder"),
        ("link", "link"),
        ("run", "file"),
    ]
    assert repository.blob(entries[0].id) == b"text"
    assert repository.size(entries[0].id) == 4
    assert repository.entry(commit.tree, "in/b") is None
    assert repository.entry(commit.tree, "") is None


def test_a_path_without_a_repository_is_named(tmp_path):
    (tmp_path / "file").write_text("no repository")
    for path in (tmp_path, tmp_path / "none", tmp_path / "file"):
        with pytest.raises(NotALibrary) as caught:
            Repository(path)

        assert f"`{path}`" in caught.value.message.en
        assert f"`{path}`" in caught.value.message.zh


def test_the_repository_above_a_folder_is_not_taken_for_it(tmp_path):
    git(tmp_path, "init", "-q", ".")
    (tmp_path / "folder").mkdir()

    with pytest.raises(NotALibrary):
        Repository(tmp_path / "folder")

    assert enclosing(tmp_path / "folder") == tmp_path
    assert enclosing(Path("/")) is None


@pytest.mark.parametrize("bare", [["--bare"], []])
def test_a_repository_of_sha256_is_refused_by_its_name(tmp_path, bare):
    git(tmp_path, "init", "-q", "--object-format=sha256", *bare, "new")

    with pytest.raises(UnsupportedRepository, match="SHA-256"):
        Repository(tmp_path / "new")


def test_a_branch_that_moved_is_not_overwritten(repository):
    tree = tree_with(repository, a="one")
    first = repository.advance(MAIN, "", tree, "First\n", WHO)
    second = repository.advance(MAIN, first, tree, "Second\n", WHO)
    for stale in ("", first):
        with pytest.raises(RefMoved) as caught:
            repository.advance(MAIN, stale, tree, "Late\n", WHO)

        assert not caught.value.locked
    assert repository.target(MAIN) == second


def test_a_reference_is_only_made_where_there_is_none(repository):
    first = repository.put_commit(tree_with(repository, a="one"), "First\n", WHO)
    other = repository.put_commit(tree_with(repository, a="two"), "Other\n", WHO)
    repository.swap((Change("refs/stdpub/x", "", first),))

    with pytest.raises(RefMoved):
        repository.swap((Change("refs/stdpub/x", "", other),))
    repository.swap((Change("refs/stdpub/x", first, other),))

    assert git(repository.path, "rev-parse", "refs/stdpub/x") == other


def test_several_references_move_together_or_not_at_all(repository):
    first = repository.put_commit(tree_with(repository, a="one"), "First\n", WHO)
    other = repository.put_commit(tree_with(repository, a="two"), "Other\n", WHO)
    repository.swap((Change("refs/stdpub/y", "", other),))
    both = (Change("refs/stdpub/x", "", first), Change("refs/stdpub/y", "", first))
    with pytest.raises(RefMoved):
        repository.swap(both)

    assert repository.target("refs/stdpub/x") == ""
    assert repository.target("refs/stdpub/y") == other
    repository.swap((both[0], Change("refs/stdpub/y", other, first)))
    assert [ref.target for ref in repository.refs("refs/stdpub/")] == [first, first]


@pytest.mark.parametrize(
    ("name", "email"), [("", ""), ("A <b>\nparent 0", "x>y\n"), ("\0", "\x7f"), ("王 五", "w@example.org")]
)
def test_no_name_of_a_person_breaks_an_object(repository, name, email):
    who = Person(name, email)
    first = repository.advance(MAIN, "", tree_with(repository, a="one"), "First\n", who)
    second = repository.advance(MAIN, first, tree_with(repository, a="two"), "Second\n", who)
    repository.swap((Change("refs/tags/x", "", repository.put_tag("x", second, "x\n", who)),))

    whole(repository.path)


def test_a_held_lock_is_told_from_a_moved_branch(repository):
    tree = tree_with(repository, a="one")
    first = repository.advance(MAIN, "", tree, "First\n", WHO)
    repository.lock_file(MAIN).touch()
    for act in (
        lambda: repository.advance(MAIN, first, tree, "Second\n", WHO),
        lambda: repository.swap((Change(MAIN, first, first),)),
    ):
        with pytest.raises(RefMoved) as caught:
            act()

        assert caught.value.locked
    repository.lock_file(MAIN).unlink()

    assert repository.advance(MAIN, first, tree, "Second\n", WHO) == git(repository.path, "rev-parse", "main")


def test_a_reference_with_a_name_that_git_forbids_is_an_error_of_ours(repository):
    first = repository.put_commit(tree_with(repository, a="one"), "First\n", WHO)
    with pytest.raises(LibraryError):
        repository.swap((Change("refs/heads/a..b", "", first),))

    assert repository.target("refs/heads/a..b") == ""


WRITER = """
from pathlib import Path
from libraries import WHO
from stdpub.store.objects import Entry, EntryKind
from stdpub.store.persistence import persistently
from stdpub.store.repository import Repository
repository = Repository(Path(sys.argv[1]))
for number in range(int(sys.argv[3])):
    name = f"{sys.argv[2]}-{number}"
    entry = Entry(name, repository.put_blob(name.encode()), EntryKind.FILE)
    def attempt():
        tip = repository.target("refs/heads/main")
        base = repository.tree_of(tip) if tip else ""
        return repository.advance("refs/heads/main", tip, repository.put_tree({name: entry}, base), name, WHO)
    persistently(attempt, repository, 60)
"""


def test_concurrent_processes_lose_no_commit_not_even_the_first(repository):
    writers = [start_python(WRITER, str(repository.path), str(number), "25") for number in range(3)]
    for writer in writers:
        finish(writer)
    names = {f"{writer}-{number}" for writer in range(3) for number in range(25)}

    assert sorted(git(repository.path, "log", "--format=%s").split()) == sorted(names)
    assert set(git(repository.path, "ls-tree", "--name-only", "main").split()) == names
    whole(repository.path)


def test_a_tag_is_one_that_git_reads(repository):
    first = repository.advance(MAIN, "", tree_with(repository, a="one"), "First\n", WHO)
    tag = repository.put_tag("published/x/2026/zh", first, "标题\n\nbody\n", WHO)
    repository.swap((Change("refs/tags/published/x/2026/zh", "", tag),))

    assert git(repository.path, "for-each-ref", "--format=%(objecttype) %(*objectname) %(taggername) %(contents)") == (
        f"commit  \n\ntag {first} Test 标题\n\nbody\n".replace("commit  \n", "commit   First\n")
    )
    found = repository.tag(tag)
    assert found is not None
    assert (found.name, found.target, found.message) == ("published/x/2026/zh", first, "标题\n\nbody\n")
    assert repository.peel(tag) == first
    assert repository.tag(first) is None
    assert repository.peel(repository.put_blob(b"x")) == ""
    whole(repository.path)


def test_a_missing_and_a_damaged_object_are_named_not_thrown(repository):
    first = repository.advance(MAIN, "", tree_with(repository, a="one"), "First\n", WHO)
    blob = repository.put_blob(b"one")
    with pytest.raises(CorruptLibrary, match="missing"):
        repository.blob("0" * 40)
    with pytest.raises(CorruptLibrary, match="missing"):
        repository.blob(first)
    with pytest.raises(CorruptLibrary, match="missing"):
        repository.entries(blob)
    with pytest.raises(CorruptLibrary, match="missing"):
        repository.commit(blob)
    file = repository.path / "objects" / first[:2] / first[2:]
    file.chmod(0o644)
    file.write_bytes(b"")

    with pytest.raises(CorruptLibrary):
        Repository(repository.path).commit(first)
    assert not Repository(repository.path).is_commit(first)


def test_references_are_listed_as_git_lists_them(repository):
    first = repository.advance(MAIN, "", tree_with(repository, a="one"), "First\n", WHO)
    for name in ("refs/heads/feature/x", "refs/tags/v1", "refs/stdpub/outputs/a/2026/zh"):
        repository.swap((Change(name, "", first),))
    git(repository.path, "symbolic-ref", "refs/heads/alias", MAIN)
    (repository.path / "refs" / "heads" / "main.lock").touch()
    (repository.path / "refs" / "heads" / ".DS_Store").touch()

    def agree():
        lines = git(repository.path, "for-each-ref", "--format=%(refname) %(objectname) %(symref)").splitlines()
        expected = tuple(Ref(*line.split()[:2]) for line in lines if len(line.split()) == 2)
        assert repository.refs("refs/") == expected

    agree()
    (repository.path / "refs" / "heads" / "main.lock").unlink()
    git(repository.path, "pack-refs", "--all")
    agree()
    second = repository.advance(MAIN, first, tree_with(repository, a="two"), "Second\n", WHO)
    agree()
    git(repository.path, "update-ref", "refs/tags/v1", second)
    agree()
    git(repository.path, "update-ref", "-d", "refs/heads/feature/x")
    agree()
    git(repository.path, "pack-refs", "--all", "--prune")
    agree()

    assert repository.refs("refs/nothing/") == ()
    assert [ref.name for ref in repository.refs("refs/heads/")] == [MAIN]


def test_a_listing_is_the_same_object_while_nothing_changed(repository):
    first = repository.advance(MAIN, "", tree_with(repository, a="one"), "First\n", WHO)
    # A directory that has been still for a while is not read again.
    for directory in (repository.path / "refs").rglob("*"):
        os.utime(directory, (1_700_000_000, 1_700_000_000))
    fresh = Repository(repository.path)
    before = fresh.refs("refs/")

    assert fresh.refs("refs/") is before

    git(repository.path, "update-ref", "refs/heads/other", first)

    assert [ref.name for ref in fresh.refs("refs/")] == [MAIN, "refs/heads/other"]

    git(repository.path, "update-ref", "-d", "refs/heads/other")

    assert fresh.refs("refs/") == before


def test_a_damaged_reference_is_named(repository):
    repository.advance(MAIN, "", tree_with(repository, a="one"), "First\n", WHO)
    (repository.path / "refs" / "heads" / "main").write_text("")
    with pytest.raises(CorruptLibrary, match="`refs/heads/main` is damaged"):
        repository.refs("refs/heads/")
    with pytest.raises(CorruptLibrary):
        repository.target(MAIN)


def test_a_name_that_is_not_utf8_is_told(repository):
    blob = repository.put_blob(b"x")
    tree = git(repository.path, "mktree", "-z", stdin=f"100644 blob {blob}\t".encode() + b"\xff.md\0")
    with pytest.raises(CorruptLibrary, match="UTF-8"):
        repository.entries(tree)


def test_changed_and_ignored_files_are_those_of_git(tmp_path):
    create(tmp_path / "library", bare=False)
    library = Repository(tmp_path / "library")
    folder = tmp_path / "library" / "cooling"
    folder.mkdir()
    (folder.parent / ".gitignore").write_text("*.tmp\nout/\n")
    (folder / "a.md").write_text("a")
    (folder / "b.tmp").write_text("b")
    library.commit_files((".gitignore", "cooling/a.md"), "Start\n", WHO)

    assert library.changed("cooling") == ()
    assert git(tmp_path / "library", "status", "--short") == ""

    (folder / "a.md").write_text("other")
    (folder / "new.md").write_text("new")
    (tmp_path / "library" / "cooling-2").write_text("not below")

    assert library.changed("cooling") == ("cooling/a.md", "cooling/new.md")
    assert library.changed("cooling-2") == ("cooling-2",)
    assert ignored(folder, ("a.md", "b.tmp", "out/x.html")) == {"b.tmp", "out/x.html"}
    assert ignored(tmp_path / "library", ("b.tmp", "cooling/a.md")) == {"b.tmp"}
    assert ignored(tmp_path, ("b.tmp",)) == frozenset()


def test_making_a_repository_leaves_one_that_is_there_alone(tmp_path):
    path = tmp_path / "deep" / "library.git"
    create(path, bare=True)
    first = Repository(path).advance(MAIN, "", tree_with(Repository(path), a="one"), "First\n", WHO)
    with pytest.raises(LibraryExists):
        create(path, bare=True)

    assert Repository(path).target(MAIN) == first
    assert [entry.name for entry in path.parent.iterdir()] == ["library.git"]


def test_a_place_where_nothing_can_be_made_is_an_error_of_ours(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(LibraryError):
        create(tmp_path / "file" / "library.git", bare=True)


def test_trees_take_names_in_and_out(repository):
    one = tree_with(repository, a="1", b="2")
    entry = Entry("c", repository.put_blob(b"3"), EntryKind.FILE)
    two = repository.put_tree({"a": None, "gone": None, "c": entry}, one)

    assert [found.name for found in repository.entries(two)] == ["b", "c"]


def test_ancestry_and_walks_are_those_of_git(repository):
    tree = tree_with(repository, a="one")
    first = repository.advance(MAIN, "", tree, "First\n", WHO)
    second = repository.advance(MAIN, first, tree, "Second\n", WHO)
    aside = repository.put_commit(tree, "Aside\n", WHO, (first,))

    assert repository.descends(second, first)
    assert repository.descends(first, first)
    assert not repository.descends(first, second)
    assert set(repository.walk((second, aside))) == {first, second, aside}
    assert list(repository.walk((second,), (first,))) == [second]
    assert list(repository.walk(())) == []


def test_who_writes_is_told_by_the_environment_as_for_git(tmp_path, monkeypatch):
    git(tmp_path, "init", "-q", "--bare")
    git(tmp_path, "config", "user.name", "Configured")
    git(tmp_path, "config", "user.email", "c@example.org")
    for variable in ("GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(variable, raising=False)

    assert Person("Configured", "c@example.org") == Repository(tmp_path).who()

    monkeypatch.setenv("GIT_COMMITTER_NAME", "Li <Lei>\n")
    monkeypatch.setenv("GIT_COMMITTER_EMAIL", "li@example.org")

    assert Person("Li Lei", "li@example.org") == Repository(tmp_path).who()
