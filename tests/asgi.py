"""Ask an ASGI application as the wire would: the path's bytes go in untouched, status, headers and body come out."""

from __future__ import annotations

import asyncio
import gzip
import json
from dataclasses import dataclass
from urllib.parse import quote, unquote


@dataclass(frozen=True)
class Reply:
    """What came back; header names are in small letters."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text, unpacked where it came packed."""
        packed = self.headers.get("content-encoding") == "gzip"
        return (gzip.decompress(self.body) if packed else self.body).decode()

    def json(self):
        """The body as JSON."""
        return json.loads(self.text)


class Client:
    """A client of one application, with an event loop of its own."""

    def __init__(self, app, **headers: str) -> None:
        self.app = app
        self.headers = headers
        self.loop = asyncio.new_event_loop()

    def close(self) -> None:
        """End the event loop."""
        self.loop.run_until_complete(self.loop.shutdown_default_executor())
        self.loop.close()

    def get(self, address: str, method: str = "GET", **headers: str) -> Reply:
        """Ask for an address; what is not ASCII in it is escaped, all else goes as it is."""
        path, _, query = address.partition("?")
        raw = quote(path, safe="/%:+;,()&=~@!$'*<>\\\"#[]^`{|} ") if not path.isascii() else path
        return self.loop.run_until_complete(
            self._ask(raw.encode(), query.encode(), method, {**self.headers, **headers})
        )

    async def _ask(self, raw: bytes, query: bytes, method: str, headers: dict[str, str]) -> Reply:
        wanted = {"host": "library.test", **{name.replace("_", "-"): value for name, value in headers.items()}}
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(raw.decode("latin-1"), errors="replace"),
            "raw_path": raw,
            "query_string": query,
            "headers": [(name.encode(), value.encode("latin-1")) for name, value in wanted.items()],
            "client": ("127.0.0.1", 1),
            "server": ("library.test", 80),
        }
        sent: list[dict] = []

        async def receive():
            return {"type": "http.request", "body": b"", "more_body": False}

        async def send(message):
            sent.append(message)

        await self.app(scope, receive, send)
        start = sent[0]
        named = {name.decode().lower(): value.decode("latin-1") for name, value in start["headers"]}
        return Reply(start["status"], named, b"".join(one.get("body", b"") for one in sent[1:]))
