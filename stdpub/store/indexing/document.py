"""One language of one version in, with its written forms; the rows that the index keeps of it out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import accumulate

from stdpub.compare.hashing.hashes import Hashes, hashes
from stdpub.model.folder import Folder
from stdpub.model.source import SourceText, Span
from stdpub.model.standard import Standard
from stdpub.model.terms import TermEntry
from stdpub.read.markdown.decoding import decode
from stdpub.store.indexing.elements import Element, Reading, printed, read_elements
from stdpub.store.indexing.records import record_places
from stdpub.store.indexing.slices import Slice, namespaces, slices
from stdpub.store.indexing.words import indexed
from stdpub.write.plain_text import write_text
from stdpub.write.printed import full_title

SLICED = ("xml", "html", "json")
"""The forms of which the index keeps the bytes and where each element stands in them."""

Row = tuple[int | str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One language of one version: the standard, its files, its written forms, and where they come from.

    `stored` tells that the forms are the published bytes; `languages` are all of the version, the source language first.
    """

    slug: str
    tree: str
    quantities: str
    stored: bool
    renderer: str
    languages: tuple[str, ...]
    standard: Standard
    folder: Folder
    forms: Mapping[str, bytes]

    @property
    def language(self) -> str:
        """The language it is written in."""
        return self.standard.header.language


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index keeps of a document: its bodies by form, its sources, and the rows of its elements and terms."""

    bodies: tuple[tuple[str, bytes], ...]
    sources: tuple[tuple[str, bytes], ...]
    elements: tuple[Row, ...]
    terms: tuple[tuple[int, str], ...]
    words: tuple[tuple[str, str, str, str], ...]
    title: str
    header: str
    spaces: str


def index_document(document: Document) -> Indexed:
    """Return what the index keeps of a document."""
    standard = document.standard
    reading = read_elements(standard)
    hashed = hashes(standard)
    sources = _sources(document)
    xml = slices(document.forms["xml"]) if "xml" in document.forms else {}
    html = slices(document.forms["html"]) if "html" in document.forms else {}
    records = record_places(document.forms.get("json", b""))
    title = full_title(standard.header.title(document.language), standard.header.rulebook)
    rows = [_standard_row(standard, title, _whole(standard, hashed), len(reading.elements), len(reading.text))]
    ways = _ways(reading.elements)
    for element in reading.elements:
        source = _source_range(sources, element.span)
        written = (
            *_xml_range(xml, element.id),
            *_range(html.get(element.id)),
            *records.get(element.id, (-1, -1)),
        )
        rows.append(
            (
                *_columns(element),
                *_three(hashed.get(element.id, _NONE)),
                *_text_range(element),
                *written,
                *source,
                *ways[element.place],
            )
        )
    bodies = [(form, document.forms[form]) for form in SLICED if form in document.forms]
    bodies += [("text", reading.text), ("txt", write_text(standard).encode())]
    return Indexed(
        bodies=tuple(bodies),
        sources=tuple((path, source.content) for path, source in sources.items()),
        elements=tuple(rows),
        terms=tuple(_terms(standard, reading)),
        words=tuple(_words(standard, title, reading)),
        title=title,
        header=json.dumps(_header(standard), ensure_ascii=False),
        spaces=json.dumps({name.decode(): value.decode() for name, value in _spaces(document).items()}),
    )


def _header(standard: Standard) -> dict[str, object]:
    """Return the facts of the front matter that the catalogue shows and filters by."""
    header = standard.header
    titles = {title.language: full_title(title, header.rulebook) for title in header.titles}
    return {
        "identifier": header.identifier,
        "titles": titles,
        "edition": header.edition,
        "date": header.date,
        "implementation": header.implementation,
        "stage": header.stage,
        "committee": header.committee,
        "ics": header.ics,
        "ccs": header.ccs,
        "replaces": header.replaces,
        "adopts": header.adopts.standard,
        "publisher": header.publisher.name,
        "licence": header.copyright.licence,
    }


def _spaces(document: Document) -> dict[bytes, bytes]:
    return namespaces(document.forms.get("xml", b""))


_NONE = Hashes("")


def _three(found: Hashes) -> tuple[str, str, str]:
    return found.content, found.normative, found.closure


def _whole(standard: Standard, hashed: Mapping[str, Hashes]) -> tuple[str, str, str]:
    """Return the hashes of a standard: those of its clauses, joined and hashed."""
    clauses = [_three(hashed.get(clause.id, _NONE)) for clause in standard.clauses]
    content, normative, closure = (sha256("".join(one[at] for one in clauses).encode()).hexdigest() for at in range(3))
    return content, normative, closure


def _standard_row(standard: Standard, title: str, whole: tuple[str, str, str], last: int, size: int) -> Row:
    name = (0, last, -1, -1, 0, "", "", "", standard.header.identifier, "standard", title, "", "", *whole)
    return (*name, 0, 0, size, -1, -1, "", -1, -1, -1, -1, "", -1, -1, "", "", "")


def _columns(element: Element) -> Row:
    """Return the first columns of an element; place 0 is the standard itself, so that all others move on by one."""
    return (
        element.place + 1,
        element.last + 1,
        element.parent + 1,
        element.clause + 1,
        element.depth,
        element.id,
        element.key,
        element.number,
        element.label,
        element.kind,
        element.title,
        element.provision,
        element.verbal_form,
    )


def _ways(elements: tuple[Element, ...]) -> list[tuple[str, str, str]]:
    """Return how addresses name the clause that each element stands in, and those before and after it on its level."""
    names = [element.number or f"~{element.key}" for element in elements]
    before: dict[int, str] = {}
    after: dict[int, str] = {}
    last: dict[int, int] = {}
    for element in elements:
        if element.depth:
            previous = last.get(element.clause)
            if previous is not None:
                before[element.place] = names[previous]
                after[previous] = names[element.place]
            last[element.clause] = element.place
    return [
        (names[one.clause] if one.clause >= 0 else "", before.get(one.place, ""), after.get(one.place, ""))
        for one in elements
    ]


def _text_range(element: Element) -> tuple[int, int, int]:
    return element.start, element.own_end, element.end


def _xml_range(found: dict[str, Slice], name: str) -> tuple[int, int, str]:
    """Return where an element stands in the XML; a term entry's label stands in the section around it."""
    place = found.get(f"{name}.sec") or found.get(name)
    return (place.start, place.end, place.tag) if place else (-1, -1, "")


