"""Numbers that authors type are told from words that begin like one; fixed sentences from what an author says himself."""

from __future__ import annotations

import pytest

from stdpub.model.folder import Folder
from stdpub.pipeline import fix
from stdpub.read.reader import read

HEADERS = {
    "en": "---\nidentifier: X 1\nlanguage: en\ntitle: Vents\nrulebook: iso-iec-part-2\n---\n\n# Vents {#vents}\n\n",
    "zh": "---\nidentifier: T/X 1\nlanguage: zh\ntitle: 储罐\nrulebook: gb-t-1.1\n---\n\n# 通气口 {#vents}\n\n",
}
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'


def found(language, text, header=None):
    files = {"standard.md": ((header or HEADERS[language]) + text + "\n").encode(), "f.svg": PICTURE}
    return [(one.rule, one.message.en) for one in read(Folder("x", files, {})).diagnostics]


ROWS = "\n\n| a |\n|---|\n| 1 |"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "## 5G networks {#a}"),
        ("en", "## 2026 in review {#a}"),
        ("en", "## A vent {#a}"),
        ("en", f"Table: Table tennis balls {{#a}}{ROWS}"),
        ("en", f"Table: Tables 1 and 2 compared {{#a}}{ROWS}"),
        ("en", f"See Table 1 of ISO 1.{ROWS}"),
        ("en", "![Figure of merit](f.svg){#a}"),
        ("en", "![A figure](f.svg){#a}\n\nFigure skating needs ice."),
        ("en", "> [!NOTE]\n> NOTE is a word."),
        ("en", "> [!EXAMPLE]\n> Examples are rare."),
        ("en", "- a vent\n- 5 vents\n- (see there)"),
        ("en", "$$ f(1) = (2) $$"),
        ("zh", "## 3D打印 {#a}"),
        ("zh", f"表：表面温度 {{#a}}{ROWS}"),
        ("zh", f"表：表1与表2的比较 {{#a}}{ROWS}"),
        ("zh", "![图像处理](f.svg){#a}"),
        ("zh", "![](f.svg){#a}\n\n图1和图2见附录。"),
        ("zh", "> [!NOTE]\n> 注意事项见附录。"),
        ("zh", "> [!WARNING]\n> 警告标志应醒目。"),
        ("zh", "通气口——即出气口——为圆形。"),
        ("zh", "- 5个\n- （见附录）"),
    ],
)
def test_words_that_begin_like_a_number_are_words(language, text):
    rules = {rule for rule, _ in found(language, text)}

    assert set() == rules & {"typed-number", "typed-list-mark"}


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("en", "## Clause 5 Shape {#a}", "Clause 5"),
        ("en", f"Table: Table A.1 – Sizes {{#a}}{ROWS}", "Table A.1 –"),
        ("en", f"Table 3: Sizes {{#a}}{ROWS}", "Table 3:"),
        ("en", "![Fig. 2. Vent](f.svg){#a}", "Fig. 2."),
        ("en", "> [!NOTE]\n> NOTE: Vents rust.", "NOTE:"),
        ("en", "- (i) round", "(i)"),
        ("en", "$$ a = b \\tag{3.1} $$", "\\tag{3.1}"),
        ("zh", "## 第五章　形状 {#a}", "第五章"),
        ("zh", f"表A.1　尺寸 {{#a}}{ROWS}", "表A.1"),
        ("zh", "![图2：通气口](f.svg){#a}", "图2："),
        ("zh", "> [!EXAMPLE]\n> 示例1：烟囱。", "示例1："),
        ("zh", "1. a）圆形", "a）"),
    ],
)
def test_typed_numbers_are_reported(language, text, number):
    assert ("typed-number", f"a typed number `{number}`") in found(language, text)


def test_nothing_is_typed_wrongly_without_a_rulebook():
    header = "---\nidentifier: X 1\nlanguage: zh\ntitle: 储罐\n---\n\n# 4 通气口 {#vents}\n\n"

    assert [] == found("zh", f"——圆形；\n——清洁。\n\n表1　尺寸{ROWS}", header)


def references(lead):
    return f"\n\n# Normative references {{#refs}}\n\n{lead}\n\n- ISO 1, *Temperature* {{#iso1}}"


def terms(lead):
    return f"\n\n# Terms and definitions {{#terms}}\n\n{lead}\n\n## vent {{#vent}}\n\nopening"


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        (references("Documents of ISO are sold by its members."), set()),
        (references("The following normative documents are needed."), {"altered-fixed-sentence"}),
        (references("There are no normative references in this document."), {"altered-fixed-sentence"}),
        (terms("The terms are those of the trade."), set()),
        (
            terms(
                "For the purposes of this document, the terms and definitions given in ISO 1 and the following apply."
            ),
            set(),
        ),
        (
            terms("For the purpose of this standard these terms apply."),
            {"altered-fixed-sentence"},
        ),
        (
            terms("For the purposes of this document, the following terms and definitions apply."),
            {"typed-fixed-sentence"},
        ),
    ],
)
def test_only_what_stands_for_a_fixed_sentence_is_compared_with_it(text, rules):
    assert rules == {rule for rule, _ in found("en", text) if "fixed" in rule}


def test_fixing_takes_typed_copies_and_numbers_away_and_nothing_else():
    text = (
        HEADERS["zh"] + "表1　尺寸 {#sizes}\n\n| 长 |\n|----|\n| 1  |\n\n# 规范性引用文件 {#refs}\n\n"
        "本文件没有规范性引用文件。\n\n# 术语和定义 {#terms}\n\n本文件没有需要界定的术语和定义。\n"
    )
    fixed = fix(Folder("x", {"standard.md": text.encode()}, {})).folder.files["standard.md"].decode()
    wanted = (
        text.replace("表1　尺寸", "表：尺寸")
        .replace("本文件没有规范性引用文件。\n\n", "")
        .replace("本文件没有需要界定的术语和定义。\n", "")
    )

    assert wanted == fixed
