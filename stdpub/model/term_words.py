"""The words of defined terms and a text in; where they occur in it, the longest first, out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from stdpub.model.inlines import plain
from stdpub.model.patterns import regex
from stdpub.model.terms import Designation

_LATIN = regex(r"[A-Za-z0-9]")


def words_of(designation: Designation) -> str:
    """Return the words of a designation on one line, empty where it is a formula."""
    text = plain(designation.words).strip()
    return "" if "\ufffc" in text else re.sub(r"\s+", " ", text)


def is_exact(words: str) -> bool:
    """Tell whether a designation is an abbreviation, whose case matters."""
    return words[1:2].isupper() and _LATIN.match(words) is not None


def occurrences(needles: Iterable[str], text: str, lower: str) -> Iterator[tuple[str, int, int]]:
    """Yield the words of terms with their offsets, longest first; what lies inside a longer one is none of a shorter one.

    Abbreviations are looked for in the text as it is, other words (given in small letters) in the lowered one.
    """
    taken = bytearray(len(text))
    for words in sorted(needles, key=lambda one: -len(one)):
        hay = text if is_exact(words) else lower
        for start, end in tuple(_found(words, hay)):
            if not taken[start]:
                taken[start:end] = b"\1" * (end - start)
                yield words, start, end


def _found(needle: str, hay: str) -> Iterator[tuple[int, int]]:
    """Yield where words occur; Latin ones as whole words, in the singular or the plural."""
    stem, forms = _forms(needle)
    first = bool(_LATIN.match(needle))
    at = hay.find(stem)
    while at >= 0:
        before = hay[at - 1 : at]
        end = 0 if first and before.isascii() and before.isalnum() else _end(hay, at + len(stem), forms)
        if end:
            yield at, end
        at = hay.find(stem, at + 1)


def _forms(needle: str) -> tuple[str, tuple[str, ...]]:
    """Return the part of a word that stays the same, and what may end it in the singular and the plural."""
    if not _LATIN.match(needle[-1]):
        return needle, ()
    if needle.endswith(("y", "ies")) and len(needle) > 4:
        return needle.removesuffix("ies").removesuffix("y"), ("y", "ies")
    if needle.endswith("s") and not needle.endswith(("ss", "us", "is")) and len(needle) > 3:
        return needle[:-1], ("", "s")
    return needle, ("", "s", "es")


def _end(hay: str, after: int, forms: tuple[str, ...]) -> int:
    """Return where a word ends that goes on by one of the forms, else 0; without forms it ends at once."""
    for form in forms:
        end = after + len(form)
        following = hay[end : end + 1]
        if hay.startswith(form, after) and not (following.isascii() and following.isalnum()):
            return end
    return 0 if forms else after
