"""Three hashes of a thing: what changes each of them, and what changes none."""

import dataclasses
import json
from collections import defaultdict
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from models import standards
from own_editions import NEW, OLD, changes, edition, keyed
from tries import tries

from stdpub.compare.hashing.circles import together
from stdpub.compare.hashing.content_hashes import canonical_contents, content_hashes
from stdpub.compare.hashing.hashes import Hashes, closure_hashes, hashes, suspects
from stdpub.model.folder import Folder
from stdpub.model.source import Span
from stdpub.read.reader import read
from stdpub.store.stored_standard import restore
from stdpub.write.json_record import write_json

TEXT = """---
identifier: X 1
language: en
title: Vents
date: 2026-01-01
---

# Scope {#scope}

This document specifies vents.

# Normative references {#refs}

- ISO 1:2016, *Temperature* {#iso1}

# Terms and definitions {#terms}

## vent {#vent}

opening in a wall

# Requirements {#demands}

## Size {#size}

The vent shall be as wide as [@tab] says. {#wide}

> [!NOTE] {#why}
> Wide vents breathe.

Any wall shall stand. {#wall}

The gap shall not exceed 50 mm. {#gap}

## Heat {#heat}

The heat shall be measured to [@iso1]. {#measured}

## Table {#place}

Table: Widths {#tab}

| Kind | Width |
|------|-------|
| a    | 5 mm  |
| b    | 6 mm  |

## Circle {#one}

The first shall follow [@two]. {#first}

## Other {#two}

The second shall follow [@one]. {#second}
"""


@cache
def hashed(*edits):
    text = TEXT
    for old, new in edits:
        assert old in text
        text = text.replace(old, new)
    return hashes(read(Folder("vents", {"standard.md": text.encode()}, {}), "en"))


def changed(*edits, before=None):
    """Return which keys change in content, in meaning, and in what they rest on."""
    one, other = before or hashed(), hashed(*edits)
    return tuple(
        {
            name
            for name in one
            if "." not in name and name in other and getattr(one[name], kind) != getattr(other[name], kind)
        }
        for kind in ("content", "normative", "closure")
    )


def test_a_changed_table_changes_what_those_rest_on_who_refer_to_it_and_not_what_they_say():
    content, meaning, closure = changed(("6 mm", "7 mm"))

    assert content == meaning == {"tab", "place", "demands"}
    assert closure == {"tab", "place", "demands", "wide", "size"}


def test_a_changed_definition_makes_suspect_who_uses_the_term():
    content, meaning, closure = changed(("opening in a wall", "opening in a roof"))

    assert content == meaning == {"vent", "terms"}
    assert closure == {"vent", "terms", "wide", "size", "demands", "scope"}


def test_another_edition_of_a_document_makes_suspect_who_cites_it():
    content, meaning, closure = changed(("ISO 1:2016", "ISO 1:2022"))

    assert content == meaning == {"iso1", "refs"}
    assert closure == {"iso1", "refs", "measured", "heat", "demands"}


def test_a_note_binds_nobody():
    content, meaning, closure = changed(("Wide vents breathe.", "Narrow vents do not."))

    assert content == {"why", "size", "demands"}
    assert meaning == closure == set()
    assert hashed()["why"] == Hashes(hashed()["why"].content)


def test_a_value_in_another_unit_means_the_same():
    content, meaning, closure = changed(("50 mm", "5.0 cm"))

    assert content == {"gap", "size", "demands"}
    assert meaning == closure == set()


@pytest.mark.parametrize(("old", "new"), [("50 mm", "51 mm"), ("50 mm", "50 cm"), ("shall not exceed", "shall exceed")])
def test_another_value_or_another_word_means_another_thing(old, new):
    assert "gap" in changed((old, new))[1]


@pytest.mark.parametrize("new", ["should", "may", "can"])
def test_another_verbal_form_means_another_thing(new):
    content, meaning, closure = changed(("wall shall stand", f"wall {new} stand"))

    assert content == meaning == closure == {"wall", "size", "demands"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The gap shall not exceed 50 mm.", "The  gap shall not\nexceed 50 mm."),
        ("The gap shall", "The *gap* shall"),
        ("a wall", "a\u00a0wall"),
    ],
)
def test_layout_and_marks_mean_nothing(old, new):
    assert changed((old, new))[1:] == (set(), set())


