"""Citations of other standards of the library: what they print, where they lead, what is said of those that lead nowhere."""

from __future__ import annotations

import re

import pytest

from stdpub.model.folder import Folder
from stdpub.model.inlines import Citation
from stdpub.model.rewriting import Rewriter
from stdpub.model.source import Severity
from stdpub.model.surroundings import Surroundings
from stdpub.pipeline import check
from stdpub.read.reader import read
from stdpub.write.html_page import write_html
from stdpub.write.json_record import write_json
from stdpub.write.schema import validate_xml
from stdpub.write.sts_xml import write_xml

PUE = """---
identifier: T/STDPUB 2
date: 2026-11-22
language: zh
title: 数据中心
rulebook: gb-t-1.1
---

# 要求 {#requirements}

## 电能利用效率 {#efficiency}

年平均电能利用效率应低。 {#pue-limit}

按[@pue]计算，见[@limits]。

表：限值 {#limits}

| 等级 | 限值 |
|------|------|
| A    | 1.3  |

$$ P = E $$ {#pue}

# 方法 {#method .annex .normative}

测量全年。
"""
ENGLISH = """---
language: en
title: Data centres
---

# Requirements {#requirements}

## Efficiency {#efficiency}

The annual mean shall be low. {#pue-limit}
"""
LIBRARY = {
    "t-stdpub-2": Folder("t-stdpub-2", {"standard.md": PUE.encode()}, {}),
    "both": Folder("both", {"standard.md": PUE.encode(), "standard.en.md": ENGLISH.encode()}, {}),
    "undated": Folder("undated", {"standard.md": PUE.replace("date: 2026-11-22\n", "").encode()}, {}),
}
HEADERS = {
    "zh": "---\nidentifier: T/X 1\nlanguage: zh\ntitle: 储罐\nrulebook: gb-t-1.1\n---\n\n# 通气 {#vents}\n\n",
    "en": "---\nidentifier: X 1\nlanguage: en\ntitle: Tanks\nrulebook: iso-iec-part-2\n---\n\n# Vents {#vents}\n\n",
}


class Citations(Rewriter):
    """Gathers the citations of a standard."""

    def __init__(self, standard):
        self.found = []
        self.standard(standard)

    def inlines(self, nodes):
        self.found.extend(node for node in nodes if isinstance(node, Citation))
        return nodes


def cited(language, text, neighbours=LIBRARY):
    """Return the standard that a text is, and the first citation in it."""
    standard = read(Folder("x", {"standard.md": (HEADERS[language] + text + "\n").encode()}, {}), "", neighbours)
    return standard, next(iter(Citations(standard).found), None)


@pytest.mark.parametrize(
    ("language", "written", "printed", "address"),
    [
        ("zh", "[@t-stdpub-2@2026]", "T/STDPUB 2—2026", "/standards/t-stdpub-2/2026"),
        ("zh", "[@t-stdpub-2]", "T/STDPUB 2", "/standards/t-stdpub-2"),
        ("zh", "[@t-stdpub-2@2026#requirements]", "T/STDPUB 2—2026第1章", "/standards/t-stdpub-2/2026/~requirements"),
        ("zh", "[@t-stdpub-2@2026#pue-limit]", "T/STDPUB 2—2026中1.1", "/standards/t-stdpub-2/2026/~pue-limit"),
        ("zh", "[@t-stdpub-2@2026#limits]", "T/STDPUB 2—2026表1", "/standards/t-stdpub-2/2026/~limits"),
        ("zh", "[@t-stdpub-2@2026#pue]", "T/STDPUB 2—2026中的公式（1）", "/standards/t-stdpub-2/2026/~pue"),
        ("zh", "[@t-stdpub-2@2026#method]", "T/STDPUB 2—2026附录A", "/standards/t-stdpub-2/2026/~method"),
        ("zh", "[@t-stdpub-2@2026, 1.1]", "T/STDPUB 2—2026中1.1", "/standards/t-stdpub-2/2026/1.1"),
        ("en", "[@t-stdpub-2@2026#pue-limit]", "T/STDPUB 2—2026, 1.1", "/standards/t-stdpub-2/2026/~pue-limit"),
        ("en", "[@t-stdpub-2@2026#limits]", "T/STDPUB 2—2026, Table 1", "/standards/t-stdpub-2/2026/~limits"),
        ("en", "[@both@2026#requirements]", "T/STDPUB 2—2026, Clause 1", "/standards/both/2026/~requirements"),
        ("en", "[@undated@draft#limits]", "T/STDPUB 2, Table 1", "/standards/undated/draft/~limits"),
    ],
)
def test_what_is_printed_and_where_it_leads(language, written, printed, address):
    standard, found = cited(language, f"See {written}.")

    assert (printed, address) == (found.text, found.address)
    assert () == standard.diagnostics


