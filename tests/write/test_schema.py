"""The schema of the profile: narrower than STS, closed, and exact about what is wrong where."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from models import RANDOMLY, full_standard
from niso_sts import needs_niso_sts, official_errors

from stdpub.model.provisions import Convention, Kind
from stdpub.model.verbal_forms import verbal_forms
from stdpub.shipped import shipped
from stdpub.write.schema import validate_xml
from stdpub.write.sts_xml import write_xml

FULL = write_xml(full_standard())
SCHEMA = etree.RelaxNG(etree.parse(shipped("schemas/stdpub-sts.rng")))
SPACES = {"tbx": "urn:iso:std:iso:30042:ed-1", "mml": "http://www.w3.org/1998/Math/MathML"}
XLINK = "{http://www.w3.org/1999/xlink}"

OPTIONAL = frozenset(
    {
        *((tag, "id") for tag in ("list", "def-list", "ref-list", "disp-quote", "code", "named-content")),
        *((tag, "id") for tag in ("non-normative-note", "non-normative-example", "normative-note")),
        *((f"{{{SPACES['tbx']}}}{tag}", "id") for tag in ("note", "example")),
        (f"{{{SPACES['tbx']}}}source", "xtarget"),
        (f"{{{SPACES['tbx']}}}entailedTerm", "target"),
        *((tag, "specific-use") for tag in ("p", "milestone-start", "list-item", "xref")),
        *((tag, name) for tag in ("td", "th") for name in ("rowspan", "colspan", "align", "headers")),
        ("xref", "rid"),
        ("compl", "level"),
        ("non-normative-note", "content-type"),
        ("p", "id"),
        ("code", "language"),
        ("std-id", "originator"),
        (f"{{{SPACES['mml']}}}math", "display"),
    }
)
"""Attributes whose absence says something, too."""

FREE = frozenset({"id", "alt", "axis", "language", "xtarget", f"{XLINK}href", "specific-use"})
"""Attributes that hold any text, or (`specific-use`) the words of a verbal form in some places."""


def dumped(root) -> bytes:
    """Return a changed document as it was written, line for line."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def faults_after(change, xpath: str) -> tuple[str, ...]:
    """Return the messages about a document in which one element was changed."""
    root = etree.fromstring(FULL)
    change(root.xpath(xpath, namespaces=SPACES)[0])
    return validate_xml(dumped(root))


def unless_valid(changes) -> list[str]:
    """Return the names of the changes that the schema does not notice."""
    return [name for name, root in changes if SCHEMA.validate(etree.fromstring(dumped(root)))]


def changed(change):
    """Yield a name and a document for each element of the full one and each change to it."""
    count = len(list(etree.fromstring(FULL).iter("*")))
    for at in range(count):
        root = etree.fromstring(FULL)
        element = list(root.iter("*"))[at]
        for name in change(element):
            yield f"{element.tag} {name} on line {element.sourceline}", root


class TestClosed:
    def test_the_full_document_is_valid(self):
        assert validate_xml(FULL) == ()

    def test_no_element_may_be_called_otherwise(self):
        def rename(element):
            element.tag = f"{element.tag}x"
            yield "renamed"

        assert unless_valid(changed(rename)) == []

    def test_no_element_may_bear_an_unknown_attribute(self):
        def extend(element):
            element.set("data-x", "1")
            yield "extended"

        assert unless_valid(changed(extend)) == []

    def test_no_element_may_hold_an_unknown_element(self):
        def insert(element):
            etree.SubElement(element, "unknown")
            yield "filled"

        assert unless_valid(changed(insert)) == []

    def test_no_attribute_may_be_missing_but_the_optional_ones(self):
        missed = [found for found in self._without() if found not in OPTIONAL and not found[1].startswith("math")]

        assert missed == []

    def _without(self):
        count = len(list(etree.fromstring(FULL).iter("*")))
        for at in range(count):
            for name in list(list(etree.fromstring(FULL).iter("*"))[at].attrib):
                root = etree.fromstring(FULL)
                element = list(root.iter("*"))[at]
                if element.tag.startswith(f"{{{SPACES['mml']}}}m") and element.tag != f"{{{SPACES['mml']}}}math":
                    continue
                del element.attrib[name]
                if name == "id":
                    _drop_pointers(root)
                if SCHEMA.validate(etree.fromstring(dumped(root))):
                    yield element.tag, name

    def test_no_value_is_open_but_the_free_ones(self):
        def corrupt(element):
            for name in element.attrib:
                if name not in FREE and not element.tag.startswith(f"{{{SPACES['mml']}}}m"):
                    kept = element.get(name)
                    element.set(name, "no such value")
                    yield name
                    element.set(name, kept)

        assert unless_valid(changed(corrupt)) == []

    @pytest.mark.parametrize(
        "xpath",
        [
            *("//processing-meta", "//restricted-by", "//front", "//std-meta", "//std-ident", "//content-language"),
            *(
                "//doc-ref",
                "//body",
                "//supplementary-material",
                "//title-wrap/full",
                "//app/annex-type",
                "//caption/title",
            ),
            *("//tbx:tig/tbx:term", "//tbx:partOfSpeech", "//tbx:normativeAuthorization", "//tbx:langSet[2]/tbx:tig"),
            *(
                "//fn/p",
                "//list-item[2]/p/..",
                "//table/tbody",
                "//tbody/tr[1]/td/..",
                "//def-item/term",
                "//mml:annotation",
            ),
            *("//inline-graphic/alt-text", "//std-id", "//custom-meta/meta-name", "//meta-value", "//fig-group/fig"),
        ],
    )
    def test_a_needed_element_may_not_be_missing(self, xpath):
        def remove(element):
            parent = element.getparent()
            for one in parent.findall(element.tag):
                parent.remove(one)

        assert faults_after(remove, xpath) != ()

    @pytest.mark.parametrize("language", ["en", "zh"])
    @pytest.mark.parametrize("convention", list(Convention))
    def test_every_verbal_form_is_a_value(self, language, convention):
        def say(form):
            return lambda element: element.attrib.update({"content-type": form.kind, "specific-use": form.words})

        refused = [form for form in verbal_forms(language, convention) if faults_after(say(form), "//p[@id='cold']")]

        assert refused == []

    @pytest.mark.parametrize("kind", list(Kind))
    def test_every_kind_of_provision_is_a_value(self, kind):
        assert faults_after(lambda element: element.set("content-type", kind), "//p[@id='cold']") == ()


