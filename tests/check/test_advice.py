"""What the help of a finding tells its reader to write: the right words for the text at hand, in its own language."""

from __future__ import annotations

import re

import pytest

from stdpub.check.examples import folder_of
from stdpub.model.header import RulebookName
from stdpub.pipeline import check, fix


def faults(text):
    """Return what is found in an example, under the rulebook of its language."""
    rulebook = RulebookName.GB_T_1_1 if re.search("[\u4e00-\u9fff]", text) else RulebookName.ISO_IEC_PART_2
    return [fault for one in check(folder_of(text, rulebook)) for fault in dict.fromkeys(one.diagnostics)]


def helps(text, rule):
    """Return the help of each finding of a rule, in the language of the text."""
    chinese = bool(re.search("[\u4e00-\u9fff]", text))
    found = [one.help for one in faults(text) if one.rule == rule]
    return [one.zh if chinese else one.en for one in found if one]


@pytest.mark.parametrize(
    ("sentence", "rule", "help_"),
    [
        ("The tank must not leak.", "must-for-shall", "write `shall not`, or name the law that obliges"),
        ("The tank must be tight.", "must-for-shall", "write `shall`, or name the law that obliges"),
        ("The tank can not leak.", "unlisted-verbal-form", "write `cannot`"),
        ("Leaks are forbidden.", "unlisted-verbal-form", "write `shall not`"),
        ("The tank does not have to be red.", "unlisted-verbal-form", "say what is required, or when it is"),
        ("It is recommended that the tank is red.", "equivalent-verbal-form", "write `should`"),
        ("The tank is to be red.", "equivalent-verbal-form", "write `shall`"),
        ("严禁使用罐。", "unlisted-verbal-form", "改为`不应`"),
        ("罐只能由专人使用。", "unlisted-verbal-form", "改为`应仅`"),
        ("建议使用罐。", "equivalent-verbal-form", "改为`宜`"),
        ("允许使用罐。", "equivalent-verbal-form", "改为`可`"),
        ("罐有可能破裂。", "equivalent-verbal-form", "改为`可能`"),
    ],
)
def test_the_form_that_is_meant_is_named_in_the_language_of_the_text(sentence, rule, help_):
    heading = "# 使用 {#use}" if re.search("[\u4e00-\u9fff]", sentence) else "# Use {#use}"

    assert helps(f"{heading}\n\n{sentence} {{#said}}\n", rule) == [help_]


@pytest.mark.parametrize(
    ("head", "unit"), [("Mass", "kg"), ("Widths", "mm"), ("Rated pressure", "kPa"), ("质量", "kg"), ("转速", "r/min")]
)
def test_the_unit_of_the_example_fits_the_quantity(head, unit):
    chinese = not head.isascii()
    lead = "# 表 {#t}\n\n见[@sizes]。\n\n表：种类" if chinese else "# T {#t}\n\nSee [@sizes].\n\nTable: Types"
    joint = "/" if chinese else ", "

    (help_,) = helps(f"{lead} {{#sizes}}\n\n| A | {head} |\n|---|---|\n| B | 10 |\n", "column-without-unit")

    assert f"`{head}{joint}{unit}`" in help_


def test_groups_and_decimal_sign_are_advised_alike():
    text = "# Length {#l}\n\nThe length is 12345.678 mm.\n"

    assert helps(text, "decimal-point") == ["write `12 345,678`"]
    assert helps(text, "ungrouped-digits") == ["write `12 345,678` with narrow no-break spaces (U+202F)"]


def test_a_table_without_a_key_is_to_get_one_first():
    text = "# Sizes {#s}\n\nTable: Types{}\n\n| A | B |\n|---|---|\n| a | b |\n"

    (bare,) = helps(text.replace("{}", ""), "uncited-table")
    (keyed,) = helps(text.replace("{}", " {#types}"), "uncited-table")

    assert bare == "give it a key, as in `Table: Caption {#sizes}`, and mention it where it is needed: `[@sizes]`"
    assert keyed == "write where it is needed: `[@types]`"


