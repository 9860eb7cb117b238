"""Rules on the characters of Chinese text: which are full-width and which are not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.draft import Draft, Hit, Passage
from stdpub.check.prose import Prose
from stdpub.check.rule import GB, Finding, rule
from stdpub.model.patterns import regex
from stdpub.model.source import Severity

_FULL_ONE = "[０-９Ａ-Ｚａ-ｚ％＋＝]"
_FULL = regex(f"{_FULL_ONE}{_FULL_ONE}*")  # not `+`: a pattern that begins with one character is found faster
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_NEXT = f"{_HAN}《》“”（）、，。；："
_POINT = regex(
    f"(?<=[{_HAN}”》）％%℃])[,;:?!](?![0-9]*[./])|[,;?!](?= ?[{_HAN}“《（])|(?<=[{_HAN}”》）])\\.(?=$|[ {_NEXT}])",
    re.MULTILINE,
)
_BRACKETS = regex(r"\((?P<inside>[^()（）\n]{1,200})\)")
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}
_HAN_ONE = regex(f"[{_HAN}]")
_LETTERS = regex("[A-Za-z][A-Za-z0-9 /·-]*")
_QUOTES = regex(r'"[^"\n]{1,300}"')
_TO_HALF = {wide: wide - 0xFEE0 for wide in range(0xFF01, 0xFF5F)}


@rule(
    zh="阿拉伯数字、拉丁字母和百分号用半角字符，全角的不便检索，也不是数。",
    source="GB/T 15835-2011",
    bad="# 厚度 {#thickness}\n\n板的厚度为１０ mm。\n",
    good="# 厚度 {#thickness}\n\n板的厚度为10 mm。\n",
    severity=Severity.WARNING,
    candidates=("gb-fullwidth-ascii",),
)
def fullwidth_letters(draft: Draft) -> Iterator[Finding]:
    """Digits, Latin letters and the sign % are half-width characters: full-width ones cannot be found and are no numbers."""
    for hit in draft.find(_FULL):
        right = hit.words.translate(_TO_HALF)
        if hit.words in {"＋", "＝"}:
            continue
        yield Finding(
            hit.at,
            f"`{hit.words}` in full-width characters",
            f"`{hit.words}`为全角字符",
            f"write `{right}`",
            f"写作`{right}`",
            fix=hit.passage.prose.replace(hit.start, hit.end, right),
        )


def _own(prose: Prose, start: int, end: int) -> bool:
    """Tell whether characters are the author's words and no code or formula."""
    return all(piece.own for piece in prose.touched(start, end))


@rule(
    zh="中文中的标点符号用全角字符。",
    source="GB/T 15834-2011",
    bad="# 干燥 {#dry}\n\n试样,应干燥。\n",
    good="# 干燥 {#dry}\n\n试样，（如有）应干燥，比为1:2，误差为(65±2)%。\n",
    severity=Severity.WARNING,
    rulebooks=GB,
    candidates=("gb-halfwidth-punct",),
)
def halfwidth_punctuation(draft: Draft) -> Iterator[Finding]:
    """In Chinese text punctuation is full-width."""
    if not draft.chinese:
        return
    for hit in draft.find(_POINT, ",", ";", ":", "?", "!", "."):
        end = hit.end + (hit.passage.text[hit.end : hit.end + 1] == " ")
        yield _wider(hit.passage, hit.start, end, _WIDE[hit.words])
    for hit in draft.find(_BRACKETS, "("):
        if _wide_brackets(hit):
            yield _wider(hit.passage, hit.start, hit.end, f"（{hit.words[1:-1]}）")
    for passage in draft.own:
        for found in _QUOTES.finditer(passage.text) if '"' in passage.text else ():
            if _HAN_ONE.search(found[0]) and _own(passage.prose, found.start(), found.end()):
                yield _wider(passage, found.start(), found.end(), f"“{found[0][1:-1]}”")


def _wide_brackets(hit: Hit) -> bool:
    """Tell whether brackets stand in Chinese words, and not in a formula, a unit or a name."""
    inside = hit.match["inside"]
    before = hit.passage.text[hit.start - 1 : hit.start] if hit.start else ""
    if _HAN_ONE.search(inside):
        return True
    return bool(before and _HAN_ONE.match(before) and _LETTERS.fullmatch(inside))


def _wider(passage: Passage, start: int, end: int, right: str) -> Finding:
    shown = passage.text[start:end]
    short, wide = (shown[0], right) if len(right) == 1 else (f"{shown[0]}{shown[-1]}", f"{right[0]}{right[-1]}")
    if len(right) == 1:
        fix = passage.prose.replace(start, end, right)
    else:
        fix = (*passage.prose.replace(start, start + 1, right[0]), *passage.prose.replace(end - 1, end, right[-1]))
        fix = fix if len(fix) == 2 else ()
    return Finding(
        passage.prose.source(start, end),
        f"`{short}` half-width in Chinese text",
        f"中文中使用了半角的`{short}`",
        f"write `{wide}`",
        f"写作`{wide}`",
        fix=fix,
    )


@rule(
    zh="判定结果取决于比较方法：文件未写明时采用全数值比较法，要按修约值判定就应写明。",
    source="GB/T 8170-2008",
    bad="# 判定 {#judging}\n\n结果修约后与限值比较。\n",
    good="# 判定 {#judging}\n\n结果采用修约值比较法判定。\n",
    severity=Severity.INFO,
    rulebooks=GB,
    candidates=("gb-limit-comparison",),
)
def rounding_without_comparison(draft: Draft) -> Iterator[Finding]:
    """A verdict depends on the method of comparison: where values are rounded, the document says which one it takes."""
    if any(draft.find(_COMPARISON)):
        return
    for hit in draft.find(_ROUNDED):
        yield Finding(
            hit.at,
            "values are rounded, and the method of comparing them with limits is not named",
            "对数值修约，但未写明与限值比较的方法",
            "name 全数值比较法 or 修约值比较法",
            "写明采用全数值比较法或修约值比较法",
        )
        return


_ROUNDED = regex("修约(?:[^。；\n]{0,20})(?:判定|比较)")
_COMPARISON = regex("(?:全数值|修约值)比较法")
