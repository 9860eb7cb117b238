"""The quantities of a library, and what a limit on one says: comparator, exact bounds, unit, and where each part stands."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from stdpub.model.source import NOWHERE, Span


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity of `quantities.yml`: `names` per language, `unit` in UCUM (empty for words), `term` the defining key."""

    key: str
    names: tuple[tuple[str, str], ...]
    unit: str = ""
    term: str = ""
    data_type: str = ""
    statistic: str = ""
    span: Span = NOWHERE

    def name(self, language: str) -> str:
        """Return the name in a language, else the first one there is, else the key."""
        named = dict(self.names)
        return named.get(language) or next(iter(named.values()), self.key)


class Comparator(StrEnum):
    """How a limit bounds its quantity; empty for a limit that is kept as text."""

    AT_MOST = "<="
    AT_LEAST = ">="
    BELOW = "<"
    ABOVE = ">"
    EQUAL = "="
    BETWEEN = "between"
    TOLERANCE = "tolerance"
    NONE = ""


class LimitKind(StrEnum):
    """Whether the words of a limit were read as an interval, or are kept as text."""

    INTERVAL = "interval"
    TEXT = "text"


class Run(NamedTuple):
    """Where a part stands in the words of a limit: offsets in code points, end exclusive; 0, 0 where it does not."""

    start: int
    end: int


NO_RUN = Run(0, 0)


@dataclass(frozen=True, slots=True)
class LimitRuns:
    """Where the parts of a limit stand in its words."""

    comparator: Run = NO_RUN
    value: Run = NO_RUN
    value2: Run = NO_RUN
    unit: Run = NO_RUN
    unit2: Run = NO_RUN


@dataclass(frozen=True, slots=True)
class LimitReading:
    """What a limit says. Numbers are decimal texts with the author's significant digits and a point: `1.30`, `-5`.

    `value` is the number the comparator goes with, `value2` the upper one of a range or the deviation of a tolerance (a
    tolerance without a nominal value has its deviation in `value`). `low` and `high` are the same as an interval, empty
    where it is open. `unit` is a UCUM code: `1` with an empty `unit_text` where the author wrote none, empty where the
    unit of the quantity is meant. `condition` is in the rule language.
    """

    kind: LimitKind = LimitKind.TEXT
    quantity: str = ""
    comparator: Comparator = Comparator.NONE
    value: str = ""
    value2: str = ""
    low: str = ""
    low_inclusive: bool = False
    high: str = ""
    high_inclusive: bool = False
    unit: str = ""
    unit_text: str = ""
    condition: str = ""
    compare: str = ""
    runs: LimitRuns = LimitRuns()


UNREAD = LimitReading()
"""The reading of a limit that nobody has read yet, or that cannot be read."""


class Role(StrEnum):
    """What a limit does in its sentence: it binds, or it says when something else does."""

    BOUND = "bound"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class LimitFound:
    """A limit in plain text: `start` and `end` bound its words; the runs of its reading are offsets from `start`."""

    reading: LimitReading
    role: Role
    start: int
    end: int
