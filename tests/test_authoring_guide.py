"""The guides for drafters say what the reader does: every example is read, every list in them is whole, in both languages."""

from __future__ import annotations

import re

import pytest
from guide_examples import FENCE, GUIDES, examples, findings, missing

from stdpub.model.header import RulebookName
from stdpub.model.provisions import Convention, Kind
from stdpub.model.rulebooks import CLASSES, KNOWN_TITLES
from stdpub.model.terms import Status
from stdpub.read.header import KNOWN_FIELDS

EXAMPLES = [pytest.param(one, id=f"{one.guide} line {one.line}") for guide in GUIDES for one in examples(guide)]
TEXTS = {guide: path.read_text(encoding="utf-8") for guide, path in GUIDES.items()}
HEADINGS = {
    "en": {"front": "Front matter", "elements": "Elements", "provisions": "Provisions", "terms": "Term entries"},
    "zh": {"front": "文前数据", "elements": "要素", "provisions": "条款", "terms": "术语条目"},
}


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_gives_the_findings_it_shows(example):
    assert example.findings == findings(example)


@pytest.mark.parametrize("example", [one for one in EXAMPLES if one.values[0].shown])
def test_the_json_of_every_example_has_what_is_shown(example):
    assert [] == missing(example)


@pytest.mark.parametrize("guide", GUIDES)
def test_every_example_shows_its_json_or_its_findings(guide):
    assert [] == [one.line for one in examples(guide) if not one.shown and not one.findings]


def sections(guide):
    """Return the text below each heading of the second level."""
    titles = re.split(r"^## (.*)$", FENCE.sub("", TEXTS[guide]), flags=re.MULTILINE)[1:]
    return dict(zip(titles[::2], titles[1::2], strict=True))


def first_cells(guide, name):
    """Return the code spans in the first cells of the tables of a section."""
    rows = [line for line in sections(guide)[HEADINGS[guide][name]].splitlines() if line.startswith("| `")]
    return [word for row in rows for word in re.findall(r"`([^`]+)`", row.split("|")[1])]


@pytest.mark.parametrize("guide", GUIDES)
def test_the_list_of_front_matter_fields_is_whole(guide):
    assert sorted(KNOWN_FIELDS) == sorted(first_cells(guide, "front"))


@pytest.mark.parametrize("guide", GUIDES)
def test_the_list_of_titles_is_whole(guide):
    told = {}
    section = sections(guide)[HEADINGS[guide]["elements"]]
    for row in (line for line in section.splitlines() if line.startswith("| `.")):
        kind, titles = row.split("|")[1:3]
        told |= {title.lower(): CLASSES[kind.strip().strip("`.")] for title in re.findall(r"`([^`]+)`", titles)}

    assert KNOWN_TITLES == told
    assert sorted(f".{name}" for name in CLASSES) == sorted(first_cells(guide, "elements"))


@pytest.mark.parametrize("guide", GUIDES)
def test_the_list_of_kinds_is_whole(guide):
    assert sorted(Kind) == sorted(first_cells(guide, "provisions"))


@pytest.mark.parametrize("guide", GUIDES)
def test_the_list_of_designations_is_whole(guide):
    told = first_cells(guide, "terms")

    assert [] == [status.value for status in Status if f"{status.value}:" not in told]


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("values", [Kind, Convention, RulebookName], ids=lambda values: values.__name__)
def test_every_value_that_can_be_chosen_is_named(guide, values):
    assert [] == [value.value for value in values if f"`{value.value}`" not in TEXTS[guide]]


def test_both_guides_have_the_same_parts():
    outlines = {
        guide: [(found[1], found.end()) for found in re.finditer(r"^(##+) ", FENCE.sub("", text), re.MULTILINE)]
        for guide, text in TEXTS.items()
    }

    assert [mark for mark, _ in outlines["en"]] == [mark for mark, _ in outlines["zh"]]
    assert [bool(one.findings) for one in examples("en")] == [bool(one.findings) for one in examples("zh")]


@pytest.mark.parametrize("guide", GUIDES)
def test_one_sentence_stands_on_one_line(guide):
    text = FENCE.sub("", TEXTS[guide])
    prose = [line for line in text.splitlines() if line and line[0] not in "|#"]

    assert [] == [line for line in prose if re.search(r"[a-z)`]\. [A-Z]|。.", line)]
