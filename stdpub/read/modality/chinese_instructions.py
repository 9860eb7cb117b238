"""The running text of a Chinese sentence in, the place of the verb of its instruction out, at the head or behind a lead-in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stdpub.model.patterns import regex
from stdpub.model.provisions import Convention
from stdpub.read.modality.chinese_instruction_words import (
    ACTS,
    AFTER_NOUN,
    BEFORE_IMPERATIVE,
    IMPERATIVES,
    LOOK_ALIKES,
    NOUNS_BEHIND_VERB,
    PROSE_IMPERATIVES,
    VERIFYING,
)
from stdpub.read.modality.chinese_words import WEAK

SEGMENT_END = regex(r"[，；：。！？,;:]")
_PROCEDURES = frozenset({Convention.GB_T_1_1, Convention.ISO, Convention.LOWER_CASE})
_LEADING = 3
"""How many phrases of condition or time are looked through for the instruction behind them."""

_SEEN = 60
"""Characters behind a would-be imperative in which a predicate is sought."""

_ALWAYS_VERBS = frozenset({"不要", "请勿", "切勿", "勿", "务请", "确保", "避免"})
_FORMS_BEHIND_NOUN = frozenset("应宜可")
_AFTER_PHRASE = regex("[的时中应宜可是为]|[前后](?![盖端部面轮])")
_COMPOUND = regex(
    "机构|系数|接口|效率|顺序|条件|规则|日期|说明|频率|频次|状态|时间|时刻|规格|格式|次数|周期|要求|流程|方法|方式|结果|人员|部门|功能|单位(?!面积|体积)|标记|标识|权限"
    "|试验的|任务|延迟|单(?![元个独位体])|号(?!码)|词|液(?![体位晶])|机(?![柜器房组架箱])|率|度(?!量)|性(?!能)|员|者|方(?![法案向形程])|费(?!用)|协议|通道"
)
"""What makes a compound noun of a verb: 登记机构, 返回值, 打印机."""

_TIME_LAST = regex("(?:(?:状态|条件|情况|环境)下|后|前|时|期间|过程中|的同时)$")
_METHODS = frozenset({"按", "按照", "用", "依次", "逐项"})
_FRAGMENT = regex(r"[^，。；：！？]{0,12}\s*|\s*——[^，。；]{0,10}；\s*")
"""A cell, a heading or the key of a figure."""

_DEFINED = regex(r"^[^，。；]{2,40}的(?:组织|人员|单位|机构|部门|企业|过程|活动|行为|系统|装置|者|人)[。；]?\s*$")
"""A definition by what its superordinate does: 建立并维护目录的组织."""

_APPARATUS = frozenset({"仪器", "设备", "装置", "系统", "程序", "时钟"})
_AIM = regex("使(?!用)|以|至|直到|让|是否")
_SEEING = ("检查", "观察", "确认", "验证", "确保")
_ASKS = regex(r"(?:请勿|请不要|请务必|请(?![求示假愿客教问见]|注意|参))")
_MEANS = regex(
    "将(?!来)|把(?!手|握)|用(?![于户途电能量料工法作房地]|水量)|按(?![照钮键])|按照|根据|依据|参照|在(?![线用役于编])|于|每(?:隔|[日天周月季年次班])|逐[一个项条件键]|对(?![于应称比象照方角流策数接])|以(?![下上及内外前后便]|[^，。；]{1,20}为)|向(?!量)|从(?![事业属而])"
)
_BY_VERIFYING = regex("通过[^，。；]{1,60}?来?(?P<verb>验证|确认)")
_PREDICATE = regex(
    "见[图表附第公式 0-9A-Z]|由[^，。；]{1,20}(?:组成|构成|合成|确定|给出|表示|计算|测量|评定|决定|完成|承担|负责|制定|规定)"
    "|(?<![设置作称定视调认成改变分计记])为(?![此了止使]|[^，。；]{0,40}的)|(?<![但还只也凡若于])是(?!否)|分为|包括|属于|取决于|列于|列出|如[图表下]"
    "|位于|来自|共[分有]|由[^，；。]{1,20}得[出到]|持续|呈[现无有黄红白黑蓝]|负责|生效|每(?:年|季度|月|半年)(?!度?[的用产])|自[^，。；]{1,12}起"
    "|(?<!至)(?:不?[低高大小]于|不[少多]于)(?![^，。；]{0,40}的)|有助于|意味着|导致|等于|被认为|有利于|如下"
)


def _verbs(words: Sequence[str]) -> re.Pattern[str]:
    before = "|".join(sorted(BEFORE_IMPERATIVE, key=len, reverse=True))
    return re.compile(f"(?:{before})*(?P<verb>{'|'.join(sorted(words, key=len, reverse=True))})")


_PROCEDURE = _verbs(IMPERATIVES)
_ACT = regex("|".join(ACTS))
_VERIFY = _verbs(VERIFYING)
_PROSE = _verbs(PROSE_IMPERATIVES)
_LED = regex("，(?:则请|则|请)")
_VAGUE = frozenset({"使用", "采用", "选择", "选取"})
_ANY_VERB = regex("|".join(sorted(set(IMPERATIVES) - _VAGUE, key=len, reverse=True)))


class Leads:
    """How conditions and phrases of time look, behind whose comma an instruction may stand."""

    __slots__ = ("condition", "time")

    def __init__(self, condition: re.Pattern[str], time: re.Pattern[str]) -> None:
        self.condition = condition
        self.time = time

    def __contains__(self, phrase: str) -> bool:
        return bool(self.condition.match(phrase) or self.time.search(phrase))


def instruction(
    body: str, start: int, convention: Convention, hits: Sequence[re.Match[str]], leads: Leads
) -> tuple[int, int] | None:
    """Return the place of the verb of an instruction; `hits` are the words that look like verbal forms."""
    found = _imperative(body, start, convention, hits)
    if found:
        return found
    for _ in range(_LEADING):
        comma = body.find("，", start)
        if comma < 0 or body[start:comma] not in leads:
            break
        start = comma + 1
        found = _imperative(body, start, convention, hits)
        if found:
            return found
    led = _LED.search(body, start)
    return _imperative(body, led.start() + 1, convention, hits) if led else None


def _imperative(body: str, start: int, convention: Convention, hits: Sequence[re.Match[str]]) -> tuple[int, int] | None:
    """Return the place of the verb of an instruction that begins at an offset."""
    asked = _ASKS.match(body, start)
    if asked:
        return _asked(body, asked)
    if convention not in _PROCEDURES:
        return _verification(body, start, convention, hits) or _prose(body, start, hits)
    if _FRAGMENT.fullmatch(body) or _DEFINED.search(body):
        return None
    found = _PROCEDURE.match(body, start)
    if found is None:
        return _by_means(body, start, hits)
    if body.startswith(LOOK_ALIKES, found.start("verb")):
        return None
    verb = found.group("verb")
    if body.startswith("了", found.end()):  # what was done is told, not asked for
        return None
    if verb in _ALWAYS_VERBS:
        return found.span("verb")
    if body[found.end() : found.end() + 1] == "后":
        second = _PROCEDURE.match(body, found.end() + 1)
        return second.span("verb") if second else None
    segment = _segment(body, found.end())
    if _TIME_LAST.search(segment) or (verb not in _SEEING and _says_more(body, found.end(), hits)):
        return None
    return None if _names(body, found.end(), hits, act=_ACT.fullmatch(verb) is not None) else found.span("verb")


def _names(body: str, end: int, hits: Sequence[re.Match[str]], *, act: bool) -> bool:
    """Say whether a would-be imperative names an activity, or is the subject of what follows."""
    if _is_subject(body, end, hits):
        return True
    noun = bool(_AFTER_PHRASE.match(body, end) or _COMPOUND.match(body, end)) if act else _is_noun(body, end, hits)
    return noun or not body[end : end + 1] or bool(_PREDICATE.search(_segment(body, end)))


def _asked(body: str, asked: re.Match[str]) -> tuple[int, int] | None:
    """Return the verb behind 请: a known one, else its two characters; 请勿 and 请不要 as they stand."""
    if asked.group() in {"请勿", "请不要"}:
        return asked.span()
    known = _PROCEDURE.match(body, asked.end()) or _PROSE.match(body, asked.end())
    if known:
        return known.span("verb")
    verb = body[asked.end() : asked.end() + 2]
    return (
        (asked.end(), asked.end() + 2) if len(verb) > 1 and all("\u4e00" <= sign <= "\u9fff" for sign in verb) else None
    )


def _verification(
    body: str, start: int, convention: Convention, hits: Sequence[re.Match[str]]
) -> tuple[int, int] | None:
    """Return 验证, 确保 and their kin at the head."""
    found = _VERIFY.match(body, start)
    if found is None:
        by = _BY_VERIFYING.match(body, start) if convention is Convention.VERIFY_LIST else None
        return by.span("verb") if by else None
    verb = found.group("verb")
    following = body[found.end() : found.end() + 1]
    if verb in _ALWAYS_VERBS:
        return found.span("verb") if following else None
    if verb == "验证" and convention is Convention.VERIFY_LIST:
        return found.span("verb") if following and following not in "码。" else None
    return None if _is_noun(body, found.end(), hits) or _is_subject(body, found.end(), hits) else found.span("verb")


def _prose(body: str, start: int, hits: Sequence[re.Match[str]]) -> tuple[int, int] | None:
    """Return the verb of an instruction in a text that is no procedure: nothing in it may look like a predicate."""
    found = _PROSE.match(body, start)
    if found is None or any(hit.start() >= start for hit in hits):
        return None
    if _is_noun(body, found.end(), hits) or _PREDICATE.search(body, found.end()):
        return None
    return found.span("verb") if not body.rstrip().endswith(("的", "的。", "的；")) else None


def _is_noun(body: str, end: int, hits: Sequence[re.Match[str]]) -> bool:
    """Say whether what ends at an offset is part of a noun: 测量结果, 检查人员, 验证码."""
    following = body[end : end + 1]
    if body.startswith("表面", end):
        return False
    if not following or body.startswith(NOUNS_BEHIND_VERB, end):
        return True
    if following in _FORMS_BEHIND_NOUN:
        return any(hit.start() == end for hit in hits)
    return following in AFTER_NOUN


def _by_means(body: str, start: int, hits: Sequence[re.Match[str]]) -> tuple[int, int] | None:
    """Return the verb of 将试样置于…, 用水冲洗…, 按附录B测定…: the first of the procedure's verbs behind its means."""
    means = _MEANS.match(body, start)
    if means is None:
        return None
    segment_end = SEGMENT_END.search(body, start)
    found = _ANY_VERB.search(body, means.end() + 1, segment_end.end() if segment_end else len(body))
    if found and body[found.start() - 1] in {"的", "所"}:
        found = _ANY_VERB.search(body, found.end(), segment_end.end() if segment_end else len(body))
    if found is None or _is_subject(body, start, hits) or body.startswith(LOOK_ALIKES, found.start()):
        return None
    if "的" in body[means.end() : found.start()] and body[found.end() : found.end() + 1] in {"的", "所"}:
        return None
    if means.group() in {"将", "把"}:
        return None if body[found.end() : found.end() + 1] == "的" else found.span()
    if means.group() in _METHODS and body[found.end() : found.end() + 1] in {"：", "。", "；", ""}:
        return found.span()
    act = _ACT.fullmatch(found.group()) is not None or body[found.end() : found.end() + 2] in _APPARATUS
    return None if _names(body, found.end(), hits, act=act) else found.span()


