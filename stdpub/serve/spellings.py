"""The spelling of a number on paper (`表2`, `Table 2`, `5.2.1 a)`, `附录A`) in, the one of addresses (`table-2`) out."""

from __future__ import annotations

import re
import unicodedata

_ROOT = r"[0-9]+(?:\.[0-9]+)*|[A-Z]{1,2}(?:\.[0-9]+)*"
_TAIL = r"(?:\.(?:[a-z]{1,8}|l[0-9]+|item-[0-9]+|note-[0-9]+|example-[0-9]+|[0-9]+))*"
_NUMBER = re.compile(
    rf"(?:foreword|introduction|bibliography|index|{_ROOT}|art-[0-9]+(?:-[0-9]+)?|chapter-[0-9]+(?:\.section-[0-9]+)?"
    rf"|(?:table|figure|formula)-(?:[A-Z]{{1,2}}\.)?[0-9]+(?:[.-][0-9]+)*){_TAIL}"
)
_LABEL = re.compile(r"\w+(?:[.-]\w+)*")
_LONG_RUN = re.compile(r"[0-9]{7}")
LONGEST_NUMBER = 120

_ELEMENTS = {"前言": "foreword", "引言": "introduction", "参考文献": "bibliography", "索引": "index"}
_WORDS = frozenset(_ELEMENTS.values())
_OBJECT = re.compile(
    r"(?P<word>table|tab\.?|表|figure|fig\.?|图|formula|equation|eq\.?|公式|式)[ _-]*"
    r"\(?(?P<number>(?:[A-Z]{1,2}\.)?[0-9]+(?:[.-][0-9]+)*)\)?(?P<rest>.*)",
    re.IGNORECASE,
)
_OBJECT_WORDS = (("tab", "table"), ("表", "table"), ("fig", "figure"), ("图", "figure"))
_ARTICLE = re.compile(r"(?P<word>article|art\.?|chapter)[ -]*(?P<number>[0-9]+)(?P<rest>.*)", re.IGNORECASE)
_CHINESE = re.compile(
    r"第(?P<number>[0-9]+(?:\.[0-9]+)*|[A-Z](?:\.[0-9]+)+|[〇零一二两三四五六七八九十百千]+)(?P<unit>[章条])(?:之(?P<after>[0-9一二三四五六七八九十]+))?"
    r"(?P<rest>.*)"
)
_CLAUSE = re.compile(
    rf"(?:(?:clause|subclause|section|sec\.|annex|appendix)[ _-]*|附录 *|§ *)?(?P<number>{_ROOT})\.?(?P<rest>(?![0-9A-Za-z.]).*|[a-z] ?\).*)?",
)
_CLAUSE_WORD = re.compile(r"(?:clause|subclause|section|sec\.|annex|appendix)(?=[ _-]*[0-9A-Z])", re.IGNORECASE)
_PIECE = re.compile(
    r"[ ,]*(?:\(?(?P<item>[a-z]{1,8}|[0-9]{1,3})\)|(?P<note>(?:note|注) ?(?P<n>[0-9]{1,3})?)(?: to entry)?[:：]?"
    r"|(?P<example>(?:example|示例) ?(?P<e>[0-9]{1,3})?)[:：]?)",
    re.IGNORECASE,
)
_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def is_number(text: str) -> bool:
    """Tell whether a text is a number as addresses write it, in one of the known shapes."""
    return len(text) <= LONGEST_NUMBER and _NUMBER.fullmatch(text) is not None and not _LONG_RUN.search(text)


def is_label(text: str) -> bool:
    """Tell whether a text can be the label of imported text (`V2.1`), which no scheme gives."""
    return len(text) <= LONGEST_NUMBER and _LABEL.fullmatch(text) is not None and not _LONG_RUN.search(text)


def unprinted(text: str) -> str:
    """Return the address spelling of a number as printed, empty where the text is no such spelling."""
    if len(text) > LONGEST_NUMBER:
        return ""
    folded = " ".join(unicodedata.normalize("NFKC", text).split())
    number = _element(folded) or _object(folded) or _article(folded) or _clause(folded)
    return number if is_number(number) else ""


def _element(text: str) -> str:
    word = _ELEMENTS.get(text, text.lower())
    return word if word in _WORDS else ""


def _object(text: str) -> str:
    found = _OBJECT.fullmatch(text)
    if not found:
        return ""
    word = found["word"].lower()
    kind = next((name for start, name in _OBJECT_WORDS if word.startswith(start)), "formula")
    return _with_tail(f"{kind}-{found['number']}", found["rest"])


def _article(text: str) -> str:
    found = _ARTICLE.fullmatch(text)
    if found:
        word = "chapter" if found["word"].lower() == "chapter" else "art"
        return _with_tail(f"{word}-{found['number']}", found["rest"])
    found = _CHINESE.fullmatch(text)
    if not found:
        return ""
    number = found["number"] if found["number"].isascii() else str(_chinese_number(found["number"]))
    if found["unit"] == "章" and not found["number"].isascii():
        # Laws count their chapters in Chinese numerals; a standard's clause 5 is 第5章.
        number = f"chapter-{number}"
    elif found["unit"] == "条" and number.isdigit():
        number = f"art-{number}"
        if found["after"]:
            number += f"-{found['after'] if found['after'].isascii() else _chinese_number(found['after'])}"
    return _with_tail(number, found["rest"])


def _clause(text: str) -> str:
    found = _CLAUSE.fullmatch(_CLAUSE_WORD.sub(lambda word: word[0].lower(), text, count=1))
    if not found:
        return ""
    return _with_tail(found["number"], (found["rest"] or "").removeprefix("条").removeprefix("章"))


def _with_tail(number: str, rest: str) -> str:
    """Add the items, notes and examples that follow a number, `a) 1)` or `注1`; empty where something else follows."""
    at = 0
    rest = rest.strip()
    while at < len(rest):
        piece = _PIECE.match(rest, at)
        if not piece or piece.end() == at:
            return ""
        if piece["item"]:
            number += f".{piece['item']}"
        elif piece["note"]:
            number += f".note-{piece['n'] or 1}"
        else:
            number += f".example-{piece['e'] or 1}"
        at = piece.end()
    return number


def _chinese_number(text: str) -> int:
    """Return the value of a Chinese numeral below ten thousand: `十九`, `一百零三`."""
    total = digit = 0
    for character in text:
        unit = _UNITS.get(character)
        if unit is None:
            digit = _DIGITS[character]
        else:
            total += (digit or 1) * unit
            digit = 0
    return total + digit
