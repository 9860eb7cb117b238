"""A draft in; where its defined terms are used out, the longest term first, by the words of each language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stdpub.check.draft import Draft, Passage, Role
from stdpub.check.prose import prose
from stdpub.model.inlines import plain
from stdpub.model.source import Span
from stdpub.model.terms import Designation, Status, TermEntry

_LATIN = re.compile(r"[A-Za-z0-9]")
_SHORTEST = 2


class Use(NamedTuple):
    """A designation found in a passage: its entry and itself, and the offsets of the words."""

    entry: TermEntry
    designation: Designation
    passage: Passage
    start: int
    end: int

    @property
    def at(self) -> Span:
        """Where the words stand."""
        return self.passage.prose.source(self.start, self.end)


def words_of(designation: Designation) -> str:
    """Return the words of a designation on one line, empty where it is a formula."""
    text = plain(designation.words).strip()
    return "" if "\ufffc" in text else re.sub(r"\s+", " ", text)


def place_of(designation: Designation) -> Span:
    """Return where the words of a designation stand."""
    words = prose(designation.words)
    return words.source(0, len(words.text)) if words.text else designation.span


def uses(draft: Draft) -> Mapping[str, tuple[Use, ...]]:
    """Return where each entry's designations occur outside the entry, by the entry's id."""
    found: dict[str, list[Use]] = {entry.id: [] for entry in draft.entries}
    for use in all_uses(draft):
        if use.passage.part is not use.entry:
            found[use.entry.id].append(use)
    return {name: tuple(each) for name, each in found.items()}


def all_uses(draft: Draft) -> tuple[Use, ...]:
    """Return where designations occur, each in its own entry, too; gathered once."""
    return draft.once(_gathered)


def _gathered(draft: Draft) -> tuple[Use, ...]:
    return tuple(_all_uses(draft)) if draft.entries else ()


def _all_uses(draft: Draft) -> Iterator[Use]:
    passages = [one for one in draft.passages if one.role not in {Role.TERM, Role.REFERENCE}]
    starts, at = [], 0
    for passage in passages:
        starts.append(at)
        at += len(passage.prose.masked) + 1
    text = "\n".join(passage.prose.masked for passage in passages)
    lower = text.lower()
    if len(lower) != len(text):  # some letters grow when lowered: then offsets would not agree
        lower = text
    for entry, designation, start, end in _occurrences(draft, text, lower):
        index = bisect_right(starts, start) - 1
        yield Use(entry, designation, passages[index], start - starts[index], end - starts[index])


def _occurrences(draft: Draft, text: str, lower: str) -> Iterator[tuple[TermEntry, Designation, int, int]]:
    """Yield the words of all terms, longest first; what lies inside a longer term is no use of a shorter one."""
    taken: list[tuple[str, list[tuple[int, int]]]] = []
    for words, entry, designation in _named(draft):
        exact = _exact(words)
        needle, hay = (words, text) if exact else (words.lower(), lower)
        around = [spans for longer, spans in taken if words.lower() in longer and words.lower() != longer]
        spans: list[tuple[int, int]] = []
        for start, end in _found(needle, hay):
            if not any(_inside(start, each) for each in around):
                spans.append((start, end))
                yield entry, designation, start, end
        taken.append((words.lower(), spans))


def _named(draft: Draft) -> list[tuple[str, TermEntry, Designation]]:
    language = draft.header.language.partition("-")[0]
    named = [
        (words_of(word), entry, word)
        for entry in draft.entries
        for word in entry.designations
        if word.status is not Status.SYMBOL and (word.language.partition("-")[0] == language or _exact(words_of(word)))
    ]
    return sorted((one for one in named if len(one[0]) >= _SHORTEST), key=lambda one: -len(one[0]))


def _exact(words: str) -> bool:
    """Tell whether a designation is an abbreviation, whose case matters."""
    return words[1:2].isupper() and _LATIN.match(words) is not None


def _inside(start: int, spans: list[tuple[int, int]]) -> bool:
    index = bisect_right(spans, (start, 1 << 60)) - 1
    return index >= 0 and start < spans[index][1]


def _found(needle: str, hay: str) -> Iterator[tuple[int, int]]:
    """Yield where words occur; Latin ones as whole words, in the singular or the plural."""
    first, last = bool(_LATIN.match(needle)), bool(_LATIN.match(needle[-1]))
    stem = needle[:-1] if last and needle.endswith("y") else needle
    at = hay.find(stem)
    while at >= 0:
        end = _end(hay, at, needle, stem) if last else at + len(needle)
        before = hay[at - 1 : at]
        if end and not (first and before.isascii() and before.isalnum()):
            yield at, end
        at = hay.find(stem, at + 1)


def _end(hay: str, at: int, needle: str, stem: str) -> int:
    """Return where a whole word ends that is the needle or its plural, else 0."""
    after = at + len(stem)
    forms = ("y", "ies") if stem != needle else ("", "s", "es")
    for form in forms:
        end = after + len(form)
        following = hay[end : end + 1]
        if hay.startswith(form, after) and not (following.isascii() and following.isalnum()):
            return end
    return 0
