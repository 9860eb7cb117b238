"""How a standard says that it is cited."""

from __future__ import annotations

from dataclasses import replace

from libraries import PROJECT

from stdpub.cli.folders import read_folder
from stdpub.model.header import Publisher
from stdpub.read.reader import read
from stdpub.write.web.citing import citation_forms

OWN = PROJECT / "standards" / "data-centre-energy"


def test_a_standard_is_cited_in_both_forms():
    chinese, international = citation_forms(read(read_folder(OWN), "en").header)

    assert chinese.whole == (
        "stdpub. Data centres — Energy efficiency indicators and evaluation: T/STDPUB 1—2026[S]. stdpub, 2026."
    )
    assert international.whole == (
        "STDPUB. T/STDPUB 1—2026, Data centres — Energy efficiency indicators and evaluation. Edition 2. stdpub, 2026-11-22."
    )


def test_a_place_goes_before_the_last_stop():
    chinese, _ = citation_forms(read(read_folder(OWN)).header)

    assert chinese.text.replace("{}", ": 5.1").endswith("stdpub, 2026: 5.1.")


def test_what_is_missing_leaves_no_gap():
    header = replace(read(read_folder(OWN)).header, publisher=Publisher("", ""), date="", edition="")
    chinese, international = citation_forms(header)

    assert chinese.whole.startswith("数据中心")
    assert ". ." not in chinese.whole + international.whole
