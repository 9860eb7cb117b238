"""The words of a limit in; the same cut where its values and units stand, out."""

from __future__ import annotations

from typing import NamedTuple

from stdpub.model.inlines import Inline, Limit, Text, plain
from stdpub.model.quantities import NO_RUN, Run


class LimitPart(NamedTuple):
    """A run of nodes of a limit; `kind` is `value`, `unit`, or empty for the words between."""

    kind: str
    nodes: tuple[Inline, ...]


def limit_parts(limit: Limit) -> tuple[LimitPart, ...]:
    """Return the nodes of a limit in order, its values and units apart; what a mark holds in part is not cut."""
    runs = limit.reading.runs
    wanted = [
        (run, kind)
        for run, kind in (
            (runs.value, "value"),
            (runs.value2, "value"),
            (runs.unit, "unit"),
            (runs.unit2, "unit"),
        )
        if run != NO_RUN
    ]
    wanted.sort()
    parts: list[LimitPart] = []
    rest, at = limit.children, 0
    for run, kind in wanted:
        cut = _cut(rest, Run(run.start - at, run.end - at))
        if cut is not None:
            before, inner, rest = cut
            parts += [LimitPart("", before), LimitPart(kind, inner)]
            at = run.end
    parts.append(LimitPart("", rest))
    return tuple(part for part in parts if part.nodes)


def _cut(
    nodes: tuple[Inline, ...], run: Run
) -> tuple[tuple[Inline, ...], tuple[Inline, ...], tuple[Inline, ...]] | None:
    """Return nodes before, in and behind a run of their text; None where a node other than text would be cut."""
    groups: tuple[list[Inline], list[Inline], list[Inline]] = ([], [], [])
    at = 0
    for node in nodes:
        end = at + len(plain((node,)))
        edges = [edge for edge in run if at < edge < end]
        if edges and not isinstance(node, Text):
            return None
        for piece, start in _pieces(node, [edge - at for edge in edges], at):
            groups[0 if start < run.start else 1 if start < run.end else 2].append(piece)
        at = end
    return (tuple(groups[0]), tuple(groups[1]), tuple(groups[2])) if groups[1] else None


def _pieces(node: Inline, edges: list[int], at: int) -> list[tuple[Inline, int]]:
    if not isinstance(node, Text) or not edges:
        return [(node, at)]
    starts = [0, *edges]
    ends = [*edges, len(node.text)]
    return [(Text(node.text[a:b], node.span), at + a) for a, b in zip(starts, ends, strict=True)]
