"""Every page that stdpub writes is valid HTML to the Nu checker: standards, two languages beside each other, comparisons."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from full_model import full_standard
from libraries import PROJECT
from own_editions import NEW, OLD
from shared import CORPORA, needs_corpora

from stdpub.cli.folders import read_folder
from stdpub.compare.comparing import compare
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read
from stdpub.write.bilingual_page import Bilingual, write_bilingual_html
from stdpub.write.compared import Compared
from stdpub.write.html_page import write_html
from stdpub.write.redline_page import write_redline_html

CHECKER = Path(os.environ.get("STDPUB_VNU", PROJECT / ".venv/node_modules/vnu-jar/build/dist/vnu.jar"))
OWN = ("data-centre-energy", "authoring-language", "smart-city-data")
REAL = (
    "cabforum-tls-br/v2.1.2",
    "nist-sp800-63-4/_sp800-63a",
    "openchain-license-compliance/Official/en/2.1",
    "asvs-4.0.3/zh-cn",
    "openapi/3.1.0",
    "csharp-ecma334/V6-standard",
)
pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not CHECKER.is_file(), reason=f"the Nu checker is not at {CHECKER}"),
]


def complaints(place):
    """Return what the checker calls an error in the pages of a folder."""
    files = sorted(place.glob("*.html"))
    done = subprocess.run(
        ["java", "-jar", CHECKER, "--format", "json", "--errors-only", *files], capture_output=True, check=False
    )
    return [
        (one.get("url", "").rpartition("/")[2], one.get("lastLine"), one["message"])
        for one in json.loads(done.stderr)["messages"]
    ]


def test_own_standards_are_valid_in_every_language(tmp_path):
    for name in OWN:
        folder = read_folder(PROJECT / "standards" / name)
        chinese, english = read(folder, "zh"), read(folder, "en")
        (tmp_path / f"{name}.zh.html").write_bytes(write_html(chinese))
        (tmp_path / f"{name}.en.html").write_bytes(write_html(english))
        (tmp_path / f"{name}.both.html").write_bytes(write_bilingual_html(Bilingual(chinese, english)))

    assert complaints(tmp_path) == []


def test_a_standard_of_every_kind_of_node_is_valid(tmp_path):
    (tmp_path / "full.html").write_bytes(write_html(full_standard()))

    assert complaints(tmp_path) == []


def test_a_comparison_of_two_editions_is_valid(tmp_path):
    before, after = (read(read_folder(place), "en") for place in (OLD, NEW))
    (tmp_path / "redline.html").write_bytes(write_redline_html(Compared(before, after, compare(before, after))))

    assert complaints(tmp_path) == []


def test_the_checker_finds_what_is_wrong(tmp_path):
    (tmp_path / "wrong.html").write_text(
        "<!DOCTYPE html><title>x</title><p id='a'></p><p id='a'></p>", encoding="utf-8"
    )

    assert complaints(tmp_path) != []


@needs_corpora
def test_real_documents_are_valid(tmp_path):
    for name in REAL:
        standard = read(import_folder(read_folder(CORPORA / name)).folder)
        (tmp_path / f"{name.replace('/', '-')}.html").write_bytes(write_html(standard))

    assert complaints(tmp_path) == []
