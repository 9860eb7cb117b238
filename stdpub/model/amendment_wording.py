"""What an amendment prints: instructions in the words of the ISO/IEC Directives and of a Chinese 修改单, as data."""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdpub.model.amendments import Issue, IssueKind
from stdpub.model.header import RulebookName
from stdpub.model.rulebooks import dated


@dataclass(frozen=True, slots=True)
class AmendmentWording:
    """The words of one language; `{}` or a name in braces is what is filled in.

    Patterns of instructions take `target`, what is changed; `paragraph`, `sentence` and `item` take which of them.
    """

    names: tuple[tuple[IssueKind, str], ...]
    foreword: str
    foreword_from: str
    replace: str
    replace_content: str
    insert: str
    insert_inside: str
    delete: str
    replace_words: str
    delete_words: str
    paragraph: str
    sentence: str
    item: str
    entry: str
    term: str
    cell: str
    footnote: str
    of: str
    title: str
    formula: str
    thing: str
    place: str
    place_joint: str
    including: str
    including_corrigendum: str
    including_joint: str
    heading: str
    heading_joint: str
    since: str
    effects: tuple[tuple[str, str], ...]


_EN = AmendmentWording(
    names=((IssueKind.AMENDMENT, "Amendment {}"), (IssueKind.CORRIGENDUM, "Technical Corrigendum {}")),
    foreword="This document amends {}.",
    foreword_from="It applies from {}.",
    replace="Replace {target} with the following:",
    replace_content="Replace the text of {target} with the following:",
    insert="Add the following after {target}:",
    insert_inside="Add the following at the end of the text of {target}:",
    delete="Delete {target}.",
    replace_words="In {target}, replace “{old}” with “{new}”.",
    delete_words="In {target}, delete “{old}”.",
    paragraph="the {} paragraph",
    sentence="the {} sentence of {}",
    item="list item {}",
    entry="the entry {}",
    term="entry {}",
    cell="the cell of {table} in row {row} and column {column}",
    footnote="footnote {}",
    of="{} of {}",
    title="the title of {}",
    formula="Formula {}",
    thing="the passage “{}”",
    place="Clause {}",
    place_joint=", ",
    including="+Amd {}",
    including_corrigendum="+Cor {}",
    including_joint="",
    heading="Amended by {}",
    heading_joint=" and ",
    since="in force from {}",
    effects=(("replaced", "changed"), ("inserted", "added"), ("deleted", "deleted")),
)

_ZH = AmendmentWording(
    names=((IssueKind.AMENDMENT, "第{}号修改单"), (IssueKind.CORRIGENDUM, "第{}号勘误")),
    foreword="本文件修改{}。",
    foreword_from="本文件自{}起实施。",
    replace="{target}修改为：",
    replace_content="{target}的内容修改为：",
    insert="在{target}之后增加：",
    insert_inside="在{target}的内容末尾增加：",
    delete="删除{target}。",
    replace_words="将{target}中的“{old}”修改为“{new}”。",
    delete_words="删除{target}中的“{old}”。",
    paragraph="第{}段",
    sentence="{1}第{0}句",
    item="列项{}",
    entry="“{}”条目",
    term="{}",
    cell="{table}{row}行{column}列的单元格",
    footnote="脚注{}",
    of="{1}的{0}",
    title="{}的标题",
    formula="公式{}",
    thing="“{}”",
    place="第{}章",
    place_joint="　",
    including="第{}号修改单",
    including_corrigendum="第{}号勘误",
    including_joint="、",
    heading="{}修改的内容",
    heading_joint="、",
    since="自{}起实施",
    effects=(("replaced", "修改"), ("inserted", "增加"), ("deleted", "删除")),
)

_CONSOLIDATED = re.compile(r"(?:-(?:amd|cor)[0-9]+)+\Z")
_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
_ISSUE = re.compile(r"(amd|cor)([0-9]+)")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_TEENS = range(11, 14)


def amendment_wording(language: str) -> AmendmentWording:
    """Return what amendments print in a language (BCP 47); a language other than Chinese gets the English words."""
    return _ZH if language.partition("-")[0] == "zh" else _EN


def ordinal(count: int, language: str) -> str:
    """Return which one of several: `first`, `21st`; a plain figure in Chinese."""
    if language.partition("-")[0] == "zh":
        return str(count)
    if count <= len(_ORDINALS):
        return _ORDINALS[count - 1]
    ending = {1: "st", 2: "nd", 3: "rd"}.get(count % 10, "th") if count % 100 not in _TEENS else "th"
    return f"{count}{ending}"


def written_day(day: str, language: str) -> str:
    """Return a day as a language writes it: 2026年1月1日; as it is, 2026-01-01, in English."""
    found = _DAY.fullmatch(day)
    if language.partition("-")[0] != "zh" or found is None:
        return day
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日"


def issue_name(issue: Issue, language: str) -> str:
    """Return what a reader calls an amendment: `Amendment 1`, 第1号修改单."""
    return dict(amendment_wording(language).names)[issue.kind].format(issue.number)


def amendment_identifier(issue: Issue, identifier: str, year: str, rulebook: RulebookName) -> str:
    """Return the undated identifier of an amendment: `GB/T 1.1—2020/XG1`, `ISO 1:2022/Amd 1`."""
    chinese = rulebook is RulebookName.GB_T_1_1 and issue.kind is IssueKind.AMENDMENT
    short = f"XG{issue.number}" if chinese else f"{issue.kind.short.capitalize()} {issue.number}"
    return f"{dated(identifier, year)}/{short}"


def with_amendments(reference: str, version: str, language: str) -> str:
    """Return how an edition is cited with the amendments that its id names: `ISO 1:2022+Amd 1`, `GB/T 1—2020（含第1号修改单）`."""
    found = _CONSOLIDATED.search(version)
    if found is None:
        return reference
    words = amendment_wording(language)
    patterns = {"amd": words.including, "cor": words.including_corrigendum}
    added = words.including_joint.join(patterns[kind].format(number) for kind, number in _ISSUE.findall(found[0]))
    return f"{reference}（含{added}）" if words is _ZH else f"{reference}{added}"
