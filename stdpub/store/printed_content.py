"""An element of the JSON, or canonical content with what stdpub generated, in; the text that a page shows, piece by piece, out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

Json: TypeAlias = "str | int | float | bool | list[Json] | dict[str, Json] | None"

_SHOWN: dict[str, tuple[str, ...]] = {
    "clause": ("label", "title", "blocks", "clauses"),
    "term-entry": ("label", "designations", "domain", "definition", "examples", "notes", "source"),
    "designation": ("words",),
    "term-source": ("words",),
    "paragraph": ("sentences",),
    "sentence": ("children",),
    "list": ("items",),
    "list-item": ("label", "blocks"),
    "table": ("label", "caption", "unit", "head", "body", "notes", "footnotes"),
    "row": ("cells",),
    "cell": ("blocks",),
    "footnote": ("label", "blocks"),
    "figure": ("label", "caption", "unit", "parts", "legend", "notes", "footnotes"),
    "definition": ("term", "blocks"),
    "formula": ("label", "tex", "lead", "symbols"),
    "code-block": ("text",),
    "note": ("label", "blocks"),
    "example": ("label", "blocks"),
    "warning": ("label", "blocks"),
    "quotation": ("blocks",),
    "definition-list": ("items",),
    "compound-provision": ("label", "title", "blocks"),
    "reference": ("label", "identifier", "text"),
    "references": ("items",),
    "text": ("text",),
    "verbal-form": ("text",),
    "code": ("text",),
    "inline-formula": ("tex",),
    "mark": ("children",),
    "link": ("children",),
    "limit": ("children",),
    "footnote-reference": ("label",),
}
"""The members of each type that a page shows, in its order; `label` is what stdpub generates."""

_POINTERS = frozenset({"cross-reference", "citation"})
_INLINE = frozenset({"text", "verbal-form", "code", "inline-formula", "mark", "link", "limit", "footnote-reference"})
_SENTENCES = frozenset({"sentence"})


class Piece(NamedTuple):
    """Some words; `generated` ones come from stdpub (`label` tells a label from a pointer's words) and are not hashed."""

    text: str
    generated: bool = False
    label: bool = False


def pieces(element: Json) -> Iterator[Piece]:
    """Yield the words of an element of the JSON; every place of generated words is there, be it empty."""
    yield from _Printer(None).value(element)


def generated(element: Json) -> tuple[str, ...]:
    """Return what stdpub generated in an element of the JSON, in order, with empty texts where it generated nothing."""
    return tuple(piece.text for piece in pieces(element) if piece.generated)


def content_pieces(content: Json, words: tuple[str, ...]) -> Iterator[Piece]:
    """Yield the words of canonical content, with generated ones in their places as long as there are any."""
    yield from _Printer(iter(words)).value(content)


class _Printer:
    """Walks over an element; without generated words of its own, those of the element are taken."""

    def __init__(self, words: Iterator[str] | None) -> None:
        self._words = words

    def value(self, value: Json) -> Iterator[Piece]:
        if isinstance(value, str):
            yield Piece(value)
        elif isinstance(value, list):
            for one in value:
                yield from self.value(one)
        elif isinstance(value, dict):
            yield from self._element(value, str(value.get("type", "")))

    def _element(self, element: dict[str, Json], kind: str) -> Iterator[Piece]:
        if kind in _POINTERS:
            # The place is there in any case: words of white space alone are no part of canonical content.
            yield self._generated({} if element.get("children") else element, "text", label=False)
            yield from self.value(element.get("children"))
            return
        if kind == "line-break":
            yield Piece("\n")
        for name in _SHOWN.get(kind, ()):
            if name == "label":
                yield self._generated(element, name, label=True)
                yield Piece("" if kind in _INLINE else " ")
            else:
                yield from self.value(element.get(name))
                yield Piece("\n" if name in {"title", "caption", "unit", "words", "term"} else "")
        if kind not in _INLINE | _SENTENCES:
            yield Piece("\n")

    def _generated(self, element: dict[str, Json], name: str, *, label: bool) -> Piece:
        own = element.get(name, "")
        text = next(self._words, "") if self._words is not None else own
        return Piece(text if isinstance(text, str) else "", generated=True, label=label)
