"""Amendments: what is wrong with their files is said at its place, and what they make keeps every number."""

from __future__ import annotations

from dataclasses import replace

import pytest
from amendment_samples import AMD_1, BASE, amendment, folder
from hypothesis import given
from hypothesis import strategies as st
from models import RANDOMLY

from stdpub.model.amendments import Act, Effect
from stdpub.model.sameness import difference
from stdpub.model.source import Severity
from stdpub.model.walking import sentences
from stdpub.pipeline import check
from stdpub.read.amended_numbers import numbers
from stdpub.read.amendment_folder import amendment_folder, amendment_versions
from stdpub.read.amendment_places import places
from stdpub.read.amendments import amendments
from stdpub.read.consolidating import consolidate, without_amendments
from stdpub.read.reader import read, sources


def faults(body: str, **files: str) -> list[tuple[str, int, int, str]]:
    """Return what is wrong with an amendment of the sample: rule, line, column, message."""
    _, found = consolidate(folder(amd_1=amendment(body), **files))
    return [(one.rule, one.at.line, one.at.column, one.message.en) for one in found]


def consolidated(*bodies: str, base: str = BASE) -> list:
    """Return the consolidated editions that amendments of the sample make."""
    files = {f"amd_{at}": amendment(body, at, date=f"2027-0{at}-10") for at, body in enumerate(bodies, 1)}
    made, found = consolidate(folder(base, **files))

    assert [one.message.en for one in found if one.severity is Severity.ERROR] == []
    return list(made)


def test_every_instruction_is_carried_out():
    (made,), found = consolidate(folder(amd_1=AMD_1))
    text = made.folder.files["standard.md"].decode()

    assert found == ()
    assert made.edition == "2026-amd1"
    assert "shall not exceed 25 °C. {#inlet}" in text
    assert "The door shall close by itself within 5 s. {#door}" in text
    assert "outwards" not in text
    assert 'version: "2026-amd1"' in text
    assert 'implementation: "2027-07-01"' in text


def test_no_number_changes_and_what_is_new_is_numbered_around_the_old():
    (made,), _ = consolidate(folder(amd_1=AMD_1))
    old, new = numbers(read(made.before)), numbers(read(made.folder))

    assert {key: one.number for key, one in new.items() if key not in old} == {
        "humidity": "4.2A",
        "humidities": "table-1A",
        "handle": "4.3.b1",
        "records": "4.5",
    }
    assert [(key, one.number) for key, one in old.items() if key not in new] == [("outwards", "4.3.a")]
    assert {key: one.number for key, one in old.items() if key in new} == {
        key: one.number for key, one in new.items() if key in old
    }


def test_what_follows_is_printed_with_its_old_label():
    (made,), _ = consolidate(folder(amd_1=AMD_1))
    standard = read(made.folder)
    doors = next(one for one in standard.walk() if one.key == "doors")

    assert [item.label for item in doors.blocks[1].items] == ["b)", "b1)", "c)"]
    assert doors.blocks[2].label == "Table 2"
    assert [one.key for one in standard.amended.changes if one.effect is Effect.DELETED] == ["outwards"]


def test_a_second_amendment_amends_what_the_first_inserted():
    first, second = consolidated(
        "::: insert-after [@temperature]\n## Humidity {#humidity}\n\nIt shall be dry. {#dry}\n:::\n",
        "::: insert-after [@temperature]\n## Dew {#dew}\n\nThere shall be none. {#none}\n:::\n\n"
        '::: replace-text [@dry] "dry" -> "humid"\n',
    )
    new = numbers(read(second.folder))

    assert (first.edition, second.edition) == ("2026-amd1", "2026-amd1-amd2")
    assert (new["humidity"].number, new["dew"].number, new["doors"].number) == ("4.2A", "4.2B", "4.3")
    assert b"It shall be humid." in second.folder.files["standard.md"]


def test_a_number_is_never_given_again():
    *_, last = consolidated(
        "::: delete [@marking]\n:::\n",
        "::: insert-after [@doors]\n## Locks {#locks}\n\nThe door shall lock. {#lock}\n:::\n",
    )

    assert numbers(read(last.folder))["locks"].number == "4.5"


