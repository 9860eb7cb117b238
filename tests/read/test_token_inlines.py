"""What each inline mark becomes, in English and in Chinese text."""

from __future__ import annotations

import pytest
from token_checks import faults
from token_shapes import inlines, read, shapes

from stdpub.model.source import SourceText
from stdpub.read.tokens import tokens, walk

INLINES = {
    # keys, attributes, spans
    "shall be [1,3]{limit=pue}. {#a}": ["shall be ", ["span {limit=pue}", "1,3"], ". ", "attributes {a}"],
    '[a *b*]{.index x="y \\" z"}': [['span {index x=y " z}', "a ", ["emphasis", "b"]]],
    "[@a], [@b, 5.2] and [@c-d@2026#e]": [
        "key_reference a",
        ", ",
        "key_reference b, 5.2",
        " and ",
        "key_reference c-d@2026#e",
    ],
    "[@a,\n5.2]": ["key_reference a, 5.2"],
    "[来源：GB/T 1，有修改][@iso]": [["key_link iso", "来源：GB/T 1，有修改"]],
    "[a][@b] [c](#d)": [["key_link b", "a"], " ", ["link #d", "c"]],
    "[@name](https://a.b)": [["link https://a.b", "@name"]],
    "![a](b.svg){#c alt=d}": [["image b.svg", "a"], "attributes {c alt=d}"],
    "{joint-iso-itu-t(2) a(3)} {b} {} {%c%} {{d}} {:toc}": ["{joint-iso-itu-t(2) a(3)} {b} {} {%c%} {{d}} {:toc}"],
    "a{: .b}": ["a", "attributes {b}"],
    "a {#b .c\nd=e} f": ["a ", "attributes {b c d=e}", " f"],
    "a [b]{c} d": ["a [b]{c} d"],
    "[a [b](c) d]{.e}": [["span {e}", "a ", ["link c", "b"], " d"]],
    # footnotes
    "a[^1] b[^c-d].": ["a", "footnote_reference 1", " b", "footnote_reference c-d", "."],
    "a [^*] b [^a b]": ["a [^*] b [^a b]"],
    # formulas and money
    "$a$ $\\alpha_1$。": ["formula a", " ", "formula \\alpha_1", "。"],
    "公式$E=mc^2$中": ["公式", "formula E=mc^2", "中"],
    "$HOME and $PATH": ["$HOME and $PATH"],
    "$5 and $6": ["$5 and $6"],
    "US$100 to US$200": ["US$100 to US$200"],
    "$5 million or 6$ more": ["$5 million or 6$ more"],
    "$5 < x$": ["formula 5 < x"],
    "$ a$ $b $": ["$ a$ $b $"],
    "\\$a$ b$": ["escape $", "a$ b$"],
    "$`a\\b`$ `$c$`": ["formula a\\b", " ", "code $c$"],
    "a $$b$$ c": ["a ", "formula b display", " c"],
    "$a\nb$": ["formula a\nb"],
    # small marks
    "H~2~O m^3^ 10^−3^ 10^-3^ (a)~i,j~": [
        "H",
        ["subscript", "2"],
        "O m",
        ["superscript", "3"],
        " 10",
        ["superscript", "−3"],
        " 10",
        ["superscript", "-3"],
        " (a)",
        ["subscript", "i,j"],
    ],
    "5~10℃，20~80%": ["5~10℃，20~80%"],
    "温度~5~以上": ["温度~5~以上"],
    "a ~b~ ^c^ d~e f~ g~abcdefghijklm~": ["a ~b~ ^c^ d~e f~ g~abcdefghijklm~"],
    "~~a *b*~~ ~~ c ~~": [["strikethrough", "a ", ["emphasis", "b"]], " ~~ c ~~"],
    "a~~b~~c": ["a", ["strikethrough", "b"], "c"],
    # addresses and tags
    "see https://a.b/c_d_e. <https://f> <g@h.i>": [
        "see ",
        "autolink https://a.b/c_d_e https://a.b/c_d_e",
        ". ",
        "autolink https://f https://f",
        " ",
        "autolink g@h.i mailto:g@h.i",
    ],
    "见https://a.b/c。又（http://d.e）": [
        "见",
        "autolink https://a.b/c https://a.b/c",
        "。又（",
        "autolink http://d.e http://d.e",
        "）",
    ],
    "(https://a.b/(c)) https://d.e?f&g;": [
        "(",
        "autolink https://a.b/(c) https://a.b/(c)",
        ") ",
        "autolink https://d.e?f https://d.e?f",
        "&g;",
    ],
    "[https://a.b](https://c.d)": [["link https://c.d", "https://a.b"]],
    "[*https://a.b*](c)": [["link c", ["emphasis", "https://a.b"]]],
    "[a [b](c) [d](e)](f)": ["[a ", ["link c", "b"], " ", ["link e", "d"], "](f)"],
    "a <!1> <!A b> <? c ?>": ["a <!1> ", "html <!A b>", " ", "html <? c ?>"],
    "ftp://a xhttps://b https://": ["ftp://a xhttps://b https://"],
    "a<br>b<br/>c <sub>d</sub> <!-- e -->": [
        "a",
        "linebreak <br>",
        "b",
        "linebreak <br/>",
        "c ",
        "html <sub>",
        "d",
        "html </sub>",
        " ",
        "html <!-- e -->",
    ],
    "&mdash; &#38; &nonsense; \\* \\a": ["entity —", " ", "entity &", " &nonsense; ", "escape *", " \\a"],
    # ends of lines
    "a  \nb\\\nc\nd": ["a", "linebreak", "b", "linebreak", "c", "softbreak", "d"],
    "a \n b": ["a", "softbreak", "b"],
    # Chinese
    "**注：**这是": [["strong", "注："], "这是"],
    "这是**“强调”**的": ["这是", ["strong", "“强调”"], "的"],
    "**（一）**项目**（二）**项目": [["strong", "（一）"], "项目", ["strong", "（二）"], "项目"],
    "采用**“A”**型、*《规程》*和**10 kV**。": [
        "采用",
        ["strong", "“A”"],
        "型、",
        ["emphasis", "《规程》"],
        "和",
        ["strong", "10 kV"],
        "。",
    ],
    "**GB/T 1.1—2020**的***重点：***内容": [
        ["strong", "GB/T 1.1—2020"],
        "的",
        ["emphasis", ["strong", "重点："]],
        "内容",
    ],
    "2 * 3 * 4，snake_case_名称_": ["2 * 3 * 4，snake_case_名称_"],
    "**注意!**后": [["strong", "注意!"], "后"],
}


