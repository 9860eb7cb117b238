"""Rules on language versions: no and yes, the unit of a table, the status of an annex and the year of a reference are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator

from stdpub.check.citing import entries
from stdpub.check.draft import Draft, Passage, first_character
from stdpub.check.languages.alignment import Unit, alignment
from stdpub.check.languages.pairs import SOURCE, example
from stdpub.check.provisions.provisions import form_span
from stdpub.check.rule import ALL, Finding, rule
from stdpub.model.patterns import regex
from stdpub.model.standard import ClauseKind
from stdpub.verify.amounts import amounts

_NEGATIVE = regex(
    r"\b(?:not|cannot|no|none|nobody|unable|prohibited|forbidden)\b|n['’]t\b|[不禁严无毋没]", re.IGNORECASE
)
_DENIES = regex(
    r"\b(?:not|cannot|no|none|nobody|nothing|never|neither|nor|without|avoid\w*|prevent\w*|only|except|unless|until|fail\w*|"
    r"refrain\w*|prohibit\w*|forbid\w*|exclud\w*|absen\w*|free|less|more|fewer|exceed\w*|below|above|lower|higher|greater|"
    r"smaller|least|most|limited|within|omit\w*|dispens\w*|un[a-z]{4,}|in(?:valid|complete|correct|accessible|admissible|sufficient|operable|active)\w*|dis[a-z]{5,}|remain\w*|stay\w*|stop\w*|closed?|non[a-z-]\w*|keep\w*|kept|other than|rather)\b|n['’]t\b"
    r"|[不无未非禁没免勿否仅只除]|避|防止|保持|关|停|超过|以[上下内]|至[少多]",
    re.IGNORECASE,
)
"""Words by which a sentence without a negative form can deny all the same."""


@rule(
    zh="“不能”变为can，要求或陈述就成了相反的意思。",
    source=SOURCE,
    bad=example("盖能拆下。 {#lid}", "The lid cannot be taken off. {#lid}"),
    good=example("盖不能拆下。 {#lid}", "The lid cannot be taken off. {#lid}"),
    rulebooks=ALL,
)
def translated_sense_differs(draft: Draft) -> Iterator[Finding]:
    """What is denied in one language and affirmed in the other is the contrary."""
    for source, own in alignment(draft).units:
        one, two = _spoken(source), _spoken(own)
        if one is None or two is None or _denied(one) is _denied(two):
            continue
        affirmed = two if _denied(one) else one
        if not _DENIES.search(affirmed.text):
            said, meant = (place.sentence.verbal_form if place.sentence else "" for place in (two, one))
            yield Finding(
                form_span(two),
                f"`{said}` where the source has `{meant}`: the contrary",
                f"此处为`{said}`，而源文为`{meant}`，意思相反",
                "deny or affirm in both languages",
                "请在两种语言中同为肯定或同为否定",
                related=(form_span(one),),
            )


def _spoken(unit: Unit) -> Passage | None:
    """Return the only sentence of a unit, where a verbal form makes it a provision."""
    only = unit.passages[0] if len(unit.passages) == 1 else None
    return only if only is not None and only.sentence is not None and only.sentence.verbal_form else None


def _denied(passage: Passage) -> bool:
    return bool(passage.sentence and _NEGATIVE.search(passage.sentence.verbal_form))


_TABLE_ZH = (
    "尺寸见[@sizes]。\n\n表：尺寸 {#sizes}\n\n| 型号 | 长度 |\n|---|---|\n| A | 1 |\n\n::: table-notes\nunit: mm\n:::"
)
_TABLE_EN = "The sizes are given in [@sizes].\n\nTable: Sizes {#sizes}\n\n| Type | Length |\n|---|---|\n| A | 1 |\n\n::: table-notes\nunit: UNIT\n:::"


@rule(
    zh="表的单位在各语言版本中应相同；单位不同，表中各值都不同。",
    source=SOURCE,
    bad=example(_TABLE_ZH, _TABLE_EN.replace("UNIT", "cm")),
    good=example(_TABLE_ZH, _TABLE_EN.replace("UNIT", "mm")),
    rulebooks=ALL,
)
def translated_table_unit_differs(draft: Draft) -> Iterator[Finding]:
    """A table has the same unit in every language; another one makes all its values others."""
    for source, own in alignment(draft).tables:
        one, two = _unit(source.unit), _unit(own.unit)
        if one and two and one != two:
            yield Finding(
                first_character(own.span),
                f"a table in `{own.unit}` where the source has `{source.unit}`",
                f"此表单位为`{own.unit}`，而源文为`{source.unit}`",
                "write the same unit in both languages",
                "请在两种语言中使用相同的单位",
                related=(first_character(source.span),),
            )


def _unit(words: str) -> str:
    """Return the unit that a table's line names, empty where it cannot be read."""
    found = list(amounts(f"1 {words}"))
    return found[0].unit if len(found) == 1 else ""


