"""The commands as their users see them: what they print, in which language and form, and what they load."""

from __future__ import annotations

import hashlib
import json
import os
import pty
import subprocess
import sys

import pytest
from command_line import ROOT, STANDARD, folder, stdpub, tree

WRONG = STANDARD + "\nSee [@vent].\n"
AS_TEXT = """vents/standard.md:12:5: error: no key `vent` [undefined-key]
   |
12 | See [@vent].
   |     ^^^^^^^
  = help: did you mean `vents`?

"""
COMMANDS = (
    "init", "new", "check", "explain", "fix", "keys", "format", "provisions", "diff", "build", "import", "publish", "index", "serve",
)  # fmt: skip


@pytest.fixture(scope="module")
def wrong(tmp_path_factory):
    place = tmp_path_factory.mktemp("wrong")
    folder(place / "vents", WRONG)
    return place


def test_a_finding_is_printed_under_its_line(wrong):
    done = stdpub("check", "vents", cwd=wrong)

    assert (1, AS_TEXT) == (done.returncode, done.stdout.decode())
    assert b"1 standard: 1 error, 0 warnings, 0 remarks" == done.stderr.splitlines()[0]


def test_messages_speak_chinese_when_asked(wrong):
    done = stdpub("check", "vents", cwd=wrong, STDPUB_LANGUAGE="zh")
    by_locale = stdpub("check", "vents", cwd=wrong, LC_ALL="zh_CN.UTF-8")

    assert done.stdout.decode().startswith("vents/standard.md:12:5: 错误: 没有键`vent` [undefined-key]\n")
    assert "  = 帮助: 是否指`vents`？\n" in done.stdout.decode()
    assert "1项标准：1个错误，0个警告，0个提示" == done.stderr.decode().splitlines()[0]
    assert done.stdout == by_locale.stdout


def test_a_finding_as_json_is_the_record_of_the_interface(wrong):
    done = stdpub("check", "vents", "--format", "json", cwd=wrong)

    assert [
        {
            "file": "vents/standard.md",
            "line": 12,
            "column": 5,
            "end_line": 12,
            "end_column": 12,
            "rule": "undefined-key",
            "severity": "error",
            "message": {"en": "no key `vent`", "zh": "没有键`vent`"},
            "help": {"en": "did you mean `vents`?", "zh": "是否指`vents`？"},
            "fix": None,
        }
    ] == json.loads(done.stdout)
    assert (1, b"") == (done.returncode, done.stderr)


def test_a_fix_names_the_text_to_replace(tmp_path):
    ruled = STANDARD.replace("date", "rulebook: iso-iec-part-2\ndate").replace("# Vents", "# 4 Vents")
    done = stdpub("check", "-", "--format", "json", input_=ruled.encode(), cwd=tmp_path)
    (record,) = (one for one in json.loads(done.stdout) if one["fix"])

    assert ("-", "typed-number", True) == (record["file"], record["rule"], record["safe"])
    assert [{"line": 9, "column": 3, "end_line": 9, "end_column": 5, "text": ""}] == record["fix"]


def test_a_sarif_log_tells_place_message_and_fix(tmp_path):
    ruled = STANDARD.replace("date", "rulebook: iso-iec-part-2\ndate").replace("# Vents", "# 4 Vents")
    done = stdpub("check", "-", "--format", "sarif", input_=ruled.encode(), cwd=tmp_path)
    (run,) = json.loads(done.stdout)["runs"]
    (result,) = (one for one in run["results"] if one["ruleId"] == "typed-number")
    region = result["locations"][0]["physicalLocation"]["region"]

    assert {"startLine": 9, "startColumn": 3, "endLine": 9, "endColumn": 5} == region
    assert "typed-number" == run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"]
    assert {"deletedRegion": region, "insertedContent": {"text": ""}} == result["fixes"][0]["artifactChanges"][0][
        "replacements"
    ][0]


