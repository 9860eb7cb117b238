"""`stdpub register` as a user meets it: the table, what an event means, what is refused, in both languages."""

import json

import pytest
from libraries import WHO, git, publication, standard
from typer.testing import CliRunner

from stdpub.cli.commands import app
from stdpub.cli.messages import Usage
from stdpub.store.errors import RegisterConflict
from stdpub.store.library import Library
from stdpub.store.publishing import publish


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.setenv("STDPUB_LANGUAGE", "en")
    path = tmp_path / "library.git"
    publish(standard(text="one"), path, publication("2024", date="2024-01-01", implementation="2024-06-01"), who=WHO)
    publish(standard(text="two"), path, publication("2026", date="2026-01-01", implementation="2097-06-01"), who=WHO)
    return path


def run(path, *arguments):
    return CliRunner().invoke(app, ["register", "cooling", "--library", str(path), *arguments])


def refused(path, *arguments):
    """Return what is said where a call is wrong."""
    found = run(path, *arguments).exception
    assert isinstance(found, Usage)
    return found.message


def data(path, *arguments):
    found = run(path, *arguments, "--format", "json")
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


def test_the_register_says_what_is_in_force_when(path):
    lines = run(path).stdout.splitlines()

    assert lines[0].split()[0] == "edition"
    assert [line.split() for line in lines[1:3]] == [
        ["2026", "not", "yet", "2097-06-01"],
        ["2024", "in", "force", "2024-06-01", "2097-06-01"],
    ]
    assert lines[4] == "in force from: 2024-06-01 2024, 2097-06-01 2026"
    assert [line.split()[:3] for line in lines[7:]] == [
        ["2024-01-01", "2024", "published"],
        ["2024-06-01", "2024", "implemented"],
        ["2026-01-01", "2026", "published"],
        ["2097-06-01", "2026", "implemented"],
        ["2097-06-01", "2024", "replaced"],
    ]


def test_the_table_is_as_wide_in_chinese(path):
    lines = run(path, "--language", "zh").stdout.splitlines()

    assert lines[0].startswith("版本  ")
    assert lines[2].startswith("2024  现行 ")
    assert lines[4] == "自何日起适用: 2024-06-01 2024, 2097-06-01 2026"


def test_an_event_becomes_a_commit_and_says_what_it_means(path):
    found = run(
        path, "--event", "withdrawn", "--edition", "2024", "--on", "2090-01-01", "--announcement", "No. 5 of 2089"
    )

    assert found.exit_code == 0
    assert f"recorded: {git(path, 'rev-parse', 'main')[:12]}" in found.stderr
    assert "in force from: 2024-06-01 2024, 2090-01-01 none, 2097-06-01 2026" in found.stdout
    assert git(path, "log", "-1", "--format=%s%n%b", "main") == "Record that cooling 2024 is withdrawn\nNo. 5 of 2089\n"
    assert git(path, "diff", "--stat", "main^", "main").splitlines()[-1] == " 1 file changed, 1 insertion(+)"


def test_json_has_all_of_it(path):
    record = data(path, "--event", "postponed", "--edition", "2026", "--on", "2090-01-01", "--until", "2098-01-01")

    assert record["recorded"]["until"] == "2098-01-01"
    assert record["commit"] == git(path, "rev-parse", "main")
    assert record["in_force"] == [
        {"since": "2024-06-01", "edition": "2024"},
        {"since": "2098-01-01", "edition": "2026"},
    ]
    assert [(one["edition"], one["status"], one["since"], one["until"]) for one in record["editions"]] == [
        ("2026", "not-yet", None, "2098-01-01"),
        ("2024", "in-force", "2024-06-01", "2098-01-01"),
    ]
    assert record["events"] == data(path)["events"]
    assert record["events"][4] == {
        "event": "replaced",
        "edition": "2024",
        "on": "2097-06-01",
        "identifier": "T/X 1",
        "by": "2026",
        "recorded": record["events"][4]["recorded"],
    }
    assert record["diagnostics"] == []


def test_a_dry_run_says_what_it_would_mean_and_records_nothing(path):
    before = git(path, "for-each-ref")
    record = data(path, "--event", "withdrawn", "--edition", "2024", "--on", "2090-01-01", "--dry-run")

    assert record["in_force"][1] == {"since": "2090-01-01", "edition": None}
    assert (record["recorded"], record["commit"]) == (None, None)
    assert git(path, "for-each-ref") == before


