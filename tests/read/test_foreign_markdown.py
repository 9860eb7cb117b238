"""What the import makes of each thing that foreign Markdown does."""

from __future__ import annotations

import json
import re
from time import process_time

import pytest
from foreign_imports import PNG, body, errors, header, imported, rules, tree, without_keys
from tries import some

from stdpub.model.folder import Folder
from stdpub.model.inlines import plain
from stdpub.read.foreign.keys import Keys, as_key, is_key
from stdpub.read.foreign.numbers import chinese_value, number_of
from stdpub.read.foreign.slugs import Slugs, loose
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read


def test_typed_numbers_become_labels():
    one = imported("# 1. Scope\n\nText.\n\n## 1.1 General\n\nMore.\n\n## 1.2 - Special\n\n# 2 Terms\n")

    assert [(1, "1", "Scope"), (2, "1.1", "General"), (2, "1.2", "Special"), (1, "2", "Terms")] == tree(one)
    assert 'numbering: {pattern: "{1}.{2}"}' in header(one)
    assert "label" not in body(one)


def test_a_gap_is_fixed_where_it_is_and_nowhere_else():
    one = imported("# 1 A\n\n# 3 B\n\n## 3.1 C\n\n## 3.4 D\n\n## 3.5 E\n\n# 4 F\n")

    assert ["1", "3", "3.1", "3.4", "3.5", "4"] == [label for _, label, _ in tree(one)]
    assert ['label="3"', 'label="3.4"'] == re.findall(r'label="[^"]*"', body(one))


def test_a_number_with_letters_before_it_makes_the_pattern():
    one = imported("# V1 A\n\n## Aim\n\n## V1.1 B\n\n# V2 C\n\n## V2.1 D\n")

    assert [("V1", "A"), ("", "Aim"), ("V1.1", "B"), ("V2", "C"), ("V2.1", "D")] == [one_[1:] for one_ in tree(one)]
    assert 'pattern: "V{1}.{2}"' in header(one)


def test_the_depth_follows_the_number_where_levels_do_not():
    one = imported("## 1 - A\n\n### 1.1 - B\n\n## 1.2 - C\n\n# 2 - D\n\n## 2.1 - E\n")

    assert [(1, "1"), (2, "1.1"), (2, "1.2"), (1, "2"), (2, "2.1")] == [clause[:2] for clause in tree(one)]


def test_annexes_keep_their_labels():
    one = imported(
        "# 1 A\n\n## 1.1 X\n\n# APPENDIX A – Tags\n\n## A.1. B\n\n### A.1.1. C\n\n# Annex B Informative things\n\nThis annex is informative.\n"
    )

    assert ["1", "1.1", "APPENDIX A", "A.1", "A.1.1", "Annex B"] == [label for _, label, _ in tree(one)]
    assert ".annex .informative" in body(one)
    assert errors(one) == []


def test_skipped_levels_close_up_and_are_reported():
    one = imported("# Guide\n\n## A\n\n##### B\n\n### C\n")

    assert [(1, "A"), (2, "B"), (2, "C")] == [(depth, title) for depth, _, title in tree(one)]
    assert ["level-closed"] == [rule for rule in rules(one) if rule == "level-closed"]


def test_what_only_looks_like_a_number_stays_in_the_title():
    one = imported("# 3D printing\n\n# 2024 plans\n\n# 4.0版的内容\n\n# 5 reasons\n")

    assert [("", "3D printing"), ("", "2024 plans"), ("", "4.0版的内容"), ("", "5 reasons")] == [
        clause[1:] for clause in tree(one)
    ]


def test_the_sole_top_heading_is_the_title():
    one = imported("# The Standard\n\nPreamble.\n\n## Scope\n\nText.\n")

    assert 'en: {main: "The Standard"}' in header(one)
    assert [(0, ""), (1, "Scope")] == [(depth, title) for depth, _, title in tree(one)]


def test_headings_under_the_contents_are_entries():
    one = imported(
        "## Contents\n\n### 1 - Scope\n\n### 2 - Terms\n\n# Introduction\n\n## 1 - Scope\n\n## 2 - Terms\n\n### 2.1 - word\n\n### 2.2 - other\n"
    )

    assert ["Contents", "1 - Scope", "2 - Terms", "Introduction", "Scope", "Terms", "word", "other"] == [
        title for _, _, title in tree(one) if title
    ] or "2.1" in str(read(one.folder).clauses)


