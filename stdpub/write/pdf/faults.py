"""What keeps a PDF from being whole: letters without a glyph, formulas not drawn, pictures that do not load."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, is_dataclass

from stdpub.model.content import Formula
from stdpub.model.inlines import InlineFormula
from stdpub.model.source import NOWHERE, Diagnostic, Severity, Span, Words
from stdpub.model.standard import Standard
from stdpub.write.pdf.layout import Used
from stdpub.write.pdf.maths import drawn

FAMILIES = ("Noto Serif", "Noto Sans")
"""How the names of the fonts begin from which a page may be set."""

_FONTS_MISSING = Words("install the Debian package `fonts-noto-cjk`", "安装Debian软件包`fonts-noto-cjk`")
_REPLACE = Words(
    "replace the character, draw it as a figure, or install the Debian package `fonts-noto-core`",
    "换用其他字符，或者画成图，或者安装Debian软件包`fonts-noto-core`",
)

_WRITE_OTHERWISE = Words("write it with other commands, or draw it as a figure", "换用其他命令，或者画成图")


class PdfError(Exception):
    """A PDF would not be whole; `diagnostics` say what is missing and where, `faults` the same in English lines."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        self.diagnostics = diagnostics
        self.faults = tuple(_line(found) for found in diagnostics)
        super().__init__("; ".join(self.faults))


def _line(found: Diagnostic) -> str:
    place = f"{found.at.file}:{found.at.line}:{found.at.column}: " if found.at.file else ""
    return place + found.message.en


def glyph_faults(fonts: Sequence[Used], standard: Standard) -> Iterator[Diagnostic]:
    """Yield a fault for every character that no allowed font has."""
    if not any(font.family.startswith(FAMILIES) for font in fonts):
        message = Words("the fonts of the page are not installed", "页面字体未安装")
        yield Diagnostic(NOWHERE, Severity.ERROR, "font-missing", message, _FONTS_MISSING)
        return
    for character in sorted(_characters(fonts)):
        name = f"U+{ord(character):04X}"
        message = Words(
            f"no glyph for `{character}` ({name}) in the fonts of the page",
            f"页面字体没有字符`{character}`（{name}）的字形",
        )
        at = place_of(standard, character) or NOWHERE
        yield Diagnostic(at, Severity.ERROR, "glyph-missing", message, _REPLACE)


def _characters(fonts: Sequence[Used]) -> set[str]:
    """Return the characters drawn as an empty box (glyph 0 or none at all) or from a font that is not allowed."""
    found: set[str] = set()
    for font in fonts:
        allowed = font.family.startswith(FAMILIES)
        found.update(chr(code) for code in font.missing)
        for glyph, text in font.letters.items():
            if not allowed or glyph == 0:
                found.update(character for character in text if not character.isspace())
    return found


def picture_faults(paths: set[str], standard: Standard) -> Iterator[Diagnostic]:
    """Yield a fault for every picture that is not there or does not load."""
    for path in sorted(paths):
        message = Words(f"the picture `{path}` does not load", f"图片`{path}`无法加载")
        yield Diagnostic(picture_place(standard, path) or NOWHERE, Severity.ERROR, "picture-missing", message)


def formula_faults(node: object, language: str) -> Iterator[Diagnostic]:
    """Yield a fault for every formula that is well written and all the same cannot be drawn."""
    if isinstance(node, tuple):
        for one in node:
            yield from formula_faults(one, language)
    elif isinstance(node, (Formula, InlineFormula)):
        if node.mathml and drawn(node.tex, language, display=isinstance(node, Formula)) is None:
            message = Words(f"the formula `{node.tex}` cannot be drawn", f"公式`{node.tex}`无法绘制")
            yield Diagnostic(node.span, Severity.ERROR, "formula-not-drawn", message, _WRITE_OTHERWISE)
    elif is_dataclass(node):
        for one in fields(node):
            yield from formula_faults(getattr(node, one.name), language)


def place_of(node: object, character: str) -> Span | None:
    """Return where a character first stands in the author's text."""
    return _find(node, "text", character)


def picture_place(node: object, path: str) -> Span | None:
    """Return where a picture is first shown."""
    return _find(node, "path", path)


def _find(node: object, name: str, part: str) -> Span | None:
    if isinstance(node, tuple):
        return next((found for one in node if (found := _find(one, name, part))), None)
    if not is_dataclass(node):
        return None
    value = getattr(node, name, None)
    span = getattr(node, "span", None)
    if isinstance(value, str) and part in value and isinstance(span, Span):
        return span
    return next((found for one in fields(node) if (found := _find(getattr(node, one.name), name, part))), None)


@contextmanager
def complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint says went wrong while this thread renders; it draws on and only logs it."""
    heard: list[str] = []
    thread = threading.get_ident()

    class Listener(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            if record.thread == thread:
                heard.append(record.getMessage())

    listener = Listener(logging.ERROR)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(listener)
    try:
        yield heard
    finally:
        logger.removeHandler(listener)
