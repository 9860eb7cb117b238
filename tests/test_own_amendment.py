"""The amendment that the project ships: clean, in both languages, what it makes in every part of the text, and its legal life."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from niso_sts import official_errors
from own_editions import NEW, OLD, edition

from stdpub.model.content import Sentence, Table
from stdpub.model.folder import Folder
from stdpub.model.inlines import plain
from stdpub.pipeline import check, derived, render, versions
from stdpub.store.catalogue import Edition
from stdpub.store.keys_file import parse_keys
from stdpub.store.register_file import read_register
from stdpub.store.standings import in_force, standings
from stdpub.write.plain_text import write_text

PAIR = ("zh", "en")


@cache
def own():
    files = {file.relative_to(OLD).as_posix(): file.read_bytes() for file in sorted(OLD.rglob("*")) if file.is_file()}
    return Folder(OLD.name, files, {})


@cache
def made():
    """Return the amendment and the consolidated edition, each in both languages."""
    return {one.edition: versions(one.folder) for one in derived(own())}


def test_it_is_clean_in_both_languages():
    found = [fault for standard in check(own()) for fault in standard.diagnostics]

    assert found == []
    assert {name: tuple(one.header.language for one in texts) for name, texts in made().items()} == {
        "amd1-of-2024": PAIR,
        "2024-amd1": PAIR,
    }


@pytest.mark.parametrize("at", [0, 1], ids=PAIR)
def test_a_limit_a_term_a_table_an_item_and_a_clause_are_as_amended_and_no_number_changed(at):
    before, after = edition(OLD, PAIR[at]), made()["2024-amd1"][at]
    numbers = {part.key: part.number for part in before.parts()}
    now = {part.key: part.number for part in after.parts()}
    sentences = {one.key: plain(one.children) for part in after.walk() for one in _sentences(part) if one.key}
    (zones,) = (
        block for part in after.walk() for block in part.blocks if isinstance(block, Table) and block.key == "tab-zones"
    )

    assert {key: now[key] for key in numbers if key in now} == {key: numbers[key] for key in numbers if key in now}
    assert numbers.keys() - now.keys() == {"commissioning"}
    assert (now["wider-range"], now["completeness"]) == ("6.5.4", "5.4")
    assert "2" in sentences["missing-share"]
    assert "18 " in sentences["inlet-limit"]
    assert "27 " in sentences["inlet-limit"]
    assert len(zones.head[0].cells) == 3
    assert "5.3" in after.amended.vacant


def _sentences(part):
    return (one for block in part.blocks for one in getattr(block, "sentences", ()) if isinstance(one, Sentence))


def test_the_amendment_reads_as_one():
    chinese, english = map(write_text, made()["amd1-of-2024"])

    assert "5.3　验收\n删除5.3。\n" in chinese
    assert "将第1段第1句中的“20 ℃～25 ℃”修改为“18 ℃～27 ℃”。" in chinese
    assert "本文件自2026年1月1日起实施。" in chinese
    assert "3.8, water intake\nIn entry 3.8, replace “from the municipal supply” with “from all sources”." in english


def test_both_are_valid_xml():
    for texts in made().values():
        for text in texts:
            ((output,), faults) = render(text, ["xml"])

            assert (faults, official_errors(output.content)) == ((), [])


def test_the_register_of_both_editions_tells_the_same_life():
    events = read_register((NEW / "register.yml").read_bytes()).events
    earlier = read_register((OLD / "register.yml").read_bytes())
    register = read_register((NEW / "register.yml").read_bytes())
    editions = tuple(
        Edition("data-centre-energy", name, "", issued, begun, "", "", "", 0, ())
        for name, issued, begun in (
            ("2024", "2024-11-20", "2025-06-01"),
            ("amd1-of-2024", "2025-10-20", "2026-01-01"),
            ("2024-amd1", "2025-10-20", "2026-01-01"),
            ("2026", "2026-11-22", "2027-06-01"),
        )
    )
    last = standings(editions, register, date(2027, 6, 1))

    assert events[: len(earlier.events)] == earlier.events
    assert in_force(editions, register) == (("2025-06-01", "2024"), ("2026-01-01", "2024-amd1"), ("2027-06-01", "2026"))
    assert [one.status.value for one in last] == ["superseded", "superseded", "superseded", "in-force"]


def test_keys_remember_what_the_amendment_began_and_ended():
    for path in (OLD, NEW):
        records = {one.key: one for one in parse_keys((path / "keys.yml").read_bytes())[0]}

        assert {key for key, one in records.items() if one.first == "2024-amd1"} == {
            *("manufacturer-range", "range-reported", "wider-range"),
        }
        assert "2024-amd1" in repr(records["commissioning"])
