"""`log`, `show`, `history` and `blame` on a library of two editions and a draft, as a user calls them."""

import gc
import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from command_line import ROOT, STANDARD, folder, stdpub
from libraries import git

from stdpub.cli.commands import run

FIRST = STANDARD.replace("2026-01-01", "2025-01-01")
SECOND = (
    STANDARD.replace("be round.", "be round and 5 cm wide.")
    + "\nIt should be clean. {#clean}\nIt shall be shut. {#shut}\n"
)
DRAFT = "# Before {#before}\n\nNothing.\n\n# Vents"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    path = tmp_path_factory.mktemp("archive")
    git(path, "init", "-q", "-b", "main", "library")
    library = path / "library"
    git(library, "config", "user.name", "Li Lei")
    git(library, "config", "user.email", "li@example.org")
    for text, message in ((FIRST, "The first text"), (SECOND, "Give the width")):
        folder(library / "vents", text)
        git(library, "add", ".")
        git(library, "-c", "user.name=Han", "commit", "-q", "-m", message)
        done = stdpub("publish", "vents", "--library", ".", cwd=library)
        assert done.returncode == 0, done.stderr.decode()
        if git(library, "status", "--porcelain"):
            git(library, "add", ".")
            git(library, "commit", "-q", "-m", "What publishing wrote")
    third = SECOND.replace("# Vents", DRAFT).replace("should be clean", "shall be clean")
    folder(library / "vents", third.replace("It shall be shut. {#shut}\n", ""))
    done = stdpub("keys", "withdraw", "shut", "--folder", "vents", cwd=library)
    assert done.returncode == 0, done.stderr.decode()
    git(library, "commit", "-q", "-am", "Be strict")
    return library


@pytest.fixture
def said(place, capsysbinary, monkeypatch):
    """Call the command line in this process, which costs a tenth of one of its own; return what it says."""
    monkeypatch.setattr(gc, "disable", lambda: None)

    def call(*arguments, code=0, at=place, language="en"):
        monkeypatch.setenv("STDPUB_LANGUAGE", language)
        monkeypatch.delenv("STDPUB_LIBRARY", raising=False)
        monkeypatch.chdir(at)
        monkeypatch.setattr(sys, "argv", ["stdpub", *arguments])
        with pytest.raises(SystemExit) as ended:
            run()
        out, err = capsysbinary.readouterr()
        assert code == (ended.value.code or 0), err.decode()
        return (err if code else out).decode()

    return call


def test_log_tells_of_all_standards(said):
    out = said("log")

    assert "vents" == out.splitlines()[0]
    assert "2026" in out
    assert "2025" in out
    assert "branch main" in out
    assert "分支 main" in said("log", "--language", "zh")


def test_log_tells_who_changed_a_standard_and_how_much(said):
    out = said("log", "vents")

    assert "Be strict" in out
    assert "The first text" in out
    assert out.index("Be strict") < out.index("Give the width") < out.index("The first text")
    assert "2 added, 2 changed" in out  # two came, `round` and its clause are other words

    record = json.loads(said("log", "vents", "--format", "json"))
    first = record["versions"][-1]

    assert ("The first text", 2, 0, 0) == tuple(first[name] for name in ("message", "added", "changed", "gone"))
    assert ["2026", "2025"] == [one["version"] for one in record["standards"][0]["editions"]]


def test_log_of_a_version_tells_what_led_to_it(said):
    assert "Give the width" not in said("log", "vents@2025")


def test_log_tells_how_many_it_leaves_out(said):
    assert "older ones are left out" in said("log", "vents", "--most", "1")


def test_show_a_version_and_things_in_it(said):
    assert "The vent shall be round.\n" in said("show", "vents@2025")
    assert "round and 5 cm wide" in said("show", "vents@2026")
    assert "The vent shall be round.\n" == said("show", "vents@2025/~round")
    assert said("show", "vents@draft/2").startswith("2 Vents\n")
    assert "It shall be clean.\n" == said("show", "vents@draft/~clean")


def test_show_gives_the_stored_bytes_of_an_edition(place, said):
    stored = git(place, "show", "refs/stdpub/outputs/vents/2025/en:vents.en.xml")

    assert f"{stored}" == said("show", "vents@2025", "--form", "xml").removesuffix("\n")


