"""A citation in; the standards of the library that it names, with the edition and the place that are meant, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from stdpub.cite.folding import folded
from stdpub.cite.places import labelled_at
from stdpub.cite.references import Reference, references
from stdpub.serve.places import Address, Place
from stdpub.serve.spellings import unprinted
from stdpub.store.catalogue import Edition, Work

_YEAR = re.compile(r" ?[-:(] ?((?:19|20)\d\d)\)?")
_AMENDMENT = re.compile(r"(?P<kind>XG|AMD|Amd|COR|Cor)\.? ?(?P<number>\d{1,3})")
_LEFT = re.compile(r",? ?(?P<number>\d{1,3}|[A-Z])")
_AFTER = re.compile(r",? ?(?:中的?|的)?")


@dataclass(frozen=True, slots=True)
class Citing:
    """What a citation names: the document, what dates it, its amendment (`amd1`), and the place in it as it is printed."""

    document: str
    year: str
    clause: str
    said: str
    amendment: str = ""


def citings(text: str, works: Iterable[Work]) -> tuple[Citing, ...]:
    """Return what a citation names, nothing where it names none; standards of the library are known by their identifiers."""
    plain = " ".join(folded(text).split())
    found = [one for one in references(plain) if not one.internal and one.normalized]
    own = _by_own_identifier(plain, works)
    if own is not None and not any(one.document for one in found):
        return (own,)
    named = [_of_reference(one) for one in found]
    rest = _LEFT.fullmatch(plain, found[-1].end) if found else None
    if rest is not None and not named[-1].clause:
        named[-1] = replace(named[-1], clause=rest["number"])
    return tuple(dict.fromkeys(named))


def _of_reference(one: Reference) -> Citing:
    clause = one.clause.split("..")[0]
    amended = _AMENDMENT.match(one.amendment)
    name = f"{'cor' if amended['kind'].lower().startswith('c') else 'amd'}{amended['number']}" if amended else ""
    return Citing(one.document or one.normalized, one.year, clause, one.normalized, name)


def _by_own_identifier(text: str, works: Iterable[Work]) -> Citing | None:
    """Return what a citation names that begins with an identifier no body's grammar knows: `EX 7-2025, 5.2`."""
    for name in sorted({edition.identifier for work in works for edition in work.editions}, key=len, reverse=True):
        head = folded(name)
        if head and text.casefold().startswith(head.casefold()):
            rest = text[len(head) :]
            dated = _YEAR.match(rest)
            place = rest[dated.end() if dated else 0 :]
            lead = _AFTER.match(place)
            named = place[lead.end() if lead else 0 :].strip()
            found = labelled_at(named, 0)
            clause = found.clause if found is not None and found.end == len(named) else named
            return Citing(document_of(name), dated[1] if dated else "", clause, name)
    return None


def document_of(identifier: str) -> str:
    """Return the normal form of an identifier without its year, the folded text where no grammar knows it."""
    plain = folded(identifier)
    found = references(plain)
    if len(found) == 1 and found[0].document and found[0].end == len(plain):
        return found[0].document
    return " ".join(plain.split())


def named(cited: Citing, works: Iterable[Work]) -> Iterator[tuple[Work, tuple[Edition, ...]]]:
    """Yield the standards that a citation may mean, each with the editions that fit what dates it, newest first."""
    wanted = cited.document.casefold()
    for work in works:
        known = {document_of(edition.identifier).casefold() for edition in work.editions}
        if wanted in known:
            yield work, tuple(edition for edition in work.editions if _is_of(edition, cited))


def _is_of(edition: Edition, cited: Citing) -> bool:
    """Tell whether an edition is what a citation dates: itself, or the amendment of it."""
    before, mark, amended = edition.id.partition("-of-")
    if cited.amendment:
        return bool(mark) and before == cited.amendment and cited.year in {"", amended}
    return not mark and (not cited.year or cited.year in {edition.date[:4], edition.id})


def address_of(slug: str, version: str, cited: Citing) -> Address:
    """Return the address of what a citation means in a version: the place it names, else the whole."""
    if not cited.clause:
        return Address(Place.VERSION, slug=slug, version=version)
    number = unprinted(cited.clause) or cited.clause.replace(" ", "")
    return Address(Place.NUMBER, slug=slug, version=version, number=number)
