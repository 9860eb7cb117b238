"""Name the language of words that are plainly of another one than their document: Han in English, English in Chinese."""

from __future__ import annotations

import re

from stdpub.write.printed import chinese
from stdpub.write.web.tags import language

_KEPT = r"<(code|pre|svg)\b.*?</\1>|<(\w+)[^>]*\slang=.*?</\2>|<[^>]*>|&#?\w+;|"
_HAN = re.compile(_KEPT + "([\u3400-\u9fff][\u3000-\u303f\u3400-\u9fff\uff00-\uffef]*)", re.DOTALL)
_LATIN = re.compile(_KEPT + r"([A-Za-z][A-Za-z ,.;:()'’/–—-]*[A-Za-z])", re.DOTALL)
_WORD = re.compile(r"\b[A-Za-z]?[a-z]{2,}\b")
_FEWEST = 3
"""Words that make a run English: one or two may be a name in a Chinese sentence."""


def with_languages(markup: str, own: str) -> str:
    """Return the markup of a page from the attributes of its body on with the language of its foreign runs.

    Code and drawings are left alone.
    """
    attributes, end, text = markup.partition(">")
    if chinese(own):
        said = _LATIN.sub(lambda found: _said(found, "en") if _english(found[3]) else found[0], text)
    else:
        said = _HAN.sub(lambda found: _said(found, "zh"), text)
    return attributes + end + said


def _english(run: str | None) -> bool:
    return run is not None and sum(1 for _ in _WORD.finditer(run)) >= _FEWEST


def _said(found: re.Match[str], tag: str) -> str:
    return f"<span{language(tag)}>{found[3]}</span>" if found[3] else found[0]