@pytest.mark.parametrize("key", sorted(places(read(folder()), sources(folder()))))
def test_replacing_a_thing_by_itself_changes_nothing(key):
    text = sources(folder())["standard.md"].text
    place = places(read(folder()), sources(folder()))[key]
    body = text[place.whole.start : place.whole.end]
    (made,) = consolidated(f"::: replace [@{key}]\n{body}\n:::\n")

    assert _text_of(made.folder) == text.split("---\n", 2)[2]


@pytest.mark.parametrize(
    "key",
    # Without its lead-in a list has no letters.
    [key for key in sorted(places(read(folder()), sources(folder()))) if key != "lead"],
)
def test_deleting_a_thing_leaves_every_other_number(key):
    (made,) = consolidated(f"::: delete [@{key}]\n:::\n")
    old, new = numbers(read(made.before)), numbers(read(made.folder))

    assert key not in new
    assert {other: one.number for other, one in new.items()} == {other: old[other].number for other in new}


@RANDOMLY
@given(st.lists(st.sampled_from(["temperature", "doors", "marking", "limits", "signs", "lit", "sign"]), max_size=4))
def test_inserting_anywhere_leaves_every_old_number(keys):
    bodies = []
    for at, key in enumerate(keys):
        new = {
            "limits": f"Table: New {{#new{at}}}\n\n| a |\n|---|\n| 1 |",
            "signs": f"Table: New {{#new{at}}}\n\n| a |\n|---|\n| 1 |",
            "lit": f"- it shall be new; {{#new{at}}}",
            "sign": f"- it shall be new; {{#new{at}}}",
        }.get(key, f"## New {{#new{at}}}\n\nText.")
        bodies.append(f"::: insert-after [@{key}]\n{new}\n:::\n")
    if not bodies:
        return
    (made,) = consolidated("\n".join(bodies))
    old, new_numbers = numbers(read(made.before)), numbers(read(made.folder))
    given_ = [one.number for one in new_numbers.values() if one.number]

    assert {key: new_numbers[key].number for key in old} == {key: one.number for key, one in old.items()}
    assert len(given_) == len(set(given_))