def test_setext_and_closing_hashes_become_plain_headings():
    one = imported("Guide\n=====\n\nPart one\n--------\n\n## Part *two* ##\n")

    assert "# Part one\n\n# Part *two*" == without_keys(body(one))


def test_a_heading_without_words_is_dropped_and_one_that_is_only_a_number_stays():
    one = imported("#\n\n# 1 A\n\n## 1.1\n\nText.\n\n## 1.2\n\nMore.\n")

    assert [("1", "A"), ("1.1", ""), ("1.2", "")] == [clause[1:] for clause in tree(one)]
    assert "empty-heading" in rules(one)


def test_a_heading_in_a_quotation_becomes_bold_words():
    one = imported("# A\n\n> # Not a clause\n>\n> Text.\n")

    assert "> **Not a clause**" in body(one)
    assert errors(one) == []


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ("# A {#The_Id}\n", "the-id"),
        ("# A\n{: #my-id .no_toc}\n", "my-id"),
        ('# <a name="someName"></a>A\n', "somename"),
        ('<a id="before"></a>\n\n# A\n', "before"),
        ('<section id="s-2">\n\n[^n]: Note.\n\n# A\n\nText.[^n]\n', "s-2"),
        ('<section id="s-1">\n\n# A\n\nText.\n\n</section>\n', "s-1"),
        ("# A {#4.2}\n", "s4-2"),
    ],
)
def test_ids_of_headings_become_keys(source, key):
    one = imported(source)

    assert f"# A {{#{key}}}" in body(one)
    assert errors(one) == []


def test_ids_of_paragraphs_cells_and_rows_become_keys():
    one = imported(
        '# A\n\n<a name="p1"></a>First words.\n\n| a | b |\n|---|---|\n| <a name="c1"></a>x | y |\n\n'
        '<table>\n<tr id="r1"><td>one</td><td id="D_1">two</td></tr>\n</table>\n\n[p](#p1) [c](#c1) [r](#r1) [d](#D_1)\n'
    )
    text = body(one)

    assert "First words. {#p1}" in text
    assert "| x {#c1} | y |" in text
    assert '<td id="r1">one</td><td id="d-1">two</td>' in text
    assert "[p](#p1) [c](#c1) [r](#r1) [d](#d-1)" in text
    assert errors(one) == []


def test_two_things_with_one_id_get_two_keys():
    one = imported("# A {#x}\n\n# B {#x}\n")

    assert "# A {#x}\n\n# B {#x-2}" in body(one)
    assert [("duplicate-key", 3)] == [(remark.rule, remark.line) for remark in one.report.remarks]


@pytest.mark.parametrize(
    "link",
    ["#b-thing", "#B-Thing", "#11-b-thing", "doc.md#b-thing", "#b---thing"],
)
def test_links_to_headings_lead_to_their_keys(link):
    one = imported(f"# 1 A\n\nSee [there]({link}).\n\n## 1.1 B thing {{#b}}\n\n## 1.2 C\n")

    assert "[there](#b)" in body(one)
    assert errors(one) == []


def test_a_link_that_is_the_number_prints_the_number():
    one = imported("# 1 A\n\nSee [Section 1.1](#11-b) and [§1.2](#12-c), [the last](#12-c).\n\n## 1.1 B\n\n## 1.2 C\n")
    clause = read(one.folder).clauses[0]

    assert re.search(r"See Section \[@k\w{5}\] and §\[@k\w{5}\], \[the last\]\(#k\w{5}\)\.", body(one))
    assert "See Section 1.1 and §1.2, the last." == "".join(plain(one_.children) for one_ in clause.blocks[0].sentences)


def test_a_link_that_leads_nowhere_leaves_its_words_and_is_reported():
    one = imported("# A\n\nSee [this](#nowhere) and [that](missing.md).\n")

    assert "See this and that." in body(one)
    assert ["broken-anchor", "link-outside"] == [
        remark.rule for remark in one.report.remarks if remark.fate.value == "unresolved"
    ]
    assert [3, 3] == [remark.line for remark in one.report.remarks if remark.fate.value == "unresolved"]


