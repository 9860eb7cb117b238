"""The running text of a Chinese sentence in, its kind of provision and the verbal form's place out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from stdpub.model.inlines import OBJECT
from stdpub.model.patterns import regex
from stdpub.model.provisions import Convention, Kind
from stdpub.model.verbal_forms import verbal_forms
from stdpub.read.modality.chinese_instructions import SEGMENT_END, Leads, instruction
from stdpub.read.modality.chinese_words import AT_HEAD_ONLY, CONDITION_OPENERS, CONNECTIVES, NOT_FORMS, WEAK

Judged = tuple[Kind, int, int, str]
"""Kind, start and end of the verbal form, and its words where they are not those between: never so in Chinese."""

_CAUSES = "导致|引起|造成|使|令|降低|损害|危及|破坏|削弱|影响|改变|加速|增加|减少|增大|减小|产生|发生|出现|变"
_FORM_PATTERNS = {
    "会": f"会(?=(?:直接|间接|严重)?(?:{_CAUSES}))",
    "需": "需(?![要，。；、）]|$)",
    "需要": "需要(?![，。；、）时]|$)",
}
_ALL_FORMS = sorted({form.words for form in verbal_forms("zh", Convention.GB_T_1_1)} - {"可以不"})
_FORMS_IN_SEGMENT = 12
"""Forms between two commas that are looked at; no sentence has more, and hostile ones must not cost more."""

_HAN = regex("[\u4e00-\u9fff]+")


def _literal_length(pattern: str) -> int:
    """Return how many characters a pattern spells out before its first condition or choice."""
    spelt = _HAN.match(pattern)
    return len(spelt.group()) if spelt else 0


_WORD = regex(
    "|".join(
        sorted(
            [*NOT_FORMS, *(_FORM_PATTERNS.get(form, form) for form in _ALL_FORMS)], key=_literal_length, reverse=True
        )
    )
)
"""Longest first; where a word and a form are equally long the word comes first, as sorting is stable."""

_LABEL = regex(
    r"[\s\u3000]*(?:第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六七八九十]+)?|[（(][一二三四五六七八九十\d]+[）)]|[a-z\d]{1,2}[)）]"
    r"|\d+(?:\.\d+)*(?=[\s\u3000])|——|[-•·*])?[\s\u3000]*(?:(?:注|示例|说明)\d*[：:])?[\s\u3000]*"
)
_BRACKETS = regex(r"[（(][^（()）]*[)）]")
_CONDITION = regex("|".join(CONDITION_OPENERS))
_CONNECTIVE = regex(f"(?:{'|'.join(CONNECTIVES)})")
_CONTINUES = regex("且|并且|并|或者|或|而且|以及")
_NOMINAL_END = regex("(?<![目标])的$")
_NAMED = regex("[^，；。]{1,60}的[^的，；。]{1,10}(?=，其)")
"""A noun with an attribute, of which the next clause speaks: 用户可自行安装的部件，其…"""

_PERMITS = frozenset({"可", "可以", "有权", "允许"})
"""Forms that stand before a condition of law in a clause of their own: X可以提出建议，Y认为需要的，决定…"""

_ITEM = regex(r"\s*（[一二三四五六七八九十]+）")
_CALLED = regex(r"(?:视为|看作|当作|称为|作为|设为|保持|是)[^的]{1,12}的$")
_AT_TIME = regex("(?<![及实随按定准即临小工暂短长计历限延同])时$")
_ADVERBIAL_END = regex(
    r"(?:(?<![及实随按定准即临小工暂短长计历限延])时|期间|过程中|情况下|情形下|条件下|前提下|之日起|以来|场合|时候)$"
)
_TIME_END = regex(r"(?:之?后|之?前|以[前后])$")
_IN_CASE = regex("的(?:情况|条件|前提|情形)下")
_IN_SUCH_CASE = regex("[^，。；]{2,12}(?:情形|情况|事项)(?:[的等、，；]|$)")
_ASKS = regex("是否|如何|能否|可否|怎样|哪些")
_COPULA = regex(
    r"(?<![但于凡若还或总只也])是(?!否)|指(?!导|南|定|示|标)|属于|包括|列出|规定了|给出了|描述了|说明了|提供了|取决于"
)
_LEADS_CONTENT = regex(
    r"使(?!用(?!户))|让|以便|从而|防止|以免|确保|保证|证明|表明|显示|认为|发现|知道|声称|旨在|允许|有助于|导致"
)
_ENSURED = regex("(?:确保|保证|以便|从而|使得|旨在|防止|避免)[^，；。]{0,60}，")
"""What stands behind this comma without a subject still belongs to what is to be ensured."""

_CONDITION_OF_LAW = regex("(?:^|(?<=[；。]))[^；。]*的，")
"""All that a part of a sentence of law says before its last 的 and comma."""

_BEFORE_RELATIVE = regex(
    r"(?:其他|其它|任何|一些|某些|各种|所有|那些|这些|具有|含有|对|将|把|给|与|于|和|或|或者|及|以及|[、个种项类些的了为是有各])$"
)
"""What stands before a relative clause: 对可能危及安全的产品, 其他需要说明的事项."""

_PREPOSITION = regex("(?:对于|对(?![应称比照])|针对|凡|关于|除|在|按照?|根据)")
_NOUN_LAST = regex("的[^的]{1,12}$")
"""A phrase with a preposition ends in its noun: 对使用中可能产生静电的设备."""

_COORDINATED = regex(r"(?:并且?|且|或者?|和|也|还|又|但|均|都|[、，])$")
_HEADS_OF_RELATIVE = regex(r"的[^的]{1,12}?(?:见|如下|如[图表]|是|为|由|包括|列于|属于|分为|有[^关效权])")
_DIRECT_RELATIVE = regex(r"(?![是为有用按由在取选设无])[\u4e00-\u9fff]{2}的(?!话|士|地)")
_AT_HEAD = regex(r"(?:^|我们|强烈|特别|一般|通常|因此|此外|仍|也|并|不|均|都|只|仅)[\s]*$")
_BARE_HEAD = regex(r"(?:但|因此|此外|也|并|不|均|都|只|仅|一般|通常|特别|还|又|则|时|，|\s)*")
"""What may stand before 允许 where nobody is named who permits: 系统允许用户修改 tells what the system does."""

_PERMITTED = regex("有|存在|采用|使用|省略|超过|超出|分批|缩短|延长|增加|减少")

_REPORTED = regex(r"(?:规定|明令|法规|法律|限制|或者?|和|、|被|的)$")
_LAW = regex(r"《[^》]*(?:法|条例|规章)》|法律|法规|规章|依法|自然规律|物理|必然")
_IS_DEFINITION = regex(r"(?:在[^，。]{1,20}[上中下内时里])?能(?!源).*的[\u4e00-\u9fff]{1,10}[。；]?\s*$")
"""A term's definition has no subject and ends in its superordinate concept: 能接收时间信号的设备."""

