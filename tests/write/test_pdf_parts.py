from __future__ import annotations

from dataclasses import replace

import pytest
from model_parts import HERE, cell, clause, formula, inlines, paragraph, row, table
from models import full_standard
from weasyprint import HTML
from weasyprint.formatting_structure import boxes

from stdpub.model.content import Definition, DefinitionList
from stdpub.write.pdf import PdfError, spread, write_pdf
from stdpub.write.pdf.characters import printable
from stdpub.write.pdf.drawings import family, in_page_fonts
from stdpub.write.pdf.faults import formula_faults
from stdpub.write.pdf.grid import joined_rows, measured, placed, shares
from stdpub.write.pdf.maths import drawn
from stdpub.write.pdf.paper import PAPER, definition_list
from stdpub.write.web.context import page_of


def test_cells_know_which_edges_of_the_frame_they_touch():
    rows = (row(cell("a", rows=2), cell("b", columns=2)), row(cell("c"), cell("d")))
    places = [[(one.column, one.edges) for one in line] for line in placed(rows, 3)]

    assert places == [[(0, "tbl"), (1, "tr")], [(1, "b"), (2, "rb")]]


def test_rows_that_a_cell_reaches_over_are_held_together():
    rows = (row(cell("a", rows=2), cell("b")), row(cell("c")), row("d", "e"))

    assert [list(run) for run in joined_rows(rows)] == [[0, 1], [2]]


def test_columns_share_the_measure_by_what_stands_in_them():
    made = table("T", body=(row("1", "a sentence that is a good deal longer than the number beside it"),))
    narrow, wide = shares(measured(full_standard(), made), 60)

    assert narrow < wide
    assert abs(narrow + wide - 100) < 0.1


def test_a_long_word_asks_for_its_column():
    made = table("T", body=(row("Implementation", "a b c d e f g h i j k l m n o p q r s t u v w x y z"),))

    first, second = measured(full_standard(), made)

    assert first.least > second.least


def test_the_column_with_most_text_gets_most_of_what_is_left():
    long = "the description of the field goes on for several lines of running text " * 4
    made = table("T", body=tuple(row("Map[string, Callback Object | Reference Object]", long) for _ in range(5)))
    kind, text = shares(measured(full_standard(), made), 100)

    assert 20 < kind < 40 < text


def test_a_formula_is_drawn_as_paths_without_ids_and_speaks():
    art = drawn(r"\frac{a}{b}", "zh", display=True)

    assert art is not None
    assert 'aria-label="b 分之 a"' in art
    assert "<path d=" in art
    assert "id=" not in art


def test_han_in_a_formula_is_set_as_words():
    art = drawn(r"\frac{\text{总能耗}}{E_{\text{IT设备}}}", "zh", display=True)

    assert art is not None
    assert ">总能耗</text>" in art
    assert ">设备</text>" in art
    assert 'font-size="700"' in art


def test_a_command_that_cannot_be_drawn_gives_no_picture_of_it():
    assert drawn(r"\foo{x}", "en", display=True) is None


def test_only_what_the_fonts_lack_is_said_in_markup():
    assert (
        printable('<p title="⁶">x⁻⁶²\u2009m₃</p>') == '<p title="⁶">x<sup>−</sup><sup>6</sup>²\u00a0m<sub>3</sub></p>'
    )


def test_drawings_are_set_in_the_fonts_of_the_page():
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><style>.a{font-family:Arial;fill:red}</style><text class="a">1</text></svg>'
    changed = in_page_fonts(drawing)

    assert b"Arial" not in changed
    assert b"font-family:Noto Sans CJK SC;fill:red" in changed
    assert family("Courier New, monospace") == "Noto Sans Mono CJK SC"
    assert family("Times, serif") == "Noto Serif CJK SC"
    assert in_page_fonts(b"<svg") == b"<svg"


def test_lines_of_han_reach_the_right_edge():
    text = "数据中心的电能利用效率（PUE）应按照GB/T 8170—2008规定的方法测量、计算和报告。" * 6
    style = (
        "@page { size: 100mm 200mm; margin: 0 } body { margin: 0; font: 10pt 'Noto Serif CJK SC'; text-align: justify }"
    )
    document = HTML(string=f"<style>{style}</style><p>{text}</p>").render()
    page = document.pages[0]._page_box  # noqa: SLF001 - there is no public way to the boxes
    lines = [box for box in page.descendants() if isinstance(box, boxes.LineBox)]
    ends = [line.children[-1].position_x + line.children[-1].width - line.width for line in lines[:-1]]

    assert spread.justify
    assert len(ends) > 5
    assert all(abs(end) < 3 for end in ends)


def test_meanings_stand_beside_short_words_and_below_long_ones():
    standard = full_standard()
    short, long = ("PUE", "Completely Automated Public Turing test (CAPTCHA)")

    def written(*words: str) -> str:
        items = tuple(Definition(inlines(word), (paragraph("meaning"),), HERE) for word in words)
        return definition_list(page_of(standard, PAPER), DefinitionList(items, "list", HERE))

    assert 'class="definitions" style="--term: 3.6em"' in written(short)
    assert 'class="definitions stacked"' in written(short, long)


def test_a_formula_that_cannot_be_drawn_is_an_error_at_its_place():
    wrong = formula(r"\foo{x}", "<mi>x</mi>")
    badly_written = formula(r"\foo{x}", "")
    found = list(formula_faults((wrong, badly_written, formula(r"\frac{a}{b}", "<mi>x</mi>")), "en"))

    assert [(one.rule, one.at) for one in found] == [("formula-not-drawn", HERE)]
    with pytest.raises(PdfError) as error:
        write_pdf(replace(full_standard(), clauses=(clause("Odd", wrong, key="odd"),)))
    assert error.value.diagnostics == tuple(found)
