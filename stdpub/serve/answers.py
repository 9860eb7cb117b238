"""What is to be answered in; the response, with its validators, coding and headers, out."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from http import HTTPStatus

from fastapi import Request, Response

from stdpub.serve.negotiation import MEDIA_TYPES, accepts_gzip, matches

VARY = "Accept, Accept-Language, Accept-Encoding"
_SMALLEST = 1000
"""Bytes below which a body is not worth compressing."""

_FIXED = "public, max-age=31536000, immutable"
_PRIVATE = "private, no-cache"
PAGE_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; form-action 'self'; base-uri 'none'"
)
_STORED_PAGE_POLICY = f"{PAGE_POLICY}; script-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Answer:
    """A body yet to be made, and what its validator covers.

    `covers` is everything that the body depends on; `location` the address of exactly this form and language; `seconds`
    how long it holds, -1 for ever; `private` that only who asked may keep it.
    """

    make: Callable[[], bytes]
    form: str
    covers: tuple[str, ...]
    language: str = ""
    location: str = ""
    seconds: int = 0
    private: bool = False
    links: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    media: str = ""
    written_by_us: bool = True


def answer(request: Request, found: Answer) -> Response:
    """Return the response: 304 before the body is made where the client has it, compressed where it may be."""
    unchanged = not_modified(request, found)
    if unchanged is not None:
        return unchanged
    headers = _headers(found)
    body = found.make()
    plain, packed = _tags(found)
    if len(body) >= _SMALLEST and found.form != "pdf" and accepts_gzip(request.headers.get("accept-encoding", "")):
        headers["Content-Encoding"] = "gzip"
        return Response(gzip.compress(body, 6, mtime=0), headers={**headers, "ETag": packed}, media_type=_media(found))
    return Response(body, headers={**headers, "ETag": plain}, media_type=_media(found))


def not_modified(request: Request, found: Answer) -> Response | None:
    """Return the response to a client that has what would be answered, None to all others."""
    wanted = request.headers.get("if-none-match")
    for etag in _tags(found) if wanted else ():
        if matches(wanted or "", etag):
            return Response(status_code=HTTPStatus.NOT_MODIFIED, headers={**_headers(found), "ETag": etag})
    return None


def _tags(found: Answer) -> tuple[str, str]:
    """Return the validators of a body, as it is and compressed."""
    tag = sha256("\n".join((found.form, found.language, *found.covers)).encode()).hexdigest()[:32]
    return f'"{tag}"', f'"{tag}-gz"'


def redirect(location: str, *, permanent: bool, links: tuple[str, ...] = (), private: bool = False) -> Response:
    """Return a response that sends the client to another address of ours, method and body unchanged."""
    status = HTTPStatus.PERMANENT_REDIRECT if permanent else HTTPStatus.TEMPORARY_REDIRECT
    headers = {"Location": location, "Cache-Control": _PRIVATE if private else "no-cache", "Vary": VARY}
    if links:
        headers["Link"] = ", ".join(links)
    return Response(status_code=status, headers=headers)


def _media(found: Answer) -> str:
    return found.media or MEDIA_TYPES[found.form]


def _headers(found: Answer) -> dict[str, str]:
    headers = {"Vary": VARY, "Cache-Control": _cache_control(found), **found.headers}
    if found.language:
        headers["Content-Language"] = found.language
    if found.location:
        headers["Content-Location"] = found.location
    if found.links:
        headers["Link"] = ", ".join(found.links)
    if found.form == "html":
        headers["Content-Security-Policy"] = PAGE_POLICY if found.written_by_us else _STORED_PAGE_POLICY
    return headers


def _cache_control(found: Answer) -> str:
    if found.private:
        return _PRIVATE
    if found.seconds < 0:
        return _FIXED
    return f"public, max-age={found.seconds}" if found.seconds else "no-cache"
