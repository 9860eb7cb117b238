"""How the identifiers of standards are built, by family, as patterns and codes.

GB/T 1.1-2020, 8.6 and 10.3; ISO/IEC Directives, Part 2, clause 10; and what other bodies print.
"""

from __future__ import annotations

import re

from stdpub.model.patterns import regex

_SECTOR_CODES = (
    "AQ BB CB CH CJ CY DA DB DL DY DZ EJ FZ GA GC GH GM GY HB HG HJ HS HY JB JC JG JR JT JY KA LB LD LS LY MH MN MR MT MZ "
    "NB NY QB QC QJ QX RB SB SC SF SH SJ SL SN SW SY TB TD TJ TY WB WH WJ WM WS WW XB XF YB YC YD YJ YS YY YZ ZB ZY"
)
_PROVINCE_CODES = (
    "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82"
)

SECTORS = frozenset(_SECTOR_CODES.split())
"""Codes of the sector standards of China."""

PROVINCES = frozenset(_PROVINCE_CODES.split())
"""Codes of the provinces, as in DB31/T; a city's four digits begin with its province's two."""

_GAP = r"[ \u00a0\u2002-\u200a\u202f\u3000]?"
_DASH = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d"
_YEAR = rf"(?:{_GAP}(?P<mark>——|--|[{_DASH}:：]){_GAP}(?P<year>(?:19|20)\d\d(?!\d)|\d\d(?!\d)))?"
_ISO_YEAR = (
    rf"(?:(?P<mark>{_GAP}[:：]{_GAP}|[{_DASH}](?=(?:19|20)\d\d(?![\d-])))(?P<year>(?:19|20)\d\d(?:-\d\d)?(?!\d)|—))?"
)
_BODIES = "IEC|IEEE|CIE|ASTM|ASME|SAE|OECD|HL7|IDF"
_STAGE = r"(?P<stage>PWI|NP|AWI|WD|CD|DIS|FDIS|PRF|DTS|FDTS|DTR|FDTR|DPAS|FDPAS|DGuide|FDGuide)"
_TYPE = r"(?P<type>TS|TR|PAS|R|Guide|GUIDE|TTA|ISP|DATA|SRD)"
_SUPPLEMENT = r"(?P<more>(?:[/+](?:Amd|AMD|Cor|COR|ISH|A|AC)[ ]?\d+(?::(?:19|20)\d\d)?){0,4})"
_CHINESE = rf"(?P<number>[\dOIl]{{1,6}}(?:\.\d{{1,3}}){{0,2}}){_YEAR}"

_ANY = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