def test_links_that_are_no_links_are_taken_away():
    one = imported("# A\n\n[x](javascript:alert(1)) [y](https://example.org)\n")

    assert "x [y](https://example.org)" in body(one)
    assert errors(one) == []


@pytest.mark.parametrize(
    "words",
    [
        "see Section 4.2.1",
        "See Sections 4.2 and 4.2.1",
        "in clause 4.2",
        "(see 4.2.1)",
        "§4.2",
        "Section 4.2.1 (d)",
        "Section 4.2 of this document",
    ],
)
def test_typed_references_become_cross_references(words):
    one = imported(f"# 4 A\n\nText {words}.\n\n## 4.2 B\n\n### 4.2.1 C\n")
    clause = read(one.folder).clauses[0]

    assert "[@k" in body(one)
    assert f"Text {words}." == "".join(plain(one_.children) for one_ in clause.blocks[0].sentences)


@pytest.mark.parametrize(
    "words",
    [
        "RFC 5280, Section 4.2",
        "Section 4.2 of RFC 5280",
        "Section 4.2 of their CPS",
        "ISO 9001:2015, clause 4.2",
        "[RFC 1](https://example.org) Section 4.2",
        "in Section 4.2 from RFC 1",
        "version 4.2",
    ],
)
def test_references_into_other_documents_stay_words(words):
    one = imported(f"# 4 A\n\nText {words}.\n\n## 4.2 B\n\n### 4.2.1 C\n")

    assert "[@" not in body(one)


def test_a_typed_reference_that_resolves_to_nothing_is_reported():
    one = imported("# 4 A\n\nSee Section 4.9.\n\n## 4.1 B\n\n## 4.2 C\n")

    assert [("unresolved-reference", 3)] == [
        (one_.rule, one_.line) for one_ in one.report.remarks if one_.fate.value == "unresolved"
    ]


def test_references_to_annexes_and_chinese_clauses():
    one = imported(
        "# 4 要求\n\n应符合4.1的规定，见附录A，按第4章执行。GB/T 1.1—2020中4.1不算。\n\n## 4.1 通则\n\n## 4.2 其他\n\n# 附录A 方法\n"
    )

    assert re.search(
        r"应符合\[@k\w{5}\]的规定，见\[@k\w{5}\]，按第\[@k\w{5}\]章执行。.*?GB/T 1.1—2020中4.1不算。", body(one)
    )


def test_a_law_has_articles_and_references_to_its_own_only():
    one = imported(
        "# 某某法\n\n2020年1月1日通过\n\n## 第一章　总则\n\n**第一条**　为了示范，制定本法。\n\n**第二条**　违反本法第一条、第三条规定的，应当改正；"
        "违反《刑法》第二条的，依法处理。\n\n## 第二章　附则\n\n**第三条**　本法自公布之日起施行。\n\n**第三条之一**　补充。\n"
    )

    assert ["", "第一章", "第一条", "第二条", "第二章", "第三条", "第三条之一"] == [label for _, label, _ in tree(one)]
    assert re.search(r"违反本法\[@k\w{5}\]、\[@k\w{5}\]规定的，应当改正；违反《刑法》第二条的", body(one))
    assert "numbering: law" in header(one)
    assert errors(one) == []


@pytest.mark.parametrize(
    ("source", "made"),
    [
        ("> *Note*: One.\n> Two. *end note*\n", "> [!NOTE]\n> One.\n> Two. *end note*"),
        ("> **Example:**\n>\n> Text.\n", "> [!EXAMPLE]\n>\n> Text."),
        ("> Note: Words.\n", "> [!NOTE]\n> Words."),
        ("**Note:** Words.\nMore.\n", "> [!NOTE]\n> Words.\n> More."),
        ("NOTE 1 - Words.\n", "> [!NOTE]\n> Words."),
        ("- item\n\n  **Note**: Words.\n", "- item\n\n  > [!NOTE]\n  > Words."),
        ("> Just quoted.\n", "> Just quoted."),
        ("**Note:** You shall not.\n", "**Note:** You shall not."),
        ("**Note to readers**\n", "**Note to readers**"),
        ("Notes are good.\n", "Notes are good."),
    ],
)
def test_notes_become_alerts_where_they_certainly_are(source, made):
    one = imported(f"# A\n\nThe vessel shall be vented. It shall not leak.\n\n{source}")

    assert made == without_keys(body(one)).split("leak.", 1)[1].strip()


