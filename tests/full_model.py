"""One standard built by hand that holds every class of the model at least once."""

from __future__ import annotations

from dataclasses import replace

from full_blocks import annex_blocks, block_tour, inline_tour, table_tour
from model_ids import identified
from model_parts import HERE, clause, footnote_mark, inlines, paragraph, reference, sentence
from model_samples import ASSETS

from stdpub.model.content import Footnote, Note, Reference, References
from stdpub.model.header import Adoption, Copyright, Header, Publisher, RulebookName, Title
from stdpub.model.inlines import Mark, MarkKind, VerbalForm
from stdpub.model.provisions import Convention, Kind
from stdpub.model.source import Diagnostic, Severity, Words
from stdpub.model.standard import Clause, ClauseKind, Standard
from stdpub.model.terms import Designation, Status, TermEntry, TermSource

HEADER = Header(
    identifier="T/STDPUB 7",
    language="en",
    titles=(
        Title("en", "Data centres", "Cooling air", "Requirements", "2", "Supply & return"),
        Title("zh", "数据中心", "冷却空气", "要求", "2", "送风与回风"),
    ),
    edition="1",
    version="1.8.0",
    date="2026-11-22",
    implementation="2027-06-01",
    rulebook=RulebookName.ISO_IEC_PART_2,
    verbal_forms=Convention.ISO,
    level="association-standard",
    force="recommended",
    function="specification",
    stage="60.60",
    committee="SAC/TC 28",
    ics=("35.020", "91.140.30"),
    ccs=("L 70",),
    replaces=("T/STDPUB 7—2024",),
    adopts=Adoption("ISO/IEC 30134-2:2016", "MOD"),
    plan="20261234-T-469",
    proposed_by="SAC",
    administered_by="SAC/TC 28",
    drafting_organizations=("Institute A", "研究院乙"),
    drafters=("A. Author", "张三"),
    history=("2024: first edition",),
    patents="unknown",
    publisher=Publisher("stdpub", "STDPUB"),
    copyright=Copyright("stdpub", "2026", "CC-BY-4.0"),
    translator="N. N.",
    chapters=("05-requirements.md",),
)


def full_standard() -> Standard:
    """Return the standard with every construct, numbered and with its references resolved."""
    notes = (Footnote("1", "", (paragraph("Text of the footnote."),), "", HERE),)
    faults = (Diagnostic(HERE, Severity.WARNING, "some-rule", Words("something", "某事")),)
    clauses = (*_front(), *_body(), *_back())
    return identified(Standard("t-stdpub-7", HEADER, clauses, notes, ASSETS, "ab" * 32, faults))


def _front() -> tuple[Clause, ...]:
    drafted = paragraph("This document was drafted by rule.", generated=True)
    return (
        clause("Foreword", drafted, kind=ClauseKind.FOREWORD, key="foreword", normative=False),
        clause("Introduction", paragraph("Why."), kind=ClauseKind.INTRODUCTION, key="intro", normative=False),
    )


def _body() -> tuple[Clause, ...]:
    title = (*inlines("Requirements for CO"), Mark(MarkKind.SUBSCRIPT, inlines("2"), HERE))
    numbered_paragraph = clause("", paragraph("Text without a title."), key="untitled")
    part = replace(clause("Inline marks", *inline_tour(), key="marks"), clauses=(numbered_paragraph,))
    fixed = replace(clause("Blocks", *block_tour(), key="blocks"), fixed_label="V2.1")
    tables = clause("Tables, figures and formulas", *table_tour(), key="shown")
    requirements = replace(clause("", key="requirements"), title=title, clauses=(part, fixed, tables))
    return (
        clause("Scope", paragraph("This document specifies.", key="what"), kind=ClauseKind.SCOPE, key="scope"),
        clause("Normative references", _normative(), kind=ClauseKind.NORMATIVE_REFERENCES, key="references"),
        _terms(),
        clause("Symbols", paragraph("None."), kind=ClauseKind.SYMBOLS, key="symbols"),
        requirements,
    )


def _normative() -> References:
    title = Mark(MarkKind.EMPHASIS, inlines("Data centres — Part 2"), HERE)
    dated = Reference("ISO/IEC 30134-2:2016", True, (title,), "iso30134-2", "", "", HERE)  # noqa: FBT003
    undated = Reference("GB/T 1.1", False, inlines("Rules"), "gb1", "", "", HERE)  # noqa: FBT003
    return References((dated, undated), "", HERE)


def _terms() -> Clause:
    def named(word: str, status: Status, language: str = "en") -> Designation:
        return Designation(inlines(word), language, status, HERE)

    designations = (
        named("inlet air", Status.PREFERRED),
        named("进风", Status.PREFERRED, "zh"),
        named("supply air", Status.ADMITTED),
        named("fresh air", Status.DEPRECATED),
        named("IA", Status.ABBREVIATION),
        Designation((Mark(MarkKind.EMPHASIS, inlines("a"), HERE),), "en", Status.SYMBOL, HERE),
    )
    entry = TermEntry(
        designations,
        "cooling",
        (paragraph("air at the front of the ", reference("outlet-air", "outlet"), " side"),),
        (),
        (Note((paragraph("Measured in the ", footnote_mark("1"), "aisle."),), "", "", "", "", HERE),),
        (TermSource("iso30134-2", inlines("ISO/IEC 30134-2:2016, 3.1.1, modified"), HERE),),
        "inlet-air",
        "",
        "",
        "",
        HERE,
    )
    other = replace(entry, designations=designations[2:3], domain="", notes=(), source=(), key="outlet-air")
    lead = paragraph("For the purposes of this document, the following apply.", generated=True)
    return replace(clause("Terms", lead, kind=ClauseKind.TERMS, key="terms"), clauses=(entry, other))


def _back() -> tuple[Clause, ...]:
    place = sentence("Place the sensor.", kind=Kind.INSTRUCTION, key="place-sensor")
    law = sentence("It ", VerbalForm("must", HERE), " be lawful.", kind=Kind.EXTERNAL_CONSTRAINT, key="law")
    general = clause("General", paragraph(place), paragraph(law), key="method-general")
    annex = replace(clause("Method", *annex_blocks(), kind=ClauseKind.ANNEX, key="method"), clauses=(general,))
    informative = clause("More", paragraph("See there."), kind=ClauseKind.ANNEX, key="more", normative=False)
    entry = Reference("ISO 16890-1:2016", True, inlines("Air filters"), "iso16890", "", "[1]", HERE)  # noqa: FBT003
    listed = References((entry, replace(entry, identifier="", key="book", label="[2]")), "", HERE)
    return (
        annex,
        informative,
        clause("Bibliography", listed, kind=ClauseKind.BIBLIOGRAPHY, key="bibliography", normative=False),
        clause("Index", paragraph("air, 4"), kind=ClauseKind.INDEX, key="index", normative=False),
    )
