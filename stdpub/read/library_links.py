"""Citations of other standards of the library, `[@slug@edition#key]`, in; what they print and where they lead, out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from stdpub.model.folder import Folder
from stdpub.model.header import Header
from stdpub.model.inlines import Citation, CrossReference, Inline, Limit, Link, Mark
from stdpub.model.patterns import regex
from stdpub.model.rewriting import Rewriter, each
from stdpub.model.rulebooks import dated
from stdpub.model.source import Diagnostic, Severity, Span, Words
from stdpub.model.standard import Standard
from stdpub.read.cross_references import cited_keys, printed
from stdpub.read.labels import label
from stdpub.read.nearest import MOST_HELPED, nearest
from stdpub.read.numbering import number

_SLUG = regex(r"[a-z0-9][a-z0-9-]{0,100}")
_EDITION = regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,60}")
_NAMED = regex(r"[第表图附]")

Read = Callable[[Folder, str], Standard]
"""Reads a neighbour: its folder, and the language that is wanted."""


class _Neighbour(NamedTuple):
    """Another standard as this one cites it: its header, and what pointers to its keys print in this one's language."""

    header: Header
    texts: Mapping[str, str]


def link(standard: Standard, neighbours: Mapping[str, Folder], read: Read) -> Standard:
    """Return the standard, its own pointers resolved, with its citations of the library resolved too.

    Without neighbours nothing can be looked up: what is cited is printed as it is written.
    """
    linker = _Linker(standard, neighbours, read)
    linked = linker.standard(standard)
    if linked is standard and not linker.diagnostics:
        return standard
    kept = (one for one in standard.diagnostics if (one.rule, one.at) not in linker.settled)
    found = sorted((*kept, *linker.diagnostics), key=lambda one: (one.at, one.rule)) if linker.diagnostics else kept
    return replace(linked, diagnostics=tuple(found))