def _drop_pointers(root):
    ids = set(root.xpath("//@id"))
    for element in root.iter("*"):
        for name in ("rid", "target", "headers"):
            if name in element.attrib and not set(element.get(name).split()) <= ids:
                del element.attrib[name]


class TestMessages:
    @pytest.mark.parametrize(
        ("change", "xpath", "expected"),
        [
            (lambda e: e.attrib.pop("sec-type"), "//sec[@id='marks']", "`sec` lacks its attribute `sec-type`"),
            (lambda e: e.set("foo", "1"), "//sec[@id='marks']", "`sec` has no attribute `foo`"),
            (lambda e: e.set("sec-type", "x"), "//sec[@id='marks']", "`sec-type` of `sec` cannot be `x`"),
            (lambda e: setattr(e, "tag", "para"), "//p[@id='cold']", "`para` cannot stand in `sec`"),
            (lambda e: setattr(e, "tag", "i"), "//td//italic|//p//italic", "`i` cannot stand in `p`"),
            (lambda e: setattr(e, "tag", "lst"), "//td/list", "`lst` cannot stand in `td`"),
            (lambda e: setattr(e, "text", "x"), "//sec[@id='marks']", "`sec` holds text that cannot stand in it"),
            (lambda e: e.remove(e[0]), "//ref/std/..", "`ref` is not complete"),
            (lambda e: e.set("id", "a b"), "//sec[@id='index']", "`id` of `sec` cannot be `a b`"),
            (lambda e: e.set("rid", "gone"), "//xref[@rid='method']", "`rid` of `xref` names `gone`, which is no id"),
            (lambda e: e.set("foo", "1"), "//mml:menclose", "`mml:menclose` has no attribute `foo`"),
            (
                lambda e: e.set("content-type", "limit"),
                "//named-content",
                "the attributes of `named-content` do not go together",
            ),
        ],
    )
    def test_one_fault_gives_one_message_with_its_line(self, change, xpath, expected):
        root = etree.fromstring(FULL)
        element = root.xpath(xpath, namespaces=SPACES)[0]
        change(element)

        assert faults_after(change, xpath) == (f"line {element.sourceline}: {expected}",)

    def test_an_id_borne_twice_is_named_with_both_lines(self):
        found = faults_after(lambda e: e.set("id", "scope"), "//sec[@id='index']")

        assert len(found) == 1
        assert found[0].endswith("id `scope` is borne already on line 58")

    def test_each_of_two_faults_is_told(self):
        root = etree.fromstring(FULL)
        root.find(".//sec[@id='marks']").set("foo", "1")
        root.find(".//p[@id='cold']").tag = "para"

        assert len(validate_xml(dumped(root))) == 2

    @pytest.mark.parametrize("text", [b"", b"<a>", b"no xml", b"<standard>&x;</standard>", b"<a/>"])
    def test_what_is_no_document_gets_one_message(self, text):
        found = validate_xml(text)

        assert len(found) == 1
        assert found[0].startswith("line ")


CHANGES = ("delete", "double", "swap", "move", "empty", "unattribute")


class TestNarrower:
    @needs_niso_sts
    @RANDOMLY
    @given(
        st.lists(
            st.tuples(st.sampled_from(CHANGES), st.integers(0, 5000), st.integers(0, 5000)), min_size=30, max_size=30
        )
    )
    def test_what_the_profile_admits_sts_admits(self, changes):
        """Each change is kept where the profile still admits the document; in the end STS must admit it, too."""
        root = etree.fromstring(FULL)
        for change, first, second in changes:
            copy = deepcopy(root)
            _disturb(copy, change, first, second)
            if SCHEMA.validate(etree.fromstring(dumped(copy))):
                root = copy

        assert official_errors(dumped(root)) == []


def _disturb(root, change, first, second):
    elements = list(root.iter("*"))[1:]
    element, other = elements[first % len(elements)], elements[second % len(elements)]
    parent = element.getparent()
    if change == "delete":
        parent.remove(element)
    elif change == "double":
        copy = deepcopy(element)
        for one in copy.iter("*"):
            one.attrib.pop("id", None)
        parent.insert(parent.index(element), copy)
    elif change == "swap":
        parent.insert(0, element)
    elif change == "move":
        if element not in other.iterancestors() and element is not other:
            other.append(element)
    elif change == "empty":
        for child in list(element):
            element.remove(child)
    elif element.attrib:
        names = sorted(element.attrib)
        del element.attrib[names[second % len(names)]]