@pytest.mark.parametrize("text", INLINES)
def test_inline(text):
    assert inlines(text) == INLINES[text]
    assert list(faults(read(text))) == []


def test_reference_without_definition_stays_text():
    assert inlines("[a][b] [c]") == ["[a][b] [c]"]


def test_files_of_one_standard_share_link_references_and_footnotes():
    first = SourceText("standard.md", "[a] b[^*]\n")
    second = SourceText("01.md", "[a]: c 'd'\n\n[^*]: e\n\n[A]: late\n")
    found = tokens([first, second])

    assert [token.kind for token in found[0].blocks[0].children] == ["link", "text", "footnote_reference"]
    assert found[0].blocks[0].children[0].info == "c"
    assert found[0].blocks[0].children[0].title == "d"


def test_marks_cover_themselves_through_containers():
    text = "> a **b\n> c** [d\n> e](f) `g\n> h`\n"
    found = [
        text[token.start : token.end] for token in walk(read(text).blocks) if token.kind in {"strong", "link", "code"}
    ]

    assert found == ["**b\n> c**", "[d\n> e](f)", "`g\n> h`"]


def test_attributes_know_the_place_of_every_part():
    text = '> a {#k .c1 n="x \\" y" m=z .c2}\n'
    found = next(token.attributes for token in walk(read(text).blocks) if token.kind == "attributes")

    assert text[found.key_at : found.key_at + len(found.key)] == "k"
    assert [text[at : at + 2] for at in found.class_starts] == list(found.classes)
    assert [text[at] for at in found.name_starts] == ["n", "m"]
    assert [text[slice(*span)] for span in found.value_spans] == ['x \\" y', "z"]
    assert found.value("n") == 'x " y'
    assert found.value_span("m") == found.value_spans[1]
    assert (found.value("q"), found.value_span("q")) == (None, None)
    assert text[found.start : found.end] == '{#k .c1 n="x \\" y" m=z .c2}'


def test_a_second_key_in_braces_is_kept_for_the_reader():
    found = read("# a {#b #c}\n").blocks[0].attributes

    assert (found.key, found.values) == ("b", (("#", "c"),))


def test_attributes_of_a_table_cell_may_hold_an_escaped_pipe():
    assert shapes("|a|\n|-|\n|b {c=d\\|e}|\n")[0][2] == ["table_row body", ["cell", "b ", "attributes {c=d|e}"]]
