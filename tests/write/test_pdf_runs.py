"""Where the pages of a document are cut: by the rulebook's new pages, and in long documents by its clauses."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from stdpub.write.pdf import runs
from stdpub.write.pdf.paging import paged
from stdpub.write.pdf.parts import Sheet
from stdpub.write.pdf.runs import Run, cut


def section(kind: str, name: str, *inside: str, long: int = 0) -> str:
    return f'<section class="{kind}" id="{name}"><h2>{name}</h2><p>{"x" * long}</p>{"".join(inside)}</section>'


def page(*body: str) -> ET.Element:
    front = section("contents", "list"), section("foreword level-1", "foreword")
    return ET.fromstring(  # noqa: S314 - written here
        "<html><head/><body><section class='cover'><p>T</p></section>"
        f"<div class='front'>{''.join(front)}</div><div class='body'><p>Title</p>{''.join(body)}</div></body></html>"
    )


def clauses(count: int, long: int, level: int = 1) -> list[str]:
    return [section(f"clause level-{level}", f"c{level}-{at}", long=long) for at in range(count)]


def named(found: tuple[Run, ...]) -> list[list[str]]:
    """Return the names of what stands in each run."""
    return [[one.get("id", "") for one in run.root.iter("section") if one.get("id")] for run in found]


ANNEX = section("annex level-1", "A"), section("annex level-1", "B"), section("bibliography level-1", "bibliography")


def test_clauses_run_on_and_what_the_rulebook_begins_a_page_with_begins_one():
    found = cut(page(*clauses(3, 10), *ANNEX))

    assert named(found) == [[], ["list"], ["foreword"], ["c1-0", "c1-1", "c1-2"], ["A"], ["B"], ["bibliography"]]
    assert [run.place for run in found] == [0, 1, 1, 2, 2, 2, 2]
    assert [run.contents for run in found] == [False, True, *[False] * 5]


def test_in_a_long_document_every_top_clause_begins_a_page():
    found = cut(page(*clauses(3, runs.LONG // 2), *ANNEX))

    assert named(found)[3:] == [["c1-0"], ["c1-1"], ["c1-2"], ["A"], ["B"], ["bibliography"]]
    assert found[3].container[0].text == "Title"


def test_a_han_character_counts_two_letters():
    (text,) = clauses(1, runs.LONG // 2 + 1)

    assert len(cut(page(text, text))) == len(cut(page(text.replace("xx", "\u6807"), text))) == 5
    assert len(cut(page(*clauses(2, runs.LONG // 2 - 100)))) == 4


@pytest.mark.parametrize("level", [2, 3])
def test_a_long_clause_goes_on_on_a_new_page_with_a_clause_below_it(level, monkeypatch):
    monkeypatch.setattr(runs, "LONG", 0)
    inside = clauses(10, runs.ENOUGH // 3, level)
    for above in range(level - 1, 1, -1):
        inside = [section(f"clause level-{above}", f"c{above}", *inside)]
    text = page(section("clause level-1", "c1", *inside))
    found = cut(text)[3:]
    names = [name for run in named(tuple(found)) for name in run]

    assert names == [one.get("id") for one in text[1][2].iter("section")]
    assert len(found) == 3
    assert all(run.container[-1].get("class") == "clause level-1" for run in found)
    assert min(runs.letters(run.body) for run in found) >= runs.ENOUGH


def test_a_line_more_moves_no_other_cut(monkeypatch):
    monkeypatch.setattr(runs, "LONG", 0)
    texts = [page(section("clause level-1", "c1", *clauses(20, runs.ENOUGH // 4 + more, 2))) for more in (0, 60)]

    assert named(cut(texts[0])) == named(cut(texts[1]))


def test_front_and_body_begin_on_a_right_page_and_with_number_one():
    found = cut(page(*clauses(1, 10), *ANNEX))
    counts = (1, 1, 1, 2, 1, 1, 1)
    leaves = paged(
        found,
        [
            (Sheet("kind", 0.0, (("clause", (str(at),)),)), *(Sheet("kind", 0.0),) * (count - 1))
            for at, count in enumerate(counts)
        ],
    )

    assert [leaf.part for leaf in leaves] == [0, None, 1, 2, 3, 3, 4, 5, 6]
    assert [leaf.number for leaf in leaves if leaf.part is not None] == [1, 1, 2, 1, 2, 3, 4, 5]
    assert all(one.right is not other.right for one, other in pairwise(leaves))
    assert [leaf.strings for leaf in leaves if leaf.part == 3] == [(("clause", ("3",)),)] * 2
