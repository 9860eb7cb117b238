"""What the rules on provisions and wording find in sentences, what they leave alone, and what they write instead."""

from __future__ import annotations

import time

import pytest

from stdpub.check.document import functions
from stdpub.check.draft import Draft
from stdpub.check.examples import folder_of
from stdpub.check.provisions import mixed_forms, places, spelling, verbal_forms, wording
from stdpub.check.rule import Rule
from stdpub.model.header import RulebookName
from stdpub.read.reader import read, sources

MODULES = (functions, mixed_forms, places, spelling, verbal_forms, wording)
RULES = [one for module in MODULES for one in vars(module).values() if isinstance(one, Rule)]
GB, ISO = RulebookName.GB_T_1_1, RulebookName.ISO_IEC_PART_2


def found(text: str, rulebook: RulebookName) -> list[tuple[str, str]]:
    """Return each finding's rule with the words it points at."""
    folder = folder_of(text if text.startswith(("#", "---")) else f"# Body {{#body}}\n\n{text}\n", rulebook)
    draft = Draft(read(folder), sources(folder))
    return [
        (rule.id, draft.text_at(one.at)) for rule in RULES if rulebook in rule.rulebooks for one in rule.judge(draft)
    ]


@pytest.mark.parametrize(
    ("rulebook", "text", "rule", "words"),
    [
        (ISO, "The vessel must not leak.", "must-for-shall", "must not"),
        (ISO, "The operator may not touch the lid.", "negative-permission", "may not"),
        (ISO, "The lid need not be red.", "negative-permission", "need not"),
        (ISO, "Use of the pump is prohibited.", "unlisted-verbal-form", "is prohibited"),
        (ISO, "The seal might leak.", "unlisted-verbal-form", "might"),
        (ISO, "The lids have to be dry.", "equivalent-verbal-form", "have to"),
        (ISO, "It is recommended that the lid is red.", "equivalent-verbal-form", "It is recommended"),
        (ISO, "Long storage may lead to corrosion.", "may-for-possibility", "may"),
        (ISO, "A gas lamp can also be used as an alternative.", "can-for-permission", "can"),
        (ISO, "The lid SHOULD NOT be red.", "uppercase-keyword", "SHOULD NOT"),
        (ISO, "The lid shall should be red.", "stacked-verbal-forms", "shall should"),
        (ISO, "The lid shall be red and the base should be blue.", "mixed-provisions-in-sentence", "should"),
        (ISO, "The lid shall be red and the base shall be blue.", "two-requirements-in-sentence", "shall"),
        (ISO, "The lid shall be sufficiently strong.", "unverifiable-requirement", "sufficiently"),
        (ISO, "This International Standard is about lids.", "self-named-by-type", "This International Standard"),
        (ISO, "Lids and/or bases are red.", "and-or", "and/or"),
        (ISO, "The costs shall be borne by the supplier.", "contract-matter", "costs shall be borne by"),
        (ISO, "The aluminum lid is red.", "american-spelling", "aluminum"),
        (ISO, "Labeling is done by hand.", "american-spelling", "Labeling"),
        (ISO, "The work takes three man-hours.", "non-inclusive-term", "man-hours"),
        (ISO, "The cable has a Kevlar core.", "unmarked-trade-name", "Kevlar"),
        (GB, "操作者必须戴护目镜。", "must-for-requirement", "必须"),
        (GB, "阀门不可反向安装。", "unlisted-prohibition", "不可"),
        (GB, "试样须干燥。", "unlisted-verbal-form", "须"),
        (GB, "罐区严禁烟火。", "unlisted-verbal-form", "严禁"),
        (GB, "可以采用目测法。", "equivalent-verbal-form", "可以"),
        (GB, "外壳应该接地。", "equivalent-verbal-form", "应该"),
        (GB, "设计时应考虑防雷。", "hedged-requirement", "应"),
        (GB, "应尽可能缩短线缆。", "hedged-requirement", "应尽可能"),
        (GB, "原则上应每年校准。", "qualified-requirement", "应"),
        (GB, "一般情况下不应停机。", "qualified-requirement", "不应"),
        (GB, "系统应必须采用双电源。", "stacked-verbal-forms", "应必须"),
        (GB, "外壳应接地，宜涂漆。", "mixed-provisions-in-sentence", "宜"),
        (GB, "外壳应接地，电缆应编号。", "two-requirements-in-sentence", "应"),
        (GB, "绝缘应良好。", "unverifiable-requirement", "良好"),
        (GB, "操作人员应符合本单位的安全规程。", "wrong-word-for-complying", "符合"),
        (GB, "排放应符合国家现行标准。", "unnamed-law", "符合国家现行标准"),
        (GB, "逾期交货的，供方应赔偿。", "contract-matter", "应赔偿"),
        (GB, "本规范用于钢管。", "self-named-by-type", "本规范"),
    ],
)
def test_a_fault_of_wording_is_found_where_it_stands(rulebook, text, rule, words):
    assert [(rule, words)] == found(text, rulebook)


