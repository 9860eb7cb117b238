"""Version selectors of addresses, on libraries that git and stdpub made: each names one version, or says why not."""

import hashlib
import threading
from datetime import date
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from libraries import WHO, git, publication, standard
from tries import tries

from stdpub.model.source import Words
from stdpub.store.catalogue import Version, VersionKind, natural
from stdpub.store.errors import (
    BadSelector,
    CorruptLibrary,
    DraftsHidden,
    LibraryError,
    TooLarge,
    UnknownStandard,
    UnknownVersion,
    UnsafePath,
)
from stdpub.store.library import Library
from stdpub.store.publishing import publish
from stdpub.store.versions import ByBranch, ByCommit, ByEdition, Current, On, Redirect, parse, resolve

TODAY = date(2026, 11, 24)


def put(library, folder, facts):
    return publish(folder, library, facts, who=WHO).commit


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """A library: three editions of `cooling`, a draft beside, a standard never published, and a lost commit."""
    place = tmp_path_factory.mktemp("versions")
    path = place / "library.git"
    put(path, standard(text="one"), publication("2024", date="2024-01-01", implementation="2024-06-01"))
    put(path, standard(text="two"), publication("2026", ("zh",), date="2026-01-01", implementation="2026-06-01"))
    put(path, standard(text="six"), publication("1.10", ("zh",), date="2026-10-01", implementation="2027-07-01"))
    work = place / "work"
    git(place, "clone", "-q", str(path), "work")
    for branch, slug, text in (
        ("fix/typo", "cooling", "fixed"),
        ("ideas", "heating", "new"),
        ("lost", "cooling", "lost"),
    ):
        git(work, "switch", "-q", "-c", branch, "origin/main")
        (work / slug).mkdir(exist_ok=True)
        (work / slug / "standard.md").write_text(text)
        git(work, "add", ".")
        git(work, "commit", "-q", "-m", branch)
    git(work, "push", "-q", "--all")
    git(path, "branch", "-q", "-D", "lost")
    (place / "lost").write_text(git(work, "rev-parse", "lost"))
    return path


@pytest.fixture
def library(path):
    return Library(path)


def text_of(library, version):
    assert isinstance(version, Version)
    return library.folder(version).files["standard.md"].decode()


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        ("2026", ByEdition("2026")),
        ("1.8.0", ByEdition("1.8.0")),
        ("2026-amd1", ByEdition("2026-amd1")),
        ("2026-amd1-cor2", ByEdition("2026-amd1-cor2")),
        ("amd1-of-2026", ByEdition("amd1-of-2026")),
        ("current", Current()),
        ("on-2027-07-01", On(date(2027, 7, 1))),
        ("@0123abc", ByCommit("0123abc")),
        ("@" + "A" * 40, ByCommit("A" * 40)),
        ("draft", ByBranch("")),
        ("draft-main", ByBranch("main")),
        ("draft-fix~typo", ByBranch("fix/typo")),
        ("draft-修改", ByBranch("修改")),
    ],
)
def test_selectors_are_read(selector, expected):
    assert parse(selector) == expected


@pytest.mark.parametrize(
    "selector",
    [
        *(
            "",
            " ",
            "Current",
            "latest",
            "2026 ",
            "2026/zh",
            "..",
            "../2026",
            "2026..1",
            "2026.",
            "2026.html",
            "2026.lock",
        ),
        *(
            "2026-add1",
            "2026-amd",
            "amd-of-2026",
            "on-2027-7-1",
            "on-2027-02-30",
            "on-",
            "on-２０２７-07-01",
            "@",
            "@012345",
        ),
        *(
            "@" + "0" * 41,
            "@012345g",
            "@HEAD",
            "@main",
            "@{1}",
            "draft-",
            "draft-a/b",
            "draft-a b",
            "draft-a:b",
            "draft-a^",
        ),
        *(
            "draft-\0",
            "draft-" + "x" * 300,
            "2" * 65,
            "HEAD",
            "refs/heads/main",
            "~1",
            "2026\n",
            "current\n",
            "draft\n",
        ),
    ],
)
def test_what_is_no_selector_is_refused_before_the_library_is_asked(library, selector):
    with pytest.raises(BadSelector) as caught:
        resolve(library, "cooling", selector)

    assert caught.value.message.zh
    assert len(caught.value.message.en) < 130


