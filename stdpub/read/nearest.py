"""A word that is not known in, the known word most like it out; bounded, since both may come from a hostile text."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

LONGEST = 60
"""Code points of the longest word that is compared: what is longer is no slip of the pen."""

MOST = 2000
"""Known words that are looked at."""

MOST_HELPED = 50
"""Faults of one kind in one text that get a suggestion; whoever makes more has not slipped."""


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the known word that is most like one that is not known, empty where none is."""
    if len(word) > LONGEST:
        return ""
    found = get_close_matches(word, [one for one in islice(known, MOST) if len(one) <= LONGEST], n=1)
    return found[0] if found else ""
