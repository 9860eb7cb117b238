"""Two versions of a standard and a key in; what changed in the thing that bears it, as JSON takes it and in lines, out."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.cli.messages import in_user_language
from stdpub.compare.comparing import compare
from stdpub.model.changes import Change, ChangeKind, Edit, Redline
from stdpub.model.standard import Standard
from stdpub.store.indexing.elements import read_elements
from stdpub.write.change_names import KINDS
from stdpub.write.comparison_json import Record, change_record
from stdpub.write.redline_text import changed_lines, redline_text

_MOST_LINES = 40
"""Lines of one version's changes that are told on a terminal."""


def changes_of(before: Standard | None, after: Standard | None, key: str) -> list[Record]:
    """Return what changed in a thing and in all that stands in it, nothing where one of the versions is not there."""
    if before is None or after is None:
        return []
    inside = _inside(before, key) | _inside(after, key)
    return [change_record(one) for one in compare(before, after).changes if _concerns(one, inside)]


def _inside(standard: Standard, key: str) -> frozenset[str]:
    """Return the ids of a thing and of what stands in it."""
    elements = read_elements(standard).elements
    found = next((one for one in elements if one.key == key), None)
    return frozenset(one.id for one in elements[found.place : found.last + 1]) if found else frozenset({key})


def _concerns(change: Change, inside: frozenset[str]) -> bool:
    # An id that nobody wrote begins with that of what it stands in.
    return any(side.id in inside or side.id.partition(".")[0] in inside for side in (*change.before, *change.after))


def change_lines(changes: list[Record], *, colour: bool) -> Iterator[str]:
    """Yield changes as a terminal shows them: the kinds of one thing together, then its words."""
    told = 0
    groups: dict[tuple[str, str], list[Record]] = {}
    for change in changes:
        groups.setdefault((str(change["text_before"]), str(change["text_after"])), []).append(change)
    for group in groups.values():
        if told >= _MOST_LINES:
            yield "…"
            return
        kinds = ", ".join(in_user_language(KINDS[ChangeKind(str(one["kind"]))]) for one in group)
        label, key = (str(group[0][f"{name}_after"] or group[0][f"{name}_before"] or "") for name in ("label", "key"))
        name = " ".join(filter(None, (label, key and f"~{key}")))
        yield f"{name}: {kinds}" if name else kinds
        for line in changed_lines(_redline(group)):
            told += 1
            yield f"  {redline_text(line, colours=colour)}"


def _redline(group: list[Record]) -> Redline:
    runs = next((one["redline"] for one in group if one["redline"]), [])
    return (
        tuple((Edit(str(run[0])), str(run[1])) for run in runs if isinstance(run, list))
        if isinstance(runs, list)
        else ()
    )