def _range(place: Slice | None) -> tuple[int, int]:
    return (place.start, place.end) if place else (-1, -1)


def _sources(document: Document) -> dict[str, _Source]:
    """Return the Markdown files of the folder, decoded as the reader reads them."""
    found: dict[str, _Source] = {}
    for path in sorted(document.folder.files):
        source = decode(path, document.folder.files[path])[0] if path.endswith(".md") else None
        if source is not None:
            found[path] = _Source(source)
    return found


class _Source:
    """The text of one file that turns lines and columns into bytes."""

    def __init__(self, source: SourceText) -> None:
        self.lines = source.text.split("\n")
        self.content = source.text.encode()
        sizes = (len(line.encode()) + 1 for line in self.lines)
        self.starts = (0, *accumulate(sizes))

    def offset(self, line: int, column: int) -> int:
        """Return the byte at a 1-based line and column."""
        return self.starts[line - 1] + len(self.lines[line - 1][: column - 1].encode())


def _source_range(sources: dict[str, _Source], span: Span) -> tuple[str, int, int]:
    """Return the file and the bytes that an element was written as."""
    source = sources.get(span.file)
    if source is None or not span.line:
        return "", -1, -1
    return span.file, source.offset(span.line, span.column), source.offset(span.end_line, span.end_column)


def _terms(standard: Standard, reading: Reading) -> Iterator[tuple[int, str]]:
    places = {element.id: element.place + 1 for element in reading.elements if element.kind == "term"}
    for part in standard.parts():
        if isinstance(part, TermEntry) and part.id in places:
            yield places[part.id], json.dumps(_term(part), ensure_ascii=False)


def _term(entry: TermEntry) -> dict[str, object]:
    """Return what the list of terms says of an entry."""
    return {
        "domain": entry.domain,
        "designations": [
            {"text": printed(one.words), "language": one.language, "status": one.status.value}
            for one in entry.designations
        ],
    }


def _words(standard: Standard, title: str, reading: Reading) -> Iterator[tuple[str, str, str, str]]:
    """Yield what each element is found by, in the order of the rows."""
    yield words_of(standard.header.identifier, title, [], "")
    terms = {part.id: part for part in standard.parts() if isinstance(part, TermEntry)}
    for element in reading.elements:
        term = terms.get(element.id)
        designations = [printed(one.words) for one in term.designations] if term else []
        body = reading.text[element.start : element.own_end].decode()
        yield words_of(element.number, element.title, designations, body)


def words_of(number: str, title: str, designations: Sequence[str], body: str) -> tuple[str, str, str, str]:
    """Return what an element is found by: the words of its number, title, designations and text."""
    return indexed(number), indexed(title), indexed(" | ".join(designations)), indexed(body)
