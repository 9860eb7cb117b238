"""What the import makes of drafts to GB/T 1.1 and of rarer things that renderers and authors do."""

from __future__ import annotations

import re

import pytest
from foreign_imports import PNG, body, errors, header, imported, rules, tree, without_keys

from stdpub.model.content import Figure, Formula, References, Table
from stdpub.model.inlines import plain
from stdpub.read.reader import read

DRAFT = """---
title: 模板
---

###### <sup>国家标准</sup><br>示例标准<br>*第一稿*

[TOC]

# 前言

本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。

本文件代替GB/T 99999—2010《旧示例》。

# 引言

说明。

# 示例标准

## 范围

本文件规定了==示例==的要求。

## 规范性引用文件

下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。其中，注日期的引用文件，仅该日期对应的版本适用于本文件；不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。

GB/T 12345　示例

GB/T 12346—2020　其他

## 术语和定义

下列术语和定义适用于本文件。

###

**阀门　valve**

关闭用的装置

###

旋塞 cock

另一种装置

## 要求

应符合表1的要求，见图1和附录A。

*限值*

| 项目 | 值 |
|---|---|
| a | 1 |

###### 其他值

| 项目 | 值 |
|---|---|
| b | 2 |

###### 流程

![流程图](img/flow.png "（示意）")

a) 第一；
b) 第二。

# 附录A

<center>（资料性）</center>

<center>方法</center>

## 一般

可以。

# 附录B（规范性）其他方法

应当。

# 参考文献

GB/T 54321　书目

# 全文完
"""


@pytest.fixture(scope="module")
def draft():
    return imported({"doc.md": DRAFT, "img/flow.png": PNG})


def test_a_draft_has_the_tree_that_the_rulebook_prints(draft):
    assert [
        (0, "", ""),
        (1, "", "前言"),
        (1, "", "引言"),
        (1, "1", "范围"),
        (1, "2", "规范性引用文件"),
        (1, "3", "术语和定义"),
        (1, "4", "要求"),
        (1, "附录A", "方法"),
        (2, "A.1", "一般"),
        (1, "附录B", "其他方法"),
        (1, "", "参考文献"),
    ] == tree(draft)
    assert errors(draft) == []


def test_the_header_of_a_draft(draft):
    assert 'zh: {main: "示例标准"}' in header(draft)
    assert 'replaces: ["GB/T 99999—2010"]' in header(draft)
    assert "numbering: rulebook" in header(draft)


def test_cover_and_end_of_a_draft_are_words(draft):
    assert body(draft).strip().startswith("<sup>国家标准</sup><br>示例标准<br>*第一稿*")
    assert body(draft).strip().endswith("全文完")
    assert "本文件规定了示例的要求。" in without_keys(body(draft))


def test_terms_of_a_draft_have_their_english_words(draft):
    entries = read(draft.folder).clauses[5].clauses

    assert [["阀门", "valve"], ["旋塞", "cock"]] == [
        [plain(one.words) for one in entry.designations] for entry in entries
    ]


def test_references_of_a_draft_are_entries(draft):
    standard = read(draft.folder)
    entries = [
        entry.identifier
        for clause in standard.walk()
        for block in clause.blocks
        if isinstance(block, References)
        for entry in block.items
    ]

    assert ["GB/T 12345", "GB/T 12346—2020", "GB/T 54321"] == entries


def test_captions_and_pointers_of_a_draft(draft):
    blocks = read(draft.folder).clauses[6].blocks
    tables = [block for block in blocks if isinstance(block, Table)]
    (figure,) = [block for block in blocks if isinstance(block, Figure)]

    assert [("表1", "限值"), ("表2", "其他值")] == [(table.label, plain(table.caption)) for table in tables]
    assert ("图1", "流程图（示意）") == (figure.label, plain(figure.caption))
    assert re.search(r"应符合\[@\w+\]的要求，见图1和\[@\w+\]。", body(draft))
    assert "a) 第一；" in body(draft)


def test_annexes_of_a_draft_have_their_status(draft):
    assert ".annex .informative" in body(draft)
    assert ".annex .normative" in body(draft)
    assert "资料性" not in body(draft)