def test_inline_html_keeps_its_words():
    one = imported(
        "# A\n\nA <b>bold</b>, <i>slanted</i>, <code>x_y</code>, H<sub>2</sub>O, <span class='x'>span</span>, "
        "<a href='https://example.org'>link</a>, List<T> and <vendor>.<br/>End\n"
    )

    assert (
        "A **bold**, *slanted*, `x_y`, H<sub>2</sub>O, span, [link](https://example.org), List\\<T> and \\<vendor>.<br/>End"
        in body(one)
    )
    assert errors(one) == []


def test_blocks_of_html_become_paragraphs():
    one = imported(
        "# A\n\n<details><summary>More *here*</summary>\n\nText.\n\n</details>\n\n<div>\n    Raw _words_.\n</div>\n"
    )

    assert "More \\*here\\*" in body(one)
    assert "Raw \\_words\\_." in body(one)
    assert "html-tag" in rules(one)
    assert errors(one) == []


def test_an_html_table_keeps_spans_and_says_the_same():
    one = imported(
        '# A\n\n<div>\n<table class="x">\n<tr><th rowspan="2">Head</th><td>*raw* <code>\\</code></td></tr>\n<tr><td><p>one</p><p>two</p></td></tr>\n</table>\n</div>\n'
    )
    (table,) = read(one.folder).clauses[0].blocks

    assert [(2, 1), (1, 1), (1, 1)] == [
        (cell.row_span, cell.column_span) for row in (*table.head, *table.body) for cell in row.cells
    ]
    assert "\\*raw\\* `\\`" in body(one)
    assert "one<br>two" in body(one)
    assert errors(one) == []


def test_signs_of_the_language_stay_signs():
    source = "# A\n\nBraces {.not} and {name=value}, keys [@home], `{#code}`, $HOME/x and $5 and $PATH.\n\n::: box\n\nText.\n\n| ^ | < |\n|---|---|\n| ^ | < |\n"
    one = imported(source)
    said = "".join(plain(sentence.children) for sentence in read(one.folder).clauses[0].blocks[0].sentences)

    assert "Braces {.not} and {name=value}, keys [@home], {#code}, $HOME/x and $5 and $PATH." == said
    assert "\\^" in body(one)
    assert errors(one) == []


def test_formulas_stay_formulas_and_bad_ones_become_code():
    one = imported("# A\n\nWith $E = mc^2$ and $\\nosuchcommand{x}$.\n\n$$\nx^2\n$$\n\n$$\n\\frac{1\n$$\n")

    assert "$E = mc^2$ and `$\\nosuchcommand{x}$`." in body(one)
    assert "```latex\n\\frac{1\n```" in body(one)
    assert errors(one) == []


def test_attributes_of_renderers_go_and_are_named():
    one = imported(
        '# A\n\n1. x\n2. y\n{:.letters}\n\nText.\n{: .lead data-x="1"}\n\n[words](https://example.org){:target="_blank"}\n'
    )

    assert "1. x\n2. y\n\nText.\n\n[words](https://example.org)" == without_keys(body(one)).split("# A\n\n")[1]
    assert 3 == rules(one).count("attributes")


def test_shortcodes_and_marks_for_contents():
    one = imported("# A\n\n[TOC]\n\n{{< figure src=x >}} and {% include y %}\n\n---\n\nEnd.\n")

    assert "{{\\< figure" in body(one) or "{{< figure" in body(one)
    assert "[TOC]" not in body(one)
    assert {"shortcode", "contents-mark", "rule-off"} <= set(rules(one))
    assert errors(one) == []


