"""The words that bound a number, as data: comparators before and behind it, negation, ranges, conditions, per language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from stdpub.model.patterns import regex
from stdpub.model.quantities import Comparator

_LE, _GE, _LT, _GT, _EQ = (
    Comparator.AT_MOST,
    Comparator.AT_LEAST,
    Comparator.BELOW,
    Comparator.ABOVE,
    Comparator.EQUAL,
)

NEGATED: Mapping[Comparator, Comparator] = MappingProxyType({_GT: _LE, _LT: _GE})
"""What a negation makes of a comparator: not more than is at most. It makes nothing of the others."""

_LARGER = (
    "more|greater|larger|longer|later|higher|older|bigger|wider|thicker|deeper|faster|heavier|further|farther|taller"
)
_SMALLER = "less|fewer|smaller|shorter|earlier|lower|younger|narrower|thinner|slower|lighter|closer|nearer|sooner"

_BEFORE_EN = {
    _LE: (
        rf"(?:not|no|never|nor)(?: be| to be)? (?:{_LARGER})(?: often)?(?: \w+){{0,1}} than",
        rf"(?:{_SMALLER})(?: \w+)? than or (?:be )?equal to",
        "(?:not|never)(?: to)? (?:exceed|surpass|go beyond)",
        "(?:not|never)(?: be)? (?:above|over|beyond|exceeding)",
        r"(?:equal to or|equal or) (?:less|lower|smaller|fewer) than",
        "at (?:the )?most",
        "up to(?: and including)?",
        r"(?:a |the )?(?:maximum|upper limit)(?: \w+){0,4} (?:of|is|be)",
        "(?:a |the )?(?:maximum|max\\.?)",
        "within",
        "(?:at least )?(?:once )?every",
        "limited to",
        "≤|≦|⩽|<=|=<|&lt;=",
    ),
    _GE: (
        rf"(?:not|no|never|nor)(?: be| to be)? (?:{_SMALLER})(?: often)?(?: \w+){{0,1}} than",
        rf"(?:{_LARGER})(?: \w+)? than or (?:be )?equal to",
        "(?:not|never) (?:fall below|drop below|go below)",
        "(?:not|never)(?: be)? (?:below|under)",
        r"(?:equal to or|equal or) (?:greater|more|higher|larger|longer) than",
        "at (?:the )?(?:very )?least",
        r"(?:a |the )?(?:minimum|lower limit)(?: \w+){0,4} (?:of|is|be)",
        "(?:a |the )?(?:minimum|min\\.?)",
        "(?:reach|attain|achieve)(?:es)?",
        "≥|≧|⩾|>=|=>|&gt;=",
    ),
    _LT: (
        rf"(?:{_SMALLER})(?: \w+)? than",
        "below|under",
        "<|＜|&lt;",
    ),
    _GT: (
        rf"(?:{_LARGER})(?: \w+)? than",
        "exceed(?:s|ed|ing)?(?: the value of)?|in excess of|above|over|beyond",
        ">|＞|&gt;",
    ),
    _EQ: (
        "exactly|equal to|equals|precisely",
        "(?:shall|must|should|will|is to|are to) (?:have a \\w+ of|measure|be)(?: set to| equal to)?",
        "=|＝",
    ),
}

_FILL_EN = (
    r"(?:(?: a| an| the| another)?"
    r"(?: period of| periods of| total of| further| factor of| distance of| value of| additional| maximum of| minimum of)?"
    r"(?: the| its| any)?(?: past| previous| last| next| following| first| preceding| original)?"
    r"(?: every| each| about| approximately| approx\.| some| a total of)?)"
)

_BEFORE_ZH = {
    _LE: (
        "不得?(?:大于|超过|高于|多于|超出|长于|晚于|迟于|宽于|厚于|重于|快于)",
        "不(?:应|宜|可|能|会|许|准|允许)?(?:大于|超过|高于|多于|超出|长于|晚于|迟于)",
        "(?:小于|少于|低于)或?(?:者)?等于|(?:小于|少于|低于)或(?:等于)",
        "(?:至多|最多|最大|最高|最长|最迟|最晚|上限)(?:应|宜|可|不超过|可达|可为)?(?:值)?(?:为|是)?",
        "(?:最大|最高|最长|最多)[\u4e00-\u9fff]{1,10}(?:应|宜|须)?[为是]",
        "(?:控制|限制|限定)在",
        "≤|≦|⩽|<=|=<",
        "每(?:隔)?",
    ),
    _GE: (
        "不得?(?:小于|少于|低于|短于|早于|薄于|窄于|轻于|慢于)",
        "不(?:应|宜|可|能|会|许|准|允许)?(?:小于|少于|低于|短于|早于|薄于|窄于)",
        "(?:大于|多于|高于|超过)或?(?:者)?等于|(?:大于|多于|高于)或(?:等于)",
        "(?:至少|最少|最小|最低|最短|最早|下限)(?:应|宜|须|可)?(?:值)?(?:为|是|有|达到|达)?",
        "(?:最小|最低|最短|最少)[\u4e00-\u9fff]{1,10}(?:应|宜|须)?[为是]",
        "(?:应|宜|须|能)?(?:达到|达|满)",
        "≥|≧|⩾|>=",
    ),
    _LT: ("小于|少于|低于|短于|早于|不到|不足|不满|未满|未达到|低过", "<|＜"),
    _GT: ("大于|超过|多于|高于|长于|晚于|超出|逾", ">|＞"),
    _EQ: ("等于|恰好(?:为)?|正好(?:为)?", "(?:应|宜|须)(?:设)?(?:定|置)?为", "=|＝"),
}

_FILL_ZH = "(?:约为?|大约|为|值为|到)?[ \u00a0]?"


def _left(table: Mapping[Comparator, tuple[str, ...]], fill: str, edge: str) -> re.Pattern[str]:
    groups = "|".join(
        f"(?P<{name}>{'|'.join(f'(?:{form})' for form in table[comparator])})" for name, comparator in GROUPS.items()
    )
    return re.compile(rf"(?i){edge}(?:{groups}){fill}[ \u00a0\u2009\u202f(（`]{{0,2}}$")


GROUPS: Mapping[str, Comparator] = MappingProxyType({"le": _LE, "ge": _GE, "lt": _LT, "gt": _GT, "eq": _EQ})


@dataclass(frozen=True, slots=True)
class LimitWords:
    """The patterns of one language; those of what stands before a number are anchored at its start."""

    chinese: bool
    before: re.Pattern[str]
    distant: re.Pattern[str] | None
    behind: tuple[tuple[Comparator, re.Pattern[str]], ...]
    negation: re.Pattern[str]
    refused: re.Pattern[str]
    expiry: re.Pattern[str]
    range: re.Pattern[str]
    segment: re.Pattern[str]
    subordinate: re.Pattern[str]
    relative: re.Pattern[str]
    binding: re.Pattern[str]


@cache
def _english() -> LimitWords:
    return LimitWords(
        chinese=False,
        before=_left(_BEFORE_EN, _FILL_EN, r"(?<![A-Za-z])"),
        distant=None,
        behind=(
            (
                _GE,
                re.compile(
                    r"(?i)[ ,]{0,2}(?:in length |long |of age )?\(?(?:or|and) (?:more|greater|longer|higher|above|larger|over|older|better|later)\b"
                    r"|[ ,]{0,2}\(?(?:as a |at a )?(?:minimum|min\b\.?)(?! \w+ing)|\+(?!\d)"
                ),
            ),
            (
                _LE,
                re.compile(
                    r"(?i)[ ,]{0,2}\(?(?:or|and) (?:less|fewer|shorter|lower|below|smaller|under|younger|earlier|sooner)\b"
                    r"|[ ,]{0,2}\(?(?:as a |at a )?(?:maximum|max\b\.?|at (?:the )?most)(?! \w+ing)"
                ),
            ),
        ),
        negation=re.compile(
            r"(?i)\b(?:not|cannot|can't|never|neither|no)\b(?! only)"
            r"(?!.*?(?:[,;:]|\b(?:unless|if|when|where|whose|that|which|who|until|because|but|provided)\b))"
        ),
        refused=re.compile(
            r"(?i)[^,;.:]{0,30}\b(?:is|are|be)\s+(?:denied|rejected|refused|disallowed|prohibited|forbidden"
            r"|not (?:allowed|permitted|accepted))"
        ),
        expiry=re.compile(
            r"(?i)\b(?:time[sd]? ?out|timeout|expires?|expired?|invalidated?|terminated?|lapses?|revoked?|locks?|locked|deleted?|logs? out)\b"
            r".{0,60}\bafter(?: (?:a period of|no more than))?[ (]{1,2}$"
        ),
        range=re.compile(
            r"(?i)\b(?:between|(?:with)?in the range(?: of)?|ranges? (?:of|from|between)|from|anywhere)(?: about)?[ (]{1,2}$"
        ),
        segment=re.compile(r"[,;:]|[(（](?!\d{1,9}[)）])|\.(?= |$)"),
        subordinate=re.compile(
            r"(?i)\b(?:if|when|whenever|where|wherever|unless|whether|in cases?|once|while|whereas|for those|so long as|as long as)\b"
        ),
        relative=re.compile(r"(?i)\b(?:that|which|whose|who|with an?|having)\b"),
        binding=re.compile(
            r"(?i)\b(?:shall|must|should|may|can|will|need|is|are|be|remains?|stays?|has to|have to|verify|ensure|keep|use|limit|provided)\b"
        ),
    )


@cache
def _chinese() -> LimitWords:
    return LimitWords(
        chinese=True,
        before=_left(_BEFORE_ZH, _FILL_ZH, ""),
        distant=re.compile(
            "(?:(?P<le>不(?:得|应|宜|可|能)?(?:大于|超过|高于|多于|晚于|迟于)|至多|最多)"
            "|(?P<ge>不(?:得|应|宜|可|能)?(?:小于|少于|低于|短于|早于)|至少|达到))"
            "[\u4e00-\u9fff]{1,14}$"
        ),
        behind=(
            (_GE, re.compile("[ ]?(?:（含[^）]{0,12}）)?(?:[(（]?(?:及|或|含|以)?以上|或更(?:多|高|长|大)|起步)")),
            (
                _LE,
                re.compile(
                    "[ ]?(?:（含[^）]{0,12}）)?(?:[(（]?(?:及|或|含|以)?以下|以内|之内|或更(?:少|低|短|小)|内(?!部|容|存|外|径|侧|的|置))"
                ),
            ),
        ),
        negation=re.compile("(?:不得|不应|不宜|不可|不能|不准|不许|不允许|严禁|禁止|避免|拒绝|防止)(?!.*?[，。；：])"),
        refused=re.compile("[^，。；]{0,14}(?:应|须|将|会)?(?:被)?(?:拒绝|禁止|不予|不被允许|不允许)"),
        expiry=re.compile("[^，。；]{0,30}(?:过期|失效|超时|锁定|终止|注销|退出|删除|断开|关闭)"),
        range=re.compile("(?:介于|处于|在|范围(?:应|宜)?(?:为|是|在)?|自|从)[ ]?$"),
        segment=re.compile("[，；：、（(,;。]"),
        subordinate=re.compile("如果|若|当|假如|一旦|倘|除非|凡|对于?"),
        relative=re.compile("(?!)"),
        binding=re.compile("应|宜|须|必须|不得|禁止|拒绝|允许|要求|确保|保证|验证|可|为|处|支持"),
    )


RANGE_END = regex("[ ]?(?:之间|(?:的)?范围之?内)")
"""What may end a range in Chinese."""

LENGTHS = (("密码|口令|字符", "{character}"), ("编码|代码|编号|号码|数字|验证码", "{digit}"))
"""What makes 位 a sign and no bit."""

WHILE = regex("[^，。；、]{0,12}时[，,]")
"""What ends a Chinese condition: 两人以上作业时，."""

SUBJECT = regex(r"(?i)\s*(?:(?:any|all|each|every|those)\b|[a-z-]+s\b).*\b(?:with|of|having|from|longer|larger|not)\b")
MODAL_BEHIND = regex(r"(?i)[^,;.:]{0,40}?\b(?:shall|should|must)\b")
"""A limit that describes what an English sentence is about: cables of 10 mm² and above shall be stranded."""

AGAIN = regex("[^，。；、]{0,30}?(?:应|宜|须|可(?!燃|再生|靠))")
"""A verbal form behind a limit that describes the subject: 不大于16 A的插座应有保护门."""


def limit_words(language: str) -> LimitWords:
    """Return the words of a language; any but Chinese is read as English."""
    return _chinese() if language.startswith("zh") else _english()


ATTRIBUTE = regex("[ ]?(?:以上|以下|以内)?[ ]?(的|者|时|之?后(?!续))")
"""What makes a Chinese limit describe the next noun: 超过1000欧元的交易."""

ONCE = "等值以上"
"""From one time a value that was named before, in Chinese law."""

FINE = regex("的?(?:罚款|罚金|有期徒刑)")
"""What a range of Chinese law binds."""

WHICHEVER = regex(r"(?i),? whichever (?:is|comes|occurs)\b")
DEADLINE = regex(r"(?i)\b(?:within|no later than|not later than|not exceed|at most)\b")
"""A time that stands beside another: within the TTL, or 8 hours, whichever is greater."""

ITEM = regex(r"(?i),?[ ]?(?:(?:if|when|where|for|from|after|unless|or)\b|[,;.]?$|或|不活动|内)")
"""What follows a time with which a list item or a cell begins: `seven days if all certificates ...`."""

SIGNS_LONG = regex(r"(?i)(?:\{digit\}|\{character\})")
NOUN = regex(r"[ -](?:[a-z]+ ){0,2}(?:number|code|pin|password|string|identifier|value|secret|token|name|integer)\b")
"""What a number of signs makes: a six digit number."""
