"""A small standard of which everything has a key, in two languages, and amendments to it, for the tests of amendments."""

from __future__ import annotations

from stdpub.model.folder import Folder

FRONT = """---
identifier: T/STDPUB 9
version: "2026"
date: 2026-03-01
implementation: 2026-06-01
language: en
title: {en: {main: Cold aisles}, zh: {main: 冷通道}}
rulebook: iso-iec-part-2
---

"""

BASE = (
    FRONT
    + """# Scope {#scope}

This document specifies requirements for cold aisles.

# Normative references {#refs}

- ISO 1:2022, *Reference temperature* {#iso1}
- ISO 7:2020, *Threads* {#iso7}

# Terms and definitions {#terms}

## cold aisle {#aisle}

space between two rows of cabinets that is supplied with cool air

# Requirements {#req}

## General {#general}

The [cold aisle](#aisle) shall be closed. {#closed} The door shall close by itself. {#door}

The limits of [@limits] and the method of [@method] apply, see also [@iso1] and [@iso7].

## Temperature {#temperature}

The inlet temperature shall not exceed 27 °C. {#inlet}

Table: Limits {#limits}

| class | limit |
|-------|-------|
| A     | 27    |

## Doors {#doors}

The following requirements shall be met: {#lead}

- doors shall open outwards; {#outwards}
- doors shall bear a sign; {#sign}
- doors shall be lit. {#lit}

Table: Signs {#signs}

| sign | colour |
|------|--------|
| exit | green  |

## Marking {#marking}

The aisle shall be marked as in [@signs]. {#marked}

# Measurement {#method .annex .normative}

The temperature shall be measured at three heights. {#heights}
"""
)

AMD_1 = """---
amends: 2026
amendment: 1
date: 2027-01-10
implementation: 2027-07-01
---

::: replace-text [@inlet] "27 °C" -> "25 °C"

::: replace [@door]
The door shall close by itself within 5 s.
:::

::: insert-after [@temperature]
## Humidity {#humidity}

The relative humidity shall be at least 20 %. {#humid}

Table: Humidity {#humidities}

| class | limit |
|-------|-------|
| A     | 20    |
:::

::: delete [@outwards]
:::

::: insert-after [@sign]
- doors shall have a handle; {#handle}
:::

::: insert-after [@marking]
## Records {#records}

The operator shall keep records according to [@humidities]. {#kept}
:::
"""


def folder(base: str = BASE, **files: str) -> Folder:
    """Return a standard's folder; `amd_1` and `amd_1_zh` name `amd-1.md` and `amd-1.zh.md`."""
    named = {_file(name): text.encode() for name, text in files.items()}
    return Folder("cold-aisles", {"standard.md": base.encode(), **named}, {})


def _file(name: str) -> str:
    kind, number, *language = name.split("_")
    return ".".join((f"{kind}-{number}", *language, "md")) if kind in {"amd", "cor"} else f"{kind}.{number}.md"


def amendment(body: str, number: int = 1, kind: str = "amendment", date: str = "2027-01-10") -> str:
    """Return the text of an amendment of the edition 2026."""
    return f"---\namends: 2026\n{kind}: {number}\ndate: {date}\n---\n\n{body}"
