"""The rule on what a clause on the test report asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.document.elements import title_of, title_span
from stdpub.check.draft import Draft
from stdpub.check.rule import ISO, Finding, rule
from stdpub.model.inlines import plain
from stdpub.model.patterns import regex
from stdpub.model.source import Severity

_REPORT = regex(r"(?:test|calibration) reports?\Z", re.IGNORECASE)
_ITEMS = (
    ("the sample", "试样", regex(r"\b(?:sample|specimen|test piece|item tested|identif)", re.IGNORECASE)),
    ("the standard used", "所用标准", regex(r"\bthis document|\breference to\b|\bstandard\b|\bI(?:SO|EC)[ /]")),
    ("the method", "方法", regex(r"\b(?:method|procedure)", re.IGNORECASE)),
    ("the results", "结果", regex(r"\bresult", re.IGNORECASE)),
    ("deviations", "偏离", regex(r"\b(?:deviation|departure|operation not|not specified)", re.IGNORECASE)),
    ("unusual features", "异常现象", regex(r"\b(?:unusual|observed|anomal|incident)", re.IGNORECASE)),
    ("the date", "日期", regex(r"\bdate", re.IGNORECASE)),
)


@rule(
    zh="试验报告至少写明试样、所用标准、方法、结果、偏离、异常现象和日期，结果才能比较。",
    source="ISO/IEC Directives, Part 2, 18.5.8",
    bad="# Test report {#report}\n\nThe test report shall give the sample, the standard used, the method, the result, deviations and "
    "unusual features observed. {#r}\n",
    good="# Test report {#report}\n\nThe test report shall give the sample, the standard used, the method, the result, deviations, "
    "unusual features observed and the date of the test. {#r}\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("test-report-incomplete",),
)
def incomplete_test_report(draft: Draft) -> Iterator[Finding]:
    """Results can be compared only if the report tells sample, standard, method, result, deviations, oddities and date."""
    for clause in draft.clauses:
        if not _REPORT.search(title_of(clause)):
            continue
        own = [one for one in draft.sentences if one.part.id == clause.id and one.sentence is not None]
        text = " ".join(plain(one.nodes) for one in own)
        missing = [(en, zh) for en, zh, pattern in _ITEMS if not pattern.search(text)]
        if own and missing and not clause.clauses:
            yield Finding(
                title_span(clause),
                f"the test report leaves out {', '.join(en for en, _ in missing)}",
                f"试验报告缺少{'、'.join(zh for _, zh in missing)}",
                "ask for it, too",
                "补充该内容",
            )
