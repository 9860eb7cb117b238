"""One layout: what comes of the golden drafts, that it stays when done again, and that no model changes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from random_markdown import PICTURE, Drafter
from same_model import draft
from shared import CORPORA, needs_corpora
from test_cases import CASES, HERE, case_name, folder_of
from tries import some, tries

from stdpub.cli.folders import read_folder
from stdpub.model.folder import Folder
from stdpub.model.sameness import difference
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.layout.formatting import formatted
from stdpub.read.reader import languages, read

LAYOUTS = sorted(path.parent for path in (HERE / "format").glob("*/input.md"))
HEADERS = (
    "identifier: X 1\nlanguage: en\ntitle: Vents\n",
    "identifier: T/X 1\nlanguage: zh\ntitle: 通气\nrulebook: gb-t-1.1\n",
)
PIECES = st.sampled_from(
    (
        *"*-+>#|:=<`$ \t\n\n\n\n",
        *(
            "a\n",
            "b ",
            "应",
            "- ",
            "1. ",
            "3) ",
            "a) ",
            "> ",
            "    ",
            ": ",
            ":::\n",
            "::: requirement\n",
            "```\n",
            "$$\n",
        ),
        *(
            "| a | b |\n",
            "|-|-|\n",
            "{#k}\n",
            "{.x #k y='1'}",
            "[^1]: ",
            "<!-- c -->\n",
            "<br>",
            "<div>\n",
            "[x]: /y\n",
        ),
        *("> [!note]\n", "---\n", "===\n", "Table: t\n", "![a](f.svg)\n", "::: figure\n", "\\\n", "  \n"),
    )
)
DOCUMENTS = (
    "asvs-4.0.3/zh-cn",
    "cabforum-tls-br/v1.8.0",
    "just-laws-zh/docs/economic/metrology-law",
    "nist-sp800-63-4/_sp800-63a",
    "openchain-license-compliance",
    "slsa/v1.1/spec",
)


@pytest.mark.parametrize("case", LAYOUTS, ids=case_name)
def test_a_draft_is_laid_out(case, bless):
    text = formatted(folder_of(case)).folder.files["standard.md"].decode()
    place = case / "expected.md"
    if bless:
        place.write_text(text, encoding="utf-8")

    assert place.read_text(encoding="utf-8") == text


def judged(folder):
    """Return a folder laid out, having checked that its models are the same and that it stays so."""
    done = formatted(folder)
    again = formatted(done.folder)

    assert again.folder.files == done.folder.files
    assert again.refused == done.refused
    for language in languages(folder):
        assert "" == difference(read(folder, language), read(done.folder, language))
    return done


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_a_golden_case_keeps_its_model(case):
    assert () == judged(folder_of(case)).refused


@pytest.mark.parametrize("header", HEADERS, ids=["plain", "ruled"])
@settings(max_examples=tries(30), deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_whatever_a_drafter_writes_can_be_laid_out(header, random):
    text = f"---\n{header}---\n\n{Drafter(random).document()}"

    assert () == judged(draft(text, f_svg=PICTURE, t_csv=b"a,b\n1,2\n")).refused


@settings(max_examples=tries(100), deadline=None)
@given(pieces=st.lists(PIECES, max_size=30), header=st.sampled_from(HEADERS))
def test_any_text_is_laid_out_or_left_alone(pieces, header):
    judged(draft(f"---\n{header}---\n\n# A\n\n{''.join(pieces)}\n", f_svg=PICTURE))


@needs_corpora
@pytest.mark.parametrize("document", some(DOCUMENTS))
def test_a_real_document_keeps_its_model(document):
    assert () == judged(import_folder(read_folder(CORPORA / document)).folder).refused


REFUSED = "---\nx\ny\n-\n"
"""A rule, and a heading whose longer underline would make front matter of them."""


def test_a_file_that_would_read_otherwise_is_left_alone():
    folder = Folder(
        "x",
        {
            "standard.md": f"---\n{HEADERS[0]}chapters: [a.md, b.md]\n---\n# A\n".encode(),
            "a.md": REFUSED.encode(),
            "b.md": b"## C\n* d\n",
        },
        {},
    )
    done = formatted(folder)

    assert ("a.md",) == done.refused
    assert folder.files["a.md"] == done.folder.files["a.md"]
    assert b"## C\n\n- d\n" == done.folder.files["b.md"]
    assert done.folder.files["standard.md"].endswith(b"---\n\n# A\n")


@pytest.mark.parametrize("text", ["", "\n", "\n\n---\n\na\n\n---\n", "---\n\nb\n", "text"])
def test_a_file_without_front_matter_keeps_its_model(text):
    judged(draft(text))


def test_translations_and_their_chapters_are_laid_out():
    folder = Folder(
        "x",
        {
            "standard.md": f"---\n{HEADERS[0]}---\n# A {{#a}}\n* b\n".encode(),
            "standard.zh.md": "---\nlanguage: zh\ntitle: 通气\nchapters: [zh.md]\n---\n# 甲 {#a}\n".encode(),
            "zh.md": "* 乙\n".encode(),
            "README.md": b"* left alone\n",
        },
        {},
    )
    files = judged(folder).folder.files

    assert ("- 乙\n".encode(), b"* left alone\n") == (files["zh.md"], files["README.md"])
    assert b"# A {#a}\n\n- b\n" in files["standard.md"]


KEPT = {
    "what would be a definition": "a\n\n\n: b\n",
    "a list that would be a rule": "+ - -\n",
    "raw text that never ends": "<pre>\n",
    "a heading that ends in a hash": "# a # #\n",
    "a formula of two lines": "$$\na\nb\n$$\n",
    "a heading of two lines": "a\nb {#k}\n===\n",
    "a note in a list": "- a\n\n  > [!NOTE] {#n}\n  > b\n",
    "a table with two rules": "| a   |\n| --- |\n| b   |\n| --- |\n| c   |\n",
    "what only its indentation holds": "> a\n>     - b\n",
}


@pytest.mark.parametrize("body", KEPT.values(), ids=KEPT)
def test_what_is_laid_out_already_stays(body):
    text = f"---\n{HEADERS[0]}---\n\n{body}"

    assert text == judged(draft(text)).folder.files["standard.md"].decode()


def test_lines_that_would_fill_a_disk_are_left_alone():
    text = f"---\n{HEADERS[0]}---\n\n{'> ' * 60}a\n" + "b\n" * 20_000

    assert ("standard.md",) == formatted(draft(text)).refused
