"""The size and cursor of a request in; one page of a list, with the address of the next, out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from fastapi import Request

from stdpub.model.source import Words
from stdpub.serve.problems import Problem, ProblemError
from stdpub.serve.records import Json

DEFAULT_SIZE = 50
LARGEST_SIZE = 200
LONGEST_VALUE = 300
_LARGEST_CURSOR = 10_000_000


@dataclass(frozen=True, slots=True)
class Paging:
    """Where a page of a list begins, and how many items it holds."""

    after: int
    size: int


def paging(request: Request) -> Paging:
    """Return the page that a request wants; raise a problem where its size or cursor is none."""
    return Paging(
        _whole(request, "cursor", 0, 0, _LARGEST_CURSOR), _whole(request, "size", DEFAULT_SIZE, 1, LARGEST_SIZE)
    )


def parameter(request: Request, name: str) -> str:
    """Return a parameter of the query, empty where there is none; raise a problem where it is too long."""
    value = request.query_params.get(name, "").strip()
    if len(value) > LONGEST_VALUE or "\0" in value:
        words = Words(f"`{name}` is longer than {LONGEST_VALUE} characters", f"`{name}` 超过 {LONGEST_VALUE} 个字符")
        raise ProblemError(Problem(400, words))
    return value


def next_address(request: Request, path: str, cursor: int) -> str:
    """Return the address of the page after a cursor, the other parameters kept."""
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "cursor"]
    return f"{path}?{urlencode([*query, ('cursor', str(cursor))])}"


def page_record(items: Sequence[Mapping[str, Json]], following: str) -> dict[str, Json]:
    """Return one page of a list."""
    return {"items": [dict(item) for item in items], "next": following or None}


def page_links(following: str) -> tuple[str, ...]:
    """Return the link header of a page."""
    return (f'<{following}>; rel="next"',) if following else ()


def _whole(request: Request, name: str, default: int, least: int, most: int) -> int:
    text = parameter(request, name)
    if not text:
        return default
    if text.isascii() and text.isdigit() and least <= int(text) <= most:
        return int(text)
    words = Words(f"`{name}` is no number from {least} to {most}", f"`{name}` 不是 {least} 到 {most} 的整数")
    raise ProblemError(Problem(400, words))
