"""Aligned things in; the same with numbers that were typed as words read as what they name, where that has another number now, out.

`§7.3` that became `§6.3` because the clause 7.3 is 6.3 now says the same, as a pointer does that stdpub numbers itself.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from stdpub.compare.aligning.matches import Match
from stdpub.compare.passages import Passage
from stdpub.compare.things import Thing, saying
from stdpub.model.changes import Level
from stdpub.model.patterns import regex

_NUMBER = r"(?:[A-Z](?:\.\d{1,4})+|\d{1,4}(?:\.\d{1,4})*)(?![A-Za-z0-9_%‰°])(?!\.\d)"
_JOINT = r"(?:, |,? (?:and|or|to|through) |[–—~～]|[、，和或及至])"
_CLAUSES = (
    r"§ ?|\b(?:[Ss]ub)?[Cc]lauses? |\b(?:[Ss]ub)?[Ss]ections? |\b[Ss]ee |\b[Ss]ec\. |[见第按]|符合|^§? ?(?=\d{1,4}\.\d)"
)
_FLOATS = {
    Level.TABLE: r"\b[Tt]ables? |表 ?",
    Level.FIGURE: r"\b[Ff]igures? |\b[Ff]ig\. |图 ?",
    Level.FORMULA: r"\b[Ff]ormulas? \(?|\b[Ee]quations? \(?|[公式]式 ?[(（]?",
}
_FORMS = {Level.CLAUSE: _CLAUSES, **_FLOATS}
_HINTS = {
    Level.CLAUSE: ("§", "lause", "ection", "ee ", "ec.", "见", "第", "按", "符合"),
    Level.TABLE: ("able", "表"),
    Level.FIGURE: ("ig", "图"),
    Level.FORMULA: ("ormula", "quation", "式"),
}
"""What a text has that names a thing of a level by a number."""

_LISTS = {level: regex(rf"(?:{form})({_NUMBER}(?:{_JOINT}(?:{form})?{_NUMBER})*)") for level, form in _FORMS.items()}
_EACH = regex(_NUMBER)

Numbers = Mapping[Level, Mapping[str, str]]
"""By level, the new number of each thing that has another one than before."""


def with_numbers_read(matches: Sequence[Match]) -> tuple[Match, ...]:
    """Return the matches; where the words of both sides agree better that way, the older ones with the new numbers."""
    numbers = _renumbered(matches)
    if not numbers:
        return tuple(matches)
    return tuple([_read(match, numbers) if match.changed else match for match in matches])


def _renumbered(matches: Sequence[Match]) -> Numbers:
    """Return the new numbers, the levels in the order in which texts are read for them."""
    found: dict[Level, dict[str, str]] = {level: {} for level in _FORMS}
    for match in matches:
        if match.single and match.after[0].side.level in found:
            old, new = (_number(one) for one in (match.before[0], match.after[0]))
            if old and new and old != new:
                found[match.after[0].side.level][old] = new
    return {level: known for level, known in found.items() if known}


def _number(thing: Thing) -> str:
    """Return the number that a text names a thing by: of a table, figure or formula what its label ends with."""
    if thing.side.level is Level.CLAUSE:
        return str(getattr(thing.nodes[0], "number", ""))
    found = _EACH.findall(str(getattr(thing.nodes[0], "label", "")))
    return found[-1] if found else ""


def _read(match: Match, numbers: Numbers) -> Match:
    before, after = match.before[0], match.after[0]
    passages = tuple(_with(one, numbers) for one in before.passages)
    if passages == before.passages:
        return match
    there = _named(after.passages)
    if (_named(passages) & there).total() <= (_named(before.passages) & there).total():
        return match
    return replace(match, before=(saying(before, passages),))


def _with(passage: Passage, numbers: Numbers) -> Passage:
    """Return a passage that says the new numbers; its text stays as it was written."""
    said = passage.said
    for level, known in numbers.items():
        if _may_name(said, level):
            said = _LISTS[level].sub(lambda found, known=known: _renamed(found, known), said)  # type: ignore[misc]
    return passage if said == passage.said else replace(passage, said=said)


def _may_name(said: str, level: Level) -> bool:
    return any(hint in said for hint in _HINTS[level]) or (level is Level.CLAUSE and said[:1].isdigit())


def _renamed(found: re.Match[str], known: Mapping[str, str]) -> str:
    start = found.start(1) - found.start()
    head, listed = found[0][:start], found[0][start:]
    return head + _EACH.sub(lambda one: known.get(one[0], one[0]), listed)


def _named(passages: Sequence[Passage]) -> Counter[str]:
    """Return the numbers that passages name things by."""
    return Counter(
        f"{level}{number}"
        for one in passages
        for level, form in _LISTS.items()
        if _may_name(one.said, level)
        for found in form.finditer(one.said)
        for number in _EACH.findall(found[1])
    )
