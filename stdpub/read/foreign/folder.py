"""A folder of foreign Markdown in, its texts in reading order with their front matter out."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass

from stdpub.model.folder import Folder
from stdpub.model.patterns import regex
from stdpub.model.source import SourceText
from stdpub.read.foreign.front_matter import FrontMatter, front_matter, masked
from stdpub.read.foreign.numbers import chinese_value, number_of
from stdpub.read.foreign.report import Account, Fate
from stdpub.read.markdown.decoding import decode

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_ORDER_FIELDS = ("navorder", "nav_order", "weight", "order", "sidebar_position", "position", "section")
_FRONT = regex(
    r"(?:0+[-_ ])?(?:cover|header|title|front|_?index|abstract|acknowledg|foreword|preface|前言|封面)", re.IGNORECASE
)
_BACK = regex(
    r"(?:licen[cs]e|copying|contribut|code[-_]of[-_]conduct|change|notice|security|errata|readme)", re.IGNORECASE
)
_CONTENTS = regex(r"(?:readme|index|_index|summary|toc|contents|standard|spec)", re.IGNORECASE)
_LINK = regex(r"\]\(\s?<?([^)#\s>]{1,300})")
_HEADING = regex(r"^#{1,6}[ \t](.+)$", re.MULTILINE)
_WRAPPER = regex(
    r"^(?P<tag><(?P<close>/?)(?:div|section|article|details|figure|center)\b(?:[^<>\n]*?(?P<markdown>\bmarkdown=)[^<>\n]*|[^<>\n]*)>)[ \t]*$",
    re.MULTILINE,
)
_FIRST_RULE = regex(r"---[ \t]*(?=\n)")
_RAW_BLOCK = regex(r"<(?:ol|ul|li|table|dl|blockquote|pre|p)\b", re.IGNORECASE)
_CHUNK = regex(r"0[xX][0-9a-fA-F]{2}|\d+|\D+")
_HAN = regex(r"[\u3400-\u9fff]")
_LATIN = regex(r"[A-Za-z]{2,}")
_NUMBERED_NAME = regex(r"(?:0x[0-9a-f]{2}|\d+|[a-z]{1,8}[-_ ]?\d+)(?![a-z])", re.IGNORECASE)
_LEAST_LINKED = 2
_ENTITY_SHARE = 4
"""One Chinese character for so many Latin words makes a text Chinese: much Latin is quoted, little Chinese is."""

Rank = tuple[int, tuple[tuple[int, str], ...]]


@dataclass(frozen=True, slots=True)
class ForeignFile:
    """One text: as it stands in the folder, and with its front matter and wrappers blank, at the same offsets."""

    path: str
    original: SourceText
    source: SourceText
    front: FrontMatter
    wrappers: tuple[tuple[int, int], ...] = ()


def read_files(folder: Folder, account: Account) -> tuple[ForeignFile, ...]:
    """Return the texts of a folder in reading order; a file that cannot be read is reported."""
    paths = sorted(path for path in folder.files if path.lower().endswith(_MARKDOWN))
    if not paths:
        paths = sorted(path for path in folder.files if path.lower().endswith(".txt"))
    files = [file for path in paths if (file := _read(folder, path, account)) is not None]
    for path in sorted(folder.oversized):
        account.about(Fate.DROPPED, "file-not-read", path, path)
    return tuple(_ordered(files))


def _read(folder: Folder, path: str, account: Account) -> ForeignFile | None:
    original, _ = decode(path, folder.files[path])
    if original is None:
        account.about(Fate.DROPPED, "file-not-read", path, path)
        return None
    front = front_matter(original)
    if not front.readable:
        account.remark(Fate.DROPPED, "front-matter-unreadable", original, 0, front.end)
    text = masked(original.text, front.end)
    wrappers = _wrappers(text)
    for start, end in wrappers:
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return ForeignFile(path, original, SourceText(path, text), front, wrappers)


def _wrappers(text: str) -> tuple[tuple[int, int], ...]:
    """Return the lines of tags that kramdown is told to read Markdown between, with those that close them.

    So is a line of dashes that begins a file and opens no front matter: ours would be taken for its end.
    """
    rule = _FIRST_RULE.match(text)
    found: list[tuple[int, int]] = [rule.span()] if rule else []
    if "markdown=" not in text:
        return tuple(found)
    open_: list[re.Match[str]] = []
    for line in _WRAPPER.finditer(text):
        if not line["close"]:
            open_.append(line)
        elif open_:
            opening = open_.pop()
            if opening["markdown"] and not _RAW_BLOCK.search(text, opening.end(), line.start()):
                found += [opening.span("tag"), line.span("tag")]
    return tuple(sorted(found))


def _ordered(files: list[ForeignFile]) -> list[ForeignFile]:
    """Return the files by front matter, a file of contents, typed numbers of chapters or names, whichever there is."""
    if len(files) < 2:
        return files
    for order in (_by_fields(files), _by_contents(files), {} if _named_in_order(files) else _by_numbers(files)):
        if order:
            return sorted(files, key=lambda file: (*order.get(file.path, _loose(file, order)), _by_name(file)))
    return sorted(files, key=_by_name)


def _loose(file: ForeignFile, order: dict[str, tuple[float, float]]) -> tuple[float, float]:
    """Place a file that the order does not name: before all if it is a front page, else behind all."""
    front = bool(_FRONT.match(posixpath.basename(file.path)))
    del order
    return (-1.0, 0.0) if front else (1.0, 0.0)


def _by_fields(files: list[ForeignFile]) -> dict[str, tuple[float, float]]:
    """Return the place of every file whose front matter gives one, if at least two do."""
    for name in _ORDER_FIELDS:
        places = {file.path: (0.0, place) for file in files if (place := _place(file.front.get(name))) is not None}
        if len(places) >= _LEAST_LINKED:
            return places
    return {}


def _place(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return 1000.0 + ord(text) if len(text) == 1 and text.isalpha() else None


def _by_contents(files: list[ForeignFile]) -> dict[str, tuple[float, float]]:
    """Return the order in which a file of contents links the others, if it links most of them."""
    paths = {file.path for file in files}
    for file in files:
        name = posixpath.splitext(posixpath.basename(file.path))[0]
        if not _CONTENTS.fullmatch(name):
            continue
        linked = [path for path in (_path(file, to) for to in _LINK.findall(file.source.text)) if path in paths]
        order = {path: (0.0, float(at)) for at, path in reversed(list(enumerate(linked, start=1)))}
        order[file.path] = (0.0, 0.0)
        if len(order) > _LEAST_LINKED and len(order) * 2 > len(files):
            return order
    return {}


def _path(file: ForeignFile, destination: str) -> str:
    path = posixpath.normpath(posixpath.join(posixpath.dirname(file.path), destination))
    return path if path.lower().endswith(_MARKDOWN) else f"{path}.md"


def _named_in_order(files: list[ForeignFile]) -> bool:
    """Tell whether most names begin with a number, so that their order is the reading order."""
    return sum(bool(_NUMBERED_NAME.match(posixpath.basename(file.path))) for file in files) * 2 > len(files)


def _by_numbers(files: list[ForeignFile]) -> dict[str, tuple[float, float]]:
    """Return the order of the numbers typed before the first headings, if most files have one."""
    order: dict[str, tuple[float, float]] = {}
    for file in files:
        heading = _HEADING.search(file.source.text)
        number = number_of(heading[1].strip()) if heading else None
        if number is None:
            continue
        part = number.parts[0]
        value = chinese_value(part)
        order[file.path] = (0.0, float(value)) if value else (0.5, float(ord(part[0])))
    return order if len(order) * 2 > len(files) else {}


def _by_name(file: ForeignFile) -> tuple[int, tuple[tuple[int, str], ...]]:
    name = posixpath.basename(file.path)
    rank = -1 if _FRONT.match(name) else 1 if _BACK.match(name) else 0
    return rank, natural(file.path)


def natural(path: str) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts `2-a` before `10-a` and `0x1F` by its value."""
    return tuple(
        (int(chunk, 16), "")
        if chunk[:2] in {"0x", "0X"} and len(chunk) == 4
        else (int(chunk), "")
        if chunk.isdigit() and chunk.isascii()
        else (-1, chunk.lower())
        for chunk in _CHUNK.findall(path)
    )


def language_of(files: Sequence[ForeignFile]) -> str:
    """Return `zh` or `en`, by the script that most of the text is in."""
    said = next((file.front.get("lang", "language", "locale") for file in files if file.front.fields), "")
    if re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", said):
        return said
    han = sum(len(_HAN.findall(file.source.text)) for file in files)
    latin = sum(len(_LATIN.findall(file.source.text)) for file in files)
    return "zh" if han * _ENTITY_SHARE > latin else "en"
