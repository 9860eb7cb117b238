"""The history of a thing and of a path, held against an oracle that reads every commit of random histories in real git."""

import threading

import pytest
from histories import SLUG, Made, commit_all, long_line, random_history, standard
from libraries import finish, git, start_python
from tries import tries

from stdpub.store.history import History
from stdpub.store.history_file import HISTORY_FILE
from stdpub.store.library import Library


def library_of(place, made):
    git(place, "init", "-q", "--bare", "-b", "main")
    commit_all(place, made)
    return Library(place)


def changed(made, key):
    """Return the commits at which what stands under a key is not what it is at any parent."""
    return {
        one.id
        for one in made
        if all(one.held().get(key) != parent.held().get(key) for parent in one.parents or (Made({}),))
    }


def blamed(one, key):
    """Return the commit that gave a thing its content: back along parents where the standard, else the thing, is the same."""
    while True:
        same = [parent for parent in one.parents if parent.state() == one.state()]
        same = same or [parent for parent in one.parents if parent.held().get(key) == one.held()[key]]
        if not same:
            return one.id
        one = same[0]


def paths_changed(made):
    found = {}
    for one in made:
        befores = [parent.files for parent in one.parents] or [{}]
        for path in set.union(*(set(before) for before in befores), set(one.files)):
            if all(before.get(path) != one.files.get(path) for before in befores):
                found.setdefault(path, set()).add(one.id)
    return found


def held_against_the_oracle(history, made, tip):
    keys = {key for one in made for key in one.held()}
    for key in keys:
        found = [change.point.commit for change in history.of_key(SLUG, key)]

        assert len(found) == len(set(found))
        assert changed(made, key) == set(found)
    expected = {key: blamed(tip, key) for key in tip.held()}

    assert expected == {key: point.commit for key, point in history.blame(SLUG, tip.id).items()}


@pytest.mark.parametrize("seed", range(tries(8)))
def test_the_history_of_every_key_is_what_reading_every_commit_gives(tmp_path, seed):
    made = random_history(seed, 24)
    history = History(library_of(tmp_path, made))

    held_against_the_oracle(history, made, made[-1])

    for path, commits in paths_changed(made).items():
        assert commits == set(history.commits_of(path))


@pytest.mark.parametrize("seed", range(100, 100 + tries(3)))
def test_git_log_names_the_same_commits_for_a_path(tmp_path, seed):
    made = random_history(seed, 20)
    history = History(library_of(tmp_path, made))
    for path in paths_changed(made):
        said = git(tmp_path, "log", "--full-history", "--no-merges", "--format=%H", "main", "--", path).split()
        merges = {one.id for one in made if len(one.parents) > 1}

        assert set(said) == set(history.commits_of(path)) - merges


@pytest.mark.parametrize("seed", range(200, 200 + tries(3)))
def test_a_branch_that_grows_is_entered_commit_by_commit(tmp_path, seed):
    made = random_history(seed, 20)
    library = library_of(tmp_path, made[:1])
    history = History(library)
    for at in range(2, len(made) + 1, 5):
        commit_all(tmp_path, made[:at])
        history.of_key(SLUG, "k1", (made[at - 1].id,))
    commit_all(tmp_path, made)

    held_against_the_oracle(history, made, made[-1])
    held_against_the_oracle(History(Library(tmp_path)), made, made[-1])


def test_versions_come_newest_first_and_before_what_they_were_made_from(tmp_path):
    made = random_history(7, 40)
    history = History(library_of(tmp_path, made))
    order = [point.commit for point in history.versions(SLUG)]
    places = {commit: at for at, commit in enumerate(order)}
    expected = {one.id for one in made if all(one.state() != parent.state() for parent in one.parents or (Made({}),))}

    assert expected == set(order)
    assert all(
        places[one.id] < places[parent.id]
        for one in made
        for parent in one.parents
        if one.id in places and parent.id in places
    )


