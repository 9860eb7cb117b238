"""The numbers that a word processor counts itself: those of clauses, annexes and lists, where they come out as printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from markupsafe import Markup

from stdpub.model.content import List
from stdpub.model.rulebooks import Wording
from stdpub.model.standard import BACK, FRONT, Clause, ClauseKind, Part, Standard
from stdpub.write.web.tags import EMPTY, Piece, joined

LEVELS = 6
BODY, ANNEXES = 1, 2
"""The lists that clauses and annexes are numbered by."""

_FIRST_LIST = 3
_ROOT = Piece('<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}{}</w:numbering>')
_ABSTRACT = Piece('<w:abstractNum w:abstractNumId="{}"><w:multiLevelType w:val="multilevel"/>{}</w:abstractNum>')
_LEVEL = Piece(
    '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/>{}<w:suff w:val="{}"/><w:lvlText w:val="{}"/><w:lvlJc w:val="left"/>{}</w:lvl>'
)
_STYLE = Piece('<w:pStyle w:val="{}"/>')
_INDENT = Piece('<w:pPr><w:ind w:left="{}" w:hanging="{}"/></w:pPr>')
_NUM = Piece('<w:num w:numId="{}"><w:abstractNumId w:val="{}"/>{}</w:num>')
_RESTART = Piece('<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')()
INDENT = 480
"""How far one level of a list is indented, in twentieths of a point."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a paragraph stands in the numbering of the document: its list and its level."""

    list: int
    level: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document; each list of the text is added as it is written."""

    wording: Wording
    clauses: dict[str, Place]
    patterns: list[tuple[str, str, int]] = field(default_factory=list)
    lists: list[tuple[int, bool]] = field(default_factory=list)

    def of_list(self, node: List, depth: int) -> Place | None:
        """Return the list that numbers the items of a node as they are labelled, None where none does."""
        labels = [item.label for item in node.items]
        for form, text in (("lowerLetter", "{})"), ("decimal", "{})"), ("lowerRoman", "{})"), ("decimal", "{}.")):
            if labels == [text.format(_counted(form, at)) for at in range(1, len(labels) + 1)]:
                return self._added(form, text.format("%1"), depth, restarts=True)
        if labels and labels[0] and len(set(labels)) == 1 and not labels[0][0].isalnum():
            return self._added("bullet", labels[0], depth, restarts=False)
        return None

    def _added(self, form: str, text: str, depth: int, *, restarts: bool) -> Place:
        pattern = (form, text, depth)
        if pattern not in self.patterns:
            self.patterns.append(pattern)
        self.lists.append((self.patterns.index(pattern), restarts))
        return Place(_FIRST_LIST + len(self.lists) - 1, 0)

    def part(self) -> Markup:
        """Return the numbering part of the document."""
        abstracts = [_ABSTRACT("1", joined(_clause_levels())), _ABSTRACT("2", joined(_annex_levels(self.wording)))]
        for at, (form, text, depth) in enumerate(self.patterns):
            indent = _INDENT(str(INDENT * (depth + 1)), str(INDENT))
            abstracts.append(_ABSTRACT(str(_FIRST_LIST + at), _LEVEL("0", form, EMPTY, "tab", text, indent)))
        nums = [_NUM("1", "1", EMPTY), _NUM("2", "2", EMPTY)]
        nums.extend(
            _NUM(str(_FIRST_LIST + at), str(_FIRST_LIST + pattern), _RESTART if restarts else EMPTY)
            for at, (pattern, restarts) in enumerate(self.lists)
        )
        return _ROOT(joined(abstracts), joined(nums))


def numbering(standard: Standard, wording: Wording) -> Numbering:
    """Return the numbering of a standard: its clauses are counted where counting gives the numbers that they bear."""
    body = [one for one in standard.clauses if one.kind not in FRONT | BACK]
    annexes = [one for one in standard.clauses if one.kind is ClauseKind.ANNEX]
    counted: dict[str, Place] = {}
    for number, parts in ((BODY, body), (ANNEXES, annexes)):
        places = _counted_places(parts, number, wording.annex)
        counted |= places or {}
    return Numbering(wording, counted)


def _counted_places(parts: list[Clause], number: int, annex: str) -> dict[str, Place] | None:
    """Return the places of clauses and term entries in a list, None where a label is not what counting gives."""
    found: dict[str, Place] = {}
    for above, part, at, level in _walk(parts):
        if not part.label and isinstance(part, Clause):
            return None
        expected = f"{above}.{at}" if above else (chr(64 + at) if number == ANNEXES else str(at))
        printed = annex.format(expected) if number == ANNEXES and level == 0 else expected
        if part.label != printed or level >= LEVELS:
            return None
        found[part.id] = Place(number, level)
    return found


def _walk(parts: list[Clause]) -> Iterator[tuple[str, Part, int, int]]:
    """Yield each part with the number above it, its count there, and its level."""
    stack: list[tuple[str, Part, int, int]] = [("", part, at, 0) for at, part in reversed(list(enumerate(parts, 1)))]
    while stack:
        above, part, at, level = stack.pop()
        yield above, part, at, level
        if isinstance(part, Clause):
            own = part.label[-1:] if part.kind is ClauseKind.ANNEX and level == 0 else part.label
            below = reversed(list(enumerate(part.clauses, 1)))
            stack.extend((own, one, count, level + 1) for count, one in below)


def _clause_levels() -> Iterator[Markup]:
    for level in range(LEVELS):
        text = ".".join(f"%{one}" for one in range(1, level + 2))
        yield _LEVEL(str(level), "decimal", _STYLE(f"Heading{level + 1}"), "space", text, EMPTY)


def _annex_levels(wording: Wording) -> Iterator[Markup]:
    yield _LEVEL("0", "upperLetter", _STYLE("AnnexHeading"), "nothing", wording.annex.format("%1"), EMPTY)
    for level in range(1, LEVELS):
        text = ".".join(f"%{one}" for one in range(1, level + 2))
        yield _LEVEL(str(level), "decimal", _STYLE(f"AnnexHeading{level + 1}"), "space", text, EMPTY)


def _counted(form: str, at: int) -> str:
    if form == "lowerLetter":
        return chr(96 + at) if at <= 26 else ""
    if form == "lowerRoman":
        return ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")[at - 1] if at <= 10 else ""
    return str(at)