def test_an_edition_is_found_by_its_id(library, path):
    found = resolve(library, "cooling", "2026")

    assert isinstance(found, Version)
    assert (found.name, found.kind, found.edition, found.branch) == ("2026", VersionKind.EDITION, "2026", "")
    assert (found.date, found.implementation, found.identifier, found.languages) == (
        "2026-01-01",
        "2026-06-01",
        "T/X 1",
        ("zh",),
    )
    assert found.commit == git(path, "rev-parse", "published/cooling/2026/zh^{commit}")
    assert found.tree == git(path, "rev-parse", "published/cooling/2026/zh:cooling")
    assert text_of(library, found) == "two"


@pytest.mark.parametrize(
    ("today", "edition"),
    [
        (date(2024, 5, 31), "1.10"),  # none applies: the newest published
        (date(2024, 6, 1), "2024"),
        (date(2026, 5, 31), "2024"),
        (date(2026, 6, 1), "2026"),
        (date(2027, 6, 30), "2026"),
        (date(2027, 7, 1), "1.10"),
    ],
)
def test_current_is_the_newest_that_applies_today(library, today, edition):
    found = resolve(library, "cooling", "current", today=today)

    assert isinstance(found, Version)
    assert found.name == edition


def test_a_legal_date_names_an_edition_or_the_nearest_ones(library):
    found = resolve(library, "cooling", "on-2027-07-01", today=TODAY)

    assert isinstance(found, Version)
    assert found.name == "1.10"
    with pytest.raises(UnknownVersion) as caught:
        resolve(library, "cooling", "on-2024-05-31", today=TODAY)
    assert (caught.value.before, caught.value.after) == ("", "2024")


def test_an_edition_that_is_not_there_is_answered_with_those_that_are(library):
    with pytest.raises(UnknownVersion) as caught:
        resolve(library, "cooling", "2025")

    assert caught.value.candidates == ("1.10", "2026", "2024", "draft", "draft-fix~typo", "draft-ideas")
    with pytest.raises(UnknownVersion) as caught:
        resolve(library, "cooling", "2025", drafts=False)
    assert caught.value.candidates == ("1.10", "2026", "2024")


@pytest.mark.parametrize("selector", ["current", "2026", "on-2026-01-01"])
def test_a_standard_without_editions_names_its_drafts(library, selector):
    with pytest.raises(UnknownVersion, match="no published edition") as caught:
        resolve(library, "heating", selector)

    assert caught.value.candidates == ("draft-ideas",)


def test_drafts_are_tips_of_branches(library, path):
    main, aside = resolve(library, "cooling", "draft"), resolve(library, "cooling", "draft-fix~typo")

    assert isinstance(main, Version)
    assert isinstance(aside, Version)
    assert (main.name, main.branch, main.kind) == ("draft", "main", VersionKind.DRAFT)
    assert (aside.name, aside.branch) == ("draft-fix~typo", "fix/typo")
    assert main.date == git(path, "log", "-1", "--format=%cd", "--date=format:%Y-%m-%d", "main")
    assert [text_of(library, version) for version in (main, aside)] == ["six", "fixed"]


def test_the_main_draft_has_one_address(library):
    assert resolve(library, "cooling", "draft-main") == Redirect("draft")


def test_a_branch_without_the_standard_is_told_from_one_that_is_not_there(library):
    for selector in ("draft", "draft-fix~typo", "draft-none"):
        with pytest.raises(UnknownVersion) as caught:
            resolve(library, "heating", selector)

        assert caught.value.candidates == ("draft-ideas",)


def test_drafts_are_hidden_from_who_may_not_see_them(library):
    for selector in ("draft", "draft-fix~typo", "draft-none"):
        with pytest.raises(DraftsHidden):
            resolve(library, "cooling", selector, drafts=False)
    with pytest.raises(UnknownStandard):
        resolve(library, "heating", "draft", drafts=False)
    with pytest.raises(UnknownStandard):
        library.work("heating", drafts=False)

    assert [work.slug for work in library.works(drafts=False)] == ["cooling"]
    assert library.works(drafts=False)[0].drafts == ()


def test_a_commit_is_named_in_full_and_found_by_an_abbreviation(library, path):
    for name in ("main~1", "fix/typo", "published/cooling/2024/zh^{commit}"):
        commit = git(path, "rev-parse", name)
        found = resolve(library, "cooling", f"@{commit}")

        assert isinstance(found, Version)
        assert (found.name, found.kind, found.commit) == (f"@{commit}", VersionKind.COMMIT, commit)
        assert found.tree == git(path, "rev-parse", f"{commit}:cooling")
        assert resolve(library, "cooling", f"@{commit[:7]}") == Redirect(f"@{commit}")
        assert resolve(library, "cooling", f"@{commit.upper()}") == Redirect(f"@{commit}")


