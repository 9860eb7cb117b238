"""Draw a formula as SVG paths, with Chinese words set in the text's own type where the maths font has none."""

from __future__ import annotations

import re
from functools import lru_cache

import mathra
from markupsafe import Markup

from stdpub.write.web.tags import Piece, joined, trusted

_HAN = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\u2014\u2018-\u201d\u2026"
_WORDS = re.compile(r"\\(?:text|mathrm|textrm|textnormal|mbox|operatorname)\s*\{([^{}]*)\}")
_RUN = re.compile(f"[{_HAN}]+")
_SVG = re.compile(
    r'viewBox="(?P<box>[^"]*)" width="(?P<width>[\d.]+)em" height="(?P<height>[\d.]+)em" '
    r'style="vertical-align: (?P<align>-?[\d.]+)em".*?<defs>(?P<defs>.*?)</defs>(?P<drawing><g .*?</g>)<text ',
    re.DOTALL,
)
_PATH = re.compile(r'<path id="([^"]*)" (d="[^"]*")/>')
_USE = re.compile(r'<use href="#([^"]*)" (?:x="(-?[\d.]+)" y="(-?[\d.]+)"|transform="([^"]*)")/>')
_RECT = re.compile(r'<rect x="(-?[\d.]+)" y="(-?[\d.]+)" width="([\d.]+)" height="([\d.]+)"/>')
_ART = Piece(
    '<svg xmlns="http://www.w3.org/2000/svg" class="maths" viewBox="{}" width="{}em" height="{}em" '
    'style="vertical-align:{}em" role="img" aria-label="{}">{}{}</svg>'
)
_TEXT = Piece('<text x="{}" y="{}" font-size="{}" font-family="Noto Serif CJK SC">{}</text>')
_DEPTH = 0.12
"""Part of a Han character that stands below the base line."""


@lru_cache(maxsize=4096)
def drawn(tex: str, language: str, *, display: bool) -> Markup | None:
    """Return a formula as SVG markup whose alternative text speaks it, or None where it cannot be drawn rightly."""
    runs: list[str] = []
    safe = _with_boxes(tex, runs)
    locale = "zh" if language.startswith("zh") else "en"
    try:
        result = mathra.render(safe, locale, display=display)
    except ValueError:
        return None
    found = _SVG.search(result["svg"])
    if result["warnings"] or found is None:
        return None
    drawing, words = _with_words(_without_uses(found["drawing"], found["defs"]), runs)
    if len(words) != len(runs):
        return None
    return _ART(
        found["box"],
        found["width"],
        found["height"],
        found["align"],
        _spoken(tex, locale, display=display),
        trusted(drawing),
        joined(words),
    )


def _spoken(tex: str, locale: str, *, display: bool) -> str:
    return mathra.render(tex, locale, display=display)["speech"]


def _with_boxes(tex: str, runs: list[str]) -> str:
    """Return the TeX with a box of its own width for every run of Han characters, and note the runs in order."""

    def box(found: re.Match[str]) -> str:
        runs.append(found[0])
        return rf"\rule[-{_DEPTH}em]{{{len(found[0]) + len(runs) / 1000:.3f}em}}{{1em}}"

    def words(found: re.Match[str]) -> str:
        if not _RUN.search(found[1]):
            return found[0]
        pieces = [
            _RUN.sub(box, piece) if _RUN.match(piece) else rf"\text{{{piece}}}"
            for piece in re.split(f"([{_HAN}]+)", found[1])
            if piece
        ]
        return "{" + "".join(pieces) + "}"

    return _RUN.sub(box, _WORDS.sub(words, tex))


def _without_uses(drawing: str, defs: str) -> str:
    """Return the drawing with every glyph's path where it is used, so that no id stands twice in a document."""
    paths = dict(_PATH.findall(defs))

    def path(found: re.Match[str]) -> str:
        name, x, y, transform = found.groups()
        return f'<path {paths[name]} transform="{transform or f"translate({x} {y})"}"/>'

    return _USE.sub(path, drawing)


def _with_words(drawing: str, runs: list[str]) -> tuple[str, list[Markup]]:
    """Return the drawing without the boxes, and the words to set in their places."""
    words: list[Markup] = []

    def take(found: re.Match[str]) -> str:
        x, y, width, height = (float(number) for number in found.groups())
        at, exact = _run_of(width / height, runs)
        if not exact:
            return found[0]
        words.append(_TEXT(f"{x:g}", f"{-(y + _DEPTH * height):g}", f"{height:g}", runs[at]))
        return ""

    return _RECT.sub(take, drawing), words


def _run_of(ratio: float, runs: list[str]) -> tuple[int, bool]:
    """Return which run a box of this shape stands for, and whether it stands for any."""
    at = round((ratio % 1) * 1000) - 1
    exact = 0 <= at < len(runs) and abs(ratio - len(runs[at]) - (at + 1) / 1000) < 0.0004
    return at, exact
