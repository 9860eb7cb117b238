"""What a client accepts, its headers in; the form, language, coding it gets, and whether it has the answer already, out."""

from __future__ import annotations

from typing import NamedTuple

MEDIA_TYPES = {
    "json": "application/json",
    "html": "text/html; charset=utf-8",
    "xml": "application/xml",
    "md": "text/markdown; charset=utf-8",
    "txt": "text/plain; charset=utf-8",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "jsonld": "application/ld+json",
}
"""Forms with their media types, in the order in which a client that takes anything is served."""

_ALIASES = {"text/xml": "application/xml", "application/xhtml+xml": "text/html"}
_LONGEST = 2000
_MOST = 50


class Wish(NamedTuple):
    """One thing a client would take, with how much it wants it."""

    name: str
    quality: float


def wishes(header: str) -> tuple[Wish, ...]:
    """Return the wishes of an `Accept` header of any kind, best first, those of equal quality as they were written."""
    found: list[Wish] = []
    for part in header[:_LONGEST].split(",")[:_MOST]:
        name, *parameters = (piece.strip() for piece in part.split(";"))
        if name:
            found.append(Wish(name.lower(), _quality(parameters)))
    return tuple(sorted(found, key=lambda wish: -wish.quality))


def choose_form(header: str, offered: tuple[str, ...]) -> str:
    """Return the offered form that an `Accept` header wants most, empty where it wants none of them."""
    if not header.strip():
        return offered[0] if offered else ""
    wanted = wishes(header)
    best, best_rank = "", (0.0, 0, 0)
    for place, form in enumerate(offered):
        rank = _form_rank(MEDIA_TYPES[form].partition(";")[0], wanted)
        ranked = (rank[0], rank[1], -place)
        if rank[0] > 0 and ranked > best_rank:
            best, best_rank = form, ranked
    return best


def choose_language(header: str, available: tuple[str, ...]) -> str:
    """Return the available language that an `Accept-Language` header wants most, else the first, the source language."""
    for wish in wishes(header) if header else ():
        if wish.quality <= 0:
            continue
        for language in available:
            if wish.name == "*" or language.lower() == wish.name:
                return language
        for language in available:
            if _related(language.lower(), wish.name):
                return language
    return available[0] if available else ""


def accepts_gzip(header: str) -> bool:
    """Tell whether an `Accept-Encoding` header allows a compressed body."""
    if not header:
        return False
    qualities = {wish.name: wish.quality for wish in wishes(header)}
    return qualities.get("gzip", qualities.get("*", 0.0)) > 0


def matches(header: str, etag: str) -> bool:
    """Tell whether an `If-None-Match` header names an entity tag, compared weakly as RFC 9110 wants."""
    if header.strip() == "*":
        return True
    return any(part.strip().removeprefix("W/") == etag for part in header[:_LONGEST].split(",")[:_MOST])


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "q":
            try:
                quality = float(value)
            except ValueError:
                return 0.0
            return quality if 0 <= quality <= 1 else 0.0
    return 1.0


def _form_rank(media: str, wanted: tuple[Wish, ...]) -> tuple[float, int]:
    """Return the quality that the most specific matching wish gives, and how early it stands."""
    best, specific = (0.0, 0), -1
    kind = media.partition("/")[0]
    for place, wish in enumerate(wanted):
        name = _ALIASES.get(wish.name, wish.name)
        level = (name == "*/*", name == f"{kind}/*", name == media)
        if any(level) and level.index(True) > specific:
            specific = level.index(True)
            best = (wish.quality, -place)
    return best


def _related(language: str, wanted: str) -> bool:
    """Tell whether one of two languages is the other with a script or a region added."""
    return language.startswith(f"{wanted}-") or wanted.startswith(f"{language}-")
