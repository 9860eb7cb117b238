"""An invalid document to exact messages: every element is held alone against the patterns of its name.

The schema library judges a document in one pass, but where an optional element is wrong inside, it blames the element
around it. So on failure, and only then, each element is judged by itself, its children by their names alone.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from typing import NamedTuple

from lxml import etree
from lxml.etree import SubElement
from lxml.etree import _Element as Element

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_LOOSE = frozenset({f"{_RNG}optional", f"{_RNG}choice", f"{_RNG}zeroOrMore"})
_ALONE = {"ID": "NCName", "IDREF": "NCName", "IDREFS": "NMTOKENS"}
_CHILD = re.compile(r"(?:Did not expect element|got|has extra content:) ([\w.-]+)")
_POINTERS = ("rid", "target", "headers")


class _Pattern(NamedTuple):
    """What one element of the grammar admits, its children by name alone; attributes it knows and needs; its children."""

    schema: etree.RelaxNG
    attributes: dict[str, list[Element]]
    needed: frozenset[str]
    children: frozenset[str]


class Grammar:
    """The patterns of a RELAX NG grammar by the names of the elements they describe."""

    def __init__(self, root: Element) -> None:
        self.defines = {define.get("name", ""): define for define in root.iter(f"{_RNG}define")}
        self.elements: defaultdict[str, list[Element]] = defaultdict(list)
        for element in root.iter(f"{_RNG}element"):
            self.elements[_name(element)].append(element)
        self.patterns: dict[str, list[_Pattern]] = {}
        self.shell = deepcopy(root)
        _flatten(self.shell)
        _add_any(self.shell)
        for data in self.shell.iter(f"{_RNG}data"):
            data.set("type", _ALONE.get(data.get("type", ""), data.get("type", "")))

    def of(self, name: str) -> list[_Pattern]:
        """Return the patterns of an element's name, none where the grammar does not know it."""
        if name not in self.patterns:
            self.patterns[name] = [self._pattern(element) for element in self.elements.get(name, [])]
        return self.patterns[name]

    def _pattern(self, element: Element) -> _Pattern:
        attributes: defaultdict[str, list[Element]] = defaultdict(list)
        needed = set()
        for attribute, must in self._attributes(element, must=True):
            attributes[_name(attribute)].append(attribute)
            if must:
                needed.add(_name(attribute))
        children = frozenset(_name(child) for child in self._children(element))
        return _Pattern(self.schema(element), dict(attributes), frozenset(needed), children)

    def schema(self, *patterns: Element, within: str = "") -> etree.RelaxNG:
        """Return a schema of one element: the pattern given, or an element that bears one of the attributes given."""
        shell = deepcopy(self.shell)
        start = shell.find(f"{_RNG}start")
        if start is None:
            start = SubElement(shell, f"{_RNG}start")
        _emptied(start)
        if within:
            start = SubElement(SubElement(start, f"{_RNG}element", {"name": within}), f"{_RNG}choice")
        for pattern in patterns:
            copy = deepcopy(pattern)
            for child in copy:
                _flatten(child)
            start.append(copy)
        for data in start.iter(f"{_RNG}data"):
            data.set("type", _ALONE.get(data.get("type", ""), data.get("type", "")))
        return etree.RelaxNG(shell)

    def _attributes(self, pattern: Element, *, must: bool) -> Iterator[tuple[Element, bool]]:
        for child in pattern:
            if child.tag == f"{_RNG}attribute":
                yield child, must
            elif child.tag == f"{_RNG}ref":
                yield from self._attributes(self.defines[child.get("name", "")], must=must)
            elif child.tag != f"{_RNG}element":
                yield from self._attributes(child, must=must and child.tag not in _LOOSE)

    def _children(self, pattern: Element) -> Iterator[Element]:
        for child in pattern:
            if child.tag == f"{_RNG}element":
                yield child
            elif child.tag == f"{_RNG}ref":
                yield from self._children(self.defines[child.get("name", "")])
            else:
                yield from self._children(child)


def _name(pattern: Element) -> str:
    """Return the name of an element or attribute pattern, its namespace in braces."""
    prefix, colon, local = pattern.get("name", "").rpartition(":")
    spaces = {**pattern.nsmap, "xml": "http://www.w3.org/XML/1998/namespace"}
    return f"{{{spaces[prefix]}}}{local}" if colon else local