def test_the_wording_of_an_unrelated_clause_makes_nothing_suspect():
    before, after = hashed(), hashed(("Any wall shall stand.", "Any wall shall stand upright."))

    assert {name for name in suspects(before, after) if "." not in name} == {"wall", "size", "demands"}


def test_what_is_gone_is_suspect():
    before, after = hashed(), hashed(("The gap shall not exceed 50 mm. {#gap}\n", ""))

    assert {name for name in suspects(before, after) if "." not in name} == {"gap", "size", "demands"}


def test_a_new_clause_before_all_others_changes_nothing_but_what_holds_it():
    content, meaning, closure = changed(
        ("# Requirements {#demands}\n", "# Requirements {#demands}\n\n## New {#new}\n\nNothing.\n")
    )

    assert content == meaning == closure == {"demands"}


def test_a_moved_clause_keeps_all_three():
    moved = "## Table {#place}\n\nTable: Widths {#tab}\n\n| Kind | Width |\n|------|-------|\n| a    | 5 mm  |\n| b    | 6 mm  |\n\n"
    content, meaning, closure = changed(
        (moved, ""), ("# Requirements {#demands}\n", f"# Widths {{#widths}}\n\n{moved}# Requirements {{#demands}}\n")
    )

    assert content == meaning == closure == {"demands"}


def test_those_who_refer_to_one_another_are_hashed_together():
    one = hashed()

    assert len({one[name].closure for name in ("one", "two", "first", "second")}) == 4
    assert {"one", "two", "first", "second"} < changed(("The first shall", "The very first shall"))[2]


def test_a_picture_counts_by_its_bytes():
    def of(content, path="a.svg"):
        svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{content}</svg>'.encode()
        text = TEXT.replace("Any wall", f"![Shape]({path}){{#fig}}\n\nAny wall")
        return hashes(read(Folder("vents", {"standard.md": text.encode(), path: svg}, {}), "en"))["fig"]

    assert of("<path d='M0 0'/>") == of("<path d='M0 0'/>", "b.svg")
    assert of("<path d='M0 0'/>").content != of("<path d='M1 1'/>").content
    assert of("<path d='M0 0'/>").normative != of("<path d='M1 1'/>").normative


def test_code_is_hashed_as_it_stands():
    block = "```\nif a:\n  b\n```\n\nAny wall"
    before = hashed(("Any wall", block))

    assert changed(("Any wall", block.replace("  b", "b")), before=before)[0] == {"size", "demands"}


# Graphs

GRAPHS = st.dictionaries(st.sampled_from("abcdefghij"), st.sets(st.sampled_from("abcdefghijxyz")), min_size=1)


def reach(graph, start):
    seen, stack = set(), [start]
    while stack:
        node = stack.pop()
        if node in graph and node not in seen:
            seen.add(node)
            stack.extend(graph[node])
    return seen


@given(GRAPHS, st.data())
@settings(max_examples=tries(40), deadline=None)
def test_a_closure_changes_if_and_only_if_something_changed_that_is_rested_on(graph, data):
    digests = {name: f"{name}0" for name in graph}
    name = data.draw(st.sampled_from(sorted(graph)))
    before, after = closure_hashes(digests, graph), closure_hashes(digests | {name: "new"}, graph)

    assert {one for one in graph if before[one] != after[one]} == {one for one in graph if name in reach(graph, one)}
    assert closure_hashes(dict(reversed(digests.items())), dict(reversed(graph.items()))) == before


@given(GRAPHS)
@settings(max_examples=tries(40), deadline=None)
def test_circles_are_those_that_reach_one_another_and_come_after_what_they_rest_on(graph):
    known = {name: sorted(targets & graph.keys()) for name, targets in graph.items()}
    groups = list(together(known))
    circles = defaultdict(set)
    for name in graph:
        circles[frozenset(one for one in reach(graph, name) if name in reach(graph, one))].add(name)

    assert {frozenset(group) for group in groups} == set(circles)

    seen = set()
    for group in groups:
        seen |= set(group)

        assert all(set(known[name]) <= seen for name in group)


