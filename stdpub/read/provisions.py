"""A sentence in, its kind of provision and its verbal form out; a document in, the convention it follows out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from stdpub.model.provisions import Convention, Kind
from stdpub.read import provisions_chinese, provisions_english
from stdpub.read.running_text import running


@dataclass(frozen=True, slots=True)
class Found:
    """What a sentence is: offsets are code points in the sentence; a statement has no form and 0, 0.

    Where the form is not in one piece, `verbal_form` writes ` ... ` for what stands between: `Not all ... must`.
    """

    kind: Kind
    verbal_form: str
    start: int
    end: int


_STATEMENT = Found(Kind.STATEMENT, "", 0, 0)


def find(sentence: str, language: str, convention: Convention, masked: Sequence[tuple[int, int]] = ()) -> Found:
    """Return the provision of a sentence; `masked` are ranges that are not its running text: code, links, quotations."""
    judge = provisions_chinese.judge if language.startswith("zh") else provisions_english.judge
    judged = judge(running(sentence, masked), sentence, convention)
    if judged is None:
        return _STATEMENT
    kind, start, end, form = judged
    return Found(kind, form or sentence[start:end], start, end)
