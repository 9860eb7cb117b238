"""The inline nodes of a sentence in; its words as they bind, what it points to, and the values of its limits, out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from stdpub.compare.hashing.content_hashes import Canonical, one_line
from stdpub.model.flat import flat
from stdpub.model.header import Header, RulebookName
from stdpub.model.inlines import (
    OBJECT,
    Citation,
    CrossReference,
    FootnoteReference,
    Inline,
    InlineFormula,
    Limit,
    Link,
    Mark,
    MarkKind,
    Picture,
)
from stdpub.model.quantities import LimitKind, LimitReading, LimitRuns, Run
from stdpub.verify.limits import find_limits
from stdpub.verify.units import Unit, exact, known

_RAISED = frozenset({MarkKind.SUPERSCRIPT, MarkKind.SUBSCRIPT})
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_ONE_FORM = {
    **_FULL_WIDTH,
    **dict.fromkeys(map(ord, "‐‑‒–—−"), "-"),
    **dict.fromkeys(map(ord, "‘’"), "'"),
    **dict.fromkeys(map(ord, "“”"), '"'),
    **dict.fromkeys(map(ord, "〜∼"), "~"),
    **dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF)),
}
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff]"
_WIDE_SPACE = re.compile(rf"(?<={_WIDE}) | (?={_WIDE})")
_ENDS = " .;,:。、"
"""What ends a sentence or item: the mark of an item changes when another one follows it."""

ELSEWHERE = "@"
"""Begins the name of what stands in another standard of the library: `@slug@version`, a zero byte, `#key` or a number."""

_FIGURE = re.compile(r"\d")
_LONGEST = 5000
"""Characters of a sentence in which limits are looked for."""


@dataclass(frozen=True, slots=True)
class Said:
    """The words of a sentence: as content, as plain text to look for terms in, and the ids of what they point to."""

    content: Canonical
    text: str
    targets: tuple[str, ...]


@dataclass(slots=True)
class _Gathered:
    text: list[str] = field(default_factory=list)
    objects: list[Canonical] = field(default_factory=list)
    limits: list[Canonical] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)


class NormativeWords:
    """Reads the words of one standard; `footnotes` are the ids of those of the text, which do not bind."""

    def __init__(self, header: Header, pictures: Mapping[str, str], footnotes: frozenset[str]) -> None:
        self._footnotes = footnotes
        self._language = header.language
        self._comma = header.rulebook is RulebookName.ISO_IEC_PART_2
        self._pictures = pictures

    def picture(self, path: str) -> str:
        """Return what a picture counts by: its bytes, where they are known."""
        return self._pictures.get(path, path)

    def said(self, nodes: tuple[Inline, ...]) -> Said:
        """Return what inline nodes say."""
        gathered = _Gathered()
        self._gather(nodes, gathered)
        text = "".join(gathered.text)
        content: list[Canonical] = [one_form(self._with_values(text))]
        if gathered.objects or gathered.limits:
            content += [gathered.objects, gathered.limits]
        return Said(content, text, tuple(gathered.targets))

    def limit(self, reading: LimitReading) -> Canonical:
        """Return a limit as its interval in coherent SI units."""
        said: list[Canonical] = [reading.quantity, reading.condition, reading.compare]
        if reading.kind is LimitKind.TEXT:
            return said
        unit = _unit(reading)
        low, high = (_value(bound, unit) if bound else "" for bound in (reading.low, reading.high))
        return [*said, low, reading.low_inclusive, high, reading.high_inclusive, _dimension(unit, reading.unit)]

    def _gather(self, nodes: tuple[Inline, ...], into: _Gathered) -> None:
        for node in nodes:
            match node:
                case Mark(kind=kind) if kind not in _RAISED:
                    self._gather(node.children, into)
                case Link():
                    self._gather(node.children, into)
                case Limit():
                    rule = self.limit(node.reading) if node.reading.kind is LimitKind.INTERVAL else node.rule
                    into.limits.append([rule, node.when, node.compare])
                    self._gather(node.children, into)
                case CrossReference() | Citation():
                    self._pointer(node, into)
                case InlineFormula():
                    self._object(["formula", one_line(node.tex)], into)
                case Picture():
                    self._object(["picture", self.picture(node.path)], into)
                case FootnoteReference() if node.target_id in self._footnotes:
                    pass
                case FootnoteReference():
                    self._object(["footnote", node.label], into)
                case _:
                    into.text.append(flat((node,)))

    def _object(self, content: Canonical, into: _Gathered) -> None:
        into.text.append(OBJECT)
        into.objects.append(content)

    def _pointer(self, node: CrossReference | Citation, into: _Gathered) -> None:
        if isinstance(node, CrossReference):
            content: Canonical = ["pointer", node.key]
        elif node.address:
            # Which version of the other standard is meant is no word of this one: it is what the words rest on.
            content = ["citation", node.reference.partition("@")[0], node.clause]
            into.targets.append(f"{ELSEWHERE}{node.reference}\0{node.clause}")
        else:
            content = ["citation", node.reference, node.clause]
        if node.target_id:
            into.targets.append(node.target_id)
        self._object(content, into)
        self._gather(node.children, into)

    def _with_values(self, text: str) -> str:
        """Return a text with the values of limits in coherent SI units; the words around them stay."""
        if len(text) > _LONGEST or not _FIGURE.search(text):
            return text
        edits: dict[Run, str] = {}
        for found in find_limits(text, self._language, decimal_comma=self._comma):
            edits.update(_edits(found.reading, found.start))
        parts, at = [], 0
        for run in sorted(edits):
            if run.start >= at:
                parts += [text[at : run.start], edits[run]]
                at = run.end
        return "".join((*parts, text[at:]))


def _edits(reading: LimitReading, start: int) -> Iterator[tuple[Run, str]]:
    """Yield what stands for the numbers and units of a limit."""
    unit = _unit(reading)
    if unit is None and reading.unit_text:
        return
    runs: LimitRuns = reading.runs
    for run, value in ((runs.value, reading.value), (runs.value2, reading.value2)):
        if run.end and value:
            yield Run(run.start + start, run.end + start), f" {_value(value, unit)} "
    for run in (runs.unit, runs.unit2):
        if run.end:
            yield Run(run.start + start, run.end + start), f" {_dimension(unit, '')} "


def _unit(reading: LimitReading) -> Unit | None:
    return known(reading.unit) if reading.unit_text else None


def _value(number: str, unit: Unit | None) -> str:
    value: Fraction = exact(number)
    return str(value if unit is None else value * unit.factor + unit.offset)


def _dimension(unit: Unit | None, code: str) -> str:
    """Return the dimension of a unit as a text, the code where the quantity names the unit."""
    if unit is None:
        return code
    own = "".join(f"{name}{count}" for name, count in unit.alone)
    return f"<{','.join(map(str, unit.dimension))}{own}>"


def one_form(text: str) -> str:
    """Return a text in one form: one of each kind of quote, dash and space, none beside Chinese, no mark at the end."""
    return _WIDE_SPACE.sub("", one_line(text.translate(_ONE_FORM))).rstrip(_ENDS)
