"""What went wrong for a client in; a problem of RFC 9457, or a page that says the same, out."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from http import HTTPStatus

from fastapi import Request, Response

from stdpub.model.source import Words
from stdpub.serve.answers import PAGE_POLICY, VARY
from stdpub.serve.negotiation import choose_form, choose_language
from stdpub.serve.places import Address
from stdpub.serve.templates import render_page

PROBLEM_MEDIA = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Something that may have been meant."""

    title: str
    href: str


class ProblemError(Exception):
    """Carry what went wrong to the edge, where it is answered."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message.en)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Problem:
    """A status, what is wrong in both languages, what may have been meant, and further headers."""

    status: int
    message: Words
    candidates: tuple[Candidate, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)


def problem_response(request: Request, problem: Problem) -> Response:
    """Return a problem as the client wants it: a page for who asks for pages, JSON for all others."""
    address = request.scope.get("stdpub.address")
    form = address.form if isinstance(address, Address) and address.form in {"html", "json"} else ""
    form = form or choose_form(request.headers.get("accept", ""), ("json", "html"))
    language = choose_language(request.headers.get("accept-language", ""), ("en", "zh"))
    headers = {"Vary": VARY, "Cache-Control": "no-cache", "Content-Language": language, **problem.headers}
    if form == "html":
        page = render_page(
            "error.html",
            language,
            {
                "status": problem.status,
                "phrase": HTTPStatus(problem.status).phrase,
                "message": problem.message.zh if language == "zh" else problem.message.en,
                "candidates": problem.candidates,
            },
        )
        headers["Content-Security-Policy"] = PAGE_POLICY
        return Response(page, problem.status, headers=headers, media_type="text/html; charset=utf-8")
    body = json.dumps(_record(request, problem, language), ensure_ascii=False).encode()
    return Response(body, problem.status, headers=headers, media_type=PROBLEM_MEDIA)


def _record(request: Request, problem: Problem, language: str) -> dict[str, object]:
    record: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "detail": problem.message.zh if language == "zh" else problem.message.en,
        "message": {"en": problem.message.en, "zh": problem.message.zh},
        "instance": request.scope.get("stdpub.instance", ""),
    }
    if problem.candidates:
        record["candidates"] = [{"title": one.title, "href": one.href} for one in problem.candidates]
    return record
