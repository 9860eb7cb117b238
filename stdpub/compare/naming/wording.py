"""The words of a thing before and after in; how far apart they are in meaning, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from enum import IntEnum
from functools import lru_cache

from stdpub.compare.naming.spelling import run_together, spelt
from stdpub.compare.passages import CODE, PLACE
from stdpub.compare.sequences import Run, runs
from stdpub.model.patterns import regex


class Wording(IntEnum):
    """How far two texts are apart; what weighs more compares as greater."""

    SAME = 0
    EDITORIAL = 1
    PARAPHRASE = 2
    OTHER_WORDS = 3
    OTHER_MEANING = 4


_ENGLISH_PHRASES = (
    (r"prior to", "before"),
    (
        r"in (?:accordance|compliance|conformity|line|conformance) with|according to|as (?:specified|given|defined) in",
        "per",
    ),
    (
        r"as (?:described|set out|set forth|laid down|stated|required|prescribed) in|pursuant to|as per|in conformance to",
        "per",
    ),
    (r"(?:mak(?:e|es|ing)|made) (?:sure|certain)(?: that)?|ensure[sd]? that", "ensure"),
    (r"in order to|so as to", "to"),
    (r"for (?:example|instance)|such as|e\.g\.", "example"),
    (r"that is|namely|i\.e\.", "namely"),
    (
        r"with (?:regard|respect) to|in (?:regard|relation|respect) (?:to|of)|relating to|pertaining to|regarding|concerning",
        "about",
    ),
    (r"carr(y|ies|ied|ying) out", "perform"),
    (r"in addition|additionally|furthermore|moreover|as well as|as well", "also"),
    (r"due to the fact that|because of|owing to|due to|because", "since"),
    (r"in the (?:event|case) (?:that|of)|in case of|when|whenever|where|while", "if"),
    (r"provided that|on condition that", "provided"),
    (r"at the time of|at the time that", "if"),
    (r"a (?:number|variety) of|several", "several"),
    (r"not (?:less|fewer|lower) than|no (?:less|fewer|lower) than|a minimum of", "at least"),
    (r"not (?:more|greater|higher|later) than|no (?:more|greater|higher|later) than|a maximum of", "at most"),
    (r"more than|greater than|in excess of", "over"),
    (r"less than|fewer than|lower than", "under"),
)
_ENGLISH_WORDS = {
    "utilize": "use", "utilise": "use", "employ": "use", "utilization": "use", "usage": "use",
    "conduct": "perform", "undertake": "perform", "execute": "perform", "commence": "begin", "start": "begin",
    "assist": "help", "obtain": "get", "acquire": "get", "require": "need", "amongst": "among", "upon": "on",
    "every": "each", "permit": "allow", "prohibit": "forbid", "terminate": "end", "finish": "end", "purchase": "buy",
    "supply": "provide", "select": "choose", "modify": "change", "alter": "change", "show": "give", "list": "give",
    "below": "follow", "following": "follow", "however": "but", "whether": "if",
}  # fmt: skip
_CHINESE_PHRASES = (
    (r"按照|依照|依据|根据|遵照|遵循|参照(?=本)", "按"),
    (r"以及|及其|并且|和|与|及|且|并|、", "和"),
    (r"如果|假如|倘若|若|(?<!例)(?<!比)(?<!诸)如(?!下|图|表|上|何)", "若"),
    (r"例如|比如|诸如|譬如", "例"),
    (r"的?(?:情况|情形|状态|条件)下|的时候|时(?!间|刻|钟|区|限|期|长|段|效|隙)", "若"),
    (r"采用|使用|利用|运用|应用", "用"),
    (r"确保|保证", "保"),
    (r"具有|具备", "有"),
    (r"包括|包含|含有", "含"),
    (r"另外|此外|另", "又"),
    (r"位于|设在|设于|处于", "在"),
    (r"进行|予以|加以|给予|作出|实行|实施", ""),
    (r"的状态|过程中|方面", ""),
    (r"由于|因为|鉴于", "因"),
    (r"因此|所以|因而|从而", "故"),
    (r"但是|然而|不过", "但"),
    (r"其中|该|此|所|其|之(?!间|前|后|内|外|上|下|一)|本身|有关|相关|相应", ""),
    (r"的(?:规定|要求)", ""),
    (r"每个|每一个|每一", "每"),
    (r"不(?:小|少|低)于|大于等于|至少|最少", "≥"),
    (r"不(?:大|多|高|超)(?:于|过)|小于等于|至多|最多", "≤"),
    (r"开始|起始|着手", "始"),
)
_ENGLISH = tuple((regex(rf"\b(?:{form})(?!\w)", re.IGNORECASE), word) for form, word in _ENGLISH_PHRASES)
_CHINESE = tuple((regex(form), word) for form, word in _CHINESE_PHRASES)
_HAN = regex("[\u4e00-\u9fff]")


def _listed(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEUTRAL = _listed(
    "this that these those it its their they them such of in on at to for by with into be is are was were been "
    "being am which who whom whose there here also then thus hence therefore accordingly so do does did has have "
    "had having as one's respective respectively relevant following above-mentioned said thereof therein hereby "
    "very own 的 地 得 了 在 于 将 把 被 对 为 是 以 所 者 该 则 即"
)
"""Words whose coming and going says nothing to who conforms."""

_CRITICAL = _listed(
    "not no never none neither nor without cannot unless except only if until before after during within provided since "
    "shall must should may can might could will required recommended optional permitted allowed prohibited "
    "forbidden required optional mandatory voluntary obligatory normative informative all any some both either "
    "or over under least most least maximum minimum exceed effective applies applicable apply default always "
    "MUST SHALL SHOULD MAY REQUIRED RECOMMENDED OPTIONAL NOT PROHIBITED FORBIDDEN CAN CANNOT increase decrease "
    "more less greater fewer higher lower first last same other 不 非 无 未 否 没 禁 勿 莫 应 宜 可 能 须 必 得 准 许 除 外 仅 只 均 都 "
    "全 或 若 每 各 等 任 至 ≥ ≤ < > = ≠ ± % ‰ 前 后 内 上 下 间 大 小 多 少 高 低 最 约 超"
)
"""Words whose coming and going changes what a sentence demands, of whom, or when."""

_FORMAL = frozenset((PLACE, CODE))

_ASIDES = regex(
    r"\s*[(（]\s*(?:see|cf\.|e\.g\.|for example|for instance|such as|参见|见|例如|如)\b[^()（）]{0,300}[)）]"
    r"|,\s*(?:as such|because|since|for example|e\.g\.|for instance)\b(?:[^,.;]|\.(?=\d)){0,300}(?=[.;]|$)",
    re.IGNORECASE,
)
"""What a sentence says for information: where to see more, an example, why."""

_STEM = regex(
    r"(?:ations?|ments?|nesses|ness|ities|ity|ally|ingly|edly|ing|edly|ed|ies|ly|es|s|e|y|al|ive|or|er|ion|ions|at)$"
)
_LONG_ENOUGH = 4
_FURTHEST = 2
"""How many words a content word may be from where it was."""


def judge(before: str, after: str) -> Wording:
    """Return how far two texts are apart."""
    if before == after:
        return Wording.SAME
    one, other = spelt(before), spelt(after)
    if one == other or run_together(one) == run_together(other):
        return Wording.EDITORIAL
    if _same_sense(before, after):
        return Wording.PARAPHRASE
    changed = changed_words(one, other)
    return Wording.OTHER_MEANING if any(map(is_critical, changed)) else Wording.OTHER_WORDS


def changed_words(one: tuple[str, ...], other: tuple[str, ...]) -> list[str]:
    """Return the words that one text has and the other has not, in place."""
    found: list[str] = []
    for run in word_runs(one, other):
        if not run.equal:
            found += one[run.start : run.end]
            found += other[run.after_start : run.after_end]
    return found


@lru_cache(maxsize=1024)  # asked for what is critical in a change, and for what was renamed all over
def word_runs(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[Run, ...]:
    """Return the runs of two texts that were spelt one way."""
    return tuple(runs(one, other))


def is_critical(word: str) -> bool:
    """Tell whether a word can change what is demanded: a number, a negation, a scope, a verbal form, a formal word."""
    return word in _CRITICAL or word[0].isdigit() or word[0] in _FORMAL


def _same_sense(before: str, after: str) -> bool:
    """Tell whether two texts say the same in other words: the same content words in about the same order."""
    one, other = _sense(before), _sense(after)
    if Counter(one) != Counter(other):
        return False
    if one == other:
        return True
    passive = ("by" in before.split()) != ("by" in after.split())
    if [word for word in one if is_critical(word)] != [word for word in other if is_critical(word)]:
        return False
    return passive or _near(one, other)


def _near(one: list[str], other: list[str]) -> bool:
    """Tell whether no word stands far from where it stood."""
    places: dict[str, list[int]] = {}
    for at, word in enumerate(other):
        places.setdefault(word, []).append(at)
    return all(abs(places[word].pop(0) - at) < _FURTHEST for at, word in enumerate(one))


@lru_cache(maxsize=4096)
def _sense(text: str) -> list[str]:
    """Return the content words of a text, synonyms as one word, stems only."""
    text = _ASIDES.sub("", text)
    for form, word in _CHINESE if _HAN.search(text) else _ENGLISH:
        text = form.sub(word, text)
    words = (_ENGLISH_WORDS.get(word, word) for word in spelt(text))
    stems = (word if word in _CRITICAL else stem(word) for word in words if word not in _NEUTRAL)
    return [_ENGLISH_WORDS.get(one, one) for one in stems]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return a word without its endings."""
    while len(word) > _LONG_ENOUGH and word.isascii() and word.isalpha():
        shorter = _STEM.sub("", word, count=1)
        if shorter == word or len(shorter) < _LONG_ENOUGH:
            return word
        word = shorter
    return word


def worst(found: Iterable[Wording]) -> Wording:
    """Return the greatest of some distances."""
    return max(found, default=Wording.SAME)