def test_commits_that_no_reference_leads_to_are_not_versions(library, path):
    lost = (path.parent / "lost").read_text()
    outputs = git(path, "rev-parse", "refs/stdpub/outputs/cooling/2026/zh")

    assert git(path, "cat-file", "-t", lost) == "commit"
    for commit in (lost, outputs, lost[:10], "0" * 40):
        with pytest.raises(UnknownVersion):
            resolve(library, "cooling", f"@{commit}")


def test_commits_of_drafts_are_hidden_with_the_drafts(library, path):
    draft, published = git(path, "rev-parse", "fix/typo"), git(path, "rev-parse", "published/cooling/2026/zh^{commit}")

    assert isinstance(resolve(library, "cooling", f"@{published}", drafts=False), Version)
    with pytest.raises(UnknownVersion):
        resolve(library, "cooling", f"@{draft}", drafts=False)


def test_a_commit_without_the_standard_is_no_version_of_it(library, path):
    with pytest.raises(UnknownVersion):
        resolve(library, "heating", f"@{git(path, 'rev-parse', 'main')}")


def test_commits_follow_the_references(tmp_path):
    path = tmp_path / "library.git"
    first = put(path, standard(text="one"), publication("2024"))
    library = Library(path)

    assert library.commits() == (first,)

    second = put(path, standard(text="two"), publication("2025"))

    assert set(library.commits()) == {first, second}

    for name in ("refs/heads/main", "refs/tags/published/cooling/2025/zh"):
        git(path, "update-ref", "-d", name)

    assert library.commits() == (first,)
    assert not library.has_commit(second)
    git(path, "gc", "-q", "--prune=now")
    put(path, standard(text="two"), publication("2026"))
    assert len(library.commits()) == 2


def alike(head):
    """Return the texts of two commits whose ids begin with the same seven digits."""
    seen = {}
    for number in count():
        text = f"{head}\n{number}\n".encode()
        start = hashlib.sha1(b"commit %d\0" % len(text) + text, usedforsecurity=False).hexdigest()[:7]
        if start in seen:
            return start, seen[start], text
        seen[start] = text
    raise AssertionError


def test_an_abbreviation_of_several_commits_names_them(tmp_path):
    path = tmp_path / "library.git"
    put(path, standard(), publication("2024"))
    head = git(path, "cat-file", "commit", "main").split("\n\n")[0] + "\n"
    start, *texts = alike(head)
    commits = [git(path, "hash-object", "-t", "commit", "-w", "--stdin", stdin=text) for text in texts]
    for number, commit in enumerate(commits):
        git(path, "update-ref", f"refs/heads/alike-{number}", commit)
    with pytest.raises(UnknownVersion, match="several") as caught:
        resolve(Library(path), "cooling", f"@{start}")

    assert sorted(caught.value.candidates) == sorted(f"@{commit}" for commit in commits)


def test_unknown_standards_are_answered_with_near_slugs(library):
    with pytest.raises(UnknownStandard) as caught:
        resolve(library, "coolings", "2026")

    assert caught.value.candidates == ("cooling",)
    for slug in ("", "..", "../cooling", "cooling/..", "COOLING", ".git", "x" * 81, "cool\0ing", "能效"):
        for selector in ("2026", "current", "draft", "@" + "0" * 40, "on-2026-01-01"):
            with pytest.raises(UnknownStandard):
                resolve(library, slug, selector)


def answer(path, slug, selector):
    """Return what a selector comes to, an error of ours too."""
    try:
        return resolve(Library(path), slug, selector, today=TODAY)
    except LibraryError as error:
        return error.message


@settings(max_examples=tries(150), deadline=None)
@given(slug=st.one_of(st.just("cooling"), st.text(max_size=20)), selector=st.text(max_size=40))
def test_any_text_at_all_gives_a_version_or_an_error_of_ours(path, slug, selector):
    for asked in (selector, f"draft-{selector}", f"on-{selector}", f"@{selector}"):
        assert isinstance(answer(path, slug, asked), Version | Redirect | Words)


def test_one_library_serves_many_threads(library):
    found, faults = [], []

    def ask():
        try:
            found.extend(text_of(library, resolve(library, "cooling", "2026")) for _ in range(40))
        except Exception as error:  # noqa: BLE001  whatever it is, the test names it
            faults.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert found == ["two"] * 160


def test_names_of_editions_are_ordered_by_their_numbers():
    assert sorted(["1.10", "1.9", "1.9-amd1", "2026"], key=natural) == ["1.9", "1.9-amd1", "1.10", "2026"]


