"""Plain text in; its amounts with the comparator that each has in its sentence, and whether it binds, out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from stdpub.model.patterns import regex
from stdpub.model.quantities import NO_RUN, Comparator, Role, Run
from stdpub.verify.amounts import Amount, Shape, amounts
from stdpub.verify.binding import role_of
from stdpub.verify.bound import Bound, Evidence, chained, one_range, range_of
from stdpub.verify.limit_words import (
    DEADLINE,
    GROUPS,
    ITEM,
    LENGTHS,
    NEGATED,
    NOUN,
    ONCE,
    RANGE_END,
    WHICHEVER,
    LimitWords,
    limit_words,
)
from stdpub.verify.printed_units import printed_unit, unit_at
from stdpub.verify.units import known

LONGEST = 4000
"""Code points of one sentence that are looked at."""

_WINDOW = 60
_FAR = 160
_TIME = (0, 0, 1, 0, 0, 0, 0)
_PERIOD = regex("每个?(秒|分钟|小时|天|日|周|月|年)")
_PERIODS = {"秒": "s", "分钟": "min", "小时": "h", "天": "d", "日": "d", "周": "wk", "月": "mo", "年": "a"}
_VERB = regex(r"(?i)\b(?:is|are|be|of)[ (]{1,2}$")
_UNIT_CELL = regex(r"\|\s*([^|]{1,20}?)\s*\|\s*[≤≥<>=±]?\s*$")


def bounds(text: str, language: str, *, decimal_comma: bool = False, items: bool = True) -> tuple[Bound, ...]:
    """Return every amount of a text, in order, with what bounds it; `items`: a time that begins it is a deadline."""
    reader = _Reader(text[:LONGEST], limit_words(language), items=items)
    return tuple(reader.joined(decimal_comma=decimal_comma))


class _Reader:
    """Reads the bounds of one text."""

    def __init__(self, text: str, words: LimitWords, *, items: bool) -> None:
        self.text = text
        self.items = items
        self.words = words
        self.chinese = words.chinese
        self.first_due = False
        self.segments = [0, *(found.end() for found in words.segment.finditer(text))]

    def joined(self, *, decimal_comma: bool) -> Iterator[Bound]:
        """Yield the bounds; a lower one that an upper one follows at once is one range: 五万元以上五十万元以下."""
        last: Bound | None = None
        for amount in amounts(self.text, decimal_comma=decimal_comma, between=self.words.range):
            bound = self._bound(amount)
            self.first_due = self.first_due or (bound.comparator is Comparator.AT_MOST and bound.start == 0)
            joined = self._joined(last, bound) if last is not None else None
            if joined is not None:
                last = joined
                continue
            if last is not None and _occasion(last, bound):
                continue
            if last is not None and _occasion(bound, last):
                last = None
            if last is not None:
                yield last
            last = bound
        if last is not None:
            yield last

    def _joined(self, last: Bound, bound: Bound) -> Bound | None:
        return range_of(last, bound) if one_range(last, bound) else chained(self.text, last, bound)

    def _segment(self, at: int) -> int:
        return self.segments[bisect_right(self.segments, at) - 1]

    def _bound(self, amount: Amount) -> Bound:
        amount = self._with_unit(amount)
        before = self.text[max(0, amount.start - _WINDOW) : amount.start]
        ranged = bool(self.words.range.search(before))
        if amount.shape is Shape.ACCURACY or amount.shape is Shape.TOLERANCE:
            return self._placed(amount, Comparator.TOLERANCE, Evidence.SHAPE, NO_RUN, ranged=ranged)
        if amount.shape is Shape.RANGE:
            return self._range(amount, ranged=ranged)
        left = self.words.before.search(before)
        if left and left.lastgroup == "eq":
            left = self.words.before.search(before, left.end("eq")) or left
        if left:
            start = amount.start - (len(before) - left.start())
            return self._before(amount, GROUPS[left.lastgroup or ""], Run(start, start + len(left[0].rstrip("(（` "))))
        return self._elsewhere(amount, before)

    def _range(self, amount: Amount, *, ranged: bool) -> Bound:
        start = amount.start
        if ranged:
            words = self.words.range.search(self.text, max(0, start - _WINDOW), start)
            start = words.start() if words else start
        at = Run(start, amount.start) if start < amount.start else NO_RUN
        bound = self._placed(amount, Comparator.BETWEEN, Evidence.SHAPE, at, ranged=ranged)
        ending = RANGE_END.match(self.text, bound.end)
        return replace(bound, end=ending.end()) if ending else bound

    def _before(self, amount: Amount, comparator: Comparator, at: Run) -> Bound:
        behind = self._behind(amount)
        if comparator is Comparator.EQUAL and behind:
            return replace(self._placed(amount, behind[0], Evidence.BEHIND, behind[1]), stated=True)
        turned = self._turned(amount, comparator, at)
        return self._placed(amount, turned, Evidence.BEFORE, at, negated=turned is not comparator)

    def _turned(self, amount: Amount, comparator: Comparator, at: Run) -> Comparator:
        """Return the comparator as a negation before it, or a refusal behind it, leaves it."""
        if comparator not in NEGATED:
            return comparator
        segment = self.text[max(self._segment(at.start), at.start - _FAR) : at.start]
        if self.words.negation.search(segment) or self.words.refused.match(self.text, amount.end):
            return NEGATED[comparator]
        return comparator

    def _behind(self, amount: Amount) -> tuple[Comparator, Run] | None:
        for comparator, form in self.words.behind:
            found = form.match(self.text, amount.end)
            if found and found[0]:
                return comparator, Run(found.start(), found.end())
        return None

    def _elsewhere(self, amount: Amount, before: str) -> Bound:
        behind = self._behind(amount)
        if behind and before.endswith(ONCE) and amount.unit == "{times}":
            once = replace(amount, shape=Shape.RANGE, value="1", value2=amount.value, at2=amount.at)
            at = Run(amount.start - len(ONCE), behind[1].end)
            return self._placed(once, Comparator.BETWEEN, Evidence.SHAPE, at)
        if behind:
            counted = unit_at(self.text, behind[1].end + 1) if not amount.unit_text and not self.chinese else None
            if counted:
                at = Run(behind[1].end + 1, counted.end)
                amount = replace(amount, unit=counted.code, unit_text=self.text[at.start : at.end], unit_at=at)
            bound = self._placed(amount, behind[0], Evidence.BEHIND, behind[1])
            bound = replace(bound, end=max(bound.end, amount.unit_at.end))
            return replace(bound, stated=bool(_VERB.search(before)))
        segment_start = max(self._segment(amount.start), amount.start - _FAR)
        if self.words.distant:
            found = self.words.distant.search(self.text[segment_start : amount.start])
            if found and (amount.unit_text or amount.figures):
                start = segment_start + found.start()
                comparator = GROUPS[found.lastgroup or ""]
                return self._placed(
                    amount, comparator, Evidence.DISTANT, Run(start, start + len(found.group(found.lastgroup or 0)))
                )
        if self._due(amount):
            return self._placed(amount, Comparator.AT_MOST, Evidence.SHAPE, NO_RUN)
        if self._signs(amount):
            return self._placed(amount, Comparator.EQUAL, Evidence.SHAPE, NO_RUN)
        if self._expires(amount, before):
            at = Run(amount.end, amount.end + 1) if self.chinese else NO_RUN
            return self._placed(amount, Comparator.AT_MOST, Evidence.BEHIND, at)
        return self._placed(amount, Comparator.EQUAL, Evidence.NOTHING, NO_RUN)

    def _expires(self, amount: Amount, before: str) -> bool:
        """Tell whether something ends once a time has passed."""
        if not _is_time(amount.unit):
            return False
        if self.chinese:
            after = self.text[amount.end : amount.end + 1] == "后"
            return after and bool(self.words.expiry.match(self.text, amount.end + 1))
        return bool(self.words.expiry.search(self.text[max(0, amount.start - _FAR) : amount.start])) and bool(before)

    def _due(self, amount: Amount) -> bool:
        """Tell whether an amount is a time with which an item begins, or one beside another deadline."""
        if not self.items or not _is_time(amount.unit):
            return False
        before = self.text[: amount.start].strip()
        if not before or (before in {"或", "or"}):
            return bool(ITEM.match(self.text, amount.end))
        if self.chinese and before.endswith("或"):
            return self.first_due and bool(ITEM.match(self.text, amount.end))
        beside = WHICHEVER.match(self.text, amount.end)
        return bool(beside and DEADLINE.search(self.text, max(0, amount.start - _FAR), amount.start))

    def _signs(self, amount: Amount) -> bool:
        """Tell whether an amount says of how many signs something is: a six digit number."""
        return amount.unit in {"{digit}", "{character}"} and bool(NOUN.match(self.text, amount.end))

    def _with_unit(self, amount: Amount) -> Amount:
        """Return an amount with the unit that its row of a table, or the period before it, gives."""
        if not amount.unit_text and "|" in self.text:
            from_cell = _UNIT_CELL.search(self.text[max(0, amount.start - _WINDOW) : amount.start])
            code = printed_unit(from_cell[1]) if from_cell else ""
            if from_cell and code:
                return replace(amount, unit=code, unit_text=from_cell[1])
        if self.chinese and amount.unit.startswith("{"):
            segment = self.text[self._segment(amount.start) : amount.start]
            period = _PERIOD.search(segment)
            if period:
                return replace(amount, unit=f"/{_PERIODS[period[1]]}")
        if amount.unit == "bit" and amount.unit_text == "位":
            segment = self.text[self._segment(amount.start) : amount.start]
            for form, code in LENGTHS:
                if re.search(form, segment):
                    return replace(amount, unit=code)
        return amount

    def _placed(
        self,
        amount: Amount,
        comparator: Comparator,
        evidence: Evidence,
        at: Run,
        *,
        ranged: bool = False,
        negated: bool = False,
    ) -> Bound:
        start = min(amount.start, at.start) if at != NO_RUN else amount.start
        end = max(amount.end, at.end)
        words = self.text[at.start : at.end].strip()
        segment = self.text[max(self._segment(start), start - _FAR) : start]
        bare = comparator in NEGATED and not negated
        role = Role.BOUND if negated else role_of(self.text, segment, Run(start, end), self.words, bare=bare)
        return Bound(amount, comparator, evidence, words, at, role, start, end, ranged=ranged)


def _occasion(period: Bound, count: Bound) -> bool:
    """Tell whether a count only repeats that something is done in each period: 每12个月至少一次, at least once every 12 months."""
    return (
        count.amount.value == "1"
        and count.amount.unit == "{time}"
        and (period.words.startswith("每") or period.words.lower().endswith("every"))
    )


def _is_time(code: str) -> bool:
    found = known(code)
    return found is not None and found.dimension == _TIME
