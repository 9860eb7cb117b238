"""Findings that the author allows, with a reason, by a comment in the text.

`<!-- stdpub-allow must-for-shall: quoted from the regulation -->` on a line of its own allows what the named rules find
in the lines below it, up to the next blank line. A comment without a reason allows nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stdpub.model.source import Diagnostic, Severity, SourceText, Span, Words

_COMMENT = re.compile(
    r"^[ \t>]*<!--[ \t]*stdpub-allow\b(?P<rules>[^:：\n]{0,500})(?:[:：](?P<why>[^\n]{0,500}?))?-->", re.MULTILINE
)
_BLANK = re.compile(r"\n[ \t>]*(?=\n|\Z)")


@dataclass(frozen=True, slots=True)
class Suppression:
    """One comment: the rules it names, why, where it stands, and the lines it covers (end exclusive)."""

    rules: tuple[str, ...]
    reason: str
    at: Span
    lines: range


def suppressions(source: SourceText) -> Iterator[Suppression]:
    """Yield the comments of one file that allow findings."""
    if "stdpub-allow" not in source.text:
        return
    for found in _COMMENT.finditer(source.text):
        blank = _BLANK.search(source.text, found.end() + 1)
        at = source.span(found.start(), found.end())
        last = source.span(blank.start(), blank.start()).line if blank else len(source.line_starts)
        rules = tuple(filter(None, re.split(r"[\s,，、]+", found["rules"])))
        yield Suppression(rules, (found["why"] or "").strip(), at, range(at.line, last + 1))


def allowed(
    sources: Mapping[str, SourceText], versions: Sequence[tuple[Diagnostic, ...]]
) -> list[tuple[Diagnostic, ...]]:
    """Return the findings of each version without the allowed ones.

    The first version gets a finding for each comment that has no reason, or nothing to allow in any version.
    """
    comments = [one for source in sources.values() for one in suppressions(source)]
    if not comments:
        return list(versions)
    used = {(each.at, one.rule) for found in versions for one in found for each in comments if _allows(each, one)}
    faults = [fault for comment in comments for fault in _faults(comment, used)]
    left = [tuple(one for one in found if not any(_allows(each, one) for each in comments)) for found in versions]
    return [(*left[0], *faults), *left[1:]]


def _allows(comment: Suppression, found: Diagnostic) -> bool:
    named = bool(comment.reason) and found.rule in comment.rules
    return named and found.at.file == comment.at.file and found.at.line in comment.lines


def _faults(comment: Suppression, used: set[tuple[Span, str]]) -> Iterator[Diagnostic]:
    if not comment.reason or not comment.rules:
        message = Words("a finding is allowed without a rule and a reason", "允许问题时未写明规则和理由")
        help_ = Words("write `<!-- stdpub-allow RULE: why -->`", "请写成`<!-- stdpub-allow 规则: 理由 -->`")
        yield Diagnostic(comment.at, Severity.WARNING, "allowed-without-reason", message, help_)
        return
    for rule in comment.rules:
        if (comment.at, rule) not in used:
            message = Words(f"`{rule}` is allowed here and finds nothing", f"此处允许`{rule}`，但并无该问题")
            help_ = Words("take the comment away", "请删去该注释")
            yield Diagnostic(comment.at, Severity.WARNING, "allowed-in-vain", message, help_)
