"""A request's address in; the version, document and element it names, or the problem or redirect that is raised, out."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import get_close_matches
from urllib.parse import quote

from fastapi import Request, Response

from stdpub.model.source import Words
from stdpub.serve.access import Visitor, visitor
from stdpub.serve.addresses import rejoined
from stdpub.serve.answers import redirect
from stdpub.serve.ended_keys import said, successor
from stdpub.serve.holdings import Holdings, Opened
from stdpub.serve.negotiation import choose_form, choose_language
from stdpub.serve.past import holdings_of
from stdpub.serve.places import Address, Place
from stdpub.serve.problems import Candidate, Problem, ProblemError
from stdpub.serve.records import with_form
from stdpub.store.catalogue import Version, VersionKind
from stdpub.store.errors import BadMoment, DraftsHidden, UnknownStandard, UnknownVersion
from stdpub.store.index import Found
from stdpub.store.key_fate import fate
from stdpub.store.settings import DraftPolicy
from stdpub.store.versions import Redirect

_NEAR = 5
_MOST_KEYS = 3000
_DIGITS = re.compile(r"[0-9]{1,6}")


class InsteadError(Exception):
    """Carry a response that answers before the handler does."""

    def __init__(self, response: Response) -> None:
        super().__init__()
        self.response = response


class _NoLanguageError(Exception):
    """The version is not written in the language of the address."""

    def __init__(self, languages: tuple[str, ...]) -> None:
        super().__init__()
        self.languages = languages


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks of the library, and who asks."""

    request: Request
    holdings: Holdings
    address: Address
    visitor: Visitor

    @property
    def accept_language(self) -> str:
        """The languages that the client reads."""
        return self.request.headers.get("accept-language", "")


async def ask(request: Request) -> Asked:
    """Return what a request asks of the library as it is now; a token that is none of ours is refused at once."""
    holdings: Holdings = request.app.state.holdings
    await holdings.follow()
    policy = holdings.settings.drafts
    found = visitor(policy, request.app.state.hashes, request.headers.get("authorization", ""))
    if found.refused:
        raise ProblemError(_unauthorised(Words("the token is not valid here", "令牌在此无效")))
    moment = request.query_params.get("asof", "")
    if moment:
        try:
            holdings = await holdings_of(holdings, moment)
        except BadMoment as fault:
            raise ProblemError(Problem(400, fault.message)) from None
    return Asked(request, holdings, request.scope["stdpub.address"], found)


def form_of(asked: Asked, forms: tuple[str, ...]) -> str:
    """Return the form to answer in: the address's own, else the one that is wanted most of those there are."""
    address = asked.address
    if address.form:
        if address.form in forms:
            return address.form
        words = Words(f"there is no `.{address.form}` of this", f"此处没有 `.{address.form}` 形式")
        raise ProblemError(Problem(404, words, _forms(address, forms)))
    form = choose_form(asked.request.headers.get("accept", ""), forms)
    if not form:
        words = Words("there is no form of this that the client accepts", "没有客户端可接受的形式")
        raise ProblemError(Problem(406, words, _forms(address, forms)))
    return form


async def version_of(asked: Asked) -> Version:
    """Return the version of an address; raise a redirect where its name is another's spelling or a date's edition."""
    address = asked.address
    try:
        found = await asked.holdings.resolve(address.slug, address.version, drafts=asked.visitor.drafts)
    except UnknownStandard as fault:
        near = tuple(Candidate(slug, Address(Place.WORK, slug=slug).path) for slug in fault.candidates)
        raise ProblemError(Problem(404, fault.message, near)) from None
    except DraftsHidden as fault:
        if asked.holdings.settings.drafts is DraftPolicy.TOKEN:
            raise ProblemError(_unauthorised(fault.message)) from None
        raise ProblemError(Problem(404, fault.message, _versions(address, fault.candidates))) from None
    except UnknownVersion as fault:
        names = tuple(dict.fromkeys(filter(None, (fault.before, fault.after, *fault.candidates))))
        raise ProblemError(Problem(404, fault.message, _versions(address, names))) from None
    name = found.selector if isinstance(found, Redirect) else found.name
    if isinstance(found, Redirect) or address.version.startswith("on-"):
        raise InsteadError(redirect(_with_query(asked.request, replace(address, version=name).path), permanent=False))
    return found


async def opened_of(asked: Asked) -> tuple[Asked, Opened]:
    """Return the document of an address in the language it names or the client reads, with the reading that was right."""
    version = await version_of(asked)
    try:
        return asked, await asked.holdings.open(version, lambda languages: _language(asked, languages))
    except _NoLanguageError as fault:
        other = await _other_reading(asked, version)
        if other is not None:
            return other
        words = Words(
            f"`{version.slug}` {version.name} is not written in `{asked.address.language}`",
            f"`{version.slug}` {version.name} 没有 `{asked.address.language}` 语言的文本",
        )
        form = asked.address.form or "html"
        near = tuple(Candidate(one, with_form(asked.address.stem, one, form)) for one in fault.languages)
        raise ProblemError(Problem(404, words, near)) from None


