"""The words of an English sentence in, the verbal form of its main clause out: a reader of clause openers and verbs."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from enum import IntEnum

from stdpub.read.modality.english_forms import FIRST_WORDS, form_at
from stdpub.read.modality.english_verbs import (
    PUNCTUATION,
    Place,
    begins_form,
    behind_adverbs,
    is_full_verb,
    list_goes_on,
    may_be_verb,
    opens_time,
    reason_opens,
    reduced_relative,
)
from stdpub.read.modality.english_words import (
    CONDITIONS,
    COORDINATORS,
    EXCEPTING,
    FINITE,
    PREPOSITIONS,
    RELATIVES,
    REPORTING,
    TIMES,
    TRANSPARENT,
    is_adverb,
)

_DEAD = 9
_LABELLED = 3
"""A label, its colon and a word."""

_PREDICATES = frozenset({"required", "recommended", "not recommended", "optional", "prohibited", "forbidden"})
_BINDING = frozenset({"shall", "shall not", "must", "must not", "should", "should not"})


class _Kind(IntEnum):
    """What a clause is to the sentence; the value is the rank of a verbal form in it, lower is better."""

    MAIN = 0
    ASIDE = 1
    BINDING_ONLY = 2
    CAPITALS_ONLY = 3
    DEAD = 9


@dataclass(slots=True)
class _Clause:
    """One open clause: its opener's place, whether it has had its verb, whether it is a condition or a bracket."""

    kind: _Kind
    at: int = 0
    verb: bool = False
    condition: bool = False
    bracket: bool = False


@dataclass(frozen=True, slots=True)
class Candidate:
    """A verbal form in its citation form, the tokens it covers, and the token with which its clause begins."""

    cited: str
    start: int
    end: int
    clause_start: int
    rank: int


_ASSERTING = {
    "where": _Kind.BINDING_ONLY,
    "while": _Kind.ASIDE,
    "whilst": _Kind.ASIDE,
    "whereas": _Kind.ASIDE,
    "although": _Kind.ASIDE,
    "though": _Kind.ASIDE,
}
"""Openers whose clause, behind a comma and the main clause, says something of its own."""


_DENIALS = frozenset({"not", "doesn't", "don't", "didn't"})
_REASONS = frozenset({"as", "since"})
_OTHERS = frozenset(
    {"rfc", "iso", "iec", "law", "laws", "regulation", "regulations", "directive", "legislation", "act"}
)
"""Subjects whose requirements are reported, even in capitals."""


