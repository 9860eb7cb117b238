"""A clean standard and a fault to the judgement: what is newly found, and whether that is the fault and nothing else."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cache

from stdpub.model.editing import apply
from stdpub.pipeline import check

MOST_FIXES = 5
"""How many fixes one fault may take: a typed number in the wrong form is first rewritten, then made a key."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a fault was reported as it should be; if not, why; and the findings that are new."""

    reason: str
    new: tuple[tuple[str, str, int], ...] = ()
    fixable: bool = False

    @property
    def right(self):
        return not self.reason


def found_in(folder):
    """Return the findings of all language versions of a standard, each once."""
    return tuple(dict.fromkeys(one for standard in check(folder) for one in standard.diagnostics))


@cache
def _before(clean):
    return Counter(map(_place, found_in(clean.folder)))


def _place(found):
    return found.rule, found.at.file, found.at.line


def judge(clean, injected, rules):
    """Return the verdict on one fault, given the rules of which one has to report it."""
    folder = clean.with_text(injected.text, injected.files)
    found = found_in(folder)
    new = _new(clean, injected.text, found)
    places = [{(clean.file, line) for line in injected.lines}]
    if injected.key:
        places.append(_elsewhere(clean, injected.key))
    right = [
        place
        for place in new
        if place[0] in rules and any(_place(one) == place and _located(one, places) for one in found)
    ]
    if not right:
        return Verdict(
            f"not reported by {' or '.join(sorted(rules)) or 'any rule'} on line {injected.line}", tuple(new)
        )
    others = [place for place in new if place not in right]
    if others:
        return Verdict(f"also found: {others}", tuple(new))
    if len({rule for rule, _, _ in right}) > 1:
        return Verdict(f"told by more than one rule: {right}", tuple(new))
    if any(one.fix and _place(one) in right for one in found):
        return Verdict(_fixed(clean, injected, found, right[0][0]), tuple(new), fixable=True)
    return Verdict("", tuple(new))


def _located(found, places):
    """Tell whether a finding stands at one of the places, and names one in each language version the fault is about."""
    named = {(at.file, at.line) for at in (found.at, *(found.related if len(places) > 1 else ()))}
    return all(named & these for these in places)


def _new(clean, text, found):
    """Return the places of the findings that the clean text has not, lines shifted."""
    move = shift(clean.text.split("\n"), text.split("\n"))
    carried = Counter()
    for (rule, file, line), times in _before(clean).items():
        carried[rule, file, move(line) if file == clean.file else line] += times
    return sorted((Counter(map(_place, found)) - carried).elements())


def _fixed(clean, injected, found, rule):
    """Return what is wrong with a text after the fix of its fault, and of what the fix itself left; or nothing."""
    folder = clean.with_text(injected.text, injected.files)
    for _ in range(MOST_FIXES):
        new = _new(clean, folder.files[clean.file].decode(), found)
        fixes = [one.fix for one in found if one.fix and _place(one) in new]
        if not fixes:
            break
        folder = replace(folder, files={**folder.files, **dict(_edited(folder, fixes[0]))})
        found = found_in(folder)
    if not new:
        return ""
    still = [place for place in new if place[0] == rule]
    return f"still there after its fix: {still}" if still else f"found after the fix: {new}"


def _edited(folder, fix):
    """Return the files that a fix changes."""
    for file in {edit.at.file for edit in fix}:
        yield file, apply(folder.files[file].decode(), [edit for edit in fix if edit.at.file == file]).encode()


def shift(old, new):
    """Return the function from a line of the old text to its line in the new one; what was moved is followed."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    last = 0
    while last < min(len(old), len(new)) - first and old[-1 - last] == new[-1 - last]:
        last += 1
    gone, come = old[first : len(old) - last], new[first : len(new) - last]
    starts, shifts = [1], [0]
    for one in SequenceMatcher(None, gone, come, autojunk=False).get_matching_blocks():
        starts.append(first + one.a + 1)
        shifts.append(one.b - one.a)
    places = {line: at for at, line in enumerate(come) if line and come.count(line) == 1 == gone.count(line)}
    moved = {first + at + 1: first + places[line] + 1 for at, line in enumerate(gone) if line in places}
    return lambda line: moved.get(line) or line + shifts[bisect_right(starts, line) - 1]


def _elsewhere(clean, key):
    """Return the lines of the other language version that the key's block has there."""
    lines = clean.folder.files[clean.partner].decode().split("\n")
    at = next((at for at, line in enumerate(lines) if f"{{#{key}}}" in line or f"{{#{key} " in line), None)
    if at is None:
        return set()
    end, blanks, clause = at + 1, 0, lines[at].startswith("#")
    while end < len(lines) and (not lines[end].startswith("#") if clause else blanks < 2):
        blanks += not lines[end].strip()
        end += 1
    return {(clean.partner, line + 1) for line in range(at, end)}
