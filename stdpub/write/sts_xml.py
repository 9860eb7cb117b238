"""A standard to NISO STS 1.2 in the stdpub profile: one pass over the model, always the same bytes for the same model."""

from __future__ import annotations

from lxml import etree
from lxml.etree import SubElement
from lxml.etree import _Element as Element

from stdpub.model.content import Block, References
from stdpub.model.standard import BACK, FRONT, Clause, ClauseKind, Part, Standard
from stdpub.model.terms import TermEntry
from stdpub.write.sts.amended import mark_amended
from stdpub.write.sts.blocks import blocks_into
from stdpub.write.sts.inlines import inlines_into
from stdpub.write.sts.metadata import metadata_into, processing_into
from stdpub.write.sts.paragraphs import CLAUSE, footnote_into
from stdpub.write.sts.references import fill_entries
from stdpub.write.sts.terms import term_into
from stdpub.write.sts.writing import HREF, LANG, MML, TBX, XLINK, Writing, clean, leaf, line_each, lined

_NAMESPACES = {"mml": MML, "tbx": TBX, "xlink": XLINK}

_SEC_TYPES = {
    ClauseKind.FOREWORD: "foreword",
    ClauseKind.INTRODUCTION: "intro",
    ClauseKind.SCOPE: "scope",
    ClauseKind.NORMATIVE_REFERENCES: "norm-refs",
    ClauseKind.TERMS: "terms",
    ClauseKind.SYMBOLS: "symbols",
    ClauseKind.INDEX: "index",
}


def write_xml(standard: Standard) -> bytes:
    """Return the standard as an STS document."""
    writing = Writing(standard, blocks_into)
    root = etree.Element("standard", {"dtd-version": "1.2", LANG: writing.language}, _NAMESPACES)
    processing_into(root, standard)
    first, body, back = _divided(standard.clauses)
    _front(writing, root, standard, first)
    _body(writing, root, standard, body)
    if back or standard.footnotes:
        _back(writing, root, standard, back)
    line_each(root)
    writing.settle()
    mark_amended(root, standard)
    root.tail = "\n"
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _divided(clauses: tuple[Clause, ...]) -> tuple[tuple[Clause, ...], tuple[Clause, ...], tuple[Clause, ...]]:
    """Return what goes to front, body and back, in reading order: the back begins with the first annex or bibliography."""
    start = next((at for at, clause in enumerate(clauses) if clause.kind not in FRONT), len(clauses))
    end = next((at for at, clause in enumerate(clauses) if at >= start and clause.kind in BACK), len(clauses))
    return clauses[:start], clauses[start:end], clauses[end:]


def _front(writing: Writing, root: Element, standard: Standard, clauses: tuple[Clause, ...]) -> None:
    front = SubElement(root, "front")
    metadata_into(writing, front, standard)
    for clause in clauses:
        _section(writing, front, clause)
    line_each(front)


def _body(writing: Writing, root: Element, standard: Standard, clauses: tuple[Clause, ...]) -> None:
    body = SubElement(root, "body")
    name = f"{standard.slug or 'standard'}.{writing.language}.json"
    SubElement(body, "supplementary-material", {"mimetype": "application/json", HREF: clean(name)})
    for clause in clauses:
        _section(writing, body, clause)
    line_each(body)


def _back(writing: Writing, root: Element, standard: Standard, clauses: tuple[Clause, ...]) -> None:
    back = SubElement(root, "back")
    group: Element | None = None
    for clause in clauses:
        if clause.kind is ClauseKind.ANNEX:
            group = SubElement(back, "app-group") if group is None else group
            _annex(writing, group, clause)
            continue
        group = None
        if clause.kind is ClauseKind.BIBLIOGRAPHY:
            _bibliography(writing, back, clause)
        else:
            _section(writing, back, clause)
    if standard.footnotes:
        notes = SubElement(back, "fn-group")
        for footnote in standard.footnotes:
            footnote_into(writing, notes, footnote)
        line_each(notes)
    line_each(back)


def _section(writing: Writing, parent: Element, clause: Clause) -> Element:
    if clause.depth <= 1:
        writing.listing = "norm-refs" if clause.kind is ClauseKind.NORMATIVE_REFERENCES else "bibl"
    attributes = writing.identified(clause.id, {"sec-type": _SEC_TYPES.get(clause.kind, "clause")})
    element = SubElement(parent, "sec", attributes)
    if clause.label:
        leaf(element, "label", clause.label)
    if clause.title or not clause.label:
        inlines_into(writing, SubElement(element, "title"), clause.title)
    _content(writing, element, clause)
    return element


def _content(writing: Writing, element: Element, clause: Clause) -> None:
    writing.fill(element, clause.blocks, CLAUSE)
    _parts(writing, element, clause.clauses)


def _parts(writing: Writing, element: Element, parts: tuple[Part, ...]) -> None:
    if parts:
        lined(element)
        for part in parts:
            write = (
                term_into(writing, element, part) if isinstance(part, TermEntry) else _section(writing, element, part)
            )
            write.tail = "\n"


def _annex(writing: Writing, group: Element, clause: Clause) -> None:
    lined(group)
    attributes = {"content-type": "norm-annex" if clause.normative else "inform-annex"}
    element = SubElement(group, "app", writing.identified(clause.id, attributes))
    if clause.label:
        leaf(element, "label", clause.label)
    leaf(element, "annex-type", writing.wording.annex_status[0 if clause.normative else 1])
    if clause.title or not clause.label:
        inlines_into(writing, SubElement(element, "title"), clause.title)
    _content(writing, element, clause)
    element.tail = "\n"


def _bibliography(writing: Writing, parent: Element, clause: Clause) -> Element:
    element = SubElement(parent, "ref-list", writing.identified(clause.id, {"content-type": "bibl"}))
    if clause.label:
        leaf(element, "label", clause.label)
    if clause.title:
        inlines_into(writing, SubElement(element, "title"), clause.title)
    _entries(writing, element, clause.blocks)
    for part in clause.clauses:
        if isinstance(part, Clause):
            _bibliography(writing, element, part)
    line_each(element)
    return element


def _entries(writing: Writing, element: Element, blocks: tuple[Block, ...]) -> None:
    """Write blocks, then entries; what follows the entries stands in a list of its own inside, as STS wants it."""
    at = next((at for at, block in enumerate(blocks) if isinstance(block, References)), len(blocks))
    writing.fill(element, blocks[:at], CLAUSE)
    entries, rest = blocks[at : at + 1], blocks[at + 1 :]
    for block in entries:
        if isinstance(block, References):
            fill_entries(writing, element, block)
    if rest:
        inner = SubElement(element, "ref-list", {"content-type": "bibl"})
        _entries(writing, inner, rest)
        inner.tail = "\n"
