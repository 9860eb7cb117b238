"""Provisions, pointers, tables and figures of a standard in their places in an STS document."""

from __future__ import annotations

from dataclasses import replace

import pytest
from model_ids import identified
from model_parts import (
    HERE,
    cell,
    clause,
    figure,
    footnote_mark,
    formula,
    inlines,
    item,
    limit,
    listed,
    paragraph,
    reference,
    row,
    sentence,
    shall,
    table,
)
from models import full_standard
from sts_trees import body_of, made, shape, written

from stdpub.model import content
from stdpub.model.content import CompoundProvision, Reference, References
from stdpub.model.inlines import Citation, LineBreak, Link, VerbalForm
from stdpub.model.provisions import Kind
from stdpub.model.standard import ClauseKind


class TestProvisions:
    def test_a_paragraph_that_is_one_provision_bears_its_key_kind_and_form(self):
        assert shape(body_of(paragraph(shall("It ", " be.", key="k"))).find("p")) == (
            '<p id="k" content-type="requirement" specific-use="shall">It '
            '<named-content content-type="verbal-form">shall</named-content> be.</p>'
        )

    def test_a_sentence_in_a_longer_paragraph_stands_between_milestones(self):
        found = body_of(paragraph(sentence("So it is. "), shall("It ", " be. ", key="k"), sentence("End."))).find("p")

        assert shape(found) == (
            '<p>So it is. <milestone-start id="k" content-type="requirement" specific-use="shall" rid="k.end"/>It '
            '<named-content content-type="verbal-form">shall</named-content> be. <milestone-end id="k.end" rid="k"/>'
            "End.</p>"
        )

    def test_an_instruction_is_imperative_whatever_its_verb(self):
        place = sentence(VerbalForm("Place", HERE), " it.", kind=Kind.INSTRUCTION, key="k")

        assert shape(body_of(paragraph(place)).find("p")) == (
            '<p id="k" content-type="instruction" specific-use="imperative">Place it.</p>'
        )

    def test_a_generated_paragraph_says_so(self):
        assert shape(body_of(paragraph("Given.", generated=True)).find("p")) == (
            '<p specific-use="generated">Given.</p>'
        )

    def test_a_paragraph_without_key_has_no_id(self):
        assert shape(body_of(paragraph("Plain.")).find("p")) == "<p>Plain.</p>"
        assert shape(body_of(paragraph("Keyed.", key="k")).find("p")) == '<p id="k">Keyed.</p>'

    def test_an_item_bears_its_key_and_kind(self):
        found = body_of(listed(item(paragraph("be"), kind=Kind.PERMISSION, key="k"), ordered=True))

        assert shape(found.find("list")) == (
            '<list id="here.l1" list-type="alpha-lower">\n<list-item id="k" specific-use="permission">'
            "<label>a)</label>\n<p>be</p>\n</list-item>\n</list>"
        )

    def test_a_compound_provision_is_a_statement_with_its_list_in_a_paragraph(self):
        inner = CompoundProvision(Kind.STATEMENT, (), (), "inner", "", "", HERE)
        outer = CompoundProvision(Kind.REQUIREMENT, inlines("T"), (listed(item()), inner), "k", "", "R1", HERE)

        assert shape(body_of(outer).find("statement")) == (
            '<statement id="k" content-type="requirement"><label>R1</label><title>T</title>\n'
            '<p><list id="k.l1" list-type="bullet">\n<list-item id="k.l1.i1"><label>—</label><p/></list-item>\n'
            '</list></p>\n<statement id="inner" content-type="statement"><p/></statement>\n</statement>'
        )

    def test_a_limit_keeps_its_rule_and_condition(self):
        found = body_of(paragraph(limit("not exceed 1.3", "pue <= 1.3", "class == 'A'", "rounded")))

        assert found.find("p/named-content").attrib == {
            "id": "here.p1.limit1",
            "content-type": "limit",
            "alt": "pue <= 1.3 when class == 'A' compare rounded",
        }


