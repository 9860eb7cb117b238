"""A library in; the application that serves it out."""

from __future__ import annotations

import os
from collections.abc import Awaitable, Callable
from typing import NamedTuple, cast

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from stdpub import __version__
from stdpub.model.source import Words
from stdpub.serve import api, library_api, resolve_api, service
from stdpub.serve.access import parse_hashes
from stdpub.serve.finding import InsteadError
from stdpub.serve.guard import Guard
from stdpub.serve.holdings import Holdings
from stdpub.serve.openapi import DESCRIPTION, SCHEMAS, operation
from stdpub.serve.problems import Problem, ProblemError, problem_response
from stdpub.serve.records import ELEMENT_FORMS, LIST_FORMS, VERSION_FORMS
from stdpub.store.errors import LibraryError
from stdpub.store.library import Library

TOKENS_VARIABLE = "STDPUB_TOKENS"
"""The environment variable that holds the SHA-256 sums of the tokens that open drafts."""

Handler = Callable[[Request], Awaitable[Response]]
_PAGES = ("size", "cursor", "asof")
_THEN = ("asof",)
_CATALOGUE = ("q", "status", "ics", "ccs", "committee", "adopts", *_PAGES)
_SEARCH = ("q", "lang", "scope", "standard", "kind", *_PAGES)


class Route(NamedTuple):
    """A path, its handler, the forms it answers in, what its JSON is, and the parameters of its query."""

    path: str
    handler: Handler
    forms: tuple[str, ...] = ("json",)
    schema: str = "Library"
    query: tuple[str, ...] = ()


ROUTES = (
    Route("/standards/{slug}/{version}/toc", api.toc, LIST_FORMS, "List", _THEN),
    Route(
        "/standards/{slug}/{version}/provisions", api.provisions, LIST_FORMS, "List", ("kind", "clause", "q", *_PAGES)
    ),
    Route("/standards/{slug}/{version}/terms", api.terms, LIST_FORMS, "List", _PAGES),
    Route("/standards/{slug}/{version}/~{key}", api.keyed, ELEMENT_FORMS, "Thing", _THEN),
    Route("/standards/{slug}/{version}/{number}", api.numbered, ELEMENT_FORMS, "Thing", _THEN),
    Route("/standards/{slug}/~{key}", api.permanent, ELEMENT_FORMS, "Thing", _THEN),
    Route("/standards/{slug}/{version}", api.version, VERSION_FORMS, "Standard", _THEN),
    Route("/standards/{slug}", library_api.work, LIST_FORMS, "Thing", _THEN),
    Route("/standards", library_api.catalogue, LIST_FORMS, "List", _CATALOGUE),
    Route("/resolve", resolve_api.resolve, ("json",), "Thing", ("ref", "asof")),
    Route("/search", library_api.search, LIST_FORMS, "List", _SEARCH),
    Route("/", library_api.home, LIST_FORMS),
    Route("/static/{name}", service.static, ("txt",)),
    Route("/openapi.json", service.openapi),
    Route("/docs", service.docs, ("html",)),
    Route("/healthz", service.health),
    Route("/readyz", service.readiness),
    Route("/robots.txt", service.robots, ("txt",)),
)
"""Every route; a path with fewer holes comes before one that would take it too."""


def create_app(library: Library, tokens: tuple[str, ...] | None = None) -> FastAPI:
    """Return the application of a library; `tokens` are the SHA-256 sums of the tokens that open drafts.

    Where none are given they are those of the environment variable `STDPUB_TOKENS`.
    """
    app = FastAPI(
        title=library.settings().title or "stdpub",
        version=__version__,
        description=DESCRIPTION,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
    )
    app.state.holdings = Holdings(library)
    app.state.hashes = parse_hashes(os.environ.get(TOKENS_VARIABLE, "")) if tokens is None else tokens
    for route in ROUTES:
        app.add_api_route(
            route.path,
            route.handler,
            methods=["GET"],
            summary=(route.handler.__doc__ or "").strip(),
            response_class=Response,
            openapi_extra=operation(route.path, route.forms, route.schema, route.query),
        )
    app.add_exception_handler(ProblemError, _problem)
    app.add_exception_handler(InsteadError, _instead)
    app.add_exception_handler(LibraryError, _library_fault)
    app.add_exception_handler(HTTPException, _framework_fault)
    app.add_middleware(Guard)
    made = app.openapi()
    made["components"] = {"schemas": SCHEMAS}
    return app


async def _problem(request: Request, fault: Exception) -> Response:
    return problem_response(request, cast("ProblemError", fault).problem)


async def _instead(request: Request, fault: Exception) -> Response:
    del request
    return cast("InsteadError", fault).response


async def _library_fault(request: Request, fault: Exception) -> Response:
    """Say that the library cannot be read as it must be; what is wrong with it is for its keeper."""
    del fault
    words = Words("the library cannot be read at the moment", "目前无法读取标准库")
    return problem_response(request, Problem(503, words))


async def _framework_fault(request: Request, fault: Exception) -> Response:
    status = cast("HTTPException", fault).status_code
    return problem_response(request, Problem(status, Words("nothing has this address", "没有这个地址")))
