"""Headings and articles with depth, label and key to the heading lines of the language; headings elsewhere become words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from stdpub.model.patterns import regex
from stdpub.read.foreign.outline import Heading, Role
from stdpub.read.foreign.report import Account, Fate
from stdpub.read.foreign.text import ForeignText, inner, without
from stdpub.read.markdown.token_tree import Token

_NO_TITLE = "§"
_UNNUMBERED = regex(r"\s*\{-\}\s*$")


def write_heading(heading: Heading, account: Account) -> None:
    """Edit one heading of the source, or put one that the source only implies."""
    text, token = heading.text, heading.token
    if heading.role is Role.TITLE:
        account.remark(Fate.ADAPTED, "title-heading", text.file.original, token.start, token.end)
        without(text, token.start, token.end)
    elif heading.role is Role.EMPTY:
        account.remark(Fate.DROPPED, "empty-heading", text.file.original, token.start, token.end)
        without(text, token.start, token.end)
    elif heading.role is Role.COVER or (heading.role is Role.CAPTION and not _of_table(heading)):
        _as_paragraph(heading)
    elif heading.made:
        text.edits.insert(
            text.file.front.end, f"{_hashes(heading)} {heading.title or _NO_TITLE}{attributes_of(heading)}\n\n"
        )
        account.count("clauses")
    elif heading.role is Role.ARTICLE and token.kind == "paragraph":
        text.edits.insert(token.start, f"{_hashes(heading)} {_NO_TITLE}{attributes_of(heading)}\n\n")
        text.edits.replace(*heading.number_at, "")
        account.count("articles")
    elif heading.role is not Role.CAPTION:
        _write(heading)
        account.count("clauses")
    if heading.number is not None:
        account.count("typed-numbers")
    said = token.attributes
    if said is not None and (said.classes or said.values):
        account.remark(Fate.DROPPED, "attributes", text.file.original, said.start, said.end)
    if heading.label is not None and heading.number is not None:
        account.remark(Fate.ADAPTED, "label-fixed", text.file.original, token.start, token.end)


def _of_table(heading: Heading) -> bool:
    return heading.below is not None and heading.below.kind == "table"


def _hashes(heading: Heading) -> str:
    return "#" * heading.depth


def attributes_of(heading: Heading) -> str:
    """Return the braces behind a heading: its key, classes and fixed label."""
    said = [f"#{heading.key}"] if heading.key else []
    said.extend(f".{name}" for name in heading.classes)
    if heading.label is not None:
        quoted = heading.label.replace('"', '\\"')
        said.append(f'label="{quoted}"')
    return " {" + " ".join(said) + "}" if said else ""


def _write(heading: Heading) -> None:
    """Write hashes before the words of a heading, its attributes behind them, all on one line."""
    text, token = heading.text, heading.token
    edits = text.edits
    if not token.children:
        edits.replace(token.start, token.end, f"{_hashes(heading)} {_NO_TITLE}{attributes_of(heading)}")
        return
    first, last = token.children[0].start, token.children[-1].end
    edits.insert(token.start, f"{_hashes(heading)} ")
    if first > token.start:
        edits.replace(token.start, first, "")
    if heading.number is not None:
        start, end = heading.number_at
        edits.replace(start, end, "")
        if not heading.title:
            edits.insert(end, _NO_TITLE)
    for child in token.children:
        if child.kind in {"softbreak", "linebreak"} and "\n" in text.text[child.start : child.end]:
            edits.replace(child.start, child.end, " ")
    unnumbered = _UNNUMBERED.search(text.text, first, last)
    if unnumbered is not None:
        edits.replace(unnumbered.start(), unnumbered.end(), "")
    edits.insert(last, attributes_of(heading))
    if last < token.end:
        edits.replace(last, token.end, "")


def _as_paragraph(heading: Heading) -> None:
    """Write the words of a heading that is none as a paragraph."""
    text, token = heading.text, heading.token
    if token.children:
        text.edits.replace(token.start, token.children[0].start, "")
        text.edits.replace(token.children[-1].end, token.end, "")


def stray_headings(text: ForeignText, account: Account) -> None:
    """Make bold words of the headings inside quotations and lists: a clause begins at the left margin."""
    for token in _inside(text, text.tokens.blocks, inside=False):
        account.remark(Fate.ADAPTED, "heading-inside", text.file.original, token.start, token.end)
        if not token.children:
            text.edits.replace(token.start, token.end, "")
            continue
        bold = not any(child.kind in {"strong", "emphasis"} for child in token.children)
        mark = "**" if bold else ""
        text.edits.insert(token.start, mark)
        text.edits.replace(token.start, token.children[0].start, "")
        text.edits.replace(token.children[-1].end, token.end, mark)


def _inside(text: ForeignText, blocks: Sequence[Token], *, inside: bool) -> Iterator[Token]:
    for block in blocks:
        if block.kind == "heading":
            if inside:
                yield block
        else:
            yield from _inside(text, inner(text, block), inside=True)