def _segment(body: str, start: int) -> str:
    """Return what stands before the next comma, as far as it is looked at."""
    end = SEGMENT_END.search(body, start, start + _SEEN)
    return body[start : end.start() if end else start + _SEEN]


def _is_subject(body: str, end: int, hits: Sequence[re.Match[str]]) -> bool:
    """Say whether the would-be imperative is a subject: 测量仪器应校准, 记录应保存三年."""
    segment_end = SEGMENT_END.search(body, end)
    limit = segment_end.start() if segment_end else len(body)
    return any(
        end <= hit.start() < limit and (hit.group() not in WEAK or _has_attribute(body, end, hit.start()))
        for hit in hits
    )


def _says_more(body: str, end: int, hits: Sequence[re.Match[str]]) -> bool:
    """Say whether a form behind 使用 or 采用 makes what they open a subject: 使用该方法能准确区分两类样品."""
    segment_end = SEGMENT_END.search(body, end)
    limit = segment_end.start() if segment_end else len(body)
    return any(
        end <= hit.start() < limit and "的" not in body[hit.end() : limit] and not _AIM.search(body, end, hit.start())
        for hit in hits
    )


def _has_attribute(body: str, end: int, until: int) -> bool:
    """Say whether 的 stands between a would-be imperative and a form: 重复使用的容器不必更换标签."""
    return "的" in body[end:until] and not body.startswith(_SEEING, max(0, end - 2))
