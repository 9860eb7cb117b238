"""What stands inside a sentence: text, marks, pointers, formulas, limits; and the plain text that it gives."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from stdpub.model.quantities import UNREAD, LimitReading
from stdpub.model.source import NOWHERE, Span

OBJECT = "￼"
"""Stands in plain text for what is no words: a formula or a picture."""


class MarkKind(StrEnum):
    """What an inline mark does to its words."""

    EMPHASIS = "emphasis"
    STRONG = "strong"
    STRIKE = "strike"
    SUBSCRIPT = "subscript"
    SUPERSCRIPT = "superscript"
    INDEX = "index"


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters; one to one with the source on one line, save for an entity, an escape or a soft break."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Mark:
    """Emphasis, subscript and the like around words."""

    kind: MarkKind
    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """Characters of a formal language inside a sentence."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class InlineFormula:
    """A formula inside a sentence: TeX, and MathML markup without the `math` wrapper (empty where the TeX fails)."""

    tex: str
    mathml: str
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """Words that point outside the library."""

    href: str
    children: tuple[Inline, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Picture:
    """An image inside a sentence or cell; `path` is relative to the standard's folder."""

    path: str
    alt: str
    span: Span


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A break the author asked for, in a cell or an address."""

    span: Span


@dataclass(frozen=True, slots=True)
class CrossReference:
    """A pointer to a thing of this standard: the author's words or, where there are none, the generated `text`.

    `target` is what kind of thing it is (`clause`, `annex`, `term`, `table`, `figure`, `formula`, `provision`, `item`,
    `note`, `example`, `footnote`, `reference`), empty where nothing answers to the key; `target_id` its id.
    """

    key: str
    children: tuple[Inline, ...]
    text: str
    target: str
    target_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Citation:
    """A document cited by the key of its entry, or an element of another standard of the library.

    `reference` is the entry's key, or `slug@version` for the library; `clause` what of it is meant, `#key` for an element
    of the library; `text` what is printed. A standard of the library has its `identifier` and the `address` where it stands.
    """

    reference: str
    clause: str
    children: tuple[Inline, ...]
    text: str
    dated: bool
    target_id: str
    span: Span
    identifier: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class FootnoteReference:
    """The mark of a footnote; `label` is printed, `target_id` is the footnote's id."""

    name: str
    label: str
    target_id: str
    span: Span


@dataclass(frozen=True, slots=True)
class Limit:
    """Words that limit a quantity, `[not exceed 1.3]{limit=pue}`; `rule` is the attribute, `reading` what both say."""

    id: str
    rule: str
    when: str
    compare: str
    children: tuple[Inline, ...]
    span: Span
    reading: LimitReading = UNREAD


@dataclass(frozen=True, slots=True)
class VerbalForm:
    """The words that make a sentence a provision."""

    text: str
    span: Span


Inline: TypeAlias = (
    Text
    | Mark
    | CodeSpan
    | InlineFormula
    | Link
    | Picture
    | LineBreak
    | CrossReference
    | Citation
    | FootnoteReference
    | Limit
    | VerbalForm
)


_CHARACTERS = frozenset({Text, CodeSpan, VerbalForm, InlineFormula, Picture, LineBreak})


def only_characters(inlines: tuple[Inline, ...]) -> bool:
    """Tell whether nodes are what they print and no more: none points, limits, or holds others. Most sentences are that."""
    return _CHARACTERS.issuperset(map(type, inlines))


def plain(inlines: tuple[Inline, ...]) -> str:
    """Return the text of inline nodes as a reader sees it, formulas and pictures as U+FFFC."""
    if len(inlines) == 1 and isinstance(inlines[0], Text):
        return inlines[0].text
    return "".join(_plain(inlines))


def _plain(inlines: tuple[Inline, ...]) -> Iterator[str]:
    for node in inlines:
        if isinstance(node, (Text, CodeSpan, VerbalForm)):
            yield node.text
        elif isinstance(node, (CrossReference, Citation)):
            yield plain(node.children) if node.children else node.text
        elif isinstance(node, (Mark, Link, Limit)):
            yield from _plain(node.children)
        elif isinstance(node, (InlineFormula, Picture)):
            yield OBJECT
        elif isinstance(node, LineBreak):
            yield "\n"


def untyped(text: str) -> Text:
    """Return generated words, which have no place in the source."""
    return Text(text, NOWHERE)
