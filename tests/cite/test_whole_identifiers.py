"""Identifiers as their bodies print them are read whole and come out as they went in."""

from __future__ import annotations

from pathlib import Path

import pytest

from stdpub.cite.references import references

LISTED = Path(__file__).with_name("identifiers.txt").read_text(encoding="utf-8").splitlines()

MISSPELT = [
    ("ＧＢ／Ｔ\u3000５２７１．１－２０００", "GB/T 5271.1-2000"),
    ("GB/T 1.1—2020", "GB/T 1.1-2020"),
    ("GB/T1.1–2020", "GB/T 1.1-2020"),
    ("GBT 1.1-2020", "GB/T 1.1-2020"),
    ("GB9254.1-2021", "GB 9254.1-2021"),
    ("GB 4943.1—2022第1号修改单", "GB 4943.1-2022/XG1"),
    ("ISO9001:2015", "ISO 9001:2015"),
    ("ISO 9001：2015", "ISO 9001:2015"),
    ("ISO 9001-2015", "ISO 9001:2015"),
    ("ISO\u00a08601\u20111:2019", "ISO 8601-1:2019"),
    ("RFC7230", "RFC 7230"),
    ("RFC-7230", "RFC 7230"),
    ("ECMA 262", "ECMA-262"),
    ("NIST 800-63b", "NIST SP 800-63B"),
    ("NIST 800-63 C", "NIST SP 800-63C"),
    ("SP 800-53 Rev. 5", "NIST SP 800-53r5"),
    ("ETSI EN 319 411-1 v1.2.2", "ETSI EN 319 411-1 V1.2.2"),
    ("ITU-T Rec. X.509 (10/2019)", "ITU-T X.509 (10/2019)"),
    ("GB/T 16260（所有部分）", "GB/T 16260 (all parts)"),
    ("ISO 80000 (all parts)", "ISO 80000 (all parts)"),
]

NONE = [
    "ISO-8859-1",
    "ISO/TC 211",
    "ISO/IEC JTC 1/SC 27",
    "硬度HB 120",
    "a disk of 5 TB 2",
    "AC 220 V",
    "5 GB of memory",
    "64 GB",
    "the ISO",
    "PM 10",
    "ISO 9001x",
    "A4",
    "NIST P-256, NIST P-384",
    "HD 1080 screen",
    "EN 50 items",
    "AS 65000",
    "TLS 1.3, YAML 1.2 and UTF-8",
]


@pytest.mark.parametrize("printed", LISTED)
def test_a_printed_identifier_is_one_reference_in_its_normal_form(printed):
    (one,) = references(printed)

    assert (one.text, one.normalized) == (printed, printed)


@pytest.mark.parametrize(("typed", "normal"), MISSPELT, ids=[typed for typed, _ in MISSPELT])
def test_another_spelling_is_read_whole_and_mended(typed, normal):
    (one,) = references(typed)

    assert (one.text, one.normalized) == (typed, normal)


@pytest.mark.parametrize("text", NONE)
def test_other_words_are_no_reference(text):
    assert references(text) == ()


@pytest.mark.parametrize(
    ("printed", "wanted"),
    [
        ("GB/T 228.1—2021", ("GB", "T", "228", "1", "2021", "", "")),
        ("DB31/T 1240—2020", ("DB31", "T", "1240", "", "2020", "", "")),
        ("T/CESA 1011—2018", ("T/CESA", "", "1011", "", "2018", "", "")),
        ("ISO/IEC DTR 24028.2", ("ISO/IEC", "", "24028.2", "", "", "DTR", "")),
        ("IEC 60068-2-1:2007/AMD1:2010", ("IEC", "", "60068", "2-1", "2007", "", "AMD1:2010")),
        ("ISO/TS 80004-1:2015", ("ISO", "TS", "80004", "1", "2015", "", "")),
        ("NIST SP 800-63B", ("NIST", "SP", "800-63B", "", "", "", "")),
        ("ETSI EN 319 411-1 V1.2.2", ("ETSI", "EN", "319 411", "1", "V1.2.2", "", "")),
        ("ISO 1234:—", ("ISO", "", "1234", "", "—", "", "")),
    ],
)
def test_an_identifier_comes_in_its_members(printed, wanted):
    (one,) = references(printed)

    members = (one.publisher, one.type, one.number, one.part, one.year, one.stage, one.amendment)
    assert members == wanted
