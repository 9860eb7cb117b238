"""Amendments and consolidated editions in every form: valid, in the rulebook's words, and marked where they changed the text."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import jsonschema
import pytest
from amendment_samples import AMD_1, BASE, amendment, folder
from lxml import etree
from niso_sts import official_errors

from stdpub.model.amendments import Effect
from stdpub.model.standard import Standard
from stdpub.pipeline import check, derived, render, versions
from stdpub.read.amendment_folder import documents
from stdpub.read.consolidating import consolidate
from stdpub.shipped import shipped
from stdpub.write.plain_text import write_text
from stdpub.write.printed import reference

SCHEMA = jsonschema.Draft202012Validator(json.loads(shipped("schemas/stdpub.schema.json").read_bytes()))
ALL = """::: replace [@general]
## General {#general}

The [cold aisle](#aisle) shall be closed, see [@temperature] and [@fresh].[^1] {#closed}

[^1]: By a door.
:::

::: replace [@iso1]
- ISO 1:2026, *Reference temperature*
:::

::: insert-after [@iso7]
- ISO 9:2026, *Valves* {#iso9}
:::

::: replace [@aisle]
## cold aisle

space between cabinets that is supplied with cool air
:::

::: insert-after [@aisle]
## hot aisle {#hot}

space that is not cold
:::

::: replace [@limits]
Table: New limits

| class | limit |
|-------|-------|
| A     | 25    |
:::

::: insert-after [@inlet]
The outlet temperature shall not exceed 40 °C. {#outlet}

$$ T = 25 $$ {#fresh}
:::

::: replace [@lit]
- doors shall be lit at night. {#lit}
:::

::: replace [@marking]
The aisle shall be marked by light. {#marked}
:::

::: insert-after [@method]
# Lamps {#lamps .annex .informative}

Lamps are bright.
:::

::: replace-text [@heights] "three" -> "four"

::: replace-text [@sign] " a sign" -> ""
"""


def printed(body: str, base: str = BASE) -> str:
    """Return the text of the amendment as a document, from its first instruction on."""
    (made,), _ = consolidate(folder(base, amd_1=amendment(body)))
    (document,) = documents(made)
    return write_text(document).split("It applies from 2027-01-10.\n", 1)[-1].split("起实施。\n", 1)[-1]


@pytest.fixture(scope="module", params=[AMD_1, amendment(ALL)], ids=["few", "all"])
def standards(request) -> tuple[Standard, ...]:
    """Return an amendment and the consolidated edition."""
    made = derived(folder(amd_1=request.param))

    assert len(made) == 2
    return tuple(versions(one.folder)[0] for one in made)


def test_the_xml_is_valid_by_the_profile_and_by_the_official_grammar(standards):
    for standard in standards:
        ((output,), faults) = render(standard, ["xml"])

        assert faults == ()
        assert official_errors(output.content) == []


def test_the_json_is_valid(standards):
    for standard in standards:
        ((output,), _) = render(standard, ["json"])
        record = json.loads(output.content)

        assert list(SCHEMA.iter_errors(record)) == []
        assert [one["number"] for one in record["amended"]["issues"]] == [1]


def test_the_page_is_well_formed_and_leads_nowhere_that_is_not_there(standards):
    for standard in standards:
        ((output,), _) = render(standard, ["html"])
        root = etree.fromstring(output.content)
        ids = {element.get("id") for element in root.iter()}
        links = {element.get("href", "") for element in root.iter() if str(element.tag).endswith("}a")}

        assert {link[1:] for link in links if link.startswith("#")} <= ids


def test_the_consolidated_page_marks_what_changed_once():
    _, made = derived(folder(amd_1=AMD_1))
    ((output,), _) = render(versions(made.folder)[0], ["html"])
    root = etree.fromstring(output.content)
    marked = [one.get("id") for one in root.iter() if one.get("data-amended") == "Amendment 1"]
    (told,) = (one for one in root.iter() if one.get("class") == "amended")

    assert marked == ["door", "inlet", "humidity", "handle", "records"]
    assert "".join(told.itertext()) == (
        "Amendment 1 (in force from 2027-07-01): changed: 4.2, 4.1; added: 4.2A, 4.3 b1), 4.5; deleted: 4.3 a)"
    )


def test_what_is_gone_is_called_by_its_label():
    _, made = derived(folder(CHINESE, amd_1=amendment("::: delete [@signs]\n:::\n\n::: delete [@outwards]\n:::\n")))
    ((output,), _) = render(versions(made.folder)[0], ["html"])
    (told,) = (one for one in etree.fromstring(output.content).iter() if one.get("class") == "amended")

    assert "".join(told.itertext()) == "第1号修改单（自2027年1月10日起实施）： 删除：2.2 a)、表1"


def test_the_edition_itself_says_nothing_of_amendments():
    ((output,), _) = render(versions(folder())[0], ["html"])
    ((record,), _) = render(versions(folder())[0], ["json"])

    assert b"data-amended=" not in output.content
    assert "amended" not in json.loads(record.content)


def test_how_a_consolidated_edition_is_cited():
    header = versions(folder())[0].header

    assert reference(replace(header, version="2026-amd1-cor1")) == "T/STDPUB 9—2026+Amd 1+Cor 1"
    assert (
        reference(replace(header, version="2026-amd1-amd2", language="zh"))
        == "T/STDPUB 9—2026（含第1号修改单、第2号修改单）"
    )
    assert reference(header) == "T/STDPUB 9—2026"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("::: delete [@marking]\n:::\n", "4.4, Marking\nDelete 4.4.\n"),
        ("::: delete [@req]\n:::\n", "Clause 4, Requirements\nDelete Clause 4.\n"),
        ("::: delete [@method]\n:::\n", "Annex A, Measurement\nDelete Annex A.\n"),
        ("::: delete [@door]\n:::\n", "4.1, General\nDelete the second sentence of the first paragraph.\n"),
        ("::: delete [@iso7]\n:::\n", "Clause 2, Normative references\nDelete the entry ISO 7:2020.\n"),
        (
            '::: replace-text [@inlet] "27" -> "25"\n',
            "4.2, Temperature\nIn the first paragraph, replace “27” with “25”.\n",
        ),
        ('::: replace-text [@sign] " a sign" -> ""\n', "4.3, Doors\nIn list item b), delete “ a sign”.\n"),
        (
            "::: replace [@marked]\nThe aisle shall be marked.\n:::\n",
            "4.4, Marking\nReplace the first paragraph with the following:\nThe aisle shall be marked.\n",
        ),
        (
            "::: replace [@marking]\nThe aisle shall be marked. {#marked}\n:::\n",
            "4.4, Marking\nReplace the text of 4.4 with the following:\nThe aisle shall be marked.\n",
        ),
        (
            "::: insert-after [@marking]\nThe mark shall be red. {#red}\n:::\n",
            "4.4, Marking\nAdd the following at the end of the text of 4.4:\nThe mark shall be red.\n",
        ),
        (
            "::: insert-after [@marking]\n## Light {#light}\n\nIt shall be lit. {#on}\n:::\n",
            "4.4, Marking\nAdd the following after 4.4:\n4.5 Light\nIt shall be lit.\n",
        ),
    ],
)
def test_instructions_in_the_words_of_the_directives(body, expected):
    assert printed(body).rstrip("\n") + "\n" == expected


CHINESE = """---
identifier: T/STDPUB 9
date: 2026-03-01
language: zh
title: {zh: {main: 冷通道}, en: {main: Cold aisles}}
rulebook: gb-t-1.1
---

# 范围 {#scope}

本文件规定了冷通道的要求。

# 要求 {#req}

## 温度 {#temperature}

进风温度不应高于27 ℃。 {#inlet}

## 门 {#doors}

门应符合下列要求： {#lead}

- 门应向外开； {#outwards}
- 门应有标志。 {#sign}

表：标志 {#signs}

| 标志 | 颜色 |
|------|------|
| 出口 | 绿   |
"""


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('::: replace-text [@inlet] "27" -> "25"\n', "2.1　温度\n将第1段中的“27”修改为“25”。\n"),
        ("::: replace-text [@inlet] “高于” → “超过”\n", "2.1　温度\n将第1段中的“高于”修改为“超过”。\n"),
        ("::: delete [@outwards]\n:::\n", "2.2　门\n删除列项a)。\n"),
        ("::: replace [@inlet]\n进风温度不应高于25 ℃。\n:::\n", "2.1　温度\n第1段修改为：\n进风温度不应高于25 ℃。\n"),
        (
            "::: insert-after [@temperature]\n## 湿度 {#humidity}\n\n湿度不应低于20 %。 {#humid}\n:::\n",
            "2.1　温度\n在2.1之后增加：\n2.1A 湿度\n湿度不应低于20 %。\n",
        ),
        ("::: delete [@signs]\n:::\n", "2.2　门\n删除表1。\n"),
        ("::: delete [@req]\n:::\n", "第2章　要求\n删除第2章。\n"),
    ],
)
def test_instructions_in_the_words_of_a_chinese_amendment(body, expected):
    assert printed(body, CHINESE).rstrip("\n") + "\n" == expected


def test_a_chinese_amendment_is_called_as_the_catalogue_calls_it():
    (made,), _ = consolidate(folder(CHINESE, amd_1=amendment("::: delete [@outwards]\n:::\n")))
    (document,) = documents(made)

    assert reference(document.header) == "T/STDPUB 9—2026/XG1—2027"
    assert [title.compl for title in document.header.titles] == ["第1号修改单", "Amendment 1"]
    assert "本文件修改T/STDPUB 9—2026《冷通道》。\n本文件自2027年1月10日起实施。" in write_text(document)


def test_all_kinds_of_instructions_leave_no_error():
    found = check(folder(amd_1=amendment(ALL)))[0].diagnostics

    assert [one.message.en for one in found if one.at.file == "amd-1.md" and one.severity.value == "error"] == []


def test_paper_is_printed_from_both():
    for made in derived(folder(amd_1=AMD_1)):
        ((output,), faults) = render(versions(made.folder)[0], ["pdf"])

        assert faults == ()
        assert output.content.startswith(b"%PDF-")


def test_the_xml_says_in_the_text_what_changed(standards):
    document, consolidated = (etree.fromstring(render(one, ["xml"])[0][0].content) for one in standards)
    asked = [one.get("content-type") for one in document.iter("editing-instruction")]
    marks = {
        ((mark.getparent() if mark.getprevious() is None else mark.getprevious()).get("id"), mark.target, mark.text)
        for mark in consolidated.iter(etree.ProcessingInstruction)
    }

    assert asked in (
        ["replace-text", "replace", "insert-after", "delete", "insert-after", "insert-after"],
        [act for act, _ in re.findall(r"::: ([a-z-]+) (\[)", ALL)],
    )
    assert marks == {
        (one.key, "stdpub-amended", f'by="amd1" effect="{one.effect}"')
        for one in standards[1].amended.changes
        if one.effect is not Effect.DELETED
    }


def test_a_reference_that_is_gone_is_called_by_its_identifier_and_a_term_by_its_number():
    body = '::: delete [@iso7]\n:::\n\n::: replace-text [@aisle] "cool" -> "cold"\n'
    base = BASE.replace(" and [@iso7]", "")
    (_, made) = derived(folder(base, amd_1=amendment(body)))
    ((output,), _) = render(versions(made.folder)[0], ["html"])
    (told,) = (one for one in etree.fromstring(output.content).iter() if one.get("class") == "amended")

    assert "".join(told.itertext()) == "Amendment 1 (in force from 2027-01-10): changed: 3.1; deleted: ISO 7:2020"
    assert "3.1, cold aisle\nIn entry 3.1, replace “cool” with “cold”." in printed(body, base)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            "::: replace [@limit-a]\n25\n:::\n",
            "Replace the cell of Table 1 in row “A” and column “limit” with the following:",
        ),
        ('::: replace-text [@limit-a] "27" -> "25"\n', "In the cell of Table 1 in row “A” and column “limit”, replace"),
        ('::: replace-text [@class-a] "A" -> "B"\n', "In the cell of Table 1 in row 2 and column “class”, replace"),
        ('::: replace-text [@doors] "Doors" -> "Gates"\n', "In the title of 4.3, replace “Doors” with “Gates”."),
        ("::: replace [@glow]\nSigns are lit.\n:::\n", "Replace NOTE with the following:\nSigns are lit."),
        ("::: replace [@glows]\nIt is lit.\n:::\n", "Footnote 1\nReplace footnote 1 with the following:\nIt is lit."),
        (
            '::: replace-text [@local] "local" -> "general"\n',
            "In footnote a of Table 2, replace “local” with “general”.",
        ),
    ],
)
def test_everything_is_called_so_that_a_reader_finds_it(body, said):
    base = (
        BASE.replace("| A     | 27    |", "| A {#class-a} | 27 {#limit-a} |")
        .replace("| exit | green  |", "| exit[^a] | green  |\n\n::: table-notes\n[^a]: This is local. {#local}\n:::")
        .replace("{#marked}", "{#marked}\n\n> [!NOTE]\n> Signs glow.[^1] {#glow}\n\n[^1]: They shine. {#glows}")
    )

    assert said in printed(body, base)
