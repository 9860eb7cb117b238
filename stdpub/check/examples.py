"""The examples of a rule to folders that can be read: a clean standard around the few lines that the rule shows.

An example is Markdown below the front matter; what every standard has (scope, normative references, terms) and the
example leaves out is put around it, and the picture `figures/drawing.svg` where it shows that. One that begins with `---` is a whole standard and used as it is, save that its
`rulebook:` is set. A line `=== standard.zh.md` begins the text of another language version, without front matter, and
`=== quantities.yml` the quantities.
"""

from __future__ import annotations

import re

from stdpub.model.folder import Folder
from stdpub.model.header import RulebookName
from stdpub.model.patterns import regex

_FRONT = {
    "en": """---
identifier: T/EXAMPLE 1
edition: 1
date: 2026-01-15
implementation: 2026-07-01
language: en
title:
  zh: {main: 储罐通气装置}
  en: {main: Vents of vessels}
rulebook: RULEBOOK
level: association-standard
function: product
ics: ["23.020.10"]
ccs: ["J 74"]
patents: unknown
proposed-by: the committee on vessels
administered-by: the committee on vessels
drafting-organizations: [Institute of Vessels]
drafters: [Li Ming]
publisher: {name: Example Association, abbreviation: EXAMPLE}
---
""",
    "zh": """---
identifier: T/EXAMPLE 1
edition: 1
date: 2026-01-15
implementation: 2026-07-01
language: zh
title:
  zh: {main: 储罐通气装置}
  en: {main: Vents of vessels}
rulebook: RULEBOOK
level: association-standard
function: product
ics: ["23.020.10"]
ccs: ["J 74"]
patents: unknown
proposed-by: 全国储罐标准化技术委员会
administered-by: 全国储罐标准化技术委员会
drafting-organizations: [储罐研究所]
drafters: [李明]
publisher: {name: 示例协会, abbreviation: EXAMPLE}
---
""",
}
_ELEMENTS = {
    "en": (
        ("foreword", "# Foreword {#foreword-of-it}\n\nThis text was made for an example.\n\n"),
        ("scope", "# Scope {#scope-of-it}\n\nThis document specifies vents. It is applicable to steel vessels.\n\n"),
        ("normative references", "# Normative references {#normative-of-it}\n\n"),
        ("terms and definitions", "# Terms and definitions {#terms-of-it}\n\n"),
    ),
    "zh": (
        ("前言", "# 前言 {#foreword-of-it}\n\n"),
        ("范围", "# 范围 {#scope-of-it}\n\n本文件规定了通气装置的要求。\n\n本文件适用于钢制储罐。\n\n"),
        ("规范性引用文件", "# 规范性引用文件 {#normative-of-it}\n\n"),
        ("术语和定义", "# 术语和定义 {#terms-of-it}\n\n"),
    ),
}
_TITLES = {"en": "Vents of vessels", "zh": "储罐通气装置"}
_DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'
_PICTURE = regex(r"\]\((figures/drawing\.svg)\)")
_FIRST = frozenset({"foreword", "introduction", "前言", "引言"})
_ALL = frozenset(title for elements in _ELEMENTS.values() for title, _ in elements) | _FIRST
_HEADING = regex(r"^# (?P<title>[^{\n]*?)[ \t]*(?:\{[^\n]*\})?[ \t]*$", re.MULTILINE)
_VERSION = regex(r"^=== (standard\.[A-Za-z-]+\.md|quantities\.yml)\n", re.MULTILINE)


def folder_of(example: str, rulebook: RulebookName) -> Folder:
    """Return a standard's folder made of a rule's example under a rulebook."""
    first, *others = _VERSION.split(example)
    language = _language(first)
    files = {"standard.md": _whole(first, language, rulebook)}
    for name, text in zip(others[::2], others[1::2], strict=True):
        if not name.endswith(".md"):
            files[name] = text
            continue
        other = name.split(".")[1]
        front = f"---\nlanguage: {other}\ntitle:\n  {other}: {{main: {_TITLES.get(other, other)}}}\n---\n\n"
        files[name] = front + _with_elements(text, "zh" if other.startswith("zh") else "en")
    pictures = dict.fromkeys(_PICTURE.findall(example), _DRAWING)
    return Folder("example", {name: text.encode() for name, text in files.items()} | pictures, {})


def _language(text: str) -> str:
    return "zh" if re.search("[\u4e00-\u9fff]", text) else "en"


def _whole(text: str, language: str, rulebook: RulebookName) -> str:
    if text.startswith("---\n"):
        return re.sub(r"^rulebook: .*$", f"rulebook: {rulebook}", text, count=1, flags=re.MULTILINE)
    return _FRONT[language].replace("RULEBOOK", rulebook) + "\n" + _with_elements(text, language)


def _with_elements(text: str, language: str) -> str:
    """Return the text with the elements that every standard has put where they belong."""
    headings = list(_HEADING.finditer(text))
    starts = [found.start() for found in headings] + [len(text)]
    sections = [
        (found["title"].strip().lower(), text[start:end])
        for found, start, end in zip(headings, starts, starts[1:], strict=False)
    ]
    named = dict(sections)
    before = [section for title, section in sections if title in _FIRST]
    after = [section for title, section in sections if title not in _ALL]
    elements = [named.get(title, made) for title, made in _ELEMENTS[language] if title not in _FIRST]
    if not any(title in named for title in ("foreword", "前言")):
        before.insert(0, _ELEMENTS[language][0][1])
    return text[: starts[0]] + "".join((*before, *elements, *after))