def test_raw_cells_of_html_tables():
    one = imported(
        '# A {#a}\n\nWords <br class="x"> more.\n\n<table><tr><td><a name="p"></a><em>a</em> <sub class="y">2</sub> <code>x<br>`y</code> <i>b</i></td>'
        '<td><a href="#a">up</a> <a href="#no">no</a> <T> <!-- gone --> end</td></tr></table>\nafter\n\n[there](#p)\n'
    )

    assert "*a* <sub>2</sub> `` x`y `` *b*" in body(one) or "``x`y``" in body(one)
    assert "[up](#a) no \\<T>" in body(one)
    assert "gone" not in body(one)
    assert "\n\nafter" in body(one)
    assert errors(one) == []


def test_inline_tags_that_do_not_pair():
    one = imported(
        "# A\n\n<b>open <i>crossed</b> shut</i>, <b> spaced </b>, <code>a*b*</code>, <code>x`y</code>, x</sup>, <X>y</X>, <p>one</p>two, "
        '<img src="a.png" alt="words">, <span id="s">s</span>\n\n| a |\n|---|\n| <ul><li>x</li><li>y</li></ul> |\n'
    )
    text = body(one)

    assert "**open crossed** shut" in text
    assert "spaced ," in text
    assert "\\<X>y\\</X>" in text
    assert "one<br>two" in text
    assert "words" in text
    assert "| x<br>y" in text
    assert errors(one) == []


def test_blocks_of_html_with_code_links_and_silence():
    one = imported(
        "# A {#a}\n\n<pre>\nx &lt; y\n</pre>\n\n<style>\np { color: red }\n</style>\n\n<p>See <a href=\"#a\">here</a>, <a href='#b'>there</a>, "
        "<foo>x, H<sub>2</sub>O.</p><p>1. Next</p>\n\n<table><tr><td>x</td></tr></table>\n"
    )
    text = body(one)

    assert "```\nx < y\n```" in text
    assert "color" not in text
    assert "See [here](#a), there, \\<foo>x, H<sub>2</sub>O." in text
    assert "\n\n1\\. Next" in text or "1\\. Next" in text
    assert errors(one) == []


def test_words_around_an_html_table_stand_apart():
    one = imported("# A\n\n<div>Before\n<table><tr><td>x</td></tr></table>\nAfter</div>\n")

    assert re.search(r"Before\s+<table", body(one))
    assert re.search(r"</table>\s+After", body(one))
    assert errors(one) == []


def test_front_matter_of_every_shape():
    listed = imported("---\ntitle: T\nauthor: [a, b]\nmap: {x: 1}\ndate: 2020年1月2日\nlang: fr\n---\n\n## A\n\n## B\n")
    bad_toml = imported("+++\ntitle = [\nname = x\n+++\n\n# A\n")
    bad_date = imported("---\ntitle: T\ndate: 31 February 2020\n---\n\n## A\n\n## B\n", edition="1.2.3")

    assert "date: 2020-01-02\nlanguage: fr" in header(listed)
    assert {"author: a, b", "map: x: 1"} <= {remark.text for remark in listed.report.of("front-matter")}
    assert "front-matter-unreadable" in rules(bad_toml)
    assert 'version: "1.2.3"' in header(bad_date)
    assert "\ndate:" not in header(bad_date)


def test_headings_with_breaks_numbers_in_bold_and_only_an_id():
    one = imported("**1 First**\nline\n===\n\n# **1.1** Title\n\n## **1.2 Other**\n\n## 1.3\n\nText.\n")

    assert [("1", "First line"), ("1.1", "Title"), ("1.2", "Other"), ("1.3", "")] == [
        clause[1:] for clause in tree(one)
    ]
    assert errors(one) == []


def test_headings_deeper_than_six_levels():
    one = imported(
        "# 1 A\n\n## 1.1 B\n\n### 1.1.1 C\n\n#### 1.1.1.1 D\n\n##### 1.1.1.1.1 E\n\n###### 1.1.1.1.1.1 F\n\n###### 1.1.1.1.1.1.1 G\n"
    )

    assert "1.1.1.1.1.1.1" == tree(one)[-1][1]
    assert "level-too-deep" in rules(one)
    assert errors(one) == []


def test_a_single_counted_number_or_one_of_another_kind_is_no_numbering():
    counted = imported("# 一、唯一\n\n# 其他\n")
    mixed = imported("# V1 A\n\n## V1.1 B\n\n## V1.2 C\n\n## 4.0 release\n\n# G7 H\n")

    assert ["一、唯一", "其他"] == [title for _, _, title in tree(counted)]
    assert ["A", "B", "C", "4.0 release", "G7 H"] == [title for _, _, title in tree(mixed)]