def test_words_of_the_author_are_kept():
    standard, found = cited("en", "See [the limit][@t-stdpub-2@2026#pue-limit].")

    assert ("", "the limit") == (found.text, found.children[0].text)
    assert () == standard.diagnostics


@pytest.mark.parametrize(
    ("written", "rule", "message", "help_"),
    [
        ("[@t-stdpub-3@2026]", "unknown-standard", "no standard `t-stdpub-3` in the library", "`t-stdpub-2`"),
        ("[@t-stdpub-2@2026#pue-limits]", "undefined-key", "no key `pue-limits` in `t-stdpub-2`", "`pue-limit`"),
        ("[@t-stdpub-2#limits]", "undated-element", "an element of `t-stdpub-2`", "`[@t-stdpub-2@2026#limits]`"),
        ("[@t-stdpub-2, 1.1]", "undated-element", "an element of `t-stdpub-2`", "`[@t-stdpub-2@2026, 1.1]`"),
        ("[@t-stdpub-2@2024#limits]", "other-edition", "edition `2024` of `t-stdpub-2`", "`2026`"),
        ("[@../x@2026]", "unknown-standard", "no standard `../x` in the library", ""),
        ("[@vnets]", "undefined-key", "no key `vnets`", "`vents`"),
    ],
)
def test_what_leads_nowhere_is_reported_once_with_the_nearest(written, rule, message, help_):
    standard, _ = cited("en", f"See {written}.")
    (found,) = standard.diagnostics

    assert rule == found.rule
    assert found.message.en.startswith(message)
    assert help_ in (found.help.en if found.help else "")
    assert (10, 5) == (found.at.line, found.at.column)


def test_an_edition_that_is_not_there_is_a_warning_and_still_linked():
    standard, found = cited("en", "See [@t-stdpub-2@2024#old].")

    assert Severity.WARNING is standard.diagnostics[0].severity
    assert ("T/STDPUB 2—2024", "/standards/t-stdpub-2/2024/~old") == (found.text, found.address)


def test_a_standard_that_stands_alone_prints_what_is_written():
    standard, found = cited("en", "See [@t-stdpub-2@2026#pue-limit].", {})

    assert ("t-stdpub-2@2026", "") == (found.text, found.address)
    assert () == standard.diagnostics


def test_a_neighbour_is_read_only_where_it_is_cited_and_once():
    class Counting(dict):
        asked = 0

        def get(self, slug, default=None):
            Counting.asked += 1
            return super().get(slug, default)

    _, found = cited("en", "See [@t-stdpub-2@2026], [@t-stdpub-2@2026#limits] and [@vents].", Counting(LIBRARY))

    assert "T/STDPUB 2—2026" == found.text
    assert 1 == Counting.asked


def test_all_forms_carry_the_address():
    standard, _ = cited("zh", "见[@t-stdpub-2@2026#pue-limit]。")
    xml = write_xml(standard)

    assert () == validate_xml(xml)
    assert re.search(
        r'<std type="dated"><std-id-group><std-id [^>]*>t-stdpub-2@2026#pue-limit</std-id></std-id-group>'
        r'<std-ref type="dated">T/STDPUB 2—2026</std-ref>中1.1</std>',
        xml.decode(),
    )
    assert 'href="/standards/t-stdpub-2/2026/~pue-limit">T/STDPUB 2—2026中1.1</a>' in write_html(standard).decode()
    assert '"address":"/standards/t-stdpub-2/2026/~pue-limit"' in write_json(standard).decode()


def test_checking_knows_the_neighbours():
    text = HEADERS["en"] + "See [@t-stdpub-3@2026].\n"
    (standard,) = check(Folder("x", {"standard.md": text.encode()}, {}), Surroundings(neighbours=LIBRARY))

    assert "unknown-standard" in {found.rule for found in standard.diagnostics}