def test_the_folder_one_stands_in_is_checked_in_the_language_asked_for(wrong):
    done = stdpub("check", "--language", "zh", cwd=wrong / "vents")

    assert "没有键`vent`" in done.stdout.decode()


def test_no_finding_is_an_empty_array(tmp_path):
    done = stdpub("check", "-", "--format", "json", input_=STANDARD.encode(), cwd=tmp_path)

    assert (0, b"[]\n", b"") == (done.returncode, done.stdout, done.stderr)


def test_who_names_no_rulebook_is_told_that_few_rules_judge(tmp_path):
    ruled = STANDARD.replace("\ndate:", "\nrulebook: none\ndate:")
    said = [stdpub("check", "-", input_=text.encode(), cwd=tmp_path).stderr for text in (STANDARD, ruled)]

    assert [b"no rulebook is named" in one for one in said] == [True, False]


def test_a_finding_as_an_annotation(wrong):
    done = stdpub("check", "vents", "--format", "github", cwd=wrong)

    assert (
        b"::error file=vents/standard.md,line=12,col=5,endLine=12,endColumn=12,title=undefined-key::no key `vent`\n"
        == done.stdout
    )


def test_a_warning_fails_only_where_that_is_wanted(tmp_path):
    text = STANDARD + "\n[^1]: A note.\n"
    easy = stdpub("check", "-", input_=text.encode(), cwd=tmp_path)
    strict = stdpub("check", "-", "--strict", input_=text.encode(), cwd=tmp_path)

    assert [0, 1] == [easy.returncode, strict.returncode]
    assert b"[uncalled-footnote]" in easy.stdout
    assert easy.stdout == strict.stdout


def on_a_terminal(place, **environment):
    """Return what a command prints on a terminal."""
    shown, terminal = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run(
        [sys.executable, "-m", "stdpub", "check", "vents"],
        check=False,
        cwd=place,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=kept | {"PYTHONPATH": str(ROOT), "TERM": "xterm", "LC_ALL": "C.UTF-8", **environment},
        timeout=60,
    )
    os.close(terminal)
    with os.fdopen(shown, "rb") as stream:
        return os.read(stream.fileno(), 100_000).decode().replace("\r\n", "\n")


def test_colours_are_for_terminals_and_can_be_refused(wrong):
    assert "\x1b[1;31merror\x1b[0m" in on_a_terminal(wrong)
    assert on_a_terminal(wrong, NO_COLOR="1").startswith(AS_TEXT + "1 standard: 1 error, 0 warnings, 0 remarks\n")
    assert "\x1b" not in on_a_terminal(wrong, TERM="dumb")


def test_a_terminal_without_chinese_is_no_failure(wrong):
    done = stdpub("check", "vents", cwd=wrong, STDPUB_LANGUAGE="zh", PYTHONIOENCODING="ascii")

    assert 1 == done.returncode
    assert b"[undefined-key]" in done.stdout
    assert b"Traceback" not in done.stderr


def test_a_reader_who_has_seen_enough_is_no_failure(tmp_path):
    folder(tmp_path / "vents", STANDARD + "[@a] " * 2_000)
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m stdpub check vents | head -n 1"],
        capture_output=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )

    assert 1 == done.stdout.count(b"\n")
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_paths_name_standards_once(tmp_path):
    folder(tmp_path / "lib" / "vents")
    translation = "---\nlanguage: zh\ntitle: 通气口\n---\n\n# 通气口 {#vents}\n\n通气口应为圆形。 {#round}\n"
    (tmp_path / "lib" / "vents" / "standard.zh.md").write_text(translation, encoding="utf-8")
    (tmp_path / "lib" / ".git").mkdir()  # an empty one is none
    done = stdpub(
        "check", "lib", "lib/vents", "lib/vents/standard.md", "lib/vents/standard.zh.md", "--strict", cwd=tmp_path
    )

    assert (0, b"1 standard: 0 errors, 0 warnings, 0 remarks") == (done.returncode, done.stderr.splitlines()[0])