class _Reader:
    """Goes through the words once, keeping the stack of open clauses."""

    __slots__ = ("brackets", "clauses", "forms", "joined", "open", "raw", "start", "words")

    def __init__(self, words: Sequence[str], raw: Sequence[str], forms: Container[str]) -> None:
        self.words = words
        self.forms = forms
        self.raw = raw
        self.clauses = [_Clause(_Kind.MAIN)]
        self.joined = True
        self.start = 0
        self.open = 0
        whole = bool(words) and words[0] == "(" and words[-1] == ")"
        self.brackets = 0 if whole else len(words) - words[::-1].index(")") if ")" in words else 0

    def main_form(self) -> Candidate | None:
        """Return the first verbal form of the main clause, or the best there is elsewhere."""
        best: Candidate | None = None
        at = 0
        while at < len(self.words):
            word = self.words[at]
            found = form_at(self.words, self.raw, at) if word in FIRST_WORDS and self._begins_form(at) else None
            if found and found[0] in self.forms:
                candidate = self._candidate(at, *found)
                at += found[1]
                if candidate.rank == _Kind.MAIN:
                    return candidate
                if candidate.rank < (best.rank if best else _DEAD):
                    best = candidate
                continue
            if word in PUNCTUATION:
                self._mark(at)
            else:
                self._word(at)
            at += 1
        return best

    def _begins_form(self, at: int) -> bool:
        return begins_form(self.words, self.raw, at, self.start)

    def _candidate(self, at: int, cited: str, length: int) -> Candidate:
        raw = self.raw[at]
        strong = raw.isupper() or cited.startswith("shall")
        predicate = cited in _PREDICATES and self.words[behind_adverbs(self.words, at)] in {"is", "are"}
        top = self.clauses[-1] if predicate else self._verb(at, binding=strong or cited in _BINDING)
        rank = int(top.kind)
        if (rank == _Kind.BINDING_ONLY and not strong) or (rank == _Kind.CAPITALS_ONLY and not raw.isupper()):
            rank = _DEAD
        elif rank == _Kind.MAIN and top.verb and not self.joined and not predicate:
            # a second verb that nothing joins to the first stands in a clause without an opener: `attributes they may use`
            rank = int(_Kind.BINDING_ONLY) if strong else _DEAD
        elif rank == _Kind.MAIN and not top.verb and reduced_relative(self.words, self.start, at):
            return Candidate(cited, at, at + length, self.start, _DEAD)
        top.verb = True
        if top.kind is _Kind.MAIN:
            self.joined = False
        return Candidate(cited, at, at + length, self.start, rank)

    def _verb(self, at: int, *, binding: bool) -> _Clause:
        """Return the clause to which a verb at `at` belongs, closing those that have had theirs.

        A condition that has had its verb is left only by a binding form: `if the key is lost the CA must`.
        """
        coordinated = at > 0 and self.words[behind_adverbs(self.words, at)] in COORDINATORS
        while len(self.clauses) > 1 and self.clauses[-1].verb and not coordinated and not self.clauses[-1].bracket:
            if self.clauses[-1].condition and not binding:
                break
            self.clauses.pop()
        return self.clauses[-1]

    def _mark(self, at: int) -> None:
        mark = self.words[at]
        if mark == "(" and at < self.brackets:
            self.clauses.append(_Clause(_Kind.BINDING_ONLY, at, bracket=True))
            self.open += 1
        elif mark == ")" and self.open:
            self.open -= 1
            while not self.clauses.pop().bracket:
                pass
        elif mark == ",":
            self._comma(at)
        elif mark in ";:—–":
            while len(self.clauses) > 1 and not self.clauses[-1].bracket:
                self.clauses.pop()
            self.clauses[-1].verb = False
            self.joined = True
            self.start = at + 1

    def _comma(self, at: int) -> None:
        self.joined = True
        while len(self.clauses) > 1 and not self.clauses[-1].bracket and self._ends_at_comma(self.clauses[-1], at):
            self.clauses.pop()
        if self.clauses[-1].kind is _Kind.MAIN and not self.clauses[-1].verb:
            self.start = at + 1

    def _ends_at_comma(self, top: _Clause, at: int) -> bool:
        """Say whether a comma closes the innermost clause."""
        following = self.words[at + 1] if at + 1 < len(self.words) else ""
        if not top.condition:
            return top.verb or top.at < at - 1
        if self.clauses[0].verb and len(self.clauses) == 2:
            return following in {"but", "and", "so", "then"}
        if following in {"then", "it", "they", "we", "you"}:
            return True
        return not list_goes_on(self.words, at)

    def _word(self, at: int) -> None:
        word = self.words[at]
        before = self.words[at - 1] if at else ""
        if word == "so" and at > self.start and before not in PUNCTUATION and before not in COORDINATORS:
            self.clauses.append(_Clause(_Kind.DEAD, at))
        elif word in COORDINATORS:
            self.joined = True
            if word == "then":
                while len(self.clauses) > 1 and self.clauses[-1].condition:
                    self.clauses.pop()
        elif (
            word in CONDITIONS
            or (word in TIMES and self.clauses[0].verb and opens_time(self.words, at))
            or (word in _REASONS and at == self.start and reason_opens(self.words, at))
            or (word == "extent" and self.words[max(0, at - 2) : at] == ["to", "the"])
        ):
            self._condition(at, before)
        elif word in RELATIVES:
            self._relative(at, before)
        elif word == "that":
            self._that(at, before)
        elif word in FINITE or (may_be_verb(word) and is_full_verb(self.words, at, self._place(at))):
            self._finite(at)

    def _condition(self, at: int, before: str) -> None:
        word = self.words[at]
        if before == "," and self.clauses[0].verb and word in _ASSERTING:
            self.clauses.append(_Clause(_ASSERTING[word], at))
            return
        following = next((word for word in self.words[at + 1 : at + 4] if not is_adverb(word)), "")
        self.clauses.append(_Clause(_Kind.DEAD, at, verb=following.endswith(("ing", "ed")), condition=True))

    def _relative(self, at: int, before: str) -> None:
        if self.words[at] == "which" and self.words[at + 1 : at + 2] == ["case"]:
            while len(self.clauses) > 1 and not self.clauses[-1].bracket:
                self.clauses.pop()
            self.joined = True
            return
        aside = before == "," and self.words[at] in {"which", "who"}
        kind = _Kind.ASIDE if aside and self.clauses[-1].kind < _Kind.DEAD else _Kind.DEAD
        self.clauses.append(_Clause(kind, at))

    def _that(self, at: int, before: str) -> None:
        if self._points(at, before):
            return
        before = self.words[behind_adverbs(self.words, at)]
        if before in {"note", "remember"} and self.words[self.start] == before:
            self.start, self.joined = at + 1, True
            return
        if (
            before in REPORTING | TRANSPARENT
            and self.clauses[-1].verb
            and len(self.clauses) > 1
            and not self.clauses[-1].bracket
        ):
            self.clauses.pop()
        if self.clauses[-1].kind >= _Kind.DEAD:
            kind = _Kind.DEAD
        elif before in TRANSPARENT:
            kind = _Kind.ASIDE if _DENIALS.isdisjoint(self.words[max(0, at - 3) : at]) else _Kind.DEAD
        elif before in REPORTING:
            others = not _OTHERS.isdisjoint(self.words[self.start : at]) and self.words[self.start] != "this"
            kind = _Kind.DEAD if others else _Kind.CAPITALS_ONLY
        elif before in EXCEPTING:
            kind = _Kind.BINDING_ONLY
        else:
            kind = _Kind.DEAD
        self.clauses.append(_Clause(kind, at))

    def _points(self, at: int, before: str) -> bool:
        """Say whether `that` is a pronoun or stands for `the`, and opens no clause."""
        following = self.words[at + 1] if at + 1 < len(self.words) else ""
        if at == self.start and before == "," and not self._led_in():
            return False
        if before in PREPOSITIONS or at == self.start or (following in {"is", ","} and before in PUNCTUATION):
            return before != "except"
        return before in COORDINATORS and before != "so" and all(clause.kind is _Kind.MAIN for clause in self.clauses)

    def _led_in(self) -> bool:
        """Say whether the sentence begins with a phrase or a condition, behind whose comma the main clause starts."""
        first = self.words[2 if self.words[1:2] == [":"] and len(self.words) > _LABELLED else 0]
        return first in PREPOSITIONS or first in CONDITIONS or first == "depending" or is_adverb(first)

    def _place(self, at: int) -> Place:
        top = self.clauses[-1]
        return Place(first=at == self.start, main=top.kind is _Kind.MAIN, had_verb=top.verb)

    def _finite(self, at: int) -> None:
        first = len(self.clauses) == 1 and not self.clauses[0].verb
        if first and reduced_relative(self.words, self.start, at):
            return
        top = self._verb(at, binding=False)
        if top.kind is _Kind.MAIN:
            self.joined = False
        top.verb = True


def main_form(words: Sequence[str], raw: Sequence[str], forms: Container[str]) -> Candidate | None:
    """Return which of the forms carries a sentence: the first of its main clause, else the best of an aside."""
    return _Reader(words, raw, forms).main_form()
