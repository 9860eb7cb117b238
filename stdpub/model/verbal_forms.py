"""The verbal forms of each convention as frozen tables: GB/T 1.1, ISO/IEC Directives, BCP 14, law, verify-list."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from stdpub.model.provisions import Convention, Kind


class Standing(StrEnum):
    """How a rulebook looks at a verbal form."""

    FORM = "form"
    EQUIVALENT = "equivalent"
    UNLISTED = "unlisted"


class VerbalForm(NamedTuple):
    """Words that make a sentence a provision of one kind, and whether the rulebook lists them.

    English words stand in the third person singular of the present: `is required to` stands for `are required to` too.
    `UNLISTED` words are what drafters write instead: they are found, so that a rule can speak of them.
    """

    words: str
    kind: Kind
    standing: Standing = Standing.FORM


def _forms(kind: Kind, standing: Standing, words: str) -> tuple[VerbalForm, ...]:
    return tuple(VerbalForm(each.strip(), kind, standing) for each in words.split("|"))


_FORM, _EQUIVALENT, _UNLISTED = Standing.FORM, Standing.EQUIVALENT, Standing.UNLISTED

_WORDS_OF_BCP14 = (
    *_forms(Kind.REQUIREMENT, _FORM, "MUST|MUST NOT|REQUIRED|SHALL|SHALL NOT"),
    *_forms(Kind.RECOMMENDATION, _FORM, "SHOULD|SHOULD NOT|RECOMMENDED|NOT RECOMMENDED"),
    *_forms(Kind.PERMISSION, _FORM, "MAY|OPTIONAL"),
    *_forms(Kind.REQUIREMENT, _UNLISTED, "PROHIBITED|FORBIDDEN|MAY NOT"),
    *_forms(Kind.CAPABILITY, _UNLISTED, "CAN|CANNOT|CAN NOT"),
)


ISO = (
    *_forms(Kind.REQUIREMENT, _FORM, "shall|shall not"),
    *_forms(
        Kind.REQUIREMENT,
        _EQUIVALENT,
        "is to|is not to|is required|is required to|is required that|it is required|has to",
    ),
    *_forms(Kind.REQUIREMENT, _EQUIVALENT, "is not allowed|is not allowed to|is not permitted|is not permitted to"),
    *_forms(
        Kind.REQUIREMENT, _EQUIVALENT, "is not acceptable|is not permissible|it is necessary|only ... is permitted"
    ),
    *_forms(Kind.REQUIREMENT, _UNLISTED, "may not|is prohibited|is forbidden|is disallowed|only ... is allowed"),
    *_forms(Kind.REQUIREMENT, _UNLISTED, "no ... is permitted|no ... is allowed|no ... may|is prohibited from"),
    *_forms(Kind.RECOMMENDATION, _FORM, "should|should not"),
    *_forms(
        Kind.RECOMMENDATION, _EQUIVALENT, "is recommended|is not recommended|it is recommended|it is not recommended"
    ),
    *_forms(Kind.RECOMMENDATION, _EQUIVALENT, "ought to|ought not to"),
    *_forms(Kind.RECOMMENDATION, _UNLISTED, "we recommend"),
    *_forms(Kind.PERMISSION, _FORM, "may"),
    *_forms(Kind.PERMISSION, _EQUIVALENT, "is permitted|is permitted to|is allowed|is allowed to|is permissible"),
    *_forms(
        Kind.PERMISSION, _UNLISTED, "need not|does not need to|does not have to|is not required|is not required to"
    ),
    *_forms(Kind.PERMISSION, _UNLISTED, "it is not necessary|it is not required|no ... is required|not all ... must"),
    *_forms(Kind.PERMISSION, _UNLISTED, "not all ... shall|is optional|is not required that"),
    *_forms(Kind.CAPABILITY, _FORM, "can|cannot"),
    *_forms(Kind.CAPABILITY, _EQUIVALENT, "is able to|is unable to|is not able to"),
    *_forms(Kind.POSSIBILITY, _EQUIVALENT, "it is possible|it is not possible"),
    *_forms(Kind.POSSIBILITY, _UNLISTED, "could|could not|might|might not"),
    *_forms(Kind.EXTERNAL_CONSTRAINT, _FORM, "must|must not"),
    *_forms(Kind.EXTERNAL_CONSTRAINT, _UNLISTED, "needs to"),
    *(form._replace(standing=_UNLISTED) for form in _WORDS_OF_BCP14),
)
"""ISO/IEC Directives, Part 2, Tables 3 to 7, and what stands in their place in drafts."""


def _written_small(table: tuple[VerbalForm, ...]) -> tuple[VerbalForm, ...]:
    """Return the table for documents whose `must` binds: RFC 2119's words in small letters, nothing else listed."""
    listed = frozenset(["must", "must not", "shall", "shall not", "should", "should not", "may"])
    kinds = {"must": Kind.REQUIREMENT, "must not": Kind.REQUIREMENT, "has to": Kind.EXTERNAL_CONSTRAINT}
    return tuple(
        VerbalForm(form.words, kinds.get(form.words, form.kind), _FORM if form.words in listed else _UNLISTED)
        for form in table
    )


