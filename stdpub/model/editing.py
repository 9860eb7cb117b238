"""Edits of one text in, the edited text out; lines and columns are those of the text as it was read."""

from __future__ import annotations

from collections.abc import Iterable

from stdpub.model.source import Replace, SourceText


def apply(text: str, edits: Iterable[Replace]) -> str:
    """Return a text of LF lines with edits of one file made; two at one place insert in order, overlapping ones raise."""
    source = SourceText("", text)
    placed = sorted(
        ((source.offset(at.line, at.column), source.offset(at.end_line, at.end_column), new) for at, new in edits),
        key=lambda edit: edit[:2],
    )
    pieces: list[str] = []
    done = 0
    for start, end, new in placed:
        if not done <= start <= end <= len(text):
            message = f"edits that overlap, or lie outside the text, at offset {start}"
            raise ValueError(message)
        pieces += (text[done:start], new)
        done = end
    return "".join((*pieces, text[done:]))
