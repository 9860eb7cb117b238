"""Edits of a source text by offset in, the edited text out; whatever no edit names stays as it was."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """One replacement of the characters `start` to `end` (exclusive); an insertion where both are equal."""

    start: int
    end: int
    text: str


class Edits:
    """Gathers the edits of one text; an edit that crosses an earlier one is refused, so nothing is changed twice."""

    __slots__ = ("_cuts", "_edits", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._edits: list[Edit] = []
        self._cuts: dict[int, list[Edit]] = {}

    def replace(self, start: int, end: int, text: str) -> bool:
        """Put a text in the place of a run of characters; say whether that was still possible."""
        edit = Edit(start, end, text)
        if start == end:
            self._edits.append(edit)
            return True
        if self._crosses(start, end):
            return False
        for bucket in range(start // _BUCKET, (end - 1) // _BUCKET + 1):
            self._cuts.setdefault(bucket, []).append(edit)
        self._edits.append(edit)
        return True

    def insert(self, at: int, text: str) -> bool:
        """Put a text before the character at an offset, in the order they come; not inside what was replaced before."""
        if any(edit.start < at < edit.end for edit in self._cuts.get(at // _BUCKET, ())):
            return False
        self._edits.append(Edit(at, at, text))
        return True

    def free(self, start: int, end: int) -> bool:
        """Tell whether no edit has replaced any of these characters yet."""
        return not self._crosses(start, end)

    def _crosses(self, start: int, end: int) -> bool:
        for bucket in range(start // _BUCKET, max(end - 1, start) // _BUCKET + 1):
            if any(edit.start < end and start < edit.end for edit in self._cuts.get(bucket, ())):
                return True
        return False

    def apply(self) -> str:
        """Return the text with every edit made; what was inserted inside a replaced run stands behind its new text."""
        parts: list[str] = []
        at = 0
        for edit in sorted(self._edits, key=_order):
            if edit.start > at:
                parts.append(self.text[at : edit.start])
            parts.append(edit.text)
            at = max(at, edit.end)
        parts.append(self.text[at:])
        return "".join(parts)


_BUCKET = 512
"""Characters that share one list of cuts, so that looking for a crossing one stays short."""


def _order(edit: Edit) -> tuple[int, bool]:
    return edit.start, edit.start != edit.end
