"""The text of a standard to its places: what each line is, which element it stands in, where something can be put in.

Nothing of the product is used here, so that a fault is put where a drafter would put it, whatever the reader makes of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property

_HEADING = re.compile(r"(#{1,6}) +(.*?)(?:\s*\{([^{}]*)\})?\s*$")
_ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)])\s")
_TITLES = {
    "foreword": {"前言", "foreword"},
    "introduction": {"引言", "introduction"},
    "scope": {"范围", "scope"},
    "normative-references": {"规范性引用文件", "normative references"},
    "terms": {"术语和定义", "terms and definitions"},
    "symbols": {
        "符号和缩略语",
        "符号",
        "缩略语",
        "symbols and abbreviated terms",
        "symbols and abbreviations",
        "symbols",
        "abbreviated terms",
    },
    "bibliography": {"参考文献", "bibliography"},
    "index": {"索引", "index"},
}
_BARE = re.compile(r"概述|原则|通则|overview|principle|contents|version", re.IGNORECASE)


@dataclass(slots=True, eq=False)
class Section:
    """A heading and what stands under it: lines `start` to `end` (exclusive), its own text up to `text_end`."""

    level: int
    title: str
    attributes: str
    start: int
    end: int = 0
    text_end: int = 0
    element: str = "clause"
    parent: Section | None = None
    children: list[Section] = field(default_factory=list)

    @property
    def key(self):
        found = re.search(r"#([a-z][a-z0-9-]*)", self.attributes)
        return found[1] if found else ""

    @property
    def top(self):
        return self.parent.top if self.parent else self

    @property
    def titled(self):
        return bool(self.title) and self.title != "§"

    @property
    def siblings(self):
        return self.parent.children if self.parent else []


class Text:
    """One language version as its author wrote it."""

    def __init__(self, text):
        self.text = text
        self.lines = text.split("\n")
        self.kinds = _kinds(self.lines)

    @cached_property
    def sections(self):
        """All sections in reading order."""
        found = []
        for at, kind in enumerate(self.kinds):
            if kind == "heading":
                match = _HEADING.match(self.lines[at])
                found.append(Section(len(match[1]), match[2], match[3] or "", at))
        stack = []
        for one, after in zip(found, [*found[1:], None], strict=True):
            one.text_end = after.start if after else len(self.lines)
            while stack and stack[-1].level >= one.level:
                stack.pop().end = one.start
            if stack:
                one.parent = stack[-1]
                stack[-1].children.append(one)
            stack.append(one)
        for one in stack:
            one.end = len(self.lines)
        for one in found:
            one.element = _element(one.top)
        return found

    @property
    def chapters(self):
        return [one for one in self.sections if one.level == 1]

    def chapter(self, element):
        """Return the first chapter that is the given element."""
        return next((one for one in self.chapters if one.element == element), None)

    @cached_property
    def keys(self):
        return set(re.findall(r"\{#([a-z][a-z0-9-]*)", self.text))

    def free_key(self, random):
        """Return a key that the text has not yet."""
        while True:
            key = "q" + "".join(random.choices("23456789abcdefghjkmnpqrstuvwxyz", k=5))
            if key not in self.keys:
                return key

    def has_text(self, section):
        return any(kind not in {"blank", "heading"} for kind in self.kinds[section.start : section.text_end])

    def bodies(self):
        """Return the sections without subsections in which the document's own provisions stand."""
        return [
            one
            for one in self.sections
            if one.element in {"clause", "normative"} and not one.children and self.has_text(one) and not self.bare(one)
        ]

    def bare(self, section):
        """Tell whether a section stands under a title that itself bars requirements."""
        return any(_BARE.search(above.title) for above in _line(section))

    def end_of(self, section):
        """Return the line below the last line of a section's own text."""
        at = section.text_end
        while at > section.start + 1 and (self.kinds[at - 1] in {"blank", "comment"}):
            at -= 1
        return at

    def paragraphs(self, section):
        """Return the paragraphs of a section's own text: first line and the line after the last."""
        found, start = [], None
        for at in range(section.start, section.text_end + 1):
            inside = at < section.text_end and self.kinds[at] == "paragraph"
            if inside and start is None:
                start = at
            elif not inside and start is not None:
                found.append((start, at))
                start = None
        return found

    def sentences(self):
        """Return the lines of the body that are the whole or the last line of a paragraph and hold one sentence."""
        found = []
        for section in self.bodies():
            for _, end in self.paragraphs(section):
                line = self.lines[end - 1]
                bare = re.sub(r"\{[^{}]*\}", "", line).rstrip()
                ends = bare.endswith(("。", "."))
                one = bare.count("。") == 1 if "。" in bare else len(re.findall(r"\.(?=\s|$)", bare)) == 1
                if ends and one and not re.search(r"\[@|\{limit|\[\^|[`$“”\"*_]", line):
                    found.append(end - 1)
        return found

    def insert(self, at, block):
        """Return the text with a block of lines of its own before line `at`, and the index of the block's first line."""
        before = [""] if at and self.lines[at - 1].strip() else []
        after = [""] if at < len(self.lines) and self.lines[at].strip() else []
        lines = [*self.lines[:at], *before, *block, *after, *self.lines[at:]]
        return "\n".join(lines), at + len(before)

    def replace(self, at, line):
        """Return the text with another line in place of line `at`."""
        return "\n".join([*self.lines[:at], *([] if line is None else [line]), *self.lines[at + 1 :]])


def _line(section):
    while section:
        yield section
        section = section.parent


def _element(chapter):
    if ".annex" in chapter.attributes:
        return "informative" if ".informative" in chapter.attributes else "normative"
    for name, titles in _TITLES.items():
        if f".{name}" in chapter.attributes or re.sub(r"\s", " ", chapter.title).lower() in titles:
            return name
    return "clause"


def _kinds(lines):
    """Return what each line is."""
    kinds, fence, at = [], "", 0
    if lines and lines[0] == "---":
        at = lines.index("---", 1) + 1
        kinds = ["front"] * at
    while at < len(lines):
        line = lines[at]
        opened = re.match(r"\s*(`{3,}|~{3,}|\$\$$|:::(?= (?:table|figure)))", line)
        if fence:
            kinds.append("notes" if fence == ":::" else "code")
            fence = "" if line.strip().startswith(fence) else fence
        elif opened:
            kinds.append("notes" if opened[1] == ":::" else "code")
            fence = opened[1]
        else:
            kinds.append(_kind(line, kinds[-1] if kinds else "blank"))
        at += 1
    return kinds


def _kind(line, before):
    if not line.strip():
        return "blank"
    simple = {
        "#": "heading",
        ">": "quote",
        "|": "table",
        "$$": "formula",
        ":::": "directive",
        "![": "image",
        "<": "html",
    }
    if line.startswith("<!--"):
        return "comment"
    for opening, kind in simple.items():
        if line.startswith(opening):
            return kind
    if re.match(r"\[\^[^\]]+\]:", line):
        return "footnote"
    if re.match(r"(?:Table: |表：)", line):
        return "caption"
    if line.startswith(": "):
        return "definition"
    if re.fullmatch(r"\{#[^{}]*\}", line.strip()):
        return "key"
    if _ITEM.match(line) or (line.startswith(" ") and before in {"item", "blank"}):
        return "item"
    return before if before in {"quote", "item", "footnote"} else "paragraph"