class _Linker(Rewriter):
    """Settles the citations of the library in one standard."""

    def __init__(self, standard: Standard, neighbours: Mapping[str, Folder], read: Read) -> None:
        self.header = standard.header
        self.chinese = standard.header.language.partition("-")[0] == "zh"
        self.neighbours = neighbours
        self.read = read
        self.known: dict[str, _Neighbour | None] = {}
        self.diagnostics: list[Diagnostic] = []
        self.settled: set[tuple[str, Span]] = set()
        self.unresolved = {one.at for one in standard.diagnostics if one.rule == "undefined-key"}

    def inlines(self, nodes: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """Return nodes with their citations of the library settled."""
        return each(nodes, self._inline)

    def _inline(self, node: Inline) -> Inline:
        match node:
            case Citation() if "@" in node.reference:
                return self._citation(node)
            case CrossReference() | Citation() if node.span in self.unresolved:
                return self._undated(node)
            case Mark() | Link() | Limit() | CrossReference():
                children = self.inlines(node.children)
                return node if children is node.children else replace(node, children=children)
        return node

    def _undated(self, node: CrossReference | Citation) -> Inline:
        """Return a citation without an edition, where the unknown key is the name of a standard of the library."""
        name, clause = (node.key, "") if isinstance(node, CrossReference) else (node.reference, node.clause)
        slug, _, key = name.partition("#")
        if self._neighbour(slug) is None:
            return node
        self.settled.add(("undefined-key", node.span))
        clause = f"#{key}" if key else clause
        return self._citation(Citation(slug, clause, node.children, "", dated=False, target_id="", span=node.span))

    def _neighbour(self, slug: str) -> _Neighbour | None:
        if slug not in self.known:
            folder = self.neighbours.get(slug) if _SLUG.fullmatch(slug) else None
            self.known[slug] = self._read(folder) if folder is not None else None
        return self.known[slug]

    def _read(self, folder: Folder) -> _Neighbour:
        """Read a neighbour, labelled as this standard's rulebook and language want it."""
        other = self.read(folder, self.header.language)
        spoken = replace(other.header, language=self.header.language, rulebook=self.header.rulebook)
        numbered = number(replace(other, header=spoken))
        return _Neighbour(other.header, printed(label(numbered, cited_keys)))

    def _citation(self, node: Citation) -> Citation:
        slug, _, edition = node.reference.partition("@")
        children = self.inlines(node.children)
        if not self.neighbours:
            return replace(node, children=children, text="" if children else node.reference)
        neighbour = self._neighbour(slug)
        if neighbour is None:
            self._unknown_standard(node, slug)
            return replace(node, children=children, text="" if children else f"{node.reference}{node.clause}")
        header = neighbour.header
        current = edition in {header.edition_id, header.date[:4]} or not edition
        if not current:
            self._other_edition(node, slug, edition, header.edition_id)
        year = (header.date[:4] if current else edition) if edition else ""
        identifier = dated(header.identifier, year if year.isdigit() else "")
        if node.clause and not edition:
            self._undated_element(node, slug, header.edition_id)
        text = self._text(identifier, self._element(node, neighbour, slug, current=current))
        address = "/".join(
            ("/standards", slug, *([edition] if _EDITION.fullmatch(edition) else []), *_last(node.clause))
        )
        return replace(
            node,
            children=children,
            text="" if children else text,
            dated=bool(edition),
            identifier=identifier,
            address=address,
        )

    def _element(self, node: Citation, neighbour: _Neighbour, slug: str, *, current: bool) -> str:
        """Return what a pointer to the element prints, empty where the whole standard is meant."""
        if not node.clause.startswith("#"):
            return node.clause
        key = node.clause[1:]
        if key in neighbour.texts:
            return neighbour.texts[key]
        if current:
            self._unknown_key(node, slug, key, neighbour)
        return ""

    def _text(self, identifier: str, element: str) -> str:
        """Return how an element of another standard is cited: `T/X 2—2026, 5.2.1`; `T/X 2—2026中5.2.1`, `T/X 2—2026表1`."""
        if not element:
            return identifier
        if not self.chinese:
            return f"{identifier}, {element}"
        if element.isascii() and element.isdigit():
            return f"{identifier}第{element}章"
        return f"{identifier}{element}" if _NAMED.match(element) else f"{identifier}中{_of(element)}{element}"

    def _unknown_standard(self, node: Citation, slug: str) -> None:
        near = nearest(slug, self.neighbours) if len(self.diagnostics) < MOST_HELPED else ""
        help_ = Words(f"did you mean `{near}`?", f"是否指`{near}`？") if near else None
        message = Words(f"no standard `{slug}` in the library", f"标准库中没有标准`{slug}`")
        self.diagnostics.append(Diagnostic(node.span, Severity.ERROR, "unknown-standard", message, help_))

    def _other_edition(self, node: Citation, slug: str, edition: str, current: str) -> None:
        message = Words(
            f"edition `{edition}` of `{slug}` is not the one that stands in the library",
            f"标准库中的`{slug}`不是`{edition}`版",
        )
        help_ = Words(
            f"it is `{current}` there; an earlier one is not looked at", f"库中为`{current}`；不查看较早的版本"
        )
        self.diagnostics.append(Diagnostic(node.span, Severity.WARNING, "other-edition", message, help_))

    def _undated_element(self, node: Citation, slug: str, current: str) -> None:
        message = Words(f"an element of `{slug}` cited without its edition", f"引用`{slug}`的内容，却未注明版次")
        wanted = (
            f"[@{slug}@{current}{node.clause}]"
            if node.clause.startswith("#")
            else f"[@{slug}@{current}, {node.clause}]"
        )
        help_ = Words(f"write `{wanted}`: its numbers can change", f"请写`{wanted}`：编号可能变动")
        self.diagnostics.append(Diagnostic(node.span, Severity.ERROR, "undated-element", message, help_))

    def _unknown_key(self, node: Citation, slug: str, key: str, neighbour: _Neighbour) -> None:
        near = nearest(key, neighbour.texts) if len(self.diagnostics) < MOST_HELPED else ""
        help_ = Words(f"did you mean `{near}`?", f"是否指`{near}`？") if near else None
        message = Words(f"no key `{key}` in `{slug}`", f"`{slug}`中没有键`{key}`")
        self.diagnostics.append(Diagnostic(node.span, Severity.ERROR, "undefined-key", message, help_))


def _of(element: str) -> str:
    return "的" if element.startswith("公式") else ""


def _last(clause: str) -> tuple[str, ...]:
    """Return the end of an address: `~key` for a key, a number as it is."""
    if clause.startswith("#"):
        return (f"~{clause[1:]}",)
    return (clause,) if re.fullmatch(r"[A-Za-z0-9.-]{1,40}", clause) else ()
