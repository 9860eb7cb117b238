"""A tag of HTML in, the Markdown way to say the same out."""

from __future__ import annotations

import re

from stdpub.model.patterns import regex
from stdpub.model.source import Words

_NAME = regex(r"</?([A-Za-z][A-Za-z0-9]*)")
_ANCHOR = regex(r"<a\s[^<>]{0,200}?\b(?:name|id)\s*=", re.IGNORECASE)

_FORMS = (
    ("b strong", "`**words**`", "`**文字**`"),
    ("i em var cite dfn", "`*words*`", "`*文字*`"),
    ("s strike del", "`~~words~~`", "`~~文字~~`"),
    ("code kbd samp tt", "`` `code` ``", "`` `代码` ``"),
    ("a", "`[words](address)`", "`[文字](地址)`"),
    ("img picture", '`![caption](figures/file.svg){#key alt="..."}`', '`![图题](figures/file.svg){#key alt="……"}`'),
    ("h1 h2 h3 h4 h5 h6", "`# Title {#key}`", "`# 标题 {#key}`"),
    ("p div section article", "a blank line between paragraphs, without the tag", "用空行分段，不写标签"),
    ("span font center u big small", "the words without the tag: a standard has no style of its own", "文字，不写标签：标准不自设样式"),
    ("ul ol li dir menu", "`- item` or `1. item`", "`- 列项`或`1. 列项`"),
    ("dl dt dd", "`word`, and below it `: meaning`", "`词语`，下一行`: 含义`"),
    ("blockquote q", "`> words`", "`> 文字`"),
    ("pre", "a block between lines of three backticks", "在两行三个反引号之间"),
    ("hr", "clauses, which divide a standard, without rules", "用章条划分，不写分隔线"),
    ("tr td th thead tbody tfoot caption col colgroup", "a table with `|`, or a whole `<table>`", "用`|`分列的表，或完整的`<table>`"),
    ("math svg", "`$...$`, or a picture in `figures/`", "`$……$`，或`figures/`中的图片"),
    ("details summary", "the words without a fold", "文字，不折叠"),
    ("figure figcaption", "`![caption](figures/file.svg)`", "`![图题](figures/file.svg)`"),
)  # fmt: skip
MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*", "s": "~~", "del": "~~", "strike": "~~"}
"""Tags of HTML whose pair a pair of marks says."""

_WAYS = {name: Words(en, zh) for names, en, zh in _FORMS for name in names.split()}
_KEYS = Words("`{#key}` at the end of what it names", "在所指内容的末尾写`{#key}`")


def name_of(tag: str) -> tuple[str, bool]:
    """Return the name of a tag, empty where it is none, and whether it closes."""
    found = _NAME.match(tag)
    return (found[1].lower() if found else "", tag.startswith("</"))


def markdown_way(html: str) -> Words:
    """Return the help for a tag or a block of HTML."""
    found = _NAME.match(html.lstrip())
    way = _WAYS.get(found[1].lower()) if found else None
    if _ANCHOR.match(html):
        way = _KEYS
    if way is None:
        return Words(
            "write it in Markdown; only `<sub>`, `<sup>`, `<br>` and a `<table>` that Markdown cannot say are allowed",
            "请用Markdown书写；只允许`<sub>`、`<sup>`、`<br>`和Markdown无法表达的`<table>`",
        )
    return Words(f"write {way.en}", f"请{way.zh}" if way.zh.startswith("用") else f"请写{way.zh}")
