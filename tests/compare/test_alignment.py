"""Which things of two versions are the same: by key, by content, by evidence; and what is new or gone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from models import RANDOMLY, full_standard, standards
from same_model import draft

from stdpub.compare.aligning.alignment import align
from stdpub.compare.aligning.matches import By, Match
from stdpub.compare.things import Thing, things
from stdpub.model.changes import Level
from stdpub.model.standard import Standard
from stdpub.read.reader import read

_CHAPTERS = """\
# Venting

## General

Each vessel shall be vented at its highest point to the open air.
The vent line should have no valve between the vessel and the flame arrester.

## Vent size

The bore of the vent shall not be less than 50 mm where filling exceeds 200 litres a minute.

# Drainage

## General

Every sump shall drain to a separator that is emptied once in three months.
The operator may keep a log of each emptying on paper or in a file.

## Slope

Pipes shall fall towards the separator by 2 % at least along their whole length.
"""


def _aligned(before: str, after: str, by: By = By.AUTO) -> tuple[Match, ...]:
    return align(things(read(draft(before))), things(read(draft(after))), by)


def _said(matches: tuple[Match, ...]) -> list[tuple[list[str], list[str]]]:
    """Return what is not the same in the same place, by heading or first words."""
    return [
        (before, after)
        for before, after in (
            tuple([thing.side.title or thing.side.text[:24] for thing in side] for side in (match.before, match.after))
            for match in matches
        )
        if before != after
    ]


def _numbers(matches: tuple[Match, ...], level: Level = Level.CLAUSE) -> dict[str, str]:
    return {
        match.before[0].side.number: match.after[0].side.number
        for match in matches
        if match.before and match.after and match.before[0].side.level is level
    }


def test_a_version_is_itself() -> None:
    matches = _aligned(_CHAPTERS, _CHAPTERS)

    assert all(match.before and match.before[0].digest == match.after[0].digest for match in matches)
    assert min(match.certainty for match in matches) > 0.9


def test_a_clause_inserted_moves_no_number_to_another_clause() -> None:
    after = "# Terms\n\nA vent is an opening that is always free for the passage of vapour.\n\n" + _CHAPTERS

    assert _said(_aligned(_CHAPTERS, after)) == [([], ["Terms"])]


def test_chapters_that_change_places_keep_their_own_general_clauses() -> None:
    first, second = _CHAPTERS.split("# Drainage")
    matches = _aligned(_CHAPTERS, f"# Drainage{second}\n{first}")

    assert _numbers(matches) == {"1": "2", "1.1": "2.1", "1.2": "2.2", "2": "1", "2.1": "1.1", "2.2": "1.2"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("be less than 50 mm", "be less than 65 mm"),
        ("Pipes shall fall", "All pipes should slope"),
        ("may keep a log of each emptying on paper", "shall keep a record of each emptying on paper"),
        ("## Slope", "## Fall of pipes"),
        ("## Vent size", "## Bore"),
    ],
)
def test_what_is_reworded_is_the_same(old: str, new: str) -> None:
    matches = _aligned(_CHAPTERS, _CHAPTERS.replace(old, new))

    assert all(match.before and match.after for match in matches)


def test_what_is_new_and_what_is_gone_stay_alone() -> None:
    gone = "The operator may keep a log of each emptying on paper or in a file.\n"
    new = "Earthing clamps shall be fitted before any hose is coupled.\n"

    assert _said(_aligned(_CHAPTERS, _CHAPTERS.replace(gone, new))) == [
        ([], ["Earthing clamps shall be"]),
        (["The operator may keep a "], []),
    ]


_KEYED = """\
# Venting {#venting}

