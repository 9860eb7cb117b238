"""The labelled citations: identifier, part, clause and span right for 95 in 100, and none found where there is none."""

from __future__ import annotations

import json

from shared import SHARED, needs_shared

from stdpub.cite.references import references


@needs_shared
def test_the_labelled_citations_are_read_right():
    lines = (SHARED / "gold" / "citations.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = right = 0
    found_in_empty = []
    for row in map(json.loads, lines):
        found = {
            (one.start, one.text, one.normalized or None, one.part or None, one.clause or None, one.dated, one.internal)
            for one in references(row["text"])
        }
        labels = [
            (
                *(one["start"], one["span"], one["identifier"], one["part"], one["clause"], one["dated"]),
                one.get("internal", False),
            )
            for one in row["refs"]
        ]
        wanted += len(labels)
        right += sum(label in found for label in labels)
        found_in_empty += [row["id"]] if found and not labels else []

    assert right / wanted >= 0.97, f"{right} of {wanted}"
    assert found_in_empty == []
