"""Rules that hold the lists of references against the citations in the text."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.check.citing import Entry, Force, citings, citings_of, entries, named, typed
from stdpub.check.draft import Draft, first_character
from stdpub.check.rule import Finding, rule
from stdpub.model.inlines import plain
from stdpub.model.source import Severity, Span

_ISO1 = "# Normative references {#refs}\n\n- ISO 1:2022, *Temperature* {#iso1}\n\n"
_CITED = "# Tests {#tests}\n\nThe temperature shall be that of [@iso1]. {#t}\n"


def entry_span(draft: Draft, entry: Entry) -> Span:
    """Return where an entry's identifier stands, the first character of the entry where that is not to be seen."""
    span = entry.reference.span
    text = draft.text_at(span)
    found = text.find(entry.reference.identifier) if entry.reference.identifier else -1
    if found < 0 or "\n" in text[:found]:
        return first_character(span)
    start = span.column + found
    return Span(span.file, span.line, start, span.line, start + len(entry.reference.identifier))


def _in_sources(draft: Draft) -> frozenset[str]:
    """Return the keys of the entries that term entries name as their source."""
    return frozenset(source.reference for term in draft.entries for source in term.source)


@rule(
    zh="文件因在文中被规范性引用才列入清单；未被引用的文件不必列出。",
    source="GB/T 1.1-2020, 8.6; ISO/IEC Directives, Part 2, 15.5.3",
    bad=_ISO1,
    good=_ISO1 + _CITED,
    severity=Severity.WARNING,
    candidates=("gb-refs-uncited", "normative-reference-uncited"),
)
def uncited_normative_reference(draft: Draft) -> Iterator[Finding]:
    """A document is a normative reference because the text cites it; one that nothing cites is not needed."""
    sourced = _in_sources(draft)
    for entry in entries(draft):
        if entry.normative and entry.reference.key not in sourced and not citings_of(draft, entry):
            key = entry.reference.key or "key"
            yield Finding(
                entry_span(draft, entry),
                f"normative reference `{entry.name}` is cited nowhere",
                f"规范性引用文件`{entry.name}`未被引用",
                f"cite it, as in `[@{key}]`, or take it off the list",
                f"在正文中引用，如`[@{key}]`，或从清单中删去",
            )


@rule(
    zh="只作资料性引用（见、参考，注、示例、术语来源中提及）的文件列入参考文献，不列入规范性引用文件。",
    source="GB/T 1.1-2020, 8.6 and 9.5.4.2; ISO/IEC Directives, Part 2, 15.5.3",
    bad=_ISO1 + "# Tests {#tests}\n\nTemperature is measured at several points, see [@iso1].\n",
    good=_ISO1 + _CITED,
    severity=Severity.WARNING,
    candidates=("gb-refs-informative-listed", "normative-reference-uncited", "normative-citation-by-see"),
)
def informatively_cited_reference(draft: Draft) -> Iterator[Finding]:
    """A document that the text only points at stands in the bibliography; normative references are cited by requirements."""
    sourced = _in_sources(draft)
    binding = draft.source_version.once(_binding) if draft.source_version else frozenset()
    for entry in entries(draft):
        found = citings_of(draft, entry) if entry.normative else ()
        known = (bool(found) or entry.reference.key in sourced) and entry.reference.key not in binding
        if known and entry.normative and all(one.force is Force.INFORMATIVE for one in found):
            yield Finding(
                entry_span(draft, entry),
                f"normative reference `{entry.name}` is cited only for information",
                f"规范性引用文件`{entry.name}`仅被资料性引用",
                "move it to the bibliography, or cite it in a requirement",
                "移入参考文献，或在要求中引用",
                related=tuple(one.at for one in found[:1]),
            )


def _binding(source: Draft) -> frozenset[str]:
    """Return the keys of what the source cites in requirements: a translation that does not is another kind of fault."""
    return frozenset(
        entry.reference.key
        for entry in entries(source)
        if entry.reference.key and any(one.force is not Force.INFORMATIVE for one in citings_of(source, entry))
    )


