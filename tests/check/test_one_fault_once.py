"""No two rules report one fault: where findings of two rules overlap, one yields to the other, or they are two faults."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from guide_examples import examples
from precision import adopted, documents
from shared import needs_corpora
from test_cases import CASES, case_name, folder_of
from tries import sample, some

from stdpub.check import examples as rule_examples
from stdpub.check.reading_faults import reading_faults
from stdpub.check.runner import RULES
from stdpub.model.header import RulebookName
from stdpub.model.surroundings import Surroundings
from stdpub.pipeline import check

GB, ISO = RulebookName.GB_T_1_1, RulebookName.ISO_IEC_PART_2
NAMES = {rule.id for rule in RULES}
EVERY_RULE = Surroundings(severities={rule.id: rule.severity for rule in RULES})

_BLOCKS = """
    annex-without-status column-without-unit csv-unreadable empty-clause external-picture figure-without-image
    hanging-paragraph list-start list-too-deep list-without-lead-in lone-list-item lone-subclause missing-caption
    missing-cover-field missing-element missing-file missing-front-matter not-a-picture path-outside-folder
    picture-without-words ragged-table-row table-without-head term-without-english translated-formula-differs
    translated-key-missing uncited-annex uncited-figure uncited-formula uncited-table unexplained-symbol unused-term
    wrong-header-rows
"""
BLOCKS = frozenset(_BLOCKS.split())
"""What is told of a block, at its first character: what is wrong with a word there is another fault."""

ELSEWHERE = {name for name in NAMES if name.startswith("uncited-")} | {
    "unused-term",
    "missing-element",
    "missing-cover-field",
    "translated-key-missing",
}
"""What is told at a place and is missing at another."""

TWO_FAULTS = {
    frozenset(pair.split(" + "))
    for pair in (
        "background-in-scope + scope-without-opening",  # the one is in the scope, the other is not
        "column-without-unit + ragged-table-row",
        "decimal-point + value-without-unit",
        "hedged-requirement + unlisted-verbal-form",  # the form is at fault, and the word beside it
        "element-out-of-order + misnamed-element",
        "hanging-paragraph + missing-caption",
        "history-unsaid + replacement-unsaid",  # one sentence is missing for each
        "impossible-limit + limit-in-note",
        "level-skipped + lone-subclause",
        "limit-contradicts-words + limit-in-note",
        "limit-in-note + unknown-limit-unit",
        "limit-in-note + unreadable-limit",
        "list-punctuation + shortened-pointer",
        "list-too-deep + lone-list-item",
        "list-without-lead-in + lone-list-item",
        "malformed-identifier + unknown-standard-code",
        "part-without-title + title-names-document-type",
        "part-without-title + title-without-function",
        "title-names-document-type + title-without-function",  # a word too much, and a word too few
        "unknown-limit-unit + unknown-quantity",
        *(
            f"limit-contradicts-words + {place}"
            for place in sorted(NAMES)
            if place.startswith(("provision-in", "requirement-in"))
        ),
    )
}
"""Findings that overlap and that no single correction answers."""


def overlapping(folder, surroundings=EVERY_RULE):
    """Return what pairs of rules report on one run of text, or of a rule and the reader."""
    found = list(dict.fromkeys(one for standard in check(folder, surroundings) for one in standard.diagnostics))
    return [
        f"{one.rule} + {two.rule} at {one.at.file}:{one.at.line}:{one.at.column}"
        for one, two in combinations(found, 2)
        if one.at.file == two.at.file
        and one.at[1:3] < two.at[3:]
        and two.at[1:3] < one.at[3:]
        and one.rule != two.rule
        and {one.rule, two.rule} & NAMES
        and len({one.rule, two.rule} & BLOCKS) != 1
        and not {one.rule, two.rule} & ELSEWHERE
        and frozenset((one.rule, two.rule)) not in TWO_FAULTS
    ]


def elsewhere(example):
    """Yield the text of a rule's bad example where provisions have no place: annex, note, example, foreword, scope."""
    found = re.match(r"(# [^\n{]+) \{#([\w-]+)\}\n\n(.*)\Z", example, re.DOTALL)
    if not found or re.search(r"^(?:# |===)", found[3], re.MULTILINE):
        return
    head, key, body = found.groups()
    zh = re.search("[\u4e00-\u9fff]", example)
    first = "# 总则 {#cc}\n\n见[@KEY]。" if zh else "# Main {#cc}\n\nSee [@KEY]."
    yield f"{first.replace('KEY', key)}\n\n{head} {{#{key} .annex .informative}}\n\n{body}"
    if re.search(r"^(?:#|\||>|:::|\$\$|!|- |\d)", body, re.MULTILINE):
        return
    said = "\n".join(f"> {line}" for line in re.sub(r" \{#[\w-]+\}", "", body).strip().split("\n"))
    round_ = "盖为圆形。" if zh else "A lid is round."
    for kind in ("NOTE", "EXAMPLE"):
        yield f"{head} {{#{key}}}\n\n{round_}\n\n> [!{kind}]\n{said}\n"
    yield ("# 前言 {#fw}\n\n" if zh else "# Foreword {#fw}\n\n") + body
    scope = (
        "# 范围 {#sc}\n\n本文件规定了要求。\n\n本文件适用于储罐。"
        if zh
        else "# Scope {#sc}\n\nThis document specifies vents."
    )
    yield f"{scope}\n\n{body}"


