"""What each kind of block becomes, and where it stands."""

from __future__ import annotations

import pytest
from token_checks import faults
from token_shapes import places, read, shapes

from stdpub.read.tokens import literal_place, walk

BLOCKS = {
    "front matter is no heading": (
        "---\ntitle: a\n---\n# B\n",
        ["front_matter title: a\n", ["heading 1", "B"]],
    ),
    "front matter may end with dots": ("---\na: 1\n...\nb\n", ["front_matter a: 1\n", ["paragraph", "b"]]),
    "front matter that never ends is a rule": ("---\n\nb\n", ["thematic_break", ["paragraph", "b"]]),
    "front matter stands only at the start": (
        "a\n\n---\nb\n---\n",
        [["paragraph", "a"], "thematic_break", ["heading 2", "b"]],
    ),
    "attributes at the end of a heading": ("## A b {#key .annex}\n", [["heading 2 {key annex}", "A b"]]),
    "attributes behind the hashes of a heading": ("## A ## {#key}\n", [["heading 2 {key}", "A"]]),
    "attributes before the hashes of a heading": ("## A {#key} ##\n", [["heading 2 {key}", "A"]]),
    "attributes of an underlined heading": ("A {#key}\n===\n", [["heading 1 {key}", "A"]]),
    "an underlined heading of nothing but attributes": ("{#key}\n---\n", ["heading 2 {key}"]),
    "attributes on the last line of an underlined heading": (
        "A \nb  \n{#key}\n---\n",
        [["heading 2 {key}", "A", "softbreak", "b"]],
    ),
    "a heading of nothing but attributes": ("### {#key}\n", ["heading 3 {key}"]),
    "kramdown's braces at the end of a heading": ("# A {: #key}\n", [["heading 1 {key}", "A"]]),
    "kramdown's line below a heading": ("# A\n{: #key .b}\nc\n", [["heading 1 {key b}", "A"], ["paragraph", "c"]]),
    "kramdown's line below an underlined heading": ("A\n---\n{: #key}\n", [["heading 2 {key}", "A"]]),
    "kramdown's line below a blank line": (
        "# A\n\n{: #key}\n",
        [["heading 1", "A"], ["paragraph", "attributes {key}"]],
    ),
    "braces below a heading that are no attributes": ("# A\n{:toc}\n", [["heading 1", "A"], ["paragraph", "{:toc}"]]),
    "braces below a heading that has its own": (
        "# A {#b}\n{: .c}\n",
        [["heading 1 {b}", "A"], ["paragraph", "attributes {c}"]],
    ),
    "braces below a heading in another container": (
        "> # A\n{: .c}\n",
        [["quote", ["heading 1", "A"]], ["paragraph", "attributes {c}"]],
    ),
    "plain braces below a heading belong to what follows": (
        "# A\n{#key}\n",
        [["heading 1", "A"], ["paragraph", "attributes {key}"]],
    ),
    "braces that are no attributes are words": ("# A {b}\n", [["heading 1", "A {b}"]]),
    "attributes alone on a line": (
        "{#key .b}\n\n- a\n",
        [["paragraph", "attributes {key b}"], ["list - bullet", ["list_item", ["paragraph", "a"]]]],
    ),
    "a bullet list": (
        "* a\n* b\n",
        [["list * bullet", ["list_item", ["paragraph", "a"]], ["list_item", ["paragraph", "b"]]]],
    ),
    "a numbered list and its start": ("3) a\n", [["list ) ordered 3", ["list_item", ["paragraph", "a"]]]]),
    "letters after a line that leads in": (
        "lead:\na) b\nc) d\n",
        [
            ["paragraph", "lead:"],
            ["list ) letters 1", ["list_item", ["paragraph", "b"]], ["list_item", ["paragraph", "d"]]],
        ],
    ),
    "letters that do not begin with a are words": ("b) c\n", [["paragraph", "b) c"]]),
    "letters within a quote": (
        "> a) b\n> b) c\n",
        [["quote", ["list ) letters 1", ["list_item", ["paragraph", "b"]], ["list_item", ["paragraph", "c"]]]]],
    ),
    "a word before a bracket is no letter": ("ab) c\n", [["paragraph", "ab) c"]]),
    "a list within letters": (
        "a) b\n   - c\nb) d\n",
        [
            [
                "list ) letters 1",
                ["list_item", ["paragraph", "b"], ["list - bullet", ["list_item", ["paragraph", "c"]]]],
                ["list_item", ["paragraph", "d"]],
            ]
        ],
    ),
    "an alert and its attributes": ("> [!NOTE] {#key}\n> a\n", [["alert note {key}", ["paragraph", "a"]]]),
    "an alert in small letters": ("> [!warning]\n> a\n", [["alert warning", ["paragraph", "a"]]]),
    "an alert that holds a list and a table": (
        "> [!EXAMPLE]\n> - a\n>\n> | b |\n> |---|\n> | c |\n",
        [
            [
                "alert example",
                ["list - bullet", ["list_item", ["paragraph", "a"]]],
                ["table", ["table_row head", ["cell", "b"]], ["table_row body", ["cell", "c"]]],
            ]
        ],
    ),
    "an alert goes on lazily": ("> [!TIP]\n> a\nb\n", [["alert tip", ["paragraph", "a", "softbreak", "b"]]]),
    "words behind the kind make it a quote": ("> [!NOTE] a\n", [["quote", ["paragraph", "[!NOTE] a"]]]),
    "braces that are no attributes make it a quote": ("> [!NOTE] {a}\n", [["quote", ["paragraph", "[!NOTE] {a}"]]]),
    "an unknown kind makes it a quote": ("> [!FOO]\n> a\n", [["quote", ["paragraph", "[!FOO]", "softbreak", "a"]]]),
    "a heading ends a quote": ("> # a\nb\n", [["quote", ["heading 1", "a"]], ["paragraph", "b"]]),
    "code in a list ends without a blank line": (
        "- ```\n  a\n  ```\nb\n",
        [["list - bullet", ["list_item", "code_fence a"]], ["paragraph", "b"]],
    ),
    "a table in a list ends without a blank line": (
        "- | a |\n  |---|\nb\n",
        [["list - bullet", ["list_item", ["table", ["table_row head", ["cell", "a"]]]]], ["paragraph", "b"]],
    ),
    "code and its language": ("```python {#key .x}\na\n\n b\n```\n", ["code_fence a\n\n b python {key x}"]),
    "code and the rest of its first line": ("~~~ js title=a\nb\n~~~\n", ["code_fence b js title=a"]),
    "code whose language is a class": ("``` {.ebnf #key}\na\n```\n", ["code_fence a ebnf {key ebnf}"]),
    "indented code": ("    a\n\n      b\n", ["code_indented a\n\n  b"]),
    "a comment": ("<!-- a\n\nb -->\n", ["comment <!-- a\n\nb -->"]),
    "a comment with words behind it": ("<!-- a --> b\n", ["html <!-- a --> b"]),
    "raw HTML": ("<div>\n*a*\n</div>\n\nb\n", ["html <div>\n*a*\n</div>", ["paragraph", "b"]]),
    "an HTML table goes on over blank lines": (
        "<table>\n\n<tr><td>a\n\n</table>\nb\n\nc\n",
        ["html <table>\n\n<tr><td>a\n\n</table>\nb", ["paragraph", "c"]],
    ),
    "an HTML table that never ends": ("<table>\n\na\n", ["html <table>", ["paragraph", "a"]]),
    "a formula on one line": ("$$ a^2 $$ {#key .numbered}\n", ["formula a^2 {key numbered}"]),
    "a formula on lines of its own": (
        "a\n$$\nb\nc\n$$ {#key}\nd\n",
        [["paragraph", "a"], "formula b\nc {key}", ["paragraph", "d"]],
    ),
    "a formula that ends behind its last line": ("$$ a\nb $$\n", ["formula a\nb"]),
    "a formula in a list": (
        "- a\n\n  $$\n  b\n  $$\n",
        [["list - bullet", ["list_item", ["paragraph", "a"], "formula b"]]],
    ),
    "a formula that its list cuts off": (
        "- $$\n  a\n$$\n",
        [["list - bullet", ["list_item", "formula a"]], ["paragraph", "$$"]],
    ),
    "a formula with words behind it stands in its sentence": ("$$a$$ b\n", [["paragraph", "formula a display", " b"]]),
    "a directive": ("::: note {#key .b}\na\n:::\n", [["directive note {key b}", ["paragraph", "a"]]]),
    "a directive and the rest of its line": (
        "::: replace [@a-b] {#c}\nd\n:::\n",
        [["directive replace [@a-b] {c}", ["paragraph", "d"]]],
    ),
    "a directive within a directive": (
        "::: a\n::: b\nc\n:::\nd\n:::\n",
        [["directive a", ["directive b", ["paragraph", "c"]], ["paragraph", "d"]]],
    ),
    "a directive with more colons": (":::: a\n::: b\n::::\nc\n", [["directive a", "directive b"], ["paragraph", "c"]]),
    "a directive holds what Markdown has": (
        "::: a\n- b\n\n| c |\n|---|\n> d\n:::\n",
        [
            [
                "directive a",
                ["list - bullet", ["list_item", ["paragraph", "b"]]],
                ["table", ["table_row head", ["cell", "c"]]],
                ["quote", ["paragraph", "d"]],
            ]
        ],
    ),
    "a directive in a list": (
        "- a\n  ::: b\n  c\n  :::\n- d\n",
        [
            [
                "list - bullet",
                ["list_item", ["paragraph", "a"], ["directive b", ["paragraph", "c"]]],
                ["list_item", ["paragraph", "d"]],
            ]
        ],
    ),
    "code in a directive may hold its end": ("::: a\n```\n:::\n```\n:::\n", [["directive a", "code_fence :::"]]),
    "HTML in a directive ends with it": (
        "::: a\n<div>\n:::\n\nb\n",
        [["directive a", "html <div>"], ["paragraph", "b"]],
    ),
    "a directive of one line": (
        '::: replace-text [@a] "1" -> "2"\n\nb\n',
        ['directive replace-text [@a] "1" -> "2"', ["paragraph", "b"]],
    ),
    "a directive of one line with its end": (
        '::: replace-text [@a] "1" -> "2"\n:::\nb\n',
        ['directive replace-text [@a] "1" -> "2"', ["paragraph", "b"]],
    ),
    "a directive without a name": ("::: {.a}\nb\n:::\n", [["directive {a}", ["paragraph", "b"]]]),
    "footnotes one below the other": (
        "[^1]: a\n[^b]: c\n\n    d\n\ne\n",
        [
            ["footnote_definition 1", ["paragraph", "a"]],
            ["footnote_definition b", ["paragraph", "c"], ["paragraph", "d"]],
            ["paragraph", "e"],
        ],
    ),
    "a footnote that begins below its name": ("[^1]:\n    a\n", [["footnote_definition 1", ["paragraph", "a"]]]),
    "a link definition": ("[a b]: <c d> 'e'\nf\n", ["link_definition a b c d e", ["paragraph", "f"]]),
    "terms and definitions": (
        "a\nb\n: c\n  d\n\n: e\n\nf\n: g\n",
        [
            [
                "definition_list",
                ["definition_term", "a"],
                ["definition_term", "b"],
                ["definition", ["paragraph", "c", "softbreak", "d"]],
                ["definition", ["paragraph", "e"]],
                ["definition_term", "f"],
                ["definition", ["paragraph", "g"]],
            ]
        ],
    ),
    "a definition after a blank line": (
        "a\n\n:   b\n\n    c\n",
        [["definition_list", ["definition_term", "a"], ["definition", ["paragraph", "b"], ["paragraph", "c"]]]],
    ),
    "a definition below two blank lines is words": ("a\n\n\n: b\n", [["paragraph", "a"], ["paragraph", ": b"]]),
    "a definition below a table is words": (
        "|a|\n|-|\n: b\n",
        [["table", ["table_row head", ["cell", "a"]]], ["paragraph", ": b"]],
    ),
    "a definition below link definitions is words": ("[a]: b\n: c\n", ["link_definition a b", ["paragraph", ": c"]]),
    "a definition lazily in a list is words": (
        "- a\n: b\n",
        [["list - bullet", ["list_item", ["paragraph", "a", "softbreak", ": b"]]]],
    ),
    "colons before no name are words": ("::: 5 a\n", [["paragraph", "::: 5 a"]]),
    "an HTML table closed before it opens": (
        "</table>\n\n<table>\n\na\n",
        ["html </table>", "html <table>", ["paragraph", "a"]],
    ),
    "a definition of nothing is words": (": a\n", [["paragraph", ": a"]]),
}


