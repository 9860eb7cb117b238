"""A text of words in, the words out: lists that stay readable in the source."""

from __future__ import annotations


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in their order."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())
