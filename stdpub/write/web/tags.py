"""Bits of markup with holes in, values out as markup: whatever is put into a hole is escaped unless it is markup."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable

from markupsafe import Markup, escape

EMPTY = Markup()
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SCRIPT_LEVEL = re.compile(r'(<(?!mstyle)m[a-z]+[^<>]*) scriptlevel="[^"]*"')
_NO_ADDRESS = re.compile(r'[\s<>"{}|\\^`]')
_SCHEMES = re.compile(r"(?:https?://|mailto:|tel:|urn:|doi:)", re.IGNORECASE)


class Piece:
    """Markup with a hole at every `{}`; call it with one value for each hole."""

    __slots__ = ("_format",)

    def __init__(self, text: str) -> None:
        self._format = text.replace("%", "%%").replace("{}", "%s")

    def __call__(self, *values: str) -> Markup:
        """Return the markup with its holes filled."""
        safe = tuple([value if type(value) is Markup else escape(value) for value in values])
        return Markup(self._format % safe)  # noqa: S704 - every value has just been escaped


def joined(pieces: Iterable[Markup]) -> Markup:
    """Return markup put together."""
    return Markup("".join(pieces))  # noqa: S704 - the type says that every piece is markup


def trusted(markup: str) -> Markup:
    """Return markup that one of our own libraries made, MathML or SVG, as it is."""
    return Markup(markup)  # noqa: S704 - the callers hand over what a renderer wrote, never an author's text


def mathml(markup: str) -> Markup:
    """Return MathML as HTML and books take it: the level of scripts is known of `mstyle` alone (MathML 3, 3.3.4)."""
    return trusted(_SCRIPT_LEVEL.sub(r"\1", markup))


_ID = Piece(' id="{}"')
_CLASS = Piece(' class="{}"')
_LANG = Piece(' lang="{}" xml:lang="{}"')


def identity(name: str) -> Markup:
    """Return the id attribute, or nothing where there is no id."""
    return _ID(name) if name else EMPTY


def classes(names: str) -> Markup:
    """Return the class attribute, or nothing where there is no class."""
    return _CLASS(names) if names else EMPTY


def language(tag: str) -> Markup:
    """Return the attributes that name the language of a run, or nothing."""
    return _LANG(tag, tag) if tag else EMPTY


def harmless(href: str) -> bool:
    """Tell whether an address may be followed: the web, mail, a name, never a script."""
    return bool(_SCHEMES.match(href.strip()))


def followed(href: str) -> str:
    """Return an address with whatever no address may hold written as its octets (RFC 3987, 2.2): blanks, a second `#`."""
    before, mark, fragment = href.strip().partition("#")
    return _NO_ADDRESS.sub(_octets, before) + mark + _NO_ADDRESS.sub(_octets, fragment).replace("#", "%23")


def _octets(found: re.Match[str]) -> str:
    return "".join(f"%{octet:02X}" for octet in found[0].encode())


def data_uri(media_type: str, content: bytes) -> str:
    """Return an address that carries its file in itself."""
    return f"data:{media_type};base64,{base64.b64encode(content).decode('ascii')}"


def encoded(document: str) -> bytes:
    """Return the document as UTF-8, without the characters that XML forbids."""
    return _FORBIDDEN.sub("\ufffd", document).encode("utf-8")