@pytest.mark.parametrize("what", BLOCKS)
def test_block(what):
    text, expected = BLOCKS[what]

    assert shapes(text) == expected
    assert list(faults(read(text))) == []


TABLES = {
    "alignments": (
        "| a | b | c | d |\n|:--|--:|:-:|---|\n",
        [["table", ["table_row head", ["cell left", "a"], ["cell right", "b"], ["cell center", "c"], ["cell", "d"]]]],
    ),
    "no outer pipes": (
        "a | b\n--|--\n1 | 2\n",
        [["table", ["table_row head", ["cell", "a"], ["cell", "b"]], ["table_row body", ["cell", "1"], ["cell", "2"]]]],
    ),
    "a pipe within a cell": (
        '|a|\n|-|\n|b \\| `c\\|d` $e\\|f$ {g="h\\|i"}|\n',
        [
            [
                "table",
                ["table_row head", ["cell", "a"]],
                [
                    "table_row body",
                    ["cell", "b ", "escape |", " ", "code c|d", " ", "formula e|f", " ", "attributes {g=h|i}"],
                ],
            ]
        ],
    ),
    "several header rows": (
        "|a|b|\n|c|d|\n|---|---|\n|e|f|\n",
        [
            [
                "table",
                ["table_row head", ["cell", "a"], ["cell", "b"]],
                ["table_row head", ["cell", "c"], ["cell", "d"]],
                ["table_row body", ["cell", "e"], ["cell", "f"]],
            ]
        ],
    ),
    "all above the last delimiter row is header": (
        "|a|\n|---|\n|b|\n|---|\n|c|\n",
        [
            [
                "table",
                ["table_row head", ["cell", "a"]],
                ["table_row head", ["cell", "b"]],
                ["table_row body", ["cell", "c"]],
            ]
        ],
    ),
    "a row of single dashes is a row": (
        "|a|b|\n|---|---|\n|c|d|\n|-|-|\n",
        [
            [
                "table",
                ["table_row head", ["cell", "a"], ["cell", "b"]],
                ["table_row body", ["cell", "c"], ["cell", "d"]],
                ["table_row body", ["cell", "-"], ["cell", "-"]],
            ]
        ],
    ),
    "below a line of a paragraph": (
        "a\nb | c\n--|--\n",
        [["paragraph", "a"], ["table", ["table_row head", ["cell", "b"], ["cell", "c"]]]],
    ),
    "below its caption": (
        "Table: a {#b}\n|c|\n|-|\n",
        [["paragraph", "Table: a ", "attributes {b}"], ["table", ["table_row head", ["cell", "c"]]]],
    ),
    "below its Chinese caption": ("表：a | b\n|---|---|\n", [["paragraph", "表：a | b", "softbreak", "|---|---|"]]),
    "words below end it": ("|a|\n|-|\nb\n", [["table", ["table_row head", ["cell", "a"]]], ["paragraph", "b"]]),
    "another block ends it": (
        "|a|b|\n|-|-|\n- c | d\n",
        [
            ["table", ["table_row head", ["cell", "a"], ["cell", "b"]]],
            ["list - bullet", ["list_item", ["paragraph", "c | d"]]],
        ],
    ),
    "too few columns make it words": ("|a|b|\n|-|\n", [["paragraph", "|a|b|", "softbreak", "|-|"]]),
    "empty cells": (
        "|a|b|\n|-|-|\n| | c |\n||d|\n",
        [
            [
                "table",
                ["table_row head", ["cell", "a"], ["cell", "b"]],
                ["table_row body", "cell", ["cell", "c"]],
                ["table_row body", "cell", ["cell", "d"]],
            ]
        ],
    ),
}


