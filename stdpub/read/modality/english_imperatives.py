"""The running text of an English sentence in, the place of the verb of its instruction out, at the head or behind a lead-in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stdpub.model.inlines import OBJECT
from stdpub.model.patterns import regex
from stdpub.read.modality.english_forms import FIRST_WORDS
from stdpub.read.modality.english_imperative_words import (
    AFTER_IMPERATIVE,
    AFTER_NOUN_TOO,
    IMPERATIVES,
    NEVER_IMPERATIVE,
    NOUNS_TOO,
    OF_PROCEDURES,
    PARTICLES,
    SELDOM_NOUNS,
    SURE,
    WITH_CLAUSE,
)
from stdpub.read.modality.english_words import (
    BARE_VERBS,
    CONDITIONS,
    DETERMINERS,
    FINITE,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    THIRD_PERSONS,
    is_adverb,
)
from stdpub.read.modality.word_lists import word_set

TOKEN = regex(r"\w+(?:['’./-]\w+)*|[,;:()—–!?\ufffc]")
_LABEL = regex(
    r"\s*(?:(?:\(?\w{1,3}[.)]|\d+(?:\.\d+)+\.?|[-–—•*]|\[[ x]\])\s+)?"
    r"(?:(?:note|example|warning|caution|important|tip|mitigation|step)(?: \d+)?\s*[:.—–-]\s*)?",
    re.IGNORECASE,
)
_FIRST_WORD = regex(r"[A-Za-z][A-Za-z’'-]*")
_NAME = regex(r"(?P<name>[A-Z][a-z]{1,24}(?:[ -][A-Z][a-z]{1,24}){1,5}) \((?P<short>[A-Z]{2,6})s?\)")
_LEAD_IN = word_set(
    "if when where for to in at after before once on using by with as unless until during from under while upon instead"
)
_PROHIBITIONS = frozenset({"do", "don't", "never"})
_STATES_TO_BE_IN = word_set("sure careful aware prepared certain ready consistent mindful explicit able cautious")
_PLURALS = word_set(
    "results reports records tests changes requests controls lists offers needs uses states forms covers issues"
)
"""Plurals that look like verbs: `Document test results in the log`."""

_LISTS = frozenset({"allow", "deny", "block"})
_SUBORDINATORS = CONDITIONS | RELATIVES | word_set("that until so as since after before")
_SEEN = 200
"""Code points behind a would-be imperative that are looked at."""

_FRAGMENT = 3
"""A verb and so few words more are rather a heading."""

_COMMAS = 4
"""How many phrases of a lead-in are looked through for the instruction behind them."""


def imperative(text: str) -> tuple[int, int] | None:
    """Return the place of the verb of an instruction: at the head, or behind a leading phrase and its comma."""
    label = _LABEL.match(text)
    at = label.end() if label else 0
    first = _FIRST_WORD.match(text, at)
    if first is None:
        return None
    return _verb_at(text, first.start(), strict=False)


def _behind_lead_in(text: str, at: int) -> tuple[int, int] | None:
    for _ in range(_COMMAS):
        comma = text.find(", ", at)
        if comma < 0:
            return None
        if not _ends_in_verb(text, comma):
            found = _verb_at(text, comma + 2, strict=True)
            if found:
                return found
        following = text.find(", ", comma + 2)
        if _is_clause(text[comma + 2 : following if following >= 0 else comma + _SEEN]):
            return None
        at = comma + 2
    return None


def _ends_in_verb(text: str, end: int) -> bool:
    """Say whether the word before a comma shows that verbs are listed: `when clients create, modify or delete records`."""
    words = text[max(0, end - 40) : end].lower().split()
    verb = bool(words) and (words[-1] in BARE_VERBS or words[-1] in SURE)
    return verb and DETERMINERS.isdisjoint(words[-3:-1]) and PREPOSITIONS.isdisjoint(words[-2:-1])


def _is_clause(phrase: str) -> bool:
    """Say whether a phrase between two commas is the main clause already: it has a subject and a verb."""
    words = [found.group().lower() for found in TOKEN.finditer(phrase[:_SEEN])]
    if not words or words[0] in {"and", "or", "if", "when"} or not (words[0] in DETERMINERS or words[0] in PRONOUNS):
        return False
    return not FINITE.isdisjoint(words) or not FIRST_WORDS.isdisjoint(words)


def _verb_at(text: str, at: int, *, strict: bool) -> tuple[int, int] | None:
    """Return the place of an imperative that begins at an offset, behind adverbs and `please`."""
    for _ in range(3):
        first = _FIRST_WORD.match(text, at)
        if first is None:
            return None
        word = first.group().lower()
        if word == "never" or (word not in {"please", "next", "first", "finally"} and not is_adverb(word)):
            break
        at = first.end()
        while at < len(text) and text[at] in " ,":
            at += 1
    else:
        return None
    if word in _LEAD_IN and not strict:
        return _behind_lead_in(text, first.end())
    if word in _PROHIBITIONS:
        return _prohibition(text, first)
    if word == "be":
        following = _words_behind(text, first)[:1]
        return first.span() if following and following[0].lower() in _STATES_TO_BE_IN else None
    if word not in IMPERATIVES or word in NEVER_IMPERATIVE or first.group().isupper():
        return None
    if _begins_name(text, first.start()) or not _has_object(word, _words_behind(text, first), strict=strict):
        return None
    return first.span()


def _begins_name(text: str, at: int) -> bool:
    """Say whether a word opens a name whose initials stand in brackets behind it: `Transport Layer Security (TLS)`."""
    name = _NAME.match(text, at)
    return name is not None and "".join(word[0] for word in re.split("[ -]", name["name"])) == name["short"]


def _words_behind(text: str, first: re.Match[str]) -> list[str]:
    return [found.group() for found in TOKEN.finditer(text, first.end(), first.end() + _SEEN)]


def _prohibition(text: str, first: re.Match[str]) -> tuple[int, int] | None:
    """Return the place of `Do not`, or of `Never` before a verb."""
    ahead = _words_behind(text, first)
    if first.group().lower() == "do" and ahead[:1] == ["not"] and len(ahead) > 1:
        return first.start(), text.index("not", first.end()) + 3
    if first.group().lower() in {"never", "don't"} and ahead and ahead[0] in IMPERATIVES:
        return first.span()
    return None


def _has_object(word: str, ahead: Sequence[str], *, strict: bool) -> bool:
    """Say whether the words behind a base form are those of an instruction, not of a noun or a heading."""
    if not ahead:
        return False
    low = [each.lower() for each in ahead]
    following = low[0]
    if (word == "consider" and low[:2] == ["the", "following"]) or (word in _LISTS and following in {"list", "lists"}):
        return False
    if following in {",", "and", "or"} and any(each in IMPERATIVES for each in low[1:]):
        return word in SURE or (not strict and not _has_verb(low))
    if following == "that" and word in NOUNS_TOO:
        return word in WITH_CLAUSE and not _is_verb(low[1] if len(low) > 1 else "")
    if following == OBJECT or following[0].isdigit():
        return True
    manner = is_adverb(following) and len(low) > _FRAGMENT - 1 and not _has_verb(low)
    if word in NOUNS_TOO and (following in AFTER_NOUN_TOO or manner or _is_procedure(word, low)):
        return True
    if word in SELDOM_NOUNS and not strict and len(ahead) > _FRAGMENT and not _has_verb(low):
        noun = ":" in low[:_FRAGMENT] or _has_plain_verb(low)
        return following.isalpha() and following not in PREPOSITIONS and not noun
    if word in NOUNS_TOO:
        return False
    if following in AFTER_IMPERATIVE:
        return True
    if strict:
        return following[0].isalpha() and following not in PREPOSITIONS and not _has_verb(low)
    return following.isalpha() or "-" in following


def _is_procedure(word: str, low: Sequence[str]) -> bool:
    """Say whether a particle or a place follows as in a procedure: `Switch on the recorder`, `Heat at 105 °C`."""
    particle = low[0] in PARTICLES and len(low) > 1 and (low[1] in DETERMINERS or low[1] == OBJECT)
    place = word in OF_PROCEDURES and low[0] in PREPOSITIONS and low[0] != "of"
    return (particle or place) and len(low) > _FRAGMENT - 1 and not _has_verb(low)


def _has_plain_verb(low: Sequence[str]) -> bool:
    """Say whether the words begin with a noun and its verb in the present: `cells measure the force`, `air passes through`."""
    noun, verb, after = [*low[:3], "", ""][:3]
    if noun.endswith("s"):
        return verb in BARE_VERBS or verb in IMPERATIVES
    return verb in THIRD_PERSONS and verb not in _PLURALS and (after in DETERMINERS or after in PREPOSITIONS)


def _is_verb(word: str) -> bool:
    return word in FIRST_WORDS or word in FINITE or word in THIRD_PERSONS


def _has_verb(low: Sequence[str]) -> bool:
    """Say whether the words, as far as the first that opens a clause, hold the verb of a statement."""
    for word in low:
        if word in _SUBORDINATORS:
            return False
        if word in FINITE or word in FIRST_WORDS:
            return True
    return False
