"""Read the words of a PDF in the order in which they were drawn, with their place on the page; only pikepdf needed."""

from __future__ import annotations

import re
from io import BytesIO
from typing import NamedTuple

import pikepdf

_ENTRY = re.compile(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_BLOCK = re.compile(r"beginbfchar(.*?)endbfchar", re.DOTALL)


class Words(NamedTuple):
    """One drawn run: page, distance from the top of the page in points, lean of the type, text."""

    page: int
    top: float
    lean: float
    text: str


def drawn(content: bytes) -> list[Words]:
    """Return every run of text that a PDF draws."""
    found: list[Words] = []
    maps: dict[object, dict[int, str]] = {}
    with pikepdf.open(BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages):
            fonts = {name: _letters(font, maps) for name, font in page.Resources.Font.items()}
            _walk(page, number, fonts, found)
    return found


def _letters(font, maps) -> dict[int, str]:
    if font.objgen not in maps:
        text = font.ToUnicode.read_bytes().decode()
        pairs = (pair for block in _BLOCK.findall(text) for pair in _ENTRY.findall(block))
        maps[font.objgen] = {int(glyph, 16): bytes.fromhex(word).decode("utf-16-be") for glyph, word in pairs}
    return maps[font.objgen]


def _walk(page, number, fonts, found) -> None:
    height = float(page.MediaBox[3])
    matrix, stack, text, letters = pikepdf.Matrix(), [], pikepdf.Matrix(), {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                stack.append((matrix, letters))
            case "Q":
                matrix, letters = stack.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Tm":
                text = pikepdf.Matrix(*map(float, operands))
            case "Tf":
                letters = fonts[str(operands[0])]
            case "TJ":
                place = text @ matrix
                words = "".join(_shown(part, letters) for part in operands[0] if isinstance(part, pikepdf.String))
                found.append(Words(number, height - place.f, place.c, words))


def _shown(string: pikepdf.String, letters: dict[int, str]) -> str:
    glyphs = bytes(string)
    return "".join(letters.get(int.from_bytes(glyphs[at : at + 2]), "\ufffd") for at in range(0, len(glyphs), 2))


def destinations(content: bytes) -> dict[str, int]:
    """Return the page of every named place of a PDF."""
    with pikepdf.open(BytesIO(content)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        names = list(pdf.Root.Names.Dests.Names)
        return {str(name): numbers[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}


def bookmarks(content: bytes) -> list[str]:
    """Return the titles of all bookmarks in reading order."""
    with pikepdf.open(BytesIO(content)) as pdf, pdf.open_outline() as outline:
        return list(_titles(outline.root))


def _titles(entries):
    for entry in entries:
        yield entry.title
        yield from _titles(entry.children)