def test_rows_with_ids_are_requirements():
    one = imported(
        "# V1 A\n\n## V1.1 B\n\n## V1.2 C\n\n| # | Requirement |\n|---|---|\n| **1.1.1** | Verify that it holds well. |\n| **1.1.2** | Verify that it is small. |\n\nSee (1.1.2).\n"
    )

    assert "Verify that it holds well. {#v1-1-1} |" in body(one)
    assert "See ([1.1.2](#v1-1-2))." in body(one)
    assert errors(one) == []


def test_typed_captions_number_themselves():
    one = imported(
        {
            "doc.md": '# A\n\nTable 1. Limits\n\n| a |\n|---|\n| b |\n\n**Figure 1: Flow**\n\n![A picture of it](img/flow.png "Flow")\n\nSee Table 1 and Figure 1.\n',
            "img/flow.png": PNG,
        }
    )
    figure = next(block for block in read(one.folder).clauses[0].blocks if type(block).__name__ == "Figure")

    assert "Table: Limits" in body(one)
    assert ("Figure 1", "Flow", "A picture of it") == (figure.label, plain(figure.caption), figure.alt)
    assert re.search(r"See \[@k\w{5}\] and \[@k\w{5}\]\.", body(one))
    assert PNG == one.folder.files["figures/flow.png"]


def test_pictures_that_are_not_there_leave_their_words():
    one = imported("# A\n\n![the alt](missing.png)\n\n![Badge](https://example.org/b.svg)\n")

    assert "the alt\n\n[Badge](https://example.org/b.svg)" in body(one)
    assert {"image-missing", "image-outside"} <= set(rules(one))
    assert errors(one) == []


def test_front_matter_gives_title_edition_date_and_rights():
    one = imported(
        "---\ntitle: My Standard\nsubtitle: Version 1.8.0\ndate: 25 August, 2021\nlayout: page\ncopyright: |\n  Copyright 2021 Some Body\n\n  Creative Commons Attribution 4.0\n---\n\n# 1 A\n\n## 1.1 B\n\n## 1.2 C\n"
    )

    assert 'version: "1.8.0"\ndate: 2021-08-25' in header(one)
    assert 'copyright: {holder: "Some Body", year: 2021, licence: CC-BY-4.0}' in header(one)
    assert [("front-matter", "layout: page")] == [
        (one_.rule, one_.text) for one_ in one.report.remarks if one_.rule == "front-matter"
    ]


def test_what_is_said_outright_goes_before_what_is_found():
    one = imported("# A\n\nText.\n", identifier="X 1", language="zh", edition="2")

    assert 'identifier: "X 1"\nedition: 2\nlanguage: zh' in header(one)


def test_toml_front_matter_and_unreadable_front_matter():
    toml = imported('+++\ntitle = "From TOML"\n+++\n\n## A\n')
    broken = imported("---\ntitle: [x\n---\n\n# A\n\nText.\n")

    assert 'main: "From TOML"' in header(toml)
    assert "front-matter-unreadable" in rules(broken)
    assert errors(toml) == errors(broken) == []


def test_chapters_come_in_the_order_of_their_front_matter():
    one = imported(
        {
            "b.md": "---\ntitle: Second\nnavOrder: 2\n---\n\n# Second\n",
            "a.md": "---\ntitle: Third\nnavOrder: 10\n---\n\n# Third\n",
            "c.md": "---\ntitle: First\nnavOrder: 1\n---\n\nText without a heading.\n",
        }
    )

    assert ("c.md", "b.md", "a.md") == one.report.files
    assert ["First", "Second", "Third"] == [title for _, _, title in tree(one)]


def test_chapters_come_in_the_order_of_a_list_of_contents():
    one = imported({"README.md": "# Contents\n\n- [B](b.md)\n- [A](a.md#x)\n", "a.md": "# A\n", "b.md": "# B\n"})

    assert ("README.md", "b.md", "a.md") == one.report.files


def test_chapters_come_in_the_order_of_numbers():
    names = imported({"10-z.md": "# Z\n", "2-y.md": "# Y\n", "0x1.md": "# X\n", "LICENSE.md": "# L\n"})
    typed = imported({"z.md": "# 2 Z\n", "y.md": "# 10 Y\n", "x.md": "# 1 X\n", "foreword.md": "# Foreword\n"})

    assert ("2-y.md", "10-z.md") == tuple(file for file in names.report.files if file[0].isdigit() and file[1] != "x")
    assert "LICENSE.md" == names.report.files[-1]
    assert ("foreword.md", "x.md", "z.md", "y.md") == typed.report.files


