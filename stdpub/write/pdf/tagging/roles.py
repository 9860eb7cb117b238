"""Which role in the structure an element of the page has, and none where what it holds belongs to what is around it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

CONTINUES = "data-continues"
"""Attribute of a clause that goes on in another part of the document; it is one element of the structure all the same."""
_TAGS = {
    "section": "Sect",
    "article": "Sect",
    "p": "P",
    "blockquote": "BlockQuote",
    "pre": "P",
    "code": "Code",
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "li::marker": "Lbl",
    "table": "Table",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "a": "Link",
    "img": "Figure",
    "figcaption": "Caption",
    "caption": "Caption",
    "aside": "Note",
    "span::footnote-call": "Reference",
    "span::footnote-marker": "Lbl",
    "ins": "Span",
    "del": "Span",
    "{http://www.w3.org/2000/svg}svg": "Formula",
}
_DIVISIONS = {
    "term": "Sect",
    "example": "Div",
    "warning": "Div",
    "compound": "Div",
    "formula": "P",
    "local-footnote": "Note",
}
_TABLE = frozenset({"Table", "THead", "TBody", "TFoot"})
_HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}


def classes(element: ET.Element) -> tuple[str, ...]:
    """Return the classes of an element."""
    return tuple(element.get("class", "").split())


def rank(element: ET.Element, tag: str) -> int:
    """Return the rank of a heading, nought for everything else; the heading of the contents ranks with those of clauses.

    A clause that goes on ranks as its heading, which stands in another part.
    """
    if element.get(CONTINUES) and "untitled" not in classes(element):
        return 1 + next((int(name[6:]) for name in classes(element) if name.startswith("level-")), 0)
    if tag not in _HEADINGS:
        return 0
    return 2 if "contents-title" in classes(element) else int(element.get("aria-level", _HEADINGS[tag]))


def role(element: ET.Element, tag: str, around: str) -> str:
    """Return the role of an element inside a node of another role, empty where it has none."""
    names = classes(element)
    if tag == "div":
        return _division(names, around)
    if tag == "figure":
        return "Div" if "figure" in names else ""
    if tag in {"dl", "dt", "dd"}:
        return _description(tag, names, around)
    if tag == "p" and "entry" in names:
        return "TOCI"
    if tag == "span":
        return _span(element, names)
    if (tag in {"td", "th"} and around != "TR") or (tag == "tr" and around not in _TABLE):
        return ""
    if tag == "code" and "tex" in names:
        return "Formula"
    return _TAGS.get(tag, "P" if tag in _HEADINGS else "")


def _division(names: tuple[str, ...], around: str) -> str:
    found = next((_DIVISIONS[name] for name in names if name in _DIVISIONS), "")
    return found or ("LI" if around == "L" and not names else "")


def _description(tag: str, names: tuple[str, ...], around: str) -> str:
    """Return the role of a part of a description list; those of a term entry have classes, their list has none."""
    if tag == "dl":
        return "L" if names else ""
    if tag == "dt":
        return "Lbl" if around == "LI" else "P"
    return "LBody" if around == "LI" else ""


def _span(element: ET.Element, names: tuple[str, ...]) -> str:
    if "footnote" in names:
        return "Note"
    return "Span" if element.get("lang") else ""
