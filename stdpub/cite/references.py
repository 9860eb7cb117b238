"""Text to the references in it: to standards and laws with their clauses, and to places of the same document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from stdpub.cite.folding import folded
from stdpub.cite.identifiers import Identifier, identifier_at, identifiers
from stdpub.cite.laws import AMERICAN, Law, laws
from stdpub.cite.places import Place, bare_at, is_amount, labelled_at, listed, places

TEXT_LIMIT = 1_000_000
"""How many characters of a text are searched."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference: its words and where they stand (offsets in code points, end exclusive), and what it names.

    `normalized` is the identifier in half width with a hyphen before the year; empty where the reference is internal.
    `document` is the same without what dates and amends it.
    """

    text: str
    start: int
    end: int
    publisher: str = ""
    type: str = ""
    number: str = ""
    part: str = ""
    year: str = ""
    amendment: str = ""
    stage: str = ""
    clause: str = ""
    dated: bool = False
    internal: bool = False
    normalized: str = ""
    range: bool = False
    document: str = ""


@dataclass(frozen=True, slots=True)
class _Cited:
    """A document that is named somewhere in a text, whatever kind it is."""

    start: int
    end: int
    named: Reference


_TAIL = re.compile(r"(?:,? ?(?:in |at )?|,? | ?中的?| ?的|)(?=[A-Za-z§第附表图公式(\d])")
_TO_BARE = re.compile(r",? ?(?:中的?|的)?")
_OF = re.compile(r"(?: of| to| in| from|的)?(?: the)?(?: (?:standard|specification|Recommendation))? ?")
_NEWER = re.compile(r" or (?:newer|later|any later version)|[及或](?:以上|更高|后续|更新)版本")
_MEMBER = re.compile(r"(?:, ?(?:and |or )?| and | or |、|和|及|与|或|以及)(?=\d)")
_NUMBER = re.compile(
    r"\d{1,6}(?:[-.]\d{1,4}){0,3}(?::(?:19|20)\d\d|-(?:19|20)\d\d)?(?![A-Za-z0-9_%.]|-[A-Za-z0-9])|\d{1,6}(?:-\d{1,4}){0,3}(?::(?:19|20)\d\d)?(?=\.(?:\s|$))"
)
_NAMED = re.compile(
    r" of (?:the )?(?P<name>(?!this\b|these\b|This\b|Annex|Table|Clause|Section|Part\b)[A-Z][\w.&-]*(?: (?:(?:of|and|for|the) )?[A-Z0-9][\w.&-]*){0,6}"
    r"|[a-z]+ (?:paper|guide|specification|standard|handbook|manual|report|protocol))"
)
_CONTROL = re.compile(r",? (?P<control>[A-Z]{2}-\d{1,2}(?:\(\d{1,2}\))?)(?![\w-])")
"""A control of a catalogue of the NIST: `AC-2`, `SC-7(3)`."""

_CLOSING = re.compile(r"\.?\]")
_COUNTED = frozenset("年月日个项台条页")
_YEAR = re.compile(r"(?:19|20)\d\d")
_LISTS_OF = frozenset({"ISO", "IEC", "EN", "RFC", "GB", "DB", "T", "sector", "ETSI"})


def references(text: str) -> tuple[Reference, ...]:
    """Return the references of a text in order; the second half of a double number follows the first inside it."""
    text = text[:TEXT_LIMIT]
    plain = folded(text)
    found: list[Reference] = []
    taken: list[tuple[int, int]] = []
    for document in _documents(plain):
        if document.start < (taken[-1][1] if taken else 0) and not _doubled(document, found):
            continue
        for one in _with_places(plain, document, taken[-1][1] if taken else 0):
            found.append(one)
            taken.append((one.start, one.end))
    found.extend(_internal(plain, taken))
    return tuple(
        replace(one, text=text[one.start : one.end]) for one in sorted(found, key=lambda one: (one.start, -one.end))
    )


def _documents(text: str) -> Iterator[_Cited]:
    found: list[_Cited] = []
    for one in identifiers(text):
        found.extend(_listed(text, one))
    ends = {one.end for one in found}
    # a title in its marks right after an identifier is that standard's, whatever word it ends in
    found.extend(_Cited(one.start, one.end, _of_law(one)) for one in laws(text) if one.start not in ends)
    yield from sorted(found, key=lambda one: (one.start, -one.end))


def _listed(text: str, first: Identifier) -> Iterator[_Cited]:
    """Yield an identifier and those that a list gives by their numbers alone: ISO 9001, 9004 and 19011."""
    twin = identifier_at(text, first.end + 1) if text[first.end : first.end + 1] in {"/", "|"} else None
    end = twin.end if twin is not None and first.family in {"GB", "sector", "EN", "ISO", "ITU"} else first.end
    yield _Cited(first.start, end, _of_identifier(first))
    if end != first.end and twin is not None:
        yield _Cited(twin.start, twin.end, _of_identifier(twin))
    one = first
    while one.family in _LISTS_OF and (joint := _MEMBER.match(text, end)) is not None:
        following = _member(text, joint.end(), first)
        if following is None:
            return
        one, end = following, following.end
        yield _Cited(joint.end(), end, _of_identifier(one))


def _member(text: str, start: int, first: Identifier) -> Identifier | None:
    """Return the identifier that a bare number means as a further member of a list."""
    found = _NUMBER.match(text, start)
    if found is None:
        return None
    chinese = first.family in {"GB", "DB", "T", "sector"}
    head = re.match(r"\d+", found[0])
    short = 3 if chinese or first.family != "RFC" else 4
    if _YEAR.fullmatch(found[0]) or head is None or len(head[0]) < short or (not chinese and "." in found[0]):
        return None
    lead = first.normal[: first.normal.index(first.number)] if first.number in first.normal else ""
    built = identifier_at(lead + found[0], 0)
    whole = built is not None and built.end == len(lead + found[0])
    if (
        built is None
        or not whole
        or is_amount(text, Place(start, found.end(), found[0]))
        or text[found.end() : found.end() + 1] in _COUNTED
    ):
        return None
    return replace(built, start=start, end=found.end())


def _of_identifier(one: Identifier) -> Reference:
    return Reference(
        "", one.start, one.end, one.publisher, one.type, one.number, one.part, one.year, one.amendment, one.stage,
        dated=one.dated, normalized=one.normal, document=one.document,
    )  # fmt: skip


def _of_law(one: Law) -> Reference:
    return Reference(
        "", one.start, one.end, type="law", number=one.number, year=one.year, dated=bool(one.year), normalized=one.name
    )


def _doubled(document: _Cited, found: list[Reference]) -> bool:
    """Tell whether a document is the second half of a double number that was found before."""
    last = found[-1]
    return document.start > last.start and document.end == last.end and not last.clause


def _with_places(text: str, cited: _Cited, free: int) -> Iterator[Reference]:
    """Yield the references that a document and the places named before and after it make."""
    start, end = cited.start, cited.end
    newer = _NEWER.match(text, end)
    end = newer.end() if newer else end
    before = _places_before(text, start, free)
    if before:
        for one in before[:-1]:
            yield _placed(cited.named, one.start, one.end, one)
        yield _placed(cited.named, before[-1].start, end, before[-1])
        return
    after = _places_after(text, end, law=cited.named.type == "law", opened=text[start - 1 : start] == "(")
    control = _CONTROL.match(text, end) if cited.named.publisher == "NIST" and not after else None
    if control:
        after = (Place(control.start("control"), control.end(), control["control"]),)
    if after:
        first = after[0]
        begin, finish = _bracketed(text, start, first.end)
        yield _placed(cited.named, begin, finish, first)
        for one in after[1:]:
            yield _placed(cited.named, one.start, one.end, one)
        return
    begin, finish = _bracketed(text, start, end)
    yield replace(cited.named, start=begin, end=finish)


def _placed(named: Reference, start: int, end: int, place: Place) -> Reference:
    return replace(named, start=start, end=end, clause=place.clause, range=place.range)


def _places_before(text: str, start: int, free: int) -> tuple[Place, ...]:
    """Return the places that stand before a document: `Sections 1 and 2 of`."""
    window = max(free, start - 120)
    for one in reversed(tuple(_runs(text[window:start]))):
        joint = _OF.fullmatch(text[window:start], one[-1].end)
        if joint is not None and ("of" in joint[0] or "to" in joint[0] or "in" in joint[0] or "from" in joint[0]):
            return tuple(replace(each, start=each.start + window, end=each.end + window) for each in one)
    return ()


def _runs(text: str) -> Iterator[tuple[Place, ...]]:
    """Yield the lists of places in a text, each as one."""
    run: list[Place] = []
    for one in places(f"{text}."):
        if run and not re.fullmatch(
            r"(?:, ?| ?、|)(?: ?(?:and|or|和|与|及|或|以及) ?)?", text[run[-1].end : one.start]
        ):
            yield tuple(run)
            run = []
        run.append(one)
    if run:
        yield tuple(run)


def _places_after(text: str, end: int, *, law: bool, opened: bool) -> tuple[Place, ...]:
    """Return the places that stand right after a document: `, Clause 5`, `第6.1条`, `中第4章`, `, A.5.1`."""
    if text[end : end + 1] == ")" and opened:
        end += 1
    joint = _TAIL.match(text, end)
    first = labelled_at(text, joint.end()) if joint is not None else None
    if first is not None and first.label == "Example" and joint is not None and not joint[0].strip():
        first = None  # `ISO 9001 Example 2` names an example of ours
    if first is None and not law:
        bare = _TO_BARE.match(text, end)
        if bare is not None and bare[0]:
            first = bare_at(text, bare.end())
            first = None if first is not None and is_amount(text, first) else first
    if first is None:
        return ()
    return tuple(one for at, one in enumerate(listed(text, first)) if at == 0 or not _starts_document(text, one))


def _starts_document(text: str, place: Place) -> bool:
    if AMERICAN.match(text, place.start):
        return True
    return _OF.match(text, place.end) is not None and identifier_at(text, place.end + 4) is not None


def _bracketed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span widened to the square brackets that hold nothing but it."""
    close = _CLOSING.match(text, end)
    if text[start - 1 : start] == "[" and close:
        return start - 1, close.end()
    return start, end


def _overlaps(one: Place, taken: list[tuple[int, int]]) -> bool:
    """Tell whether a place stands in what a document took; the spans are in order, the second of a double number aside."""
    at = bisect_right(taken, (one.start, one.end))
    return any(one.start < end and start < one.end for start, end in taken[max(0, at - 2) : at + 1])


def _internal(text: str, taken: list[tuple[int, int]]) -> Iterator[Reference]:
    """Yield the references to places that no document took, and those of documents known by a name alone."""
    free = [one for one in places(text) if not _overlaps(one, taken)]
    names: dict[int, re.Match[str]] = {}
    for at in range(len(free) - 1, -1, -1):
        named = _NAMED.match(text, free[at].end)
        if named is not None:
            names[at] = named
        elif at + 1 in names and re.fullmatch(r",? ?(?:and|or)? ?", text[free[at].end : free[at + 1].start]):
            names[at] = names[at + 1]
    for at, one in enumerate(free):
        name = names.get(at)
        if name is None:
            yield Reference("", one.start, one.end, clause=one.clause, internal=True, range=one.range)
        else:
            end = name.end() if name.start() == one.end else one.end
            yield Reference("", one.start, end, clause=one.clause, range=one.range, normalized=name["name"])
