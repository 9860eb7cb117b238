"""A header in, its front matter out: every value as the author wrote it, in the order of the language's guide."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stdpub.model.header import Header, RulebookName, Title
from stdpub.model.provisions import Convention

_PLAIN = re.compile(r"[\w\u3400-\u9fff（《“](?:[^\n\"'#:,\[\]{}&*!|>%@`\\]|:(?=\S)|(?<=\S)#)*")
_LONGEST_LINE = 100

_BEFORE_TITLE = (
    ("identifier", "identifier"),
    ("edition", "edition"),
    ("version", "version"),
    ("date", "date"),
    ("implementation", "implementation"),
    ("language", "language"),
)
_KINDS = (
    ("level", "level"),
    ("force", "force"),
    ("function", "function"),
    ("stage", "stage"),
    ("committee", "committee"),
    ("ics", "ics"),
    ("ccs", "ccs"),
    ("replaces", "replaces"),
)
_PEOPLE = (
    ("plan", "plan"),
    ("proposed-by", "proposed_by"),
    ("administered-by", "administered_by"),
    ("drafting-organizations", "drafting_organizations"),
    ("drafters", "drafters"),
    ("history", "history"),
    ("patents", "patents"),
)
_LAST = (("translator", "translator"), ("chapters", "chapters"))


def front_matter(header: Header, *, translation: bool) -> list[str]:
    """Return the lines of a standard's front matter, or what a translation says itself; none where nothing is said."""
    if translation:
        said = {path.split(".")[1] for path, _ in header.spans if path.startswith("title.")}
        own = [title for title in header.titles if title.language in said] if said else header.titles[:1]
        fields = [*_fields(header, (("language", "language"),)), *_titles(header, own), *_fields(header, _LAST)]
    else:
        fields = [
            *_fields(header, _BEFORE_TITLE),
            *_titles(header, header.titles),
            *_settings(header),
            *_fields(header, _KINDS),
            *_mapping("adopts", (("standard", header.adopts.standard), ("degree", header.adopts.degree))),
            *_fields(header, _PEOPLE),
            *_mapping("publisher", (("name", header.publisher.name), ("abbreviation", header.publisher.abbreviation))),
            *_mapping("copyright", _owner(header)),
            *_fields(header, _LAST),
        ]
    return ["---", *fields, "---"] if fields else []


def _owner(header: Header) -> tuple[tuple[str, str], ...]:
    owner = header.copyright
    return (("holder", owner.holder), ("year", owner.year), ("licence", owner.licence))


def _fields(header: Header, names: Sequence[tuple[str, str]]) -> Iterator[str]:
    for name, attribute in names:
        value = getattr(header, attribute)
        if isinstance(value, str):
            yield from [f"{name}: {scalar(value)}"] if value else []
        elif value:
            line = f"{name}: [{', '.join(map(scalar, value))}]"
            yield from [line] if len(line) <= _LONGEST_LINE else [f"{name}:", *(f"  - {scalar(one)}" for one in value)]


def _settings(header: Header) -> Iterator[str]:
    if header.rulebook is not RulebookName.NONE:
        yield f"rulebook: {header.rulebook.value}"
    usual = Convention.GB_T_1_1 if header.language.startswith("zh") else Convention.ISO
    if header.verbal_forms is not usual:
        yield f"verbal-forms: {header.verbal_forms.value}"
    if header.numbering.scheme == "pattern":
        yield from _mapping("numbering", (("pattern", header.numbering.pattern),))
    elif header.numbering.scheme != "rulebook":
        yield f"numbering: {header.numbering.scheme}"


def _titles(header: Header, titles: Sequence[Title]) -> Iterator[str]:
    if len(titles) == 1 and titles[0] == Title(header.language, "", titles[0].main, "", "", "") and titles[0].main:
        yield f"title: {scalar(titles[0].main)}"
    elif titles:
        yield "title:"
        for title in titles:
            yield f"  {scalar(title.language)}: {_title(title)}"


def _title(title: Title) -> str:
    parts = (("intro", title.intro), ("main", title.main), ("compl", title.compl))
    said = [f"{name}: {scalar(value)}" for name, value in parts if value]
    part = _flow((("number", title.part_number), ("title", title.part_title)))
    said += [f"part: {part}"] if part != "{}" else []
    return scalar(title.main) if said == [f"main: {scalar(title.main)}"] else f"{{{', '.join(said)}}}"


def _mapping(name: str, pairs: Sequence[tuple[str, str]]) -> Iterator[str]:
    flow = _flow(pairs)
    if flow != "{}":
        yield f"{name}: {flow}"


def _flow(pairs: Sequence[tuple[str, str]]) -> str:
    return f"{{{', '.join(f'{name}: {scalar(value)}' for name, value in pairs if value)}}}"


def scalar(text: str) -> str:
    """Return a text as YAML reads it back, in quotes where it needs them."""
    if _PLAIN.fullmatch(text) and text == text.strip():
        return text
    quoted = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{quoted}"'
