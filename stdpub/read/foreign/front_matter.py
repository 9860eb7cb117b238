"""The text of a foreign file in, its front matter as plain fields and the offset where the text begins out."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from datetime import date

from stdpub.model.patterns import regex
from stdpub.model.source import SourceText
from stdpub.read.front_matter import Mapping, Scalar, Sequence, Value, parse

_YAML = regex(r"\s*---[ \t]*\n(?P<body>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|$)")
_TOML = regex(r"\s*\+\+\+[ \t]*\n(?P<body>(?:.*\n)*?)\+\+\+[ \t]*(?:\n|$)")
_FIELD = regex(r"[\w-]+[ \t]*:|#|\s*$")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO_DATE = regex(r"((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})")
_CHINESE_DATE = regex(r"((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日")
_DAY_FIRST = regex(r"(\d{1,2})[ .-]+([A-Za-z]{3,9})\.?,?[ -]+((?:19|20)\d\d)")
_MONTH_FIRST = regex(r"([A-Za-z]{3,9})\.?[ -]+(\d{1,2}),?[ -]+((?:19|20)\d\d)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields before a text, lists joined by a comma; `end` is the offset of the text, `readable` whether they parsed."""

    fields: tuple[tuple[str, str], ...]
    end: int
    readable: bool

    def get(self, *names: str) -> str:
        """Return the first of these fields that says anything."""
        known = {name.lower(): text for name, text in self.fields}
        return next((known[name] for name in names if known.get(name)), "")


def front_matter(source: SourceText) -> FrontMatter:
    """Return the YAML or TOML fields that a file begins with; none where it begins with its text."""
    found = _YAML.match(source.text)
    if found and _FIELD.match(found["body"]):
        mapping, _ = parse(source, found.start("body"), found.end("body"))
        fields = _fields(mapping) if mapping is not None else _lines(found["body"])
        return FrontMatter(fields, found.end(), mapping is not None)
    found = _TOML.match(source.text)
    if found:
        try:
            table = tomllib.loads(found["body"])
        except tomllib.TOMLDecodeError:
            return FrontMatter(_lines(found["body"]), found.end(), readable=False)
        return FrontMatter(tuple((name, str(value)) for name, value in table.items()), found.end(), readable=True)
    return FrontMatter((), 0, readable=True)


def _fields(mapping: Mapping) -> tuple[tuple[str, str], ...]:
    return tuple((field.name, _text(field.value)) for field in mapping.fields)


def _text(value: Value) -> str:
    if isinstance(value, Scalar):
        return value.text
    if isinstance(value, Sequence):
        return ", ".join(_text(item) for item in value.items)
    return ", ".join(f"{field.name}: {_text(field.value)}" for field in value.fields)


def _lines(body: str) -> tuple[tuple[str, str], ...]:
    """Return what can be had of fields that do not parse: one a line."""
    found = re.findall(r"^([\w-]+)[ \t]*[:=][ \t]*(.*?)[ \t]*$", body, re.MULTILINE)
    return tuple((name, text.strip("\"'")) for name, text in found)


def masked(text: str, end: int) -> str:
    """Return the text with everything before an offset blank, so that all other offsets stay."""
    return re.sub(r"[^\n]", " ", text[:end]) + text[end:] if end else text


def as_date(text: str) -> str:
    """Return the first date in a text as `YYYY-MM-DD`, empty where there is none."""
    for pattern in (_ISO_DATE, _CHINESE_DATE):
        found = pattern.search(text)
        if found:
            return _valid(int(found[1]), int(found[2]), int(found[3]))
    found = _DAY_FIRST.search(text)
    if found:
        return _valid(int(found[3]), _month(found[2]), int(found[1]))
    found = _MONTH_FIRST.search(text)
    return _valid(int(found[3]), _month(found[1]), int(found[2])) if found else ""


def _month(name: str) -> int:
    short = name[:3].lower()
    return _MONTHS.index(short) + 1 if short in _MONTHS else 0


def _valid(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
