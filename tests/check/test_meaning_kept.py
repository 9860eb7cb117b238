"""What `fix` must leave alone, or mend in one way only, lest the text means something else afterwards."""

from __future__ import annotations

import pytest

from stdpub.model.folder import Folder
from stdpub.pipeline import check, fix

HEAD = """---
identifier: EX 9
language: en
title: Tanks
rulebook: iso-iec-part-2
date: 2026-11-24
---

# Foreword {#fw}

# Scope {#scope}

This document specifies tanks. It is applicable to tanks.

# Normative references {#nr}

# Terms and definitions {#terms}

"""


def fixed(body, head=HEAD):
    folder = Folder("tank", {"standard.md": (head + body).encode()}, {})
    return fix(folder).folder.files["standard.md"].decode().removeprefix(head)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            "# 5 Cleaning {#clean}\n\nSee Clause 7.\n\n# 7 Marking {#marks}\n\nMarks are red, see 7.\n",
            "# Cleaning {#clean}\n\nSee [@marks].\n\n# Marking {#marks}\n\nMarks are red, see 7.\n",
            id="a pointer means what its number is typed at",
        ),
        pytest.param(
            "# 5 Cleaning {#clean}\n\nSee Clause 4.\n",
            "# 5 Cleaning {#clean}\n\nSee Clause 4.\n",
            id="typed numbers stay while a pointer needs them",
        ),
        pytest.param(
            "# 5 Cleaning {#clean}\n\nClauses 5 and 6 hold.\n",
            "# 5 Cleaning {#clean}\n\nClauses 5 and 6 hold.\n",
            id="and while several clauses are named at once",
        ),
        pytest.param(
            "# 4 Cleaning {#clean}\n\nDirt is washed off.\n\n# 5 Marking {#marks}\n\nSee Clause 4.\n",
            "# Cleaning {#clean}\n\nDirt is washed off.\n\n# Marking {#marks}\n\nSee [@clean].\n",
            id="a number that is printed as typed",
        ),
        pytest.param(
            "# Marks {#marks}\n\nA mark gives:\n\n- a) the name;\n- (b) the year.\n",
            "# Marks {#marks}\n\nA mark gives:\n\n1. the name;\n1. the year.\n",
            id="letters of items",
        ),
        pytest.param(
            "# Marks {#marks}\n\nA mark gives:\n\n- a) the name,\n  - or the sign;\n- b) the year.\n",
            "# Marks {#marks}\n\nA mark gives:\n\n- a) the name,\n  - or the sign;\n- b) the year.\n",
            id="letters of items that hold more",
        ),
        pytest.param(
            "# Marks {#marks}\n\nEN 1 states:\n\n> The tank must be 5kg, see Clause 4. This standard is old.\n",
            "# Marks {#marks}\n\nEN 1 states:\n\n> The tank must be 5kg, see Clause 4. This standard is old.\n",
            id="a quotation",
        ),
        pytest.param(
            "# Marks {#marks}\n\nEN 1:2020, *Colored tanks of 5kg*, treats tanks of 7kg.\n",
            "# Marks {#marks}\n\nEN 1:2020, *Colored tanks of 5kg*, treats tanks of 7 kg.\n",
            id="the title of another document in the text",
        ),
        pytest.param(
            "# Bibliography {#books}\n\n- EN 1:2020, *Colored tanks of 1.5 m to 10-20 mm — 5kg* {#en1}\n",
            "# Bibliography {#books}\n\n- EN 1:2020, *Colored tanks of 1.5 m to 10-20 mm — 5kg* {#en1}\n",
            id="the title of another document in a list",
        ),
        pytest.param(
            "# Marks {#marks}\n\nNobody has to clean the tank. {#a}\n\nThe tank has to date never leaked. {#b}\n",
            "# Marks {#marks}\n\nNobody has to clean the tank. {#a}\n\nThe tank has to date never leaked. {#b}\n",
            id="freedom is no ban",
        ),
    ],
)
def test_a_fix_keeps_what_is_meant(before, after):
    assert fixed(before) == after


@pytest.mark.parametrize(
    ("chinese", "english", "contrary"),
    [
        ("盖能拆下。", "The lid cannot be taken off.", True),
        ("盖宜上锁。", "The lid should not be locked.", True),
        ("盖应上锁。", "The lid shall be locked.", False),
        ("盖不应打开。", "The lid shall remain closed.", False),
        ("盖应不小于2 m。", "The lid shall not be smaller than 2 m.", False),
        ("盖不应小于2 m。", "The lid shall be at least 2 m.", False),
    ],
)
def test_a_translation_that_says_the_contrary(chinese, english, contrary):
    header = "---\nidentifier: EX 9\nlanguage: zh\ntitle: {zh: 盖, en: Lids}\ndate: 2026-11-24\n---\n\n# "
    texts = {
        "standard.md": f"{header}盖 {{#lids}}\n\n{chinese} {{#lid}}\n",
        "standard.en.md": f"# Lids {{#lids}}\n\n{english} {{#lid}}\n",
    }
    found = check(Folder("lids", {name: text.encode() for name, text in texts.items()}, {}))

    assert contrary == any(one.rule == "translated-sense-differs" for each in found for one in each.diagnostics)