def test_only_what_leads_to_the_version_asked_for_is_told(tmp_path):
    first = Made(standard({"a.md": {"k1": "round"}}))
    second = Made(standard({"a.md": {"k1": "flat"}}), (first,))
    history = History(library_of(tmp_path, [first, second]))

    assert [first.id] == [one.point.commit for one in history.of_key(SLUG, "k1", (first.id,))]
    assert [second.id, first.id] == [one.point.commit for one in history.of_key(SLUG, "k1")]
    assert {"general", "k1", "k1-p"} == set(history.blame(SLUG, first.id))
    assert (0, 2, 0) == tuple(
        getattr(history.counts(SLUG, history.versions(SLUG)[0]), name) for name in ("added", "changed", "gone")
    )


def test_a_standard_that_is_renamed_is_followed_to_its_old_name(tmp_path):
    first = Made(
        standard({"a.md": {"k1": "round", "k2": "round"}}, "old-name") | standard({"a.md": {"x": "flat"}}, "other")
    )
    moved = Made(standard({"a.md": {"k1": "round", "k2": "flat"}}), (first,))
    back = Made(standard({"a.md": {"k1": "square", "k2": "flat"}}, "old-name"), (moved,))
    again = Made(standard({"b.md": {"k1": "square", "k2": "flat"}}), (back,))
    history = History(library_of(tmp_path, [first, moved, back, again]))

    assert [back.id, first.id] == [one.point.commit for one in history.of_key(SLUG, "k1")]
    assert [moved.id, first.id] == [one.point.commit for one in history.of_key(SLUG, "k2")]
    assert [again.id, back.id, moved.id, first.id] == [one.commit for one in history.versions(SLUG)]
    assert {"k1": back.id, "k2": moved.id, "general": first.id} == {
        key: point.commit for key, point in history.blame(SLUG, again.id).items() if not key.endswith("-p")
    }


def test_another_standard_that_came_when_one_went_is_not_taken_for_it(tmp_path):
    first = Made(standard({"a.md": {"x1": "round", "x2": "round", "x3": "round"}}, "old-name"))
    other = Made(standard({"a.md": {"k1": "round"}}), (first,))
    history = History(library_of(tmp_path, [first, other]))

    assert [other.id] == [one.commit for one in history.versions(SLUG)]


def test_a_thing_that_moved_into_another_clause_changed_and_one_renumbered_did_not(tmp_path):
    head = "---\nidentifier: X 1\nlanguage: en\ntitle: Vents\n---\n\n"
    first, second, held = (
        "# One {#one}\n\n",
        "# Two {#two}\n\nThe vent may hum. {#hum}\n\n",
        "It shall open. {#open}\n\n",
    )
    texts = (
        head + first + held + second,
        head + "# New {#new}\n\nIt is new. {#is-new}\n\n" + first + held + second,
        head + first + second + held,
    )
    made = []
    for text in texts:
        made.append(Made({f"{SLUG}/standard.md": text}, (made[-1],) if made else ()))
    history = History(library_of(tmp_path, made))
    found = history.of_key(SLUG, "open")

    assert [change.point.commit for change in found] == [made[2].id, made[0].id]
    assert (found[0].before[0].number, found[0].after.number, found[0].after.within) == ("2", "2", "two")
    assert [change.point.commit for change in history.of_key(SLUG, "hum")] == [made[0].id]


def test_a_translation_has_a_history_of_its_own(tmp_path):
    files = standard({"a.md": {"k1": "round"}})
    zh = "---\nidentifier: X 1\nlanguage: zh\ntitle: 通风\n---\n\n# 甲 {{#k1}}\n\n通风口应为{}。 {{#k1-p}}\n"
    first = Made(files | {f"{SLUG}/standard.zh.md": zh.format("圆形")})
    second = Made(files | {f"{SLUG}/standard.zh.md": zh.format("方形")}, (first,))
    history = History(library_of(tmp_path, [first, second]))

    assert [first.id] == [one.point.commit for one in history.of_key(SLUG, "k1-p")]
    assert [second.id, first.id] == [one.point.commit for one in history.of_key(SLUG, "k1-p", language="zh")]
    assert () == history.of_key(SLUG, "k1-p", language="fr")


