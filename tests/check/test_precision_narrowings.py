"""What the rules leave alone since their findings on real documents were judged, and what they find beside it."""

from __future__ import annotations

import pytest

from stdpub.check.draft import Draft
from stdpub.check.examples import folder_of
from stdpub.check.runner import RULES
from stdpub.model.header import RulebookName
from stdpub.read.reader import read, sources

GB, ISO = RulebookName.GB_T_1_1, RulebookName.ISO_IEC_PART_2
BY_NAME = {rule.id: rule for rule in RULES}
TABLE = "| Type | Count |\n|---|---|\n| A | 10 |\n"


def found(rule: str, text: str, rulebook: RulebookName = ISO) -> list[str]:
    """Return the first line of the words at which a rule finds something in a text."""
    folder = folder_of(text if text.startswith("#") else f"# Body {{#body}}\n\n{text}\n", rulebook)
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
        ("unexplained-abbreviation", "TIP: Wash the lid."),
        ("unlisted-normative-reference", "Previously, to meet ISO 27002, two sessions were required to be refused."),
        ("unlisted-normative-reference", "Transport Layer Security (TLS) as in RFC 5246 is an example of a channel."),
        ("scope-without-opening", "# Scope {#scope}\n\nThis specification describes vents.\n"),
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
    ],
)
def test_a_rule_still_finds_what_stands_beside_it(rule, text, words):
    assert words == found(rule, text)