class TestPointers:
    @pytest.mark.parametrize(
        ("target", "expected"),
        [
            ("scope", {"ref-type": "sec", "rid": "scope"}),
            ("inlet-air", {"ref-type": "sec", "specific-use": "term", "rid": "inlet-air.sec"}),
            ("tab-plain", {"ref-type": "table", "rid": "tab-plain"}),
            ("fig-flow", {"ref-type": "fig", "rid": "fig-flow"}),
            ("eq-mean", {"ref-type": "disp-formula", "rid": "eq-mean"}),
            ("low", {"ref-type": "statement", "rid": "low"}),
            ("a-item", {"ref-type": "list", "specific-use": "item", "rid": "a-item"}),
            ("iso16890", {"ref-type": "bibr", "rid": "iso16890"}),
            ("nowhere", {"ref-type": "other", "specific-use": "unresolved"}),
        ],
    )
    def test_a_cross_reference_says_what_it_points_at(self, target, expected):
        document = full_standard()
        more = replace(clause("More", paragraph(reference(target))), key="more-text")
        found = written(identified(replace(document, clauses=(*document.clauses[:7], more, *document.clauses[7:]))))

        assert found.find(".//sec[@id='more-text']/p/xref").attrib == expected

    def test_a_pointer_to_what_bears_no_id_loses_its_rid(self):
        document = made(clause("T", paragraph(reference("t")), key="t"))
        pointer = replace(reference("gone"), target="table", target_id="gone", text="Table 9")
        broken = replace(document, clauses=(replace(document.clauses[0], blocks=(paragraph(pointer),)),))

        assert shape(written(broken).find("body/sec/p")) == '<p><xref ref-type="table">Table 9</xref></p>'

    def test_a_citation_names_entry_clause_and_what_is_printed(self):
        entry = Reference("ISO 1:2022", True, inlines("Title"), "iso1", "", "", HERE)  # noqa: FBT003
        cited = Citation("iso1", "5.2", (), "ISO 1:2022, 5.2", True, "", HERE)  # noqa: FBT003
        book = replace(cited, reference="book", clause="", text="[2]")
        entries = References((entry, replace(entry, key="book", identifier="", label="[2]")), "", HERE)
        listing = clause("References", entries, kind=ClauseKind.NORMATIVE_REFERENCES, key="refs")
        found = written(made(listing, clause("T", paragraph(cited, book), key="t")))

        assert shape(found.find("body/sec[2]/p")) == (
            '<p><std type="dated"><std-id-group><std-id std-id-type="dated" std-id-link-type="internal-pointer">'
            'iso1#5.2</std-id></std-id-group><std-ref type="dated">ISO 1:2022</std-ref>, 5.2</std>'
            '<xref ref-type="bibr" rid="book">[2]</xref></p>'
        )
        assert shape(found.find("body/sec/ref-list")) == (
            '<ref-list id="refs.refs1" content-type="norm-refs">\n<ref id="iso1"><std type="dated">'
            '<std-ref type="dated">ISO 1:2022</std-ref>, <title>Title</title></std></ref>\n'
            '<ref id="book"><label>[2]</label><mixed-citation>Title</mixed-citation></ref>\n</ref-list>'
        )

    def test_what_a_link_does_not_admit_stands_in_a_named_content(self):
        words = (footnote_mark("none"), LineBreak(HERE), reference("here", "there"))
        found = body_of(paragraph(Link("https://example.org/", words, HERE))).find("p/ext-link")

        assert [child.get("content-type") for child in found] == ["footnote-mark", "line-break", "cross-reference"]
        assert found[2].find("xref").get("rid") == "here"


class TestTablesAndFigures:
    def test_a_row_without_cells_of_its_own_is_left_out_and_the_spans_with_it(self):
        wide = table(body=(row(cell("a", rows=2, columns=2)), row(), row("b", "c")), key="t")
        found = body_of(wide).find("table-wrap/table")

        assert [len(line) for line in found.iter("tr")] == [1, 2]
        assert found.find(".//td").attrib == {"id": "t.c1", "colspan": "2"}

    def test_a_table_of_headers_alone_has_a_body_of_them(self):
        found = body_of(table(head=(row(cell("a", header=True)),), key="t")).find("table-wrap/table")

        assert shape(found) == '<table>\n<tbody>\n<tr><th id="t.c1" scope="row">a</th></tr>\n</tbody>\n</table>'

    def test_a_table_without_rows_keeps_its_caption(self):
        found = body_of(replace(table("Words", body=(row("a"),), key="t"), body=())).find("table-wrap")

        assert [child.tag for child in found] == ["label", "caption"]

    def test_a_rule_of_a_column_stands_at_its_header_only(self):
        heads = row(replace(cell("PUE", header=True), limit="pue <="), replace(cell("C", header=True), when="class"))
        body = row(replace(cell("1"), limit="pue <="), replace(cell("2"), limit="wue <=", when="class"))
        found = body_of(table(head=(heads,), body=(body,), key="t")).find("table-wrap/table")
        rules = [(one.get("content-type"), one.get("axis")) for one in found.iter("th", "td")]

        assert rules == [("limit", "pue <="), ("when", "class"), (None, None), ("limit-when", "wue <= when class")]

    def test_blocks_in_cells_keep_their_own_elements(self):
        inner = table(body=(row("x"),), key="inner")
        outer = table(
            body=(row(cell((paragraph("a"), listed(item(paragraph("b"))), inner, formula("x", "")))),), key="t"
        )
        found = body_of(outer).find(".//td")

        assert [child.tag for child in found] == ["p", "list", "p", "disp-formula"]
        assert found.find("p/table-wrap").get("id") == "inner"

    def test_the_notes_of_a_figure_of_parts_stand_in_a_legend(self):
        part = figure("left", path="a.png", key="left")
        note = content.Note((paragraph("n"),), "", "", "", "", HERE)
        footnote = content.Footnote("a", "", (paragraph("f"),), "", HERE)
        whole = replace(figure("Both", key="both"), parts=(part,), notes=(note,), footnotes=(footnote,))
        found = body_of(whole).find("fig-group")

        assert [child.tag for child in found] == ["label", "caption", "legend", "fig"]
        assert [child.tag for child in found.find("legend")] == ["non-normative-note", "p"]

    def test_a_figure_of_figures_of_parts_is_flat(self):
        part = figure("left", path="a.png", key="left")
        middle = replace(figure("Middle", key="middle"), parts=(part, replace(part, key="right")))
        found = body_of(replace(figure("All", key="all"), parts=(middle,))).find("fig-group")

        assert [fig.get("id") for fig in found.iter("fig")] == ["left", "right"]
