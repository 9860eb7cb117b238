"""Findings that the author allows, with a reason, by a comment in the text.

`<!-- stdpub-allow must-for-shall: quoted from the regulation -->` allows what the named rules find on its line and in the
lines below, up to the next blank line. A comment without a reason allows nothing, and an error of reading cannot be
allowed: what it finds keeps the text from being read as it was meant.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from stdpub.model.patterns import regex
from stdpub.model.source import Diagnostic, Severity, SourceText, Span, Words

_COMMENT = regex(
    r"(?P<alone>^[ \t>]*)?<!--[ \t]*stdpub-allow\b(?P<rules>[^:：\n]{0,500})(?:[:：](?P<why>[^\n]{0,500}?))?-->",
    re.MULTILINE,
)
_BLANK = regex(r"\n[ \t>]*(?=\n|\Z)")


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
        blank = _BLANK.search(source.text, found.end() + (found["alone"] is not None))
        at = source.span(found.start(), found.end())
        last = source.span(blank.start(), blank.start()).line if blank else len(source.line_starts)
        rules = tuple(filter(None, re.split(r"[\s,，、]+", found["rules"])))
        yield Suppression(rules, (found["why"] or "").strip(), at, range(at.line, last + 1))


def allowed(
    sources: Mapping[str, SourceText], versions: Sequence[tuple[Diagnostic, ...]], rules: Collection[str]
) -> list[tuple[Diagnostic, ...]]:
    """Return the findings of each version without the allowed ones; `rules` are those whose errors can be allowed.

    The first version gets a finding for each comment that has no reason, or nothing to allow in any version.
    """
    comments = [one for source in sources.values() for one in suppressions(source)]
    if not comments:
        return list(versions)
    lenient = [
        tuple(one for one in found if one.rule in rules or one.severity is not Severity.ERROR) for found in versions
    ]
    used = {(each.at, one.rule) for found in lenient for one in found for each in comments if _allows(each, one)}
    firm = {one.rule for found in versions for one in found if one.rule not in rules}
    faults = [fault for comment in comments for fault in _faults(comment, used, rules, firm)]
    dropped = {one for found in lenient for one in found if any(_allows(each, one) for each in comments)}
    left = [tuple(one for one in found if one not in dropped) for found in versions]
    return [(*left[0], *faults), *left[1:]]


def _allows(comment: Suppression, found: Diagnostic) -> bool:
    named = bool(comment.reason) and found.rule in comment.rules
    return named and found.at.file == comment.at.file and found.at.line in comment.lines


def _faults(
    comment: Suppression, used: set[tuple[Span, str]], rules: Collection[str], firm: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield what is wrong with a comment; `firm` are the faults of reading that the text has."""
    if not comment.reason or not comment.rules:
        message = Words("a finding is allowed without a rule and a reason", "允许问题时未写明规则和理由")
        help_ = Words("write `<!-- stdpub-allow RULE: why -->`", "请写成`<!-- stdpub-allow 规则: 理由 -->`")
        yield Diagnostic(comment.at, Severity.WARNING, "allowed-without-reason", message, help_)
        return
    for rule in comment.rules:
        if (comment.at, rule) in used:
            continue
        message, help_ = _in_vain(rule, rules, firm)
        yield Diagnostic(comment.at, Severity.WARNING, "allowed-in-vain", message, help_)


def _in_vain(rule: str, rules: Collection[str], firm: Collection[str]) -> tuple[Words, Words]:
    if rule in firm:
        return (
            Words(f"`{rule}` cannot be allowed", f"`{rule}`不能允许"),
            Words(
                "mend what it finds: the text is not read as it was meant", "请修改其所指之处：否则文本不能按本意读取"
            ),
        )
    if rule in rules:
        return (
            Words(f"`{rule}` is allowed here and finds nothing", f"此处允许`{rule}`，但并无该问题"),
            Words("take the comment away", "请删去该注释"),
        )
    near = get_close_matches(rule.lower(), rules, 1, 0.6)
    return (
        Words(
            f"no rule `{rule}` is allowed here: there is none, or it finds nothing", f"没有规则`{rule}`，或并无该问题"
        ),
        Words(f"did you mean `{near[0]}`?", f"是否指`{near[0]}`？") if near else Words("take it away", "请删去"),
    )
