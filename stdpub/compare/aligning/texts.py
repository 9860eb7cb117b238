"""The things of one version in; what aligning looks at of each, computed when it is asked for, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cached_property, lru_cache
from itertools import pairwise

from stdpub.compare.itself import Itself
from stdpub.compare.things import Thing
from stdpub.model.changes import Level
from stdpub.model.patterns import regex

HEADED = frozenset({Level.CLAUSE, Level.TERM})
"""Levels of things that hold others and have a heading."""

_WORD = regex(
    r"[^\W\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff]+"
    r"|[\u2e80-\u9fff\uf900-\ufaff\uac00-\ud7af\U00020000-\U0003ffff]"
)
_HAN = "\u2e80"
_MARKS = {ord(mark): " " for mark in ".,;:()[]{}'\"`!?*_/|<>=-"}
_LETTERS = 5
"""Letters of an English word, on the short side."""

_BEGINNING = 150
"""Words of a thing by which it is looked for."""

_MOST_WORDS = 400
"""Words of a thing that are looked at; more say nothing more about which thing it is."""


def texts_of(things: Sequence[Thing]) -> Texts:
    """Return the texts of the things of a version; kept for the last few."""
    return _texts_of(Itself(things)) if isinstance(things, tuple) else Texts(things)


@lru_cache(maxsize=4)
def _texts_of(things: Itself[tuple[Thing, ...]]) -> Texts:
    return Texts(things.value)


class Texts:
    """One version: for each thing, by its place in reading order, its words, headings and surroundings."""

    def __init__(self, things: Sequence[Thing]) -> None:
        self.things = things
        self.levels = [thing.side.level for thing in things]
        at = {thing.side.id: place for place, thing in enumerate(things) if thing.side.id}
        self.parents = [at.get(thing.parent, -1) if thing.parent else -1 for thing in things]
        self.homes = self._homes()
        self._words: dict[int, tuple[str, ...]] = {}
        self._signs: dict[int, set[str]] = {}

    def _homes(self) -> list[int]:
        """Return for each thing the clause or term entry it stands in; of one that is such, its parent."""
        homes: list[int] = []
        for parent in self.parents:
            homes.append(
                parent if parent < 0 or self.levels[parent] in HEADED or parent >= len(homes) else homes[parent]
            )
        return homes

    @cached_property
    def titles(self) -> list[str]:
        """The headings, captions and terms, without what is no word."""
        return [" ".join(split(thing.side.title)) if thing.side.title else "" for thing in self.things]

    @cached_property
    def title_counts(self) -> Counter[tuple[Level, str]]:
        """How many things of a level have one title."""
        return Counter(zip(self.levels, self.titles, strict=True))

    @cached_property
    def inside(self) -> list[list[int]]:
        """What stands in each clause but not in a subclause."""
        found: list[list[int]] = [[] for _ in self.things]
        for at, home in enumerate(self.homes):
            if home >= 0 and self.levels[at] not in HEADED:
                found[home].append(at)
        return found

    @cached_property
    def below(self) -> list[list[int]]:
        """What stands in each clause, its subclauses with it, but not what stands in those."""
        found: list[list[int]] = [[] for _ in self.things]
        for at, home in enumerate(self.homes):
            if home >= 0:
                found[home].append(at)
        return found

    @cached_property
    def contents(self) -> list[int]:
        """A number for the content of each thing, equal for equal content; a clause's is that of all its words."""
        things, inside = self.things, self.inside
        return [
            hash((thing.digest, *[things[below].digest for below in inside[at]])) if inside[at] else hash(thing.digest)
            for at, thing in enumerate(things)
        ]

    @cached_property
    def paths(self) -> list[int]:
        """A number for the titles above each thing and its own."""
        paths: list[int] = []
        for at, parent in enumerate(self.homes):
            above = paths[parent] if 0 <= parent < at else 0
            paths.append(hash((above, self.levels[at], self.titles[at])))
        return paths

    @cached_property
    def places(self) -> list[tuple[int, bool]]:
        """The parent of each thing, and whether it is headed: things of one place stand in one order."""
        return [(parent, level in HEADED) for parent, level in zip(self.parents, self.levels, strict=True)]

    @cached_property
    def neighbours(self) -> tuple[list[int], list[int]]:
        """What stands before and after each thing in its parent, of its kind (headed or not); -1 where nothing does."""
        before, after = [-1] * len(self.things), [-1] * len(self.things)
        last: dict[tuple[int, bool], int] = {}
        for at, place in enumerate(self.places):
            one = last.get(place, -1)
            before[at] = one
            if one >= 0:
                after[one] = at
            last[place] = at
        return before, after

    def words(self, at: int) -> tuple[str, ...]:
        """Return the words of a thing, those of a clause with what stands in it."""
        found = self._words.get(at)
        if found is None:
            told = list(split(self.things[at].side.text))
            for below in self.inside[at]:
                if len(told) >= _MOST_WORDS:
                    break
                told += self.words(below)
            found = self._words[at] = tuple(told[:_MOST_WORDS])
        return found

    def signs(self, at: int) -> set[str]:
        """Return what a thing may be found by: words of its beginning, and of Chinese two characters that stand together."""
        found = self._signs.get(at)
        if found is None:
            found = self._signs[at] = features(self.words(at)[:_BEGINNING])
        return found

    def size(self, at: int) -> int:
        """Return about how many words a thing has, without counting them."""
        texts = [self.things[at].side.text, *[self.things[below].side.text for below in self.inside[at]]]
        return sum([len(text) // (_LETTERS if text.isascii() else 1) for text in texts])


@lru_cache(maxsize=4096)
def split(text: str) -> tuple[str, ...]:
    """Return the words of a text in small letters, each Chinese character by itself.

    In a text of nearly nothing but ASCII the other letters and marks are passed over: they cost much and tell little.
    """
    text = text.lower()
    if not text.isascii():
        plain = text.encode("ascii", "ignore").decode()
        if len(plain) * 10 < len(text) * 9:
            return tuple(_WORD.findall(text))
        text = plain
    return tuple(text.translate(_MARKS).split())


def features(words: Sequence[str]) -> set[str]:
    """Return what a text may be found by: its words, and of Chinese two characters that stand together."""
    found = set(words)
    if not "".join(words).isascii():
        found = {word for word in found if word < _HAN}
        found.update(one + other for one, other in pairwise(words) if one >= _HAN and other >= _HAN)
    return found
