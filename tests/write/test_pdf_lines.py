"""Lines of text: where they end, how Chinese marks stand side by side, and what is moved apart to fill a line."""

from __future__ import annotations

from weasyprint import HTML
from weasyprint.formatting_structure import boxes

from stdpub.write.pdf import spread
from stdpub.write.pdf.squeezing import spaced, squeezed

STYLE = (
    "@page { size: %smm 200mm; margin: 0 } body { margin: 0; font: 10pt/15pt 'Noto Serif CJK SC'; text-align: justify }"
)


def laid_out(markup: str, width: float = 100, language: str = "zh") -> list[tuple[str, float, float]]:
    """Return the text of each line with the room it leaves at its end, and the width of its first run."""
    style = f"<style>{STYLE % width}</style>"
    document = HTML(string=f"<html lang={language}>{style}<p>{markup}</p>").render()
    page = document.pages[0]._page_box  # noqa: SLF001 - there is no public way to the boxes
    lines = [box for box in page.descendants() if isinstance(box, boxes.LineBox)]
    return [_measured(line) for line in lines]


def _measured(line: boxes.LineBox) -> tuple[str, float, float]:
    texts = [box for box in line.descendants() if isinstance(box, boxes.TextBox)]
    return "".join(box.text for box in texts), line.width - texts[-1].position_x - texts[-1].width, texts[0].width


def test_a_run_whose_last_space_stands_beyond_the_line_is_not_broken_behind_its_first_word():
    run = "Water meters of class 2 or a better accuracy class as specified in "
    bare = laid_out(f"<span>{run.strip()}</span>", 400, "en")[0][2]
    millimetres = (bare + 1) * 25.4 / 96
    lines = [line for line, _, _ in laid_out(f"<span>{run}</span><a>GB/T 778.1—2018</a>", millimetres, "en")]

    assert spread.justify
    assert lines[0].strip() == run.strip()


def test_marks_that_stand_side_by_side_lose_half_of_their_squares():
    single, double = (laid_out(text)[0][2] for text in ("以“来源”为名。", "以“来源：”为名。"))
    em = 10 * 96 / 72

    assert abs(double - single - em / 2) < 0.5
    assert ["".join("（“甲”）、“乙”。"[a:b]) for a, b in squeezed("（“甲”）、“乙”。")] == ["“", "”", "）", "、", "”"]


def test_marks_in_english_keep_their_squares():
    chinese, english = (laid_out("甲：”乙", language=language)[0][2] for language in ("zh", "en"))

    assert chinese < english


def test_latin_words_stay_whole_where_han_is_moved_apart():
    assert spaced("按照GB/T 8170—2008的规定") == 5 + len(" ")
    lines = laid_out(
        "数据中心的能效应按照<code>preferred</code>和<code>admitted</code>计算后报告给主管部门审查。" * 3, 70
    )

    assert len(lines) > 3
    assert all(abs(room) < 3 for _, room, _ in lines[:-1])


def test_a_line_that_would_be_torn_apart_is_left_as_it_is():
    text, _, width = laid_out("数据中心采用averylongwordwithoutanyplacetobreakit", 60)[0]

    assert text == "数据中心采用"
    assert abs(width - 6 * 10 * 96 / 72) < 0.5


def test_a_word_behind_others_goes_to_the_next_line_before_it_is_cut():
    words = "<span>values within the field <code>permittedSubtrees</code> are present</span>"
    style = (
        "<style>p { overflow-wrap: anywhere; text-align: left } code { font: 10pt/15pt 'Noto Serif CJK SC' }</style>"
    )

    assert [line.strip() for line, _, _ in laid_out(f"{style}{words}", 60, "en")] == [
        "values within the field",
        "permittedSubtrees are present",
    ]
    assert len(laid_out(f"{style}<span><code>{'permittedSubtrees' * 3}</code></span>", 60, "en")) > 1
