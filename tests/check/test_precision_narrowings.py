"""What the rules leave alone since their findings on real documents were judged, and what they find beside it."""

from __future__ import annotations

import pytest

from stdpub.check.draft import Draft
from stdpub.check.examples import folder_of
from stdpub.check.runner import RULES
from stdpub.model.header import RulebookName
from stdpub.pipeline import check
from stdpub.read.reader import read, sources

GB, ISO = RulebookName.GB_T_1_1, RulebookName.ISO_IEC_PART_2
BY_NAME = {rule.id: rule for rule in RULES}
TABLE = "| Type | Count |\n|---|---|\n| A | 10 |\n"


def found(rule: str, text: str, rulebook: RulebookName = ISO) -> list[str]:
    """Return the first line of the words at which a rule finds something in a text."""
    folder = folder_of(text if text.startswith(("#", "---")) else f"# Body {{#body}}\n\n{text}\n", rulebook)
    draft = Draft(read(folder), sources(folder))
    return [draft.text_at(one.at) for one in BY_NAME[rule].judge(draft)]


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("non-inclusive-term", "This list has historically been known as a _whitelist_."),
        ("non-inclusive-term", "The list was formerly called a blacklist."),
        ("unlisted-verbal-form", "The lids could equally well have had another colour."),
        ("unlisted-verbal-form", "The supplier is however permitted to use another colour."),
        ("unverifiable-requirement", "The parts shall be equal after replacement by the appropriate spares."),
        ("two-requirements-in-sentence", "The lid shall be red, or the base shall be red."),
        ("provision-in-note", "A lid is constant.\n\n> [!NOTE]\n> The lid does not need to be cleaned."),
        ("provision-in-footnote", "| Key | Use |\n|---|---|\n| A | no[^1] |\n\n[^1]: The key shall not be used."),
        ("two-numbered-lists", "A lid shall:\n\n- be red;\n- be dry.\n\nA base shall:\n\n- be blue;\n- be flat."),
        ("uncited-table", f"The types are listed in the table below.\n\nTable: Types {{#t}}\n\n{TABLE}"),
        ("uncited-table", f'See the "Types of lids" table.\n\nTable: Types of lids {{#t}}\n\n{TABLE}'),
        (
            "unexplained-abbreviation",
            "WHERE A WARRANTY IS NOT ALLOWED IN FULL OR IN PART, IT SHALL BE AS WIDE AS THE LAW LETS IT BE.",
        ),
        ("unexplained-abbreviation", "SPDX or Software Package Data Exchange is a format."),
        ("unexplained-abbreviation", "A list in [SPDX](https://spdx.example) is kept."),
        ("unexplained-abbreviation", "Suites of SPs are kept.\n\nSpecial publication (SP)\n: A text of its own."),
        (
            "unlisted-normative-reference",
            "# Normative references {#refs}\n\nISO 8601, *Dates*.\n\n# Dates {#dates}\n\nDates shall be as in ISO 8601.\n",
        ),
        ("unexplained-abbreviation", "TIP: Wash the lid."),
        ("unlisted-normative-reference", "Previously, to meet ISO 27002, two sessions were required to be refused."),
        ("unlisted-normative-reference", "Transport Layer Security (TLS) as in RFC 5246 is an example of a channel."),
        ("scope-without-opening", "# Scope {#scope}\n\nThis specification describes vents.\n"),
        ("will-for-shall", "A dirty lid will leak."),
        ("will-for-shall", "The user knows what data will be kept, and for how long."),
        ("will-for-shall", "The lids that will be tested are red, and you will be asked for them."),
        ("list-punctuation", "A lid has:\n\n- a seat;\n- a ring;\n- a part that is called:\n\n> A bolt.\n"),
        ("list-punctuation", "A lid is one of:\n\n- a flat one.\n- a round one.\n- `lid = new()`\n- a red one.\n"),
        ("unexplained-abbreviation", "A hash of the PKCS#10 request is put into the TXT record."),
        ("dotted-abbreviation", "A member `I.M` is public. Another one hides I.M."),
        ("list-without-lead-in", "# A lid has: {#lid}\n\n- a seat;\n- a ring.\n"),
        ("must-for-shall", "::: external-constraint {#law}\nThe lid must be marked.\n:::"),
        ("equivalent-verbal-form", "::: external-constraint {#law}\n- The lid has to be marked.\n:::"),
    ],
)
def test_a_rule_leaves_alone_what_a_strict_editor_would(rule, text):
    assert [] == found(rule, text)


