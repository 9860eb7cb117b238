"""A small published library for tests of index and server: two standards, two editions, two languages, drafts."""

from __future__ import annotations

from pathlib import Path

from libraries import WHO, git

from stdpub.model.folder import Folder
from stdpub.model.source import Severity
from stdpub.model.surroundings import Surroundings
from stdpub.pipeline import build
from stdpub.store import files
from stdpub.store.library import Library
from stdpub.store.objects import Entry, EntryKind
from stdpub.store.publication import publication_of
from stdpub.store.publishing import publish

SLUG = "t-test-1"
PDF = b"%PDF-1.7 a document of the tests"

CHINESE = """\
---
identifier: T/TEST 1
edition: {edition}
date: {date}
implementation: {implementation}
language: zh
title:
  zh: {{intro: 数据中心, main: 能效}}
  en: {{intro: Data centres, main: Energy efficiency}}
rulebook: gb-t-1.1
level: association-standard
force: recommended
ics: ["35.020"]
ccs: ["L 70"]
committee: SAC/TC 28
publisher: {{name: 测试协会, abbreviation: TEST}}
copyright: {{holder: 测试协会, year: 2026, licence: CC-BY-4.0}}
---

# 范围 {{#scope}}

本文件规定了数据中心的能效限定值。

# 术语和定义 {{#terms}}

## 电能利用效率 {{#pue}}

- en: power usage effectiveness
- abbreviation: PUE

数据中心总耗电量与信息设备耗电量的比值。

> [!NOTE]
> 比值没有单位。

# 要求 {{#requirements}}

## 限定值 {{#limits}}

[电能利用效率](#pue)不应大于[1.3]{{limit=pue}}。{{#pue-limit .requirement}}测量宜符合[@method]的规定。{{#measured}}

> [!NOTE]
> 限定值见[@tab-limits]。

> [!EXAMPLE]
> 某数据中心的值为1.25。

{extra}表：各等级的限定值 {{#tab-limits}}

| 等级 | 限定值 |
|---|---|
| 1级 | 1.20 |
| 2级 | 1.30 |

## 记录 {{#records}}

运营者应做到：{{#rec}}

1. 每月读数；{{#rec-read}}
2. 按[@eq-pue]计算，包括： {{#rec-compute}}
    1. 总耗电量；
    2. 信息设备耗电量。
3. 保存读数。

$$ P = \\frac{{E_1}}{{E_2}} $$ {{#eq-pue}}

式中：

- $E_1$——总耗电量；
- $E_2$——信息设备耗电量。

# 测量方法 {{#method .annex .normative}}

## 总则 {{#method-general}}

测点应靠近设备的进线端。{{#point}}

## 步骤 {{#method-steps}}

读数应连续。{{#reading}}
"""

ENGLISH = """\
---
language: en
title:
  en: {intro: Data centres, main: Energy efficiency}
---

# Scope {#scope}

This document specifies the energy efficiency limits of data centres.

# Terms and definitions {#terms}

## power usage effectiveness {#pue}

- zh: 电能利用效率
- abbreviation: PUE

ratio of the total energy to the energy of the information technology equipment

> [!NOTE]
> The ratio has no unit.

# Requirements {#requirements}

## Limits {#limits}

The [power usage effectiveness](#pue) shall [not exceed 1.3]{limit=pue}. {#pue-limit} It should be measured as in [@method]. {#measured}

> [!NOTE]
> [@tab-limits] gives the limits.

> [!EXAMPLE]
> A data centre has a value of 1.25.

Table: Limits of the grades {#tab-limits}

| Grade | Limit |
|---|---|
| 1 | 1.20 |
| 2 | 1.30 |

## Records {#records}

The operator shall: {#rec}

1. read the meters every month; {#rec-read}
2. calculate by [@eq-pue], including: {#rec-compute}
    1. the total energy;
    2. the energy of the equipment.
3. keep the readings.

$$ P = \\frac{E_1}{E_2} $$ {#eq-pue}

where

- $E_1$ is the total energy;
- $E_2$ is the energy of the equipment.

# Method of measurement {#method .annex .normative}

## General {#method-general}

The meter shall be close to the equipment. {#point}

## Steps {#method-steps}

Readings shall be continuous. {#reading}
"""

