"""Diagnostics as a drafter reads them: the line, the place under it, what is wrong and what helps; or as JSON."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator, Sequence

from stdpub.cli.messages import HELP, SEVERITIES, in_user_language, painted
from stdpub.model.source import Diagnostic, Severity, SourceText, Span, Words

_SEE = Words("see", "参见")
WIDTH = 100
"""Columns of a source line that are shown around the place."""


def as_text(found: Diagnostic, file: str, source: SourceText | None, *, colour: bool) -> str:
    """Return one finding with its source line and the place marked; `file` is how the user calls the file."""
    first, *rest = said(found, colour=colour)
    lines = [f"{file}:{found.at.line}:{found.at.column}: {first}"]
    if source is not None and 0 < found.at.line <= len(source.line_starts):
        lines.extend(_excerpt(found, source, colour=colour))
    return "\n".join([*lines, *rest])


def said(found: Diagnostic, *, colour: bool) -> list[str]:
    """Return what is said of a fault, without its place: message, other places it is made of, help, and whether `fix` mends it."""
    severity = painted(in_user_language(SEVERITIES[found.severity]), found.severity.value, wanted=colour)
    message = painted(in_user_language(found.message), "bold", wanted=colour)
    bar = painted("=", "dim", wanted=colour)
    lines = [f"{severity}: {message} [{found.rule}]"]
    lines.extend(f"  {bar} {in_user_language(_SEE)}: {at.file}:{at.line}:{at.column}" for at in found.related)
    if found.help is not None:
        lines.append(f"  {bar} {in_user_language(HELP)}: {in_user_language(found.help)}")
    return lines


def _excerpt(found: Diagnostic, source: SourceText, *, colour: bool) -> Iterator[str]:
    at = found.at
    first = source.line_starts[at.line - 1]
    last = source.line_starts[at.line] - 1 if at.line < len(source.line_starts) else len(source.text)
    near = max(first, first + at.column - 1 - WIDTH)
    far = min(last, near + 3 * WIDTH)
    text = _shown(source.text[near:far])
    start = first + at.column - 1 - near
    end = first + at.end_column - 1 - near if at.end_line == at.line else len(text)
    end = max(min(end, len(text)), start + 1)
    text, start, end = _window(text, start, end, cut=(near > first, far < last))
    number = str(at.line)
    bar = painted("|", "dim", wanted=colour)
    yield f"{' ' * len(number)} {bar}"
    yield f"{painted(number, 'dim', wanted=colour)} {bar} {text}"
    marks = "^" * max(_columns(text[start:end]), 1)
    yield f"{' ' * len(number)} {bar} {' ' * _columns(text[:start])}{painted(marks, found.severity.value, wanted=colour)}"


def _shown(text: str) -> str:
    """Return a line with spaces of every width as they are, and what cannot be seen as U+FFFD."""
    if text.isprintable():
        return text
    return "".join(
        sign if sign.isprintable() or unicodedata.category(sign) == "Zs" else "\ufffd"
        for sign in text.replace("\t", " ")
    )


def _window(text: str, start: int, end: int, cut: tuple[bool, bool]) -> tuple[str, int, int]:
    """Return the part of a long line around the place, with the place inside it; `cut` tells what was cut off already."""
    if not any(cut) and _columns(text) <= WIDTH:
        return text, start, end
    first = max(0, start - WIDTH // 3)
    last = first
    columns = 0
    while last < len(text) and columns < WIDTH:
        columns += _columns(text[last])
        last += 1
    head, tail = ("…" if first or cut[0] else ""), ("…" if last < len(text) or cut[1] else "")
    shift = len(head) - first
    return f"{head}{text[first:last]}{tail}", start + shift, min(end, last) + shift


def _columns(text: str) -> int:
    """Return how many terminal columns a text takes: Chinese characters take two, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF") for sign in text)


def as_record(found: Diagnostic, file: str) -> dict[str, object]:
    """Return one finding as JSON takes it; `safe` goes with a fix, `related` with a finding that has other places."""
    record: dict[str, object] = {
        "file": file,
        **_place(found.at),
        "rule": found.rule,
        "severity": found.severity.value,
        "message": _both(found.message),
        "help": _both(found.help) if found.help else None,
        "fix": [{**_place(edit.at), "text": edit.text} for edit in found.fix] or None,
    }
    if found.fix:
        record["safe"] = found.safe
    if found.related:
        record["related"] = [
            {"file": place.file, "line": place.line, "column": place.column} for place in found.related
        ]
    return record


def _place(at: Span) -> dict[str, object]:
    return {"line": at.line, "column": at.column, "end_line": at.end_line, "end_column": at.end_column}


def _both(words: Words) -> dict[str, str]:
    return {"en": words.en, "zh": words.zh}


def as_json(records: Sequence[dict[str, object]]) -> str:
    """Return findings as one JSON array, a finding a line."""
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    return f"[\n{lines}\n]" if lines else "[]"


def as_github(found: Diagnostic, file: str) -> str:
    """Return one finding as an annotation command of GitHub Actions."""
    level = {"error": "error", "warning": "warning", "info": "notice"}[found.severity.value]
    at = found.at
    text = in_user_language(found.message).replace("%", "%25").replace("\n", "%0A")
    for sign, written in (("%", "%25"), ("\n", "%0A"), (":", "%3A"), (",", "%2C")):
        file = file.replace(sign, written)
    return (
        f"::{level} file={file},line={at.line},col={at.column},endLine={at.end_line},"
        f"endColumn={at.end_column},title={found.rule}::{text}"
    )


def summary(findings: Sequence[Diagnostic], standards: int) -> str:
    """Return the closing line: how many standards, errors, warnings and remarks."""
    counts = {severity: sum(found.severity is severity for found in findings) for severity in Severity}
    errors, warnings, infos = (counts[one] for one in (Severity.ERROR, Severity.WARNING, Severity.INFO))
    en = f"{_of(standards, 'standard')}: {_of(errors, 'error')}, {_of(warnings, 'warning')}, {_of(infos, 'remark')}"
    return in_user_language(Words(en, f"{standards}项标准：{errors}个错误，{warnings}个警告，{infos}个提示"))


def _of(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
