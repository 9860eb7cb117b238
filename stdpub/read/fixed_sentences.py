"""Paragraphs that an author typed in; which sentence of a rulebook each is a copy or a variant of, and the findings on them out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from stdpub.model.content import Block, Paragraph
from stdpub.model.inlines import plain
from stdpub.model.patterns import regex
from stdpub.model.provisions import Kind
from stdpub.model.source import Diagnostic, Replace, Severity, SourceText, Span, Words

_SPACE = regex(r"[\s\u3000]+")
_SELF = "本(?:文件|标准|部分|规范|指导性技术文件)"
_THIS = "This (?:document|standard|part|International Standard)"
OPENINGS: Mapping[str, re.Pattern[str]] = {
    "basis": regex(
        rf"{_SELF}.{{0,8}}(?:按照|按|依据|根据|遵照|遵循)《?GB/?T?1\.1|{_THIS}.{{0,60}}(?:drafted|prepared).{{0,60}}GB/?T? ?1\.1"
    ),
    "references": regex(
        r"(?:下列|以下)(?:引用)?(?:文件|标准)|(?:The following|These) (?:referenced |normative )?(?:documents|standards)\b"
    ),
    "references-empty": regex(rf"{_SELF}(?:没有|无)规范性引用|There are no normative references"),
    "terms": regex(
        rf"(?:下列|以下).{{0,8}}(?:术语|定义)|{_SELF}.{{0,4}}(?:采用|使用|适用|应用).{{0,8}}(?:术语|定义)"
        r"|For the purposes? of this (?:document|standard|part|International)|(?:The following|These) (?:terms|definitions)\b"
        r"|(?:In|Within|Throughout) this (?:document|standard|part)\b[^.]{0,60}\b(?:terms|definitions)\b|Terms(?: and definitions)?[:：]"
    ),
    "terms-empty": regex(rf"{_SELF}(?:没有|无).{{0,6}}术语|No terms and definitions are"),
    "patents": regex(rf"(?:请注意)?{_SELF}的某些内容.{{0,6}}涉及专利|Attention is drawn to the possibility that some"),
    "proposed": regex(rf"{_SELF}由.{{1,120}}提出|{_THIS} was proposed by"),
    "administered": regex(rf"{_SELF}由.{{1,120}}归口|{_THIS} is under the jurisdiction of"),
    "organizations": regex(rf"{_SELF}(?:的)?(?:主要)?起草单位|The drafting organi[sz]ations of this"),
    "drafters": regex(rf"{_SELF}(?:的)?主要起草人|The main drafters of this"),
    "first-edition": regex(rf"{_SELF}(?:为|是|系)首次(?:发布|制定)|This is the first edition"),
    "history": regex(rf"{_SELF}及其所?代替.{{0,8}}历次版本|The previous editions of this"),
}
"""How a paragraph begins, white space left out in Chinese, that says what a fixed sentence says."""

ALTERNATIVES: Mapping[str, re.Pattern[str]] = {
    "terms": regex(
        r".{1,300}界定的(?:以及下列)?术语和定义适用于本文件。"
        r"|For the purposes of this document, the terms and definitions given in .{1,400}? apply\."
    ),
}
"""What a rulebook lets stand in place of a fixed sentence (GB/T 1.1-2020, 8.7.2; ISO/IEC Directives, Part 2, 16.5.3)."""


_FIXED_WHOLE = frozenset({"basis", "references", "terms"})
"""Slots whose words nothing of the front matter goes into."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A sentence that the rulebook prescribes, and in which slot."""

    slot: str
    text: str


def squeezed(text: str) -> str:
    """Return a text without white space, so that typed and prescribed copies compare."""
    return _SPACE.sub("", text)


def slot_of(paragraph: Paragraph, prescribed: Sequence[Fixed]) -> tuple[Fixed, bool] | None:
    """Return the prescribed sentence that a paragraph says, and whether it says it as prescribed; None where it says its own."""
    text = "".join(plain(sentence.children) for sentence in paragraph.sentences).strip()
    bare = squeezed(text)
    for one in prescribed:
        if squeezed(one.text) == bare:
            return one, True
    for one in prescribed:
        alternative = ALTERNATIVES.get(one.slot.removesuffix("-empty"))
        if alternative and alternative.fullmatch(text[:1000]):
            return one, True
        opening = OPENINGS[one.slot]
        if opening.match(text[:300]) or opening.match(bare[:300]):
            return one, False
    return None


def typed_copy(paragraph: Paragraph, prescribed: Fixed, sources: Mapping[str, SourceText]) -> Iterator[Diagnostic]:
    """Yield the finding on a typed copy, whose fix takes it away; an alternative that a rulebook allows is none."""
    text = "".join(plain(sentence.children) for sentence in paragraph.sentences)
    if squeezed(text) != squeezed(prescribed.text):
        return
    message = Words("a sentence that stdpub writes itself", "此句由stdpub自动生成")
    help_ = Words("take it away: the rulebook fixes its words", "请删去：其内容由起草规则规定")
    fix = _removal(paragraph, sources)
    yield Diagnostic(_opening(paragraph.span), Severity.INFO, "typed-fixed-sentence", message, help_, fix)


def typed_variant(
    paragraph: Paragraph, prescribed: Fixed, sources: Mapping[str, SourceText], *, fits: bool
) -> Diagnostic:
    """Return the finding on a sentence worded otherwise than the rulebook prescribes, or that does not fit what follows."""
    words = prescribed.text if len(prescribed.text) <= 90 else f"{prescribed.text[:88]}…"
    message = Words("a prescribed sentence in words of its own", "规定的语句改动了措辞")
    if not fits:
        message = Words("a prescribed sentence that does not fit what follows it", "规定的语句与其后的内容不符")
    help_ = Words(f"leave it out: stdpub writes `{words}`", f"请删去：stdpub会写`{words}`")
    fix = _removal(paragraph, sources)
    at = _opening(paragraph.span)
    severity = Severity.ERROR if prescribed.slot.removesuffix("-empty") in _FIXED_WHOLE else Severity.WARNING
    return Diagnostic(at, severity, "altered-fixed-sentence", message, help_, fix, safe=False)


def _opening(span: Span) -> Span:
    return span if span.line == span.end_line else span._replace(end_line=span.line, end_column=span.column + 1)


def _removal(paragraph: Paragraph, sources: Mapping[str, SourceText]) -> tuple[Replace, ...]:
    """Return the edit that takes a paragraph and the blank lines after it away; none where a key would go with it."""
    source = sources.get(paragraph.span.file)
    held = paragraph.key or any(one.key or one.given or one.kind is Kind.INSTRUCTION for one in paragraph.sentences)
    if source is None or held:
        return ()
    start = source.offset(paragraph.span.line, paragraph.span.column)
    end = source.offset(paragraph.span.end_line, paragraph.span.end_column)
    before = source.text.rfind("\n", 0, start) + 1
    if source.text[before:start].strip() or not source.text.startswith("\n", end):
        return (Replace(source.span(start, end), ""),)
    while source.text.startswith("\n", end):
        end += 1
    return (Replace(source.span(before, end), ""),)


def paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """Yield the paragraphs that an author typed."""
    for block in blocks:
        if isinstance(block, Paragraph) and not block.generated:
            yield block
