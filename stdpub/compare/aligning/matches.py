"""What says that two things are the same, and the things of two versions that are: data only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from stdpub.compare.things import Thing


class By(StrEnum):
    """What says that two things are the same: their keys, their text, or keys where they were kept and else text."""

    AUTO = "auto"
    KEY = "key"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Match:
    """Things that are the same: one on each side; none where it is new or gone; several after a split or merger.

    Of several, the one that keeps most goes first. `certainty`: of a hundred matches that say 0.9, ninety are right.
    """

    before: tuple[Thing, ...]
    after: tuple[Thing, ...]
    certainty: float

    @property
    def single(self) -> bool:
        """Whether one thing became one thing."""
        return len(self.before) == len(self.after) == 1

    @property
    def changed(self) -> bool:
        """Whether one thing became one thing that says something else."""
        before, after = self.before, self.after
        return len(before) == len(after) == 1 and before[0].digest != after[0].digest
