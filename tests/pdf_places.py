"""Where the words of a PDF stand: their edges, base line, size and face, in millimetres and points, and the rules drawn."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

import pikepdf
from pdf_text import _letters

MM = 25.4 / 72
HAN_ASCENT = 0.88
"""Part of a Han character's square above the base line."""


class Place(NamedTuple):
    """One drawn run, in millimetres from the top left of the sheet; `size` in points."""

    page: int
    left: float
    right: float
    base: float
    size: float
    face: str
    text: str

    @property
    def top(self) -> float:
        """Where the square of a Han character begins."""
        return self.base - HAN_ASCENT * self.size * MM


class Rule(NamedTuple):
    """One filled rectangle, in millimetres from the top left of the sheet."""

    page: int
    left: float
    top: float
    right: float
    bottom: float


class Sheet(NamedTuple):
    """What one page draws, and its size in millimetres."""

    width: float
    height: float
    words: tuple[Place, ...]
    rules: tuple[Rule, ...]


def sheets(content: bytes) -> list[Sheet]:
    """Return what every page draws."""
    maps: dict[object, dict[int, str]] = {}
    widths: dict[object, dict[int, float]] = {}
    found = []
    with pikepdf.open(BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages):
            fonts = {}
            for name, font in page.Resources.get("/Font", {}).items():
                if font.objgen not in widths:
                    widths[font.objgen] = dict(_widths(font.DescendantFonts[0].W))
                face = str(font.DescendantFonts[0].FontDescriptor.FontName).lstrip("/")
                fonts[name] = (_letters(font, maps), widths[font.objgen], face)
            found.append(_sheet(page, number, fonts))
    return found


def _widths(array) -> Iterator[tuple[int, float]]:
    items = list(array)
    while items:
        first, second = int(items.pop(0)), items.pop(0)
        if isinstance(second, pikepdf.Array):
            yield from ((first + at, float(width)) for at, width in enumerate(second))
        else:
            width = float(items.pop(0))
            yield from ((code, width) for code in range(first, int(second) + 1))


def _sheet(page, number, fonts) -> Sheet:
    _, _, width, height = map(float, page.MediaBox)
    words, rules = [], []
    matrix, stack, text, font, size = pikepdf.Matrix(), [], pikepdf.Matrix(), None, 0.0
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "q":
                stack.append((matrix, font, size))
            case "Q":
                matrix, font, size = stack.pop()
            case "cm":
                matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
            case "Tm":
                text = pikepdf.Matrix(*map(float, operands))
            case "Tf":
                font, size = fonts[str(operands[0])], float(operands[1])
            case "TJ":
                place = text @ matrix
                letters, length = _shown(operands[0], *font[:2])
                left = place.e * MM
                right = left + length * size / 1000 * place.a * MM
                base = (height - place.f) * MM
                words.append(Place(number, left, right, base, size * place.a, font[2], letters))
            case "re":
                x, y, w, h = map(float, operands)
                a, b = matrix.transform((x, y)), matrix.transform((x + w, y + h))
                tops = sorted((height - one[1]) * MM for one in (a, b))
                rules.append(Rule(number, a[0] * MM, tops[0], b[0] * MM, tops[1]))
    return Sheet(width * MM, height * MM, tuple(words), tuple(rules))


def _shown(parts, letters: dict[int, str], widths: dict[int, float]) -> tuple[str, float]:
    """Return the letters of a run and its length up to the end of its last glyph, in thousandths of its size."""
    text, length = "", 0.0
    for part in parts:
        if isinstance(part, pikepdf.String):
            glyphs = bytes(part)
            codes = [int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs), 2)]
            text += "".join(letters.get(code, "\ufffd") for code in codes)
            length += sum(widths.get(code, 1000) for code in codes)
        else:
            length -= float(part)
    return text, length
