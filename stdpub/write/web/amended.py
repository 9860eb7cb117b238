"""A page of a consolidated edition in; what amendments changed, listed and marked where it stands, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from markupsafe import Markup, escape

from stdpub.model.amendment_wording import amendment_wording, issue_name, written_day
from stdpub.model.amendments import Amended, Effect, Issue
from stdpub.model.content import ListItem
from stdpub.model.inlines import plain
from stdpub.model.rulebooks import Wording
from stdpub.model.source import Span
from stdpub.model.standard import Clause, Standard
from stdpub.write.web.context import Page
from stdpub.write.web.tags import EMPTY, Piece, joined, trusted

_SECTION = Piece('<section class="amended" aria-label="{}">{}</section>')
_ISSUE = Piece("<p><strong>{}</strong> {}</p>")
_EFFECT = Piece("{}{}{}")
_LINK = Piece('<a href="#{}">{}</a>')
_MARK = Piece(' data-amended="{}"')
_ID = re.compile(r' id="([^"<>]+)"')


def amended_list(page: Page) -> Markup:
    """Write what each amendment changed, with links to it, or nothing where none did."""
    standard = page.standard
    amended = standard.amended
    if not amended.changes:
        return EMPTY
    language = standard.header.language
    words = amendment_wording(language)
    labels = _labels(standard)
    inner = _inner(standard, {change.key: change.by for change in amended.changes})
    changes = tuple(change for change in amended.changes if change.key not in inner)
    lines = [_issue(page, issue, changes, labels) for issue in amended.issues]
    names = words.heading_joint.join(issue_name(issue, language) for issue in amended.issues)
    return _SECTION(words.heading.format(names), joined(lines))


def _issue(page: Page, issue: Issue, changes: tuple[Amended, ...], labels: dict[str, tuple[str, str]]) -> Markup:
    language = page.standard.header.language
    words = amendment_wording(language)
    said: list[Markup] = []
    for effect, name in words.effects:
        mine = (change for change in changes if change.by == issue.name and change.effect == effect)
        shown = dict.fromkeys(entry for change in mine if (entry := _entry(change, labels, page.wording)))
        if shown:
            comma = "、" if page.chinese else ", "
            linked = [_LINK(target, text) if target else escape(text) for target, text in shown]
            said.append(_EFFECT(name, "：" if comma == "、" else ": ", escape(comma).join(linked)))
    since = words.since.format(written_day(issue.implementation or issue.date, language))
    chinese = page.chinese
    opening = f"{issue_name(issue, language)}（{since}）：" if chinese else f"{issue_name(issue, language)} ({since}):"
    return _ISSUE(opening, escape("；" if chinese else "; ").join(said))


def _entry(change: Amended, labels: dict[str, tuple[str, str]], book: Wording) -> tuple[str, str] | None:
    """Return where a change is shown and what it is called; None where what holds it says so already."""
    if change.effect is Effect.DELETED:
        return ("", _said(change.number, book)) if change.number else None
    return labels.get(change.key)


def _said(number: str, book: Wording) -> str:
    """Return what a reader calls the number of a thing that is gone: `4.3 a)` for `4.3.a`, `Table 2` for `table-2`."""
    name, _, count = number.partition("-")
    pattern = {"table": book.table, "figure": book.figure, "formula": book.formula, "bibliography": book.reference}.get(
        name
    )
    if pattern:
        return pattern.format(count)
    head, _, tail = number.rpartition(".")
    return f"{head} {tail})" if head and tail.isalpha() else number


def _labels(standard: Standard) -> dict[str, tuple[str, str]]:
    """Return, for everything with a key, the id of the nearest thing that bears a label, and that label."""
    return {key: found for key, found, _ in _keyed(standard.clauses, ("", ""))}


def _keyed(node: object, above: tuple[str, str]) -> Iterator[tuple[str, tuple[str, str], object]]:
    if isinstance(node, tuple) and not isinstance(node, Span):
        for one in node:
            yield from _keyed(one, above)
    elif is_dataclass(node) and not isinstance(node, type):
        label = str(getattr(node, "label", ""))
        if isinstance(node, Clause):
            label = label or plain(node.title)
        key, id_ = str(getattr(node, "key", "")), str(getattr(node, "id", ""))
        worded = label.strip("—·•- ")
        if worded and isinstance(node, ListItem):
            worded = f"{above[1]} {worded}".strip()
        here = (id_, worded) if worded and id_ else above
        if key and key == id_:
            yield key, (key, here[1]), node
        for field in fields(node):
            if field.name not in {"span", "key", "id", "label", "number"}:
                yield from _keyed(getattr(node, field.name), here)


def marked(markup: Markup, standard: Standard) -> Markup:
    """Return a text with a mark on everything that an amendment changed or added."""
    changes = standard.amended.changes
    if not changes:
        return markup
    language = standard.header.language
    names = {issue.name: issue_name(issue, language) for issue in standard.amended.issues}
    by: dict[str, str] = {}
    for change in changes:
        if change.effect is not Effect.DELETED and change.by in names:
            by[change.key] = names[change.by]
    inner = _inner(standard, by)

    def mark(found: re.Match[str]) -> str:
        name = by.get(found[1])
        return f"{found[0]}{_MARK(name)}" if name and found[1] not in inner else found[0]

    return trusted(_ID.sub(mark, markup))


def _inner(standard: Standard, by: dict[str, str]) -> set[str]:
    """Return the keys of what stands inside something that the same amendment changed: one mark is enough."""
    found: set[str] = set()
    for key, _, node in _keyed(standard.clauses, ("", "")):
        if key in by:
            children = (getattr(node, field.name) for field in fields(node) if field.name != "span")  # type: ignore[arg-type]
            found.update(
                inner for child in children for inner, _, _ in _keyed(child, ("", "")) if by.get(inner) == by[key]
            )
    return found
