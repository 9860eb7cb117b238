"""The running text of an English sentence in, its kind of provision and the verbal form's place out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from stdpub.model.inlines import OBJECT
from stdpub.model.provisions import Convention, Kind
from stdpub.model.verbal_forms import verbal_forms
from stdpub.read.modality.english_clauses import Candidate, main_form
from stdpub.read.modality.english_forms import FIRST_WORDS
from stdpub.read.modality.english_words import (
    ACTS_OF_AGENTS,
    AFTER_IMPERATIVE,
    AFTER_NOUN_TOO,
    AGENTS,
    FINITE,
    IMPERATIVES,
    IRREGULAR_PARTICIPLES,
    NEVER_IMPERATIVE,
    NOT_PASSIVE,
    NOUNS_TOO,
    PREPOSITIONS,
    SELDOM_NOUNS,
    STATES,
    STATES_OF_CAN,
    STATES_OF_MAY_NOT,
    is_adverb,
)
from stdpub.read.modality.word_lists import word_set

Judged = tuple[Kind, int, int, str]
"""Kind, start and end of the verbal form, and the words between that do not belong to it as ` ... `."""

_TOKEN = re.compile(r"\w+(?:['’./-]\w+)*|[,;:()—–!?\ufffc]")
_STEMS = (
    "shall",
    "must",
    "should",
    "may",
    "can",
    "could",
    "might",
    "need",
    "requir",
    "recommend",
    "permi",
    "allowed",
    "ought",
    "is to",
    "are to",
    "has to",
    "have to",
    "not to",
    "prohibited",
    "forbidden",
    "disallowed",
    "optional",
    "it is",
    "able to",
    "acceptable",
)
_LABEL = re.compile(
    r"\s*(?:(?:\(?\w{1,3}[.)]|\d+(?:\.\d+)+\.?|[-–—•*]|\[[ x]\])\s+)?"
    r"(?:(?:note|example|warning|caution|important|tip|mitigation|step)(?: \d+)?\s*[:.—–-]\s*)?",
    re.IGNORECASE,
)
_FIRST_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")
_LEAD_IN = word_set(
    "if when where for to in at after before once on using by with as unless until during from under while upon"
)
_KEY_WORDS = re.compile(r"\b(?:key ?words?|terms?|words?|verbs?|verbal forms?)\s+\ufffc", re.IGNORECASE)
_COMPELLED = re.compile(
    r"\b(?:by law|under [\w ]{0,30}\b(?:law|act|legislation|regulations?)|legal(?:ly)?|legislation|statut\w+|"
    r"(?:national|local|applicable) (?:laws?|regulations?)|laws? of \w+|inevitably|necessarily|by definition)\b",
    re.IGNORECASE,
)
_PROHIBITIONS = frozenset({"do", "don't", "never"})
_SEEN = 100
"""Code points behind a would-be imperative that are looked at."""

_FRAGMENT = 3
"""A verb and so few words more are rather a heading."""

_FUTURE = frozenset({"future", "later"})
_MUST = frozenset({"must", "must not"})


@lru_cache(maxsize=16)
def _kinds(convention: Convention) -> dict[str, Kind]:
    return {form.words.lower(): form.kind for form in verbal_forms("en", convention)}


def judge(text: str, _sentence: str, convention: Convention) -> Judged | None:
    """Return what makes an English sentence, given as running text, a provision; None for a statement."""
    imperative = _imperative(text)
    if imperative:
        return Kind.INSTRUCTION, imperative[0], imperative[1], ""
    low = text.lower()
    if not any(stem in low for stem in _STEMS):
        return None
    if text.rstrip().endswith("?") or (OBJECT in text and _defines_key_words(text, low)):
        return None
    tokens = list(_TOKEN.finditer(text))
    raw = [token.group() for token in tokens]
    words = [word.lower().replace("’", "'") for word in raw]
    found = main_form(words, raw, _kinds(convention))
    if found is None:
        return None
    start, end = tokens[found.start].start(), tokens[found.end - 1].end()
    cited, opening = _with_quantifier(found, words)
    if opening:
        first = tokens[opening[0]]
        words_before = text[first.start() : tokens[opening[1]].end()]
        kind = _kinds(convention).get(cited)
        return (kind, first.start(), end, f"{words_before} ... {text[start:end]}") if kind else None
    kind = _kind(found, words, raw, text, convention)
    return (kind, start, end, "") if kind else None


def _defines_key_words(text: str, low: str) -> bool:
    """Say whether a sentence tells what quoted key words mean."""
    return ("interpreted" in low or "indicate" in low or "denote" in low) and bool(_KEY_WORDS.search(text))


def _with_quantifier(found: Candidate, words: Sequence[str]) -> tuple[str, tuple[int, int] | None]:
    """Return `not all ... must`, `no ... may`, `only ... is permitted` and the tokens that open them."""
    first = found.clause_start
    if first >= found.start:
        return found.cited, None
    quantifier = words[first]
    if quantifier == "not" and words[first + 1] in {"all", "every"} and found.cited in {"must", "shall"}:
        return f"not all ... {found.cited}", (first, first + 1)
    if quantifier == "no" and found.cited in {"may", "is permitted", "is allowed", "is required"}:
        return f"no ... {found.cited}", (first, first)
    if quantifier == "only" and found.cited in {"is permitted", "is allowed"}:
        return f"only ... {found.cited}", (first, first)
    return found.cited, None


def _kind(found: Candidate, words: Sequence[str], raw: Sequence[str], text: str, convention: Convention) -> Kind | None:
    """Return the kind of a verbal form, which for `may`, `can` and `must` hangs on the words around it."""
    cited = found.cited
    capitals = raw[found.start].isupper()
    kind = _kinds(convention).get(cited)
    if cited in _MUST and (kind is Kind.EXTERNAL_CONSTRAINT or not capitals):
        return Kind.EXTERNAL_CONSTRAINT if _compelled(found, words, text) else Kind.REQUIREMENT
    if cited == "has to" and words[found.start - 1] == "there":
        return Kind.EXTERNAL_CONSTRAINT
    if cited == "may" and not capitals:
        return _kind_of_may(found, words)
    if cited == "may not" and not capitals:
        return _kind_of_may_not(found, words, convention)
    if cited in {"can", "cannot", "can not"}:
        return Kind.POSSIBILITY if _tells_state(words, found.end, STATES_OF_CAN) else Kind.CAPABILITY
    return kind


def _compelled(found: Candidate, words: Sequence[str], text: str) -> bool:
    """Say whether law, logic or nature compels: the sentence names it, or something must be there."""
    return bool(_COMPELLED.search(text)) or words[found.start - 1 : found.start] == ["there"]


def _kind_of_may(found: Candidate, words: Sequence[str]) -> Kind:
    """Return permission, or possibility where `may` tells what happens."""
    if words[found.end : found.end + 2] == ["or", "may"] or words[:2] in (["for", "example"], ["for", "instance"]):
        return Kind.POSSIBILITY
    if not _FUTURE.isdisjoint(words[: found.start]):
        return Kind.POSSIBILITY
    verb = next((word for word in words[found.end :] if not is_adverb(word)), "")
    agent = words[found.start - 1] in AGENTS and PREPOSITIONS.isdisjoint(words[max(0, found.start - 3) : found.start])
    if agent and verb in ACTS_OF_AGENTS:
        return Kind.PERMISSION
    return Kind.POSSIBILITY if _tells_state(words, found.end, STATES) else Kind.PERMISSION


def _kind_of_may_not(found: Candidate, words: Sequence[str], convention: Convention) -> Kind:
    """Return requirement, or possibility where `may not` tells what might fail to happen."""
    if words[found.end : found.end + 1] in (["always"], ["necessarily"]):
        return Kind.POSSIBILITY
    own = words[found.end : found.end + 1] == ["have"] and convention is not Convention.ISO
    return Kind.POSSIBILITY if own or _tells_state(words, found.end, STATES_OF_MAY_NOT) else Kind.REQUIREMENT


def _tells_state(words: Sequence[str], at: int, states: frozenset[str]) -> bool:
    """Say whether the verb phrase that begins at a word tells a state or an event, not an act."""
    while at < len(words) and (is_adverb(words[at])):
        if words[at] == "optionally":
            return False
        at += 1
    if at >= len(words):
        return False
    if words[at] != "be":
        return words[at] in states
    at += 1
    while at < len(words) and (is_adverb(words[at])):
        at += 1
    if at >= len(words):
        return True
    return not _is_participle(words[at])


def _is_participle(word: str) -> bool:
    return word not in NOT_PASSIVE and (word.endswith(("ed", "-ed")) or word in IRREGULAR_PARTICIPLES)


def _imperative(text: str) -> tuple[int, int] | None:
    """Return the place of the verb of an instruction: at the head, or behind a leading phrase and its comma."""
    label = _LABEL.match(text)
    at = label.end() if label else 0
    first = _FIRST_WORD.match(text, at)
    if first is None:
        return None
    word = first.group().lower()
    if word in _LEAD_IN:
        comma = text.find(", ", first.end())
        return _verb_at(text, comma + 2, strict=True) if comma >= 0 else None
    return _verb_at(text, first.start(), strict=False)


def _verb_at(text: str, at: int, *, strict: bool) -> tuple[int, int] | None:
    """Return the place of an imperative that begins at an offset, behind adverbs and `please`."""
    for _ in range(3):
        first = _FIRST_WORD.match(text, at)
        if first is None:
            return None
        word = first.group().lower()
        if word == "never" or (word not in {"please", "next", "first"} and not is_adverb(word)):
            break
        at = first.end()
        while at < len(text) and text[at] in " ,":
            at += 1
    else:
        return None
    if word in _PROHIBITIONS:
        return _prohibition(text, first)
    if word not in IMPERATIVES or word in NEVER_IMPERATIVE or first.group().isupper():
        return None
    return first.span() if _has_object(word, _words_behind(text, first), strict=strict) else None


def _words_behind(text: str, first: re.Match[str]) -> list[str]:
    return [found.group() for found in _TOKEN.finditer(text, first.end(), first.end() + _SEEN)]


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
    following = ahead[0].lower()
    if word == "consider" and [each.lower() for each in ahead[:2]] == ["the", "following"]:
        return False
    if following in {",", "and", "or"} and any(each.lower() in IMPERATIVES for each in ahead[1:]):
        return True
    if word in SELDOM_NOUNS and not strict and len(ahead) > _FRAGMENT and FINITE.isdisjoint(ahead):
        return following.isalpha() and following not in PREPOSITIONS and FIRST_WORDS.isdisjoint(ahead)
    if word in NOUNS_TOO:
        return following in AFTER_NOUN_TOO or following == "\ufffc" or following[0].isdigit()
    if following in AFTER_IMPERATIVE or following == "\ufffc" or following[0].isdigit():
        return True
    if strict:
        return False
    return following.isalpha() or "-" in following
