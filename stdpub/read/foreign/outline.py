"""The headings of foreign texts in, their depth in the tree of clauses, their typed numbers and their roles out."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from stdpub.model.patterns import regex
from stdpub.read.foreign.numbers import Number, number_of
from stdpub.read.foreign.report import Account, Fate
from stdpub.read.foreign.text import ForeignText, Placed, placed, plain
from stdpub.read.markdown.token_tree import Token

DEEPEST = 6
"""Levels that a heading of the language can have."""

_CONTENTS = regex(r"(?:detailed |table of )?contents|toc|目\s*[录次]", re.IGNORECASE)
_GENERIC = regex(
    r"(?:introduction|foreword|preface|abstract|scope|overview|contents|table of contents|detailed table of contents|readme|summary|"
    r"前言|引言|范围|目[录次]|序言|卷首语)",
    re.IGNORECASE,
)
_FIRST_ELEMENTS = frozenset({"范围", "scope", "总则"})
_BESIDE = frozenset(
    {"前言", "引言", "foreword", "introduction", "参考文献", "bibliography", "索引", "index", "目次", "目录", "全文完"}
)


class Role(StrEnum):
    """What a heading of the source is in the standard."""

    CLAUSE = "clause"
    TITLE = "title"
    ENTRY = "contents-entry"
    ARTICLE = "article"
    CAPTION = "caption"
    COVER = "cover"
    EMPTY = "empty"


@dataclass(slots=True)
class Heading:
    """One heading, or one article of a law.

    `number_at` is where its typed number stands, `below` the block behind it, `above` the nearest heading of a higher
    level before it, `at` its place among the blocks, `made` whether the source only implies it.
    """

    text: ForeignText
    token: Token
    level: int
    words: str
    number: Number | None = None
    number_at: tuple[int, int] = (0, 0)
    title: str = ""
    role: Role = Role.CLAUSE
    depth: int = 0
    parent: Heading | None = None
    label: str | None = None
    classes: tuple[str, ...] = ()
    key: str = ""
    ids: list[str] = field(default_factory=list)
    made: bool = False
    at: int = -1
    below: Token | None = None
    above: Heading | None = None

    @property
    def wanted(self) -> str:
        """The label that is printed before the title in the source."""
        return self.number.label if self.number is not None else ""


def normal(words: str) -> str:
    """Return words as titles are compared: letters and digits only, without case."""
    return "".join(char for char in unicodedata.normalize("NFKC", words).casefold() if char.isalnum())


def generic(words: str) -> bool:
    """Tell whether words name an element of any document rather than this one."""
    return _GENERIC.fullmatch(words) is not None


def headings_of(text: ForeignText) -> list[Heading]:
    """Return the headings at the left margin of one text, with the numbers typed in them."""
    found: list[Heading] = []
    open_: list[Heading] = []
    blocks = text.tokens.blocks
    for at, token in enumerate(blocks):
        if token.kind == "heading":
            heading = Heading(text, token, token.level, plain(token.children).strip().removesuffix("{-}").rstrip())
            heading.at = at
            heading.below = blocks[at + 1] if at + 1 < len(blocks) else None
            read_number(heading)
            while open_ and open_[-1].level >= heading.level:
                open_.pop()
            heading.above = open_[-1] if open_ else None
            open_.append(heading)
            if not heading.words:
                heading.role = Role.EMPTY
            found.append(heading)
    return found


def read_number(heading: Heading) -> None:
    """Set the number that a heading's text begins with, and its place."""
    words = placed(heading.token.children)
    lead = len(words.text) - len(words.text.lstrip())
    number = number_of(words.text[lead:])
    heading.title = heading.words
    if number is None:
        return
    heading.number = number
    heading.number_at = _range(heading.token.children, words, lead, lead + number.length - 1)
    heading.title = words.text[lead + number.length :].strip().removesuffix("{-}").rstrip()


def _range(children: Sequence[Token], words: Placed, first: int, last: int) -> tuple[int, int]:
    """Return where the words `first` to `last` stand, with the mark around them that holds nothing else."""
    start, end = words.starts[first], words.ends[last]
    for child in children:
        if child.children and child.start <= start < child.end and not plain_after(child, end):
            return child.start, max(end, child.end)
    return start, end


def plain_after(token: Token, at: int) -> str:
    """Return the words of a mark that stand behind an offset."""
    words = placed(token.children)
    return "".join(char for char, start in zip(words.text, words.starts, strict=True) if start >= at).strip()


def drop_doubtful_numbers(headings: Sequence[Heading]) -> None:
    """Take back numbers that are no numbering: a lone figure, figures that do not follow one another, a list of contents."""
    inside = 0
    for heading in headings:
        if inside and heading.level > inside:
            heading.role = Role.ENTRY
            _unnumber(heading)
            continue
        inside = heading.level if _CONTENTS.fullmatch(heading.title.strip(" *:：")) else 0
    dotted = [heading for heading in headings if heading.number is not None and heading.number.form == "dotted"]
    prefixes = Counter(heading.number.prefix for heading in dotted if heading.number is not None)
    main = prefixes.most_common(1)[0][0] if prefixes else ""
    for heading in dotted:
        if main and heading.number is not None and heading.number.prefix != main:
            _unnumber(heading)
    deep = [heading for heading in dotted if heading.number is not None and len(heading.number.parts) > 1]
    single = [heading for heading in dotted if heading.number is not None and len(heading.number.parts) == 1]
    if len(deep) < 2 and not (_rises(single) if main else _counts_up(single)):
        for heading in dotted:
            _unnumber(heading)
    counted = [heading for heading in headings if heading.number is not None and heading.number.form == "counted"]
    if len(counted) < 2:
        for heading in counted:
            _unnumber(heading)