@pytest.mark.parametrize(
    ("arguments", "en", "zh"),
    [
        (("--event", "withdrawn", "--edition", "2025"), "there is no edition `2025`", "没有版本`2025`"),
        (
            ("--event", "withdrawn", "--edition", "2024", "--on", "2023-01-01"),
            "2023-01-01 is before `2024` was published, on 2024-01-01",
            "2023-01-01早于`2024`的发布日期2024-01-01",
        ),
        (
            ("--event", "published", "--edition", "2024", "--on", "2024-01-01"),
            "`2024` is published already, on 2024-01-01",
            "`2024`已于2024-01-01发布",
        ),
        (
            ("--event", "withdrawn", "--edition", "2024", "--on", "1.1.2027"),
            "`1.1.2027` is no day such as 2027-07-01",
            "`1.1.2027`不是2027-07-01这样的日期",
        ),
        (
            ("--event", "clause-withdrawn", "--edition", "2024", "--key", "nothing"),
            "`2024` has nothing under the key `nothing`",
            "`2024`中没有键`nothing`",
        ),
        (("--edition", "2024"), "no event is named", "没有写明事件"),
        (("--event", "withdrawn"), "no edition is named", "没有写明版本"),
        (
            ("--event", "withdrawn", "--edition", "2024", "--asof", "2026-01-01"),
            "nothing can be recorded in the past",
            "不能向过去登记",
        ),
    ],
)
def test_what_is_impossible_is_refused_in_both_languages(path, arguments, en, zh):
    before = git(path, "for-each-ref")

    assert refused(path, *arguments) == (en, zh)
    assert git(path, "for-each-ref") == before


def test_a_clause_is_withdrawn_by_its_key(path):
    record = data(path, "--event", "clause-withdrawn", "--edition", "2024", "--key", "scope", "--on", "2025-01-01")

    assert record["editions"][1]["withdrawn_clauses"] == ["scope"]
    assert record["editions"][1]["status"] == "in-force"


def test_the_register_is_shown_as_of_a_moment(path):
    data(path, "--event", "withdrawn", "--edition", "2024", "--on", "2090-01-01")
    accepted = Library(path).receipts()[-2].accepted

    assert len(data(path)["events"]) == 6
    assert len(data(path, "--asof", accepted)["events"]) == 5
    assert "lies in the future" in refused(path, "--asof", "2999-01-01").en


def test_a_register_with_a_fault_is_shown_with_it_and_not_added_to(path, tmp_path):
    git(tmp_path, "clone", "-q", str(path), "work")
    file = tmp_path / "work" / "cooling" / "register.yml"
    file.write_text(file.read_text() + "- {event: sold}\n")
    git(tmp_path / "work", "commit", "-q", "-a", "-m", "Sold")
    git(tmp_path / "work", "push", "-q")

    assert "cooling/register.yml:7:11: no event is called `sold`" in run(path).stdout
    assert data(path)["diagnostics"][0]["line"] == 7
    found = run(path, "--event", "withdrawn", "--edition", "2024")
    assert "register.yml:7:11: no event is called `sold`" in str(found.exception)


def test_in_a_work_tree_the_file_and_the_index_follow(tmp_path, path):
    git(tmp_path, "clone", "-q", str(path), "work")
    work = tmp_path / "work"
    git(work, "fetch", "-q", "origin", "refs/tags/*:refs/tags/*")
    (work / "cooling" / "standard.md").write_text("changed and staged")
    git(work, "add", ".")
    data(work, "--event", "withdrawn", "--edition", "2024", "--on", "2090-01-01")

    assert git(work, "status", "--short") == "M  cooling/standard.md"
    assert "2090-01-01" in (work / "cooling" / "register.yml").read_text()
    assert git(work, "show", "HEAD:cooling/standard.md") == "two"

    (work / "cooling" / "register.yml").write_text("# mine\n")
    found = run(work, "--event", "confirmed", "--edition", "2024", "--on", "2085-01-01")
    assert "not committed in the library: `cooling/register.yml`" in str(found.exception)


def test_a_commit_that_changes_what_is_recorded_is_not_published(tmp_path, path):
    data(path, "--event", "withdrawn", "--edition", "2024", "--on", "2090-01-01")
    git(tmp_path, "clone", "-q", str(path), "work")
    file = tmp_path / "work" / "cooling" / "register.yml"
    new = publication("2027", date="2027-01-01", implementation="")
    for old, changed in (("2090-01-01", "2091-01-01"), ("2024-06-01", "2024-07-01")):
        file.write_text(file.read_text().replace(old, changed))
        git(tmp_path / "work", "commit", "-q", "-a", "-m", "Mine")
        git(tmp_path / "work", "push", "-q")
        with pytest.raises(RegisterConflict, match="changes or leaves out"):
            publish(standard(text="three"), path, new, who=WHO)
        git(tmp_path / "work", "revert", "--no-edit", "HEAD")
        git(tmp_path / "work", "push", "-q")

    assert publish(standard(text="three"), path, new, who=WHO).languages == ("zh",)


def test_an_edition_is_called_what_it_was_converted_to_from_that_day(path):
    data(path, "--event", "converted", "--edition", "2024", "--on", "2090-01-01", "--identifier", "GB/T 9—2024")
    later = data(path, "--event", "converted", "--edition", "2024", "--on", "2025-01-01", "--identifier", "T/X 9")

    assert [one["identifier"] for one in later["editions"]] == ["T/X 1", "T/X 9"]
