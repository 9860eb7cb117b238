"""Whether this is a run of everything, how often a property is tried then, and which share of many cases is run each day."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

import pytest

EVERYTHING = bool(os.environ.get("STDPUB_TEST_ALL"))

_TIMES = 10
_SHARE = 4


def tries(quick: int) -> int:
    """Return how many examples a property is tried on, given how many a quick run can afford."""
    return quick * _TIMES if EVERYTHING else quick


def some(cases: Iterable[Any], share: int = _SHARE) -> list[Any]:
    """Return the cases as parameters; one in `share` is run each day, the others are long."""
    return [case if at % share == 0 else pytest.param(case, marks=pytest.mark.long) for at, case in enumerate(cases)]


def sample(cases: tuple[Any, ...], share: int = _SHARE) -> tuple[Any, ...]:
    """Return all cases in a run of everything, else one in `share`."""
    return cases if EVERYTHING else cases[::share]
