"""What holds for the tokens of random Markdown: exact places, order, nothing lost, the same tokens every time."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from token_checks import every_block, faults
from token_shapes import read
from tries import tries

from stdpub.model.source import SourceText
from stdpub.read.tokens import tokens, walk

PIECES = (
    *"aB1 \n\t*_`~^$[]{}<>()!#+-=:|\\&\"'.,@/",
    *"，。（）“”：范围\u3000é😀",
    *("  ", "    ", "\n\n", "\n> ", "\n- ", "\n1. ", "\na) ", "\nb) ", "\n  ", "\n    ", "\n\t", "\n# ", "\n## "),
    *(
        "**",
        "***",
        "__",
        "~~",
        "``",
        "```",
        "\n```",
        "\n~~~\n",
        "$$",
        "\n$$\n",
        "\\*",
        "\\|",
        "&amp;",
        "https://a.b",
        "<br>",
    ),
    *("<b>", "</b>", "<!--", "-->", "<table>", "</table>", "<tr>", "<td>", "</td>", "<th>", "\n<table>\n", "\n<div>\n"),
    *(
        "[a]",
        "[a](b)",
        "![a](b)",
        "[@a]",
        "[^1]",
        "\n[a]: b\n",
        "\n[^1]: ",
        "{#a}",
        "{.b c=d}",
        '{e="f"}',
        "](",
        "]{.a}",
        "][@b]",
    ),
    *(
        "\n---\n",
        "\n===\n",
        "\n***\n",
        "\n| a | b |\n",
        "\n|---|:-:|\n",
        "|c|",
        "\nTable: a\n",
        "\n::: a\n",
        "\n:::\n",
        "\n: ",
    ),
    *(
        "\n> [!NOTE]\n",
        "\n> [!TIP] {#a}\n> ",
        "\n{: #a}\n",
        "---\n",
        "...\n",
        "H~2~O",
        "m^2^",
        "a~b~",
        "$x$",
        "**注：**这",
    ),
)
MARKDOWN = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


@settings(max_examples=tries(400), deadline=None)
@given(MARKDOWN)
def test_tokens_of_random_markdown_lie_exactly(text):
    assert list(faults(read(text))) == []


@settings(max_examples=tries(100), deadline=None)
@given(st.text(max_size=80))
def test_tokens_of_random_text_lie_exactly(text):
    assert list(faults(read(text.replace("\r", "\n")))) == []


@settings(max_examples=tries(100), deadline=None)
@given(MARKDOWN)
def test_reading_twice_gives_the_same(text):
    first, second = read(text), read(text)

    assert first.blocks == second.blocks
    assert first.diagnostics == second.diagnostics


@settings(max_examples=tries(150), deadline=None)
@given(MARKDOWN)
def test_a_quote_around_a_text_changes_no_leaf_but_its_place(text):
    lines = [f"> {line}" for line in text.expandtabs(4).removeprefix("---").split("\n")]
    plain = read("\n".join(line[2:] for line in lines))
    quoted = read("\n".join(lines))
    ours = [
        (token.kind, token.text) for token in walk(every_block(quoted)) if token.kind in {"text", "code", "formula"}
    ]
    theirs = [
        (token.kind, token.text) for token in walk(every_block(plain)) if token.kind in {"text", "code", "formula"}
    ]

    assert "[!" in text or ours == theirs


@settings(max_examples=tries(100), deadline=None)
@given(MARKDOWN, MARKDOWN)
def test_every_file_keeps_its_own_places(one, two):
    for found in tokens([SourceText("a.md", one), SourceText("b.md", two)]):
        assert list(faults(found)) == []