_RIG_ZH = "装置可按[@rig]制造。 {#made}\n\n# 装置 {#rig .annex .informative}\n\n示出装置。"
_RIG_EN = "The rig may be made in accordance with [@rig]. {#made}\n\n# Rig {#rig .annex .STATUS}\n\nA rig is shown."


@rule(
    zh="附录在各语言版本中同为规范性或同为资料性。",
    source=SOURCE,
    bad=example(_RIG_ZH, _RIG_EN.replace("STATUS", "normative")),
    good=example(_RIG_ZH, _RIG_EN.replace("STATUS", "informative")),
    rulebooks=ALL,
)
def translated_annex_differs(draft: Draft) -> Iterator[Finding]:
    """An annex is normative in every language or informative in every one."""
    source = draft.source_version
    annexes = (
        {one.key: one for one in source.standard.clauses if one.kind is ClauseKind.ANNEX and one.key} if source else {}
    )
    for own in draft.standard.clauses if source else ():
        one = annexes.get(own.key) if own.kind is ClauseKind.ANNEX else None
        if one is not None and one.normative != own.normative:
            yield Finding(
                first_character(own.span),
                f"{'a normative' if own.normative else 'an informative'} annex, which is {'normative' if one.normative else 'informative'} in the source",
                f"此附录为{'规范性' if own.normative else '资料性'}，而源文为{'规范性' if one.normative else '资料性'}",
                "give it the same status in both languages",
                "请使两种语言中附录的性质相同",
                related=(first_character(one.span),),
            )


@rule(
    zh="注日期引用指某一版；译文中年份不同即引用另一文件。",
    source=SOURCE,
    bad="# 规范性引用文件 {#refs}\n\n- ISO 1:2022　参考温度 {#iso1}\n\n# 要求 {#needs}\n\n温度应符合[@iso1]。 {#pure}\n\n=== standard.en.md\n# Normative references {#refs}\n\n- ISO 1:2016, *Reference temperature* {#iso1}\n\n# Requirements {#needs}\n\nThe temperature shall conform to [@iso1]. {#pure}\n",
    good="# 规范性引用文件 {#refs}\n\n- ISO 1:2022　参考温度 {#iso1}\n\n# 要求 {#needs}\n\n温度应符合[@iso1]。 {#pure}\n\n=== standard.en.md\n# Normative references {#refs}\n\n- ISO 1:2022, *Reference temperature* {#iso1}\n\n# Requirements {#needs}\n\nThe temperature shall conform to [@iso1]. {#pure}\n",
    rulebooks=ALL,
)
def translated_year_differs(draft: Draft) -> Iterator[Finding]:
    """A dated reference means one edition; another year in a translation makes it another document."""
    source = draft.source_version
    theirs = {one.reference.key: one for one in entries(source) if one.reference.key} if source else {}
    for own in entries(draft) if source else ():
        one = theirs.get(own.reference.key)
        if one is None or one.identifier is None or own.identifier is None:
            continue
        if one.identifier.document == own.identifier.document and one.identifier.year != own.identifier.year:
            yield Finding(
                first_character(own.reference.span),
                f"`{own.identifier.text}` where the source has `{one.identifier.text}`",
                f"此处为`{own.identifier.text}`，而源文为`{one.identifier.text}`",
                "refer to the same edition in both languages",
                "请在两种语言中引用同一版本",
                related=(first_character(one.reference.span),),
            )
