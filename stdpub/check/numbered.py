"""What bears a number in a document, and whether a number that is typed in its text belongs to another document."""

from __future__ import annotations

import re
from collections.abc import Mapping

from stdpub.check.draft import Draft, Hit
from stdpub.model.content import Figure, Formula, Table
from stdpub.model.header import RulebookName
from stdpub.model.inlines import OBJECT

_BODIES = r"(?:RFC|ISO|SP|IEC|BR|EVG|NIST|FIPS|CFR|ETSI|IEEE|U\.S\.C)"
_OUTSIDE_BEFORE = re.compile(
    rf"(?:》|[”\"]|{OBJECT}|\]|(?<![A-Za-z])(?:{_BODIES}|GB|[A-Z]{{1,2}}/[A-Z]{{1,8}}|EN|ASTM|DIN)[A-Za-z0-9 ./:—–-]{{0,30}})"
    r"[,，(（ ]{0,3}(?:中|的|见|in |see )?\s?\Z"
)
_MORE_NUMBERS = r"(?:(?:,|,? and|,? or| to) [0-9]{1,2}(?:\.[0-9]{1,3})*){0,4}(?:, respectively,)?"
_OUTSIDE_AFTER = re.compile(
    rf"\s?(?:\([^()]{{0,40}}\)\s?)?(?:,? ?of (?!this\b)|,? ?in (?!this\b|accordance)|,? ?from )|[ ,]{{0,2}}(?:{OBJECT}|《|\[|RFC|ISO)"
    rf"|{_MORE_NUMBERS} (?:of|in) (?:the )?(?:{_BODIES}|{OBJECT})"
)


def numbered(draft: Draft) -> bool:
    """Tell whether the numbers of a document are those that its rulebook gives."""
    return draft.rulebook is not RulebookName.NONE and draft.header.numbering.scheme == "rulebook"


def numbers(draft: Draft) -> Mapping[tuple[str, str], str]:
    """Return the keys of what bears a number, by kind and number; an empty key where it has none."""
    found: dict[tuple[str, str], str] = {}
    for part, _ in draft.parts:
        if part.number:
            kind = "clause" if "." in part.number else "chapter" if part.number.isdigit() else "annex"
            found[kind, part.number] = part.key
    for block, _ in draft.blocks:
        if isinstance(block, (Table, Figure, Formula)) and block.number:
            kind, _, number = block.number.partition("-")
            found[kind, number] = block.key
    return found


def outside(hit: Hit) -> bool:
    """Tell whether a number belongs to another document."""
    masked = hit.passage.prose.masked
    before = masked[max(hit.start - 40, 0) : hit.start]
    return bool(_OUTSIDE_BEFORE.search(before) or _OUTSIDE_AFTER.match(masked, hit.end))
