"""The header of a standard to processing-meta and std-meta, in the order that STS fixes."""

from __future__ import annotations

import re

from lxml.etree import SubElement
from lxml.etree import _Element as Element

from stdpub.model.amendments import IssueKind
from stdpub.model.header import Header, Title
from stdpub.model.rulebooks import Wording, dated, wording
from stdpub.model.standard import Standard
from stdpub.write.sts.writing import LANG, Writing, leaf, line_each, tongue

PROFILE = "stdpub-sts-1.0"

_PROCESSING = {
    "tagset-family": "sts",
    "base-tagset": "interchange",
    "table-model": "xhtml",
    "mathml-version": "3.0",
    "math-representation": "mathml",
    "terminology-model": "tbx",
}
_DEGREES = {"IDT": "adopts-identical", "MOD": "adopts-modified", "NEQ": "adopts-not-equivalent"}
_NUMBER = re.compile(r"(?P<originator>.*\S)\s+(?P<number>\S*\d\S*)")
_PARTS = {"-": re.compile(r"(\d+)-(\d+(?:-\d+)*)"), ".": re.compile(r"(\d+)\.(\d+(?:\.\d+)*)")}
_HYPHENATED = frozenset({"ISO", "IEC", "EN", "CEN", "BS", "DIN", "CISPR", "IWA"})
_DATED = re.compile(r"[:—–-]\s?(?:19|20)\d\d\b")


def processing_into(parent: Element, standard: Standard) -> None:
    """Append what says which profile the document keeps to and which source it was made of."""
    element = SubElement(parent, "processing-meta", _PROCESSING)
    profile = {"designator": PROFILE, "assigning-authority": "stdpub"}
    leaf(element, "restricted-by", "stdpub profile of NISO STS 1.2", profile)
    named = (("source-digest", f"sha256:{standard.digest}" if standard.digest else ""), ("source-path", standard.slug))
    _custom(element, named)
    line_each(element)


def metadata_into(writing: Writing, parent: Element, standard: Standard) -> None:
    """Append the metadata of the standard."""
    header = standard.header
    scope = header.level.removesuffix("-standard")
    attributes = {"std-org-type": scope, "std-meta-type": scope} if scope else None
    element = SubElement(parent, "std-meta", attributes)
    for title in header.titles:
        _title(element, title, header)
    if header.plan:
        leaf(element, "proj-id", header.plan)
    if header.stage:
        leaf(element, "release-version", _release(header.stage), {"stage-code": header.stage})
    _identity(element, standard)
    _organizations(element, header)
    leaf(element, "content-language", writing.language)
    _references(element, header, writing.language)
    _dates(element, header)
    if header.committee:
        leaf(element, "comm-ref", header.committee)
    if header.administered_by:
        leaf(element, "secretariat", header.administered_by)
    for code in header.ics:
        leaf(element, "ics", code)
    _related(element, standard)
    _permissions(element, header)
    _custom(element, (*_customs(header), *_amended(standard)))
    line_each(element)


def _title(parent: Element, title: Title, header: Header) -> None:
    words = wording(header.rulebook, title.language)
    element = SubElement(parent, "title-wrap", {LANG: tongue(title.language)})
    pieces = [("intro", title.intro), ("main", title.main), ("compl", title.compl)]
    for tag, text in pieces:
        if text:
            leaf(element, tag, text)
    part = _part(title, words)
    if part:
        leaf(element, "compl", part, {"level": "part"})
    leaf(element, "full", words.title_joint.join(text for text in (*(text for _, text in pieces), part) if text))


def _part(title: Title, words: Wording) -> str:
    if not title.part_number:
        return title.part_title
    return words.part.format(title.part_number, title.part_title).rstrip(": ：")


def _release(stage: str) -> str:
    series = stage[:2]
    return {"60": "published", "90": "published", "95": "withdrawn"}.get(series, "draft")


def _identity(parent: Element, standard: Standard) -> None:
    header = standard.header
    element = SubElement(parent, "std-ident")
    originator, number, part = parts_of(header.identifier)
    edition = (("edition", header.edition), ("version", header.version))
    named = (("originator", originator), ("doc-type", header.level), ("doc-number", number), ("part-number", part))
    for tag, text in (*named, *edition):
        if text:
            leaf(element, tag, text)
    if standard.slug:
        attributes = {"originator": "stdpub", "std-id-type": "dated", "std-id-link-type": "internal-pointer"}
        leaf(SubElement(element, "std-id-group"), "std-id", f"{standard.slug}@{header.edition_id}", attributes)
    if header.date:
        leaf(element, "year", header.date[:4])


