"""Paragraphs that begin with 第N条 to the articles of a law, each a heading of its own without a title."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from stdpub.read.foreign.numbers import Number, chinese_value, number_of
from stdpub.read.foreign.outline import Heading, Role, plain_after, read_number
from stdpub.read.foreign.text import ForeignText, placed, plain
from stdpub.read.markdown.token_tree import Token

_BELOW_ALL = 99
_LEVELS = {"编": 11, "分编": 12, "章": 13, "节": 14}
"""Levels of chapters that are paragraphs: below all headings, above the articles."""

_LONGEST_TITLE = 40
_FEWEST = 3
"""Paragraphs that must begin with the number of an article before they are taken for articles."""


def articles_of(text: ForeignText) -> list[Heading]:
    """Return the articles that are paragraphs of one text."""
    found = [
        heading for token in text.tokens.blocks if token.kind == "paragraph" and (heading := _article(text, token))
    ]
    values = [chinese_value(heading.number.parts[0].partition("之")[0]) for heading in found if heading.number]
    rising = sum(after >= before for before, after in itertools.pairwise(values))
    return found if len(found) >= _FEWEST and rising * 10 >= (len(values) - 1) * 9 else []


def chapters_of(text: ForeignText, articles: Sequence[Heading]) -> list[Heading]:
    """Return the paragraphs that are titles of a law's books, chapters and sections: a run of them ends at an article."""
    known = {id(article.token) for article in articles}
    found: list[Heading] = []
    run: list[Heading] = []
    for token in text.tokens.blocks if known else ():
        chapter = _chapter(text, token) if token.kind == "paragraph" else None
        if chapter is not None:
            run.append(chapter)
            continue
        if id(token) in known:
            found += run
        run = []
    return found


def _chapter(text: ForeignText, token: Token) -> Heading | None:
    words = plain(token.children).strip()
    number = number_of(words) if words.startswith("第") and len(words) <= _LONGEST_TITLE else None
    if (
        number is None
        or number.unit not in _LEVELS
        or words[-1] in "。；：，"
        or "\n" in text.text[token.start : token.end]
    ):
        return None
    heading = Heading(text, token, _LEVELS[number.unit], words)
    read_number(heading)
    return heading if heading.title else None


def _article(text: ForeignText, token: Token) -> Heading | None:
    words = placed(token.children)
    number = number_of(words.text[:24]) if words.text.startswith("第") else None
    if number is None or not number.is_article or not _set_apart(token, words.text, number):
        return None
    start, end = token.start, words.ends[number.length - 1]
    first = token.children[0]
    if first.children and plain_after(first, end):
        start = words.starts[0]
    elif first.children:
        end = max(end, first.end)
    source = text.text
    while source[end : end + 1] in {" ", "\u3000", "\t", "\u00a0"} and end < token.end:
        end += 1
    heading = Heading(text, token, _BELOW_ALL, words.text, number, (start, end), "", Role.ARTICLE)
    return heading if source[end : token.end].strip() else None


def _set_apart(token: Token, words: str, number: Number) -> bool:
    """Tell whether a number is in bold or parted from the sentence by space, as an article's is."""
    bold = token.children[0].kind in {"strong", "emphasis"}
    return bold or words[number.length - 1 : number.length].isspace()


def with_articles(headings: Sequence[Heading], articles: Sequence[Heading]) -> list[Heading]:
    """Return headings and articles of one text in its order."""
    return sorted([*headings, *articles], key=lambda heading: heading.token.start)