def _text_of(made) -> str:
    return made.files["standard.md"].decode().split("---\n", 2)[2]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("::: delete [@dors]\n:::\n", ("unknown-key", 7, 12, "nothing has the key `dors`")),
        ("Text.\n", ("text-outside-instruction", 7, 1, "text outside an instruction")),
        ("::: remove [@doors]\n:::\n", ("unknown-instruction", 7, 1, "no instruction `remove`")),
        ("::: replace\nText.\n:::\n", ("instruction-without-key", 7, 1, "`replace` without a key")),
        ("::: replace [@doors]\n:::\n", ("instruction-without-text", 7, 1, "`replace` without a new text")),
        ("::: delete [@doors]\nText.\n:::\n", ("text-in-delete", 7, 1, "text in a `delete`")),
        ("", ("no-instruction", 1, 1, "an amendment without an instruction")),
        (
            '::: replace-text [@inlet] "28" -> "25"\n',
            ("text-not-found", 7, 1, "`28` does not stand in `inlet`"),
        ),
        (
            '::: replace-text [@doors] "doors" -> "gates"\n',
            ("text-found-twice", 7, 1, "`doors` stands in `doors` 3 times"),
        ),
        (
            "::: replace-text [@inlet] 27\n",
            ("instruction-without-text", 7, 1, "`replace-text` without the two texts"),
        ),
        (
            "::: replace [@door]\nText.\n\n::: delete [@closed]\n:::\n:::\n",
            ("instruction-in-instruction", 10, 1, "`delete` inside `replace`"),
        ),
        (
            "::: delete [@doors]\n:::\n\n::: delete [@lit]\n:::\n",
            ("overlapping-instructions", 10, 1, "it changes what `delete [@doors]` changes"),
        ),
        (
            "::: insert-after [@doors]\n## Locks {#marking}\n\nText.\n:::\n",
            ("duplicate-key", 8, 12, "a second thing with the key `marking`"),
        ),
        (
            "::: insert-after [@doors]\n# Locks {#locks}\n\nText.\n:::\n",
            ("wrong-level", 8, 1, "a heading of level 1 beside one of level 2"),
        ),
        (
            "::: insert-after [@door]\n## Locks {#locks}\n\nText.\n:::\n",
            ("heading-in-text", 8, 1, "a heading in the midst of a clause's text"),
        ),
        (
            "::: insert-after [@sign]\n1. one\n:::\n",
            ("item-of-another-list", 8, 1, "an item that begins with `1.` in a list of `-`"),
        ),
        (
            "::: replace [@closed]\nOne.\n\nTwo.\n:::\n",
            ("block-in-line", 8, 1, "several lines or blocks in the middle of a paragraph"),
        ),
        (
            "::: replace [@method]\n# Measuring\n\nText.\n:::\n",
            ("replaced-by-another-kind", 7, 1, "`method` is an annex, and would be a clause"),
        ),
        (
            "::: replace [@marked]\nTable: Marks\n\n| a |\n|---|\n| 1 |\n:::\n",
            ("replaced-by-another-kind", 7, 1, "`marked` is a sentence or paragraph, and would be a table"),
        ),
        (
            '::: replace-text [@limits] "27" -> "25 | 26"\n',
            ("ragged-table-row", 7, 1, "a pipe in the text of a cell"),
        ),
        (
            "::: insert-after [@temperature]\n## Dew\n\nTable: Dew\n\n| a |\n|---|\n| 1 |\n:::\n",
            ("renumbered-by-amendment", 7, 1, "it would renumber `doors`: 4.3 would become 4.4"),
        ),
    ],
)
def test_what_is_wrong_is_said_at_its_place(body, expected):
    assert expected in faults(body)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (
            "---\namends: 2025\namendment: 1\ndate: 2027-01-10\n---\n\n::: delete [@doors]\n:::\n",
            "amends-other-edition",
        ),
        (
            "---\namends: 2026\namendment: 2\ndate: 2027-01-10\n---\n\n::: delete [@doors]\n:::\n",
            "wrong-amendment-number",
        ),
        ("---\namends: 2026\namendment: 1\n---\n\n::: delete [@doors]\n:::\n", "missing-field"),
        ("---\namends: 2026\namendment: 1\ndate: 2027-13-10\n---\n\n::: delete [@doors]\n:::\n", "wrong-field"),
        (
            "---\namends: 2026\namendment: 1\ndate: 2027-01-10\ntitel: x\n---\n\n::: delete [@doors]\n:::\n",
            "unknown-field",
        ),
        (
            "---\namends: 2026\namendment: 1\ndate: 2027-01-10\nics: ['1']\n---\n\n::: delete [@doors]\n:::\n",
            "restated-field",
        ),
        (
            "---\namends: 2026\namendment: 1\ndate: 2026-02-28\n---\n\n::: delete [@doors]\n:::\n",
            "amendment-before-edition",
        ),
        (
            "---\namends: 2026\namendment: 1\ndate: 2027-01-10\nimplementation: 2027-01-09\n---\n\n::: delete [@doors]\n:::\n",
            "implementation-before-issue",
        ),
        ("::: delete [@doors]\n:::\n", "missing-front-matter"),
        (
            "---\namends: 2026\namendment: 1\ndate: 2027-01-10\n---\n\n::: replace [@doors]\n## Doors\n",
            "unclosed-directive",
        ),
    ],
)
def test_what_is_wrong_with_the_file_is_said(text, rule):
    _, found = consolidate(folder(amd_1=text))

    assert rule in [one.rule for one in found]


def test_a_gap_in_the_numbers_is_said():
    _, found = consolidate(folder(amd_2=amendment("::: delete [@doors]\n:::\n", 2)))

    assert [one.rule for one in found] == ["wrong-amendment-number"]


