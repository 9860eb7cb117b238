"""Keys are carried to the next edition of a text that came without them, and a person has the last word."""

import json
import re
import shutil

import pytest
from command_line import folder, stdpub
from own_editions import NEW, OLD, changes, edition, keyed
from test_key_fates import FIRST

from stdpub.model.folder import Folder
from stdpub.read.reader import read

WITHOUT = (
    FIRST.replace("# Vents", "# Scope\n\nVents are for air.\n\n# Vents")
    .replace("The vent shall be clean.", "The vent shall be kept clean at all times.")
    .replace("shall be tested", "shall be tested and weighed by hand")
)


def bare(text):
    """Return a text without its keys."""
    return re.sub(r"\{#[a-z0-9-]+ ", "{", re.sub(r" ?\{#[a-z0-9-]+\}", "", text))


def run(*arguments, code=0):
    """Run `keys carry` to a code; return what it printed."""
    done = stdpub("keys", "carry", *arguments)

    assert (done.returncode, done.stderr.decode()) == (code, done.stderr.decode())
    return done.stdout.decode()


@pytest.fixture
def pair(tmp_path):
    return folder(tmp_path / "old", FIRST), folder(tmp_path / "new", bare(WITHOUT))


def test_nothing_is_written_unless_asked_and_doubtful_pairs_are_shown_as_corrections(pair):
    old, new = pair
    before = (new / "standard.md").read_bytes()
    printed = run(old, new, "--sure", "1.01")
    told = dict(line.split(": ", 1) for line in printed.splitlines())

    assert told.keys() == {"vents", "round", "clean", "open", "tests", "tested"}
    assert told["clean"].startswith('"2:2"  # ')
    assert told["clean"].endswith("1 The vent shall be clean. -> 2 The vent shall be kept clean at all tim…")
    assert (new / "standard.md").read_bytes() == before


def test_what_is_shown_can_be_given_back_and_is_written(pair, tmp_path):
    old, new = pair
    (tmp_path / "pairs.yml").write_text(run(old, new, "--sure", "1.01"), encoding="utf-8")
    run(old, new, "--corrections", tmp_path / "pairs.yml", "--write")

    assert (new / "standard.md").read_text() == WITHOUT


def test_a_correction_counts_and_takes_the_place_from_whoever_had_it(pair, tmp_path):
    old, new = pair
    (tmp_path / "pairs.yml").write_text("round: '2:2'\nopen: none\n")
    told = {
        one["key"]: one
        for one in json.loads(run(old, new, "--corrections", tmp_path / "pairs.yml", "--format", "json"))
    }

    assert (told["round"]["places"], told["round"]["certainty"]) == (["2:2"], 1)
    assert (told["open"]["places"], told["open"]["doubtful"]) == ([], False)
    assert told["clean"]["places"] == []


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("rund: '2:2'", "pairs.yml:1:1: error: the earlier edition has no key `rund`"),
        ("round: '9'", "pairs.yml:1:8: error: the later edition has no place `9`"),
        ("round: '2:1'\nclean: '2:1'", "pairs.yml:2:8: error: `2:1` goes to `round` already"),
        ("round: [", "pairs.yml:2:1: error: the corrections that is no YAML"),
    ],
)
def test_a_correction_that_cannot_be_followed_is_told_at_its_place(pair, tmp_path, line, said):
    (tmp_path / "pairs.yml").write_text(f"{line}\n")

    assert said in run(*pair, "--corrections", tmp_path / "pairs.yml", "--write", code=1)


def test_a_diff_is_printed_and_writes_nothing(pair):
    old, new = pair
    printed = run(old, new, "--diff")

    assert "+# Vents {#vents}\n" in printed
    assert (new / "standard.md").read_text() == bare(WITHOUT)


def test_things_that_were_given_other_keys_take_the_earlier_ones_and_pointers_follow(pair):
    old, new = pair
    minted = (
        WITHOUT.replace("{#clean}", "{#k1}").replace("{#round}", "{#k2}") + "\nSee [@k1], [@k2, 1] and [#k1](#k1).\n"
    )
    minted += "\n# More {#clean-more}\n\nIt shall be kept. {#kept .requirement}\n"
    folder(new, minted)
    shown = run(old, new)

    assert [line.split("  # ")[0] for line in shown.splitlines()] == ['round: "2:1"', 'clean: "2:2"']
    assert "has the key k1: " in shown
    run(old, new, "--rename", "--write")
    text = minted.replace("{#k1}", "{#clean}").replace("{#k2}", "{#round}").replace("[@k1]", "[@clean]")
    text = text.replace("[@k2, 1]", "[@round, 1]").replace("](#k1)", "](#clean)")
    assert (new / "standard.md").read_text() == text.replace("[#k1]", "[#clean]")


def own(tmp_path, language):
    """Return our own standard of 2024, and that of 2026 without its keys, in one language."""
    found = []
    for name, edition_, strip in (("old", OLD, str), ("new", NEW, bare)):
        place = tmp_path / language / name
        shutil.copytree(edition_, place)
        (place / "keys.yml").unlink()
        texts = {file.name: file.read_text(encoding="utf-8") for file in place.glob("standard*.md")}
        for file in texts:
            (place / file).unlink()
        text = texts["standard.md"] if language == "zh" else texts[f"standard.{language}.md"]
        (place / "standard.md").write_text(strip(text), encoding="utf-8")
        found.append(place)
    return found


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_was_merged_is_never_carried_unseen_and_what_is_like_a_lost_thing_is_shown(tmp_path, language):
    told = dict(line.split(": ", 1) for line in run(*own(tmp_path, language)).splitlines())
    merged = {
        key for change in changes() if change.kind == "merged" and len(change.before) > 1 for key in change.before
    }

    assert len(merged) == 6
    assert {key for key in merged if "merged" in told.get(key, "")} == merged
    assert {key for key in merged if told[key].startswith("none")} == {"ref-clause", "ref-limits", "tab-ref"}
    assert told["calibration"].startswith('"7.2:7"  # 0.')
    assert told["report-public"].startswith('"9.3:2"  # 0.')
    assert told["load-factor"].startswith("none  # 3.13")
    assert told["accepted"].startswith("none  # 5.3")


def test_the_keys_of_our_own_standard_find_their_things_in_the_next_edition(tmp_path):
    shutil.copytree(NEW, tmp_path / "new")
    (tmp_path / "new" / "keys.yml").unlink()
    for file in (tmp_path / "new").glob("standard*.md"):
        file.write_text(bare(file.read_text(encoding="utf-8")), encoding="utf-8")
    run(OLD, tmp_path / "new", "--write")
    texts = {file.name: file.read_bytes() for file in (tmp_path / "new").glob("standard*.md")}
    texts |= {
        f"{place}/{file.name}": file.read_bytes() for place in ("figures", "tables") for file in (NEW / place).iterdir()
    }
    ended = {key for change in changes() if change.before != change.after for key in change.before}
    for language in ("zh", "en"):
        written = keyed(read(Folder(NEW.name, texts, {}), language))
        right = keyed(edition(NEW, language))
        carried = written.keys() - ended

        assert {key for key in carried if written[key].span[:3] != right[key].span[:3]} == set()
        assert len(carried) > 0.96 * len(keyed(edition(OLD, language)).keys() - ended)
