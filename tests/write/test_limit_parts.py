"""Limits as they are written: cut into values and units, said in a line, told on a page."""

from __future__ import annotations

from stdpub.model.folder import Folder
from stdpub.model.inlines import Limit, plain
from stdpub.model.quantities import Comparator, LimitKind, LimitReading
from stdpub.model.walking import sentences
from stdpub.read.reader import read
from stdpub.verify.intervals import with_interval
from stdpub.verify.limit_text import comparison_text, condition_text, limit_text
from stdpub.write.limit_parts import limit_parts
from stdpub.write.web.limits import limit_marks

HEADER = "---\nidentifier: X 1\nlanguage: en\ntitle: Vents\nrulebook: iso-iec-part-2\n---\n\n# Vents {#vents}\n\n"


def only_limit(text):
    standard = read(Folder("x", {"standard.md": (HEADER + text).encode()}, {}))
    (sentence,) = [placed.sentence for placed in sentences(standard)]
    return next(node for node in sentence.children if isinstance(node, Limit))


def cut(text):
    return [(part.kind, plain(part.nodes)) for part in limit_parts(only_limit(text))]


def reading(comparator, value, value2="", **rest):
    return with_interval(LimitReading(LimitKind.INTERVAL, "t", Comparator(comparator), value, value2, **rest))


class TestParts:
    def test_values_and_units_stand_apart(self):
        assert cut("It is [18 °C to 27 °C]{limit=t}. {#k}\n") == [
            ("value", "18"),
            ("", " "),
            ("unit", "°C"),
            ("", " to "),
            ("value", "27"),
            ("", " "),
            ("unit", "°C"),
        ]

    def test_a_value_may_reach_into_marks(self):
        assert cut("It is [below 10^-3^ m^2^]{limit=t}. {#k}\n") == [
            ("", "below "),
            ("value", "10-3"),
            ("", " "),
            ("unit", "m2"),
        ]

    def test_what_a_mark_holds_in_part_is_not_cut(self):
        assert cut("It is [at *most 5 mm*]{limit=t}. {#k}\n") == [("", "at most 5 mm")]

    def test_the_words_stay_whole(self):
        one = only_limit("It is [(24 ± 3) h]{limit=t}. {#k}\n")

        assert "".join(plain(part.nodes) for part in limit_parts(one)) == plain(one.children)


class TestLine:
    def test_the_interval_and_the_condition_are_said(self):
        one = reading("between", "18", "27", condition="class == 'A' && zone in ['1', '2']", compare="rounded")

        assert limit_text(one) == "t: 18..27 when class = A and zone in 1, 2 compare rounded"

    def test_an_open_bound_is_marked(self):
        assert [limit_text(reading(sign, "4")) for sign in ("<", ">", "<=", ">=", "=")] == [
            "t: ..<4",
            "t: >4..",
            "t: ..4",
            "t: 4..",
            "t: 4..4",
        ]

    def test_a_longer_condition_stays_as_it_is(self):
        assert condition_text("size > 3 && class == 'A'") == "size > 3 && class == 'A'"
        assert condition_text(r"class == 'it\'s'") == "class = it's"

    def test_a_limit_is_a_comparison(self):
        assert [
            comparison_text(reading(*values, unit_text="mm")) for values in (("<", "4"), (">=", "4"), ("=", "4"))
        ] == [
            "t < 4 mm",
            "t ≥ 4 mm",
            "t = 4 mm",
        ]
        assert comparison_text(reading("tolerance", "5", "1")) == "4 ≤ t ≤ 6"

    def test_text_says_nothing(self):
        assert limit_text(LimitReading()) == ""
        assert limit_marks(LimitReading()) == ""


def test_a_page_tells_the_limit_and_escapes_it():
    marks = limit_marks(reading("<=", "27", unit="Cel", unit_text="°C", condition="class == 'A\"'"))

    assert marks == (
        ' title="t ≤ 27 °C (class = A&#34;)" data-quantity="t" data-comparator="&lt;=" data-high="27" data-unit="Cel"'
        ' data-when="class == &#39;A&#34;&#39;"'
    )