def test_numbers_with_letters_may_leave_some_out():
    one = imported("# G1: A\n\n# G3: B\n\n# G4: C\n")

    assert [("G1", "A"), ("G3", "B"), ("G4", "C")] == [clause[1:] for clause in tree(one)]


def test_a_repeated_title_is_the_title():
    one = imported(
        {
            "1.md": "---\ntitle: The Book\n---\n\n# The Book\n\n## A\n",
            "index.md": "---\ntitle: The Book\n---\n\n# The Book\n\n## B\n",
        }
    )

    assert 'main: "The Book"' in header(one)
    assert {"A", "B"} == {title for depth, _, title in tree(one) if depth == 1}


def test_a_chapter_whose_front_matter_has_its_number():
    one = imported(
        {
            "a.md": "---\ntitle: 1. First\nweight: 1\n---\n\nText.\n\n## 1.1 A\n\n## 1.2 B\n",
            "b.md": "---\ntitle: Second\nweight: 2\n---\n\n## C\n",
            "c.md": "Loose words.\n",
        }
    )

    assert [("1", "First"), ("1.1", "A"), ("1.2", "B"), ("", "Second"), ("", "C"), ("", "")] == [
        clause[1:] for clause in tree(one)
    ]
    assert errors(one) == []


def test_links_by_permalink_and_to_a_whole_chapter():
    one = imported(
        {
            "a.md": '---\ntitle: A\npermalink: /book/alpha/\n---\n\n# A\n\nSee [b](../beta/#y), [all](b), [out](../other/x.md), [t](b.md "title").\n',
            "b.md": "---\ntitle: B\npermalink: /book/beta/\n---\n\n# B\n\n## Y {#y}\n",
        }
    )
    text = body(one, "a.md")

    assert re.search(r"See \[b\]\(#y\), \[all\]\(#k\w{5}\), out, \[t\]\(#k\w{5}\)\.", text)
    assert {"link-outside", "link-title"} <= set(rules(one))


def test_a_link_for_another_renderer_counts_where_the_first_leads_out():
    one = imported('# A\n\nSee [X](../other.md){:latex-href="#ref-x"}.\n\n[X](a.md#ref-x){:name="ref-x"} Title.\n')

    assert "See [X](#ref-x)." in body(one)
    assert "X Title. {#ref-x}" in body(one)
    assert errors(one) == []


def test_references_to_requirements_by_their_ids():
    rows = "| **1.1.1** | Verify that it holds well. |\n| **1.1.2** | Verify that it is small. |\n| | and more |\n| 1.1.9 | |\n| 1.1.8 | 验证其大小合适 |"
    one = imported(
        f"# V1 A\n\n## V1.1 B\n\n## V1.2 C\n\n| # | Requirement |\n|---|---|\n{rows}\n\nSee Section 1.1.2 and PCI DSS 1.1.1, see 1, Annex Z.\n"
    )

    assert "See Section [1.1.2](#v1-1-2) and PCI DSS 1.1.1, see 1, Annex Z." in body(one)
    assert "验证其大小合适 {#v1-1-8}" in body(one)
    assert "unresolved-reference" in rules(one)


def test_pictures_inline_named_twice_and_not_pictures():
    one = imported(
        {
            "doc.md": '# A\n\nText ![i](a/x.png) more.\n\n![one](a/x.png)\n{: #fig-one}\n\n![two](b/x.png){#fig-two}\n\n![three](c/y.png "Said")\n\n[a](#fig-one) [b](#fig-two)\n',
            "a/x.png": PNG,
            "b/x.png": PNG + b"\0",
            "c/y.png": b"no picture",
        }
    )

    assert "Text ![i](figures/x.png) more." in body(one)
    assert '![](figures/x.png){#fig-one alt="one"}' in body(one)
    assert '{#fig-two alt="two"}' in body(one)
    assert "three Said" in body(one)
    assert {"figures/x.png", "figures/x-2.png"} <= set(one.folder.files)
    assert errors(one) == []


def test_pictures_beside_typed_captions_that_do_not_count_up():
    one = imported({"doc.md": '# A\n\nFigure 3. Flow\n\n![alt](x.png "Other")\n\n{:.x}\n', "x.png": PNG})

    assert "Figure 3. Flow" in body(one)
    assert "![](figures/x.png)" in without_keys(body(one))
    assert "link-title" in rules(one)


