"""A sentence in, its running text out: same length, with code, quoted words, titles and masked ranges blanked."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stdpub.model.inlines import OBJECT
from stdpub.model.patterns import regex

_MAY_HOLD = regex("[\"'`“”‘《「『]")
_NOT_RUNNING = regex(
    r"`[^`]*`|“[^“”]*”|\"[^\"]*\"|《[^《》]*》|「[^「」]*」|『[^『』]*』|‘[^‘’\s]{1,40}’|(?<!\w)'[^'\n]{1,80}'(?!\w)"
)
_SAME_TWICE = regex("“[^“]*“")
"""A quotation whose end was typed as a second beginning."""


def running(sentence: str, masked: Sequence[tuple[int, int]] = ()) -> str:
    """Return the sentence with everything that is not its own running text replaced by U+FFFC, offsets unchanged."""
    text = _without_ranges(sentence, masked) if masked else sentence
    if not _MAY_HOLD.search(text):
        return text
    text = _NOT_RUNNING.sub(_blank, text)
    return _without_halves(text)


def _without_ranges(text: str, masked: Sequence[tuple[int, int]]) -> str:
    parts: list[str] = []
    done = 0
    for start, end in sorted(masked):
        if end <= done:
            continue
        begin, stop = max(start, done), min(end, len(text))
        parts += [text[done:begin], OBJECT * (stop - begin)]
        done = stop
    return "".join([*parts, text[done:]])


def _blank(found: re.Match[str]) -> str:
    return OBJECT * (found.end() - found.start())


def _without_halves(text: str) -> str:
    """Blank a quotation that began before the sentence or ends after it."""
    if "”" not in text and text.count("“") > 1:
        text = _SAME_TWICE.sub(_blank, text)
    closed = max(text.rfind("”"), _straight_half(text, opening=False))
    if closed >= 0:
        text = OBJECT * (closed + 1) + text[closed + 1 :]
    openings = [at for at in (text.find("“"), _straight_half(text, opening=True)) if at >= 0]
    if openings:
        text = text[: min(openings)] + OBJECT * (len(text) - min(openings))
    return text


def _straight_half(text: str, *, opening: bool) -> int:
    """Return where the one unpaired straight quotation mark stands, if it opens or closes as asked; else -1."""
    at = text.rfind('"')
    if at < 0 or text[at - 1 : at].isdigit():
        return -1
    opens = text[at + 1 : at + 2].strip() != "" and not text[at - 1 : at].strip()
    return at if opens is opening else -1
