"""Labels, fixed sentences and element titles of GB/T 1.1-2020 and of the ISO/IEC Directives, Part 2, as data."""

from __future__ import annotations

from dataclasses import dataclass

from stdpub.model.header import RulebookName
from stdpub.model.standard import ClauseKind


@dataclass(frozen=True, slots=True)
class Wording:
    """What a rulebook prints in one language; `{}` is the number, or the text that the name of the field tells."""

    chapter: str
    clause: str
    annex: str
    annex_clause: str
    annex_status: tuple[str, str]
    table: str
    figure: str
    formula: str
    formula_label: str
    reference: str
    note: tuple[str, str]
    note_to_entry: tuple[str, str]
    example: tuple[str, str]
    footnote: str
    warnings: tuple[tuple[str, str], ...]
    bullets: tuple[str, ...]
    continued: str
    contents: str
    unit: str
    where: str
    key: str
    deprecated: str
    source: str
    titles: tuple[tuple[ClauseKind, str], ...]
    title_joint: str
    part: str
    basis: str
    references_lead: str
    references_empty: str
    terms_lead: str
    terms_empty: str
    patents_unknown: str
    proposed: str
    administered: str
    proposed_and_administered: str
    organizations: str
    drafters: str
    first_edition: str
    history_lead: str
    list_comma: str


_ENGLISH_TITLES = (
    (ClauseKind.FOREWORD, "Foreword"),
    (ClauseKind.INTRODUCTION, "Introduction"),
    (ClauseKind.SCOPE, "Scope"),
    (ClauseKind.NORMATIVE_REFERENCES, "Normative references"),
    (ClauseKind.TERMS, "Terms and definitions"),
    (ClauseKind.SYMBOLS, "Symbols and abbreviated terms"),
    (ClauseKind.BIBLIOGRAPHY, "Bibliography"),
    (ClauseKind.INDEX, "Index"),
)

_CHINESE_TITLES = (
    (ClauseKind.FOREWORD, "前言"),
    (ClauseKind.INTRODUCTION, "引言"),
    (ClauseKind.SCOPE, "范围"),
    (ClauseKind.NORMATIVE_REFERENCES, "规范性引用文件"),
    (ClauseKind.TERMS, "术语和定义"),
    (ClauseKind.SYMBOLS, "符号和缩略语"),
    (ClauseKind.BIBLIOGRAPHY, "参考文献"),
    (ClauseKind.INDEX, "索引"),
)

KNOWN_TITLES: dict[str, ClauseKind] = {
    **{title.lower(): kind for kind, title in _ENGLISH_TITLES},
    **{title: kind for kind, title in _CHINESE_TITLES},
    "preface": ClauseKind.FOREWORD,
    "normative reference": ClauseKind.NORMATIVE_REFERENCES,
    "terms": ClauseKind.TERMS,
    "terms, definitions and abbreviated terms": ClauseKind.TERMS,
    "terms, definitions, symbols and abbreviated terms": ClauseKind.TERMS,
    "symbols": ClauseKind.SYMBOLS,
    "abbreviated terms": ClauseKind.SYMBOLS,
    "symbols and abbreviations": ClauseKind.SYMBOLS,
    "术语": ClauseKind.TERMS,
    "术语、定义和缩略语": ClauseKind.TERMS,
    "术语和定义、符号和缩略语": ClauseKind.TERMS,
    "符号": ClauseKind.SYMBOLS,
    "缩略语": ClauseKind.SYMBOLS,
}
"""Titles, lower-case, by which an element is known where the author gave it no class."""

CLASSES: dict[str, ClauseKind] = {
    "foreword": ClauseKind.FOREWORD,
    "introduction": ClauseKind.INTRODUCTION,
    "scope": ClauseKind.SCOPE,
    "normative-references": ClauseKind.NORMATIVE_REFERENCES,
    "terms": ClauseKind.TERMS,
    "symbols": ClauseKind.SYMBOLS,
    "annex": ClauseKind.ANNEX,
    "bibliography": ClauseKind.BIBLIOGRAPHY,
    "index": ClauseKind.INDEX,
    "clause": ClauseKind.CLAUSE,
}
"""Classes by which an author names an element in any language; `clause` says it is none of them."""

