"""Folded text to the places of a document that are named in it: clauses, annexes, tables, figures, articles of a law.

Their normal form: `5.2.3`, `5.2.3(a)`, `Annex B`, `Table 4`, `附录C`, `表1`, `19(2)`; a range is `9.2..9.4`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from stdpub.verify.numerals import numeral_at


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a document as it is named: where, its normal form, and whether it is a range of places.

    `label` is the word that a further number of the same list takes over, empty where the number stands alone.
    """

    start: int
    end: int
    clause: str
    label: str = ""
    range: bool = False
    law: bool = False


_DOTTED = r"(?:[A-Z]|\d{1,3})(?:\.\d{1,3}){1,6}"
_ITEM = r"(?:(?: ?\((?:[a-z]|\d{1,2}|[ivx]{1,4})\)){1,3}| ?[a-z]\)(?: ?\d{1,2}\))?|, ?item [a-z]\)?)?"
_ENGLISH = re.compile(
    r"(?P<label>[Ss]ections?|[Ss]ecs?\.|[Ss]ub-?[Cc]lauses?|[Cc]lauses?|[Cc]hapters?|[Pp]aragraphs?|§§?|[Aa]nnex(?:es)?|[Aa]ppendi(?:x|ces)"
    r"|[Tt]ables?|[Ff]ig(?:ures?|s?\.)|[Ff]ormula[es]?|[Ee]quations?|[Ee]xamples?|[Aa]rticles?)"
    rf"(?: ?(?=[(\d])| (?=[A-Z])|(?<=§) ?)(?P<number>\((?:[A-Z]\.)?\d{{1,4}}\)|(?:[A-Z]\.)?\d{{1,4}}(?:\.\d{{1,4}}){{0,6}}[A-Z]?(?![A-Za-z0-9_%])|[A-Z](?:\.\d{{1,3}}){{0,6}}(?![A-Za-z0-9_'])|[IVX]{{1,6}}(?![A-Za-z0-9_])){_ITEM}"
)
_CHINESE_NUMBER = r"[\d〇零一二三四五六七八九十百千两]{1,9}(?:\.\d{1,3}){0,6}"
_CHINESE = re.compile(
    rf"(?P<law>第(?P<article>[\d〇零一二三四五六七八九十百千两]{{1,9}})条(?:之[一二三四五六七八九十])?(?P<paragraph>第{_CHINESE_NUMBER}款)?(?P<item>第(?:{_CHINESE_NUMBER}|\([一二三四五六七八九十]+\))项)?)"
    rf"|第 ?(?P<clause>(?:[A-Z]\.)?{_CHINESE_NUMBER}) ?[章节条](?P<at>{_ITEM})"
    rf"|附录 ?(?P<annex>[A-Z])(?![A-Za-z])(?:(?:中|的|中的|第)?(?P<below>(?P=annex)(?:\.\d{{1,3}}){{1,6}}))?"
    rf"|(?P<float>[表图]) ?(?P<number>(?:[A-Z]\.)?\d{{1,3}}(?:\.\d{{1,3}})?(?:[a-z]\)| [a-z]\))?)(?![\d%])"
    rf"|(?:公式|式) ?(?P<formula>\((?:[A-Z]\.)?\d{{1,3}}\))"
)
_BARE = re.compile(rf"(?P<number>{_DOTTED}|\d{{1,3}}|\(\d{{1,3}}\))(?![A-Za-z0-9_%])(?!\.\d){_ITEM}")
_RANGE = re.compile(r" ?(?:-|~|–|至|到|to|through|up to)(?: ?(?=[§(第附表图\d]|[A-Z]\.?\d|[A-Z](?![A-Za-z])))")
_AND = re.compile(r"(?:, ?| ?、|)(?: ?(?:and|or|以及|和|与|及|或)(?: |(?=[第附表图\dA-Z])))|, ?|、")
_STRONG = (
    r"\b(?:[Ss]ee(?: also)?|according to|accordance with|(?:specified|given|described|defined|set out|set forth|required|shown|listed|referred to|provided"
    r"|determined|calculated|stated|mentioned) (?:in|by|under)|requirements (?:of|in)|compl(?:y|ies|iant) with|conform(?:s|ing)? (?:to|with)|as per|[Cc]f\.|subject to)"
)
_BARE_ENGLISH = re.compile(
    rf"(?:{_STRONG} |\b(?:in|of|by|with|under|from|and|to) (?={_DOTTED}\.\d))(?P<number>{_DOTTED}){_ITEM}"
    r"(?![A-Za-z0-9_%°])(?!\.\d)"
)
_BARE_CHINESE = re.compile(
    rf"(?:(?:参|可|应|,|;|\(|^|也|再|另)?见|按照?|依照|依据|根据|符合|满足|遵守|遵循|执行|参照|除|与|和|及|或|、) ?(?P<number>{_DOTTED}){_ITEM}"
    r"(?=的|中|规定|要求|给出|执行|进行|所|章|条|[,。.;)、:~-]|和|与|及|或|至|到|$)(?!\.\d)"
)
_AFTER_AMOUNT = re.compile(r" ?(?:°|%|℃|Ω|[A-Za-zµ]{1,4}(?![A-Za-z]))")
_SHORT_WORD = re.compile(
    "a|all|an|and|are|as|at|but|by|can|does|for|has|in|is|it|may|nor|not|of|on|or|so|than|that|the|then|this|to|was|when|with"
)
"""What a unit of one to four letters could be taken for."""

