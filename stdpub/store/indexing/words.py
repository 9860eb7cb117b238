"""What is looked for: a text in, the words it is found by out; Chinese runs give overlapping pairs of characters."""

from __future__ import annotations

import re
import unicodedata

_CJK = "\u3005-\u3007\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003fffd"
_RUN = re.compile(rf"[{_CJK}]+|(?:(?![{_CJK}])[^\W_])+(?:\.(?:(?![{_CJK}])[^\W_])+)*")
_FIRST_CJK = re.compile(rf"[{_CJK}]")
_COMMON_WORDS = (
    "a an and any are as at be been being both but by can could did do does each for from had has have how if in "
    "into is it its may no nor not of off on or our over own shall should so some such than that the their them "
    "then there these they this those to too under up was we were what when where which while who whom why will "
    "with would you your"
)
_COMMON = frozenset(_COMMON_WORDS.split())


def indexed(text: str) -> str:
    """Return the words of a text, parted by spaces, as the index holds them."""
    return " ".join(word for run in runs(text) for word in run)


def runs(text: str) -> tuple[tuple[str, ...], ...]:
    """Return the words of each run of a text: one run for what stands together in Chinese, one for each other word.

    A number keeps its dots, so that `5.2.1` is one word; other words are parted at theirs.
    """
    found: list[tuple[str, ...]] = []
    for piece in _RUN.findall(unicodedata.normalize("NFKC", text).lower()):
        if _FIRST_CJK.match(piece):
            found.append(_pairs(piece))
        elif "." in piece and not any(character.isdigit() for character in piece):
            found.extend((part,) for part in piece.split("."))
        else:
            found.append((piece,))
    return tuple(found)


def is_common(word: str) -> bool:
    """Tell whether a word is too common to look for."""
    return word in _COMMON


def _pairs(run: str) -> tuple[str, ...]:
    """Return the overlapping pairs of a run and its last character, so that every character begins a word."""
    return (*(run[at : at + 2] for at in range(len(run) - 1)), run[-1])