def test_lists_lettered_in_text_stay_text():
    one = imported("# A\n\na) one\nb) two\n\n::: note\nText.\n:::\n\n[words]{.underline} and ==not\nhigh==\n")

    assert "a\\) one\nb\\) two" in body(one)
    assert "\\::: note" in body(one)
    assert "words and" in body(one)
    assert errors(one) == []


def test_ids_before_lists_quotes_and_tables():
    one = imported(
        '# A\n\n<a id="l"></a>\n\n- item\n\n<a id="t"></a>\n\n| a |\n|---|\n| b |\n\n<a id="q"></a>\n\n> quoted\n\n<a id="c"></a>\n\n```\ncode\n```\n\n'
        'Text[^1].\n\n[^1]: <a id="n"></a>Note.\n\n<a id="end"></a>\n\n[l](#l) [t](#t) [q](#q) [c](#c) [n](#n) [end](#end)\n\n<a id="z"></a>\n'
    )

    assert "- item {#l}" in body(one)
    assert "{#t}\n\n| a |" in body(one)
    assert "{#c}\n\n```" in body(one)
    assert "anchor-without-place" in rules(one)
    assert errors(one) == []


def test_things_that_are_keyed_when_they_are_read_back():
    one = imported(
        {
            "doc.md": "# A\n\n![](x.png)\n\n$$ x^2 $$\n\n**It shall run. It shall stop.** More.\n\n- | a |\n  |---|\n  | b |\n\n- It shall. It is. It should.\n\n"
            "<table><tr><td>It shall hold. So be it.</td></tr></table>\n\nTable: Limits\n\n| a |\n|---|\n| It shall. It may. |\n",
            "x.png": PNG,
        }
    )
    standard = read(one.folder)
    blocks = standard.clauses[0].blocks

    assert all(block.key for block in blocks if isinstance(block, (Figure, Formula, Table)))
    assert errors(one) == []


def test_a_bibliography_is_keyed():
    one = imported(
        "# 1 Scope\n\nText.\n\n# 2 Normative references\n\n- ISO 1:2020, *Title*\n- RFC 1\n\n# 3 A\n\n## 3.1 B\n\n## 3.2 C\n"
    )
    (block,) = [block for block in read(one.folder).clauses[1].blocks if isinstance(block, References)]

    assert all(entry.key for entry in block.items)


def test_notes_that_are_not_alone():
    one = imported(
        "# A\n\n**Note:** Words.\n- item\n\n> **Note**: lists:\n>\n> - x\n\nNote: x\n    deep.\n\n**Note:**\n\nWARNING: hot\n"
    )
    text = without_keys(body(one))

    assert "> [!NOTE]\n> Words.\n\n- item" in text
    assert "> [!NOTE]\n> lists:" in text
    assert "> [!NOTE]\n> x\n> deep." in text
    assert errors(one) == []


def test_titles_with_emphasis_and_elements_without_numbers():
    one = imported(
        "# Foreword\n\nText.\n\n# Introduction\n\nText.\n\n# Scope\n\nText.\n\n# Annex A (informative) *Things*\n\nText.\n"
    )

    assert ["foreword", "introduction", "scope", "annex"] == [clause.kind.value for clause in read(one.folder).clauses]
    assert ".annex .informative" in body(one)


def test_annexes_of_a_draft_without_status_or_with_it_as_a_paragraph():
    lead = DRAFT.split("# 附录A", 1)[0]
    one = imported(lead + "# 附录A\n\n（规范性）\n\n应当。\n\n# 附录B 方法\n\n应当。\n\n# 附录C\n\n应当。\n")

    assert [("附录A", ""), ("附录B", "方法"), ("附录C", "")] == [
        clause[1:] for clause in tree(one) if clause[1].startswith("附录")
    ]
    assert "（规范性）" not in body(one)
    assert errors(one) == []


def test_terms_of_a_draft_that_are_not_of_the_form():
    lead = DRAFT.split("**阀门", 1)[0]
    one = imported(lead + "两行\n文字\n\n定义\n\n###\n\n单独\n\n定义\n")

    assert errors(one) == []
    assert "单独" in body(one)


