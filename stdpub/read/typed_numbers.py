"""What opens a title, caption, note, item or entry in; the number or label that its author typed there out, with a fix."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from stdpub.model.content import Block, Paragraph
from stdpub.model.inlines import Inline, Text
from stdpub.model.patterns import regex
from stdpub.model.source import Diagnostic, Replace, Severity, SourceText, Span, Words
from stdpub.read.markdown.token_tree import Token

_STATUS = r"(?:[ \u00a0\u3000]*(?:[（(](?:规范性|资料性|normative|informative)(?:附录|[ ]annex)?[)）])[ \u3000]*)?"
HEADING = regex(
    r"(?:(?:(?:[Cc]lause|[Aa]nnex|[Aa]ppendix)[ \u00a0]+)?(?:[0-9]{1,2}|[A-Z](?=\.[0-9]))(?:\.[0-9]{1,3})*[.、:：]?(?:[ \u00a0\u3000]+|、[ ]*)"
    r"|第[0-9一二三四五六七八九十百]{1,6}[章节条][ \u3000]*"
    rf"|(?:(?:[Aa]nnex|[Aa]ppendix)[ \u00a0]+[A-Z](?:[ \u00a0]+|[:.]|$)|附录[ ]?[A-Z][ \u3000]*){_STATUS})"
)
"""A number at the head of a title; `5G` and `2026` are none."""

_ANNEX = regex("[Aa]nnex|[Aa]ppendix|附录")
_STATUSES = {"normative": ("normative", "规范性"), "informative": ("informative", "资料性")}

BARE = regex(r"(?:[0-9]{1,2}|[A-Z])(?:\.[0-9]{1,3})+[ \u3000]*")
"""A heading that is a number and nothing else: a numbered paragraph."""

_NUMBER = r"[ \u00a0]?(?:[A-Z]\.)?[0-9]{1,3}(?:[.-][0-9]{1,3})?"
TABLE = regex(rf"(?:Table{_NUMBER}[ \u00a0]*[—–:：.-]|表{_NUMBER}(?:[ \u3000—–:：.]|$))[ \u00a0\u3000]*")
FIGURE = regex(rf"(?:(?:Figure|Fig\.?){_NUMBER}[ \u00a0]*[—–:：.-]|图{_NUMBER}(?:[ \u3000—–:：.]|$))[ \u00a0\u3000]*")
PART = regex(r"[（(]?[a-z][)）][ \u00a0\u3000]*")
NOTE = regex(
    r"(?:NOTE(?:[ ][0-9]{1,3})?(?:[:：]|[ ](?=[A-Z]))|Note[ ][0-9]{1,3}[ ]to[ ]entry:|注[0-9]{0,3}[:：])[ \u3000]*"
)
EXAMPLE = regex(r"(?:EXAMPLE(?:[ ][0-9]{1,3})?(?:[:：]|[ ](?=[A-Z]))|示例[0-9]{0,3}[:：])[ \u3000]*")
WARNING = regex(r"(?:(?:DANGER|WARNING|CAUTION|IMPORTANT|TIP)[:：]|(?:危险|警告|注意|重要提示|提示)[:：])[ \u3000]*")
ITEM = regex(r"(?:[（(]?[0-9a-z]{1,2}[)）]|——)[ \u00a0\u3000]*")
ENTRY = regex(r"[\[［][0-9]{1,3}[\]］][ \u00a0\u3000]*")
_LETTER = regex(r"[-*+][ \t]+(?P<mark>[（(]?(?P<letter>[a-z])[)）][ \u00a0\u3000]*)")
_TAG = regex(r"[ \t]*(?:\\tag\*?\{[^{}]{0,20}\}|\\q?quad[ \t]*[（(](?:[A-Z]\.)?[0-9]{1,3}[)）])[ \t]*\Z")
_LINE_MARK = regex(r"(?P<mark>——|[a-z0-9]）)[ \u3000]*")


def typed_number(
    nodes: tuple[Inline, ...], pattern: re.Pattern[str], instead: str = "", more: tuple[Replace, ...] = ()
) -> Iterator[Diagnostic]:
    """Yield a finding where nodes open with a typed number; its fix writes something else, or nothing, there, and `more`."""
    first = nodes[0] if nodes else None
    found = pattern.match(first.text) if isinstance(first, Text) else None
    if found and isinstance(first, Text):
        at = first.span._replace(end_line=first.span.line, end_column=first.span.column + found.end())
        yield typed(at, found[0], instead, more)


def annex_classes(title: str) -> tuple[str, ...]:
    """Return the classes that say what a typed `Annex A (normative)` at the head of a title says; none for another title."""
    found = HEADING.match(title)
    if found is None or not _ANNEX.match(found[0]):
        return ()
    status = (name for name, words in _STATUSES.items() if any(word in found[0] for word in words))
    return ("annex", *status)


def typed(at: Span, number: str, instead: str = "", more: tuple[Replace, ...] = ()) -> Diagnostic:
    """Return the finding on a number that stands at a place of the text; its fix makes the edits of `more`, too."""
    message = Words(f"a typed number `{number.strip()}`", f"手写的编号`{number.strip()}`")
    help_ = Words("take it away: stdpub prints it", "请删去，编号由stdpub生成")
    if instead:
        help_ = Words(
            f"write `{instead.strip()}`: stdpub prints the number", f"请写`{instead.strip()}`，编号由stdpub生成"
        )
    return Diagnostic(at, Severity.ERROR, "typed-number", message, help_, (Replace(at, instead), *more))


def typed_label(blocks: tuple[Block, ...], pattern: re.Pattern[str]) -> Iterator[Diagnostic]:
    """Yield a finding where the first paragraph of a note or an item opens with a typed label."""
    first = blocks[0] if blocks else None
    if isinstance(first, Paragraph) and first.sentences:
        yield from typed_number(first.sentences[0].children, pattern)


def typed_below(source: SourceText, image: Token, below: Token) -> Iterator[Diagnostic]:
    """Yield a finding where a line `Figure 1 — Caption` stands below an image, whose brackets are the place for it."""
    only = below.children[0] if below.kind == "paragraph" and len(below.children) == 1 else None
    found = FIGURE.match(only.text) if only is not None and only.kind == "text" else None
    if only is None or found is None:
        return
    words = only.text[found.end() :].strip()
    message = Words(f"a typed number `{found[0].strip()}`", f"手写的编号`{found[0].strip()}`")
    help_ = Words(
        f"write the caption in the brackets of the image: `![{words}]`", f"图题写在图片的方括号内：`![{words}]`"
    )
    fix: tuple[Replace, ...] = ()
    if not image.children:
        inside = source.span(image.start + 2, image.start + 2)
        fix = (Replace(inside, words), Replace(source.span(below.start, below.end), ""))
    at = source.span(only.start, only.start + found.end())
    yield Diagnostic(at, Severity.ERROR, "typed-number", message, help_, fix)


def without_tag(tex: str) -> str:
    """Return the TeX of a formula without a number of its own at its end."""
    found = _TAG.search(tex[-60:])
    return tex[: len(tex) - len(found[0])] if found else tex


def typed_tag(source: SourceText, tex: str, start: int, end: int) -> Iterator[Diagnostic]:
    """Yield a finding where the TeX of a formula between two offsets ends with a number of its own."""
    found = _TAG.search(tex[-60:])
    at = source.text.rfind(found[0].strip(), start, end) if found else -1
    if found and at >= 0:
        yield typed(source.span(at, at + len(found[0].strip())), found[0])


def lettered(source: SourceText, bullets: Token, found: list[Diagnostic]) -> list[Diagnostic]:
    """Return the findings on a list whose items all open with a), b), c) behind a bullet, with a fix that keeps the letters.

    There is none where an item has more than one line, which would have to be moved.
    """
    marks = [_LETTER.match(source.text, item.start, item.end) for item in bullets.children]
    letters = "".join(mark["letter"] if mark else "." for mark in marks)
    if not letters or not "abcdefghijklmnopqrstuvwxyz".startswith(letters):
        return found
    spans = {source.span(mark.start("mark"), mark.start("mark")): mark.span() for mark in marks if mark}
    plain = all("\n" not in source.text[item.start : item.end].strip() for item in bullets.children)
    result: list[Diagnostic] = []
    for one in found:
        at = spans.get(one.at._replace(end_line=one.at.line, end_column=one.at.column))
        if one.rule == "typed-number" and at:
            help_ = Words("write `1.`: stdpub prints `a)`, `b)`, `c)`", "请写`1.`，由stdpub印出`a)`、`b)`、`c)`")
            fix = (Replace(source.span(*at), "1. "),) if plain else ()
            result.append(replace(one, help=help_, fix=fix))
        else:
            result.append(one)
    return result


def typed_marks(source: SourceText, start: int, end: int) -> Iterator[Diagnostic]:
    """Yield a finding for every line of a paragraph that opens with the mark of an item, as rulebooks print it."""
    at = start
    while 0 <= at < end:
        found = _LINE_MARK.match(source.text, at, end)
        if found:
            mark = "- " if found["mark"] == "——" else f"{found['mark'][0]}) "
            message = Words(f"the typed mark of an item `{found['mark']}`", f"手写的列项符号`{found['mark']}`")
            help_ = Words(f"write `{mark}`: stdpub prints the mark", f"请写`{mark}`，列项符号由stdpub生成")
            at_ = source.span(at, found.end())
            yield Diagnostic(at_, Severity.WARNING, "typed-list-mark", message, help_, (Replace(at_, mark),))
        elif at == start:
            return
        at = source.text.find("\n", at, end) + 1 or -1