def test_general_is_not_advised_where_it_stands_already():
    text = "# Use {#use}\n\nIt hangs.\n\n## {} {#one}\n\nOne.\n\n## Special {#two}\n\nTwo.\n"

    assert helps(text.replace("{}", "General", 1), "hanging-paragraph") == ["move it into the subclause `General`"]
    assert helps(text.replace("{}", "First", 1), "hanging-paragraph") == [
        "give it a subclause of its own, titled `General`"
    ]


def test_an_abbreviation_in_the_brackets_of_a_term_keeps_its_capitals():
    text = "# Terms and definitions {#terms}\n\n## Relief valve (RV) {#rv}\n\ndevice\n"

    assert helps(text, "capitalized-term") == ["write `relief valve (RV)`"]


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Scope", "write `# Scope` here, and below it what the document specifies: `This document specifies …`"),
        ("Foreword", "write `# Foreword` here, and below it who prepared the document and what it replaces"),
        (
            "Normative references",
            (
                "write `# Normative references` here: its lead-in is generated, and the sentence that says there is none "
                "where it is left empty"
            ),
        ),
    ],
)
def test_the_help_on_a_missing_element_says_what_is_generated_and_what_is_not(title, words):
    elements = {
        "Foreword": "It was made.",
        "Scope": "This document specifies x.",
        "Normative references": "",
        "Terms and definitions": "",
    }
    body = "\n\n".join(f"# {name}\n\n{text}" for name, text in elements.items() if name != title)
    front = "---\nidentifier: X 1\nlanguage: en\ntitle: Vents\nrulebook: iso-iec-part-2\n---\n\n"

    assert helps(f"{front}{body}\n\n# Vents {{#vents}}\n\nVents are round.\n", "missing-element") == [words]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("# Vents {#v}\n\n# Marks {#m}\n\nMarks.\n", ["nothing stands below the title `Vents`"]),
        ("# Vents {#v}\n\n## Round {#r}\n\n## Flat {#f}\n\nFlat.\n", ["nothing stands below the title `Round`"]),
        ("# Scope {#s}\n\n# Vents {#v}\n\nVents.\n", ["nothing stands below the title `Scope`"]),
        ("# Normative references {#n}\n\n# Terms and definitions {#t}\n\n# Vents {#v}\n\nVents.\n", []),
    ],
)
def test_a_title_with_nothing_below_it_is_found_but_where_something_is_generated(text, found):
    told = [one for one in faults(text) if one.rule in {"empty-clause", "scope-without-opening"}]

    assert [one.message.en for one in told] == found


@pytest.mark.parametrize("word", ["annex", "Annex", "appendix"])
def test_an_annex_is_typed_with_a_small_letter_as_well(word):
    text = f"# Vents {{#v}}\n\nSee [@some].\n\n# {word} A (informative) Rig {{#some}}\n\nRig.\n"

    assert [one.rule for one in faults(text)] == ["typed-number"]


@pytest.mark.parametrize(
    ("sentence", "rule", "help_"),
    [
        (
            "It shall comply with all applicable laws.",
            "unnamed-legislation",
            "name the document and its clause, or leave it out",
        ),
        ("The supplier shall pay damages.", "contract-matter", "leave it out"),
        ("The pump shall be safe.", "unverifiable-requirement", "give a value, or the method by which it is measured"),
        ("The value is TBD.", "unfinished-text", "write what is meant before the document is published"),
        ("数值待定。", "unfinished-text", "发布前写明内容"),
        ("The organisation keeps it.", "spelling-with-s", "write `organization`"),
        ("A pump is shown in Fig. 3.", "shortened-pointer", "write `Figure 3`"),
        ("A pump is described in sect. 5.", "shortened-pointer", "write `[@said]`"),
        ("The flow follows from Equation (2).", "shortened-pointer", "write `Formula (2)`"),
        ("The pump runs at 3000r/min.", "unit-spacing", "write `3000 r`"),
        ("电压为10-20V。", "range-sign", "写作`10V～20V`"),
        ("温度为-5 ℃。", "hyphen-as-minus", "写作`−5`"),
        ("质量为3公斤。", "unit-by-chinese-name", "写作`3 kg`"),
    ],
)
def test_what_drafters_write_is_found(sentence, rule, help_):
    heading = "# 使用 {#use}" if re.search("[\u4e00-\u9fff]", sentence) else "# Use {#use}\n\nIt is.\n\n# Rest {#said}"

    assert helps(f"{heading}\n\n{sentence} {{#there}}\n", rule) == [help_]