def parts_of(identifier: str) -> tuple[str, str, str]:
    """Return originator, number and part number of an undated identifier: `GB/T 99999.1` is `GB/T`, `99999`, `1`."""
    found = _NUMBER.fullmatch(identifier)
    if found is None:
        return "", identifier, ""
    family = re.split(r"[/ ]", found["originator"], maxsplit=1)[0]
    whole = _PARTS["-" if family in _HYPHENATED else "."].fullmatch(found["number"])
    return (found["originator"], whole[1], whole[2]) if whole else (found["originator"], found["number"], "")


def _organizations(parent: Element, header: Header) -> None:
    if header.publisher.name or header.publisher.abbreviation:
        element = SubElement(parent, "std-org", {"std-org-type": "sdo", "std-org-role": "publisher"})
        if header.publisher.name:
            leaf(element, "std-org-name", header.publisher.name)
        if header.publisher.abbreviation:
            leaf(element, "std-org-abbrev", header.publisher.abbreviation)
    proposers = (("proposer", header.proposed_by),) if header.proposed_by else ()
    for role, name in (*proposers, *(("drafting-organization", name) for name in header.drafting_organizations)):
        leaf(SubElement(parent, "std-org", {"std-org-role": role}), "std-org-name", name)


def _references(parent: Element, header: Header, language: str) -> None:
    reference = dated(header.identifier, header.date[:4])
    if header.date:
        leaf(parent, "std-ref", reference, {"type": "dated"})
    leaf(parent, "std-ref", header.identifier, {"type": "undated"})
    leaf(parent, "doc-ref", f"{reference}({language})")


def _dates(parent: Element, header: Header) -> None:
    if header.date:
        leaf(parent, "release-date", header.date, {"date-type": "published", "iso-8601-date": header.date})
    if header.implementation:
        attributes = {"type": "implementation", "iso-8601-date": header.implementation}
        leaf(parent, "meta-date", header.implementation, attributes)


def _related(parent: Element, standard: Standard) -> None:
    header = standard.header
    related = [("supersedes", identifier) for identifier in header.replaces]
    if standard.amends:
        kinds = {issue.kind for issue in standard.amended.issues}
        related.append(("corrects" if IssueKind.CORRIGENDUM in kinds else "amends", standard.amends))
    if header.adopts.standard:
        related.append((_DEGREES.get(header.adopts.degree, "adopts-not-equivalent"), header.adopts.standard))
    for kind, identifier in related:
        element = SubElement(parent, "std-xref", {"type": kind})
        leaf(element, "std-ref", identifier, {"type": "dated" if _DATED.search(identifier) else "undated"})


def _permissions(parent: Element, header: Header) -> None:
    rights = header.copyright
    if not (rights.holder or rights.year or rights.licence):
        return
    element = SubElement(parent, "permissions")
    if rights.year:
        leaf(element, "copyright-year", rights.year)
    if rights.holder:
        leaf(element, "copyright-holder", rights.holder)
    if rights.licence:
        leaf(SubElement(element, "license"), "license-p", rights.licence)


def _customs(header: Header) -> tuple[tuple[str, str], ...]:
    return (
        ("rulebook", header.rulebook.value),
        ("verbal-forms", header.verbal_forms.value),
        ("numbering", header.numbering.scheme),
        ("numbering-pattern", header.numbering.pattern),
        ("force", header.force),
        ("function", header.function),
        *(("ccs", code) for code in header.ccs),
        ("adoption-degree", header.adopts.degree),
        *(("drafter", name) for name in header.drafters),
        *(("history", line) for line in header.history),
        ("patents", header.patents),
        ("translator", header.translator),
    )


def _amended(standard: Standard) -> tuple[tuple[str, str], ...]:
    """Return what amendments changed, each as its name, what it did, and the id of the thing."""
    return tuple(
        ("amended", " ".join(part for part in (change.by, change.effect.value, change.key, change.number) if part))
        for change in standard.amended.changes
    )


def _custom(parent: Element, named: tuple[tuple[str, str], ...]) -> None:
    said = [(name, text) for name, text in named if text]
    if not said:
        return
    group = SubElement(parent, "custom-meta-group")
    for name, text in said:
        meta = SubElement(group, "custom-meta")
        leaf(meta, "meta-name", name)
        leaf(meta, "meta-value", text)
    line_each(group)
