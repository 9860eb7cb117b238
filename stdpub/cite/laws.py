"""Folded text to the laws that it names: 《中华人民共和国标准化法》, Regulation (EU) 2016/679, Directive 2014/53/EU."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Law:
    """A law as it is named: where, its name without title marks, and the number and year that it bears."""

    start: int
    end: int
    name: str
    number: str = ""
    year: str = ""


_KIND = "法|法典|条例|规定|办法|决定|细则|通则|宪法|解释|规则"
_TITLED = re.compile(
    rf"《(?P<name>[^《》]{{2,60}}(?:{_KIND}))(?:\([^()《》]{{1,20}}\))?》(?P<note>\((?:(?P<year>(?:19|20)\d\d)年[^()]{{0,12}})\))?"
)
_PLAIN = re.compile(
    r"(?P<name>(?:中华人民共和国[\u4e00-\u9fff]{1,20}?|(?<![\u4e00-\u9fff])[\u4e00-\u9fff]{2,8}?|(?<=[按照据反和及、依])[\u4e00-\u9fff]{2,8}?)(?:法典|法|条例))"
    r"(?=第[〇零一二三四五六七八九十百千两\d]+条)"
)
_EUROPEAN = re.compile(
    r"(?:(?:Commission |Council )?(?:Implementing |Delegated )?(?:Regulation|Directive|Decision))(?: \((?:EU|EC|EEC|EU, Euratom)\))?(?: No\.? ?)? ?(?P<number>\d{2,4}/\d{2,4})(?:/(?:EU|EC|EEC))?"
)
AMERICAN = re.compile(r"(?<![\w.])(?P<number>\d{1,3}) (?:CFR|C\.F\.R\.|USC|U\.S\.C\.)(?: Part)?")
_ORDER = re.compile(
    r"(?:国务院|中华人民共和国主席|[\u4e00-\u9fff]{2,12}(?:部|总局|委员会))令 ?第 ?(?P<number>\d{1,4}) ?号"
)
_OWN = ("本法", "本条例", "本规定", "本办法", "该法", "方法", "办法")


def laws(text: str) -> Iterator[Law]:
    """Yield the laws that a folded text names, from left to right in each of its languages."""
    for found in _TITLED.finditer(text):
        yield Law(found.start(), found.end(), found["name"], year=found["year"] or "")
    for found in _PLAIN.finditer(text):
        if not found["name"].endswith(_OWN):
            yield Law(found.start(), found.end(), found["name"])
    for pattern in (AMERICAN, _ORDER):
        for found in pattern.finditer(text):
            yield Law(found.start(), found.end(), found[0], found["number"])
    for found in _EUROPEAN.finditer(text):
        years = [half for half in found["number"].split("/") if re.fullmatch(r"(?:19|20)\d\d", half)]
        yield Law(found.start(), found.end(), found[0], found["number"], years[0] if years else "")
