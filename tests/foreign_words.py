"""Words of foreign Markdown and of the XML built from it, for comparing: plain regular expressions, none of our tokens."""

from __future__ import annotations

import html
import re
from collections import Counter
from dataclasses import dataclass, field
from difflib import SequenceMatcher

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
    r"|(?:Annex|Appendix|ANNEX|APPENDIX|附录)[ \t]*(?:[A-Z](?![a-z])|\d+)|[A-Z](?:\.\d+)+|[A-Z]{0,3}\d{1,3}(?:\.\d{1,3})*(?![\w])(?!\.\d))"
)
ARTICLE = re.compile(
    r"^\**(第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?)\**[ \u3000]*", re.MULTILINE
)
HEADING = re.compile(r"^ {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$")
UNDERLINE = re.compile(r"^ {0,3}(?:=+|-+)[ \t]*$")
PIPE = re.compile(r"(?<!\\)\|")
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
    templates: set[str] = field(default_factory=set)
    titles: set[str] = field(default_factory=set)
    defined: set[str] = field(default_factory=set)


def _inline(line: str, defined: frozenset[str] | set[str] = frozenset()) -> str:
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
            r"(!?)\[((?:[^\[\]\\]|\\.|\[[^\[\]]*\])*)\]\(\s*(?:<[^>]*>|(?:\{\{.*?\}\}|[^()\s]|\([^()]*\))*)(?:\s+(?:\"([^\"]*)\"|'([^']*)'))?\s*\)",
            r"\2",
            line,
        )
    line = re.sub(r"\[\^[^\]\s]+\]", " ", line)
    line = re.sub(
        r"(?<=\])\[([^\]]*)\]", lambda one: "" if not one[1] or one[1].casefold() in defined else one[0], line
    )
    line = BLOCK_TAG.sub(" ", line)
    line = TAG.sub("", line)
    line = re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line)
    line = re.sub(r"&(?:#\d+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);", lambda found: html.unescape(found[0]), line)
    line = re.sub(r"[*`]|~~", "", line)
    return re.sub("\ue000(\\d+)\ue001", lambda found: code[int(found[1])], line)


class _Reader:
    """Goes through the lines of one Markdown text."""

    def __init__(self, text: str) -> None:
        self.found = Source()
        self.lines = text.split("\n")
        self.law = len(ARTICLE.findall(text)) > 2
        self.buffer: list[str] = []
        self.body: list[str] = []
        self.title = ""
        self.in_note = False
        found = self.found
        found.templates.update(word for tag in re.findall(r"\{%.*?%\}|\{\{.*?\}\}", text) for word in words(tag))
        titles = re.findall(r"!\[[^\]]*\]\([^)\s]+\s+\"([^\"]*)\"\)", text)
        found.titles.update(word for title in titles for word in words(title))
        found.defined.update(name.casefold() for name in re.findall(r"^ {0,3}\[([^\]^]+)\]:", text, re.MULTILINE))

    def flush(self) -> None:
        """End the lines that stand together."""
        if self.buffer:
            self.body.extend(_paragraph(self.buffer, self.found))
            self.buffer.clear()

    def close(self, title: str) -> None:
        """End a clause and begin the next."""
        self.flush()
        self.found.clauses.append((self.title, self.body))
        self.body, self.title = [], title

    def run(self) -> Source:
        """Return the words by clause."""
        at = 0
        while at < len(self.lines):
            line = self.lines[at]
            noted = line.startswith("[^") or (self.in_note and (not line.strip() or line[:1].isspace()))
            self.in_note = noted
            fence = FENCE.match(line)
            if fence:
                at = self.code(at, fence)
            elif line.lstrip().startswith("<!--"):
                self.flush()
                while "-->" not in self.lines[at] and at + 1 < len(self.lines):
                    at += 1
            else:
                self.line(line)
            at += 1
        self.close("")
        return self.found

    def code(self, at: int, fence: re.Match[str]) -> int:
        """Take the lines of a fenced block, return where it ends."""
        noted = self.in_note and self.lines[at][:1].isspace()
        self.flush()
        mark, quoted = fence["mark"], ">" in fence["lead"]
        closing = re.compile(rf"^[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")
        at += 1
        while (
            at < len(self.lines)
            and not closing.match(self.lines[at])
            and not (quoted and ">" not in self.lines[at][:20])
        ):
            (self.found.footnotes if noted else self.body).extend(words(self.lines[at]))
            at += 1
        return at

    def line(self, line: str) -> None:
        """Take a line that is no code."""
        heading = HEADING.match(line)
        article = ARTICLE.match(line) if self.law else None
        if heading:
            self.close(f"{heading[1]} {heading[2] or ''}")
        elif (
            UNDERLINE.match(line)
            and self.buffer
            and "|" not in self.buffer[-1]
            and not re.match(r"[ \t]*[-*+>]", self.buffer[-1])
        ):
            title = " ".join(self.buffer)
            self.buffer.clear()
            self.close(title)
        elif not line.strip(" \t>"):
            self.flush()
        elif article:
            self.close("")
            self.found.numbers.update(words(article[1]))
            self.buffer.append(line[article.end() :])
        else:
            self.buffer.append(line)


