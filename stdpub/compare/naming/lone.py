"""A thing that came or went in; whether who conforms to the old text has to look again, out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from stdpub.compare.aligning.matches import Match
from stdpub.compare.naming.places import Places
from stdpub.compare.naming.spelling import spelt
from stdpub.compare.things import Thing
from stdpub.model.changes import Level
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind

_OBLIGING = frozenset(
    {Kind.REQUIREMENT, Kind.RECOMMENDATION, Kind.PERMISSION, Kind.INSTRUCTION, Kind.EXTERNAL_CONSTRAINT}
)
_BINDING = regex(
    r"(?i)\b(?:by reference|shall|must|required|optional|prohibited|mandatory|appl(?:y|ies)|applicable|means|effective)\b"
    r"|适用|优先|是指|为准|废止"
)
_MONTHS = {
    name: at for at, name in enumerate(["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], 1)
}  # fmt: skip
_UNTIL = regex(
    r"(?i)\b(?:prior to|before|until|not later than|no later than|on or before|through) "
    r"(?:the )?(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2}) ([A-Z][a-z]+),? (\d{4})|([A-Z][a-z]+) (\d{1,2}),? (\d{4}))"
)
_UNTIL_CHINESE = regex(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:之?前|以前|止|为止)")
_MOST = 0.6


class Lone:
    """What came and went between two versions, ready to be judged."""

    def __init__(self, matches: Sequence[Match], places: Places, date: str) -> None:
        self._places = places
        self._date = date
        self._came = {match.after[0].side.id for match in matches if not match.before}
        self._went = {match.before[0].side.id for match in matches if not match.after}
        self._changed: dict[str, list[_Lost]] = {}
        for match in matches:
            if match.changed:
                one, other = match.before[0], match.after[0]
                if other.side.level is Level.PROVISION:
                    self._changed.setdefault(places.clause_of(other, later=True), []).append(_Lost(one, other))

    def came(self, thing: Thing) -> bool:
        """Tell whether something that was added is substantive."""
        if thing.side.level is Level.PROVISION and self._was_said(thing):
            return False
        return self._binds(thing, later=True)

    def went(self, thing: Thing) -> bool:
        """Tell whether something withdrawn is substantive; what had run out by the date of the edition is not."""
        if thing.side.level is Level.PROVISION and _spent(thing.side.text, self._date):
            return False
        return self._binds(thing, later=False)

    def _binds(self, thing: Thing, *, later: bool) -> bool:
        if not thing.normative:
            return False
        match thing.side.level:
            case Level.PROVISION:
                return thing.kind in _OBLIGING
            case Level.FIGURE:
                return False
            case Level.CLAUSE:
                alone = self._came if later else self._went
                return bool(_BINDING.search(thing.side.text)) or any(
                    below.side.id in alone and below.side.level is not Level.CLAUSE and self._binds(below, later=later)
                    for below in self._places.within(thing.side.id, later=later)
                )
        return True

    def _was_said(self, thing: Thing) -> bool:
        """Tell whether the words of an added provision stood in a thing around it, which has lost them."""
        around = self._changed.get(self._places.clause_of(thing, later=True), ())
        words = Counter(_letters(thing)) if around else Counter()
        return bool(words) and any(each.has_most_of(words) for each in around)


class _Lost:
    """The words of a thing that changed, and those of them that it lost, counted when they are asked for."""

    def __init__(self, before: Thing, after: Thing) -> None:
        self._things = before, after

    @cached_property
    def _words(self) -> tuple[Counter[str], Counter[str]]:
        before, after = (Counter(_letters(thing)) for thing in self._things)
        return before, before - after

    def has_most_of(self, words: Mapping[str, int]) -> bool:
        """Tell whether the thing had all of some words, and lost most of them."""
        before, lost = self._words
        if any(before[word] < number for word, number in words.items()):
            return False
        return sum(min(lost[word], number) for word, number in words.items()) >= _MOST * sum(words.values())


def _letters(thing: Thing) -> Iterator[str]:
    return (word for passage in thing.passages for word in spelt(passage.said))


def _spent(text: str, date: str) -> bool:
    """Tell whether a provision holds until a day before the edition it was withdrawn from."""
    days = [_day(*found) for found in _UNTIL.findall(text)]
    days += [f"{year}-{int(month):02}-{int(day):02}" for year, month, day in _UNTIL_CHINESE.findall(text)]
    return bool(date and days) and all(day and day < date for day in days)


def _day(*parts: str) -> str:
    year, month, day, day2, month2, year2, month3, day3, year3 = parts
    if year:
        return f"{year}-{month}-{day}"
    number = _MONTHS.get((month2 or month3).lower())
    return f"{year2 or year3}-{number:02}-{int(day2 or day3):02}" if number else ""
