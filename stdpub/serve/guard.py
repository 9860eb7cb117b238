"""Every request in; those that are too long, misspelled or no reading at all answered at once, the others passed on."""

from __future__ import annotations

import logging
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias
from urllib.parse import quote, unquote

from fastapi import Request, Response

from stdpub.model.source import Words
from stdpub.serve.addresses import parse
from stdpub.serve.answers import redirect
from stdpub.serve.places import Address, Moved, Parsed, Place, Refused
from stdpub.serve.problems import Problem, problem_response

Scope: TypeAlias = MutableMapping[str, Any]
Message: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

LONGEST_QUERY = 4000
LARGEST_BODY = 1_000_000
SERVED = frozenset(
    {
        Place.HOME,
        Place.CATALOGUE,
        Place.WORK,
        Place.PERMANENT,
        Place.VERSION,
        Place.NUMBER,
        Place.KEY,
        Place.SERVICE,
        Place.STATIC,
    }
)
SERVED_VIEWS = {Place.VIEW: ("toc", "provisions", "terms"), Place.LIBRARY_VIEW: ("search", "resolve")}
_READING = b"GET, HEAD, OPTIONS"
_OPEN = (
    (b"access-control-allow-origin", b"*"),
    (
        b"access-control-expose-headers",
        b"ETag, Link, Content-Location, Content-Language, Stdpub-Renderer, Stdpub-Status",
    ),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
)
_PREFLIGHT = {
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Accept-Language, Authorization, If-None-Match",
    "Access-Control-Max-Age": "86400",
    "Allow": "GET, HEAD, OPTIONS",
}
_LENGTH = re.compile(r"[0-9]{1,12}")
_log = logging.getLogger("stdpub.serve")


class Guard:
    """The edge of the application, as ASGI middleware."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        outgoing = _Outgoing(send, head=scope["method"] == "HEAD")
        request = Request(scope, receive)
        try:
            response = _answered(scope, request)
            if response is not None:
                await response(scope, receive, outgoing)
            else:
                await self.app(scope, receive, outgoing)
        except Exception:
            # Nobody's input may show a trace of ours, whatever we did wrong; the log has it.
            _log.exception("a request failed")
            if outgoing.started:
                raise
            fault = Problem(500, Words("the server failed at this", "服务器处理此请求时出错"))
            await problem_response(request, fault)(scope, receive, outgoing)


class _Outgoing:
    """Sends a response on with the headers that all have, and without its body for who asked for the head alone."""

    def __init__(self, send: Send, *, head: bool) -> None:
        self.send = send
        self.head = head
        self.started = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.started = True
            message["headers"] = [*message.get("headers", ()), *_OPEN]
        elif self.head and message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await self.send(message)


def _answered(scope: Scope, request: Request) -> Response | None:
    """Return the response to a request that goes no further; mark the scope of one that does."""
    raw: bytes = scope.get("raw_path") or scope["path"].encode()
    raw = raw.partition(b"?")[0]
    scope["stdpub.instance"] = raw.decode("latin-1")[:200]
    if scope["method"] == "OPTIONS":
        return Response(status_code=204, headers=_PREFLIGHT)
    if scope["method"] not in {"GET", "HEAD"}:
        words = Words(f"`{scope['method'][:20]}` is not answered here: only reading is", "此处只能读取")
        return problem_response(request, Problem(405, words, headers={"Allow": _READING.decode()}))
    if len(scope.get("query_string", b"")) > LONGEST_QUERY:
        words = Words(f"the query is longer than {LONGEST_QUERY} bytes", f"查询串超过 {LONGEST_QUERY} 字节")
        return problem_response(request, Problem(414, words))
    length = request.headers.get("content-length", "0")
    if not _LENGTH.fullmatch(length) or int(length) > LARGEST_BODY:
        words = Words(f"the body is larger than {LARGEST_BODY} bytes", f"请求体超过 {LARGEST_BODY} 字节")
        return problem_response(request, Problem(413, words))
    return _routed(scope, request, raw)


def _routed(scope: Scope, request: Request, raw: bytes) -> Response | None:
    parsed: Parsed = parse(raw)
    if isinstance(parsed, Refused):
        return problem_response(request, Problem(parsed.status, parsed.message))
    if isinstance(parsed, Moved):
        if parsed.unless is None:
            query = request.url.query
            return redirect(f"{parsed.to.path}?{query}" if query else parsed.to.path, permanent=True)
        scope["stdpub.instead"] = parsed.to
        scope["stdpub.exact"] = quote(unquote(raw), safe="/~@") == parsed.unless.path
        parsed = parsed.unless
    scope["stdpub.address"] = parsed
    if not is_served(parsed):
        return problem_response(request, Problem(404, Words("this is not served yet", "尚未提供此内容")))
    # The form and the language were taken off: routes are told apart by places alone.
    scope["path"] = parsed.text
    scope["method"] = "GET"
    return None


def is_served(address: Address) -> bool:
    """Tell whether an address of the contract has an answer yet."""
    return address.place in SERVED or address.name in SERVED_VIEWS.get(address.place, ())
