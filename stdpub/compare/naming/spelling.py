"""A text in; the words it says, spelt one way and without punctuation, out: texts that give the same differ editorially."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from stdpub.model.patterns import regex
from stdpub.verify.numerals import SMALL_NUMBERS, TENS

_NUMBERS = {word: number for number, word in enumerate(SMALL_NUMBERS)}
_NUMBERS |= {word: 10 * number for number, word in enumerate(TENS, 2)}
_NUMBERS |= {
    f"{ten}-{SMALL_NUMBERS[one]}": 10 * number + one for number, ten in enumerate(TENS, 2) for one in range(1, 10)
}
_CAPITALS = frozenset(
    "MUST SHALL SHOULD MAY REQUIRED RECOMMENDED OPTIONAL NOT PROHIBITED FORBIDDEN CAN CANNOT".split()  # noqa: SIM905
)
"""Words of BCP 14 that bind in capitals alone."""

_RAISED = str.maketrans({"²": "^2", "³": "^3", "¹": "^1", "⁻": "^−", "−": "−", "–": "-", "‐": "-", "‑": "-", "～": "~"})
_GROUPED = regex(r"(?<![\d.,])(\d{1,3})(?:[ ,\u00a0\u2009\u202f]\d{3})+(?![\d])")
_TWICE = regex(r"(?i)\b([a-z]+(?:-[a-z]+)?) \((\d+)\)")
_TOKEN = regex(
    r"\ue002[^\ue002]*\ue002|\d+(?:\.\d+)*|[^\W\d_\u2e80-\u9fff]+(?:['’][^\W\d_]+)?|[\u2e80-\u2fff\u3005-\u3007\u3400-\u9fff\U00020000-\U0003ffff]"
    r"|<=|>=|!=|[<>=≤≥≠±+*/×÷%‰°^~−@&∑∏√∞\\_#\ue000]|(?:(?<=\s)|(?<=^)|(?<=[(\[]))-(?=\d)"
)
_UNIT = 3
"""Letters of a unit that capitals tell from another."""

_SIGNS = {"<=": "≤", ">=": "≥", "!=": "≠", "&": "and", "～": "~"}
_ARTICLES = frozenset(["a", "an", "the", "An", "The", "THE"])
"""`A` is one only where it begins a text: a class or an annex may bear the letter."""
_CHINESE_PARTICLES = frozenset("的")
_TWINS = {
    "其它": "其他",
    "部份": "部分",
    "撤消": "撤销",
    "惟一": "唯一",
    "想像": "想象",
    "图象": "图像",
    "帐户": "账户",
    "帐号": "账号",
}
_VARIANTS = (
    ("is", regex(r"^([a-z]{3,}[a-z])is(e[drs]?|ing|ations?|able)$"), r"\1iz\2"),
    ("ys", regex(r"^([a-z]{3,})ys(e[drs]?|ing)$"), r"\1yz\2"),
    ("our", regex(r"^(colo|behavio|labo|neighbo|hono|favo|vapo|harbo|armo|odo|rumo|flavo|endeavo|humo)ur"), r"\1r"),
    ("re", regex(r"^([a-z]*(?:cent|met|lit|fib|calib|theat|spect|lust|meag))re(s|d)?$"), r"\1er\2"),
    (
        "ll",
        regex(r"^([a-z]*(?:label|cancel|travel|model|signal|channel|fuel|total|level|initial|dial|tunnel|panel))l"),
        r"\1",
    ),
    ("ge", regex(r"^(judg|acknowledg|abridg|ag)e(ment|ing)"), r"\1\2"),
    ("amme", regex(r"^(program)me(s?)$"), r"\1\2"),
    ("ogue", regex(r"^(catal|dial|anal|prol)ogue"), r"\1og"),
    ("c", regex(r"^(licen|defen|offen|practi|preten)c(e[drs]?|ing)$"), r"\1s\2"),
    ("sulph", regex(r"sulph"), "sulf"),
    ("alumini", regex(r"^alumini(um)"), r"alumin\1"),
    ("artef", regex(r"^artef"), "artif"),
    ("l", regex(r"^(fulfil|enrol|instal|skil)l?(?=ment|s?$)"), r"\1"),
    ("grey", regex(r"^grey"), "gray"),
    ("st", regex(r"^(whil|among)st$"), lambda found: "while" if found[1] == "whil" else "among"),
    ("wards", regex(r"^(toward|forward|backward|upward|downward)s$"), r"\1"),
)
"""Spellings: letters that a word of the kind has, its form, and the one spelling."""


@lru_cache(maxsize=8192)
def spelt(text: str) -> tuple[str, ...]:
    """Return the words of a text: letters in one case and spelling, numbers as figures, no articles, no punctuation."""
    for one, other in _TWINS.items():
        if one in text:
            text = text.replace(one, other)
    text = unicodedata.normalize("NFKC", text.translate(_RAISED))
    if _DIGIT.search(text):
        text = _GROUPED.sub(lambda found: re.sub(r"\D", "", found[0]), text)
        text = _TWICE.sub(_once, text)
    tokens = _TOKEN.findall(text)
    if tokens[:1] == ["A"]:
        del tokens[0]
    return tuple(_in_order(tokens))


def _in_order(tokens: list[str]) -> Iterator[str]:
    """Yield tokens in one spelling; a unit behind a number keeps its capitals: mW is not MW."""
    before = " "
    for token in tokens:
        unit = before[0].isdigit() and len(token) <= _UNIT and token.isalpha()
        word = token if unit else _one_way(token)
        if word:
            yield word
        before = token


_DIGIT = regex(r"\d")


def _once(found: re.Match[str]) -> str:
    """Return `two (2)` as `2`."""
    return found[2] if _NUMBERS.get(found[1].lower()) == int(found[2]) else found[0]


@lru_cache(maxsize=20_000)
def _one_way(token: str) -> str:
    if token in _CAPITALS or token[0] == "\ue002":
        return token
    if token in _SIGNS:
        return _SIGNS[token]
    if token in _ARTICLES:
        return ""
    small = token.casefold().replace("’", "'").removesuffix("'s").replace("'", "")
    if small in _CHINESE_PARTICLES:
        return ""
    number = _NUMBERS.get(small)
    if number is not None:
        return str(number)
    for letters, form, better in _VARIANTS:
        if letters in small:
            small = form.sub(better, small)
    return small


def run_together(tokens: tuple[str, ...]) -> str:
    """Return words without what parts them; numbers keep their borders."""
    return "".join(f"#{token}#" if token[0].isdigit() else token.strip("\ue002") for token in tokens)
