"""`--asof` wherever a version of a library is named, and faults of the files that stdpub keeps, found by `check`."""

import json

import pytest
from command_line import STANDARD, folder
from libraries import WHO, git
from typer.testing import CliRunner

from stdpub.cli.commands import app
from stdpub.cli.messages import CannotRead, Usage
from stdpub.cli.pushed import judged
from stdpub.model.folder import Folder
from stdpub.pipeline import build
from stdpub.store.library import Library
from stdpub.store.publication import publication_of
from stdpub.store.publishing import publish
from stdpub.store.updates import Update

TEXT = """---
identifier: X 1
language: en
title: Vents
date: {date}
---

# Vents {{#vents}}

The vent shall be {shape}. {{#round}}
"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Return a library with two editions, and the moment when only the first was there."""
    path = tmp_path_factory.mktemp("asof") / "library"
    moments = []
    for date, shape in (("2025-01-01", "round"), ("2026-01-01", "square")):
        made = Folder("vents", {"standard.md": TEXT.format(date=date, shape=shape).encode()}, {})
        built = build(made, ("json",))
        outputs = tuple((one.language, one.form, one.content) for one in built.outputs)
        publish(made, path, publication_of(built.standards, outputs, (), {}), who=WHO)
        moments.append(Library(path).receipts()[-1].accepted)
    return path, moments[0]


def run(place, *arguments):
    return CliRunner().invoke(app, [*arguments, "--library", str(place[0])])


def test_a_comparison_sees_the_versions_of_then(place):
    now = json.loads(run(place, "diff", "vents@2025", "vents@draft", "--format", "json").stdout)
    then = json.loads(run(place, "diff", "vents@2025", "vents@draft", "--format", "json", "--asof", place[1]).stdout)
    unknown = run(place, "diff", "vents@2025", "vents@2026", "--asof", place[1])

    assert [one["key_before"] for one in now["changes"]] == ["round"]
    assert then["changes"] == []
    assert isinstance(unknown.exception, CannotRead)
    assert unknown.exception.message.en == "`vents` has no edition `2026`"


def test_a_moment_says_nothing_of_files(place, tmp_path):
    folder(tmp_path / "vents")
    found = run(place, "diff", str(tmp_path / "vents"), str(tmp_path / "vents"), "--asof", place[1])

    assert isinstance(found.exception, Usage)
    assert found.exception.message.zh == "`--asof`只用于库中的版本"


def test_keys_are_carried_from_an_edition_of_then(place, tmp_path):
    later = tmp_path / "vents.md"
    later.write_text(TEXT.format(date="2027-01-01", shape="round").replace(" {#round}", "").replace(" {#vents}", ""))
    found = run(place, "keys", "carry", "vents@current", str(later), "--format", "json", "--asof", place[1])

    assert {one["key"]: one["certainty"] for one in json.loads(found.stdout)}["round"] > 0.99
    assert isinstance(run(place, "keys", "carry", "vents@2026", str(later), "--asof", place[1]).exception, CannotRead)


@pytest.mark.parametrize("command", [("prove",), ("verify-quote", "-")])
def test_what_was_not_published_then_is_not_proved(place, command):
    asked = CliRunner().invoke(
        app, [*command, "vents@2026/~round", "--library", str(place[0]), "--asof", place[1]], input="words"
    )

    assert isinstance(asked.exception, CannotRead)
    assert asked.exception.message.en == "`vents` has no edition `2026`"


def test_a_day_on_which_nothing_applies_names_the_editions_around_it(place):
    before = run(place, "show", "vents@on-2024-12-31")
    run(place, "register", "vents", "--event", "withdrawn", "--edition", "2026", "--on", "2030-01-01")
    after = run(place, "show", "vents@on-2031-01-01")

    assert before.exception.message.en == (
        "no edition of `vents` applies on 2024-12-31: `2025` is the first, from 2025-01-01"
    )
    assert after.exception.message.zh == ("`vents` 在 2031-01-01 没有适用的版本：最后的版本 `2026` 适用至 2030-01-01")


BROKEN = """- {event: published, edition: "2026", on: 2026-01-01, recorded: 2026-11-24T17:48:02Z}
- {event: sold, edition: "2026", on: 2026-13-01}
"""


def test_check_tells_what_is_wrong_in_the_register_and_in_the_record_of_keys_at_its_place(tmp_path):
    folder(tmp_path / "vents", STANDARD)
    (tmp_path / "vents" / "register.yml").write_text(BROKEN)
    (tmp_path / "vents" / "keys.yml").write_text("vents {kind\n")
    done = CliRunner().invoke(app, ["check", str(tmp_path / "vents"), "--language", "en"])
    chinese = CliRunner().invoke(app, ["check", str(tmp_path / "vents"), "--language", "zh"])

    assert (done.exit_code, chinese.exit_code) == (1, 1)
    assert f"{tmp_path}/vents/register.yml:2:11: error: no event is called `sold` [bad-event]" in done.stdout
    assert f"{tmp_path}/vents/register.yml:2:38: error: `2026-13-01` is no day such as 2027-07-01" in done.stdout
    assert "2 | - {event: sold, edition: " in done.stdout
    assert f"{tmp_path}/vents/keys.yml:1:1: error: a line that records no key [keys-unreadable]" in done.stdout
    assert f"{tmp_path}/vents/register.yml:2:11: 错误: 没有`sold`这种事件 [bad-event]" in chinese.stdout


def test_a_push_with_a_broken_register_is_refused(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    folder(tmp_path / "vents", STANDARD)
    (tmp_path / "vents" / "register.yml").write_text(BROKEN)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "Sold")
    told = judged(Library(tmp_path), (Update("refs/heads/main", "", git(tmp_path, "rev-parse", "HEAD")),))

    assert told[0].startswith("vents/register.yml:2:11: ")
    assert "[bad-event]" in told[0].splitlines()[0]
