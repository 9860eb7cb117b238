"""What an import understood, kept as plain text, dropped or could not resolve, by file and line; as JSON."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from stdpub.model.source import SourceText, Words

_EXCERPT = 120
"""Characters of the source's own words that a remark quotes."""


class Fate(StrEnum):
    """What became of a piece of the source that was not simply understood."""

    ADAPTED = "adapted"
    KEPT = "kept"
    DROPPED = "dropped"
    UNRESOLVED = "unresolved"


MESSAGES: dict[str, Words] = {
    "anchor-mended": Words(
        "an anchor that names no heading exactly; the nearest heading was taken", "锚点与标题不完全一致，取最相近的标题"
    ),
    "anchor-without-place": Words("an anchor where no key can stand", "锚点所在处不能设键"),
    "attributes": Words("attributes that only a renderer reads", "仅供渲染器使用的属性"),
    "broken-anchor": Words(
        "a link to an anchor that does not exist; its words were kept", "链接的锚点不存在，保留其文字"
    ),
    "contents": Words("a typed table of contents, kept as text", "手写目录，保留为文本"),
    "contents-mark": Words("a mark that asks for a table of contents", "要求生成目录的标记"),
    "duplicate-key": Words("an id that another thing already bears; it got a new key", "标识已被占用，另设新键"),
    "empty-heading": Words("a heading without text", "没有文字的标题"),
    "external-reference": Words(
        "a typed reference into another document, kept as text", "对其他文件的引用，保留为文本"
    ),
    "file-not-read": Words("a file that is not UTF-8 or too large", "文件不是UTF-8编码或过大"),
    "file-unused": Words("a file that the text does not show", "正文未使用的文件"),
    "formula": Words("a formula that cannot be read, kept as text", "无法解析的公式，保留为文本"),
    "front-matter": Words("a field of the front matter that a standard has no place for", "标准中无对应位置的文前字段"),
    "front-matter-unreadable": Words("front matter that cannot be read", "无法读取的文前数据"),
    "heading-inside": Words(
        "a heading inside a quotation or list, made bold words", "引用或列表内的标题，改为粗体文字"
    ),
    "html-tag": Words("an HTML tag; its text was kept", "HTML标签，保留其文字"),
    "image-missing": Words(
        "a picture that is not in the folder; its words were kept", "文件夹中没有该图片，保留其文字"
    ),
    "image-outside": Words("a picture on another site, kept as a link", "其他网站上的图片，保留为链接"),
    "label-fixed": Words(
        "a typed number that the numbering does not give here, fixed as a label", "编号与编号规则不符，固定为标签"
    ),
    "level-closed": Words("a heading level that was skipped, closed up", "跳级的标题，已补上层次"),
    "level-too-deep": Words("a heading deeper than six levels", "标题超过六级"),
    "link-outside": Words(
        "a link to a file outside the folder; its words were kept", "链接的文件不在文件夹内，保留其文字"
    ),
    "link-title": Words("the title of a link, which only a renderer shows", "仅由渲染器显示的链接标题"),
    "list-start": Words("a list that does not begin with 1; it is numbered anew", "列表不从1开始，已重新编号"),
    "marks-escaped": Words("characters that would be read as a mark, escaped", "会被当作标记的字符，已转义"),
    "note": Words("a note that may hold a provision, kept as text", "可能含有条款的注，保留为文本"),
    "rule-off": Words("a line that only parts the page", "仅用于分隔版面的线"),
    "shortcode": Words("a shortcode or template tag, kept as text", "短代码或模板标签，保留为文本"),
    "title-heading": Words("a heading that is the title of the document", "作为文件名称的标题"),
    "unresolved-reference": Words(
        "a typed reference to a number that the document does not have", "引用的编号在文件中不存在"
    ),
    "unread": Words("a passage that still reads with an error", "读取时仍有错误的段落"),
}


@dataclass(frozen=True, slots=True)
class Remark:
    """One piece of the source that was not simply understood, with the source's own words."""

    fate: Fate
    rule: str
    file: str
    line: int
    column: int
    text: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The account of one import; `files` are the source's in reading order, `counts` are sorted by name."""

    identifier: str
    title: str
    language: str
    verbal_forms: str
    rulebook: str
    numbering: str
    files: tuple[str, ...]
    written: tuple[str, ...]
    counts: tuple[tuple[str, int], ...]
    remarks: tuple[Remark, ...]

    def of(self, rule: str) -> tuple[Remark, ...]:
        """Return the remarks of one rule."""
        return tuple(remark for remark in self.remarks if remark.rule == rule)

    def to_json(self) -> bytes:
        """Return the report as JSON, the same bytes for the same import."""
        by_fate = Counter(remark.fate.value for remark in self.remarks)
        fields = {
            "identifier": self.identifier,
            "title": self.title,
            "language": self.language,
            "verbal-forms": self.verbal_forms,
            "rulebook": self.rulebook,
            "numbering": self.numbering,
            "files": list(self.files),
            "written": list(self.written),
            "counts": dict(self.counts),
            "not-understood": {fate.value: by_fate[fate.value] for fate in Fate},
            "remarks": [_remark(remark) for remark in self.remarks],
        }
        return (json.dumps(fields, ensure_ascii=False, indent=2) + "\n").encode()


def _remark(remark: Remark) -> dict[str, object]:
    message = MESSAGES[remark.rule]
    return {
        "fate": remark.fate.value,
        "rule": remark.rule,
        "file": remark.file,
        "line": remark.line,
        "column": remark.column,
        "text": remark.text,
        "message": {"en": message.en, "zh": message.zh},
    }


class Account:
    """Gathers counts and remarks while an import runs."""

    __slots__ = ("counts", "remarks")

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.remarks: list[Remark] = []

    def remark(self, fate: Fate, rule: str, source: SourceText, start: int, end: int) -> None:
        """Note what became of a run of the source."""
        at = source.span(start, start)
        text = " ".join(source.text[start : min(end, start + _EXCERPT)].split())
        self.remarks.append(Remark(fate, rule, source.file, at.line, at.column, text))

    def about(self, fate: Fate, rule: str, file: str, text: str) -> None:
        """Note what became of a whole file."""
        self.remarks.append(Remark(fate, rule, file, 1, 1, text[:_EXCERPT]))

    def count(self, name: str, number: int = 1) -> None:
        """Count something that was understood."""
        if number:
            self.counts[name] += number
