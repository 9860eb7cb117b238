"""What an address can name, and the one table of its spellings: read by the grammar, written by `Address.path`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple, TypeAlias
from urllib.parse import quote

from stdpub.model.source import Words


class Place(StrEnum):
    """What an address names."""

    HOME = "home"
    CATALOGUE = "catalogue"
    WORK = "work"
    WORK_VIEW = "work-view"
    PERMANENT = "permanent"
    VERSION = "version"
    ARCHIVE = "archive"
    VIEW = "view"
    NUMBER = "number"
    KEY = "key"
    KEY_VIEW = "key-view"
    KEY_AT = "key-at"
    PROOF = "proof"
    COMPARE = "compare"
    CHECK = "check"
    LIBRARY_VIEW = "library-view"
    BULK = "bulk"
    FEED = "feed"
    GIT = "git"
    SERVICE = "service"
    STATIC = "static"


class Row(NamedTuple):
    """One spelling: `name` is one of `names` where they are given; the last segment takes a form where `forms` says so."""

    place: Place
    template: str
    names: tuple[str, ...] = ()
    forms: bool = True


VIEWS = ("toc", "provisions", "terms", "tables", "limits", "references", "changes")
KEY_VIEWS = ("history", "references", "cited-by", "translations")
WORK_VIEWS = ("keys", "timemap", "register")
LIBRARY_VIEWS = ("search", "limits", "terms", "resolve", "check-text", "changes")
CHECK_FILES = ("check", "evidence.schema.json", "evidence-template.json")
SERVICES = (
    "openapi.json",
    "docs",
    "healthz",
    "readyz",
    "metrics",
    "mcp",
    "sitemap.xml",
    "robots.txt",
    "llms.txt",
    "favicon.ico",
)

ROWS = (
    Row(Place.HOME, "/", forms=False),
    Row(Place.SERVICE, "/{name}", SERVICES, forms=False),
    Row(Place.STATIC, "/static/{name}", forms=False),
    Row(Place.BULK, "/bulk/{version}.ndjson", forms=False),
    Row(Place.FEED, "/feeds/{name}.atom", ("library",), forms=False),
    Row(Place.FEED, "/feeds/{slug}.atom", forms=False),
    Row(Place.FEED, "/feeds/{slug}/~{key}.atom", forms=False),
    Row(Place.GIT, "/library.git", forms=False),
    Row(Place.GIT, "/library.git/{path}", forms=False),
    Row(Place.ARCHIVE, "/standards/{slug}/{version}.tar.gz", forms=False),
    Row(Place.CHECK, "/standards/{slug}/{version}/{name}", CHECK_FILES, forms=False),
    Row(Place.PROOF, "/standards/{slug}/{version}/~{key}.proof", forms=False),
    Row(Place.CATALOGUE, "/standards"),
    Row(Place.LIBRARY_VIEW, "/{name}", LIBRARY_VIEWS),
    Row(Place.WORK, "/standards/{slug}"),
    Row(Place.WORK_VIEW, "/standards/{slug}/{name}", WORK_VIEWS),
    Row(Place.PERMANENT, "/standards/{slug}/~{key}"),
    Row(Place.VERSION, "/standards/{slug}/{version}"),
    Row(Place.VIEW, "/standards/{slug}/{version}/{name}", VIEWS),
    Row(Place.KEY, "/standards/{slug}/{version}/~{key}"),
    Row(Place.NUMBER, "/standards/{slug}/{version}/{number}"),
    Row(Place.COMPARE, "/standards/{slug}/{version}/compare/{other}"),
    Row(Place.KEY_VIEW, "/standards/{slug}/{version}/~{key}/{name}", KEY_VIEWS),
    Row(Place.KEY_AT, "/standards/{slug}/{version}/~{key}/at/{other}"),
)
"""Every spelling of the contract, in the order in which they are tried."""

ANY_DEPTH = -1
"""The depth of a row whose last part may hold slashes."""

_FIELD = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Address:
    """One parsed address; a part is empty where the address has none."""

    place: Place
    slug: str = ""
    version: str = ""
    number: str = ""
    key: str = ""
    name: str = ""
    other: str = ""
    language: str = ""
    form: str = ""

    @property
    def path(self) -> str:
        """The canonical path of this address."""
        if not self.form:
            return self.stem
        return f"{self.stem}.{self.language}.{self.form}" if self.language else f"{self.stem}.{self.form}"

    @property
    def stem(self) -> str:
        """The canonical path without language and form."""
        path = self.text
        return path if _PLAIN.fullmatch(path) else quote(path, safe="/~@")

    @property
    def text(self) -> str:
        """The path without language and form, nothing in it escaped."""
        return _template(self).format(
            slug=self.slug,
            version=self.version,
            number=self.number,
            key=self.key,
            name=self.name,
            path=self.name,
            other=self.other,
        )


def _template(address: Address) -> str:
    """Return the template of a place: of several, the one with the most parts of which none is empty."""
    found = _TEMPLATES[address.place]
    if len(found) == 1:
        return found[0][0]
    parts = {"slug": address.slug, "key": address.key, "name": address.name, "path": address.name}
    return next(template for template, names in found if all(parts[name] for name in names))


@dataclass(frozen=True, slots=True)
class Moved:
    """The address was spelled another way; `to` is the one to use from now on.

    Imported text may bear the spelling as its label (`Appendix A`): where the version holds `unless`, that is meant.
    """

    to: Address
    unless: Address | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """The path is no address: the HTTP status and what is wrong."""

    status: int
    message: Words


Parsed: TypeAlias = Address | Moved | Refused


def fields(row: Row) -> set[str]:
    """Return the names of the parts that a row's template holds."""
    return set(_FIELD.findall(row.template))


def pattern(row: Row) -> re.Pattern[str]:
    """Return the expression that a whole path of this row matches; what its parts may be is judged afterwards."""
    named = "|".join(re.escape(name) for name in row.names) or r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*"
    text = re.escape(row.template).replace(r"\{", "{").replace(r"\}", "}")
    shapes = {"name": named, "path": ".+"}
    return re.compile(_FIELD.sub(lambda part: f"(?P<{part[1]}>{shapes.get(part[1], '[^/]+')})", text), re.DOTALL)


def depth(row: Row) -> int:
    """Return how many slashes a path of this row holds."""
    return ANY_DEPTH if "{path}" in row.template else row.template.count("/")


_PLAIN = re.compile(r"[A-Za-z0-9/.~@_-]+")
_TEMPLATES = {
    place: sorted(((row.template, fields(row)) for row in ROWS if row.place is place), key=lambda found: -len(found[1]))
    for place in Place
}
