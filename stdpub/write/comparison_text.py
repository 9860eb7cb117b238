"""A comparison as text for a terminal: a block for each thing, below the chapter it stands in, and the figures at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdpub.compare.redline import redline
from stdpub.model.changes import Level, Redline
from stdpub.model.content import Table
from stdpub.model.inlines import OBJECT, plain
from stdpub.model.source import Words
from stdpub.model.standard import Clause
from stdpub.write.change_names import KINDS, LEVELS, ONE_OF, OUTCOMES, said
from stdpub.write.clause_outcomes import clause_counts
from stdpub.write.compared import SURE, Compared, Entry
from stdpub.write.comparison_summary import summary
from stdpub.write.redline_text import changed_lines, redline_text
from stdpub.write.table_redline import CellPair, foot, row_pairs

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]+")
_BOLD, _DIM, _GRAVE, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[33m", "\x1b[0m"
_INDENT = "    "


def write_comparison_text(compared: Compared, *, chinese: bool = False, colours: bool = False) -> str:
    """Return a comparison as text, its own words in Chinese or English."""
    return "\n".join(_Form(compared, chinese=chinese, colours=colours).lines()) + "\n"


@dataclass(frozen=True, slots=True)
class _Form:
    """How a comparison is put into lines."""

    compared: Compared
    chinese: bool
    colours: bool

    def lines(self) -> Iterator[str]:
        yield self.painted(clean(" → ".join(self.compared.called)), _BOLD)
        for chapter, entries in self.compared.chapters():
            if chapter:
                yield from ("", self.painted(title_line(chapter), _BOLD))
            for entry in entries:
                yield ""
                yield from self.entry(entry)
        yield ""
        yield from self.figures()

    def entry(self, entry: Entry) -> Iterator[str]:
        """Yield the lines of one thing: its numbers and title, what happened to it, its words."""
        kinds = ", ".join(said(KINDS[kind], chinese=self.chinese) for kind in entry.kinds)
        level = said(ONE_OF[entry.level], chinese=self.chinese)
        head = f"{self.numbers(entry)} {level}{self.title(entry)}".strip()
        yield f"{head}: {self.painted(kinds, _GRAVE if entry.substantive else _DIM)}{self.remarks(entry)}"
        yield from (_INDENT + line for line in self.table(entry) or map(self.redlined, changed_lines(entry.redline)))

    def table(self, entry: Entry) -> list[str]:
        """Return the rows of a table in which something changed; none for anything but one table."""
        tables = [
            places[sides[0].id].node if len(sides) == 1 and sides[0].id in places else None
            for sides, places in (
                (entry.before, self.compared.places_before),
                (entry.after, self.compared.places_after),
            )
        ]
        one, other = tables
        if not isinstance(one, Table) or not isinstance(other, Table):
            return []
        rows = row_pairs(one, other, self.compared.before, self.compared.after)
        below = redline(foot(self.compared.before, one), foot(self.compared.after, other))
        changed = (" | ".join(map(self.cell, row.cells)) for row in rows if not row.unchanged)
        return [*changed, *map(self.redlined, changed_lines(below))]

    def cell(self, pair: CellPair) -> str:
        """Return what stands at one place of two tables."""
        before, after = (side.text if side else "" for side in (pair.before, pair.after))
        return self.redlined(redline(before, after))

    def redlined(self, line: Redline) -> str:
        """Return a line of a redline as it is printed."""
        return redline_text(tuple((edit, clean(text)) for edit, text in line), colours=self.colours)

    def numbers(self, entry: Entry) -> str:
        before, after = self.compared.numbers(entry)
        if not entry.before:
            return f"+ {after}"
        if not entry.after:
            return f"- {before}"
        return after if before == after else f"{before} → {after}"

    def title(self, entry: Entry) -> str:
        titles = dict.fromkeys(clean(side.title) for side in (*entry.before[:1], *entry.after[:1]) if side.title)
        return f" `{'` → `'.join(titles)}`" if titles else ""

    def remarks(self, entry: Entry) -> str:
        remarks = []
        if entry.substantive:
            remarks.append("实质性改动" if self.chinese else "substantive")
        if entry.certainty < SURE:
            share = f"{int(entry.certainty * 100)}%"
            remarks.append(f"对应把握{share}" if self.chinese else f"{share} certain")
        return f" ({', '.join(remarks)})" if remarks else ""

    def figures(self) -> Iterator[str]:
        """Yield the closing lines: how many changes of which kind, and what became of all things."""
        found = summary(self.compared.comparison, self.compared.changes)
        kinds = self.counted((KINDS[kind], count) for kind, count in found.kinds.items())
        if self.chinese:
            yield f"{found.changes}处改动，其中实质性改动{found.substantive}处" + (f"：{kinds}" if kinds else "")
        else:
            noun = "change" if found.changes == 1 else "changes"
            yield f"{found.changes} {noun}, {found.substantive} of substance" + (f": {kinds}" if kinds else "")
        for level, own in found.pairs.items():
            counts = clause_counts(self.compared) if level is Level.CLAUSE else own
            if sum(counts.values()):
                sizes = " → ".join(map(str, found.sizes[level]))
                outcomes = self.counted((OUTCOMES[outcome], count) for outcome, count in counts.items())
                yield f"{said(LEVELS[level], chinese=self.chinese)} {sizes}: {outcomes}"

    def counted(self, counts: Iterator[tuple[Words, int]]) -> str:
        words = [(said(name, chinese=self.chinese), count) for name, count in counts if count]
        if self.chinese:
            return "、".join(f"{name}{count}" for name, count in words)
        return ", ".join(f"{count} {name}" for name, count in words)

    def painted(self, text: str, code: str) -> str:
        return f"{code}{text}{_PLAIN}" if self.colours and text else text


def title_line(clause: Clause) -> str:
    """Return number and title of a clause on one line."""
    return " ".join(piece for piece in (clause.label, clean(plain(clause.title))) if piece) or clause.number


def clean(text: str) -> str:
    """Return words without line ends and without what a terminal would obey; formulas and pictures as an ellipsis."""
    return _CONTROL.sub(" ", text).replace(OBJECT, "⟨…⟩")
