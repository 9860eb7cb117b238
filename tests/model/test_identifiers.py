"""Typed identifiers of standards are found in running text, and only they."""

from __future__ import annotations

import time

import pytest

from stdpub.model.identifiers import Fault, find, whole

FOUND = [
    ("按GB/T 228.1—2021试验", "GB/T 228.1", "2021", "GB/T 228.1—2021"),
    ("符合GB 50174的规定", "GB 50174", "", "GB 50174"),
    ("ＧＢ／Ｔ\u3000５２７１．１－２０００", "GB/T 5271.1", "2000", "GB/T 5271.1—2000"),
    ("见T/STDPUB 2", "T/STDPUB 2", "", "T/STDPUB 2"),
    ("DB31/T 1240—2020", "DB31/T 1240", "2020", "DB31/T 1240—2020"),
    ("JJG 1036—2008", "JJG 1036", "2008", "JJG 1036—2008"),
    ("GB 8170—87", "GB 8170", "87", "GB 8170—87"),
    ("as in ISO/IEC 27001:2022, 5.2", "ISO/IEC 27001", "2022", "ISO/IEC 27001:2022"),
    ("ISO/TS 80004-1:2015", "ISO/TS 80004-1", "2015", "ISO/TS 80004-1:2015"),
    ("ISO 7131:2009/Amd 1:2017", "ISO 7131", "2009", "ISO 7131:2009/Amd 1:2017"),
    ("ISO 1234:—", "ISO 1234", "—", "ISO 1234:—"),
    ("IEC 60068-2-1:2007", "IEC 60068-2-1", "2007", "IEC 60068-2-1:2007"),
    ("RFC5280", "RFC 5280", "", "RFC 5280"),
    ("NIST SP 800-63b", "NIST SP 800-63B", "", "NIST SP 800-63B"),
    ("ETSI EN 319 411-1 V1.2.2", "ETSI EN 319 411-1", "V1.2.2", "ETSI EN 319 411-1 V1.2.2"),
    ("EN ISO 13485:2016", "EN ISO 13485", "2016", "EN ISO 13485:2016"),
    ("ITU-T X.509 (10/2019)", "ITU-T X.509", "10/2019", "ITU-T X.509 10/2019"),
    ("IEEE 802.3-2018", "IEEE 802.3", "2018", "IEEE 802.3-2018"),
    ("ECMA-334:2017", "ECMA-334", "2017", "ECMA-334:2017"),
    ("FIPS 140-3", "FIPS 140-3", "", "FIPS 140-3"),
]


@pytest.mark.parametrize(("text", "document", "year", "normal"), FOUND, ids=[text for text, *_ in FOUND])
def test_an_identifier_is_found_with_what_it_names(text, document, year, normal):
    (one,) = find(text)

    assert (one.document, one.year, one.normal) == (document, year, normal)


@pytest.mark.parametrize(
    "text",
    [
        "ISO-8859-1",
        "硬度HB 120",
        "a disk of 5 TB 2",
        "AC 220 V",
        "5 GB of memory",
        "the ISO",
        "PM 10",
        "ISO 9001x",
        "A4",
    ],
)
def test_other_words_are_no_identifier(text):
    assert list(find(text)) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("GB/T 1.1-2020", Fault.YEAR_MARK),
        ("GB/T 1.1:2020", Fault.YEAR_MARK),
        ("ISO 9001-2015", Fault.YEAR_MARK),
        ("ISO 9001：2015", Fault.YEAR_MARK),
        ("GB/T5089", Fault.SPACING),
        ("GB/T-5089", Fault.SPACING),
        ("GB-32100", Fault.SPACING),
        ("ISO9001:2015", Fault.SPACING),
        ("GB/T 5O89", Fault.LETTER_FOR_DIGIT),
        ("DB99/T 12", Fault.UNKNOWN_CODE),
        ("XX/T 12", Fault.UNKNOWN_CODE),
    ],
)
def test_a_misspelt_identifier_is_found_with_its_fault(text, fault):
    (one,) = find(text)

    assert one.faults == (fault,)


def test_both_halves_of_a_double_number_are_found():
    assert [one.document for one in find("GB/T 19001—2016/ISO 9001:2015")] == ["GB/T 19001", "ISO 9001"]


def test_a_text_that_is_one_identifier_is_read_whole():
    assert whole("ISO 1:2022").document == "ISO 1"
    assert whole("ISO 1:2022, 3") is None


@pytest.mark.parametrize("piece", ["ISO ", "ISO/", "GB/T 1", "T/A", "ISO 1-1-1-1-", "GB/T O", "ITU-T X.1.1.1", "—"])
def test_hostile_texts_are_read_in_time(piece):
    start = time.perf_counter()
    list(find(piece * (100_000 // len(piece))))

    assert time.perf_counter() - start < 1
