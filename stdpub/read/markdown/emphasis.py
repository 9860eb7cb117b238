"""Runs of `*`, `_` and `~` in, pairs of marks out; CommonMark's rules, with Chinese text given the room it needs."""

from __future__ import annotations

from stdpub.model.characters import character_class


class Run:
    """One run of delimiter characters and the marks that it opens and closes."""

    __slots__ = ("can_close", "can_open", "char", "closes", "length", "opens", "remaining", "start")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.char = text[start]
        self.start = start
        self.length = self.remaining = end - start
        self.closes: list[int] = []  # widths of the marks that end here, in the order of the text
        self.opens: list[int] = []  # widths of the marks that begin here, innermost first
        before = character_class(text[start - 1] if start else "")
        after = character_class(text[end] if end < len(text) else "")
        if self.char in "*_":
            self._flank(before, after)
        else:
            self.can_open = after != "space" and self.length == 2
            self.can_close = before != "space" and self.length == 2

    def _flank(self, before: str, after: str) -> None:
        """Apply the flanking rules; beside Chinese, Japanese or Korean text a mark needs no white space around it."""
        wide = self.char == "*" and (before.startswith("cjk") or after.startswith("cjk"))
        mark_before, mark_after = before.endswith("punctuation"), after.endswith("punctuation")
        left = after != "space" and (wide or not mark_after or before == "space" or mark_before)
        right = before != "space" and (wide or not mark_before or after == "space" or mark_after)
        if self.char == "*":
            self.can_open, self.can_close = left, right
        else:
            self.can_open = left and (not right or mark_before)
            self.can_close = right and (not left or mark_after)


def pair(runs: list[Run]) -> None:
    """Pair the runs of one stretch of text; the pairs are noted in the runs."""
    openers: list[tuple[int, Run]] = []
    floor: dict[tuple[str, bool, int], int] = {}
    for serial, run in enumerate(runs):
        while run.can_close and run.remaining:
            key = (run.char, run.can_open, run.length % 3)
            at = _opener(openers, run, floor.get(key, 0))
            if at < 0:
                floor[key] = serial
                break
            del openers[at + 1 :]
            opener = openers[at][1]
            width = 2 if opener.remaining > 1 and run.remaining > 1 else 1
            opener.opens.append(width)
            run.closes.append(width)
            opener.remaining -= width
            run.remaining -= width
            if not opener.remaining:
                openers.pop()
        if run.can_open and run.remaining:
            openers.append((serial, run))


def _opener(openers: list[tuple[int, Run]], run: Run, floor: int) -> int:
    for at in range(len(openers) - 1, -1, -1):
        serial, opener = openers[at]
        if serial < floor:
            break
        if opener.char == run.char and not (
            (opener.can_close or run.can_open)
            and (opener.length + run.length) % 3 == 0
            and (opener.length % 3 or run.length % 3)
            and run.char != "~"
        ):
            return at
    return -1
