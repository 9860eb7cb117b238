"""The running text of an English sentence in, its kind of provision and the verbal form's place out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from stdpub.model.patterns import regex
from stdpub.model.provisions import Convention, Kind
from stdpub.model.verbal_forms import verbal_forms
from stdpub.read.modality.english_clauses import Candidate, main_form
from stdpub.read.modality.english_imperatives import TOKEN, imperative
from stdpub.read.modality.english_words import (
    ACTS_OF_AGENTS,
    AGENTS,
    FINITE,
    IRREGULAR_PARTICIPLES,
    NOT_PASSIVE,
    PREPOSITIONS,
    STATES,
    STATES_OF_CAN,
    STATES_OF_MAY_NOT,
    is_adverb,
)
from stdpub.read.modality.word_lists import words_of

Judged = tuple[Kind, int, int, str]
"""Kind, start and end of the verbal form, and the words between that do not belong to it as ` ... `."""

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
_KEY_WORDS = regex(
    r"\b(?:key ?words?|terms?|words?|verbs?|verbal forms?)\s+(?:\ufffc|(?-i:(?:MUST|SHALL|SHOULD|MAY|REQUIRED)\b))",
    re.IGNORECASE,
)
_COMPELLED = regex(
    r"\b(?:by law|under [\w ]{0,30}\b(?:law|act|legislation|regulations?)|legal(?:ly)?|legislation|statut\w+|"
    r"(?:national|local|applicable) (?:laws?|regulations?)|laws? of \w+|inevitably|necessarily|by definition)\b",
    re.IGNORECASE,
)
_ENEMIES = frozenset(
    {"attacker", "attackers", "adversary", "adversaries", "intruder", "intruders", "hackers", "malware"}
)
_FUTURE = frozenset({"future", "later"})
_MUST = frozenset({"must", "must not"})
_NOBODY = frozenset({"no", "nobody", "none", "nothing", "neither"})
_OBLIGES = frozenset({"has to", "needs to", "is required to"})
"""Forms that free whom they do not name: `nobody has to` is no ban, as `nobody shall` is."""


@lru_cache(maxsize=16)
def _kinds(convention: Convention) -> dict[str, Kind]:
    return {form.words.lower(): form.kind for form in verbal_forms("en", convention)}


def judge(text: str, _sentence: str, convention: Convention) -> Judged | None:
    """Return what makes an English sentence, given as running text, a provision; None for a statement."""
    instruction = imperative(text)
    if instruction:
        return Kind.INSTRUCTION, *instruction, ""
    low = text.lower()
    if not any(stem in low for stem in _STEMS):
        return None
    if text.rstrip().endswith("?") or _defines_key_words(text, low):
        return None
    tokens = list(TOKEN.finditer(text))
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
    between = words[first : found.start]
    if "," in between or ("that" not in between and not FINITE.isdisjoint(between)):
        return found.cited, None
    if quantifier == "not" and words[first + 1] in {"all", "every"} and found.cited in {"must", "shall"}:
        return f"not all ... {found.cited}", (first, first + 1)
    if quantifier == "no" and found.cited in {"may", "is permitted", "is allowed", "is required"}:
        return f"no ... {found.cited}", (first, first)
    if quantifier in _NOBODY and found.cited in _OBLIGES:
        return "no ... is required", (first, first)
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
        return Kind.POSSIBILITY if _tells_state_of_can(found, words) else Kind.CAPABILITY
    return kind


def _compelled(found: Candidate, words: Sequence[str], text: str) -> bool:
    """Say whether law, logic or nature compels: the sentence names it, or something must be there."""
    return bool(_COMPELLED.search(text)) or words[found.start - 1 : found.start] == ["there"]


def _kind_of_may(found: Candidate, words: Sequence[str]) -> Kind:
    """Return permission, or possibility where `may` tells what happens."""
    if words[found.end : found.end + 2] == ["or", "may"] or words[:2] in (["for", "example"], ["for", "instance"]):
        return Kind.POSSIBILITY
    if words[found.start - 1] in _ENEMIES:
        return Kind.POSSIBILITY
    if not _FUTURE.isdisjoint(words[: found.start]):
        return Kind.POSSIBILITY
    at = _behind_adverbials(words, found.end)
    verb = words[at] if at < len(words) else ""
    agent = words[found.start - 1] in AGENTS and PREPOSITIONS.isdisjoint(words[max(0, found.start - 3) : found.start])
    if agent and verb in ACTS_OF_AGENTS:
        return Kind.PERMISSION
    return Kind.POSSIBILITY if _tells_state(words, found.end, STATES) else Kind.PERMISSION


def _tells_state_of_can(found: Candidate, words: Sequence[str]) -> bool:
    at = _behind_adverbials(words, found.end)
    acts = words[found.start - 1] in AGENTS and words[at : at + 1] != ["be"]
    return _tells_state(words, found.end, STATES_OF_CAN) and not (acts and words[at] in ACTS_OF_AGENTS)


def _kind_of_may_not(found: Candidate, words: Sequence[str], convention: Convention) -> Kind:
    """Return requirement, or possibility where `may not` tells what might fail to happen."""
    if words[found.end : found.end + 1] in (["always"], ["necessarily"]):
        return Kind.POSSIBILITY
    own = words[found.end : found.end + 1] == ["have"] and convention is not Convention.ISO
    return Kind.POSSIBILITY if own or _tells_state(words, found.end, STATES_OF_MAY_NOT) else Kind.REQUIREMENT


def _tells_state(words: Sequence[str], at: int, states: frozenset[str]) -> bool:
    """Say whether the verb phrase that begins at a word tells a state or an event, not an act."""
    if "optionally" in words[at : at + 1]:
        return False
    at = _behind_adverbials(words, at)
    if at >= len(words):
        return False
    if words[at] != "be":
        return words[at] in states
    at = _behind_adverbials(words, at + 1)
    if at >= len(words):
        return True
    return not _is_participle(words[at])


_ADVERBIALS = tuple(
    phrase.split("-")
    for phrase in words_of(
        "at-any-point at-any-time at-times at-some-point at-most at-least in-turn in-some-cases in-certain-cases in-practice for-example"
        " for-instance in-addition in-principle in-general under-certain-circumstances under-certain-conditions"
    )
)
_ASIDE = 8
"""Words that an insertion between two commas has at most."""


def _behind_adverbials(words: Sequence[str], at: int) -> int:
    """Return the place of the first word that is no adverb and stands in no adverbial phrase or short insertion."""
    while at < len(words):
        phrase = next((each for each in _ADVERBIALS if list(words[at : at + len(each)]) == each), None)
        if phrase:
            at += len(phrase)
        elif words[at] == "," and "," in words[at + 1 : at + _ASIDE]:
            at = at + 2 + list(words[at + 1 : at + _ASIDE]).index(",")
        elif is_adverb(words[at]):
            at += 1
        else:
            break
    return at


def _is_participle(word: str) -> bool:
    return word not in NOT_PASSIVE and (word.endswith(("ed", "-ed")) or word in IRREGULAR_PARTICIPLES)
