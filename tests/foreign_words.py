"""Words of foreign Markdown and of the XML built from it, for comparing: plain regular expressions, none of our tokens."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

FENCE = re.compile(r"^(?P<lead>[ >\t]*(?:(?:[-*+]|\d+[.)])[ \t]+)*)(?P<mark>`{3,}|~{3,})(?P<info>[^`\n]*)$")
ELEMENTS = (
    "a|abbr|article|b|blockquote|br|center|cite|code|col|colgroup|dd|del|details|dfn|div|dl|dt|em|figure|figcaption|font|h[1-6]|hr|i|img"
    "|ins|kbd|li|ol|p|pre|q|s|samp|section|small|span|strong|style|sub|summary|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var"
)
BLOCK_TAG = re.compile(
    r"</?(?:article|blockquote|br|center|col|colgroup|dd|details|div|dl|dt|figure|figcaption|h[1-6]|hr|li|ol|p|pre|section|summary|table|tbody|td|tfoot|th|thead|tr|ul)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
TAG = re.compile(rf"</?(?:{ELEMENTS})(?:\s[^<>]*)?/?>", re.IGNORECASE)
WORD = re.compile(r"[^\W_\u2e80-\u9fff\uf900-\ufaff]+|[\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]")
NUMBER = re.compile(
    r"(?:第[〇零一二三四五六七八九十百千]+(?:分编|编|章|节|条)(?:之[一二三四五六七八九十]+)?"
    r"|(?:Annex|Appendix|ANNEX|APPENDIX|附录)[ \t]*(?:[A-Z](?![a-z])|\d+)|[A-Z](?:\.\d+)+|[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*(?![\w]))"
)
NOTE = re.compile(r"^[*_]*(?:Note|NOTE|Example|EXAMPLE|注|示例)(?:[ \t]?\d+)?[ \t]?[*_]*[:：][*_]*")
STS = {"label", "annex-type"}
ASIDE = {"fn", "fn-group"}
BLOCKS = {
    "sec",
    "app",
    "p",
    "list",
    "list-item",
    "title",
    "table-wrap",
    "table",
    "thead",
    "tbody",
    "tr",
    "td",
    "th",
    "caption",
    "fig",
    "alt-text",
    "disp-formula",
    "preformat",
    "code",
    "non-normative-note",
    "non-normative-example",
    "normative-note",
    "disp-quote",
    "def-list",
    "def-item",
    "term",
    "def",
    "break",
    "term-sec",
    "label",
    "legend",
    "statement",
    "ref",
    "ref-list",
    "mixed-citation",
}


def words(text: str) -> list[str]:
    """Return the words of a text: runs of letters and digits, Chinese characters one by one."""
    return WORD.findall(text)


@dataclass
class Source:
    """The words of one source text by clause; what is no text is left out, typed numbers and note labels are counted."""

    clauses: list[tuple[str, list[str]]] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    numbers: Counter = field(default_factory=Counter)
    labels: Counter = field(default_factory=Counter)


def _inline(line: str) -> str:
    """Return a line of running text without the marks of Markdown."""
    line = re.sub(r"!?\[\[\^?[^\]]*\]\]", lambda found: found[0], line)
    code: list[str] = []

    def keep(found: re.Match[str]) -> str:
        code.append(found[2])
        return f"\ue000{len(code) - 1}\ue001"

    line = re.sub(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", keep, line, flags=re.DOTALL)
    line = re.sub(r"(?<!\\)\$(?! )([^$\n]*[\\^_={}][^$\n]*)\$", " ", line)
    line = re.sub(r"\{:[^}]*\}|\{#[\w:.-]+[^}]*\}", "", line)
    for _ in range(3):
        line = re.sub(
            r"(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\((?:<[^>]*>|(?:\{\{.*?\}\}|[^()\s]|\([^()]*\))*)(?:\s+(?:\"([^\"]*)\"|'([^']*)'))?\s*\)",
            r"\2",
            line,
        )
    line = re.sub(r"\[\^[^\]\s]+\]", " ", line)
    line = re.sub(r"(?<=\])\[[^\]]*\]", "", line)
    line = BLOCK_TAG.sub(" ", line)
    line = TAG.sub("", line)
    line = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line)
    line = re.sub(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);", lambda found: html.unescape(found[0]), line)
    line = re.sub(r"[*`]|~~", "", line)
    return re.sub("\ue000(\\d+)\ue001", lambda found: code[int(found[1])], line)


def read_source(text: str) -> Source:
    """Return the words of one Markdown text by clause: heading words without their typed number, and what stands below."""
    found = Source()
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    text = re.sub(r"\A\s*(---|\+\+\+)[ \t]*\n(?:.*\n)*?(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", "", text)
    lines = text.split("\n")
    buffer: list[str] = []
    body: list[str] = []
    title = ""
    law = len(re.findall(r"^\**第[一二三四五六七八九十百千零〇]+条", text, re.MULTILINE)) > 2

    def flush() -> None:
        if buffer:
            body.extend(_paragraph(buffer, found))
            buffer.clear()

    def close() -> None:
        nonlocal body
        flush()
        found.clauses.append((title, body))
        body = []

    at = 0
    while at < len(lines):
        line = lines[at]
        fence = FENCE.match(line)
        heading = re.match(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$", line)
        if fence:
            flush()
            mark = fence["mark"]
            at += 1
            while at < len(lines) and not re.match(rf"^[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$", lines[at]):
                body.extend(words(lines[at]))
                at += 1
        elif line.lstrip().startswith("<!--"):
            flush()
            while "-->" not in lines[at] and at + 1 < len(lines):
                at += 1
        elif heading:
            close()
            title = heading[2] or ""
        elif (
            re.match(r"^ {0,3}(?:=+|-+)[ \t]*$", line)
            and buffer
            and "|" not in buffer[-1]
            and not re.match(r"[ \t]*[-*+>]", buffer[-1])
        ):
            last = " ".join(buffer)
            buffer.clear()
            close()
            title = last
        elif not line.strip(" \t>"):
            flush()
        elif law and re.match(r"^\**第[一二三四五六七八九十百千零〇]+条", line):
            close()
            title = ""
            number = re.match(
                r"^\**(第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?)\**[ \u3000]*", line
            )
            found.numbers.update(words(number[1]))
            buffer.append(line[number.end() :])
        else:
            buffer.append(line)
        at += 1
    close()
    found.clauses = [(_title(title, found), body) for title, body in found.clauses]
    return found


def _title(title: str, found: Source) -> str:
    plain = _inline(title).strip()
    number = re.match(rf"{NUMBER.pattern}(?=[\s.:：、)）–—-]|$|[\u3400-\u9fff])", plain)
    if number:
        found.numbers.update(words(number[0]))
        plain = plain[number.end() :]
    return plain


def _paragraph(lines: list[str], found: Source) -> list[str]:
    """Return the words of the lines between two blank ones."""
    if re.match(r"^ {0,3}\[[^\]^]+\]:[ \t]*\S+", lines[0]) and all(
        re.match(r"^ {0,3}\[[^\]]+\]:", line) for line in lines
    ):
        return []
    kept = []
    lists = False
    for at, line in enumerate(lines):
        if re.match(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*$", line):
            continue
        item = re.match(r"^[ \t>]*(?:(?:[-*+]|(\d{1,9})[.)])(?:[ \t]+|$))+", line)
        if item and (not at or lists or item[1] in {None, "1"} or line[:1].isspace()):
            lists = True
            line = "\x00" + line[item.end() :]
        kept.append(re.sub(r"(?<!\\)\|", " ", line.lstrip(" \t>") if not item else line))
    text = "\n".join(kept)
    footnote = re.match(r"^\[\^[^\]]+\]:[ \t]*", text)
    if re.fullmatch(r"\s*\[\[?_?TOC_?\]?\]\s*", text):
        return []
    text = re.sub(r"(?<!`)<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"(?<!\\)\$\$.+?\$\$", " ", text, flags=re.DOTALL)
    if footnote:
        found.footnotes.extend(words(_inline(text[footnote.end() :])))
        return []
    return [word for part in text.split("\x00") for word in words(_inline(part))]


@dataclass
class Built:
    """The words of a built XML by clause, in the order of the document; generated labels are left out."""

    clauses: list[tuple[str, list[str]]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    footnotes: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)


def _local(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def read_built(xml: bytes) -> Built:
    """Return the words of a built XML."""
    found = Built()
    root = etree.fromstring(xml)
    for holder in root.iter("{*}front", "{*}body", "{*}back"):
        _clauses(holder, found)
    found.title = words(" ".join(root.xpath("string(//*[local-name()='full'])").split()))
    return found


def _clauses(holder: etree._Element, found: Built) -> None:
    for child in holder:
        name = _local(child)
        if name in {"sec", "app", "term-sec"}:
            label = next((one for one in child if _local(one) == "label"), None)
            title = next((one for one in child if _local(one) == "title"), None)
            if name == "term-sec":
                title = next(child.iter("{*}term"), None)
            found.labels.append("".join(label.itertext()) if label is not None else "")
            found.clauses.append(
                (_text(title, found) if title is not None else "", words(_text(child, found, skip=title, top=True)))
            )
            _clauses(child, found)
        elif name in {"app-group", "fn-group"}:
            if name == "fn-group":
                found.footnotes.extend(words(" ".join(_text(one, found) for one in child)))
            _clauses(child, found)
        elif name == "ref-list" and _local(holder) == "back":
            title = next((one for one in child if _local(one) == "title"), None)
            found.labels.append("")
            found.clauses.append(
                (_text(title, found) if title is not None else "", words(_text(child, found, skip=title)))
            )


def _text(element: etree._Element, found: Built, skip: etree._Element | None = None, *, top: bool = False) -> str:
    """Return the text of an element without generated labels, nested clauses, footnotes and formulas."""
    parts: list[str] = []

    def visit(node: etree._Element) -> None:
        name = _local(node)
        if node is skip or not name or (node is not element and name in {"sec", "app", "term-sec", "fn-group"}):
            return
        if name in {
            "math",
            "tex-math",
            "supplementary-material",
            "annex-type",
            "normAuthorization",
            "partOfSpeech",
            "normativeAuthorization",
            "grammaticalGender",
        }:
            parts.append(" ")
            return
        if name == "label" and node is not element:
            around = _local(node.getparent())
            if around in {"non-normative-note", "non-normative-example", "normative-note"}:
                parts.append(" " + re.sub(r"\d+", "", "".join(node.itertext())) + " ")
            return
        if name == "fn":
            found.footnotes.extend(words("".join(node.itertext())))
            return
        if name == "xref" and node.get("ref-type") in {"fn", "table-fn"}:
            return
        block = name in BLOCKS or name in {"term", "definition", "note", "langSet", "tig", "example", "source"}
        parts.append(" " if block else "")
        parts.append(node.text or "")
        for child in node:
            visit(child)
            parts.append(child.tail or "")
        parts.append(" " if block else "")

    if top:
        parts.append(element.text or "")
        for child in element:
            visit(child)
    else:
        visit(element)
    return "".join(parts)
