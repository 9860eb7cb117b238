"""Write how a standard is cited: GB/T 7714-2015 for a Chinese list of references, ISO 690:2021 for any other."""

from __future__ import annotations

from typing import NamedTuple

from stdpub.model.header import Header
from stdpub.write.printed import full_title, reference

HOLE = "{}"
"""Where the place cited goes: nothing for the whole standard, `: 5.2` for a clause."""


class CitationForm(NamedTuple):
    """One form of citation: the standard it follows, and the text with a hole for the place cited."""

    name: str
    text: str

    @property
    def whole(self) -> str:
        """The citation of the whole standard."""
        return self.text.replace(HOLE, "")


def citation_forms(header: Header) -> tuple[CitationForm, ...]:
    """Return the two citations of a standard in the language of its page."""
    return CitationForm("GB/T 7714", _gb_t_7714(header)), CitationForm("ISO 690", _iso_690(header))


def _creator(header: Header) -> str:
    return header.publisher.name or header.publisher.abbreviation or header.committee


def _title(header: Header) -> str:
    return full_title(header.title(header.language), header.rulebook).replace(HOLE, "")


def _gb_t_7714(header: Header) -> str:
    """Return `creator. title: number[S]. publisher, year: place.` (GB/T 7714-2015, 8.2 and Annex A.2)."""
    creator = _creator(header)
    return _put_together(creator, f"{_title(header)}: {reference(header)}[S]", _issued(creator, header.date[:4]))


def _iso_690(header: Header) -> str:
    """Return `CREATOR. number, title. Edition. Publisher, date, place.` (ISO 690:2021, clause 7)."""
    creator = _creator(header)
    edition = f"Edition {header.edition}" if header.edition else ""
    named = f"{reference(header)}, {_title(header)}"
    return _put_together(creator.upper(), named, edition, _issued(creator, header.date))


def _issued(creator: str, date: str) -> str:
    return ", ".join(part for part in (creator, date) if part)


def _put_together(*parts: str) -> str:
    return ". ".join(part for part in parts if part) + f"{HOLE}."
