"""The JSON of a standard in; where each object that has an id stands in its bytes out."""

from __future__ import annotations

import json
import re

_TOKEN = re.compile(rb'"id"\s*:\s*("(?:[^"\\]|\\.)*")|"(?:[^"\\]|\\.)*"|[{}]', re.DOTALL)


def record_places(content: bytes) -> dict[str, tuple[int, int]]:
    """Return the start and end of the object of every id in a JSON document; of two with one id the first to end counts.

    Nothing is parsed but strings and braces: a name `id` is one because a colon follows it, which follows no value.
    """
    places: dict[str, tuple[int, int]] = {}
    starts: list[int] = []
    names: list[bytes] = []
    for token in _TOKEN.finditer(content):
        kind = content[token.start()]
        if kind == ord("{"):
            starts.append(token.start())
            names.append(b"")
        elif kind == ord("}") and starts:
            start, name = starts.pop(), names.pop()
            if name:
                places.setdefault(json.loads(name), (start, token.end()))
        elif token[1] and names:
            names[-1] = token[1]
    return places