_VERBS = frozenset(
    {"apply", "applies", "shall", "should", "must", "have", "were", "give", "gives", "specify", "specifies"}
)
_HEADING_MARKS = 20
"""How many characters may stand before the number of a heading."""

_TITLE = re.compile(r"\.? ?(?:[-:]|$)| +[A-Z\u4e00-\u9fff]|\. [A-Z]")
_WORD = re.compile(r" ([a-zµΩ]+)")
_PLURAL = re.compile(r"(?:[A-Za-z]+s|[Aa]ppendices|[Ff]ormulae|§§)[ .\dA-Z]")
_LAW_WORDS = re.compile("本(?:法|条例|规定|办法|决定|细则|解释)")
_SINGULAR = {"annexes": "annex", "appendices": "appendix", "formulae": "formula", "fig.": "figure", "figs.": "figure"}
_PLAIN = frozenset({"section", "sec.", "clause", "subclause", "sub-clause", "chapter", "paragraph", "§", "article"})
"""Labels that a normal form leaves out."""


def labelled_at(text: str, start: int) -> Place | None:
    """Return the place that a word names at an offset: Clause 5, 第5章, 附录A中A.2, Table 4."""
    english = _ENGLISH.match(text, start)
    if english is not None:
        return _english(english)
    chinese = _CHINESE.match(text, start)
    return _chinese(chinese) if chinese is not None else None


def bare_at(text: str, start: int, *, dotted: bool = True, label: str = "") -> Place | None:
    """Return the place that a number alone names at an offset, which has a point in it where `dotted`."""
    found = _BARE.match(text, start)
    if found is None or (dotted and "." not in found["number"]):
        return None
    clause = _spaced(found[0])
    keeps = label and "." not in found["number"]
    return Place(start, found.end(), _joined(label, clause) if keeps else clause, label)


def places(text: str) -> Iterator[Place]:
    """Yield the places named in a folded text, those of lists and ranges too, from left to right."""
    end = 0
    for first in _candidates(text):
        if first.start < end or _heads(text, first):
            continue
        for one in listed(text, first):
            yield one
            end = one.end


def listed(text: str, first: Place) -> Iterator[Place]:
    """Yield a place, as a range where it is one, and those that a list names after it."""
    one = _ranged(text, first)
    yield one
    plural = _PLURAL.match(text, first.start) is not None
    while (joint := _AND.match(text, one.end)) is not None and joint.end() > one.end:
        following = labelled_at(text, joint.end())
        if following is None and (one.label or "." in one.clause):
            dotted = not plural and not (one.label and joint[0].strip() not in {",", "、"})
            following = bare_at(text, joint.end(), dotted=dotted, label=one.label)
        if following is None or _counts(text, following):
            return
        one = _ranged(text, following)
        yield one


def is_amount(text: str, place: Place) -> bool:
    """Tell whether a bare number is an amount: a unit or a percent sign comes after it."""
    after = _AFTER_AMOUNT.match(text, place.end)
    return after is not None and not _SHORT_WORD.fullmatch(after[0].strip())


