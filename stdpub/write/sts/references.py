"""Entries of normative references and of the bibliography to ref elements."""

from __future__ import annotations

from lxml.etree import SubElement
from lxml.etree import _Element as Element

from stdpub.model.content import Reference, References
from stdpub.model.inlines import Inline, Mark, MarkKind, Text, plain
from stdpub.write.sts.inlines import PARAGRAPH, STANDARD, Pen, inlines_into
from stdpub.write.sts.writing import Writing, leaf, lined

Inlines = tuple[Inline, ...]


def entries_into(writing: Writing, parent: Element, block: References) -> Element:
    """Append a list of references and return it."""
    element = SubElement(parent, "ref-list", writing.identified(block.id, {"content-type": writing.listing}))
    fill_entries(writing, element, block)
    return element


def fill_entries(writing: Writing, element: Element, block: References) -> None:
    """Append the entries to a list of references that has its title already."""
    lined(element)
    for entry in block.items:
        reference_into(writing, element, entry).tail = "\n"


def reference_into(writing: Writing, parent: Element, entry: Reference) -> Element:
    """Append one entry: a standard by its identifier and title, any other document as it is worded."""
    element = SubElement(parent, "ref", writing.identified(entry.id))
    if entry.label:
        leaf(element, "label", entry.label)
    if not entry.identifier:
        inlines_into(writing, SubElement(element, "mixed-citation"), entry.text)
        return element
    kind = "dated" if entry.dated else "undated"
    standard = SubElement(element, "std", {"type": kind})
    leaf(standard, "std-ref", entry.identifier, {"type": kind})
    if entry.text:
        pen = Pen(writing, standard, STANDARD)
        if _needs_joint(entry.text):
            pen.text("　" if writing.language.startswith("zh") else ", ")
        _title(pen, entry.text)
    return element


def _needs_joint(text: Inlines) -> bool:
    """Tell whether nothing parts the words after an identifier from it yet."""
    first = plain(text[:1])
    return not first or (first[0].isalnum() or first[0] in "《“\"'")


def _title(pen: Pen, text: Inlines) -> None:
    """Write the emphasised words as the title; all words where none are."""
    for at, node in enumerate(text):
        if isinstance(node, Mark) and node.kind is MarkKind.EMPHASIS:
            pen.inlines(text[:at])
            inlines_into(pen.writing, pen.element("title"), node.children, PARAGRAPH)
            pen.inlines(text[at + 1 :])
            return
    lead, rest = _lead(text)
    pen.text(lead)
    inlines_into(pen.writing, pen.element("title"), rest, PARAGRAPH)


def _lead(text: Inlines) -> tuple[str, Inlines]:
    """Part punctuation and white space before a title from it."""
    first = text[0]
    if not isinstance(first, Text):
        return "", text
    words = first.text.lstrip(" ,，\u3000:：")
    return first.text[: len(first.text) - len(words)], (Text(words, first.span), *text[1:])
