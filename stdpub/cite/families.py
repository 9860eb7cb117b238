"""How the identifiers of standards are built, by family, as patterns over folded text, and the codes they use.

GB/T 1.1-2020, 8.6 and 10.3; ISO/IEC Directives, Part 2, clause 10; and what other bodies print on their documents.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from stdpub.model.identifier_grammar import SECTORS


class Family(NamedTuple):
    """A family of identifiers: its name, the sign before its year, and its pattern.

    Groups: code, gap, stage, type, number, mark, year, more, of which any may be missing.
    """

    name: str
    joint: str
    pattern: re.Pattern[str]


_FOUR = r"(?:1[89]|20)\d\d(?!\d)"
_CHINESE_YEAR = rf"(?: ?(?P<mark>--?|:) ?(?P<year>{_FOUR}|\d\d(?![\d.])))?"
_CHINESE_NUMBER = r"(?P<number>\d{1,6}[A-Z]?(?:\.\d{1,4}){0,3}(?:~\d{1,6}(?:\.\d{1,4}){0,2})?)"
_CHINESE_MORE = r"(?P<more>(?:[/-]XG ?\d{1,2}(?:-(?:19|20)\d\d)?| ?第\d{1,2}号修改单)?)"
_CHINESE = rf"(?P<gap>[ -]?){_CHINESE_NUMBER}{_CHINESE_YEAR}{_CHINESE_MORE}"

_STAGE = (
    r"(?P<stage>PWI|NWIP|NP|AWI|preCD|PreCD|WDS?|CDV?|FCD|PDTR|PDTS|PDISP|FPDISP|DISP|DIS|FDIS|PRF|DTS|FDTS|DTR|FDTR"
    r"|DPAS|FDPAS|DGuide|FDGuide|DIWA|PDAM|CD-TS|CD-TR)"
)
_TYPE = r"(?P<type>TS|TR|PAS|R|Guide|GUIDE|TTA|ISP|DATA|SRD|WP)"
_SUPPLEMENT = (
    r"(?:[/+](?:(?:PWI|NP|AWI|WD|CD|DIS|PRF) )?(?:F?PD?AM|FPDAM|F?DAM|F?DAmd|F?DCOR|F?DCor|pDCOR|AMD|Amd|AM|COR|Cor|ADD|Add|SUPPL|Suppl"
    r"|EXT|Ext|ISH|FRAGF?|NWIP)\.? ?\d{1,3}(?:\.\d{1,2})?(?::(?:19|20)\d\d(?:-\d\d)?)?)"
)
_LANGUAGE = r"(?: ?\((?:[EFRASD](?:[/,][EFRASD])*|[a-z]{2}(?:[/,][a-z]{2})*)\))?"
_PART = rf"(?:-(?!{_FOUR}(?![-:A-Za-z]))[0-9A-Za-z]{{1,5}}(?:\.\d{{1,2}}(?=:))?(?![0-9A-Za-z]))"
_COLON_YEAR = rf"(?: ?(?P<mark>:|-(?={_FOUR})) ?(?P<year>{_FOUR}(?:-\d\d(?!\d)){{0,2}}|-))?"
_NOT_A_BODY = r"(?!TS|TR|PAS|R\b|Guide|GUIDE|TTA|ISP|DATA|TC\b|SC\b|JTC|PC\b|WG|CS\b|TMB|PWI|NP|AWI|WD|CD|DIS|FDIS|PRF|F?D(?:TS|TR|PAS))"
_BODIES = rf"(?:/{_NOT_A_BODY}[A-Z][A-Z0-9]{{1,5}})"
_EDITION = r"(?: (?:CSV|SER|RLV|CMV|EXV|PAC|PRV|DB)(?:-(?:CSV|SER|RLV|CMV|EXV))?)?"

_NATIONAL = "DIN|BS|NF|UNE|UNI|NEN|SS|SN|ÖNORM|OENORM|SIST|PN|PD|CSN|ČSN|DS|LST|EVS|I.S."
_EUROPEAN = r"EN|ENV|HD|CWA|CEN(?:[/-](?:CLC|CENELEC))?(?:/ETSI)?|CLC|CENELEC"
_ADOPTED = r"(?: (?:ISO(?:/(?:IEC|ASTM|CIE|IEEE|SAE))*|IEC(?:/IEEE)?|CISPR|ETSI))"
_EURO_MORE = rf"(?P<more>(?:[/+](?:pr|Fpr)?(?:A[ACM]?|corrigendum|CORR\.?|C) ?\d{{0,3}}(?![0-9A-Za-z])(?::{_FOUR}(?:-\d\d)?)?){{0,6}})"
_ETSI_NUMBER = (
    r"(?P<number>(?:\d{3} \d{3}|(?:GSM )?\d{2}\.\d{2,3}|[A-Za-z][A-Za-z0-9]{1,8}(?:[-/][A-Za-z0-9]{1,10}){0,3} ?\d{2,4}|\d{1,3})"
    r"(?:-[A-Za-z0-9.]{1,6}(?![A-Za-z])){0,4})(?P<supplement>(?:/[AC]\d{1,2})?)"
)
_ETSI_VERSION = (
    r"(?:,? (?:version )?(?P<year>[Vv]\d{1,3}\.\d{1,3}\.\d{1,3}|ed\. ?\d{1,2})(?P<more> \((?:19|20)\d\d-\d\d\))?)?"
)

_ITU_DATE = rf"\((?:\d\d/)?{_FOUR}\)"
_ITU_NUMBER = r"\d{1,5}(?:\.\d{1,4})*(?:-\d{1,4})*(?:bis|ter|quater|[a-zA-Z](?![A-Za-z0-9]))?"
_ITU_ONE = rf"(?:[A-Z]{{1,5}}\.(?:{_ITU_NUMBER}|ISO/IEC \d+)|[A-Z]{{1,5}}-[A-Z0-9]{{1,5}}(?:-\d{{1,4}})?)(?: (?:bis|ter|quater)\b)?(?: [A-R](?![A-Za-z.0-9]))?"
_ITU_MARK = r"(?:Annex|Appendix|App\.|Suppl\.|Supplement|Amd\.?|Amend\.?|Cor\.|Corr\.|Err\.|Erratum|Add\.|Imp\.?)"
_ITU_MORE = (
    rf"(?P<more>(?:[ /](?:Technical )?{_ITU_MARK} ?(?:[0-9]{{1,3}}(?:\.\d{{1,2}})?|[IVX]{{1,5}}(?![A-Za-z])|[A-Z]\d{{0,2}}\+?(?![A-Za-z]))"
    rf"(?: {_ITU_DATE})?){{0,4}})"
)

_NIST_SERIES = (
    r"SP(?:\([A-Z0-9]{2,4}\))?|IR|FIPS(?: PUB)?|TN|HB|AI|AMS|BH|BMS|BSS|BRPD-CRPL-D|CIRC|CIS|CRPL(?:-F-[AB])?|CS(?:-E)?|CSM|CSWP|CSRC"
    r"|DCI|EAB|GCR|IP|JPCRD|JRES|LCIRC|LC|MONO|MN|MP|NCSTAR|NSRDS|NWIRP|OWMWP|PC|PS|RPT|SIBS|TIBM|TTB|VTS|SRM|CSF|PF|NSIR"
)
_NIST_NUMBER = r"(?=[\w.-]*\d)[0-9A-Za-z]+(?:[-./+_]?(?:\([a-z]{2,5}\)|[0-9A-Za-z]+)){0,12}"
_NIST_MORE = (
    r"(?P<more>(?:,? (?:Rev(?:\.|ision)? ?\d{1,2}|rev \d{4}|Vol(?:\.|ume)? ?\d{1,2}|Part \d{1,2}|Suppl?\.?|[Ee]rrata|i?[1-4]?[ifp]p[rd]d?|[IF]PD|\dPD)"
    r"(?![A-Za-z0-9])){0,3})"
)

FAMILIES: tuple[Family, ...] = tuple(
    Family(name, joint, re.compile(pattern))
    for name, joint, pattern in (
        ("GB", "-", rf"(?P<code>GSB)(?P<gap> ?)(?P<number>\d{{2}}-\d{{3,5}})(?P<mark>-)(?P<year>{_FOUR})"),
        ("GB", "-", rf"(?P<code>GBZ?(?:/?(?P<type>T|Z)(?![A-Z])|J(?:/T)?|n)?|GSB|GJB(?:/?Z)?|(?:JGJ|CJJ)(?:/T)?|CECS|TSG|CNAS-[A-Z]{{2}}|GHZB|GWKB|GWPB|JJ[FG](?:\([^()]{{1,8}}\))?){_CHINESE}"),
        ("DB", "-", rf"(?P<code>DBS?\d\d(?:\d\d)?(?:/(?P<type>T)?)?){_CHINESE}"),
        ("T", "-", rf"(?P<code>T/[A-Z][A-Z0-9]{{1,11}}){_CHINESE}"),
        ("Q", "-", rf"(?P<code>Q/[A-Z0-9]{{2,14}}(?: [A-Z]{{2,6}})?){_CHINESE}"),
        ("sector", "-", rf"(?P<code>[A-Z]{{2}}/(?P<type>T|Z)){_CHINESE}"),
        ("sector", "-", rf"(?P<code>(?:{'|'.join(sorted(SECTORS))}))(?P<gap> ?)(?P<number>\d{{1,6}}(?:\.\d{{1,3}}){{0,2}})(?P<mark>--?)(?P<year>{_FOUR})"),
        ("ISO", ":", rf"(?P<code>ISO(?:/IEC)?)(?P<gap> )(?P<number>(?:DIR|Directives),?(?: (?:Part )?\d|(?: JTC 1)?(?: (?:ISO|IEC|JTC 1) SUP| SUP)){{1,3}})(?::(?P<year>{_FOUR}(?:-\d\d)?))?"),
        ("ISO", ":", rf"(?P<code>ISO{_BODIES}{{0,4}})(?:[ /]{_STAGE})?(?:[ /]{_TYPE})?(?P<gap> |(?=\d)|-(?=\d{{4,5}}))(?P<number>P?\d{{1,6}}{_PART}{{0,4}}(?:/\d{{1,2}}(?=:|-(?:19|20)))?(?(stage)(?:\.\d{{1,2}})?|)){_COLON_YEAR}(?P<more>{_SUPPLEMENT}{{0,4}}(?: Ed ?\d{{1,2}})?{_LANGUAGE})"),
        ("ISO", ":", rf"(?P<code>IWA)(?P<gap> ?)(?P<number>\d{{1,4}}(?:-\d{{1,2}})?){_COLON_YEAR}(?P<more>{_LANGUAGE})"),
        ("IEC", ":", rf"(?P<code>(?:IEC(?:/(?:IEEE|ASTM|ISO|CIE)){{0,2}}(?: CISPR|/CISPR)?|CISPR))(?:[ /]{_STAGE})?(?:[ /]{_TYPE})?(?P<gap> |(?=\d)|-(?=\d{{5}}))(?P<number>\d{{1,6}}{_PART}{{0,5}}(?:-SER|-DB)?(?(stage)(?:\.\d{{1,2}})?|)){_COLON_YEAR}(?P<more>{_SUPPLEMENT}{{0,8}}{_EDITION}{_SUPPLEMENT}{{0,3}}(?: ED ?\d{{1,2}}(?:\.\d{{1,2}})?)?{_LANGUAGE})"),
        ("IEC", ":", rf"(?P<code>IEC(?:EE|Ex|Q)(?: (?:OD|TRF|CB|CTL|QC|DS|IEC))?)(?P<gap>[ -])(?P<number>[A-Z]{{0,4}}[ -]?\d{{1,6}}(?:[-./_][0-9A-Za-z]{{1,5}}){{0,4}}[A-Z]?)(?::(?P<year>{_FOUR}))?"),
        ("ETSI", " ", rf"(?P<code>ETSI (?P<type>EN|ES|TS|TR|EG|GS|GR|ETS|ETR|SR|GTS|I-ETS|TBR|TCRTR|NET|TCTR|TC-TR))(?P<gap> ){_ETSI_NUMBER}{_ETSI_VERSION}"),
        ("EN", ":", rf"(?P<code>(?:(?:{_NATIONAL})[ -])?(?:pr|Fpr)?(?:{_EUROPEAN})(?:[ /](?:TS|TR|Guide|GUIDE|WS))?{_ADOPTED}?(?:[ /](?:TS|TR|Guide|PAS|IEEE))?)(?P<gap> ?)(?P<number>\d{{1,6}}(?:\.\d{{1,3}}){{0,4}}(?: S\d)?{_PART}{{0,4}}){_COLON_YEAR}{_EURO_MORE}"),
        ("EN", ":", rf"(?P<code>(?:pr)?(?:CR|ES|ECISS/IC|HD|R\d{{3}}))(?P<gap> )(?P<number>\d{{2,6}}{_PART}{{0,4}})(?P<mark>:)(?P<year>{_FOUR}){_EURO_MORE}"),
        ("DIN", ":", rf"(?P<code>(?:DIN|BS|NF|PD|UNE|UNI|NEN)(?: (?:ISO(?:/IEC)?|IEC)(?:[ /](?:TS|TR|PAS))?| VDE)?|JIS [A-Z]|KS [A-Z](?: (?:ISO(?:/IEC)?|IEC))?|NF [A-Z]|PAS|ÖNORM [A-Z])(?P<gap> ?)(?P<number>\d{{2,6}}{_PART}{{0,3}}){_COLON_YEAR}{_EURO_MORE}"),
        ("DIN", ":", rf"(?P<code>AS(?:/NZS)?)(?P<gap> )(?P<number>\d{{2,6}}(?:\.\d{{1,3}}){{0,3}})(?P<mark>:)(?P<year>{_FOUR})"),
        ("ITU", " ", rf"(?P<code>ITU-[TRD])(?P<gap> )(?:Rec(?:\.|ommendation) )?(?P<number>(?:OB[. ]|Operational Bulletin No\.? ?)\d{{1,5}})(?: (?P<year>{_ITU_DATE}))?{_ITU_MORE}"),
        ("ITU", " ", rf"(?P<code>ITU-[TRD])(?P<gap> )(?:Rec(?:\.|ommendation) )?(?P<number>{_ITU_ONE}(?:/{_ITU_ONE}){{0,3}}(?: series(?= Suppl))?(?: \(V\d{{1,3}}\)| [vV]\.?\d{{1,3}})?)(?: (?P<year>{_ITU_DATE}))?{_ITU_MORE}"),
        ("ITU", " ", rf"(?P<code>ITU-[TRD])(?P<gap> )(?P<number>[A-Z](?:-?\d{{1,3}}(?:-\d{{1,3}})?)?(?: series)?(?= Suppl))(?P<more> Suppl\. ?\d{{1,3}}(?:\.\d{{1,2}})?(?: {_ITU_DATE})?(?: (?:Amd|Cor|Err)\.? \d{{1,2}}(?: {_ITU_DATE})?)?)"),
        ("IEEE", "-", rf"(?P<code>(?:ANSI/)?IEEE(?:/[A-Z]{{2,5}}){{0,3}}(?: Std\.?| Standard)?)(?P<gap> )(?P<number>P?[A-Z]?\d{{1,6}}(?:\.\d{{1,4}})*(?:[A-Za-z]{{1,4}}(?![A-Za-z]))?(?:\.\d{{1,3}}[a-z]{{0,2}})*(?:/D\d{{1,2}}(?:\.\d{{1,2}})?)?)™?(?:(?P<mark>[-:])(?P<year>{_FOUR}))?(?P<more>(?:/(?:Cor|Amd|INT) ?\d{{1,2}}(?:-(?:19|20)\d\d)?)?)"),
        ("ASTM", "-", r"(?P<code>ASTM)(?P<gap> )(?P<number>[A-G]\d{1,5}(?:/[A-G]\d{1,5}M)?M?)(?:-(?P<year>\d\d(?:\d\d)?[a-z]?(?:\((?:19|20)\d\d\))?(?:e\d+|ε\d+)?))?"),
        ("ANSI", "-", rf"(?P<code>(?:ANSI|ASME|NFPA|UL|SAE|ASHRAE|NEMA|AWS|API)(?:/[A-Z]{{2,6}}){{0,3}}(?: Std\.?| Standard)?)(?P<gap> )(?P<number>[A-Z]{{0,3}}\d{{1,5}}[A-Z]?(?:\.\d{{1,4}}){{0,3}}(?:-\d{{1,2}}(?!\d))*(?:/\d{{1,3}}(?!\d))?)(?:(?P<mark>[-:])(?P<year>{_FOUR}))?(?P<more>(?: \(R(?:19|20)\d\d\))?)"),
        ("ANSI", "-", rf"(?P<code>(?:ANSI/)?TIA|MIL-(?:STD|PRF|HDBK|DTL))(?P<gap>[ -])(?P<number>\d{{1,5}}(?:-[A-Z](?![A-Za-z])|[A-Z](?![A-Za-z]))?(?:[-/]\d{{1,2}}(?!\d))?)(?:(?P<mark>-)(?P<year>{_FOUR}))?"),
        ("ANSI", "-", rf"(?P<code>(?:GOST|ГОСТ)(?: [RР])?)(?P<gap> )(?P<number>\d{{1,5}}(?:\.\d{{1,3}}){{0,3}})(?:(?P<mark>-)(?P<year>{_FOUR}|\d\d(?!\d)))?"),
        ("ANSI", ":", rf"(?P<code>OIML [RDGVB]|CIE(?: S)?|IS|CSA|API (?:Spec|Std|RP|MPMS))(?P<gap> )(?P<number>(?:0?\d{{1,5}}[A-Z]?(?:\.\d{{1,3}}|-\d{{1,3}}(?!\d)){{0,3}}))(?:(?P<mark>[:-])(?P<year>{_FOUR}))?"),
        ("3GPP", " ", r"(?P<code>3GPP (?:TS|TR))(?P<gap> )(?P<number>\d{2}\.\d{2,3}(?:-\d{1,2})?)(?: (?P<year>[Vv]\d{1,2}\.\d{1,2}\.\d{1,2}))?"),
        ("FIPS", " ", r"(?P<code>FIPS(?: PUB)?)(?P<gap>[ -])(?P<number>\d{2,3}(?:-\d{1,2})?)"),
        ("NIST", " ", r"(?P<code>(?:NIST )?SP ?|NIST )(?P<number>(?:1?800|500)-\d{1,3}(?:-\d)? [A-Za-z](?=$|[\]),.;:]| -))"),
        ("NIST", " ", rf"(?P<code>(?:NIST|NBS)[ .](?P<type>{_NIST_SERIES}))(?P<gap>[ .])(?P<number>{_NIST_NUMBER}){_NIST_MORE}"),
        ("NIST", " ", rf"(?P<code>(?:NIST ?)?(?P<type>SP|IR)|NIST)(?P<gap> ?)(?P<number>(?:(?:1?800|500)-\d{{1,3}}[A-Za-z]?|8\d{{3}}[A-Z]?)(?:-\d{{1,2}})?(?:v\d|pt\d)?(?:r\d{{1,2}})?){_NIST_MORE}"),
        ("RFC", " ", r"(?P<code>RFC|BCP|STD|FYI|IEN)s?(?P<gap>[ -]?)(?P<number>\d{1,5})(?!\d)"),
        ("ECMA", ":", rf"(?P<code>ECMA(?: TR)?)(?P<gap>[ -])(?P<number>\d{{2,3}})(?!\d)(?:-(?P<type>\d))?{_COLON_YEAR}"),
        ("PCI", " ", r"(?P<code>PCI (?:DSS|PTS|P2PE|PIN))(?P<gap> )(?P<year>v?\d{1,2}(?:\.\d{1,2}){0,2})(?![\d%])"),
    )
)  # fmt: skip
"""The families in the order in which they are tried."""

BEGINNINGS = re.compile(
    r"(?:ISO|IEC|IWA|CISPR|ETSI|IEEE|ASTM|ANSI|ASME|NFPA|UL |SAE|ASHRAE|NEMA|AWS|API |NIST|NBS|FIPS|ECMA|RFC|BCP|STD|FYI|IEN|ITU-|DIN|BS|JIS|KS |PAS"
    r"|UNE|UNI|NEN|NF|SS|SN|SIST|PN|PD|CSN|DS|LST|EVS|I\.S\.|ÖNORM|OENORM|ČSN|AS[ /]|SP|IR|EN|HD|CR|ES|CWA|CEN|CLC|prEN|prHD|prCR|FprEN|FprHD|prCWA"
    r"|GSB|JJ[FG]|JGJ|CJJ|CECS|TSG|CNAS|TIA|MIL-|GOST|ГОСТ|OIML|CIE |IS |CSA |3GPP|GJB|GHZB|GWKB|GWPB|GB|DBS?\d\d|[TQ]/|PCI|[A-Z]{2}(?:/[TZ]|\d| \d))"
)
"""Where an identifier may begin."""