_EXCEPTION = regex(r"的除外[。；]?\s*$")


@lru_cache(maxsize=16)
def _kinds(convention: Convention) -> dict[str, Kind]:
    return {form.words: form.kind for form in verbal_forms("zh", convention)}


def judge(text: str, sentence: str, convention: Convention) -> Judged | None:
    """Return what makes a sentence, given as running text and as written, a provision; None for a statement."""
    label = _LABEL.match(text)
    start = label.end() if label else 0
    body = _without_brackets(text, start)
    kinds = _kinds(convention)
    hits = [hit for hit in _WORD.finditer(body, start) if hit.group() in kinds]
    verb = None if convention is Convention.LAW else instruction(body, start, convention, hits, _LEADS)
    if verb:
        return Kind.INSTRUCTION, *verb, ""
    if not hits or body.rstrip().endswith(("？", "?")):
        return None
    if convention is Convention.LAW and _ITEM.match(text) and _ends_in_noun(body.rstrip("；。 ")):
        return None
    best = _main_form(body, start, _free(body, start, hits, convention))
    if best is None:
        return None
    return _kind(best.group(), body, sentence, best, convention), best.start(), best.end(), ""


def _without_brackets(text: str, start: int) -> str:
    """Blank what stands in round brackets, unless the whole sentence does."""
    if "（" not in text and "(" not in text:
        return text
    if text[start : start + 1] in {"（", "("} and text.rstrip("。 ").endswith(("）", ")")):
        return text
    head, rest = text[:start], text[start:]
    for _ in range(3):
        rest = _BRACKETS.sub(lambda found: OBJECT * (found.end() - found.start()), rest)
    return head + rest


def _kind(form: str, body: str, sentence: str, hit: re.Match[str], convention: Convention) -> Kind:
    """Return the kind of a form, which for 必须, 可以 and 需要 hangs on the sentence."""
    kind = _kinds(convention)[form]
    if form == "必须" and convention is not Convention.LAW:
        return Kind.EXTERNAL_CONSTRAINT if _LAW.search(sentence) else Kind.REQUIREMENT
    if (
        kind is Kind.CAPABILITY
        and form in {"可", "可以"}
        and re.compile("是|包括|包含|存在|导致|成为|有(?!效)").match(body, hit.end())
    ):
        return Kind.POSSIBILITY
    return kind


def _free(body: str, start: int, hits: list[re.Match[str]], convention: Convention) -> list[re.Match[str]]:
    """Return the forms without the weak ones that an exception, a condition, a purpose or a name holds."""
    if _EXCEPTION.search(body) and body.startswith("但", start):
        return [hit for hit in hits if hit.group() not in WEAK]
    held = {found.end() for found in _ENSURED.finditer(body, start)}
    named = _NAMED.match(body, start)
    if named:
        held.update(hit.start() for hit in hits if start < hit.start() < named.end())
    if convention is Convention.LAW:
        for condition in _CONDITION_OF_LAW.finditer(body, start):
            held.update(hit.start() for hit in _within(hits, condition) if hit.group() not in _PERMITS)
    return [hit for hit in hits if hit.group() not in WEAK or hit.start() not in held]


def _within(hits: list[re.Match[str]], found: re.Match[str]) -> Iterator[re.Match[str]]:
    return (hit for hit in hits if found.start() <= hit.start() < found.end())