def test_footnotes_and_link_definitions_of_chapters_stay_apart():
    one = imported(
        {
            "1.md": "# A\n\nOne[^1] and [here][x].\n\n[^1]: First.\n\n[x]: https://example.org/1\n",
            "2.md": "# B\n\nTwo[^1] and [here][x], [x], [^undefined].\n\n[^1]: Second.\n\n[x]: https://example.org/2\n",
        }
    )
    standard = read(one.folder)

    assert ["First.", "Second."] == [plain(note.blocks[0].sentences[0].children) for note in standard.footnotes]
    assert "[here](https://example.org/1)" in body(one, "1.md")
    assert "[here](https://example.org/2), [x](https://example.org/2), \\[^undefined]" in body(one, "2.md")
    assert errors(one) == []


def test_chapters_with_reserved_or_equal_names_get_others():
    one = imported({"standard.md": "# A\n", "x/a.md": "# B\n", "y/a.md": "# C\n"})

    assert {"standard.md", "chapter-standard.md", "x-a.md", "y-a.md"} == set(one.folder.files)


def test_terms_become_entries():
    one = imported(
        "# 1 Scope\n\nText.\n\n# 2 Terms and definitions\n\n## 2.1 valve\n\nthing that closes\n\nNote: Not a cock.\n\n## 2.2 cock\n\nother thing\n"
    )
    entries = read(one.folder).clauses[1].clauses

    assert [("2.1", "valve"), ("2.2", "cock")] == [
        (entry.label, plain(entry.designations[0].words)) for entry in entries
    ]
    assert 1 == len(entries[0].notes)


def test_provisions_items_and_tables_get_keys():
    one = imported(
        "# A\n\nIt shall work. It is good. It shall:\n\n- run fast;\n- stop.\n\n| a |\n|---|\n| shall hold |\n"
    )
    text = body(one)

    assert re.search(r"It shall work\. \{#k\w{5}\} It is good\. It shall: \{#k\w{5}\}", text)
    assert re.search(r"- run fast; \{#k\w{5}\}\n- stop\. \{#k\w{5}\}\n\n\{#k\w{5}\}\n\n\| a \|", text)
    assert errors(one) == []


def test_the_same_text_gets_the_same_keys():
    text = "# A\n\nIt shall work.\n\n## B\n\nIt shall work.\n"

    assert imported(text).folder.files == imported(text).folder.files
    assert len(set(re.findall(r"#k\w{5}", body(imported(text))))) == len(re.findall(r"#k\w{5}", body(imported(text))))


def test_the_report_is_json_with_counts_and_lines():
    report = json.loads(imported("# 1 A\n\n## 1.1 B\n\n## 1.3 [x](#no)\n").report.to_json())

    assert 3 == report["counts"]["typed-numbers"]
    assert ("label-fixed", "doc.md", 5) in [(one["rule"], one["file"], one["line"]) for one in report["remarks"]]
    assert {"en", "zh"} == set(report["remarks"][0]["message"])
    assert sum(report["not-understood"].values()) == len(report["remarks"])


def test_files_that_are_no_text_are_named():
    one = import_folder(Folder("d", {"a.md": b"# A\n", "b.md": b"\xff\xfe", "x.bin": b"1"}, {"big.md": 99_000_000}))

    assert {("file-not-read", "b.md"), ("file-not-read", "big.md"), ("file-unused", "x.bin")} <= {
        (remark.rule, remark.file) for remark in one.report.remarks
    }


@pytest.mark.parametrize(
    "files", [{}, {"a.md": ""}, {"a.md": "\n\n"}, {"a.md": "---\ntitle: x\n---"}, {"a.md": "#"}, {"a.txt": "# A\n"}]
)
def test_little_or_nothing_is_a_standard_too(files):
    assert errors(imported(files)) == []


def test_line_ends_and_marks_at_the_start_do_not_matter():
    one = imported({"doc.md": b"\xef\xbb\xbf# A\r\n\r\nText.\r\n"})

    assert "# A\n\nText." == without_keys(body(one))


