"""The JSON of a standard in; the same, each thing with an id one contiguous run of bytes, with where each stands, out."""

from __future__ import annotations

import json
from typing import NamedTuple


class Records(NamedTuple):
    """The bytes, and the start and end of every id in them."""

    content: bytes
    places: dict[str, tuple[int, int]]


def slice_records(content: bytes) -> Records:
    """Return a JSON document written compactly, and where each object with an `id` stands in it.

    The first object with an id counts, and an object inside another one is part of that one's run.
    """
    writer = _Writer()
    writer.value(json.loads(content))
    return Records(b"".join(writer.pieces), writer.places)


class _Writer:
    """Writes JSON and counts the bytes."""

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.size = 0
        self.places: dict[str, tuple[int, int]] = {}

    def write(self, text: str) -> None:
        piece = text.encode()
        self.pieces.append(piece)
        self.size += len(piece)

    def value(self, value: object) -> None:
        if isinstance(value, dict):
            self.object(value)
        elif isinstance(value, list):
            self.write("[")
            for place, item in enumerate(value):
                self.write("," if place else "")
                self.value(item)
            self.write("]")
        else:
            self.write(json.dumps(value, ensure_ascii=False))

    def object(self, value: dict[str, object]) -> None:
        start = self.size
        self.write("{")
        for place, (name, item) in enumerate(value.items()):
            self.write(f"{',' if place else ''}{json.dumps(name, ensure_ascii=False)}:")
            self.value(item)
        self.write("}")
        own = value.get("id")
        if isinstance(own, str) and own:
            self.places.setdefault(own, (start, self.size))
