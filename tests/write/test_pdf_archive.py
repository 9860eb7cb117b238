"""What makes a PDF one that is kept: metadata, colours, fonts, attachments, page labels; and the rules of `pdfua`."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from functools import cache
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import pdfua
import pikepdf
import pytest
from full_model import full_standard

from stdpub.cli.folders import read_folder
from stdpub.pipeline import render
from stdpub.read.reader import read
from stdpub.write.pdf import Attachment, write_pdf

STANDARDS = Path(__file__).resolve().parents[2] / "standards"
XML = Attachment("a standard.en.xml", "application/xml", "Source", "The XML", b"<standard/>")
JSON = Attachment("标准.en.json", "application/json", "Data", "The data", b"{}")
NAMES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}
FORBIDDEN = {"/JavaScript", "/JS", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Rendition", "/XFA"}


@cache
def content() -> bytes:
    return write_pdf(full_standard(), (XML, JSON))


@pytest.fixture
def pdf():
    with pikepdf.open(BytesIO(content())) as opened:
        yield opened


@pytest.fixture
def packet(pdf):
    return ET.fromstring(pdf.Root.Metadata.read_bytes())  # noqa: S314 - our own packet


def told(packet: ET.Element, path: str) -> str:
    return packet.findtext(f".//{path}", "", NAMES)


def test_the_metadata_claims_both_standards_and_explains_its_own_words(pdf, packet):
    assert (told(packet, "pdfaid:part"), told(packet, "pdfaid:conformance"), told(packet, "pdfuaid:part")) == (
        "3",
        "A",
        "1",
    )
    schema = packet.find(".//pdfaExtension:schemas/rdf:Bag/rdf:li", NAMES)
    assert schema.findtext("pdfaSchema:namespaceURI", "", NAMES) == NAMES["pdfuaid"]
    assert schema.findtext("pdfaSchema:prefix", "", NAMES) == "pdfuaid"
    assert schema.findtext(".//pdfaProperty:name", "", NAMES) == "part"
    assert "/Filter" not in pdf.Root.Metadata


def test_metadata_and_document_information_agree(pdf, packet):
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    dates = (told(packet, "xmp:CreateDate"), told(packet, "xmp:ModifyDate"))

    assert told(packet, "dc:title/rdf:Alt/rdf:li") == info["/Title"]
    assert told(packet, "dc:creator/rdf:Seq/rdf:li") == info["/Author"]
    assert told(packet, "xmp:CreatorTool") == info["/Creator"]
    assert told(packet, "pdf:Producer") == info["/Producer"]
    assert dates == ("2026-11-22", "2026-11-22")
    assert (info["/CreationDate"], info["/ModDate"]) == ("D:20261122", "D:20261122")


def test_colours_are_those_of_srgb(pdf):
    (intent,) = pdf.Root.OutputIntents
    profile = intent.DestOutputProfile

    assert intent.S == "/GTS_PDFA1"
    assert profile.N == 3
    assert profile.read_bytes()[12:24] == b"mntrRGB XYZ "
    assert profile.read_bytes()[36:40] == b"acsp"


def test_attachments_say_what_they_are_to_the_document(pdf):
    files = {str(one.UF): one for one in pdf.Root.AF}
    listed = list(pdf.Root.Names.EmbeddedFiles.Names)
    xml, data = files[XML.name], files[JSON.name]

    assert [str(name) for name in listed[::2]] == sorted(files)
    assert {one.objgen for one in listed[1::2]} == {one.objgen for one in pdf.Root.AF}
    assert (xml.AFRelationship, data.AFRelationship) == ("/Source", "/Data")
    assert (xml.EF.F.Subtype, data.EF.UF.Subtype) == ("/application/xml", "/application/json")
    assert xml.EF.F.read_bytes() == XML.content
    assert bytes(xml.EF.F.Params.CheckSum) == hashlib.md5(XML.content, usedforsecurity=False).digest()
    assert int(data.EF.F.Params.Size) == len(JSON.content)
    assert str(xml.EF.F.Params.ModDate) == "D:20261122"


def test_every_font_is_embedded_and_maps_to_letters(pdf):
    fonts = {font.objgen: font for page in pdf.pages for font in page.Resources.get("/Font", {}).values()}
    below = [font.DescendantFonts[0].FontDescriptor for font in fonts.values()]

    assert len(fonts) > 2
    assert all("/ToUnicode" in font for font in fonts.values())
    assert all("/FontFile2" in font or "/FontFile3" in font for font in below)
    assert all(str(font.FontName).lstrip("/")[6:7] == "+" for font in below)
    assert all("noto" in str(font.FontName).lower() for font in below)


def test_nothing_acts_hides_or_lies_outside(pdf):
    held = [one for one in pdf.objects if isinstance(one, (pikepdf.Dictionary, pikepdf.Stream))]
    actions = {str(one.get("/S")) for one in held if one.get("/Type") == "/Action"}

    assert not pdf.is_encrypted
    assert not any(FORBIDDEN & set(one.keys()) for one in held)
    assert actions <= {"/URI"}
    assert not any(isinstance(one, pikepdf.Stream) and "/F" in one for one in held)
    assert not any("/LZWDecode" in str(one.get("/Filter", "")) for one in held if isinstance(one, pikepdf.Stream))
    assert not any(one.get("/Interpolate") is True for one in held)
    assert "/AcroForm" not in pdf.Root
    assert "/OpenAction" not in pdf.Root


def test_the_file_has_an_identity_and_a_version(pdf):
    assert len(pdf.trailer.ID) == 2
    assert all(len(bytes(one)) == 16 for one in pdf.trailer.ID)
    assert str(pdf.Root.Version) == "/1.7"


def test_links_are_printed_and_described_and_pages_are_read_in_the_order_of_the_structure(pdf):
    links = [link for page in pdf.pages for link in page.obj.get("/Annots", ())]

    assert links
    assert all(int(link.F) == 4 and str(link.Contents) for link in links)
    assert all(page.obj.get("/Tabs") == "/S" for page in pdf.pages if "/Annots" in page.obj)
    assert pdf.Root.ViewerPreferences.DisplayDocTitle is True
    assert pdf.Root.MarkInfo.Marked is True
    assert not any("/Series" in page.obj for page in pdf.pages)


def test_structure_and_pages_find_each_other(pdf):
    pairs = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    holders = {int(key): value for key, value in zip(pairs[::2], pairs[1::2], strict=True)}
    keys = [int(page.obj.StructParents) for page in pdf.pages if "/StructParents" in page.obj]
    links = [link for page in pdf.pages for link in page.obj.get("/Annots", ())]

    assert len(set(keys)) == len(keys)
    assert set(keys) | {int(link.StructParent) for link in links} == set(holders)
    assert list(holders) == sorted(holders)
    assert all(holders[int(link.StructParent)].S == "/Link" for link in links)
    assert int(pdf.Root.StructTreeRoot.ParentTreeNextKey) > max(holders)


def test_names_of_elements_lead_to_them(pdf):
    names = list(pdf.Root.StructTreeRoot.IDTree.Names)
    keys = [bytes(name) for name in names[::2]]

    assert keys == sorted(set(keys))
    assert all(bytes(node.ID) == key for key, node in zip(keys, names[1::2], strict=True))


def test_pages_are_called_what_is_printed_on_them(pdf):
    labels = [page.label for page in pdf.pages]
    numbers = [label for label in labels if label.isdecimal()]

    assert labels[0] == "Cover"
    assert "ii" in labels
    assert numbers == [str(number) for number in range(1, len(numbers) + 1)]
    assert labels[-1] == numbers[-1]


@cache
def built() -> dict[str, bytes]:
    standard = read(read_folder(STANDARDS / "data-centre-energy"), "zh")
    outputs, faults = render(standard, ("xml", "json", "pdf"))
    assert faults == ()
    return {one.form: one.content for one in outputs}


def test_the_rules_of_pdfua_find_nothing(tmp_path):
    file = tmp_path / "made.pdf"
    file.write_bytes(built()["pdf"])
    report = pdfua.validate(str(file))

    assert [(one.rule_id, one.message) for one in report.findings] == []


def test_the_rules_of_pdfua_find_tables_without_heads_only_in_a_standard_with_such_tables(tmp_path):
    file = tmp_path / "made.pdf"
    file.write_bytes(content())
    report = pdfua.validate(str(file))

    assert {one.rule_id for one in report.findings} == {"UA-15-003"}
    assert all("no header cell" in one.message for one in report.findings)


@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="not installed: pdfinfo")
def test_poppler_reads_the_structure(tmp_path):
    file = tmp_path / "made.pdf"
    file.write_bytes(content())
    done = subprocess.run(("pdfinfo", "-struct", file), capture_output=True, text=True, check=True)

    assert done.stderr == ""
    assert done.stdout.startswith("Document\n  Sect\n")
    assert "Table <tab-plain>" in done.stdout


def test_a_build_puts_the_same_xml_and_json_into_the_pdf():
    made = built()

    with pikepdf.open(BytesIO(made["pdf"])) as opened:
        held = {str(one.UF): one.EF.F.read_bytes() for one in opened.Root.AF}
        assert held == {"data-centre-energy.zh.xml": made["xml"], "data-centre-energy.zh.json": made["json"]}
