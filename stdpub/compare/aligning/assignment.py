"""Weighted pairs of two sets in; the choice with the greatest total weight, each thing at most once, out.

Pairs are few (sparse): each connected component is solved alone, exactly, by augmenting along the path that gains most.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from typing import TypeAlias

Edges: TypeAlias = Mapping[tuple[int, int], float]

_LARGEST = 300
"""Things on one side of a component that are assigned exactly; in a larger one, pairs best for both go first."""

_NOBODY = 1 << 62
"""No right thing: a left one that has none yet."""


def assign(edges: Edges) -> dict[int, int]:
    """Return the pairs of greatest total weight, as left -> right; a pair without positive weight is never taken."""
    chosen: dict[int, int] = {}
    for component in _components(edges):
        chosen.update(_solved(component))
    return chosen


def _components(edges: Edges) -> Iterator[dict[int, dict[int, float]]]:
    """Yield what hangs together: for each left thing the weights of its right ones."""
    rows: dict[int, dict[int, float]] = {}
    columns: dict[int, list[int]] = {}
    for (left, right), weight in edges.items():
        if weight > 0:
            rows.setdefault(left, {})[right] = weight
            columns.setdefault(right, []).append(left)
    seen: set[int] = set()
    for first in rows:
        if first in seen:
            continue
        seen.add(first)
        waiting, component = [first], {}
        while waiting:
            left = waiting.pop()
            component[left] = rows[left]
            for right in rows[left]:
                for other in columns.pop(right, ()):
                    if other not in seen:
                        seen.add(other)
                        waiting.append(other)
        yield component


def _solved(rows: dict[int, dict[int, float]]) -> dict[int, int]:
    if len(rows) == 1:
        ((left, row),) = rows.items()
        return {left: max(row, key=lambda right: (row[right], -right))}
    if len(rows) > _LARGEST:
        return _too_large(rows)
    return _exact(rows)


def _exact(rows: dict[int, dict[int, float]]) -> dict[int, int]:
    """Return the best choice: one left thing after the other finds the cheapest chain of exchanges.

    Costs are reduced by prices, so that all of them stay positive (Jonker and Volgenant; Dijkstra on a sparse table).
    Each left thing has one right thing of its own that costs nothing, which stands for staying alone.
    """
    top = max(max(row.values()) for row in rows.values())
    price: dict[int, float] = {}
    owner: dict[int, int] = {}
    chosen: dict[int, int] = {}
    for start in rows:
        _augment(rows, start, top, price, owner, chosen)
    return {left: right for left, right in chosen.items() if right in rows[left]}


def _augment(
    rows: dict[int, dict[int, float]],
    start: int,
    top: float,
    price: dict[int, float],
    owner: dict[int, int],
    chosen: dict[int, int],
) -> None:
    """Give one more left thing its right one, along the chain of exchanges that costs least."""
    distance: dict[int, float] = {}
    before: dict[int, int] = {}
    done: set[int] = set()
    heap: list[tuple[float, int]] = []
    left, base = start, 0.0
    while True:
        for right, weight in (*rows[left].items(), (_alone(left), 0.0)):
            cost = base + top - weight - price.get(right, 0.0)
            if right not in done and cost < distance.get(right, float("inf")):
                distance[right] = cost
                before[right] = left
                heappush(heap, (cost, right))
        reached, right = heappop(heap)
        while right in done or reached > distance[right]:
            reached, right = heappop(heap)
        done.add(right)
        if right not in owner:
            break
        left = owner[right]
        base = reached - (top - rows[left].get(right, 0.0) - price.get(right, 0.0))
    for passed in done:
        price[passed] = price.get(passed, 0.0) + distance[passed] - reached
    while True:
        left = before[right]
        previous = chosen.get(left, _NOBODY)
        owner[right], chosen[left] = left, right
        if left == start:
            return
        right = previous


def _alone(left: int) -> int:
    """Return the name of the right thing that stands for a left one that stays alone."""
    return -1 - left


def _too_large(rows: dict[int, dict[int, float]]) -> dict[int, int]:
    """Return a good choice where the best would take too long: what is best for both sides first, then what is left."""
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    ordered = sorted(
        ((weight, left, right) for left, row in rows.items() for right, weight in row.items()), reverse=True
    )
    for _, left, right in ordered:
        if left not in chosen and right not in taken:
            chosen[left] = right
            taken.add(right)
    return chosen
