"""The words of an English sentence in, the verbal form that begins at one of them out."""

from __future__ import annotations

from collections.abc import Sequence

from stdpub.read.modality.english_words import CONDITIONS, COORDINATORS, PREPOSITIONS, is_adverb
from stdpub.read.modality.word_lists import word_set

_MODALS = word_set("shall must should may can could might")
_BE = word_set("is are")
_BE_NOT = {"isn't": "is not", "aren't": "is not"}
_CONTRACTED = {
    "cannot": "cannot",
    "can't": "cannot",
    "mustn't": "must not",
    "shouldn't": "should not",
    "couldn't": "could not",
    "needn't": "need not",
    "shan't": "shall not",
}
_DO_NOT = word_set("don't doesn't")
_TAILS = {
    "required": ("to", "that"),
    "permitted": ("to",),
    "allowed": ("to",),
    "prohibited": ("from",),
    "able": ("to",),
    "unable": ("to",),
}
_ADJECTIVES = word_set(
    "required permitted allowed permissible acceptable prohibited forbidden disallowed recommended able unable optional"
    " necessary possible to"
)
_ONLY_AFTER_IT = word_set("necessary possible")
_ATTRIBUTES = frozenset({"required", "optional", "recommended"})
_CAPITALS = word_set("REQUIRED RECOMMENDED OPTIONAL PROHIBITED FORBIDDEN")
_AFTER_ADJECTIVE = PREPOSITIONS | COORDINATORS | CONDITIONS | word_set("only here also either even that be which")
"""What follows a predicate: `are optional` is a form, `are optional parameters` is none."""

_INTENTS = word_set("aim goal purpose objective intent intention idea reason point hope role task likely going")

FIRST_WORDS = (
    _MODALS
    | _BE
    | _BE_NOT.keys()
    | _CONTRACTED.keys()
    | _DO_NOT
    | word_set("it ought need needs has have do does we required recommended optional prohibited forbidden not")
)
"""Words with which a verbal form can begin."""


def form_at(words: Sequence[str], raw: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return the verbal form that begins at a word, in its citation form, and how many words it has."""
    word = words[at]
    if raw[at].isupper() and word not in _MODALS:
        return _capital_form(raw, at)
    following = words[at + 1] if at + 1 < len(words) else ""
    if word in _MODALS:
        return (f"{word} not", 2) if following == "not" else (word, 1)
    if word in _CONTRACTED:
        return _CONTRACTED[word], 1
    if word in _BE or word in _BE_NOT:
        found = _be_form(words, at)
        capitals = found and any(each in _CAPITALS for each in raw[at : at + found[1]])
        return None if capitals else found
    if word == "it":
        found = _it_form(words, at)
        return None if found and raw[at + found[1] - 1].isupper() else found
    if word in {"need", "needs", "has", "have", "ought", "do", "does"} or word in _DO_NOT:
        return _need_form(words, at)
    if word == "we" and "recommend" in words[at + 1 : at + 3]:
        return "we recommend", 2 if following == "recommend" else 3
    return None


def _capital_form(raw: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return a word of RFC 2119 that is no verb: `REQUIRED`, `NOT RECOMMENDED`."""
    if raw[at] == "NOT" and raw[at + 1 : at + 2] == ["RECOMMENDED"]:
        return "not recommended", 2
    return (raw[at].lower(), 1) if raw[at] in _CAPITALS else None


def _need_form(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return `has to`, `needs to`, `need not`, `ought to`, `does not need to` and their kin."""
    word = words[at]
    ahead = list(words[at + 1 : at + 4])
    if word in _DO_NOT:
        word, ahead = "do", ["not", *ahead[:2]]
    if word in {"do", "does"}:
        if len(ahead) == 3 and ahead[0] == "not" and ahead[1] in {"need", "have"} and ahead[2] == "to":
            return f"does not {ahead[1]} to", 4 if words[at] in {"do", "does"} else 3
        return None
    if word == "ought":
        return {"to": ("ought to", 2), "not": ("ought not to", 3)}.get(ahead[0]) if ahead else None
    if word == "need" and ahead[:1] == ["not"]:
        return "need not", 2
    if ahead[:1] == ["to"] and not _is_idiom(ahead):
        return ("has to" if word in {"has", "have"} else "needs to"), 2
    return None


def _is_idiom(ahead: Sequence[str]) -> bool:
    """Say whether no verb follows: `has to date never leaked`, `has to do with`, `have to hand`."""
    if ahead[1:2] == ["date"]:
        return ahead[2:] not in (["the"], ["a"], ["an"], ["each"], ["every"], ["all"], ["and"])
    return ahead[1:] == ["do", "with"] or ahead[1:] in (["hand"], ["hand", "."], ["hand", ","])


def _be_form(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return `is required to`, `are not permitted` and their kin; one adverb may stand on either side of `not`."""
    length = 1
    negative = words[at] in _BE_NOT
    while at + length < len(words) and length < 4:
        word = words[at + length]
        length += 1
        if word == "not":
            negative = True
        elif word in _ADJECTIVES:
            break
        elif word == "likely" or not (is_adverb(word)):
            return None
    else:
        return None
    if word in _ONLY_AFTER_IT or (word == "to" and not _binds_to_be(words, at, length)):
        return None
    tail = words[at + length] if at + length < len(words) else ""
    if tail == "by" and word in {"required", "permitted", "allowed"}:
        return None
    cited = f"is {'not ' if negative else ''}{word}"
    if tail in _TAILS.get(word, ()):
        return f"{cited} {tail}", length + 1
    if word in {"able", "unable"} or (word in _ATTRIBUTES and _is_noun(tail)):
        return None
    return cited, length


def _binds_to_be(words: Sequence[str], at: int, length: int) -> bool:
    """Say whether `is to be` commands: not in `the aim is to be`, `is to be found in Annex C`."""
    after = list(words[at + length : at + length + 2])
    if after[:1] != ["be"] or after[1:] in (["found"], ["seen"], ["expected"], ["noted"], ["confused"]):
        return False
    return _INTENTS.isdisjoint(words[max(0, at - 6) : at])


def _is_noun(word: str) -> bool:
    """Say whether a word behind an adjective makes an attribute of it: `are optional parameters` is no form."""
    return word[:1].isalnum() and word not in _AFTER_ADJECTIVE and not is_adverb(word)


def _it_form(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return `it is necessary`, `it is not recommended` and their kin."""
    ahead = list(words[at + 1 : at + 5])
    if not ahead or ahead[0] not in {"is", "isn't"}:
        return None
    negative = ahead[0] == "isn't"
    for length, word in enumerate(ahead[1:], 3):
        if word == "not":
            negative = True
        elif word in {"necessary", "possible", "recommended", "required"}:
            return f"it is {'not ' if negative else ''}{word}", length
        elif not is_adverb(word):
            return None
    return None