def test_what_was_read_once_is_not_read_again(tmp_path):
    made = random_history(3, 12)
    library = library_of(tmp_path, made)
    History(library).of_key(SLUG, "k1")
    asked = []

    def told(states):
        asked.extend(states)
        return states

    History(library).of_key(SLUG, "k1", told=told)

    assert [] == asked


@pytest.mark.parametrize(
    "damage",
    [
        lambda path: path.write_bytes(b"no database" * 500),
        lambda path: path.write_bytes(path.read_bytes()[:5000]),
        lambda path: path.write_bytes(path.read_bytes()[:4096] + b"\xff" * (path.stat().st_size - 4096)),
        lambda path: path.write_bytes(b""),
        lambda path: (path.unlink(), path.mkdir()),
    ],
    ids=["no-database", "cut", "scrambled", "empty", "folder"],
)
def test_a_damaged_cache_is_begun_anew(tmp_path, damage):
    made = random_history(5, 12)
    library = library_of(tmp_path, made)
    history = History(library)
    held_against_the_oracle(history, made, made[-1])
    history.file.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    history.file.connection.close()
    damage(tmp_path / HISTORY_FILE)

    held_against_the_oracle(History(library), made, made[-1])


def test_a_shallow_clone_that_is_deepened_has_all_of_its_past(tmp_path):
    made = long_line(4, 12)
    (tmp_path / "whole").mkdir()
    library_of(tmp_path / "whole", made)
    git(tmp_path, "clone", "-q", "--bare", "--depth", "2", (tmp_path / "whole").as_uri(), "clone")
    before = History(Library(tmp_path / "clone")).versions(SLUG)
    git(tmp_path / "clone", "fetch", "-q", "--unshallow")

    assert [one.id for one in reversed(made[2:])] == [point.commit for point in before]
    assert [one.id for one in reversed(made)] == [
        point.commit for point in History(Library(tmp_path / "clone")).versions(SLUG)
    ]


def test_several_processes_make_one_history(tmp_path):
    made = random_history(11, 30)
    library_of(tmp_path, made)
    code = (
        "from pathlib import Path\nfrom stdpub.store.history import History\nfrom stdpub.store.library import Library\n"
        "history = History(Library(Path(sys.argv[1])))\n"
        "print(sorted(one.point.commit for one in history.of_key('vents', 'k1')))"
    )
    said = {finish(process) for process in [start_python(code, str(tmp_path)) for _ in range(3)]}

    assert {f"{sorted(changed(made, 'k1'))}\n"} == said


def test_a_library_that_cannot_be_written_has_its_history_in_memory(tmp_path):
    made = random_history(5, 8)
    library = library_of(tmp_path, made)
    (tmp_path / HISTORY_FILE).mkdir()
    held_against_the_oracle(History(library), made, made[-1])

    assert [] == list((tmp_path / HISTORY_FILE).iterdir())


def test_a_tree_without_end_is_told_no_further_than_its_limit(tmp_path):
    git(tmp_path, "init", "-q", "--bare", "-b", "main")
    blob = git(tmp_path, "hash-object", "-w", "--stdin", stdin=b"x")
    tree = git(tmp_path, "mktree", stdin=f"100644 blob {blob}\ta\n".encode())
    for _ in range(9):
        tree = git(tmp_path, "mktree", stdin="".join(f"040000 tree {tree}\t{name}\n" for name in range(10)).encode())
    commit = git(tmp_path, "commit-tree", tree, "-m", "x")
    git(tmp_path, "update-ref", "refs/heads/main", commit)
    done = []
    thread = threading.Thread(target=lambda: done.append(History(Library(tmp_path)).versions(SLUG)), daemon=True)
    thread.start()
    thread.join(30)

    assert [()] == done
