"""A term entry and the opening of its definition in; the words that lead into it and say nothing out."""

from __future__ import annotations

import re

from stdpub.check.draft import Passage
from stdpub.check.terms.term_uses import chinese_name
from stdpub.model.patterns import regex
from stdpub.model.term_words import words_of
from stdpub.model.terms import TermEntry

_MAYBE_ARTICLE = regex(r"\s*(?:(?:An?|The|a|an|the) +)?")
HALF = regex(r"(?: (?:is|are)|\w是)\Z")
"""What ends a lead that cannot be taken away alone: `A hose is used for fluids`, 软管是由橡胶制成的."""

LEAD = regex(
    r"\s*(?P<lead>(?:是指一种|是一种|是指|系指|指的是|指|是|一种)(?![标示定挥导引令纹南数针向否])|(?:is|are|means|refers to|denotes)\b(?: (?:a|an|the)\b)? ?)"
)


def own_lead(entry: TermEntry, first: Passage) -> re.Match[str] | None:
    """Return the lead of a definition that begins with its own term: `A hose is a`, 软管是指."""
    text = first.prose.masked
    for word in entry.designations:
        name = chinese_name(words_of(word))
        article = _MAYBE_ARTICLE.match(text)
        at = article.end() if article else 0
        if name and text[at : at + len(name)].lower() == name.lower():
            found = LEAD.match(text, at + len(name))
            if found is not None and (found.start("lead") > at + len(name) or not found["lead"].isascii()):
                return found
    return None
