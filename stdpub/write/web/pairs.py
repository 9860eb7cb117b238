"""Two language versions of a standard to one text of pairs: each clause, term and block beside its translation, by key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol, TypeVar

from markupsafe import Markup

from stdpub.model.content import Footnote
from stdpub.model.standard import Clause, Part
from stdpub.write.web.clauses import clause_class, footnotes, heading, part
from stdpub.write.web.context import Page
from stdpub.write.web.marks import numbered
from stdpub.write.web.tags import EMPTY, Piece, identity, joined, trusted

_SECTION = Piece('<section class="{}"{}>{}</section>')
_PAIR = Piece('<div class="pair{}">{}{}</div>')
_WIDE = re.compile("<(?:table|figure|pre)[ >]")
_SIDE = Piece('<div class="side"{} lang="{}" xml:lang="{}">{}</div>')
_LEAD = Piece('<p class="run-in">{}</p>')
_NAMES = re.compile(r'(?P<attribute> (?:(?:id|headers|aria-labelledby)="|href="#))(?P<names>[^"]+)"')
"""Quotation marks in words are always escaped, so that none of these stands in a text."""


class _Named(Protocol):
    @property
    def id(self) -> str: ...


Node = TypeVar("Node", bound=_Named)


@dataclass(frozen=True, slots=True)
class Sides:
    """The pages of the two versions: the first bears the addresses, the second's end in its language."""

    first: Page
    second: Page

    def pair(self, first: Markup, second: Markup, name: str = "") -> Markup:
        """Write two texts beside each other; `name` is the id of what both are the head of."""
        if not first and not second:
            return EMPTY
        one, other = (page.standard.header.language for page in (self.first, self.second))
        suffix = f".{other}"
        wide = _WIDE.search(first) or _WIDE.search(second)
        return _PAIR(
            " stacked" if wide else " head" if name else "",
            _SIDE(EMPTY, one, one, first),
            _SIDE(identity(name and name + suffix), other, other, renamed(second, suffix)),
        )


def paired(sides: Sides) -> Markup:
    """Write every clause of two versions beside its translation, and the footnotes of both."""
    body = _parts(sides, sides.first.standard.clauses, sides.second.standard.clauses)
    return joined([body, sides.pair(_notes(sides.first), _notes(sides.second))])


def _notes(page: Page) -> Markup:
    notes: tuple[Footnote, ...] = page.standard.footnotes
    return footnotes(page, notes)


def _parts(sides: Sides, first: tuple[Part, ...], second: tuple[Part, ...]) -> Markup:
    return joined([_part(sides, *pair) for pair in aligned(first, second)])


def _part(sides: Sides, first: Part | None, second: Part | None) -> Markup:
    if not isinstance(first, Clause) or not isinstance(second, Clause):
        return sides.pair(
            part(sides.first, first) if first is not None else EMPTY,
            part(sides.second, second) if second is not None else EMPTY,
        )
    heads = sides.pair(_head(sides.first, first), _head(sides.second, second), second.id)
    blocks = [
        sides.pair(
            sides.first.blocks((one,)) if one is not None else EMPTY,
            sides.second.blocks((other,)) if other is not None else EMPTY,
        )
        for one, other in aligned(first.blocks, second.blocks, id_=_block_id)
    ]
    below = _parts(sides, first.clauses, second.clauses)
    return _SECTION(clause_class(first), identity(first.id), joined([heads, *blocks, below]))


def _head(page: Page, node: Clause) -> Markup:
    if node.title or node.label:
        return heading(page, node) if node.title else _LEAD(numbered(page, node.id, node.label))
    return EMPTY


def _block_id(node: object) -> str:
    return getattr(node, "id", "") or type(node).__name__


def _own_id(node: _Named) -> str:
    return node.id


def aligned(
    first: Sequence[Node], second: Sequence[Node], id_: Callable[[Node], str] = _own_id
) -> Iterator[tuple[Node | None, Node | None]]:
    """Yield what stands in one place of two versions, by id; what has no counterpart stands alone."""
    names = [id_(one) for one in first], [id_(one) for one in second]
    for tag, a, b, c, d in SequenceMatcher(None, *names, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from zip(first[a:b], second[c:d], strict=True)
        else:
            yield from ((one, None) for one in first[a:b])
            yield from ((None, one) for one in second[c:d])


def renamed(markup: Markup, suffix: str) -> Markup:
    """Return markup of our own whose ids, and the references to them, end in a suffix: no page bears an id twice."""

    def replaced(found: re.Match[str]) -> str:
        names = " ".join(f"{name}{suffix}" for name in found["names"].split())
        return f'{found["attribute"]}{names}"'

    return trusted(_NAMES.sub(replaced, markup))
