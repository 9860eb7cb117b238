"""The guide for drafters says what the reader does: every example is read, every list in it is whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from stdpub.model.folder import Folder
from stdpub.model.header import RulebookName
from stdpub.model.provisions import Convention, Kind
from stdpub.model.rulebooks import CLASSES, KNOWN_TITLES
from stdpub.read.header import KNOWN_FIELDS
from stdpub.read.reader import languages, read

GUIDE = (Path(__file__).resolve().parents[1] / "docs" / "authoring.md").read_text(encoding="utf-8")
HEADERS = {
    "": "---\nidentifier: X 1\nlanguage: en\ntitle: Tanks\nrulebook: iso-iec-part-2\n---\n\n",
    "zh": "---\nidentifier: T/X 1\nlanguage: zh\ntitle: 储罐\nrulebook: gb-t-1.1\n---\n\n",
}
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>'
FENCE = re.compile(r"^(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<text>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL)


def examples():
    """Yield the line of every example, its language, text, files beside it and the findings it shall give."""
    fences = list(FENCE.finditer(GUIDE))
    files = {}
    for found, after in zip(fences, [*fences[1:], None], strict=True):
        kind, *rest = found["info"].split()
        if kind == "csv" or (kind == "markdown" and rest and rest[0].endswith(".md")):
            files[rest[0]] = found["text"].encode()
        elif found["info"].startswith("markdown example"):
            expected = after["text"] if after and after["info"] == "findings" else ""
            line = GUIDE.count("\n", 0, found.start()) + 1
            yield pytest.param(rest[1] if len(rest) > 1 else "", found["text"], files, expected, id=f"line {line}")
            files = {}


def findings(language, text, files):
    """Return what reading finds in an example, as the guide shows it; lines count within the example."""
    header = "" if text.startswith("---") else HEADERS[language]
    pictures = dict.fromkeys(re.findall(r"[\w/-]+\.svg", text), PICTURE)
    folder = Folder("example", {"standard.md": (header + text).encode(), **pictures, **files}, {})
    versions = [read(folder, one) for one in languages(folder)]
    found = dict.fromkeys(one for standard in versions for one in standard.diagnostics)
    shift = header.count("\n")
    lines = []
    for one in found:
        place = f"{one.at.line - shift}:{one.at.column}" if one.at.file == "standard.md" else one.at.file
        lines.append(f"{place}: {one.severity.value}: {one.message.en} [{one.rule}]\n")
        lines.extend([f"  = help: {one.help.en}\n"] if one.help else [])
    return "".join(lines)


@pytest.mark.parametrize(("language", "text", "files", "expected"), list(examples()))
def test_every_example_gives_the_findings_it_shows(language, text, files, expected):
    assert expected == findings(language, text, files)


def first_cells(title):
    """Return the code spans in the first cells of the table below a heading that begins with a title."""
    section = GUIDE.partition(f"\n## {title}")[2].partition("\n## ")[0]
    rows = [line for line in section.splitlines() if line.startswith("| `")]
    return [name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])]


def test_the_list_of_front_matter_fields_is_whole():
    assert sorted(KNOWN_FIELDS) == sorted(first_cells("Front matter"))


def test_the_list_of_titles_is_whole():
    section = GUIDE.partition("\n## Elements")[2].partition("\n## ")[0]
    told = {}
    for row in (line for line in section.splitlines() if line.startswith("| `.")):
        kind, titles = row.split("|")[1:3]
        told |= {title.lower(): CLASSES[kind.strip().strip("`.")] for title in re.findall(r"`([^`]+)`", titles)}

    assert KNOWN_TITLES == told
    assert sorted(f".{name}" for name in CLASSES) == sorted(first_cells("Elements"))


@pytest.mark.parametrize("values", [Kind, Convention, RulebookName], ids=lambda values: values.__name__)
def test_every_value_that_can_be_chosen_is_named(values):
    assert [] == [value.value for value in values if f"`{value.value}`" not in GUIDE]


def test_every_section_speaks_both_languages():
    sections = re.split(r"^## ", FENCE.sub("", GUIDE), flags=re.MULTILINE)[1:]

    assert [] == [section.split("\n")[0] for section in sections if not re.search("[\u4e00-\u9fff].*。\n", section)]
    assert [] == [
        section.split("\n")[0] for section in sections if not re.search("^[A-Z`].*[.]\n", section, re.MULTILINE)
    ]


def test_one_sentence_stands_on_one_line():
    text = FENCE.sub("", GUIDE)
    prose = [line for line in text.splitlines() if line and line[0] not in "|#"]

    assert [] == [line for line in prose if re.search(r"[a-z)`]\. [A-Z]|。.", line)]