def test_today_is_the_day_in_the_time_zone_of_the_library(tmp_path):
    path = tmp_path / "library.git"
    put(path, standard(), publication(shared={"stdpub.toml": b'time-zone = "Pacific/Kiritimati"\n'}))
    east = Library(path).settings()
    west = Library(path).settings().__class__(time_zone="Pacific/Pago_Pago")

    assert east.time_zone == "Pacific/Kiritimati"
    assert (east.today() - west.today()).days in {1, 2}


# What others may have pushed


def pushed(tmp_path, entries):
    """Return a library whose `cooling` folder is a tree made of lines for `git mktree`."""
    path = tmp_path / "library.git"
    git(tmp_path, "init", "-q", "--bare", "-b", "main", str(path))
    blob = git(path, "hash-object", "-w", "--stdin", stdin=b"text")
    lines = "".join(line.replace("BLOB", blob) + "\0" for line in ("100644 blob BLOB\tstandard.md", *entries))
    tree = git(path, "mktree", "-z", "--missing", stdin=lines.encode())
    root = git(path, "mktree", stdin=f"040000 tree {tree}\tcooling\n".encode())
    git(path, "update-ref", "refs/heads/main", git(path, "commit-tree", root, "-m", "Pushed"))
    return Library(path)


@pytest.mark.parametrize(
    "entry",
    [
        "120000 blob BLOB\tlink.md",
        "120000 blob BLOB\t.link",
        "160000 commit 0123456789012345678901234567890123456789\tmodule",
        "100644 blob BLOB\t..",
        "100644 blob BLOB\t.git",
        "100644 blob BLOB\ta\\b",
        "100644 blob BLOB\tC:a",
        "100644 blob BLOB\ta\x01b",
        "100644 blob BLOB\t" + "x" * 256,
    ],
)
def test_a_tree_that_leaves_the_library_is_refused(tmp_path, entry):
    library = pushed(tmp_path, [entry])
    version = resolve(library, "cooling", "draft")

    assert isinstance(version, Version)
    with pytest.raises(UnsafePath):
        library.folder(version)


def test_a_tree_that_is_nested_too_deep_is_refused(tmp_path):
    library = pushed(tmp_path, [])
    tree = library.tree(git(library.path, "rev-parse", "main"), "cooling")
    for _ in range(40):
        tree = git(library.path, "mktree", stdin=f"040000 tree {tree}\tdeep\n".encode())
    with pytest.raises(UnsafePath):
        library.paths(tree)


def test_a_tree_that_multiplies_is_cut_off(tmp_path):
    library = pushed(tmp_path, [])
    tree = library.tree(git(library.path, "rev-parse", "main"), "cooling")
    for _ in range(30):
        lines = "".join(f"040000 tree {tree}\t{name}\n" for name in ("left", "right"))
        tree = git(library.path, "mktree", stdin=lines.encode())
    with pytest.raises(TooLarge):
        library.paths(tree)


def test_a_tree_that_is_not_there_is_told(tmp_path):
    library = pushed(tmp_path, ["100644 blob 0123456789012345678901234567890123456789\tlost.md"])
    version = resolve(library, "cooling", "draft")

    assert isinstance(version, Version)
    with pytest.raises(CorruptLibrary, match="0123456789"):
        library.folder(version)


def test_dot_files_stay_outside_and_large_files_are_listed(tmp_path):
    library = pushed(tmp_path, ["100644 blob BLOB\t.hidden", "100644 blob BLOB\tb.csv"])
    work = tmp_path / "work"
    git(tmp_path, "clone", "-q", str(library.path), "work")
    (work / "stdpub.toml").write_text("[limits]\nfile = 5\n")
    (work / "cooling" / "b.csv").write_text("123456")
    git(work, "add", ".")
    git(work, "commit", "-q", "-m", "Limits")
    git(work, "push", "-q", "origin", "HEAD:main")
    version = resolve(library, "cooling", "draft")

    assert isinstance(version, Version)
    folder = library.folder(version)
    assert (dict(folder.files), dict(folder.oversized), folder.file_limit) == (
        {"standard.md": b"text"},
        {"b.csv": 6},
        5,
    )
    assert (folder.name, list(library.paths(version.tree))) == ("cooling", ["b.csv", "standard.md"])

    (work / "stdpub.toml").write_text("[limits]\nfolder = 5\n")
    git(work, "commit", "-q", "-a", "-m", "Limits")
    git(work, "push", "-q", "origin", "HEAD:main")
    with pytest.raises(TooLarge):
        library.folder(version)