HOSTILE = {
    "headings": "# a\n" * 20_000,
    "numbers": "".join(f"# {at}.{at} a\n" for at in range(8_000)),
    "anchors": '<a name="x"></a>' * 5_000,
    "tags": "<b>" * 20_000,
    "table cells": "<table><tr>" + "<td id=x>" * 5_000 + "</table>",
    "braces": "{#a} " * 20_000,
    "links": "[a](#b) " * 12_000,
    "references": "see Section 1.2 and 1.3, " * 4_000,
    "quotes": ">" * 30_000 + " note: x",
    "shortcodes": "{{ " * 30_000,
    "captions": "Table 1. x\n\n| a |\n|---|\n| b |\n\n" * 2_500,
    "articles": "".join(f"**第{'一' * (at % 9 + 1)}条**　本法第一条。\n\n" for at in range(4_000)),
    "definitions": "".join(f"[a{at}]: #b\n" for at in range(8_000)),
    "notes": "**Note:** x\n\n" * 7_000,
    "dollars": "$a_ " * 25_000,
    "wrappers": '<div markdown="1">\n' * 5_000,
}


@pytest.mark.parametrize("text", some(HOSTILE.values()), ids=HOSTILE.keys())
def test_hostile_texts_end_in_time(text):
    started = process_time()
    imported("# 1 A\n\n## 1.2 B\n\n" + text)

    assert process_time() - started < 12


@pytest.mark.parametrize(
    ("heading", "label", "form"),
    [
        ("4.2.1 Title", "4.2.1", "dotted"),
        ("4.2.1. Title", "4.2.1", "dotted"),
        ("1 - Scope", "1", "dotted"),
        ("V1.1 Title", "V1.1", "dotted"),
        ("4.1总则", "4.1", "dotted"),
        ("A.1.2 Title", "A.1.2", "lettered"),
        ("Annex B Title", "Annex B", "annex"),
        ("APPENDIX A – Title", "APPENDIX A", "annex"),
        ("附录A（规范性）", "附录A", "annex"),
        ("附录 B", "附录 B", "annex"),
        ("第三章　总则", "第三章", "law"),
        ("第一百零二条之一", "第一百零二条之一", "law"),
        ("Chapter 3: Title", "Chapter 3", "worded"),
        ("一、总则", "一、", "counted"),
    ],
)
def test_numbers_are_read(heading, label, form):
    number = number_of(heading)

    assert number is not None
    assert (label, form) == (number.label, number.form)


@pytest.mark.parametrize(
    "heading", ["3D", "2024 plans", "5G networks", "3年计划", "Title", "C# 5", "Annex", "Appendices", ""]
)
def test_no_numbers_are_read(heading):
    assert number_of(heading) is None


@pytest.mark.parametrize(("numeral", "value"), [("十", 10), ("二十一", 21), ("一百零五", 105), ("12", 12), ("x", 0)])
def test_chinese_numerals(numeral, value):
    assert chinese_value(numeral) == value


def test_keys_are_valid_and_free():
    keys = Keys()

    assert ["a-b", "a-b-2", "s4-2", "", "r-1"] == [
        keys.take("A_b"),
        keys.take("a b"),
        keys.take("4.2"),
        keys.take("…"),
        keys.take("R-1"),
    ]
    assert is_key(keys.mint("x"))
    assert keys.mint("x") != keys.mint("x")
    assert as_key("1", "req") == "req-1"


def test_slugs_are_those_of_renderers():
    slugs = Slugs()

    assert {"11-scope--limits", "scope--limits", "scope-limits"} <= set(
        slugs.of("1.1 Scope & Limits", "Scope & Limits")
    )
    assert "11-scope--limits-1" in slugs.of("1.1 Scope & Limits", "Scope & Limits")
    assert loose("A--b_C") == "a-b-c"


def test_ids_of_code_and_formulas_become_keys():
    one = imported(
        "# A\n\n```{.json #code_1}\n{}\n```\n\n$$ x^2 $$ {#eq:one}\n\n![alt](a.png){#fig:a width=50%}\n\n"
        "[code](#code_1) [formula](#eq:one) [figure](#fig:a)\n"
    )

    assert "```{#code-1 .json}" in body(one)
    assert "$$ x^2 $$ {#eq-one}" in body(one)
    assert "[code](#code-1) [formula](#eq-one) [figure](#fig-a)" in body(one)
    assert errors(one) == []


