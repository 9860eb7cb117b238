"""Text and an offset in; the unit that is printed there, in signs, English or Chinese words, as a UCUM code out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from stdpub.verify.unit_signs import EXPONENT, OVER, Printed, ends_at, factor_at, powered, signs_at
from stdpub.verify.unit_table import PRINTED
from stdpub.verify.unit_words import chinese_at, chinese_factor_at, english_at
from stdpub.verify.units import known

_LONGEST = 60


def unit_at(text: str, at: int) -> Printed | None:
    """Return the unit that begins at an offset, the longest reading of it."""
    whole = _whole(text, at)
    if whole:
        return whole
    found = [one for one in (signs_at(text, at), chinese_at(text, at), english_at(text, at)) if one]
    return max(found, key=lambda one: one.end) if found else None


@lru_cache(maxsize=512)
def printed_unit(text: str) -> str:
    """Return the code of a text that is a unit and nothing else, printed or UCUM; empty where it is none."""
    text = text.strip()
    if not text or len(text) > _LONGEST:
        return ""
    if text in {"a", "in", "M"}:
        return {"a": "a", "in": "[in_i]", "M": "mol/L"}[text]
    found = unit_at(text, 0)
    if found and found.end == len(text):
        return found.code
    return text if known(text) else ""


@cache
def _wholes() -> tuple[re.Pattern[str], Mapping[str, str]]:
    prints = dict(PRINTED)
    longest_first = sorted(prints, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))), prints


def _whole(text: str, at: int) -> Printed | None:
    form, prints = _wholes()
    found = form.match(text, at)
    if found is None or not ends_at(text, found.end()):
        return None
    code, end = prints[found[0]], found.end()
    over = OVER.match(text, end)
    below = factor_at(text, over.end()) or chinese_factor_at(text, over.end()) if over and "/" not in code else None
    if below is None:
        raised = EXPONENT.match(text, end)
        return None if raised else Printed(code, end)
    return Printed(f"{code}/{powered(below.code, below.exponent)}", below.end)
