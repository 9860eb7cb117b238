"""The choice of greatest total weight, against trying every choice."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tries import tries

from stdpub.compare.aligning.assignment import assign

_SIZE = 5
_EDGES = st.dictionaries(
    st.tuples(st.integers(0, _SIZE - 1), st.integers(0, _SIZE - 1)),
    st.integers(-3, 12).map(float) | st.floats(0.01, 9, allow_nan=False),
    max_size=16,
)


def _best(edges: dict[tuple[int, int], float]) -> float:
    """Return the greatest total weight by trying every choice."""
    return max(
        sum(max(0.0, edges.get((left, right), 0.0)) for left, right in enumerate(choice))
        for choice in permutations(range(_SIZE))
    )


@given(_EDGES)
@settings(max_examples=tries(150), deadline=None)
def test_no_other_choice_weighs_more(edges: dict[tuple[int, int], float]) -> None:
    chosen = assign(edges)

    assert len(set(chosen.values())) == len(chosen)
    assert all(edges[pair] > 0 for pair in chosen.items())
    assert sum(edges[pair] for pair in chosen.items()) == pytest.approx(_best(edges))


def test_a_greedy_choice_is_worse() -> None:
    assert assign({(0, 0): 9.0, (0, 1): 8.0, (1, 0): 8.0}) == {0: 1, 1: 0}


def test_a_component_too_large_is_still_assigned_once_each() -> None:
    edges = {(left, (left + step) % 700): 1.0 / (step + 1) for left in range(700) for step in range(4)}

    assert assign(edges) == {left: left for left in range(700)}


def test_a_cheaper_way_to_the_same_thing_is_taken() -> None:
    edges = {(3, 2): 8.0, (3, 3): 9.0, (0, 3): 4.0, (0, 2): 5.0, (1, 3): 5.0}

    assert sum(edges[pair] for pair in assign(edges).items()) == 14.0