IMPORTED = """\
---
identifier: ACME 7
date: 2020-05-01
language: en
title:
  en: {main: Imported rules}
numbering: none
---

# Introduction {label="V1"}

Appendices are lettered.

# Venting {#venting label="V2.1"}

Vessels are vented through the roof.

# Tables {#app label="Appendix A"}

A list stands here.
"""

OLD = {"edition": "1", "date": "2024-01-10", "implementation": "2024-07-01", "extra": "标志应清晰。{#marking}\n\n"}
NEW = {"edition": "2", "date": "2026-01-10", "implementation": "2026-07-01", "extra": ""}


MARKING = b'marking: {kind: provision, first: "2024", withdrawn: next}\n'
"""What `keys.yml` says in every text that does not hold the provision of the first edition alone."""


def folder(slug: str = SLUG, *, english: bool = True, **values: str) -> Folder:
    """Return the folder of the standard of these tests."""
    found = {"standard.md": CHINESE.format(**(NEW | values)).encode()}
    if slug == SLUG and "{#marking}" not in values.get("extra", ""):
        found["keys.yml"] = MARKING
    return Folder(slug, found | ({"standard.en.md": ENGLISH.encode()} if english else {}), {})


def publish_folder(source: Folder, library: Path) -> None:
    """Build a folder and publish it, with a PDF of a few bytes in place of a real one."""
    built = build(source, ("xml", "json", "html"), Surroundings({"missing-element": Severity.WARNING}))
    assert built.outputs, built.diagnostics
    outputs = tuple((one.language, one.form, one.content) for one in built.outputs)
    pdfs = tuple((one.header.language, "pdf", PDF) for one in built.standards)
    publish(source, library, publication_of(built.standards, (*outputs, *pdfs)), who=WHO)


def draft(library: Path, source: Folder, branch: str = "main") -> str:
    """Commit a folder on a branch, which begins at the tip of the main one, and return the commit."""
    opened = Library.open_or_create(library)
    repository = opened.repository
    ref = f"refs/heads/{branch}"
    tip = repository.target(ref)
    base = tip or repository.target(opened.main)
    tree = files.write_folder(repository, source, opened.settings())
    entries = {source.name: Entry(source.name, tree, EntryKind.FOLDER)}
    whole = repository.put_tree(entries, repository.tree_of(base) if base else "")
    if tip or not base:
        return repository.advance(ref, tip, whole, "Draft", WHO)
    commit = repository.put_commit(whole, "Draft", WHO, (base,))
    git(library, "update-ref", ref, commit)
    return commit


def settings(library: Path, text: str) -> None:
    """Commit a `stdpub.toml` on the main branch."""
    opened = Library(library)
    repository = opened.repository
    tip = repository.target(opened.main)
    blob = repository.put_blob(text.encode())
    whole = repository.put_tree({"stdpub.toml": Entry("stdpub.toml", blob, EntryKind.FILE)}, repository.tree_of(tip))
    repository.advance(opened.main, tip, whole, "Settings", WHO)


def make_library(place: Path) -> Path:
    """Make the library: `t-test-1` in two editions, the newer in two languages, `acme-7`, and three drafts."""
    library = place / "library.git"
    publish_folder(folder(english=False, **OLD), library)
    publish_folder(folder(), library)
    publish_folder(Folder("acme-7", {"standard.md": IMPORTED.encode()}, {}), library)
    draft(library, folder(edition="3", date="2027-01-10", implementation="2027-07-01", extra="草案应清晰。\n\n"))
    draft(library, folder("only-draft", english=False, date="2028-01-10"))
    draft(library, folder(extra="分支应清晰。\n\n"), "review/2027")
    assert git(library, "fsck", "--strict", "--no-dangling") == ""
    return library
