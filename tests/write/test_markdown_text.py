"""A model written back as Markdown: what is written, and that reading it gives the same model."""

from __future__ import annotations

import pytest
from foreign_imports import PNG
from full_model import full_standard
from hypothesis import given, settings
from hypothesis import strategies as st
from models import RANDOMLY, standards
from random_markdown import PICTURE, Drafter
from same_model import draft, lost, written_back
from shared import CORPORA, needs_corpora
from test_cases import CASES, case_name, folder_of
from tries import some, tries

from stdpub.cli.folders import read_folder
from stdpub.model.folder import Folder
from stdpub.model.sameness import difference
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read
from stdpub.write.markdown_text import write_markdown

HEADERS = {
    "English": "identifier: X 1\nlanguage: en\ntitle: Vents\nrulebook: iso-iec-part-2\n",
    "Chinese": "identifier: T/X 1\nlanguage: zh\ntitle: 通气\nrulebook: gb-t-1.1\n",
    "plain": "identifier: X 1\nlanguage: en\ntitle: Vents\n",
    "law": "identifier: X\nlanguage: zh\ntitle: 法\nnumbering: law\n",
}
DOCUMENTS = (
    "asvs-4.0.3/zh-cn",
    "cabforum-tls-br/v2.1.2",
    "just-laws-zh/docs/economic/metrology-law",
    "nist-sp800-63-4/_sp800-63a",
    "slsa/v1.1/spec",
)


def headed(body, header="English"):
    return f"---\n{HEADERS[header]}---\n\n{body}"


@pytest.mark.parametrize("case", CASES, ids=case_name)
def test_a_golden_case_comes_back(case):
    assert "" == lost(folder_of(case))


@pytest.mark.parametrize("header", HEADERS)
@settings(max_examples=tries(30), deadline=None)
@given(random=st.randoms(use_true_random=False))
def test_whatever_a_drafter_writes_comes_back(header, random):
    text = headed(Drafter(random).document(), header)

    assert "" == lost(draft(text, f_svg=PICTURE, t_csv=b"a,b\n1,2\n"))


PIECES = st.sampled_from(
    (
        *"\\`*_~^$[]{}<>&|!:#-+.=()§\n\n\n  ",
        *("a", "b ", "应", "。", "1", "**", "$$", "](", "<sub>", "</sub>", "http://", "- ", "> ", "1. ", "| "),
        *("|-|-|\n", "{#k}", "{.x}", "[^1]", "[^1]: ", "![", "&amp;", "<br>", "```\n", ":::", "a)", "Table: "),
    )
)


@settings(max_examples=tries(100), deadline=None)
@given(pieces=st.lists(PIECES, max_size=30))
def test_any_text_comes_back(pieces):
    assert "" == lost(draft(headed(f"# A\n\n{''.join(pieces)}\n", "plain")))


@RANDOMLY
@given(standard=standards())
def test_any_model_is_written_and_read(standard):
    assert read(Folder("x", write_markdown(standard), {})).clauses


def test_a_standard_of_every_class_is_written_to_what_comes_back():
    assert "" == lost(Folder("x", write_markdown(full_standard()), {}))


@needs_corpora
@pytest.mark.parametrize("document", some(DOCUMENTS))
def test_a_real_document_comes_back(document):
    assert "" == lost(import_folder(read_folder(CORPORA / document)).folder)


