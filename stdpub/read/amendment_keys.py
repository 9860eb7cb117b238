"""The keys that the new text of an instruction writes, and the key of what it replaces carried over to it where it writes none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from stdpub.model.amendments import Instruction
from stdpub.model.content import Cell, Figure, ListItem, Paragraph, Reference, Sentence, Table
from stdpub.model.patterns import regex
from stdpub.model.source import SourceText, Span
from stdpub.model.standard import Clause
from stdpub.model.terms import TermEntry
from stdpub.read.amendment_places import Place
from stdpub.read.markdown.attributes import attributes_at_end
from stdpub.read.patchwork import Piece

_KEY = regex(
    r"\{:?[ \t]*(?:[.\w][^\s{}\"]*[ \t]+)*#(?P<key>[a-z][a-z0-9-]*)(?=[\s}])|<table\b[^<>]*\bid=\"(?P<table>[a-z][a-z0-9-]*)\""
)
_CODE = regex(r"(`+)(?!`).{0,2000}?(?<!`)\1(?!`)", re.DOTALL)
_LIST = regex(r"\n(?=[ \t>]*(?:[-+*]|[0-9]{1,9}[.)]|[a-z]\))[ \t])|\n[ \t>]*\n")


def keys_in(source: SourceText, one: Instruction) -> Iterator[tuple[str, Span]]:
    """Yield the keys that the new text of an instruction gives to things, each with its place."""
    body = source.text[one.start : one.end]
    if "#" not in body and "<table" not in body:
        return
    hidden = _CODE.sub(lambda found: " " * len(found[0]), body)
    for found in _KEY.finditer(hidden):
        name = found.lastgroup or "key"
        start, end = found.span(name)
        yield found[name], source.span(one.start + start, one.start + end)


def carried(pieces: Sequence[Piece], place: Place, made: Piece) -> tuple[Piece, ...]:
    """Return the pieces of a new text with the key of what they replace, unless they give it to something themselves."""
    text = "".join(piece.text for piece in pieces)
    if not place.key or any(place.key in (found["key"], found["table"]) for found in _KEY.finditer(text)):
        return tuple(pieces)
    at, words = _slot(text, place)
    return _with(pieces, at, made._replace(text=words.format(place.key)))


def _slot(text: str, place: Place) -> tuple[int, str]:
    """Return where a key goes into a new text, and how it is written there."""
    if isinstance(place.node, (Clause, TermEntry, Sentence, Cell, ListItem, Reference)):
        line = isinstance(place.node, (Clause, TermEntry))
        stop = text.find("\n", text.find("#") if line else 0) if line else _paragraph_end(text)
        return _behind(text, stop if stop >= 0 else len(text), " ")
    if isinstance(place.node, Paragraph) and "\n\n" not in text:
        return _behind(text, len(text), " ")  # a line above would part a footnote from its mark
    first = text.find("\n")
    first = first if first >= 0 else len(text)
    opening = text[:first].rstrip()
    if attributes_at_end(opening) > 0 or opening.startswith(("Table:", "表：", "表:", ":::")):
        return _behind(text, first, " ")
    if isinstance(place.node, Figure) and opening.endswith(")"):
        return _behind(text, first, "")
    if isinstance(place.node, Table) and opening.startswith("!["):
        return _behind(text, first, "")
    return 0, f"{{{{#{{}}}}}}\n{place.prefix.rstrip()}\n{place.prefix}"


def _paragraph_end(text: str) -> int:
    found = _LIST.search(text)
    return found.start() if found else len(text)


def _behind(text: str, stop: int, space: str) -> tuple[int, str]:
    """Return where a key goes at the end of a line or paragraph: into the attributes there, else behind its words."""
    words = text[:stop].rstrip()
    at = attributes_at_end(words)
    return (at + 1, "#{} ") if at > 0 else (len(words), space + "{{#{}}}")


def _with(pieces: Sequence[Piece], at: int, new: Piece) -> tuple[Piece, ...]:
    """Return pieces with another one at an offset."""
    result: list[Piece] = []
    done = 0
    placed = False
    for piece in pieces:
        end = done + len(piece.text)
        if not placed and at <= end:
            cut = at - done
            after = piece._replace(text=piece.text[cut:], start=piece.start + (0 if piece.made else cut))
            result += [piece._replace(text=piece.text[:cut]), new, after]
            placed = True
        else:
            result.append(piece)
        done = end
    return tuple(result if placed else (*result, new))
