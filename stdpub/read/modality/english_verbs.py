"""The words of an English sentence and one place among them in, what stands there out: a verb, a list, an opener."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from stdpub.read.modality.english_forms import FIRST_WORDS
from stdpub.read.modality.english_words import (
    BARE_VERBS,
    CONDITIONS,
    COORDINATORS,
    DETERMINERS,
    FINITE,
    PASTS,
    PREPOSITIONS,
    PRONOUNS,
    RELATIVES,
    THIRD_PERSONS,
    TIMES,
    is_adverb,
)
from stdpub.read.modality.word_lists import word_set

PUNCTUATION = frozenset(",;:()—–!?")
_LOOK_AHEAD = 14
_PASSED_COMMAS = 3
_SUBJECT = 4
_NOUN_PHRASE = 2
_NO_HEAD = word_set("time day year moment once both all half twice such quite what when here today where note that")
_SUBJECTS = word_set("a an the they we you it he she")
_REASON = 60
_TITLE_CASE = word_set("may should must can could might shall")
_AFTER_SUBJECTLESS = word_set("be not have only also contain include use match")
_NOUNS_TOO = word_set("can must might need")
_VERBS = BARE_VERBS | THIRD_PERSONS | PASTS


_MARKED = word_set("marked labelled labeled designated called as")
_NAMES_OF_WORDS = word_set("word words keyword keywords term terms verb verbs")
"""What is said before a word that is only named: `the word MUST is defined in Annex A`."""


class Place(NamedTuple):
    """Where a word stands: first in its clause, in the main clause, in a clause that has had its verb."""

    first: bool
    main: bool
    had_verb: bool


def begins_form(words: Sequence[str], raw: Sequence[str], at: int, start: int) -> bool:
    """Say whether a word that can begin a verbal form does so here: not `a can`, `May 2020`, `Should the CA`."""
    word = words[at]
    if at and (words[at - 1] in _NAMES_OF_WORDS or raw[at].isupper()) and _is_mentioned(words, raw, at):
        return False
    if word in _TITLE_CASE and raw[at].istitle():
        return at == start and word_at(words, at + 1) in _AFTER_SUBJECTLESS
    return at == 0 or word not in _NOUNS_TOO or words[at - 1] not in {"a", "an", "the", "no"}


def _is_mentioned(words: Sequence[str], raw: Sequence[str], at: int) -> bool:
    """Say whether a verbal form is only named: `the word MUST is`, `the terms MUST, SHOULD and MAY`, `marked OPTIONAL`."""
    before, after = words[at - 1], word_at(words, at + 1)
    if before in _NAMES_OF_WORDS and after in FINITE:
        return True
    if before in _MARKED and words[at] not in _TITLE_CASE:
        return True
    behind, ahead = raw[max(0, at - 2) : at], raw[at + 1 : at + 3]
    listed = (
        len(ahead) > 1 and ahead[0] in {",", "and", "or"} and ahead[1].isupper() and ahead[1].lower() in FIRST_WORDS
    )
    last = (
        len(behind) > 1 and behind[1] in {",", "and", "or"} and behind[0].isupper() and behind[0].lower() in FIRST_WORDS
    )
    return listed or last


def word_at(words: Sequence[str], at: int) -> str:
    """Return a word, or an empty one behind the last."""
    return words[at] if at < len(words) else ""


def behind_adverbs(words: Sequence[str], at: int) -> int:
    """Return the place of the nearest word before `at` that is no adverb, passing the commas around `however`."""
    before = at - 1
    while before > 0:
        word = words[before]
        passed = word == "," and before < at - 1 and at - before <= _PASSED_COMMAS
        if not is_adverb(word) and not passed:
            break
        before -= 1
    return before


def list_goes_on(words: Sequence[str], at: int) -> bool:
    """Say whether the comma at a place is one of a list that ends in `, or` or `, and` before the next verb."""
    if word_at(words, at + 1) in {"or", "and"}:
        return True
    for ahead in range(at + 1, min(at + _LOOK_AHEAD, len(words) - 1)):
        word = words[ahead]
        if word in FIRST_WORDS or word in FINITE:
            return False
        if word == "," and words[ahead + 1] in {"or", "and"}:
            return True
    return False


def opens_time(words: Sequence[str], at: int) -> bool:
    """Say whether `before`, `as` and the like open a clause: `as a result`, `such as`, `as defined` do not."""
    return words[at] not in {"as", "than", "since"} or words[at - 1] == ","


def reason_opens(words: Sequence[str], at: int) -> bool:
    """Say whether `as` or `since` at the head opens a clause: it has a verb before its comma, `as a condition,` has none."""
    for ahead in range(at + 1, min(at + _REASON, len(words))):
        if words[ahead] == ",":
            return False
        if words[ahead] in FINITE or words[ahead] in FIRST_WORDS:
            return True
    return False


def reduced_relative(words: Sequence[str], start: int, at: int) -> bool:
    """Say whether a second subject stands before a form, so that it belongs to the first: `the steps a user may take`."""
    first = words[start]
    opens = first in PREPOSITIONS or first in CONDITIONS or first in TIMES
    if opens or (first != "only" and is_adverb(first)):
        return False
    subject = words[max(start, at - _REASON) : at]
    if "that" in subject or not RELATIVES.isdisjoint(subject):
        return False
    for place in range(max(start + 1, at - _SUBJECT), at):
        before = words[place - 1]
        named = before.endswith("s") or (place > start + 1 and before not in _NO_HEAD and not is_adverb(before))
        if words[place] in _SUBJECTS and before.isalpha() and named and before not in PREPOSITIONS | COORDINATORS:
            own = at - place > _NOUN_PHRASE and words[at - 1].endswith(("s", "ed"))
            verb = own or not FINITE.isdisjoint(words[place:at]) or not FIRST_WORDS.isdisjoint(words[place:at])
            return not verb and before not in FINITE and before not in DETERMINERS and before not in THIRD_PERSONS
    return False


def may_be_verb(word: str) -> bool:
    """Say whether a word can be a full verb at all, wherever it stands."""
    return word in _VERBS or word.endswith("s")


def is_full_verb(words: Sequence[str], at: int, place: Place) -> bool:
    """Say whether a word is a full verb in the present or past, judged by its neighbours."""
    word = words[at]
    before = words[at - 1] if at else ""
    after = word_at(words, at + 1)
    if before in RELATIVES or before == "that":
        known = word in THIRD_PERSONS or word in PASTS or word in BARE_VERBS
        return known or (word.endswith("s") and after not in FIRST_WORDS and after not in PUNCTUATION)
    if before in PRONOUNS and (word in THIRD_PERSONS or word in PASTS or word in BARE_VERBS):
        return True
    if before in DETERMINERS or before in PREPOSITIONS or place.first:
        return False
    if place.main:
        return word in THIRD_PERSONS and (after in DETERMINERS or after == "that")
    if word in PASTS:
        # `the user specified` has a subject, `the specified user` has none
        subject = at > 1 and (words[at - 2] in DETERMINERS or words[at - 2] in PRONOUNS)
        return subject and not place.had_verb and after != "by"
    if word in BARE_VERBS:
        return before.endswith("s") and not place.had_verb
    return word in THIRD_PERSONS