WRITTEN = {
    "words that look like marks": (
        "a\\*b *c* 5~10℃，20~80% a_b_c \\[x](y) 1 < 2 && 3 > 2 \\&amp; \\$5 http\\://a.b",
        "a\\*b *c* 5~10℃，20~80% a_b_c [x\\](y) 1 < 2 && 3 > 2 \\&amp; \\$5 http\\://a.b",
    ),
    "marks": ("**注：**这是*a*和~~b~~ H~2~O m^3^ <sub>a b</sub>", "**注：**这是*a*和~~b~~ H~2~O m^3^ <sub>a b</sub>"),
    "marks in marks": ("***a*** **a *b* c**", "*__a__* **a _b_ c**"),
    "a sentence with a key": ("The vent shall be round. {#round} It is.", "The vent shall be round. {#round} It is."),
    "a named kind": ("两端应用螺栓固定。{#bolts .requirement}", "两端应用螺栓固定。 {#bolts .requirement}"),
    "a paragraph's key": ("{#p}\nIt is. It shall be.", "{#p}\nIt is. It shall be."),
    "a line break": ("One\nline.", "One line."),
    "words that would begin a list": ("\\- a", "\\- a"),
    "words that would be a caption": ("Table\\: a", "Table\\: a"),
    "two lists": ("- a\n\n<!-- -->\n\n- b", "- a\n\n<!-- -->\n\n- b"),
    "a list in a list": ("1. a:\n   - b\n   - c\n2. d", "1. a:\n\n   - b\n   - c\n\n2. d"),
    "a note": ("> [!note] {#n}\n> a\n>\n> b", "> [!NOTE] {#n}\n> a\n>\n> b"),
    "a formula": ("$$\na\n$$ {#f .numbered}\n\nwhere\n\n- $a$ — b", "$$ a $$ {#f .numbered}\n\nwhere\n\n- $a$ b"),
    "joined cells": (
        "Table: T {#t}\n\n| a | < |\n|:-|--|\n| b | c |\n| ^ | \\^ |",
        "Table: T {#t}\n\n| a | < |\n| :--- | --- |\n| b | c |\n| ^ | \\^ |",
    ),
    "a table that Markdown cannot say": (
        "<table><tr><td>a</td><td>\n\n- b\n- c\n\n</td></tr></table>",
        "<table>\n<tbody>\n<tr>\n<td>a</td>\n<td>\n\n- b\n- c\n\n</td>\n</tr>\n</tbody>\n</table>",
    ),
    "a picture in an item and in a cell": (
        "- ![a](f.png)\n- ![b](f.png) <!-- --> {#i}\n\n| c |\n|---|\n| ![d](f.png) |",
        "- ![a](f.png)\n- ![b](f.png)<!-- --> {#i}\n\n| c |\n| --- |\n| ![d](f.png) |",
    ),
    "a paragraph of two pictures": ("![a](f.png)\n![b](f.png)", "![a](f.png) ![b](f.png)"),
    "scripts": ("m^2^~x~ <sup>~</sup> a^2^^ `` ` ``\\``b`", "m^2^~x~ <sup>~</sup> a<sup>2</sup>^ `` ` ``\\``b`"),
    "code side by side": ("`a`<!-- -->`b` `  c  ` `  `", "`a`<!-- -->`b` `  c  ` `  `"),
    "formulas": ("$`a`$5 $a$ $$5 USD$$ b", "$`a`$5 $a$ $$5 USD$$ b"),
    "addresses": (
        "<https://a.b/c> <a@b.c> [d](<e f>) [g](h\\)i) [](#j)",
        "<https://a.b/c> <a@b.c> [d](<e f>) [g](<h)i>) [](#j)",
    ),
    "a kind named before a paragraph": ("{.statement}\nIt shall be.", "{.statement}\nIt shall be."),
    "the key of a sentence that ends an item": ("- It shall be. {#s}<!-- -->", "- It shall be. {#s}<!-- -->"),
    "the kind of an item": ("- It shall be. {#i .recommendation}", "- It shall be. {#i .recommendation}"),
    "items without words": ("-\n- {#i}\n\n  > b\n- > c", "-\n\n- {#i}\n\n  > b\n\n- > c"),
    "typed marks": ("3) a\n4) b\n\n- c\n\na) d\nb) e", "3) a\n4) b\n\n<!-- -->\n\n- c\n\n<!-- -->\n\na) d\nb) e"),
    "a rule that is a list": ("- <!-- -->\n\n  - -", "- <!-- -->\n\n  - -"),
    "a figure in an item": ('- ![a](f.png){alt=""}', '- ![a](f.png){alt=""}'),
    "code": ("~~~ c++ {#k}\n```\n~~~", "````c++ {#k}\n```\n````"),
    "terms": ("A\nB\n: c\n\n  d\n\nE\n: f", "A\nB\n: c\n\n  d\n\nE\n: f"),
    "two lists of terms": ("A\n: b\n\n<!-- -->\n\nC\n: d", "A\n: b\n\n<!-- -->\n\nC\n: d"),
    "the key of a figure": (
        "![a](f.png){#f}\n\n::: figure-notes\nunit: mm\n\n1. B\n2. C — d\n\n> [!NOTE]\n> e\n:::",
        "![a](f.png){#f}\n\n::: figure-notes\nunit: mm\n\n1. B\n2. C: d\n\n> [!NOTE]\n> e\n:::",
    ),
    "a line that is no unit": (
        "| a |\n|---|\n| b |\n\n::: table-notes\nunit: mm\nof it\n:::",
        "| a |\n| --- |\n| b |\n\n::: table-notes\nunit: mm\nof it\n:::",
    ),
    "an ending that looks like attributes": ("## a #\n\n### [b]{.index}<!-- -->", "## a\n\n### [b]{.index}<!-- -->"),
    "several header rows": (
        "| a | b |\n|---|---|\n| c | d | e |\n|---|---|\n| f | g |",
        "| a | b |\n| --- | --- |\n| c | d | e |\n| --- | --- |\n| f | g |",
    ),
    "cells of their own alignment": (
        '<table><thead><tr><th>a</th></tr></thead><tr><td align="right">b</td></tr></table>',
        '<table>\n<thead>\n<tr>\n<th>a</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td align="right">b</td>\n</tr>\n</tbody>\n</table>',
    ),
    "a pipe in code": ("| `a\\|b` | \\| |\n|---|---|\n| c | d |", "| `a\\|b` | \\| |\n| --- | --- |\n| c | d |"),
    "white space that is meant": ("&#32;a&#10;b&#32;", "&#32;a&#10;b&#32;"),
    "a provision in a list in a provision": (
        ":::: requirement a {#a}\n- b\n\n  ::: statement\n  c\n  :::\n::::",
        ":::: requirement a {#a}\n- b\n\n  ::: statement\n  c\n  :::\n::::",
    ),
}


