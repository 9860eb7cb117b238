"""Sentences to the references in them: their words, what they name and which place of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from stdpub.cite.references import references

SENTENCES = [
    ("The tests of ISO 9001, 9004 and 19011 apply.", [("ISO 9001", ""), ("ISO 9004", ""), ("ISO 19011", "")]),
    ("RFCs 2119 and 8174 are used.", [("RFC 2119", ""), ("RFC 8174", "")]),
    ("按GB/T 2423.1、2423.2和2423.3试验。", [("GB/T 2423.1", ""), ("GB/T 2423.2", ""), ("GB/T 2423.3", "")]),
    ("as in ISO/IEC 27001:2022, A.5.1, and so on", [("ISO/IEC 27001:2022", "A.5.1")]),
    ("Clause 5 of ISO 9001:2015 applies.", [("ISO 9001:2015", "5")]),
    ("Clauses 5 and 6 of ISO 9001:2015 apply.", [("ISO 9001:2015", "5"), ("ISO 9001:2015", "6")]),
    ("per IEC 61000-4-2:2008 Table 1", [("IEC 61000-4-2:2008", "Table 1")]),
    ("ISO 10628-1:2014, Figure 2 b)", [("ISO 10628-1:2014", "Figure 2 b)")]),
    ("按照GB/T 1.1—2020第5.3.2条a)的要求。", [("GB/T 1.1-2020", "5.3.2 a)")]),
    ("符合GB/T 25000.10—2016中第4章。", [("GB/T 25000.10-2016", "4")]),
    ("GB/T 22239—2019, 表3", [("GB/T 22239-2019", "表3")]),
    ("见附录B中表B.1和图B.2。", [("", "附录B"), ("", "表B.1"), ("", "图B.2")]),
    ("应符合5.1~5.3的规定。", [("", "5.1..5.3")]),
    ("见 5.2.1、5.2.3", [("", "5.2.1"), ("", "5.2.3")]),
    ("按式(3)计算；见公式（A.2）", [("", "式(3)"), ("", "式(A.2)")]),
    ("Formula (3) and Formulas (4) to (6)", [("", "Formula (3)"), ("", "Formula (4)..Formula (6)")]),
    ("The limits in 4.2.1 a) 2) and Table A.3 apply.", [("", "4.2.1 a) 2)"), ("", "Table A.3")]),
    ("See Clauses 4, 5 and 6 and 3 samples.", [("", "4"), ("", "5"), ("", "6")]),
    (
        "依据《中华人民共和国标准化法》第十九条第二款，不低于5.2 mm。",
        [("中华人民共和国标准化法", "19(2)")],
    ),
    ("本条例第三十条、第三十一条规定的", [("", "30"), ("", "31")]),
    ("Article 6 of Regulation (EU) 2016/679 applies", [("Regulation (EU) 2016/679", "6")]),
    ("under Directive 2014/53/EU, Article 3", [("Directive 2014/53/EU", "3")]),
    ("GB/T 7714—2005《文后参考文献著录规则》", [("GB/T 7714-2005", "")]),
    ("依据GB/T 19001—2016/ISO 9001:2015编制", [("GB/T 19001-2016", ""), ("ISO 9001:2015", "")]),
    ("《数据中心设计规范》（GB 50174—2017）第8.4.1条", [("GB 50174-2017", "8.4.1")]),
    ("GB/T 1.1 的第3章", [("GB/T 1.1", "3")]),
    ("40 CFR § 60.4 and 15 U.S.C. § 272", [("40 CFR", "60.4"), ("15 U.S.C.", "272")]),
    ("NIST SP 800-53r5, AC-2", [("NIST SP 800-53r5", "AC-2")]),
    ("Appendix F of the yellow paper", [("yellow paper", "Appendix F")]),
    ("Table 3 Enrolment and its threats", []),
    ("第五条 国务院标准化行政主管部门", []),
    ("图1 - 级别", []),
    ("In 3.2 seconds the value of 5.5 is reached.", []),
    ("表示3个、地图1张，代表2人", []),
]


@pytest.mark.parametrize(("text", "named"), SENTENCES, ids=[text for text, _ in SENTENCES])
def test_references_in_a_sentence(text, named):
    assert [(one.normalized, one.clause) for one in references(text)] == named


def test_a_law_says_that_it_is_one():
    (one,) = references("《网络安全法》第二十一条")

    assert (one.type, one.clause, one.internal) == ("law", "21", False)


def test_a_reference_alone_in_brackets_takes_them_along():
    (one,) = references("as required in [SP 800-63B, Section 5.2.3.].")

    assert (one.text, one.normalized, one.clause) == ("[SP 800-63B, Section 5.2.3.]", "NIST SP 800-63B", "5.2.3")


@settings(max_examples=tries(200), deadline=None)
@given(st.text(alphabet="ISOGB/T 第条章附录表图AB.1209—-:()（）、,和and of见§[]", max_size=60))
def test_every_reference_lies_in_the_text_in_order(text):
    found = references(text)

    assert all(text[one.start : one.end] == one.text and one.text for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@pytest.mark.parametrize(
    "unit", ["ISO 9001, ", "见5.1和", "ETSI GS a-", "Section 1.", "《法", "NBS CIRC 1a", "of A B ", "附录A"]
)
def test_a_hostile_text_takes_time_in_proportion(unit):
    text = (unit * 25_000)[:100_000]
    began = time.process_time()

    references(text)

    assert time.process_time() - began < 3  # under half a second where nothing else runs
