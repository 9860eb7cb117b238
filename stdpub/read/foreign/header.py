"""What a foreign document says of itself to front matter of the language: identifier, edition, title, date, copyright."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from stdpub.model.header import RulebookName
from stdpub.model.patterns import regex
from stdpub.model.provisions import Convention
from stdpub.read.foreign.folder import ForeignFile
from stdpub.read.foreign.front_matter import as_date
from stdpub.read.foreign.labels import Scheme
from stdpub.read.foreign.report import Account, Fate

_TITLE = ("title", "name")
_IDENTIFIER = ("identifier", "number", "docnumber", "doc-id", "standard")
_VERSION = regex(r"[0-9][0-9A-Za-z.]*")
_NUMBERED = regex(r"(?:version|edition|release|rev(?:ision)?\.?|v|版本|第)\s*[:：]?\s*(\d[0-9A-Za-z.]*)", re.IGNORECASE)
_HOLDER = regex(
    r"(?:copyright|©|\(c\))[\s:©]*(?:\(c\))?\s*(?P<year>(?:19|20)\d\d)(?:[-–]\d{2,4})?\s*,?\s*(?:by\s+)?(?P<holder>[^\n.]{2,80})",
    re.IGNORECASE,
)
_LICENCES = (
    (
        regex(r"(?:Creative Commons Attribution 4\.0|CC[- ]BY[- ]4\.0)(?![- ]?(?:SA|NC|ND))", re.IGNORECASE),
        "CC-BY-4.0",
    ),
    (regex(r"(?:Attribution[- ]ShareAlike 4\.0|CC[- ]BY[- ]SA[- ]4\.0)", re.IGNORECASE), "CC-BY-SA-4.0"),
    (regex(r"Apache(?: License,? Version)?[- ]2\.0", re.IGNORECASE), "Apache-2.0"),
    (regex(r"\bCC0\b", re.IGNORECASE), "CC0-1.0"),
    (regex(r"\bMIT\b"), "MIT"),
)
_READ = frozenset(
    {*_TITLE, *_IDENTIFIER, "version", "edition", "subtitle", "date", "copyright", "lang", "language", "locale"}
)
_REPLACES = regex(r"本文件代替[ \u3000]*([A-Z]{1,6}(?:/[A-Z]{1,4})?[ \u3000]*[\w.]+[—–-]+\w+)")
_NAMELESS = frozenset({"", "readme", "index", "_index", "main", "document"})
_GENERIC = regex(
    r"(?:[a-z]{2}(?:[-_][A-Za-z]{2,4})?|docs?|documents?|markdown|md|spec|src|source|standard|text|samples?)"
)
_TOP_EDITION = 99
"""The highest number that is an edition's; a higher one is a year and so a version."""


@dataclass(slots=True)
class Identity:
    """What names a document and its edition."""

    identifier: str
    title: str
    language: str
    edition: str = ""
    version: str = ""
    date: str = ""
    rulebook: RulebookName = RulebookName.NONE
    verbal_forms: Convention = Convention.ISO
    scheme: Scheme = field(default_factory=lambda: Scheme("none"))
    holder: str = ""
    year: str = ""
    licence: str = ""
    replaces: str = ""
    chapters: tuple[str, ...] = ()


def identify(
    files: Sequence[ForeignFile], name: str, title: str, identifier: str, edition: str, language: str
) -> Identity:
    """Return what the first front matter says of the document; `name` or `title` stand in for an identifier."""
    front = next((file.front for file in files if file.front.fields), None)
    said = front.get(*_IDENTIFIER) if front else ""
    stem = posixpath.splitext(posixpath.basename(files[0].path))[0] if len(files) == 1 else ""
    known = (name if stem.lower() in _NAMELESS else stem).strip("_. ")
    known = title if title and _GENERIC.fullmatch(known) else known
    identity = Identity(identifier or said or known or "imported", title or known, language)
    identity.replaces = next((found[1] for file in files if (found := _REPLACES.search(file.source.text))), "")
    if front is not None and len(files) == 1:
        identity.version = _version(front.get("version") or front.get("subtitle"))
        identity.date = as_date(front.get("date"))
        owner = front.get("copyright", "rights")
        found = _HOLDER.search(owner)
        if found:
            identity.holder, identity.year = found["holder"].strip(), found["year"]
            identity.licence = next((name_ for pattern, name_ in _LICENCES if pattern.search(owner)), "")
    if edition.isdigit() and int(edition) <= _TOP_EDITION:
        identity.edition = edition
    elif edition:
        identity.version = _version(edition) or identity.version
    return identity


def _version(text: str) -> str:
    found = _NUMBERED.search(text)
    version = (found[1] if found else text.strip()).rstrip(".")
    return version if _VERSION.fullmatch(version) else ""


def title_of_front(file: ForeignFile) -> str:
    """Return the title that a file's front matter gives."""
    return file.front.get(*_TITLE)


def drop_fields(file: ForeignFile, account: Account, *, alone: bool) -> None:
    """Name the fields of a file's front matter that the standard has no place for."""
    for name, text in file.front.fields:
        account.count("front-matter-fields")
        if not alone or name.lower() not in _READ:
            account.about(Fate.DROPPED, "front-matter", file.path, f"{name}: {text}")


def header_text(identity: Identity) -> str:
    """Return the front matter, with its two fences."""
    lines = ["---", f"identifier: {_quoted(identity.identifier)}"]
    for name in ("edition", "version", "date"):
        text = getattr(identity, name)
        if text:
            lines.append(f"{name}: {_quoted(text) if name == 'version' else text}")
    lines.append(f"language: {identity.language}")
    lines += ["title:", f"  {identity.language}: {{main: {_quoted(identity.title)}}}"]
    lines += [f"rulebook: {identity.rulebook.value}", f"verbal-forms: {identity.verbal_forms.value}"]
    scheme = identity.scheme
    lines.append(
        f"numbering: {{pattern: {_quoted(scheme.pattern)}}}" if scheme.pattern else f"numbering: {scheme.name}"
    )
    if identity.rulebook is RulebookName.GB_T_1_1:
        lines.append("patents: not-stated")
        if identity.replaces:
            lines.append(f"replaces: [{_quoted(identity.replaces)}]")
    if identity.holder:
        licence = f", licence: {identity.licence}" if identity.licence else ""
        lines.append(f"copyright: {{holder: {_quoted(identity.holder)}, year: {identity.year}{licence}}}")
    if identity.chapters:
        lines.append("chapters:")
        lines += [f"  - {_quoted(chapter)}" for chapter in identity.chapters]
    return "\n".join([*lines, "---", ""])


def _quoted(text: str) -> str:
    """Return a text as a double-quoted value of YAML."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