@pytest.mark.parametrize(
    ("version", "form", "begins"),
    [
        ("vents@2025/~round", "json", '{"type":"sentence"'),
        ("vents@2025/1", "json", '{"type":"clause"'),
        ("vents@draft/2", "xml", "<?xml"),
        ("vents@draft/2", "html", "<section"),
        ("vents@2025/1", "md", "# Vents {#vents}"),
        ("vents@2025", "md", "---\nidentifier: X 1"),
        ("vents@draft", "html", "<!"),
        ("vents@draft", "txt", "X 1"),
    ],
)
def test_show_in_other_forms(said, version, form, begins):
    assert said("show", version, "--form", form).startswith(begins)


def test_show_says_what_there_is_where_something_is_not(said):
    assert "`vents@2025/~round`" in said("show", "vents@2025/~ruond", code=3)
    assert "`2026`" in said("show", "vents@2024", code=3)
    assert "`en`" in said("show", "vents@2025", "--in", "zh", code=3)
    assert "it was withdrawn" in said("show", "vents@draft/~shut", code=3)
    assert "It shall be shut.\n" == said("show", "vents@2026/~shut")


def test_history_tells_when_by_whom_and_how_a_provision_changed(said):
    out = said("history", "vents/~round")

    assert "changed by 2 versions" in out
    assert "{+ and 5 cm wide+}" in out
    assert "Han" in out
    assert "added as 1" in out
    assert out.index("Give the width") < out.index("The first text")
    assert "Be strict" not in out  # it is renumbered there, and no more

    record = json.loads(said("history", "vents@2026/~round", "--format", "json"))
    newest, oldest = record["versions"]

    assert newest["hash_before"] == [oldest["hash_after"]]
    assert [None] == oldest["hash_before"]
    assert {"round"} == {key for change in newest["changes"] for key in change["keys_after"]}
    assert "redline" in newest["changes"][0]


def test_the_past_as_the_archive_had_accepted_it(said):
    assert "had accepted no standard" in said("log", "vents", "--asof", "2001-01-01", code=3)
    assert "Be strict" in said("history", "vents/~clean", "--asof", datetime.now(UTC).isoformat())
    assert "no day" in said("blame", "vents", "--asof", "yesterday", code=2)


