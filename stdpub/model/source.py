"""Where a thing stands in the author's files, and what is said about it there."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A run of text in one file: lines and columns 1-based, columns in code points, end exclusive."""

    file: str
    line: int
    column: int
    end_line: int
    end_column: int


NOWHERE = Span("", 0, 0, 0, 0)
"""The place of what the author did not write: generated sentences, computed numbers."""


class Severity(StrEnum):
    """How grave a finding is; a build stops at an error."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class Words(NamedTuple):
    """One message in both languages of the product."""

    en: str
    zh: str


class Replace(NamedTuple):
    """One edit of the author's text; an empty `at` is an insertion."""

    at: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault of one text at one place, with what to do about it.

    `safe` tells whether the fix keeps the meaning and may be made without being read; `related` are other places the
    fault is made of, such as the same sentence in another language version.
    """

    at: Span
    severity: Severity
    rule: str
    message: Words
    help: Words | None = None
    fix: tuple[Replace, ...] = ()
    safe: bool = True
    related: tuple[Span, ...] = ()


class SourceText:
    """The text of one file, line ends normalised to LF and without a BOM, that turns offsets into spans."""

    __slots__ = ("file", "line_starts", "text")

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text
        starts = [0]
        at = text.find("\n")
        while at >= 0:
            starts.append(at + 1)
            at = text.find("\n", at + 1)
        self.line_starts = starts

    def span(self, start: int, end: int) -> Span:
        """Return the span of the code points `start` to `end` (exclusive) of this text."""
        line = bisect_right(self.line_starts, start)
        column = start - self.line_starts[line - 1] + 1
        if line == len(self.line_starts) or end < self.line_starts[line]:
            return Span(self.file, line, column, line, column + end - start)
        end_line = bisect_right(self.line_starts, end)
        return Span(self.file, line, column, end_line, end - self.line_starts[end_line - 1] + 1)

    def offset(self, line: int, column: int) -> int:
        """Return the offset of a 1-based line and column."""
        return self.line_starts[line - 1] + column - 1


def text_span(first: Span, last: Span) -> Span:
    """Return the span from the start of one span to the end of another of the same file."""
    return Span(first.file, first.line, first.column, last.end_line, last.end_column)
