"""The files that a new library starts with: a language and a day in; relative paths and bytes out."""

from __future__ import annotations

from datetime import date, timedelta

from stdpub.model.source import Words
from stdpub.store.errors import BadEdition
from stdpub.store.settings import QUANTITIES_FILE, SETTINGS_FILE

FIRST_SLUG = "first-standard"

_TIME_TO_PREPARE = timedelta(days=180)


def first_files(language: str, today: date) -> dict[str, bytes]:
    """Return the files of a new library whose first standard is in Chinese (`zh`) or English (`en`)."""
    text = _STANDARDS.get(language)
    if text is None:
        raise BadEdition(
            Words(f"there is no first standard in the language `{language}`", f"没有语言为 `{language}` 的首个标准"),
            Words("take `zh` or `en`", "请用 `zh` 或 `en`"),
        )
    standard = text.replace("DATE_OF_ISSUE", today.isoformat())
    standard = standard.replace("DATE_OF_IMPLEMENTATION", (today + _TIME_TO_PREPARE).isoformat())
    files = {
        SETTINGS_FILE: _SETTINGS[language],
        QUANTITIES_FILE: _QUANTITIES[language],
        ".gitignore": _IGNORED,
        f"{FIRST_SLUG}/standard.md": standard,
    }
    return {path: content.encode() for path, content in files.items()}


_SETTINGS = {
    "zh": """\
# 标准库的设置；以“#”开头的行给出默认值。
title = "标准库"
time-zone = "Asia/Shanghai"

[serve]
# drafts = "token"   # 谁可以看草案："public"、"token" 或 "none"

[limits]
# file = 10_000_000  # 单个文件的字节数上限
""",
    "en": """\
# The settings of the library; a line behind `#` gives a default.
title = "Library of standards"
time-zone = "Asia/Shanghai"

[serve]
# drafts = "token"   # who may see drafts: "public", "token" or "none"

[limits]
# file = 10_000_000  # bytes that one file may have
""",
}

_QUANTITIES = {
    "zh": """\
# 库中各标准的限值所限定的量，每个量一段：
# pue:
#   name: {zh: 电能利用效率, en: power usage effectiveness}
#   unit: "1"          # UCUM 单位
""",
    "en": """\
# The quantities that limits in this library's standards are about, a block each:
# pue:
#   name: {zh: 电能利用效率, en: power usage effectiveness}
#   unit: "1"          # a unit of UCUM
""",
}

_IGNORED = """\
/out/
"""

_STANDARDS = {
    "zh": """\
---
identifier: Q/EXAMPLE 1
edition: 1
date: DATE_OF_ISSUE
implementation: DATE_OF_IMPLEMENTATION
language: zh
title:
  zh: {intro: 信息设备, main: 标签}
  en: {intro: Information technology equipment, main: Labels}
rulebook: gb-t-1.1
level: enterprise-standard
function: specification
ics: ["35.020"]
ccs: ["L 70"]
proposed-by: 示例公司
administered-by: 示例公司
drafting-organizations: [示例公司]
drafters: [张三]
patents: unknown
publisher: {name: 示例公司, abbreviation: EXAMPLE}
---

# 前言 {#foreword}

# 范围 {#scope}

本文件规定了信息设备标签的内容、尺寸和位置。

本文件适用于机房和办公场所中的信息设备。

# 规范性引用文件 {#normative-references}

# 术语和定义 {#terms}

## 标签 {#label}

- en: label

固定在设备上、载有设备标识信息的薄片

# 要求 {#requirements}

## 内容 {#content}

[标签](#label)应包含设备编号和启用日期。{#content-items}

标签宜包含责任人的联系方式。{#content-contact}

## 尺寸 {#size}

标签的尺寸应符合[@tab-size]的规定。{#size-table}

表：标签的尺寸 {#tab-size}

| 设备 | 宽度 | 高度 |
|---|---|---|
| 机架式设备 | 40 | 15 |
| 桌面设备 | 60 | 25 |

::: table-notes
unit: mm
:::

## 位置 {#position}

标签应固定在设备正面。{#position-front}

标签不应遮挡散热孔。{#position-vents}

> [!NOTE]
> 无正面空间的设备，标签的位置见[@placing]。

# 无正面空间的设备 {#placing .annex .informative}

标签可固定在设备的侧面或线缆上。{#placing-side}
""",
    "en": """\
---
identifier: EX 1
edition: 1
date: DATE_OF_ISSUE
implementation: DATE_OF_IMPLEMENTATION
language: en
title:
  en: {intro: Information technology equipment, main: Labels}
rulebook: iso-iec-part-2
level: enterprise-standard
function: specification
ics: ["35.020"]
publisher: {name: Example, abbreviation: EX}
---

# Foreword {#foreword}

This document was prepared by Example, and can be taken as a pattern for the first standard of a library.

# Scope {#scope}

This document specifies the content, the size and the place of labels on information technology equipment.

It applies to equipment in computer rooms and offices.

# Normative references {#normative-references}

# Terms and definitions {#terms}

## label {#label}

thin piece that is fixed to equipment and bears information that identifies it

# Requirements {#requirements}

## Content {#content}

The [label](#label) shall bear the number of the equipment and the date on which it was taken into use. {#content-items}

The label should bear the contact details of the person responsible. {#content-contact}

## Size {#size}

The size of the label shall be as given in [@tab-size]. {#size-table}

Table: Size of labels {#tab-size}

| Equipment | Width | Height |
|---|---|---|
| Mounted in a rack | 40 | 15 |
| On a desk | 60 | 25 |

::: table-notes
unit: mm
:::

## Place {#place}

The label shall be fixed to the front of the equipment. {#place-front}

The label shall not cover an air vent. {#place-vents}

> [!NOTE]
> [@no-front] gives places for equipment without room at the front.

# Equipment without room at the front {#no-front .annex .informative}

The label may be fixed to the side of the equipment or to its cable. {#no-front-side}
""",
}