def test_a_long_chain_and_a_long_circle_are_no_matter():
    chain = {str(at): {str(at + 1)} for at in range(20_000)}
    digests = dict.fromkeys(chain, "x")

    assert len(set(closure_hashes(digests, chain).values())) == 20_000
    assert len(set(closure_hashes(digests, chain | {"19999": {"0"}}).values())) == 1


# Any standard


def elsewhere(thing):
    """Return the same thing with every number, label and place another one."""
    if isinstance(thing, tuple) and not hasattr(thing, "_fields"):
        return tuple(map(elsewhere, thing))
    if not dataclasses.is_dataclass(thing):
        return thing
    values = {field.name: elsewhere(getattr(thing, field.name)) for field in dataclasses.fields(thing)}
    footnote = type(thing).__name__ in {"Footnote", "FootnoteReference"}
    for name, value in values.items():
        if isinstance(value, str) and name in {"number", "label"} and value and not footnote:
            values[name] = f"other {value}"
        elif name == "span":
            values[name] = Span("other.md", 9, 9, 9, 10)
    return type(thing)(**values)


@given(standards())
@settings(max_examples=tries(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_numbers_and_places_change_no_hash(standard):
    assert hashes(elsewhere(standard)) == hashes(standard)


def otherwise_named(thing):
    """Return the same thing with other ids wherever something points to one."""
    if isinstance(thing, tuple) and not hasattr(thing, "_fields"):
        return tuple(map(otherwise_named, thing))
    if not dataclasses.is_dataclass(thing):
        return thing
    values = {field.name: otherwise_named(getattr(thing, field.name)) for field in dataclasses.fields(thing)}
    for name in values.keys() & {"target_id", "lead", "headers"}:
        values[name] = ("other.id",) if name == "headers" else "other.id"
    if type(thing).__name__ == "Formula":
        values["lead"] = thing.lead
    return type(thing)(**values)


@given(standards())
@settings(max_examples=tries(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_content_holds_no_id(standard):
    assert content_hashes(otherwise_named(standard)) == content_hashes(standard)


@given(standards())
@settings(max_examples=tries(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_json_holds_all_that_is_hashed(standard):
    assert hashes(restore(write_json(standard))) == hashes(standard)


@given(standards())
@settings(max_examples=tries(6), deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_canonical_content_is_json_with_sorted_members_and_nothing_empty(standard):
    for content in canonical_contents(standard).values():
        value = json.loads(content)

        assert (
            json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode(errors="surrogatepass")
            == content
        )
        assert all(part not in ("", [], False) for part in value.values())


# Our own editions


@pytest.mark.parametrize("language", ["zh", "en"])
def test_between_our_own_editions_no_substantive_change_is_missed(language):
    before, after = hashes(edition(OLD, language)), hashes(edition(NEW, language))
    suspected = set(suspects(before, after))
    binding = {name for name, one in before.items() if one.normative}
    both = keyed(edition(OLD, language)).keys() & keyed(edition(NEW, language)).keys()
    substantive = {key for change in changes() if change.substantive for key in change.before if key in both & binding}

    assert substantive
    assert substantive <= suspected


@pytest.mark.parametrize("language", ["zh", "en"])
def test_between_our_own_editions_what_did_not_change_keeps_its_content(language):
    before, after = (content_hashes(edition(path, language)) for path in (OLD, NEW))
    kept = {
        "scope",
        "gb40879",
        "boundary-kept",
        "period-months",
        "humidity",
        "rh-limit",
        "heights",
        "pue-limit",
        "eq-pue",
    }

    assert {name for name in kept if before[name] != after[name]} == set()


def test_between_our_own_editions_wording_alone_makes_nothing_suspect():
    suspected = set(suspects(hashes(edition(OLD, "zh")), hashes(edition(NEW, "zh"))))

    assert {"renewable-traded", "foreword", "introduction", "tab-monthly", "iso22237-1"} & suspected == set()