async def _other_reading(asked: Asked, version: Version) -> tuple[Asked, Opened] | None:
    """Return what an address means whose language is the letters of an item or of an edition, None where it is neither."""
    address = rejoined(asked.address)
    if address is None:
        return None
    other = replace(asked, address=address)
    if address.place is Place.VERSION:
        known = [one for one in asked.holdings.editions(address.slug) if one.name == address.version]
        return await opened_of(other) if known else None
    opened = await asked.holdings.open(version, lambda languages: _language(other, languages))
    found = opened.index.by_number(opened.document.id, address.number)
    return (other, opened) if found else None


async def element_of(asked: Asked, opened: Opened) -> Found:
    """Return the element of an address; raise the move from its spelling on paper, or what may have been meant."""
    address, index, document = asked.address, opened.index, opened.document
    if address.place is Place.NUMBER:
        found = index.by_number(document.id, address.number)
    else:
        found = index.by_key(document.id, address.key)
    printed = asked.request.scope.get("stdpub.instead")
    if isinstance(printed, Address) and not (found and asked.request.scope["stdpub.exact"]):
        raise InsteadError(redirect(_with_query(asked.request, (address if found else printed).path), permanent=True))
    if found is None:
        raise await asked.holdings.run(_no_element, asked, opened)
    return found


def _language(asked: Asked, languages: tuple[str, ...]) -> str:
    if not asked.address.language:
        return choose_language(asked.accept_language, languages)
    if asked.address.language not in languages:
        raise _NoLanguageError(languages)
    return asked.address.language


def _no_element(asked: Asked, opened: Opened) -> ProblemError | InsteadError:
    """Return what to say of a number or key that a version does not hold: what became of it, the nearest, who holds it."""
    address, index, document = asked.address, opened.index, opened.document
    elsewhere = tuple(
        Candidate(f"{version.slug} {version.name}", replace(address, version=version.name).path)
        for version in _holding(asked, opened)
    )
    record = fate(asked.holdings.library, opened.version, address.key) if address.place is Place.KEY else None
    if record is not None:
        target = successor(address, record)
        if target is not None:
            return InsteadError(redirect(_with_query(asked.request, target.path), permanent=False))
        return ProblemError(said(address, record, elsewhere))
    if address.place is Place.NUMBER:
        what = address.number
        near = _near_numbers(what, index.numbers(document.id))
        candidates = [Candidate(one, replace(address, number=one).path) for one in near]
    else:
        what = address.key
        near = get_close_matches(what, index.keys(document.id)[:_MOST_KEYS], _NEAR, 0.6)
        candidates = [Candidate(f"~{one}", replace(address, key=one).path) for one in near]
    words = Words(
        f"`{document.slug}` {opened.version.name} has no `{what}`",
        f"`{document.slug}` {opened.version.name} 中没有 `{what}`",
    )
    return ProblemError(Problem(404, words, (*elsewhere, *candidates)))


def _holding(asked: Asked, opened: Opened) -> list[Version]:
    """Return the other editions that hold the number or key of an address."""
    address = asked.address
    found: list[Version] = []
    for version in asked.holdings.editions(address.slug):
        held = asked.holdings.held(version, opened.document.language)
        if held is None or version.name == opened.version.name:
            continue
        index = asked.holdings.index
        by_number = address.place is Place.NUMBER
        if index.by_number(held.id, address.number) if by_number else index.by_key(held.id, address.key):
            found.append(version)
    return found


def _near_numbers(number: str, numbers: tuple[str, ...]) -> list[str]:
    """Return the numbers nearest to one: the same but for case, what stands above it, and its neighbours there."""
    folded = number.casefold()
    same = [one for one in numbers if one.casefold() == folded]
    above = number
    while "." in above:
        above = above.rpartition(".")[0]
        if above in numbers:
            siblings = [one for one in numbers if one.rpartition(".")[0] == above]
            return [*same, above, *_closest(number, siblings)][:_NEAR]
    return (same + get_close_matches(number, numbers[:_MOST_KEYS], _NEAR, 0.5))[:_NEAR]


def _closest(number: str, siblings: list[str]) -> list[str]:
    last = number.rpartition(".")[2]
    if not _DIGITS.fullmatch(last):
        return siblings
    return sorted(siblings, key=lambda one: _distance(one.rpartition(".")[2], int(last)))


def _distance(last: str, wanted: int) -> int:
    return abs(int(last) - wanted) if _DIGITS.fullmatch(last) else 1 << 30


def _forms(address: Address, forms: tuple[str, ...]) -> tuple[Candidate, ...]:
    return tuple(Candidate(form, with_form(address.stem, "", form)) for form in forms)


def _versions(address: Address, names: tuple[str, ...]) -> tuple[Candidate, ...]:
    if not address.slug:
        return ()
    return tuple(Candidate(name, replace(address, version=name).path) for name in names)


def _unauthorised(words: Words) -> Problem:
    return Problem(401, words, headers={"WWW-Authenticate": 'Bearer realm="stdpub"'})


def _with_query(request: Request, path: str) -> str:
    query = request.scope.get("query_string", b"").decode("latin-1")
    return f"{path}?{quote(query, safe='=&%+/:,~@!$()*;-._')}" if query else path


def is_private(asked: Asked, version: Version) -> bool:
    """Tell whether only who asked may keep the answer: a version that not everybody may see."""
    return version.kind is not VersionKind.EDITION and asked.holdings.settings.drafts is not DraftPolicy.PUBLIC