LOWER_CASE = _written_small(ISO)
"""Documents that write the words of RFC 2119 in small letters, or in both."""

BCP14 = tuple(
    form if form in _WORDS_OF_BCP14 else form._replace(standing=_UNLISTED)
    for form in (*_WORDS_OF_BCP14, *(form for form in LOWER_CASE if not form.words[0].isupper()))
)
"""RFC 2119 as amended by RFC 8174: capitals alone are defined; the small letters still speak to the reader."""

GB_T_1_1 = (
    *_forms(Kind.REQUIREMENT, _FORM, "应|不应"),
    *_forms(Kind.REQUIREMENT, _EQUIVALENT, "应该|不应该|只准许|不准许"),
    *_forms(
        Kind.REQUIREMENT, _UNLISTED, "应当|不应当|不得|禁止|严禁|不可以|不可|不允许|不准|不许|须|务必|只能|需|需要"
    ),
    *_forms(Kind.RECOMMENDATION, _FORM, "宜|不宜"),
    *_forms(Kind.RECOMMENDATION, _EQUIVALENT, "推荐|不推荐|建议|不建议"),
    *_forms(Kind.REQUIREMENT, _UNLISTED, "应尽量|应尽可能"),
    *_forms(Kind.PERMISSION, _FORM, "可|不必"),
    *_forms(Kind.PERMISSION, _EQUIVALENT, "可以|允许|可以不|无须"),
    *_forms(Kind.PERMISSION, _UNLISTED, "无需|毋须|不需要|不需|有权"),
    *_forms(Kind.CAPABILITY, _FORM, "能|不能"),
    *_forms(Kind.CAPABILITY, _EQUIVALENT, "能够|不能够"),
    *_forms(Kind.CAPABILITY, _UNLISTED, "无法"),
    *_forms(Kind.POSSIBILITY, _FORM, "可能|不可能"),
    *_forms(Kind.POSSIBILITY, _EQUIVALENT, "有可能|没有可能"),
    *_forms(Kind.POSSIBILITY, _UNLISTED, "会"),
    *_forms(Kind.EXTERNAL_CONSTRAINT, _UNLISTED, "必须"),
)
"""GB/T 1.1-2020, Annex C, and what stands in its place in drafts."""


_NOT_IN_LAW = frozenset(
    {
        "可能",
        "不可能",
        "有可能",
        "没有可能",
        "能",
        "能够",
        "不能",
        "不能够",
        "无法",
        "会",
        "需",
        "需要",
        "允许",
        "建议",
        "推荐",
        "可以不",
    }
)
_NOT_IN_PROSE = frozenset({"需", "允许", "有权", "可以不"})


def _change(
    table: tuple[VerbalForm, ...], without: frozenset[str], changes: Mapping[str, Kind]
) -> tuple[VerbalForm, ...]:
    return tuple(form._replace(kind=changes.get(form.words, form.kind)) for form in table if form.words not in without)


LAW = tuple(
    form._replace(standing=_FORM if form.words in {"应当", "不得", "必须", "禁止", "可以", "有权"} else form.standing)
    for form in _change(GB_T_1_1, _NOT_IN_LAW, {"必须": Kind.REQUIREMENT})
)
"""Chinese statutes: 应当, 不得, 必须, 禁止 oblige, 可以 permits; what is possible stands in their conditions only."""

_PROSE = _change(
    GB_T_1_1,
    _NOT_IN_PROSE,
    {
        "必须": Kind.REQUIREMENT,
        "需要": Kind.EXTERNAL_CONSTRAINT,
        "不可": Kind.CAPABILITY,
        "只能": Kind.CAPABILITY,
        "应尽量": Kind.RECOMMENDATION,
        "应尽可能": Kind.RECOMMENDATION,
    },
)
"""Chinese that follows no rulebook: its 需要 tells what circumstances ask for, its 不可 what cannot be done."""

_CHINESE_VERIFY_LIST = _change(_PROSE, frozenset(), {"可": Kind.CAPABILITY, "可以": Kind.CAPABILITY})
"""Lists of things to verify translate English: their 可以 is `can`."""

_ENGLISH: Mapping[Convention, tuple[VerbalForm, ...]] = MappingProxyType(
    {
        Convention.ISO: ISO,
        Convention.GB_T_1_1: ISO,
        Convention.BCP14: BCP14,
        Convention.LOWER_CASE: LOWER_CASE,
        Convention.LAW: LOWER_CASE,
        Convention.VERIFY_LIST: LOWER_CASE,
    }
)
_CHINESE: Mapping[Convention, tuple[VerbalForm, ...]] = MappingProxyType(
    {
        Convention.ISO: GB_T_1_1,
        Convention.GB_T_1_1: GB_T_1_1,
        Convention.BCP14: _PROSE,
        Convention.LOWER_CASE: _PROSE,
        Convention.LAW: LAW,
        Convention.VERIFY_LIST: _CHINESE_VERIFY_LIST,
    }
)


def verbal_forms(language: str, convention: Convention) -> tuple[VerbalForm, ...]:
    """Return the verbal forms of a convention in one language; each convention exists in both."""
    return (_CHINESE if language.startswith("zh") else _ENGLISH)[convention]
