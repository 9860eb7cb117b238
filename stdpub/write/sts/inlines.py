"""Inline nodes to the mixed content of STS elements; what an element does not admit stands in a named-content."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from lxml.etree import SubElement
from lxml.etree import _Element as Element

from stdpub.model.content import Sentence
from stdpub.model.inlines import (
    Citation,
    CodeSpan,
    CrossReference,
    FootnoteReference,
    Inline,
    InlineFormula,
    Limit,
    LineBreak,
    Link,
    Mark,
    MarkKind,
    Picture,
    Text,
    VerbalForm,
)
from stdpub.model.provisions import Kind
from stdpub.model.quantities import Comparator, LimitReading
from stdpub.verify.limit_text import limit_text
from stdpub.write.limit_parts import limit_parts
from stdpub.write.sts.formulas import formula_into
from stdpub.write.sts.writing import HREF, TBX, Writing, clean, leaf

Inlines = tuple[Inline, ...]

IMPERATIVE = "imperative"
"""The verbal form of an instruction, whatever its verb."""


class Place(NamedTuple):
    """What the element that is written into admits beside marks, code, pictures and named-content."""

    breaks: bool
    citations: bool
    formulas: bool
    pointers: bool
    milestones: bool
    terms: bool


PARAGRAPH = Place(breaks=True, citations=True, formulas=True, pointers=True, milestones=True, terms=False)
TERM_TEXT = PARAGRAPH._replace(milestones=False, terms=True)
TERM_WORDS = TERM_TEXT._replace(terms=False)
NAMED = PARAGRAPH._replace(breaks=False, citations=False)
STANDARD = Place(breaks=False, citations=False, formulas=False, pointers=True, milestones=False, terms=False)
_POINTER = STANDARD._replace(pointers=False)

_MARKS = {
    MarkKind.EMPHASIS: "italic",
    MarkKind.STRONG: "bold",
    MarkKind.STRIKE: "strike",
    MarkKind.SUBSCRIPT: "sub",
    MarkKind.SUPERSCRIPT: "sup",
}

_POINTERS = {
    "clause": ("sec", ""),
    "annex": ("app", ""),
    "term": ("sec", "term"),
    "table": ("table", ""),
    "figure": ("fig", ""),
    "formula": ("disp-formula", ""),
    "provision": ("statement", ""),
    "item": ("list", "item"),
    "footnote": ("fn", ""),
    "reference": ("bibr", ""),
}


@cache
def _marked(place: Place) -> Place:
    return place._replace(breaks=False)


@cache
def _named(place: Place) -> Place:
    return place._replace(breaks=False, citations=False, formulas=True)


class Pen:
    """Appends text and elements to one element of mixed content."""

    __slots__ = ("last", "place", "to", "writing")

    def __init__(self, writing: Writing, to: Element, place: Place) -> None:
        self.writing = writing
        self.to = to
        self.place = place
        self.last: Element | None = to[-1] if len(to) else None

    def text(self, text: str) -> None:
        """Append text."""
        last = self.last
        if last is None:
            self.to.text = (self.to.text or "") + clean(text)
        else:
            last.tail = (last.tail or "") + clean(text)

    def element(self, tag: str, attributes: dict[str, str] | None = None) -> Element:
        """Append an element and return it."""
        self.last = SubElement(self.to, tag, attributes)
        return self.last

    def named(self, kind: str) -> Pen:
        """Append a named-content for what this element does not admit, and return a pen for its inside."""
        return Pen(self.writing, self.element("named-content", {"content-type": kind}), _named(self.place))

    def inlines(self, nodes: Inlines) -> None:
        """Append inline nodes."""
        for node in nodes:
            if isinstance(node, Text):
                self.text(node.text)
            else:
                self._inline(node)

    def inside(self, element: Element, place: Place, nodes: Inlines) -> None:
        """Fill an element that was just appended."""
        only = nodes[0] if len(nodes) == 1 else None
        if isinstance(only, Text) and not len(element):
            element.text = clean(only.text)
        else:
            Pen(self.writing, element, place).inlines(nodes)

    def _inline(self, node: Inline) -> None:
        match node:
            case VerbalForm():
                self.element("named-content", {"content-type": "verbal-form"}).text = clean(node.text)
            case Mark():
                self._mark(node)
            case CodeSpan():
                self.element("inline-code").text = clean(node.text)
            case InlineFormula():
                pen = self if self.place.formulas else self.named("formula")
                formula_into(pen.element("inline-formula"), node.tex, node.mathml)
            case CrossReference():
                self._cross_reference(node)
            case Citation():
                self._citation(node)
            case Link():
                pen = self if self.place.pointers else self.named("link")
                link = pen.element("ext-link", {"ext-link-type": "uri", HREF: clean(node.href)})
                self.inside(link, _POINTER, node.children)
            case Limit():
                self._limit(node)
            case FootnoteReference():
                self._footnote_mark(node)
            case LineBreak():
                self._line_break()
            case Picture():
                leaf(self.element("inline-graphic", {HREF: clean(node.path)}), "alt-text", node.alt)
            case Text():
                self.text(node.text)

    def _mark(self, node: Mark) -> None:
        tag = _MARKS.get(node.kind)
        if tag:
            self.inside(self.element(tag), _marked(self.place), node.children)
        else:
            self.named("index-entry").inlines(node.children)

    def _line_break(self) -> None:
        if self.place.breaks:
            self.element("break")
        else:
            self.element("named-content", {"content-type": "line-break"}).text = "\n"

    def _limit(self, node: Limit) -> None:
        rule = node.rule + (f" when {node.when}" if node.when else "")
        rule += f" compare {node.compare}" if node.compare else ""
        attributes = self.writing.identified(node.id, limit_attributes(node.reading, rule))
        element = self.element("named-content", attributes)
        pen = Pen(self.writing, element, _named(self.place))
        for kind, nodes in limit_parts(node):
            (pen.named(f"limit-{kind}") if kind else pen).inlines(nodes)

    def limited(self, reading: LimitReading, rule: str) -> Pen:
        """Append what a cell limits under the head of its column, and return a pen for its words."""
        element = self.element("named-content", limit_attributes(reading, rule))
        return Pen(self.writing, element, _named(self.place))

    def _cross_reference(self, node: CrossReference) -> None:
        if node.target == "term" and self.place.terms:
            element = self.element(f"{{{TBX}}}entailedTerm")
            self.writing.point(element, "target", node.target_id)
            self._words(element, TERM_WORDS, node)
            return
        kind, use = _POINTERS.get(node.target, ("other", node.target or "unresolved"))
        pen = self if self.place.pointers else self.named("cross-reference")
        name = f"{node.target_id}.sec" if node.target == "term" else node.target_id
        pen.pointer(kind, use, name, node)

    def pointer(self, kind: str, use: str, name: str, node: CrossReference | Citation) -> None:
        """Append an xref that prints what a pointer prints."""
        element = self.element("xref", {"ref-type": kind, **({"specific-use": use} if use else {})})
        self.writing.point(element, "rid", name)
        self._words(element, _POINTER, node)

    def _words(self, element: Element, place: Place, node: CrossReference | Citation) -> None:
        if node.children:
            self.inside(element, place, node.children)
        else:
            element.text = clean(node.text)

    def _citation(self, node: Citation) -> None:
        identifier = node.identifier or self.writing.identifiers.get(node.reference)
        if not self.place.citations or identifier == "":
            pen = self if self.place.pointers else self.named("citation")
            pen.pointer("bibr", "", node.target_id, node)
            return
        kind = "dated" if node.dated else "undated"
        name = clean("#".join(part for part in (node.reference, node.clause.removeprefix("#")) if part))
        element = self.element("std", {"type": kind})
        group = SubElement(element, "std-id-group")
        leaf(group, "std-id", name, {"std-id-type": kind, "std-id-link-type": "internal-pointer"})
        if node.children:
            self.inside(element, STANDARD, node.children)
        elif identifier and node.text.startswith(identifier):
            leaf(element, "std-ref", identifier, {"type": kind}).tail = clean(node.text[len(identifier) :])
        else:
            group.tail = clean(node.text)

    def _footnote_mark(self, node: FootnoteReference) -> None:
        pen = self if self.place.pointers else self.named("footnote-mark")
        kind = self.writing.footnotes.get(node.target_id, "fn")
        attributes = {"ref-type": kind} if node.target_id else {"ref-type": kind, "specific-use": "unresolved"}
        element = pen.element("xref", attributes)
        self.writing.point(element, "rid", node.target_id)
        SubElement(element, "sup").text = clean(node.label or node.name)

    def sentence(self, node: Sentence) -> None:
        """Append one sentence of several; a provision stands between milestones, the only marks that span citations."""
        if not node.id:
            self.inlines(node.children)
            return
        attributes = self.writing.identified(node.id, provision(node.kind, node.verbal_form))
        if not self.place.milestones:
            element = self.element("named-content", attributes)
            self.inside(element, _named(self.place), words_of(node))
            return
        end_attributes = self.writing.identified(f"{node.id}.end")
        start = self.element("milestone-start", attributes)
        self.inlines(words_of(node))
        end = self.element("milestone-end", end_attributes)
        self.writing.point(start, "rid", end_attributes["id"])
        self.writing.point(end, "rid", attributes["id"])


_COMPARATORS = {"<=": "le", ">=": "ge", "<": "lt", ">": "gt", "=": "eq"}


def limit_attributes(reading: LimitReading, rule: str) -> dict[str, str]:
    """Return the attributes that say what a limit limits: the rule as written where it cannot be read."""
    attributes = {"content-type": "limit", "alt": clean(limit_text(reading) or rule)}
    if reading.comparator is Comparator.NONE:
        return attributes
    attributes["specific-use"] = _COMPARATORS.get(reading.comparator.value, reading.comparator.value)
    if reading.unit:
        attributes |= {
            "vocab": "UCUM",
            "vocab-identifier": "http://unitsofmeasure.org",
            "vocab-term": clean(reading.unit),
        }
    return attributes


def provision(kind: Kind, verbal_form: str) -> dict[str, str]:
    """Return the attributes that say which provision an element is."""
    form = IMPERATIVE if kind is Kind.INSTRUCTION else verbal_form
    return {"content-type": kind.value, **({"specific-use": clean(form)} if form else {})}


def words_of(node: Sentence) -> Inlines:
    """Return the inline nodes of a sentence; the verb of an instruction is no verbal form that the rulebooks list."""
    if node.kind is not Kind.INSTRUCTION:
        return node.children
    return tuple(Text(one.text, one.span) if isinstance(one, VerbalForm) else one for one in node.children)


def inlines_into(writing: Writing, element: Element, nodes: Inlines, place: Place = PARAGRAPH) -> None:
    """Append inline nodes to an element of mixed content."""
    Pen(writing, element, place).inlines(nodes)