def test_a_key_of_what_was_deleted_is_not_used_again():
    made, found = consolidate(
        folder(
            amd_1=amendment("::: delete [@marking]\n:::\n"),
            amd_2=amendment("::: insert-after [@doors]\n## Locks {#marking}\n\nText.\n:::\n", 2, date="2027-02-10"),
        )
    )

    assert [(one.rule, one.at.file) for one in found] == [("reused-key", "amd-2.md")]
    assert [one.edition for one in made] == ["2026-amd1"]


def test_a_thing_may_move_and_keep_its_key():
    text = sources(folder())["standard.md"].text
    place = places(read(folder()), sources(folder()))["temperature"].whole
    moved = text[place.start : place.end]
    (made,) = consolidated(f"::: delete [@temperature]\n:::\n\n::: insert-after [@marking]\n{moved}\n:::\n")

    assert {key: one.number for key, one in numbers(read(made.folder)).items() if key in {"temperature", "limits"}} == {
        "temperature": "4.5",
        "limits": "table-3",
    }


def test_faults_of_the_consolidated_text_lead_to_the_words_that_make_them():
    body = "::: replace [@door]\nThe door must close. See [@nowhere].\n:::\n"
    found = check(folder(amd_1=amendment(body)))[0].diagnostics
    places_ = [(one.rule, one.at.file, one.at.line, one.at.column) for one in found if one.at.file == "amd-1.md"]

    assert ("undefined-key", "amd-1.md", 8, 26) in places_


def test_a_pointer_to_what_is_deleted_is_reported_where_it_stands():
    found = check(folder(amd_1=amendment("::: delete [@signs]\n:::\n")))[0].diagnostics
    (one,) = [one for one in found if one.rule == "undefined-key"]

    assert (one.at.file, "once `amd1` is applied" in one.message.en) == ("standard.md", True)


def test_what_is_read_of_the_edition_does_not_depend_on_its_amendments():
    alone, together = folder(), folder(amd_1=AMD_1)

    assert difference(read(alone), read(together)) == ""
    assert read(alone).digest == read(together).digest
    assert without_amendments(together) == alone


def test_the_document_is_read_from_its_folder():
    (made,), _ = consolidate(folder(amd_1=AMD_1))
    (document,) = amendment_versions(amendment_folder(made))

    door = next(one for one in sentences(document) if one.sentence.key == "door")

    assert (door.sentence.span.file, AMD_1.split("\n")[door.sentence.span.line - 1]) == (
        "standard.md",
        "The door shall close by itself within 5 s.",
    )
    assert document.header.edition_id == "amd1-of-2026"
    assert document.header.identifier == "T/STDPUB 9—2026/Amd 1"
    assert document.amends == "T/STDPUB 9—2026"


def test_instructions_keep_their_order_and_texts():
    header = read(folder()).header
    ((text,),) = amendments(folder(amd_1=AMD_1), header)

    assert [one.act for one in text.instructions] == [
        Act.REPLACE_TEXT,
        Act.REPLACE,
        Act.INSERT_AFTER,
        Act.DELETE,
        Act.INSERT_AFTER,
        Act.INSERT_AFTER,
    ]
    assert (text.instructions[0].old, text.instructions[0].new) == ("27 °C", "25 °C")
    assert replace(text.issue, date="").name == "amd1"


def test_what_is_inserted_has_a_key():
    body = "::: insert-after [@marking]\n## Records\n\nThe operator shall keep records.\n:::\n"
    found = check(folder(amd_1=amendment(body)))[0].diagnostics

    assert [(one.at.line, one.at.column, one.message.en) for one in found if one.rule == "inserted-without-key"] == [
        (8, 11, "a clause without a key"),
        (10, 33, "a provision without a key"),
    ]


def test_a_replacement_keeps_the_key_of_what_it_replaces():
    body = "::: replace [@doors]\n## Doors\n\nThe doors shall be shut. {#shut}\n:::\n\n::: replace [@limits]\n| a |\n|---|\n| 1 |\n:::\n"
    (made,) = consolidated(body)
    text = made.folder.files["standard.md"].decode()

    assert "## Doors {#doors}" in text
    assert "{#limits}\n\n| a |" in text


