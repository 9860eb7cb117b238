"""The page of a standard in two languages: each thing beside its translation, no id twice, every word of both."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from libraries import PROJECT
from lxml import etree

from stdpub.cli.folders import read_folder
from stdpub.read.reader import read
from stdpub.write.bilingual_page import Bilingual, write_bilingual_html
from stdpub.write.html_page import write_html

XHTML = "{http://www.w3.org/1999/xhtml}"
OWN = ("data-centre-energy", "authoring-language", "smart-city-data")


@pytest.fixture(scope="module", params=OWN)
def versions(request):
    folder = read_folder(PROJECT / "standards" / request.param)
    return read(folder, "zh"), read(folder, "en")


def page(content):
    return etree.fromstring(content)


def words(element):
    return Counter(re.findall(r"\w+", " ".join(element.itertext())))


def test_every_word_of_both_versions_stands_in_its_column(versions):
    root = page(write_bilingual_html(Bilingual(*versions)))

    for standard in versions:
        language = standard.header.language
        alone = page(write_html(standard)).find(f".//{XHTML}article")
        sides = [one for one in root.iter(f"{XHTML}div") if one.get("class") == "side" and one.get("lang") == language]
        assert sum((words(one) for one in sides), Counter()) == words(alone)


def test_no_id_stands_twice_and_no_link_leads_nowhere(versions):
    root = page(write_bilingual_html(Bilingual(*versions)))
    ids = Counter(one.get("id") for one in root.iter() if one.get("id"))
    links = {one.get("href")[1:] for one in root.iter(f"{XHTML}a") if one.get("href").startswith("#")}

    assert [name for name, count in ids.items() if count > 1] == []
    assert links <= ids.keys()


def test_the_same_thing_stands_in_one_row(versions):
    root = page(write_bilingual_html(Bilingual(*versions)))
    rows = [one for one in root.iter(f"{XHTML}div") if one.get("class") == "pair"]
    both = [
        tuple(next((below.get("id") for below in side.iter() if below.get("id")), "") for side in row) for row in rows
    ]
    beside = [(one, other) for one, other in both if one and other]

    assert len(beside) > len(rows) / 2
    assert [pair for pair in beside if pair[1] != f"{pair[0]}.en"] == []