def test_small_things_that_have_no_words():
    one = imported(
        "# A\n\n> #\n>\n> Text.\n\n| | a |\n|---|---|\n| 1.1 | |\n| 1.2 | |\n\n<!DOCTYPE html> words <?php ?> more\n\nNote\n"
    )

    assert errors(one) == []
    assert "heading-inside" in rules(one)


def test_what_two_dollars_enclose_by_chance():
    one = imported("# A\n\nSet $HOME/bin:$PATH and `x`.\n")

    assert "Set \\$HOME/bin:\\$PATH" in body(one)
    assert errors(one) == []


def test_articles_with_titles_and_space_outside_their_marks():
    articles = "".join(f"**第{number}条 【目的】** 应当。\n\n**第{number}条之一** 　应当。\n\n" for number in "一二三")
    one = imported(f"# 某法\n\n## 第一章 总则\n\n{articles}")

    assert "**【目的】** 应当。" in body(one)
    assert ["第一条", "第一条之一", "第二条"] == [label for _, label, _ in tree(one)][1:4]
    assert errors(one) == []


def test_ids_of_html_tables_and_captions():
    one = imported(
        '# A\n\n<a id="h"></a>\n\n<table>\n<tr id="r"><td id="own">x</td></tr>\n<tr id="none"></tr>\n</table>\n\n'
        '[Table 1. Limits](#t1){:name="t1"}\n{:.x}\n\n| a |\n|---|\n| b |\n\n[h](#h) [own](#own) [t](#t1)\n'
    )

    assert '<table id="h">' in body(one)
    assert "Table: Limits {#t1}" in body(one)
    assert errors(one) == []


def test_a_caption_of_another_kind_is_no_caption():
    one = imported("# A\n\nFigure 1. Not this\n\n| a |\n|---|\n| b |\n")

    assert "Figure 1. Not this" in body(one)


def test_chapters_without_any_words():
    one = imported({"a.md": "# A\n\nText.\n", "b.md": "<!-- nothing -->\n", "c.md": '<a id="x"></a>\n\n# C\n'})

    assert ["A", "C"] == [title for _, _, title in tree(one)]
    assert errors(one) == []


def test_a_table_right_below_words_gets_its_key():
    one = imported("# A\n\nWords.\n| a |\n|---|\n| b |\n\n> | c |\n> |---|\n> | d |\n")

    assert re.search(r"Words\.\n\n\{#k\w{5}\}\n\n\| a \|", body(one))
    assert errors(one) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Note: # x\n", "> [!NOTE]\n> \\# x"),
        ("> **Note:** 1. x\n", "> [!NOTE]\n> 1\\. x"),
        ("> Note:\n", "> Note:"),
        ("<b># x</b> y\n", "**\\# x** y"),
        ("text\n<b>- x</b>\n", "text\n**\\- x**"),
        ("<!-- c --># text\n", "\\# text"),
        ("{: .c}::: x\n", "\\::: x"),
        ("a](#b)\n", "a\\](#b)"),
        ("See <irc://x> now.\n", "See \\<irc://x> now."),
    ],
)
def test_words_do_not_become_marks_when_what_stood_before_them_is_gone(text: str, wanted: str) -> None:
    one = imported(text)
    assert without_keys(body(one)) == wanted
    assert errors(one) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("{: .c}\n\ntext\n", "text"),
        ("- {: .c}\n- b\n", "- \n- b"),
        ("---\nFoo\n---\n", "# Foo"),
        ("\n\n    code\n\ntext\n", "    code\n\ntext"),
    ],
)
def test_first_lines_that_are_no_front_matter_are_read_as_what_they_are(text: str, wanted: str) -> None:
    one = imported(text)
    assert re.sub(r" \{#k\w{5}\}", "", body(one)).strip("\n") == wanted
    assert errors(one) == []


def test_table_that_is_never_closed_is_closed() -> None:
    one = imported("<table><tr><td>a</td></tr>\n\ntext\n")
    assert "</table>\n\ntext" in body(one)
    assert errors(one) == []


def test_footnotes_of_one_name_get_names_of_their_own() -> None:
    one = imported("A[^1] b.\n\n[^1]: one\n\n[^1]: two\n\n[^1]: three\n")
    assert re.findall(r"\[\^[\d-]+\]: \w+", body(one)) == ["[^1]: one", "[^1-2]: two", "[^1-3]: three"]
    assert rules(one).count("duplicate-key") == 2
    assert errors(one) == []
