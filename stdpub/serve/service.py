"""The handlers that are about the service itself: health, documentation, style sheets."""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256

from fastapi import Request, Response

from stdpub.model.source import Words
from stdpub.serve.answers import Answer, answer
from stdpub.serve.negotiation import choose_language
from stdpub.serve.places import Address
from stdpub.serve.problems import Problem, ProblemError
from stdpub.serve.templates import render_page
from stdpub.shipped import shipped
from stdpub.store.errors import LibraryError

_DAY = 86400
_MEDIA = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}
_ROBOTS = b"User-agent: *\nAllow: /\nDisallow: /search\n"


async def health(request: Request) -> Response:
    """Tell that the process answers."""
    del request
    return Response(b'{"status":"ok"}', media_type="application/json", headers={"Cache-Control": "no-store"})


async def readiness(request: Request) -> Response:
    """Tell whether the library and its index can be read."""
    try:
        await request.app.state.holdings.run(request.app.state.holdings.library.repository.head)
        request.app.state.holdings.index.connection.execute("SELECT count(*) FROM documents").fetchone()
    except (LibraryError, OSError) as fault:
        words = fault.message if isinstance(fault, LibraryError) else Words("the index cannot be read", "无法读取索引")
        raise ProblemError(Problem(503, words)) from None
    return Response(b'{"status":"ready"}', media_type="application/json", headers={"Cache-Control": "no-store"})


async def openapi(request: Request) -> Response:
    """Give the description of this interface in OpenAPI 3.1."""
    body = json.dumps(request.app.openapi(), ensure_ascii=False, indent=1).encode()
    return answer(request, Answer(make=lambda: body, form="json", covers=(_sum(body),), seconds=_DAY))


async def docs(request: Request) -> Response:
    """Show the description of this interface as a page."""
    language = choose_language(request.headers.get("accept-language", ""), ("en", "zh"))
    described = request.app.openapi()
    values = {"info": described["info"], "paths": described["paths"], "schemas": described["components"]["schemas"]}
    body = render_page("docs.html", language, values)
    return answer(
        request, Answer(make=lambda: body, form="html", covers=(_sum(body),), language=language, seconds=_DAY)
    )


async def robots(request: Request) -> Response:
    """Tell crawlers what to leave alone."""
    return answer(request, Answer(make=lambda: _ROBOTS, form="txt", covers=(_sum(_ROBOTS),), seconds=_DAY))


async def static(request: Request) -> Response:
    """Give a style sheet or script of the site."""
    address: Address = request.scope["stdpub.address"]
    body = _files().get(address.name)
    if body is None:
        raise ProblemError(Problem(404, Words("there is no such file", "没有这个文件")))
    media = _MEDIA[address.name.rpartition(".")[2]]
    return answer(request, Answer(make=lambda: body, form="txt", covers=(_sum(body),), seconds=_DAY, media=media))


@cache
def _files() -> dict[str, bytes]:
    """Return the files of the site by name; only what lies there when the first is asked for can be had."""
    found = shipped("site/static").iterdir()
    return {path.name: path.read_bytes() for path in found if path.suffix.removeprefix(".") in _MEDIA}


def _sum(body: bytes) -> str:
    return sha256(body).hexdigest()
