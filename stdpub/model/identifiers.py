"""Text to the identifiers of standards that are typed in it: GB/T 228.1—2021, ISO/IEC 27001:2022, RFC 5280.

Lenient: what a drafter misspells (`ISO-9001-2015`, `GB/T5089`) is found too, with `faults` that say how.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from stdpub.model.identifier_grammar import FAMILIES, PROVINCES, SECTORS, TRIGGER
from stdpub.model.patterns import regex


class Fault(StrEnum):
    """How a typed identifier departs from the grammar of its family."""

    YEAR_MARK = "year-mark"
    SPACING = "spacing"
    LETTER_FOR_DIGIT = "letter-for-digit"
    UNKNOWN_CODE = "unknown-code"


@dataclass(frozen=True, slots=True)
class Identifier:
    """A standard's identifier as typed: where, its family and what it names.

    `document` is the undated identifier in its proper form; `year` empty where it is undated and `—` for a draft that has
    no year yet; `normal` the whole in its proper form; `stage` a draft's (`DIS`).
    """

    start: int
    end: int
    text: str
    family: str
    document: str
    year: str
    normal: str
    stage: str = ""
    faults: tuple[Fault, ...] = ()

    @property
    def dated(self) -> bool:
        """Whether it names one edition."""
        return bool(self.year)


HINTS = (
    *("iso", "iec", "gb", "/t", "t/", "q/", "gjb", "jjf", "jjg", "db1", "db3", "db4", "—20", "—19", "-20"),
    *(
        "rfc",
        "nist",
        "sp8",
        "sp 8",
        "ieee",
        "etsi",
        "itu-",
        "ecma",
        "fips",
        "astm",
        "ansi",
        "bcp",
        "cispr",
        " en ",
        "din ",
    ),
)
"""Lower-case texts of which one stands wherever a standard is cited."""

_CHARSETS = regex(r"ISO-(?:8859|2022|10646|646)|GB-?(?:2312|18030|12345)(?![\d.—])")
_COLON = frozenset({"ISO", "IEC", "EN", "DIN", "ECMA"})
_HYPHEN = frozenset({"IEEE", "ANSI", "ASTM"})
_CHINESE_FAMILIES = frozenset({"GB", "DB", "T", "Q", "sector"})
_WIDE = regex("[\uff21-\uff3a]")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F) if chr(code) != "：" and chr(code) != "，"}
_SPACES = regex("[\u00a0\u2002-\u200a\u202f\u3000]")
_DASHES = regex("[\u2010-\u2013\u2212]")
_DIGITS = str.maketrans("OIl", "011")


def find(text: str) -> Iterator[Identifier]:
    """Yield the identifiers in a text, from left to right."""
    if _WIDE.search(text):
        text = text.translate(_NARROW)
    end = 0
    for found in TRIGGER.finditer(text):
        if found.start() >= end:
            one = at(text, found.start())
            if one is not None:
                end = one.end
                yield one


def whole(text: str) -> Identifier | None:
    """Return the identifier that a text is, None where it is anything else."""
    one = at(text, 0)
    return one if one is not None and one.end == len(text) else None


def at(text: str, start: int) -> Identifier | None:
    """Return the identifier that begins at an offset of a text."""
    if _CHARSETS.match(text, start) or not _may_begin(text, start):
        return None
    initial = text[start : start + 1] or " "
    for family, initials, pattern in FAMILIES:
        found = pattern.match(text, start) if initial in initials else None
        if found is not None and _ends(text, found.end()):
            return _identifier(family, found)
    return None


def _may_begin(text: str, start: int) -> bool:
    """Tell whether an identifier can begin here: at the head of a word, or after the first half of a double number."""
    before = text[start - 1 : start]
    if before == "/":
        return text[max(start - 2, 0)].isdigit()
    return not (before.isascii() and before.isalnum()) and before not in {"_", "-", ".", "@"}


def _ends(text: str, end: int) -> bool:
    """Tell whether a number can end before this place: not inside a word, nor before a decimal."""
    after = text[end : end + 1]
    if after.isascii() and (after.isalnum() or after == "_"):
        return False
    return not (after == "." and text[end + 1 : end + 2].isdigit())


def _identifier(family: str, found: re.Match[str]) -> Identifier | None:
    groups = found.groupdict()
    if not any(character.isdigit() for character in groups["number"]):
        return None
    number = _DASHES.sub("-", _SPACES.sub(" ", groups["number"]))
    number = number if family == "ETSI" else number.replace(" ", "")
    code = _SPACES.sub(" ", groups["code"]).strip()
    year, mark = groups.get("year") or "", (groups.get("mark") or "").strip()
    stage, kind = groups.get("stage") or "", groups.get("type") or ""
    proper, document = _proper(family, code, number.translate(_DIGITS), stage, kind)
    faults = tuple(_faults(family, found, code, mark))
    if family in _CHINESE_FAMILIES and Fault.LETTER_FOR_DIGIT in faults and not re.search(r"\d\d", number):
        return None
    joint = {**dict.fromkeys(_COLON, ":"), **dict.fromkeys(_HYPHEN, "-")}.get(
        family, "—" if family in _CHINESE_FAMILIES else " "
    )
    normal = (proper + joint + year if year else proper) + (groups.get("more") or "")
    return Identifier(found.start(), found.end(), found[0], family, document, year, normal, stage, faults)


def _proper(family: str, code: str, number: str, stage: str, kind: str) -> tuple[str, str]:
    """Return the undated identifier in its proper form, and the document it names whatever stage that is at."""
    if family == "NIST":
        return (
            f"NIST {'IR' if 'IR' in code else 'SP'} {number.upper()}",
            f"NIST {'IR' if 'IR' in code else 'SP'} {number.upper()}",
        )
    if family == "ECMA":
        return f"ECMA-{number}", f"ECMA-{number}"
    if family not in {"ISO", "IEC"}:
        return f"{code} {number}", f"{code} {number}"
    joint = "/" if code == "ISO" else " "
    first = f"{code}{joint}{stage}" if stage else code
    typed = f"{first}{' ' if stage else joint}{kind}" if kind else first
    return f"{typed} {number}", f"{code}{joint}{kind} {number}" if kind else f"{code} {number}"


def _faults(family: str, found: re.Match[str], code: str, mark: str) -> Iterator[Fault]:
    groups = found.groupdict()
    if mark and not _right_mark(family, mark, found):
        yield Fault.YEAR_MARK
    if family in _CHINESE_FAMILIES | {"ISO", "IEC"} and groups.get("gap", " ") in {"", "-", "\u2011"}:
        yield Fault.SPACING
    if family in _CHINESE_FAMILIES and set(groups["number"]) & set("OIl"):
        yield Fault.LETTER_FOR_DIGIT
    if family == "DB" and code[2:4] not in PROVINCES:
        yield Fault.UNKNOWN_CODE
    if family == "sector" and code[:2] not in SECTORS:
        yield Fault.UNKNOWN_CODE


def _right_mark(family: str, mark: str, found: re.Match[str]) -> bool:
    if family in _COLON:
        return (found["mark"] or "") == ":"
    if family in _HYPHEN:
        return mark in "-:"
    return mark == "—"


def part_of(identifier: str) -> str:
    """Return the part number that an identifier bears (`2` of GB/T 9.2 and of ISO 9-2), empty where it has none."""
    one = whole(identifier)
    if one is None:
        return ""
    number = one.document.rpartition(" ")[2]
    return number.partition("." if one.family in _CHINESE_FAMILIES else "-")[2]