def _main_form(body: str, start: int, hits: list[re.Match[str]]) -> re.Match[str] | None:
    """Return the first form of the main clause, else the first that may stand for it."""
    ends = [found.end() for found in SEGMENT_END.finditer(body, start)]
    if not ends or ends[-1] < len(body.rstrip()):
        ends.append(len(body))
    fallback: re.Match[str] | None = None
    if len(hits) == 1 and hits[0].group() in {"能", "能够"} and _IS_DEFINITION.match(body, start):
        return None
    segment_start, conditional, index = start, False, 0
    for end in ends:
        segment = body[segment_start:end].rstrip("，；：。！？,;: \u3000")
        head = _CONNECTIVE.match(segment)
        conditional = bool(_CONDITION.match(segment, head.end() if head else 0)) or (
            conditional and bool(_CONTINUES.match(segment))
        )
        own: list[re.Match[str]] = []
        while index < len(hits) and hits[index].start() < end:
            if len(own) < _FORMS_IN_SEGMENT:
                own.append(hits[index])
            index += 1
        last = end == ends[-1]
        for place, hit in enumerate(own):
            rank = _rank(segment, segment_start, own, place, conditional=conditional, last=last)
            if rank == 0:
                return hit
            if rank == 1 and fallback is None:
                fallback = hit
        segment_start = end
    return fallback


def _rank(segment: str, offset: int, own: list[re.Match[str]], place: int, *, conditional: bool, last: bool) -> int:
    """Return 0 for a form of the main clause, 1 for one that may stand for it, 9 for one that makes no provision."""
    hit = own[place]
    form = hit.group()
    weak = form in WEAK
    head, tail = segment[: hit.start() - offset], segment[hit.end() - offset :]
    if conditional and not head.endswith(("时", "则", "就", "那么", "后")):
        return 1 if last and not weak else 9
    if _makes_no_provision(form, head, tail, last=last):
        return 9
    if place + 1 < len(own) and _belongs_to_subject(hit, own[place + 1], segment, offset):
        return 9
    return 0


def _makes_no_provision(form: str, head: str, tail: str, *, last: bool) -> bool:
    """Say whether a form stands in a phrase of time, a question, a relative clause or reported words."""
    weak = form in WEAK
    if _AT_TIME.search(tail) or (not last and _ends_in_noun(tail)) or ("在" in head and _IN_CASE.search(tail)):
        return True
    if weak and (_ADVERBIAL_END.search(tail) or _TIME_END.search(tail)):
        return True
    if _ASKS.search(head) or _ASKS.match(tail) or (form in {"无需", "无须", "不必"} and head.endswith("而")):
        return True
    if form in AT_HEAD_ONLY and not (_permits(head, tail) if form == "允许" else _AT_HEAD.search(head)):
        return True
    if weak and _IN_SUCH_CASE.match(tail):
        return True
    if weak and head.endswith(("高到", "大到", "低到", "小到", "多到", "直到", "不得")):
        return True
    if form in {"禁止", "允许"} and _REPORTED.search(head):
        return True
    if weak and _LEADS_CONTENT.search(head):
        return True
    return _in_relative_clause(head, tail, weak=weak)


def _permits(head: str, tail: str) -> bool:
    """Say whether 允许 permits something to the reader: 表面允许有划痕; not 系统允许用户修改, which tells what a thing does."""
    return bool(_BARE_HEAD.fullmatch(head) or _PERMITTED.match(tail)) or head.endswith(("时", "内", "中", "下", "后"))


def _ends_in_noun(tail: str) -> bool:
    """Say whether a phrase ends in 的 for a noun left out: 应当取得许可而未取得的; not 应视为强制性的."""
    return bool(_NOMINAL_END.search(tail)) and not _CALLED.search(tail)


def _in_relative_clause(head: str, tail: str, *, weak: bool) -> bool:
    if "的" not in tail:
        return False
    if _DIRECT_RELATIVE.match(tail):
        return True
    if weak and (_BEFORE_RELATIVE.search(head) or (_PREPOSITION.match(head) and _NOUN_LAST.search(tail))):
        return True
    if _COPULA.search(head) and (weak or tail.rindex("的") >= len(tail) - 8):
        return True
    return weak and not _CONNECTIVE.sub("", head).strip() and bool(_HEADS_OF_RELATIVE.search(tail))


def _belongs_to_subject(hit: re.Match[str], following: re.Match[str], segment: str, offset: int) -> bool:
    """Say whether a later form of the segment is the main one: 可能影响安全的部件应定期检查."""
    between = segment[hit.end() - offset : following.start() - offset].rstrip("均都")
    if "的" not in between or _COORDINATED.search(between) or _LEADS_CONTENT.search(between):
        return False
    if (
        between.endswith("才")
        or following.group() in AT_HEAD_ONLY
        or (following.group() in WEAK and between.endswith("的"))
    ):
        return False
    return hit.group() in WEAK or following.group() not in WEAK


_LEADS = Leads(_CONDITION, regex(f"{_ADVERBIAL_END.pattern}|{_TIME_END.pattern}"))
