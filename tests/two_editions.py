"""A standard of 150 numbered things in two editions: what was inserted, moved, reworded, withdrawn and split between them.

Every thing says a word of its own, such as `w017`, by which it is known wherever it stands.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from stdpub.model.folder import Folder

SLUG = "x-150"
_HEAD = "---\nidentifier: X 150\nlanguage: en\ntitle: Parts\nrulebook: none\ndate: {}-01-01\n---\n\n"
_CHAPTERS, _CLAUSES, _ITEMS = 10, 5, 2
"""Ten chapters with a table each, five clauses in each, and two items in four of those: 10 + 10 + 50 + 80 things."""


@dataclass(frozen=True, slots=True)
class Section:
    """A subclause with the keys of its items, which are their words, too."""

    key: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chapter:
    """A clause with a table of its own and its subclauses."""

    key: str
    table: str
    sections: tuple[Section, ...]


def first() -> tuple[Chapter, ...]:
    """Return the first edition."""
    words = (f"w{at:03}" for at in range(1, 1000))
    return tuple(
        Chapter(
            next(words),
            next(words),
            tuple(
                Section(next(words), tuple(next(words) for _ in range(_ITEMS if at else 0))) for at in range(_CLAUSES)
            ),
        )
        for _ in range(_CHAPTERS)
    )


MOVED = ("w034", 7)
"""The subclause that goes to the end of another chapter."""
REWORDED = "w050"
WITHDRAWN = "w065"
SPLIT, PARTS = "w080", ("w501", "w502")
MERGED, INTO = "w095", "w096"
INSERTED = Chapter("w901", "w902", (Section("w903"), Section("w904", ("w905", "w906"))))


def second() -> tuple[Chapter, ...]:
    """Return the second edition."""
    chapters = [replace(one, sections=tuple(map(_item_changes, one.sections))) for one in first()]
    moved = next(section for one in chapters for section in one.sections if section.key == MOVED[0])
    chapters = [replace(one, sections=tuple(found for found in one.sections if found is not moved)) for one in chapters]
    there = chapters[MOVED[1]]
    chapters[MOVED[1]] = replace(there, sections=(*there.sections, moved))
    return (chapters[0], INSERTED, *chapters[1:])


def _item_changes(section: Section) -> Section:
    items: list[str] = []
    for key in section.items:
        items.extend(PARTS if key == SPLIT else () if key in {WITHDRAWN, MERGED} else (key,))
    return replace(section, items=tuple(items))


def keys(chapters: tuple[Chapter, ...]) -> tuple[str, ...]:
    """Return the keys of all things of an edition, in reading order."""
    found: list[str] = []
    for chapter in chapters:
        found += (chapter.key, chapter.table)
        for section in chapter.sections:
            found += (section.key, *section.items)
    return tuple(found)


def folder(chapters: tuple[Chapter, ...], year: int, records: bytes = b"") -> Folder:
    """Return the folder of an edition, with what became of keys in its `keys.yml`."""
    text = _HEAD.format(year) + "".join(map(_chapter, chapters))
    if year > 2024:
        text = text.replace(f"be {REWORDED} at all times", f"stay {REWORDED} always")
    return Folder(SLUG, {"standard.md": text.encode()} | ({"keys.yml": records} if records else {}), {})


def _chapter(chapter: Chapter) -> str:
    head = f"# About {chapter.key} {{#{chapter.key}}}\n\nTable: Sizes {chapter.table} {{#{chapter.table}}}\n\n"
    return f"{head}| part | size |\n|---|---|\n| {chapter.table} | 1 |\n\n{''.join(map(_section, chapter.sections))}"


def _section(section: Section) -> str:
    text = f"## Part {section.key} {{#{section.key}}}\n\nParts are of the kind {section.key}.\n\n"
    items = "".join(f"1. it shall be {key} at all times; {{#{key}}}\n" for key in section.items)
    return f"{text}For each:\n\n{items}\n" if items else text
