"""A version of a standard in; what each thing in it means with all that it rests on across the library, as one hash, out.

`compare.hashing` takes another standard by its name alone. Here what stands in it counts instead: the element that is
pointed to, the terms that are taken over, and all of it where all of it is cited; an undated citation is that of the
edition that applies on a day. So a citation is suspect when the meaning changed under it, and not when another edition
says the same there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date

from stdpub.compare.hashing.hashes import by_name, closure_hashes, hash_of
from stdpub.compare.hashing.normative import DOCUMENT, normative
from stdpub.compare.hashing.normative_words import ELSEWHERE
from stdpub.model.standard import Clause, Part, Standard
from stdpub.model.terms import Designation, TermEntry
from stdpub.store.catalogue import Version
from stdpub.store.errors import LibraryError
from stdpub.store.indexing.elements import read_elements
from stdpub.store.library import Library
from stdpub.store.standards import languages_of, standard_of
from stdpub.store.versions import Redirect, resolve

_DATED = re.compile(r"(?P<number>.*\S)\s*[-\u2010-\u2015:]\s*(?P<year>[0-9]{4})")
_MOST = 500
"""Versions of other standards that one may rest on."""


def meanings(library: Library, version: Version, language: str = "", *, day: date | None = None) -> dict[str, str]:
    """Return the hash of everything in a version that binds, by its id, and of all of it by an empty one.

    `day` is today in the library unless told; the language is that of the other standards, too, where they have it.
    """
    across = _Across(library, language, day or library.today())
    start = across.version(version)
    across.follow()
    closures = closure_hashes(across.digests, across.rests)
    return {name.removeprefix(start): one for name, one in closures.items() if name.startswith(start)}


def suspect(before: dict[str, str], after: dict[str, str]) -> tuple[str, ...]:
    """Return the ids of what means another thing than it did, or is gone."""
    return tuple(name for name, one in before.items() if after.get(name) != one)


@dataclass(slots=True)
class _Across:
    """A graph of what rests on what; a node is the version's own mark and the id of a thing in it, or of nothing: all."""

    library: Library
    language: str
    day: date
    digests: dict[str, str] = field(default_factory=dict)
    rests: dict[str, set[str]] = field(default_factory=dict)
    _waiting: list[Version] = field(default_factory=list)
    _known: dict[str, Standard] = field(default_factory=dict)
    _named: dict[str, Version | None] = field(default_factory=dict)

    def version(self, version: Version) -> str:
        """Return the mark of a version, which is read when its turn comes."""
        mark = f"{version.slug}@{version.name}\0"
        if mark not in self._known and len(self._known) < _MOST:
            known = languages_of(self.library, version)
            wanted = self.language if self.language in known else ""
            self._known[mark] = standard_of(self.library, version, wanted)
            self._waiting.append(version)
        return mark

    def follow(self) -> None:
        """Read all that is rested on, and what that rests on."""
        while self._waiting:
            version = self._waiting.pop()
            self._enter(self.version(version))

    def _enter(self, mark: str) -> None:
        standard = self._known[mark]
        found = normative(standard, self._terms)
        self.digests[mark] = hash_of(["standard"])
        self.rests[mark] = {f"{mark}{clause.id}" for clause in standard.clauses}
        for name, content in found.contents.items():
            node = f"{mark}{name}"
            self.digests[node] = hash_of(content)
            self.rests[node] = {self._node(mark, other) for other in found.rests.get(name, ())}

    def _node(self, mark: str, name: str) -> str:
        """Return the node that a name in a version means; what cannot be seen counts by its name, a document by none."""
        if not name.startswith((ELSEWHERE, DOCUMENT)):
            return f"{mark}{name}"
        version = self._meant(name)
        place = name.partition("\0")[2]
        node = self._place(self.version(version), place) if version else ""
        if not node and name.startswith(ELSEWHERE):
            self.digests[name] = by_name(name)
            return name
        return node

    def _place(self, mark: str, place: str) -> str:
        """Return the node of an element by `#key` or by number, that of all where none is named; empty where there is none."""
        if not place:
            return mark
        if place.startswith("#"):
            return f"{mark}{place[1:]}"
        found = next((one.id for one in read_elements(self._known[mark]).elements if one.number == place), "")
        return f"{mark}{found}" if found else ""

    def _meant(self, name: str) -> Version | None:
        if name not in self._named:
            self._named[name] = None
            # What cannot be read counts by its name.
            with suppress(LibraryError):
                linked = name.startswith(ELSEWHERE)
                found = self._linked(name[1:].partition("\0")[0]) if linked else self._document(name[1:])
                if found is not None and self.version(found) in self._known:
                    self._named[name] = found
        return self._named[name]

    def _linked(self, reference: str) -> Version:
        slug, _, selector = reference.partition("@")
        found = resolve(self.library, slug, selector or "current", today=self.day)
        while isinstance(found, Redirect):
            found = resolve(self.library, slug, found.selector, today=self.day)
        return found

    def _document(self, identifier: str) -> Version | None:
        """Return the version that an entry of the references names by identifier and perhaps year; None for other documents."""
        dated = _DATED.fullmatch(identifier)
        for work in self.library.works():
            for edition in work.editions:
                if edition.identifier == identifier:
                    return self._linked(work.slug)
                year = dated["year"] if dated else ""
                if dated and edition.identifier == dated["number"] and year in {edition.id, edition.date[:4]}:
                    return self._linked(f"{work.slug}@{edition.id}")
        return None

    def _terms(self, source: str) -> Iterator[tuple[Designation, str]]:
        """Yield the designations of another standard's terms, each with the name of the entry that defines it."""
        version = self._meant(source.partition("\0")[0])
        if version is None:
            return
        for entry in _entries(self._known[self.version(version)].clauses):
            name = f"{ELSEWHERE}{version.slug}@{version.name}\0#{entry.id}"
            yield from ((word, name) for word in entry.designations)


def _entries(parts: tuple[Part, ...]) -> Iterator[TermEntry]:
    for part in parts:
        if isinstance(part, TermEntry):
            yield part
        elif isinstance(part, Clause):
            yield from _entries(part.clauses)
