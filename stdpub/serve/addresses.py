"""The path of a request in; the address it is, the one it should have been, or why it is none, out. Pure grammar."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote_to_bytes

from stdpub.model.source import Words
from stdpub.read.numbering import address as address_of
from stdpub.serve.names import LANGUAGE, is_commit, is_date, is_key, is_version
from stdpub.serve.places import ANY_DEPTH, ROWS, Address, Moved, Parsed, Place, Refused, depth, pattern
from stdpub.serve.spellings import is_label, is_number, unprinted
from stdpub.store.names import FORMS, is_slug

LONGEST_PATH = 2000
LONGEST_QUOTED = 60

_BAD_ESCAPE = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_SLASH = re.compile(rb"%2f|%5c|\\", re.IGNORECASE)
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]")
_FOREIGN = re.compile(r"[:+%?#;]")
_ENDING = re.compile(rf"(?P<name>.*?[^/])(?:\.(?P<language>{LANGUAGE}))?\.(?P<form>{'|'.join(FORMS)})", re.DOTALL)
_FILES = tuple((depth(row), row.place, pattern(row)) for row in ROWS if not row.forms)
_THINGS = tuple((depth(row), row.place, pattern(row)) for row in ROWS if row.forms)
_CHECKS: tuple[tuple[str, Callable[[str], bool], Words], ...] = (
    ("slug", is_slug, Words("`{}` cannot be the name of a standard", "`{}` 不能是标准的名称")),
    ("version", is_version, Words("`{}` cannot name a version", "`{}` 不能是版本的名称")),
    ("key", is_key, Words("`{}` cannot be a key", "`{}` 不能是键")),
    ("other", is_version, Words("`{}` cannot name a version", "`{}` 不能是版本的名称")),
)
_NO_NUMBER = Words("`{}` is no number, key or view", "`{}` 不是编号、键或视图")
_SHORT = re.compile(r"[a-z]{2,3}")


def parse(raw: bytes) -> Parsed:
    """Return what a request's path is, as it came on the wire and without its query."""
    try:
        text = _decoded(raw)
        slashed = text.endswith("/") and text != "/"
        parsed = _parsed(text.removesuffix("/") if slashed else text)
    except _NoAddressError as fault:
        return fault.refused
    return Moved(parsed) if slashed and isinstance(parsed, Address) else parsed


def rejoined(address: Address) -> Address | None:
    """Return the other reading of an address whose language may be letters of its name: item `5.2.1.ar.json`."""
    if not _SHORT.fullmatch(address.language):
        return None
    if address.place is Place.NUMBER:
        return replace(address, number=f"{address.number}.{address.language}", language="")
    version = f"{address.version}.{address.language}"
    if address.place is Place.VERSION and is_version(version):
        return replace(address, version=version, language="")
    return None


class _NoAddressError(Exception):
    """Carry a refusal out of the grammar."""

    def __init__(self, status: int, words: Words, quoted: str = "") -> None:
        short = quoted if len(quoted) <= LONGEST_QUOTED else f"{quoted[:LONGEST_QUOTED]}..."
        self.refused = Refused(status, Words(words.en.replace("{}", short), words.zh.replace("{}", short)))


def _decoded(raw: bytes) -> str:
    """Return the path's text, slashes single and no segment special."""
    if len(raw) > LONGEST_PATH:
        raise _NoAddressError(414, Words("the path is longer than {} bytes", "路径超过 {} 字节"), str(LONGEST_PATH))
    if _BAD_ESCAPE.search(raw):
        raise _NoAddressError(400, Words("a `%` without two hexadecimal digits", "`%` 后面不是两位十六进制数字"))
    if _SLASH.search(raw):
        raise _NoAddressError(400, Words("an escaped slash or a backslash in the path", "路径含有转义的斜线或反斜线"))
    try:
        text = unquote_to_bytes(raw).decode()
    except UnicodeDecodeError:
        raise _NoAddressError(400, Words("the path is not UTF-8", "路径不是 UTF-8 编码")) from None
    if _UNSEEN.search(text):
        raise _NoAddressError(400, Words("a control character in the path", "路径含有控制字符"))
    if not text.startswith("/"):
        raise _NoAddressError(400, Words("the path does not begin with a slash", "路径不以斜线开头"))
    if "/./" in f"{text}/" or "/../" in f"{text}/":
        raise _NoAddressError(400, Words("a dot segment in the path", "路径含有 `.` 或 `..` 段"))
    if "//" in text:
        raise _NoAddressError(404, Words("an empty segment in the path", "路径含有空段"))
    if _FOREIGN.search(text):
        raise _NoAddressError(404, Words("no address holds `:`, `+`, `;` or `%`", "地址中不出现 `:`、`+`、`;` 或 `%`"))
    return text


def _parsed(path: str) -> Address | Moved:
    """Return the place of a path; one known form is taken off its end where the place takes one."""
    found = _found(path, _FILES)
    if found:
        return found
    ending = _ENDING.fullmatch(path)
    found = _found(ending["name"] if ending else path, _THINGS)
    if found and ending:
        return _formed(found, ending["language"] or "", ending["form"])
    if not found:
        raise _NoAddressError(404, Words("nothing has this address", "没有这个地址"))
    return found


def _formed(found: Address | Moved, language: str, form: str) -> Address | Moved:
    if isinstance(found, Address):
        return replace(found, language=language, form=form)
    unless = replace(found.unless, language=language, form=form) if found.unless else None
    return Moved(replace(found.to, language=language, form=form), unless)


def _found(path: str, patterns: tuple[tuple[int, Place, re.Pattern[str]], ...]) -> Address | Moved | None:
    slashes = path.count("/")
    for depth_of_row, place, expression in patterns:
        if depth_of_row in {slashes, ANY_DEPTH}:
            match = expression.fullmatch(path)
            if match:
                return _judged(place, match.groupdict())
    return None


def _judged(place: Place, parts: dict[str, str]) -> Address | Moved:
    """Return the address of a place whose parts are what they may be."""
    for part, check, words in _CHECKS:
        if part in parts and not check(parts[part]):
            raise _NoAddressError(404, words, parts[part])
    version = parts.get("version", "")
    if place is Place.BULK and not (version == "current" or is_commit(version) or is_date(version)):
        raise _NoAddressError(404, Words("`{}` names no state of the library", "`{}` 不是本库的状态名"), version)
    address = Address(
        place,
        slug=parts.get("slug", ""),
        version=version,
        key=parts.get("key", ""),
        name=parts.get("name", parts.get("path", "")),
        other=parts.get("other", ""),
    )
    return _numbered(address, parts["number"]) if "number" in parts else address


def _numbered(address: Address, text: str) -> Address | Moved:
    """Return the address of a number, or the move from the spelling on paper to that of addresses."""
    if is_number(text):
        return replace(address, number=text)
    label = address_of(text)
    labelled = replace(address, number=label) if is_label(label) else None
    number = unprinted(text)
    if number:
        return Moved(replace(address, number=number), labelled)
    if labelled is None or label != text:
        raise _NoAddressError(404, _NO_NUMBER, text)
    return labelled
