"""Rules on the words that make a provision: those of the rulebook, and what drafters write instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stdpub.check.draft import Draft, Passage, Role
from stdpub.check.provisions.provisions import (
    MISPLACED,
    REQUIREMENTS,
    another_form,
    form_end,
    form_span,
    spoken,
    standing,
)
from stdpub.check.rule import ISO, Finding, rule
from stdpub.model.patterns import regex
from stdpub.model.provisions import Convention, Kind
from stdpub.model.source import Severity, Words
from stdpub.model.verbal_forms import Standing

_ALL = frozenset(Kind) - {Kind.STATEMENT, Kind.INSTRUCTION}
_OBLIGING = frozenset({Kind.REQUIREMENT, Kind.EXTERNAL_CONSTRAINT})
_NEGATIVE = frozenset({"may not", "need not"})
_REVERSED = frozenset({"不得", "不可"})
_MUST = frozenset({"must", "must not", "mustn't", "必须"})
_SHORT = {
    "应该": "应",
    "不应该": "不应",
    "可以": "可",
    "可以不": "不必",
    "无须": "不必",
    "能够": "能",
    "不能够": "不能",
}
_SHORTER = {
    "is required to": "shall",
    "are required to": "shall",
    "has to": "shall",
    "have to": "shall",
    "is permitted to": "may",
    "are permitted to": "may",
    "is allowed to": "may",
    "are allowed to": "may",
    "ought to": "should",
    "ought not to": "should not",
    "is able to": "can",
    "are able to": "can",
    "is unable to": "cannot",
    "are unable to": "cannot",
    "is not permitted to": "shall not",
    "are not permitted to": "shall not",
    "is not allowed to": "shall not",
    "are not allowed to": "shall not",
}
_LISTED = {
    "应当": "应", "不应当": "不应", "须": "应", "务必": "应", "需": "应", "需要": "应", "不允许": "不应", "不准": "不应", "不许": "不应",
    "不可以": "不应", "无需": "不必", "毋须": "不必", "不需要": "不必", "不需": "不必", "无法": "不能",
    "只准许": "应仅", "只能": "应仅",
    "needs to": "shall", "need to": "shall", "might": "can", "could": "can",
}  # fmt: skip
_NOT_IN_CHINESE = frozenset("不没禁严无毋")
_NEGATED = regex(r"\b(?:not|cannot|no|unable|prohibited|forbidden|disallowed)\b|n['’]t\b")
_PROPER: Mapping[Kind, tuple[str, str, str, str]] = {
    Kind.REQUIREMENT: ("shall", "shall not", "应", "不应"),
    Kind.EXTERNAL_CONSTRAINT: ("shall", "shall not", "应", "不应"),
    Kind.RECOMMENDATION: ("should", "should not", "宜", "不宜"),
    Kind.PERMISSION: ("may", "", "可", "不必"),
    Kind.CAPABILITY: ("can", "cannot", "能", "不能"),
    Kind.POSSIBILITY: ("can", "cannot", "可能", "不可能"),
}
"""The form of each kind of provision and its negative, in English and in Chinese; there is no negative permission."""

_HAPPENS = regex(
    r"may(?: also| even| sometimes| often| easily| otherwise)?(?= (?:cause|lead to|result in|damage|impair|affect|"
    r"injure|lose|happen|arise|fail|become|corrode|crack|leak|explode|ignite|overheat|deteriorate|interfere)\b)"
)
_UNREAL = regex(r"\s*(?:(?:also|\w{1,16}ly|just as|as|well|easily|still|never|not) ){0,3}have ")
"""What follows `could` or `might` where it tells what did not come to pass."""

_INSTEAD = regex(
    r"\bcan(?= (?:also )?be (?:used|chosen|omitted|substituted|applied|followed|adopted|replaced)\b[^.;\n]{0,60}"
    r"\b(?:instead|alternatively|as an alternative|in place of|in lieu of)\b)"
)
_CAPITALS = regex(r"\b(?:MUST|SHALL|SHOULD|REQUIRED|RECOMMENDED|OPTIONAL|MAY)(?: NOT)?\b(?! ?\d)")
_MANY_CAPITALS = 0.5


@rule(
    zh="要求用shall表示；must只用于说明来自文件之外的约束。",
    source="ISO/IEC Directives, Part 2, 7.2 and 7.6",
    bad="# Venting {#venting}\n\nThe vessel must be vented. {#vented}\n",
    good="# Venting {#venting}\n\nThe vessel shall be vented. {#vented}\n",
    severity=Severity.WARNING,
    candidates=("must-as-requirement",),
    yields_to=MISPLACED,
)
def must_for_shall(draft: Draft) -> Iterator[Finding]:
    """A requirement is written with `shall`; `must` only reports a constraint set outside the document."""
    for passage, form in spoken(draft, REQUIREMENTS):
        if form in _MUST and not draft.chinese:
            right = "shall" if form == "must" else "shall not"
            yield Finding(
                form_span(passage),
                f"`{form}` where a requirement needs `{right}`",
                f"要求应使用`{right}`，不用`{form}`",
                f"write `{right}`, or name the law that obliges",
                f"改用`{right}`，或写明所依据的法律",
                fix=another_form(passage, right),
                unsafe=True,
            )


@rule(
    zh="“必须”说明法律或自然规律的约束；文件自身的要求用“应”。",
    source="GB/T 1.1-2020, annex C",
    bad="# 装配 {#assembly}\n\n操作者必须戴护目镜。 {#goggles}\n",
    good="# 装配 {#assembly}\n\n操作者应戴护目镜。 {#goggles}\n\n依照《中华人民共和国安全生产法》，操作者必须经过培训。 {#trained}\n",
    candidates=("gb-modal-must",),
    yields_to=MISPLACED,
)
def must_for_requirement(draft: Draft) -> Iterator[Finding]:
    """必须 states what law or nature compels; what the document requires is written with 应."""
    for passage, form in spoken(draft, REQUIREMENTS):
        if form == "必须":
            yield Finding(
                form_span(passage),
                "`必须` where a requirement needs `应`",
                "要求应使用`应`，不用`必须`",
                "write `应`",
                "改为`应`",
                fix=another_form(passage, "应"),
                unsafe=True,
            )


@rule(
    zh="否定的要求只有一种写法：不应。“不得”“不可”不能代替它。",
    source="GB/T 1.1-2020, annex C",
    bad="# 装配 {#assembly}\n\n阀门不得反向安装。 {#valve}\n",
    good="# 装配 {#assembly}\n\n阀门不应反向安装。 {#valve}\n",
    candidates=("gb-modal-prohibit",),
    yields_to=MISPLACED,
)
def unlisted_prohibition(draft: Draft) -> Iterator[Finding]:
    """A prohibition is written in one way, 不应; 不得 and 不可 do not replace it."""
    for passage, form in spoken(draft, REQUIREMENTS):
        if form in _REVERSED:
            yield Finding(
                form_span(passage),
                f"`{form}` where a prohibition needs `不应`",
                f"禁止应使用`不应`，不用`{form}`",
                "write `不应`",
                "改为`不应`",
                fix=another_form(passage, "不应"),
                unsafe=True,
            )


@rule(
    zh="每类条款都有规定的能愿动词；其他的词会让人猜测它是要求还是推荐。",
    source="ISO/IEC Directives, Part 2, 7.1; GB/T 1.1-2020, annex C",
    bad="# Cleaning {#cleaning}\n\nThe filter needs to be cleaned every month. {#filter}\n",
    good="# Cleaning {#cleaning}\n\nThe filter shall be cleaned every month. {#filter}\n",
    severity=Severity.WARNING,
    candidates=("gb-modal-unlisted", "ambiguous-modal", "gb-modal-prohibit"),
    yields_to=MISPLACED,
)
def unlisted_verbal_form(draft: Draft) -> Iterator[Finding]:
    """Each kind of provision has its verbal forms; other words leave the reader to guess what is required."""
    for passage, form in spoken(draft, _ALL):
        low = form.lower()
        other = low in _NEGATIVE or low in _MUST or low in _REVERSED or (form[:1].isupper() and form.isupper())
        if other or form.startswith("应尽") or form in {"会", "有权"} or standing(draft, form) is not Standing.UNLISTED:
            continue
        if low in {"could", "might"} and _UNREAL.match(passage.text, form_end(passage)):
            continue
        right = _LISTED.get(low, "")
        yield Finding(
            form_span(passage),
            f"`{form}` is not among the verbal forms of the rulebook",
            f"`{form}`不是起草规则所列的能愿动词",
            *_meant(passage, low),
            fix=another_form(passage, right),
            unsafe=True,
        )


@rule(
    zh="等效的表述只在语言上无法使用规定的能愿动词时才用。",
    source="ISO/IEC Directives, Part 2, 7.1; GB/T 1.1-2020, annex C",
    bad="# Cleaning {#cleaning}\n\nThe filter has to be dry. {#filter}\n",
    good="# Cleaning {#cleaning}\n\nThe filter shall be dry. {#filter}\n",
    severity=Severity.INFO,
    candidates=("gb-modal-equivalent", "equivalent-modal-form"),
    yields_to=MISPLACED,
)
def equivalent_verbal_form(draft: Draft) -> Iterator[Finding]:
    """An equivalent expression is for sentences that cannot take the verbal form itself."""
    for passage, form in spoken(draft, _ALL):
        if standing(draft, form) is Standing.EQUIVALENT:
            right = _SHORT.get(form, _SHORTER.get(form, ""))
            yield Finding(
                form_span(passage),
                f"`{form}` stands for a verbal form of the rulebook",
                f"`{form}`是能愿动词的等效表述",
                *_meant(passage, form.lower()),
                fix=another_form(passage, right),
                unsafe=True,
            )


@rule(
    zh="没有否定形式的允许：may not读作禁止或可能不；need not已不再列入。",
    source="ISO/IEC Directives, Part 2:2021, 7.4",
    bad="# Painting {#painting}\n\nThe valve may not be painted. {#valve}\n",
    good="# Painting {#painting}\n\nThe valve shall not be painted. {#valve}\n",
    rulebooks=ISO,
    candidates=("negative-permission",),
    yields_to=MISPLACED,
)
def negative_permission(draft: Draft) -> Iterator[Finding]:
    """There is no negative permission: `may not` can be read as a ban or as a chance, `need not` is listed no more."""
    for passage, form in spoken(draft, _ALL):
        if form in _NEGATIVE and passage.sentence:
            banned = form == "may not" and passage.sentence.kind is Kind.REQUIREMENT
            yield Finding(
                form_span(passage),
                f"`{form}` is no verbal form: a permission has no negative",
                f"`{form}`不是能愿动词：允许没有否定形式",
                "write `shall not`, or say what is possible"
                if form == "may not"
                else "say what is required, or when it is",
                "改为`shall not`，或写明可能性" if form == "may not" else "写明要求什么、何时要求",
                fix=another_form(passage, "shall not" if banned else ""),
                unsafe=True,
            )


@rule(
    zh="may表示允许；可能发生的事用can表示。",
    source="ISO/IEC Directives, Part 2, 7.5",
    bad="# Heating {#heating}\n\nExcessive heat may damage the seal. {#heat}\n",
    good="# Heating {#heating}\n\nExcessive heat can damage the seal. {#heat}\n",
    severity=Severity.WARNING,
    rulebooks=ISO,
    candidates=("may-for-possibility",),
)
def may_for_possibility(draft: Draft) -> Iterator[Finding]:
    """`may` gives permission; what can happen is told with `can`."""
    for passage, form in spoken(draft, frozenset({Kind.POSSIBILITY})):
        if form == "may" and _HAPPENS.search(passage.text):
            yield Finding(
                form_span(passage),
                "`may` where something can happen",
                "表示可能性时用`can`，不用`may`",
                "write `can`",
                "改为`can`",
                fix=another_form(passage, "can"),
                unsafe=True,
            )


@rule(
    zh="允许用may表示；can只说明能力和可能性。",
    source="ISO/IEC Directives, Part 2, 7.4",
    bad="# Heating {#heating}\n\nA gas burner can be used instead. {#burner}\n",
    good="# Heating {#heating}\n\nA gas burner may be used instead. {#burner}\n",
    severity=Severity.INFO,
    rulebooks=ISO,
    candidates=("can-for-permission",),
)
def can_for_permission(draft: Draft) -> Iterator[Finding]:
    """A permission is given with `may`; `can` tells what is possible."""
    for passage, form in spoken(draft, frozenset({Kind.CAPABILITY, Kind.POSSIBILITY})):
        if form == "can" and _INSTEAD.search(passage.text):
            yield Finding(
                form_span(passage),
                "`can` where an alternative is permitted",
                "允许采用另一做法时用`may`，不用`can`",
                "write `may`",
                "改为`may`",
                fix=another_form(passage, "may"),
                unsafe=True,
            )


@rule(
    zh="起草规则的能愿动词用小写；大写的MUST、SHALL属于另一套约定。",
    source="RFC 8174",
    bad="# Venting {#venting}\n\nThe vessel SHALL be vented. {#vented}\n",
    good="# Venting {#venting}\n\nThe vessel shall be vented. {#vented}\n",
    severity=Severity.WARNING,
    candidates=("uppercase-keyword",),
    yields_to=MISPLACED,
)
def uppercase_keyword(draft: Draft) -> Iterator[Finding]:
    """The rulebook writes its verbal forms in small letters; capitals belong to another convention and another reader."""
    if draft.header.verbal_forms not in {Convention.ISO, Convention.GB_T_1_1}:
        return
    for hit in draft.find(_CAPITALS):
        if hit.passage.role is not Role.SENTENCE or _shouted(hit.passage.text):
            continue
        right = hit.words.lower().replace("must", "shall")
        yield Finding(
            hit.at,
            f"`{hit.words}` in capitals",
            f"`{hit.words}`用了大写字母",
            f"write `{right}`, or say `verbal-forms: bcp14` in the front matter",
            f"改为`{right}`，或在文前数据中写明`verbal-forms: bcp14`",
            fix=hit.passage.prose.replace(hit.start, hit.end, right),
        )


def _meant(passage: Passage, form: str) -> Words:
    """Return the help that names the right form for another one, in the words of the language of the text."""
    right = _LISTED.get(form) or _SHORT.get(form) or _SHORTER.get(form)
    kind = passage.sentence.kind if passage.sentence else Kind.STATEMENT
    if right is None and kind in _PROPER:
        chinese = not form[:1].isascii()
        negative = form[:1] in _NOT_IN_CHINESE if chinese else _NEGATED.search(form) is not None
        right = _PROPER[kind][2 * chinese + negative]
    if right:
        return Words(f"write `{right}`", f"改为`{right}`")
    return Words("say what is required, or when it is", "写明要求什么、何时要求")


def _shouted(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return sum(sign.isupper() for sign in letters) > _MANY_CAPITALS * len(letters)
