"""Whether this is a run of everything, and how often a property is tried then."""

from __future__ import annotations

import os

EVERYTHING = bool(os.environ.get("STDPUB_TEST_ALL"))

_TIMES = 10


def tries(quick: int) -> int:
    """Return how many examples a property is tried on, given how many a quick run can afford."""
    return quick * _TIMES if EVERYTHING else quick