@pytest.mark.parametrize(
    ("rule", "text", "words"),
    [
        ("non-inclusive-term", "The address is also on the blacklist.", ["blacklist"]),
        ("unlisted-verbal-form", "The lids could well be red.", ["could"]),
        ("unverifiable-requirement", "The lid shall have an appropriate colour.", ["appropriate"]),
        ("two-requirements-in-sentence", "The lid or base shall be red and it shall be dry.", ["shall"]),
        ("provision-in-note", "A lid.\n\n> [!NOTE]\n> The lid should be red.", ["should"]),
        (
            "provision-in-footnote",
            "Keys[^1] are listed.\n\n| Key | Use |\n|---|---|\n| A | no[^1] |\n\n[^1]: The key shall not be used.",
            ["shall not"],
        ),
        ("unexplained-abbreviation", "A record in SPDX or Software Bills is kept.", ["SPDX"]),
        ("unlisted-normative-reference", "Transport each lid as specified in RFC 5246.", ["RFC 5246"]),
        ("uncited-table", f"Types of lids are listed.\n\nTable: Types of lids {{#t}}\n\n{TABLE}", ["|"]),
        (
            "two-numbered-lists",
            "A lid shall:\n\n1. be red;\n2. be dry.\n\nA base shall:\n\n1. be blue;\n2. be flat.",
            ["1"],
        ),
        ("will-for-shall", "A dirty lid will be rejected, and the supplier will keep it.", ["will", "will"]),
        ("list-punctuation", "A lid has:\n\n- a seat;\n- a ring\n- a bolt.", ["g"]),
        ("unexplained-abbreviation", "The PKCS request is put into the TXT form.", ["PKCS", "TXT"]),
        ("dotted-abbreviation", "A member `I.N` is public. Another one hides I.M.", ["I.M."]),
        ("list-without-lead-in", "# Parts of a lid {#lid}\n\n- a seat;\n- a ring.\n", ["-"]),
        ("mixed-provisions-in-sentence", "The operator shall and may close the lid.", ["may"]),
        (
            "unexplained-symbol",
            "$$ m_i = 1 $$ {#one}\n\nwhere\n\n- $m_i$ is a mass.\n\n$$ m_1 = m_\\mathrm{q} $$ {#two}",
            ["$"],
        ),
        ("must-for-shall", "::: requirement {#law}\nThe lid must be marked.\n:::", ["must"]),
        ("contract-matter", "处一万元以下罚款；情节严重的，处十万元以下罚款。罚款归国库。", ["罚款", "罚款"]),
    ],
)
def test_a_rule_still_finds_what_stands_beside_it(rule, text, words):
    assert words == found(rule, text)


BOTH = "# 要求 {{#needs}}\n\n{}\n\n=== standard.en.md\n# Requirements {{#needs}}\n\n{}\n"


def told(rule: str, chinese: str, english: str) -> list[str]:
    """Return what a rule says of a sentence in two languages."""
    folder = folder_of(BOTH.format(chinese, english), GB)
    return [one.message.en for standard in check(folder) for one in standard.diagnostics if one.rule == rule]


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("列入OWASP Top10的漏洞。", "The vulnerabilities of the OWASP Top 10."),
        ("达到L2或L3的应用。", "Applications of Level 2 or 3."),
        ("通过“要求4.1”的应用。", "An application that passed requirement 4.1."),
        ("见《清单 2017》。", "The 2017 list is used."),
        ("用0或随机数覆盖。", "It is overwritten with zeroes or random data."),
        ("泄露了50多亿个密码。", "More than 5 billion passwords leaked."),
        ("4.0版有5处修改。", "v4.0 has five changes."),
        ("采用通用第二因素。", "A universal 2nd factor is used."),
        ("1级（Level 1）的要求。", "The requirements of Level 1."),
    ],
)
def test_a_number_may_be_part_of_a_name_in_one_language(chinese, english):
    assert [] == told("translated-number-differs", chinese, english)


@pytest.mark.parametrize(
    ("chinese", "english", "message"),
    [
        ("达到Level 2的应用。", "Applications of Level 3.", "`3` where the source has `2`"),
        ("L2的应用保存3年。", "Applications of Level 2 are kept for 5 years.", "`5` where the source has `3`"),
        ("保存500万条。", "It keeps 50 million records.", "`50 million` where the source has `500万`"),
        ("保存3年。", "It is kept.", "`3` stands in one language only"),
    ],
)
def test_another_number_is_still_found_beside_names(chinese, english, message):
    assert [message] == told("translated-number-differs", chinese, english)


def test_a_number_typed_for_a_pointer_is_no_missing_reference():
    assert [] == told("translated-reference-differs", "要求见[@needs]。", "The requirements are given in Clause 4.")
    assert ["a reference to `needs` stands in one language only"] == told(
        "translated-reference-differs", "要求见[@needs]。", "The requirements are given in Clause 5."
    )


LAW = """---
identifier: T/EXAMPLE 1
language: zh
title: 储罐管理
rulebook: gb-t-1.1
numbering: law
---

# 附则 {#final}

"""


def test_an_article_may_stand_alone_in_its_chapter_and_a_titled_subclause_not():
    assert [] == found("lone-subclause", LAW + "## § {#lid}\n\n盖为红色。\n", GB)
    assert ["#"] == found("lone-subclause", LAW + "## 盖 {#lid}\n\n盖为红色。\n", GB)


LISTED = """---
identifier: T/EXAMPLE 1
language: zh
title: 储罐
rulebook: gb-t-1.1
verbal-forms: verify-list
---

"""


@pytest.mark.parametrize(
    ("chinese", "english", "messages"),
    [
        ("人员持有凭据。 {#k}", "Hold valid credentials. {#k}", []),
        (
            "确保盖清洁。 {#k}",
            "The lid should be clean. {#k}",
            ["a recommendation where the source has an instruction"],
        ),
        ("盖可着色。 {#k}", "The lid may be coloured. {#k}", []),
        ("盖能着色。 {#k}", "The lid may be coloured. {#k}", ["a permission where the source has a statement"]),
    ],
)
def test_chinese_that_is_read_in_two_ways_differs_from_neither(chinese, english, messages):
    folder = folder_of(LISTED + BOTH.format(chinese, english), GB)
    found = [one for standard in check(folder) for one in standard.diagnostics]

    assert messages == [one.message.en for one in found if one.rule == "translated-kind-differs"]


def test_the_numbers_of_a_sentence_whose_key_is_missing_are_not_told_besides():
    chinese, english = "盖应保存3年。 {#k}\n\n盖为红色。", "The lid is kept for 3 years.\n\nThe lid is red."

    assert [] == told("translated-number-differs", chinese, english)
    assert ["`k` stands in `zh` and not in `en`"] == told("translated-key-missing", chinese, english)
