"""Texts that are made to be slow, deep or never closed end in time and lose nothing."""

from __future__ import annotations

import sys
import time

import pytest
from hostile_texts import HOSTILE
from token_checks import faults
from token_shapes import places, read
from tries import some

from stdpub.read.tokens import MAX_DEPTH, MAX_MARKS

LIMIT = 2 if sys.gettrace() is None else 20  # seconds; a tracer makes everything slower


def depth(tokens):
    deepest, level = 0, tokens
    while level:
        deepest += 1
        level = [child for token in level for child in token.children]
    return deepest


UNCHECKED = {
    "pipes-ragged",
    "pipes-header",
}  # hundreds of thousands of cells: looking at each takes longer than reading


@pytest.mark.parametrize("name", some(HOSTILE))
def test_hostile_text_ends_in_time_and_is_kept_whole(name):
    start = time.process_time()
    found = read(HOSTILE[name])
    spent = time.process_time() - start

    assert spent < LIMIT
    assert depth(found.blocks) <= 2 * MAX_DEPTH + 3 * MAX_MARKS + 5
    assert name in UNCHECKED or list(faults(found)) == []


@pytest.mark.parametrize("mark", ["- ", "> ", "1. ", "> - ", "[^a]: "])
def test_ten_thousand_nested_blocks_are_reported_once(mark):
    found = read(mark * 10_000 + "end\n")
    column = len((mark * 10_000)[: MAX_DEPTH * 2]) + 1 if mark in {"- ", "> ", "> - "} else None

    assert [rule for rule, _, _ in places(found)] == ["nesting-too-deep"]
    assert column is None or places(found) == [("nesting-too-deep", 1, column)]


def test_ten_thousand_nested_lists_on_lines_of_their_own_are_reported_once():
    found = read("".join("  " * at + "- a\n" for at in range(300)))

    assert places(found) == [("nesting-too-deep", MAX_DEPTH + 1, 2 * MAX_DEPTH + 1)]


def test_depth_within_the_bound_is_no_fault():
    found = read("> " * MAX_DEPTH + "deep\n")

    assert places(found) == []
    assert depth(found.blocks) == MAX_DEPTH + 2


def test_depth_is_counted_from_the_containers_that_go_on():
    found = read("> " * MAX_DEPTH + "deep\n\n- shallow\n")

    assert places(found) == []
    assert [token.kind for token in found.blocks] == ["quote", "list"]


def test_marks_nested_too_deep_are_kept_as_text():
    found = read("*a **b " * 20 + "c** d* " * 20)

    assert places(found) == [("nesting-too-deep", 1, 71)]
    assert depth(found.blocks) <= MAX_MARKS + 2
