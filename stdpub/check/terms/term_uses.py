"""A draft in; where its defined terms are used out, the longest term first, by the words of each language."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from stdpub.check.draft import Draft, Passage, Role
from stdpub.check.prose import prose
from stdpub.model.patterns import regex
from stdpub.model.source import Span
from stdpub.model.term_words import is_exact, occurrences, words_of
from stdpub.model.terms import Designation, Status, TermEntry


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
    named = _named(draft)
    for words, start, end in occurrences(named, text, lower):
        for entry, designation in named[words]:
            yield entry, designation, start, end


def _named(draft: Draft) -> dict[str, list[tuple[TermEntry, Designation]]]:
    """Return the designations by the words to look for: an abbreviation as it is written, others in small letters."""
    language = draft.header.language.partition("-")[0]
    found: dict[str, list[tuple[TermEntry, Designation]]] = {}
    for entry in draft.entries:
        for word in entry.designations:
            words = words_of(word)
            own = word.language.partition("-")[0] == language
            if word.status is Status.SYMBOL or not (own or is_exact(words)):
                continue
            if len(words) > 1 or not words.isascii():
                found.setdefault(words if is_exact(words) else words.lower(), []).append((entry, word))
    return found


_BOTH = regex(
    r"(?P<zh>[^\n]{0,60}[\u4e00-\u9fff）)])(?P<gap>[ \u3000\u00a0]+)(?P<en>[A-Za-z](?=[^\n]*[a-z]{3})[A-Za-z’'() -]{2,80})"
)


def with_english(name: str) -> re.Match[str] | None:
    """Match the words of a term that hold its English equivalent, too: 便携式泵 portable pump."""
    return _BOTH.fullmatch(name)


def chinese_name(name: str) -> str:
    """Return the words of a term without the English equivalent behind them."""
    found = with_english(name)
    return found["zh"] if found else name
