"""What bears a number in a document, and whether a number that is typed in its text belongs to another document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from stdpub.check.draft import Draft, Hit
from stdpub.model.content import Figure, Formula, Table
from stdpub.model.header import RulebookName
from stdpub.model.inlines import OBJECT, plain
from stdpub.model.patterns import regex
from stdpub.model.source import Span, Words
from stdpub.model.standard import Clause, Part

_BODIES = r"(?:RFC|ISO|SP|IEC|BR|EVG|NIST|FIPS|CFR|ETSI|IEEE|U\.S\.C)"
_OUTSIDE_BEFORE = regex(
    rf"(?:》|[”\"]|{OBJECT}|\]|(?<![A-Za-z])(?:{_BODIES}|GB|[A-Z]{{1,2}}/[A-Z]{{1,8}}|EN|ASTM|DIN)[A-Za-z0-9 ./:—–-]{{0,30}})"
    r"[,，(（ ]{0,3}(?:中|的|见|in |see )?\s?\Z"
)
_MORE_NUMBERS = r"(?:(?:,|,? and|,? or| to) [0-9]{1,2}(?:\.[0-9]{1,3})*){0,4}(?:, respectively,)?"
_OUTSIDE_AFTER = regex(
    rf"\s?(?:\([^()]{{0,40}}\)\s?)?(?:,? ?of (?!this\b)|,? ?in (?!this\b|accordance)|,? ?from )|[ ,]{{0,2}}(?:{OBJECT}|《|\[|RFC|ISO)"
    rf"|{_MORE_NUMBERS} (?:of|in) (?:the )?(?:{_BODIES}|{OBJECT})"
)

_OF_PART = regex(r"`[^`]*?(?<![A-Za-z0-9.])((?:[0-9]{1,2}|[A-Z])(?:\.[0-9]{1,3})*)(?![A-Za-z0-9])")
_OF_FLOAT = regex(r"`[^`0-9A-Z]*(?:Table|Figure|Fig\.?)?[^`0-9A-Z]*((?:[A-Z]\.)?[0-9]{1,3})(?![0-9])")
"""The number in the message of the reader's finding on a typed one."""


def numbered(draft: Draft) -> bool:
    """Tell whether the numbers of a document are those that its rulebook gives."""
    return draft.rulebook is not RulebookName.NONE and draft.header.numbering.scheme == "rulebook"


@dataclass(frozen=True, slots=True)
class Bearer:
    """What bears a number: its kind, the number that is printed, the one its author typed (or none), its key and its name.

    `place` is where the typed number stands.
    """

    kind: str
    number: str
    typed: str
    key: str
    name: str
    place: Span | None

    @property
    def moved(self) -> bool:
        """Whether its author typed another number than the one that is printed."""
        return bool(self.typed) and self.typed != self.number


@dataclass(frozen=True, slots=True)
class Numbers:
    """The bearers of a document by the numbers that its author saw and by those that are printed, and what moved."""

    typed: dict[tuple[str, str], Bearer]
    printed: dict[tuple[str, str], Bearer]
    moved: dict[str, tuple[Bearer, ...]]

    def meant(self, kind: str, number: str) -> Bearer | None:
        """Return what a number in the text means: what its author typed it at, else what it is printed at."""
        return self.typed.get((kind, number)) or self.printed.get((kind, number))

    def certain(self, kind: str, number: str) -> bool:
        """Tell whether one thing only can be meant: its number is typed there, or no typed number differs from the printed."""
        return (kind, number) in self.typed or not self.row(kind)

    def key(self, kind: str, number: str) -> str:
        """Return the key of what a number means, empty where it has none or where that is not certain."""
        bearer = self.meant(kind, number) if self.certain(kind, number) else None
        return bearer.key if bearer else ""

    def row(self, kind: str) -> tuple[Bearer, ...]:
        """Return what is numbered in one row with a kind and was moved."""
        return self.moved.get(_family(kind), ())

    def help(self, words: str, kind: str, number: str) -> Words:
        """Return what to write for a typed pointer."""
        bearer = self.meant(kind, number)
        if not self.certain(kind, number):
            return Words(
                f"typed numbers differ from those that are printed: find out what `{words}` means and write its key, `[@key]`",
                f"手写的编号与印出的编号不同：请查明`{words}`所指的内容，写作其键`[@key]`",
            )
        key = (bearer.key if bearer else "") or "key"
        if bearer and bearer.moved:
            return Words(
                f"`{words}` is typed at `{bearer.name}`, which is numbered {bearer.number} now: write `[@{key}]`",
                f"`{words}`写在`{bearer.name}`处，其编号现为{bearer.number}：写作`[@{key}]`",
            )
        return Words(f"write `[@{key}]`", f"写作`[@{key}]`")


def numbers(draft: Draft) -> Numbers:
    """Return what bears a number, by the numbers typed and printed."""
    typed: dict[tuple[str, str], Bearer] = {}
    printed: dict[tuple[str, str], Bearer] = {}
    moved: dict[str, tuple[Bearer, ...]] = {}
    for one in _bearers(draft):
        printed.setdefault((one.kind, one.number), one)
        if one.typed:
            typed.setdefault((_kind(one.typed) if _family(one.kind) == "part" else one.kind, one.typed), one)
        if one.moved:
            moved[_family(one.kind)] = (*moved.get(_family(one.kind), ()), one)
    return Numbers(typed, printed, moved)


def _bearers(draft: Draft) -> Iterator[Bearer]:
    """Yield the clauses, term entries, tables, figures and formulas that bear a number, in reading order."""
    places = {(one.at.file, one.at.line): one for one in draft.standard.diagnostics if one.rule == "typed-number"}
    for part, _ in draft.parts:
        if part.number:
            at = places.get((part.span.file, part.span.line)) if places else None
            found = _OF_PART.search(at.message.en) if at else None
            name = _name(part).removeprefix(at.message.en.split("`")[1]).strip() if at and found else ""
            yield Bearer(
                _kind(part.number), part.number, found[1] if found else "", part.key, name, at.at if at else None
            )
    for block, _ in draft.blocks:
        if isinstance(block, (Table, Figure, Formula)) and block.number:
            kind, _, number = block.number.partition("-")
            first = block.caption[0].span if not isinstance(block, Formula) and block.caption else block.span
            lines = (first.line, block.span.end_line if isinstance(block, Formula) else block.span.line)
            at = next((places[block.span.file, line] for line in lines if (block.span.file, line) in places), None)
            found = _OF_FLOAT.search(at.message.en) if at else None
            name = plain(block.caption) if not isinstance(block, Formula) else number
            yield Bearer(kind, number, found[1] if found else "", block.key, name, at.at if at else None)


def _kind(number: str) -> str:
    return "clause" if "." in number else "chapter" if number.isdigit() else "annex"


def _family(kind: str) -> str:
    """Return what is numbered in one row: clauses of every depth and annexes are."""
    return "part" if kind in {"clause", "chapter", "annex"} else kind


def _name(part: Part) -> str:
    words = part.title if isinstance(part, Clause) else part.designations[0].words if part.designations else ()
    return plain(words)


def outside(hit: Hit) -> bool:
    """Tell whether a number belongs to another document."""
    masked = hit.passage.prose.masked
    before = masked[max(hit.start - 40, 0) : hit.start]
    return bool(_OUTSIDE_BEFORE.search(before) or _OUTSIDE_AFTER.match(masked, hit.end))
