"""Read the structure of a PDF with the words that each element holds; only pikepdf needed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import pikepdf
from pdf_text import _letters


@dataclass
class Element:
    """One element of the structure: kids are elements and words in their order; `links` are what its links say."""

    role: str
    name: str = ""
    spoken: str = ""
    language: str = ""
    attributes: dict[str, Any] = field(default_factory=dict)
    kids: list[Element | str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def elements(self, *roles: str) -> Iterator[Element]:
        """Yield the elements of some roles at and below this one, in their order."""
        if not roles or self.role in roles:
            yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.elements(*roles)

    def lines(self, without: frozenset[str] = frozenset()) -> Iterator[str]:
        """Yield the words of each block, without elements of some names."""
        inline = {"Span", "Link", "Reference", "Code", "Formula", "Figure", "Lbl"}
        line = ""
        for kid in self.kids:
            if isinstance(kid, str):
                line += kid
            elif kid.name in without and kid.name:
                continue
            elif kid.role in inline:
                line += "".join(kid.lines(without))
            else:
                yield line
                line = ""
                yield from kid.lines(without)
        yield line

    def text(self, without: frozenset[str] = frozenset()) -> str:
        return "\n".join(self.lines(without))


def structure(content: bytes) -> Element:
    """Return the document element of a PDF; fail where a mark is held twice or not at all."""
    with pikepdf.open(BytesIO(content)) as pdf:
        words = {page.objgen: _words(page) for page in pdf.pages}
        (top,) = pdf.Root.StructTreeRoot.K
        held = Reader(words)
        found = held.read(top, None)
        left = {page: set(marks) for page, marks in words.items() if marks}
        assert left == {}
        return found


@dataclass
class Reader:
    words: dict[tuple[int, int], dict[int, str]]

    def read(self, node: Any, page: Any) -> Element:
        page = node.get("/Pg", page)
        told = (str(node.get(key, "")) for key in ("/ID", "/Alt", "/Lang"))
        found = Element(str(node.S)[1:], *told, _attributes(node.get("/A", pikepdf.Array())))
        kids = node.get("/K", pikepdf.Array())
        for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
            if not isinstance(kid, pikepdf.Dictionary):
                found.kids.append(self.words[page.objgen].pop(int(kid)))
            elif kid.get("/Type") == "/MCR":
                found.kids.append(self.words[kid.Pg.objgen].pop(int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                found.links.append(str(kid.Obj.Contents))
            else:
                assert kid.P.objgen == node.objgen
                found.kids.append(self.read(kid, page))
        return found


def _attributes(held: Any) -> dict[str, Any]:
    """Return the attributes of an element as plain values."""
    found: dict[str, Any] = {}
    for one in held if isinstance(held, pikepdf.Array) else [held]:
        for key, value in one.items():
            found[key[1:]] = [str(part) for part in value] if isinstance(value, pikepdf.Array) else str(value)
    return found


def _words(page: pikepdf.Page) -> dict[int, str]:
    """Return what each marked run of a page says; whatever is drawn as words outside of one is an artifact."""
    fonts = {name: _letters(font, {}) for name, font in page.Resources.get("/Font", {}).items()}
    found: dict[int, str] = {}
    said: dict[int, str] = {}
    open_marks: list[int | None] = []
    letters: dict[int, str] = {}
    stack: list[dict[int, str]] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                properties = operands[1] if len(operands) > 1 else {}
                number = int(properties["/MCID"]) if "/MCID" in properties else None
                if str(operands[0]) == "/Artifact":
                    number = -1
                if number is not None and number >= 0:
                    found[number] = ""
                    if "/ActualText" in properties:
                        said[number] = str(properties["/ActualText"])
                open_marks.append(number)
            case "EMC":
                open_marks.pop()
            case "q":
                stack.append(letters)
            case "Q":
                letters = stack.pop()
            case "Tf":
                letters = fonts[str(operands[0])]
            case "TJ":
                shown = "".join(_shown(part, letters) for part in operands[0] if isinstance(part, pikepdf.String))
                assert open_marks, f"`{shown}` is neither in the structure nor an artifact"
                if open_marks[-1] is not None and open_marks[-1] >= 0 and -1 not in open_marks:
                    found[open_marks[-1]] += shown
    return found | said


def _shown(string: pikepdf.String, letters: dict[int, str]) -> str:
    glyphs = bytes(string)
    return "".join(letters.get(int.from_bytes(glyphs[at : at + 2]), "\ufffd") for at in range(0, len(glyphs), 2))
