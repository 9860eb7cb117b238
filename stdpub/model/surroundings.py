"""What the library around a standard says to it: how grave each rule is, what other standards stand there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from stdpub.model.folder import Folder
from stdpub.model.quantities import Quantity
from stdpub.model.source import Severity


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The library as the stages see it; a standard that stands alone has the empty one.

    `severities` maps a rule's id to how grave it is there, None where it is off. `neighbours` maps the slug of each
    other standard to its folder. `withdrawn` maps a dated identifier to the one that replaced it, or to an empty text.
    `quantities` are those that limits may name.
    """

    severities: Mapping[str, Severity | None] = field(default_factory=dict)
    neighbours: Mapping[str, Folder] = field(default_factory=dict)
    withdrawn: Mapping[str, str] = field(default_factory=dict)
    quantities: tuple[Quantity, ...] = ()


ALONE = Surroundings()
