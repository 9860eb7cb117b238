"""A comparison to JSON: every change with keys, numbers and texts of both sides, and the figures of all of them.

What a thing that was added had before, and what one that was withdrawn has after, is null; so is the key of a thing
without one. The schema is `schemas/stdpub-comparison.schema.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from stdpub.model.changes import Change, ChangeKind, Level, Side
from stdpub.model.standard import Standard
from stdpub.write.clause_outcomes import clause_counts
from stdpub.write.compared import Compared
from stdpub.write.comparison_summary import Outcome, summary
from stdpub.write.printed import full_title, reference

FORMAT = "stdpub-comparison-1.0"
"""The version of the JSON; it changes only when a reader of it would have to."""

Value: TypeAlias = "str | int | float | bool | list[Value] | dict[str, Value] | None"
Record: TypeAlias = "dict[str, Value]"


def write_comparison_json(compared: Compared) -> bytes:
    """Return a comparison as UTF-8 JSON, a change a line; the same comparison gives the same bytes."""
    lines = [f"{_written(name)}: {_lines(value)}" for name, value in comparison_record(compared).items()]
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _lines(value: Value) -> str:
    """Return a list an element a line, and anything else on one."""
    if not isinstance(value, list) or not value:
        return _written(value)
    return "[\n" + ",\n".join(map(_written, value)) + "\n]"


_written = json.JSONEncoder(ensure_ascii=False).encode


def comparison_record(compared: Compared) -> Record:
    """Return a comparison as JSON values."""
    return {
        "format": FORMAT,
        "before": _version(compared.before),
        "after": _version(compared.after),
        "changes": [change_record(change) for change in compared.changes],
        "summary": _summary(compared),
    }


def change_record(change: Change) -> Record:
    """Return one change as JSON values; of several sides the first is the one that keeps most, the text that of all."""
    record: Record = {"kind": change.kind.value, "level": change.level.value}
    sides = (("before", change.before), ("after", change.after))
    for name in ("key", "number", "label", "title", "text"):
        for when, several in sides:
            record[f"{name}_{when}"] = _first(several, name)
    for when, several in sides:
        record[f"keys_{when}"] = [side.key for side in several if side.key]
        record[f"numbers_{when}"] = [side.number for side in several]
    record["substantive"] = change.substantive
    record["certainty"] = round(change.certainty, 3)
    record["redline"] = [[edit.value, text] for edit, text in change.redline]
    return record


def _first(sides: tuple[Side, ...], name: str) -> Value:
    if not sides:
        return None
    if name == "text":
        return "\n".join(side.text for side in sides)
    value = str(getattr(sides[0], name))
    return value or None if name == "key" else value


def _version(standard: Standard) -> Record:
    header = standard.header
    title = header.title(header.language)
    return {
        "standard": standard.slug,
        "reference": reference(header),
        "edition_id": header.edition_id,
        "language": header.language,
        "title": full_title(title, header.rulebook),
        "digest": standard.digest,
    }


def _summary(compared: Compared) -> Record:
    found = summary(compared.comparison, compared.changes)
    return {
        "changes": found.changes,
        "substantive": found.substantive,
        "kinds": _counts(found.kinds),
        "levels": _counts(found.levels),
        "pairs": _counts(found.outcomes),
        "clauses": _counts(clause_counts(compared)),
        "pairs_by_level": {level.value: _counts(counts) for level, counts in found.pairs.items()},
    }


def _counts(counts: Mapping[ChangeKind, int] | Mapping[Level, int] | Mapping[Outcome, int]) -> Record:
    return {str(name): count for name, count in counts.items()}