def test_a_thing_that_moved_into_another_clause_is_told(said, tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    head = STANDARD.replace("The vent shall be round. {#round}\n", "")
    held, more = "The vent shall be round. {#round}\n", "\n# Shape {#shape}\n\nThe shape is shown. {#shown}\n\n"
    for text, message in (
        (head + held + more, "First"),
        (head + "It is a vent. {#is}\n" + more + held, "Put it there"),
    ):
        folder(tmp_path / "vents", text)
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", message)
    out = said("history", "vents/~round", at=tmp_path)

    assert "changed by 2 versions" in out
    assert "Put it there\n    2 ~round: moved" in out
    assert "1 → 2" in out


def test_things_are_followed_by_key_through_git_mv_of_folders_and_files(said, tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    head = STANDARD.replace("date: 2026-01-01", "chapters: [one.md, two.md]").partition("# Vents")[0]
    vents, fans = STANDARD[STANDARD.index("# Vents") :], "# Fans {#fans}\n\nThe fan shall turn. {#turn}\n"
    place = folder(
        tmp_path / "vents", head + "# General {#general}\n\nIt is general. {#is}\n", one_md=vents, two_md=fans
    )
    steps = (
        ("Write", []),
        ("Rename a file", [("mv", "vents/one.md", "vents/openings.md")]),
        ("Rename the folder", [("mv", "vents", "air")]),
        ("Change a word", []),
        ("Swap the names of two files", [("mv", "air/openings.md", "air/x"), ("mv", "air/two.md", "air/openings.md")]),
    )
    for message, moves in steps:
        for move in moves:
            git(tmp_path, *move)
        place = tmp_path / "air" if (tmp_path / "air").exists() else place
        source = place / "standard.md"
        if message == "Rename a file":
            source.write_text(source.read_text().replace("one.md", "openings.md"))
        if message == "Change a word":
            (place / "openings.md").write_text(vents.replace("be round", "be wide"))
        if message.startswith("Swap"):
            git(tmp_path, "mv", "air/x", "air/two.md")
            source.write_text(source.read_text().replace("[openings.md, two.md]", "[two.md, openings.md]"))
        git(tmp_path, "add", ".")
        git(tmp_path, "commit", "-q", "-m", message)
    history = json.loads(said("history", "air/~round", "--format", "json", at=tmp_path))
    told = {
        one["key"]: one["message"]
        for one in json.loads(said("blame", "air@draft", "--format", "json", at=tmp_path))["things"]
    }

    assert [(one["message"], one["standard"]) for one in history["versions"]] == [
        ("Change a word", "air"),
        ("Write", "vents"),
    ]
    assert told == {"general": "Write", "is": "Write", "vents": "Change a word", "round": "Change a word"} | {
        "fans": "Write",
        "turn": "Write",
    }
    assert "Rename the folder" in said("log", "air", at=tmp_path)


def test_history_does_not_come_from_the_blame_of_libgit2():
    uses = [file for file in (ROOT / "stdpub").rglob("*.py") if "pygit2" in file.read_text(encoding="utf-8")]

    assert ["repository.py"] == [file.name for file in uses if "import pygit2" in file.read_text(encoding="utf-8")]
    assert "blame" not in (ROOT / "stdpub/store/repository.py").read_text(encoding="utf-8")


def test_an_empty_library_says_so(tmp_path):
    git(tmp_path, "init", "-q", "--bare", "library.git")
    log, checked = (stdpub(command, "--library", tmp_path / "library.git") for command in ("log", "verify-archive"))

    assert (0, b"") == (log.returncode, log.stdout)
    assert b"the library holds no standard yet\n  = help: `stdpub publish" in log.stderr
    assert (0, b"the library has no published edition\n") == (checked.returncode, checked.stderr)


def test_what_was_taken_out_is_told(said):
    out = said("history", "vents/~shut")

    assert out.index("taken out") < out.index("added as 1")


def test_history_of_a_number_is_that_of_its_key(said):
    assert "vents/~vents: changed by 3 versions" in said("history", "vents@draft/2")
    assert "strengthened" in said("history", "vents/~clean")
    assert "加强" in said("history", "vents/~clean", language="zh")


def test_history_of_nothing_says_what_would_be_something(said):
    assert "vents/~round" in said("history", "vents/~ruond", code=3)
    assert "vents/~key" in said("history", "vents", code=2)


def test_blame_names_the_version_that_gave_each_thing_its_content(said):
    record = json.loads(said("blame", "vents@draft", "--format", "json"))
    messages = {one["key"]: one["message"] for one in record["things"]}

    assert {"before": "Be strict", "vents": "Be strict", "round": "Give the width", "clean": "Be strict"} == messages

    lines = said("blame", "vents/~round").splitlines()

    assert 1 == len(lines)
    assert "~round requirement" in lines[0]


def test_outside_of_a_library_one_is_asked_for(said, tmp_path):
    assert "--library" in said("log", code=2, at=tmp_path)


@pytest.mark.long
def test_the_example_of_the_guide_works(tmp_path):
    text = (ROOT / "docs/history.md").read_text(encoding="utf-8")
    example = text.partition("```sh\n")[2].partition("```")[0]
    shim = tmp_path / "bin/stdpub"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m stdpub "$@"\n')
    shim.chmod(0o755)
    names = {f"GIT_{who}_{what}": "li@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    path = f"{shim.parent}:{os.environ['PATH']}"
    known = {**os.environ, **names, "PATH": path, "PYTHONPATH": str(ROOT), "STDPUB_LANGUAGE": "en", "LC_ALL": "C.UTF-8"}
    done = subprocess.run(["sh", "-e", "-c", example], cwd=tmp_path, capture_output=True, check=False, env=known)
    said = done.stdout.decode()

    shown = text.partition("The third of them says:")[2].split("```")[1].strip()

    assert 0 == done.returncode, done.stderr.decode()
    assert _without_commits(shown) in _without_commits(said)
    assert "\nThe vent should be round.\n" in said


def _without_commits(told):
    """Return what was told with every commit, day and author left out."""
    return re.sub(r"^[0-9a-f]{10}  [0-9-]{10}  \S+( \S+)*", "COMMIT", told, flags=re.MULTILINE)
