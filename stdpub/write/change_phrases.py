"""The sentences of a list of main technical changes, in the wording of GB/T 1.1 and of the ISO/IEC Directives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from stdpub.model.header import Header, RulebookName
from stdpub.model.identifiers import whole
from stdpub.write.compared import cited
from stdpub.write.printed import chinese, full_title, reference


class Verb(StrEnum):
    """What the rulebooks say of a technical change."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


class Noun(StrEnum):
    """What of a thing was added, changed or removed."""

    CHAPTER = "chapter"
    CLAUSE = "clause"
    ANNEX = "annex"
    TEXT = "text"
    REQUIREMENT = "requirement"
    PROVISION = "provision"
    LIMIT = "limit"
    UNIT = "unit"
    TERM = "term"
    DEFINITION = "definition"
    REFERENCE = "reference"
    TABLE = "table"
    FIGURE = "figure"
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the list: `names` are titles or terms as Markdown, `step` is what became what, `after` and `before` pointers."""

    verb: Verb
    noun: Noun
    names: tuple[str, ...]
    after: tuple[str, ...]
    before: tuple[str, ...]
    step: tuple[str, str] | None = None
    count: int = 1


_CHINESE = {
    Noun.CHAPTER: "“{}”一章",
    Noun.CLAUSE: "“{}”一条",
    Noun.ANNEX: "附录“{}”",
    Noun.TEXT: "{}的内容",
    Noun.REQUIREMENT: "{}的要求",
    Noun.PROVISION: "{}的规定",
    Noun.LIMIT: "{}的限值",
    Noun.UNIT: "{}的单位",
    Noun.TERM: "术语“{}”",
    Noun.DEFINITION: "术语“{}”的定义",
    Noun.REFERENCE: "规范性引用文件{}",
    Noun.TABLE: "“{}”表",
    Noun.FIGURE: "“{}”图",
    Noun.FORMULA: "{}的计算公式",
}
_CHINESE_VERBS = {Verb.ADDED: "增加了", Verb.CHANGED: "更改了", Verb.REMOVED: "删除了"}
_ENGLISH = {
    Noun.CHAPTER: "the clause {}",
    Noun.CLAUSE: "the subclause {}",
    Noun.ANNEX: "the annex {}",
    Noun.TEXT: "the text under {}",
    Noun.REQUIREMENT: "the requirement under {}",
    Noun.PROVISION: "the provision under {}",
    Noun.LIMIT: "the limit under {}",
    Noun.UNIT: "the unit under {}",
    Noun.TERM: "the term {}",
    Noun.DEFINITION: "the definition of {}",
    Noun.REFERENCE: "the normative reference {}",
    Noun.TABLE: "the table {}",
    Noun.FIGURE: "the figure {}",
    Noun.FORMULA: "the formula under {}",
}
_ENGLISH_MANY = {
    Noun.REQUIREMENT: "requirements under {}",
    Noun.PROVISION: "provisions under {}",
    Noun.LIMIT: "limits under {}",
    Noun.UNIT: "units under {}",
    Noun.TERM: "terms {}",
    Noun.DEFINITION: "definitions of {}",
    Noun.REFERENCE: "normative references {}",
    Noun.FORMULA: "formulas under {}",
}
_ANEW = frozenset({Noun.REQUIREMENT, Noun.PROVISION, Noun.LIMIT, Noun.FORMULA, Noun.CLAUSE, Noun.CHAPTER})
_LISTED = frozenset({Noun.TERM, Noun.DEFINITION, Noun.REFERENCE})
"""Things that are told by their names, several in one item."""


def chinese_item(item: Item, edition: str) -> str:
    """Return an item as GB/T 1.1 words it, `更改了能效的限值（见6.2，2024年版的6.1）`."""
    name = "”“".join(item.names) if item.noun in {Noun.TERM, Noun.DEFINITION} else "、".join(item.names)
    pattern = _CHINESE[item.noun]
    noun = pattern.removeprefix("{}的")
    if noun == pattern:
        subject = pattern.format(name)
    elif name.endswith(noun):
        subject = name
    else:
        subject = pattern.format(f"“{name}”" if "的" in name else name)
    step = f"，由{item.step[0]}改为{item.step[1]}" if item.step else ""
    places = [part for part in ("、".join(item.after), _chinese_before(item, edition)) if part]
    where = f"（见{'，'.join(places)}）" if places else ""
    return f"{_CHINESE_VERBS[item.verb]}{subject}{step}{where}"


def _chinese_before(item: Item, edition: str) -> str:
    return f"{edition}的{'、'.join(item.before)}" if item.before else ""


def english_item(item: Item, edition: str) -> str:
    """Return an item as the Directives word it, `the limit under “Air” has been changed (see 6.2; 6.1 of the 2024 edition)`."""
    many = len(item.names) > 1 if item.noun in _LISTED else item.count > 1
    plural = many and item.noun in _ENGLISH_MANY
    pattern = _ENGLISH_MANY[item.noun] if plural else _ENGLISH[item.noun]
    if item.verb is Verb.ADDED and item.noun in _ANEW:
        pattern = f"a {pattern.removeprefix('the ')}" if not plural else pattern
    elif plural:
        pattern = f"the {pattern}"
    names = [name if item.noun is Noun.REFERENCE else f"“{name}”" for name in item.names]
    step = _english_step(*item.step) if item.step else ""
    places = [part for part in (listed(item.after), _english_before(item, edition)) if part]
    where = f" (see {'; '.join(places)})" if places else ""
    has = "have" if plural else "has"
    return f"{pattern.format(listed(names))} {has} been {item.verb.value}{step}{where}"


def _english_step(old: str, new: str) -> str:
    """Return what became what; a range is quoted, for it has a `to` of its own."""
    if " to " in old or " to " in new:
        return f" from “{old}” to “{new}”"
    return f" from {old} to {new}"


def _english_before(item: Item, edition: str) -> str:
    return f"{listed(item.before)} of {edition}" if item.before else ""


def listed(words: Sequence[str]) -> str:
    """Return words as an English list."""
    if len(words) < 3:
        return " and ".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def replaces(before: Header, after: Header) -> bool:
    """Tell whether a version says that it replaces another, however it writes the year or version of that."""
    names = {_one_way(name) for name in (cited(before), reference(before)) if name}
    return not names.isdisjoint(map(_one_way, after.replaces))


def _one_way(name: str) -> str:
    """Return the name of an edition written one way: `EX 7 2025`, `EX 7—2025` and `EX 7:2025` are one."""
    found = whole(name.strip())
    if found is not None:
        return found.normal.casefold()
    parts = _VERSION_OF.fullmatch(" ".join(name.split()))
    return f"{parts[1].rstrip()}:{parts[2]}".casefold() if parts else name.casefold()


_VERSION_OF = re.compile(r"(.*[^\s:—–-])(?:\s*[:—–-]\s*|\s+)(\d[0-9A-Za-z.]*)")


def edition_before(before: Header, after: Header) -> str:
    """Return what the earlier version is called beside the later one: by its year, its version, or as the previous one."""
    year, han = before.date[:4], chinese(after.language)
    if before.version:
        return f"{before.version}版" if han else f"version {before.version}"
    if year and year != after.date[:4]:
        return f"{year}年版" if han else f"the {year} edition"
    return "前一版" if han else "the previous edition"


def lead(before: Header, after: Header, *, any_change: bool) -> tuple[str, ...]:
    """Return the paragraphs before the list, as the rulebook of the later version words them."""
    if chinese(after.language):
        return (_chinese_lead(before, after, any_change=any_change),)
    return _english_lead(before, after, any_change=any_change)


def _chinese_lead(before: Header, after: Header, *, any_change: bool) -> str:
    name = cited(before)
    opening = ""
    if replaces(before, after):
        opening = f"本文件代替{name}《{full_title(before.title(after.language), before.rulebook)}》，"
    compared = f"{opening}与{name or '前一版'}相比"
    if not any_change:
        return f"{compared}，只有结构调整和编辑性改动。"
    return f"{compared}，除结构调整和编辑性改动外，主要技术变化如下："


def _english_lead(before: Header, after: Header, *, any_change: bool) -> tuple[str, ...]:
    name = cited(before) or "the previous edition"
    replaced = replaces(before, after)
    revised = "technically revised" if any_change else "editorially revised"
    if after.rulebook is RulebookName.ISO_IEC_PART_2:
        first, second = _ordinals(after)
        cancelled = f"the {first} edition ({name})" if first else name
        opening = f"This {second} edition" if second else "This document"
        cancels = f"{opening} cancels and replaces {cancelled}, which has been {revised}."
        changes = "The main changes are as follows:"
        return tuple(line for line in (cancels if replaced or second else "", changes if any_change else "") if line)
    title = full_title(before.title(after.language), before.rulebook)
    opening = f"This document replaces {name}, *{title}*. " if replaced else ""
    if not any_change:
        return (f"{opening}Compared with {name}, structural adjustments and editorial changes alone have been made.",)
    if after.rulebook is RulebookName.GB_T_1_1:
        besides = "In addition to structural adjustments and editorial changes, the main technical changes"
        return (f"{opening}{besides} from {name} are as follows:",)
    return (f"The main technical changes from {name} are as follows:",)


_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def _ordinals(after: Header) -> tuple[str, str]:
    """Return the words for the edition before and for this one, empty where the edition is no small number."""
    number = int(after.edition) if re.fullmatch("[1-9][0-9]?", after.edition) else 0
    return (_ORDINALS[number - 1], _ORDINALS[number]) if 2 <= number < len(_ORDINALS) else ("", "")
