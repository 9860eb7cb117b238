"""A sentence that permits or tells what is possible in; where it asks for something besides, out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.draft import Draft, Passage
from stdpub.check.provisions.provisions import form_end
from stdpub.check.rule import Finding
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind
from stdpub.model.source import Words
from stdpub.model.standard import ClauseKind

OPEN = frozenset({Kind.PERMISSION, Kind.POSSIBILITY, Kind.CAPABILITY})
"""Kinds of provision that ask for nothing."""

_ENGLISH = regex(
    r"(?:\b(?:and|but)|;|,)(?: (?:also|then|therefore|thus|always|however,?|in any case|in this case|[a-z]{2,12}ly)){0,2}"
    r"(?: (?:it|they|this|these|he|she|you|the [a-z]{2,16}(?: [a-z]{2,16})?))? (?P<form>(?:shall|must|should)(?: not)?)\b"
)
_CHINESE = regex(
    r"[，；](?:但|且|并且|并|也|还|同时|而|其中|其|不过|此时)?(?:[^，；。：的时]{0,8}?)"
    r"(?P<form>不应(?![用急力变])|(?<![相适反响供效感照对])应(?![用急力变答激付邀聘届]|对(?!照))|不得|必须|(?<![适便事时])不?宜(?![居昌宾]))"
)
_OPENER = regex(
    r"\b(?:if|when|where|which|who|that|unless|whether|as|because|whenever|how|what|than)\b[^,;]*$", re.IGNORECASE
)
_REQUIREMENTS = frozenset({Kind.REQUIREMENT})
_RECOMMENDS = regex("should|不?宜")
_NEAR = 200
"""Characters before the second form in which the word that opens its clause is sought."""


def hidden(passage: Passage) -> tuple[int, int] | None:
    """Return where a sentence that permits or tells what is possible asks for something besides; None where it does not."""
    sentence = passage.sentence
    if sentence is None or sentence.kind not in OPEN or sentence.given:
        return None
    text, start = passage.prose.masked, form_end(passage)
    if start == 0:
        return None
    if sentence.verbal_form[:1] > "\u2e80":
        found = _CHINESE.search(text, start)
        return found.span("form") if found else None
    for found in _ENGLISH.finditer(text, start):
        if not _OPENER.search(text, max(start, found.start() - _NEAR), found.start()):
            return found.span("form")
    return None


def misplaced_besides(
    draft: Draft, element: ClauseKind | None, inside: str, told: frozenset[Kind], message: Words, help_: Words
) -> Iterator[Finding]:
    """Yield what sentences ask for behind `may` or `can` in an element, or inside notes or examples of any.

    Sentences whose own kind is among those `told` are left out: they have been found for it.
    """
    for passage in draft.sentences:
        own = passage.sentence is not None and passage.sentence.kind in told
        if passage.inside == inside and not own and (element is None or passage.element is element):
            found = hidden(passage)
            if found and (told != _REQUIREMENTS or not _RECOMMENDS.match(passage.text, found[0])):
                en, zh = (words.format(passage.text[slice(*found)]) for words in message)
                yield Finding(passage.prose.source(*found), en, zh, help_.en, help_.zh)
