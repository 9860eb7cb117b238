"""Two texts in; how one became the other, word by word and so that it reads well, out."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from stdpub.compare.sequences import Run, runs
from stdpub.compare.tokens import words
from stdpub.model.changes import Edit, Redline
from stdpub.model.patterns import regex

_SAFE = regex(r"[.,;)](?=\s)|[。，；、！？）](?=\S)")
"""Where two texts may be cut without cutting a token: no token has a blank behind one of these marks."""

_LINE_END = regex(r"(?<!\s)[^\S\n]*\n\s*")
"""Where a line ends, with all the blank there, which no token crosses."""

_LONG = 1_000
"""Characters from which on texts are compared by line first."""

_SENTENCE_ENDS = frozenset(".。!！?？;；")
_PAUSES = frozenset(",，、:：)）")
_FURTHEST = 40
"""How many words an insertion is moved at most to where it reads best."""

_SHRED = 2
"""How many equal words between two changes may be taken into them."""


class _Text(NamedTuple):
    """A text as words, each with the blank before it; an empty word ends every text."""

    words: list[str]
    blanks: list[str]


def redline(before: str, after: str) -> Redline:
    """Return the runs of words that are equal, deleted and inserted: no change is cut into shreds."""
    if before == after:
        return ((Edit.EQUAL, before),) if before else ()
    head = _safe_head(before, after)
    tail = _safe_tail(before[head:], after[head:])
    end, after_end = len(before) - tail, len(after) - tail
    edits = _Edits()
    edits.equal(before[:head])
    _by_line(before[head:end], after[head:after_end], edits)
    edits.equal(before[end:])
    return edits.close()


def _by_line(before: str, after: str, edits: _Edits) -> None:
    """Take two texts: of long ones the lines that are the same first, which is faster and keeps lines together."""
    if min(len(before), len(after)) < _LONG or "\n" not in before or "\n" not in after:
        _by_word(before, after, edits)
        return
    old, new = _lines(before), _lines(after)
    for run in runs(old, new):
        one, other = "".join(old[run.start : run.end]), "".join(new[run.after_start : run.after_end])
        if run.equal:
            edits.equal(one)
        else:
            _by_word(one, other, edits)


def _lines(text: str) -> list[str]:
    cuts = [0, *(found.end() for found in _LINE_END.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def _by_word(before: str, after: str, edits: _Edits) -> None:
    if not before or not after:
        edits.change(before, after)
        return
    old, new = _parted(before), _parted(after)
    for run in _without_shreds(_slid(runs(old.words, new.words), old, new), old, new):
        edits.run(run, old, new)


def _safe_head(before: str, after: str) -> int:
    """Return the length of a common beginning that ends between two tokens."""
    low, high = 0, min(len(before), len(after))
    while low < high:
        middle = (low + high + 1) // 2
        if before.startswith(after[low:middle], low):
            low = middle
        else:
            high = middle - 1
    at = 0
    for found in _SAFE.finditer(before, max(0, low - 400), low):
        at = found.end()
    return at


def _safe_tail(before: str, after: str) -> int:
    """Return the length of a common ending that begins between two tokens."""
    low, high = 0, min(len(before), len(after))
    while low < high:
        middle = (low + high + 1) // 2
        if before[len(before) - middle :] == after[len(after) - middle :]:
            low = middle
        else:
            high = middle - 1
    start = len(before) - low
    found = _SAFE.search(before, start)
    return 0 if found is None else len(before) - found.end()


def _parted(text: str) -> _Text:
    told: list[str] = []
    blanks: list[str] = []
    blank = ""
    for token in words(text):
        if token.isspace():
            blank = token
        else:
            told.append(token)
            blanks.append(blank)
            blank = ""
    return _Text([*told, ""], [*blanks, blank])


def _slid(found: list[Run], old: _Text, new: _Text) -> list[Run]:
    """Return runs with each pure insertion or deletion where it reads best: from one sentence end to the next."""
    result = list(found)
    for at in range(1, len(result) - 1):
        left, change, right = result[at - 1 : at + 2]
        if change.equal or not left.equal or not right.equal:
            continue
        if change.start == change.end:
            shift = _best(new, change.after_start, change.after_end, left.end - left.start, right.end - right.start)
        elif change.after_start == change.after_end:
            shift = _best(old, change.start, change.end, left.end - left.start, right.end - right.start)
        else:
            continue
        if shift:
            result[at - 1 : at + 2] = (
                left._replace(end=left.end + shift, after_end=left.after_end + shift),
                Run(
                    equal=False,
                    start=change.start + shift,
                    end=change.end + shift,
                    after_start=change.after_start + shift,
                    after_end=change.after_end + shift,
                ),
                right._replace(start=right.start + shift, after_start=right.after_start + shift),
            )
    return [run for run in result if not run.equal or run.end > run.start]


def _best(text: _Text, start: int, end: int, left: int, right: int) -> int:
    """Return by how many words a run of a text is best moved; what it passes must be the same on its other side."""
    told, blanks = text
    best, shift = _ends_well(text, start, end), 0
    for sign, room in ((-1, min(left, _FURTHEST)), (1, min(right - 1, _FURTHEST))):
        for step in range(1, room + 1):
            one, other = (start - step, end - step) if sign < 0 else (start + step - 1, end + step - 1)
            if told[one] != told[other] or blanks[one] != blanks[other]:
                break
            value = _ends_well(text, start + sign * step, end + sign * step)
            if value > best:
                best, shift = value, sign * step
    return shift


def _ends_well(text: _Text, start: int, end: int) -> int:
    before = text.words[start - 1] if start else ""
    last = text.words[end - 1]
    if (not before or before in _SENTENCE_ENDS) and last in _SENTENCE_ENDS:
        return 3
    if (not before or before in _PAUSES) and last in _PAUSES:
        return 2
    return 1 if text.words[start] in _PAUSES or "\n" in text.blanks[start] else 0


def _without_shreds(found: list[Run], old: _Text, new: _Text) -> list[Run]:
    """Return runs where what is equal between two changes, and too little to help a reader, is part of the change."""
    result: list[Run] = []
    for at, run in enumerate(found):
        if (result and run.equal and at + 1 < len(found) and _is_shred(found, at, old, new)) or (
            result and not run.equal and not result[-1].equal
        ):
            result[-1] = result[-1]._replace(end=run.end, after_end=run.after_end)
        else:
            result.append(run)
    return result


def _is_shred(found: list[Run], at: int, old: _Text, new: _Text) -> bool:
    run = found[at]
    if not at or run.end - run.start > 2 * _SHRED:
        return False
    told = [word for word in old.words[run.start : run.end] if word[:1].isalnum()]
    if not told:
        return True
    if len(told) > _SHRED:
        return False
    weight = sum(map(len, told))
    return all(2 * weight <= _weight(found[near], old, new) for near in (at - 1, at + 1))


def _weight(change: Run, old: _Text, new: _Text) -> int:
    """Return how many characters the smaller side of a replacement has, 0 where nothing is replaced."""
    return min(
        sum(map(len, old.words[change.start : change.end])),
        sum(map(len, new.words[change.after_start : change.after_end])),
    )


class _Edits:
    """Gathers runs of a redline: changes that touch are one, what is deleted goes before what is inserted."""

    def __init__(self) -> None:
        self._done: list[tuple[Edit, str]] = []
        self._same: list[str] = []
        self._out: list[str] = []
        self._in: list[str] = []

    def equal(self, text: str) -> None:
        """Take text that is the same on both sides."""
        if text:
            self._end_change()
            self._same.append(text)

    def change(self, before: str, after: str) -> None:
        """Take text that became other text."""
        self._out.append(before)
        self._in.append(after)

    def run(self, run: Run, old: _Text, new: _Text) -> None:
        """Take a run of words."""
        if not run.equal:
            self.change(_said(old, run.start, run.end), _said(new, run.after_start, run.after_end))
            return
        first = run.start
        for at in range(run.start, run.end):
            blank, after_blank = old.blanks[at], new.blanks[run.after_start + at - run.start]
            if blank != after_blank:
                self.equal(_said(old, first, at))
                self.change(blank, after_blank)
                self.equal(old.words[at])
                first = at + 1
        self.equal(_said(old, first, run.end))

    def _end_change(self) -> None:
        gone, come = "".join(self._out), "".join(self._in)
        self._out, self._in = [], []
        if gone and come:
            blank = _shared_blank(gone, come)
            if blank:
                self._same.append(blank)
                gone, come = gone[len(blank) :], come[len(blank) :]
        if not gone and not come:
            return
        if self._same:
            self._done.append((Edit.EQUAL, "".join(self._same)))
            self._same = []
        self._done.extend(edit for edit in ((Edit.DELETE, gone), (Edit.INSERT, come)) if edit[1])

    def close(self) -> Redline:
        """Return all runs."""
        self._end_change()
        if self._same:
            self._done.append((Edit.EQUAL, "".join(self._same)))
        return tuple(self._done)


def _shared_blank(one: str, other: str) -> str:
    """Return the blank that both texts begin with, empty where they begin with different ones."""
    blank = one[: len(one) - len(one.lstrip())]
    return blank if other[: len(other) - len(other.lstrip())] == blank else ""


def _said(text: _Text, start: int, end: int) -> str:
    return "".join([blank + word for blank, word in zip(text.blanks[start:end], text.words[start:end], strict=True)])
