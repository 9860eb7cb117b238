"""A hostile text is read and checked in time, whatever the rules look for in it, and none of its words is lost."""

from __future__ import annotations

import gc
import re
import sys
import time

import pytest
from hostile_texts import HOSTILE, STANDARDS
from tries import some

from stdpub.model.folder import Folder
from stdpub.pipeline import check
from stdpub.write.json_record import write_json

LIMIT = 3 if sys.gettrace() is None else 40  # seconds; 2 on the machine of the design, some are slower
HEADERS = {
    "en": "---\nidentifier: X 1\nlanguage: en\ntitle: Tanks\nrulebook: iso-iec-part-2\n---\n\n# Vents {#vents}\n\n",
    "zh": "---\nidentifier: T/X 1\nlanguage: zh\ntitle: 储罐\nrulebook: gb-t-1.1\n---\n\n# 通气口 {#vents}\n\n",
}
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>'
LAST = "lastword"
TEXTS = {**HOSTILE, **STANDARDS}
EACH = [*STANDARDS, *(pytest.param(name, marks=pytest.mark.long) for name in HOSTILE if name not in STANDARDS)]
"""All of them; those that are hostile by their marks alone are read by the tests of tokens every day."""


SOME = [*some(STANDARDS), *EACH[len(STANDARDS) :]]
"""Every fourth pattern in a quick run, all of them in a run of everything: together they take two minutes."""


def folder(text):
    header = "" if text.startswith("---\n") else HEADERS["zh" if re.search("[\u4e00-\u9fff]", text) else "en"]
    return Folder("x", {"standard.md": (header + text).encode(), "b.svg": PICTURE}, {})


def test_there_are_patterns_enough():
    assert len(TEXTS) >= 40
    assert [] == [name for name, text in TEXTS.items() if not 90_000 <= len(text.encode()) <= 210_000]


@pytest.fixture
def _uncollected():
    """Let no rubbish be collected meanwhile, as the command does not."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("_uncollected")
@pytest.mark.parametrize("name", SOME)
def test_a_hostile_text_is_read_and_checked_in_time(name):
    source = folder(TEXTS[name])
    start = time.process_time()
    (standard,) = check(source)

    assert time.process_time() - start < LIMIT
    assert [] == [found for found in standard.diagnostics if found.at.line < 1 or found.at.column < 1]


@pytest.mark.parametrize("name", EACH)
def test_the_words_after_a_hostile_text_are_kept(name):
    (standard,) = check(folder(f"{TEXTS[name][:3000]}\n\n{LAST}\n"))

    assert LAST in write_json(standard).decode()
