"""The STS document of a standard: valid in both grammars, whole, the same bytes each time, metadata complete."""

from __future__ import annotations

import time
from dataclasses import fields, is_dataclass, replace

import pytest
from full_model import HEADER
from hypothesis import given
from model_parts import (
    HERE,
    clause,
    figure,
    formula,
    inlines,
    item,
    limit,
    listed,
    paragraph,
    sentence,
    shall,
)
from models import RANDOMLY, full_standard, standards
from sts_texts import text_of_model, text_of_xml
from sts_trees import body_of, made, shape, written

from stdpub.model import content, header, standard, terms
from stdpub.model.content import Quotation, Reference, References
from stdpub.model.header import Header
from stdpub.model.inlines import Link, Mark, MarkKind, Text
from stdpub.model.standard import ClauseKind
from stdpub.write.schema import validate_xml
from stdpub.write.sts_xml import write_xml

TBX = {"tbx": "urn:iso:std:iso:30042:ed-1"}


class TestWhole:
    def test_the_full_standard_holds_every_class_of_the_model(self):
        seen = set()

        def walk(node):
            seen.add(type(node))
            for field in fields(node):
                value = getattr(node, field.name)
                for inner in value if isinstance(value, tuple) else (value,):
                    if is_dataclass(inner):
                        walk(inner)

        walk(full_standard())
        classes = {
            found
            for module in (content, header, standard, terms)
            for found in vars(module).values()
            if isinstance(found, type) and is_dataclass(found) and found.__module__ == module.__name__
        }

        assert classes - seen == set()

    def test_every_construct_is_valid_in_both_grammars(self):
        written(full_standard())

    def test_every_construct_keeps_its_text(self):
        document = full_standard()

        assert text_of_xml(write_xml(document)) == text_of_model(document)

    @RANDOMLY
    @given(standards())
    def test_any_standard_is_valid_and_whole_and_the_same_each_time(self, document):
        written(document)
        xml = write_xml(document)

        assert text_of_xml(xml) == text_of_model(document)
        assert write_xml(document) == xml

    def test_it_is_utf8_with_a_declaration_and_ends_a_line(self):
        xml = write_xml(full_standard())

        assert xml.startswith(b"<?xml version='1.0' encoding='UTF-8'?>\n<standard ")
        assert xml.endswith(b"</standard>\n")
        assert "数据中心" in xml.decode("utf-8")

    def test_every_id_of_a_key_is_there_once(self):
        document = full_standard()
        ids = written(document).xpath("//@id")
        keys = [part.key for part in document.parts()]

        assert len(ids) == len(set(ids))
        assert set(keys) <= set(ids)

    def test_ten_thousand_paragraphs_are_written_in_time(self):
        one = paragraph(
            sentence("It ", Mark(MarkKind.STRONG, inlines("is"), HERE), " so. "), shall("It ", " be so.", key="")
        )
        document = made(*(clause("C", *[one] * 500) for _ in range(20)))
        start = time.process_time()
        xml = write_xml(document)
        middle = time.process_time()
        faults = validate_xml(xml)
        end = time.process_time()

        assert faults == ()
        assert middle - start < 2  # about 0.25 s; the bound only tells a quadratic from a linear writer
        assert end - middle < 1  # about 0.1 s


