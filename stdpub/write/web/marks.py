"""Write what makes things addressable: numbers that link to themselves, and marks of provisions in the margin."""

from __future__ import annotations

from markupsafe import Markup

from stdpub.model.provisions import Kind
from stdpub.write.web.context import Page
from stdpub.write.web.tags import EMPTY, Piece
from stdpub.write.web.words import kind_mark, kind_name

_SELF = Piece('<a class="self" href="#{}" title="~{}">{}</a>')
_UNKEYED = Piece('<a class="self" href="#{}">{}</a>')
_LABEL = Piece('<span class="label">{}</span>')
_PERMALINK = Piece('<a class="permalink" href="#{}" aria-label="{}"></a>')
_MARK = Piece('<a class="mark {}" href="#{}" data-mark="{}" title="{}" aria-label="{}: {}"></a>')


def numbered(page: Page, name: str, label: str) -> Markup:
    """Write a printed number; on the screen it is the permanent link of the thing it numbers."""
    if not label:
        return EMPTY
    if not page.screen or not name:
        return _LABEL(label)
    return _LABEL(_UNKEYED(name, label) if "." in name else _SELF(name, name, label))  # no key holds a dot


def label_of(label: str) -> Markup:
    """Write the printed label of a thing that is no link."""
    return _LABEL(label) if label else EMPTY


def permalink(page: Page, name: str, label: str) -> Markup:
    """Write the permanent link of a thing that shows no number of its own."""
    return _PERMALINK(name, page.words.permalink) if page.screen and name and not label else EMPTY


def provision_mark(page: Page, kind: Kind, name: str) -> Markup:
    """Write the mark in the margin that names the kind of a provision and is its permanent link."""
    if not page.screen or not name or kind is Kind.STATEMENT:
        return EMPTY
    words = page.words
    title = kind_name(words, kind)
    return _MARK(kind.value, name, kind_mark(words, kind), title, title, words.permalink)
