"""What stands on the cover: the header of a standard put into the words and lines that its rulebook's cover has."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdpub.model.header import Header, RulebookName, Title
from stdpub.model.rulebooks import wording
from stdpub.write.pdf.banners import banner, banner_gap, banner_size, emblem, emblem_size
from stdpub.write.pdf.grid import half_widths
from stdpub.write.printed import chinese, full_title, reference, title_elements
from stdpub.write.web.words import draft_line, is_draft, page_words, stage_name

_TITLE_LINE = 36
"""Half-widths of text that a line of the name holds in the largest type."""
_LATIN_BANNER = 26.0
"""Size of a banner in Latin letters, in points."""
_ONE_LINE = 3
"""Replaced numbers that fit on the one line the cover has for them."""
_NO_DATE = "××××-××-××"
"""What stands where a draft has no date yet."""


@dataclass(frozen=True, slots=True)
class CoverTitle:
    """The title in one language, as its elements, what joins them, and on one line."""

    language: str
    elements: tuple[str, ...]
    joint: str
    line: str

    @property
    def long(self) -> bool:
        """Tell whether an element is too long for one line of the largest type."""
        return any(half_widths(element) > _TITLE_LINE for element in self.elements)


@dataclass(frozen=True, slots=True)
class Lettering:
    """Words in letters of their own, with their size and the room between them in points."""

    words: str
    size: float
    gap: float = 0.0


@dataclass(frozen=True, slots=True)
class Cover:
    """The lines of a cover, each empty where the standard has nothing to say there."""

    style: str
    classification: tuple[str, ...]
    emblem: Lettering
    banner: Lettering
    reference: str
    replaced: str
    titles: tuple[CoverTitle, ...]
    adoption: str
    stage: str
    draft: str
    edition: str
    issued: str
    implemented: str
    publisher: str
    bodies: tuple[str, ...]
    issue_word: str
    rights: str


def cover(header: Header) -> Cover:
    """Return the cover of a standard."""
    words = page_words(header.language)
    han = chinese(header.language)
    issuer = header.publisher.name or header.publisher.abbreviation
    stage = stage_name(words, header.stage) if is_draft(header) else ""
    across = banner(header.level, header.force, header.identifier, han=han)
    corner = emblem(header.identifier)
    return Cover(
        style="gb" if header.rulebook is RulebookName.GB_T_1_1 else "iso",
        classification=_classification(header),
        emblem=Lettering(corner, emblem_size(corner)),
        banner=Lettering(across, banner_size(across), banner_gap(across)) if han else Lettering(across, _LATIN_BANNER),
        reference=reference(header),
        replaced=_replaced(header, words.replaces, han=han),
        titles=_titles(header),
        adoption=_adoption(header, han=han),
        stage=(f"（{stage}）" if han else f"({stage})") if stage else "",
        draft=draft_line(header, header.language),
        edition=_edition(header, words.edition, words.version, han=han),
        issued=_dated(_issued(header), words.issue, words.issued, han=han),
        implemented=_dated(header.implementation or _unknown(header), words.force, words.implemented, han=han),
        publisher=issuer,
        bodies=tuple(re.split(r"\s+|、", issuer)) if han and issuer else (issuer,) if issuer else (),
        issue_word=words.issue if han else "",
        rights=_rights(header),
    )


def _classification(header: Header) -> tuple[str, ...]:
    ics = f"ICS {'; '.join(header.ics)}" if header.ics else ""
    ccs = f"CCS {'; '.join(header.ccs)}" if header.ccs else ""
    return tuple(line for line in (ics, ccs) if line)


def _replaced(header: Header, word: str, *, han: bool) -> str:
    """Return the line of replaced numbers; it has room for one line only."""
    if not header.replaces:
        return ""
    more = ("等" if han else " et al.") if len(header.replaces) > _ONE_LINE else ""
    return f"{word} {('，' if han else ', ').join(header.replaces[:_ONE_LINE])}{more}"


def cover_title(title: Title, rulebook: RulebookName) -> CoverTitle:
    """Return the title in one language."""
    joint = wording(rulebook, title.language).title_joint
    return CoverTitle(title.language, title_elements(title, rulebook), joint, full_title(title, rulebook))


def _titles(header: Header) -> tuple[CoverTitle, ...]:
    own = sorted(header.titles, key=lambda title: title.language != header.language)
    return tuple(cover_title(title, header.rulebook) for title in own)


def _adoption(header: Header, *, han: bool) -> str:
    parts = [part for part in (header.adopts.standard, header.adopts.degree) if part]
    if not parts:
        return ""
    return f"（{'，'.join(parts)}）" if han else f"({', '.join(parts)})"


def _edition(header: Header, edition: str, version: str, *, han: bool) -> str:
    parts = []
    if header.edition:
        parts.append(f"第{header.edition}版" if han else f"{edition} {header.edition}")
    if header.version:
        parts.append(f"{version} {header.version}")
    return "，".join(parts) if han else ", ".join(parts)


def _issued(header: Header) -> str:
    """Return the date of issue, which a draft has not: its own date stands with the words that mark it as a draft."""
    return _unknown(header) if is_draft(header) else header.date


def _unknown(header: Header) -> str:
    return _NO_DATE if is_draft(header) and header.rulebook is RulebookName.GB_T_1_1 else ""


def _dated(date: str, after: str, before: str, *, han: bool) -> str:
    if not date:
        return ""
    return f"{date}　{after}" if han else f"{before} {date}"


def _rights(header: Header) -> str:
    held = " ".join(part for part in (header.copyright.holder, header.copyright.year) if part)
    return "  ".join(part for part in (f"© {held}" if held else "", header.copyright.licence) if part)
