"""The command `diff`: what may be compared, in which forms it is written, and how it ends."""

from __future__ import annotations

import json
import re
import shlex
from contextlib import chdir
from dataclasses import dataclass

import jsonschema
import pytest
from command_line import ROOT, STANDARD, folder, stdpub
from comparisons import HEAD_EN, NEW_EN, NEW_ZH, OLD_EN, OLD_ZH
from served import publish_folder
from typer.testing import CliRunner

from stdpub.cli.commands import app
from stdpub.cli.folders import read_folder
from stdpub.cli.messages import CannotRead, Usage
from stdpub.model.changes import ChangeKind
from stdpub.shipped import shipped

SCHEMA = json.loads(shipped("schemas/stdpub-comparison.schema.json").read_bytes())
TRANSLATION = "---\nlanguage: zh\ntitle: 通气\n---\n\n"
FOREIGN = "# Rules\n\n## 1.1 Pressure\n\nThe pressure shall not exceed {} kPa.\n"


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Two editions in two languages, and two foreign files."""
    there = tmp_path_factory.mktemp("editions")
    for name, year, replaced, english, chinese in (
        ("old", 2020, "", OLD_EN, OLD_ZH),
        ("new", 2026, "ISO 99999:2020", NEW_EN, NEW_ZH),
    ):
        made = folder(there / name / "vents", HEAD_EN.format(year, replaced, 2) + english)
        (made / "standard.zh.md").write_text(TRANSLATION + chinese, encoding="utf-8")
    for name, value in (("one.md", 5), ("two.md", 3)):
        (there / name).write_text(FOREIGN.format(value), encoding="utf-8")
    return there


@dataclass(frozen=True)
class Done:
    """How a command ended."""

    returncode: int
    stdout: bytes
    stderr: bytes


CODES = {Usage: 2, CannotRead: 3}


def diff(place, *arguments, **environment):
    """Run the command in this process, in a folder; most tests need no process of their own."""
    told = {"STDPUB_LANGUAGE": "en", "NO_COLOR": None, "FORCE_COLOR": None} | environment
    with chdir(place):
        result = CliRunner().invoke(app, ["diff", *arguments], env=told)
    failed = CODES.get(type(result.exception))
    if failed is None and result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    words = str(result.exception).encode() if failed else b""
    return Done(failed or result.exit_code, result.stdout_bytes, result.stderr_bytes + words)


def test_the_command_runs_in_a_process_of_its_own(place):
    told = stdpub("diff", "old/vents", "new/vents", "--only", "limits", cwd=place)
    failed = stdpub("diff", "missing", "new/vents", cwd=place)

    assert (0, b"") == (told.returncode, told.stderr)
    assert told.stdout == diff(place, "old/vents", "new/vents", "--only", "limits").stdout
    assert (3, b"") == (failed.returncode, failed.stdout)
    assert failed.stderr.startswith(b"error: no file or folder `missing`\n  = help: ")


def test_two_folders_are_compared_in_words(place):
    done = diff(place, "old/vents", "new/vents")
    told = done.stdout.decode()

    assert (0, b"") == (done.returncode, done.stderr)
    assert told.startswith("ISO 99999:2020 → ISO 99999:2026\n\n1 Rules\n\n+ 1.1 clause `General`: added")
    assert "    The pressure shall not exceed [-5 kPa-]{+3 kPa+}.\n" in told
    assert "strengthened (substantive)\n    The tank [-should-]{+shall+} be vented.\n" in told


def test_colours_come_where_they_are_wanted(place):
    painted = diff(place, "old/vents", "new/vents", FORCE_COLOR="1").stdout.decode()
    plain = diff(place, "old/vents", "new/vents", FORCE_COLOR="1", NO_COLOR="1").stdout.decode()

    assert "The tank \x1b[31;9mshould\x1b[0m\x1b[32;4mshall\x1b[0m be vented." in painted
    assert "\x1b" not in plain


def test_the_json_keeps_its_schema_and_says_what_differs(place):
    done = diff(place, "old/vents", "new/vents", "--format", "json")
    record = json.loads(done.stdout)
    jsonschema.validate(record, SCHEMA)
    told = {(one["kind"], one["key_before"], one["key_after"]) for one in record["changes"]}

    assert {
        ("added", None, "general"),
        ("renumbered", "pressure", "pressure"),
        ("limit-tightened", "limit", "limit"),
        ("strengthened", "vented", "vented"),
        ("withdrawn", "acceptance", None),
    } <= told
    assert 1 == record["summary"]["kinds"]["limit-tightened"]


def test_a_language_may_be_chosen(place):
    chosen = diff(place, "old/vents", "new/vents", "--language", "zh").stdout.decode()
    named = diff(place, "old/vents/standard.zh.md", "new/vents").stdout.decode()

    assert "罐[-宜-]{+应+}通气。" in chosen
    assert chosen == named


def test_messages_are_in_the_users_language(place):
    told = diff(place, "old/vents", "new/vents", STDPUB_LANGUAGE="zh").stdout.decode()

    assert "条款: 加强 (实质性改动)" in told


def test_the_list_for_a_foreword_is_markdown(place):
    told = diff(place, "old/vents", "new/vents", "--format", "markdown").stdout.decode()
    cited = diff(place, "old/vents", "new/vents", "--format", "markdown", "--cite").stdout.decode()

    assert (
        "- the limit under “Pressure” has been changed from 5 kPa to 3 kPa (see 1.2; 1.1 of the 2020 edition);" in told
    )
    assert "(see [@pressure]; 1.1 of the 2020 edition)" in cited


def test_a_part_of_the_changes_may_be_wanted(place):
    told = json.loads(diff(place, "old/vents", "new/vents", "--format", "json", "--only", "limits").stdout)

    assert ["limit-tightened"] == [one["kind"] for one in told["changes"]]


def test_a_page_and_a_pdf_go_to_a_file(place):
    for form, magic in (("html", b"<!DOCTYPE html>"), ("pdf", b"%PDF")):
        done = diff(place, "old/vents", "new/vents", "--format", form, "-o", f"changes.{form}")

        assert 0 == done.returncode
        assert f"changes.{form}: " in done.stderr.decode()
        assert (place / f"changes.{form}").read_bytes().startswith(magic)


def test_no_folder_is_made_for_a_file(place):
    done = diff(place, "old/vents", "new/vents", "-o", "nowhere/changes.txt")

    assert (3, b"`nowhere/changes.txt` cannot be written: there is no folder `nowhere`") == (
        done.returncode,
        done.stderr,
    )
    assert not (place / "nowhere").exists()


def test_a_split_that_keys_yml_records_is_one(place):
    for name, text in (("whole", "The vessel shall be vented. {#a}"), ("cut", "Gas may pass. {#b}\n\nIt shall. {#c}")):
        made = folder(place / name, HEAD_EN.format(2026, "", 1) + f"# Rules {{#rules}}\n\n{text}\n")
        record = 'a: {kind: provision, first: "2020", split: next, into: [b, c]}\n'
        (made / "keys.yml").write_text(record if name == "cut" else "", encoding="utf-8")
    told = json.loads(diff(place, "whole", "cut", "--format", "json").stdout)

    assert [("split", ["b", "c"], 1)] == [
        (one["kind"], one["keys_after"], one["certainty"]) for one in told["changes"] if one["level"] == "provision"
    ]


def test_versions_are_read_once_and_kept(place, tmp_path):
    told = {"STDPUB_CACHE": None, "XDG_CACHE_HOME": str(tmp_path)}
    for names in (("old/vents", "new/vents"), ("one.md", "two.md")):
        fresh = diff(place, *names, "--no-cache", **told).stdout
        times = [diff(place, *names, **told).stdout for _ in range(2)]

        assert [fresh, fresh] == times
    # four versions, the languages of two of them, and two comparisons
    assert 4 + 2 + 2 == len(list((tmp_path / "stdpub" / "readings").iterdir()))


def test_foreign_markdown_is_brought_in(place):
    told = diff(place, "one.md", "two.md").stdout.decode()

    assert told.startswith("one.md → two.md\n")
    assert "limit tightened (substantive" in told
    assert "[-5 kPa-]{+3 kPa+}" in told


def test_folders_of_foreign_chapters_are_brought_in(place):
    for name, value in (("first", 5), ("second", 3)):
        (place / name).mkdir()
        (place / name / "a.md").write_text(FOREIGN.format(value), encoding="utf-8")

    assert "[-5 kPa-]{+3 kPa+}" in diff(place, "first", "second").stdout.decode()


def test_a_folder_that_has_a_standard_md_of_its_own_is_foreign_all_the_same(place):
    for name, value in (("third", 5), ("fourth", 3)):
        (place / name).mkdir()
        (place / name / "a.md").write_text(FOREIGN.format(value), encoding="utf-8")
        (place / name / "standard.md").write_text("# Organisation\n\nThis is it.\n", encoding="utf-8")
    alone = diff(place, "third/standard.md", "fourth/standard.md")

    assert "[-5 kPa-]{+3 kPa+}" in diff(place, "third", "fourth").stdout.decode()
    assert "0 changes" in alone.stdout.decode()


def test_a_version_that_cannot_be_read_is_told_of(place):
    broken = folder(
        place / "broken" / "vents", "---\nidentifier: X 1\ntitle: [a\n---\n\n# A {#a}\n\nThe lid shall fit.\n"
    )
    done = diff(place, str(broken), "new/vents")

    assert done.returncode == 0
    assert f"warning: `{broken}` has 1 error of reading; see `stdpub check`" in done.stderr.decode()
    assert b"new/vents` has" not in done.stderr


def test_the_exit_code_tells_of_changes_when_asked(place):
    codes = [
        diff(place, "old/vents", after, *options).returncode
        for after, options in (("old/vents", ["--exit-code"]), ("new/vents", ["--exit-code"]), ("new/vents", []))
    ]

    assert [0, 1, 0] == codes


def test_editions_of_a_library_are_compared(tmp_path):
    later = STANDARD.replace("2026-01-01", "2027-01-01").replace("shall be round", "should be round")
    for name, text in (("one", STANDARD), ("two", later)):
        publish_folder(read_folder(folder(tmp_path / name / "vents", text)), tmp_path / "archive.git")
    told = diff(tmp_path, "vents@2026", "vents@2027", "--library", "archive.git")
    mixed = diff(tmp_path, "vents@2026", "two/vents", "--library", "archive.git")

    assert "The vent [-shall-]{+should+} be round." in told.stdout.decode()
    assert told.stdout == mixed.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("-", "-"), 2, "standard input is one version only"),
        (("missing", "new/vents"), 3, "no file or folder `missing`"),
        (("old", "new/vents", "--language", "fr"), 2, "is not written in `fr`"),
        (("old/vents/standard.zh.md", "new/vents", "--language", "de"), 2, "is not written in `de`"),
        (("vents@2026/~round", "new/vents"), 2, "names one thing, not a version"),
        (("empty", "new/vents"), 3, "no Markdown in `empty`"),
        (("both", "new/vents"), 2, "`both` holds 2 standards: a, b"),
        (("old/vents", "new/vents", "-o", "one.md/x"), 3, "cannot be written"),
    ],
)
def test_what_cannot_be_compared_is_said(place, arguments, code, said):
    (place / "empty").mkdir(exist_ok=True)
    for name in ("a", "b"):
        if not (place / "both" / name).exists():
            folder(place / "both" / name)
    done = diff(place, *arguments)

    assert code == done.returncode
    assert said in done.stderr.decode()


GUIDE = re.findall(
    r"```sh\n(stdpub diff [^\n]+)\n```\n\n```text\n(.*?)```", (ROOT / "docs" / "diff.md").read_text("utf-8"), re.DOTALL
)


@pytest.mark.parametrize(("command", "shown"), GUIDE)
def test_the_guide_shows_what_is_printed(command, shown):
    done = diff(ROOT, *shlex.split(command)[2:])

    assert set(shown.splitlines()) - {""} <= set(done.stdout.decode().splitlines())


def test_the_guide_shows_something():
    assert 2 == len(GUIDE)


def test_the_guide_names_every_kind_and_option():
    told = (ROOT / "docs" / "diff.md").read_text(encoding="utf-8")
    options = {"--language", "--library", "--by", "--only", "--cite", "--exit-code", "--format", "-o"}

    assert all(kind.value.split("-")[-1] in told for kind in ChangeKind)
    assert not [option for option in options if f"{option} " not in told and f"`{option}`" not in told]
