"""Read, check, fix, write: a standard's folder in, its language versions with their faults and its finished outputs out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from stdpub.check.draft import Draft
from stdpub.check.references.typed_pointers import evidence
from stdpub.check.runner import RULE_NAMES, run
from stdpub.check.suppressions import allowed
from stdpub.model.amendments import Effect, Issue, amendment_name
from stdpub.model.editing import apply
from stdpub.model.folder import Folder
from stdpub.model.source import Diagnostic, Replace, Severity, Span, Words
from stdpub.model.standard import Standard
from stdpub.model.surroundings import ALONE, Surroundings
from stdpub.read.amendment_folder import amendment_folder, amendment_versions, is_amendment
from stdpub.read.amendment_slots import keyless
from stdpub.read.consolidating import Consolidated, consolidate, has_amendments, without_amendments
from stdpub.read.consolidation_file import FILE as CONSOLIDATION_FILE
from stdpub.read.quantities import FILE as QUANTITIES
from stdpub.read.quantities import quantities
from stdpub.read.reader import languages, read, sources
from stdpub.write.shelf import Shelf

FORMS = ("xml", "json", "html", "pdf")
"""What a standard is built into, in the order in which it is built, and what is stored of an edition."""

MORE_FORMS = ("docx", "epub")
"""What a standard is built into where it is asked for."""

MOST_PASSES = 20
"""How often fixes are made anew, for those that touch the place of another."""


@dataclass(frozen=True, slots=True)
class Output:
    """One finished file: language, form and bytes."""

    language: str
    form: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Built:
    """The language versions of a standard, source first, and their outputs; none where a version has an error."""

    standards: tuple[Standard, ...]
    outputs: tuple[Output, ...]

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """What was found in any language, each finding once."""
        return tuple(dict.fromkeys(found for standard in self.standards for found in standard.diagnostics))


def failed(diagnostics: Sequence[Diagnostic]) -> bool:
    """Tell whether a finding stops a build."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


def versions(folder: Folder, surroundings: Surroundings = ALONE) -> tuple[Standard, ...]:
    """Return every language version of a standard or an amendment, source first, as the reader reads it."""
    if is_amendment(folder) and (document := amendment_versions(folder)):
        return document
    return tuple(read(folder, language, surroundings.neighbours) for language in languages(folder))


def check(folder: Folder, surroundings: Surroundings = ALONE) -> tuple[Standard, ...]:
    """Return every language version of a standard, source first, with all that reading and the rules found.

    What is wrong with its amendments, and with the text that they make of it, is found with the source language.
    """
    if is_amendment(folder) and (document := amendment_versions(folder)):
        return document
    if not has_amendments(folder):
        return _judged(folder, surroundings)
    standards = _judged(without_amendments(folder), surroundings)
    made, faults = consolidate(folder)
    known = {(fault.rule, fault.at, fault.message) for standard in standards for fault in standard.diagnostics}
    found = dict.fromkeys((*faults, *(fault for one in made for fault in _new_faults(one, surroundings, known))))
    first = _checked(standards[0], (*standards[0].diagnostics, *found))
    return first, *standards[1:]


@dataclass(frozen=True, slots=True)
class Derived:
    """What an amendment makes: the amendment as a document of its own, or the edition consolidated with it.

    `edition` is its id in addresses; `gone` are the keys that end with the consolidated edition.
    """

    edition: str
    folder: Folder
    issue: Issue
    before: str
    consolidated: bool
    gone: tuple[str, ...] = ()


def derived(folder: Folder) -> tuple[Derived, ...]:
    """Return what the amendments in a folder make, oldest first: each as a document, then the text consolidated with it."""
    found: list[Derived] = []
    for one in consolidate(folder)[0] if has_amendments(folder) else ():
        issue, before = one.issue, one.edition.removesuffix(f"-{one.issue.name}")
        changes = (change for change in one.amended.changes if change.by == issue.name)
        gone = tuple(change.key for change in changes if change.effect is Effect.DELETED)
        found.append(Derived(issue.edition_id, amendment_folder(one), issue, before, consolidated=False))
        found.append(Derived(one.edition, one.folder, issue, before, consolidated=True, gone=gone))
    return tuple(found)