def test_tags_made_by_hand_are_editions_without_a_manifest_or_nothing(tmp_path):
    library = pushed(tmp_path, [])
    main = git(library.path, "rev-parse", "main")
    git(library.path, "tag", "published/cooling/2020/en", main)
    git(library.path, "tag", "-a", "-m", "By hand\n\n{}", "published/cooling/2020/zh", main)
    git(library.path, "tag", "published/cooling/2021/en", f"{main}^{{tree}}")
    git(library.path, "tag", "published/heating/2020/en", main)
    git(library.path, "tag", "published/cooling/v1/en", main)
    git(library.path, "tag", "published/cooling/2020/en_GB", main)
    git(library.path, "tag", "published/cooling/2020/en.1", main)
    git(library.path, "tag", "published/cooling/2020/x/y", main)
    (work,) = library.works()

    assert [found.id for found in work.editions] == ["2020"]
    assert [(found.language, found.correction, found.manifest) for found in work.editions[0].languages] == [
        ("en", 1, None),
        ("zh", 0, None),
    ]
    assert library.outputs(work.editions[0]) == ()
    found = resolve(library, "cooling", "current", today=TODAY)
    assert isinstance(found, Version)
    assert (found.name, found.date, found.languages) == ("2020", "", ("en", "zh"))


def test_tags_of_corrected_translations_take_the_place_of_the_first(tmp_path):
    library = pushed(tmp_path, [])
    main = git(library.path, "rev-parse", "main")
    for name in ("en", "en.2", "en.10", "en.1"):
        git(library.path, "tag", f"published/cooling/2020/{name}", main)
    (edition_found,) = library.editions("cooling")

    assert [(found.language, found.correction) for found in edition_found.languages] == [("en", 10)]
    assert edition_found.language("en") == edition_found.languages[0]
    assert edition_found.language("zh") is None


def test_a_manifest_of_another_standard_is_not_taken(tmp_path):
    path = tmp_path / "library.git"
    put(path, standard("heating"), publication("2024"))
    put(path, standard(), publication("2025"))
    message = git(path, "for-each-ref", "--format=%(contents)", "refs/tags/published/heating")
    git(path, "tag", "-a", "-m", message, "published/cooling/2024/zh", "main")

    assert [found.languages[0].manifest is None for found in Library(path).editions("cooling")] == [False, True]


def test_a_manifest_that_names_no_outputs_is_told(tmp_path):
    path = tmp_path / "library.git"
    put(path, standard(), publication("2024"))
    message = git(path, "for-each-ref", "--format=%(contents)", "refs/tags/published")
    stored = git(path, "rev-parse", "refs/stdpub/outputs/cooling/2024/zh")
    git(path, "tag", "-d", "published/cooling/2024/zh")
    git(
        path,
        "tag",
        "-a",
        "-m",
        message.replace(stored, git(path, "rev-parse", "main")),
        "published/cooling/2024/zh",
        "main",
    )
    library = Library(path)
    with pytest.raises(CorruptLibrary, match=r"cooling\.zh\.xml"):
        library.outputs(library.editions("cooling")[0])


def test_every_reference_is_told_so_that_a_change_shows(tmp_path):
    path = tmp_path / "library.git"
    put(path, standard(), publication("2024"))
    library = Library(path)
    before = library.refs()

    assert [ref.name for ref in before] == git(path, "for-each-ref", "--format=%(refname)").split()
    put(path, standard(), publication("2025"))
    assert library.refs() != before


def test_a_commit_of_an_impossible_time_has_a_date_nevertheless(tmp_path):
    library = pushed(tmp_path, [])
    raw = git(library.path, "cat-file", "commit", "main")
    stamp = raw.split("> ")[1].split("\n")[0]
    late = raw.replace(stamp, "99999999999999 +0000") + "\n"
    commit = git(library.path, "hash-object", "-t", "commit", "-w", "--stdin", "--literally", stdin=late.encode())
    git(library.path, "update-ref", "refs/heads/main", commit)
    version = resolve(library, "cooling", "draft")

    assert isinstance(version, Version)
    assert version.date == "1970-01-01"


def test_the_main_branch_can_be_another_one(tmp_path):
    library = pushed(tmp_path, [])
    git(library.path, "branch", "record")

    assert library.main == "refs/heads/main"
    git(library.path, "config", "stdpub.branch", "record")
    assert library.main == "refs/heads/record"
    assert resolve(library, "cooling", "draft-record") == Redirect("draft")


def test_an_empty_library_has_nothing_and_says_so(tmp_path):
    git(tmp_path, "init", "-q", "--bare", "empty.git")
    library = Library(tmp_path / "empty.git")

    assert library.works() == ()
    assert library.commits() == ()
    assert library.settings().time_zone == "Asia/Shanghai"
    for selector in ("draft", "current", "2026", "@" + "0" * 40):
        with pytest.raises(UnknownStandard):
            resolve(library, "cooling", selector)