def _flatten(pattern: Element) -> None:
    """Let every outermost element in a pattern hold anything."""
    if pattern.tag == f"{_RNG}element":
        _emptied(pattern)
        SubElement(pattern, f"{_RNG}ref", {"name": "any"})
        return
    for child in pattern:
        _flatten(child)


def _emptied(pattern: Element) -> None:
    for child in list(pattern):
        pattern.remove(child)


def _add_any(grammar: Element) -> None:
    define = SubElement(grammar, f"{_RNG}define", {"name": "any"})
    choice = SubElement(SubElement(define, f"{_RNG}zeroOrMore"), f"{_RNG}choice")
    SubElement(SubElement(choice, f"{_RNG}attribute"), f"{_RNG}anyName")
    SubElement(choice, f"{_RNG}text")
    element = SubElement(choice, f"{_RNG}element")
    SubElement(element, f"{_RNG}anyName")
    SubElement(element, f"{_RNG}ref", {"name": "any"})


def faults(grammar: Grammar, root: Element) -> tuple[str, ...]:
    """Return what is wrong with each element of a document, then ids borne twice and pointers to nothing."""
    found: list[str] = []
    for element in root.iter("*"):
        said = [_faults(grammar, pattern, element) for pattern in grammar.of(str(element.tag))]
        if said and all(said):
            found += said[0]
    return (*dict.fromkeys(found), *_pointer_faults(root))


def _faults(grammar: Grammar, pattern: _Pattern, element: Element) -> list[str]:
    """Return what is wrong with one element by itself, nothing if it fits the pattern."""
    if pattern.schema.validate(_alone(element)):
        return []
    name = _printed(element)
    found = list(_attribute_faults(grammar, pattern, element, name))
    strangers = [child for child in element.iterchildren("*") if str(child.tag) not in pattern.children]
    found += [_at(child, f"`{_printed(child)}` cannot stand in `{name}`") for child in strangers]
    return found or [_content_fault(pattern.schema, element, name)]


def _attribute_faults(grammar: Grammar, pattern: _Pattern, element: Element, name: str) -> Iterator[str]:
    given = {str(attribute): str(value) for attribute, value in element.attrib.items()}
    for attribute in sorted(pattern.needed - set(given)):
        yield _at(element, f"`{name}` lacks its attribute `{_local(attribute)}`")
    for attribute, value in given.items():
        known = pattern.attributes.get(attribute)
        if known is None:
            yield _at(element, f"`{name}` has no attribute `{_local(attribute)}`")
        elif not grammar.schema(*known, within="probe").validate(etree.Element("probe", {attribute: value})):
            yield _at(element, f"`{_local(attribute)}` of `{name}` cannot be `{value}`")


def _content_fault(schema: etree.RelaxNG, element: Element, name: str) -> str:
    message = next((entry.message for entry in schema.error_log.filter_from_errors()), "")
    found = _CHILD.search(message)
    for child in element.iterchildren("*"):
        if found and found[1] == etree.QName(child).localname:
            return _at(child, f"`{_printed(child)}` cannot stand here in `{name}`")
    if "text" in message:
        return _at(element, f"`{name}` holds text that cannot stand in it")
    if "attribute" in message:
        return _at(element, f"the attributes of `{name}` do not go together")
    return _at(element, f"`{name}` is not complete")


def _alone(element: Element) -> Element:
    """Return a copy of an element whose children are empty."""
    copy = etree.Element(element.tag, {str(name): str(value) for name, value in element.attrib.items()})
    copy.text = element.text
    for child in element.iterchildren("*"):
        SubElement(copy, child.tag).tail = child.tail
    return copy


def _at(element: Element, message: str) -> str:
    return f"line {element.sourceline}: {message}"


def _pointer_faults(root: Element) -> Iterator[str]:
    first: dict[str, str] = {}
    for element in root.iter("*"):
        name = element.get("id")
        if name is not None and name in first:
            yield f"line {element.sourceline}: id `{name}` is borne already on line {first[name]}"
        elif name is not None:
            first[name] = f"{element.sourceline}"
    for element in root.iter("*"):
        for attribute in _POINTERS:
            for name in element.get(attribute, "").split():
                if name not in first:
                    yield f"line {element.sourceline}: `{attribute}` of `{_printed(element)}` names `{name}`, which is no id"


def _printed(element: Element) -> str:
    local = etree.QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local


def _local(name: str) -> str:
    return etree.QName(name).localname
