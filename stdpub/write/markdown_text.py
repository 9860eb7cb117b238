"""A standard to the files of its folder: Markdown that reads back as the same model, its CSV tables and its pictures."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import chain
from urllib.parse import unquote

from stdpub.model.content import Table
from stdpub.model.header import RulebookName
from stdpub.model.standard import Standard
from stdpub.model.walking import below, blocks
from stdpub.write.markdown.blocks import BlockWriter
from stdpub.write.markdown.clauses import ClauseWriter, Piece
from stdpub.write.markdown.floats import with_footnotes
from stdpub.write.markdown.front_matter import front_matter
from stdpub.write.markdown.tables import csv_text

SOURCE = "standard.md"


def write_markdown(standard: Standard) -> dict[str, bytes]:
    """Return a language version's files by their paths; a translation's need those of the source beside them.

    Reading them gives the same model: `stdpub.model.sameness.difference` finds none. What stood in a chapter stays there.
    """
    header = standard.header
    spans = header.spans
    main = spans[0][1].file if spans else SOURCE
    writer = BlockWriter(chinese=header.language.startswith("zh"), ruled=header.rulebook is not RulebookName.NONE)
    files: dict[str, list[Piece]] = {
        name: [] for name in (main, *(posixpath.normpath(unquote(name)) for name in header.chapters))
    }
    order = list(files)
    current = main
    for piece in _pieces(standard, writer):
        if piece.file in files and order.index(piece.file) > order.index(current):
            current = piece.file
        files[current].append(piece)
    written = {name: _text(pieces) for name, pieces in files.items() if name == main or pieces}
    head = front_matter(header, translation=main != SOURCE)
    body = written[main]
    written[main] = "\n".join((*head, "", body) if head and body else (*head, body))
    texts = {name: _marked(text).encode() for name, text in written.items()}
    csvs = {table.path: csv_text(table).encode() for table in _tables(standard) if table.path}
    return {**texts, **csvs, **{asset.path: asset.content for asset in standard.assets}}


def _pieces(standard: Standard, writer: BlockWriter) -> Iterator[Piece]:
    clauses = ClauseWriter(standard.header, writer)
    for clause in standard.clauses:
        yield from clauses.clause(clause)
    footnotes = with_footnotes([], standard.footnotes, writer.blocks)
    if footnotes:
        yield Piece("", footnotes)


def _text(pieces: list[Piece]) -> str:
    return "".join(f"{'' if not at else chr(10)}{chr(10).join(piece.lines)}\n" for at, piece in enumerate(pieces))


def _marked(text: str) -> str:
    """Return a text whose first character is not taken for a byte order mark."""
    return f"&#65279;{text[1:]}" if text.startswith("\ufeff") else text


def _tables(standard: Standard) -> Iterator[Table]:
    noted = chain.from_iterable(footnote.blocks for footnote in standard.footnotes)
    for block in chain((block for block, _ in blocks(standard)), below(tuple(noted))):
        if isinstance(block, Table):
            yield block
