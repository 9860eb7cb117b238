"""What an amount is in its sentence, and when two of them that follow one another are one range."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from stdpub.model.patterns import regex
from stdpub.model.quantities import NO_RUN, Comparator, Role, Run
from stdpub.verify.amounts import Amount, Shape, converted

_CHAIN = regex(r"`?\s?(<=|<|≤|⩽)\s?`?(?:[A-Za-z_]\w{0,30}|[\u4e00-\u9fff]{1,8})`?\s?(<=|<|≤|⩽)\s?`?")


class Evidence(Enum):
    """What tells that an amount is a bound."""

    NOTHING = 0
    BEFORE = 1
    BEHIND = 2
    DISTANT = 3
    SHAPE = 4


@dataclass(frozen=True, slots=True)
class Bound:
    """An amount with its comparator; `words` are those that make the comparator, `start` and `end` bound it all."""

    amount: Amount
    comparator: Comparator
    evidence: Evidence
    words: str
    words_at: Run
    role: Role
    start: int
    end: int
    stated: bool = False
    """Whether a verb stands right before it: the number is 7 or more."""
    ranged: bool = False
    """Whether words that announce a range stand before it: between, 介于."""
    open_low: bool = False
    open_high: bool = False
    """Whether a range leaves its own bounds out: 1 < n < 4."""


def one_range(low: Bound, high: Bound) -> bool:
    """Tell whether a lower bound and the upper one behind it are one range: 五万元以上五十万元以下."""
    return (
        low.comparator is Comparator.AT_LEAST
        and high.comparator is Comparator.AT_MOST
        and low.evidence is Evidence.BEHIND
        and high.evidence is Evidence.BEHIND
        and low.end == high.start
        and (low.amount.unit == high.amount.unit or not low.amount.unit_text or _shares(low, high))
    )


def _shares(low: Bound, high: Bound) -> bool:
    """Tell whether both say how many times another value: 百分之五十以上三倍以下."""
    return {low.amount.unit, high.amount.unit} == {"%", "{times}"}


def range_of(low: Bound, high: Bound) -> Bound:
    """Return the range of a lower bound and the upper one behind it."""
    one, two = low.amount, high.amount
    amount = replace(
        two,
        shape=Shape.RANGE,
        value=converted(one.value, one.unit, two.unit) if one.unit_text else one.value,
        value2=two.value,
        start=one.start,
        at=one.at,
        at2=two.at,
        unit_at=one.unit_at if one.unit_text else two.unit_at,
        unit2_at=two.unit_at if one.unit_text else NO_RUN,
    )
    return replace(
        high,
        amount=amount,
        comparator=Comparator.BETWEEN,
        evidence=Evidence.SHAPE,
        start=low.start,
        role=low.role if low.role is high.role else Role.BOUND,
    )


def chained(text: str, low: Bound, high: Bound) -> Bound | None:
    """Return the range that a name between two signs makes: 0 ≤ n < 16."""
    found = _CHAIN.fullmatch(text, low.amount.end, high.amount.start)
    if found is None or low.evidence is not Evidence.NOTHING:
        return None
    joined = range_of(low, high)
    return replace(joined, words_at=NO_RUN, words="", ranged=True, open_low=found[1] == "<", open_high=found[2] == "<")