class TestClauses:
    def test_the_back_begins_with_the_first_annex_and_keeps_the_order(self):
        kinds = (ClauseKind.FOREWORD, ClauseKind.CLAUSE, ClauseKind.ANNEX, ClauseKind.CLAUSE, ClauseKind.BIBLIOGRAPHY)
        found = written(made(*(clause("T", kind=kind, key=f"k{at}") for at, kind in enumerate(kinds))))
        places = [one.getparent().tag for one in found.iter("sec", "app", "ref-list")]

        assert places == ["front", "body", "app-group", "back", "back"]

    def test_a_foreword_after_a_clause_stays_where_it_is(self):
        found = written(made(clause("A", key="a"), clause("B", kind=ClauseKind.FOREWORD, key="b")))

        assert [one.get("id") for one in found.find("body").iter("sec")] == ["a", "b"]

    def test_text_before_the_first_heading_is_a_section_without_title(self):
        nameless = replace(made(clause("", paragraph("x"), key="k")).clauses[0], label="")
        found = written(replace(made(), clauses=(nameless,)))

        assert shape(found.find("body/sec/title")) == "<title/>"

    def test_groups_of_the_bibliography_are_lists_inside_it(self):
        entries = References((Reference("", False, inlines("Book"), "b", "", "", HERE),), "", HERE)  # noqa: FBT003
        group = clause("Books", entries, key="books")
        blocks = (paragraph("Lead."), entries, paragraph("Between."))
        whole = replace(clause("Bibliography", *blocks, kind=ClauseKind.BIBLIOGRAPHY, key="bib"), clauses=(group,))
        found = written(made(replace(whole, clauses=(replace(group, blocks=()),)))).find("back/ref-list")

        assert [child.tag for child in found] == ["title", "p", "ref", "ref-list", "ref-list"]
        assert found[4].get("id") == "books"

    def test_an_entry_without_a_term_in_the_own_language_says_so(self):
        foreign = terms.Designation(inlines("进风"), "zh", terms.Status.PREFERRED, HERE)
        entry = terms.TermEntry((foreign,), "", (paragraph("air"),), (), (), (), "air", "air", "1.1", "1.1", HERE)
        whole = replace(made(clause("Terms", kind=ClauseKind.TERMS, key="t")).clauses[0], clauses=(entry,))
        found = written(replace(made(), clauses=(whole,))).find(".//tbx:langSet", TBX)

        assert found.find("tbx:tig/tbx:term", TBX).get("absent") == "yes"

    def test_paragraphs_of_a_definition_are_parted_by_two_breaks(self):
        first = terms.Designation(inlines("air"), "en", terms.Status.PREFERRED, HERE)
        definition = (paragraph("one"), paragraph("two"), Quotation((paragraph("three"),), "", HERE))
        entry = terms.TermEntry((first,), "", definition, (), (), (), "air", "air", "1.1", "1.1", HERE)
        whole = replace(made(clause("Terms", kind=ClauseKind.TERMS, key="t")).clauses[0], clauses=(entry,))
        found = written(replace(made(), clauses=(whole,))).find(".//tbx:definition", TBX)

        assert [child.tag for child in found] == ["break", "break", "boxed-text"]


class TestUntrusted:
    def test_characters_that_xml_forbids_are_left_out_everywhere(self):
        bad = "a\x00b\x0bc\ud800d\ufffe"
        blocks = (
            paragraph(bad, Link(bad, inlines(bad), HERE), limit(bad, bad)),
            content.CodeBlock(bad, bad, "", "", HERE),
            formula(bad, f"<mi>{bad}</mi>"),
            figure(bad, path=bad, alt=bad),
        )
        head = replace(HEADER, identifier=bad, drafters=(bad,), language=bad)
        found = written(made(clause(bad, *blocks, key="k"), head=head))

        assert found.get("{http://www.w3.org/XML/1998/namespace}lang") == "und"
        assert found.find("body/sec/p").text == "abcd"

    def test_an_id_that_is_no_name_or_is_borne_twice_gets_another_name(self):
        blocks = (paragraph("a", key="x"), paragraph("b", key="x"), paragraph("c", key="1 2"))
        provisions = (
            paragraph(shall("It ", " be.", key="x")),
            paragraph(shall("", "", key="x"), shall("", "", key="3")),
        )
        found = written(made(clause("T", *blocks, *provisions, key="k"))).find("body").xpath("sec//@id")

        assert found == [
            *("k", "x", "x.other1", "id.other1", "x.other2"),
            *("x.other3", "x.end", "id.other2", "id.other3"),
        ]

    @pytest.mark.parametrize("name", ["k7m2q9", "条款", "_a.b-c", "é"])
    def test_any_name_is_an_id(self, name):
        assert written(made(clause("T", key=name))).find("body/sec").get("id") == name

    @pytest.mark.parametrize("name", ["1a", "-a", "a b", "a:b", "a²"])
    def test_what_is_no_name_is_no_id(self, name):
        assert written(made(clause("T", key=name))).find("body/sec").get("id") == "id.other1"

    def test_sixty_four_lists_and_quotations_deep_is_valid_and_can_be_parsed(self):
        block = paragraph("deep")
        for level in range(64):
            block = listed(item(paragraph("x"), block)) if level % 2 else Quotation((block,), "", HERE)
        found = body_of(block)

        assert "".join(found.itertext()).count("deep") == 1

    def test_sixty_four_marks_deep_is_valid(self):
        node = Text("deep", HERE)
        for level in range(64):
            node = Mark(MarkKind.STRONG if level % 2 else MarkKind.EMPHASIS, (node,), HERE)

        assert "deep" in "".join(body_of(paragraph(node)).itertext())