@pytest.mark.parametrize(
    ("rulebook", "text"),
    [
        (ISO, "In this country, by law, the vessel must be inspected."),
        (ISO, "The word “must” is not used."),
        (ISO, "The lid shall be red when the base can be seen, as the reader should know."),
        (ISO, "The lid shall have a strength of at least 5 MPa, with adequate margin."),
        (ISO, "The standard deviation of this standard solution is small."),
        (ISO, "R&D is done elsewhere, by Smith & Sons."),
        (ISO, "The paper was printed in Color City."),
        (ISO, "The value is sent as `color` and read as behaviour."),
        (ISO, "The Kevlar® core is described in the manual."),
        (ISO, "It is done in MAY 2026."),
        (ISO, "The lid can be used if it is dry."),
        (ISO, "The reading could have been wrong."),
        (GB, "依照《中华人民共和国计量法》，计量器具必须检定。"),
        (GB, "外壳应采取避免振动的措施。"),
        (GB, "一般缺陷的样品应返修。"),
        (GB, "数据应可追溯，接口可靠。"),
        (GB, "外壳应接地，其适宜温度见表1。"),
        (GB, "外壳应接地，相应的措施见附录A。"),
        (GB, "绝缘电阻应不小于2 MΩ，并保持良好。"),
        (GB, "产品应符合表1的要求。"),
        (GB, "人员应遵守安全规程。"),
        (GB, "排放应符合GB 16297—1996的规定。"),
        (GB, "本标准溶液的浓度为1 mol/L。"),
        (GB, "处罚类数据在办理后归档。"),
    ],
)
def test_what_is_no_fault_is_left_alone(rulebook, text):
    assert [] == found(text, rulebook)


@pytest.mark.parametrize(
    ("rulebook", "text", "right"),
    [
        (ISO, "The vessel must be vented.", "shall"),
        (ISO, "The vessel SHALL NOT leak.", "shall not"),
        (ISO, "The lids are required to be dry.", "shall"),
        (ISO, "The pump is able to deliver 3 l.", "can"),
        (ISO, "Heat may damage the seal.", "can"),
        (ISO, "The colors differ.", "colours"),
        (ISO, "This specification is long.", "This document"),
        (GB, "阀门不得反向安装。", "不应"),
        (GB, "试样应当干燥。", "应"),
        (GB, "不需要接地。", "不必"),
        (GB, "系统能够自检。", "能"),
        (GB, "应尽量避免振动。", "宜尽量"),
        (GB, "本标准用于钢管。", "本文件"),
        (GB, "产品应遵守表1的要求。", "符合"),
    ],
)
def test_a_fix_writes_the_right_words(rulebook, text, right):
    folder = folder_of(f"# Body {{#body}}\n\n{text}\n", rulebook)
    draft = Draft(read(folder), sources(folder))
    fixes = [edit.text for rule in RULES if rulebook in rule.rulebooks for one in rule.judge(draft) for edit in one.fix]

    assert [right] == fixes


@pytest.mark.parametrize("convention", ["bcp14", "lower-case"])
def test_a_document_of_another_convention_keeps_its_words(convention):
    text = (
        f"---\nidentifier: X 1\nlanguage: en\ntitle: Vents\nrulebook: none\nverbal-forms: {convention}\n---\n\n"
        "# Vents {#vents}\n\nThe vent MUST be round and must be red.\n"
    )

    assert [] == [one for one in found(text, ISO) if one[0] in {"must-for-shall", "uppercase-keyword"}]


def test_a_provision_of_a_quotation_is_nobodys():
    assert [] == found("# Labels {#labels}\n\nA label is red.\n\n> The label must be red, and/or blue.\n", GB)


def test_titles_of_other_documents_keep_their_words():
    text = "# Bibliography {#bib}\n\n- ISO 1:2022, *Behavior & color of this standard* {#iso1}\n"

    assert [] == found(text, ISO)


def test_a_management_system_standard_may_ask_for_a_management_system():
    text = (
        "---\nidentifier: X 1\nlanguage: en\ntitle: Vents\nrulebook: none\nfunction: management-system\n---\n\n"
        "# Normative references {#refs}\n\n- ISO 9001:2015, *Quality* {#iso9001}\n\n# Supply {#supply}\n\n"
        "The supplier shall conform to [@iso9001]. {#supplier}\n"
    )

    assert [] == found(text, ISO)


def test_shouting_is_no_keyword():
    assert [] == found("THE LID SHALL STAY SHUT.", ISO)


def test_instructions_to_think_stand_in_notes():
    text = "# Vents {#vents}\n\nA vent is round.\n\n> [!NOTE]\n> Consider a vessel that leaks.\n"

    assert [] == found(text, ISO)


@pytest.mark.parametrize(
    "piece",
    [
        "shall if ",
        "shall ",
        "应",
        "应，",
        "一般",
        "通常",
        "应尽",
        "产品应",
        "符合国家",
        "and/or ",
        "may ",
        "color ",
        "及时",
        "费用由",
        "，不",
    ],
)
def test_hostile_wording_takes_no_time(piece):
    folder = folder_of("# Body {#body}\n\nThe lid shall " + piece * (60_000 // len(piece)) + "\n", ISO)
    draft = Draft(read(folder), sources(folder))
    before = time.process_time()
    for rule in RULES:
        for _ in rule.judge(draft):
            pass

    assert time.process_time() - before < 2
