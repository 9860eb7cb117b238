"""The words of a heading in, the anchors that renderers make of them out: GitHub's, kramdown's and pandoc's."""

from __future__ import annotations

import re
from collections import Counter

from stdpub.model.patterns import regex

_DROPPED = regex(r"[^\w\- ]")
_KRAMDOWN_DROPPED = regex(r"[^a-z0-9 -]")
_PANDOC_DROPPED = regex(r"[^\w\-. ]")
_BEFORE_LETTER = regex(r"^[^A-Za-z\u00c0-\U0010ffff]+")
_DASHES = regex(r"-+")


def _github(words: str) -> str:
    return _DROPPED.sub("", words.strip().lower()).replace(" ", "-")


def _kramdown(words: str) -> str:
    return _KRAMDOWN_DROPPED.sub("", _BEFORE_LETTER.sub("", words).lower()).replace(" ", "-")


def _pandoc(words: str) -> str:
    return _BEFORE_LETTER.sub("", re.sub(r"\s+", "-", _PANDOC_DROPPED.sub("", words.lower())))


class Slugs:
    """Makes the anchors of the headings of one text, numbering those that come again."""

    __slots__ = ("_seen",)

    def __init__(self) -> None:
        self._seen: Counter[tuple[int, str]] = Counter()

    def of(self, words: str, title: str) -> tuple[str, ...]:
        """Return the anchors of the next heading, by its words and by its title without the number."""
        found = []
        for form, text in enumerate((_github(words), _kramdown(words), _pandoc(words), _github(title))):
            again = self._seen[form, text]
            self._seen[form, text] += 1
            found.append(f"{text}-{again}" if again else text)
        return tuple(dict.fromkeys(slug for slug in found if slug))


def loose(anchor: str) -> str:
    """Return an anchor as it is compared when no heading has it exactly: without case and without doubled dashes."""
    return _DASHES.sub("-", anchor.casefold().replace("_", "-")).strip("-")
