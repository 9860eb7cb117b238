"""Findings as a SARIF 2.1.0 log, which code hosts and editors read (OASIS, Static Analysis Results Interchange Format)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from urllib.parse import quote

from stdpub import __version__
from stdpub.model.source import Diagnostic, Severity, Span

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

Record = dict[str, object]


def as_sarif(found: Sequence[tuple[Diagnostic, str, str]]) -> str:
    """Return findings as one log; each comes with the name of its file and the folder that its other files lie in."""
    rules = sorted({one.rule for one, _, _ in found})
    run: Record = {
        "tool": {"driver": {"name": "stdpub", "version": __version__, "rules": [{"id": rule} for rule in rules]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(one, file, folder, rules.index(one.rule)) for one, file, folder in found],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _result(found: Diagnostic, file: str, folder: str, index: int) -> Record:
    help_ = f"\n{found.help.en}\n{found.help.zh}" if found.help else ""
    result: Record = {
        "ruleId": found.rule,
        "ruleIndex": index,
        "level": _LEVELS[found.severity],
        "message": {"text": f"{found.message.en}\n{found.message.zh}{help_}"},
        "locations": [_location(found.at, file)],
    }
    if found.related:
        result["relatedLocations"] = [_location(at, _beside(folder, at.file)) for at in found.related]
    if found.fix:
        result["fixes"] = [{"artifactChanges": list(_changes(found, file, folder))}]
    return result


def _location(at: Span, file: str) -> Record:
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}, "region": _region(at)}}


def _region(at: Span) -> Record:
    return {
        "startLine": max(at.line, 1),
        "startColumn": max(at.column, 1),
        "endLine": max(at.end_line, 1),
        "endColumn": max(at.end_column, 1),
    }


def _changes(found: Diagnostic, file: str, folder: str) -> Iterator[Record]:
    for name in dict.fromkeys(edit.at.file for edit in found.fix):
        edits = [edit for edit in found.fix if edit.at.file == name]
        where = file if name == found.at.file else _beside(folder, name)
        yield {
            "artifactLocation": {"uri": _uri(where)},
            "replacements": [
                {"deletedRegion": _region(edit.at), "insertedContent": {"text": edit.text}} for edit in edits
            ],
        }


def _beside(folder: str, name: str) -> str:
    return str(PurePath(folder, name))


def _uri(file: str) -> str:
    return quote(PurePath(file).as_posix())