def test_a_rule_yields_to_what_there_is_and_not_in_a_circle():
    known = NAMES | {fault.id for fault in reading_faults()}
    yields = {rule.id: rule.yields_to for rule in RULES if rule.yields_to}

    assert set() == {name for names in yields.values() for name in names} - known
    assert set() == {name for names in yields.values() for name in names} & set(yields) - {"missing-caption"}


@pytest.mark.parametrize("rule", some(RULES), ids=lambda rule: rule.id)
def test_a_bad_example_where_provisions_have_no_place_is_told_once(rule):
    for text in elsewhere(rule.bad):
        for rulebook in sorted(rule.rulebooks):
            assert [] == overlapping(rule_examples.folder_of(text, rulebook)), text


@pytest.mark.parametrize("case", some(CASES), ids=case_name)
def test_golden_cases_are_told_once(case):
    assert [] == overlapping(folder_of(case), Surroundings())


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_examples_of_the_guide_are_told_once(language):
    for example in sample(tuple(examples(language))):
        assert [] == overlapping(example.folder, Surroundings()), example.text


@needs_corpora
@pytest.mark.long
def test_real_documents_are_told_once():
    found = [f"{name}: {pair}" for name in documents() for pair in overlapping(adopted(name), Surroundings())]

    assert [] == found


@pytest.mark.parametrize(
    ("yielding", "exacter", "text", "rulebook"),
    [
        ("must-for-shall", "requirement-in-informative-annex", "# Main {#m}\n\nSee [@rig].\n\n# Rig {#rig .annex .informative}\n\nThe rig must be dry.\n", ISO),
        ("negative-permission", "requirement-in-informative-annex", "# Main {#m}\n\nSee [@rig].\n\n# Rig {#rig .annex .informative}\n\nA rig may not be closed. {#k}\n", ISO),
        ("uppercase-keyword", "provision-in-note", "# Lids {#lids}\n\nA lid is round.\n\n> [!NOTE]\n> The lid SHALL be dry.\n", ISO),
        ("self-named-by-type", "altered-fixed-sentence", "# 前言 {#fw}\n\n本标准按照GB/T 1.1—2009给出的规则起草。\n\n# 盖 {#lids}\n\n盖为圆形。\n", GB),
        ("uncited-table", "missing-caption", "# Lids {#lids}\n\nA lid is round.\n\n| Type | Count |\n|---|---|\n| A | 10 |\n", ISO),
        ("siblings-partly-titled", "divided-untitled-clause", "# 形状 {#l}\n\n## 圆形 {#r}\n\n盖为圆形。\n\n## § {#f}\n\n### 罐体 {#g}\n\n罐体为圆形。\n\n### 底部 {#h}\n\n底部为方形。\n", GB),
        ("two-numbered-lists", "list-start", "# Lids {#l}\n\nA lid has:\n\n1. a seat;\n2. a ring.\n\nIt is round. It has:\n\n3. a bolt;\n4. a nut.\n", ISO),
        ("note-as-paragraph", "typed-number", "# Lids {#l}\n\nA lid is round.\n\n> [!NOTE]\n> NOTE 2 A lid rusts.\n", ISO),
        ("typed-pointer", "caption-without-table", "# 盖 {#l}\n\n盖为圆形。\n\n表：表1　盖的尺寸\n\n盖为平面。\n", GB),
        ("limit-in-note", "provision-in-note", "# Lids {#l}\n\nA lid is round.\n\n> [!NOTE]\n> The loss shall [not exceed 5 kPa]{limit=loss}.\n", ISO),
    ],
)  # fmt: skip
def test_the_more_exact_rule_speaks_and_the_other_where_that_is_off(yielding, exacter, text, rulebook):
    folder = rule_examples.folder_of(text, rulebook)
    told = {one.rule for standard in check(folder) for one in standard.diagnostics}

    assert exacter in told
    assert yielding not in told
    if exacter in NAMES:
        without = check(folder, Surroundings(severities={exacter: None}))
        assert yielding in {one.rule for standard in without for one in standard.diagnostics}


def test_a_citation_that_binds_in_the_source_alone_is_told_as_another_kind_of_provision():
    text = (
        "# 规范性引用文件 {#refs}\n\n- ISO 1:2022　参考温度 {#iso1}\n\n# 要求 {#needs}\n\n温度应符合[@iso1]。 {#pure}\n\n"
        "=== standard.en.md\n# Normative references {#refs}\n\n- ISO 1:2022, *Reference temperature* {#iso1}\n\n"
        "# Requirements {#needs}\n\nThe temperature can be seen in [@iso1]. {#pure}\n"
    )
    found = [one.rule for standard in check(rule_examples.folder_of(text, GB)) for one in standard.diagnostics]

    assert ["translated-kind-differs"] == found
