"""A comparison to one self-contained HTML page, well-formed XML at the same time; and what the page on paper shares with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from stdpub.compare.redline import redline
from stdpub.model.changes import ChangeKind, Level
from stdpub.write.change_names import KINDS, LEVELS, ONE_OF, OUTCOMES, said
from stdpub.write.clause_outcomes import clause_counts
from stdpub.write.compared import LIMITS, PLACE, SURE, Compared, Entry
from stdpub.write.comparison_summary import summary
from stdpub.write.comparison_text import title_line
from stdpub.write.html_page import SCREEN, environment, titles
from stdpub.write.printed import chinese
from stdpub.write.web.context import Media, page_of
from stdpub.write.web.redline_words import RedlineWords, redline_words
from stdpub.write.web.redlines import Versions, words
from stdpub.write.web.tags import encoded

_STRUCTURE = PLACE | {ChangeKind.SPLIT, ChangeKind.MERGED}


@dataclass(frozen=True, slots=True)
class Shown:
    """One thing as the page shows it."""

    id: str
    classes: str
    numbers: Markup
    level: str
    title: Markup
    kinds: tuple[str, ...]
    substantive: bool
    certainty: str
    content: Markup


@dataclass(frozen=True, slots=True)
class Chapter:
    """The things of one chapter."""

    title: str
    shown: tuple[Shown, ...]
    classes: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter of the page: which changes it shows, and how many they are."""

    name: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table of figures."""

    label: str
    before: int
    after: int
    counts: tuple[int, ...]


def write_redline_html(compared: Compared) -> bytes:
    """Return the page of a comparison, its style inside it; without scripts."""
    return encoded(redline_html(compared, SCREEN, "redline.html"))


def redline_html(compared: Compared, media: Media, template: str) -> str:
    """Return the page of a comparison for the screen or for paper."""
    header = compared.after.header
    page_words = redline_words(header.language)
    chapters = _chapters(
        compared, Versions(page_of(compared.before, media), page_of(compared.after, media)), page_words
    )
    return (
        environment()
        .get_template(template)
        .render(
            language=header.language,
            script="han" if chinese(header.language) else "latin",
            words=page_words,
            before=compared.called[0],
            after=compared.called[1],
            titles=titles(header),
            figures=_figures(compared, han=chinese(header.language)),
            outcomes=[said(words_, chinese=chinese(header.language)) for words_ in OUTCOMES.values()],
            kinds=_kinds(compared, han=chinese(header.language)),
            choices=_choices(chapters, page_words),
            chapters=chapters,
            total=len(compared.changes),
            substance=sum(change.substantive for change in compared.changes),
        )
    )


def _chapters(compared: Compared, versions: Versions, page_words: RedlineWords) -> tuple[Chapter, ...]:
    count = 0
    found: list[Chapter] = []
    for chapter, entries in compared.chapters():
        shown = tuple(
            _shown(entry, f"change-{at}", compared, versions, page_words) for at, entry in enumerate(entries, count + 1)
        )
        count += len(shown)
        names = sorted({name for one in shown for name in one.classes.split()})
        found.append(Chapter(title_line(chapter) if chapter else "", shown, " ".join(names)))
    return tuple(found)


def _shown(entry: Entry, name: str, compared: Compared, versions: Versions, page_words: RedlineWords) -> Shown:
    old = compared.places_before.get(entry.before[0].id) if entry.before else None
    new = compared.places_after.get(entry.after[0].id) if entry.after else None
    han = page_words.chinese
    certain = "" if entry.certainty >= SURE else page_words.certain.format(int(entry.certainty * 100))
    return Shown(
        id=name,
        classes=" ".join(_classes(entry)),
        numbers=_numbers(*compared.numbers(entry)),
        level=said(ONE_OF[entry.level], chinese=han),
        title=_title(entry),
        kinds=tuple(said(KINDS[kind], chinese=han) for kind in entry.kinds),
        substantive=entry.substantive,
        certainty=certain,
        content=versions.content(entry, old, new),
    )


def _classes(entry: Entry) -> Iterable[str]:
    yield f"of-{entry.level.value}"
    if entry.substantive:
        yield "substance"
    kinds = set(entry.kinds)
    if kinds & LIMITS:
        yield "limits"
    if entry.level is Level.TERM or ChangeKind.TERM_CHANGED in kinds:
        yield "terms"
    if kinds & _STRUCTURE:
        yield "structure"
    if not entry.before:
        yield "new"
    if not entry.after:
        yield "gone"


def _numbers(before: str, after: str) -> Markup:
    if before == after:
        return escape(after)
    both = [Markup("<del>{}</del>").format(before)] if before else []
    both += [Markup("<ins>{}</ins>").format(after)] if after else []
    return escape(" ").join(both)


def _title(entry: Entry) -> Markup:
    before = entry.before[0].title if entry.before else ""
    after = entry.after[0].title if entry.after else ""
    if entry.before and entry.after:
        return words(redline(before, after))
    return escape(after or before)


def _choices(chapters: Sequence[Chapter], page_words: RedlineWords) -> tuple[Choice, ...]:
    """Return the filters that would show something, and not everything."""
    shown = [one.classes.split() for chapter in chapters for one in chapter.shown]
    counts = [Choice(name, label, sum(name in classes for classes in shown)) for name, label in page_words.choices]
    kept = [one for one in counts if 0 < one.count < len(shown)]
    return (Choice("all", page_words.all, len(shown)), *kept) if kept else ()


def _figures(compared: Compared, *, han: bool) -> tuple[Line, ...]:
    found = summary(compared.comparison, compared.changes)
    lines = []
    for level, own in found.pairs.items():
        counts = clause_counts(compared) if level is Level.CLAUSE else own
        if sum(counts.values()):
            lines.append(Line(said(LEVELS[level], chinese=han), *found.sizes[level], tuple(counts.values())))
    return tuple(lines)


def _kinds(compared: Compared, *, han: bool) -> Mapping[str, int]:
    counts = summary(compared.comparison, compared.changes).kinds
    return {said(KINDS[kind], chinese=han): count for kind, count in counts.items() if count}