The vessel shall be vented to the open air. {#open-air}

# Drainage {#drainage}

Every sump shall drain to a separator. {#separator}
"""


def test_a_kept_key_is_an_identity() -> None:
    after = _KEYED.replace("The vessel shall be vented to the open air.", "No gas may gather.").replace(
        "Drainage", "Sumps"
    )
    matches = _aligned(_KEYED, after)

    assert [match.certainty for match in matches] == [1.0] * 4
    assert all(match.before[0].side.key == match.after[0].side.key for match in matches)


def test_other_keys_are_other_things_where_keys_are_kept() -> None:
    after = _KEYED.replace("{#separator}", "{#sump}")

    assert _said(_aligned(_KEYED, after, By.KEY)) == [
        ([], ["Every sump shall drain t"]),
        (["Every sump shall drain t"], []),
    ]
    assert _said(_aligned(_KEYED, after, By.TEXT)) == []


def test_keys_made_of_words_are_evidence_only() -> None:
    before = "".join(
        f"# Part {at} {{#p{at}}}\n\nDevice {at * 7} shall be tested every {at + 3} weeks by hand. {{#a{at}}}\n\n"
        for at in range(9)
    )
    after = before.replace("{#a", "{#b").replace("by hand", "by trained hands")

    assert all(match.before and match.after for match in _aligned(before, after))


def test_keys_made_of_numbers_name_other_things() -> None:
    said = {
        "Venting": "Each vessel opens to the air.",
        "Drainage": "Sumps lead all water away.",
        "Lifting": "Cranes carry no more than two loads.",
        "Earthing": "Copper wires join every frame.",
        "Painting": "Three coats protect steel outdoors.",
        "Noise": "Fans run below sixty decibels.",
    }
    before, after = (
        "".join(f"# {name} {{#s{at}}}\n\n{said[name]}\n\n" for at, name in enumerate(names))
        for names in (list(said), list(reversed(said)))
    )

    assert all(match.before[0].side.title == match.after[0].side.title for match in _aligned(before, after))


def test_a_clause_with_another_title_is_known_by_what_stands_in_it() -> None:
    before = "# Liquids\n\n## Pumps\n\n### Seals\n\nA.\n\n### Shafts\n\nB.\n\n# Gases\n\n## Fans\n\nC.\n"
    after = "# Liquids\n\n# Gases\n\n## Fans\n\nC.\n\n## Rotating machinery for water\n\n### Seals\n\nA.\n\n### Shafts\n\nB.\n"

    assert _numbers(_aligned(before, after))["1.1"] == "2.2"


@pytest.mark.parametrize("by", By)
def test_every_thing_is_in_one_match(by: By) -> None:
    before, after = things(read(draft(_CHAPTERS))), things(read(draft(_KEYED)))
    matches = align(before, after, by)

    assert [thing for match in matches for thing in match.after] == list(after)
    assert sorted(thing.side.id for match in matches for thing in match.before) == sorted(
        thing.side.id for thing in before
    )


_LONG = """\
# Tanks

Every tank shall be cleaned before inspection and shall be inspected by a competent person once in five years.
"""
_PARTS = """\
# Tanks

Every tank shall be cleaned before inspection.
Every tank shall be inspected by a competent person once in five years.
"""


def _sizes(matches: tuple[Match, ...]) -> list[tuple[int, int]]:
    return [(len(match.before), len(match.after)) for match in matches]


def test_a_provision_that_was_split_has_all_its_parts() -> None:
    matches = _aligned(_LONG, _PARTS)

    assert _sizes(matches) == [(1, 1), (1, 2)]
    assert matches[1].after[0].side.text.startswith("Every tank shall be inspected by")
    assert 0.75 <= matches[1].certainty < 1


def test_provisions_that_were_merged_have_one_successor() -> None:
    assert _sizes(_aligned(_PARTS, _LONG)) == [(1, 1), (2, 1)]


def test_a_provision_that_was_split_keeps_its_key_on_one_part() -> None:
    before = _LONG.replace("years.", "years. {#inspection}")
    after = _PARTS.replace("inspection.\n", "inspection. {#cleaning}\n").replace("years.", "years. {#inspection}")

    assert _sizes(_aligned(before, after)) == [(1, 1), (1, 2)]


_CHINESE = """\
# 总则

数据中心应按年度统计能源消耗总量，并应保存不少于三年。

# 测量

## 通则

电能表的准确度等级不应低于1.0级。
测量仪表宜每两年校准一次，校准记录应由运行单位保存。

## 通则二

室内温度应控制在18 ℃～27 ℃，相对湿度不宜大于60 %。
"""


def test_chinese_text_is_found_again_where_it_moved_and_changed() -> None:
    first, second = _CHINESE.split("# 测量")
    after = (
        f"# 测量{second}\n{first}".replace("不应低于1.0级", "不应低于0.5级")
        .replace("每两年", "每年")
        .replace("18 ℃～27 ℃", "18 ℃～25 ℃")
    )
    matches = _aligned(_CHINESE, after)

    assert all(match.before and match.after for match in matches)
    assert _numbers(matches) == {"1": "2", "2": "1", "2.1": "1.1", "2.2": "1.2"}


def test_twenty_thousand_equal_sentences_are_aligned_in_order() -> None:
    one = things(read(draft("# All\n\nThe valve shall be shut by hand.\n")))
    before = (one[0], *(_again(one[1], at) for at in range(20_000)))
    after = (one[0], *(_again(one[1], at) for at in range(19_000)))
    matches = align(before, after)

    assert sum(bool(match.before and match.after) for match in matches) == 19_001
    assert all(match.before[0].side.id == match.after[0].side.id for match in matches if match.before and match.after)


def test_thousands_of_sentences_alike_and_none_equal_are_aligned() -> None:
    one = things(read(draft("# All\n\nThe valve shall be shut by hand.\n")))
    before = (one[0], *(_again(one[1], at, "old") for at in range(2_000)))
    after = (one[0], *(_again(one[1], at, "new") for at in range(2_000)))
    matches = align(before, after)

    assert (
        sum(match.before[0].side.id == match.after[0].side.id for match in matches if match.before and match.after)
        > 1_500
    )


def _again(thing: Thing, at: int, word: str = "") -> Thing:
    """Return a thing once more under another id, with another word where one is given."""
    text = f"{thing.side.text} {word}" if word else thing.side.text
    return replace(
        thing, side=replace(thing.side, id=f"s{at}", text=text), digest=f"{thing.digest}{word}{at if word else ''}"
    )


@RANDOMLY
@given(standards())
def test_whatever_two_standards_hold_is_accounted_for_once(one: Standard) -> None:
    before, after = things(one), things(full_standard())
    for by in By:
        matches = align(before, after, by)

        assert sorted(id(thing) for match in matches for thing in match.before) == sorted(map(id, before))
        assert sorted(id(thing) for match in matches for thing in match.after) == sorted(map(id, after))
        assert all(0 < match.certainty <= 1 for match in matches)
    assert all(match.before == match.after for match in align(before, before))