def read_source(text: str) -> Source:
    """Return the words of one Markdown text by clause: heading words without their typed number, and what stands below."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    text = re.sub(r"\A\s*(---|\+\+\+)[ \t]*\n(?:.*\n)*?(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", "", text)
    found = _Reader(text).run()
    contents = 0
    for at, (line, body) in enumerate(found.clauses):
        level = len(line) - len(line.lstrip("#"))
        inside = 0 < contents < level
        named = re.fullmatch(r"#+ *(?:detailed )?(?:table of )?contents", line, re.IGNORECASE)
        contents = contents if inside else level * bool(named)
        found.clauses[at] = (_inline(line.lstrip("#")) if inside else _title(line.lstrip("#"), found), body)
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
            kept.append(PIPE.sub(" ", "\x00" + line[item.end() :]))
        else:
            kept.append(PIPE.sub(" ", line if item else line.lstrip(" \t>")))
    text = "\n".join(kept)
    footnote = re.match(r"^\[\^[^\]]+\]:[ \t]*", text)
    if re.fullmatch(r"\s*\[\[?_?TOC_?\]?\]\s*", text):
        return []
    text = re.sub(r"(?<!`)<!--.*?-->", "", text, flags=re.DOTALL)
    text = re.sub(r"(?<!\\)\$\$.+?\$\$", " ", text, flags=re.DOTALL)
    if footnote:
        found.footnotes.extend(words(_inline(text[footnote.end() :], found.defined)))
        return []
    return [word for part in text.split("\x00") for word in words(_inline(part, found.defined))]


@dataclass
class Built:
    """The words of a built XML by clause, in the order of the document; generated labels are left out."""

    clauses: list[tuple[str, list[str]]] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)
    depths: list[int] = field(default_factory=list)
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


def _clauses(holder: etree._Element, found: Built, depth: int = 1) -> None:
    for child in holder:
        name = _local(child)
        if name in {"sec", "app", "term-sec"}:
            label = next((one for one in child if _local(one) == "label"), None)
            title = next((one for one in child if _local(one) == "title"), None)
            if name == "term-sec":
                title = next(child.iter("{*}term"), None)
            found.labels.append("".join(label.itertext()) if label is not None else "")
            found.depths.append(depth)
            found.clauses.append(
                (_text(title, found) if title is not None else "", words(_text(child, found, skip=title, top=True)))
            )
            _clauses(child, found, depth + 1)
        elif name in {"app-group", "fn-group"}:
            if name == "fn-group":
                for one in child:
                    _text(one, found)
            _clauses(child, found, depth)
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
            found.footnotes.extend(words(" ".join(_text(child, found) for child in node if _local(child) != "label")))
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


LABEL_WORDS = frozenset(["note", "example", "warning", "important", "table", "figure", "注", "示", "例", "表", "图"])


_COMING = ("front-matter", "numbers-kept", "templates", "picture-titles")
"""Classes of words that only the result has: titles made of front matter, numbers and tags of templates kept as words."""


def _unit(clause: tuple[str, list[str]]) -> tuple[str, ...]:
    title, body = clause
    return tuple(word.casefold() if word.casefold() in LABEL_WORDS else word for word in (*words(title), *body))


@dataclass
class Differences:
    """How the words of source and result differ: counted by class, and what no class explains."""

    classes: Counter = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)


def compare(sources: list[Source], built: Built, front: set[str], title: str) -> Differences:
    """Compare words and their order, clause by clause; `front` are words of front matter, `title` the document's."""
    found = Differences()
    front = {*front, *map(str.casefold, front)}
    numbers = {word for source in sources for word in source.numbers}
    templates = {word for source in sources for word in source.templates}
    titles = {word for source in sources for word in source.titles}
    ours = [unit for source in sources for unit in map(_unit, source.clauses) if unit]
    theirs = [unit for unit in map(_unit, built.clauses) if unit]
    for op, one, two, three, four in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if op != "equal":
            lost = [word for unit in ours[one:two] for word in unit]
            new = [word for unit in theirs[three:four] for word in unit]
            _explain(lost, new, (front, numbers, templates, titles), words(title), found)
    notes = Counter(word for source in sources for word in source.footnotes)
    extra, lost_notes = Counter(built.footnotes) - notes, notes - Counter(built.footnotes)
    if extra or lost_notes:
        found.unexplained.append(f"footnotes: lost {dict(lost_notes)}, new {dict(extra)}")
    return found


def _explain(
    lost: list[str], new: list[str], known: tuple[set[str], ...], title: list[str], found: Differences
) -> None:
    """Put every run of words that differs into a class of the allowed ones."""
    for op, one, two, three, four in SequenceMatcher(None, lost, new, autojunk=False).get_opcodes():
        gone, come = lost[one:two], new[three:four]
        if op == "equal":
            continue
        if len(gone) == len(come) == 1 and {gone[0].casefold(), come[0].casefold()} <= LABEL_WORDS:
            found.classes["typed-labels"] += 1
        elif gone and not come and (gone[0].casefold() in LABEL_WORDS or gone[0] in "规资") and len(gone) <= 3:
            found.classes["typed-labels"] += len(gone)
        elif gone == title and not come:
            found.classes["title"] += len(gone)
        elif (
            come
            and not gone
            and (name := next((name for name, some in zip(_COMING, known, strict=True) if set(come) <= some), ""))
        ):
            found.classes[name] += len(come)
        elif come and not gone and all(word.isdigit() and len(word) <= 2 for word in come):
            found.classes["numbers-of-items"] += len(come)
        else:
            around = " ".join(lost[max(0, one - 5) : one])
            found.unexplained.append(f"{around} [{' '.join(gone)}] -> [{' '.join(come)}]")