@rule(
    zh="要求中引用的文件是文件的组成部分，应列入规范性引用文件，读者由清单得知所需的全部文件。",
    source="GB/T 1.1-2020, 8.6; ISO/IEC Directives, Part 2, 15.5.3",
    bad="# Tests {#tests}\n\nThe steel shall be tested in accordance with ISO 6892-1:2019. {#t}\n",
    good="# Normative references {#refs}\n\n- ISO 6892-1:2019, *Metallic materials* {#iso6892}\n\n# Tests {#tests}\n\n"
    "The steel shall be tested in accordance with [@iso6892]. {#t}\n",
    candidates=("gb-refs-unlisted", "normative-reference-unlisted"),
)
def unlisted_normative_reference(draft: Draft) -> Iterator[Finding]:
    """A document that a requirement cites is part of it, so it stands among the normative references."""
    others = {entry.reference.id: entry for entry in entries(draft) if not entry.normative}
    said = _in_words(draft)
    for one in citings(draft):
        if one.force is not Force.NORMATIVE:
            continue
        other = others.get(one.target)
        identifier = one.identifier or (other.identifier if other else None)
        name = identifier.document if identifier else other.name if other else ""
        known = identifier is not None and any(entry.normative for entry in named(draft, identifier))
        if name and not known and name not in said:
            said.add(name)
            yield Finding(
                one.at,
                f"a requirement cites `{name}`, which is no normative reference",
                f"要求中引用了`{name}`，但未列入规范性引用文件",
                "move it from the bibliography to the normative references"
                if other
                else "add it to the normative references",
                "从参考文献移入规范性引用文件" if other else "列入规范性引用文件",
            )


def _in_words(draft: Draft) -> set[str]:
    """Return the documents that the normative references name in paragraphs of words instead of a list."""
    titles = {"normative references", "规范性引用文件"}
    clauses = {one.id for one in draft.standard.clauses if plain(one.title).strip().lower() in titles}
    return {found.document for passage, found in typed(draft) if passage.part.id in clauses}


@rule(
    zh="一个文件只列一次：两处列出会使读者不知其是否为规范性引用。",
    source="GB/T 1.1-2020, 8.6 and 8.13; ISO/IEC Directives, Part 2, annex A",
    bad=_ISO1 + _CITED + "\n# Bibliography {#books}\n\n- ISO 1:2022, *Temperature* {#iso1-again}\n",
    good=_ISO1 + _CITED,
    candidates=("reference-in-both-lists",),
)
def reference_listed_twice(draft: Draft) -> Iterator[Finding]:
    """A document is listed once; listed as normative reference and in the bibliography it is neither."""
    first: dict[str, Entry] = {}
    for entry in entries(draft):
        name = entry.identifier.normal if entry.identifier else entry.reference.identifier
        before = first.setdefault(name, entry)
        if name and before is not entry:
            yield Finding(
                entry_span(draft, entry),
                f"`{entry.name}` is listed a second time",
                f"`{entry.name}`重复列出",
                "keep one of the two entries",
                "只保留一处",
                related=(entry_span(draft, before),),
            )


@rule(
    zh="参考文献列出文中资料性引用的文件；未被提及的条目读者不知其用处。",
    source="GB/T 1.1-2020, 8.13; ISO/IEC Directives, Part 2, clause 21",
    bad="# Bibliography {#books}\n\n- ISO 1:2022, *Temperature* {#iso1}\n",
    good="# Tests {#tests}\n\nTemperature is measured, see [@iso1].\n\n# Bibliography {#books}\n\n- ISO 1:2022, *Temperature* {#iso1}\n",
    severity=Severity.INFO,
)
def uncited_bibliography_entry(draft: Draft) -> Iterator[Finding]:
    """The bibliography lists what the text points at; an entry that nothing names leaves its use to guesses."""
    sourced = _in_sources(draft)
    listed = {entry.reference.identifier for entry in entries(draft) if entry.normative}
    for entry in entries(draft):
        again = entry.reference.identifier in listed and bool(entry.reference.identifier)
        bibliography = not entry.normative and entry.reference.key and not again
        if bibliography and entry.reference.key not in sourced and not citings_of(draft, entry):
            yield Finding(
                entry_span(draft, entry),
                f"`{entry.name}` in the bibliography is named nowhere",
                f"参考文献`{entry.name}`未被提及",
                f"point at it, as in `[@{entry.reference.key}]`, or take it off the list",
                f"在文中提及，如`[@{entry.reference.key}]`，或从清单中删去",
            )