def test_a_corrigendum_comes_after_the_amendment_of_its_day_or_before_a_later_one():
    made, found = consolidate(
        folder(
            amd_1=amendment("::: delete [@marking]\n:::\n", date="2027-05-01"),
            cor_1=amendment('::: replace-text [@inlet] "27" -> "25"\n', kind="corrigendum", date="2027-01-10"),
        )
    )

    assert found == ()
    assert [one.edition for one in made] == ["2026-cor1", "2026-cor1-amd1"]


def test_each_language_is_amended_by_its_own_text():
    chinese = BASE.split("---\n", 2)[2].replace("The door shall close by itself.", "门应自动关闭。")
    front = "---\nlanguage: zh\ntitle: {zh: {main: 冷通道}}\n---\n"
    amd, amd_zh = (amendment(f"::: replace [@door]\n{text}\n:::\n") for text in ("The door shall shut.", "门应关上。"))
    both, found = consolidate(folder(amd_1=amd, amd_1_zh=amd_zh, standard_zh=front + chinese))
    one, info = consolidate(folder(amd_1=amd, standard_zh=front + chinese))

    assert found == ()
    assert "门应关上。 {#door}" in both[0].folder.files["standard.zh.md"].decode()
    assert "standard.zh.md" not in one[0].folder.files
    bare, said = consolidate(folder(amd_1=amd, amd_1_zh=amd_zh.split("---\n", 2)[2], standard_zh=front + chinese))
    assert (bare[0].folder.files["standard.zh.md"], said) == (both[0].folder.files["standard.zh.md"], ())
    assert [(fault.rule, fault.severity) for fault in info] == [("amendment-untranslated", Severity.INFO)]


def test_translations_give_the_same_instructions():
    chinese = "---\nlanguage: zh\ntitle: {zh: {main: 冷通道}}\n---\n" + BASE.split("---\n", 2)[2]
    amd, other = (amendment(f"::: delete [@{key}]\n:::\n") for key in ("doors", "marking"))
    _, found = consolidate(folder(amd_1=amd, amd_1_zh=other, standard_zh=chinese))

    assert [(one.rule, one.at.file, one.at.line) for one in found] == [("amendment-languages-differ", "amd-1.zh.md", 7)]


def test_a_text_is_found_over_the_end_of_a_line_and_not_in_a_key():
    base = BASE.replace("shall be closed. {#closed}", "shall\nbe closed. {#closed}")
    (made,) = consolidated('::: replace-text [@closed] "shall be closed" -> "shall be shut"\n', base=base)

    assert b"](#aisle) shall be shut. {#closed}" in made.folder.files["standard.md"]


def test_what_stands_in_chapters_is_amended_there():
    front, _, rest = BASE.partition("# Requirements {#req}")
    base = front.replace("rulebook:", "chapters: [04.md]\nrulebook:")
    held = folder(base, amd_1=amendment('::: replace-text [@inlet] "27" -> "25"\n'))
    held.files["04.md"] = f"# Requirements {{#req}}{rest}".encode()  # type: ignore[index]
    made, found = consolidate(held)

    assert found == ()
    assert b"not exceed 25" in made[0].folder.files["04.md"]


def test_many_instructions_are_bounded():
    found = faults('::: replace-text [@inlet] "27" -> "25"\n\n' * 1200)

    assert "too-many-instructions" in {rule for rule, *_ in found}


def test_a_folder_that_only_looks_like_an_amendment_is_read_as_a_standard():
    held = folder()
    held.files["amended/standard.md"] = b"---\namendment: 1\n---\n"  # type: ignore[index]

    assert [one.header.edition_id for one in check(held)] == ["2026"]