def _counts_up(headings: Sequence[Heading]) -> bool:
    values = [int(heading.number.parts[0]) for heading in headings if heading.number is not None]
    if len(headings) == 1:
        return headings[0].level == 1 and headings[0].text.tokens.blocks[:1] == [headings[0].token]
    return len(values) > 1 and all(after == before + 1 or after == 1 for before, after in itertools.pairwise(values))


def _rises(headings: Sequence[Heading]) -> bool:
    """Tell whether numbers with letters before them come in their order; some may be missing."""
    values = [int(heading.number.parts[0]) for heading in headings if heading.number is not None]
    return len(values) > 2 and all(before < after for before, after in itertools.pairwise(values))


def _unnumber(heading: Heading) -> None:
    heading.number = None
    heading.title = heading.words


def find_title(files: Sequence[Sequence[Heading]], said: str) -> Heading | None:
    """Return the heading that is the title of the whole document, and mark it and its repetitions as such."""
    headings = [heading for file in files for heading in file if heading.words]
    if not headings:
        return None
    first = headings[0]
    title = _sole(headings) or _container(headings)
    if title is None and said and not first.number and normal(first.words) == normal(said):
        title = first
    if title is None:
        return None
    name = normal(title.words)
    for file in files:
        lead = next((heading for heading in file if heading.words), None)
        if lead is not None and lead.number is None and normal(lead.words) == name:
            lead.role = Role.TITLE
    title.role = Role.TITLE
    return title


def _sole(headings: Sequence[Heading]) -> Heading | None:
    """Return the first heading if it alone stands above all others."""
    first, others = headings[0], headings[1:]
    if first.number is not None or not others or generic(first.words):
        return None
    return first if all(other.level > first.level for other in others) else None


def _container(headings: Sequence[Heading]) -> Heading | None:
    """Return the heading that is the title above the scope, beside foreword, annexes and bibliography (GB/T 1.1)."""
    for at, heading in enumerate(headings[:-1]):
        below = headings[at + 1]
        if below.level == heading.level + 1 and normal(below.title) in _FIRST_ELEMENTS and heading.number is None:
            beside = [one for one in headings if one.level == heading.level and one is not heading]
            if all(one.number is not None or normal(one.title) in _BESIDE for one in beside):
                return heading
    return None


class Tree:
    """Gives every heading its depth: by its number where it has one, else by its level, skipped levels closed up."""

    def __init__(self, account: Account, headings: Sequence[Heading], title: Heading | None) -> None:
        self.account = account
        self.open: tuple[Heading, ...] = ()
        self.numbered: dict[tuple[str, ...], Heading] = {}
        self.restarts = _restarts(headings)
        levels = [heading.level for heading in headings if heading.role is Role.CLAUSE]
        self.base = title.level if title else min(levels, default=1) - 1

    def place(self, heading: Heading) -> None:
        """Set depth and parent of the next heading of the document."""
        said, parent = self._by_number(heading)
        if not said:
            parent = next((one for one in reversed(self.open) if one.level < heading.level), None)
            if heading.level > (parent.level if parent else self.base) + 1 and heading.at >= 0:
                self._remark(heading, "level-closed")
        heading.parent = parent
        heading.depth = parent.depth + 1 if parent else 1
        if heading.depth > DEEPEST:
            self._remark(heading, "level-too-deep")
            heading.depth, heading.parent = DEEPEST, parent.parent if parent else None
        self.open = (*_chain(heading.parent), heading)
        if heading.number is not None:
            self.numbered[_path(heading.number)] = heading

    def _by_number(self, heading: Heading) -> tuple[bool, Heading | None]:
        """Return whether a heading's number says what it stands below, and that heading; none is the first level."""
        number = heading.number
        if number is None or number.form == "law":
            return False, None
        path = _path(number)
        if len(path) > 1:
            above = self.numbered.get(path[:-1])
            return above is not None, above
        return number.form == "annex" or heading.level == 1 or not self.restarts, None

    def _remark(self, heading: Heading, rule: str) -> None:
        token = heading.token
        self.account.remark(Fate.ADAPTED, rule, heading.text.file.original, token.start, token.end)


def _chain(heading: Heading | None) -> tuple[Heading, ...]:
    above: list[Heading] = []
    while heading is not None:
        above.append(heading)
        heading = heading.parent
    return tuple(reversed(above))


def _restarts(headings: Sequence[Heading]) -> bool:
    """Tell whether numbers of one part come again: they then count inside something else and say nothing of the level."""
    singles = [
        heading.number.parts
        for heading in headings
        if heading.number is not None
        and len(heading.number.parts) == 1
        and heading.number.form in {"dotted", "counted"}
    ]
    return len(set(singles)) < len(singles)


def _path(number: Number) -> tuple[str, ...]:
    """Return a number's components; an annex's letter is the first component of the numbers below it."""
    return (number.prefix, *number.parts) if number.form == "law" else number.parts