_EN = Wording(
    chapter="Clause {}",
    clause="{}",
    annex="Annex {}",
    annex_clause="Clause {}",
    annex_status=("(normative)", "(informative)"),
    table="Table {}",
    figure="Figure {}",
    formula="Formula ({})",
    formula_label="({})",
    reference="[{}]",
    note=("NOTE", "NOTE {}"),
    note_to_entry=("Note 1 to entry:", "Note {} to entry:"),
    example=("EXAMPLE", "EXAMPLE {}"),
    footnote="{}",
    warnings=(
        ("danger", "DANGER"),
        ("warning", "WARNING"),
        ("caution", "CAUTION"),
        ("important", "IMPORTANT"),
        ("tip", "TIP"),
    ),
    bullets=("—", "—"),
    continued="(continued)",
    contents="Contents",
    unit="Dimensions in {}",
    where="where",
    key="Key",
    deprecated="DEPRECATED: {}",
    source="[SOURCE: {}]",
    titles=_ENGLISH_TITLES,
    title_joint=" — ",
    part="Part {}: {}",
    basis="",
    references_lead=(
        "The following documents are referred to in the text in such a way that some or all of their content "
        "constitutes requirements of this document. For dated references, only the edition cited applies. For "
        "undated references, the latest edition of the referenced document (including any amendments) applies."
    ),
    references_empty="There are no normative references in this document.",
    terms_lead="For the purposes of this document, the following terms and definitions apply.",
    terms_empty="No terms and definitions are listed in this document.",
    patents_unknown=(
        "Attention is drawn to the possibility that some of the elements of this document may be the subject of "
        "patent rights. The issuing body shall not be held responsible for identifying any or all such patent rights."
    ),
    proposed="This document was proposed by {}.",
    administered="This document is under the jurisdiction of {}.",
    proposed_and_administered="This document was proposed by and is under the jurisdiction of {}.",
    organizations="The drafting organizations of this document are: {}.",
    drafters="The main drafters of this document are: {}.",
    first_edition="This is the first edition of this document.",
    history_lead="The previous editions of this document and of the documents it replaces are:",
    list_comma=", ",
)

_GB_EN = Wording(
    **{name: getattr(_EN, name) for name in Wording.__slots__ if name not in {"footnote", "basis"}},
    footnote="{})",
    basis=(
        "This document has been drafted in accordance with GB/T 1.1—2020, Directives for standardization — "
        "Part 1: Rules for the structure and drafting of standardizing documents."
    ),
)

_ZH = Wording(
    chapter="第{}章",
    clause="{}",
    annex="附录{}",
    annex_clause="{}",
    annex_status=("（规范性）", "（资料性）"),
    table="表{}",
    figure="图{}",
    formula="公式（{}）",
    formula_label="（{}）",
    reference="[{}]",
    note=("注：", "注{}："),
    note_to_entry=("注：", "注{}："),
    example=("示例：", "示例{}："),
    footnote="{})",
    warnings=(
        ("danger", "危险："),
        ("warning", "警告："),
        ("caution", "注意："),
        ("important", "重要提示："),
        ("tip", "提示："),
    ),
    bullets=("——", "·"),
    continued="（续）",
    contents="目次",
    unit="单位为{}",
    where="式中：",
    key="标引序号说明：",
    deprecated="拒用：{}",
    source="[来源：{}]",
    titles=_CHINESE_TITLES,
    title_joint="　",
    part="第{}部分：{}",
    basis="本文件按照GB/T 1.1—2020《标准化工作导则　第1部分：标准化文件的结构和起草规则》的规定起草。",
    references_lead=(
        "下列文件中的内容通过文中的规范性引用而构成本文件必不可少的条款。其中，注日期的引用文件，仅该日期对应的版本适用于"
        "本文件；不注日期的引用文件，其最新版本（包括所有的修改单）适用于本文件。"
    ),
    references_empty="本文件没有规范性引用文件。",
    terms_lead="下列术语和定义适用于本文件。",
    terms_empty="本文件没有需要界定的术语和定义。",
    patents_unknown="请注意本文件的某些内容可能涉及专利。本文件的发布机构不承担识别专利的责任。",
    proposed="本文件由{}提出。",
    administered="本文件由{}归口。",
    proposed_and_administered="本文件由{}提出并归口。",
    organizations="本文件起草单位：{}。",
    drafters="本文件主要起草人：{}。",
    first_edition="本文件为首次发布。",
    history_lead="本文件及其所代替文件的历次版本发布情况为：",
    list_comma="、",
)