@pytest.mark.parametrize(("body", "expected"), WRITTEN.values(), ids=WRITTEN)
def test_blocks_are_written_plainly(body, expected):
    folder = draft(headed(f"# A {{#a1}}\n\n{body}\n", "plain"), f_png=PNG)
    text = written_back(folder)[0]["standard.md"].decode()

    assert headed(f"# A {{#a1}}\n\n{expected}\n", "plain") == text
    assert "" == lost(folder)


def test_chapters_figures_and_csv_tables_stay_in_their_files():
    folder = Folder(
        "x",
        {
            "standard.md": headed("# A\n\n![F](f.png)\n", "plain").replace("title", "chapters: [b.md]\ntitle").encode(),
            "b.md": b"## B\n\n![T](t.csv){#t header=0}\n",
            "f.png": PNG,
            "t.csv": b'"a, b",c\r\n1,2\r\n',
        },
        {},
    )

    files, _ = written_back(folder)

    assert {"standard.md", "b.md", "f.png", "t.csv"} == set(files)
    assert (b"## B\n\n![T](t.csv){#t header=0}\n", b'"a, b",c\n1,2\n', PNG) == (
        files["b.md"],
        files["t.csv"],
        files["f.png"],
    )
    assert "" == lost(folder)


def test_front_matter_keeps_its_texts():
    said = {"version": "1.10", "patents": "no", "committee": "a: b", "plan": "- x", "drafters": ["#1", "N. N."]}
    lines = [f'{name}: "{text}"' if isinstance(text, str) else f"{name}: {text}" for name, text in said.items()]
    folder = draft(
        headed("# A\n", "Chinese").replace(
            "title: 通气", "title:\n  zh: {main: 通气, part: {number: 1}}\n" + "\n".join(lines)
        )
    )
    text = written_back(folder)[0]["standard.md"].decode()

    assert "" == lost(folder)
    assert "version: 1.10\n" in text
    assert "  zh: {main: 通气, part: {number: 1}}\n" in text
    assert 'committee: "a: b"\n' in text
    assert 'drafters: ["#1", N. N.]\n' in text


def test_a_difference_names_its_place():
    one, other = (read(draft(headed(f"# A\n\n{words}\n", "plain"))) for words in ("It is.", "It was."))

    assert difference(one, other).startswith("clauses.0.blocks.0.sentences.0.children.0.text: 'It is.' != 'It was.'")
    assert "" == difference(one, one)


@pytest.mark.parametrize(
    ("one", "other", "place"),
    [("a", "- a", "clauses.0.blocks.0: Paragraph("), ("a", "a\n\n- b", "clauses.0.blocks: 1 != 2, List(")],
)
def test_a_difference_says_what_is_there_instead(one, other, place):
    first, second = (read(draft(headed(f"# A\n\n{body}\n", "plain"))) for body in (one, other))

    assert difference(first, second).startswith(place)