def _candidates(text: str) -> list[Place]:
    """Return all that could be a place by its words alone, from left to right."""
    found: list[Place] = []
    for pattern, make in ((_ENGLISH, _english), (_CHINESE, _chinese)):
        for one in pattern.finditer(text):
            if _word_begins(text, one.start()):
                place = make(one)
                own = _LAW_WORDS.search(text[max(0, one.start() - 4) : one.start()])
                if place.law and own and own.end() == min(4, one.start()):
                    place = replace(place, start=one.start() - (own.end() - own.start()))
                found.append(place)
    for pattern in (_BARE_ENGLISH, _BARE_CHINESE):
        bare = (bare_at(text, one.start("number")) for one in pattern.finditer(text))
        found.extend(one for one in bare if one is not None and not is_amount(text, one))
    return sorted(found, key=lambda one: one.start)


def _word_begins(text: str, start: int) -> bool:
    before = text[start - 1 : start]
    return not (before.isascii() and (before.isalnum() or before == "_")) and not (
        text[start] in "表图" and before in set("列代图地版发仪电钟手报外师意企试")
    )


def _heads(text: str, place: Place) -> bool:
    """Tell whether a place is the number of a heading or caption, which names itself."""
    if place.start > _HEADING_MARKS or text[: place.start].strip(" #*_>-") or text[place.start] == "§":
        return False
    return _TITLE.match(text, place.end) is not None


def _counts(text: str, place: Place) -> bool:
    """Tell whether a further number counts things and names no place: `Clause 5 and 3 samples`."""
    after = _WORD.match(text, place.end)
    bare = place.clause[:1].isdigit() and "." not in place.clause and not place.law
    return bool(bare and after and not _SHORT_WORD.fullmatch(after[1]) and after[1] not in _VERBS)


def _ranged(text: str, first: Place) -> Place:
    joint = _RANGE.match(text, first.end)
    if joint is None:
        return first
    last = labelled_at(text, joint.end()) or bare_at(text, joint.end(), dotted="." in first.clause, label=first.label)
    if last is None or (last.label != first.label and last.label):
        return first
    return replace(first, end=last.end, clause=f"{first.clause}..{last.clause}", range=True)


def _english(found: re.Match[str]) -> Place:
    word = found["label"].lower()
    word = _SINGULAR.get(word, word if word.endswith(("§", ".")) else word.removesuffix("s"))
    word = "§" if word.startswith("§") else word.removesuffix(".") + "." if word == "sec." else word
    number = found[0][len(found["label"]) :].strip()
    number = _spaced(number)
    plain = word in _PLAIN or (word in {"annex", "appendix"} and "." in number)
    label = "" if word in _PLAIN else word.capitalize()
    return Place(found.start(), found.end(), number if plain else _joined(label, number), label or word)


def _spaced(number: str) -> str:
    """Return a number with its items as they are printed: `5.2.3(a)`, but `5.2.3 a)`."""
    return re.sub(r"(?<=[\d.A-Z]) ?([a-z]\))", r" \1", number.strip().replace(" (", "("))


def _joined(label: str, number: str) -> str:
    if label in {"", *_PLAIN}:
        return number
    return f"{label}{number}" if label in {"表", "图"} else f"{label} {number}"


def _chinese(found: re.Match[str]) -> Place:
    start, end = found.span()
    if found["law"]:
        above = _value(found["article"])
        paragraph = f"({_value(found['paragraph'][1:-1])})" if found["paragraph"] else ""
        item = f"({_value(found['item'][1:-1].strip('()'))})" if found["item"] else ""
        return Place(
            start, end, f"{above}{paragraph}{item}", "条", law=not found["article"].isdigit() or bool(paragraph)
        )
    if found["clause"]:
        return Place(start, end, _spaced(_value(found["clause"]) + found["at"]), "章")
    if found["annex"]:
        return Place(start, end, found["below"] or f"附录{found['annex']}", "" if found["below"] else "附录")
    if found["float"]:
        return Place(start, end, f"{found['float']}{found['number']}", found["float"])
    return Place(start, end, f"式{found['formula']}", "式")


def _value(number: str) -> str:
    """Return a number in figures, whether it was written in figures or in Chinese."""
    if number[:1].isascii():
        return number
    found = numeral_at(number, 0)
    return found.value if found is not None else number
