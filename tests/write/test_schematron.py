"""The rules that a grammar cannot say, shipped as Schematron: they hold for what is written, and notice what breaks them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from lxml import etree, isoschematron
from models import RANDOMLY, full_standard, standards
from tries import tries

from stdpub.shipped import shipped
from stdpub.write.sts_xml import write_xml

RULES = isoschematron.Schematron(etree.parse(shipped("schemas/stdpub-sts.sch")))
FULL = write_xml(full_standard())
TBX = {"tbx": "urn:iso:std:iso:30042:ed-1"}


class TestSchematron:
    def test_it_holds_for_every_construct(self):
        assert RULES.validate(etree.fromstring(FULL))

    @settings(RANDOMLY, max_examples=tries(10))
    @given(standards())
    def test_it_holds_for_any_standard(self, document):
        assert RULES.validate(etree.fromstring(write_xml(document)))

    @pytest.mark.parametrize(
        ("xpath", "change"),
        [
            ("//content-language", lambda e: setattr(e, "text", "fr")),
            ("//doc-ref", lambda e: setattr(e, "text", "X(en)")),
            ("//std-ident/year", lambda e: setattr(e, "text", "1999")),
            ("//release-date", lambda e: e.getparent().remove(e)),
            ("//meta-date", lambda e: setattr(e, "text", "1999-01-01")),
            ("//statement/p[list]", lambda e: setattr(e, "text", "words")),
            ("//milestone-end", lambda e: e.getparent().remove(e)),
            ("//milestone-start", lambda e: e.getparent().remove(e)),
            (
                "//xref[@ref-type='app' or @rid='method']",
                lambda e: e.attrib.update({"ref-type": "app", "rid": "scope"}),
            ),
            ("//xref[@ref-type='fig']", lambda e: e.set("rid", "scope")),
            ("//xref[@ref-type='disp-formula']", lambda e: e.set("rid", "scope")),
            ("//xref[@ref-type='bibr']", lambda e: e.set("rid", "scope")),
            ("//xref[@ref-type='fn']", lambda e: e.set("rid", "scope")),
            ("//xref[@ref-type='table-fn']", lambda e: e.set("rid", "scope")),
            ("//xref[@specific-use='term']", lambda e: e.set("rid", "inlet-air")),
            ("//xref[@specific-use='unresolved']", lambda e: e.set("rid", "scope")),
            ("//tbx:entailedTerm", lambda e: e.set("target", "scope")),
            ("//term-sec", lambda e: e.set("id", "air")),
            ("//tbx:langSet", lambda e: e.getparent().append(e)),
        ],
    )
    def test_it_notices_what_breaks_it(self, xpath, change):
        root = etree.fromstring(FULL)
        change(root.xpath(xpath, namespaces=TBX)[0])

        assert not RULES.validate(root)