FAMILIES: tuple[tuple[str, str, re.Pattern[str]], ...] = tuple(
    (name, initials, regex(pattern))
    for name, initials, pattern in (
        ("GB", "GJ", rf"(?P<code>GBZ?(?:/T|/Z|J|n)?|GSB|GJB(?:/Z)?|JJ[FG])(?P<gap>{_GAP}|-){_CHINESE}"),
        ("DB", "D", rf"(?P<code>DB\d\d(?:\d\d)?(?:/T?)?)(?P<gap>{_GAP}){_CHINESE}"),
        ("T", "T", rf"(?P<code>T/[A-Z][A-Z0-9]{{1,11}})(?P<gap>{_GAP}){_CHINESE}"),
        ("Q", "Q", rf"(?P<code>Q/[A-Z][A-Z0-9]{{1,11}})(?P<gap>{_GAP}){_CHINESE}"),
        ("sector", _ANY, rf"(?P<code>[A-Z]{{2}}/[TZ])(?P<gap>{_GAP}){_CHINESE}"),
        ("sector", _ANY, (rf"(?P<code>(?:{'|'.join(sorted(SECTORS))}))(?P<gap>{_GAP})(?P<number>\d{{1,6}}(?:\.\d{{1,3}})?)"
         rf"(?P<mark>——|--|[{_DASH}])(?P<year>(?:19|20)\d\d(?!\d))")),
        ("ISO", "I", (rf"(?P<code>ISO(?:/(?:{_BODIES})){{0,3}})(?:[ /]{_STAGE})?(?:[ /]{_TYPE})?(?P<gap>[ \u00a0\u2011-]?)"
         rf"(?P<number>\d{{1,6}}(?:[{_DASH}](?!(?:19|20)\d\d(?![\d-]))[0-9A-Z]{{1,4}}(?![0-9A-Za-z])){{0,3}}){_ISO_YEAR}{_SUPPLEMENT}")),
        ("ISO", "I", rf"(?P<code>IWA)(?P<gap>{_GAP})(?P<number>\d{{1,4}}(?:-\d{{1,2}})?){_ISO_YEAR}"),
        ("IEC", "IC", (rf"(?P<code>(?:IEC|CISPR)(?:/(?:IEEE|ASTM|ISO)){{0,2}})(?:[ /]{_STAGE})?(?:[ /]{_TYPE})?(?P<gap>[ \u00a0\u2011-]?)"
         rf"(?P<number>\d{{1,6}}(?:[{_DASH}](?!(?:19|20)\d\d(?![\d-]))\d{{1,4}}[A-Za-z]?(?![0-9A-Za-z])){{0,4}}){_ISO_YEAR}{_SUPPLEMENT}")),
        ("ETSI", "E", (r"(?P<code>ETSI (?:EN|ES|TS|TR|EG|GS|GR|ETS|ETR|SR)) (?P<number>\d{3}(?: \d{3})?(?:-\d{1,3}){0,3})"
         r"(?: (?P<year>[Vv]\d{1,3}\.\d{1,3}\.\d{1,3}(?: \((?:19|20)\d\d-\d\d\))?))?")),
        ("EN", "BDEFNSUp", (rf"(?P<code>(?:pr|Fpr)?(?:(?:DIN|BS|NF|UNE|UNI|NEN|SS|SN) )?EN(?: ISO/IEC| ISO| IEC)?(?: TS| TR)?)(?P<gap> ?)"
         rf"(?P<number>\d{{3,6}}(?:-\d{{1,4}}){{0,3}}){_ISO_YEAR}{_SUPPLEMENT}")),
        ("DIN", "BCDJP", rf"(?P<code>DIN|BS|JIS [A-Z]|PAS|CWA)(?P<gap> ?)(?P<number>\d{{3,6}}(?:-\d{{1,4}}){{0,2}}){_ISO_YEAR}"),
        ("ITU", "I", r"(?P<code>ITU-[TR]) (?P<number>[A-Z]{1,3}\.\d{1,5}(?:\.\d{1,4})*(?:-\d{1,3})?)(?: \((?P<year>(?:\d\d/)?(?:19|20)\d\d)\))?"),
        ("IEEE", "I", (rf"(?P<code>IEEE(?: Std)?)(?P<gap> )(?P<number>P?[A-Z]?\d{{1,6}}(?:\.\d{{1,4}}[A-Za-z]{{0,3}}){{0,3}})"
         rf"(?:(?P<mark>[{_DASH}:])(?P<year>(?:19|20)\d\d(?!\d)))?")),
        ("ASTM", "A", r"(?P<code>ASTM) (?P<number>[A-G]\d{1,5}(?:/[A-G]\d{1,5}M)?M?)(?:-(?P<year>\d\d(?:\d\d)?[a-z]?)(?:\(\d{4}\))?)?"),
        ("ANSI", "A", (rf"(?P<code>ANSI(?:/[A-Z]{{2,6}}){{0,2}}) (?P<number>[A-Z]{{0,3}}\d{{1,5}}(?:\.\d{{1,4}}){{0,3}})"
         rf"(?:(?P<mark>[{_DASH}:])(?P<year>(?:19|20)\d\d(?!\d)))?")),
        ("NIST", "INS", (r"(?P<code>(?:NIST )?(?:SP|IR) ?|NIST )(?P<number>800-\d{1,3}(?:-\d)? ?[A-Za-z]?(?![A-Za-z])|8\d{3}[A-Z]?(?!\d))"
         r"(?:(?:pt\d)?(?P<year>r\d{1,2}|(?:,? Rev(?:\.|ision) ?\d{1,2})))?")),
        ("FIPS", "F", r"(?P<code>FIPS(?: PUB)?) (?P<number>\d{2,3}(?:-\d{1,2})?)"),
        ("RFC", "BRS", r"(?P<code>RFC|BCP|STD)(?P<gap>[ \u00a0-]?)(?P<number>\d{1,5})(?!\d)"),
        ("ECMA", "E", rf"(?P<code>ECMA)(?P<gap>[ -])(?P<number>\d{{2,3}})(?!\d){_ISO_YEAR}"),
    )
)  # fmt: skip
"""The families in the order in which they are tried: name, letters that the code begins with, pattern. Groups: code, gap, number, mark, year, stage, type, more."""

TRIGGER = regex(
    r"(?:ISO|IEC|IWA|CISPR|ETSI|IEEE|ASTM|ANSI|NIST|FIPS|ECMA|RFC|BCP|STD|ITU-|DIN|BS|JIS|PAS|CWA|UNE|UNI|NEN|NF|SS|SN|SP|EN"
    r"|prEN|FprEN|IR|GSB|JJ[FG]|GJB|GB|DB\d\d|[TQ]/|[A-HJ-Z][A-Z](?:/[TZ]|[ \u00a0\u3000]?\d))"
)
"""Where an identifier may begin; `at` tells whether one does."""
