"""Leave out of a page's tree what no reader of paper sees: ids nothing points to, paragraphs alone in their cells."""

from __future__ import annotations

from xml.etree import ElementTree as ET

_CELLS = frozenset({"td", "th"})


def thin(root: ET.Element) -> None:
    """Take away generated ids without a link to them, and the element of a paragraph that fills its cell."""
    wanted = {href[1:] for link in root.iter("a") if (href := link.get("href", "")).startswith("#")}
    for element in root.iter():
        if element.tag in _CELLS and len(element) == 1 and element[0].get("id", "") not in wanted:
            _without_paragraph(element)
        name = element.get("id", "")
        if "." in name and name not in wanted:
            del element.attrib["id"]


def _without_paragraph(cell: ET.Element) -> None:
    only = cell[0]
    around = (cell.text or "").strip() or (only.tail or "").strip()
    if only.tag == "p" and not around and not only.get("class") and "." in only.get("id", "."):
        cell.text = only.text
        cell[:] = list(only)