def wording(rulebook: RulebookName, language: str) -> Wording:
    """Return what a rulebook prints in a language (BCP 47); a language other than Chinese gets the English words."""
    if language.partition("-")[0] == "zh":
        return _ZH
    return _GB_EN if rulebook is RulebookName.GB_T_1_1 else _EN


_UNIT_NAMES: dict[str, tuple[str, str]] = {
    "mm": ("毫米", "millimetres"),
    "cm": ("厘米", "centimetres"),
    "m": ("米", "metres"),
    "km": ("千米", "kilometres"),
    "μm": ("微米", "micrometres"),
    "m²": ("平方米", "square metres"),
    "m³": ("立方米", "cubic metres"),
    "L": ("升", "litres"),
    "g": ("克", "grams"),
    "kg": ("千克", "kilograms"),
    "t": ("吨", "tonnes"),
    "s": ("秒", "seconds"),
    "min": ("分", "minutes"),
    "h": ("小时", "hours"),
    "d": ("天", "days"),
    "°C": ("摄氏度", "degrees Celsius"),
    "℃": ("摄氏度", "degrees Celsius"),
    "K": ("开尔文", "kelvins"),
    "V": ("伏", "volts"),
    "A": ("安", "amperes"),
    "W": ("瓦", "watts"),
    "kW": ("千瓦", "kilowatts"),
    "MW": ("兆瓦", "megawatts"),
    "kW·h": ("千瓦时", "kilowatt hours"),
    "MW·h": ("兆瓦时", "megawatt hours"),
    "Pa": ("帕", "pascals"),
    "kPa": ("千帕", "kilopascals"),
    "MPa": ("兆帕", "megapascals"),
    "N": ("牛", "newtons"),
    "Hz": ("赫", "hertz"),
    "dB": ("分贝", "decibels"),
}
_LENGTHS = frozenset({"mm", "cm", "m", "km", "μm"})


def unit_line(words: Wording, unit: str) -> str:
    """Return the line above a table or figure whose values have one unit: 单位为毫米, Dimensions in millimetres."""
    names = _UNIT_NAMES.get(unit.strip())
    if words.contents == _ZH.contents:
        return words.unit.format(names[0] if names else unit)
    return (words.unit if unit.strip() in _LENGTHS else "Values in {}").format(names[1] if names else unit)


_COLON_FAMILIES = ("ISO", "IEC", "EN", "CEN", "BS", "DIN", "CISPR", "IWA")


def dated(identifier: str, year: str) -> str:
    """Return the dated form of an undated identifier: `ISO 1:2026`, `GB/T 1.1—2026`, `IEEE 1-2026`."""
    if not year:
        return identifier
    family = identifier.replace("/", " ").split(" ", 1)[0]
    if family in _COLON_FAMILIES:
        return f"{identifier}:{year}"
    return f"{identifier}-{year}" if family in {"IEEE", "ANSI", "ASTM"} else f"{identifier}—{year}"
