"""MathML markup and TeX to the formula elements of STS; markup that MathML 3 does not know falls back to the TeX."""

from __future__ import annotations

import re
from html.entities import html5

from lxml.etree import SubElement, XMLParser, XMLSyntaxError, fromstring
from lxml.etree import _Element as Element

from stdpub.write.sts.writing import MML, clean, leaf

DEPTH_LIMIT = 64
"""How deep elements may nest in one formula, so that a document never nests deeper than parsers go."""

_TOKENS = frozenset({"mi", "mn", "mo", "mtext", "ms"})
_PAIRS = dict.fromkeys(("mfrac", "mroot", "msub", "msup", "munder", "mover"), 2)
_ARITY = {**_PAIRS, "msubsup": 3, "munderover": 3, "mspace": 0, "none": 0, "mprescripts": 0}

_COMMON = frozenset({"class", "mathbackground", "mathcolor", "style"})
_TABLE = "align columnalign columnlines columnspacing displaystyle frame rowalign rowlines rowspacing side width"
_OPERATOR = "accent fence form largeop lspace mathsize mathvariant maxsize minsize movablelimits rspace separator stretchy symmetric"
_OWN = {
    "mi": "dir mathsize mathvariant",
    "mn": "dir mathsize mathvariant",
    "mo": f"dir {_OPERATOR}",
    "mtext": "dir mathsize mathvariant",
    "ms": "dir lquote mathsize mathvariant rquote",
    "mspace": "depth height width",
    "mrow": "dir",
    "mfrac": "bevelled denomalign linethickness numalign",
    "msqrt": "",
    "mroot": "",
    "mstyle": "dir displaystyle mathsize mathvariant scriptlevel",
    "merror": "",
    "mpadded": "depth height lspace voffset width",
    "mphantom": "",
    "menclose": "notation",
    "msub": "",
    "msup": "",
    "msubsup": "",
    "munder": "accentunder",
    "mover": "accent",
    "munderover": "accent accentunder",
    "mmultiscripts": "",
    "mprescripts": "",
    "none": "",
    "mtable": _TABLE,
    "mtr": "columnalign rowalign",
    "mtd": "columnalign columnspan rowalign rowspan",
}
_ATTRIBUTES = {tag: _COMMON | frozenset(names.split()) for tag, names in _OWN.items()}
_ENUMERATED = frozenset(
    {"accent", "accentunder", "bevelled", "displaystyle", "fence", "largeop", "movablelimits", "separator"}
    | {"stretchy", "symmetric"}
)

_NAMES = {tag: f"{{{MML}}}{tag}" for tag in (*_OWN, "math", "semantics", "annotation")}

_MARKUP = frozenset("&<>\"'")
_ENTITY = re.compile("&([A-Za-z][A-Za-z0-9]*;)")

_PARSER = XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


class _NoMathML(Exception):  # noqa: N818
    """The markup says something that MathML 3 cannot."""


def formula_into(parent: Element, tex: str, mathml: str, *, display: bool = False) -> None:
    """Append a formula with its TeX beside it; alone the TeX, as code, where there is no MathML."""
    found = _read(mathml)
    if found is None or not len(found):
        leaf(parent, "inline-code", tex, {"language": "tex"})
        return
    math = SubElement(parent, _NAMES["math"], {"display": "block"} if display else None)
    semantics = SubElement(math, _NAMES["semantics"])
    single = len(found) == 1
    target = semantics if single else SubElement(semantics, _NAMES["mrow"])
    try:
        _copy_children(found, target, 0)
    except _NoMathML:
        parent.remove(math)
        leaf(parent, "inline-code", tex, {"language": "tex"})
        return
    leaf(semantics, _NAMES["annotation"], tex, {"encoding": "application/x-tex"})


def _read(mathml: str) -> Element | None:
    """Return the markup as children of an element that is thrown away; characters may have their names in HTML."""
    named = _ENTITY.sub(_character, clean(mathml))
    try:
        return fromstring(f"<math>{named}</math>", _PARSER)
    except (XMLSyntaxError, ValueError):
        return None


def _character(found: re.Match[str]) -> str:
    character = html5.get(found[1], found[0])
    return found[0] if character in _MARKUP else character


def _copy_children(source: Element, target: Element, depth: int) -> None:
    if depth > DEPTH_LIMIT:
        raise _NoMathML
    for child in source:
        tag = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        allowed = _ATTRIBUTES.get(tag)
        if allowed is None or _ARITY.get(tag, len(child)) != len(child) or (child.tail and child.tail.strip()):
            raise _NoMathML
        copy = SubElement(target, _NAMES[tag])
        for name, value in child.items():
            if name in allowed and (name not in _ENUMERATED or value in {"true", "false"}):
                copy.set(name, value)
        if tag in _TOKENS:
            if len(child):
                raise _NoMathML
            copy.text = child.text
        elif child.text and child.text.strip():
            raise _NoMathML
        else:
            _copy_children(child, copy, depth + 1)