@pytest.mark.parametrize(
    "sentence",
    [
        "The supplier shall comply with ISO 9001 and shall be safe from floods.",
        "The World Trade Organisation is told in TBD-7 format by Equation editors.",
        "The exercise promises a precise rise as in ISO 1:2022, Fig. 3.",
        "采用待定系数法，力为一般的力，参加人员为3米兰人。",
        "型号为甲-5 V的部件，编号5-10A。",
    ],
)
def test_what_only_looks_like_it_is_left_alone(sentence):
    chinese = re.search("[\u4e00-\u9fff]", sentence)
    heading = "# 使用 {#use}" if chinese else "# Use {#use}"
    new = {
        *("unnamed-legislation", "contract-matter", "unverifiable-requirement", "unfinished-text", "spelling-with-s"),
        *("shortened-pointer", "range-sign", "hyphen-as-minus", "unit-by-chinese-name"),
    }

    assert [one.rule for one in faults(f"{heading}\n\n{sentence} {{#there}}\n") if one.rule in new] == []


@pytest.mark.parametrize(
    ("ends", "wanted"),
    [
        (("5mm;", "阀盖；", "5 mm。"), ["；"]),
        (("阀体。", "阀盖，", "法兰"), ["；", "；", "。"]),
        (("阀体，", "阀盖，", "法兰；"), ["。"]),
    ],
)
def test_items_of_a_chinese_list_end_in_full_width_and_by_default_in_semicolons(ends, wanted):
    items = "".join(f"- 阀门{end}\n" for end in ends)

    assert helps(f"# 使用 {{#use}}\n\n泵包括：\n\n{items}", "list-punctuation") == [
        f"末尾改用`{one}`" for one in wanted
    ]


@pytest.mark.parametrize(
    ("term", "definition", "left"),
    [
        ("portable pump", "A portable pump is a pump with a handle", "pump with a handle"),
        ("flow", "The flow means volume in a time", "volume in a time"),
        ("hose", "A hose is used for fluids", "A hose is used for fluids"),
        ("便携式泵 portable pump", "便携式泵是指能用手搬运的装置。", "能用手搬运的装置。"),
        ("软管", "软管是由橡胶制成的。", "软管是由橡胶制成的。"),
    ],
)
def test_a_definition_that_begins_with_its_own_term_loses_the_whole_lead_or_nothing(term, definition, left):
    chinese = not term.isascii()
    title, book = (
        ("术语和定义", RulebookName.GB_T_1_1) if chinese else ("Terms and definitions", RulebookName.ISO_IEC_PART_2)
    )
    text = f"# {title} {{#terms}}\n\n## {term} {{#it}}\n\n{definition}\n"

    told = [
        one.rule
        for one in faults(text)
        if one.rule in {"definition-lead-word", "definition-article", "circular-definition"}
    ]
    mended = fix(folder_of(text, book)).folder.files["standard.md"].decode()

    assert told == ["definition-lead-word"]
    assert f"\n\n{left}\n" in mended


def test_the_english_equivalent_in_the_heading_of_a_term_is_moved_below_it():
    text = "# 术语和定义 {#terms}\n\n## 便携式泵　portable pump {#it}\n\n能用手搬运的装置。\n"

    found = [one.message.zh for one in faults(text)]
    mended = fix(folder_of(text, RulebookName.GB_T_1_1)).folder.files["standard.md"].decode()

    assert found == ["标题中写了英文对应词`portable pump`"]
    assert "\n## 便携式泵 {#it}\n\n- en: portable pump\n\n能用手搬运的装置。\n" in mended