def test_marks_of_pandoc_on_headings_go():
    one = imported("# Intro {-}\n\nText.\n\n# Next {.unnumbered}\n")

    assert ["Intro", "Next"] == [title for _, _, title in tree(one)]
    assert "attributes" in rules(one)


def test_a_list_that_begins_elsewhere_is_reported():
    one = imported("# A\n\n6. six\n7. seven\n")

    assert [("list-start", 3)] == [(remark.rule, remark.line) for remark in one.report.remarks]


def test_a_typed_list_of_contents_is_kept():
    one = imported("# A\n\n- [B](#b)\n- [C](#c)\n- [D](#d)\n\n## B\n\n## C\n\n# D\n")

    assert re.search(r"- \[B\]\(#k\w{5}\)\n- \[C\]\(#k\w{5}\)", body(one))
    assert ["contents"] == rules(one)


def test_ids_in_definition_lists_go_to_the_definition():
    one = imported('# A\n\nTerm{:name="t"}\n: Words of it.\n\nSee [it](#t).\n')

    assert ": Words of it. {#t}" in body(one)
    assert errors(one) == []


def test_html_where_kramdown_reads_markdown_is_read_so():
    one = imported('# A\n\n<div class="x" markdown="1">\n## B\n</div>\n\nText.\n\n# C\n')

    assert [(1, "A"), (2, "B"), (1, "C")] == [(depth, title) for depth, _, title in tree(one)]


def test_gb_drafts_get_the_rulebook_only_where_it_numbers_alike():
    lead = "# 前言\n\n本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。\n\n"
    alike = imported(
        lead + "# 1 范围\n\n本文件规定了要求。\n\n# 2 要求\n\n## 2.1 一般\n\n应符合。\n\n## 2.2 特殊\n\n应好。\n"
    )
    other = imported(
        lead + "# 1 范围\n\n本文件规定了要求。\n\n# 5 要求\n\n## 5.1 一般\n\n应符合。\n\n## 5.2 特殊\n\n应好。\n"
    )

    assert ("gb-t-1.1", "none") == (alike.report.rulebook, other.report.rulebook)
    assert ["1", "2", "2.1", "2.2"] == [label for _, label, _ in tree(alike) if label]
    assert ["1", "5", "5.1", "5.2"] == [label for _, label, _ in tree(other) if label]


def test_a_law_whose_chapters_are_no_headings():
    one = imported(
        "# 某某法典\n\n目录\n\n第一编　总则\n\n第一章　规定\n\n附则\n\n第一编　总则\n\n第一章　规定\n\n第一条　为了示范，制定本法。\n\n"
        "第二条　应当遵守第一章。\n\n第二章　其他\n\n第三条　自公布之日起施行。\n"
    )

    assert [(0, ""), (1, "第一编"), (2, "第一章"), (3, "第一条"), (3, "第二条"), (2, "第二章"), (3, "第三条")] == [
        clause[:2] for clause in tree(one)
    ]
    assert re.search(r"目录\n\n\[@\w+\]　总则\n\n\[@\w+\]　规定\n\n附则\n\n# 总则", body(one))
    assert errors(one) == []


def test_books_of_a_law_come_in_the_order_of_their_numbers():
    articles = "**第{}条**　应当遵守。\n\n"
    one = imported(
        {
            "第二编 物权.md": "# 第二编　物权\n\n" + "".join(map(articles.format, ("四", "五", "六"))),
            "第一编 总则.md": "# 第一编　总则\n\n" + "".join(map(articles.format, ("一", "二", "三"))),
            "第十编 末.md": "# 第十编　末\n\n" + "".join(map(articles.format, ("七", "八", "九"))),
        }
    )

    assert ["第一编", "第二编", "第十编"] == [label for depth, label, _ in tree(one) if depth == 1]
    assert ["第一条", "第四条", "第九条"] == [
        label for _, label, _ in tree(one) if label in {"第一条", "第四条", "第九条"}
    ]
