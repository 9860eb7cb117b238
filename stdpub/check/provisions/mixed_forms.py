"""Rules on sentences whose provision is softened, doubled or mixed with another."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.draft import Draft, Passage, Role
from stdpub.check.provisions.provisions import MISPLACED, another_form, form_end, form_span, spoken
from stdpub.check.provisions.second_forms import OPEN, hidden
from stdpub.check.rule import GB, Finding, rule
from stdpub.model.provisions import Kind
from stdpub.model.source import Severity
from stdpub.model.standard import ClauseKind

_ASKS = frozenset({Kind.REQUIREMENT, Kind.RECOMMENDATION})
_YING = frozenset({"应", "不应", "应当", "应该", "应尽量", "应尽可能"})
_HEDGE = re.compile(
    r"(?:首先|均|都|充分|优先|全面|综合|也|还|同时){0,2}(?P<word>尽可能|尽量|考虑(?![周全到]|了)|避免|慎重)|[^，；。的]{1,16}?(?P<far>尽可能|尽量)"
)
_QUALIFIED = re.compile(r"(?:(?:通常|一般)(?:情况下|来说|地|而言)?|原则上)，?(?:均|都|还|也)?$")
_STACKED_EN = re.compile(r"\b(?:shall|should|must|may|can)(?:/| )(?:shall|should|must|may|can)\b(?! ?be\b to)")
_STACKED_ZH = re.compile(
    r"应(?:可(?![靠追持用编行燃视见能信读写执审扩插移维观选变控调])|宜(?!居)|必须|须)|可(?:应(?![用急力变])|宜(?!居))|宜(?:应(?![用急力变])|可(?![靠追持用行能]))"
)
_JOINED = re.compile(r" (?:and|or|and/or),? (?P<form>shall|should|may|can)(?: not)?\b")
_SHALL = re.compile(r"\bshall(?: not)?\b")
_SHOULD = re.compile(r"\bshould(?: not)?\b")
_OPENER = re.compile(
    r"\b(?:if|when|where|which|who|whom|whose|that|unless|whether|as|because|whenever|how|what)\b[^,;]*$|\A\W*(?:what|how|whether)\b",
    re.IGNORECASE,
)
_EITHER = re.compile(r"\bor\b(?! (?:otherwise|else)\b)[^,;]*$")
_WILL = re.compile(
    r"(?<!you )\bwill(?= (?:not |also |then |always |only ){0,2}"
    r"(?:be (?:[a-z]{2,}ly )?(?!required|needed|interested|expected|affected|related|aligned|limited|mixed|tired|skilled)"
    r"(?:[a-z]{2,}ed|[a-z]{2,}[aoiu]wn|taken|given|written|chosen|shown|made|kept|held|sent|built|read|set|put|done|borne|found|sought)"
    r"|keep|provide|supply|deliver|ensure|maintain|retain|submit|notify|inform|issue|conduct|perform|carry|review|verify|check|"
    r"test|inspect|measure|calibrate|record|document|report|publish|store|mark|label|install|fit|mount|remove|"
    r"implement|comply|conform|follow|respond|communicate|accept|reject|revoke|validate|ignore|return|send|support|prepare|"
    r"establish|appoint|train|protect|prevent|satisfy|meet|withstand)\b)"
)
"""`will` before an act that somebody is to do, or that is to be done; before an effect or a likelihood it foretells."""

_BODY = frozenset({ClauseKind.CLAUSE, ClauseKind.ANNEX})
_NEAR = 200
"""Characters before a second form in which the word that opens its clause is sought."""

_CLAUSE = r"[，；](?:但|且|并且|并|也|还|同时|而|其中|其)?(?P<subject>[^，；。：的]{0,8}?)"
_NEXT_YING = re.compile(_CLAUSE + r"(?<![相适反响供效感照对])(?P<form>不?应(?![用急力变答激付邀聘届]|对(?!照)))")
_NEXT_YI = re.compile(_CLAUSE + r"(?<![适便事时])(?P<form>不?宜(?![居昌宾]))")


@rule(
    zh="“尽量”“考虑”“避免”等留有余地的词不与“应”连用：要么要求，要么推荐。",
    source="GB/T 1.1-2020, 9.4",
    bad="# 安装 {#fitting}\n\n安装时应尽量避免振动。 {#shaking}\n",
    good="# 安装 {#fitting}\n\n安装时宜尽量避免振动。 {#shaking}\n",
    rulebooks=GB,
    candidates=("gb-modal-hedged",),
    yields_to=MISPLACED,
)
def hedged_requirement(draft: Draft) -> Iterator[Finding]:
    """A requirement leaves no way out: 尽量, 考虑, 避免 and their kin go with 宜, not with 应."""
    for passage, form in spoken(draft, _ASKS):
        if form not in _YING:
            continue
        hedge = re.search("尽.*", form) or _HEDGE.match(passage.prose.masked, form_end(passage))
        if hedge:
            word = hedge.group() if form.startswith("应尽") else hedge["word"] or hedge["far"]
            yield Finding(
                form_span(passage),
                f"`{form[:2].rstrip('尽')}` with `{word}`, which leaves a way out",
                f"`{form[:2].rstrip('尽')}`与`{word}`连用，留有余地",
                "recommend it with `宜`, or say exactly what is required",
                "改用`宜`，或写明确切的要求",
                fix=another_form(passage, form.replace("应当", "宜").replace("应该", "宜").replace("应", "宜")),
                unsafe=True,
            )


@rule(
    zh="“通常”“一般”“原则上”表示允许例外，不与“应”连用。",
    source="GB/T 1.1-2020, 9.4",
    bad="# 校准 {#calibration}\n\n仪器一般应每年校准。 {#yearly}\n",
    good="# 校准 {#calibration}\n\n仪器宜每年校准。 {#yearly}\n",
    rulebooks=GB,
    candidates=("gb-modal-qualified",),
    yields_to=MISPLACED,
)
def qualified_requirement(draft: Draft) -> Iterator[Finding]:
    """A requirement holds always: 通常, 一般 and 原则上 admit exceptions and go with 宜."""
    for passage, form in spoken(draft, frozenset({Kind.REQUIREMENT})):
        before = passage.prose.masked[: form_end(passage) - len(form)]
        found = _QUALIFIED.search(before[-12:]) if form in _YING and form_end(passage) else None
        if found:
            word = found.group().rstrip("，")
            yield Finding(
                form_span(passage),
                f"`{form}` behind `{word}`, which admits exceptions",
                f"`{form}`与`{word}`连用，允许例外",
                f"recommend it with `宜`, or take `{word}` away and name the exceptions",
                f"改用`宜`，或删去`{word}`并写明例外",
            )


@rule(
    zh="两个能愿动词叠用，读者无法判断是要求、推荐还是允许。",
    source="ISO/IEC Directives, Part 2, 7.1; GB/T 1.1-2020, annex C",
    bad="# 供电 {#power}\n\n系统应宜采用双电源。 {#twofold}\n",
    good="# 供电 {#power}\n\n系统宜采用双电源。 {#twofold}\n",
    severity=Severity.WARNING,
    candidates=("gb-modal-stacked",),
    yields_to=MISPLACED,
)
def stacked_verbal_forms(draft: Draft) -> Iterator[Finding]:
    """Two verbal forms one upon the other tell neither what is required nor what is permitted."""
    pattern = _STACKED_ZH if draft.chinese else _STACKED_EN
    for hit in draft.find(pattern):
        if hit.passage.sentence is not None:
            yield Finding(
                hit.at,
                f"two verbal forms at once: `{hit.words}`",
                f"两个能愿动词叠用：`{hit.words}`",
                "keep the one that is meant",
                "保留符合本意的一个",
            )


@rule(
    zh="一个句子中有不同种类的条款，分别引用和验证都很困难。",
    source="own practice",
    bad="# Lids {#lids}\n\nThe lid shall be locked, and it should be painted red. {#lid}\n",
    good="# Lids {#lids}\n\nThe lid shall be locked. {#lid} It should be painted red. {#red}\n",
    severity=Severity.INFO,
    candidates=("mixed-modals-in-sentence",),
)
def mixed_provisions_in_sentence(draft: Draft) -> Iterator[Finding]:
    """Two provisions of different kinds in one sentence can be neither cited nor verified apart."""
    for passage, form in spoken(draft, _ASKS | OPEN):
        found = hidden(passage) or _joined(passage, form)
        found = found or (_second(passage, form, mixed=True) if _asks(passage) else None)
        if found:
            yield Finding(
                passage.prose.source(*found),
                f"a sentence that holds `{form}` and `{passage.text[slice(*found)]}`",
                f"一个句子中既有`{form}`又有`{passage.text[slice(*found)]}`",
                "write two sentences",
                "分为两个句子",
            )


@rule(
    zh="一句一项要求，才能单独引用、验证和修改。",
    source="own practice",
    bad="# Lids {#lids}\n\nThe lid shall be locked, and the key shall be kept apart. {#lid}\n",
    good="# Lids {#lids}\n\nThe lid shall be locked. {#lid} The key shall be kept apart. {#key}\n",
    severity=Severity.INFO,
)
def two_requirements_in_sentence(draft: Draft) -> Iterator[Finding]:
    """One requirement a sentence can be cited, verified and changed by itself."""
    for passage, form in spoken(draft, frozenset({Kind.REQUIREMENT})):
        found = None if _second(passage, form, mixed=True) else _second(passage, form, mixed=False)
        if found:
            yield Finding(
                passage.prose.source(*found),
                "a second requirement in one sentence",
                "一个句子中有第二项要求",
                "write two sentences",
                "分为两个句子",
            )


def _joined(passage: Passage, form: str) -> tuple[int, int] | None:
    """Return where a form of another kind is joined to that of a sentence: `shall and may`."""
    found = _JOINED.match(passage.prose.masked, form_end(passage))
    return found.span("form") if found and found["form"] != form else None


def _asks(passage: Passage) -> bool:
    return passage.sentence is not None and passage.sentence.kind in _ASKS


def _second(passage: Passage, form: str, *, mixed: bool) -> tuple[int, int] | None:
    """Return where a second form of the main clauses stands, of the other kind or of the same; None where there is none."""
    text, start = passage.prose.masked, form_end(passage)
    if start == 0:
        return None
    chinese = form[:1] > "\u2e80"
    sentence = passage.sentence
    binding = sentence is not None and sentence.kind is Kind.REQUIREMENT
    if chinese:
        found = (_NEXT_YI if binding is mixed else _NEXT_YING).search(text, start)
        return found.span("form") if found else None
    for hit in (_SHOULD if binding is mixed else _SHALL).finditer(text, start):
        near = max(start, hit.start() - _NEAR), hit.start()
        alternative = not mixed and _EITHER.search(text, *near)
        if text[start : hit.start()].strip() and not alternative and not _OPENER.search(text, *near):
            return hit.span()
    return None


@rule(
    zh="will陈述将来的事实；要求用shall，使用者才不会把要求读成预告。",
    source="ISO/IEC Directives, Part 2, 7.1",
    bad="# Records {#records}\n\nThe supplier will keep the records. {#kept}\n",
    good="# Records {#records}\n\nThe supplier shall keep the records. {#kept}\n",
    severity=Severity.INFO,
    candidates=("ambiguous-modal",),
)
def will_for_shall(draft: Draft) -> Iterator[Finding]:
    """`will` tells what is to come; a requirement is written with `shall`, or it reads as an announcement."""
    for hit in draft.find_near(_WILL, " will "):
        passage = hit.passage
        plain = passage.role is Role.SENTENCE and not passage.inside and passage.element in _BODY
        near = max(0, hit.start - _NEAR), hit.start
        told = passage.sentence is not None and passage.sentence.kind is not Kind.STATEMENT
        if plain and not told and not _OPENER.search(passage.prose.masked, *near):
            yield Finding(
                hit.at,
                "`will` where the rulebook has no such verbal form",
                "起草规则中没有能愿动词`will`",
                "write `shall` for what is required; state a fact in the present tense",
                "要求写`shall`；事实用现在时陈述",
                fix=passage.prose.replace(hit.start, hit.end, "shall"),
                unsafe=True,
            )