@pytest.mark.parametrize("what", TABLES)
def test_table(what):
    text, expected = TABLES[what]

    assert shapes(text) == expected
    assert list(faults(read(text))) == []


def test_ragged_rows_keep_the_table_a_table():
    found = read("| a | b |\n|---|---|\n| c |\n| d | e | f |\n")
    rows = found.blocks[0].children

    assert places(found) == [("ragged-table-row", 3, 1), ("ragged-table-row", 4, 1)]
    assert [[cell.end - cell.start for cell in row.children] for row in rows] == [[1, 1], [1, 0], [1, 1, 1]]
    assert rows[1].children[1].start == rows[1].end


DIAGNOSTICS = {
    "a\n\n::: note\nb\n": [("unclosed-directive", 3, 1)],
    "> ::: note\n> b\n\nc\n": [("unclosed-directive", 1, 3)],
    "a\n\n:::\n": [("directive-end-without-start", 3, 1)],
    ":::: a\n::: b\n::::\n": [("unclosed-directive", 2, 1)],
    "- ```\n  a\n\nb\n": [("unclosed-code", 1, 3)],
    "> $$\n> a\nb\n$$\n": [("unclosed-formula", 1, 3)],
    ":::: a\nb\n:::\n": [("unclosed-directive", 1, 1), ("directive-end-without-start", 3, 1)],
    "$$\na\n\nb\n": [("unclosed-formula", 1, 1)],
    "::: a\n::: b\n:::\n:::\n": [],
}


