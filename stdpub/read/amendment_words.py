"""Words that an instruction names, in the source of the thing it names them in: a text and a stretch in, where they stand out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.model.patterns import regex

_NO_WORDS = regex(
    r"\{:?[ \t]*(?:[#.][^{}\n]*|[A-Za-z][\w:.-]*=[^{}\n]*)\}"  # attributes
    r"|\]\([^()\n]{0,1000}\)"  # where a link leads
    r"|\[@[^\[\]\n]{0,1000}\]"  # a pointer
    r"|<[/A-Za-z][^<>\n]{0,1000}>"  # a tag
)
_CJK = regex(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]")
_SPACE = regex(r"\s+")
MOST_HITS = 100
"""How often a text is counted."""


def found_in(text: str, start: int, end: int, words: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand between two offsets, a line break for a space, and none where Chinese runs on over one.

    What is no text of the reader is passed over: attributes, keys, addresses; words that hold such marks are looked for as typed.
    """
    hidden = list(_hidden(text, start, end)) if not _NO_WORDS.search(words) else []
    hits = 0
    for found in _pattern(words).finditer(text, start, end):
        if not any(low < found.end() and found.start() < high for low, high in hidden):
            yield found.span()
            hits += 1
            if hits == MOST_HITS:
                return


def _hidden(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for found in _NO_WORDS.finditer(text, start, end):
        yield found.span()


def _pattern(words: str) -> re.Pattern[str]:
    """Return a pattern for words as a source may break them over lines."""
    pieces: list[str] = []
    for part in re.split(r"(\s+)", words.strip()):
        if _SPACE.fullmatch(part):
            pieces.append(r"[ \t]*+(?:\n[ \t>]*+|(?<=[ \t]))")
        else:
            pieces.append(_over_lines(part))
    whole = "".join(pieces)
    before = r"(?<![0-9])(?<![0-9]\.)" if words.strip()[:1].isdigit() else ""
    after = r"(?!\.?[0-9])" if words.strip()[-1:].isdigit() else ""
    return re.compile(f"{before}{whole}{after}")


def _over_lines(part: str) -> str:
    """Return a pattern for words without space, which Chinese may break anywhere."""
    result = ""
    for at, sign in enumerate(part):
        if at and _CJK.match(sign) and _CJK.match(part[at - 1]):
            result += r"(?:[ \t]*+\n[ \t>]*+)?"
        result += re.escape(sign)
    return result
