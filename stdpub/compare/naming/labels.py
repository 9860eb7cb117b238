"""Two texts in; whether they differ in a number or letter that somebody typed at their head, and in nothing else, out."""

from __future__ import annotations

import re

from stdpub.model.patterns import regex

_LABEL = regex(
    r"^((?:threat|step|method|case|option|item|rule|test|phase|part|risk|annex|appendix|section|chapter|clause|步骤|方法|情形"
    r"|项|风险|威胁|附录|第) ?[\"“(（]?)(?:[A-Z]|\d{1,3})([\"”)）章节]?)(?=$|[:：.、 ])",
    re.IGNORECASE,
)
"""A typed number at the head of a text."""


def relabelled(before: str, after: str) -> bool:
    """Tell whether two texts differ in a typed letter or number alone: `Threat "H"`, `Threat "I"`."""
    one, other = _LABEL.match(before), _LABEL.match(after)
    if not one or not other or before == after:
        return False
    return one.groups() == other.groups() and before[one.end() :] == after[other.end() :]