def test_two_standards_of_one_name_are_not_built(tmp_path):
    folder(tmp_path / "a" / "vents")
    folder(tmp_path / "b" / "vents")
    done = stdpub("build", "a", "b", "-o", "out", "--to", "json", cwd=tmp_path)

    assert (2, b"error: two standards named `vents`\n") == (done.returncode, done.stderr)


def test_a_build_twice_gives_the_same_bytes_from_anywhere(tmp_path):
    folder(tmp_path / "lib" / "vents")
    first = stdpub("build", "lib", "-o", "out", "--to", "html,json,xml", cwd=tmp_path)
    built = tree(tmp_path / "out")
    again = stdpub("build", "lib", "-o", "out", "--to", "xml,json,html", cwd=tmp_path)
    elsewhere = stdpub("build", "vents", "-o", tmp_path / "far", "--to", "xml,json,html", cwd=tmp_path / "lib")

    assert [0, 0, 0] == [done.returncode for done in (first, again, elsewhere)]
    assert built == tree(tmp_path / "out") == tree(tmp_path / "far")
    assert ["html", "json", "xml"] == sorted(name.rpartition(".")[2] for name in built if "manifest" not in name)


def test_a_manifest_holds_the_sums_of_the_files(tmp_path):
    folder(tmp_path / "vents")
    stdpub("build", "vents", "-o", "out", "--to", "json", cwd=tmp_path)
    built = tree(tmp_path / "out" / "vents")
    manifest = json.loads(built.pop("manifest.json"))

    assert {
        "files": {
            name: {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            for name, content in built.items()
        }
    } == manifest


def test_a_form_no_longer_wanted_goes(tmp_path):
    folder(tmp_path / "vents")
    stdpub("build", "vents", "-o", "out", "--to", "xml,json", cwd=tmp_path)
    stdpub("build", "vents", "-o", "out", "--to", "json", cwd=tmp_path)

    assert ["manifest.json", "vents.en.json"] == sorted(tree(tmp_path / "out" / "vents"))


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command):
    done = stdpub(command, "--help")

    assert (0, b"") == (done.returncode, done.stderr)
    assert done.stdout.startswith(f"Usage: python -m stdpub {command} ".encode())


def test_the_first_help_names_every_command():
    done = stdpub("--help")
    named = [line.split()[0] for line in done.stdout.decode().partition("Commands:\n")[2].splitlines() if line.strip()]

    assert set(COMMANDS) == {name for name in named if name in COMMANDS}
    assert 0 == done.returncode
    assert 2 == stdpub().returncode


LOADED = (
    "import sys, json\nsys.argv = ['stdpub', *sys.argv[1:]]\nfrom stdpub.cli import called\n"
    "try:\n    called()\nexcept SystemExit:\n    pass\n"
    "print(json.dumps(sorted({name.partition('.')[0] for name in sys.modules})))\n"
)


def loaded(*arguments):
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *map(str, arguments)],
        capture_output=True,
        check=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    return set(json.loads(done.stdout.splitlines()[-1]))


def test_the_version_loads_next_to_nothing():
    assert set() == loaded("--version") & {"typer", "lxml", "weasyprint", "mistune", "pygit2", "fastapi", "ruamel"}
    assert stdpub("--version").stdout.startswith(b"stdpub ")


def test_a_check_loads_no_writer_no_git_and_no_server(tmp_path):
    folder(tmp_path / "vents")
    found = loaded("check", tmp_path / "vents")

    assert "mistune" in found
    assert set() == found & {"weasyprint", "fastapi", "starlette", "pygit2", "lxml", "jinja2", "rich", "pydantic"}


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_command_ends_as_it_should_where_a_stream_is_closed(wrong, closed):
    told = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        ["sh", "-c", f'"{sys.executable}" -m stdpub check vents {closed}'],
        check=False,
        cwd=wrong,
        env=told,
        capture_output=True,
    )

    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
