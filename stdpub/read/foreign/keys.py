"""Ids of a foreign text, and things without one, to keys that are valid, unique and the same at every import."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from stdpub.model.patterns import regex

_KEY = regex(r"[a-z][a-z0-9-]*")
_OUTSIDE = regex(r"[^a-z0-9]+")
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Letters and digits of a minted key; those that are taken for one another are left out."""

_LONGEST = 60


def as_key(identifier: str, prefix: str = "s") -> str:
    """Return the nearest valid key to an id; `prefix` goes before one that does not begin with a letter."""
    plain = _OUTSIDE.sub("-", identifier.lower()).strip("-")[:_LONGEST].strip("-")
    if not plain:
        return ""
    return plain if plain[0].isalpha() else f"{prefix}-{plain}" if len(prefix) > 1 else f"{prefix}{plain}"


def is_key(text: str) -> bool:
    """Tell whether a text has the form of a key."""
    return _KEY.fullmatch(text) is not None


class Keys:
    """The keys that a standard has so far."""

    __slots__ = ("_again", "_taken")

    def __init__(self, taken: frozenset[str] = frozenset()) -> None:
        self._taken = set(taken)
        self._again: Counter[str] = Counter()

    def take(self, identifier: str, prefix: str = "s") -> str:
        """Return a free key for an id of the source, with a number behind it where it is taken; empty for no id."""
        wanted = as_key(identifier, prefix)
        key = wanted
        while key in self._taken:
            self._again[wanted] += 1
            key = f"{wanted}-{self._again[wanted] + 1}"
        if key:
            self._taken.add(key)
        return key

    def mint(self, *parts: str) -> str:
        """Return a free key that follows from where a thing stands and what it says."""
        said = "\x1f".join(parts)
        while True:
            number = self._again[said]
            self._again[said] += 1
            digest = sha256(f"{said}\x1f{number}".encode()).digest()
            key = "k" + "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in digest[:5])
            if key not in self._taken:
                self._taken.add(key)
                return key