def test_an_amendment_that_is_older_than_the_one_before_is_said_once():
    first, second = (
        amendment(f"::: delete [@{key}]\n:::\n", number, date=date)
        for key, number, date in (("doors", 1, "2027-01-10"), ("marking", 2, "2026-10-10"))
    )
    made, found = consolidate(folder(amd_1=first, amd_2=second))

    assert made == ()
    assert [(one.at.file, one.message.en) for one in found] == [
        ("amd-2.md", "amendment 2, of 2026-10-10, is older than 1, of 2027-01-10"),
    ]


@pytest.mark.parametrize("amends", ["2026-amd1", "amd1-of-2026"])
def test_whoever_amends_an_amendment_is_told_to_amend_the_edition(amends):
    second = amendment("::: delete [@lit]\n:::\n", 2, date="2027-05-01").replace("amends: 2026", f"amends: {amends}")
    _, (fault,) = consolidate(folder(amd_1=amendment("::: delete [@doors]\n:::\n"), amd_2=second))

    assert (fault.rule, fault.at.file) == ("amends-other-edition", "amd-2.md")
    assert fault.help.en == "write `amends: 2026`: it changes the text as the amendments before it have left it"


@pytest.mark.parametrize("written", ["[#marked]", "@marked", "marked"])
def test_a_key_that_is_named_otherwise_is_proposed(written):
    _, (fault,) = consolidate(folder(amd_1=amendment(f"::: delete {written}\n:::\n")))

    assert fault.rule == "instruction-without-key"
    assert fault.help.en.startswith("write `::: delete [@marked]`")


NESTED = (
    BASE.replace(
        "- doors shall bear a sign; {#sign}",
        "- doors shall bear: {#sign}\n  - one sign; {#one}\n  - two signs; {#two}\n  - a lamp; {#lamp}",
    )
    + "\n> - A quote. {#quoted}\n> - Another. {#other}\n\nIt is told in a note.[^1] {#told}\n\n[^1]: It glows. {#glows}\n"
)


@pytest.mark.parametrize("key", ["one", "two", "lamp", "quoted", "other"])
def test_an_item_in_a_list_in_an_item_or_a_quote_goes_with_its_line(key):
    (made,) = consolidated(f"::: delete [@{key}]\n:::\n", base=NESTED)
    old, new = numbers(read(made.before)), numbers(read(made.folder))
    lines = [line for line in NESTED.split("---\n", 2)[2].split("\n") if f"{{#{key}}}" not in line]

    assert _text_of(made.folder).split("\n") == lines
    assert {other: one.number for other, one in new.items()} == {other: old[other].number for other in new}


@pytest.mark.parametrize("key", ["one", "two"])
def test_the_first_of_an_ordered_list_in_an_item_leaves_a_list(key):
    base = NESTED.replace("  - one sign", "  1. one sign").replace("  - two", "  2. two").replace("  - a l", "  3. a l")
    (made,) = consolidated(f"::: delete [@{key}]\n:::\n", base=base)
    old, new = numbers(read(made.before)), numbers(read(made.folder))

    assert {other: one.number for other, one in new.items()} == {
        other: one.number for other, one in old.items() if other != key
    }


def test_a_footnote_is_amended_as_any_text():
    (made,) = consolidated("::: replace [@glows]\nIt is lit.\n:::\n", base=NESTED)

    assert "[^1]: It is lit. {#glows}" in _text_of(made.folder)


def test_a_formula_that_is_cited_no_more_is_named_where_that_would_renumber_another():
    base = (
        BASE
        + "\n$$ T = 1 $$ {#first}\n\n$$ T = 2 $$ {#second}\n\nSee [@first]. {#see-one}\n\nSee [@second]. {#see-two}\n"
    )
    _, found = consolidate(folder(base, amd_1=amendment("::: delete [@see-one]\n:::\n")))
    more = "::: replace [@first]\n$$ T = 1 $$ {.numbered}\n:::\n"
    made, mended = consolidate(folder(base, amd_1=amendment(f"::: delete [@see-one]\n:::\n\n{more}")))

    assert [(one.rule, one.help.en.split(":")[0]) for one in found] == [
        ("renumbered-by-amendment", "`first` is cited no more, which gave it its number"),
    ]
    assert (len(made), mended) == (1, ())
