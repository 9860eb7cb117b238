"""A sentence in, its kind of provision and its verbal form out; a document in, the convention it follows out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from stdpub.model.patterns import regex
from stdpub.model.provisions import Convention, Kind
from stdpub.read.modality import chinese as provisions_chinese
from stdpub.read.modality import english as provisions_english
from stdpub.read.modality.running_text import running


@dataclass(frozen=True, slots=True)
class Found:
    """What a sentence is: offsets are code points in the sentence; a statement has no form and 0, 0.

    Where the form is not in one piece, `verbal_form` writes ` ... ` for what stands between: `Not all ... must`.
    """

    kind: Kind
    verbal_form: str
    start: int
    end: int


_REMEMBERED = 8192
"""Sentences whose judgement is kept: cells of a table say the same again, and a fixed text is read anew."""

_STATEMENT = Found(Kind.STATEMENT, "", 0, 0)


def find(sentence: str, language: str, convention: Convention, masked: Sequence[tuple[int, int]] = ()) -> Found:
    """Return the provision of an English or Chinese sentence; `masked` are ranges that are not its running text."""
    return _find(sentence, language, convention, tuple(masked))


@lru_cache(maxsize=_REMEMBERED)
def _find(sentence: str, language: str, convention: Convention, masked: tuple[tuple[int, int], ...]) -> Found:
    judge = provisions_chinese.judge if language.startswith("zh") else provisions_english.judge
    judged = judge(running(sentence, masked), sentence, convention) if language.startswith(("zh", "en")) else None
    if judged is None:
        return _STATEMENT
    kind, start, end, form = judged
    return Found(kind, form or sentence[start:end], start, end)


_ENGLISH = regex(r"\b(?:MUST|SHALL|must|shall|RFC ?2119|BCP ?14)\b|(?m:(?:^|[|*>-])[ *]*)Verify\b")
_CHINESE = regex(r"第[一二三四五六七八九十百]+条|应当|不得|应(?!用|急|力)|必须|(?m:(?:^|[|。*>-])[ *]*)验证")
_ENOUGH = 5
"""Fewer lines to verify, or fewer articles of law, make no document of that kind."""

_SURE = 10
"""Fewer capitals make no BCP 14 document, unless it names RFC 2119."""


def detect(text: str, language: str) -> Convention:
    """Return the convention that a whole document follows, judged by the words it uses most."""
    if language.startswith("zh"):
        found = Counter(_name(each) for each in _CHINESE.findall(text))
        ordinary = found["应"] + found["必须"] + found["不得"]
        if found["条"] >= _ENOUGH and found["应当"] > found["应"]:
            return Convention.LAW
        return Convention.VERIFY_LIST if found["验证"] >= max(_ENOUGH, ordinary) else Convention.GB_T_1_1
    found = Counter(_name(each) for each in _ENGLISH.findall(text))
    capitals, small = found["MUST"] + found["SHALL"], found["must"] + found["shall"]
    if found["Verify"] >= max(_ENOUGH, capitals + small):
        return Convention.VERIFY_LIST
    named = found["RFC2119"] + found["BCP14"] > 0
    if capitals > small and (named or capitals >= _SURE):
        return Convention.BCP14
    return Convention.LOWER_CASE if found["must"] + capitals > found["shall"] else Convention.ISO


def _name(found: str) -> str:
    """Return the name under which an occurrence is counted."""
    for name in ("验证", "Verify", "条"):
        if found.endswith(name):
            return name
    return found.replace(" ", "")