@pytest.mark.parametrize("text", DIAGNOSTICS)
def test_what_is_not_closed_is_reported_where_it_begins(text):
    assert places(read(text)) == DIAGNOSTICS[text]


PLACES = {
    "> - a\n>   *b*\n": ("emphasis", "*b*"),
    "1. a\n   > b `c`\n": ("code", "`c`"),
    "-\ta\n\n\tb [c](d)\n": ("link", "[c](d)"),
    ">\t> a **b**\n": ("strong", "**b**"),
    "::: a\n> b\n> - c\nd [@e]\n:::\n": ("key_reference", "[@e]"),
    "[^1]: a\n\n    - b\n\n      | c | d |\n      |---|---|\n      | e | *f* |\n": ("emphasis", "*f*"),
    "- a\n\n  ```\n  b\n  ```\n": ("code_fence", "```\n  b\n  ```"),
    "> [!NOTE] {#a}\n> b\n": ("alert", "> [!NOTE] {#a}\n> b"),
    "a\n\n|b|\n|-|\n| c |\n": ("table", "|b|\n|-|\n| c |"),
    "- a\n  - b\n\n    c\n- d\n": ("list", "- a\n  - b\n\n    c\n- d"),
    "> a\n>\n\nb\n": ("quote", "> a\n>"),
    "::: a\nb\n\n:::\nc\n": ("directive", "::: a\nb\n\n:::"),
    "a\n: b\n\n  c\n\nd\n": ("definition", ": b\n\n  c"),
}


