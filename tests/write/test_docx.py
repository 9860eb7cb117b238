"""A standard as an office document: its parts, styles, numbers, fields and equations; and what an office reads of it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter

import pytest
from full_model import full_standard
from libraries import PROJECT
from lxml import etree
from shared import CORPORA, needs_corpora

from stdpub.cli.folders import read_folder
from stdpub.model.content import Sentence
from stdpub.model.inlines import OBJECT, plain
from stdpub.model.walking import nodes
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read
from stdpub.write.docx import write_docx
from stdpub.write.plain_text import body_lines

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
OWN = [
    (name, language)
    for name in ("data-centre-energy", "authoring-language", "smart-city-data")
    for language in ("zh", "en")
]
REAL = [
    "cabforum-tls-br/v2.1.2",
    "nist-sp800-63-4/_sp800-63a",
    "openchain-license-compliance/Official/en/2.1",
    "asvs-4.0.3/zh-cn",
    "openapi/3.1.0",
]


def own(name="data-centre-energy", language="en"):
    return read(read_folder(PROJECT / "standards" / name), language)


def parts(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def document(standard):
    return etree.fromstring(parts(write_docx(standard))["word/document.xml"])


def words_of(paragraph):
    return "".join(
        one.text or "" for one in paragraph.iter(f"{W}t") if one.getparent().find(f"{W}footnoteReference") is None
    )


def in_style(root, style):
    return [
        one
        for one in root.iter(f"{W}p")
        if (found := one.find(f"{W}pPr/{W}pStyle")) is not None and found.get(f"{W}val") == style
    ]


@pytest.mark.parametrize(("name", "language"), OWN)
def test_every_sentence_stands_in_the_document(name, language):
    standard = own(name, language)
    package = parts(write_docx(standard))
    told = re.sub(
        r"\s",
        "",
        "".join(words_of(etree.fromstring(package[one])) for one in ("word/document.xml", "word/footnotes.xml")),
    )
    sentences = (plain(one.children) for one in nodes(standard) if isinstance(one, Sentence))
    missing = [one for one in sentences if OBJECT not in one and re.sub(r"\s", "", one) not in told]

    assert missing == []


def test_every_part_is_well_formed_and_every_style_and_relation_is_there():
    package = parts(write_docx(full_standard()))
    trees = {name: etree.fromstring(one) for name, one in package.items() if name.endswith((".xml", ".rels"))}
    styles = {one.get(f"{W}styleId") for one in trees["word/styles.xml"].iter(f"{W}style")}
    used = {
        one.get(f"{W}val")
        for root in trees.values()
        for tag in ("pStyle", "rStyle", "tblStyle")
        for one in root.iter(f"{W}{tag}")
    }
    related = {one.get("Id") for one in trees["word/_rels/document.xml.rels"]}
    wanted = set(re.findall(r' r:(?:id|embed)="([^"]+)"', package["word/document.xml"].decode()))

    assert used - styles == set()
    assert wanted - related == set()


def test_clauses_and_lists_are_numbered_by_the_word_processor():
    root = document(own())
    heading = next(one for one in in_style(root, "Heading2") if words_of(one) == "Boundary")
    numbered = heading.find(f"{W}pPr/{W}numPr")
    items = [one for one in in_style(root, "ListItem") if one.find(f"{W}pPr/{W}numPr") is not None]

    assert [one.get(f"{W}val") for one in numbered] == ["1", "1"]
    assert len(items) > 20


def test_a_pointer_is_a_field_that_shows_the_number_of_its_target():
    root = document(own())
    fields = [one.text.strip() for one in root.iter(f"{W}instrText")]
    marks = {one.get(f"{W}name") for one in root.iter(f"{W}bookmarkStart")}
    targets = {one.split()[1] for one in fields if one.startswith(("REF", "PAGEREF"))}

    assert r"REF k_boundary \r \h" in fields
    assert any(one.startswith("REF") and r"\r" not in one for one in fields)
    assert targets - marks == set()


def test_formulas_are_equations():
    root = document(own())
    fractions = list(root.iter(f"{M}f"))

    assert len(list(root.iter(f"{M}oMath"))) > 10
    assert all(one.find(f"{M}num") is not None and one.find(f"{M}den") is not None for one in fractions)
    assert fractions


def test_cells_that_are_joined_stay_joined():
    root = document(own())
    rows = list(root.iter(f"{W}tr"))
    widths = [
        (
            sum(
                int(
                    (one.find(f"{W}tcPr/{W}gridSpan") if one.find(f"{W}tcPr/{W}gridSpan") is not None else {}).get(
                        f"{W}val", 1
                    )
                )
                for one in row.iter(f"{W}tc")
            ),
            len(row.getparent().find(f"{W}tblGrid")),
        )
        for row in rows
    ]

    assert list(root.iter(f"{W}vMerge"))
    assert [pair for pair in widths if pair[0] != pair[1]] == []


def test_a_document_has_the_same_bytes_every_time():
    assert write_docx(own()) == write_docx(own())


def office(content, place):
    """Return the text of the pages that LibreOffice makes of a document."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    file = place / "standard.docx"
    file.write_bytes(content)
    profile = f"-env:UserInstallation={(place / 'profile').as_uri()}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", "pdf", "--outdir", place, file],
        capture_output=True,
        check=True,
        timeout=300,
    )
    return subprocess.run(
        ["pdftotext", file.with_suffix(".pdf"), "-"], capture_output=True, check=True, text=True
    ).stdout


_UNCOUNTED = re.compile(r"[\W_]")
"""What is no letter and no figure: offices squeeze marks away at the ends of lines, and pdftotext takes hyphens for breaks."""


def missing(standard, told):
    """Return the signs of the text that the pages lack, those of the contents list not counted."""
    titles = "".join(plain(one.title) + one.label for one in standard.walk() if one.depth <= 3 and one.title and one.id)
    wanted = Counter(_UNCOUNTED.sub("", "".join(body_lines(standard, objects=False)) + titles))
    return wanted - Counter(_UNCOUNTED.sub("", told))


@pytest.mark.long
@pytest.mark.parametrize(("name", "language"), OWN)
def test_an_office_reads_the_whole_text_of_own_standards(name, language, tmp_path):
    standard = own(name, language)

    assert missing(standard, office(write_docx(standard), tmp_path)) == {}


@pytest.mark.long
@needs_corpora
@pytest.mark.parametrize("name", REAL)
def test_an_office_reads_the_whole_text_of_real_documents(name, tmp_path):
    standard = read(import_folder(read_folder(CORPORA / name)).folder)

    assert missing(standard, office(write_docx(standard), tmp_path)) == {}
