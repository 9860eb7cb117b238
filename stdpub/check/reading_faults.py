"""What reading itself reports, before any rule: each fault with its reason and a text that has it, for `explain` and docs."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from stdpub.model.source import Words

_TOLD = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True, slots=True)
class ReadingFault:
    """A fault of the text as such; `bad` is an example as `check/examples.py` reads them, empty where it takes other files."""

    id: str
    why: Words
    bad: str


@cache
def reading_faults() -> tuple[ReadingFault, ...]:
    """Return every fault that reading reports, by id."""
    told = tomllib.loads(_TOLD.read_text(encoding="utf-8"))
    return tuple(ReadingFault(id_, Words(one["en"], one["zh"]), one.get("bad", "")) for id_, one in told.items())
