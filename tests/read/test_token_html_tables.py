"""HTML tables: spans, header cells, captions, Markdown in cells, and what is broken in them."""

from __future__ import annotations

import sys
import time

import pytest
from token_checks import cells_of, faults
from token_shapes import places, read, shape

from stdpub.read.tokens import walk


def tables(text):
    found = read(text)
    assert list(faults(found)) == []
    return [table for tables in found.html_tables.values() for table in tables]


def grid(text):
    """Return the rows of the only table of a text, each cell as what it holds."""
    return [[[shape(block) for block in cell.blocks] for cell in row.cells] for row in tables(text)[0].rows]


def test_spans_headers_and_alignment():
    table = tables(
        '<table class="x">\n<thead><tr><th rowspan=2>a<th colspan="3" align=right>b</thead>\n'
        "<tbody>\n<tr><td style='text-align: center'>c</td></tr></tbody>\n"
        "<tfoot><tr><th>d</tfoot>\n</table>\n"
    )[0]

    assert table.attributes == (("class", "x"),)
    assert [row.part for row in table.rows] == ["head", "body", "foot"]
    assert [(cell.row_span, cell.column_span) for cell in cells_of(table)] == [(2, 1), (1, 3), (1, 1), (1, 1)]
    assert [cell.align for cell in cells_of(table)] == ["", "right", "center", ""]
    assert [cell.header for cell in cells_of(table)] == [True, True, False, True]


def test_one_line_is_a_paragraph_whatever_it_begins_with():
    text = "<table>\n<tr><td>-<td>1. a<td>\n  **b** {#c}\n</td><td></td></tr>\n</table>\n"

    assert grid(text) == [
        [[["paragraph", "-"]], [["paragraph", "1. a"]], [["paragraph", ["strong", "b"], " ", "attributes {c}"]], []]
    ]


def test_more_lines_are_markdown():
    text = "<table>\n<tr><td>\n\n  a\n  b\n\n  - c\n    - d\n\n<td>e\n   f\n</table>\n"

    assert grid(text) == [
        [
            [
                ["paragraph", "a", "softbreak", "b"],
                [
                    "list - bullet",
                    ["list_item", ["paragraph", "c"], ["list - bullet", ["list_item", ["paragraph", "d"]]]],
                ],
            ],
            [["paragraph", "e", "softbreak", "f"]],
        ]
    ]


def test_tags_in_cells_are_inline():
    text = "<table><tr><td>\n<p>a</p>\n<p>b<br>c</p>\n</td></table>\n"

    assert grid(text) == [
        [
            [
                [
                    "paragraph",
                    "html <p>",
                    "a",
                    "html </p>",
                    "softbreak",
                    "html <p>",
                    "b",
                    "linebreak <br>",
                    "c",
                    "html </p>",
                ]
            ]
        ]
    ]


def test_caption_and_row_attributes():
    table = tables("<table><caption>A *b*</caption>\n<tr id=c><td>d</td></tr></table>\n")[0]

    assert shape(table.caption) == ["caption", "A ", ["emphasis", "b"]]
    assert table.rows[0].attributes == (("id", "c"),)


def test_link_definitions_in_cells_count_for_the_whole_file():
    found = read("[a]\n\n<table>\n<tr><td>\n\n[a]: b\n\n</table>\n")

    assert shape(found.blocks[0]) == ["paragraph", ["link b", "a"]]


def test_table_within_containers_keeps_exact_places():
    text = "> - <table>\n>   <tr><td>a *b*</td>\n>   <td>\n>\n>   - c\n>   - [@d]\n>\n>   </td></tr>\n>   </table>\n"
    table = tables(text)[0]
    found = [text[token.start : token.end] for cell in cells_of(table) for token in walk(cell.blocks)]

    assert text[table.start : table.end].endswith("</table>")
    assert found == ["a *b*", "a ", "*b*", "b", "- c\n>   - [@d]", "- c", "c", "c", "- [@d]", "[@d]", "[@d]"]


def test_half_tabs_before_a_line_of_a_cell():
    text = ">\t<table>\n>\t<tr><td>\n>\ta\n>\t\tb\n> c\n>\t</table>\n"

    assert grid(text) == [[[["paragraph", "a", "softbreak", "b", "softbreak", "c"]]]]


def test_an_empty_caption():
    assert tables("<table><caption> </caption></table>\n")[0].caption.children == []


def test_comments_and_columns_make_no_cells():
    text = "<table>\n<colgroup><col width=1></colgroup>\n<!-- <td>no</td> -->\n<tr><td>a</td></tr>\n</table>\n"

    assert grid(text) == [[[["paragraph", "a"]]]]
    assert places(read(text)) == []


def test_two_tables_in_one_block():
    assert len(tables("<table><tr><td>a</table><table><tr><td>b</table>\n")) == 2


BROKEN = {
    "<table>\n<tr><td>a\n": [("unclosed-table", 1, 1)],
    "<table>\n<tr>b <td>a</td></tr>\n</table>\n": [("text-outside-cell", 2, 5)],
    "<table>\n<tr><td>a</td></tr> c\n</table>\n": [("text-outside-cell", 2, 21)],
    "<table>\n<tr><td rowspan=x>a</td></tr>\n</table>\n": [("bad-span", 2, 5)],
    "<table>\n<tr><td colspan=0>a</td></tr>\n</table>\n": [("bad-span", 2, 5)],
    "<table>\n<tr><td colspan=1001>a</td></tr>\n</table>\n": [("bad-span", 2, 5)],
    "<table>\n<tr><td><table><tr><td>b</table></td></tr>\n</table>\n": [("table-within-cell", 2, 9)],
    "<table>\n<td>a\n</table>\n": [],
    "<td>a</td><table><tr><td>b</table>\n": [],
    "<table>\n</td></tr>\n</table>\n": [],
    "<table>\n<tr><td>a<table>\n": [("unclosed-table", 1, 1), ("table-within-cell", 2, 10)],
    "<table><table><tr><td>a</table>\n": [],
}


@pytest.mark.parametrize("text", BROKEN)
def test_broken_tables_are_reported(text):
    tables(text)

    assert places(read(text)) == BROKEN[text]


LIMIT = 2 if sys.gettrace() is None else 20  # seconds; a tracer makes everything slower
HOSTILE = {
    "cells": "<table>" + "<td>" * 25_000,
    "cells with text": "<table>" + "<td>a" * 20_000 + "</table>",
    "rows": "<table>" + "<tr>" * 25_000,
    "tables": "<table>" * 14_000,
    "tables in cells": "<table><td>" * 9_000,
    "comments": "<table>" + "<!-- " * 20_000,
    "quotes": "<table>" + '<td "' * 20_000,
    "attributes": "<table><td" + " a" * 50_000 + ">",
    "angles": "<table>" + "<" * 100_000,
    "lines": "<table><td>" + "a\n" * 50_000 + "</table>",
    "blank lines": "<table><td>\n\na" + "\n" * 100_000 + "</table>",
    "formulas": "<table><td>\n\n" + "$$ a\n" * 20_000 + "</table>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_tables_end_in_time(name):
    start = time.process_time()
    found = read(HOSTILE[name])

    assert time.process_time() - start < LIMIT
    assert list(faults(found)) == []
