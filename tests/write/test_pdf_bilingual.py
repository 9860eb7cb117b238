"""Two languages side by side on paper: every word of both, tables whole, a file that is sound and tagged."""

from __future__ import annotations

import io
import re
from collections import Counter

import pikepdf
import pytest
from libraries import PROJECT
from pdf_text import drawn

from stdpub.cli.folders import read_folder
from stdpub.read.reader import read
from stdpub.write.bilingual_page import Bilingual
from stdpub.write.pdf import write_bilingual_pdf
from stdpub.write.plain_text import body_lines

OWN = (
    "data-centre-energy",
    pytest.param("smart-city-data", marks=pytest.mark.long),
    pytest.param("authoring-language", marks=pytest.mark.long),
)


@pytest.fixture(scope="module", params=OWN)
def both(request):
    folder = read_folder(PROJECT / "standards" / request.param)
    return Bilingual(read(folder, "zh"), read(folder, "en"))


@pytest.fixture(scope="module")
def content(both):
    return write_bilingual_pdf(both)


def signs(text):
    return Counter(re.sub(r"[\W_]", "", text))


def test_every_word_of_both_languages_is_drawn(both, content):
    told = signs("".join(one.text for one in drawn(content)))
    wanted = sum((signs("".join(body_lines(one, objects=False))) for one in (both.first, both.second)), Counter())

    assert wanted - told == {}


def test_nothing_is_drawn_outside_the_page(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        heights = {float(page.MediaBox[3]) for page in pdf.pages}

    assert all(0 <= one.top <= max(heights) for one in drawn(content))


def test_the_file_is_tagged_and_names_its_language(content):
    with pikepdf.open(io.BytesIO(content)) as pdf:
        root = pdf.Root
        assert str(root.Lang).startswith("zh")
        assert "/StructTreeRoot" in root
        assert not pdf.check_pdf_syntax()
