"""The names of terms and symbols, and texts, in; which of them each text uses, out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from stdpub.compare.hashing.content_hashes import one_line
from stdpub.model.content import Definition
from stdpub.model.inlines import OBJECT, plain
from stdpub.model.term_words import is_exact, occurrences, words_of
from stdpub.model.terms import Designation, Status

_W = TypeVar("_W")


@dataclass(frozen=True, slots=True)
class Use:
    """A designation of a term, or the definition of a symbol, and the id of what a text rests on that uses it."""

    word: Designation | Definition
    id: str


def found_in(language: str, names: Sequence[Use], texts: Sequence[tuple[str, _W]]) -> Iterator[tuple[_W, set[str]]]:
    """Yield, for each text that uses a name, what came with the text and the ids of all that it uses.

    All texts are searched as one, for each name once.
    """
    needles = _needles(language.partition("-")[0], names)
    if not needles:
        return
    starts, at = [], 0
    for text, _ in texts:
        starts.append(at)
        at += len(text) + 1
    whole = "\n".join(text for text, _ in texts)
    lower = whole.lower()
    if len(lower) != len(whole):  # some letters grow when lowered: then offsets would not agree
        lower = whole
    found: dict[int, set[str]] = {}
    for words, start, _ in occurrences(needles, whole, lower):
        found.setdefault(bisect_right(starts, start) - 1, set()).update(needles[words])
    for index, ids in found.items():
        yield texts[index][1], ids


def _needles(language: str, names: Sequence[Use]) -> dict[str, set[str]]:
    """Return the ids by the words to look for: an abbreviation as it is written, others in small letters."""
    found: dict[str, set[str]] = {}
    for name in names:
        words = _words(language, name.word)
        if len(words) > 1 or (words and not words.isascii()):
            found.setdefault(words if is_exact(words) else words.lower(), set()).add(name.id)
    return found


def _words(language: str, word: Designation | Definition) -> str:
    if isinstance(word, Definition):
        text = one_line(plain(word.term))
        return "" if OBJECT in text else text
    words = words_of(word)
    own = word.language.partition("-")[0] == language
    return words if word.status is not Status.SYMBOL and (own or is_exact(words)) else ""
