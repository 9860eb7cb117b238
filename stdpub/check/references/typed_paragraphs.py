"""Rules on paragraphs that open with what stdpub prints: a number, the mark of an item, the label of a figure or a warning."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.draft import Draft
from stdpub.check.prose import prose
from stdpub.check.provisions.notes import quoted
from stdpub.check.references.numbered import numbered
from stdpub.check.rule import Finding, rule
from stdpub.model.content import Paragraph
from stdpub.model.inlines import plain
from stdpub.model.patterns import regex
from stdpub.model.source import Severity, Span, Words
from stdpub.model.standard import Clause

_UNITS_EN = "Pa|Hz|Ah|Wh|Gy|Sv|Bq|Wb|Mbit|Gbit|Mb|Gb|Mio|Celsius|Fahrenheit|Kelvin|Newton|Vdc|Vac|Np|Percent|Million"
_UNITS_ZH = "[倍米克吨升秒分时天年月日个次级版度元万亿条节章款项公千毫厘微摄平立以至到和或及与等的为中所内、]|规定|给出|描述|列出|要求|[^。，；\\n]{0,3}(?:[～~]|至[0-9])"
_NUMBER = regex(
    rf"(?P<number>(?:[0-9]{{1,2}}|[A-Z])(?:\.[0-9]{{1,2}}){{1,5}})\.?"
    rf"(?:[ \u00a0\u3000]+(?=(?!(?:{_UNITS_EN})\b)(?:[A-Z][a-z]+\b|A [a-z]{{3,}}))|[ \u00a0\u3000]*(?!{_UNITS_ZH})(?=[\u4e00-\u9fff]))"
)
_ITEM = regex(r"(?P<mark>[（(][0-9]{1,2}[)）]|[•·●▪◦‣])[ \u00a0\u3000]*(?=\S)")
_CAPTION = regex(
    r"(?P<label>(?:Figure|Fig\.) ?(?:[A-Z]\.)?[0-9]{1,3}|图 ?(?:[A-Z]\.)?[0-9]{1,3})"
    r"(?:[ \u00a0]*[—–:：][ \u00a0\u3000]*|[ \u00a0\u3000]+(?=[\u4e00-\u9fff]))(?P<words>[^。；;\n]{1,80})\Z"
)
_WARNING = regex(
    r"(?P<label>DANGER|WARNING|CAUTION|IMPORTANT|危险|警告|注意|重要提示)(?:[:：]|[ ]?[—–])[ \u00a0\u3000]*(?=\S)"
)
_ALERTS = {"DANGER": "DANGER", "危险": "DANGER", "CAUTION": "CAUTION", "注意": "CAUTION", "IMPORTANT": "IMPORTANT", "重要提示": "IMPORTANT"}  # fmt: skip
_LONGEST = 120
"""Characters of a paragraph that are looked at."""


def _openings(draft: Draft) -> Iterator[tuple[Paragraph, str]]:
    """Yield the paragraphs that stand directly in a clause, with the words they open with."""
    for part, _ in draft.parts:
        for block in part.blocks if isinstance(part, Clause) else ():
            if isinstance(block, Paragraph) and not block.generated and block.sentences:
                text = plain(block.sentences[0].children)
                if text[:1] in _FIRST or text[:1].isdigit():
                    yield block, text[:_LONGEST]


_FIRST = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ（(•·●▪◦‣图危警注重")


def _at(block: Paragraph, length: int) -> Span:
    """Return the place of the first characters of a paragraph."""
    return prose(block.sentences[0].children).source(0, length)


@rule(
    zh="编号由stdpub生成：手写在段前的编号既不能引用，也会在条文增删后出错。",
    source="GB/T 1.1-2020, 7.4 and 7.5; ISO/IEC Directives, Part 2, clause 22 and clause 23",
    bad="# Tanks {#tanks}\n\n4.1 The tank is clean.\n",
    good="# Tanks {#tanks}\n\n## § {#clean}\n\nThe tank is clean.\n\n## § {#dry}\n\nThe tank is dry.\n",
    severity=Severity.WARNING,
    yields_to=("typed-number",),
)
def number_before_paragraph(draft: Draft) -> Iterator[Finding]:
    """Numbers and marks are printed by stdpub: one that is typed before a paragraph cannot be pointed at and goes stale."""
    if not numbered(draft):
        return
    for block, text in _openings(draft):
        found = _NUMBER.match(text) or _ITEM.match(text) or _CAPTION.match(text)
        if found:
            mark, help_ = _told(found)
            yield Finding(
                _at(block, len(mark)),
                f"`{mark}` typed before a paragraph",
                f"段前手写了`{mark}`",
                help_.en,
                help_.zh,
            )


def _told(found: re.Match[str]) -> tuple[str, Words]:
    """Return what was typed and what to write instead."""
    if "number" in found.re.groupindex:
        number = found["number"]
        marks = "#" * min(number.count(".") + 1, 6)
        return number, Words(
            f"write a heading above it, `{marks} §`, or with its title where it has one: stdpub prints the number",
            f"在其上写标题`{marks} §`，有标题的写标题，编号由stdpub生成",
        )
    if "label" in found.re.groupindex:
        words = found["words"].strip()
        return found["label"], Words(
            f"write the picture with its caption: `![{words}](file.svg)`", f"写作带图题的图：`![{words}](file.svg)`"
        )
    bullet = found["mark"] in "•·●▪◦‣"
    item = "- " if bullet else "1. "
    return found["mark"], Words(
        f"write an item of a list, `{item}`: stdpub prints the mark", f"写作列项`{item}`，列项符号由stdpub生成"
    )


@rule(
    zh="警示内容用`> [!WARNING]`书写，才会按警示排印，也不会被读作普通条文。",
    source="GB/T 1.1-2020, 9.13; ISO/IEC Directives, Part 2, clause 29",
    bad="# Tanks {#tanks}\n\nTanks are heated.\n\nWARNING: The tank is hot.\n",
    good="# Tanks {#tanks}\n\nTanks are heated.\n\n> [!WARNING]\n> The tank is hot.\n",
    severity=Severity.WARNING,
)
def warning_as_paragraph(draft: Draft) -> Iterator[Finding]:
    """A warning is written as `> [!WARNING]`: it is printed as one, and is not read as ordinary text."""
    for block, text in _openings(draft):
        found = _WARNING.match(text)
        if found:
            mark = f"[!{_ALERTS.get(found['label'], 'WARNING')}]"
            note = found["label"] == "注意"
            yield Finding(
                _at(block, len(found[0].rstrip())),
                f"`{found[0].strip()}` typed before an ordinary paragraph",
                f"普通段落前手写了`{found[0].strip()}`",
                f"write `> {mark}`{', or `> [!NOTE]`,' if note else ''} on a line above it, and `> ` before each of its lines",
                f"在其上一行写`> {mark}`{'或`> [!NOTE]`' if note else ''}，并在各行之前写`> `",
                fix=() if note else quoted(draft.sources.get(block.span.file), block.span, found[0], mark),
            )