@pytest.mark.parametrize("text", PLACES)
def test_a_construct_covers_its_marks_and_nothing_else(text):
    kind, expected = PLACES[text]
    token = next(token for token in walk(read(text).blocks) if token.kind == kind)

    assert text[token.start : token.end] == expected


LITERALS = (
    "> $$\n> a\n>   b_1 $$\n",
    "- $$ \\frac{a} $$ {#b}\n",
    "a $x^2$ b\n",
    "a $`x^2`$ b\n",
    "> ```x\n> x\n>\n>   y\n> ```\n",
    "1. a\n\n       b\n         c\n",
    "> <div>\n>  <b>\n",
)


@pytest.mark.parametrize("text", LITERALS)
def test_every_character_of_a_literal_has_its_place(text):
    found = read(text)
    token = next(
        token for token in walk(found.blocks) if token.kind in {"formula", "code_fence", "code_indented", "html"}
    )
    there = [text[literal_place(found.source, token, at)] for at, char in enumerate(token.text) if not char.isspace()]

    assert there == [char for char in token.text if not char.isspace()]


def test_a_literal_that_half_a_tab_widens_has_its_line():
    found = read(">\t\ta\n")
    token = found.blocks[0].children[0]

    assert token.text == "  a"
    assert literal_place(found.source, token, 2) <= token.end
