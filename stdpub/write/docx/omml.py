"""MathML of a formula to OMML, the equations that Word edits (ISO/IEC 29500-1, 22.1)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree as ET

from markupsafe import Markup

from stdpub.write.web.tags import EMPTY, Piece, encoded, joined

_DEPTH = 64
"""Levels of elements beyond which a formula gives its words alone."""

_MATH = Piece("<m:oMath>{}</m:oMath>")
_RUN = Piece(
    '<m:r>{}<w:rPr><w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr><m:t xml:space="preserve">{}</m:t></m:r>'
)
_UPRIGHT = Piece('<m:rPr><m:sty m:val="p"/></m:rPr>')()
_BOLD = Piece('<m:rPr><m:sty m:val="b"/></m:rPr>')()
_WORDS = Piece("<m:rPr><m:nor/></m:rPr>")()
_E = Piece("<m:e>{}</m:e>")
_FRACTION = Piece("<m:f>{}<m:num>{}</m:num><m:den>{}</m:den></m:f>")
_NO_BAR = Piece('<m:fPr><m:type m:val="noBar"/></m:fPr>')()
_SUPERSCRIPT = Piece("<m:sSup><m:e>{}</m:e><m:sup>{}</m:sup></m:sSup>")
_SUBSCRIPT = Piece("<m:sSub><m:e>{}</m:e><m:sub>{}</m:sub></m:sSub>")
_BOTH = Piece("<m:sSubSup><m:e>{}</m:e><m:sub>{}</m:sub><m:sup>{}</m:sup></m:sSubSup>")
_ROOT = Piece("<m:rad>{}<m:deg>{}</m:deg><m:e>{}</m:e></m:rad>")
_NO_DEGREE = Piece('<m:radPr><m:degHide m:val="1"/></m:radPr>')()
_ABOVE = Piece("<m:limUpp><m:e>{}</m:e><m:lim>{}</m:lim></m:limUpp>")
_BELOW = Piece("<m:limLow><m:e>{}</m:e><m:lim>{}</m:lim></m:limLow>")
_ACCENT = Piece('<m:acc><m:accPr><m:chr m:val="{}"/></m:accPr><m:e>{}</m:e></m:acc>')
_BAR = Piece('<m:bar><m:barPr><m:pos m:val="{}"/></m:barPr><m:e>{}</m:e></m:bar>')
_GROUP = Piece(
    '<m:groupChr><m:groupChrPr><m:chr m:val="{}"/><m:pos m:val="{}"/></m:groupChrPr><m:e>{}</m:e></m:groupChr>'
)
_NARY = Piece(
    '<m:nary><m:naryPr><m:chr m:val="{}"/><m:limLoc m:val="{}"/>{}</m:naryPr><m:sub>{}</m:sub><m:sup>{}</m:sup><m:e>{}</m:e></m:nary>'
)
_HIDDEN = Piece('<m:{}Hide m:val="1"/>')
_FENCED = Piece('<m:d><m:dPr><m:begChr m:val="{}"/><m:endChr m:val="{}"/></m:dPr><m:e>{}</m:e></m:d>')
_MATRIX = Piece("<m:m>{}</m:m>")
_MATRIX_ROW = Piece("<m:mr>{}</m:mr>")

_LARGE = frozenset("∑∏∐∫∬∭∮⋃⋂⋁⋀⨁⨂")
_OPENING, _CLOSING = frozenset("([{⟨⌈⌊|‖"), frozenset(")]}⟩⌉⌋|‖")
_ACCENTS = {
    "^": "\u0302",
    "ˆ": "\u0302",
    "~": "\u0303",
    "˜": "\u0303",
    "˙": "\u0307",
    "¨": "\u0308",
    "→": "\u20d7",
    "⃗": "\u20d7",
    "ˇ": "\u030c",
}
_BARS = frozenset("¯‾_\u0305\u0332")
_BRACES = frozenset("⏞⏟⎴⎵︷︸")


def omml(mathml: str) -> Markup:
    """Return the equation of MathML markup without its `math` element, nothing where it is none."""
    try:
        root = ET.fromstring(encoded(f"<math>{mathml}</math>"))  # noqa: S314 - our own converter wrote it
    except ET.ParseError:
        return EMPTY
    return _MATH(_row(list(root), 0))


def _row(nodes: Sequence[ET.Element], depth: int) -> Markup:
    """Write elements one after the other; a large operator takes what stands next to it."""
    return joined(_pieces(nodes, depth))


def _pieces(nodes: Sequence[ET.Element], depth: int) -> Iterator[Markup]:
    at = 0
    while at < len(nodes):
        node = nodes[at]
        operator = _large(node)
        if operator is not None and at + 1 < len(nodes):
            yield _nary(node, operator, _node(nodes[at + 1], depth + 1), depth)
            at += 2
        else:
            yield _node(node, depth)
            at += 1


def _large(node: ET.Element) -> ET.Element | None:
    """Return the large operator that an element is, with or without limits."""
    inner = node[0] if node.tag in {"munderover", "munder", "mover", "msub", "msup", "msubsup"} and len(node) else node
    return inner if inner.tag == "mo" and (inner.text or "").strip() in _LARGE else None


def _nary(node: ET.Element, operator: ET.Element, operand: Markup, depth: int) -> Markup:
    limits = [_node(one, depth + 1) for one in node[1:]] if node is not operator else []
    low, high = EMPTY, EMPTY
    if node.tag in {"munderover", "msubsup"} and len(limits) == 2:
        low, high = limits
    elif limits and node.tag in {"munder", "msub"}:
        low = limits[0]
    elif limits:
        high = limits[0]
    hidden = joined(_HIDDEN(name) for name, limit in (("sub", low), ("sup", high)) if not limit)
    place = "undOvr" if node.tag.startswith("mu") else "subSup"
    return _NARY((operator.text or "").strip(), place, hidden, low, high, operand)


def _node(node: ET.Element, depth: int) -> Markup:
    if depth > _DEPTH:
        return _RUN(_WORDS, "".join(node.itertext()))
    tag, inner = node.tag, list(node)
    if tag in {"mi", "mn", "mo", "mtext", "ms"}:
        return _token(node)
    if tag == "mspace":
        return _RUN(_WORDS, " ") if node.get("width", "0") not in {"0", "0em"} else EMPTY
    if tag in {"mfrac", "msup", "msub", "msubsup", "mover", "munder", "munderover", "mroot"}:
        return _built(node, [_node(one, depth + 1) for one in inner])
    if tag == "msqrt":
        return _ROOT(_NO_DEGREE, EMPTY, _row(inner, depth + 1))
    if tag == "mtable":
        rows = ([_E(_row(list(cell), depth + 1)) for cell in row] for row in inner)
        return _MATRIX(joined(_MATRIX_ROW(joined(row)) for row in rows))
    return _fenced(inner, depth)


def _fenced(inner: list[ET.Element], depth: int) -> Markup:
    """Write a row; where brackets enclose it, they grow with what they hold."""
    first, last = (
        (((one.text or "").strip() if one.tag == "mo" else "") for one in (inner[0], inner[-1])) if inner else ("", "")
    )
    if len(inner) > 2 and first in _OPENING and last in _CLOSING:
        return _FENCED(first, last, _row(inner[1:-1], depth + 1))
    return _row(inner, depth + 1)


def _token(node: ET.Element) -> Markup:
    text = (node.text or "").strip() if node.tag != "mtext" else (node.text or "")
    if node.tag in {"mtext", "ms"}:
        return _RUN(_WORDS, text)
    if node.get("mathvariant") == "bold":
        return _RUN(_BOLD, text)
    upright = node.tag == "mi" and (len(text) > 1 or node.get("mathvariant") == "normal")
    return _RUN(_UPRIGHT if upright else EMPTY, text)


def _built(node: ET.Element, parts: list[Markup]) -> Markup:
    first, second, third = (*parts, EMPTY, EMPTY, EMPTY)[:3]
    match node.tag:
        case "mfrac":
            return _FRACTION(_NO_BAR if node.get("linethickness", "").startswith("0") else EMPTY, first, second)
        case "msup":
            return _SUPERSCRIPT(first, second)
        case "msub":
            return _SUBSCRIPT(first, second)
        case "msubsup":
            return _BOTH(first, second, third)
        case "mroot":
            return _ROOT(EMPTY, second, first)
        case "munderover":
            return _ABOVE(_BELOW(first, second), third)
        case _:
            return _over(node, first, second)


def _over(node: ET.Element, base: Markup, limit: Markup) -> Markup:
    """Write what stands above or below: an accent, a bar, a brace, else a limit."""
    mark = (node[1].text or "").strip() if len(node) > 1 and node[1].tag == "mo" else ""
    above = node.tag == "mover"
    if mark in _BARS:
        return _BAR("top" if above else "bot", base)
    if mark in _BRACES:
        return _GROUP(mark, "top" if above else "bot", base)
    if above and mark in _ACCENTS:
        return _ACCENT(_ACCENTS[mark], base)
    return (_ABOVE if above else _BELOW)(base, limit)
