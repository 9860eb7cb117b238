"""The plain text of one paragraph in, the end offsets of its sentences out; English, Chinese and both mixed."""

from __future__ import annotations

import re

from stdpub.model.patterns import regex
from stdpub.read.modality.word_lists import word_set

_ABBREVIATIONS = word_set(
    "e.g i.e cf viz vs fig figs eq eqs eqn tab ref refs sec secs sect art arts ch chap cl para paras vol vols pp ed eds"
    " approx ca resp incl excl dr mr mrs ms prof st gen rev dept nos ibid op loc def prop thm et jan feb mar apr jun jul"
    " aug sep sept oct nov dec"
)
"""Words whose full stop never ends a sentence."""

_OPEN_ENDED = word_set("etc inc ltd co corp al jr sr seq a.m p.m no p v c n")
"""Words whose full stop ends a sentence only if the next word is one that opens sentences."""

_OPENERS = word_set(
    "the a an this that these those if when where it in on for to as at by with from under each every all any no not such"
    " while however therefore thus hence otherwise additionally furthermore moreover also see note he she they we you its"
    " their our your there here once after before unless until although though because since both either neither some many"
    " most other another more only then next finally first second do does is are was were can may must shall should will"
)
"""Words that, written with a capital, show that a new sentence has begun."""

_CLOSING = r"[\"'”’」』)\]）】»\ufffc]*"
_EVENT = regex(
    rf"`[^`]*`|\(|\)|（|）|。{_CLOSING}|！{_CLOSING}|？{_CLOSING}|．{_CLOSING}"
    rf"|![!?]*{_CLOSING}|\?[!?]*{_CLOSING}|\.\.*{_CLOSING}|……*{_CLOSING}"
)
"""What may end a sentence or hold one; every branch begins with one character, so that the others are passed over fast."""

_WORD_BEFORE = regex(r"[^\W_](?:[\w.&-]*[^\W_])?$")
_WORD_AFTER = regex(r"[\"'“‘(\[（「『]*([^\W_]+)")
_LABEL = regex(r"\s*[\[(（]?(?:[A-Za-z]|[IVXivx]{1,5}|(?:[A-Z]\.)?\d{1,4}(?:\.\d{1,4}){0,8})\s*")
_SPACE = regex(r"\s*")
_FULL_STOPS = frozenset("。！？")
_CARRIES_ON = frozenset("的地得是为等之，、；：,;:和或与及而也都则")
_NEAR = 24
"""Code points that are looked at before a full stop: no abbreviation is longer."""


def boundaries(text: str, language: str) -> tuple[int, ...]:
    """Return the ascending end offsets of the sentences of a text; white space belongs to the sentence before it."""
    chinese = language.startswith("zh")
    closed = _closed_brackets(text)
    ends: list[int] = []
    counted: set[int] = set()
    start, first = 0, _space_end(text, 0)
    for event in _EVENT.finditer(text):
        mark = event.group()
        if mark[0] in "(（":
            if event.start() in closed and event.start() > first:
                counted.add(closed[event.start()])
        elif event.start() in counted:
            counted.discard(event.start())
        elif mark[0] not in "`)）":
            inside = bool(counted) and mark[0] in _FULL_STOPS
            after = _end_of_stop(event, counted)
            if not counted and not inside and _ends_sentence(text, start, event.start(), after, chinese=chinese):
                start = first = _space_end(text, after)
                ends.append(start)
    if start < len(text):
        ends.append(len(text))
    return tuple(ends)


def _closed_brackets(text: str) -> dict[int, int]:
    """Return the opening offset of every round bracket that is closed, with its closing offset."""
    if "(" not in text and "（" not in text:
        return {}
    opened: list[int] = []
    closed: dict[int, int] = {}
    for at in re.finditer(r"[()（）]", text):
        if at.group() in "(（":
            opened.append(at.start())
        elif opened:
            closed[opened.pop()] = at.start()
    return closed


def _end_of_stop(event: re.Match[str], counted: set[int]) -> int:
    """Return where a stop and its closing quotes and brackets end, and count down the brackets among them."""
    for at in range(event.start(), event.end()):
        counted.discard(at)
    return event.end()


def _space_end(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _ends_sentence(text: str, start: int, stop: int, after: int, *, chinese: bool) -> bool:
    """Say whether the stop at `stop`, whose closing marks end at `after`, ends the sentence that began at `start`."""
    mark = text[stop]
    following = text[after] if after < len(text) else ""
    if mark in _FULL_STOPS:
        return not (following in _CARRIES_ON and following != "" and after > stop + 1)
    if not following:
        return True
    spaced = following.isspace()
    if mark == "．":
        return not text[stop - 1 : stop].isalnum() or spaced or _is_han(text[stop - 1 : stop])
    if mark in "!?":
        return spaced and not _next_is_lower(text, after) if not _is_han(following) else chinese
    return spaced and _full_stop_ends(text, start, stop, after)


def _full_stop_ends(text: str, start: int, stop: int, after: int) -> bool:
    """Say whether an ASCII full stop with white space behind it ends a sentence."""
    if _next_is_lower(text, after) or (stop - start <= _NEAR and _LABEL.fullmatch(text, start, stop)):
        return False
    found = _WORD_BEFORE.search(text[max(start, stop - _NEAR) : stop])
    if found is None or after > stop + 1:
        return True
    word = found.group()
    lower = word if word.isupper() and word.isalpha() and len(word) > 1 else word.lower()
    if lower in _ABBREVIATIONS:
        return False
    dotted = "." in word and all(len(part) == 1 and part.isalpha() for part in word.split("."))
    if lower in _OPEN_ENDED or dotted or (len(word) == 1 and word.isascii() and word.isupper()):
        ahead = _WORD_AFTER.match(text, _space_end(text, after))
        return bool(ahead and ahead.group(1).lower() in _OPENERS) or (lower == "no" and not _digit_follows(text, after))
    return True


def _next_is_lower(text: str, after: int) -> bool:
    at = _space_end(text, after)
    return at < len(text) and (text[at].islower() or text[at] in ",;:")


def _digit_follows(text: str, after: int) -> bool:
    at = _space_end(text, after)
    return at < len(text) and text[at].isdigit()


def _is_han(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"
