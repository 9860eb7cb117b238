"""The kinds of provision and the words of two texts in; whether what they demand became stronger or weaker, out."""

from __future__ import annotations

from enum import Enum

from stdpub.compare.passages import Passage
from stdpub.model.changes import ChangeKind
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind

_STRENGTH = {
    Kind.REQUIREMENT: 3,
    Kind.EXTERNAL_CONSTRAINT: 3,
    Kind.INSTRUCTION: 3,
    Kind.RECOMMENDATION: 2,
    Kind.PERMISSION: 1,
    Kind.CAPABILITY: 0,
    Kind.POSSIBILITY: 0,
    Kind.STATEMENT: 0,
}

_SOFT = regex(
    r"(?i)\b(?:optional(?:ly)?|if (?:possible|practicable|feasible|applicable|appropriate)|where (?:possible|practicable"
    r"|feasible|appropriate|applicable)|as far as (?:possible|practicable)|to the extent (?:possible|practicable)|may not"
    r"|wherever possible|preferably|not required)\b|尽量|尽可能|可选|必要时|适用时|可行时|条件允许时|酌情|优先"
)
_HARD = regex(
    r"(?i)\b(?:mandatory|(?<!not )required|obligatory|always|in all cases|without exception|at all times)\b"
    r"|必选|强制|一律|务必|始终|无条件"
)


class Polarity(Enum):
    """Whether a sentence asks for something or forbids it."""

    ASKS = "asks"
    FORBIDS = "forbids"


_DENIED = regex(
    r"(?i)\b(?:shall|should|must|may|can|need|is|are)\s+(?:not|never)\b|\bcannot\b|\bNOT RECOMMENDED\b|\bneed not\b"
    r"|\b(?:prohibited|forbidden|disallowed)\b|不应|不宜|不得|不可(?!避|能)|不能|不准|不许|不必|禁止|严禁|不允许|不推荐|不建议"
)


def polarity(text: str) -> Polarity:
    """Return whether a provision asks or forbids."""
    return Polarity.FORBIDS if _DENIED.search(text) else Polarity.ASKS


def only_mood(one: Kind, other: Kind) -> bool:
    """Tell whether two kinds differ in that one is told by the imperative alone: `Follow ...`, `The producer follows ...`."""
    return one is not other and Kind.INSTRUCTION in {one, other} and 0 in {_STRENGTH[one], _STRENGTH[other]}


def strength(before: Passage, after: Passage) -> ChangeKind | None:
    """Return whether a sentence demands more or less than before, by its verbal form and by words such as `optional`.

    Code demands nothing; neither does the mood of a verb say by itself that more or less is demanded.
    """
    if "code" in {before.inside, after.inside} or only_mood(before.kind, after.kind):
        return None
    one, other = _STRENGTH[before.kind], _STRENGTH[after.kind]
    if other != one:
        return ChangeKind.STRENGTHENED if other > one else ChangeKind.WEAKENED
    softer = len(_SOFT.findall(after.said)) - len(_SOFT.findall(before.said))
    harder = len(_HARD.findall(after.said)) - len(_HARD.findall(before.said))
    if softer != harder and softer * harder <= 0:
        return ChangeKind.WEAKENED if softer > harder else ChangeKind.STRENGTHENED
    return None
