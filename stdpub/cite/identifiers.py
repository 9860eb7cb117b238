"""Folded text to the identifiers of standards in it: GB/T 228.1-2021, ISO/IEC 27001:2022, ITU-T X.509 (10/2019)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdpub.cite.families import BEGINNINGS, FAMILIES, Family


@dataclass(frozen=True, slots=True)
class Identifier:
    """A standard's identifier: where it stands in the folded text, its members, and the whole in its normal form.

    `year` is what dates it (a year, a version, month and year), `amendment` the supplements as printed; empty where absent.
    `document` is the normal form without what dates and amends it.
    """

    start: int
    end: int
    family: str
    publisher: str
    type: str
    number: str
    part: str
    year: str
    amendment: str
    stage: str
    normal: str
    document: str

    @property
    def dated(self) -> bool:
        """Whether it names one edition."""
        return bool(self.year)


_CHINESE = frozenset({"GB", "DB", "T", "Q", "sector"})
_CHARSET = re.compile(r"ISO-(?:8859|2022|10646|646)|GB-?(?:2312|18030|12345)(?![\d.-])")
_SHORT_EN = re.compile(r"EN ?\d\d?|HD ?\d{1,4}")
"""Few figures after letters that mean other things too are no standard without a year."""

_ALL_PARTS = re.compile(r" ?\((?:所有部分|all parts)\)")
_AMENDING = re.compile(r"第(\d+)号修改单")


def identifiers(text: str) -> Iterator[Identifier]:
    """Yield the identifiers in a folded text from left to right; the second half of a double number comes by itself."""
    end = 0
    for found in BEGINNINGS.finditer(text):
        if found.start() >= end:
            one = identifier_at(text, found.start())
            if one is not None:
                end = one.end
                yield one


def identifier_at(text: str, start: int) -> Identifier | None:
    """Return the identifier that begins at an offset of a folded text, None where there is none."""
    if not _may_begin(text, start) or _CHARSET.match(text, start):
        return None
    best: Identifier | None = None
    for family in FAMILIES:
        found = family.pattern.match(text, start)
        if found is None or _SHORT_EN.fullmatch(found[0]):
            continue
        if _may_end(text, found.end()) and (best is None or found.end() > best.end):
            best = _identifier(family, found, text)
    return best


def _may_begin(text: str, start: int) -> bool:
    """Tell whether an identifier can begin here: at the head of a word, or after the first half of a double number."""
    before = text[start - 1 : start]
    if before == "/":
        return text[max(start - 2, 0)].isdigit()
    return not (before.isascii() and before.isalnum()) and before not in {"_", "-", ".", "@"}


def _may_end(text: str, end: int) -> bool:
    """Tell whether an identifier can end before this place: not inside a word, nor before a decimal."""
    after = text[end : end + 1]
    if after.isascii() and (after.isalnum() or after == "_"):
        return False
    return not (after == "." and text[end + 1 : end + 2].isdigit())


def _identifier(family: Family, found: re.Match[str], text: str) -> Identifier:
    groups = {name: value or "" for name, value in found.groupdict().items()}
    number, part = _parted(family.name, groups.get("number", ""))
    every = _ALL_PARTS.match(text, found.end())
    return Identifier(
        start=found.start(),
        end=every.end() if every else found.end(),
        family=family.name,
        publisher=_publisher(family.name, groups),
        type=groups.get("type", ""),
        number=number,
        part="all" if every else part,
        year="—" if groups.get("year") == "-" else groups.get("year", "").strip("()"),
        amendment=_amendment(groups),
        stage=groups.get("stage", ""),
        normal=_normal(family, groups, found) + (" (all parts)" if every else ""),
        document=_normal(family, {**groups, "year": "", "more": ""}, found) if family.name != "PCI" else groups["code"],
    )


def _parted(family: str, number: str) -> tuple[str, str]:
    if family in _CHINESE:
        head, _, part = number.partition(".")
        return head, part
    if family in {"ISO", "IEC", "EN", "DIN", "ETSI"} and number[:1].isdigit():
        head, _, part = number.partition("-")
        return head, part
    return number, ""


def _publisher(family: str, groups: dict[str, str]) -> str:
    """Return the body: what stands before stage and type, without `ETSI`'s kind of document."""
    code = groups["code"].strip()
    if family in {"NIST", "FIPS"}:
        return "NBS" if code.startswith("NBS") else "NIST"
    if family in {"ETSI", "ECMA", "PCI"}:
        return code.split(" ")[0]
    if family == "IEEE":
        return code.split(" ")[0]
    return code.split("/")[0] if family in {"GB", "sector", "DB"} else code


def _amendment(groups: dict[str, str]) -> str:
    more = groups.get("more", "")
    chinese = _AMENDING.search(more)
    return f"XG{chinese[1]}" if chinese else (groups.get("supplement", "") + more).strip(" /+")


def _normal(family: Family, groups: dict[str, str], found: re.Match[str]) -> str:
    """Return an identifier as it is printed by its body, but with a hyphen before the year of Chinese ones."""
    name = family.name
    code, number = groups["code"].strip(), groups.get("number", "")
    if name in _CHINESE:
        return _normal_chinese(code, number, groups)
    if name == "NIST":
        return _normal_nist(code, number, groups)
    if name == "RFC":
        return f"{code} {number}"
    if name == "ECMA":
        kind = f"-{groups['type']}" if groups.get("type") else ""
        year = f":{groups['year']}" if groups.get("year") else ""
        return f"{code}-{number}{kind}{year}"
    if name == "FIPS":
        return f"FIPS {number}"
    if name == "PCI":
        return f"{code} {groups['year'].lstrip('v')}"
    return _printed(family, groups, found)


def _printed(family: Family, groups: dict[str, str], found: re.Match[str]) -> str:
    """Return the matched text with one space before the number and the family's own sign before the year."""
    begin = found.start("number")
    head = found.string[found.start() : begin].rstrip(" ")
    if family.name in {"ISO", "IEC"} and head.endswith("-"):
        head = head[:-1]
    head = re.sub(r" (?:Rec\.|Recommendation)$", "", head)
    year = groups.get("year", "")
    dated = ""
    if year:
        dated = family.joint + (
            "—" if year == "-" else year[0].upper() + year[1:] if family.name == "ETSI" and year[0] == "v" else year
        )
    joint = "" if head.endswith("-") else " "
    return f"{head}{joint}{groups['number']}{groups.get('supplement', '')}{dated}{groups.get('more', '')}"


def _normal_chinese(code: str, number: str, groups: dict[str, str]) -> str:
    kind = groups.get("type", "")
    if kind and not code.endswith(f"/{kind}"):
        code = code.removesuffix(kind).removesuffix("/") + f"/{kind}"
    year = f"-{groups['year']}" if groups.get("year") else ""
    more = groups.get("more", "")
    chinese = _AMENDING.search(more)
    return f"{code} {number}{year}" + (
        f"/XG{chinese[1]}" if chinese else more.replace("-XG", "/XG").replace("XG ", "XG")
    )


def _normal_nist(code: str, number: str, groups: dict[str, str]) -> str:
    series = groups.get("type", "") or ("IR" if number.startswith("8") and "-" not in number else "SP")
    body = "NBS" if code.startswith("NBS") else "NIST"
    number = number.replace(" ", "")
    if re.fullmatch(r"1?800-\d+[a-z]", number):
        number = number[:-1] + number[-1].upper()
    revision = re.fullmatch(r",? Rev(?:\.|ision)? ?(\d+)", groups.get("more", ""))
    return f"{body} {series} {number}" + (f"r{revision[1]}" if revision else groups.get("more", ""))
