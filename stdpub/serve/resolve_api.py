"""The handler of `/resolve`: a citation in, the address of what it names out."""

from __future__ import annotations

from dataclasses import replace

from fastapi import Request, Response

from stdpub.model.source import Words
from stdpub.serve.answers import VARY
from stdpub.serve.finding import Asked, ask, element_of, opened_of
from stdpub.serve.lists import parameter
from stdpub.serve.places import Address, Place
from stdpub.serve.problems import Candidate, Problem, ProblemError
from stdpub.serve.resolving import Citing, address_of, citings, named
from stdpub.store.catalogue import Edition, Work

LONGEST_CITATION = 500


async def resolve(request: Request) -> Response:
    """Lead to what a citation names, 303: `GB/T 1.1—2020, 5.3.2`, `ISO/IEC 27001:2022, A.5.1`."""
    asked = await ask(request)
    text = parameter(request, "ref")
    if not text.strip() or len(text) > LONGEST_CITATION:
        words = Words("`ref` names nothing: `?ref=GB/T 1.1-2020, 5.2`", "`ref`应为引用，例如`?ref=GB/T 1.1—2020, 5.2`")
        raise ProblemError(Problem(400, words))
    works = asked.holdings.works(drafts=False)
    cited = citings(text, works)
    if not cited:
        raise ProblemError(Problem(400, Words(f"`{text[:100]}` names no document", f"`{text[:100]}`没有指明文件")))
    found = [(one, work, editions) for one in cited for work, editions in named(one, works)]
    if not found:
        raise ProblemError(_unknown(cited[0]))
    if len(found) > 1:
        raise ProblemError(_several(text, found))
    address = await _address(asked, *found[0])
    headers = {"Location": address.path, "Cache-Control": "no-cache", "Vary": VARY}
    return Response(status_code=303, headers=headers)


async def _address(asked: Asked, cited: Citing, work: Work, editions: tuple[Edition, ...]) -> Address:
    """Return the address of what is cited, which is there; raise what may have been meant where it is not."""
    if not editions:
        words = Words(
            f"the library has no edition `{cited.year}` of `{cited.document}`",
            f"库中没有`{cited.document}`的`{cited.year}`版",
        )
        raise ProblemError(Problem(404, words, _editions(work)))
    version = editions[0].id if cited.year or cited.amendment else "current"
    resolved = await asked.holdings.resolve(work.slug, version, drafts=False)
    version = getattr(resolved, "name", version)
    address = address_of(work.slug, version, cited)
    if address.place is Place.NUMBER:
        _, opened = await opened_of(replace(asked, address=address))
        await element_of(replace(asked, address=address), opened)
    return address


def _editions(work: Work) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(f"{one.identifier} {one.id}", Address(Place.VERSION, slug=work.slug, version=one.id).path)
        for one in work.editions
    )


def _unknown(cited: Citing) -> Problem:
    return Problem(404, Words(f"the library does not hold `{cited.said}`", f"库中没有`{cited.said}`"))


def _several(text: str, found: list[tuple[Citing, Work, tuple[Edition, ...]]]) -> Problem:
    choices = tuple(
        Candidate(f"{edition.identifier} {edition.id}", address_of(work.slug, edition.id, cited).path)
        for cited, work, editions in found
        for edition in editions[:1]
    )
    return Problem(300, Words(f"`{text[:100]}` names several things", f"`{text[:100]}`指向多处"), choices)
