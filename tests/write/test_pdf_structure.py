"""The structure of a PDF against the model: same order, same words, every clause, table, cell, figure, formula, note."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import mathra
import pytest
from full_model import full_standard
from model_parts import cell, clause, paragraph, row, table
from pdf_structure import Element, structure
from shared import CORPORA, needs_corpora

from stdpub.cli.folders import read_folder
from stdpub.model.content import Example, Figure, Formula, List, Note, References, Table, WarningBlock
from stdpub.model.header import RulebookName
from stdpub.model.inlines import FootnoteReference, InlineFormula
from stdpub.model.standard import Clause, Standard
from stdpub.model.terms import TermEntry
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read
from stdpub.write.pdf import write_pdf
from stdpub.write.pdf.tagging.languages import with_languages
from stdpub.write.plain_text import body_lines

UNSEEN = re.compile(r"[\s\u00ad\u200b-\u200d\u2060\ufeff]+")
STANDARDS = Path(__file__).resolve().parents[2] / "standards"
OWN = ("authoring-language", "data-centre-energy", "smart-city-data")
REAL = (
    "asvs-4.0.3/zh-cn",
    "cabforum-tls-br/v2.1.2",
    "nist-sp800-63-4/_sp800-63a",
    "openchain-license-compliance/Official/en/2.1",
)


@dataclass(frozen=True)
class Made:
    standard: Standard
    document: Element

    @property
    def text(self) -> Element:
        """The structure of the clauses: what stands behind the cover, the contents and the title."""
        kids = [kid for kid in self.document.kids if isinstance(kid, Element)]
        at = 1 + max((at for at, kid in enumerate(kids) if any(kid.elements("TOC"))), default=0)
        return Element("Document", kids=kids[at:])


@cache
def made(name: str) -> Made:
    standard = named(name)
    return Made(standard, structure(write_pdf(standard)))


def named(name: str) -> Standard:
    if name == "full":
        return full_standard()
    if name == "full-zh":
        header = replace(full_standard().header, language="zh", rulebook=RulebookName.GB_T_1_1, stage="30.20")
        return replace(full_standard(), header=header)
    if name in REAL:
        return read(import_folder(read_folder(CORPORA / name)).folder)
    folder, _, language = name.partition(".")
    return read(read_folder(STANDARDS / folder), language)


LONG = [pytest.param(f"{name}.{language}", marks=pytest.mark.long) for name in OWN for language in ("zh", "en")]
LONG += [pytest.param(name, marks=(pytest.mark.long, needs_corpora)) for name in REAL]
everyone = pytest.mark.parametrize("name", ["full", "full-zh", *LONG])


def squeezed(text: str) -> str:
    return UNSEEN.sub("", unicodedata.normalize("NFKC", text))


def found(node: object, *kinds: type) -> Iterator:
    """Yield the nodes of some kinds in a model, those around others first."""
    if isinstance(node, kinds):
        yield node
    below = node if isinstance(node, tuple) else ()
    for one in (getattr(node, one.name) for one in fields(node)) if is_dataclass(node) else below:
        if isinstance(one, tuple) or is_dataclass(one):
            yield from found(one, *kinds)


def footnotes(standard: Standard) -> frozenset[str]:
    return frozenset(one.id for one in standard.footnotes)


@everyone
def test_the_words_of_the_structure_are_those_of_the_model_in_their_order(name):
    one = made(name)
    standard = one.standard
    expected = [squeezed(line) for line in body_lines(replace(standard, footnotes=()), objects=False)]
    title = squeezed(one.text.text(footnotes(standard)))
    at = 0
    missing = []
    for line in filter(None, expected):
        there = title.find(line, at)
        if there < 0:
            missing.append(line)
        else:
            at = there + len(line)

    assert missing == []


@everyone
def test_the_structure_holds_no_other_words(name):
    one = made(name)
    expected = Counter(squeezed("".join(body_lines(one.standard, objects=False))))
    repeated = [block for block in one.text.kids if isinstance(block, Element) and block.role == "P"]
    words = Counter(squeezed(one.text.text()))

    assert words - Counter(squeezed("".join(block.text() for block in repeated))) - expected == Counter()
    assert expected - words == Counter()


@everyone
def test_every_clause_and_term_is_a_section_with_a_heading_of_its_level(name):
    one = made(name)
    parts = [part for part in one.standard.parts() if part.id and "." not in part.id]
    sections = {section.name: section for section in one.text.elements("Sect")}

    assert [part.id for part in parts if part.id in sections] == [part.id for part in parts]
    assert [name for name in sections if name in {part.id for part in parts}] == [part.id for part in parts]
    for part, titled in titles(one.standard.clauses, above=True):
        if part.id in sections:
            first = next(kid for kid in sections[part.id].kids if isinstance(kid, Element))
            assert first.role == f"H{min(part.depth, 6)}" or (not titled and first.role < f"H{part.depth}")
    assert all(not isinstance(part, TermEntry) or sections[part.id].kids for part in parts)


def titles(parts: tuple, *, above: bool) -> Iterator[tuple[Clause, bool]]:
    """Yield the clauses with a title, and whether all clauses around them have one."""
    for part in (part for part in parts if isinstance(part, Clause)):
        if part.title:
            yield part, above
        yield from titles(part.clauses, above=above and bool(part.title))


@everyone
def test_headings_leave_no_level_out(name):
    levels = [int(one.role[1:]) for one in made(name).document.elements("H1", "H2", "H3", "H4", "H5", "H6")]

    assert levels[:1] in ([1], [])
    assert all(after <= before + 1 for before, after in pairwise(levels))


@everyone
def test_every_table_is_one_table_with_its_cells(name):
    one = made(name)
    tables = list(found(one.standard.clauses, Table))
    written = list(one.text.elements("Table"))

    assert len(tables) == len(written)
    assert [table.key for table in tables] == [element.name for element in written]
    for table_, element in zip(tables, written, strict=True):
        rows = [*table_.head, *table_.body]
        trs = list(element.elements("TR"))
        assert len(trs) == len(rows)
        for row_, tr in zip(rows, trs, strict=True):
            cells = list(tr.elements("TH", "TD"))
            assert [cell_.role for cell_ in cells[: len(row_.cells)]] == [
                "TH" if one.header or row_ in table_.head else "TD" for one in row_.cells
            ]
            assert all(cell_.role == "TD" and not cell_.kids for cell_ in cells[len(row_.cells) :])
            spans = [int(cell_.attributes.get("ColSpan", 1)) for cell_ in cells[: len(row_.cells)]]
            assert spans == [one.column_span for one in row_.cells]


@everyone
def test_head_cells_say_what_they_head_and_names_of_heads_lead_to_heads(name):
    document = made(name).document
    heads = list(document.elements("TH"))
    names = {head.name for head in heads if head.name}

    assert all(head.attributes["Scope"] in {"/Column", "/Row"} for head in heads)
    assert {key for one in document.elements("TD", "TH") for key in one.attributes.get("Headers", ())} <= names


@everyone
def test_every_figure_says_what_it_shows(name):
    one = made(name)
    alternatives = [figure.alt for figure in found(one.standard.clauses, Figure) if figure.path and figure.alt]
    spoken = [figure.spoken for figure in one.text.elements("Figure")]

    assert not Counter(alternatives) - Counter(spoken)
    assert all(spoken)
    assert all(len(figure.attributes["BBox"]) == 4 for figure in one.text.elements("Figure"))


@everyone
def test_every_formula_speaks_in_the_language_of_the_document(name):
    one = made(name)
    language = "zh" if one.standard.header.language.startswith("zh") else "en"
    shown = [(node.tex, True) for node in found(one.standard, Formula) if node.mathml]
    shown += [(node.tex, False) for node in found(one.standard, InlineFormula) if node.mathml]
    expected = [mathra.render(tex, language, display=display)["speech"] for tex, display in shown]
    spoken = [formula.spoken for formula in one.document.elements("Formula")]

    assert not Counter(expected) - Counter(spoken)
    assert all(spoken)


@everyone
def test_notes_and_footnotes_are_notes_with_names_of_their_own(name):
    one = made(name)
    notes = list(one.document.elements("Note"))
    local = [note for node in found(one.standard.clauses, Table, Figure) for note in node.footnotes]
    marks = {mark.target_id for mark in found(one.standard.clauses, FootnoteReference)}
    called = [note for note in one.standard.footnotes if note.id in marks]

    assert len(notes) == len(list(found(one.standard.clauses, Note))) + len(local) + len(called)
    assert len({note.name for note in notes}) == len(notes)
    said = {
        squeezed("".join(body_lines(replace(one.standard, clauses=(), footnotes=(note,)), objects=False)))
        for note in called
    }
    assert said <= {squeezed(note.text()) for note in notes}


@everyone
def test_lists_have_labels_apart_from_what_they_say(name):
    one = made(name)
    labels = [item.label for node in found(one.standard.clauses, List) for item in node.items if item.label]
    labels += [item.label for node in found(one.standard.clauses, References) for item in node.items if item.label]
    written = [squeezed(lbl.text()) for item in one.text.elements("LI") for lbl in item.elements("Lbl")]

    assert not Counter(map(squeezed, labels)) - Counter(written)
    for item in one.document.elements("LI"):
        assert [kid.role for kid in item.kids if isinstance(kid, Element)] in (["Lbl", "LBody"], ["LBody"], ["Lbl"])


def test_no_dots_of_the_contents_are_read():
    lists = list(made("full").document.elements("TOC"))
    entries = [entry.text() for entry in lists[0].elements("TOCI")]

    assert entries[0].startswith("Foreword ")
    assert not any(".." in entry for entry in entries)
    assert all(len(link.links) == 1 for link in lists[0].elements("Link"))


def test_links_say_where_they_lead():
    document = made("full").document
    links = list(document.elements("Link"))

    assert len(links) > 10
    assert all(link.links and all(link.links) for link in links)
    assert {squeezed(link.text()) for link in links if not link.links[0].endswith(")")} <= {
        squeezed(link.links[0]) for link in links
    }


def test_a_table_over_many_pages_is_one_table_whose_head_is_read_once():
    rows = tuple(row(str(at), cell("measured value")) for at in range(150))
    long = replace(table("Long", body=rows, key="long"), id="long")
    standard = replace(full_standard(), clauses=(replace(clause("Tables", long, key="t"), id="t"),), footnotes=())
    document = structure(write_pdf(standard))
    (found_,) = document.elements("Table")
    texts = [squeezed(one.text()) for one in found_.elements("TR")]

    assert texts == [f"{at}measuredvalue" for at in range(150)] or texts[-150:] == [
        f"{at}measuredvalue" for at in range(150)
    ]
    assert sum("continued" in line for line in found_.text().splitlines()) == 0
    assert len(list(found_.elements("Caption"))) == 1


def test_words_of_another_language_say_so():
    standard = replace(
        full_standard(),
        clauses=(replace(clause("Names", paragraph("The term 数据中心 is Chinese."), key="n"), id="n"),),
        footnotes=(),
    )
    document = structure(write_pdf(standard))
    (run,) = (one for one in document.elements("Span") if one.text() == "数据中心")

    assert run.language == "zh"


def test_words_stay_whole_where_lines_end():
    text = "A configuration of interconnected environmental responsibilities is characteristically complicated. " * 8
    standard = replace(
        full_standard(), clauses=(replace(clause("Lines", paragraph(text), key="l"), id="l"),), footnotes=()
    )
    (section,) = (one for one in structure(write_pdf(standard)).elements("Sect") if one.name == "l")

    assert " ".join(section.text().split()).count(" ".join(text.split())) == 1


def test_examples_and_warnings_are_divisions():
    one = made("full")
    blocks = list(found(one.standard.clauses, Example, WarningBlock))
    divisions = {squeezed(element.text()) for element in one.text.elements("Div")}

    assert blocks
    for block in blocks:
        assert any(text.startswith(squeezed(block.label)) for text in divisions)


def test_attributes_of_the_page_are_no_words():
    markup = ' data-rights="© 数据中心"><p title="中">See 数据中心 &amp; <code>数据</code>.</p></body>'

    assert with_languages(markup, "en") == markup.replace(
        "See 数据中心", 'See <span lang="zh" xml:lang="zh">数据中心</span>'
    )
