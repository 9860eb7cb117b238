"""The page docs/comparison.md: what became of the clauses of real documents from one edition to the next."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from own_editions import NEW, OLD, edition
from shared import CORPORA

from stdpub.compare.aligning.matches import By
from stdpub.compare.comparing import compare
from stdpub.model.changes import ChangeKind, Level
from stdpub.model.folder import Folder
from stdpub.read.foreign_markdown import import_folder
from stdpub.read.reader import read
from stdpub.write.change_names import KINDS
from stdpub.write.clause_outcomes import clause_counts, clause_outcomes
from stdpub.write.compared import Compared
from stdpub.write.comparison_summary import Outcome, summary

PAGE = Path(__file__).resolve().parents[1] / "docs" / "comparison.md"
EDITIONS = (
    ("CA/Browser Forum BR", "cabforum-tls-br/{}", ("v1.7.4", "v1.8.0", "v2.1.2")),
    ("SLSA", "slsa/{}", ("v1.0", "v1.1", "v1.2")),
    ("OpenAPI", "openapi/{}", ("3.0.2", "3.0.3", "3.1.0")),
    ("C# (ECMA-334)", "csharp-ecma334/{}-standard/standard", ("V5", "V6")),
)

HEAD = """# What became of the clauses of real documents

```sh
stdpub diff standards/editions/2024/data-centre-energy standards/data-centre-energy
```

This page is made by `STDPUB_TEST_ALL=1 pytest tests/test_comparison_table.py --bless`.
Figures of {date}.

## Clauses

A clause is counted with its own words and with the provisions, tables, figures and formulas in it, without the clauses below it.
Each is counted once, by the first that holds: changed, retitled (nothing but its title), moved, renumbered, same.
A clause that was split or merged has several outcomes.

"""
TRUTH = """
Of BR v1.7.4 and v1.8.0 the truth is known from their headings and texts: no clause was added or withdrawn, and 28 clause bodies and Appendix B changed; 8 of the 346 clauses are headings of the appendices.
From v1.8.0 to v2.1.2, by number alone, 68 clauses were added and 6 withdrawn; a number that was given to another clause is an addition and a withdrawal here.
"""
KINDS_HEAD = """
## Changes by kind

"""
CHANGED_HEAD = """
## The clauses of BR v1.8.0 that changed

"""


def page(date: str) -> str:
    """Return the page."""
    found = [(f"T/STDPUB 1: {OLD.parents[0].name} → 2026", own())]
    for name, pattern, versions in EDITIONS:
        for one, other in pairwise(versions):
            found.append((f"{name}: {one} → {other}", foreign(pattern.format(one), pattern.format(other))))
    changed = dict(found)["CA/Browser Forum BR: v1.7.4 → v1.8.0"]
    return "".join(
        (HEAD.format(date=date), clauses(found), TRUTH, KINDS_HEAD, kinds(found), CHANGED_HEAD, listed(changed))
    )


def own() -> Compared:
    """Return the comparison of the two editions that the project ships."""
    before, after = edition(OLD, "zh"), edition(NEW, "zh")
    return Compared(before, after, compare(before, after))


def foreign(before: str, after: str) -> Compared:
    """Return the comparison of two folders of the corpora."""
    one, other = (brought_in(CORPORA / name) for name in (before, after))
    return Compared(one, other, compare(one, other, By.TEXT))


def brought_in(path: Path):
    """Return a foreign document as stdpub reads it."""
    files = {file.relative_to(path).as_posix(): file.read_bytes() for file in sorted(path.rglob("*")) if file.is_file()}
    return read(import_folder(Folder(path.name, files, {})).folder)


def clauses(found: list[tuple[str, Compared]]) -> str:
    """Return the table of what became of clauses."""
    rows = []
    for name, compared in found:
        before, after = summary(compared.comparison, compared.changes).sizes[Level.CLAUSE]
        counts = clause_counts(compared)
        rows.append([name, before, after, *(counts[outcome] for outcome in Outcome)])
    return table(["editions", "before", "after", *(outcome.value for outcome in Outcome)], rows)


def kinds(found: list[tuple[str, Compared]]) -> str:
    """Return the table of changes by kind, a kind a row."""
    columns = [summary(compared.comparison, compared.changes) for _, compared in found]
    rows = [[KINDS[kind].en, *(column.kinds[kind] for column in columns)] for kind in ChangeKind]
    rows.append(["all changes", *(column.changes for column in columns)])
    rows.append(["of substance", *(column.substantive for column in columns)])
    return table(["kind", *(name for name, _ in found)], rows)


def listed(compared: Compared) -> str:
    """Return the labels and titles of the clauses that changed."""
    changed = [pair.after for pair, outcome in clause_outcomes(compared) if outcome is Outcome.CHANGED and pair.after]
    return "".join(f"- {side.label} {side.title}".rstrip() + "\n" for side in changed)


def table(head: list[str], rows: list[list[object]]) -> str:
    """Return a Markdown table, its figures to the right."""
    rule = ["---", *("---:" for _ in head[1:])]
    return "".join(f"| {' | '.join(map(str, row))} |\n" for row in (head, rule, *rows))