def _new_faults(
    one: Consolidated, surroundings: Surroundings, known: set[tuple[str, Span, Words]]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a consolidated text and was not before, where its author typed it."""
    origins = one.origins()
    standards = _judged(one.folder, surroundings)
    yield from keyless(one, standards)
    for fault in (fault for standard in standards for fault in standard.diagnostics):
        at = origins.of(fault.at)
        if (fault.rule, at, fault.message) in known or at.file == CONSOLIDATION_FILE:
            continue
        known.add((fault.rule, at, fault.message))
        related = tuple(map(origins.of, fault.related))
        message = fault.message
        if amendment_name(at.file) is None:
            name = one.issue.name
            message = Words(f"{message.en}, once `{name}` is applied", f"{message.zh}（`{name}`修改之后）")
        fixes = tuple(Replace(origins.of(edit.at), edit.text) for edit in fault.fix)
        kept = all(_extent(fix.at) == _extent(edit.at) for fix, edit in zip(fixes, fault.fix, strict=True))
        yield replace(fault, at=at, message=message, related=related, fix=fixes if kept else ())


def _extent(at: Span) -> tuple[int, int]:
    """Return how many lines and columns a run of text covers."""
    return at.end_line - at.line, at.end_column - at.column


def _judged(folder: Folder, surroundings: Surroundings) -> tuple[Standard, ...]:
    surroundings, faults = _with_own_quantities(folder, surroundings)
    texts = sources(folder)
    standards = versions(folder, surroundings)
    source = Draft(standards[0], texts, surroundings)
    drafts = (source, *(Draft(version, texts, surroundings, source) for version in standards[1:]))
    found = allowed(texts, [(*_read(draft), *run(draft)) for draft in drafts], RULE_NAMES)
    found = [(*faults, *found[0]), *found[1:]] if faults else found
    return tuple(map(_checked, standards, found))


def _with_own_quantities(folder: Folder, surroundings: Surroundings) -> tuple[Surroundings, tuple[Diagnostic, ...]]:
    """Return the surroundings with the quantities of a standard that has its own, and what is wrong with those."""
    content = folder.files.get(QUANTITIES)
    if content is None:
        return surroundings, ()
    own, faults = quantities(content)
    return replace(surroundings, quantities=own), faults


def _read(draft: Draft) -> Iterator[Diagnostic]:
    """Yield what reading found; a library grades all but its errors, for what an error leads to cannot be right."""
    severities = draft.surroundings.severities
    kept = evidence(draft)
    for found in draft.standard.diagnostics:
        severity = severities.get(found.rule, found.severity)
        if found.severity is Severity.ERROR:
            yield replace(found, fix=()) if found.at in kept and found.rule == "typed-number" else found
        elif severity is not None:
            yield replace(found, severity=severity)


def _checked(standard: Standard, found: tuple[Diagnostic, ...]) -> Standard:
    return replace(standard, diagnostics=tuple(sorted(found, key=lambda one: (one.at, one.rule))))


@dataclass(frozen=True, slots=True)
class Fixed:
    """A folder with its fixable findings fixed, what was fixed, and the versions with what is left."""

    folder: Folder
    fixed: tuple[Diagnostic, ...]
    standards: tuple[Standard, ...]


def fix(folder: Folder, surroundings: Surroundings = ALONE, *, unsafe: bool = False) -> Fixed:
    """Return a standard's folder with the safe fixes made, and those that a person has to read where `unsafe` asks for them.

    Fixes that touch one place are made one after the other; texts keep all their other characters, LF for line ends.
    """
    fixed: list[Diagnostic] = []
    standards = check(folder, surroundings)
    for _ in range(MOST_PASSES):
        chosen = _apart(found for found in _findings(standards) if found.fix and (found.safe or unsafe))
        if not chosen:
            break
        changed = _mended(folder, chosen)
        if changed.files == folder.files:
            break
        folder = changed
        fixed.extend(chosen)
        standards = check(folder, surroundings)
    return Fixed(folder, tuple(fixed), standards)


def _findings(standards: Sequence[Standard]) -> Iterator[Diagnostic]:
    return iter(dict.fromkeys(found for standard in standards for found in standard.diagnostics))


def _apart(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings whose fixes touch no place that an earlier one changes."""
    chosen: list[Diagnostic] = []
    taken: dict[tuple[str, int], list[Span]] = {}
    for one in found:
        places = [(place.at, line) for place in one.fix for line in range(place.at.line, place.at.end_line + 1)]
        if not any(_touch(at, other) for at, line in places for other in taken.get((at.file, line), ())):
            chosen.append(one)
            for at, line in places:
                taken.setdefault((at.file, line), []).append(at)
    return chosen


def _touch(one: Span, other: Span) -> bool:
    return one[1:3] <= other[3:] and other[1:3] <= one[3:]


def _mended(folder: Folder, chosen: Sequence[Diagnostic]) -> Folder:
    edits: dict[str, list[Replace]] = {}
    for one in chosen:
        for edit in one.fix:
            edits.setdefault(edit.at.file, []).append(edit)
    texts = sources(folder)
    new = {name: apply(texts[name].text, changes).encode() for name, changes in edits.items() if name in texts}
    return replace(folder, files={**folder.files, **new})


def build(
    folder: Folder,
    forms: Sequence[str] = FORMS,
    surroundings: Surroundings = ALONE,
    *,
    bilingual: bool = False,
    shelf: Shelf | None = None,
) -> Built:
    """Return the outputs of a standard in every language; where a version has an error there are none.

    `bilingual` adds a page of the source beside each translation, where pages are wanted; what is on the `shelf` is not
    laid out anew.
    """
    standards = check(folder, surroundings)
    if any(failed(standard.diagnostics) for standard in standards):
        return Built(standards, ())
    outputs: list[Output] = []
    judged: list[Standard] = []
    for standard in standards:
        made, faults = render(standard, forms, shelf)
        outputs.extend(made)
        judged.append(replace(standard, diagnostics=(*standard.diagnostics, *faults)))
    for at, other in enumerate(standards[1:], 1) if bilingual else ():
        made, faults = _beside(standards[0], other, forms)
        outputs.extend(made)
        judged[at] = replace(judged[at], diagnostics=(*judged[at].diagnostics, *faults))
    broken = any(failed(standard.diagnostics) for standard in judged)
    return Built(tuple(judged), () if broken else tuple(outputs))


def _beside(
    source: Standard, translation: Standard, forms: Sequence[str]
) -> tuple[tuple[Output, ...], tuple[Diagnostic, ...]]:
    """Return the source beside a translation in those of the wanted forms that have pages."""
    from stdpub.write.bilingual_page import Bilingual, write_bilingual_html  # noqa: PLC0415

    both = Bilingual(source, translation)
    made = [Output(both.language, "html", write_bilingual_html(both))] if "html" in forms else []
    if "pdf" in forms:
        from stdpub.write.pdf import PdfError, write_bilingual_pdf  # noqa: PLC0415 - weasyprint takes seconds to load

        try:
            made.append(Output(both.language, "pdf", write_bilingual_pdf(both)))
        except PdfError as error:
            return tuple(made), error.diagnostics
    return tuple(made), ()


def render(
    standard: Standard, forms: Sequence[str], shelf: Shelf | None = None
) -> tuple[tuple[Output, ...], tuple[Diagnostic, ...]]:
    """Return a version in the wanted forms, and what kept one from being made (a missing glyph, an invalid XML)."""
    outputs: list[Output] = []
    faults: list[Diagnostic] = []
    for form in forms:
        made = {output.form: output.content for output in outputs}
        content, found = _pdf(standard, made, shelf) if form == "pdf" else _WRITERS[form](standard)
        outputs.append(Output(standard.header.language, form, content))
        faults.extend(found)
    return tuple(outputs), tuple(faults)


def _xml(standard: Standard) -> tuple[bytes, tuple[Diagnostic, ...]]:
    from stdpub.write.schema import validate_xml  # noqa: PLC0415 - lxml is not for `check`
    from stdpub.write.sts_xml import write_xml  # noqa: PLC0415

    content = write_xml(standard)
    return content, tuple(_fault("xml-invalid", f"XML: {fault}", standard) for fault in validate_xml(content))


def _json(standard: Standard) -> tuple[bytes, tuple[Diagnostic, ...]]:
    from stdpub.write.json_record import write_json  # noqa: PLC0415

    return write_json(standard), ()


def _html(standard: Standard) -> tuple[bytes, tuple[Diagnostic, ...]]:
    from stdpub.write.html_page import write_html  # noqa: PLC0415 - templates are not for `check`

    return write_html(standard), ()


_ATTACHED = (
    ("xml", "application/xml", "Source", "The standard in NISO STS XML"),
    ("json", "application/json", "Data", "The standard as data: clauses, provisions, terms, limits"),
)
"""What a PDF carries: form, media type, what it is to the PDF, and what it is called."""


def _pdf(standard: Standard, made: Mapping[str, bytes], shelf: Shelf | None) -> tuple[bytes, tuple[Diagnostic, ...]]:
    """Return the PDF with the XML and the JSON of the standard in it, those that are made already or new ones."""
    from stdpub.write.pdf import Attachment, PdfError, write_pdf  # noqa: PLC0415 - weasyprint takes seconds to load

    name = f"{standard.slug or 'standard'}.{standard.header.language}"
    attachments = tuple(
        Attachment(f"{name}.{form}", media_type, relation, description, made.get(form) or _WRITERS[form](standard)[0])
        for form, media_type, relation, description in _ATTACHED
    )
    try:
        return write_pdf(standard, attachments, shelf), ()
    except PdfError as error:
        return b"", error.diagnostics


def _docx(standard: Standard) -> tuple[bytes, tuple[Diagnostic, ...]]:
    from stdpub.write.docx import write_docx  # noqa: PLC0415

    return write_docx(standard), ()


def _epub(standard: Standard) -> tuple[bytes, tuple[Diagnostic, ...]]:
    from stdpub.write.epub import write_epub  # noqa: PLC0415

    return write_epub(standard), ()


_WRITERS = {"xml": _xml, "json": _json, "html": _html, "docx": _docx, "epub": _epub}


def _fault(rule: str, message: str, standard: Standard) -> Diagnostic:
    at = Span(standard.header.spans[0][1].file if standard.header.spans else "standard.md", 1, 1, 1, 1)
    return Diagnostic(at, Severity.ERROR, rule, Words(message, message))
