"""Two small versions of a standard and a comparison of them made by hand, for those who write about comparisons."""

from __future__ import annotations

from stdpub.compare.things import things
from stdpub.model.changes import Change, ChangeKind, Comparison, Edit, Level, Pair
from stdpub.model.folder import Folder
from stdpub.read.reader import read
from stdpub.write.compared import Compared

HEAD_ZH = (
    "---\nidentifier: GB/T 99999\nlanguage: zh\ntitle: {{zh: 通气, en: Venting}}\ndate: {0}-01-01\nrulebook: gb-t-1.1\n"
    "replaces: [{1}]\n---\n\n"
)
HEAD_EN = (
    "---\nidentifier: ISO 99999\nlanguage: en\ntitle: Venting\ndate: {0}-01-01\nedition: {2}\nrulebook: iso-iec-part-2\n"
    "replaces: [{1}]\n---\n\n"
)
OLD_ZH = """# 术语和定义 {#terms}

## 罐 {#tank}
Tank

盛液体的容器。

# 要求 {#rules}

## 压力 {#pressure}

压力应不大于5 kPa。 {#limit}

罐宜通气。 {#vented}

## 验收 {#acceptance}

罐应验收。 {#accepted}
"""
NEW_ZH = """# 术语和定义 {#terms}

## 罐 {#tank}
Tank

盛液体或气体的容器。

# 要求 {#rules}

## 通则 {#general}

罐应编号。 {#marked}

## 压力 {#pressure}

压力应不大于3 kPa。 {#limit}

罐应通气。 {#vented}
"""
OLD_EN = """# Rules {#rules}

## Pressure {#pressure}

The pressure shall not exceed 5 kPa. {#limit}

The tank should be vented. {#vented}

## Acceptance {#acceptance}

The tank shall be accepted. {#accepted}
"""
NEW_EN = """# Rules {#rules}

## General {#general}

The tank shall be marked. {#marked}

## Pressure {#pressure}

The pressure shall not exceed 3 kPa. {#limit}

The tank shall be vented. {#vented}
"""
ROWS = (
    ("added", "clause", "", "general", True, ()),
    ("added", "provision", "", "marked", True, ()),
    ("renumbered", "clause", "pressure", "pressure", False, ()),
    ("limit-tightened", "provision", "limit", "limit", True, ("5 kPa", "3 kPa")),
    ("strengthened", "provision", "vented", "vented", True, ("should", "shall", "宜", "应")),
    ("withdrawn", "clause", "acceptance", "", True, ()),
    ("withdrawn", "provision", "accepted", "", True, ()),
)


def standard(text, slug="vents"):
    """Read a standard that is one file."""
    return read(Folder(slug, {"standard.md": text.encode()}, {}))


def compared(before, after, rows):
    """Return two texts with the changes that rows tell: kind, level, keys of one side each, substance, words changed."""
    versions = standard(before), standard(after)
    sides = [{thing.side.key: thing.side for thing in things(version)} for version in versions]
    changes = tuple(_change(*sides, row) for row in rows)
    pairs = [Pair(sides[0].get(key), side, 1.0) for key, side in sides[1].items()]
    pairs += [Pair(side, None, 1.0) for key, side in sides[0].items() if key not in sides[1]]
    return Compared(*versions, Comparison(tuple(pairs), changes))


def _change(before, after, row):
    kind, level, old, new, substantive, words = row
    one, other = before.get(old), after.get(new)
    return Change(
        ChangeKind(kind),
        Level(level),
        (one,) if one else (),
        (other,) if other else (),
        substantive,
        1.0,
        redline(one.text if one else "", other.text if other else "", words),
    )


def redline(before, after, words):
    """Return the redline of two texts that differ in the words given, old and new by turns."""
    if not before or not after:
        edit, text = (Edit.DELETE, before) if before else (Edit.INSERT, after)
        return ((edit, text),) if text else ()
    for old, new in zip(words[::2], words[1::2], strict=True):
        head, found, tail = before.partition(old)
        if found and after == head + new + tail:
            runs = ((Edit.EQUAL, head), (Edit.DELETE, old), (Edit.INSERT, new), (Edit.EQUAL, tail))
            return tuple(run for run in runs if run[1])
    return ((Edit.EQUAL, before),) if before == after else ((Edit.DELETE, before), (Edit.INSERT, after))


def chinese(rows=(("term-changed", "term", "tank", "tank", True, ()), *ROWS)):
    """Return two Chinese versions with what changed."""
    return compared(HEAD_ZH.format(2020, "", 1) + OLD_ZH, HEAD_ZH.format(2026, "GB/T 99999—2020", 2) + NEW_ZH, rows)


def english(rows=ROWS):
    """Return two English versions with what changed."""
    return compared(HEAD_EN.format(2020, "", 1) + OLD_EN, HEAD_EN.format(2026, "ISO 99999:2020", 2) + NEW_EN, rows)
