"""A directed graph in; its strongly connected components, each after all that it leads to, out (R. Tarjan, 1972)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence


def together(graph: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, ...]]:
    """Yield nodes that lead to one another as one group, other nodes alone; every target must be a node."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []
    waiting: set[str] = set()
    for start in graph:
        if start in order:
            continue
        # A stack of our own: a chain of pointers may be longer than Python's.
        path = [(start, iter(graph[start]))]
        order[start] = low[start] = len(order)
        open_.append(start)
        waiting.add(start)
        while path:
            node, targets = path[-1]
            target = next(targets, None)
            if target is None:
                path.pop()
                if path:
                    above = path[-1][0]
                    low[above] = min(low[above], low[node])
                if low[node] == order[node]:
                    yield tuple(_closed(node, open_, waiting))
            elif target not in order:
                order[target] = low[target] = len(order)
                open_.append(target)
                waiting.add(target)
                path.append((target, iter(graph[target])))
            elif target in waiting:
                low[node] = min(low[node], order[target])


def _closed(node: str, open_: list[str], waiting: set[str]) -> Iterator[str]:
    """Take the nodes of a finished group off the stack, `node` last."""
    while True:
        last = open_.pop()
        waiting.discard(last)
        yield last
        if last == node:
            return
