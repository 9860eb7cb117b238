"""A redline to one line of text: what was deleted and inserted told apart by colours, or by marks without them."""

from __future__ import annotations

from collections.abc import Iterator

from stdpub.model.changes import Edit, Redline

_MARKS = {Edit.DELETE: ("[-", "-]"), Edit.INSERT: ("{+", "+}"), Edit.EQUAL: ("", "")}
_COLOURS = {Edit.DELETE: ("\x1b[31;9m", "\x1b[0m"), Edit.INSERT: ("\x1b[32;4m", "\x1b[0m"), Edit.EQUAL: ("", "")}
_KEPT = 120
"""Characters of unchanged words that are shown whole; of more, the ends beside a change."""
_END = 50
_MORE = " … "


def changed_lines(redline: Redline) -> Iterator[Redline]:
    """Yield the lines of a text, rows of a table among them, in which something was deleted or inserted."""
    line: list[tuple[Edit, str]] = []
    for edit, text in redline:
        first, *others = text.split("\n")
        line.append((edit, first))
        for other in others:
            yield from _changed(line)
            line = [(edit, other)]
    yield from _changed(line)


def _changed(line: list[tuple[Edit, str]]) -> Iterator[Redline]:
    if any(edit is not Edit.EQUAL and text.strip() for edit, text in line):
        yield tuple((edit, text) for edit, text in line if text)


def redline_text(redline: Redline, *, colours: bool) -> str:
    """Return a redline as text; long runs of unchanged words are cut where they are far from a change."""
    signs = _COLOURS if colours else _MARKS
    pieces: list[str] = []
    for at, (edit, words) in enumerate(redline):
        text = words
        if edit is Edit.EQUAL:
            text = shortened(words, first=at == 0, last=at == len(redline) - 1)
        before, behind = signs[edit]
        pieces.append(f"{before}{text}{behind}" if text else "")
    return "".join(pieces)


def shortened(words: str, *, first: bool, last: bool) -> str:
    """Return unchanged words with their middle left out, or the end that no change follows."""
    if len(words) <= _KEPT:
        return words
    head = "" if first else _until(words[:_END])
    tail = "" if last else _from(words[-_END:])
    return f"{head}{_MORE if head and tail else '…'}{tail}"


def _until(words: str) -> str:
    """Return words cut at their last space, where that is near."""
    at = words.rfind(" ", len(words) - 15)
    return words[:at] if at > 0 else words


def _from(words: str) -> str:
    at = words.find(" ", 0, 15)
    return words[at + 1 :] if at >= 0 else words
