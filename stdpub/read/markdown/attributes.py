r"""Braces in a line of text in, `Attributes` with the place of every part out.

`{#key .class name="value" name=value}`, kramdown's `{: #key}` too; what does not read as that is no attributes block.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from stdpub.model.patterns import regex

_ITEM = r"""(?:\#[^\s{}"'=|]++|\.[^\s{}"'=.|]++|[A-Za-z_][\w:.-]*+=(?:"(?:[^"\\]|\\.)*+"|'(?:[^'\\]|\\.)*+'|(?:[^\s{}"'|\\]|\\\S)(?:[^\s{}"|\\]|\\\S)*+))"""
_BLOCK = regex(rf"\{{:?[ \t\n]*+(?:{_ITEM}(?:[ \t\n]++|(?=\}})))++\}}", re.DOTALL)
_PART = regex(
    r"""\#(?P<key>[^\s{}"'=|]+)|\.(?P<class>[^\s{}"'=.|]+)"""
    r"""|(?P<name>[A-Za-z_][\w:.-]*)=(?:"(?P<double>(?:[^"\\]|\\.)*)"|'(?P<single>(?:[^'\\]|\\.)*)'|(?P<bare>[^\s{}"]+))""",
    re.DOTALL,
)
_ESCAPED = regex(r"""\\(["'\\|])""")
_TRIES_AT_END = 8


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands in braces: `{#key .class name="value"}`, also `{: #key}`; offsets are code points of the file."""

    key: str
    classes: tuple[str, ...]
    values: tuple[tuple[str, str], ...]  # in the author's order, quotes removed, `\"` unescaped
    start: int
    end: int
    key_at: int = -1  # offset of the key itself, behind the `#`; -1 where there is none
    class_starts: tuple[int, ...] = ()  # offset of every class, behind its dot
    name_starts: tuple[int, ...] = ()  # offset of the name of every value
    value_spans: tuple[tuple[int, int], ...] = ()  # start and end of every value as written, without its quotes

    def value(self, name: str) -> str | None:
        """Return the first value of that name."""
        return next((value for known, value in self.values if known == name), None)

    def value_span(self, name: str) -> tuple[int, int] | None:
        """Return start and end of the first value of that name as it is written."""
        return next((self.value_spans[at] for at, (known, _) in enumerate(self.values) if known == name), None)


def match_attributes(text: str, at: int) -> int:
    """Return where the attributes block that begins at `at` ends, or -1 where there is none."""
    found = _BLOCK.match(text, at)
    return found.end() if found else -1


def _in_place(offset: int) -> int:
    return offset


def read_attributes(text: str, start: int, end: int, place: Callable[[int], int] = _in_place) -> Attributes:
    """Return the parts of the attributes block between `start` and `end`; `place` maps an offset into the file."""
    key, key_at = "", -1
    classes: list[str] = []
    class_starts: list[int] = []
    values: list[tuple[str, str]] = []
    name_starts: list[int] = []
    spans: list[tuple[int, int]] = []
    for part in _PART.finditer(text, start + 1, end - 1):
        group = part.lastgroup or ""
        if group == "key":
            if key_at < 0:
                key, key_at = part["key"], place(part.start("key"))
                continue
            values.append(("#", part["key"]))  # a second key, for the reader to report
            name_starts.append(place(part.start()))
            spans.append((place(part.start("key")), place(part.end("key") - 1) + 1))
        elif group == "class":
            classes.append(part["class"])
            class_starts.append(place(part.start("class")))
        else:
            first, last = part.span(group)
            values.append((part["name"], _ESCAPED.sub(r"\1", part[group]) if "\\" in part[group] else part[group]))
            name_starts.append(place(part.start("name")))
            spans.append((place(first), place(last - 1) + 1 if last > first else place(first)))
    return Attributes(
        key,
        tuple(classes),
        tuple(values),
        place(start),
        place(end - 1) + 1,
        key_at,
        tuple(class_starts),
        tuple(name_starts),
        tuple(spans),
    )


def attributes_at_end(text: str) -> int:
    """Return where the attributes block begins that ends `text`, or -1 where there is none."""
    if not text.endswith("}"):
        return -1
    at = len(text)
    for _ in range(_TRIES_AT_END):
        at = text.rfind("{", 0, at)
        if at < 0:
            return -1
        if match_attributes(text, at) == len(text):
            return at
    return -1
