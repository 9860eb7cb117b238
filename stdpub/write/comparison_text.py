"""A comparison as text for a terminal: a block for each thing, below the chapter it stands in, and the figures at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from stdpub.model.changes import Level
from stdpub.model.inlines import OBJECT, plain
from stdpub.model.source import Words
from stdpub.model.standard import Clause
from stdpub.write.change_names import KINDS, LEVELS, ONE_OF, OUTCOMES, said
from stdpub.write.clause_outcomes import clause_counts
from stdpub.write.compared import SURE, Compared, Entry
from stdpub.write.comparison_summary import summary
from stdpub.write.redline_text import changed_lines, redline_text

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
        for line in changed_lines(entry.redline):
            yield _INDENT + redline_text(tuple((edit, clean(text)) for edit, text in line), colours=self.colours)

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
        found = summary(self.compared.comparison)
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
