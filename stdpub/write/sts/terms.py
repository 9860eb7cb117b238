"""Term entries to term-sec and tbx:termEntry."""

from __future__ import annotations

from lxml.etree import SubElement
from lxml.etree import _Element as Element

from stdpub.model.content import Block, Example, Note, Paragraph
from stdpub.model.terms import Designation, Status, TermEntry
from stdpub.write.sts.inlines import TERM_TEXT, TERM_WORDS, inlines_into
from stdpub.write.sts.paragraphs import TERM, sentences_into
from stdpub.write.sts.writing import LANG, TBX, Writing, leaf, line_each, tongue

Blocks = tuple[Block, ...]

_AUTHORIZATIONS = {
    Status.PREFERRED: "preferredTerm",
    Status.ADMITTED: "admittedTerm",
    Status.DEPRECATED: "deprecatedTerm",
}
_TYPES = {Status.ABBREVIATION: "abbreviation", Status.SYMBOL: "symbol"}


def _tbx(name: str) -> str:
    return f"{{{TBX}}}{name}"


def term_into(writing: Writing, parent: Element, entry: TermEntry) -> Element:
    """Append a term entry in its own numbered section and return the section."""
    section = SubElement(parent, "term-sec", writing.identified(f"{entry.id}.sec" if entry.id else ""))
    if entry.label:
        leaf(section, "label", entry.label)
    element = SubElement(section, _tbx("termEntry"), writing.identified(entry.id))
    own = _language(element, writing.language)
    _texts(writing, own, entry)
    sets = {writing.language: own}
    for designation in entry.designations:
        language = tongue(designation.language)
        if language not in sets:
            sets[language] = _language(element, language)
        _designation(writing, sets[language], designation)
    if not any(tongue(designation.language) == writing.language for designation in entry.designations):
        SubElement(SubElement(own, _tbx("tig")), _tbx("term"), {"absent": "yes"})
    for language_set in sets.values():
        line_each(language_set)
    line_each(element)
    line_each(section)
    return section


def _language(entry: Element, language: str) -> Element:
    return SubElement(entry, _tbx("langSet"), {LANG: language})


def _texts(writing: Writing, element: Element, entry: TermEntry) -> None:
    """Write subject field, definition, examples, notes and sources, which stand before the terms."""
    if entry.domain:
        leaf(element, _tbx("subjectField"), entry.domain)
    if entry.definition:
        _mixed(writing, SubElement(element, _tbx("definition")), entry.definition)
    for block in (*entry.examples, *entry.notes):
        tag = _tbx("example" if isinstance(block, Example) else "note")
        if isinstance(block, (Note, Example)):
            _mixed(writing, SubElement(element, tag, writing.identified(block.id)), block.blocks)
        else:
            _mixed(writing, SubElement(element, tag), (block,))
    for source in entry.source:
        words = SubElement(element, _tbx("source"), {"xtarget": source.reference} if source.reference else None)
        inlines_into(writing, words, source.words, TERM_WORDS)


def _mixed(writing: Writing, element: Element, blocks: Blocks) -> None:
    """Write blocks into an element that admits no `p`: paragraphs part by two line breaks."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Paragraph):
            if isinstance(before, Paragraph):
                SubElement(element, "break")
                SubElement(element, "break")
            _paragraph(writing, element, block)
        else:
            writing.fill(element, (block,), TERM)
        before = block


def _paragraph(writing: Writing, element: Element, block: Paragraph) -> None:
    if block.key:
        attributes = writing.identified(block.id, {"content-type": "paragraph"})
        element = SubElement(element, "named-content", attributes)
        sentences_into(writing, element, block, TERM_TEXT._replace(breaks=False, citations=False))
    else:
        sentences_into(writing, element, block, TERM_TEXT)


def _designation(writing: Writing, language_set: Element, designation: Designation) -> None:
    group = SubElement(language_set, _tbx("tig"))
    inlines_into(writing, SubElement(group, _tbx("term")), designation.words, TERM_WORDS)
    SubElement(group, _tbx("partOfSpeech"), {"value": "noun"})
    if designation.status in _AUTHORIZATIONS:
        SubElement(group, _tbx("normativeAuthorization"), {"value": _AUTHORIZATIONS[designation.status]})
    else:
        SubElement(group, _tbx("termType"), {"value": _TYPES[designation.status]})
