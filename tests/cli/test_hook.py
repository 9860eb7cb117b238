"""The hook, by real pushes to a bare repository and from a clone: what it refuses, what it says, what it keeps."""

import os
import subprocess

import pytest
from command_line import ROOT, STANDARD, folder, stdpub
from libraries import git, publication
from libraries import standard as files_of

from stdpub.cli import pushed
from stdpub.cli.messages import Usage
from stdpub.cli.pushed import judged, updates
from stdpub.store.library import Library
from stdpub.store.publishing import publish
from stdpub.store.receipts import check_receipts
from stdpub.store.updates import Update, is_protected

BROKEN = STANDARD.replace("The vent shall be round.", "The vent shall be as in [@nowhere].")
NONE = "0" * 40


def pushing(place, *arguments, **environment):
    """Push as a user does; return the exit code and all that is said."""
    known = {**os.environ, "PYTHONPATH": str(ROOT), "STDPUB_LANGUAGE": "en", "LC_ALL": "C.UTF-8", **environment}
    done = subprocess.run(["git", "push", "-q", *arguments], cwd=place, capture_output=True, check=False, env=known)
    return done.returncode, done.stderr.decode()


def commit(clone, text, message="x", slug="vents"):
    folder(clone / slug, text)
    git(clone, "add", ".")
    git(clone, "commit", "-q", "-m", message)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A bare repository with the hook, and a clone of it with a first draft that was accepted."""
    path = tmp_path_factory.mktemp("hook")
    git(path, "init", "-q", "--bare", "-b", "main", "library.git")
    done = stdpub("hook", "install", path / "library.git")
    assert done.returncode == 0, done.stderr.decode()
    git(path, "clone", "-q", "library.git", "clone")
    git(path / "clone", "checkout", "-q", "-B", "main")
    commit(path / "clone", STANDARD)
    assert (0, "") == pushing(path / "clone", "origin", "main")
    return path


def test_a_broken_draft_is_refused_with_the_checkers_messages(place):
    clone = place / "clone"
    git(clone, "checkout", "-q", "-b", "broken", "main")
    commit(clone, BROKEN)
    code, said = pushing(clone, "origin", "broken:main")

    assert 1 == code
    assert "vents/standard.md:10:" in said
    assert "error: " in said
    assert "[undefined-key]" in said
    assert "push again" in said
    assert git(clone, "rev-parse", "main") == git(place / "library.git", "rev-parse", "main")

    assert 0 == pushing(clone, "origin", "broken")[0]  # a branch that is not protected takes it

    commit(clone, STANDARD.replace("round.", "wide."))

    assert (0, "") == pushing(clone, "origin", "broken:main")


def test_a_published_tag_never_moves(place):
    clone = place / "clone"
    git(clone, "tag", "-a", "-m", "x", "published/vents/2026/en", "main")

    assert 0 == pushing(clone, "origin", "published/vents/2026/en")[0]

    git(clone, "tag", "-f", "-a", "-m", "y", "published/vents/2026/en", "main")
    code, said = pushing(clone, "--force", "origin", "published/vents/2026/en")

    assert 1 == code
    assert "never moves" in said
    assert "never deleted" in pushing(clone, "--delete", "origin", "published/vents/2026/en")[1]


def test_what_a_push_brings_is_received_at_once(place):
    library = Library(place / "library.git")
    clone = place / "clone"
    git(clone, "checkout", "-q", "-b", "received", "main")
    commit(clone, STANDARD.replace("round.", "received."))
    before = len(library.receipts())

    assert (0, "") == pushing(clone, "origin", "received")

    last = Library(place / "library.git").receipts()[before:]

    assert [("refs/heads/received", "", git(clone, "rev-parse", "HEAD"))] == [
        (one.ref, one.old, one.new) for one in last
    ]
    assert () == check_receipts(Library(place / "library.git").receipts())

    assert 0 == pushing(clone, "--delete", "origin", "received")[0]

    assert "" == Library(place / "library.git").receipts()[-1].new


def test_what_a_register_recorded_is_not_pushed_away(tmp_path):
    publish(files_of("vents", STANDARD), tmp_path / "library.git", publication("2026", ("en",)))
    assert 0 == stdpub("hook", "install", tmp_path / "library.git").returncode
    git(tmp_path, "clone", "-q", "library.git", "clone")
    clone = tmp_path / "clone"
    register = clone / "vents" / "register.yml"
    recorded = register.read_text()
    for broken in (recorded.replace("2026-07-01", "2026-08-01"), None):
        if broken is None:
            git(clone, "mv", "vents", "winds")
        else:
            register.write_text(broken)
        git(clone, "commit", "-q", "-am", "Another law")
        code, said = pushing(clone, "origin", "main")

        assert broken != recorded
        if broken is None:
            assert (0, "") == (code, said)  # the edition that was published keeps its own
        else:
            assert 1 == code
            assert "vents: `register.yml` changes or leaves out what is recorded: `implemented 2026 2026-07-01`" in said
            git(clone, "reset", "-q", "--hard", "HEAD~1")


def test_before_a_push_from_a_clone_the_same_is_said(place, tmp_path):
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "unguarded.git")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "-q", str(place / "library.git"), "clone")
    done = stdpub("hook", "install", "--pre-push", cwd=clone)

    assert 0 == done.returncode
    assert str(clone / ".git/hooks/pre-push") == done.stdout.decode().strip()

    (clone / "json.py").write_text("raise SystemExit('a module out of the repository was run')\n")
    git(clone, "checkout", "-q", "-B", "main")
    commit(clone, BROKEN)
    code, said = pushing(clone, "../unguarded.git", "main")

    assert 1 == code
    assert "vents/standard.md:10:" in said
    assert "" == git(tmp_path / "unguarded.git", "for-each-ref")

    commit(clone, STANDARD)

    assert 0 == pushing(clone, "../unguarded.git", "main")[0]


@pytest.mark.long
def test_a_hook_that_is_there_is_kept(tmp_path):
    git(tmp_path, "init", "-q", "--bare", "-b", "main", "library.git")
    (tmp_path / "library.git/stdpub.toml").touch()
    old = tmp_path / "library.git/hooks/pre-receive"
    after = tmp_path / "library.git/hooks/post-receive"
    old.write_text("#!/bin/sh\ncat > seen\ntest ! -e refuse\n")
    old.chmod(0o755)
    refused = stdpub("hook", "install", tmp_path / "library.git")

    assert 2 == refused.returncode
    assert "--chain" in refused.stderr.decode()
    assert not after.exists()
    assert 0 == stdpub("hook", "install", tmp_path / "library.git", "--chain").returncode
    assert 0 == stdpub("hook", "install", tmp_path / "library.git").returncode  # ours is replaced by ours

    git(tmp_path, "clone", "-q", "library.git", "clone")
    git(tmp_path / "clone", "checkout", "-q", "-B", "main")
    commit(tmp_path / "clone", BROKEN)

    assert 1 == pushing(tmp_path / "clone", "origin", "main")[0]
    assert "refs/heads/main" in (tmp_path / "library.git/seen").read_text()

    commit(tmp_path / "clone", STANDARD)
    (tmp_path / "library.git/refuse").touch()

    assert 1 == pushing(tmp_path / "clone", "origin", "main")[0]

    (tmp_path / "library.git/refuse").unlink()

    assert 0 == pushing(tmp_path / "clone", "origin", "main")[0]


def test_where_stdpub_is_gone_the_hook_says_so(place, tmp_path):
    git(tmp_path, "clone", "-q", str(place / "library.git"), "clone")
    git(tmp_path / "clone", "commit", "-q", "--allow-empty", "-m", "x")
    hook = place / "library.git/hooks/pre-receive"
    kept = hook.read_text()
    hook.write_text(kept.replace("python=", "python=/nowhere", 1))
    code, said = pushing(tmp_path / "clone", "origin", "HEAD:refs/heads/other")
    hook.write_text(kept)

    assert 1 == code
    assert "stdpub is not installed" in said
    assert "hook install" in said


def test_records_only_grow(tmp_path):
    path = tmp_path / "library"
    publish(files_of("cooling"), path, publication())
    library = Library(path)
    ref = "refs/stdpub/outputs/cooling/2026/zh"
    old = library.repository.target(ref)
    tree = git(path, "rev-parse", f"{ref}^{{tree}}")
    grown, other = git(path, "commit-tree", tree, "-p", old, "-m", "x"), git(path, "commit-tree", tree, "-m", "x")

    assert () == judged(library, (Update(ref, old, grown),))
    assert "only grows" in judged(library, (Update(ref, old, other),))[0]
    assert "never deleted" in judged(library, (Update(ref, old, ""),))[0]
    assert "only grows" in judged(library, (Update("refs/stdpub/receipts", old, other),))[0]
    assert () == judged(library, (Update("refs/stdpub/receipts", "", other), Update("refs/heads/x", old, "")))


def test_a_log_of_receipts_that_does_not_hold_is_not_taken(tmp_path):
    path = tmp_path / "library"
    publish(files_of("cooling"), path, publication())
    library = Library(path)
    ref = "refs/stdpub/receipts"
    old, last = library.repository.target(ref), library.receipts()[-1]
    tree = git(path, "rev-parse", f"{ref}^{{tree}}")

    def pushed_with(accepted, previous):
        line = f"{accepted} refs/heads/x - {'ab' * 20} {previous}\n"
        return Update(ref, old, git(path, "commit-tree", tree, "-p", old, "-m", "Receive", "-m", line))

    assert () == judged(library, (pushed_with(last.accepted, last.digest),))
    assert "does not name the receipt before it" in judged(library, (pushed_with(last.accepted, "cd" * 32),))[0]
    assert "older than the one before" in judged(library, (pushed_with("2001-01-01T00:00:00.000000Z", last.digest),))[0]
    assert "time to come" in judged(library, (pushed_with("2999-01-01T00:00:00.000000Z", last.digest),))[0]


def test_no_object_may_stand_for_another_and_no_protected_branch_may_go(tmp_path):
    library, commit_ = library_with(tmp_path, vents__standard_md=STANDARD)

    assert "in the place of another" in judged(library, (Update(f"refs/replace/{commit_}", "", commit_),))[0]
    assert () == judged(library, (Update(f"refs/replace/{commit_}", commit_, ""),))
    assert "never deleted" in judged(library, (Update("refs/heads/main", commit_, ""),))[0]
    assert () == judged(library, (Update("refs/heads/other", commit_, ""),))


def library_with(tmp_path, **files):
    git(tmp_path, "init", "-q", "-b", "main")
    for name, text in files.items():
        path = tmp_path / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "x")
    return Library(tmp_path), git(tmp_path, "rev-parse", "HEAD")


def test_the_settings_name_the_branches(tmp_path):
    library, _ = library_with(tmp_path, stdpub_toml='[hook]\nbranches = ["record", "release/*"]\n')

    assert [True, True, False] == [
        is_protected(library, f"refs/heads/{name}") for name in ("record", "release/1.0", "main")
    ]
    assert () == library.settings().diagnostics


@pytest.mark.parametrize("value", ["[]", '"main"', "[1]", "true"])
def test_branches_that_are_none_are_said(tmp_path, value):
    library, _ = library_with(tmp_path, stdpub_toml=f"[hook]\nbranches = {value}\nseconds = 0\n")

    assert ["setting-value-wrong"] * 2 == [fault.rule for fault in library.settings().diagnostics]
    assert is_protected(library, "refs/heads/main")


def test_only_standards_that_are_others_than_before_are_judged(tmp_path):
    library, old = library_with(tmp_path, vents__standard_md=BROKEN, ducts__standard_md=STANDARD)
    (tmp_path / "ducts/standard.md").write_text(STANDARD.replace("round", "wide"))
    git(tmp_path, "commit", "-q", "-am", "y")
    new = git(tmp_path, "rev-parse", "HEAD")

    assert () == judged(library, (Update("refs/heads/main", old, new),))
    assert "vents/standard.md" in judged(library, (Update("refs/heads/main", "", new),))[0]
    assert "vents/standard.md" in judged(library, (Update("refs/heads/main", "f" * 40, new),))[0]


def test_what_is_wrong_in_the_shared_files_is_said(tmp_path):
    library, new = library_with(
        tmp_path, vents__standard_md=STANDARD, stdpub_toml="x = [\n", quantities_yml="pue: {unit: 1, unit: 2}\n"
    )
    told = "\n".join(judged(library, (Update("refs/heads/main", "", new),)))

    assert "stdpub.toml:" in told
    assert "quantities.yml:1:" in told


def test_what_cannot_be_read_is_refused(tmp_path):
    library, _ = library_with(tmp_path, vents__standard_md=STANDARD)
    (tmp_path / "vents/link.md").symlink_to("/etc/passwd")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "y")
    told = judged(library, (Update("refs/heads/main", "", git(tmp_path, "rev-parse", "HEAD")),))

    assert "link.md" in told[0]


def test_a_push_that_takes_too_long_is_refused(tmp_path, monkeypatch):
    library, new = library_with(tmp_path, vents__standard_md=STANDARD)

    def endless(*_):
        while True:
            pass

    monkeypatch.setattr(pushed, "check", endless)
    monkeypatch.setattr(pushed, "_SECOND", 0.01)
    told = judged(library, (Update("refs/heads/main", "", new),))

    assert "hook.seconds" in told[0]


def test_many_faults_are_counted(tmp_path):
    wrong = "".join(f"The vent shall be as in [@no{at}].\n\n" for at in range(80))
    library, new = library_with(tmp_path, vents__standard_md=STANDARD + wrong)
    told = judged(library, (Update("refs/heads/main", "", new),))

    assert pushed.MOST_TOLD + 2 == len(told)
    assert "30 more" in told[-2]


@pytest.mark.parametrize("line", ["x", f"{NONE} {NONE}", f"{NONE} x refs/heads/main", f"{NONE} {NONE} a b c"])
def test_what_git_does_not_say_is_wrong_use(line):
    with pytest.raises(Usage):
        updates(line.encode(), "pre-receive")


def test_hooks_that_lie_elsewhere_are_left_to_their_owner(tmp_path):
    git(tmp_path, "init", "-q", "--bare", "-b", "main")
    git(tmp_path, "config", "core.hooksPath", "/etc/hooks")
    done = stdpub("hook", "install", tmp_path)

    assert 2 == done.returncode
    assert "/etc/hooks" in done.stderr.decode()
