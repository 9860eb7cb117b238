"""Text and an offset in; the unit that is printed there in English or Chinese words as a UCUM code out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from stdpub.model.patterns import regex
from stdpub.verify import count_words
from stdpub.verify.unit_signs import DOT, SPACE, Factor, Printed, factor_at, joined_code
from stdpub.verify.unit_table import PREFIXES
from stdpub.verify.units import NO_DIMENSION, Atom, atoms, known

_WORD = regex(r"[A-Za-zÅå]+(?:-force)?(?![A-Za-z0-9_])")
_POWERS = {"square": 2, "cubic": 3, "平方": 2, "立方": 3}
_PER = regex("[ -](?:per|an?(?= (?:hour|minute|second|day|week|month|year)\\b)|each) ")
_JOINT = regex("[ -]")
_TIME = (0, 0, 1, 0, 0, 0, 0)


@cache
def _chinese_words() -> tuple[re.Pattern[str], Mapping[str, str], frozenset[str]]:
    """Return a pattern of the Chinese units, their codes, and those that do not stand alone."""
    found: dict[str, str] = {}
    dependent: set[str] = set()
    for code, atom in atoms().items():
        for name in atom.chinese:
            word = name.removeprefix("~")
            if word != name:
                dependent.add(word)
            found.setdefault(word, code)
            for prefix, _, _, _, chinese in PREFIXES if atom.prefixable and not atom.unit.offset else ():
                if chinese:
                    found.setdefault(f"{chinese}{word}", f"{prefix}{code}")
    found |= count_words.CHINESE
    words = "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
    return re.compile(f"(平方|立方)?({words})"), found, frozenset(dependent)


_HAN = "\u2e80"
"""From here on signs are Chinese; no other begins a unit in Chinese words."""

_CHINESE_OVER = regex("每|/")
_SECOND = frozenset({"时", "米", "秒", "小时", "安"})
"""What follows another unit to make a product: 千瓦时, 牛米, 帕秒, 伏安."""

_OTHER_WORDS = regex(
    "安全|安装|安排|欧洲|日期|日起|年度|年代|分钟以|人民|人工|人员|次序|次日|次年|名称|名单|台阶|份额|件数|位置|位于|位移|天然|天气|个别|个人|周围|周期|周边|时间|升高|升级|米粒"
)


def chinese_at(text: str, at: int) -> Printed | None:
    """Return the unit in Chinese words that begins at an offset: 毫克每升, 千瓦时, 次/h."""
    first = chinese_factor_at(text, at)
    if first is None:
        return None
    _, _, dependent = _chinese_words()
    factors = [(first.code, first.exponent)]
    end = first.end
    while len(factors) < 5:
        over, dot = _CHINESE_OVER.match(text, end), DOT.match(text, end)
        at_next = over.end() if over else dot.end() if dot else end
        following = chinese_factor_at(text, at_next) or (factor_at(text, at_next) if over else None)
        if following is None or not (over or text[at_next : following.end] in _SECOND):
            break
        factors.append((following.code, -following.exponent if over else following.exponent))
        end = following.end
    if len(factors) == 1 and text[at:end] in dependent:
        return None
    if len(factors) > 1 and (factors[0][0].startswith("{") or factors[0][0] == "1"):
        factors = factors[1:]
    return Printed(joined_code(factors), end)


def chinese_factor_at(text: str, at: int) -> Factor | None:
    """Return the one Chinese unit that begins at an offset: 平方米."""
    if text[at : at + 1] < _HAN:
        return None
    form, codes, _ = _chinese_words()
    found = form.match(text, at)
    if found is None or _OTHER_WORDS.match(text, at):
        return None
    exponent = _POWERS.get(found[1] or "", 1)
    return Factor(codes[found[2]], exponent, found.end())


@cache
def _english_words() -> Mapping[str, str]:
    """Return the code of each English name, singular and plural, with prefixes."""
    found: dict[str, str] = {}
    for code, atom in atoms().items():
        for names in atom.english:
            for name in names:
                found.setdefault(name.lower(), code)
                found |= {word: held for word, held in _prefixed(code, atom, name) if word not in found}
    return found | dict(count_words.ENGLISH)


def _prefixed(code: str, atom: Atom, name: str) -> Iterator[tuple[str, str]]:
    for prefix, _, _, english, _ in PREFIXES if atom.prefixable and not atom.unit.offset else ():
        yield f"{english}{name}", f"{prefix}{code}"


def english_at(text: str, at: int) -> Printed | None:
    """Return the unit in English words that begins at an offset: kilograms per cubic metre."""
    first = _english_factor(text, at)
    if first is None:
        return None
    factors = [(first.code, first.exponent)]
    end = first.end
    while len(factors) < 5:
        per = _PER.match(text, end)
        joined = per or _JOINT.match(text, end)
        following = _english_factor(text, joined.end()) if joined else None
        if following is None or not (per or (following.code in {"h", "m", "s"} and _physical(factors[-1][0]))):
            break
        factors.append((following.code, -following.exponent if per else following.exponent))
        end = following.end
    if len(factors) > 1 and factors[0][0].startswith("{"):
        factors = factors[1:]
    return Printed(joined_code(factors), end)


def _physical(code: str) -> bool:
    """Tell whether a unit makes a product with a time or length: watt hour, newton metre, pascal second."""
    found = known(code)
    return found is not None and found.dimension not in (NO_DIMENSION, _TIME)


def _english_factor(text: str, at: int) -> Factor | None:
    words: list[str] = []
    ends: list[int] = []
    end = at
    while len(words) < 3:
        found = _WORD.match(text, end)
        if found is None:
            break
        words.append(found[0].lower())
        ends.append(found.end())
        if not SPACE.match(text, found.end()):
            break
        end = found.end() + 1
    power = _POWERS.get(words[0], 1) if words else 1
    skip = int(power > 1)
    names = _english_words()
    for count in range(len(words), skip, -1):
        code = names.get(" ".join(words[skip:count]))
        if code:
            return Factor(code, power, ends[count - 1])
    return None
