"""A thing that came or went in; whether who conforms to the old text has to look again, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from stdpub.compare.alignment import Match
from stdpub.compare.places import Places
from stdpub.compare.spelling import spelt
from stdpub.compare.things import Thing
from stdpub.model.changes import Level
from stdpub.model.provisions import Kind

_OBLIGING = frozenset(
    {Kind.REQUIREMENT, Kind.RECOMMENDATION, Kind.PERMISSION, Kind.INSTRUCTION, Kind.EXTERNAL_CONSTRAINT}
)
_BINDING = re.compile(
    r"(?i)\b(?:by reference|shall|must|required|optional|prohibited|mandatory|appl(?:y|ies)|applicable|means|effective)\b"
    r"|适用|优先|是指|为准|废止"
)
_MONTHS = {
    name: at for at, name in enumerate(["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"], 1)
}  # fmt: skip
_UNTIL = re.compile(
    r"(?i)\b(?:prior to|before|until|not later than|no later than|on or before|through) "
    r"(?:the )?(?:(\d{4})-(\d{2})-(\d{2})|(\d{1,2}) ([A-Z][a-z]+),? (\d{4})|([A-Z][a-z]+) (\d{1,2}),? (\d{4}))"
)
_UNTIL_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:之?前|以前|止|为止)")
_MOST = 0.6


def came(thing: Thing, matches: Sequence[Match], places: Places) -> bool:
    """Tell whether something that was added is substantive."""
    if thing.side.level is Level.PROVISION and _was_said(thing, matches, places):
        return False
    return _binds(thing, places, later=True, alone={m.after[0].side.id for m in matches if not m.before and m.after})


def went(thing: Thing, matches: Sequence[Match], places: Places, date: str) -> bool:
    """Tell whether something that was withdrawn is substantive; what had run out by the date of the edition is not."""
    if thing.side.level is Level.PROVISION and _spent(thing.side.text, date):
        return False
    return _binds(thing, places, later=False, alone={m.before[0].side.id for m in matches if not m.after and m.before})


def _binds(thing: Thing, places: Places, *, later: bool, alone: set[str]) -> bool:
    if not thing.normative:
        return False
    match thing.side.level:
        case Level.PROVISION:
            return thing.kind in _OBLIGING
        case Level.FIGURE:
            return False
        case Level.CLAUSE:
            return bool(_BINDING.search(thing.side.text)) or any(
                below.side.id in alone
                and below.side.level is not Level.CLAUSE
                and _binds(below, places, later=later, alone=alone)
                for below in places.within(thing.side.id, later=later)
            )
    return True


def _was_said(thing: Thing, matches: Sequence[Match], places: Places) -> bool:
    """Tell whether the words of an added provision stood in a thing around it, which has lost them."""
    words = Counter(_letters(thing))
    if not words:
        return False
    clause = places.clause_of(thing, later=True)
    for match in matches:
        if len(match.before) != 1 or len(match.after) != 1 or match.before[0].digest == match.after[0].digest:
            continue
        one, other = match.before[0], match.after[0]
        if other.side.level is not Level.PROVISION or places.clause_of(other, later=True) != clause:
            continue
        before = Counter(_letters(one))
        lost = before - Counter(_letters(other))
        if not words - before and sum((words & lost).values()) >= _MOST * sum(words.values()):
            return True
    return False


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
