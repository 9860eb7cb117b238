"""All safe fixes of texts with many faults, made at once: what is left has no fixable finding, and says the same."""

from __future__ import annotations

import pytest

from stdpub.check.examples import folder_of
from stdpub.model.header import RulebookName
from stdpub.pipeline import fix

CHINESE = """# 术语和定义 {#terms}

## 软管 {#hose}

- en: hose
- deprecated: 胶管

是指输送流体的可弯曲的管。

（来源：GB/T 1—2020，3.1）

# 储罐 {#tanks}

电压为220V,温度为5~10℃;湿度为65±2%,尺寸为80x25x50 mm。

角度为30 °，间隙为.5 mm，壁厚为2,5 mm，容量为10 KWh，时间为30 sec，质量为5-10 kg。

温度为23±2 ℃，应用程序接口(API)的"样品"为１０ ℃，与胶管相接。

注：灰尘会堵塞
通气口。

尺寸见[@sizes]。

表：尺寸 {#sizes}

| 型号 | 材料 |
|---|---|
| 甲 | |
| 乙 | 钢 |
"""
CHINESE_FIXED = """# 术语和定义 {#terms}

## 软管 {#hose}

- en: hose
- deprecated: 胶管

输送流体的可弯曲的管。

[来源：GB/T 1—2020，3.1]

# 储罐 {#tanks}

电压为220 V，温度为5 ℃～10 ℃；湿度为(65±2)%，尺寸为80 mm×25 mm×50 mm。

角度为30°，间隙为0.5 mm，壁厚为2.5 mm，容量为10 kWh，时间为30 s，质量为5 kg～10 kg。

温度为23 ℃±2 ℃，应用程序接口（API）的“样品”为10 ℃，与软管相接。

> [!NOTE]
> 灰尘会堵塞
> 通气口。

尺寸见[@sizes]。

表：尺寸 {#sizes}

| 型号 | 材料 |
|---|---|
| 甲 | — |
| 乙 | 钢 |
"""
ENGLISH = """# Terms and definitions {#terms}

## hose {#hose}

a flexible pipe for fluids.

(SOURCE: ISO 1:2022, 3.1)

# Tanks {#tanks}

A hose is 5mm wide, 2.5 m long, 7% dry, 10-12 kPa tight, 80 ± 2 mm high and .5 mm thick at -5 °C.

It holds 25000 kg at 30 km per hour, 10 KV, 30 sec, 65 ± 2 %, as the R.H. and 3 x 4 vents of 80 x 25 x 50 mm.

NOTE: Dust blocks vents.

The sizes are given in [@sizes].

Table: — Sizes {#sizes}

| Type | Length, mm |
|---|---|
| A | 1.5 |
"""
ENGLISH_FIXED = """# Terms and definitions {#terms}

## hose {#hose}

flexible pipe for fluids

[SOURCE: ISO 1:2022, 3.1]

# Tanks {#tanks}

A hose is 5 mm wide, 2,5 m long, 7 % dry, 10 kPa to 12 kPa tight, 80 mm ± 2 mm high and 0,5 mm thick at −5 °C.

It holds 25\u202f000 kg at 30 km/h, 10 kV, 30 s, (65 ± 2) %, as the RH and 3 × 4 vents of 80 mm × 25 mm × 50 mm.

> [!NOTE]
> Dust blocks vents.

The sizes are given in [@sizes].

Table: Sizes {#sizes}

| Type | Length, mm |
|---|---|
| A | 1,5 |
"""


@pytest.mark.parametrize(
    ("text", "right", "rulebook"),
    [
        (CHINESE, CHINESE_FIXED, RulebookName.GB_T_1_1),
        (ENGLISH, ENGLISH_FIXED, RulebookName.ISO_IEC_PART_2),
    ],
    ids=["chinese", "english"],
)
def test_all_safe_fixes_leave_nothing_that_could_be_fixed(text, right, rulebook):
    made = fix(folder_of(text, rulebook))
    fixed = made.folder.files["standard.md"].decode()

    assert fixed[fixed.index(right[:20]) :] == right
    assert [] == [found.rule for each in made.standards for found in each.diagnostics if found.fix and found.safe]


@pytest.mark.parametrize("rulebook", [RulebookName.GB_T_1_1, RulebookName.ISO_IEC_PART_2])
def test_a_second_fix_changes_nothing(rulebook):
    text = CHINESE if rulebook is RulebookName.GB_T_1_1 else ENGLISH
    once = fix(folder_of(text, rulebook), unsafe=True).folder

    assert fix(once, unsafe=True).folder.files == once.files
