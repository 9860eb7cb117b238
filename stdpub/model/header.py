"""What the front matter says of a standard, typed; every value's place is kept in `spans`."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from stdpub.model.provisions import Convention
from stdpub.model.source import Span

DRAFT = "draft"
"""The edition of a standard that names none; it cannot be published."""


class RulebookName(StrEnum):
    """The rules a standard is drafted to."""

    GB_T_1_1 = "gb-t-1.1"
    ISO_IEC_PART_2 = "iso-iec-part-2"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Title:
    """The title in one language, general to particular; `part_number` and `part_title` where it is a part."""

    language: str
    intro: str
    main: str
    compl: str
    part_number: str
    part_title: str


@dataclass(frozen=True, slots=True)
class Adoption:
    """The international standard that is adopted, and how: IDT, MOD or NEQ."""

    standard: str
    degree: str


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who issues the standard."""

    name: str
    abbreviation: str


@dataclass(frozen=True, slots=True)
class Copyright:
    """Whose the text is, since when, and under which licence (an SPDX identifier where there is one)."""

    holder: str
    year: str
    licence: str


@dataclass(frozen=True, slots=True)
class Numbering:
    """How clauses are numbered: `rulebook`, `none`, `law`, or `pattern` with the text of the pattern."""

    scheme: str = "rulebook"
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """The front matter; a text is as the author wrote it, empty where the field is missing.

    Dates are `YYYY-MM-DD`. `spans` maps a field's dotted path (`title.zh.main`) to its value's place.
    """

    identifier: str
    language: str
    titles: tuple[Title, ...]
    edition: str = ""
    version: str = ""
    date: str = ""
    implementation: str = ""
    rulebook: RulebookName = RulebookName.NONE
    verbal_forms: Convention = Convention.ISO
    numbering: Numbering = Numbering()
    level: str = ""
    force: str = ""
    function: str = ""
    stage: str = ""
    committee: str = ""
    ics: tuple[str, ...] = ()
    ccs: tuple[str, ...] = ()
    replaces: tuple[str, ...] = ()
    adopts: Adoption = Adoption("", "")
    plan: str = ""
    proposed_by: str = ""
    administered_by: str = ""
    drafting_organizations: tuple[str, ...] = ()
    drafters: tuple[str, ...] = ()
    history: tuple[str, ...] = ()
    patents: str = ""
    publisher: Publisher = Publisher("", "")
    copyright: Copyright = Copyright("", "", "")
    translator: str = ""
    chapters: tuple[str, ...] = ()
    spans: tuple[tuple[str, Span], ...] = field(default=(), compare=False, repr=False)

    def title(self, language: str) -> Title:
        """Return the title in a language, else the first one there is, else an empty one."""
        for title in self.titles:
            if title.language == language:
                return title
        return self.titles[0] if self.titles else Title(language, "", "", "", "", "")

    @property
    def edition_id(self) -> str:
        """The edition's name in addresses and tags: `version`, else the year of issue, else `draft`."""
        return self.version or self.date[:4] or DRAFT

    def span(self, path: str) -> Span | None:
        """Return where a field's value stands, by its dotted path."""
        for name, span in self.spans:
            if name == path:
                return span
        return None