class TestMetadata:
    def test_children_stand_in_the_order_that_sts_fixes(self):
        found = written(made()).find("front/std-meta")
        order = list(dict.fromkeys(child.tag for child in found))

        assert order == [
            *("title-wrap", "proj-id", "release-version", "std-ident", "std-org", "content-language", "std-ref"),
            *("doc-ref", "release-date", "meta-date", "comm-ref", "secretariat", "ics", "std-xref", "permissions"),
            "custom-meta-group",
        ]

    def test_the_least_header_is_valid(self):
        found = written(made(head=Header("X", "zh", ()))).find("front/std-meta")

        assert [child.tag for child in found] == [
            *("std-ident", "content-language", "std-ref", "doc-ref", "custom-meta-group")
        ]

    @pytest.mark.parametrize(
        ("identifier", "expected"),
        [
            ("T/STDPUB 1", ("T/STDPUB", "1", None)),
            ("GB/T 99999.1", ("GB/T", "99999", "1")),
            ("ISO/IEC 30134-2", ("ISO/IEC", "30134", "2")),
            ("NIST SP 800-63", ("NIST SP", "800-63", None)),
            ("RFC 9110", ("RFC", "9110", None)),
            ("OpenAPI", (None, "OpenAPI", None)),
        ],
    )
    def test_an_identifier_is_parted(self, identifier, expected):
        found = written(made(head=replace(HEADER, identifier=identifier))).find("front/std-meta/std-ident")

        assert tuple(found.findtext(tag) for tag in ("originator", "doc-number", "part-number")) == expected

    @pytest.mark.parametrize(
        ("degree", "expected"),
        [("IDT", "adopts-identical"), ("MOD", "adopts-modified"), ("NEQ", "adopts-not-equivalent")],
    )
    def test_adoption_says_its_degree(self, degree, expected):
        head = replace(HEADER, replaces=(), adopts=header.Adoption("ISO 1", degree))
        found = written(made(head=head)).find("front/std-meta/std-xref")

        assert (found.get("type"), found.find("std-ref").get("type")) == (expected, "undated")

    @pytest.mark.parametrize(
        ("stage", "expected"), [("20.00", "draft"), ("60.60", "published"), ("95.99", "withdrawn")]
    )
    def test_a_stage_is_named(self, stage, expected):
        found = written(made(head=replace(HEADER, stage=stage))).find("front/std-meta/release-version")

        assert (found.text, found.get("stage-code")) == (expected, stage)

    def test_nothing_of_the_header_is_lost(self):
        front = written(made()).find("front")
        said = [*front.itertext(), *(value for one in front.iter() for value in one.attrib.values())]
        missing = [
            text for text in _texts(replace(HEADER, spans=(), chapters=())) if not any(text in one for one in said)
        ]

        assert missing == []


def _texts(value):
    if is_dataclass(value):
        return [text for field in fields(value) for text in _texts(getattr(value, field.name))]
    return [text for one in value for text in _texts(one)] if isinstance(value, tuple) else [str(value)]
